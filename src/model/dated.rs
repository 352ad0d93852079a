//! What has a date and is kept apart from the pages: news, events, publications. Pages show them by blocks that name them; feeds and calendars are made of them.

use super::{
    date::Date,
    glossary::TermSource,
    json::{Expected, Faults, FromJson, Json},
    slug::Slug,
    text::{Href, Prose, RichText},
};
use crate::{record, word_list};

record! {
    /// `news/<lang>.json`.
    pub struct NewsFile {
        /// When a person last checked the facts.
        pub checked_on: Date,
        /// The newest first.
        pub items: Vec<NewsItem>,
    }
}

record! {
    /// Something that happened, was decided or came out.
    pub struct NewsItem {
        /// Its name in feeds.
        pub id: Slug,
        /// The day, when it is known.
        pub date: Option<Date>,
        /// `AAAA-MM`, when only the month is.
        pub month: Option<String>,
        /// What it is.
        pub title: Prose,
        /// A line or two.
        pub text: Prose,
        /// The page of the site that says more.
        pub href: Option<Href>,
        /// Pages on whose subject it is.
        pub themes: Vec<Slug>,
        /// The editor must still confirm; shown with a visible mark.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub unsure: bool,
        /// What it rests on.
        pub source: TermSource,
    }
}

impl NewsItem {
    /// The day that orders it: the first of its month when only that is known.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.date.or_else(|| Date::parse(&format!("{}-01", self.month.as_deref()?)))
    }
}

record! {
    /// `events/<lang>.json`.
    pub struct EventsFile {
        /// When a person last checked the facts.
        pub checked_on: Date,
        /// The newest first.
        pub events: Vec<Event>,
    }
}

record! {
    /// Something that people come to.
    pub struct Event {
        /// Its name in calendars and in addresses.
        pub id: Slug,
        /// The day, with the time when it is known.
        pub starts: Moment,
        /// The last day, or the end; absent: the same day.
        pub ends: Option<Moment>,
        /// What it is.
        pub title: Prose,
        /// A line or two.
        pub text: Option<Prose>,
        /// Where, on one line.
        pub place: Option<Prose>,
        /// The page of the site that says more.
        pub href: Option<Href>,
        /// Pages on whose subject it is.
        pub themes: Vec<Slug>,
        /// It does not take place.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub cancelled: bool,
        /// The editor must still confirm; shown with a visible mark.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub unsure: bool,
        /// What it rests on.
        pub source: TermSource,
    }
}

impl Event {
    /// Its last day.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.ends.as_ref().unwrap_or(&self.starts).date
    }
}

/// A day, or a minute of it, as clocks show it in Brussels: `2025-11-28`, `2025-11-28T18:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, schemars::JsonSchema)]
#[schemars(transparent)]
pub struct Moment {
    /// The day.
    #[schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$"))]
    pub date: Date,
    /// Minutes since midnight.
    #[schemars(skip)]
    pub minute: Option<u32>,
}

impl Moment {
    /// Reads `AAAA-MM-JJ` or `AAAA-MM-JJThh:mm`; `None` for anything else.
    ///
    /// ```
    /// use passerelle::model::dated::Moment;
    /// assert_eq!(Moment::parse("2025-11-28T18:05").and_then(|moment| moment.minute), Some(18 * 60 + 5));
    /// assert_eq!(Moment::parse("2025-11-28").map(|moment| moment.minute), Some(None));
    /// assert_eq!(Moment::parse("2025-11-28T24:00"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.split_once('T').map_or((text, None), |(day, time)| (day, Some(time)));
        let date = Date::parse(day)?;
        let Some(time) = time else { return Some(Self { date, minute: None }) };
        let two = |text: &str| (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u32>().ok()).flatten();
        let (hour, minute) = time.split_once(':')?;
        let (hour, minute) = (two(hour).filter(|hour| *hour < 24)?, two(minute).filter(|minute| *minute < 60)?);
        Some(Self { date, minute: Some(hour * 60 + minute) })
    }
}

impl FromJson for Moment {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        Self::parse(&json.word()).unwrap_or_else(|| {
            faults.note(json, Expected::Date);
            Self { date: Date::parse("0001-01-01").expect("a day that exists"), minute: None }
        })
    }
}

record! {
    /// `publications/<lang>.json`.
    pub struct PublicationsFile {
        /// When a person last checked the facts.
        pub checked_on: Date,
        /// The newest first.
        pub publications: Vec<Publication>,
    }
}

word_list! {
    /// What kind of thing a publication is.
    pub enum PublicationKind {
        /// A study.
        Study = "etude",
        /// An issue of a series.
        Issue = "cahier",
        /// A guide.
        Guide = "guide",
        /// Something to work with in a group.
        Tool = "outil",
        /// A brochure.
        Brochure = "brochure",
        /// A report on activities, proceedings.
        Report = "rapport",
        /// Figures.
        Figures = "chiffres",
        /// What is asked of those who decide.
        Memorandum = "memorandum",
        /// A film or videos.
        Film = "film",
        /// A site.
        Website = "site",
        /// A book.
        Book = "livre",
        /// A newsletter.
        Newsletter = "bulletin",
    }
}

record! {
    /// Something that was published.
    pub struct Publication {
        /// Its name.
        pub id: Slug,
        /// Its title.
        pub title: Prose,
        /// What it is.
        pub kind: PublicationKind,
        /// The year, when it is known.
        pub year: Option<u32>,
        /// When, in words, if more is known than the year.
        pub when: Option<Prose>,
        /// Its language's code.
        pub language: String,
        /// How many pages it has, when known.
        pub pages: Option<u32>,
        /// The organisations that publish it.
        pub publisher: Option<Prose>,
        /// What it is about, in a sentence.
        pub summary: Prose,
        /// How it is had.
        pub get: Option<RichText>,
        /// Pages on whose subject it is.
        pub themes: Vec<Slug>,
        /// The editor must still confirm; shown with a visible mark.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub unsure: bool,
        /// What it rests on.
        pub source: TermSource,
    }
}
