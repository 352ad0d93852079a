//! A page.

use super::{
    block::{Block, Urgent},
    date::Date,
    json::{Expected, Fault, Faults, FromJson, Json},
    slug::Slug,
    survey::WordsSurvey,
    text::{Href, Prose},
};
use crate::{record, word_list};
use send_wrapper::SendWrapper;

word_list! {
    /// How a page is arranged.
    pub enum PageKind {
        /// The home page.
        Home = "home",
        /// One of the themes.
        Theme = "theme",
        /// An overview of a menu group.
        Group = "group",
        /// Any other text.
        Page = "page",
        /// A survey's results.
        Survey = "survey",
        /// The search and its results.
        Search = "search",
        /// Every page.
        SiteMap = "site_map",
        /// The page of an address that leads nowhere.
        NotFound = "not_found",
        /// Every token, component and state. For those who make the site: not indexed, not taken over by the program.
        Style = "style",
    }
}

#[cfg(feature = "ssr")]
word_list! {
    /// Whether visitors may see it.
    pub enum Status {
        /// For everyone.
        Published = "published",
        /// For editors: see [`super::draft`].
        Draft = "draft",
    }
}

record! {
    /// Where a statement comes from.
    pub struct Source {
        /// Its address.
        pub url: Href,
        /// Who publishes it, which page.
        pub title: Prose,
        /// What it supports.
        pub supports: Prose,
        /// The year that it speaks of, when known.
        pub year: Option<u32>,
    }
}

record! {
    /// A page, as its file has it.
    pub struct Page {
        /// The `h1`.
        pub title: Prose,
        /// One sentence: what one finds here, for whom.
        pub summary: Prose,
        /// How it is arranged.
        pub kind: PageKind,
        /// When a person last checked its facts.
        pub checked_on: Date,
        /// Somebody may have to leave this page quickly: it has a button for that.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub sensitive: bool,
        /// Numbers to call now, under the title.
        pub urgent: Option<Urgent>,
        /// *En bref*: three lines at most; none on pages that need no summary.
        pub brief: Vec<Prose>,
        /// From top to bottom.
        pub blocks: Vec<Block>,
        /// What the statements rest on.
        pub sources: Vec<Source>,
    }
    native {
        /// Whether visitors may see it.
        pub status: Status,
        /// The day from which visitors may see it; absent: now.
        pub publish_at: Option<Date>,
        /// The page that this one tells again in easy words; its slug is that one's, followed by `-facile`.
        pub easy_of: Option<Slug>,
        /// Readers of easy texts have read it and found it so.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub easy_approved: bool,
        /// The page that this one translates.
        pub translation_of: Option<Slug>,
        /// What the numbers of its sentences rest on; absent: nobody checks them.
        pub proofs: Option<Vec<Proof>>,
        /// Words that people use for its subject and that it does not use itself, for the search.
        pub keywords: Option<Vec<Prose>>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// The values of `figures/`, or the counts of a survey, that a number of a sentence is made of.
    pub struct Proof {
        /// Words of a sentence of the page, with one number; wherever they stand.
        pub words: String,
        /// Added up, or taken away.
        pub is: Vec<Term>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// A value of a statistic, what is counted in a column of it, or a count of a survey. One of `figure` and `survey` is there.
    pub struct Term {
        /// The statistic's name.
        pub figure: Option<Slug>,
        /// The code or the label of a row; absent when something is counted.
        pub row: Option<String>,
        /// The column of values, from 0; absent: the first.
        pub column: Option<u32>,
        /// What is counted; absent: the value of `row`.
        pub count: Option<Counted>,
        /// The survey's folder, which holds a `datapackage.json`.
        pub survey: Option<Slug>,
        /// The code of one of its published questions; absent: how many took part.
        pub question: Option<String>,
        /// The code of an option; absent: how many answered the question.
        pub option: Option<String>,
        /// The option's share of those who answered, in whole percents, rather than its count. It stands alone.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub share: bool,
        /// Taken away rather than added.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub less: bool,
    }
}

#[cfg(feature = "ssr")]
word_list! {
    /// What is counted in a column of a statistic.
    pub enum Counted {
        /// Its rows.
        Rows = "rows",
        /// Its rows that have a value.
        Available = "available",
        /// Its rows that have none.
        Missing = "missing",
        /// The sum of its values.
        Total = "total",
    }
}

/// A section's title with its anchor, as a table of contents lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Anchor: unique on the page.
    pub id: String,
    /// The heading's words.
    pub title: Prose,
    /// 2 or 3.
    pub level: u32,
}

/// The anchors of a page's headings, by block.
///
/// `anchors[i]` belongs to `blocks[i]`; `None` where the block is no heading. A repeated title gets `-2`, `-3`…
#[must_use]
pub fn anchors(blocks: &[Block]) -> Vec<Option<Section>> {
    let mut taken: Vec<String> = Vec::new();
    blocks
        .iter()
        .map(|block| {
            let Block::Heading(heading) = block else { return None };
            let base = Slug::from_words(&heading.text).to_string();
            let mut id = base.clone();
            let mut turn = 1;
            while taken.contains(&id) {
                turn += 1;
                id = [base.as_str(), "-", &turn.to_string()].concat();
            }
            taken.push(id.clone());
            Some(Section { id, title: heading.text.clone(), level: heading.level })
        })
        .collect()
}

/// A page as the browser's program shows it: drawn, but for what the program keeps alive (`pages/published.rs`).
#[derive(Debug, Clone)]
pub struct PublishedPage {
    /// Where it stands in its language's pages.
    pub slug: Slug,
    /// The `h1`.
    pub title: Prose,
    /// What it shows, read when it is shown.
    pub view: SendWrapper<Json>,
}

impl FromJson for PublishedPage {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        let view = json.member("view");
        if view.is_absent() {
            faults.note(&view, Expected::Object);
        }
        Self { slug: json.read("slug", faults), title: json.read("title", faults), view: SendWrapper::new(view) }
    }
}

