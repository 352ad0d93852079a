//! Grammar, by Grammalecte (Debian's `grammalecte-cli`), a program of its own that reads one paragraph a line and answers in JSON.
//!
//! It is not part of the project; where it is not installed, grammar is not read. What it blames wrongly is listed, by rule, in `tools/spelling/grammar.txt`.

use super::{
    kind::Kind,
    problem::Problem,
    texts::{Text, around},
};
use serde_json::Value;
use std::{fs, io, path::Path, process::Command};

/// The most suggestions.
const MOST_SUGGESTIONS: usize = 3;
/// How many letters of the text are shown before and after what is blamed.
const AROUND: usize = 30;

/// What Grammalecte blames wrongly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pardons {
    /// Families of rules that are not heard at all.
    families: Vec<String>,
    /// A family of rules, and words about which it is wrong.
    words: Vec<(String, String)>,
}

impl Pardons {
    /// From a list: a line is a family of rules (`apos`), or a family and words about which it is wrong (`gn : français langue`); `#` begins a comment.
    #[must_use]
    pub fn parse(list: &str) -> Self {
        let mut pardons = Self::default();
        for line in list.lines().filter_map(|line| line.split('#').next()).map(str::trim).filter(|line| !line.is_empty()) {
            match line.split_once(" : ") {
                Some((family, words)) => pardons.words.push((family.trim().to_owned(), words.trim().to_owned())),
                None => pardons.families.push(line.to_owned()),
            }
        }
        pardons
    }

    /// Whether `family` is not heard about what stands from `start` to `end` in `text`, in bytes.
    fn cover(&self, family: &str, text: &str, start: usize, end: usize) -> bool {
        let holds = |words: &str| text.match_indices(words).any(|(at, _)| at < end && start < at + words.len());
        self.families.iter().any(|known| known == family) || self.words.iter().any(|(known, words)| known == family && holds(words))
    }
}

/// Has the program `grammalecte` read `texts`, in a file that is removed afterwards, and gives what it blames.
///
/// # Errors
/// When the program cannot be run or fails, or when its answer cannot be read.
pub fn read(grammalecte: &Path, texts: &[Text], pardons: &Pardons) -> io::Result<Vec<Problem>> {
    let file = std::env::temp_dir().join(format!("passerelle-grammar-{}.txt", std::process::id()));
    fs::write(&file, paragraphs(texts))?;
    let output = Command::new(grammalecte).arg("--file").arg(&file).args(["--json", "--only_when_errors"]).env("PYTHONIOENCODING", "utf-8").output();
    _ = fs::remove_file(&file);
    let output = output?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    problems(texts, &String::from_utf8_lossy(&output.stdout), pardons).ok_or_else(|| io::Error::other("réponse illisible"))
}

/// The texts as the program reads them: one a line.
#[must_use]
pub fn paragraphs(texts: &[Text]) -> String {
    texts.iter().map(|text| text.words.replace(['\n', '\r'], " ") + "\n").collect()
}

/// What the program's `answer` to [`paragraphs`] blames, without what is pardoned; `None` when it is not such an answer.
#[must_use]
pub fn problems(texts: &[Text], answer: &str, pardons: &Pardons) -> Option<Vec<Problem>> {
    let answer: Value = serde_json::from_str(answer).ok()?;
    let mut problems = Vec::new();
    for paragraph in answer["data"].as_array()? {
        let number = usize::try_from(paragraph["iParagraph"].as_u64()?).ok()?;
        let text = texts.get(number.checked_sub(1)?)?;
        for error in paragraph["lGrammarErrors"].as_array()? {
            let [start, end] =
                [&error["nStart"], &error["nEnd"]].map(|place| place.as_u64().and_then(|letters| byte(&text.words, usize::try_from(letters).ok()?)));
            let (start, end, family) = (start?, end?, error["sType"].as_str()?);
            if pardons.cover(family, &text.words, start, end) {
                continue;
            }
            let suggestions = error["aSuggestions"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let kind = Kind::Grammar {
                words: around(&text.words, start, end, AROUND),
                reason: error["sMessage"].as_str()?.trim_end_matches('.').replace('\u{a0}', " "),
                nearest: suggestions.map(|suggestion| suggestion.replace('’', "'")).take(MOST_SUGGESTIONS).collect(),
                rule: family.to_owned(),
            };
            problems.push(Problem::new(&text.place, text.path_at(start), kind));
        }
    }
    Some(problems)
}

/// The place in bytes of the letter `letters`, from 0; the end for one past the last.
fn byte(text: &str, letters: usize) -> Option<usize> {
    text.char_indices().map(|(place, _)| place).chain([text.len()]).nth(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pardon_covers_its_family_or_the_words_that_are_blamed() {
        let pardons = Pardons::parse("# what the program writes finely\napos\ngn : français langue # étrangère\n");
        let text = "le français langue étrangère, les cours gratuit";
        for (family, blamed, expected) in [
            ("apos", "le", true),
            ("gn", "langue", true),
            ("gn", "français", true),
            ("gn", "gratuit", false),
            ("gn", "étrangère", false),
            ("conf", "langue", false),
        ] {
            let start = text.find(blamed).unwrap();
            assert_eq!(pardons.cover(family, text, start, start + blamed.len()), expected, "{family} {blamed}");
        }
    }

    #[test]
    fn what_is_blamed_is_shown_with_some_letters_around_it() {
        for (text, blamed, expected) in [("été", "t", "été"), ("un été très long", "très", "…été très lon…"), ("un été", "un", "un été"), ("un", "un", "un")]
        {
            let start = text.find(blamed).unwrap();
            assert_eq!(around(text, start, start + blamed.len(), 4), expected);
        }
    }

    #[test]
    fn an_answer_of_another_form_is_none() {
        for answer in ["", "{}", r#"{"data": [{"iParagraph": 1}]}"#, r#"{"data": [{"iParagraph": 0, "lGrammarErrors": []}]}"#] {
            assert_eq!(problems(&[], answer, &Pardons::default()), None, "{answer}");
        }
        assert_eq!(problems(&[], r#"{"data": []}"#, &Pardons::default()), Some(Vec::new()));
    }
}
