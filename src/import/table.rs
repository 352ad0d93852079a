//! A file of text or a sheet as columns of cells: encoding, separator, quotes, limits.
//!
//! The reader of separated values is our own: common ones take a broken quote as it comes, and we must say where it stands.

use std::collections::HashMap;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::problem::{Problem, letters, many, shortened};
use super::text::clean;
use super::values;

/// Most bytes of a file.
pub const MOST_BYTES: u64 = 256 << 20;
/// Most rows, respondents and headings together.
pub const MOST_ROWS: usize = 2_000_000;
/// Most columns.
pub const MOST_COLUMNS: usize = 4_096;
/// Most cells.
pub const MOST_CELLS: usize = 100_000_000;
/// Most different values, all columns together.
pub const MOST_DISTINCT: usize = 8_000_000;
/// Most bytes of a cell.
pub const MOST_CELL: usize = 1 << 20;
/// Rows at the top that may hold headings.
const HEADS: usize = 12;
/// Problems that are kept of each kind of accident: a file that is wrong everywhere need not be told everywhere.
pub const MOST_PROBLEMS: usize = 1_000;

/// The cells of a column, by place in the list of its distinct values. Place 0 is the empty cell.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Distinct values, trimmed and composed.
    pub values: Vec<String>,
    /// One a row, as a place in `values`.
    pub cells: Vec<u32>,
    /// How often each value occurs below the headings.
    pub counts: Vec<u32>,
}

impl Column {
    /// Values that occur, without the empty one, with their counts, in the order of their first cell.
    pub fn present(&self) -> impl Iterator<Item = (&str, u32)> {
        self.values.iter().zip(&self.counts).skip(1).filter(|(_, count)| **count > 0).map(|(value, count)| (value.as_str(), *count))
    }

    /// Cells that are not empty.
    #[must_use]
    pub fn filled(&self) -> u32 {
        self.counts.iter().skip(1).sum()
    }

    /// The cell of a row below the headings.
    #[must_use]
    pub fn cell(&self, row: usize) -> &str {
        &self.values[self.cells[row] as usize]
    }
}

/// A file or sheet.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The file's name, and the sheet's.
    pub name: String,
    /// How it was read, in French.
    pub read_as: String,
    /// As many as the widest row.
    pub columns: Vec<Column>,
    /// Rows below the headings.
    pub rows: usize,
    /// Line of each row in the file, from 1.
    pub lines: Vec<u32>,
    /// The first rows of the file.
    pub heads: Vec<Vec<String>>,
    /// Cells of each row; empty for a sheet, whose rows are all as long.
    lengths: Vec<u32>,
    /// Accidents met while reading.
    pub problems: Vec<Problem>,
    /// Merged cells of a sheet: first row and column, last row and column, from 0.
    pub merged: Vec<[usize; 4]>,
}

