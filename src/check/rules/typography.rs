//! What a machine sees of a text without knowing its words: words said twice, spaces, signs, pairs, the end of a sentence.

#[cfg(feature = "ssr")]
use crate::check::{folder::Folder, problem::Problem, texts};
use crate::check::{
    kind::Kind,
    texts::{Text, around, is_address},
};

/// Words that French says twice: `vous vous adressez`, `nous nous retrouvons`.
const SAID_TWICE: [&str; 2] = ["nous", "vous"];
/// Signs that the program puts itself, or that the project does not use, with what content has instead.
const SIGNS: [(char, &str); 6] = [
    ('’', "une apostrophe droite (')"),
    ('"', "des guillemets français (« »)"),
    ('“', "des guillemets français (« »)"),
    ('”', "des guillemets français (« »)"),
    ('\u{a0}', "une espace ordinaire"),
    ('\u{202f}', "une espace ordinaire"),
];
/// Signs that go by two.
const PAIRS: [(char, char); 2] = [('(', ')'), ('«', '»')];
/// How many letters are shown on each side.
const AROUND: usize = 15;

/// Every French text is written as the project writes.
#[cfg(feature = "ssr")]
pub fn typography(folder: &Folder) -> Vec<Problem> {
    super::each_text(&texts::of(folder), faults)
}

/// Places, in bytes, and what is wrong there.
pub(super) fn faults(text: &Text) -> Vec<(usize, Kind)> {
    let words = text.words.as_str();
    let mut faults = Vec::new();
    faults.extend(twice(words));
    faults.extend(spaces(words));
    for (place, met) in words.char_indices() {
        if let Some((_, instead)) = SIGNS.iter().find(|(sign, _)| *sign == met) {
            faults.push((place, Kind::SignWrong { met, instead, words: around(words, place, place + met.len_utf8(), AROUND) }));
        }
    }
    for (open, close) in PAIRS {
        let [opened, closed] = [open, close].map(|sign| words.matches(sign).count());
        if opened != closed {
            faults.push((0, Kind::PairBroken { open, close, opened, closed }));
        }
    }
    let is_ended = words.trim_end().ends_with(['.', '!', '?', '…', ':', ')', '»']);
    if text.is_sentences && !is_ended && !words.trim().is_empty() {
        let end = words.trim_end().len();
        faults.push((end, Kind::FullStopAbsent { words: around(words, end, end, AROUND) }));
    }
    faults
}

/// Words that follow themselves, with nothing but a space between.
fn twice(text: &str) -> Vec<(usize, Kind)> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut place = 0;
    let mut faults = Vec::new();
    for pair in words.windows(2) {
        let [first, second] = [pair[0], pair[1].trim_end_matches([',', '.', ';', ':', '!', '?', '…', ')'])];
        let is_word = first.chars().all(char::is_alphabetic) && !first.is_empty();
        if is_word && first.to_lowercase() == second.to_lowercase() && !SAID_TWICE.contains(&first.to_lowercase().as_str()) {
            faults.push((place, Kind::WordTwice { words: format!("{first} {second}") }));
        }
        place += pair[0].len() + 1;
    }
    faults
}

fn spaces(text: &str) -> Vec<(usize, Kind)> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let letter = |index: Option<usize>| index.and_then(|index| letters.get(index)).map_or('\n', |(_, letter)| *letter);
    let mut faults = Vec::new();
    for (index, &(place, met)) in letters.iter().enumerate() {
        let (before, after) = (letter(index.checked_sub(1)), letter(Some(index + 1)));
        let far = letter(index.checked_sub(2));
        let expected = match met {
            _ if text.trim().is_empty() => None,
            ' ' if after == ' ' => Some("une seule espace"),
            ' ' if before == '\n' || after == '\n' => Some("aucune espace au début ni à la fin"),
            ',' | ')' if before == ' ' => Some("ce signe contre le mot qui précède"),
            '.' if before == ' ' && after != '.' && !after.is_alphabetic() => Some("ce signe contre le mot qui précède"),
            '(' if after == ' ' => Some("ce signe contre le mot qui suit"),
            ',' | ';' if after.is_alphabetic() => Some("une espace après ce signe"),
            '.' if after.is_uppercase() && before.is_lowercase() => Some("une espace après ce signe"),
            '?' | '!' | ';' if !matches!(before, ' ' | '?' | '!' | '(' | '\n') => Some("une espace avant ce signe"),
            ':' if before != ' ' && before != '\n' && !after.is_ascii_digit() => Some("une espace avant ce signe"),
            '«' if after != ' ' && after != '\n' => Some("une espace après ce signe"),
            '»' if before != ' ' && before != '\n' => Some("une espace avant ce signe"),
            '%' | '€' if before.is_ascii_digit() && far != '\n' => Some("une espace avant ce signe"),
            _ => None,
        };
        if let Some(expected) = expected.filter(|_| !is_address(chunk(text, place))) {
            faults.push((place, Kind::SpaceWrong { expected, words: around(text, place, place + met.len_utf8(), AROUND) }));
        }
    }
    faults
}

/// What stands between the spaces around `place`.
fn chunk(text: &str, place: usize) -> &str {
    let start = text[..place].rfind(' ').map_or(0, |space| space + 1);
    let end = text[place..].find(' ').map_or(text.len(), |space| place + space);
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut found = twice(text);
        found.extend(spaces(text));
        found.iter().map(|(place, kind)| format!("{place} {kind}")).collect()
    }

    #[test]
    fn a_word_that_follows_itself_is_told() {
        for (text, expected) in [
            ("Passez par le le pont", Some("11 attendu un mot une seule fois, trouvé « le le » ; effacez-en un")),
            ("Le pont, pont.", None),
            ("Le pont Pont.", Some("3 attendu un mot une seule fois, trouvé « pont Pont » ; effacez-en un")),
            ("Vous vous adressez à qui nous nous adressons", None),
            ("de 10 10", None),
        ] {
            assert_eq!(told(text).first().map(String::as_str), expected, "{text}");
        }
    }

    #[test]
    fn a_space_too_many_or_too_few_is_told() {
        for text in [
            "deux  espaces",
            " au début",
            "à la fin ",
            "avant , la virgule",
            "avant .",
            "( dedans)",
            "(dedans )",
            "après,la virgule",
            "fin.Début",
            "quoi?",
            "quoi!",
            "ceci: cela",
            "ceci; cela",
            "«ceci »",
            "« ceci»",
            "10%",
        ] {
            assert_eq!(told(text).len(), 1, "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn a_text_that_is_well_written_is_left_alone() {
        for text in [
            "",
            "Quoi ? « Ceci », dit-il : 1,5 % (voire plus) !",
            "Écrivez à info@cainamur.be; lisez https://example.org/?q=a:b.",
            "Ouvert de 9:30 à 16 h. A.B. part… Vraiment ?!",
            "Le fichier .json, etc.",
            ", des mots les plus précis (?)",
            "« {text} »",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
