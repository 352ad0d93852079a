//! The words of the sector, each with its one definition.

use super::{
    date::Date,
    slug::Slug,
    text::{Href, Prose},
};
use crate::{locale::fold::fold, record};

record! {
    /// `glossary/<lang>.json`.
    pub struct GlossaryFile {
        /// When a person last checked the definitions.
        pub checked_on: Date,
        /// In alphabetical order, accents left aside.
        pub terms: Vec<DefinedTerm>,
    }
}

record! {
    /// A word and its definition.
    pub struct DefinedTerm {
        /// Its name in the blocks of pages and in addresses.
        pub id: Slug,
        /// The word, as a dictionary has it.
        pub term: Prose,
        /// How it is written in running text, where it means nothing else; a form in capitals is met in capitals only.
        pub forms: Vec<String>,
        /// One or two sentences, in everyday words.
        pub definition: Prose,
        /// The page that says more.
        pub page: Option<Href>,
        /// Where the definition comes from; absent for a word of everyone.
        pub source: Option<TermSource>,
    }
}

impl DefinedTerm {
    /// The word without accents or capitals, as it is ordered by.
    #[must_use]
    pub fn letters(&self) -> String {
        fold(&self.term)
    }

    /// The letter under which a list has it.
    #[must_use]
    pub fn letter(&self) -> String {
        self.letters().chars().next().unwrap_or('#').to_uppercase().to_string()
    }

    /// Whether `words` are this word, accents and capitals aside.
    #[must_use]
    pub fn is(&self, words: &str) -> bool {
        self.letters() == fold(words)
    }
}

record! {
    /// Where one statement comes from: a definition, a date.
    pub struct TermSource {
        /// Its address.
        pub url: Href,
        /// Who publishes it, which page.
        pub title: Prose,
        /// The year that it speaks of, when known.
        pub year: Option<u32>,
    }
}
