//! The mark: two lines of dots that meet.

use super::markup::{Element, classed};

/// The drawing's own units.
pub const VIEW_BOX: &str = "0 0 44 36";
/// The Meuse. Dots are round line ends, from upstream to downstream: one path a river.
pub const MEUSE: &str = "M4 5h0M11.5 7h0M18 11.5h0M25 14.5h0M32.5 14.5h0M40 14.5h0";
/// The Sambre, as the Meuse.
pub const SAMBRE: &str = "M4 31h0M11.5 29h0M18 24.5h0M25 21.8h0M32.5 21.8h0M40 21.8h0";

/// The drawn mark, decorative: the centre's name stands beside it.
#[must_use]
pub fn mark() -> Element {
    let river = |class: &str, dots: &str| classed("path", class).set("d", dots);
    classed("svg", "mark").set("viewBox", VIEW_BOX).set("aria-hidden", "true").with(river("mark__meuse", MEUSE)).with(river("mark__sambre", SAMBRE))
}
