//! Texts whose authors let them be cited: `passerelle.citations` says, for a text, which answer to which other question agrees.

use crate::{
    import::package::{Level, Package},
    survey::{
        question::{Choice, Kind},
        responses::{Answers, Readings, State},
    },
};
use serde_json::Value;
use std::borrow::Cow;

/// The code of the declared reason that stands in place of a text that is not to be cited.
const NOT_CITED: &str = "NON_CITE";

/// `package` without the texts whose authors did not agree: their answer becomes a declared reason, called `label`. `ours`: what the package says under `passerelle`. Texts without
/// a line in `citations` are left, as is a package without answers.
///
/// # Errors
/// What `citations` has wrong, and what to do, in French.
pub fn agreed<'a>(package: &'a Package, ours: &Value, label: &str) -> Result<Cow<'a, Package>, (String, String)> {
    let Value::Object(citations) = &ours["citations"] else { return Ok(Cow::Borrowed(package)) };
    let mut package = package.clone();
    let Level::Responses(survey) = &mut package.level else { return Ok(Cow::Owned(package)) };
    for (code, agreement) in citations {
        let place = survey.question(code).filter(|place| survey.questions[*place].kind == Kind::Text);
        let place =
            place.ok_or_else(|| (format!("« {code} » n'est pas une question à texte libre"), "écrivez le code d'une question de type texte".to_owned()))?;
        let [asked, option] = ["question", "option"].map(|name| agreement[name].as_str().unwrap_or_default());
        let asked_at = survey.question(asked);
        let option_at = asked_at.and_then(|at| survey.questions[at].option(option));
        let (Some(asked_at), Some(option_at)) = (asked_at, option_at) else {
            let what = format!("« {asked} » n'a pas de réponse « {option} » par laquelle on accepterait d'être cité");
            return Err((what, "écrivez { \"question\": …, \"option\": … } : le code de la question d'accord, et celui de sa réponse".to_owned()));
        };
        let (Answers::Codes(agreements), Answers::Texts(texts)) = (&survey.answers[asked_at], &survey.answers[place]) else {
            return Err((format!("« {asked} » n'est pas un choix unique"), "demandez l'accord par un choix unique".to_owned()));
        };
        let question = &mut survey.questions[place];
        let reason = question.missing.iter().position(|reason| reason.code == NOT_CITED).unwrap_or(question.missing.len());
        let mut kept = Readings::default();
        for respondent in 0..survey.respondents {
            match texts.get(respondent) {
                Some(text) if agreements.get(respondent) == Some(option_at) => kept.push(text.clone()),
                Some(_) => kept.push_state(State::Declared(reason)),
                None => kept.push_state(survey.answers[place].state(respondent)),
            }
        }
        if reason == question.missing.len() {
            question.missing.push(Choice::new(NOT_CITED, label));
        }
        survey.answers[place] = Answers::Texts(kept);
    }
    Ok(Cow::Owned(package))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{
        question::Question,
        responses::{Codes, Survey},
    };
    use serde_json::json;

    fn package() -> Package {
        let mut agreement = Codes::with_capacity(5);
        let mut texts: Readings<Box<str>> = Readings::default();
        for (agrees, text) in [(Some(0), Some("Oui à tout")), (Some(1), Some("Pas à citer")), (None, Some("Rien de dit")), (Some(0), None), (Some(1), None)] {
            match agrees {
                Some(option) => agreement.push(option),
                None => agreement.push_state(State::Skipped),
            }
            match text {
                Some(text) => texts.push(text.into()),
                None => texts.push_state(State::NotAsked),
            }
        }
        let asked = Question { options: vec![Choice::new("oui", "Oui"), Choice::new("non", "Non")], ..Question::new("accord", "Accord ?", Kind::Single) };
        let questions = vec![Question { public: true, ..Question::new("mots", "Dites", Kind::Text) }, asked];
        let survey = Survey { questions, answers: vec![Answers::Texts(texts), Answers::Codes(agreement)], respondents: 5 };
        Package { id: "essai".into(), title: "Essai".into(), level: Level::Responses(survey), columns: Vec::new(), ignored: Vec::new(), tool: None }
    }

    #[test]
    fn only_who_agreed_is_cited() {
        let ours = json!({ "citations": { "mots": { "question": "accord", "option": "oui" } } });
        let package = package();
        let cited = agreed(&package, &ours, "Non citée").unwrap();
        let Level::Responses(survey) = &cited.level else { panic!() };
        let Answers::Texts(texts) = &survey.answers[0] else { panic!() };
        assert_eq!(texts.present().map(|text| &**text).collect::<Vec<_>>(), ["Oui à tout"]);
        let states = (0..5).map(|respondent| survey.answers[0].state(respondent)).collect::<Vec<_>>();
        assert_eq!(states, [State::Answered, State::Declared(0), State::Declared(0), State::NotAsked, State::NotAsked]);
        assert_eq!(survey.questions[0].missing, [Choice::new("NON_CITE", "Non citée")]);
    }

    #[test]
    fn what_cannot_be_followed_is_refused() {
        for (citations, expected) in [
            (json!({ "accord": { "question": "accord", "option": "oui" } }), "« accord » n'est pas une question à texte libre"),
            (json!({ "mots": { "question": "accord", "option": "peut-etre" } }), "« accord » n'a pas de réponse « peut-etre »"),
            (json!({ "mots": { "question": "nulle", "option": "oui" } }), "« nulle » n'a pas de réponse « oui »"),
        ] {
            let (what, _) = agreed(&package(), &json!({ "citations": citations }), "").unwrap_err();
            assert!(what.starts_with(expected), "{what}");
        }
        assert!(matches!(agreed(&package(), &json!({}), "").unwrap(), Cow::Borrowed(_)));
    }
}
