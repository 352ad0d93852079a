//! Microsoft Forms: a number, two moments, an address, a name, then one column a question; boxes joined by `;` with one at the end.

use super::text::plain;

/// Headings of what Microsoft Forms adds, as [`plain`] gives them.
pub const ADDED: &[&str] = &[
    "id",
    "start time",
    "completion time",
    "email",
    "name",
    "last modified time",
    "total points",
    "quiz feedback",
    "grade posted time",
    "language",
    "heure de debut",
    "heure de fin",
    "heure de l achevement",
    "adresse de messagerie",
    "nom",
    "nom complet",
    "heure de la derniere modification",
    "total des points",
    "commentaires du questionnaire",
    "begintijd",
    "tijd van voltooien",
    "e mail",
    "naam",
    "heure de publication de la note",
    "langue",
];

/// Whether these headings are those of Microsoft Forms.
#[must_use]
pub fn recognises(headings: &[String]) -> bool {
    let names: Vec<String> = headings.iter().take(6).map(|heading| plain(heading)).collect();
    let has = |words: &[&str]| names.iter().any(|name| words.contains(&name.as_str()));
    has(&["start time", "heure de debut", "begintijd"]) && has(&["completion time", "heure de fin", "heure de l achevement", "tijd van voltooien"])
}

/// Whether a column is what a quiz adds to a question.
#[must_use]
pub fn is_of_a_quiz(heading: &str) -> bool {
    ["Points - ", "Feedback - ", "Points – ", "Commentaires - "].iter().any(|start| heading.starts_with(start))
}
