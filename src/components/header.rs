//! The top of every page. Written by native programs only: the browser's program steps over it.
//!
//! On small screens the menu, the search and the settings stand at the bottom of the screen, under the thumb; on wide ones all is one row (`header.css`).

use super::{
    mark::mark,
    markup::{Element, classed, element},
    menu::menu,
    pictogram::pictogram,
    reading::reading,
};
use crate::{
    model::{frame::Frame, slug::Slug},
    routes,
};

/// The centre's name, the menu, the way to the search, what reads aloud, the languages, the reading settings. `path`: the page being shown.
#[must_use]
pub fn header(frame: &Frame, path: &str) -> Element {
    let around = &frame.words.around;
    let home = routes::href_of(&frame.lang, routes::HOME);
    let search = routes::href_of(&frame.lang, routes::SEARCH);
    let brand = classed("a", "header__brand").set("href", &home).with(mark()).with(classed("span", "header__name").words(&frame.site.name));
    let search = classed("a", "header__button header__search").set("href", &search).with(pictogram("chercher")).with(element("span").words(&around.search));
    // How many there are is known before they arrive: nothing moves while they do.
    let tools = if frame.site.languages.len() > 1 { "5" } else { "4" };
    // It needs a script and a voice, and is not seen without them; its place is kept.
    let listen = classed("button", "header__button header__listen").set("type", "button").set("data-act", "listen");
    let listen = listen.with(pictogram("ecouter")).with(element("span").words(&frame.words.listen.listen));
    let bar = classed("div", "header__bar").set("data-tools", tools).with(menu(frame, path)).with(search).with(listen);
    let bar = bar.with_if(languages(frame, path)).with(reading(around));
    classed("header", "header").with(classed("p", "offline-note").words(&around.offline_note)).with(classed("div", "header__row").with(brand).with(bar))
}

/// The same page in each language, under the language's own name; nothing when there is one only.
fn languages(frame: &Frame, path: &str) -> Option<Element> {
    let languages = &frame.site.languages;
    let slug = routes::route(path, languages).map_or_else(|| Slug::parse(routes::HOME), |route| Some(route.slug))?;
    let link = |language: &crate::model::site::Language| {
        let current = language.code == frame.lang;
        let link = classed("a", "languages__link")
            .set("href", routes::href(&language.code, &slug).as_str())
            .set("hreflang", &language.code)
            .set("lang", &language.code)
            .set("dir", language.dir.word())
            .set_if("aria-current", current.then_some("true"))
            .words(&language.name);
        element("li").with(link)
    };
    (languages.len() > 1).then(|| {
        classed("details", "languages header__fold")
            .set("name", "menu")
            .with(classed("summary", "header__button").with(pictogram("langues")).with(element("span").words(&frame.words.around.languages)))
            .with(classed("ul", "languages__list header__panel").with_all(languages.iter().map(link).collect()))
    })
}
