//! Fine typography, applied when content is read: writers type ordinary spaces and straight apostrophes.
//!
//! The rules go by pattern, not by language: a space before « : » is French wherever it stands, and no other language of the site writes one.

use super::fold::is_of_word;

const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// Narrow no-break spaces before `; ! ?` and around what stands in « », a no-break one before `:` and between a number and `%` or `€`, thin groups of thousands kept
/// together, and curly apostrophes between letters.
///
/// ```
/// use passerelle::locale::typography::refine;
/// assert_eq!(refine("Qu'est-ce ?"), "Qu’est-ce\u{202f}?");
/// assert_eq!(refine("« oui »"), "«\u{202f}oui\u{202f}»");
/// assert_eq!(refine("1 046 personnes : 5 %"), "1\u{202f}046 personnes\u{a0}: 5\u{a0}%");
/// ```
#[must_use]
pub fn refine(text: &str) -> String {
    let mut refined = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        let written = match letter {
            '\'' if is_of_word(before) && (is_of_word(after) || after == '«') => '’',
            ' ' if matches!(after, ';' | '!' | '?' | '»') || before == '«' => NARROW,
            ' ' if after == ':' => NO_BREAK,
            ' ' if before.is_ascii_digit() && matches!(after, '%' | '€') => NO_BREAK,
            ' ' if before.is_ascii_digit() && groups_thousands(&refined, letters.clone()) => NARROW,
            other => other,
        };
        refined.push(written);
        before = letter;
    }
    refined
}

/// Whether exactly three digits follow and one to three stand before: « 1 046 », not « le 5 2022 ».
fn groups_thousands(written: &str, after: impl Iterator<Item = char>) -> bool {
    let run = written.chars().rev().take_while(char::is_ascii_digit).count();
    let starts_number = !written.chars().rev().nth(run).is_some_and(|letter| letter == '+' || letter == '/');
    (1..=3).contains(&run) && starts_number && after.take_while(char::is_ascii_digit).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_signs_never_start_a_line() {
        for (plain, fine) in [
            ("Que faire ?", "Que faire\u{202f}?"),
            ("Oui ! Non ; si", "Oui\u{202f}! Non\u{202f}; si"),
            ("À savoir : ceci", "À savoir\u{a0}: ceci"),
            ("« l'accès »", "«\u{202f}l’accès\u{202f}»"),
            ("d'« accueil »", "d’«\u{202f}accueil\u{202f}»"),
            ("aujourd'hui", "aujourd’hui"),
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
    fn refining_twice_changes_nothing_more() {
        let once = refine("L'été : « 1 046 » !");
        assert_eq!(refine(&once), once);
    }
}
