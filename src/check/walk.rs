//! Every place of a file where the same thing may stand: links, numbers to call, languages, what is to be confirmed.
//!
//! The patterns name every field on purpose: a new field or block does not compile until somebody has decided whether it holds one of these.

#[cfg(feature = "ssr")]
use super::folder::LibraryFile;
use crate::model::{
    block::{self, Block},
    menu::MenuLink,
    page::{Page, Source},
    text::{Href, RichText, Span},
};
#[cfg(feature = "ssr")]
use crate::model::{
    dated::{Event, EventsFile, NewsFile, NewsItem, Publication, PublicationsFile},
    menu::{Menu, MenuEntry},
    place::{Place, PlacesFile},
    site::{FooterGroup, Language, Site, SurveyPlace},
    statistic::{Statistic, StatisticRow, StatisticsFile},
    survey::{Finding, Subject, WordsSurvey},
};

/// A thing that may stand in many places.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece<'a> {
    /// Something to follow; `words`: what it says, when content chose them.
    Link {
        /// Where it leads.
        href: &'a Href,
        /// What one reads.
        words: Option<&'a str>,
    },
    /// A telephone number.
    Phone(&'a str),
    /// An address of electronic mail.
    Email(&'a str),
    /// A language's code.
    Language(&'a str),
    /// What the editor must still confirm.
    Unsure(&'a str),
}

/// Pieces with their paths, in the order of the file.
pub type Pieces<'a> = Vec<(String, Piece<'a>)>;

/// The pieces of a page.
#[must_use]
pub fn page(page: &Page) -> Pieces<'_> {
    let Page {
        title: _,
        summary: _,
        kind: _,
        #[cfg(feature = "ssr")]
            status: _,
        #[cfg(feature = "ssr")]
            publish_at: _,
        #[cfg(feature = "ssr")]
            translation_of: _,
        checked_on: _,
        #[cfg(feature = "ssr")]
            keywords: _,
        #[cfg(feature = "ssr")]
            proofs: _,
        sensitive: _,
        urgent,
        brief: _,
        blocks,
        #[cfg(feature = "ssr")]
            easy_of: _,
        #[cfg(feature = "ssr")]
            easy_approved: _,
        sources: cited,
    } = page;
    let mut walk = Walk::default();
    if let Some(urgent) = urgent {
        walk.within("urgent", |walk| walk.urgent(urgent));
    }
    walk.each("blocks", blocks, Walk::block);
    walk.each("sources", cited, Walk::source);
    walk.found
}

/// The pieces of a menu.
#[cfg(feature = "ssr")]
#[must_use]
pub fn menu(menu: &Menu) -> Pieces<'_> {
    let mut walk = Walk::default();
    let Menu { families: _, entries } = menu;
    walk.each("entries", entries, |walk, MenuEntry { title, href, text: _, icon: _, children }| {
        walk.link("href", href, Some(title));
        walk.each("children", children, Walk::menu_link);
    });
    walk.found
}

