//! The blocks a page is made of.
//!
//! A block that cannot be read becomes [`Block::Broken`], one of a kind that this program does not know [`Block::Unknown`]: the rest of the page lives on.
//! Native programs treat both as errors before anything is published.

use super::{
    date::Date,
    json::{Fault, Faults, FromJson, Json},
    slug::Slug,
    text::{Href, Prose, RichText},
};
use crate::{record, word_list};

word_list! {
    /// How much a callout matters.
    pub enum Tone {
        /// Good to know.
        Note = "note",
        /// Not to be missed.
        Important = "important",
        /// Someone can help.
        Help = "help",
    }
}

record! {
    /// A section's title.
    pub struct Heading {
        /// 2 or 3: 1 is the page's title.
        pub level: u32,
        /// Its words.
        pub text: Prose,
    }
}

record! {
    /// A paragraph.
    pub struct Paragraph {
        /// Its words.
        pub text: RichText,
    }
}

record! {
    /// A list of short things.
    pub struct List {
        /// Numbered rather than dotted.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub ordered: bool,
        /// One line each.
        pub items: Vec<RichText>,
    }
}

record! {
    /// Things to do, in order.
    pub struct Steps {
        /// From the first to the last.
        pub items: Vec<Step>,
    }
}

record! {
    /// One thing to do.
    pub struct Step {
        /// The act, in a few words.
        pub title: Prose,
        /// How, where, with what.
        pub text: RichText,
    }
}

record! {
    /// Words set apart.
    pub struct Callout {
        /// How much they matter.
        pub tone: Tone,
        /// A few words above them.
        pub title: Option<Prose>,
        /// The words.
        pub text: RichText,
    }
}

record! {
    /// Somebody to call, write to or go and see.
    pub struct Contact {
        /// Whom.
        pub name: Prose,
        /// What for.
        pub purpose: Option<Prose>,
        /// Where, on one line.
        pub address: Option<Prose>,
        /// International form with spaces: `+32 81 71 35 18`.
        pub phone: Option<String>,
        /// Of a service, never of a private person.
        pub email: Option<String>,
        /// Their own site.
        pub url: Option<Href>,
        /// When they answer.
        pub hours: Option<RichText>,
        /// The openings to come, written when the page is published: see `Opening::openings`.
        pub openings: Option<String>,
        /// The editor must still confirm; shown with a visible mark.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub unsure: bool,
    }
}

impl Contact {
    /// Whether there is something to keep in a telephone: it then has a card ([`crate::routes::contact_card`]).
    #[must_use]
    pub fn has_card(&self) -> bool {
        self.phone.is_some() || self.email.is_some() || self.address.is_some()
    }
}

record! {
    /// Somebody's words.
    pub struct Quote {
        /// The words.
        pub text: RichText,
        /// Who said or wrote them, where, when.
        pub cite: Option<Prose>,
    }
}

record! {
    /// A picture.
    pub struct Figure {
        /// Path under the site's root.
        pub src: Href,
        /// What it shows, for who does not see it; never empty: decoration belongs to the style sheet.
        pub alt: Prose,
        /// Pixels, so that nothing moves when it arrives.
        pub width: u32,
        /// Pixels.
        pub height: u32,
        /// Words beneath it.
        pub caption: Option<RichText>,
    }
}

record! {
    /// Rows and columns. Rows are as long as `head`.
    pub struct Table {
        /// What it tells.
        pub caption: Prose,
        /// A title for each column.
        pub head: Vec<Prose>,
        /// From top to bottom; the first cell of each is its title.
        pub rows: Vec<Vec<Prose>>,
        /// Where the figures come from, with the year.
        pub source: Option<Prose>,
    }
}

record! {
    /// Questions that open.
    pub struct Accordion {
        /// In order.
        pub items: Vec<Fold>,
    }
}

record! {
    /// One thing that opens.
    pub struct Fold {
        /// What one touches.
        pub title: Prose,
        /// Paragraphs beneath.
        pub text: Vec<RichText>,
    }
}

record! {
    /// Words of the sector, explained.
    pub struct Glossary {
        /// In the order of the page.
        pub terms: Vec<Term>,
    }
}

