//! The way to leave a page quickly, on pages that somebody may have to hide.
//!
//! A link without script; the boot script replaces the page instead of adding one to the history, and listens to the Shift key pressed three times.

use super::{
    markup::{Element, classed, element},
    pictogram::pictogram,
};
use crate::model::frame::Frame;

/// The button; nothing where the site gives no place to go.
#[must_use]
pub fn quick_exit(frame: &Frame) -> Option<Element> {
    let href = frame.site.quick_exit.as_ref()?;
    let link = classed("a", "button quick-exit__button")
        .set("href", href.as_str())
        .set("rel", "external noopener noreferrer nofollow")
        .set("data-act", "exit")
        .set("aria-describedby", "quick-exit-note")
        .with(pictogram("quitter"))
        .with(element("span").words(&frame.words.quick_exit));
    Some(classed("div", "quick-exit").with(link))
}

/// What the button does not do: it stands further down, so that who can help comes first.
#[must_use]
pub fn quick_exit_note(frame: &Frame) -> Option<Element> {
    frame.site.quick_exit.as_ref().map(|_| classed("p", "quick-exit-note").set("id", "quick-exit-note").words(&frame.words.quick_exit_note))
}