/// The pieces of what is kept apart from the pages.
#[cfg(feature = "ssr")]
#[must_use]
pub fn library(file: &LibraryFile) -> Pieces<'_> {
    let mut walk = Walk::default();
    match file {
        LibraryFile::Places(_, _, PlacesFile { checked_on: _, places }) => walk.each("places", places, |walk, place| {
            let Place { id: _, name, phone, email, address: _, url, opening: _, hours_note, unsure, sources } = place;
            walk.phone("phone", phone.as_deref());
            walk.email("email", email.as_deref());
            walk.maybe_link("url", url.as_ref());
            walk.maybe_rich("hours_note", hours_note.as_ref());
            walk.unsure("unsure", *unsure, name);
            walk.each("sources", sources, Walk::source);
        }),
        LibraryFile::News(_, _, NewsFile { checked_on: _, items }) => walk.each("items", items, |walk, item| {
            let NewsItem { id: _, date: _, month: _, title, text: _, href, themes: _, unsure, source } = item;
            walk.maybe_link("href", href.as_ref());
            walk.unsure("unsure", *unsure, title);
            walk.within("source", |walk| walk.link("url", &source.url, Some(&source.title)));
        }),
        LibraryFile::Events(_, _, EventsFile { checked_on: _, events }) => walk.each("events", events, |walk, event| {
            let Event { id: _, starts: _, ends: _, title, text: _, place: _, href, themes: _, cancelled: _, unsure, source } = event;
            walk.maybe_link("href", href.as_ref());
            walk.unsure("unsure", *unsure, title);
            walk.within("source", |walk| walk.link("url", &source.url, Some(&source.title)));
        }),
        LibraryFile::Publications(_, _, PublicationsFile { checked_on: _, publications }) => walk.each("publications", publications, |walk, publication| {
            let Publication { id: _, title, kind: _, year: _, when: _, language, pages: _, publisher: _, summary: _, get, themes: _, unsure, source } =
                publication;
            walk.note("language", Piece::Language(language));
            walk.maybe_rich("get", get.as_ref());
            walk.unsure("unsure", *unsure, title);
            walk.within("source", |walk| walk.link("url", &source.url, Some(&source.title)));
        }),
        LibraryFile::Statistics(_, _, StatisticsFile { checked_on: _, words: _, outlines: _, figures }, _) => walk.each("figures", figures, |walk, figure| {
            let Statistic { id: _, title: _, year: _, first: _, columns: _, rows, source: _, note: _, map: _, licence: _, sources } = figure;
            walk.each("rows", rows, |walk, StatisticRow { ins: _, label, values: _, qualifier: _, unsure }| walk.unsure("unsure", *unsure, label));
            walk.each("sources", sources, Walk::source);
        }),
    }
    walk.found
}

/// The pieces of the site's facts.
#[cfg(feature = "ssr")]
#[must_use]
pub fn site(site: &Site) -> Pieces<'_> {
    let Site {
        name: _,
        short_name: _,
        tagline: _,
        base_url,
        address: _,
        email,
        email_unsure,
        phone,
        phone_unsure,
        languages,
        supporters: _,
        quick_exit,
        surveys,
        footer,
        sources,
        checked_on: _,
    } = site;
    let mut walk = Walk::default();
    walk.maybe_link("base_url", base_url.as_ref());
    walk.email("email", email.as_deref());
    walk.unsure("email_unsure", *email_unsure, email.as_deref().unwrap_or_default());
    walk.phone("phone", phone.as_deref());
    walk.unsure("phone_unsure", *phone_unsure, phone.as_deref().unwrap_or_default());
    walk.each("languages", languages, |walk, Language { code, name: _, dir: _ }| walk.note("code", Piece::Language(code)));
    walk.maybe_link("quick_exit", quick_exit.as_ref());
    walk.each("surveys", surveys, |walk, SurveyPlace { id: _, page }| walk.link("page", page, None));
    walk.each("footer", footer, |walk, FooterGroup { title: _, links }| walk.each("links", links, Walk::menu_link));
    walk.each("sources", sources, Walk::source);
    walk.found
}

/// The pieces of a survey.
#[cfg(feature = "ssr")]
#[must_use]
pub fn survey(survey: &WordsSurvey) -> Pieces<'_> {
    let WordsSurvey { id: _, title: _, respondents: _, respondent: _, question: _, citation: _, page, subjects, sources, licence: _ } = survey;
    let mut walk = Walk::default();
    walk.link("page", page, None);
    walk.each("subjects", subjects, |walk, Subject { title: _, frame: _, findings }| {
        walk.each("findings", findings, |walk, Finding { id: _, statement: _, quantity: _, quote: _, quoted_from, help }| {
            walk.maybe_link("quoted_from", quoted_from.as_ref());
            walk.each("help", help, Walk::menu_link);
        });
    });
    walk.each("sources", sources, Walk::source);
    walk.found
}

