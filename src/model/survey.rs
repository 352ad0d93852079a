//! A survey of which only words were published.

use super::{
    page::Source,
    slug::Slug,
    text::{Href, Prose},
};
use crate::record;

record! {
    /// A survey in words: who was asked, and what was said, sentence by sentence.
    pub struct WordsSurvey {
        /// Its folder.
        pub id: Slug,
        /// Its name.
        pub title: Prose,
        /// Respondents. The only count that was published.
        pub respondents: u32,
        /// What one respondent is, and what several are.
        pub respondent: Noun,
        /// A question known word for word.
        pub question: Option<Prose>,
        /// Who asked, when: as a citation.
        pub citation: Prose,
        /// The page that shows it.
        pub page: Href,
        /// Findings, by subject.
        pub subjects: Vec<Subject>,
        /// Where the findings come from.
        pub sources: Vec<Source>,
    }
    native {
        /// What may be done with what it says; absent as long as nobody said so.
        pub licence: Option<Prose>,
    }
}

record! {
    /// A noun in both numbers.
    pub struct Noun {
        /// One.
        pub one: Prose,
        /// Several.
        pub other: Prose,
    }
}

record! {
    /// A subject and what was said of it.
    pub struct Subject {
        /// Its name.
        pub title: Prose,
        /// It tells of the survey (who asked, when, what came of it), not what respondents said.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub frame: bool,
        /// In the order of the source.
        pub findings: Vec<Finding>,
    }
}

record! {
    /// Something that was said.
    pub struct Finding {
        /// `f01`…
        pub id: Slug,
        /// In short.
        pub statement: Prose,
        /// The words of the quote that tell how many, or seem to, as they stand there; absent when it does not tell. [`crate::survey::quantity`] knows them all, and
        /// says of which a quantity is read.
        pub quantity: Option<Prose>,
        /// The sentence, exactly as published (typing errors mended); absent when only its sense is known.
        pub quote: Option<Prose>,
        /// Where the finding stands, when not on the survey's own page.
        pub quoted_from: Option<Href>,
        /// Pages that help with it.
        pub help: Vec<super::menu::MenuLink>,
    }
}

impl WordsSurvey {
    /// Every finding, in order.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.subjects.iter().flat_map(|subject| &subject.findings)
    }

    /// The finding called `id`.
    #[must_use]
    pub fn finding(&self, id: &Slug) -> Option<&Finding> {
        self.findings().find(|finding| finding.id == *id)
    }
}
