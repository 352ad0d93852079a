//! The menu: disclosures that work without script. Written by native programs only.
//!
//! On small screens one disclosure opens a drawer with every entry; on wide ones the groups stand in a row and each opens a panel (`menu.css`). Groups share a
//! `name`, so the browser keeps one open at a time. Once the program runs (`navigation.rs`), Escape, a touch elsewhere and leaving by keyboard close them, and the
//! current entry follows the page.

use super::{
    markup::{Element, classed, element},
    pictogram::{maybe_pictogram, pictogram},
};
use crate::model::{
    frame::Frame,
    menu::{Menu, MenuEntry, MenuLink},
};

/// Every entry of the menu, the one of `path` marked.
#[must_use]
pub fn menu(frame: &Frame, path: &str) -> Element {
    let around = &frame.words.around;
    let entries = frame.menu.entries.iter().map(|entry| classed("li", "menu__entry").with(menu_entry(&frame.menu, entry, path))).collect();
    let drawer = classed("details", "menu__drawer header__fold")
        .with(classed("summary", "menu__toggle header__button").with(pictogram("menu")).with(element("span").words(&around.menu)))
        .with(classed("ul", "menu__list").with_all(entries));
    classed("nav", "menu").set("aria-label", &around.main_menu).with(drawer)
}

fn menu_entry(menu: &Menu, entry: &MenuEntry, path: &str) -> Element {
    if entry.children.is_empty() {
        return menu_link(entry.href.as_str(), entry.icon.as_ref(), &entry.title, path);
    }
    let own = classed("div", "menu__about")
        .with(menu_link(entry.href.as_str(), entry.icon.as_ref(), &entry.title, path))
        .with_if(entry.text.as_ref().map(|text| classed("p", "menu__line").words(text)));
    let links = |links: Vec<&MenuLink>| {
        let links = links.into_iter().map(|link| element("li").with(menu_link(link.href.as_str(), link.icon.as_ref(), &link.title, path)));
        classed("ul", "menu__links").with_all(links.collect())
    };
    let of_family = |family: Option<&String>| entry.children.iter().filter(|link| link.family.as_ref() == family).collect::<Vec<_>>();
    let families = menu.families.iter().flatten().enumerate().filter_map(|(tint, family)| {
        let children = of_family(Some(&family.id));
        (!children.is_empty()).then(|| {
            classed("div", "menu__family")
                .set("data-tint", &tint.to_string())
                .with(classed("p", "menu__family-title").words(&family.title))
                .with(links(children))
        })
    });
    let alone = of_family(None);
    let panel = classed("div", "menu__panel")
        .with(own)
        .with(classed("div", "menu__families").with_all(families.collect()).with_if((!alone.is_empty()).then(|| links(alone))));
    classed("details", "menu__group").set("name", "menu").with(classed("summary", "menu__title").words(&entry.title)).with(panel)
}

fn menu_link(href: &str, icon: Option<&String>, title: &str, path: &str) -> Element {
    classed("a", "menu__link")
        .set("href", href)
        .set_if("aria-current", (href == path).then_some("page"))
        .with_if(maybe_pictogram(icon))
        .with(element("span").words(title))
}
