//! What only paper shows: where the page is found again.

use super::markup::{Element, classed, element};
use crate::{
    model::{frame::Frame, page::LoadedPage},
    routes,
};

/// The page's address, as a code and in letters; `None` as long as nobody knows where the site will live.
#[must_use]
pub fn print_note(page: &LoadedPage, frame: &Frame) -> Option<Element> {
    let (size, path) = page.qr.as_ref()?.split_once(' ')?;
    let address = [frame.site.base_url.as_ref()?.as_str(), routes::href(&frame.lang, &page.slug).as_str()].concat();
    // The address stands beside it in letters, so it is decoration to a screen reader. The white around, which telephones want, is the style sheet's.
    let code = classed("svg", "print-note__code").set("viewBox", &["0 -.5 ", size, " ", size].concat()).set("aria-hidden", "true");
    let words = classed("p", "print-note__words").words(&frame.words.print_address).words(" ").with(classed("strong", "print-note__address").words(&address));
    Some(classed("div", "print-note").with(code.with(element("path").set("d", path))).with(words))
}
