//! The application: contexts and page frame.

use crate::{
    components::{
        footer::footer,
        header::header,
        markup::{chosen_view, classed, drawn, holder},
    },
    model::frame::Frame,
    pages::{Shown, page_view},
};
use leptos::prelude::*;

/// The site, showing `first`: a page that the prerenderer or the boot script has already loaded, so that the first drawing waits for nothing.
///
/// `frame` and pages live as long as the program: a visit keeps every page that it has met, and the prerenderer ends when it has written them.
#[component]
pub fn App(
    /// What stands around the pages.
    frame: &'static Frame,
    /// The first page.
    first: Shown,
    /// Where it stands.
    path: String,
) -> impl IntoView {
    let shown = RwSignal::new(first);
    #[cfg(feature = "hydrate")]
    crate::navigation::follow(frame, shown);
    // `_self`: the browser's own jump, which moves the focus too; the router's does not.
    let skip = || classed("a", "skip-link").set("href", "#main").set("target", "_self").words(&frame.words.skip_to_content);
    let main = classed("main", "main").set("id", "main").set("tabindex", "-1");
    vec![drawn(skip), drawn(move || header(frame, &path)), holder(main, vec![chosen_view(move || page_view(shown.get(), frame))]), drawn(|| footer(frame))]
}
