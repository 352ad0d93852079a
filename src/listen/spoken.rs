//! What is said of a text: everything that a voice reads wrong, in words.
//!
//! French has rules for telephones, dates, hours, amounts, numbers, addresses of electronic mail and abbreviations. In other languages telephones are said digit by digit,
//! and addresses as the language says them; the rest is left to the voice.

use super::numbers::{in_words, rank};

const MONTHS: [&str; 12] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
/// Abbreviations whose point ends no sentence, and what is said. With a point where they are written with one.
const ABBREVIATIONS: [(&str, &str); 15] = [
    ("c.-à-d.", "c'est-à-dire"),
    ("p. ex.", "par exemple"),
    ("etc.", "et cetera"),
    ("art.", "article"),
    ("tél.", "téléphone"),
    ("Tél.", "téléphone"),
    ("cf.", "voir"),
    ("Mmes", "mesdames"),
    ("Mme", "madame"),
    ("MM.", "messieurs"),
    ("M.", "monsieur"),
    ("Dr", "docteur"),
    ("n°", "numéro"),
    ("N°", "numéro"),
    ("asbl", "A S B L"),
];
/// What stands after a number.
const UNITS: [(&str, &str); 5] = [("%", "pour cent"), ("€", "euros"), ("km", "kilomètres"), ("m²", "mètres carrés"), ("kg", "kilos")];

/// How a language says the signs of an address: `@`, `.`, `-`, `_`, `/`.
fn signs(lang: &str) -> Option<[&'static str; 5]> {
    Some(match lang {
        "fr" => ["arobase", "point", "tiret", "tiret bas", "barre oblique"],
        "en" => ["at", "dot", "dash", "underscore", "slash"],
        "nl" => ["apenstaartje", "punt", "streepje", "laag streepje", "schuine streep"],
        _ => return None,
    })
}

/// `text` as a voice of the language `lang` (its first letters: `fr`) must be given it. `spelled`: abbreviations in capitals that are said letter by letter.
///
/// Empty when nothing in it can be said.
///
/// ```
/// use passerelle::listen::spoken::said;
/// assert_eq!(said("Appelez le 081 73 71 76.", "fr", &[]), "Appelez le zéro quatre-vingt-un, septante-trois, septante et un, septante-six.");
/// ```
#[must_use]
pub fn said(text: &str, lang: &str, spelled: &[String]) -> String {
    let letters: Vec<char> = text.chars().filter_map(plain).collect();
    let (mut out, mut place) = (String::new(), 0);
    while place < letters.len() {
        let begins = place == 0 || !is_word(letters[place - 1]);
        let found = if begins { found(&letters[place..], lang, spelled) } else { None };
        if let Some((length, words)) = found {
            out.push_str(&words);
            place += length;
            // « 9h-12h », « 2019-2022 »: from the one to the other.
            if lang == "fr" && is_dash(at(&letters, place)) && at(&letters, place + 1).is_ascii_digit() && letters[place - 1] != ' ' {
                out.push_str(" à ");
                place += 1;
            }
        } else {
            sign(&letters, place, lang, &mut out);
            place += 1;
        }
    }
    let out = out.trim_matches(' ');
    if out.chars().any(is_word) { out.to_owned() } else { String::new() }
}

/// One kind of space, of hyphen; nothing for what is not seen.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => None,
        '\t' | '\n' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2009}' => Some(' '),
        '\u{2011}' | '\u{2010}' => Some('-'),
        _ => Some(letter),
    }
}

/// Letters and digits of any script, without the tables that would tell them exactly.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || (letter >= '\u{c0}'
            && !matches!(letter, '\u{d7}' | '\u{f7}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{6d4}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}'))
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—')
}

/// What stands at `place`; a space beyond the end.
fn at(letters: &[char], place: usize) -> char {
    letters.get(place).copied().unwrap_or(' ')
}

fn starts(letters: &[char], word: &str) -> Option<usize> {
    let length = word.chars().count();
    (letters.len() >= length && word.chars().eq(letters[..length].iter().copied())).then_some(length)
}

