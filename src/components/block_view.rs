//! One block of a page.

use super::{
    bar_chart::bar_chart,
    contact_card::contact_card,
    home_blocks,
    invitation::invitation,
    markup::{Element, classed, element},
    quoted_finding::quoted_finding,
    rich_text::{paragraph, rich_text},
    search_form::search_form,
    site_map::site_map,
    table::table,
    titled_links::titled_links,
};
use crate::{
    locale::phrase::fill,
    model::{
        block::Block,
        frame::Frame,
        page::{LoadedPage, Section},
    },
};

/// The block, as visitors see it; `None` for what is silent.
///
/// An unknown block is silent; a broken one says that it cannot be shown. Blocks that change ([`Block::SearchResults`], [`Block::NearestPages`]) are views that their page places.
#[must_use]
pub fn block_view(block: &Block, section: Option<&Section>, page: &LoadedPage, frame: &Frame) -> Option<Element> {
    let words = &frame.words;
    Some(match block {
        Block::Heading(heading) => {
            element(if heading.level == 2 { "h2" } else { "h3" }).set_if("id", section.map(|section| section.id.as_str())).words(&heading.text)
        }
        Block::Paragraph(block) => {
            #[cfg(feature = "ssr")]
            if let Some(proven) =
                (page.page.kind == crate::model::page::PageKind::Survey).then(|| super::voices::proven_paragraph(&block.text, &page.surveys)).flatten()
            {
                return Some(proven);
            }
            paragraph(&block.text, words)
        }
        Block::List(list) => {
            let items = list.items.iter().map(|item| element("li").holding(rich_text(item, words))).collect();
            if list.ordered { element("ol").with_all(items) } else { classed("ul", "list").with_all(items) }
        }
        Block::Steps(steps) => {
            let step =
                |step: &crate::model::block::Step| element("li").with(classed("p", "steps__title").words(&step.title)).with(paragraph(&step.text, words));
            classed("ol", "steps").with_all(steps.items.iter().map(step).collect())
        }
        Block::Callout(callout) => classed("div", "callout")
            .set("data-tone", callout.tone.word())
            .with_if(callout.title.as_ref().map(|title| classed("p", "callout__title").words(title)))
            .with(paragraph(&callout.text, words)),
        Block::Contact(contact) => contact_card(contact, page, frame),
        Block::Quote(quote) => classed("figure", "quote")
            .with(element("blockquote").with(paragraph(&quote.text, words)))
            .with_if(quote.cite.as_ref().map(|cite| element("figcaption").words(cite))),
        Block::Figure(figure) => {
            let picture = element("img")
                .set("src", figure.src.as_str())
                .set("alt", &figure.alt)
                .set("width", &figure.width.to_string())
                .set("height", &figure.height.to_string())
                .set("loading", "lazy");
            let caption = figure.caption.as_ref().map(|caption| element("figcaption").holding(rich_text(caption, words)));
            classed("figure", "figure").with(picture).with_if(caption)
        }
        Block::Table(block) => {
            let rows = block.rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect();
            let head: Vec<&str> = block.head.iter().map(|title| &**title).collect();
            table(&block.caption, true, &head, rows).with_if(block.source.as_ref().map(|source| classed("p", "table__source").words(source)))
        }
        Block::Accordion(accordion) => {
            let fold = |fold: &crate::model::block::Fold| {
                let text = fold.text.iter().map(|text| paragraph(text, words)).collect();
                classed("details", "accordion__fold").with(element("summary").words(&fold.title)).with_all(text)
            };
            classed("div", "accordion").with_all(accordion.items.iter().map(fold).collect())
        }
        Block::Glossary(glossary) => {
            let term = |term: &crate::model::block::Term| {
                let word = element("dt").set_if("id", term.id.as_ref().map(|id| ["mot-", id.as_str()].concat()).as_deref());
                let meaning = term.definition.as_ref().map(|definition| element("dd").holding(rich_text(definition, words)));
                element("div").with(word.words(term.term.as_deref().unwrap_or_default())).with_if(meaning)
            };
            classed("dl", "glossary").with_all(glossary.terms.iter().map(term).collect())
        }
        Block::Finding(finding) => quoted_finding(finding, frame),
        Block::Chart(chart) => bar_chart(chart, words),
        Block::Links(links) => titled_links(&links.items, &frame.menu),
        Block::File(file) => {
            let details = fill(&words.file_details, &[("format", &file.format), ("size", &file.size_kb.to_string())]);
            let link = element("a").set("href", file.href.as_str()).set("hreflang", &file.lang).set("rel", "external").words(&file.title);
            classed("p", "file").with(link).words(" (").words(&details).words(")")
        }
        Block::Agenda(agenda) => home_blocks::dated_items(&agenda.items, words),
        Block::Search(search) => search_form(&search.label, &search.examples, frame),
        Block::Doors(doors) => home_blocks::doors(doors),
        Block::Urgent(urgent) => home_blocks::urgent(urgent, words),
        Block::Topics(topics) => home_blocks::topics(topics, &frame.menu),
        Block::News(news) => home_blocks::news(news, words),
        Block::Voices(block) => invitation(block, page.survey(&block.survey)?, words),
        Block::SiteMap(block) => site_map(&frame.menu, &block.others),
        #[cfg(feature = "ssr")]
        Block::Specimen(block) => super::specimen::specimen(block, frame),
        #[cfg(feature = "ssr")]
        Block::Survey(block) => super::voices::voices_view(page.survey(&block.survey)?, words),
        #[cfg(feature = "ssr")]
        Block::OwnAnswer(block) => super::voices::own_answer(block, page.survey(&block.survey)?, words),
        // On pages that the browser never draws.
        #[cfg(not(feature = "ssr"))]
        Block::Specimen(_) | Block::Survey(_) | Block::OwnAnswer(_) => return None,
        // Publishing has put other blocks in their places.
        #[cfg(feature = "ssr")]
        Block::Place(_) | Block::NewsList(_) | Block::EventList(_) | Block::PublicationList(_) | Block::Statistic(_) => return None,
        Block::SearchResults(_) | Block::NearestPages(_) | Block::Unknown(_) => return None,
        Block::Broken(_) => classed("p", "broken-block").words(&words.broken_block),
    })
}