impl Table {
    /// Takes the first `rows` rows as headings: they are data no more. Then looks for rows too short or too long.
    pub fn take_headings(&mut self, rows: usize) {
        let rows = rows.min(self.rows);
        for column in &mut self.columns {
            column.cells.drain(..rows);
            column.counts = vec![0; column.values.len()];
            for cell in &column.cells {
                column.counts[*cell as usize] += 1;
            }
        }
        self.rows -= rows;
        self.lines.drain(..rows);
        let mut width =
            self.heads[..rows.min(self.heads.len())].iter().map(|head| head.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)).max();
        if self.lengths.is_empty() {
            return;
        }
        self.lengths.drain(..rows);
        let Some(mut wide) = width.take() else { return };
        // R writes the names of rows without a heading.
        if self.rows > 1 && self.lengths.iter().all(|length| *length as usize == wide + 1) {
            for head in self.heads.iter_mut().take(rows) {
                head.insert(0, String::new());
                head.truncate(wide + 1);
            }
            wide += 1;
        }
        let mut problems = Vec::new();
        for (row, length) in self.lengths.iter().enumerate() {
            let length = *length as usize;
            let line = self.lines[row] as usize;
            if length < wide {
                let end = self.columns.get(length.saturating_sub(1)).map_or("", |column| column.cell(row));
                let after = if end.is_empty() { String::new() } else { format!(", « {} »", shortened(end, 60)) };
                let what = format!("la ligne s'arrête après {}{after} : {wide} sont attendues", many(length, "cellule"));
                problems.push(
                    Problem::at(&self.name, line, what, "un guillemet, un séparateur ou un saut de ligne manque ici ou juste avant : réparez-la ; avec --accept-losses, les cellules qui manquent sont tenues pour vides")
                        .column(length, ""),
                );
            } else if let Some(extra) = (wide..length).find(|place| !self.columns[*place].cell(row).is_empty()) {
                let what = format!("cellule sans en-tête : la ligne a {}, {wide} sont attendues", many(length, "cellule"));
                problems.push(
                    Problem::at(&self.name, line, what, "mettez entre guillemets la cellule qui contient le séparateur, ou donnez un en-tête à cette colonne ; avec --accept-losses, elle est perdue")
                        .column(extra, "")
                        .value(self.columns[extra].cell(row)),
                );
            }
            if problems.len() >= MOST_PROBLEMS {
                break;
            }
        }
        self.problems.extend(problems);
        self.columns.truncate(wide.max(1));
    }
}

impl Table {
    /// Tells merged cells below the headings: only the first of them holds their value.
    pub fn tell_merged(&mut self) {
        let first = self.lines.first().map_or(usize::MAX, |line| *line as usize);
        let below =
            self.merged.iter().filter(|[top, left, bottom, _]| *bottom + 1 >= first && *left < self.columns.len() && *top < first - 1 + self.rows + 1_000);
        for [top, left, bottom, right] in below.take(MOST_PROBLEMS).copied().collect::<Vec<_>>() {
            let what = format!(
                "{} fusionnées ({}{} à {}{}) : seule la première a la valeur",
                many((bottom - top + 1) * (right - left + 1), "cellule"),
                letters(left),
                top + 1,
                letters(right),
                bottom + 1
            );
            let advice = "défusionnez-les et recopiez la valeur où elle vaut ; avec --accept-losses, les autres sont tenues pour vides";
            let heading = self.heads.first().and_then(|head| head.get(left)).cloned().unwrap_or_default();
            let row = self.lines.iter().position(|line| *line as usize == top + 1);
            let value = row.map_or("", |row| self.columns[left].cell(row)).to_owned();
            if !value.is_empty() {
                self.problems.push(Problem::at(&self.name, top + 1, what, advice).column(left, &heading).value(&value));
            }
        }
    }

    /// Takes off the rows below the respondents that sum them up (« Total », « Moyenne ») or tell where they come from, each told as a loss, and the empty rows before them.
    ///
    /// Only at the end, only words that stand nowhere else in their column, and for a sum only beside numbers: an answer « Moyenne » among answers is one.
    pub fn take_summaries(&mut self) {
        let end = self.rows;
        let mut told = Vec::new();
        for row in (end.saturating_sub(12)..end).rev() {
            let mut filled = self.columns.iter().enumerate().filter(|(_, column)| column.cells[row] != 0);
            let Some((place, column)) = filled.next() else { continue };
            let text = column.cell(row);
            let rest: Vec<&str> = filled.map(|(_, column)| column.cell(row)).collect();
            let sums = values::is_summary(text) && rest.iter().all(|cell| values::number(cell).is_some() || values::is_summary(cell));
            let notes = rest.is_empty() && self.columns.len() >= 2 && values::is_note_below(text);
            if column.counts[column.cells[row] as usize] != 1 || !(sums || notes) {
                break;
            }
            let what = if sums { "cette ligne résume le tableau, et n'est pas un répondant" } else { "cette ligne est une note, et n'est pas un répondant" };
            let heading = self.heads.first().and_then(|head| head.get(place)).cloned().unwrap_or_default();
            let advice = "effacez-la du fichier ; avec --accept-losses, elle est laissée de côté";
            told.push((row, Problem::at(&self.name, self.lines[row] as usize, what, advice).column(place, &heading).value(text)));
        }
        let Some(mut first) = told.last().map(|(row, _)| *row) else { return };
        while first > 0 && self.columns.iter().all(|column| column.cells[first - 1] == 0) {
            first -= 1;
        }
        for column in &mut self.columns {
            for cell in column.cells.drain(first..) {
                column.counts[cell as usize] -= 1;
            }
        }
        let gone = &self.lines[first..];
        let is_gone = |problem: &Problem| problem.row.is_some_and(|row| gone.contains(&u32::try_from(row).unwrap_or(u32::MAX)));
        self.problems.retain(|problem| !is_gone(problem));
        self.lines.truncate(first);
        self.lengths.truncate(first);
        self.rows = first;
        self.problems.extend(told.into_iter().rev().map(|(_, problem)| problem));
    }
}

