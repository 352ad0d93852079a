//! The menu: disclosures that work without script.
//!
//! On small screens one disclosure opens the list; on wide ones the list is always there and each group opens beneath its title (`menu.css`). Groups share a
//! `name`, so the browser keeps one open at a time. Once the program runs (`navigation.rs`), Escape and a touch elsewhere close them, and the current entry follows
//! the page.

use super::markup::{Element, classed, element};
use crate::{
    locale::phrase::fill,
    model::{frame::Frame, menu::MenuEntry},
};

/// Every entry of the menu, the one of `path` marked.
#[must_use]
pub fn menu(frame: &Frame, path: &str) -> Element {
    let overview = &frame.words.overview;
    let entries = frame.menu.entries.iter().map(|entry| classed("li", "menu__entry").with(menu_entry(entry, overview, path))).collect();
    let drawer = classed("details", "menu__drawer")
        .with(classed("summary", "menu__toggle").words(&frame.words.menu))
        .with(classed("ul", "menu__list").with_all(entries));
    classed("nav", "menu").set("aria-label", &frame.words.main_menu).with(drawer)
}

fn menu_entry(entry: &MenuEntry, overview: &str, path: &str) -> Element {
    if entry.children.is_empty() {
        return menu_link(entry.href.as_str(), &entry.title, path);
    }
    let own = menu_link(entry.href.as_str(), &fill(overview, &[("title", &entry.title)]), path);
    let links = std::iter::once(own).chain(entry.children.iter().map(|link| menu_link(link.href.as_str(), &link.title, path)));
    classed("details", "menu__group")
        .set("name", "menu")
        .with(classed("summary", "menu__title").words(&entry.title))
        .with(classed("ul", "menu__links").with_all(links.map(|link| element("li").with(link)).collect()))
}

fn menu_link(href: &str, title: &str, path: &str) -> Element {
    classed("a", "menu__link").set("href", href).set_if("aria-current", (href == path).then_some("page")).words(title)
}
