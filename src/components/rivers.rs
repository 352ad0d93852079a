//! The Meuse and the Sambre, which meet at Namur: three lines of dots each, dashes of no length with round ends along six paths (`style/pictograms.svg`).

use super::markup::{Element, classed, element};

/// The drawing, decorative.
#[must_use]
pub fn rivers() -> Element {
    classed("svg", "rivers").set("aria-hidden", "true").with(element("use").set("href", "#p-confluent"))
}
