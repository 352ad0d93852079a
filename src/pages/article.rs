//! A page of text: themes, groups, surveys and everything without a kind of its own.

use super::published::around;
use crate::{
    components::{
        block_view::block_view,
        breadcrumbs::breadcrumbs,
        contents::{contents, has_contents},
        home_blocks::urgent,
        markup::{Element, classed, element},
        page_foot::page_foot,
        quick_exit::{quick_exit, quick_exit_note},
        rivers::rivers,
    },
    locale::phrase::fill,
    model::{
        block::Block,
        frame::Frame,
        page::{LoadedPage, PageKind, Section, anchors},
    },
    routes,
};
use serde_json::Value;

/// Title, three lines, table of contents, text, sources.
#[must_use]
pub fn article_page(page: &LoadedPage, frame: &Frame) -> Value {
    article(page, frame, blocks(page, frame, &|_| None), true)
}

/// The page's head, its blocks as text, and its foot when it is `footed`.
pub fn article(page: &LoadedPage, frame: &Frame, blocks: Vec<Value>, footed: bool) -> Value {
    let sections: Vec<_> = anchors(&page.page.blocks).into_iter().flatten().collect();
    let (tint, near) = frame.menu.around(routes::href(&frame.lang, &page.slug).as_str());
    let mut parts = vec![head(page, frame).published()];
    parts.extend(has_contents(&sections).then(|| contents(&sections, &frame.words).published()));
    parts.push(around(&in_its_language(classed("div", "prose"), page, frame), blocks));
    parts.extend(footed.then(|| page_foot(page, &near, frame).published()));
    let shell = classed("article", "article").set("data-kind", page.page.kind.word()).set_if("data-tint", tint.map(|tint| tint.to_string()).as_deref());
    around(&shell, parts)
}

/// The page's blocks. `change` gives those that its kind of page keeps alive.
pub fn blocks(page: &LoadedPage, frame: &Frame, change: &dyn Fn(&Block) -> Option<Value>) -> Vec<Value> {
    let sections = anchors(&page.page.blocks);
    let view = |(block, section): (&Block, &Option<Section>)| match block {
        Block::SearchResults(_) | Block::NearestPages(_) => change(block),
        _ => block_view(block, section.as_ref(), page, frame).map(|block| block.published()),
    };
    page.page.blocks.iter().zip(&sections).filter_map(view).collect()
}

/// Breadcrumb, title, summary, who can help now, the three lines.
fn head(page: &LoadedPage, frame: &Frame) -> Element {
    let title = in_its_language(classed("div", "article__title"), page, frame)
        .with(element("h1").set("tabindex", "-1").words(&page.page.title))
        .with(classed("p", "lead").words(&page.page.summary));
    let found = page.page.kind != PageKind::NotFound;
    classed("div", "article__head")
        .with_if(found.then(|| breadcrumbs(frame, page)))
        .with_if((!found).then(rivers))
        .with_if(not_translated(page, frame))
        .with(title)
        .with_if(page.page.sensitive.then(|| quick_exit(frame)).flatten())
        .with_if(page.page.urgent.as_ref().map(|numbers| urgent(numbers, &frame.words)))
        .with_if(brief(page, frame))
        .with_if(page.page.sensitive.then(|| quick_exit_note(frame)).flatten())
}

/// What is in another language than the rest of the document says so.
pub fn in_its_language(shell: Element, page: &LoadedPage, frame: &Frame) -> Element {
    let language = page.foreign.as_ref().and_then(|code| frame.site.language(code));
    match language {
        Some(language) => shell.set("lang", &language.code).set("dir", language.dir.word()),
        None => shell,
    }
}

/// For who reads a language that the page does not have yet.
pub fn not_translated(page: &LoadedPage, frame: &Frame) -> Option<Element> {
    let (own, asked) = (frame.site.language(page.foreign.as_ref()?)?, frame.site.language(&frame.lang)?);
    let words = fill(&frame.words.not_translated, &[("language", &asked.name), ("other", &own.name)]);
    Some(classed("p", "not-translated").set("lang", &asked.code).set("dir", asked.dir.word()).words(&words))
}

fn brief(page: &LoadedPage, frame: &Frame) -> Option<Element> {
    let lines: Vec<_> = page.page.brief.iter().map(|line| element("li").words(line)).collect();
    (!lines.is_empty()).then(|| {
        classed("section", "brief")
            .set("aria-labelledby", "brief-title")
            .with(classed("h2", "brief__title").set("id", "brief-title").words(&frame.words.in_brief))
            .with(in_its_language(element("ul"), page, frame).with_all(lines))
    })
}
