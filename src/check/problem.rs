//! One thing that an editor should look at.

#[cfg(feature = "ssr")]
use super::{kind::Kind, mend::is_within};
#[cfg(feature = "ssr")]
use std::fmt;

/// Whether publication must wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It must.
    Error,
    /// A person should look, but nothing is broken.
    Warning,
    /// A mark that the editor has put there on purpose: « à confirmer ».
    Reminder,
    /// It could be easier for its readers.
    Advice,
}

#[cfg(feature = "ssr")]
/// One thing that an editor should look at. Shown on one line, in French.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The file, from the folder of content: `pages/fr/asile.json`.
    pub place: String,
    /// From 1; `None` when the file cannot be read or is no text.
    pub line: Option<usize>,
    /// In the file: `blocks[3].text`; empty for the whole of it.
    pub path: String,
    /// What is wrong and what to do.
    pub kind: Kind,
}

#[cfg(feature = "ssr")]
impl Problem {
    /// A problem whose line is not known yet.
    pub fn new(place: &str, path: impl Into<String>, kind: Kind) -> Self {
        Self { place: place.to_owned(), line: None, path: path.into(), kind }
    }

    /// Whether it stands in `path` of the file `place`.
    #[must_use]
    pub fn is_within(&self, place: &str, path: &str) -> bool {
        self.place == place && is_within(&self.path, path)
    }
}

#[cfg(feature = "ssr")]
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)?;
        if let Some(line) = self.line {
            write!(f, ", ligne {line}")?;
        }
        if !self.path.is_empty() {
            write!(f, ", {}", self.path)?;
        }
        let mark = if self.kind.severity() == Severity::Warning { "à vérifier : " } else { "" };
        write!(f, " : {mark}{}", self.kind)
    }
}
