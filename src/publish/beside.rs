//! What stands beside a page, as documents: its two texts face to face, and a sheet to take away. They lead back to the page, which search engines are told to keep instead.

use super::{
    assets,
    document::{BesideAbout, Shell, beside_document},
    error::PublishError,
    qr::qr,
};
use crate::{
    components::{
        footer::footer,
        handout::handout_page,
        header::header,
        markup::{Element, classed},
        together::{Side, together_page},
    },
    content::{
        beside::{Beside, OtherText},
        static_files::StaticFiles,
    },
    locale::phrase::fill,
    model::{
        block::{Block, List, Paragraph},
        facing::facing,
        frame::Frame,
        page::{LoadedPage, Page},
        site::{Direction, Language},
        slug::Slug,
        text::{Prose, RichText, Span},
    },
    routes,
};
use std::path::Path;

/// Writes what stands beside the page called `slug`, if anything does.
///
/// # Errors
/// A survey that cannot be read, or a file that cannot be written.
pub fn write_beside(shell: &Shell, frame: &Frame, files: &StaticFiles, slug: &Slug, out: &Path) -> Result<(), PublishError> {
    let Some(beside) = files.beside(&frame.lang, slug).filter(|beside| beside.slug == *slug) else { return Ok(()) };
    let (own, other) = pages(&beside, frame, files)?;
    let language = |code: &str| {
        let known = frame.site.language(code).cloned();
        known.unwrap_or_else(|| Language { code: code.to_owned(), name: code.to_owned(), dir: Direction::LeftToRight })
    };
    let languages = [language(&frame.lang), language(beside.other.as_ref().map_or(&frame.lang, |other| &other.lang))];
    let easy = languages[0].code == languages[1].code;
    let words = &frame.words.beside;
    let names: [&str; 2] = if easy { [&words.full, &words.easy] } else { [&languages[0].name, &languages[1].name] };
    let side =
        |page, place: usize| Side { page, name: names[place], language: &languages[place], unapproved: easy && place == 1 && other_is_unapproved(&beside) };
    let (own, other) = (side(&own, 0), other.as_ref().map(|other| side(other, 1)));
    let handout = beside.handout();
    let document = |path: &str, title: &str, summary: &str, main: Element, is_sheet: bool| {
        let page = own.href();
        let skip = classed("a", "skip-link").set("href", "#main").set("target", "_self").words(&frame.words.around.skip_to_content);
        let main = classed("main", "main").set("id", "main").set("tabindex", "-1").with(main);
        let mut body = String::new();
        for part in [skip, header(frame, &page), main, footer(frame)] {
            part.write_html(&mut body);
        }
        let title = fill(title, &[("title", &own.page.page.title)]);
        let html = beside_document(shell, frame, &BesideAbout { title: &title, summary, page: &page, is_sheet }, &body);
        assets::write(out, &format!("{}index.html", &path[1..]), html.as_bytes())
    };
    if let Some(other) = other {
        let blocks = |side: &Side<'_>| opened(&side.page.page);
        let parts = facing(&blocks(&own), &blocks(&other), easy);
        let main = together_page(&[own, other], &parts, frame, handout.is_some());
        document(&routes::together(&frame.lang, slug), &words.together_title, &words.together_lead, main, false)?;
    }
    if let Some(handout) = &handout {
        let sides: Vec<Side<'_>> = std::iter::once(own).chain(other).collect();
        let main = handout_page(handout, &sides, frame, other.is_some());
        document(&routes::handout(&frame.lang, slug), &words.handout_title, &beside.page.summary, main, true)?;
    }
    Ok(())
}

fn other_is_unapproved(beside: &Beside) -> bool {
    beside.other.as_ref().is_some_and(|other| other.page.easy_of.is_some() && !other.page.easy_approved)
}

/// The page and its other text, with what showing them needs.
fn pages(beside: &Beside, frame: &Frame, files: &StaticFiles) -> Result<(LoadedPage, Option<LoadedPage>), PublishError> {
    let mut own = files.with_surveys(&beside.slug, beside.page.clone())?;
    own.qr = frame.site.base_url.as_ref().and_then(|base| {
        let address = [base.as_str(), routes::href(&frame.lang, &beside.slug).as_str()].concat();
        qr(&frame.words.around.print_address, &address)
    });
    let other = beside.other.as_ref().map(|OtherText { lang, slug, page }| {
        let mut other = files.with_surveys(slug, page.clone())?;
        other.foreign = (*lang != frame.lang).then(|| lang.clone());
        Ok::<_, PublishError>(other)
    });
    Ok((own, other.transpose()?))
}

/// The blocks of a page after what its head says: the sentence, and the three lines.
fn opened(page: &Page) -> Vec<Block> {
    let said = |words: &Prose| RichText(vec![Span::Plain(words.clone())]);
    let mut blocks = vec![Block::Paragraph(Paragraph { text: said(&page.summary) })];
    if !page.brief.is_empty() {
        blocks.push(Block::List(List { ordered: false, items: page.brief.iter().map(said).collect() }));
    }
    blocks.extend(page.blocks.iter().cloned());
    blocks
}
