//! Questions that are read together: the rows of a grid, the items of a ranking, as the questionnaire declares them (`groupe`). What is asked of all is said once.

use crate::{
    import::package::{Level, Package},
    locale::phrase::fill,
    publish::columns::{Column, code::agrees_first},
    survey::{
        question::{Kind, Question},
        responses::State,
    },
};
use serde_json::{Value, json};
use std::ops::Range;

/// Between what is asked of all and what one question adds, as the importer writes it and as people do.
const BETWEEN: &[&str] = &[" – ", " — ", " - ", " : "];

/// The groups among `questions`, which are as [`crate::model::explored::ExploredQuestion`] reads them. `columns` gets one more for each ranking whose answers are published
/// (`None` otherwise): who put something in order. `words`: the interface's.
///
/// Questions are together when they follow one another, have the same group, the same answers in an order (or two answers), and begin with the same words, or the package tells
/// their title (`passerelle.groupes`). Others are shown one by one.
///
/// # Errors
/// What `passerelle.groupes` has wrong, in French.
pub fn groups(package: &Package, ours: &Value, words: &Value, questions: &[Value], n: u32, columns: Option<&mut Vec<Column>>) -> Result<Vec<Value>, String> {
    let asked = |shown: &Value| asked(package, shown["code"].as_str().unwrap_or_default());
    let group_of = |shown: &Value| asked(shown).and_then(|(_, question)| question.group.clone()).filter(|group| !group.is_empty());
    let said = said(ours, &|code| questions.iter().any(|shown| group_of(shown).as_deref() == Some(code)))?;
    let (mut found, mut columns): (Vec<Value>, _) = (Vec::new(), columns);
    let mut first = 0;
    while first < questions.len() {
        let alike = |other: &&Value| group_of(other) == group_of(&questions[first]) && same_answers(other, &questions[first]);
        let end = first + 1 + questions[first + 1..].iter().take_while(alike).count();
        let all: Vec<(usize, &Question)> = questions[first..end].iter().filter_map(asked).collect();
        if let Some(group) = group_of(&questions[first]).filter(|_| end - first > 1 && all.len() == end - first) {
            let own = said.iter().find(|(code, _, _)| *code == group);
            let texts: Vec<&str> = all.iter().map(|(_, question)| &*question.text).collect();
            let stem = stem(&texts);
            let kind = kind(&questions[first], &all);
            let text = own.map(|(_, title, _)| title.clone()).or_else(|| stem.map(|(stem, _)| stem.to_owned()));
            if let (Some(kind), Some(text)) = (kind, text) {
                let labels: Vec<&str> = texts.iter().map(|text| stem.map_or(*text, |(_, from)| &text[from..])).collect();
                let ranked = (kind == "ranking").then(|| ranked(package, &all)).flatten();
                let mut column = None;
                if let (Some(columns), Some(ranked)) = (columns.as_deref_mut(), &ranked) {
                    column = Some(columns.len());
                    columns.push(Column::Single { answers: 2, codes: ranked.iter().map(|ranked| u8::from(!ranked)).collect() });
                }
                let (rows, phrase) = match (kind, agrees_first(all[0].1)) {
                    ("ranking", _) => (0..1, &words["ranking_side"]),
                    (_, agrees_first) => (compared(&questions[first], agrees_first), &words["grid_side"]),
                };
                let outermost = if rows.start == 0 { 0 } else { rows.end - 1 };
                let label = questions[first]["rows"][outermost]["label"].as_str().unwrap_or_default();
                found.push(json!({
                    "code": name(&group, questions, found.len()),
                    "text": text,
                    "note": own.and_then(|(_, _, note)| note.clone()),
                    "kind": kind,
                    "first": first,
                    "labels": labels,
                    "room": if kind == "grid" { room(&questions[first..end]) } else { column.and(ranked.as_ref()).map_or(u64::from(n), |ranked| ranked.iter().filter(|ranked| **ranked).count() as u64) },
                    "compared": rows.start,
                    "compared_end": rows.end,
                    "side": fill(phrase.as_str().unwrap_or_default(), &[("label", label)]),
                    "column": column,
                    "ranked": column.and(ranked).map(|ranked| ranked.into_iter().filter(|ranked| *ranked).count()),
                }));
            }
        }
        first = end;
    }
    Ok(found)
}

/// A question of the package, and its place there.
fn asked<'a>(package: &'a Package, code: &str) -> Option<(usize, &'a Question)> {
    match &package.level {
        Level::Words(_) => None,
        Level::Responses(survey) => survey.questions.iter().enumerate().find(|(_, question)| question.code == code),
        Level::Aggregates(counted) => counted.iter().map(|counted| &counted.question).enumerate().find(|(_, question)| question.code == code),
    }
}

fn same_answers(one: &Value, other: &Value) -> bool {
    let labels = |shown: &Value| shown["rows"].as_array().into_iter().flatten().map(|row| (row["code"].clone(), row["label"].clone())).collect::<Vec<_>>();
    one["drawing"] == other["drawing"] && one["neutral"] == other["neutral"] && labels(one) == labels(other)
}

/// What the questions are together; nothing when their answers have no order in which to draw them.
fn kind(shown: &Value, all: &[(usize, &Question)]) -> Option<&'static str> {
    let answers = shown["rows"].as_array().map_or(0, Vec::len);
    let drawn = match shown["drawing"].as_str() {
        Some("scale" | "poles") => answers > 1,
        Some("single") => answers == 2,
        _ => false,
    };
    let ranks = all.iter().filter(|(_, question)| question.kind == Kind::Rank).count();
    match ranks {
        _ if !drawn => None,
        0 => all.iter().all(|(_, question)| question.kind != Kind::Date).then_some("grid"),
        ranks => (ranks == all.len()).then_some("ranking"),
    }
}

