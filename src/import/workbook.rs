//! Spreadsheets: XLSX read cell by cell, so that a sheet that claims to be immense costs nothing; old XLS whole, when it is small; ODS by [`super::opendocument`].

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, Xls, Xlsx};

use super::opendocument;
use super::problem::Problem;
use super::table::{Builder, MOST_COLUMNS, MOST_ROWS, Table};
use super::values;

/// Most bytes of a compressed workbook.
const MOST_PACKED: usize = 64 << 20;
/// Most bytes of its parts, once unpacked.
const MOST_UNPACKED: u64 = 512 << 20;
/// Most bytes of an old workbook, which is read whole.
const MOST_OLD: usize = 16 << 20;

/// Why a part cannot be read, when nothing better is known.
pub(super) const DAMAGED: &str = "contenu endommagé ou incomplet";

/// Whether these bytes are those of a workbook.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

/// Every sheet that holds something, with its name.
///
/// # Errors
/// When it cannot be read, or passes a limit.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<(String, Table)>, Problem> {
    // A workbook with a password is a box of another form, with this entry.
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if !bytes.starts_with(b"PK") && bytes.windows(locked.len()).take(4 << 20).any(|window| window == locked) {
        return Err(protected(name));
    }
    // The reader of sheets is not ours: what it does not foresee is an error like another.
    let found = std::panic::catch_unwind(|| if bytes.starts_with(b"PK") { read_new(name, bytes) } else { read_old(name, bytes) });
    found.unwrap_or_else(|_| Err(unreadable(name, "contenu inattendu")))
}

fn protected(name: &str) -> Problem {
    Problem::fatal(
        name,
        "ce classeur est protégé par un mot de passe",
        "ouvrez-le dans un tableur, ôtez le mot de passe et enregistrez-le en .xlsx ou en CSV UTF-8",
    )
}

pub(super) fn unreadable(name: &str, why: &str) -> Problem {
    Problem::fatal(name, format!("ce classeur ne peut être lu ({why})"), "ouvrez-le dans un tableur et enregistrez-le en .xlsx ou en CSV UTF-8")
}

fn read_new(name: &str, bytes: &[u8]) -> Result<Vec<(String, Table)>, Problem> {
    if bytes.len() > MOST_PACKED {
        return Err(Problem::fatal(name, format!("plus de {} Mo", MOST_PACKED >> 20), "enregistrez-le en CSV UTF-8"));
    }
    // What it claims to hold may be false: it is unpacked once to be measured.
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable(name, DAMAGED))?;
    if !archive.file_names().flatten().any(|part| part.starts_with("xl/") || part == "content.xml") {
        return Err(Problem::fatal(name, "ce n'est pas un classeur", "exportez les réponses en CSV ou en XLSX"));
    }
    let (mut left, mut merges) = (MOST_UNPACKED, false);
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| unreadable(name, DAMAGED))?;
        let is_sheet = part.name().is_ok_and(|part| part.starts_with("xl/worksheets/"));
        let mut measure = Measure::default();
        let size = std::io::copy(&mut part.take(left + 1), &mut measure).map_err(|_| unreadable(name, DAMAGED))?;
        merges |= is_sheet && measure.end.windows(10).any(|window| window == b"<mergeCell");
        left = left
            .checked_sub(size)
            .ok_or_else(|| Problem::fatal(name, format!("plus de {} Mo une fois décompressé", MOST_UNPACKED >> 20), "enregistrez-le en CSV UTF-8"))?;
    }
    if let Some(content) = opendocument::content(name, &mut archive)? {
        return opendocument::read(name, &content);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| unreadable(name, DAMAGED))?;
    let mut found = Vec::new();
    for sheet in book.sheet_names() {
        let mut cells = match book.worksheet_cells_reader(&sheet) {
            Ok(cells) => cells,
            Err(_) => return Err(unreadable(name, DAMAGED)),
        };
        let mut filler = Filler::new(name, &sheet);
        while let Some(cell) = cells.next_cell().map_err(|_| unreadable(name, DAMAGED))? {
            let (row, column) = cell.get_position();
            filler.cell(row as usize, column as usize, &text_of(cell.get_value()))?;
        }
        drop(cells);
        let Some(mut table) = filler.done()? else { continue };
        if merges {
            // They stand after the cells: the sheet is read once more, only where there are some.
            let regions = book.merge_cells_by_sheet_name(&sheet).map_err(|_| unreadable(name, DAMAGED))?;
            table.merged = regions.into_iter().map(|of| [of.start.0, of.start.1, of.end.0, of.end.1].map(|place| place as usize)).collect();
        }
        found.push((sheet, table));
    }
    Ok(found)
}

