//! The reading settings. Written by native programs only.
//!
//! Each choice is a radio button that the style sheet obeys at once (`tokens.css`, `base.css`): it needs no script. The boot script keeps the choices on the device.

use super::{
    markup::{Element, classed, element},
    pictogram::pictogram,
};
use crate::model::words::{AroundWords, ReadingSetting};

/// The disclosure with its form.
#[must_use]
pub fn reading(around: &AroundWords) -> Element {
    let erase = classed("button", "button button--quiet").set("type", "reset").set("data-said", &around.reading_erased).words(&around.reading_erase);
    let note = element("p").words(&around.reading_note).with(element("noscript").words(" ").words(&around.reading_needs_script));
    let form = classed("form", "reading__form header__panel")
        .with(classed("p", "reading__title").words(&around.reading_title))
        .with(classed("div", "reading__settings").with_all(around.reading_settings.iter().map(setting).collect()))
        .with(classed("div", "reading__foot").with(note).with(erase).with(classed("p", "reading__said").set("role", "status")));
    classed("details", "reading header__fold")
        .set("name", "menu")
        .with(classed("summary", "header__button").with(pictogram("lettres")).with(element("span").words(&around.reading)))
        .with(form)
}

fn setting(setting: &ReadingSetting) -> Element {
    let choices = setting.choices.iter().enumerate().map(|(place, choice)| {
        let radio = element("input").set("type", "radio").set("name", &setting.name).set("value", &choice.value).set_if("checked", (place == 0).then_some(""));
        classed("label", "reading__choice").with(radio).with(element("span").words(&choice.title))
    });
    classed("fieldset", "reading__setting").with(element("legend").words(&setting.title)).with(classed("div", "reading__choices").with_all(choices.collect()))
}
