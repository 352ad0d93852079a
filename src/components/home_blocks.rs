//! The blocks of the home page: ways in, numbers to call, themes, news.

use super::{
    anchor::anchor,
    markup::{Element, classed, element},
    pictogram::maybe_pictogram,
    rich_text::{dial, paragraph, to_confirm},
};
use crate::{
    locale::date,
    model::{
        block::{DatedItem, Doors, News, TitledLink, Topics, Urgent},
        menu::Menu,
        words::Words,
    },
};

/// A section named by its heading.
fn section(class: &str, id: &str, heading: Element) -> Element {
    classed("section", class).set("aria-labelledby", id).with(heading.set("id", id))
}

/// Ways in, by who one is.
#[must_use]
pub fn doors(block: &Doors) -> Element {
    let doors = block.doors.iter().map(|door| {
        let links = door.links.iter().map(|link| element("li").with(anchor(&link.href, &link.title))).collect();
        classed("li", "doors__door").with(element("h3").words(&door.title)).with(element("p").words(&door.text)).with(element("ul").with_all(links))
    });
    section("doors", "doors-title", classed("h2", "hidden").words(&block.title)).with(classed("ul", "doors__list").with_all(doors.collect()))
}

/// Numbers to call now.
#[must_use]
pub fn urgent(block: &Urgent, words: &Words) -> Element {
    let numbers = block.numbers.iter().map(|number| {
        let label = element("dt").words(&number.label).words(" ").with_if(number.unsure.then(|| to_confirm(words)));
        classed("div", "urgent__number").with(label).with(element("dd").with(dial(&number.phone)))
    });
    section("urgent", "urgent-title", element("h2").words(&block.title)).with(element("dl").with_all(numbers.collect()))
}

/// The themes, by family.
#[must_use]
pub fn topics(block: &Topics, menu: &Menu) -> Element {
    let topic = |link: &TitledLink| {
        let line = link.text.as_ref().map(|text| classed("span", "topics__line").words(text));
        let anchor = element("a").set("href", link.href.as_str()).with_if(maybe_pictogram(menu.icon(link.href.as_str())));
        element("li").with(anchor.with(classed("span", "topics__name").words(&link.title)).words(" ").with_if(line))
    };
    let families = block.families.iter().enumerate().map(|(place, family)| {
        classed("div", "topics__family")
            .set("data-tint", &place.to_string())
            .with(element("h3").words(&family.title))
            .with(element("ul").with_all(family.entries.iter().map(topic).collect()))
    });
    section("topics", "topics-title", element("h2").words(&block.title)).with(classed("div", "topics__families").with_all(families.collect()))
}

/// What is new.
#[must_use]
pub fn news(block: &News, words: &Words) -> Element {
    section("news", "news-title", element("h2").words(&block.title)).with(dated_items(&block.items, words))
}

/// Dated facts, each with its day.
#[must_use]
pub fn dated_items(items: &[DatedItem], words: &Words) -> Element {
    let item = |item: &DatedItem| {
        let title = classed("p", "dated-items__title");
        let title = match &item.href {
            Some(href) => title.with(anchor(href, &item.title)),
            None => title.words(&item.title),
        };
        classed("li", "dated-items__item")
            .with(
                classed("time", "dated-items__day").set("datetime", &item.date.machine()).words(item.when.as_deref().unwrap_or(&date::long(item.date, words))),
            )
            .with(title)
            .with_if(item.place.as_ref().map(|place| classed("p", "dated-items__place").words(place)))
            .with_if(item.text.as_ref().map(|text| paragraph(text, words).set("class", "dated-items__text")))
    };
    classed("ul", "dated-items").with_all(items.iter().map(item).collect())
}
