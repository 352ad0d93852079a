//! The sentences of a block: where each stands, so that it can be marked, and what is said of it.

use super::spoken::{is_word, said};

/// A run of text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// As it stands on the page, spaces and all.
    pub text: String,
    /// Of its language, the first letters: `fr`.
    pub lang: String,
}

/// A sentence of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it begins in the block's text, in units of UTF-16, as browsers count.
    pub start: usize,
    /// Where it ends, likewise; after `start`.
    pub end: usize,
    /// What is said, in order: language and words. Never empty, and no words are.
    pub said: Vec<(String, String)>,
}

/// Words whose point ends no sentence.
const SHORT: [&str; 14] = ["M", "MM", "Me", "Dr", "St", "Ste", "p", "ex", "art", "cf", "n", "tél", "Tél", "av"];
/// After this many letters, a semicolon ends what is said in one breath.
const LONG: usize = 140;

/// The sentences of the block that `runs` make, one after the other. What cannot be said is in none.
///
/// `spelled` is as in [`said`].
#[must_use]
pub fn sentences(runs: &[Run], spelled: &[String]) -> Vec<Sentence> {
    let letters: Vec<(char, usize)> = runs.iter().enumerate().flat_map(|(number, run)| run.text.chars().map(move |letter| (letter, number))).collect();
    let (mut sentences, mut start, mut units) = (Vec::new(), 0, 0);
    while start < letters.len() {
        let end = end_of_sentence(&letters, start);
        let (first, last) = (skipped(letters[start..end].iter()), skipped(letters[start..end].iter().rev()));
        let size = |letters: &[(char, usize)]| letters.iter().map(|(letter, _)| letter.len_utf16()).sum::<usize>();
        let within = if first < end - start { &letters[start + first..end - last] } else { &[] };
        let said = spoken(within, runs, spelled);
        if !said.is_empty() {
            let begins = units + size(&letters[start..start + first]);
            sentences.push(Sentence { start: begins, end: begins + size(within), said });
        }
        units += size(&letters[start..end]);
        start = end;
    }
    sentences
}

