//! What of a page goes on one sheet of paper: what to do, whom to call; in one text or two. And how large it may be written.

use super::{
    block::{Block, Contact, Steps, Urgent},
    page::Page,
    text::{Prose, RichText},
};

/// Fewer are no guide.
const FEWEST_STEPS: usize = 3;
/// Sizes of letters, in half points, from the largest.
const SIZES: [u32; 8] = [26, 25, 24, 23, 22, 21, 20, 19];
/// Below it, one of two texts says its titles alone.
const SMALLEST_OF_TWO: u32 = 22;
/// What A4 leaves between its margins (`handout.css`), in millimetres, and how much of the height may be counted on: another browser's lines are not ours.
const WIDTH: f64 = 186.0;
const HEIGHT: f64 = 277.0 * 0.97;
/// Between two columns.
const GAP: f64 = 8.0;
/// The share of the width for titles alone.
const NARROW: f64 = 0.36;

/// Of one text: what to do, under its heading.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guide<'a> {
    /// The page's title.
    pub title: &'a Prose,
    /// The page's sentence.
    pub summary: &'a Prose,
    /// The heading above the steps, when there is one.
    pub heading: Option<&'a Prose>,
    /// The page's first steps: three at least.
    pub steps: &'a Steps,
}

/// What stands on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Handout<'a> {
    /// Of the page, then of its other text when it has one with steps.
    pub guides: Vec<Guide<'a>>,
    /// Numbers to call now.
    pub urgent: Option<&'a Urgent>,
    /// The heading above the contacts, when there is one.
    pub contacts_heading: Option<&'a Prose>,
    /// Whom to call, write to or go and see; one at least.
    pub contacts: Vec<&'a Contact>,
    /// Size of the letters, in half points.
    pub size: u32,
    /// The place of the text that says its steps' titles alone: with their words, the sheet would not hold both texts, or in small letters only. The one that keeps them is the
    /// easy one, or the one in the language of the page.
    pub titles_alone: Option<usize>,
}

impl<'a> Handout<'a> {
    /// The sheet of `page`, whose other text is `other`; `None` when the page has not what makes one (three steps, a contact), or more than a sheet holds.
    #[must_use]
    pub fn of(page: &'a Page, other: Option<&'a Page>) -> Option<Self> {
        let guides: Vec<_> = std::iter::once(guide(page)?).chain(other.and_then(guide)).collect();
        let contacts: Vec<_> = page.blocks.iter().filter_map(|block| if let Block::Contact(contact) = block { Some(contact) } else { None }).collect();
        if contacts.is_empty() {
            return None;
        }
        let first = page.blocks.iter().position(|block| matches!(block, Block::Contact(_)));
        let mut handout = Self {
            contacts_heading: first.and_then(|place| heading_before(&page.blocks, place)),
            urgent: page.urgent.as_ref(),
            guides,
            contacts,
            size: SIZES[0],
            titles_alone: None,
        };
        let two = handout.guides.len() > 1;
        let shorter = usize::from(other.is_some_and(|other| other.easy_of.is_none()));
        let whole = SIZES.into_iter().filter(|size| !two || *size >= SMALLEST_OF_TWO).map(|size| (size, None));
        let shortened = SIZES.into_iter().filter(|_| two).map(|size| (size, Some(shorter)));
        whole.chain(shortened).find_map(|(size, titles_alone)| {
            handout = Self { size, titles_alone, ..handout.clone() };
            (handout.height() <= HEIGHT).then(|| handout.clone())
        })
    }

    /// Columns of contacts on paper: as few rows as can be.
    #[must_use]
    pub fn contact_columns(&self) -> usize {
        match self.contacts.len() {
            1 => 1,
            2 | 4 => 2,
            _ => 3,
        }
    }

    /// How high it will stand, in millimetres, rather more than less. Widths are those of the typeface in French; `handout.css` has the same sizes and gaps.
    #[must_use]
    pub fn height(&self) -> f64 {
        let points = f64::from(self.size) / 2.0;
        let em = points * 0.3528;
        let line = 1.35 * em;
        let lines = |letters: usize, width: f64, size: f64| (letters as f64 * 0.48 * em * size / width).ceil().max(1.0);
        let column = |place: usize| match (self.guides.len(), self.titles_alone) {
            (1, _) => WIDTH,
            (_, None) => (WIDTH - GAP) / 2.0,
            (_, Some(alone)) => (WIDTH - GAP) * if alone == place { NARROW } else { 1.0 - NARROW },
        };
        let guide = |(place, guide): (usize, &Guide<'_>)| {
            let column = column(place);
            let steps: f64 = guide
                .steps
                .items
                .iter()
                .map(|step| {
                    let width = column - 2.2 * em;
                    let words = if self.titles_alone == Some(place) { 0.0 } else { lines(letters(&step.text), width, 1.0) };
                    (lines(step.title.chars().count(), width, 1.06) * 1.06 + words) * line + 0.55 * em
                })
                .sum();
            let summary = lines(guide.summary.chars().count(), column, 1.0) * line;
            let heading = if guide.heading.is_some() { 1.25 * line + 0.5 * em } else { 0.0 };
            // The label above a column.
            summary + steps + heading + if self.guides.len() > 1 { 1.6 * line } else { 0.0 } + 1.2 * em
        };
        let guides = self.guides.iter().enumerate().map(guide).fold(0.0, f64::max);
        let head = lines(self.guides[0].title.chars().count(), WIDTH, 2.0) * 2.0 * 1.15 * em + 2.2 * line + 1.0 * em;
        let urgent = self.urgent.map_or(0.0, |urgent| {
            let width = (WIDTH / urgent.numbers.len().clamp(1, 3) as f64) - 4.0;
            let rows = urgent.numbers.chunks(3).map(|row| {
                let said = |number: &super::block::UrgentNumber| number.label.chars().count() + number.phone.len() + if number.unsure { 14 } else { 2 };
                row.iter().map(|number| lines(said(number), width, 1.0)).fold(0.0, f64::max) * line + 0.2 * em
            });
            rows.sum::<f64>() + line + 1.6 * em
        });
        let columns = self.contact_columns();
        let contact = |contact: &&Contact| {
            let width = (WIDTH - GAP) / columns as f64 - if columns > 2 { 5.0 } else { 1.0 };
            let said = |text: Option<usize>| text.map_or(0.0, |letters| lines(letters, width, 0.94) * 0.94);
            let prose = |text: &Option<Prose>| text.as_ref().map(|text| text.chars().count());
            let name = lines(contact.name.chars().count() + if contact.unsure { 14 } else { 0 }, width, 1.0);
            let url = contact.url.as_ref().map(|url| url.as_str().len());
            let told = [
                prose(&contact.purpose),
                prose(&contact.address),
                contact.phone.as_ref().map(|_| 18),
                contact.email.as_ref().map(String::len),
                url,
                contact.hours.as_ref().map(letters),
            ];
            (name + told.into_iter().map(said).sum::<f64>()) * line + 0.8 * em
        };
        let contacts: f64 = self.contacts.chunks(columns).map(|row| row.iter().map(contact).fold(0.0, f64::max)).sum();
        let heading = if self.contacts_heading.is_some() { 1.25 * line + 0.9 * em } else { 0.0 };
        // The code, with two lines beside it.
        head + urgent + guides + heading + contacts + 22.0 + 2.0 * em
    }
}

