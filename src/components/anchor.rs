//! A link.

use super::markup::{Element, element};
use crate::model::text::Href;

/// A link. What leaves the site says so to the router and to search engines.
#[must_use]
pub fn anchor(href: &Href, words: &str) -> Element {
    element("a").set("href", href.as_str()).set_if("rel", (!href.is_internal()).then_some("external noopener")).words(words)
}
