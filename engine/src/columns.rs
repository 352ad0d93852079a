//! The file that brings columns: `docs/columns.md` describes it.

use alloc::vec::Vec;
use core::ops::Range;

use crate::planes::{Kind, MOST_ANSWERS, MOST_ROWS, Planes, Refusal, planes_of};

/// How the file begins.
pub const MAGIC: [u8; 4] = *b"PCOL";

/// The version that is read and written.
pub const VERSION: u16 = 1;

const HEADER: usize = 12;
const DESCRIPTOR: usize = 4;
/// Rows are filled up to a multiple of this: what a reader takes at once.
const PADDING: usize = 128;

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRefusal {
    /// It does not begin as a file of columns.
    NotColumns,
    /// A version that this program does not know.
    Version(u16),
    /// A question of a kind that version 1 has not.
    Kind(u16),
    /// Too many rows; or a question without answer, or with too many.
    Size,
    /// Not as long as its header says: cut, or with something after it.
    Length,
    /// A bit set after the last row.
    AfterTheLastRow,
    /// A code that its question has not, or an option chosen without answering.
    Answers(Refusal),
}

/// How a question's answers stand in a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Bit planes of a single choice.
    Planes = 0,
    /// The base, then the options of a multiple choice.
    Options = 1,
    /// A byte a row, of a single choice: for programs that do not pack.
    Bytes = 2,
}

/// Two numbers of the file, of two bytes each, the lower first: the beginning is three times two of them, then each question has two.
fn numbers(file: &[u8], place: usize) -> (usize, usize) {
    let [a, b, c, d] = file.as_chunks().0[place];
    (usize::from(u16::from_le_bytes([a, b])), usize::from(u16::from_le_bytes([c, d])))
}

/// Rows and questions.
fn sizes(file: &[u8]) -> (usize, usize) {
    let (low, high) = numbers(file, 2);
    (low | high << 16, numbers(file, 1).1)
}

/// A question's form, as written, and its number of answers.
fn described(file: &[u8], question: usize) -> (usize, usize) {
    numbers(file, HEADER / DESCRIPTOR + question)
}

fn kind(form: usize) -> Kind {
    if form == Form::Options as usize { Kind::Multiple } else { Kind::Single }
}

/// Bytes of one plane, and planes, of a question; a question in bytes is one plane.
fn stored(form: usize, answers: usize, rows: usize) -> (usize, usize) {
    let padded = rows.next_multiple_of(PADDING);
    if form == Form::Bytes as usize { (padded, 1) } else { (padded / 8, planes_of(kind(form), answers)) }
}

/// From the beginning of a file: its number of rows, and where the counts of each question are among all counts. `None` of a beginning that is cut, or of another file.
///
/// For a program that leaves the rest to an engine elsewhere.
#[must_use]
pub fn counted(beginning: &[u8]) -> Option<(usize, Vec<Range<usize>>)> {
    if beginning.len() < HEADER || beginning[..MAGIC.len()] != MAGIC || numbers(beginning, 1).0 != usize::from(VERSION) {
        return None;
    }
    let (rows, questions) = sizes(beginning);
    if beginning.len() < HEADER + DESCRIPTOR * questions {
        return None;
    }
    let mut first = 0;
    let place = |question| {
        let start = first;
        first += described(beginning, question).1;
        start..first
    };
    Some((rows, (0..questions).map(place).collect()))
}

/// Reads a file of columns, and verifies every answer.
///
/// Never panics. Its length is compared with the header before anything is taken; then a plane takes as many bytes as in the file, rounded up to 448, and a count eight.
///
/// # Errors
/// [`FileRefusal`], for whatever is not a whole and consistent file of version 1.
pub fn read(file: &[u8]) -> Result<Planes, FileRefusal> {
    verify_form(file)?;
    let (rows, questions) = sizes(file);
    let mut at = HEADER + DESCRIPTOR * questions;
    for question in 0..questions {
        let (form, answers) = described(file, question);
        let (length, planes) = stored(form, answers, rows);
        let bytes = &file[at..at + length * planes];
        at += bytes.len();
        if form == Form::Bytes as usize && bytes.iter().any(|code| usize::from(*code) >= answers) {
            return Err(FileRefusal::Answers(Refusal::Code));
        }
        let after = |plane: &[u8]| {
            if form == Form::Bytes as usize {
                plane[rows..].iter().any(|code| *code != 0)
            } else {
                plane[rows / 8] >> (rows % 8) != 0 || plane[rows / 8 + 1..].iter().any(|byte| *byte != 0)
            }
        };
        if rows % PADDING != 0 && bytes.chunks(length).any(after) {
            return Err(FileRefusal::AfterTheLastRow);
        }
    }
    let planes = read_verified(file);
    planes.verify().map_err(FileRefusal::Answers)?;
    Ok(planes)
}

