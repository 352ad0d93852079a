//! What only paper shows: where the page is found again.

use super::markup::{Element, classed, element};
use crate::model::{page::QrCode, words::Words};

/// The page's address, as a code and in letters.
#[must_use]
pub fn print_note(qr: &QrCode, words: &Words) -> Element {
    // Four squares of white around, as readers want; lines run through the middle of their squares.
    let side = (qr.size + 8).to_string();
    let code = classed("svg", "print-note__code")
        .set("viewBox", &["-4 -4.5 ", &side, " ", &side].concat())
        .set("role", "img")
        .set("aria-label", &words.qr_code)
        .with(element("path").set("d", &qr.path));
    let address = classed("p", "print-note__words").words(&words.print_address).words(" ").with(classed("strong", "print-note__address").words(&qr.address));
    classed("div", "print-note").with(code).with(address)
}
