//! The words of content, looked up in a Hunspell dictionary and in the project's own list.
//!
//! The dictionary is not part of the project: `cargo xtask check` installs it (npm's `dictionary-fr`) and says where it is.

use super::{
    kind::Kind,
    problem::Problem,
    texts::{Text, is_address},
};
use std::{
    collections::{BTreeSet, HashSet},
    fs, io,
    path::Path,
};

/// What may stand before an apostrophe.
const ELIDED: [&str; 16] = ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "lorsqu", "puisqu", "jusqu", "quoiqu", "presqu", "quelqu", "entr"];
/// The most suggestions.
const MOST_SUGGESTIONS: usize = 3;

/// A dictionary and the words that the project adds to it.
pub struct Spelling {
    dictionary: spellbook::Dictionary,
    words: HashSet<String>,
}

impl std::fmt::Debug for Spelling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Spelling").field("words", &self.words.len()).finish_non_exhaustive()
    }
}

impl Spelling {
    /// From the text of a Hunspell affix file, that of its dictionary, and the project's list: a word a line, `#` before a comment, case kept.
    ///
    /// # Errors
    /// In the reader's own words, when it cannot read the dictionary.
    pub fn new(affixes: &str, dictionary: &str, list: &str) -> Result<Self, String> {
        let dictionary = spellbook::Dictionary::new(affixes, dictionary).map_err(|error| error.to_string())?;
        let words = list.lines().filter_map(|line| line.split('#').next()).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Ok(Self { dictionary, words })
    }

    /// From the folder `dictionary`, which holds `index.aff` and `index.dic` as npm's dictionaries do, and the file `list`.
    ///
    /// # Errors
    /// When a file cannot be read, with its path, or is no dictionary.
    pub fn open(dictionary: &Path, list: &Path) -> io::Result<Self> {
        let read = |path: &Path| fs::read_to_string(path).map_err(|error| io::Error::new(error.kind(), format!("{} : {error}", path.display())));
        let [affixes, words] = ["index.aff", "index.dic"].map(|name| read(&dictionary.join(name)));
        Self::new(&affixes?, &words?, &read(list)?).map_err(|reason| io::Error::new(io::ErrorKind::InvalidData, format!("{} : {reason}", dictionary.display())))
    }

    /// The words of `texts` that neither has, each once a file, with what was perhaps meant.
    #[must_use]
    pub fn problems(&self, texts: &[Text]) -> Vec<Problem> {
        let mut told = BTreeSet::new();
        let mut problems = Vec::new();
        for text in texts {
            for (offset, word) in words(&text.words) {
                if !self.knows(word) && told.insert((&text.place, word)) {
                    let kind = Kind::WordUnknown { word: word.to_owned(), nearest: self.suggestions(word) };
                    problems.push(Problem::new(&text.place, text.path_at(offset), kind));
                }
            }
        }
        problems
    }

    /// Whether the word is right as it stands, or made of right ones: `l'outilthèque`, `inter-centres`.
    fn knows(&self, word: &str) -> bool {
        let word = &*word.replace('’', "'");
        let is_letter = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
        if word.is_empty() || is_letter || self.dictionary.check(word) || self.lists(word) {
            return true;
        }
        if let Some((before, after)) = word.split_once('\'')
            && ELIDED.contains(&before.to_lowercase().as_str())
        {
            return self.knows(after);
        }
        word.split_once('-').is_some_and(|(before, after)| self.knows(before) && self.knows(after))
    }

    /// Whether the list has it, perhaps without the capital of a sentence's beginning.
    fn lists(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let small = letters.next().map(|first| first.to_lowercase().chain(letters).collect::<String>());
        self.words.contains(word) || small.is_some_and(|small| self.words.contains(&small))
    }