fn verify_form(file: &[u8]) -> Result<(), FileRefusal> {
    if file.get(..MAGIC.len()) != Some(&MAGIC[..]) {
        return Err(FileRefusal::NotColumns);
    }
    if file.len() < HEADER {
        return Err(FileRefusal::Length);
    }
    let version = numbers(file, 1).0 as u16;
    if version != VERSION {
        return Err(FileRefusal::Version(version));
    }
    let (rows, questions) = sizes(file);
    if rows > MOST_ROWS {
        return Err(FileRefusal::Size);
    }
    if file.len() < HEADER + DESCRIPTOR * questions {
        return Err(FileRefusal::Length);
    }
    // In 64 bits: hostile numbers do not wrap where addresses have 32.
    let mut length = (HEADER + DESCRIPTOR * questions) as u64;
    for (form, answers) in (0..questions).map(|question| described(file, question)) {
        if form > Form::Bytes as usize {
            return Err(FileRefusal::Kind(form as u16));
        }
        if answers == 0 || answers > MOST_ANSWERS {
            return Err(FileRefusal::Size);
        }
        let (bytes, planes) = stored(form, answers, rows);
        length += bytes as u64 * planes as u64;
    }
    if file.len() as u64 == length { Ok(()) } else { Err(FileRefusal::Length) }
}

/// Reads a file that [`read`] takes: for the browser, which reads what the build has verified.
///
/// # Panics
/// From another file come counts that mean nothing, or a panic.
#[must_use]
pub fn read_verified(file: &[u8]) -> Planes {
    let (rows, questions) = sizes(file);
    let described = |question| described(file, question);
    let mut planes = Planes::new(rows, (0..questions).map(described).map(|(form, answers)| (kind(form), answers)));
    let mut at = HEADER + DESCRIPTOR * questions;
    for question in 0..questions {
        let (form, answers) = described(question);
        let (length, count) = stored(form, answers, rows);
        for plane in 0..count {
            let bytes = &file[at..at + length];
            at += length;
            if form == Form::Bytes as usize {
                planes.put_codes(question, bytes);
            } else {
                planes.put_plane(question, plane, bytes);
            }
        }
    }
    planes
}

/// One column to write.
#[derive(Debug, Clone, Copy)]
pub enum Column<'a> {
    /// Codes below `answers`, one a row.
    Single {
        /// How many codes there are; item non-response is one of them.
        answers: usize,
        /// One a row.
        codes: &'a [u8],
    },
    /// Options chosen by those who answered.
    Multiple {
        /// Whether each row answered.
        answered: &'a [bool],
        /// For each option, whether each row chose it.
        options: &'a [Vec<bool>],
    },
}

/// Writes columns of `rows` rows as a file.
///
/// # Errors
/// What [`read`] would refuse: [`FileRefusal::Length`] for a column of other rows, [`FileRefusal::Size`], [`FileRefusal::Answers`].
pub fn write(rows: usize, columns: &[Column]) -> Result<Vec<u8>, FileRefusal> {
    let (Ok(questions), true) = (u16::try_from(columns.len()), rows <= MOST_ROWS) else { return Err(FileRefusal::Size) };
    let mut file = MAGIC.to_vec();
    file.extend(VERSION.to_le_bytes());
    file.extend(questions.to_le_bytes());
    file.extend((rows as u32).to_le_bytes());
    let mut planes: Vec<Vec<u8>> = Vec::new();
    for column in columns {
        let (form, answers) = match column {
            Column::Single { answers, .. } => (Form::Planes, *answers),
            Column::Multiple { options, .. } => (Form::Options, options.len() + 1),
        };
        if answers == 0 || answers > MOST_ANSWERS {
            return Err(FileRefusal::Size);
        }
        file.extend((form as u16).to_le_bytes());
        file.extend((answers as u16).to_le_bytes());
        match column {
            Column::Single { answers, codes } => {
                if codes.len() != rows {
                    return Err(FileRefusal::Length);
                }
                if codes.iter().any(|code| usize::from(*code) >= *answers) {
                    return Err(FileRefusal::Answers(Refusal::Code));
                }
                planes.extend((0..planes_of(Kind::Single, *answers)).map(|bit| packed(codes.iter().map(|code| code >> bit & 1 == 1), rows)));
            }
            Column::Multiple { answered, options } => {
                if answered.len() != rows || options.iter().any(|option| option.len() != rows) {
                    return Err(FileRefusal::Length);
                }
                if options.iter().any(|option| option.iter().zip(*answered).any(|(chosen, answered)| *chosen && !answered)) {
                    return Err(FileRefusal::Answers(Refusal::ChosenWithoutAnswer));
                }
                planes.push(packed(answered.iter().copied(), rows));
                planes.extend(options.iter().map(|option| packed(option.iter().copied(), rows)));
            }
        }
    }
    file.extend(planes.concat());
    Ok(file)
}

fn packed(bits: impl Iterator<Item = bool>, rows: usize) -> Vec<u8> {
    let mut bytes = alloc::vec![0; rows.next_multiple_of(PADDING) / 8];
    for (row, bit) in bits.enumerate() {
        bytes[row / 8] |= u8::from(bit) << (row % 8);
    }
    bytes
}