/// The places of spellings among the values of a column. The first few are compared one by one: most columns have no more, and a hash costs more than they do.
#[derive(Debug, Default)]
struct Index {
    few: Vec<(String, u32)>,
    many: HashMap<String, u32>,
}

impl Index {
    const FEW: usize = 8;

    fn get(&self, text: &str) -> Option<u32> {
        for (known, place) in &self.few {
            if known.len() == text.len() && known == text {
                return Some(*place);
            }
        }
        if self.many.is_empty() { None } else { self.many.get(text).copied() }
    }

    fn insert(&mut self, text: String, place: u32) {
        if self.few.len() < Self::FEW {
            self.few.push((text, place));
        } else {
            self.many.insert(text, place);
        }
    }
}

/// Fills a table row by row.
#[derive(Debug, Default)]
pub struct Builder {
    table: Table,
    indexes: Vec<Index>,
    width: usize,
    blank: bool,
    row: Vec<String>,
    cells: usize,
    distinct: usize,
    /// Empty rows that count only when another one follows.
    pending: Vec<(u32, u32)>,
}

impl Builder {
    /// An empty table.
    pub fn new(name: &str) -> Self {
        Self { table: Table { name: name.to_owned(), ..Table::default() }, blank: true, ..Self::default() }
    }

    /// Adds a cell to the current row.
    ///
    /// # Errors
    /// When a limit is passed.
    pub fn cell(&mut self, text: &str) -> Result<(), Problem> {
        let place = self.width;
        if place >= MOST_COLUMNS {
            return Err(self.too_large(&format!("plus de {MOST_COLUMNS} colonnes")));
        }
        if place == self.table.columns.len() {
            self.table.columns.push(Column { values: vec![String::new()], cells: vec![0; self.table.rows], counts: Vec::new() });
            self.indexes.push(Index::default());
            self.cells += self.table.rows;
        }
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(self.too_large(&format!("plus de {MOST_CELLS} cellules")));
        }
        self.width += 1;
        let column = &mut self.table.columns[place];
        let index = &mut self.indexes[place];
        // A cell that stood there before, as it stood: nearly all are.
        let met = if text.is_empty() { Some(0) } else { index.get(text) };
        let found = match met {
            Some(found) => found,
            None => {
                let clean = clean(text);
                let found = if clean.is_empty() { Some(0) } else { index.get(&clean) };
                let found = found.unwrap_or_else(|| {
                    let new = u32::try_from(column.values.len()).unwrap_or(0);
                    column.values.push(clean.clone());
                    index.insert(clean.clone(), new);
                    new
                });
                if clean != text {
                    index.insert(text.to_owned(), found);
                }
                self.distinct += 1;
                found
            }
        };
        column.cells.push(found);
        self.blank &= found == 0;
        if self.table.rows < HEADS {
            self.row.push(column.values[found as usize].clone());
        }
        if self.distinct > MOST_DISTINCT {
            return Err(self.too_large(&format!("plus de {MOST_DISTINCT} valeurs différentes")));
        }
        Ok(())
    }

    /// Ends the current row, which begins at `line`.
    ///
    /// # Errors
    /// When a limit is passed.
    pub fn end_row(&mut self, line: usize) -> Result<(), Problem> {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let width = std::mem::take(&mut self.width);
        let length = u32::try_from(width).unwrap_or(u32::MAX);
        let row = std::mem::take(&mut self.row);
        if std::mem::replace(&mut self.blank, true) {
            for column in self.table.columns.iter_mut().take(width) {
                column.cells.pop();
            }
            if width > 1 && self.table.rows + self.pending.len() < MOST_ROWS {
                self.pending.push((line, length));
            }
            return Ok(());
        }
        // Headings are looked for among rows that hold something.
        let pending = if self.table.rows == 0 { self.pending.drain(..).take(0).collect() } else { std::mem::take(&mut self.pending) };
        for (place, column) in self.table.columns.iter_mut().enumerate() {
            let last = if place < width { column.cells.pop() } else { Some(0) };
            column.cells.resize(column.cells.len() + pending.len(), 0);
            column.cells.push(last.unwrap_or(0));
        }
        self.cells += (self.table.columns.len() - width) + pending.len() * self.table.columns.len();
        for (line, length) in pending {
            self.table.rows += 1;
            self.table.lines.push(line);
            self.table.lengths.push(length);
            if self.table.heads.len() < HEADS {
                self.table.heads.push(Vec::new());
            }
        }
        if self.table.heads.len() < HEADS {
            self.table.heads.push(row);
        }
        self.table.rows += 1;
        self.table.lines.push(line);
        self.table.lengths.push(length);
        if self.table.rows > MOST_ROWS {
            return Err(self.too_large(&format!("plus de {MOST_ROWS} lignes")));
        }
        Ok(())
    }

    /// Cells of the current row so far.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// The table. `read_as`: how it was read. A sheet has no short rows.
    #[must_use]
    pub fn done(mut self, read_as: String, is_sheet: bool) -> Table {
        self.table.read_as = read_as;
        if is_sheet {
            self.table.lengths.clear();
        }
        let width = self.table.columns.len();
        for head in &mut self.table.heads {
            head.resize(width, String::new());
        }
        self.table
    }

    fn too_large(&self, what: &str) -> Problem {
        Problem::fatal(&self.table.name, what, "ce fichier dépasse ce que l'importateur accepte : retirez ce qui ne sert pas, ou coupez-le")
    }
}