    fn suggestions(&self, word: &str) -> Vec<String> {
        let (before, word) = word.rsplit_once('\'').map_or(("", word), |(_, after)| word.split_at(word.len() - after.len()));
        let mut suggestions = Vec::new();
        // Without those that are merely alike: sought through the whole dictionary, they take half a second a word.
        self.dictionary.suggester().with_ngram_suggestions(false).suggest(word, &mut suggestions);
        suggestions.truncate(MOST_SUGGESTIONS);
        suggestions.into_iter().map(|suggestion| format!("{before}{}", suggestion.replace('’', "'"))).collect()
    }
}

/// The words of a text with their places in bytes; apostrophes and hyphens stay within. Left out: numbers and what holds a digit (`1er`, `E411`), addresses of
/// pages and of electronic mail, and what stands in `{}`.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let place = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let mut braces = 0;
    let plain = text.split(move |letter: char| {
        braces += i32::from(letter == '{') - i32::from(letter == '}');
        letter.is_whitespace() || letter == '{' || letter == '}' || braces > 0
    });
    let plain = plain.filter(|chunk| !is_address(chunk));
    let parts = plain.flat_map(|chunk| chunk.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-'))));
    let parts = parts.filter(|part| !part.contains(|letter: char| letter.is_ascii_digit()));
    let parts = parts.map(|part| part.trim_matches(['-', '\'', '’'])).filter(|part| !part.is_empty());
    parts.map(move |part| (place(part), part))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFFIXES: &str = "SET UTF-8\nTRY esianrtolcdugmphbyfvkw\nSFX S Y 1\nSFX S 0 s .\n";
    const DICTIONARY: &str = "9\nchemin/S\nété\nfaut\nil\nle\npont/S\nrendez\nsous\nvous\n";

    fn spelling() -> Spelling {
        Spelling::new(AFFIXES, DICTIONARY, "# sigles\nCPAS # les communes\n\noutilthèque\n").unwrap()
    }

    #[test]
    fn a_text_is_words_without_what_is_written_for_machines() {
        for (text, expected) in [
            ("Le pont, l'été : « aujourd'hui » !", &["Le", "pont", "l'été", "aujourd'hui"][..]),
            ("Écrivez à info@cainamur.be ou sur www.unia.be/fr.", &["Écrivez", "à", "ou", "sur"]),
            ("(https://example.org/a-b) /logement/ discri.be", &[]),
            ("le 1er mai 2026, à 9 h 30, E411", &["le", "mai", "à", "h"]),
            ("« {words} » : {n} {respondents} sur {all}", &["sur"]),
            ("fin.Début et/ou peut-on", &["fin", "Début", "et", "ou", "peut-on"]),
            ("'entre' -t-", &["entre", "t"]),
        ] {
            let found: Vec<&str> = words(text).map(|(_, word)| word).collect();
            assert_eq!(found, expected, "{text}");
            assert!(words(text).all(|(place, word)| text[place..].starts_with(word)), "{text}");
        }
    }

    #[test]
    fn a_word_is_known_by_the_dictionary_by_the_list_or_by_its_parts() {
        let spelling = spelling();
        for (word, expected) in [
            ("pont", true),
            ("ponts", true),
            ("Pont", true),
            ("pnot", false),
            ("ete", false),
            ("CPAS", true),
            ("cpas", false),
            ("Outilthèque", true),
            ("l'outilthèque", true),
            ("d'été", true),
            ("x'été", false),
            ("rendez-vous", true),
            ("sous-pont", true),
            ("sous-pnot", false),
            ("A", true),
        ] {
            assert_eq!(spelling.knows(word), expected, "{word}");
        }
    }

    #[test]
    fn a_suggestion_keeps_what_was_elided() {
        assert_eq!(spelling().suggestions("l'chemim"), ["l'chemin"]);
    }

    #[test]
    fn what_is_no_dictionary_is_refused() {
        assert!(Spelling::new(AFFIXES, "pas un nombre", "").is_err());
        let absent = Spelling::open(Path::new("/nulle/part"), Path::new("/nulle/part")).unwrap_err();
        assert!(absent.to_string().starts_with("/nulle/part/index.aff : "), "{absent}");
    }
}
