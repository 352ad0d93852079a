//! Letters without case or accents, for searches and anchors.

/// Whether `letter` is part of a word: a digit, or a letter of any script.
///
/// By ranges rather than by Unicode's tables, which weigh on the wasm: everything from À on but the general punctuation.
#[must_use]
pub fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || (letter >= 'À' && !('\u{2000}'..='\u{2bff}').contains(&letter) && letter != '×' && letter != '÷')
}

/// Lower case, accents dropped, ligatures opened, apostrophes and hyphens as spaces.
///
/// Covers Latin letters of the site's languages; other scripts pass unchanged but for case.
///
/// ```
/// use passerelle::locale::fold::fold;
/// assert_eq!(fold("L’Équivalence, sœur Éçà"), "l equivalence, soeur eca");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ä' | 'Å' => folded.push('a'),
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => folded.push('e'),
            'î' | 'ï' | 'í' | 'ì' | 'Î' | 'Ï' | 'Í' => folded.push('i'),
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' | 'Ô' | 'Ö' | 'Ó' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' | 'Ú' => folded.push('u'),
            'ç' | 'Ç' => folded.push('c'),
            'ñ' | 'Ñ' => folded.push('n'),
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            '’' | '\'' | '-' | '\u{a0}' | '\u{202f}' | '/' => folded.push(' '),
            '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}
