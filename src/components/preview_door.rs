//! The ways in at the editors' door. Native only: the door's own program does the rest (`src/preview/door.rs`).

use super::markup::{Element, classed, element};
use crate::model::words::PreviewWords;

/// A file to choose, a text to paste, and where things are said. Hidden until the door's program is there.
#[must_use]
pub fn preview_door(words: &PreviewWords) -> Element {
    let labelled = |id: &str, label: &str, field: Element| element("p").with(element("label").set("for", id).words(label)).with(field.set("id", id));
    classed("section", "preview-door")
        .set("aria-labelledby", "preview-ways")
        .set("data-failed", &words.needs_script)
        .with(element("h2").set("id", "preview-ways").words(&words.ways))
        .with(element("div").set("id", "preview-said").set("role", "status"))
        .with(
            classed("div", "preview-door__ways")
                .with(labelled("preview-file", &words.file, element("input").set("type", "file").set("accept", ".json,application/json")))
                .with(element("p").words(&words.file_note))
                .with(labelled("preview-text", &words.paste, element("textarea").set("rows", "6").set("spellcheck", "false")))
                .with(element("p").with(classed("button", "button").set("type", "button").set("data-preview", "show").words(&words.show))),
        )
        .with(element("noscript").with(element("p").words(&words.needs_script)))
}
