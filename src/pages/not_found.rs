//! The page of an address that leads nowhere.

use super::search::{as_links, no_result_yet};
use crate::{
    components::{
        markup::{Element, changing, element},
        titled_links::titled_links,
    },
    content::error::ContentError,
    model::{frame::Frame, search::SearchIndex},
};
use leptos::prelude::*;

/// What to do, and the pages whose titles are near the address. It is the same HTML for every wrong address: what is near comes once the program runs.
#[cfg(any(feature = "ssr", feature = "preview"))]
#[must_use]
pub fn not_found_page(page: &crate::model::page::LoadedPage, frame: &Frame) -> serde_json::Value {
    use super::{
        article::{article, blocks},
        published::{NEAREST, around, live},
    };
    let change = |block: &crate::model::block::Block| {
        let crate::model::block::Block::NearestPages(block) = block else { return None };
        let shell = crate::components::markup::classed("div", "nearest").set("data-needs-program", "").set("role", "status");
        Some(around(&shell, vec![live(NEAREST, &block.title)]))
    };
    article(page, frame, blocks(page, frame, &change), false)
}

/// The pages near the address, under `title`.
pub fn nearest_view(title: String, frame: &'static Frame) -> AnyView {
    let asked: RwSignal<String> = RwSignal::new(String::new());
    let index: RwSignal<Option<Result<SearchIndex, ContentError>>> = RwSignal::new(None);
    #[cfg(feature = "hydrate")]
    crate::navigation::load_nearest(frame, index, asked);
    changing(move || {
        index
            .with(|index| asked.with(|asked| index.as_ref()?.as_ref().ok().and_then(|index| nearest(index, asked, &title, frame))))
            .unwrap_or_else(no_result_yet)
    })
}

fn nearest(index: &SearchIndex, path: &str, title: &str, frame: &Frame) -> Option<Element> {
    let near = index.nearest(path);
    (!near.is_empty()).then(|| element("div").with(element("h2").words(title)).with(titled_links(&as_links(&near), &frame.menu)))
}
