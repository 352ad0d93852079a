//! What ends a page: how sure it is, whom to tell, what to do with it, what to read next.

use super::{
    markup::{Element, classed, element},
    pictogram::{maybe_pictogram, pictogram},
    print_note::print_note,
    rich_text::web_encoded,
    source_list::source_list,
};
use crate::{
    locale::phrase::fill,
    model::{frame::Frame, menu::MenuLink, page::LoadedPage},
};

/// The foot of the page, whose neighbours are `near`.
#[must_use]
pub fn page_foot(page: &LoadedPage, near: &[&MenuLink], frame: &Frame) -> Element {
    let words = &frame.words;
    let kept = classed("p", "page-foot__kept").words(&fill(&words.kept_by, &[("owner", &frame.site.short_name)]));
    let sources = classed("div", "page-foot__trust").with(source_list(&page.page, words)).with(kept).with_if(feedback(page, frame));
    classed("div", "page-foot").with_if(related(near, frame)).with(sources).with(tools(frame)).with_if(print_note(page))
}

fn feedback(page: &LoadedPage, frame: &Frame) -> Option<Element> {
    let email = frame.site.email.as_ref()?;
    let subject = fill(&frame.words.feedback_subject, &[("title", &page.page.title)]);
    let href = ["mailto:", email, "?subject=", &web_encoded(&subject)].concat();
    Some(classed("p", "page-foot__feedback").with(element("a").set("href", &href).words(&frame.words.feedback)))
}

/// What can be done with the page. The buttons need the boot script, and are not seen without it; the place is kept.
fn tools(frame: &Frame) -> Element {
    let words = &frame.words;
    let button = |act: &str, icon: &str, words: &str, said: Option<&str>| {
        let button = classed("button", "button button--quiet").set("type", "button").set("data-act", act).set_if("data-said", said);
        element("li").with(button.with(pictogram(icon)).with(element("span").words(words)))
    };
    // `_self`: the browser's own jump, which moves the focus too; the router's does not.
    let top = classed("a", "button button--quiet").set("href", "#main").set("target", "_self");
    classed("ul", "page-foot__tools")
        .with(button("print", "imprimer", &words.print, None))
        .with(button("share", "partager", &words.share, Some(&words.copied)))
        .with(element("li").with(top.with(pictogram("haut")).with(element("span").words(&words.back_to_top))))
}

/// At most six pages beside this one.
fn related(near: &[&MenuLink], frame: &Frame) -> Option<Element> {
    let links = near.iter().take(6).map(|link| {
        let anchor = classed("a", "related__link").set("href", link.href.as_str()).with_if(maybe_pictogram(link.icon.as_ref()));
        element("li").with(anchor.with(element("span").words(&link.title)))
    });
    (!near.is_empty()).then(|| {
        classed("nav", "related")
            .set("aria-labelledby", "related-title")
            .with(classed("h2", "related__title").set("id", "related-title").words(&frame.words.related))
            .with(classed("ul", "related__list").with_all(links.collect()))
    })
}
