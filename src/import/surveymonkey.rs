//! SurveyMonkey: two rows of headings (question, option), or one (`Question - Option`); a ticked cell holds its option's text.

use super::text::plain;

/// Headings of what SurveyMonkey adds, as [`plain`] gives them.
pub const ADDED: &[&str] = &[
    "respondentid",
    "respondent id",
    "collectorid",
    "collector id",
    "startdate",
    "start date",
    "enddate",
    "end date",
    "date created",
    "date modified",
    "ip address",
    "email address",
    "first name",
    "last name",
    "custom value",
    "custom data",
    "custom data 1",
    "date de debut",
    "date de fin",
    "date de creation",
    "date de modification",
    "adresse ip",
    "adresse e mail",
    "prenom",
    "nom de famille",
    "id du repondant",
    "id du collecteur",
    "collecteur",
    "language",
    "custom variable 1",
];

/// Second headings that name no option: the only answer of their question.
pub const RESPONSES: &[&str] =
    &["response", "open ended response", "reponse", "reponse ouverte", "reponse libre", "reponse developpee", "responses", "reponses"];

/// Whether these headings are SurveyMonkey's.
#[must_use]
pub fn recognises(headings: &[String]) -> bool {
    let names: Vec<String> = headings.iter().take(12).map(|heading| plain(heading)).collect();
    let has = |words: &[&str]| names.iter().any(|name| words.contains(&name.as_str()));
    has(&["respondentid", "respondent id", "id du repondant"])
        || (has(&["startdate", "start date"]) && has(&["enddate", "end date"]) && !has(&["progress", "status"]))
}
