//! Surveys that ask the same again: what each one's explorer shows of the other waves of its series, question by question, from what these publish.

use super::surveys::Published;
use crate::{
    components::{explorer::anchor_of, explorer_page::About},
    explorer::counted::Counted,
    locale::fold::fold,
    model::{
        explored::{Drawing, ExploredQuestion, ExploredSurvey},
        json::{FromJson, Json},
        text::Prose,
    },
};
use serde_json::{Value, json};

/// A survey before it is written.
pub struct Wave {
    /// What is published of it.
    pub published: Published,
    /// What is said of it.
    pub about: About,
    /// The data package that one takes away, by file name; empty of protected surveys.
    pub package: Vec<(&'static str, String)>,
    /// The series that it belongs to, as its package names it (`passerelle.serie`).
    pub series: Option<String>,
}

/// The series that a package belongs to.
///
/// # Errors
/// A series without the name of the wave, or a name that is no text, in French.
pub fn series_of(ours: &Value) -> Result<Option<String>, String> {
    let text = |name: &str| match &ours[name] {
        Value::Null => Ok(None),
        Value::String(text) if !text.trim().is_empty() => Ok(Some(text.clone())),
        other => Err(format!("passerelle.{name} : attendu un texte entre guillemets, trouvé {other} ; corrigez la valeur")),
    };
    let (series, wave) = (text("serie")?, text("vague")?);
    match (&series, wave) {
        (Some(series), None) => Err(format!("passerelle.vague : la série « {series} » ne dit pas quelle vague c'est ; ajoutez-la, par exemple \"2026\"")),
        _ => Ok(series),
    }
}

/// Gives each survey what the others of its series publish of the same questions: same code, same way to be drawn.
///
/// # Errors
/// Two waves of a series with the same name, in French.
pub fn join(surveys: &mut [Wave]) -> Result<(), String> {
    let told: Vec<Option<Value>> = (0..surveys.len()).map(|place| of_others(surveys, place)).collect::<Result<_, _>>()?;
    for (survey, told) in surveys.iter_mut().zip(told) {
        let Some(waves) = told else { continue };
        let mut json: Value = serde_json::from_str(&survey.published.json).map_err(|error| error.to_string())?;
        for (place, waves) in waves.as_array().into_iter().flatten().enumerate() {
            json["questions"][place]["waves"] = waves.clone();
        }
        let text = json.to_string();
        let read = Json::parse(&text).map_err(|_| "illisible")?;
        // What the browser gets stays as it is: its program leaves the waves alone.
        survey.published.survey = ExploredSurvey::from_json(&read).map_err(|fault| fault.to_string())?;
    }
    Ok(())
}

/// One list of waves a question of the survey at `place`; `None` when it is alone.
fn of_others(surveys: &[Wave], place: usize) -> Result<Option<Value>, String> {
    let Wave { published: own, series: Some(series), .. } = &surveys[place] else { return Ok(None) };
    let mut others: Vec<&Wave> =
        surveys.iter().enumerate().filter(|(other, wave)| *other != place && wave.series.as_ref() == Some(series)).map(|(_, wave)| wave).collect();
    if let Some(same) = others.iter().find(|other| other.published.survey.wave == own.survey.wave) {
        let name = own.survey.wave.as_deref().unwrap_or_default();
        return Err(format!(
            "passerelle.vague : « {} » et « {} » sont toutes deux la vague « {name} » de la série « {series} » ; donnez-leur des noms différents",
            own.survey.id, same.published.survey.id
        ));
    }
    others.sort_by_key(|wave| wave.published.survey.wave.as_deref().unwrap_or_default().to_owned());
    let of_question = |question: &ExploredQuestion| others.iter().filter_map(|wave| compared(question, wave)).collect::<Vec<_>>();
    Ok((!others.is_empty()).then(|| own.survey.questions.iter().map(of_question).collect()))
}

/// What `wave` publishes of the same question; `None` when it asked it not, or otherwise.
fn compared(question: &ExploredQuestion, wave: &Wave) -> Option<Value> {
    let survey = &wave.published.survey;
    let options = matches!(question.drawing, Drawing::Single | Drawing::Multiple | Drawing::Scale | Drawing::Poles);
    let other = survey.questions.iter().find(|other| other.code == question.code && other.drawing == question.drawing).filter(|_| options)?;
    let counted = Counted::published(other, survey.n);
    // Beside whole counts, hidden ones would look like none.
    if !counted.is_whole() {
        return None;
    }
    let place = |code: &str| question.rows.iter().position(|row| row.code == code);
    let (mut counts, mut only_there) = (Vec::new(), Vec::new());
    let mut reworded = fold(&other.text) != fold(&question.text);
    for (row, count) in other.rows.iter().zip(&counted.rows) {
        match place(&row.code) {
            Some(place) => {
                reworded |= fold(&row.label) != fold(&question.rows[place].label);
                counts.push(json!({ "row": place, "count": count }));
            }
            None => only_there.push(json!({ "label": prose(&row.label), "count": count })),
        }
    }
    Some(json!({
        "name": survey.wave.as_deref(),
        "date": wave.about.date.as_deref(),
        "href": format!("/sondages/{}/#{}", survey.id, anchor_of(other)),
        "fictional": survey.fictional,
        "design": survey.design,
        "panel": survey.panel,
        "n": survey.n,
        "respondents": prose(&survey.respondent.other),
        "base": counted.base,
        "text": reworded.then(|| prose(&other.text)),
        "counts": counts,
        "only_there": only_there,
    }))
}

fn prose(text: &Prose) -> &str {
    text
}
