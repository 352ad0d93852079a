//! Where the page stands in the menu.

use super::{
    anchor::anchor,
    markup::{Element, classed, element},
};
use crate::{
    model::{frame::Frame, page::LoadedPage},
    routes,
};

/// Home, the page's group when it has one, the page.
#[must_use]
pub fn breadcrumbs(frame: &Frame, page: &LoadedPage) -> Element {
    // The load bench changes page by it.
    let home = element("a").set("href", &routes::href_of(&frame.lang, routes::HOME)).set("data-bench", "nav").words(&frame.words.home);
    let group = frame.menu.group_of(routes::href(&frame.lang, &page.slug).as_str());
    let own = element("span").set("aria-current", "page").words(&page.page.title);
    let list = element("ol")
        .with(element("li").with(home))
        .with_if(group.map(|group| element("li").with(anchor(&group.href, &group.title))))
        .with(element("li").with(own));
    classed("nav", "breadcrumbs").set("aria-label", &frame.words.breadcrumb).with(list)
}
