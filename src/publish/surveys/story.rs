//! The survey told (`passerelle.recit`): sentences of an editor, each with the view that it speaks of.

use crate::{
    components::{explorer::anchor_of, explorer_page::Told},
    explorer::view::{View, can_be_crossed, can_be_kept, has_combinations},
    model::{explored::ExploredSurvey, text::Prose},
};
use serde_json::Value;

/// The sentences that `ours` (the member `passerelle` of a package) tells of `survey`.
///
/// # Errors
/// A sentence without words, or that names what the survey does not show, in French.
pub fn story(ours: &Value, survey: &ExploredSurvey) -> Result<Vec<Told>, String> {
    let list = match &ours["recit"] {
        Value::Null => return Ok(Vec::new()),
        Value::Array(list) => list,
        other => return Err(format!("passerelle.recit : attendu une liste de phrases entre crochets, trouvé {other} ; corrigez la valeur")),
    };
    list.iter().enumerate().map(|(place, told)| sentence(told, survey).map_err(|what| format!("passerelle.recit[{place}]{what}"))).collect()
}

fn sentence(told: &Value, survey: &ExploredSurvey) -> Result<Told, String> {
    let words = told["texte"].as_str().filter(|words| !words.trim().is_empty()).ok_or(".texte : la phrase manque ; écrivez-la")?;
    let words = Prose::new(words);
    let Some(code) = told["question"].as_str() else {
        // Filters without a question to look at would show nothing.
        let alone = ["garder", "croiser", "combinaisons"].iter().find(|member| !told[**member].is_null());
        return match alone {
            Some(member) => Err(format!(".{member} : la question à montrer manque ; ajoutez \"question\"")),
            None => Ok(Told { words, href: None }),
        };
    };
    let at = |member: &str, code: &str, fits: &dyn Fn(&crate::model::explored::ExploredQuestion) -> bool| {
        let place = survey.questions.iter().position(|question| question.code == code && fits(question));
        place.ok_or_else(|| format!(".{member} : attendu le code d'une question que la page montre ainsi, trouvé « {code} » ; corrigez-le"))
    };
    let shown = at("question", code, &|question| question.is_published())?;
    let mut view = View::default();
    for (code, options) in told["garder"].as_object().into_iter().flatten() {
        let question = at("garder", code, &can_be_kept)?;
        for option in options.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let row = survey.questions[question].rows.iter().position(|row| row.code == option);
            let row = row.ok_or_else(|| format!(".garder.{code} : attendu le code d'une réponse de cette question, trouvé « {option} » ; corrigez-le"))?;
            view.keep(question, row, true);
        }
    }
    if let Some(code) = told["croiser"].as_str() {
        at("question", &survey.questions[shown].code, &can_be_crossed)?;
        view.cross(shown, Some(at("croiser", code, &can_be_crossed)?));
    }
    if told["combinaisons"] == true {
        at("question", &survey.questions[shown].code, &has_combinations)?;
        view.open_combinations(shown, true);
    }
    let query = view.query(survey);
    let question = if query.is_empty() { String::new() } else { format!("?{query}") };
    Ok(Told { words, href: Some(format!("/sondages/{}/{question}#{}", survey.id, anchor_of(&survey.questions[shown]))) })
}