record! {
    /// A word and what it means; or the name of a word of the glossary, which brings both when the page is published.
    pub struct Term {
        /// Its name in `glossary/<lang>.json`.
        pub id: Option<Slug>,
        /// The word.
        pub term: Option<Prose>,
        /// What it means, in everyday words.
        pub definition: Option<RichText>,
    }
}

record! {
    /// What a survey says on this page's subject.
    pub struct FindingQuote {
        /// The survey's folder.
        pub survey: Slug,
        /// The finding's identifier in it.
        pub id: Slug,
        /// The sentence, exactly as the survey's page has it.
        pub quote: Prose,
    }
}

record! {
    /// Published counts as horizontal bars, with the same numbers as text.
    pub struct Chart {
        /// What is counted.
        pub title: Prose,
        /// One word or two, plural: `personnes`.
        pub unit: Prose,
        /// In the order of the source.
        pub rows: Vec<ChartRow>,
        /// Who published the figures.
        pub source: Prose,
        /// The year that they are about.
        pub year: u32,
    }
}

record! {
    /// One bar.
    pub struct ChartRow {
        /// What it counts.
        pub label: Prose,
        /// How many.
        pub value: u32,
    }
}

record! {
    /// Links, each with a line on what is there.
    pub struct Links {
        /// In order.
        pub items: Vec<TitledLink>,
    }
}

record! {
    /// A link with its line.
    pub struct TitledLink {
        /// Where it leads.
        pub href: Href,
        /// What it says.
        pub title: Prose,
        /// What is there, for whom.
        pub text: Option<Prose>,
    }
}

record! {
    /// A document to take away.
    pub struct File {
        /// Path under the site's root.
        pub href: Href,
        /// What it is.
        pub title: Prose,
        /// `PDF`, `ODT`…
        pub format: String,
        /// Kilobytes.
        pub size_kb: u32,
        /// Its language's code.
        pub lang: String,
    }
}

record! {
    /// Dated facts, past or to come.
    pub struct Agenda {
        /// In the order to be shown.
        pub items: Vec<DatedItem>,
    }
}

record! {
    /// Something that has a day.
    pub struct DatedItem {
        /// The day, or the first one.
        pub date: Date,
        /// What is read in its place, when it is not one whole day.
        pub when: Option<Prose>,
        /// What happens or happened.
        pub title: Prose,
        /// Where.
        pub place: Option<Prose>,
        /// A line or two more.
        pub text: Option<RichText>,
        /// Where to read on.
        pub href: Option<Href>,
    }
}

record! {
    /// A way into the site's search.
    pub struct SearchBox {
        /// The field's label.
        pub label: Prose,
        /// Pages that show what may be asked.
        pub examples: Vec<TitledLink>,
    }
}

record! {
    /// The home page's ways in, by who one is.
    pub struct Doors {
        /// Heading for those who do not see the drawing.
        pub title: Prose,
        /// Three of them.
        pub doors: Vec<Door>,
    }
}

record! {
    /// One way in.
    pub struct Door {
        /// Who comes through it, in the first person.
        pub title: Prose,
        /// What is behind it.
        pub text: Prose,
        /// What that person does first.
        pub links: Vec<TitledLink>,
    }
}

record! {
    /// Numbers to call now.
    pub struct Urgent {
        /// Heading.
        pub title: Prose,
        /// The most general first.
        pub numbers: Vec<UrgentNumber>,
    }
}

record! {
    /// A number to call now.
    pub struct UrgentNumber {
        /// What it is, when it answers.
        pub label: Prose,
        /// International form with spaces.
        pub phone: String,
        /// The editor must still confirm; shown with a visible mark.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub unsure: bool,
    }
}

record! {
    /// The themes, by family.
    pub struct Topics {
        /// Heading.
        pub title: Prose,
        /// In order.
        pub families: Vec<Family>,
    }
}

record! {
    /// A family of themes; its place gives its tint.
    pub struct Family {
        /// Its name.
        pub title: Prose,
        /// Its themes.
        pub entries: Vec<TitledLink>,
    }
}

record! {
    /// A survey's marks for one finding, as an invitation.
    pub struct Voices {
        /// The survey's folder.
        pub survey: Slug,
        /// The finding that the marks show.
        pub finding: Slug,
        /// What it says, in large.
        pub title: Prose,
        /// Where to read on.
        pub link: TitledLink,
    }
}

record! {
    /// What is new.
    pub struct News {
        /// Heading.
        pub title: Prose,
        /// The newest first.
        pub items: Vec<DatedItem>,
    }
}