fn digits(letters: &[char]) -> usize {
    letters.iter().take_while(|letter| letter.is_ascii_digit()).count()
}

/// The number of `letters`, all digits.
fn value(letters: &[char]) -> u64 {
    letters.iter().fold(0_u64, |value, letter| value.saturating_mul(10).saturating_add(u64::from(*letter as u32 - '0' as u32)))
}

/// How much of the beginning of `letters` is said in other words, and in which.
fn found(letters: &[char], lang: &str, spelled: &[String]) -> Option<(usize, String)> {
    let french = lang == "fr";
    let first = *letters.first()?;
    if let Some(found) = address(letters, lang).or_else(|| telephone(letters, french)) {
        return Some(found);
    }
    if !french {
        return None;
    }
    if first.is_ascii_digit() {
        return date(letters).or_else(|| hour(letters)).or_else(|| amount(letters));
    }
    if first == '€' {
        let skipped = 1 + usize::from(at(letters, 1) == ' ');
        let (length, words) = amount(letters.get(skipped..)?)?;
        return Some((skipped + length, [&words, " euros"].concat()));
    }
    abbreviation(letters).or_else(|| capitals(letters, spelled))
}

/// An address of electronic mail or of a site, as one would dictate it.
fn address(letters: &[char], lang: &str) -> Option<(usize, String)> {
    let token = letters.iter().take_while(|letter| letter.is_ascii_alphanumeric() || "@.-_/:+%".contains(**letter)).count();
    let token = letters[..token].iter().rposition(char::is_ascii_alphanumeric)? + 1;
    let word: String = letters[..token].iter().collect();
    let host = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://")).unwrap_or(&word);
    let mail = host.split_once('@').is_some_and(|(name, rest)| !name.is_empty() && rest.contains('.'));
    let ending = host.split('/').next().and_then(|host| host.rsplit_once('.')).map_or("", |(_, ending)| ending);
    let site = host.len() < word.len() || host.starts_with("www.") || ["be", "brussels", "com", "eu", "fr", "gov", "info", "net", "org"].contains(&ending);
    if !mail && !site {
        return None;
    }
    let words = signs(lang)?;
    let mut out = String::new();
    for letter in host.chars() {
        match "@.-_/".find(letter) {
            Some(place) => [" ", words[place], " "].iter().for_each(|part| out.push_str(part)),
            None => out.push(letter),
        }
    }
    Some((token, out))
}

/// A telephone number as Belgium writes it (« 081 73 71 76 », « 081/73.71.76 », « 0471123456 ») or with the country's. Group by group in French, else digit by digit.
fn telephone(letters: &[char], french: bool) -> Option<(usize, String)> {
    let plus = letters[0] == '+';
    let mut place = usize::from(plus);
    if !plus && letters[0] != '0' {
        return None;
    }
    let (mut groups, mut total, mut end): (Vec<&[char]>, usize, usize) = (Vec::new(), 0, 0);
    let most = if plus { 15 } else { 10 };
    loop {
        let length = digits(&letters[place..]);
        if length == 0 || (!groups.is_empty() && length < 2) || total + length > most {
            break;
        }
        groups.push(&letters[place..place + length]);
        (place, total, end) = (place + length, total + length, place + length);
        // « +32 (0)81 »: the zero is not dialled.
        let skipped = starts(&letters[place..], " (0)").map_or(1, |length| length + usize::from(at(letters, place + length) == ' '));
        if (skipped == 1 && !" ./-".contains(at(letters, place))) || !at(letters, place + skipped).is_ascii_digit() {
            break;
        }
        place += skipped;
    }
    if total < 9 || is_word(at(letters, end)) {
        return None;
    }
    if let [whole] = groups[..]
        && !plus
    {
        let (first, second) = if total == 10 {
            (4, 6)
        } else if ['2', '3', '4', '9'].contains(&whole[1]) {
            (2, 5)
        } else {
            (3, 5)
        };
        groups = vec![&whole[..first], &whole[first..second]];
        groups.extend(whole[second..].chunks(2));
    }
    let groups: Vec<String> = groups.iter().map(|group| if french { group_in_words(group) } else { one_by_one(group) }).collect();
    let sign = if plus { if french { "plus " } else { "+ " } } else { "" };
    Some((end, [sign, &groups.join(", ")].concat()))
}