/// How many spaces come first.
fn skipped<'a>(letters: impl Iterator<Item = &'a (char, usize)>) -> usize {
    letters.take_while(|(letter, _)| is_space(*letter)).count()
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Where the sentence that begins at `start` ends.
fn end_of_sentence(letters: &[(char, usize)], start: usize) -> usize {
    let at = |place: usize| letters.get(place).map_or(' ', |(letter, _)| *letter);
    let mut place = start;
    while place < letters.len() {
        let letter = at(place);
        let ends = matches!(letter, '.' | '!' | '?' | '…' | '؟' | '۔') || (letter == ';' && place - start > LONG);
        place += 1;
        if !ends || (letter == '.' && is_short(letters, start, place - 1)) {
            continue;
        }
        // What closes with it: « Vraiment ? » (il le dit.)
        let mut after = place;
        loop {
            let spaces = (after..letters.len()).take_while(|place| is_space(at(*place))).count();
            if matches!(at(after), '.' | '!' | '?' | '…' | ')' | ']' | '”' | '’') {
                after += 1;
            } else if at(after + spaces) == '»' {
                after += spaces + 1;
            } else {
                break;
            }
        }
        let next = (after..letters.len()).find(|place| !is_space(at(*place)));
        let Some(next) = next else { return letters.len() };
        if next > after && (letter == ';' || !is_lower(at(next))) {
            return next;
        }
        place = after;
    }
    letters.len()
}

/// Small letters of the Latin script.
fn is_lower(letter: char) -> bool {
    letter.is_ascii_lowercase() || matches!(letter, '\u{df}'..='\u{f6}' | '\u{f8}'..='\u{ff}' | 'œ')
}

/// Whether the point at `place` belongs to the word before it: « M. », « J. », « 1. » at the beginning.
fn is_short(letters: &[(char, usize)], start: usize, place: usize) -> bool {
    let length = letters[start..place].iter().rev().take_while(|(letter, _)| is_word(*letter)).count();
    let word: String = letters[place - length..place].iter().map(|(letter, _)| *letter).collect();
    let is_number = length <= 2 && word.bytes().all(|letter| letter.is_ascii_digit());
    let is_first = letters[start..place - length].iter().all(|(letter, _)| is_space(*letter));
    SHORT.contains(&word.as_str()) || (length == 1 && word.bytes().all(|letter| letter.is_ascii_uppercase())) || (length > 0 && is_number && is_first)
}

/// What is said of `letters`, language by language.
fn spoken(letters: &[(char, usize)], runs: &[Run], spelled: &[String]) -> Vec<(String, String)> {
    let same = |one: &(char, usize), other: &(char, usize)| runs[one.1].lang == runs[other.1].lang;
    let parts = letters.chunk_by(same).map(|part| {
        let lang = &runs[part[0].1].lang;
        (lang.clone(), said(&part.iter().map(|(letter, _)| *letter).collect::<String>(), lang, spelled))
    });
    parts.filter(|(_, words)| !words.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Run, sentences};

    fn french(text: &str) -> Vec<Run> {
        vec![Run { text: text.to_owned(), lang: "fr".to_owned() }]
    }

    /// What stands on the page between the ends of each sentence.
    fn marked(runs: &[Run]) -> Vec<String> {
        let units: Vec<u16> = runs.iter().flat_map(|run| run.text.encode_utf16()).collect();
        sentences(runs, &[]).iter().map(|sentence| String::from_utf16(&units[sentence.start..sentence.end]).unwrap()).collect()
    }

    #[test]
    fn a_block_is_cut_where_its_sentences_end() {
        for (text, expected) in [
            ("Venez. Nous vous attendons.", &["Venez.", "Nous vous attendons."][..]),
            ("Un titre sans point", &["Un titre sans point"]),
            ("  Qui ?  Vous !\n", &["Qui ?", "Vous !"]),
            ("Voyez M. Dupont et J. Durand. Puis revenez.", &["Voyez M. Dupont et J. Durand.", "Puis revenez."]),
            ("Il coûte 12.50 euros. C'est peu.", &["Il coûte 12.50 euros.", "C'est peu."]),
            ("« Venez ! » dit-elle. « Oui. » Elle vient.", &["« Venez ! » dit-elle.", "« Oui. »", "Elle vient."]),
            ("Écrivez à info@cainamur.be. Merci.", &["Écrivez à info@cainamur.be.", "Merci."]),
            ("1. Contactez l'équipe. 2. Venez.", &["1. Contactez l'équipe.", "2. Venez."]),
            ("Du riz, etc. Venez (tous.) Ici.", &["Du riz, etc.", "Venez (tous.)", "Ici."]),
            ("Attendez… et revenez. Oui…", &["Attendez… et revenez.", "Oui…"]),
            ("Une page 😀. Une autre.", &["Une page 😀.", "Une autre."]),
            ("En 2022. À Namur. 081 73 71 76.", &["En 2022.", "À Namur.", "081 73 71 76."]),
            ("→ … ", &[]),
            ("", &[]),
        ] {
            assert_eq!(marked(&french(text)), expected, "{text}");
        }
        let arabic = [Run { text: "هل تريد؟ نعم. تعال".to_owned(), lang: "ar".to_owned() }];
        assert_eq!(marked(&arabic), ["هل تريد؟", "نعم.", "تعال"]);
    }

    #[test]
    fn a_long_sentence_has_a_breath_at_its_semicolons() {
        let half = "un mot et ".repeat(15);
        assert_eq!(marked(&french(&format!("{half}fin ; {half}fin."))).len(), 2);
        assert_eq!(marked(&french("Ceci ; cela.")).len(), 1);
    }

    #[test]
    fn a_foreign_word_is_said_in_its_language() {
        let run = |text: &str, lang: &str| Run { text: text.to_owned(), lang: lang.to_owned() };
        let runs =
            [run("Le mot ", "fr"), run("wel", "nl"), run("kom", "nl"), run(" veut dire « bienvenue ». Le ", "fr"), run("CPAS", "fr"), run(" le dit.", "fr")];
        let said: Vec<_> = sentences(&runs, &["CPAS".to_owned()]).into_iter().map(|sentence| sentence.said).collect();
        let part = |lang: &str, words: &str| (lang.to_owned(), words.to_owned());
        assert_eq!(said, [vec![part("fr", "Le mot"), part("nl", "welkom"), part("fr", "veut dire bienvenue.")], vec![part("fr", "Le C P A S le dit.")],]);
    }
}
