//! The pictograms of the site: `style/pictograms.svg`, which stands once in each document. Native programs only.

/// The sheet, one pictogram a line.
pub const PICTOGRAMS: &str = include_str!("../../style/pictograms.svg");

/// The names that content may use, in the order of the sheet: all but the large drawing of the rivers.
pub fn names() -> impl Iterator<Item = &'static str> {
    PICTOGRAMS.split("id=\"p-").skip(1).filter_map(|rest| rest.split('"').next()).filter(|name| *name != "confluent")
}
