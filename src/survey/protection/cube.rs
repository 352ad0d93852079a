//! The tables of protected publication.

use std::collections::BTreeMap;

use super::{Refusal, accept, suppress, table};

/// One question's answers, one a respondent.
#[derive(Debug, Clone, Copy)]
pub enum Column<'a> {
    /// One answer each.
    Single {
        /// How many answers there are; their codes are below.
        answers: usize,
        /// One code a respondent.
        codes: &'a [u8],
        /// The code of who did not answer, whatever the reason; it may be above the answers.
        missing: Option<u8>,
    },
    /// Any number of options each.
    Multiple {
        /// Whether each respondent answered the question.
        answered: &'a [bool],
        /// For each option, whether each respondent chose it.
        options: &'a [Vec<bool>],
    },
}

/// What a respondent may be, for one question of a crossing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// Gave this answer, or chose this option.
    Answer(usize),
    /// Answered a multiple choice without this option.
    NotChosen(usize),
    /// Gave one of the answers of a single choice whose own counts are hidden: crossings hold them together.
    Masked,
    /// Did not answer.
    NotAnswered,
}

/// The table of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneWay {
    /// Everyone asked.
    pub respondents: u32,
    /// Who answered: always published. That someone did not answer a question is no answer.
    pub base: u32,
    /// Whether several options may be chosen: counts then do not add up.
    pub multiple: bool,
    /// Whether everyone who answered gave an answer that is listed; of a multiple choice, chose one option at least.
    pub covered: bool,
    /// For each answer, or option, its count; `None` when it is hidden.
    pub counts: Vec<Option<u32>>,
}

/// Two questions crossed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// Their places, the lower first.
    pub questions: (usize, usize),
    /// Counts of each pair of entries; `None` when it is hidden. Entries of counts that are hidden in the one-way tables do not appear but as [`Entry::Masked`].
    pub cells: BTreeMap<(Entry, Entry), Option<u32>>,
}

impl Crossing {
    /// The count of a cell; `None` when it is hidden, or when there is no such cell.
    #[must_use]
    pub fn shown(&self, cell: (Entry, Entry)) -> Option<u32> {
        self.cells.get(&cell).copied().flatten()
    }

    /// Who answered both questions; `None` when a hidden cell would tell it.
    #[must_use]
    pub fn base(&self, cube: &Cube) -> Option<u32> {
        let neither = self.shown((Entry::NotAnswered, Entry::NotAnswered))?;
        let base = |question: usize| cube.tables[question].base;
        Some(base(self.questions.0) + base(self.questions.1) + neither - cube.respondents)
    }
}

/// All that is published of a survey's answers in protected publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cube {
    /// Everyone asked.
    pub respondents: u32,
    /// Cells below it are hidden.
    pub threshold: u32,
    /// The table of each question.
    pub tables: Vec<OneWay>,
    /// Every pair of questions, in order.
    pub crossings: Vec<Crossing>,
}

/// Whether complementary suppression is done: without it, hidden cells can be worked out. Only a test of the verification leaves it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Complementary {
    /// As published.
    Done,
    /// Primary suppression alone.
    LeftOut,
}

impl Cube {
    /// Tables of these columns, hidden as far as needed, and attacked once more.
    ///
    /// # Errors
    /// [`Refusal`]: a column that does not fit, too few respondents, a threshold that protects nobody, a hidden cell that can still be worked out.
    pub fn protected(respondents: usize, columns: &[Column], threshold: u32) -> Result<Self, Refusal> {
        let cube = Self::with(respondents, columns, threshold, Complementary::Done)?;
        match super::verify::attack(&cube).iter().find(|known| known.solved()) {
            Some(known) => Err(Refusal::StillExposed { questions: known.questions }),
            None => Ok(cube),
        }
    }

    /// As [`Cube::protected`], without the last attack, and with primary suppression alone if so asked.
    ///
    /// # Errors
    /// As [`Cube::protected`].
    pub fn with(respondents: usize, columns: &[Column], threshold: u32, complementary: Complementary) -> Result<Self, Refusal> {
        accept(respondents as u32, threshold)?;
        table::check(columns, respondents)?;
        let one_way = |column: &Column| {
            let (answers, missing) = table::classes(column, respondents);
            let counts: Vec<u32> = answers.iter().map(table::Rows::count).collect();
            let (multiple, all) = (matches!(column, Column::Multiple { .. }), respondents as u32);
            let shape = OneWay { respondents: all, base: all - missing.count(), multiple, covered: table::covered(column, respondents), counts: Vec::new() };
            suppress::one_way(shape, &counts, threshold)
        };
        let tables: Vec<OneWay> = columns.iter().map(one_way).collect();
        let mut cube = Self { respondents: respondents as u32, threshold, tables, crossings: Vec::new() };
        let entries: Vec<_> = columns.iter().zip(&cube.tables).map(|(column, table)| table::entries(column, table, respondents)).collect();
        cube.crossings = suppress::crossings(&cube, &entries, complementary)?;
        Ok(cube)
    }
}

/// Refuses open publication of columns in which a one-way cell is small: rows and filters would let anyone see who is in it.
///
/// # Errors
/// [`Refusal::SmallCell`], the first one; [`Refusal`] for columns that do not fit.
pub fn accept_open(respondents: usize, columns: &[Column], threshold: u32) -> Result<(), Refusal> {
    accept(respondents as u32, threshold)?;
    table::check(columns, respondents)?;
    for (question, column) in columns.iter().enumerate() {
        for (answer, rows) in table::classes(column, respondents).0.iter().enumerate() {
            let count = rows.count();
            if (1..threshold).contains(&count) {
                return Err(Refusal::SmallCell { question, answer, count, threshold });
            }
        }
    }
    Ok(())
}
