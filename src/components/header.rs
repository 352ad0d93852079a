//! The top of every page.

use super::{
    mark::mark,
    markup::{Element, classed, element},
    menu::menu,
};
use crate::{model::frame::Frame, routes};

/// The centre's name, the menu and the way to the search. `path`: the page being shown.
#[must_use]
pub fn header(frame: &Frame, path: &str) -> Element {
    let home = routes::href_of(&frame.lang, routes::HOME);
    let search = routes::href_of(&frame.lang, routes::SEARCH);
    let brand = classed("a", "header__brand").set("href", &home).with(mark()).with(classed("span", "header__name").words(&frame.site.name));
    let lens = classed("svg", "icon")
        .set("viewBox", "0 0 24 24")
        .set("aria-hidden", "true")
        .with(element("circle").set("cx", "10.5").set("cy", "10.5").set("r", "6.5"))
        .with(element("path").set("d", "m15.5 15.5 5.5 5.5"));
    let search = classed("a", "header__search").set("href", &search).with(lens).with(element("span").words(&frame.words.search));
    classed("header", "header").with(classed("div", "header__row").with(brand).with(menu(frame, path)).with(search))
}
