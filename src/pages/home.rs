//! The home page.

use super::{
    article::{blocks, in_its_language, not_translated},
    published::around,
};
use crate::{
    components::{
        markup::{classed, element},
        print_note::print_note,
        rivers::rivers,
    },
    model::{frame::Frame, page::LoadedPage},
};
use serde_json::Value;

/// A word of welcome, then the page's blocks.
#[must_use]
pub fn home_page(page: &LoadedPage, frame: &Frame) -> Value {
    let opening = classed("div", "home__opening")
        .with(rivers())
        .with_if(not_translated(page, frame))
        .with(element("h1").set("tabindex", "-1").words(&page.page.title))
        .with(classed("p", "lead").words(&page.page.summary))
        .with_if(print_note(page));
    let parts = [opening.published()].into_iter().chain(blocks(page, frame, &|_| None)).collect();
    around(&in_its_language(classed("div", "home"), page, frame), parts)
}
