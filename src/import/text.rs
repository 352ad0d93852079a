//! Texts that are the same for a reader and not for a computer: spaces, apostrophes, accents, case.

use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Without surrounding spaces of any kind, composed (NFC), and without control characters but line breaks.
#[must_use]
pub fn clean(text: &str) -> String {
    let kept = text.chars().filter(|letter| {
        !matches!(letter, '\u{200B}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' | '\u{AD}') && (!letter.is_control() || *letter == '\n' || *letter == '\t')
    });
    kept.nfc().collect::<String>().trim().to_owned()
}

/// On one line, with single spaces: for headings and labels.
#[must_use]
pub fn label(text: &str) -> String {
    let text = clean(text);
    let text = if text.contains('<') && text.contains('>') { without_tags(&text) } else { text };
    let mut found = String::with_capacity(text.len());
    let mut space = false;
    for letter in text.chars() {
        if matches!(letter, ' ' | '\n' | '\r' | '\t') {
            space = true;
            continue;
        }
        if space && !found.is_empty() {
            found.push(' ');
        }
        space = false;
        found.push(letter);
    }
    found
}

/// Without HTML tags, with the commonest entities read. `a < b` stays.
fn without_tags(text: &str) -> String {
    let mut found = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        found.push_str(&rest[..start]);
        let tag = &rest[start..];
        let is_tag = tag[1..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/' || letter == '!');
        match tag.find('>').filter(|_| is_tag) {
            Some(end) => {
                found.push(' ');
                rest = &tag[end + 1..];
            }
            None => {
                found.push('<');
                rest = &tag[1..];
            }
        }
    }
    found.push_str(rest);
    for (entity, letter) in
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&rsquo;", "’"), ("&eacute;", "é"), ("&amp;", "&")]
    {
        if found.contains(entity) {
            found = found.replace(entity, letter);
        }
    }
    found
}

/// What two spellings of one answer have in common: case, kinds of space, apostrophe, quote and dash do not matter; accents do.
#[must_use]
pub fn key(text: &str) -> String {
    if text.is_ascii() {
        let mut found = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !found.is_empty() {
                found.push(' ');
            }
            found.push_str(word);
        }
        found.make_ascii_lowercase();
        return if found.contains('`') { found.replace('`', "'") } else { found };
    }
    let mut found = String::with_capacity(text.len());
    let mut space = false;
    for letter in text.nfkc() {
        let letter = match letter {
            '’' | '‘' | 'ʼ' | '´' | '`' => '\'',
            '“' | '”' | '«' | '»' | '„' => '"',
            '–' | '—' | '‐' | '‑' | '−' => '-',
            '\u{200B}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' | '\u{AD}' => continue,
            letter => letter,
        };
        if letter.is_whitespace() {
            space = true;
            continue;
        }
        if space && !found.is_empty() {
            found.push(' ');
        }
        space = false;
        found.extend(letter.to_lowercase());
    }
    found
}

/// [`key`] without accents and punctuation, its words apart by one space: for headings.
#[must_use]
pub fn plain(text: &str) -> String {
    slug(text, usize::MAX).replace('_', " ")
}

/// Of `a-z`, `0-9` and `_`, cut after a word where it is longer than `most`; empty when no letter is Latin.
#[must_use]
pub fn slug(text: &str, most: usize) -> String {
    let mut found = String::new();
    let mut pending = false;
    let add = |piece: &str, found: &mut String, pending: &mut bool| {
        if *pending && !found.is_empty() {
            found.push('_');
        }
        *pending = false;
        found.push_str(piece);
    };
    for letter in text.nfkd() {
        match letter {
            'a'..='z' | '0'..='9' => add(letter.encode_utf8(&mut [0; 4]), &mut found, &mut pending),
            'A'..='Z' => add(letter.to_ascii_lowercase().encode_utf8(&mut [0; 4]), &mut found, &mut pending),
            'œ' | 'Œ' => add("oe", &mut found, &mut pending),
            'æ' | 'Æ' => add("ae", &mut found, &mut pending),
            'ß' => add("ss", &mut found, &mut pending),
            'ø' | 'Ø' => add("o", &mut found, &mut pending),
            '<' => {
                pending = true;
                add("moins", &mut found, &mut pending);
                pending = true;
            }
            '>' => {
                pending = true;
                add("plus", &mut found, &mut pending);
                pending = true;
            }
            '\u{300}'..='\u{36F}' => {}
            _ => pending = true,
        }
    }
    if found.len() > most {
        let cut = found[..=most].rfind('_').filter(|cut| *cut > most / 2).unwrap_or(most);
        found.truncate(cut);
    }
    found
}

/// Codes given so far, so that each is unique.
#[derive(Debug, Default)]
pub struct Codes(HashSet<String>);

impl Codes {
    /// `wanted`, or with `_2`, `_3`… when it is taken; `otherwise` when it is empty.
    pub fn take(&mut self, wanted: &str, otherwise: &str) -> String {
        let wanted = if wanted.is_empty() { otherwise } else { wanted };
        let mut code = wanted.to_owned();
        let mut number = 1;
        while !self.0.insert(code.clone()) {
            number += 1;
            code = format!("{wanted}_{number}");
        }
        code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_answer_meet() {
        for (one, other) in [
            ("l’école", "l'école"),
            ("e\u{301}cole", "École"),
            ("10\u{202F}000 €", "10 000 €"),
            ("Oui\u{A0}", " oui"),
            ("18–29", "18-29"),
            ("tout  à\nfait", "Tout à fait"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_ne!(key("cote"), key("côté"));
    }

    #[test]
    fn slugs_are_short_ascii_words() {
        for (text, expected) in [
            ("Êtes-vous d’accord ?", "etes_vous_d_accord"),
            ("> 60", "plus_60"),
            ("< 18 ans", "moins_18_ans"),
            ("$0 - $24,999", "0_24_999"),
            ("Q3[SQ001]", "q3_sq001"),
            ("cœur", "coeur"),
            ("01", "01"),
            ("نعم", ""),
        ] {
            assert_eq!(slug(text, 40), expected, "{text}");
        }
        assert_eq!(slug("Which of these side dishes are typically served at your", 40), "which_of_these_side_dishes_are_typically");
        assert_eq!(slug(&"a".repeat(90), 40).len(), 40);
    }

    #[test]
    fn a_code_that_is_taken_gets_a_number() {
        let mut codes = Codes::default();
        assert_eq!(["a", "a", "", "a"].map(|wanted| codes.take(wanted, "q4")), ["a", "a_2", "q4", "a_3"]);
    }

    #[test]
    fn tags_go_and_comparisons_stay() {
        assert_eq!(label("<p>Votre <b>âge</b>&nbsp;?</p>"), "Votre âge ?");
        assert_eq!(label("moins < 5 et > 3"), "moins < 5 et > 3");
    }
}
