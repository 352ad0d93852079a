//! Phrases with places to fill.

/// Puts each value in the place of its name: `{n}`.
///
/// ```
/// use passerelle::locale::phrase::fill;
/// assert_eq!(fill("de {min} à {max}", &[("min", "0"), ("max", "11")]), "de 0 à 11");
/// ```
#[must_use]
pub fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(phrase.to_owned(), |filled, (name, value)| filled.replace(&["{", name, "}"].concat(), value))
}
