//! What was written after the command's name: `--port 8080`, `--port=8080`, `--list`, a folder.

use std::path::PathBuf;

use crate::progress::{Failure, Outcome};

/// How a command names the one word it takes without dashes.
pub const FOLDER: &str = "DOSSIER";

/// The words of a command with their values, each checked against what the command knows.
#[derive(Debug)]
pub struct Arguments(Vec<(String, String)>);

impl Arguments {
    /// Reads `words`. `known` lists names as they are typed: `--port=` takes a value, `--list` none, [`FOLDER`] is a word alone.
    pub fn parse(words: &[String], known: &[&str]) -> Outcome<Self> {
        let mut found = Self(Vec::new());
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (name, written) = match word.split_once('=') {
                Some((name, value)) if word.starts_with("--") => (name, Some(value.to_owned())),
                _ => (word.as_str(), None),
            };
            let value = if known.contains(&format!("{name}=").as_str()) {
                let value = written.or_else(|| words.next().cloned()).unwrap_or_default();
                if value.is_empty() || value.starts_with("--") {
                    return Err(Failure::said(format!("{name} attend une valeur.")));
                }
                value
            } else if known.contains(&name) && name != FOLDER && written.is_none() {
                String::new()
            } else if !word.starts_with('-') && known.contains(&FOLDER) && !found.flag(FOLDER) {
                found.0.push((FOLDER.to_owned(), word.clone()));
                continue;
            } else {
                let known = if known.is_empty() { "rien".to_owned() } else { known.join(" ") };
                return Err(Failure::said(format!("« {word} » n'est pas attendu ici, mais : {known}")));
            };
            found.0.push((name.to_owned(), value));
        }
        Ok(found)
    }

    /// The value of an option or of [`FOLDER`]; the last one if it was given twice.
    pub fn option(&self, name: &str) -> Option<&str> {
        let given = self.0.iter().rfind(|(option, _)| option == name);
        given.map(|(_, value)| value.as_str())
    }

    pub fn flag(&self, name: &str) -> bool {
        self.option(name).is_some()
    }

    /// A whole number, from 1 to 65 535.
    pub fn number(&self, name: &str, default: u16) -> Outcome<u16> {
        let Some(text) = self.option(name) else {
            return Ok(default);
        };
        text.parse().ok().filter(|&number| number > 0).ok_or_else(|| Failure::said(format!("{name} attend un nombre de 1 à 65535, et non « {text} ».")))
    }

    /// A folder as seen from where the person stands.
    pub fn folder(&self, name: &str, default: PathBuf) -> Outcome<PathBuf> {
        let Some(text) = self.option(name) else {
            return Ok(default);
        };
        std::path::absolute(text).map_err(|error| Failure::said(format!("« {text} » n'est pas un chemin : {error}")))
    }

    /// `--source`: an address as it is, or a folder.
    pub fn source(&self, default: Source) -> Outcome<Source> {
        match self.option("--source") {
            None => Ok(default),
            Some(address) if address.contains("://") => Ok(Source::Address(address.to_owned())),
            Some(_) => self.folder("--source", PathBuf::new()).map(Source::Folder),
        }
    }
}

/// Where the content of the site comes from.
#[derive(Debug, PartialEq)]
pub enum Source {
    Folder(PathBuf),
    /// A WordPress site: what it answers may change, so nothing built from it is ever "unchanged".
    Address(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Outcome<Arguments> {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        Arguments::parse(&words, &["--port=", "--source=", "--list", FOLDER])
    }

    #[test]
    fn a_value_follows_its_option_or_an_equals_sign() {
        for words in [&["--port", "9000"][..], &["--port=9000"], &["--port=1", "--port", "9000"]] {
            let port = parse(words).and_then(|found| found.number("--port", 8080));
            assert_eq!(port.ok(), Some(9000), "words {words:?}");
        }
    }

    #[test]
    fn what_is_not_given_keeps_its_default() {
        let found = parse(&["--list", "contenu"]).expect("known words");
        assert_eq!(found.number("--port", 8080).ok(), Some(8080));
        assert!(found.flag("--list"));
        assert_eq!(found.option(FOLDER), Some("contenu"));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for line in ["--prot 1", "--port", "--port --list", "--list=1", "a b", "-x", "--DOSSIER"] {
            let words: Vec<&str> = line.split(' ').collect();
            assert!(parse(&words).is_err(), "words {words:?}");
        }
        for port in ["0", "80800", "x", "-1"] {
            let read = parse(&["--port", port]).and_then(|found| found.number("--port", 1));
            assert!(read.is_err(), "port {port}");
        }
    }

    #[test]
    fn a_source_with_a_scheme_is_an_address() {
        let source = |text| parse(&["--source", text]).and_then(|found| found.source(Source::Folder("x".into())));
        let address = Source::Address("https://example.org".to_owned());
        assert_eq!(source("https://example.org").ok(), Some(address));
        assert!(matches!(source("contenu"), Ok(Source::Folder(path)) if path.is_absolute()));
    }
}
