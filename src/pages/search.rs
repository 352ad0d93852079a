//! The search and its results.
//!
//! The query is in the address (`?q=`). Without a program, the page shows its field and every page of the site.

use crate::{
    components::{
        markup::{Element, changing, classed, element},
        page_error::failure,
        titled_links::titled_links,
    },
    content::error::ContentError,
    locale::phrase::fill,
    model::{
        block::TitledLink,
        frame::Frame,
        search::{SearchEntry, SearchIndex},
    },
};
use leptos::prelude::*;

/// The field, the results of what the address asks, every page.
#[cfg(any(feature = "ssr", feature = "preview"))]
#[must_use]
pub fn search_page(page: &crate::model::page::LoadedPage, frame: &Frame) -> serde_json::Value {
    use super::{
        article::{article, blocks},
        published::{RESULTS, around, live},
    };
    let change = |block: &crate::model::block::Block| {
        let crate::model::block::Block::SearchResults(search) = block else { return None };
        let results = around(&element("div").set("role", "status"), vec![live(RESULTS, "")]);
        let form = crate::components::search_form::search_form(&search.label, &[], frame).published();
        Some(around(&classed("div", "search-results").set("data-needs-program", ""), vec![form, results]))
    };
    article(page, frame, blocks(page, frame, &change), false)
}

/// The results of what the address asks.
pub fn results_view(frame: &'static Frame) -> AnyView {
    let asked: RwSignal<String> = RwSignal::new(String::new());
    let index: RwSignal<Option<Result<SearchIndex, ContentError>>> = RwSignal::new(None);
    #[cfg(feature = "hydrate")]
    crate::navigation::load_search(frame, index, asked);
    changing(move || {
        let shown = index.with(|index| match index {
            Some(Ok(index)) => asked.with(|asked| results(frame, index, asked)),
            Some(Err(error)) => Some(failure(error, &frame.words)),
            None => None,
        });
        shown.unwrap_or_else(no_result_yet)
    })
}

/// Holds the place of results.
pub(super) fn no_result_yet() -> Element {
    element("div").set("hidden", "")
}

fn results(frame: &Frame, index: &SearchIndex, asked: &str) -> Option<Element> {
    let words = &frame.words;
    if asked.trim().is_empty() {
        return None;
    }
    let found = index.find(asked);
    let results = classed("div", "search-results__found").with(element("h2").words(&fill(&words.results_for, &[("query", asked)])));
    if found.entries.is_empty() {
        let nothing = element("strong").words(&words.no_result);
        return Some(results.with(element("p").with(nothing)).with(element("p").words(&words.no_result_advice)));
    }
    let count = words.results.counted(&frame.lang, u32::try_from(found.entries.len()).unwrap_or(u32::MAX));
    let told = if found.in_part { &*words.results_in_part } else { &count };
    Some(results.with(element("p").words(told)).with(titled_links(&as_links(&found.entries), &frame.menu)))
}

/// Entries of the search as links with their summary.
#[must_use]
pub fn as_links(entries: &[&SearchEntry]) -> Vec<TitledLink> {
    entries.iter().map(|entry| TitledLink { href: entry.href.clone(), title: entry.title.clone(), text: Some(entry.summary.clone()) }).collect()
}