#[derive(Default)]
struct Walk<'a> {
    path: String,
    found: Pieces<'a>,
}

impl<'a> Walk<'a> {
    fn within(&mut self, name: &str, visit: impl FnOnce(&mut Self)) {
        let outer = self.path.len();
        if !self.path.is_empty() && !name.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(name);
        visit(self);
        self.path.truncate(outer);
    }

    fn each<T>(&mut self, name: &str, list: &'a [T], mut visit: impl FnMut(&mut Self, &'a T)) {
        for (index, element) in list.iter().enumerate() {
            self.within(&format!("{name}[{index}]"), |walk| visit(walk, element));
        }
    }

    fn note(&mut self, name: &str, piece: Piece<'a>) {
        self.within(name, |walk| walk.found.push((walk.path.clone(), piece)));
    }

    fn link(&mut self, name: &str, href: &'a Href, words: Option<&'a str>) {
        self.note(name, Piece::Link { href, words });
    }

    fn maybe_link(&mut self, name: &str, href: Option<&'a Href>) {
        if let Some(href) = href {
            self.link(name, href, None);
        }
    }

    fn phone(&mut self, name: &str, phone: Option<&'a str>) {
        if let Some(phone) = phone {
            self.note(name, Piece::Phone(phone));
        }
    }

    fn email(&mut self, name: &str, email: Option<&'a str>) {
        if let Some(email) = email {
            self.note(name, Piece::Email(email));
        }
    }

    fn unsure(&mut self, name: &str, unsure: bool, words: &'a str) {
        if unsure {
            self.note(name, Piece::Unsure(words));
        }
    }

    fn rich(&mut self, name: &str, RichText(spans): &'a RichText) {
        self.each(name, spans, |walk, span| match span {
            Span::Plain(_) | Span::Strong { strong: _ } | Span::Emphasis { emphasis: _ } => {}
            Span::Link { link, text } => walk.link("link", link, Some(text)),
            Span::Unsure { unsure } => walk.note("unsure", Piece::Unsure(unsure)),
            Span::Foreign { foreign, text: _ } => walk.note("foreign", Piece::Language(foreign)),
        });
    }

    fn maybe_rich(&mut self, name: &str, rich: Option<&'a RichText>) {
        if let Some(rich) = rich {
            self.rich(name, rich);
        }
    }

    fn menu_link(&mut self, MenuLink { title, href, icon: _, family: _ }: &'a MenuLink) {
        self.link("href", href, Some(title));
    }

    fn titled_link(&mut self, block::TitledLink { href, title, text: _ }: &'a block::TitledLink) {
        self.link("href", href, Some(title));
    }

    fn urgent(&mut self, block::Urgent { title: _, numbers }: &'a block::Urgent) {
        self.each("numbers", numbers, |walk, block::UrgentNumber { label, phone, unsure }| {
            walk.phone("phone", Some(phone));
            walk.unsure("unsure", *unsure, label);
        });
    }

    fn source(&mut self, Source { url, title, supports: _, year: _ }: &'a Source) {
        self.link("url", url, Some(title));
    }

    fn dated(&mut self, block::DatedItem { date: _, when: _, title: _, place: _, text, href }: &'a block::DatedItem) {
        self.maybe_rich("text", text.as_ref());
        self.maybe_link("href", href.as_ref());
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading(block::Heading { level: _, text: _ })
            | Block::Table(block::Table { caption: _, head: _, rows: _, source: _ })
            | Block::Finding(block::FindingQuote { survey: _, id: _, quote: _ })
            | Block::Chart(block::Chart { title: _, unit: _, rows: _, source: _, year: _ })
            | Block::Survey(block::SurveyView { survey: _ })
            | Block::SearchResults(block::SearchResults { label: _ })
            | Block::NearestPages(block::NearestPages { title: _ })
            | Block::Specimen(block::Specimen { of: _ })
            | Block::Unknown(_)
            | Block::Broken(_) => {}
            Block::Paragraph(block::Paragraph { text })
            | Block::Quote(block::Quote { text, cite: _ })
            | Block::Callout(block::Callout { tone: _, title: _, text }) => {
                self.rich("text", text);
            }
            Block::List(block::List { ordered: _, items }) => {
                for (index, item) in items.iter().enumerate() {
                    self.rich(&format!("items[{index}]"), item);
                }
            }
            Block::Steps(block::Steps { items }) => self.each("items", items, |walk, block::Step { title: _, text }| walk.rich("text", text)),
            Block::Contact(block::Contact { name, purpose: _, address: _, phone, email, url, hours, openings: _, unsure }) => {
                self.phone("phone", phone.as_deref());
                self.email("email", email.as_deref());
                self.maybe_link("url", url.as_ref());
                self.maybe_rich("hours", hours.as_ref());
                self.unsure("unsure", *unsure, name);
            }
            Block::Figure(block::Figure { src: _, alt: _, width: _, height: _, caption }) => self.maybe_rich("caption", caption.as_ref()),
            Block::Accordion(block::Accordion { items }) => self.each("items", items, |walk, block::Fold { title: _, text }| {
                for (index, paragraph) in text.iter().enumerate() {
                    walk.rich(&format!("text[{index}]"), paragraph);
                }
            }),
            Block::Glossary(block::Glossary { terms }) => {
                self.each("terms", terms, |walk, block::Term { id: _, term: _, definition }| walk.maybe_rich("definition", definition.as_ref()));
            }
            Block::Links(block::Links { items }) => self.each("items", items, Self::titled_link),
            Block::File(block::File { href, title, format: _, size_kb: _, lang }) => {
                self.link("href", href, Some(title));
                self.note("lang", Piece::Language(lang));
            }
            Block::Agenda(block::Agenda { items }) | Block::News(block::News { title: _, items }) => self.each("items", items, Self::dated),
            Block::Search(block::SearchBox { label: _, examples }) => self.each("examples", examples, Self::titled_link),
            Block::Doors(block::Doors { title: _, doors }) => {
                self.each("doors", doors, |walk, block::Door { title: _, text: _, links }| walk.each("links", links, Self::titled_link));
            }
            Block::Urgent(urgent) => self.urgent(urgent),
            Block::Topics(block::Topics { title: _, families }) => {
                self.each("families", families, |walk, block::Family { title: _, entries }| walk.each("entries", entries, Self::titled_link));
            }
            Block::Voices(block::Voices { survey: _, finding: _, title: _, link }) => self.within("link", |walk| walk.titled_link(link)),
            Block::OwnAnswer(block::OwnAnswer { survey: _, question: _, note, choices }) => {
                self.rich("note", note);
                self.each("choices", choices, |walk, block::OwnChoice { title: _, findings: _, help }| walk.each("help", help, Self::menu_link));
            }
            #[cfg(feature = "ssr")]
            Block::Place(block::PlaceNamed { id: _, purpose: _ }) | Block::NewsList(block::NewsListed { themes: _, most: _, older: _ }) => {}
            #[cfg(feature = "ssr")]
            Block::Statistic(block::StatisticNamed { id: _, show: _ }) => {}
            #[cfg(feature = "ssr")]
            Block::EventList(block::EventsListed { themes: _, coming: _, none, past: _ }) => self.maybe_rich("none", none.as_ref()),
            #[cfg(feature = "ssr")]
            Block::PublicationList(block::PublicationsListed { groups }) => {
                self.each("groups", groups, |walk, block::PublicationGroup { title: _, kinds: _, note }| walk.maybe_rich("note", note.as_ref()));
            }
            Block::SiteMap(block::SiteMap { others }) => self.each("others", others, Self::titled_link),
        }
    }
}
