//! What only paper shows: where the page is found again.

use super::markup::{Element, classed, element};
use crate::model::page::LoadedPage;

/// The page's address, as a code and in letters; `None` as long as nobody knows where the site will live.
#[must_use]
pub fn print_note(page: &LoadedPage) -> Option<Element> {
    let (words, code) = page.qr.as_ref()?.split_once('|')?;
    let (view_box, path) = code.split_once('|')?;
    let code = classed("svg", "print-note__code").set("viewBox", view_box).with(element("path").set("d", path));
    Some(classed("p", "print-note").with(code).words(words))
}
