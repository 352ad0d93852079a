//! Published counts as horizontal bars, with the same numbers as text.

use super::markup::{Element, classed, element};
use crate::{
    chart::bars::{FULL_WIDTH, bar_widths},
    locale::{number::grouped, phrase::fill},
    model::{block::Chart, words::Words},
};

/// A table whose rows carry their bar: the drawing and its twin are one.
#[must_use]
pub fn bar_chart(chart: &Chart, words: &Words) -> Element {
    let widths = bar_widths(&chart.rows.iter().map(|row| row.value).collect::<Vec<_>>());
    let column = |index: usize| {
        let title = words.chart_columns.get(index).map_or(String::new(), |title| fill(title, &[("unit", &chart.unit)]));
        element("th").set("scope", "col").words(&title)
    };
    let rows = chart.rows.iter().zip(widths).map(|(row, width)| {
        let value = element("td").with(classed("span", "bar-chart__value").words(&grouped(row.value))).with(bar(width));
        element("tr").with(element("th").set("scope", "row").words(&row.label)).with(value)
    });
    let table = element("table")
        .with(element("caption").words(&chart.title))
        .with(element("thead").with(element("tr").with(column(0)).with(column(1))))
        .with(element("tbody").with_all(rows.collect()));
    let source = fill(&words.chart_source, &[("source", &chart.source), ("year", &chart.year.to_string())]);
    classed("figure", "bar-chart").with(table).with(classed("figcaption", "bar-chart__source").words(&source))
}

/// One bar, `width` out of [`FULL_WIDTH`] long.
#[must_use]
pub fn bar(width: u32) -> Element {
    classed("svg", "bar-chart__bar")
        .set("viewBox", &["0 0 ", &FULL_WIDTH.to_string(), " 10"].concat())
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .with(element("rect").set("width", &width.to_string()).set("height", "10"))
}
