//! Two texts of one page face to face, to be read in a conversation. Written by native programs only.
//!
//! On small screens each piece is followed by its other text; from 48rem on they stand in two columns. Each column says its language.

use super::{
    anchor::anchor,
    block_view::block_view,
    home_blocks::urgent,
    markup::{Element, classed, element},
    pictogram::pictogram,
    print_note::print_note,
    quick_exit::{quick_exit, quick_exit_note},
    rich_text::paragraph,
};
use crate::{
    locale::{date, phrase::fill},
    model::{
        block::{Accordion, Block, Glossary, Paragraph, Term},
        facing::{Part, Row},
        frame::Frame,
        page::LoadedPage,
        site::Language,
        text::{RichText, Span},
    },
    routes,
};

/// One of the two texts.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// Its page.
    pub page: &'a LoadedPage,
    /// What stands above it.
    pub name: &'a str,
    /// Its language.
    pub language: &'a Language,
    /// No reader has approved it: an easy text that says so.
    pub unapproved: bool,
}

impl Side<'_> {
    /// Where it stands alone.
    #[must_use]
    pub fn href(&self) -> String {
        routes::href(&self.language.code, &self.page.slug).as_str().to_owned()
    }

    /// `shell` in its language.
    #[must_use]
    pub fn spoken(&self, shell: Element) -> Element {
        shell.set("lang", &self.language.code).set("dir", self.language.dir.word())
    }
}