/// Counts bytes, and keeps the last ones.
#[derive(Default)]
struct Measure {
    end: Vec<u8>,
}

impl std::io::Write for Measure {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        const KEPT: usize = 256 << 10;
        self.end.extend_from_slice(&bytes[bytes.len().saturating_sub(KEPT)..]);
        if self.end.len() > 2 * KEPT {
            self.end.drain(..self.end.len() - KEPT);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn read_old(name: &str, bytes: &[u8]) -> Result<Vec<(String, Table)>, Problem> {
    if bytes.len() > MOST_OLD {
        return Err(Problem::fatal(name, format!("un classeur .xls de plus de {} Mo", MOST_OLD >> 20), "enregistrez-le en .xlsx"));
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => protected(name),
        _ => unreadable(name, DAMAGED),
    })?;
    let mut found = Vec::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).map_err(|_| unreadable(name, DAMAGED))?;
        let (top, left) = range.start().unwrap_or_default();
        let mut filler = Filler::new(name, &sheet);
        for (row, column, data) in range.used_cells() {
            let text = match data {
                Data::Int(number) => number.to_string(),
                Data::Float(number) => values::written(*number),
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
                Data::Bool(is) => truth(*is).to_owned(),
                Data::DateTime(moment) => moment_of(moment.as_f64(), moment.is_duration()),
                Data::Error(error) => error.to_string(),
                _ => String::new(),
            };
            filler.cell(top as usize + row, left as usize + column, &text)?;
        }
        found.extend(filler.done()?.map(|table| (sheet, table)));
    }
    Ok(found)
}

fn truth(is: bool) -> &'static str {
    if is { "TRUE" } else { "FALSE" }
}

fn text_of(data: &DataRef) -> String {
    match data {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => values::written(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is) => truth(*is).to_owned(),
        DataRef::DateTime(moment) => moment_of(moment.as_f64(), moment.is_duration()),
        // « #DIV/0! » is no answer, and is told as such.
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A serial number of days since 1899-12-30, as an ISO date.
fn moment_of(serial: f64, is_duration: bool) -> String {
    if is_duration || !(1.0..3_000_000.0).contains(&serial) {
        return values::written(serial);
    }
    let seconds = (serial * 86_400.0).round() as i64 - 25_569 * 86_400;
    values::moment_written(seconds, seconds % 86_400 != 0)
}

/// Cells that come in order, some left out, as rows.
pub(super) struct Filler {
    builder: Builder,
    name: String,
    row: usize,
    any: bool,
}

impl Filler {
    pub(super) fn new(file: &str, sheet: &str) -> Self {
        let name = format!("{file} (feuille {sheet})");
        Self { builder: Builder::new(&name), name, row: 0, any: false }
    }

    pub(super) fn cell(&mut self, row: usize, column: usize, text: &str) -> Result<(), Problem> {
        if text.is_empty() {
            return Ok(());
        }
        if row > MOST_ROWS || column >= MOST_COLUMNS {
            return Err(Problem::fatal(&self.name, "une cellule est écrite très loin des autres", "effacez ce qui est en dehors du tableau"));
        }
        if row < self.row || (row == self.row && column < self.builder.width()) {
            return Err(unreadable(&self.name, "cellules en désordre"));
        }
        if row > self.row {
            if self.any {
                self.builder.end_row(self.row + 1)?;
                for empty in self.row + 1..row {
                    self.builder.cell("")?;
                    self.builder.cell("")?;
                    self.builder.end_row(empty + 1)?;
                }
            }
            self.row = row;
        }
        self.any = true;
        while self.builder.width() < column {
            self.builder.cell("")?;
        }
        self.builder.cell(text)
    }

    pub(super) fn done(mut self) -> Result<Option<Table>, Problem> {
        if !self.any {
            return Ok(None);
        }
        self.builder.end_row(self.row + 1)?;
        Ok(Some(self.builder.done("classeur".to_owned(), true)))
    }
}
