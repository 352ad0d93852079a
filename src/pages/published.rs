//! A page between the build and the browser: what never changes is published drawn, and the places of what the program keeps alive are named.
//!
//! The program then holds no code for blocks and texts, which it would run at a change of page alone: a quarter of its weight
//! (`docs/decisions/0035-pages-are-published-drawn.md`). The build's HTML comes from the very same file.
//!
//! A view is one of: a tree, as [`Element`] writes it; `{ "around": tree, "parts": [view…] }`, an element around views; `{ "live": name, "title": words }`, a place.

use super::{not_found, search, survey};
use crate::{
    components::markup::{Element, drawn, element, holder},
    model::{frame::Frame, json::Json},
};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// The results of the search.
pub const RESULTS: &str = "results";
/// Pages near the address that was asked.
pub const NEAREST: &str = "nearest";
/// The page of a survey in words, which is never drawn by the program.
pub const SURVEY: &str = "survey";

/// What `json` describes; nothing to see where it describes nothing that this program knows.
pub fn view(json: &Json, frame: &'static Frame) -> AnyView {
    if json.is_list() {
        // Read when it is drawn: a page that is taken over never is.
        let tree = SendWrapper::new(json.clone());
        return drawn(move || Element::read(&tree));
    }
    if let Some(parts) = json.member("parts").list() {
        return holder(Element::read(&json.member("around")), parts.iter().map(|part| view(part, frame)).collect());
    }
    match &*json.member("live").word() {
        RESULTS => search::results_view(frame),
        NEAREST => not_found::nearest_view(json.member("title").word(), frame),
        SURVEY => survey::taken_over(),
        // A view must have a node.
        _ => drawn(|| element("div").set("hidden", "")),
    }
}

#[cfg(any(feature = "ssr", feature = "preview"))]
pub use writing::{around, live, published};

#[cfg(any(feature = "ssr", feature = "preview"))]
mod writing {
    use super::super::{article, home, not_found, search};
    use crate::{
        components::markup::Element,
        model::{
            frame::Frame,
            page::{LoadedPage, PageKind},
        },
    };
    use serde_json::{Value, json};

    /// The page's file for the program: slug, title and view.
    #[must_use]
    pub fn published(page: &LoadedPage, frame: &Frame) -> Value {
        let view = match page.page.kind {
            PageKind::Home => home::home_page(page, frame),
            PageKind::Search => search::search_page(page, frame),
            PageKind::NotFound => not_found::not_found_page(page, frame),
            PageKind::Survey | PageKind::Theme | PageKind::Group | PageKind::Page | PageKind::SiteMap | PageKind::Style => article::article_page(page, frame),
        };
        json!({ "slug": page.slug.as_str(), "title": &*page.page.title, "view": view })
    }

    /// The element `shell` around `parts`: one tree when nothing in it lives.
    #[must_use]
    pub fn around(shell: &Element, parts: Vec<Value>) -> Value {
        let mut tree = shell.published();
        match tree.as_array_mut() {
            Some(nodes) if parts.iter().all(Value::is_array) => {
                nodes.extend(parts);
                tree
            }
            _ => json!({ "around": tree, "parts": parts }),
        }
    }

    /// A place that the program keeps alive.
    #[must_use]
    pub fn live(name: &str, title: &str) -> Value {
        json!({ "live": name, "title": title })
    }
}
