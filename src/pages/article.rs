//! A page of text: themes, groups, surveys and everything without a kind of its own.

use super::blocks_view;
use crate::{
    components::{
        breadcrumbs::breadcrumbs,
        contents::{contents, has_contents},
        markup::{Element, classed, drawn, element, holder},
        source_list::source_list,
    },
    model::{
        frame::Frame,
        page::{LoadedPage, PageKind, anchors},
    },
};
use leptos::prelude::*;

/// Title, three lines, table of contents, text, sources.
#[must_use]
pub fn article_page(page: &'static LoadedPage, frame: &'static Frame) -> AnyView {
    article_view(page, frame, blocks_view(page, frame, &|_| None), Some(drawn(|| source_list(&page.page, &frame.words))))
}

/// The page's head, its blocks as text, and what comes after them.
pub fn article_view(page: &'static LoadedPage, frame: &'static Frame, blocks: Vec<AnyView>, foot: Option<AnyView>) -> AnyView {
    let sections: Vec<_> = anchors(&page.page.blocks).into_iter().flatten().collect();
    let mut views = vec![drawn(|| head(page, frame))];
    views.extend(has_contents(&sections).then(|| drawn(move || contents(&sections, &frame.words))));
    views.push(holder(classed("div", "prose"), blocks));
    views.extend(foot);
    holder(classed("article", "article").set("data-kind", page.page.kind.word()), views)
}

/// Breadcrumb, title, summary, the three lines.
fn head(page: &LoadedPage, frame: &Frame) -> Element {
    let title =
        classed("div", "article__title").with(element("h1").set("tabindex", "-1").words(&page.page.title)).with(classed("p", "lead").words(&page.page.summary));
    let found = page.page.kind != PageKind::NotFound;
    classed("div", "article__head").with_if(found.then(|| breadcrumbs(frame, page))).with(title).with_if(brief(page, frame))
}

fn brief(page: &LoadedPage, frame: &Frame) -> Option<Element> {
    let lines: Vec<_> = page.page.brief.iter().map(|line| element("li").words(line)).collect();
    (!lines.is_empty()).then(|| {
        classed("section", "brief")
            .set("aria-labelledby", "brief-title")
            .with(classed("h2", "brief__title").set("id", "brief-title").words(&frame.words.in_brief))
            .with(element("ul").with_all(lines))
    })
}