/// The rows of a grid that lines are compared by: those above the middle, or those below it of a scale that goes from agreement to its opposite.
fn compared(shown: &Value, agrees_first: bool) -> Range<usize> {
    let rows = shown["rows"].as_array().map_or(0, Vec::len);
    let neutral = shown["neutral"].as_u64().and_then(|row| usize::try_from(row).ok());
    let (below, above) = neutral.map_or((rows / 2, rows.div_ceil(2)), |neutral| (neutral, neutral + 1));
    if agrees_first { 0..below } else { above..rows }
}

/// The greatest count on one side of a grid's middle, or between; of counts that are not hidden.
fn room(grid: &[Value]) -> u64 {
    let greatest = |shown: &Value| {
        let counts: Vec<Option<u64>> = shown["counts"].as_array().into_iter().flatten().map(Value::as_u64).collect();
        let (below, above) = (compared(shown, true), compared(shown, false));
        let sum = |rows: Range<usize>| counts.get(rows).unwrap_or_default().iter().copied().sum::<Option<u64>>().unwrap_or(0);
        [sum(below.clone()), sum(below.end..above.start), sum(above)].into_iter().max().unwrap_or(0)
    };
    grid.iter().map(greatest).max().unwrap_or(0)
}

/// For each respondent, whether they put one of the items in order; nothing of counts alone.
fn ranked(package: &Package, items: &[(usize, &Question)]) -> Option<Vec<bool>> {
    let Level::Responses(survey) = &package.level else { return None };
    let has = |respondent: usize| items.iter().any(|(place, _)| survey.answers[*place].state(respondent) == State::Answered);
    Some((0..survey.respondents).map(has).collect())
}

/// What all texts begin with, up to what parts it from the rest, and where the rest begins; nothing when a text would have no rest.
///
/// ```
/// use passerelle::publish::surveys::groups::stem;
/// assert_eq!(stem(&["Classez. – L'air", "Classez. – L'eau"]), Some(("Classez.", 13)));
/// assert_eq!(stem(&["L'air", "L'eau"]), None);
/// ```
#[must_use]
pub fn stem<'a>(texts: &[&'a str]) -> Option<(&'a str, usize)> {
    let first = *texts.first()?;
    let common =
        |text: &&str| first.char_indices().zip(text.chars()).find(|((_, one), other)| one != other).map_or(first.len().min(text.len()), |((at, _), _)| at);
    let shared = &first[..texts.iter().map(common).min()?];
    let (at, between) = BETWEEN.iter().filter_map(|between| Some((shared.rfind(between)?, between.len()))).max()?;
    let from = at + between;
    let is_whole = at > 0 && texts.iter().all(|text| !text[from..].trim().is_empty());
    is_whole.then_some((first[..at].trim_end(), from))
}

/// The name of a group in addresses and files: its code, unless an address could not hold it or a question has it.
fn name(group: &str, questions: &[Value], place: usize) -> String {
    let fits = group.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let is_taken = |code: &str| questions.iter().any(|question| question["code"] == code);
    let mut code = if fits { group.to_owned() } else { format!("groupe-{}", place + 1) };
    while is_taken(&code) {
        code.push_str("-ensemble");
    }
    code
}

/// `passerelle.groupes`: code, title and note of each group that an editor says something of.
fn said(ours: &Value, is_group: &dyn Fn(&str) -> bool) -> Result<Vec<(String, String, Option<String>)>, String> {
    let list = match &ours["groupes"] {
        Value::Null => return Ok(Vec::new()),
        Value::Object(list) => list,
        other => {
            return Err(format!("passerelle.groupes : attendu un objet, comme {{ \"priorite\": {{ \"titre\": … }} }}, trouvé {other} ; corrigez la valeur"));
        }
    };
    let told = |(code, told): (&String, &Value)| {
        if !is_group(code) {
            return Err(format!("passerelle.groupes.{code} : aucune question publiée n'a ce mot dans sa colonne groupe ; corrigez-le"));
        }
        let words = |name: &str| told[name].as_str().filter(|words| !words.trim().is_empty()).map(str::to_owned);
        let title = words("titre").ok_or_else(|| format!("passerelle.groupes.{code}.titre : le titre manque ; écrivez-le"))?;
        Ok((code.clone(), title, words("texte")))
    };
    list.iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_all_ends_at_the_last_mark_that_all_have() {
        for (texts, expected) in [
            (&["Q ? – L'école", "Q ? – L'emploi"][..], Some(("Q ?", "L'école"))),
            (&["Q - a - x", "Q - a - y"], Some(("Q - a", "x"))),
            (&["Accord : A", "Accord : B"], Some(("Accord", "A"))),
            (&["Accord – ", "Accord – B"], None),
            (&[" – A", " – B"], None),
            (&["É – x", "È – x"], None),
            (&["Seul"], None),
            (&[], None),
        ] {
            let found = stem(texts).map(|(stem, from)| (stem, &texts[0][from..]));
            assert_eq!(found, expected, "{texts:?}");
        }
    }

    #[test]
    fn a_group_has_a_name_that_no_question_has() {
        let questions = [json!({ "code": "avis" })];
        for (group, expected) in [("avis", "avis-ensemble"), ("priorite", "priorite"), ("Mes priorités", "groupe-1")] {
            assert_eq!(name(group, &questions, 0), expected);
        }
    }
}