fn one_by_one(group: &[char]) -> String {
    group.iter().flat_map(|digit| [*digit, ' ']).collect::<String>().trim_end_matches(' ').to_owned()
}

/// « 081 »: its zeros, then a number of three digits at most.
fn group_in_words(group: &[char]) -> String {
    let zeros = group.iter().take_while(|digit| **digit == '0').count();
    let mut words = vec!["zéro".to_owned(); zeros];
    let rest = &group[zeros..];
    if rest.len() > 3 {
        words.extend(rest.chunks(2).map(group_in_words));
    } else if !rest.is_empty() {
        words.push(in_words(value(rest)));
    }
    words.join(" ")
}

/// « 12/05/2024 », « 2024-05-12 ».
fn date(letters: &[char]) -> Option<(usize, String)> {
    let first = digits(letters);
    let separator = at(letters, first);
    let second = digits(letters.get(first + 1..)?);
    let third = digits(letters.get(first + second + 2..)?);
    if !"/.-".contains(separator) || at(letters, first + 1 + second) != separator {
        return None;
    }
    let parts = [&letters[..first], &letters[first + 1..][..second], &letters[first + second + 2..][..third]].map(value);
    let [day, month, year] = match (first, second, third) {
        (1 | 2, 1 | 2, 4) => parts,
        (4, 2, 2) if separator == '-' => [parts[2], parts[1], parts[0]],
        _ => return None,
    };
    let month = MONTHS.get((month as usize).checked_sub(1)?)?;
    let day = if day == 1 { rank(1, false) } else { in_words(day) };
    Some((first + second + third + 2, [&day, " ", month, " ", &in_words(year)].concat()))
}

/// « 9 h 30 », « 9h », « 14:30 ».
fn hour(letters: &[char]) -> Option<(usize, String)> {
    let length = digits(letters);
    let hours = value(&letters[..length]);
    let mut place = length + usize::from(at(letters, length) == ' ');
    let colon = at(letters, length) == ':';
    if length > 2 || hours > 24 || (!colon && at(letters, place) != 'h') {
        return None;
    }
    place = if colon { length + 1 } else { place + 1 };
    let spaced = usize::from(!colon && at(letters, place) == ' ');
    let minutes = digits(letters.get(place + spaced..).unwrap_or_default());
    let mut end = place;
    let mut words = [feminine(hours).as_str(), if hours < 2 { " heure" } else { " heures" }].concat();
    if minutes == 2 && value(&letters[place + spaced..][..2]) < 60 {
        end = place + spaced + 2;
        let minutes = value(&letters[place + spaced..][..2]);
        if minutes > 0 {
            words = [&words, " ", &feminine(minutes)].concat();
        }
    } else if colon {
        return None;
    }
    (!is_word(at(letters, end))).then_some((end, words))
}

/// « une », « vingt et une ».
fn feminine(number: u64) -> String {
    let words = in_words(number);
    if words.ends_with("un") { [&words, "e"].concat() } else { words }
}

