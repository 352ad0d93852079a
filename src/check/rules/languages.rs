//! Languages of the site and of its words.

use super::every_piece;
use crate::check::{folder::Folder, kind::Kind, problem::Problem, walk::Piece};

/// A folder of pages and a file of interface words belong to a language of the site, and each language has interface words.
pub fn site_languages(folder: &Folder) -> Vec<Problem> {
    let Some(site) = &folder.site else { return Vec::new() };
    let known: Vec<String> = site.languages.iter().map(|language| language.code.clone()).collect();
    let unknown = |met: &String| (!known.contains(met)).then(|| Kind::LanguageUnknown { met: met.clone(), known: known.clone() });
    let pages = folder.languages.iter().filter_map(|lang| Some(Problem::new(&format!("pages/{lang}"), "", unknown(lang)?)));
    let words = folder.interfaces.iter().filter_map(|lang| Some(Problem::new(&format!("interface/{lang}.json"), "", unknown(lang)?)));
    let without_words = known.iter().enumerate().filter(|(_, lang)| !folder.interfaces.contains(lang));
    let without_words =
        without_words.map(|(index, lang)| Problem::new("site.json", format!("languages[{index}].code"), Kind::InterfaceAbsent { lang: lang.clone() }));
    pages.chain(words).chain(without_words).collect()
}

/// Codes are such as screen readers know.
pub fn codes(folder: &Folder) -> Vec<Problem> {
    every_piece(folder)
        .into_iter()
        .filter_map(|(place, path, piece)| match piece {
            Piece::Language(code) if !is_plausible(code) => Some(Problem::new(place, path, Kind::LanguageCode { met: code.to_owned() })),
            _ => None,
        })
        .collect()
}

/// Whether `code` has the form of a BCP 47 tag: a language, then perhaps a script, then perhaps a country.
///
/// Form only, as written by convention: `fr`, `pt-BR`, `zh-Hant`, `sr-Latn-RS`, `es-419`. Variants, extensions and private tags are refused: no reader would
/// know how to pronounce them.
fn is_plausible(code: &str) -> bool {
    let mut parts = code.split('-').peekable();
    let language = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase()));
    let is_script =
        |part: &&str| part.len() == 4 && part.starts_with(|first: char| first.is_ascii_uppercase()) && part[1..].bytes().all(|byte| byte.is_ascii_lowercase());
    let is_country = |part: &&str| {
        (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase())) || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    parts.next_if(is_script);
    parts.next_if(is_country);
    language && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::is_plausible;

    #[test]
    fn a_code_has_the_form_of_a_tag() {
        for (code, expected) in [
            ("fr", true),
            ("prs", true),
            ("pt-BR", true),
            ("zh-Hant", true),
            ("sr-Latn-RS", true),
            ("es-419", true),
            ("", false),
            ("f", false),
            ("français", false),
            ("FR", false),
            ("fr_BE", false),
            ("fr-be", false),
            ("fr-BE-BE", false),
            ("fr-é", false),
            ("anglais", false),
        ] {
            assert_eq!(is_plausible(code), expected, "{code}");
        }
    }
}
