//! Fine typography, applied when content is read: writers type ordinary spaces and straight apostrophes.
//!
//! The rules go by pattern, not by language: a space before « : » is French wherever it stands, and no other language of the site writes one.

use super::fold::is_of_word;
use std::ops::Range;

const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// Narrow no-break spaces before `; : ! ?` and around what stands in « », a no-break one between a number and `%` or `€`, thin groups of thousands kept together, and
/// curly apostrophes between letters.
///
/// ```
/// use passerelle::locale::typography::refine;
/// assert_eq!(refine("Qu'est-ce ?"), "Qu’est-ce\u{202f}?");
/// assert_eq!(refine("« oui »"), "«\u{202f}oui\u{202f}»");
/// assert_eq!(refine("1 046 personnes : 5 %"), "1\u{202f}046 personnes\u{202f}: 5\u{a0}%");
/// ```
#[must_use]
pub fn refine(text: &str) -> String {
    let mut refined = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        let written = match letter {
            // At the end, what follows is in a link or another span.
            '\'' if is_of_word(before) && (is_of_word(after) || after == '«' || letters.peek().is_none()) => '’',
            ' ' if matches!(after, ';' | ':' | '!' | '?' | '»') || before == '«' => NARROW,
            ' ' if before.is_ascii_digit() && matches!(after, '%' | '€') => NO_BREAK,
            ' ' if before.is_ascii_digit() && groups_thousands(&refined, letters.clone()) => NARROW,
            other => other,
        };
        refined.push(written);
        before = letter;
    }
    refined
}

/// Whether `letter` is a space that no line may break at.
#[must_use]
pub fn is_no_break(letter: char) -> bool {
    letter == NARROW || letter == NO_BREAK
}

/// Whether exactly three digits follow and one to three stand before: « 1 046 », not « le 5 2022 ».
fn groups_thousands(written: &str, after: impl Iterator<Item = char>) -> bool {
    let run = written.chars().rev().take_while(char::is_ascii_digit).count();
    let starts_number = !written.chars().rev().nth(run).is_some_and(|letter| letter == '+' || letter == '/');
    (1..=3).contains(&run) && starts_number && after.take_while(char::is_ascii_digit).count() == 3
}

/// Where the raised letters of an ordinal stand in `text`, in bytes: those of « 1er », « 2e », « XIXe », « 1re », not those of « 12e5 » nor of « Me ».
///
/// ```
/// # use passerelle::locale::typography::raised_letters;
/// assert_eq!(raised_letters("le 1er avril"), Some(4..6));
/// assert_eq!(raised_letters("au XIXe siècle"), Some(6..7));
/// assert_eq!(raised_letters("une page"), None);
/// ```
#[must_use]
pub fn raised_letters(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let is_letter = |place: usize| bytes.get(place).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    (1..bytes.len()).find_map(|place| {
        let number = bytes[..place].iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        // A lone capital is an initial or a title; two or more of these are a number.
        let roman = bytes[..place].iter().rev().take_while(|byte| b"IVX".contains(byte)).count();
        let counted = if number > 0 {
            number
        } else if roman > 1 {
            roman
        } else {
            return None;
        };
        let starts = place == counted || !is_letter(place - counted - 1);
        let length = ["er", "re", "es", "e"].iter().find(|end| text[place..].starts_with(**end) && !is_letter(place + end.len()))?.len();
        starts.then_some(place..place + length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_signs_never_start_a_line() {
        for (plain, fine) in [
            ("Que faire ?", "Que faire\u{202f}?"),
            ("Oui ! Non ; si", "Oui\u{202f}! Non\u{202f}; si"),
            ("À savoir : ceci", "À savoir\u{202f}: ceci"),
            ("« l'accès »", "«\u{202f}l’accès\u{202f}»"),
            ("d'« accueil »", "d’«\u{202f}accueil\u{202f}»"),
            ("aujourd'hui", "aujourd’hui"),
            ("C'est l'", "C’est l’"),
            ("12 000 €", "12\u{202f}000\u{a0}€"),
            ("3 500 700", "3\u{202f}500\u{202f}700"),
            ("26 septembre 2022", "26 septembre 2022"),
            ("le 5 2022", "le 5 2022"),
            ("déjà’ fin", "déjà’ fin"),
            ("Is it? Yes: it is.", "Is it? Yes: it is."),
            ("", ""),
        ] {
            assert_eq!(refine(plain), fine, "{plain}");
        }
    }

    #[test]
    fn ordinals_are_found_and_nothing_else_is() {
        for (text, raised) in [
            ("1er", "er"),
            ("la 2e fois", "e"),
            ("les 1res", ""),
            ("au XXe siècle", "e"),
            ("Me Dupont", ""),
            ("Ve", ""),
            ("12e5", ""),
            ("A1er", ""),
            ("été", ""),
            ("23 et", ""),
            ("", ""),
        ] {
            assert_eq!(raised_letters(text).map_or("", |range| &text[range]), raised, "{text}");
        }
    }

    #[test]
    fn refining_twice_changes_nothing_more() {
        let once = refine("L'été : « 1 046 » !");
        assert_eq!(refine(&once), once);
    }
}