/// A number with what belongs to it: « 1 046 », « 3,5 % », « 12,50 € », « 1er ».
fn amount(letters: &[char]) -> Option<(usize, String)> {
    let mut end = digits(letters);
    if end == 0 {
        return None;
    }
    let mut whole: Vec<char> = letters[..end].to_vec();
    // Groups of three: « 1 046 », « 1.046 ».
    let separator = at(letters, end);
    while whole[0] != '0' && digits(letters) <= 3 && " .".contains(separator) && at(letters, end) == separator {
        let group = letters.get(end + 1..).unwrap_or_default();
        if digits(group) != 3 {
            break;
        }
        whole.extend(&group[..3]);
        end += 4;
    }
    let spoken = if whole[0] == '0' && whole.len() > 1 { group_in_words(&whole) } else { in_words(value(&whole)) };
    // Ranks.
    for (suffix, is_feminine) in [("ère", true), ("re", true), ("er", false), ("ème", false), ("es", false), ("e", false)] {
        if let Some(length) = starts(&letters[end..], suffix).filter(|length| !is_word(at(letters, end + length))) {
            return Some((end + length, rank(value(&whole), is_feminine)));
        }
    }
    let decimals = if [',', '.'].contains(&at(letters, end)) { digits(letters.get(end + 1..).unwrap_or_default()) } else { 0 };
    let fraction = letters.get(end + 1..end + 1 + decimals).filter(|fraction| !fraction.is_empty());
    let point = if at(letters, end) == ',' { " virgule " } else { " point " };
    let after = end + fraction.map_or(0, |fraction| fraction.len() + 1);
    let spaced = usize::from(at(letters, after) == ' ');
    for (unit, words) in UNITS {
        let Some(length) = letters.get(after + spaced..).and_then(|rest| starts(rest, unit)) else { continue };
        let end = after + spaced + length;
        if is_word(at(letters, end)) {
            continue;
        }
        return Some((
            end,
            match fraction {
                Some(cents) if unit == "€" && cents.len() == 2 => match value(cents) {
                    0 => [&spoken, " ", words].concat(),
                    cents => [&spoken, " ", words, " ", &in_words(cents)].concat(),
                },
                Some(fraction) => [&spoken, point, &group_in_words(fraction), " ", words].concat(),
                None => [&spoken, " ", words].concat(),
            },
        ));
    }
    // A name that begins with a digit is left as it is.
    if is_word(at(letters, after)) {
        return Some((after, letters[..after].iter().collect()));
    }
    Some((after, fraction.map_or(spoken.clone(), |fraction| [&spoken, point, &group_in_words(fraction)].concat())))
}

fn abbreviation(letters: &[char]) -> Option<(usize, String)> {
    ABBREVIATIONS.iter().find_map(|(short, words)| {
        let length = starts(letters, short)?;
        let title = *short == "M." || *short == "MM." || *short == "Dr";
        // « M. Dupont », but « le bâtiment M. »
        let fits = if title { at(letters, length) == ' ' && is_word(at(letters, length + 1)) } else { !is_word(at(letters, length)) };
        // The point of « etc. » may end the sentence too: the voice must hear it.
        let ends = *short == "etc." && length == letters.iter().rposition(|letter| *letter != ' ').map_or(0, |last| last + 1);
        fits.then(|| (if ends { length - 1 } else { length }, (*words).to_owned()))
    })
}

/// Capitals that are said letter by letter: those that are known to be and are no easy word, those without a vowel, and any two but Roman figures.
fn capitals(letters: &[char], spelled: &[String]) -> Option<(usize, String)> {
    let length = letters.iter().take_while(|letter| letter.is_ascii_uppercase()).count();
    if length < 2 || is_word(at(letters, length)) {
        return None;
    }
    let word = &letters[..length];
    let is_roman = word.iter().all(|letter| "IVX".contains(*letter));
    let is_known = spelled.iter().any(|known| known.chars().eq(word.iter().copied()));
    let has_vowel = word.iter().any(|letter| is_vowel(*letter));
    let is_said = if is_known { is_pronounced(word) } else { is_roman || (has_vowel && length > 2) };
    (!is_said).then(|| (length, one_by_one(word)))
}

fn is_vowel(letter: char) -> bool {
    "AEIOUY".contains(letter)
}

/// Whether capitals are easily said as a word: four letters whose consonants stand apart (MENA), or more without three of them in a row (IRFAM, DASPA).
fn is_pronounced(word: &[char]) -> bool {
    let longest = word.split(|letter| is_vowel(*letter)).map(<[char]>::len).max().unwrap_or(0);
    word.len() >= 4 && longest <= if word.len() == 4 { 1 } else { 2 }
}