record! {
    /// The interactive view of a survey in words.
    pub struct SurveyView {
        /// The survey's folder.
        pub survey: Slug,
    }
}

record! {
    /// The survey's question, asked of the reader: what is ticked stays on the device.
    pub struct OwnAnswer {
        /// The survey's folder.
        pub survey: Slug,
        /// What is asked.
        pub question: Prose,
        /// Where the choices come from, and where the answer goes.
        pub note: RichText,
        /// In order.
        pub choices: Vec<OwnChoice>,
    }
}

record! {
    /// A thing that the reader may choose.
    pub struct OwnChoice {
        /// What it is.
        pub title: Prose,
        /// The findings in which the respondents named it; empty when the published text does not speak of it.
        pub findings: Vec<Slug>,
        /// Pages that help with it.
        pub help: Vec<super::menu::MenuLink>,
    }
}

record! {
    /// The results of a search, or all pages when nothing is asked.
    pub struct SearchResults {
        /// The field's label.
        pub label: Prose,
    }
}

record! {
    /// Every page, by menu group.
    pub struct SiteMap {
        /// Pages that are not in the menu.
        pub others: Vec<TitledLink>,
    }
}

record! {
    /// Pages whose titles are near an address that leads nowhere.
    pub struct NearestPages {
        /// Heading above them, when there are any.
        pub title: Prose,
    }
}

word_list! {
    /// What a specimen of the style page shows.
    pub enum SpecimenOf {
        /// Every colour with its name.
        Colours = "colours",
        /// The scale of letters.
        Type = "type",
        /// The scale of space.
        Space = "space",
        /// Every pictogram with its name.
        Pictograms = "pictograms",
        /// The dot and its uses.
        Motif = "motif",
        /// Waiting, failing, having nothing to show.
        States = "states",
    }
}

