//! Google Forms: a moment, then one column a question, labels only; boxes joined by `, ` or `;`; grids as `Question [Row]`.

use super::text::plain;

/// The first heading, in the languages that are met here, as [`plain`] gives it.
pub const ADDED: &[&str] = &[
    "timestamp",
    "horodateur",
    "horodatage",
    "zeitstempel",
    "marca temporal",
    "tijdstempel",
    "informazioni cronologiche",
    "carimbo de data hora",
    "username",
    "nom d utilisateur",
    "email address",
    "adresse e mail",
    "score",
    "note totale",
];

/// Whether these headings are those of Google Forms.
#[must_use]
pub fn recognises(headings: &[String]) -> bool {
    headings.first().is_some_and(|first| ADDED[..8].contains(&plain(first).as_str()))
}
