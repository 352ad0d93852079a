//! Every page, by menu group.

use super::{
    anchor::anchor,
    markup::{Element, classed, element},
};
use crate::model::{block::TitledLink, menu::Menu};

/// The menu laid open, then the pages that are not in it.
#[must_use]
pub fn site_map(menu: &Menu, others: &[TitledLink]) -> Element {
    let groups = menu.entries.iter().map(|entry| {
        let children: Vec<_> = entry.children.iter().map(|link| element("li").with(anchor(&link.href, &link.title))).collect();
        element("li").with(anchor(&entry.href, &entry.title)).with_if((!children.is_empty()).then(|| element("ul").with_all(children)))
    });
    let others = others.iter().map(|link| element("li").with(anchor(&link.href, &link.title)));
    classed("ul", "site-map").with_all(groups.chain(others).collect())
}
