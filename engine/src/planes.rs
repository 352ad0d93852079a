//! Columns as bit planes, block by block.

use alloc::vec::Vec;
use core::{array, ops::Range};

use crate::lanes::{BLOCK, BLOCK_ROWS, Block, EMPTY, Lanes, ROWS};

/// The most codes a question may have.
pub const MOST_ANSWERS: usize = 256;

/// The most rows: what is counted fits 32 bits with room to spare, and so does every address in the browser.
pub const MOST_ROWS: usize = 1 << 26;

/// What the planes of a question are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One code a row. Item non-response, when there is any, is one of the codes: the caller says which.
    Single,
    /// Any number of options a row. Plane 0 says who answered (the base); plane `i` who chose option `i`.
    Multiple,
}

/// One question: where its planes and its counts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// What its planes are.
    pub kind: Kind,
    /// Counts that it has: codes of a single choice; options and the base of a multiple one.
    pub answers: usize,
    /// Its first plane, among those of all questions.
    pub first_plane: usize,
    /// Its planes.
    pub planes: usize,
    /// Its first count, among those of all questions.
    pub first_count: usize,
}

impl Question {
    /// Where its counts are, among those of all questions.
    #[must_use]
    pub fn counts(&self) -> Range<usize> {
        self.first_count..self.first_count + self.answers
    }
}

/// What is wrong with the answers that are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A code that is not among the answers.
    Code,
    /// An option chosen by a row that did not answer the question.
    ChosenWithoutAnswer,
}

/// Planes that a question of this kind with so many answers takes.
#[must_use]
pub fn planes_of(kind: Kind, answers: usize) -> usize {
    match kind {
        Kind::Single => (usize::BITS - answers.saturating_sub(1).leading_zeros()) as usize,
        Kind::Multiple => answers,
    }
}

/// Every question's answers.
///
/// Blocks follow each other, and in a block the planes do: a pass over all questions reads memory from one end to the other.
#[derive(Clone)]
pub struct Planes {
    rows: usize,
    questions: Vec<Question>,
    /// Planes of all questions, and the one before them: which rows exist.
    width: usize,
    counts: usize,
    /// `block * width + plane`.
    blocks: Vec<Block>,
}

impl Planes {
    /// Room for `rows` rows of these questions (kind, number of answers), with no answer in it yet: code 0, nothing chosen.
    ///
    /// For a multiple choice, the number of answers is that of the options and one more, for the base. What is above [`MOST_ROWS`] or [`MOST_ANSWERS`] is for the caller to refuse.
    #[must_use]
    pub fn new(rows: usize, questions: impl ExactSizeIterator<Item = (Kind, usize)>) -> Self {
        let (mut width, mut counts) = (1, 0);
        let place = |(kind, answers)| {
            let question = Question { kind, answers, first_plane: width, planes: planes_of(kind, answers), first_count: counts };
            width += question.planes;
            counts += answers;
            question
        };
        let questions = questions.map(place).collect();
        let mut blocks = alloc::vec![EMPTY; width * rows.div_ceil(BLOCK_ROWS)];
        for (place, first) in (0..rows).step_by(ROWS).enumerate() {
            let byte = |at: usize| ((1_u16 << rows.saturating_sub(first + 8 * at).min(8)) - 1) as u8;
            blocks[place / BLOCK * width][place % BLOCK] = Lanes::from_bytes(array::from_fn(byte));
        }
        Self { rows, questions, width, counts, blocks }
    }

    /// Rows: respondents.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The questions, in the order they were given.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Counts of all questions together.
    #[must_use]
    pub fn counts(&self) -> usize {
        self.counts
    }

