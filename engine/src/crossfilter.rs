//! All counts after each filter: a question's own filter does not narrow its own counts.

use alloc::vec::Vec;
use core::ops::Range;

use crate::{
    count,
    lanes::{Block, EMPTY, and_count},
    planes::{Kind, Planes},
};

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
    retained: u32,
    /// Counts without any filter.
    base: Vec<u32>,
    stale: Stale,
    /// One block an answer, of the question that has most of them.
    scratch: Vec<Block>,
}

impl Crossfilter {
    /// Takes the columns, and counts them once without filter.
    #[must_use]
    pub fn new(planes: Planes) -> Self {
        let filters = planes.questions().iter().map(|_| Filter::default()).collect();
        let zeros = || alloc::vec![0; planes.counts()];
        let (counts, base) = (zeros(), zeros());
        let most = planes.questions().iter().map(|question| question.answers).max().unwrap_or(0);
        let scratch = alloc::vec![EMPTY; most];
        let mut new = Self { counts, base, retained: 0, planes, filters, stale: Stale::Nothing, scratch };
        new.count_rows(None);
        new.base.copy_from_slice(&new.counts);
        new
    }

    /// The columns.
    #[must_use]
    pub fn planes(&self) -> &Planes {
        &self.planes
    }

    /// Keeps the rows whose answer to `question` is in `answers`, instead of what was kept; with `also`, besides what was kept. A question that does not exist is left.
    ///
    /// Of a multiple choice, any of the options suffices; 0 is whoever answered.
    pub fn keep(&mut self, question: usize, answers: Range<usize>, also: bool) {
        let (Some(filter), Some(placed)) = (self.filters.get_mut(question), self.planes.questions().get(question)) else { return };
        if filter.rows.is_empty() {
            filter.rows = alloc::vec![EMPTY; self.planes.blocks()];
        }
        for (block, rows) in filter.rows.iter_mut().enumerate() {
            if !(also && filter.active) {
                *rows = EMPTY;
            }
            self.planes.add_rows_with(placed, block, answers.clone(), rows);
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

    /// All counts, questions one after another: codes of a single choice; base, then options of a multiple one.
    pub fn counts(&mut self) -> &[u32] {
        self.refresh();
        &self.counts
    }

    /// Rows that pass every filter.
    pub fn retained(&mut self) -> u32 {
        self.refresh();
        self.retained
    }

    /// How many rows chose exactly these of the answers `options` of a multiple choice, among those that have its answer `among` and pass the filters of the other questions.
    ///
    /// Bit `i` of `chosen`: the answer `options.start + i`. `None` of a single choice, of answers that do not exist, and of more options than there are bits.
    #[must_use]
    pub fn exactly(&self, question: usize, among: usize, options: Range<usize>, chosen: u64) -> Option<u32> {
        let planes = &self.planes;
        let placed = planes.questions().get(question).filter(|placed| placed.kind == Kind::Multiple)?;
        if among >= placed.planes || options.start > options.end || options.end > placed.planes || options.len() > u64::BITS as usize {
            return None;
        }
        let (mut rows, mut found, mut count) = (EMPTY, EMPTY, 0);
        for block in 0..planes.blocks() {
            passing(planes, &self.filters, Some(question), block, &mut rows);
            let of = planes.of(placed, block);
            for (option, plane) in of[options.clone()].iter().enumerate() {
                for (row, has) in rows.iter_mut().zip(plane) {
                    *row = if chosen >> option & 1 == 1 { row.and(*has) } else { row.without(*has) };
                }
            }
            count += and_count(&rows, &of[among], &mut found, planes.lanes_in(block));
        }
        Some(count)
    }

    fn changed(&mut self, question: usize) {
        self.stale = match self.stale {
            Stale::Nothing => Stale::Only(question),
            Stale::Only(other) if other == question => self.stale,
            _ => Stale::All,
        };
    }

    fn refresh(&mut self) {
        let unchanged = match self.stale {
            Stale::Nothing => return,
            Stale::Only(question) => Some(question),
            Stale::All => None,
        };
        self.stale = Stale::Nothing;
        if self.filters.iter().any(|filter| filter.active) {
            self.count_rows(unchanged);
        } else {
            self.counts.copy_from_slice(&self.base);
            self.retained = self.planes.rows() as u32;
        }
    }

    /// Counts from the rows; all questions but `unchanged`, whose counts are right already.
    fn count_rows(&mut self, unchanged: Option<usize>) {
        let Self { planes, filters, counts, scratch, .. } = self;
        let due = |question| Some(question) != unchanged;
        for (question, placed) in planes.questions().iter().enumerate() {
            if due(question) {
                counts[placed.counts()].fill(0);
            }
        }
        self.retained = 0;
        let (mut all, mut own) = (EMPTY, EMPTY);
        for block in 0..planes.blocks() {
            let lanes = planes.lanes_in(block);
            let retained = passing(planes, filters, None, block, &mut all);
            self.retained += retained;
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