/// A letter, or what stands for a sign.
fn sign(letters: &[char], place: usize, lang: &str, out: &mut String) {
    let letter = letters[place];
    let (before, after) = (place.checked_sub(1).map_or(' ', |place| letters[place]), at(letters, place + 1));
    let words = match letter {
        ' ' => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            return;
        }
        '«' | '»' | '→' | '←' | '•' | '|' | '*' | '#' | '_' | '“' | '”' | '"' => "",
        '&' if lang == "fr" => "et",
        '+' if lang == "fr" && after.is_ascii_digit() => "plus ",
        '=' if lang == "fr" => "égale",
        '×' if lang == "fr" => "fois",
        // « Actions/Services », « un centre – le nôtre »: a short silence.
        '/' if is_word(before) => {
            if is_word(after) {
                ", "
            } else {
                ""
            }
        }
        '–' | '—' if before == ' ' && after == ' ' => {
            out.truncate(out.trim_end_matches(' ').len());
            ","
        }
        // « étranger·e·s »
        '·' if is_word(before) => "",
        'e' if before == '·' && !is_word(after) && after == '·' => "",
        _ => {
            // No space before what ends a sentence: some voices say its name.
            if ".,;:!?…)".contains(letter) {
                out.truncate(out.trim_end_matches(' ').len());
            }
            out.push(letter);
            return;
        }
    };
    out.push_str(words);
}

#[cfg(test)]
mod tests {
    use super::said;

    fn check(lang: &str, cases: &[(&str, &str)]) {
        let spelled: Vec<String> = ["CPAS", "CAI", "CECRL", "FLE", "IRFAM", "MENA", "WCAG"].map(str::to_owned).into();
        for (text, expected) in cases {
            assert_eq!(said(text, lang, &spelled), *expected, "{text}");
        }
    }

    #[test]
    fn telephones_are_said_as_belgians_say_them() {
        check(
            "fr",
            &[
                ("081 73 71 76", "zéro quatre-vingt-un, septante-trois, septante et un, septante-six"),
                ("081\u{a0}73\u{202f}71 76", "zéro quatre-vingt-un, septante-trois, septante et un, septante-six"),
                ("Tél. : 081/73.71.76.", "téléphone: zéro quatre-vingt-un, septante-trois, septante et un, septante-six."),
                ("081737176", "zéro quatre-vingt-un, septante-trois, septante et un, septante-six"),
                ("02 788 90 07", "zéro deux, sept cent quatre-vingt-huit, nonante, zéro sept"),
                ("027889007", "zéro deux, sept cent quatre-vingt-huit, nonante, zéro sept"),
                ("0471 12 34 00", "zéro quatre cent septante et un, douze, trente-quatre, zéro zéro"),
                ("0471123400", "zéro quatre cent septante et un, douze, trente-quatre, zéro zéro"),
                ("0800 15 800", "zéro huit cents, quinze, huit cents"),
                ("+32 81 71 35 18", "plus trente-deux, quatre-vingt-un, septante et un, trente-cinq, dix-huit"),
                ("+32 (0)81 71 35 18", "plus trente-deux, quatre-vingt-un, septante et un, trente-cinq, dix-huit"),
                ("(081 73 71 76)", "(zéro quatre-vingt-un, septante-trois, septante et un, septante-six)"),
                ("081 73 71 76, de 9 h à 12 h", "zéro quatre-vingt-un, septante-trois, septante et un, septante-six, de neuf heures à douze heures"),
                ("081 73 71 76 9 h", "zéro quatre-vingt-un, septante-trois, septante et un, septante-six neuf heures"),
            ],
        );
        check("ar", &[("هاتف 081 73 71 76", "هاتف 0 8 1, 7 3, 7 1, 7 6")]);
        check("nl", &[("Bel 081 73 71 76.", "Bel 0 8 1, 7 3, 7 1, 7 6.")]);
    }

    #[test]
    fn hours_and_dates_are_said_in_words() {
        check(
            "fr",
            &[
                ("de 9 h 30 à 16 h", "de neuf heures trente à seize heures"),
                ("9h30-12h", "neuf heures trente à douze heures"),
                ("1 h", "une heure"),
                ("21 h 01", "vingt et une heures une"),
                ("14:30", "quatorze heures trente"),
                ("9 h 00", "neuf heures"),
                ("28 h par semaine", "vingt-huit h par semaine"),
                ("le 12/05/2024", "le douze mai deux mille vingt-quatre"),
                ("le 1.2.2026.", "le premier février deux mille vingt-six."),
                ("2022-09-26", "vingt-six septembre deux mille vingt-deux"),
                ("le 1er mai 1996", "le premier mai mille neuf cent nonante-six"),
                ("26 septembre 2022", "vingt-six septembre deux mille vingt-deux"),
                ("2019-2022", "deux mille dix-neuf à deux mille vingt-deux"),
                ("2019–2022", "deux mille dix-neuf à deux mille vingt-deux"),
                ("40/13/2022", "quarante, treize, deux mille vingt-deux"),
            ],
        );
    }