/// The letters of a text on paper: addresses are written out after what leads to them.
fn letters(text: &RichText) -> usize {
    let more = |span: &super::text::Span| match span {
        super::text::Span::Link { link, .. } => link.as_str().chars().count() + 16,
        super::text::Span::Unsure { .. } => 14,
        _ => 0,
    };
    text.words().chars().count() + text.0.iter().map(more).sum::<usize>()
}

fn guide(page: &Page) -> Option<Guide<'_>> {
    let (place, steps) = page.blocks.iter().enumerate().find_map(|(place, block)| if let Block::Steps(steps) = block { Some((place, steps)) } else { None })?;
    (steps.items.len() >= FEWEST_STEPS).then(|| Guide { title: &page.title, summary: &page.summary, heading: heading_before(&page.blocks, place), steps })
}

fn heading_before(blocks: &[Block], place: usize) -> Option<&Prose> {
    blocks[..place].iter().rev().find_map(|block| if let Block::Heading(heading) = block { Some(&heading.text) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::json::{FromJson, Json};

    fn page(steps: usize, letters: usize, contacts: usize) -> Page {
        let step = |number: usize| serde_json::json!({ "title": format!("Geste {number}"), "text": "a".repeat(letters) });
        let mut blocks = vec![serde_json::json!({ "type": "heading", "level": 2, "text": "Que faire ?" })];
        blocks.push(serde_json::json!({ "type": "steps", "items": (0..steps).map(step).collect::<Vec<_>>() }));
        blocks.push(serde_json::json!({ "type": "heading", "level": 2, "text": "Contacts" }));
        blocks.extend((0..contacts).map(|_| serde_json::json!({ "type": "contact", "name": "Le Pont", "phone": "+32 81 00 00 00" })));
        let page = serde_json::json!({ "title": "Titre", "summary": "Résumé.", "kind": "page", "status": "published", "checked_on": "2026-11-25", "brief": [], "sources": [], "blocks": blocks });
        Page::from_json(&Json::parse(&page.to_string()).unwrap()).unwrap()
    }

    #[test]
    fn a_page_without_three_steps_or_without_a_contact_has_no_sheet() {
        for (steps, contacts, expected) in [(3, 1, true), (2, 1, false), (3, 0, false), (0, 3, false)] {
            assert_eq!(Handout::of(&page(steps, 40, contacts), None).is_some(), expected, "{steps} steps, {contacts} contacts");
        }
        let page = page(3, 40, 1);
        let handout = Handout::of(&page, None).unwrap();
        assert_eq!(
            (handout.guides[0].heading.map(|title| &**title), handout.contacts_heading.map(|title| &**title)),
            (Some("Que faire\u{202f}?"), Some("Contacts"))
        );
    }

    #[test]
    fn the_more_is_said_the_smaller_it_is_written_until_no_sheet_holds_it() {
        let sizes = [40, 400, 500, 2_000].map(|letters| Handout::of(&page(5, letters, 2), None).map(|handout| handout.size));
        assert_eq!(sizes[0], Some(SIZES[0]));
        assert!(sizes[1] > sizes[2] && sizes[2].is_some() && sizes[3].is_none(), "{sizes:?}");
    }

    #[test]
    fn where_two_texts_are_too_long_the_one_that_is_not_the_readers_keeps_its_titles() {
        let (long, other) = (page(6, 300, 2), page(6, 80, 1));
        let easy = Page { easy_of: crate::model::slug::Slug::parse("exemple"), ..other.clone() };
        for (other, expected) in [(&easy, Some(0)), (&page(6, 300, 1), Some(1))] {
            let handout = Handout::of(&long, Some(other)).unwrap();
            assert_eq!((handout.titles_alone, handout.guides.len()), (expected, 2), "{handout:?}");
        }
        assert_eq!(Handout::of(&page(4, 80, 2), Some(&easy)).unwrap().titles_alone, None);
        // Alone, it has no other text to lean on.
        assert!(Handout::of(&page(6, 2_000, 2), None).is_none());
    }
}
