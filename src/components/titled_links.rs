//! Links to pages, each with its line.

use super::{
    anchor::anchor,
    markup::{Element, classed, element},
    pictogram::maybe_pictogram,
};
use crate::model::{block::TitledLink, menu::Menu};

/// Links, each with its line, and the pictogram that the menu gives its page.
#[must_use]
pub fn titled_links(links: &[TitledLink], menu: &Menu) -> Element {
    let link = |link: &TitledLink| {
        let line = link.text.as_ref().map(|text| classed("span", "titled-links__line").words(text));
        let item = element("li").with_if(maybe_pictogram(menu.icon(link.href.as_str())));
        item.with(anchor(&link.href, &link.title)).words(" ").with_if(line)
    };
    classed("ul", "titled-links").with_all(links.iter().map(link).collect())
}