    #[test]
    fn numbers_and_amounts_are_said_in_words() {
        check(
            "fr",
            &[
                ("1\u{202f}046 euros", "mille quarante-six euros"),
                ("1 046 000 habitants", "un million quarante-six mille habitants"),
                ("1.046 personnes", "mille quarante-six personnes"),
                ("En 2022 100 personnes", "En deux mille vingt-deux cent personnes"),
                ("12,50 €", "douze euros cinquante"),
                ("12,00 €", "douze euros"),
                ("€ 12", "douze euros"),
                ("3,5 %", "trois virgule cinq pour cent"),
                ("3,05", "trois virgule zéro cinq"),
                ("WCAG 2.2", "W C A G deux point deux"),
                ("75 %", "septante-cinq pour cent"),
                ("la 2e fois, la 1re", "la deuxième fois, la première"),
                ("le niveau A2", "le niveau A2"),
                ("5 km", "cinq kilomètres"),
                ("un 4x4", "un 4x4"),
                ("23.", "vingt-trois."),
                ("9 sur 23, 12", "neuf sur vingt-trois, douze"),
                ("+ 3", "+ trois"),
                ("+3", "plus trois"),
            ],
        );
        check("en", &[("75 people", "75 people")]);
    }

    #[test]
    fn addresses_are_dictated() {
        check(
            "fr",
            &[
                ("Écrivez à info@cainamur.be.", "Écrivez à info arobase cainamur point be."),
                ("marie-jo_b@mail.example.org", "marie tiret jo tiret bas b arobase mail point example point org"),
                ("https://www.cainamur.be/contact/", "www point cainamur point be barre oblique contact"),
                ("cainamur.be", "cainamur point be"),
                ("fin.Puis", "fin.Puis"),
            ],
        );
        check("en", &[("info@cainamur.be", "info at cainamur dot be")]);
        check("ar", &[("info@cainamur.be", "info@cainamur.be")]);
    }

    #[test]
    fn abbreviations_are_said_in_full_or_letter_by_letter() {
        check(
            "fr",
            &[
                ("le CPAS d'ici", "le C P A S d'ici"),
                ("l'UE et le SPF", "l'U E et le S P F"),
                ("une MENA, l'IRFAM", "une MENA, l'IRFAM"),
                ("le CECRL", "le C E C R L"),
                ("URGENT : appelez", "URGENT: appelez"),
                ("Léopold II", "Léopold II"),
                ("FLE/RAN", "F L E, RAN"),
                ("M. Dupont et Mme Durand", "monsieur Dupont et madame Durand"),
                ("Entrée M.", "Entrée M."),
                ("p. ex. le CAI", "par exemple le C A I"),
                ("du riz, des pâtes, etc.", "du riz, des pâtes, et cetera."),
                ("l'art. 3", "l'article trois"),
                ("au n° 5", "au numéro cinq"),
                ("une asbl", "une A S B L"),
            ],
        );
    }

    #[test]
    fn signs_are_not_named() {
        check(
            "fr",
            &[
                ("« Données fictives »", "Données fictives"),
                ("  deux\n   lignes ", "deux lignes"),
                ("Actions/Services", "Actions, Services"),
                ("un centre – le nôtre – ici", "un centre, le nôtre, ici"),
                ("vrai ?", "vrai?"),
                ("A & B", "A et B"),
                ("inter\u{ad}culturelle", "interculturelle"),
                ("étranger·e·s", "étrangers"),
                ("→", ""),
                ("…", ""),
                ("", ""),
            ],
        );
        check("ar", &[("العربية", "العربية"), ("هل؟", "هل؟")]);
    }
}
