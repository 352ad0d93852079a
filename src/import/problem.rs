//! What goes wrong with a file, and what is taken for granted: both told to the editor in French.

use std::fmt;

/// One thing that is wrong: where, what, and what to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problem {
    /// The file's name.
    pub file: Box<str>,
    /// Line of the file (text) or row of the sheet, from 1.
    pub row: Option<usize>,
    /// Column: its letters as a spreadsheet has them, and its heading.
    pub column: Option<Box<str>>,
    /// What stands there.
    pub value: Option<Box<str>>,
    /// What is wrong.
    pub what: Box<str>,
    /// What to do.
    pub advice: Box<str>,
    /// Whether the rest can be imported without it: what is lost is then this cell or this row's end.
    pub can_be_lost: bool,
}

impl Problem {
    /// A problem of a whole file, which stops the import.
    pub fn fatal(file: &str, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { file: file.into(), what: what.into().into(), advice: advice.into().into(), ..Self::default() }
    }

    /// A problem of one row, without which the rest can be imported.
    pub fn at(file: &str, row: usize, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { row: Some(row), can_be_lost: true, ..Self::fatal(file, what, advice) }
    }

    /// With the column.
    #[must_use]
    pub fn column(mut self, place: usize, heading: &str) -> Self {
        let column = if heading.is_empty() { letters(place) } else { format!("{} « {} »", letters(place), shortened(heading, 60)) };
        self.column = Some(column.into());
        self
    }

    /// With the value.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        self.value = Some(shortened(value.trim(), 80).into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if let Some(row) = self.row {
            write!(out, ", ligne {row}")?;
        }
        if let Some(column) = &self.column {
            write!(out, ", colonne {column}")?;
        }
        if let Some(value) = &self.value {
            write!(out, ", valeur « {value} »")?;
        }
        write!(out, " : {}", self.what)?;
        if !self.advice.is_empty() {
            write!(out, " ; {}", self.advice)?;
        }
        Ok(())
    }
}

/// `0` -> `A`, `25` -> `Z`, `26` -> `AA`, as spreadsheets name columns.
#[must_use]
pub fn letters(place: usize) -> String {
    let (mut rest, mut found) = (place, Vec::new());
    loop {
        found.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    found.iter().rev().collect()
}

/// The inverse of [`letters`]; `None` for anything else, or beyond a spreadsheet's columns.
#[must_use]
pub fn place_of(letters: &str) -> Option<usize> {
    let ok = (1..=3).contains(&letters.len()) && letters.bytes().all(|letter| letter.is_ascii_uppercase());
    ok.then(|| letters.bytes().fold(0, |place, letter| place * 26 + usize::from(letter - b'A') + 1) - 1)
}

/// A count and its noun, in the plural from two: `1 répondant`, `23 répondants`.
#[must_use]
pub fn many(count: usize, noun: &str) -> String {
    if count < 2 { format!("{count} {noun}") } else { format!("{count} {noun}s") }
}

/// Why a file cannot be had, in French; `error` as the system says it.
#[must_use]
pub fn why_unreadable(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "n'existe pas ; vérifiez le chemin et le nom".to_owned(),
        ErrorKind::PermissionDenied => "ne peut être lu : vous n'en avez pas le droit ; changez ses droits, ou copiez-le ailleurs".to_owned(),
        ErrorKind::IsADirectory => "est un dossier ; donnez un fichier".to_owned(),
        ErrorKind::NotADirectory => "n'existe pas : un dossier de ce chemin est un fichier ; vérifiez le chemin".to_owned(),
        _ => format!("ne peut être lu ({error})"),
    }
}

/// Why a file cannot be written, in French.
#[must_use]
pub fn why_unwritable(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "ne peut être écrit : son dossier n'existe pas ; vérifiez le chemin".to_owned(),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "ne peut être écrit : vous n'en avez pas le droit ; donnez un autre dossier".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "ne peut être écrit : le disque est plein ; libérez de la place".to_owned(),
        _ => format!("ne peut être écrit ({error})"),
    }
}

/// What breaks the form of JSON, by line and column.
#[must_use]
pub fn no_json(error: &serde_json::Error) -> String {
    format!("ce n'est pas du JSON : sa forme se rompt à la ligne {}, caractère {}", error.line(), error.column())
}

/// What breaks the form of XML, by line and column.
#[must_use]
pub fn no_xml(error: &roxmltree::Error) -> String {
    format!("sa forme se rompt à la ligne {}, caractère {}", error.pos().row, error.pos().col)
}

/// One line, without control characters, cut where it is long.
#[must_use]
pub fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(most).collect();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        for (place, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(place), name);
            assert_eq!(place_of(name), Some(place));
        }
        for name in ["", "a", "A1", "AAAA"] {
            assert_eq!(place_of(name), None, "{name}");
        }
    }

    #[test]
    fn a_noun_is_in_the_plural_from_two() {
        assert_eq!([many(0, "répondant"), many(1, "répondant"), many(2, "répondant")], ["0 répondant", "1 répondant", "2 répondants"]);
    }

    #[test]
    fn a_problem_says_file_row_column_value_and_what_to_do() {
        let problem = Problem::at("r.csv", 7, "code inconnu", "ajoutez-le au codebook").column(1, "Ville").value("Namurr");
        assert_eq!(problem.to_string(), "r.csv, ligne 7, colonne B « Ville », valeur « Namurr » : code inconnu ; ajoutez-le au codebook");
    }
}
