//! The application: contexts and page frame.

use crate::{
    components::markup::{chosen_view, classed, drawn, holder},
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
    let main = classed("main", "main").set("id", "main").set("tabindex", "-1");
    let [skip, header, footer] = around(frame, path);
    vec![skip, header, holder(main, vec![chosen_view(move || page_view(shown.get(), frame))]), footer]
}

/// What stands before and after the page.
#[cfg(feature = "ssr")]
fn around(frame: &'static Frame, path: String) -> [AnyView; 3] {
    use crate::components::{footer::footer, header::header};
    // `_self`: the browser's own jump, which moves the focus too; the router's does not.
    let skip = || classed("a", "skip-link").set("href", "#main").set("target", "_self").words(&frame.words.around.skip_to_content);
    [drawn(skip), drawn(move || header(frame, &path)), drawn(|| footer(frame))]
}

/// The same, as far as taking a page over needs it: places that are stepped over and never drawn.
#[cfg(not(feature = "ssr"))]
fn around(_frame: &'static Frame, _path: String) -> [AnyView; 3] {
    std::array::from_fn(|_| drawn(|| classed("div", "")))
}
