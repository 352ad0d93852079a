//! A page that could not be had, or not yet.

use super::markup::{Element, classed, element};
use crate::{content::error::ContentError, model::words::Words};

/// What happened, in words, and a way to try again (`data-retry`, which `navigation.rs` listens to). The header and its menu stay alive around it.
#[must_use]
pub fn page_error(error: &ContentError, words: &Words) -> Element {
    // The focus goes to the heading, which is then read out: no alert besides.
    classed("div", "page-error").with(element("h1").set("tabindex", "-1").words(&words.failed_title)).with(failure(error, words))
}

/// The reason and the way to try again.
#[must_use]
pub fn failure(error: &ContentError, words: &Words) -> Element {
    let reason = if error.is_passing() { &words.failed_network } else { &words.failed_content };
    classed("div", "page-error__reason")
        .with(element("p").words(reason))
        .with(classed("button", "button").set("type", "button").set("data-retry", "").words(&words.retry))
}

/// While a page is on its way: its shape, and a word for who does not see it.
#[must_use]
pub fn page_skeleton(words: &Words) -> Element {
    let lines = (0..4).map(|_| classed("div", "skeleton__line")).collect();
    classed("div", "skeleton")
        .set("aria-busy", "true")
        .with(classed("div", "loading-dots").set("aria-hidden", "true").with_all((0..3).map(|_| element("span")).collect()))
        .with(classed("p", "skeleton__words").set("role", "status").words(&words.loading))
        .with(classed("div", "skeleton__title"))
        .with_all(lines)
}
