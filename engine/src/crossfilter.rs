//! All counts after each filter: a question's own filter does not narrow its own counts.

use alloc::vec::Vec;
use core::ops::Range;

use crate::{
    count,
    lanes::{Block, EMPTY, and_count},
    planes::{MOST_ANSWERS, Planes},
};

/// How the rows with some answers change what a question keeps. Without filter, it has kept nobody so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// These, and no others.
    Instead,
    /// What was kept, and these.
    Also,
    /// Of what was kept, these.
    Within,
    /// What was kept, but these.
    Without,
}

/// No question.
const NONE: usize = usize::MAX;

/// What changed since the counts were last made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stale {
    Nothing,
    /// The filter of this question alone: its own counts stay as they are.
    Only(usize),
    All,
}

/// One question's filter.
#[derive(Default, Clone)]
struct Filter {
    active: bool,
    /// Rows that pass, block by block; the room is taken at the first filter, and kept for the next.
    rows: Vec<Block>,
}

/// Columns, filters on them, and what they leave.
#[derive(Clone)]
pub struct Crossfilter {
    planes: Planes,
    filters: Vec<Filter>,
    counts: Vec<u32>,
    /// Counts without any filter.
    base: Vec<u32>,
    stale: Stale,
    /// One block an answer.
    scratch: Vec<Block>,
}

impl Crossfilter {
    /// Takes the columns, and counts them once without filter.
    #[must_use]
    pub fn new(planes: Planes) -> Self {
        let filters = planes.questions().iter().map(|_| Filter::default()).collect();
        let zeros = || alloc::vec![0; planes.counts()];
        let (counts, base) = (zeros(), zeros());
        let scratch = alloc::vec![EMPTY; MOST_ANSWERS];
        let mut new = Self { counts, base, planes, filters, stale: Stale::Nothing, scratch };
        new.count_rows(NONE, false);
        new.base.copy_from_slice(&new.counts);
        new
    }

    /// The columns.
    #[must_use]
    pub fn planes(&self) -> &Planes {
        &self.planes
    }

    /// Changes what `question` keeps by the rows whose answer is in `answers`. A question that does not exist is left.
    ///
    /// Of a multiple choice, any of the options suffices; 0 is whoever answered.
    pub fn keep(&mut self, question: usize, answers: Range<usize>, change: Change) {
        let (Some(filter), Some(placed)) = (self.filters.get_mut(question), self.planes.questions().get(question)) else { return };
        if filter.rows.is_empty() {
            filter.rows = alloc::vec![EMPTY; self.planes.blocks()];
        }
        for (block, rows) in filter.rows.iter_mut().enumerate() {
            if change == Change::Instead || !filter.active {
                *rows = EMPTY;
            }
            let mut with = EMPTY;
            self.planes.add_rows_with(placed, block, answers.clone(), &mut with);
            for (row, with) in rows.iter_mut().zip(with) {
                *row = match change {
                    Change::Within => row.and(with),
                    Change::Without => row.without(with),
                    _ => row.or(with),
                };
            }
        }
        filter.active = true;
        self.changed(question);
    }

    /// Clears the filter of a question.
    pub fn clear(&mut self, question: usize) {
        if let Some(filter) = self.filters.get_mut(question) {
            filter.active = false;
            self.changed(question);
        }
    }

    /// All counts, questions one after another: codes of a single choice; base, then options of a multiple one. With `only`, those of that question alone are brought up to
    /// date, in a fraction of the time.
    pub fn counts(&mut self, only: Option<usize>) -> &[u32] {
        self.refresh(only);
        &self.counts
    }

    /// Rows that pass every filter. Nothing else is counted for it.
    #[must_use]
    pub fn retained(&self) -> u32 {
        let mut rows = EMPTY;
        (0..self.planes.blocks()).map(|block| passing(&self.planes, &self.filters, None, block, &mut rows)).sum()
    }

    fn changed(&mut self, question: usize) {
        self.stale = match self.stale {
            Stale::Nothing => Stale::Only(question),
            Stale::Only(other) if other == question => self.stale,
            _ => Stale::All,
        };
    }

    fn refresh(&mut self, only: Option<usize>) {
        let (question, due) = match (self.stale, only) {
            (Stale::Nothing, _) => return,
            (_, Some(only)) => (only, true),
            (Stale::Only(unchanged), None) => (unchanged, false),
            (Stale::All, None) => (NONE, false),
        };
        self.stale = if due { Stale::All } else { Stale::Nothing };
        if self.filters.iter().any(|filter| filter.active) {
            self.count_rows(question, due);
        } else {
            self.counts.copy_from_slice(&self.base);
        }
    }

    /// Counts from the rows: `chosen` alone when it `is_due`, else all others.
    fn count_rows(&mut self, chosen: usize, is_due: bool) {
        let Self { planes, filters, counts, scratch, .. } = self;
        let due = |question| (question == chosen) == is_due;
        for (question, placed) in planes.questions().iter().enumerate() {
            if due(question) {
                counts[placed.counts()].fill(0);
            }
        }
        let (mut all, mut own) = (EMPTY, EMPTY);
        for block in 0..planes.blocks() {
            let lanes = planes.lanes_in(block);
            let retained = passing(planes, filters, None, block, &mut all);
            for (question, placed) in planes.questions().iter().enumerate() {
                if due(question) {
                    let (mut mask, mut rows) = (&all, retained);
                    if filters[question].active {
                        // Its own filter does not narrow it.
                        rows = passing(planes, filters, Some(question), block, &mut own);
                        mask = &own;
                    }
                    count::add_products(placed, planes.of(placed, block), mask, rows, lanes, scratch, &mut counts[placed.counts()]);
                }
            }
        }
        for (question, placed) in planes.questions().iter().enumerate() {
            if due(question) {
                count::codes_from_products(placed, &mut counts[placed.counts()]);
            }
        }
    }
}

/// The rows of a block that pass all filters but that of `except`, and how many they are.
fn passing(planes: &Planes, filters: &[Filter], except: Option<usize>, block: usize, rows: &mut Block) -> u32 {
    let (lanes, existing) = (planes.lanes_in(block), planes.existing(block));
    let mut passing = *existing;
    for (question, filter) in filters.iter().enumerate() {
        if filter.active && Some(question) != except {
            for (row, passes) in passing[..lanes].iter_mut().zip(&filter.rows[block]) {
                *row = row.and(*passes);
            }
        }
    }
    and_count(&passing, existing, rows, lanes)
}