/// Reads separated values in any of the encodings and separators that exports have.
///
/// # Errors
/// When a limit is passed or when it is no text.
pub fn read(name: &str, bytes: &[u8]) -> Result<Table, Problem> {
    let (text, encoding, mut problems) = decode(name, bytes)?;
    let mut text = text.as_str();
    // Excel's own way to name the separator.
    let mut named = None;
    let mut skipped = 0;
    let first = text.lines().next().unwrap_or("").trim().trim_matches('"');
    if let Some(separator) = first.strip_prefix("sep=").filter(|rest| rest.chars().count() == 1) {
        named = separator.chars().next();
        text = text.find('\n').map_or("", |end| &text[end + 1..]);
        skipped = 1;
    } else if first == "sep=" {
        named = Some('\t');
        text = text.find('\n').map_or("", |end| &text[end + 1..]);
        skipped = 1;
    }
    let (guess, quote) = separator(text);
    let separator = named.or(guess).unwrap_or('\0');
    let mut builder = Builder::new(name);
    let mut rows = Rows::new(text, separator, quote);
    rows.line += skipped;
    rows.read(&mut builder, &mut problems)?;
    let separator = match separator {
        '\t' => "tabulation".to_owned(),
        '\0' => "aucun (une seule colonne)".to_owned(),
        other => format!("« {other} »"),
    };
    let mut table = builder.done(format!("texte {encoding}, séparateur {separator}"), false);
    table.problems = problems;
    Ok(table)
}

