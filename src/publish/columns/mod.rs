//! Questions and answers as codes: what the page is drawn from, and the columns that the browser's program counts.

pub mod besides;
pub mod code;

use serde_json::Value;

/// A question as it is published, with its column of answers when it can have one.
#[derive(Debug, Clone)]
pub struct Coded {
    /// As [`crate::model::explored::ExploredQuestion`] reads it, without its column.
    pub question: Value,
    /// Answers.
    pub column: Option<Column>,
}

/// A column of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column {
    /// One code a respondent.
    Single {
        /// How many codes there are.
        answers: usize,
        /// One a respondent.
        codes: Vec<u8>,
    },
    /// Any number of codes a respondent.
    Multiple {
        /// As many times yes as there are respondents: the first code.
        everyone: Vec<bool>,
        /// For each other code, whether each respondent has it.
        options: Vec<Vec<bool>>,
    },
}

impl Column {
    /// As the engine takes it.
    #[must_use]
    pub fn borrowed(&self) -> passerelle_engine::columns::Column<'_> {
        match self {
            Self::Single { answers, codes } => passerelle_engine::columns::Column::Single { answers: *answers, codes },
            // Everybody is in the engine's base: who answered is one of the codes, so that reasons for no answer are counted with the options.
            Self::Multiple { everyone, options } => passerelle_engine::columns::Column::Multiple { answered: everyone, options },
        }
    }
}
