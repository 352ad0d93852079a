//! Sentences that cost their readers an effort: too long, of hard words, or with a share of nobody knows what.

#[cfg(feature = "ssr")]
use crate::check::{folder::Folder, problem::Problem, texts};
use crate::check::{
    kind::{Kind, LONGEST_SENTENCE},
    readability::{self, Measure},
    texts::{Text, around},
};

/// A sentence with fewer words is a title or a name, whose score says little.
const FEWEST_WORDS: usize = 12;
/// The least score of a sentence (Kandel and Moles): below, it is for specialists.
const LEAST_SCORE: i32 = 10;
/// How many letters of a hard sentence are shown.
const SHOWN: usize = 60;
/// How many letters are shown on each side of a share.
const AROUND: usize = 25;
/// What follows a share that says of what it is one, folded.
const OF_WHAT: [&str; 5] = ["de ", "des ", "du ", "d'", "d’"];
/// What says it elsewhere in the sentence, folded.
const TELLS_BASE: [&str; 9] = ["dont", "parmi", "d'entre", "d’entre", "part", "parts", "taux", "proportion", "base"];

/// The French texts of pages.
#[cfg(feature = "ssr")]
pub fn sentences(folder: &Folder) -> Vec<Problem> {
    let texts: Vec<Text> = texts::of(folder).into_iter().filter(|text| text.place.starts_with("pages/")).collect();
    super::each_text(&texts, faults)
}

/// Places, in bytes, and what is wrong there. Words of others (quotes, titles of sources) and single words are left alone: nobody here may change them.
pub(super) fn faults(text: &Text) -> Vec<(usize, Kind)> {
    let path = text.path_at(0);
    if !(text.is_sentences || path.contains(".items[") || path.starts_with("brief[")) {
        return Vec::new();
    }
    let mut faults = Vec::new();
    let mut end = 0;
    for sentence in readability::sentences(&text.words) {
        let place = text.words[end..].find(sentence).map_or(end, |found| end + found);
        end = place + sentence.len();
        let measure = Measure::of(sentence);
        let score = measure.score().unwrap_or(100);
        if measure.words > LONGEST_SENTENCE || measure.words >= FEWEST_WORDS && score < LEAST_SCORE {
            let shown: String = sentence.chars().take(SHOWN).collect();
            let more = if shown.len() < sentence.len() { "…" } else { "" };
            faults.push((place, Kind::SentenceHard { count: measure.words, score, words: shown.trim_end().to_owned() + more }));
        }
    }
    faults.extend(shares(&text.words));
    faults
}

/// Numbers followed by « % » in a sentence that does not say of what.
fn shares(text: &str) -> Vec<(usize, Kind)> {
    let mut faults = Vec::new();
    for (sign, _) in text.match_indices('%') {
        let number = text[..sign].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let start = number.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ',').len();
        if start == number.len() {
            continue;
        }
        let from = text[..start].rfind(['.', '!', '?', '…']).map_or(0, |stop| stop + 1);
        let to = text[sign..].find(['.', '!', '?', '…']).map_or(text.len(), |stop| sign + stop);
        let after = text[sign + 1..].trim_start_matches([' ', '\u{a0}', '\u{202f}']).to_lowercase();
        let told = OF_WHAT.iter().any(|word| after.starts_with(word))
            || text[from..to]
                .to_lowercase()
                .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'))
                .any(|word| TELLS_BASE.contains(&word) || TELLS_BASE.iter().any(|known| word.strip_prefix("l'").or(word.strip_prefix("l’")) == Some(known)));
        if !told {
            faults.push((start, Kind::ShareOfNothing { words: around(text, start, sign + 1, AROUND) }));
        }
    }
    faults
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_share_says_of_what_it_is_one() {
        for (text, expected) in [
            ("5,29 % des habitants étaient de nationalité étrangère.", 0),
            ("On compte 18 488 personnes, dont 65 % venaient d'ailleurs.", 0),
            ("Dans 83 d'entre eux (30 %), il s'agissait d'autre chose.", 0),
            ("La part était de 4,99 % dans la province et de 10,49 % en Belgique.", 0),
            ("Le chômage a baissé : 65 %.", 1),
            ("C'est vrai pour 30 %, et pour 40 % aussi.", 2),
            ("100\u{a0}% d’entre eux.", 0),
            ("Le taux est de 21 %.", 0),
            ("Un signe % seul.", 0),
            ("La part est connue. Ils étaient 12 %.", 1),
        ] {
            assert_eq!(shares(text).len(), expected, "{text}");
        }
    }
}