/// A page with everything that drawing it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedPage {
    /// Where it stands in its language's pages.
    pub slug: Slug,
    /// The page.
    pub page: Page,
    /// The surveys that its blocks show.
    pub surveys: Vec<WordsSurvey>,
    /// Its own language, when it is shown in another language that has no translation of it.
    pub foreign: Option<String>,
    /// Where it is found again, for who holds it on paper; absent as long as nobody knows where the site will live.
    ///
    /// What to read (some words, then the whole address on its own line), then the address as a QR code: the `viewBox` of the drawing and the `d` of its path, a line of
    /// width 1 through the middle of each run of dark squares. `|` between the three: one text rather than a record, which would weigh on the program.
    pub qr: Option<String>,
}

impl LoadedPage {
    /// The survey called `id`; `None` when it was not loaded.
    #[must_use]
    pub fn survey(&self, id: &Slug) -> Option<&WordsSurvey> {
        self.surveys.iter().find(|survey| survey.id == *id)
    }

    /// Reads a published page file: the page with its `slug`, `version` and `surveys` beside its own members.
    ///
    /// # Errors
    /// The first [`Fault`] met outside the blocks.
    pub fn from_published(json: &Json) -> Result<Self, Fault> {
        let mut faults = Faults::default();
        let page = Self {
            slug: json.read("slug", &mut faults),
            page: Page::take(json, &mut faults),
            surveys: json.read("surveys", &mut faults),
            foreign: json.read("foreign", &mut faults),
            qr: json.read("qr", &mut faults),
        };
        faults.judge(page)
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn heading(text: &str) -> Block {
        Block::read(&Json::parse(&format!(r#"{{"type": "heading", "level": 2, "text": "{text}"}}"#)).unwrap())
    }

    #[test]
    fn anchors_stay_unique_when_titles_repeat() {
        let ids: Vec<_> = anchors(&[heading("Que faire ?"), Block::Unknown("x".into()), heading("Que faire ?"), heading("Que faire !")])
            .into_iter()
            .map(|section| section.map(|section| section.id))
            .collect();
        assert_eq!(ids, [Some("que-faire".into()), None, Some("que-faire-2".into()), Some("que-faire-3".into())]);
    }

    #[test]
    fn a_broken_block_does_not_take_its_page_down() {
        let page = Page::from_json(
            &Json::parse(
                r#"{"title": "t", "summary": "s", "kind": "page", "status": "published", "checked_on": "2026-11-23", "brief": [], "sources": [], "blocks": [
                    {"type": "paragraph"}, {"type": "hologram"}, {"type": "paragraph", "text": "debout"}]}"#,
            )
            .unwrap(),
        )
        .unwrap();
        assert!(matches!(&page.blocks[0], Block::Broken(fault) if fault.path == "text"));
        assert!(matches!(&page.blocks[1], Block::Unknown(kind) if kind == "hologram"));
        assert!(matches!(&page.blocks[2], Block::Paragraph(_)));
    }
}