/// Reads a file of ours: UTF-8, commas, double quotes.
///
/// # Errors
/// As [`read`].
pub fn read_ours(name: &str, bytes: &[u8]) -> Result<Table, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| Problem::fatal(name, "ce n'est pas de l'UTF-8", "importez de nouveau le sondage"))?;
    let (mut builder, mut problems) = (Builder::new(name), Vec::new());
    Rows::new(text.trim_start_matches('\u{FEFF}'), ',', '"').read(&mut builder, &mut problems)?;
    let mut table = builder.done("texte UTF-8".to_owned(), false);
    table.problems = problems;
    Ok(table)
}

/// The text of a file, and the name of its encoding.
fn decode(name: &str, bytes: &[u8]) -> Result<(String, &'static str, Vec<Problem>), Problem> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Problem::fatal(name, format!("plus de {} Mo", MOST_BYTES >> 20), "coupez ce fichier"));
    }
    let mut problems = Vec::new();
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => guessed(bytes),
    };
    let (text, _, broken) = encoding.decode(bytes);
    if broken {
        let line = text.chars().take_while(|letter| *letter != '\u{FFFD}').filter(|letter| *letter == '\n').count() + 1;
        let what = format!("ces octets ne sont pas du {}", encoding.name());
        problems.push(Problem::at(name, line, what, "exportez de nouveau en UTF-8 ; avec --accept-losses, chaque lettre illisible devient �"));
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Problem::fatal(name, "c'est un PDF", "exportez les réponses en CSV ou en XLSX depuis l'outil de sondage"));
    }
    if let Some(place) = text.find('\0') {
        let row = Some(text[..place].matches('\n').count() + 1);
        let advice = "donnez un fichier CSV, TSV ou XLSX, exporté de nouveau";
        return Err(Problem { row, ..Problem::fatal(name, "ce n'est pas un fichier de texte : il y a là un caractère nul", advice) });
    }
    // UTF-8 that was taken for Windows-1252 and written again as UTF-8.
    if let Some((place, twice)) = twice_encoded(&text) {
        let row = text[..place].matches('\n').count() + 1;
        let word =
            text[..place].rfind(|letter: char| !letter.is_alphanumeric()).map_or(0, |start| start + text[start..].chars().next().map_or(1, char::len_utf8));
        let advice = "ouvrez l'original en UTF-8 et exportez-le de nouveau ; avec --accept-losses, les lettres restent ainsi";
        problems.push(
            Problem::at(name, row, format!("des lettres accentuées ont été mal relues (« {twice} »)"), advice).value(text[word..].lines().next().unwrap_or("")),
        );
    }
    Ok((text.into_owned(), encoding.name(), problems))
}

/// Where letters stand that are those of UTF-8 taken for Windows-1252: `Ã©`, `â€™`.
fn twice_encoded(text: &str) -> Option<(usize, &str)> {
    if text.is_ascii() {
        return None;
    }
    let pairs = text.match_indices('Ã').find_map(|(place, found)| {
        let next = text[place + found.len()..].chars().next().filter(|next| "©¨ª«¢®´»§\u{A0}".contains(*next))?;
        Some((place, &text[place..place + found.len() + next.len_utf8()]))
    });
    pairs.or_else(|| text.match_indices("â€™").next())
}

/// The encoding of a file without byte order mark.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let start = &bytes[..bytes.len().min(4_096)];
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    if start.len() >= 4 {
        let (even, odd) = (zeros(0), zeros(1));
        if odd * 4 > start.len() && even * 20 < start.len() {
            return UTF_16LE;
        }
        if even * 4 > start.len() && odd * 20 < start.len() {
            return UTF_16BE;
        }
    }
    let mut rest = bytes;
    let (mut good, mut bad) = (0_usize, 0_usize);
    loop {
        match std::str::from_utf8(rest) {
            Ok(_) if bad == 0 => return UTF_8,
            Ok(text) => {
                good += text.chars().filter(|letter| !letter.is_ascii()).count();
                break;
            }
            Err(error) => {
                let (valid, after) = rest.split_at(error.valid_up_to());
                good += std::str::from_utf8(valid).map_or(0, |text| text.chars().filter(|letter| !letter.is_ascii()).count());
                bad += 1;
                rest = &after[error.error_len().unwrap_or(after.len()).min(after.len())..];
            }
        }
        if bad > 10_000 {
            break;
        }
    }
    if good > bad * 4 {
        return UTF_8;
    }
    // Between letters, old Macintosh files have é è ê ç ë where Windows has hardly anything.
    let (mut mac, mut windows) = (0, 0);
    for three in bytes.windows(3).take(4 << 20) {
        let (before, after) = (three[0].is_ascii_alphabetic(), three[2].is_ascii_lowercase());
        match three[1] {
            0x87..=0x90 | 0x9D..=0x9F if before || after => mac += 1,
            0x91 | 0x94 | 0x99 if before && after => mac += 1,
            0xC0..=0xFF if before || after => windows += 1,
            _ => {}
        }
    }
    if mac > windows { MACINTOSH } else { WINDOWS_1252 }
}