    /// Blocks that the rows take; 0 when there is no row.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.rows.div_ceil(BLOCK_ROWS)
    }

    /// `Lanes` of a block that hold rows: all but in the last one.
    #[must_use]
    pub fn lanes_in(&self, block: usize) -> usize {
        (self.rows - block * BLOCK_ROWS).div_ceil(ROWS).min(BLOCK)
    }

    /// The planes of `question` in a block.
    #[must_use]
    pub fn of(&self, question: &Question, block: usize) -> &[Block] {
        let first = block * self.width + question.first_plane;
        &self.blocks[first..first + question.planes]
    }

    /// The rows that exist in a block.
    #[must_use]
    pub fn existing(&self, block: usize) -> &Block {
        &self.blocks[block * self.width]
    }

    /// Puts the codes of a single choice, one a row, then zeros up to a multiple of 128. Bits of a code that no answer has are lost: [`Planes::verify`] does not see them.
    pub fn put_codes(&mut self, question: usize, codes: &[u8]) {
        let question = self.questions[question];
        for (place, codes) in codes.as_chunks::<ROWS>().0.iter().enumerate() {
            for bit in 0..question.planes {
                let gathered = array::from_fn(|at| {
                    let eight = u64::from_le_bytes(codes.as_chunks().0[at]);
                    // One bit of each of eight bytes, gathered in the highest byte by a product without carries.
                    ((eight >> bit & 0x0101_0101_0101_0101).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
                });
                self.blocks[place / BLOCK * self.width + question.first_plane + bit][place % BLOCK] = Lanes::from_bytes(gathered);
            }
        }
    }

    /// Puts one plane of a question: bit `i % 8` of byte `i / 8` is row `i`; then zeros up to a multiple of 16 bytes. [`Planes::verify`] does not see bits after the last row.
    pub fn put_plane(&mut self, question: usize, plane: usize, bytes: &[u8]) {
        let first = self.questions[question].first_plane + plane;
        for (place, bytes) in bytes.as_chunks().0.iter().enumerate() {
            self.blocks[place / BLOCK * self.width + first][place % BLOCK] = Lanes::from_bytes(*bytes);
        }
    }

    /// Whether every row has a code that exists, and nobody chose an option without answering.
    ///
    /// # Errors
    /// [`Refusal`].
    pub fn verify(&self) -> Result<(), Refusal> {
        self.questions.iter().try_for_each(|question| match question.kind {
            Kind::Single => self.verify_single(question),
            Kind::Multiple => self.verify_multiple(question),
        })
    }

    fn verify_single(&self, question: &Question) -> Result<(), Refusal> {
        let last = question.answers - 1;
        for block in 0..self.blocks() {
            let planes = self.of(question, block);
            for place in 0..self.lanes_in(block) {
                // Compared with the last code from the highest bit down: rows that are beyond it, rows that are equal so far.
                let (mut beyond, mut equal) = (Lanes::NONE, self.existing(block)[place]);
                for (bit, plane) in planes.iter().enumerate().rev() {
                    if last >> bit & 1 == 1 {
                        equal = equal.and(plane[place]);
                    } else {
                        beyond = beyond.or(equal.and(plane[place]));
                        equal = equal.without(plane[place]);
                    }
                }
                if !beyond.is_none() {
                    return Err(Refusal::Code);
                }
            }
        }
        Ok(())
    }

    fn verify_multiple(&self, question: &Question) -> Result<(), Refusal> {
        for block in 0..self.blocks() {
            if let [base, options @ ..] = self.of(question, block)
                && options.iter().any(|option| option.iter().zip(base).any(|(chosen, answered)| !chosen.without(*answered).is_none()))
            {
                return Err(Refusal::ChosenWithoutAnswer);
            }
        }
        Ok(())
    }

    /// Adds to `rows` those of a block whose answer is in `answers`: a single choice's code; or, of a multiple one, any of the options (0: whoever answered).
    pub fn add_rows_with(&self, question: &Question, block: usize, answers: Range<usize>, rows: &mut Block) {
        let planes = self.of(question, block);
        for answer in answers.start..answers.end.min(question.answers) {
            for place in 0..self.lanes_in(block) {
                let mut with = self.existing(block)[place];
                for (bit, plane) in planes.iter().enumerate() {
                    with = match question.kind {
                        Kind::Single if answer >> bit & 1 == 0 => with.without(plane[place]),
                        Kind::Multiple if answer != bit => with,
                        _ => with.and(plane[place]),
                    };
                }
                rows[place] = rows[place].or(with);
            }
        }
    }
}
