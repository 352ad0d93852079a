//! The field of the search.
//!
//! An ordinary form that leads to the search's page: it needs no program. That page shows every page of the site to who has none.

use super::{
    anchor::anchor,
    markup::{Element, classed, element},
};
use crate::{
    model::{block::TitledLink, frame::Frame},
    routes,
};

/// A labelled field, a button, and pages that show what may be asked.
#[must_use]
pub fn search_form(label: &str, examples: &[TitledLink], frame: &Frame) -> Element {
    let words = &frame.words;
    let field =
        element("input").set("id", "search-field").set("type", "search").set("name", routes::QUERY).set("autocomplete", "off").set("enterkeyhint", "search");
    let button = classed("button", "button").set("type", "submit").words(&words.search);
    let form = element("form")
        .set("action", &routes::href_of(&frame.lang, routes::SEARCH))
        .with(element("label").set("for", "search-field").words(label))
        .with(classed("div", "search-form__row").with(field).with(button));
    let examples = (!examples.is_empty()).then(|| {
        let links = examples.iter().map(|example| element("li").with(anchor(&example.href, &example.title))).collect();
        classed("div", "search-form__examples").with(element("p").words(&words.for_example)).with(element("ul").with_all(links))
    });
    // `search` as an element is younger than old phones.
    classed("div", "search-form").set("role", "search").with(form).with_if(examples)
}
