//! The page of an address that leads nowhere.

use super::{
    article::article_view,
    blocks_view,
    search::{as_links, no_result_yet},
};
use crate::{
    components::{
        block_view::titled_links,
        markup::{Element, changing, classed, element, holder},
    },
    content::error::ContentError,
    model::{block::Block, frame::Frame, page::LoadedPage, search::SearchIndex},
};
use leptos::prelude::*;

/// What to do, and the pages whose titles are near the address. It is the same HTML for every wrong address: what is near comes once the program runs.
#[must_use]
pub fn not_found_page(page: &'static LoadedPage, frame: &'static Frame) -> AnyView {
    let asked: RwSignal<String> = RwSignal::new(String::new());
    let index: RwSignal<Option<Result<SearchIndex, ContentError>>> = RwSignal::new(None);
    #[cfg(feature = "hydrate")]
    crate::navigation::load_nearest(frame, index, asked);
    let change = |block: &'static Block| {
        let Block::NearestPages(block) = block else { return None };
        let near = move || {
            index
                .with(|index| asked.with(|asked| index.as_ref()?.as_ref().ok().and_then(|index| nearest(index, asked, &block.title, frame))))
                .unwrap_or_else(no_result_yet)
        };
        Some(holder(classed("div", "nearest").set("data-needs-program", "").set("role", "status"), vec![changing(near)]))
    };
    article_view(page, frame, blocks_view(page, frame, &change), false)
}

fn nearest(index: &SearchIndex, path: &str, title: &str, frame: &Frame) -> Option<Element> {
    let near = index.nearest(path);
    (!near.is_empty()).then(|| element("div").with(element("h2").words(title)).with(titled_links(&as_links(&near), &frame.menu)))
}