record! {
    /// A part of the style page: [`super::page::PageKind::Style`].
    pub struct Specimen {
        /// What it shows.
        pub of: SpecimenOf,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// An office or a service of `places/`.
    pub struct PlaceNamed {
        /// Its name there.
        pub id: Slug,
        /// What one calls it for, from this page.
        pub purpose: Option<Prose>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// News of `news/`, the newest first.
    pub struct NewsListed {
        /// Only those on these pages' subjects; absent: all.
        pub themes: Option<Vec<Slug>>,
        /// At most so many in full.
        pub most: Option<u32>,
        /// Title of the others, a line each; absent: they are left out.
        pub older: Option<Prose>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// Events of `events/`: those to come, the nearest first, then those that are over, the newest first, each under its title. What has no title is left out.
    pub struct EventsListed {
        /// Only those on these pages' subjects; absent: all.
        pub themes: Option<Vec<Slug>>,
        /// Title of those to come.
        pub coming: Option<Prose>,
        /// Said when there are none to come.
        pub none: Option<RichText>,
        /// Title of those that are over.
        pub past: Option<Prose>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// Publications of `publications/`, by kind.
    pub struct PublicationsListed {
        /// One title for one kind or more, in order; kinds that none names are left out.
        pub groups: Vec<PublicationGroup>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// Publications under one title.
    pub struct PublicationGroup {
        /// The title.
        pub title: Prose,
        /// Their kinds.
        pub kinds: Vec<super::dated::PublicationKind>,
        /// What is said above them.
        pub note: Option<RichText>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// A statistic of `figures/`.
    pub struct StatisticNamed {
        /// Its name there.
        pub id: Slug,
        /// How it is shown.
        pub show: super::statistic::StatisticForm,
    }
}

macro_rules! blocks {
    (
        { $($(#[$meta:meta])* $variant:ident($ty:ty) = $word:literal,)* }
        native { $($(#[$native_meta:meta])* $native:ident($native_ty:ty) = $native_word:literal,)* }
    ) => {
        /// One block of a page.
        #[derive(Debug, Clone, PartialEq)]
        #[cfg_attr(feature = "ssr", derive(schemars::JsonSchema), schemars(tag = "type"))]
        pub enum Block {
            $($(#[$meta])* #[cfg_attr(feature = "ssr", schemars(rename = $word))] $variant($ty),)*
            $($(#[$native_meta])* #[cfg(feature = "ssr")] #[schemars(rename = $native_word)] $native($native_ty),)*
            /// Of a kind that this program does not know.
            #[cfg_attr(feature = "ssr", schemars(skip))]
            Unknown(
                /// The word that stands in `type`; empty when there is none.
                String,
            ),
            /// Of a known kind, but not as it should be.
            #[cfg_attr(feature = "ssr", schemars(skip))]
            Broken(Fault),
        }

        impl Block {
            /// Every kind that content may use.
            pub const KINDS: &'static [&'static str] = &[$($word,)* $(#[cfg(any(feature = "ssr", feature = "preview"))] $native_word),*];

            /// Reads a block; what cannot be read is kept as [`Block::Unknown`] or [`Block::Broken`].
            #[must_use]
            pub fn read(json: &Json) -> Self {
                let kind = json.member("type").word();
                let mut faults = Faults::default();
                let block = match kind.as_str() {
                    $($word => Self::$variant(<$ty>::take(json, &mut faults)),)*
                    $(#[cfg(feature = "ssr")] $native_word => Self::$native(<$native_ty>::take(json, &mut faults)),)*
                    _ => return Self::Unknown(kind),
                };
                faults.judge(block).unwrap_or_else(Self::Broken)
            }
        }
    };
}

blocks! {
    {
        /// A section's title.
        Heading(Heading) = "heading",
        /// A paragraph.
        Paragraph(Paragraph) = "paragraph",
        /// A list of short things.
        List(List) = "list",
        /// Things to do, in order.
        Steps(Steps) = "steps",
        /// Words set apart.
        Callout(Callout) = "callout",
        /// Somebody to call, write to or go and see.
        Contact(Contact) = "contact",
        /// Somebody's words.
        Quote(Quote) = "quote",
        /// A picture.
        Figure(Figure) = "figure",
        /// Rows and columns.
        Table(Table) = "table",
        /// Questions that open.
        Accordion(Accordion) = "accordion",
        /// Words of the sector, explained.
        Glossary(Glossary) = "glossary",
        /// What a survey says on this page's subject.
        Finding(FindingQuote) = "finding",
        /// Published counts as bars.
        Chart(Chart) = "chart",
        /// Links, each with a line.
        Links(Links) = "links",
        /// A document to take away.
        File(File) = "file",
        /// Dated facts.
        Agenda(Agenda) = "agenda",
        /// A way into the search.
        Search(SearchBox) = "search",
        /// The home page's ways in.
        Doors(Doors) = "doors",
        /// Numbers to call now.
        Urgent(Urgent) = "urgent",
        /// The themes, by family.
        Topics(Topics) = "topics",
        /// A survey's marks as an invitation.
        Voices(Voices) = "voices",
        /// What is new.
        News(News) = "news",
        /// The view of a survey in words.
        Survey(SurveyView) = "survey",
        /// The survey's question, asked of the reader.
        OwnAnswer(OwnAnswer) = "own_answer",
        /// The results of a search.
        SearchResults(SearchResults) = "search_results",
        /// Every page.
        SiteMap(SiteMap) = "site_map",
        /// Pages near an address that leads nowhere.
        NearestPages(NearestPages) = "nearest_pages",
        /// A part of the style page.
        Specimen(Specimen) = "specimen",
    }
    // What stands for content that is kept apart from the pages. Publishing puts blocks of the kinds above in their places.
    native {
        /// A contact of `places/`.
        Place(PlaceNamed) = "place",
        /// What is dated, of `news/`.
        NewsList(NewsListed) = "news_list",
        /// What people come to, of `events/`.
        EventList(EventsListed) = "event_list",
        /// What was published, of `publications/`.
        PublicationList(PublicationsListed) = "publication_list",
        /// Values, of `figures/`.
        Statistic(StatisticNamed) = "statistic",
    }
}

/// Never fails: see [`Block::read`].
impl FromJson for Block {
    fn take(json: &Json, _faults: &mut Faults) -> Self {
        Self::read(json)
    }
}

impl Block {
    /// The survey that must be loaded for this block to be shown.
    #[must_use]
    pub fn survey(&self) -> Option<&Slug> {
        match self {
            Self::Survey(SurveyView { survey }) | Self::Voices(Voices { survey, .. }) | Self::OwnAnswer(OwnAnswer { survey, .. }) => Some(survey),
            _ => None,
        }
    }
}
