//! Rows and columns.

use super::markup::{Element, classed, element};

/// A table in a box that scrolls sideways when there are too many columns; the keyboard reaches the box, and it has a name.
///
/// The first cell of each row is its title. The caption is seen when `captioned`, and only heard as the box's name otherwise.
#[must_use]
pub fn table(caption: &str, captioned: bool, head: &[&str], rows: Vec<Vec<String>>) -> Element {
    let head = head.iter().map(|title| element("th").set("scope", "col").words(title)).collect();
    let row = |cells: Vec<String>| {
        let cell = |(index, words): (usize, &String)| if index == 0 { element("th").set("scope", "row").words(words) } else { element("td").words(words) };
        element("tr").with_all(cells.iter().enumerate().map(cell).collect())
    };
    let table = element("table")
        .with_if(captioned.then(|| element("caption").words(caption)))
        .with(element("thead").with(element("tr").with_all(head)))
        .with(element("tbody").with_all(rows.into_iter().map(row).collect()));
    classed("div", "table").set("tabindex", "0").set("role", "region").set("aria-label", caption).with(table)
}
