//! The table of contents of a page.

use super::markup::{Element, classed, element};
use crate::model::{page::Section, words::Words};

fn of_first_level(sections: &[Section]) -> impl Iterator<Item = &Section> {
    sections.iter().filter(|section| section.level == 2)
}

/// Whether the page is long enough for a table of contents: three sections.
#[must_use]
pub fn has_contents(sections: &[Section]) -> bool {
    of_first_level(sections).count() > 2
}

/// Links to the sections of the first level.
#[must_use]
pub fn contents(sections: &[Section], words: &Words) -> Element {
    // `_self`: the browser's own jump, which moves the focus too; the router's does not.
    let link = |section: &Section| element("li").with(element("a").set("href", &["#", &section.id].concat()).set("target", "_self").words(&section.title));
    classed("nav", "contents")
        .set("aria-labelledby", "contents-title")
        .with(classed("h2", "contents__title").set("id", "contents-title").words(&words.on_this_page))
        .with(element("ul").with_all(of_first_level(sections).map(link).collect()))
}
