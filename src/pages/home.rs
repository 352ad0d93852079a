//! The home page.

use super::{
    article::{in_its_language, not_translated},
    blocks_view,
};
use crate::{
    components::{
        markup::{classed, drawn, element, holder},
        print_note::print_note,
        rivers::rivers,
    },
    model::{frame::Frame, page::LoadedPage},
};
use leptos::prelude::*;

/// A word of welcome, then the page's blocks.
#[must_use]
pub fn home_page(page: &'static LoadedPage, frame: &'static Frame) -> AnyView {
    let opening = || {
        classed("div", "home__opening")
            .with(rivers())
            .with_if(not_translated(page, frame))
            .with(element("h1").set("tabindex", "-1").words(&page.page.title))
            .with(classed("p", "lead").words(&page.page.summary))
            .with_if(print_note(page))
    };
    let mut views = vec![drawn(opening)];
    views.extend(blocks_view(page, frame, &|_| None));
    holder(in_its_language(classed("div", "home"), page, frame), views)
}
