//! What a page's statements rest on.

use super::{
    anchor::anchor,
    markup::{Element, classed, element},
};
use crate::{
    locale::{date, phrase::fill},
    model::{
        page::{Page, Source},
        words::Words,
    },
};

/// The day of the last check, and the sources, which open.
#[must_use]
pub fn source_list(page: &Page, words: &Words) -> Element {
    let checked = fill(&words.checked_on, &[("date", &date::long(page.checked_on, words))]);
    let count = [" (", &page.sources.len().to_string(), ")"].concat();
    let details = (!page.sources.is_empty()).then(|| {
        classed("details", "source-list__details")
            .with(element("summary").words(&words.sources).words(&count))
            .with(element("ul").with_all(page.sources.iter().map(|source| source_line(source, words)).collect()))
    });
    classed("div", "source-list").with(classed("p", "source-list__checked").words(&checked)).with_if(details)
}

fn source_line(source: &Source, words: &Words) -> Element {
    let year = source.year.map_or(String::new(), |year| [" ", &fill(&words.source_year, &[("year", &year.to_string())])].concat());
    element("li").with(anchor(&source.url, &source.title)).words(&year).words(" ").with(classed("span", "source-list__supports").words(&source.supports))
}
