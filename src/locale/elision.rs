//! « de », « d' ».

use super::fold::fold;

/// « de » before `words`, elided before a vowel or an h: « d'associations », « de communes ». Aspirated h are not known: « de » must then be written in the content.
///
/// ```
/// use passerelle::locale::elision::of;
/// assert_eq!(of("associations"), "d’associations");
/// assert_eq!(of("répondants"), "de répondants");
/// assert_eq!(of("écoles"), "d’écoles");
/// ```
#[must_use]
pub fn of(words: &str) -> String {
    let elided = fold(words).starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
    [if elided { "d’" } else { "de " }, words].concat()
}