/// The separator that cuts the first rows most evenly, if any does, and the quote.
fn separator(text: &str) -> (Option<char>, char) {
    let mut end = text.len().min(256 << 10);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let cut = end < text.len();
    let start = &text[..end];
    let first = start.lines().next().unwrap_or("");
    let quote = if first.matches('"').count() == 0 && first.trim().starts_with('\'') && first.trim().ends_with('\'') && first.matches('\'').count() >= 4 {
        '\''
    } else {
        '"'
    };
    let mut best: Option<(f64, char)> = None;
    for separator in [',', ';', '\t', '|'] {
        let mut lengths = Rows::new(start, separator, quote).lengths(200);
        if cut && lengths.len() > 1 {
            lengths.pop();
        }
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for length in &lengths {
            *counts.entry(*length).or_default() += 1;
        }
        let Some((mode, count)) = counts.into_iter().filter(|(length, _)| *length > 1).max_by_key(|(length, count)| (*count, *length)) else { continue };
        let even = count as f64 / lengths.len() as f64;
        // The headings are cut too: else it stands in the answers only.
        let headed = lengths.iter().take(3).any(|length| *length > 1);
        let score = even * even * (mode as f64).ln_1p() * if headed { 1.0 } else { 0.3 } * if separator == '|' { 0.9 } else { 1.0 };
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, separator));
        }
    }
    (best.filter(|(score, _)| *score > 0.2).map(|(_, separator)| separator), quote)
}

/// Cuts a text into rows and cells.
struct Rows<'a> {
    text: &'a str,
    place: usize,
    line: usize,
    separator: u8,
    quote: u8,
}