/// What stands in the page's `main`. The first side is the page's own. `handout`: the page has a sheet to take away.
#[must_use]
pub fn together_page(sides: &[Side<'_>; 2], parts: &[Part], frame: &Frame, handout: bool) -> Element {
    let [own, _] = sides;
    let (words, page) = (&frame.words.beside, own.page);
    let title = classed("div", "article__title")
        .with(element("h1").set("tabindex", "-1").words(&fill(&words.together_title, &[("title", &page.page.title)])))
        .with(classed("p", "lead").words(&words.together_lead));
    let contacts = contacts(parts);
    let ways = ways(
        own,
        frame,
        [
            contacts.map(|id| (["#", id].concat(), "contact", &*words.contacts)),
            handout.then(|| (routes::handout(&frame.lang, &page.slug), "publications", &*words.handout)),
        ],
    );
    let head = classed("div", "article__head")
        .with(trail(own, &words.together, frame))
        .with(title)
        .with_if(page.page.sensitive.then(|| quick_exit(frame)).flatten())
        .with(ways)
        .with_if(page.page.urgent.as_ref().map(|numbers| urgent(numbers, &frame.words)))
        .with_if(page.page.sensitive.then(|| quick_exit_note(frame)).flatten());
    let names = classed("div", "together__row together__names").with_all(sides.iter().map(|side| name(side, frame)).collect());
    let one_language = sides[0].language.code == sides[1].language.code;
    let texts = parts.iter().map(|part| self::part(part, sides, one_language, frame)).collect();
    tinted(classed("article", "article article--together").set("data-kind", "together").set_if("data-exit", page.page.sensitive.then_some("")), own, frame)
        .with(head)
        .with(classed("div", "together__texts").with(names).with_all(texts))
        .with(foot(sides, frame))
}

/// `shell` in the tint of the page's family.
pub(super) fn tinted(shell: Element, own: &Side<'_>, frame: &Frame) -> Element {
    let (tint, _) = frame.menu.around(&own.href());
    shell.set_if("data-tint", tint.map(|tint| tint.to_string()).as_deref())
}

/// Home, the page's group, the page, what one reads.
pub(super) fn trail(own: &Side<'_>, here: &str, frame: &Frame) -> Element {
    let href = own.href();
    let link = |href: &str, words: &str| element("li").with(element("a").set("href", href).words(words));
    let group = frame.menu.group_of(&href).map(|group| element("li").with(anchor(&group.href, &group.title)));
    let list = element("ol")
        .with(link(&routes::href_of(&frame.lang, routes::HOME), &frame.words.home))
        .with_if(group)
        .with(link(&href, &own.page.page.title))
        .with(element("li").with(element("span").set("aria-current", "page").words(here)));
    classed("nav", "breadcrumbs").set("aria-label", &frame.words.breadcrumb).with(list)
}

/// Back to the page, further on, on paper. Each of `more` is an address, a pictogram and words.
pub(super) fn ways(own: &Side<'_>, frame: &Frame, more: [Option<(String, &str, &str)>; 2]) -> Element {
    let words = &frame.words.beside;
    let way = |href: &str, icon: Option<&str>, words: &str| {
        let link = classed("a", "button button--quiet").set("href", href).set_if("target", href.starts_with('#').then_some("_self"));
        element("li").with(link.with_if(icon.map(pictogram)).with(element("span").words(words)))
    };
    // It needs the boot script, and is not seen without it.
    let print = classed("button", "button button--quiet")
        .set("type", "button")
        .set("data-act", "print")
        .with(pictogram("imprimer"))
        .with(element("span").words(&frame.words.print));
    let back = way(&own.href(), None, &words.back);
    let more = more.into_iter().flatten().map(|(href, icon, words)| way(&href, Some(icon), words)).collect();
    let list = element("ul").with(back).with_all(more).with(element("li").with(print));
    classed("nav", "together__ways").set("aria-label", &words.ways).with(list)
}

/// The anchor of the first part that holds somebody to call.
fn contacts(parts: &[Part]) -> Option<&str> {
    let holds = |part: &&Part| part.rows.iter().flat_map(|row| &row.sides).flatten().any(|block| matches!(block, Block::Contact(_)));
    parts.iter().find(holds)?.id.as_deref()
}

/// What a column is, and the way to its text alone.
fn name(side: &Side<'_>, frame: &Frame) -> Element {
    let words = &frame.words;
    let alone = element("a").set("href", &side.href()).words(&words.beside.alone).with(classed("span", "hidden").words(" : ").words(side.name));
    let told = side.spoken(classed("p", "together__name")).words(side.name);
    classed("div", "together__cell")
        .with(told)
        .with(classed("p", "together__alone").with(alone))
        .with_if(side.unapproved.then(|| classed("p", "together__note").words(&words.around.easy_unapproved)))
}

fn part(part: &Part, sides: &[Side<'_>; 2], one_language: bool, frame: &Frame) -> Element {
    let heading = |side: usize| part.titles[side].as_ref().map(|title| element(if part.level == 2 { "h2" } else { "h3" }).words(title));
    let everywhere = part.there == [true, true];
    // Of one language, and where one text has it alone, the title is said once, above both.
    let once = one_language || !everywhere;
    let above = if part.there[0] { 0 } else { 1 };
    let title = heading(above).filter(|_| once).map(|title| {
        let title = title.set_if("id", part.id.as_deref());
        if one_language { title } else { sides[above].spoken(title) }
    });
    let none = [Row { sides: [Vec::new(), Vec::new()], first: 1 }];
    let rows = if part.rows.is_empty() && !(once && everywhere) { &none[..] } else { &part.rows[..] };
    let row = |(place, row): (usize, &Row)| {
        let cell = |side: usize| {
            let first = place == 0;
            let own = heading(side).filter(|_| first && !once).map(|title| title.set_if("id", part.id.as_deref().filter(|_| side == 0)));
            cell(&sides[side], &row.sides[side], row.first, own, part.there[side] || !first, frame)
        };
        classed("div", "together__row").with(cell(0)).with(cell(1))
    };
    let tag = if part.level == 2 { "together__part" } else { "together__part together__part--within" };
    // A section has a heading.
    let element = if part.titles.iter().any(Option::is_some) { "section" } else { "div" };
    classed(element, tag).with_if(title).with_all(rows.iter().enumerate().map(row).collect())
}

/// A piece of one text, under its name; `there`: the text has this part.
fn cell(side: &Side<'_>, blocks: &[Block], first: usize, title: Option<Element>, there: bool, frame: &Frame) -> Element {
    let name = side.spoken(classed("p", "together__name")).words(side.name);
    if !there {
        return classed("div", "together__cell together__cell--absent").with(name).with(classed("p", "together__absent").words(&frame.words.beside.not_there));
    }
    if blocks.is_empty() && title.is_none() {
        return classed("div", "together__cell together__cell--empty");
    }
    let views = blocks.iter().flat_map(|block| shown(block, side, first, frame)).collect();
    let text = side.spoken(classed("div", "together__text prose")).with_if(title).with_all(views);
    classed("div", "together__cell").with(name).with(text)
}

/// A block as it is read together: nothing folded, no identifier that the page has elsewhere, no control that another page answers.
fn shown(block: &Block, side: &Side<'_>, first: usize, frame: &Frame) -> Vec<Element> {
    let view = |block: &Block| block_view(block, None, side.page, frame);
    match block {
        Block::Accordion(Accordion { items }) => {
            let fold = |fold: &crate::model::block::Fold| {
                let title = Paragraph { text: RichText(vec![Span::Strong { strong: fold.title.clone() }]) };
                let text = fold.text.iter().map(|text| paragraph(text, &frame.words));
                std::iter::once(paragraph(&title.text, &frame.words)).chain(text).collect::<Vec<_>>()
            };
            items.iter().flat_map(fold).collect()
        }
        Block::Glossary(Glossary { terms }) => {
            let terms = terms.iter().map(|term| Term { id: None, ..term.clone() }).collect();
            view(&Block::Glossary(Glossary { terms })).into_iter().collect()
        }
        // The sentences of a survey's page lead to its drawings, which are there alone.
        Block::Paragraph(block) => vec![paragraph(&block.text, &frame.words)],
        Block::Steps(_) | Block::List(_) => {
            view(block).map(|list| list.set_if("data-first", (first > 1).then(|| first.to_string()).as_deref())).into_iter().collect()
        }
        Block::Survey(_) | Block::OwnAnswer(_) | Block::Voices(_) | Block::Search(_) | Block::SearchResults(_) | Block::SiteMap(_) | Block::NearestPages(_) => {
            let link = element("a").set("href", &side.href()).words(&frame.words.beside.on_page);
            vec![classed("p", "together__on-page").with(link)]
        }
        _ => view(block).into_iter().collect(),
    }
}

fn foot(sides: &[Side<'_>; 2], frame: &Frame) -> Element {
    let words = &frame.words;
    let own = &sides[0].page.page;
    let checked = fill(&words.checked_on, &[("date", &date::long(own.checked_on, words))]);
    let kept = fill(&words.beside.handout_source, &[("owner", &frame.site.short_name)]);
    classed("div", "page-foot").with(element("p").words(&checked)).with(element("p").words(&kept)).with_if(print_note(sides[0].page))
}
