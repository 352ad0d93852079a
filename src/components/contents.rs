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

/// Links to the sections of the first level: a fold on small screens, beside the text on wide ones (`contents.css`).
#[must_use]
pub fn contents(sections: &[Section], words: &Words) -> Element {
    // `_self`: the browser's own jump, which moves the focus too; the router's does not.
    let link = |section: &Section| element("li").with(element("a").set("href", &["#", &section.id].concat()).set("target", "_self").words(&section.title));
    let fold = classed("details", "contents__fold")
        .with(classed("summary", "contents__title").words(&words.on_this_page))
        .with(classed("ul", "contents__list").with_all(of_first_level(sections).map(link).collect()));
    // Beside the text nothing folds: a plain title stands for the button.
    let title = classed("p", "contents__name").words(&words.on_this_page);
    classed("nav", "contents").set("aria-label", &words.on_this_page).with(title).with(fold)
}