/// How a cell ended.
enum End {
    Cell,
    Row,
    File,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, separator: char, quote: char) -> Self {
        // Both are ASCII, unless a file names another separator itself.
        let ascii = |letter: char| u8::try_from(letter).ok().filter(u8::is_ascii).unwrap_or(0);
        Self { text, place: 0, line: 1, separator: ascii(separator), quote: ascii(quote) }
    }

    /// Reads one cell into `cell`. An accident is told by the line where the quote stands.
    fn next(&mut self, cell: &mut String) -> (End, Option<(usize, &'static str)>) {
        cell.clear();
        let bytes = self.text.as_bytes();
        let mut accident = None;
        // Spaces before a quote are allowed.
        let mut look = self.place;
        while bytes.get(look) == Some(&b' ') {
            look += 1;
        }
        if bytes.get(look) == Some(&self.quote) {
            let opened = self.line;
            self.place = look + 1;
            let mut start = self.place;
            loop {
                let Some(found) = bytes[self.place..].iter().position(|byte| *byte == self.quote || *byte == b'\n') else {
                    cell.push_str(&self.text[start..]);
                    self.place = bytes.len();
                    return (End::File, Some((opened, "le guillemet ouvert ici n'est jamais fermé")));
                };
                self.place += found;
                if bytes[self.place] == b'\n' {
                    self.line += 1;
                    self.place += 1;
                    continue;
                }
                cell.push_str(&self.text[start..self.place]);
                self.place += 1;
                let mut after = self.place;
                while bytes.get(after) == Some(&b' ') {
                    after += 1;
                }
                match bytes.get(self.place) {
                    Some(byte) if *byte == self.quote => {
                        cell.push(char::from(self.quote));
                        self.place += 1;
                        start = self.place;
                    }
                    _ if matches!(bytes.get(after), None | Some(b'\n' | b'\r')) || bytes.get(after) == Some(&self.separator) => {
                        self.place = after;
                        break;
                    }
                    // PHP writes a quote after a backslash as it stands.
                    _ if cell.ends_with('\\') => {
                        cell.push(char::from(self.quote));
                        start = self.place;
                    }
                    _ => {
                        accident = accident.or(Some((opened, "un guillemet est au milieu de cette cellule, ou celui qui l'ouvre ici n'est pas fermé à temps")));
                        cell.push(char::from(self.quote));
                        start = self.place;
                    }
                }
            }
        } else {
            let found = bytes[self.place..].iter().position(|byte| *byte == self.separator && self.separator != 0 || *byte == b'\n' || *byte == b'\r');
            let end = found.map_or(bytes.len(), |found| self.place + found);
            cell.push_str(&self.text[self.place..end]);
            self.place = end;
        }
        match bytes.get(self.place) {
            None => (End::File, accident),
            Some(b'\n') => {
                self.place += 1;
                self.line += 1;
                (End::Row, accident)
            }
            Some(b'\r') => {
                self.place += 1;
                if bytes.get(self.place) == Some(&b'\n') {
                    self.place += 1;
                }
                self.line += 1;
                (End::Row, accident)
            }
            Some(_) => {
                self.place += 1;
                (End::Cell, accident)
            }
        }
    }

    /// Lengths of the first rows; empty rows are left out.
    fn lengths(mut self, most: usize) -> Vec<usize> {
        let (mut lengths, mut length, mut filled, mut cell) = (Vec::new(), 0, false, String::new());
        while lengths.len() < most {
            let (end, _) = self.next(&mut cell);
            length += 1;
            filled |= !cell.trim().is_empty();
            if !matches!(end, End::Cell) {
                if length > 1 || filled {
                    lengths.push(length);
                }
                (length, filled) = (0, false);
            }
            if matches!(end, End::File) {
                break;
            }
        }
        lengths
    }

    fn read(mut self, builder: &mut Builder, problems: &mut Vec<Problem>) -> Result<(), Problem> {
        let mut cell = String::new();
        let mut start = self.line;
        loop {
            let (end, accident) = self.next(&mut cell);
            let name = builder.table.name.clone();
            if let Some((line, what)) = accident.filter(|_| problems.len() < MOST_PROBLEMS) {
                let advice =
                    "ouvrez le fichier à cette ligne et doublez (\"\") ou fermez le guillemet ; avec --accept-losses, la cellule est prise telle quelle";
                problems.push(Problem::at(&name, line, what, advice).column(builder.width(), "").value(&cell));
            }
            if cell.len() > MOST_CELL {
                let place = letters(builder.width());
                let advice = "un guillemet n'est sans doute pas fermé : réparez-le";
                return Err(Problem {
                    row: Some(start),
                    column: Some(place.into()),
                    ..Problem::fatal(&name, "une cellule a plus d'un million de lettres", advice)
                });
            }
            let ends_file = matches!(end, End::File);
            if !(ends_file && builder.width() == 0 && cell.is_empty()) {
                builder.cell(&cell)?;
            }
            if !matches!(end, End::Cell) {
                builder.end_row(start)?;
                start = self.line;
            }
            if ends_file {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        read("essai.csv", bytes).unwrap().heads
    }

    #[test]
    fn one_table_comes_out_of_every_encoding_and_separator() {
        let expected = [["ville", "école"], ["Namur", "été, ou l'hiver"]];
        let text = "ville;école\r\nNamur;été, ou l'hiver\r\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (windows, ..) = WINDOWS_1252.encode(text);
        let mac: Vec<u8> = text.chars().map(|letter| if letter == 'é' { 0x8E } else { u8::try_from(letter).unwrap() }).collect();
        for (name, bytes) in [
            ("utf-8", text.as_bytes().to_vec()),
            ("utf-8 with a mark", format!("\u{FEFF}{text}").into_bytes()),
            ("utf-16 with a mark", [vec![0xFF, 0xFE], utf16.clone()].concat()),
            ("utf-16", utf16),
            ("utf-16 be with a mark", [vec![0xFE, 0xFF], utf16be].concat()),
            ("windows-1252", windows.into_owned()),
            ("macintosh", mac),
            ("tab", text.replace(';', "\t").into_bytes()),
            ("comma", b"ville,\xC3\xA9cole\nNamur,\"\xC3\xA9t\xC3\xA9, ou l'hiver\"".to_vec()),
            ("sep=", format!("sep=;\r\n{text}").into_bytes()),
            ("old line ends", text.replace("\r\n", "\r").into_bytes()),
            ("decomposed", text.replace('é', "e\u{301}").into_bytes()),
        ] {
            assert_eq!(cells(&bytes), expected, "{name}");
        }
    }

    #[test]
    fn quotes_hold_separators_lines_and_quotes() {
        let text = "a,b\n\"x, \"\"y\"\"\nz\",1\n \"spaced\" ,2\n5\" pipe,3\n\"php \\\"q\\\" end\",4\n";
        let table = read("t", text.as_bytes()).unwrap();
        assert_eq!(table.heads[1], ["x, \"y\"\nz", "1"]);
        assert_eq!(table.heads[2], ["spaced", "2"]);
        assert_eq!(table.heads[3], ["5\" pipe", "3"]);
        assert_eq!(table.heads[4], ["php \\\"q\\\" end", "4"]);
        assert_eq!(table.lines, [1, 2, 4, 5, 6]);
        assert_eq!(table.problems, []);
    }

    #[test]
    fn a_broken_quote_is_told_where_it_opens() {
        for (text, line, column) in [("a,b\n1,\"x\n2,y\n", 2, "B"), ("a,b\n1,x\n\"2,y\n3,\"z\",4\n", 3, "A")] {
            let table = read("t.csv", text.as_bytes()).unwrap();
            assert_eq!(table.problems.len(), 1, "{text}");
            assert_eq!(table.problems[0].row, Some(line), "{text}");
            assert_eq!(table.problems[0].column.as_deref(), Some(column), "{text}");
        }
    }

    #[test]
    fn a_short_or_long_row_is_told() {
        let mut table = read("t.csv", b"a,b,c\n1,2,3\n4,5\n6,7,8,9\n6,7,8,\n").unwrap();
        table.take_headings(1);
        let found: Vec<_> = table.problems.iter().map(|problem| (problem.row, problem.value.clone())).collect();
        assert_eq!(found, [(Some(3), None), (Some(4), Some("9".into()))]);
        assert_eq!((table.rows, table.columns.len()), (4, 3));
        assert_eq!(table.columns[2].cells.iter().map(|cell| table.columns[2].values[*cell as usize].as_str()).collect::<Vec<_>>(), ["3", "", "8", "8"]);
    }

    #[test]
    fn empty_rows_at_the_end_are_no_respondents() {
        let mut table = read("t.csv", b"a,b\n1,2\n,\n3,4\n,\n\n").unwrap();
        table.take_headings(1);
        assert_eq!((table.rows, table.problems.len()), (3, 0));
        assert_eq!(table.columns[0].cell(1), "");
    }

    #[test]
    fn names_of_rows_without_heading_are_a_column() {
        let mut table = read("t.tsv", b"a\tb\nr1\t1\t2\nr2\t3\t4\n").unwrap();
        table.take_headings(1);
        assert_eq!(table.heads[0], ["", "a", "b"]);
        assert_eq!(table.problems, []);
    }

    #[test]
    fn single_quotes_that_enclose_every_heading_are_quotes() {
        assert_eq!(cells(b"'a'\t'b'\n1\t2\n")[0], ["a", "b"]);
    }
}
