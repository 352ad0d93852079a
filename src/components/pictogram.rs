//! Pictograms: each is drawn once in the document (`style/pictograms.svg`), and named wherever it stands.

use super::markup::{Element, classed, element};

/// The pictogram called `name`, decorative: words always stand beside it.
#[must_use]
pub fn pictogram(name: &str) -> Element {
    classed("svg", "pictogram").set("aria-hidden", "true").with(element("use").set("href", &["#p-", name].concat()))
}

/// The pictogram called `name`, when there is one.
#[must_use]
pub fn maybe_pictogram(name: Option<&String>) -> Option<Element> {
    name.map(|name| pictogram(name))
}
