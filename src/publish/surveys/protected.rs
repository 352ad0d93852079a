//! Protected publication: tables with hidden cells instead of answers. What is hidden here is in no file that is published.
//!
//! A question's counts are those of its rows: numbers and dates lose their exact values, and neighbouring classes become one until each holds the threshold. Why somebody did not
//! answer is not told apart.

use crate::{
    explorer::numbers::written,
    locale::phrase::fill,
    model::words::Words,
    publish::columns::{Coded, Column},
    survey::protection::{
        Refusal,
        aggregates::{self, Aggregate},
        cube::{self, Crossing, Cube, Entry, OneWay},
    },
};
use serde_json::{Value, json};

/// Questions whose every pair is published without saying so: beyond, `passerelle.croisements` names them. The build takes a few seconds for as many.
pub const MOST_QUESTIONS: usize = 24;

/// The code of who did not answer.
const MISSING: u8 = u8::MAX;

/// What of a survey is to be protected, and how.
pub struct Plan<'a> {
    /// Respondents.
    pub n: u32,
    /// Counts below it are hidden.
    pub threshold: u32,
    /// Codes of questions whose answers are days: their rows have an order, and come from the answers.
    pub days: &'a [String],
    /// Pairs of codes of questions to be crossed; `None` for all.
    pub pairs: Option<&'a [(String, String)]>,
    /// The interface's.
    pub words: &'a Words,
}

/// Questions and tables of two questions, as the page's file has them.
#[derive(Debug)]
pub struct Protected {
    /// As [`crate::model::explored::ExploredQuestion`] reads them.
    pub questions: Vec<Value>,
    /// As [`crate::model::explored::ExploredCrossing`] reads them.
    pub crossings: Vec<Value>,
}

/// A question's answers by row, to be made into tables.
enum Rows {
    Single { rows: usize, codes: Vec<u8> },
    Multiple { answered: Vec<bool>, options: Vec<Vec<bool>> },
}

impl Rows {
    fn column(&self) -> cube::Column<'_> {
        match self {
            Self::Single { rows, codes } => cube::Column::Single { answers: *rows, codes, missing: Some(MISSING) },
            Self::Multiple { answered, options } => cube::Column::Multiple { answered, options },
        }
    }
}

/// The tables of answers.
///
/// # Errors
/// In French: too many questions to cross them all, or what [`Cube::protected`] refuses.
pub fn of_answers(coded: Vec<Coded>, plan: &Plan<'_>) -> Result<Protected, String> {
    let mut questions: Vec<Value> = Vec::new();
    // Places of the questions that have tables, with their answers.
    let mut tabled: Vec<(usize, Rows)> = Vec::new();
    for Coded { mut question, column } in coded {
        match (drawing(&question), column) {
            ("private" | "withheld", _) => named(&mut question, plan.n),
            ("text", _) => texts(&mut question),
            (_, Some(column)) => match rows(&mut question, &column, plan) {
                Some(rows) => tabled.push((questions.len(), rows)),
                None => named(&mut question, plan.n),
            },
            (_, None) => named(&mut question, plan.n),
        }
        questions.push(question);
    }
    let code = |place: usize| questions[place]["code"].as_str().unwrap_or_default().to_owned();
    let is_declared = |first: usize, second: usize| {
        let pair = (code(first), code(second));
        plan.pairs.is_none_or(|pairs| pairs.iter().any(|(one, other)| (one, other) == (&pair.0, &pair.1) || (other, one) == (&pair.0, &pair.1)))
    };
    let (crossed, alone): (Vec<_>, Vec<_>) =
        tabled.iter().partition(|(place, _)| plan.pairs.is_none_or(|pairs| pairs.iter().any(|(one, other)| [one, other].contains(&&code(*place)))));
    if crossed.len() > MOST_QUESTIONS {
        return Err(format!(
            "{} questions à croiser, et {MOST_QUESTIONS} au plus ; nommez dans passerelle.croisements les paires qui comptent, comme [[\"{}\", \"{}\"]]",
            crossed.len(),
            code(crossed[0].0),
            code(crossed[1].0)
        ));
    }
    let protect = |of: &[&(usize, Rows)]| {
        let columns: Vec<cube::Column> = of.iter().map(|(_, rows)| rows.column()).collect();
        Cube::protected(plan.n as usize, &columns, plan.threshold)
            .map_err(|refusal| told(&refusal, &of.iter().map(|(place, _)| code(*place)).collect::<Vec<_>>()))
    };
    let cube = protect(&crossed)?;
    let mut tables: Vec<(usize, OneWay)> = crossed.iter().map(|(place, _)| *place).zip(cube.tables.iter().cloned()).collect();
    for question in &alone {
        tables.extend(protect(&[question])?.tables.into_iter().map(|table| (question.0, table)));
    }
    let mut crossings = Vec::new();
    for crossing in &cube.crossings {
        let (first, second) = (crossed[crossing.questions.0].0, crossed[crossing.questions.1].0);
        if is_declared(first, second) {
            crossings.push(written_crossing(crossing, &cube, (first, second)));
        }
    }
    for (place, table) in tables {
        show(&mut questions[place], &table);
    }
    // The place among the questions that filters can keep.
    for (column, (place, _)) in crossed.iter().enumerate() {
        if crossings.iter().any(|crossing| [&crossing["first"], &crossing["second"]].contains(&&json!(place))) {
            questions[*place]["column"] = column.into();
        }
    }
    Ok(Protected { questions, crossings })
}

/// The tables of counts that came without rows: no crossing can be made.
///
/// # Errors
/// In French, what [`aggregates::protected`] refuses.
pub fn of_counts(coded: Vec<Coded>, plan: &Plan<'_>) -> Result<Protected, String> {
    let mut questions = Vec::new();
    for Coded { mut question, .. } in coded {
        if matches!(drawing(&question), "private" | "withheld") {
            named(&mut question, plan.n);
        } else {
            let multiple = drawing(&question) == "multiple";
            let counts = counts(&question);
            let answers = place(&question["answers"]);
            let shown = counts.get(if multiple { 2..2 + answers } else { 0..answers }).unwrap_or_default().to_vec();
            let base = if multiple { counts.get(1).copied().unwrap_or(0) } else { shown.iter().sum() };
            let code = question["code"].as_str().unwrap_or_default().to_owned();
            let tables =
                aggregates::protected(plan.n, &[Aggregate { base, multiple, counts: &shown }], plan.threshold).map_err(|refusal| told(&refusal, &[code]))?;
            if let Some(table) = tables.first() {
                show(&mut question, table);
            }
        }
        questions.push(question);
    }
    Ok(Protected { questions, crossings: Vec::new() })
}

/// A refusal, with the codes of the questions that it counts.
fn told(refusal: &Refusal, codes: &[String]) -> String {
    let name = |place: &usize| codes.get(*place).map_or("?", String::as_str);
    match refusal {
        Refusal::StillExposed { questions: (first, second) } => format!(
            "publication protégée : croiser « {} » et « {} » laisserait calculer une case masquée ; regroupez des réponses, ou ne croisez pas ces deux questions (passerelle.croisements)",
            name(first),
            name(second)
        ),
        Refusal::Count { question, .. } | Refusal::Sum { question, .. } => format!("publication protégée, « {} » : {refusal}", name(question)),
        other => format!("publication protégée : {other}"),
    }
}

fn drawing(question: &Value) -> &str {
    question["drawing"].as_str().unwrap_or_default()
}

fn place(value: &Value) -> usize {
    value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
}

fn counts(question: &Value) -> Vec<u32> {
    question["counts"].as_array().into_iter().flatten().filter_map(Value::as_u64).filter_map(|count| u32::try_from(count).ok()).collect()
}

/// A question of which only the number of answers is told.
fn named(question: &mut Value, n: u32) {
    let counts = counts(question);
    let answered = match drawing(question) {
        "multiple" => counts.get(1).copied(),
        _ => counts.get(..place(&question["answers"])).map(|answers| answers.iter().sum()),
    };
    if !matches!(drawing(question), "private" | "withheld") {
        question["drawing"] = "withheld".into();
    }
    let base = answered.unwrap_or(0).min(n);
    (question["rows"], question["values"], question["answers"], question["neutral"]) = (json!([]), json!([]), 1.into(), Value::Null);
    (question["counts"], question["base"]) = (json!([base, null, null]), base.into());
    question["missing"] = json!([]);
}

/// Texts, which their authors let be published: no filter bears on them.
fn texts(question: &mut Value) {
    let texts: Vec<u32> = counts(question).into_iter().take(place(&question["answers"])).collect();
    question["base"] = texts.iter().sum::<u32>().into();
    let mut counts: Vec<Value> = texts.into_iter().map(Value::from).collect();
    counts.extend([Value::Null, Value::Null]);
    (question["counts"], question["missing"]) = (counts.into(), json!([]));
}

/// The answers by row, each row a code of its own; `None` when there are too few for any row.
fn rows(question: &mut Value, column: &Column, plan: &Plan<'_>) -> Option<Rows> {
    let ends: Vec<(usize, usize)> = question["rows"].as_array()?.iter().map(|row| (place(&row["first"]), place(&row["end"]))).collect();
    let of_answers = drawing(question) == "number" || plan.days.iter().any(|code| question["code"] == **code);
    match column {
        Column::Multiple { options, .. } => {
            let (answered, options) = options.split_first()?;
            Some(Rows::Multiple { answered: answered.clone(), options: options.get(..ends.len())?.to_vec() })
        }
        Column::Single { codes, .. } => {
            let row_of = |code: u8| ends.iter().position(|(first, end)| (*first..*end).contains(&usize::from(code)));
            let mut counts = vec![0; ends.len()];
            codes.iter().filter_map(|code| row_of(*code)).for_each(|row| counts[row] += 1);
            let groups = if of_answers { merged(&counts, plan.threshold)? } else { (0..ends.len()).map(|row| (row, row)).collect() };
            regrouped(question, &groups, plan);
            let row = |code: u8| row_of(code).and_then(|row| groups.iter().position(|(first, last)| (*first..=*last).contains(&row)));
            let codes = codes.iter().map(|code| row(*code).and_then(|row| u8::try_from(row).ok()).unwrap_or(MISSING)).collect();
            Some(Rows::Single { rows: groups.len(), codes })
        }
    }
}

/// First and last of neighbouring rows that together hold the threshold; `None` when all of them do not.
fn merged(counts: &[u32], threshold: u32) -> Option<Vec<(usize, usize)>> {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let (mut first, mut sum) = (0, 0);
    for (row, count) in counts.iter().enumerate() {
        sum += count;
        if sum >= threshold {
            groups.push((first, row));
            (first, sum) = (row + 1, 0);
        }
    }
    // The last ones join those before.
    groups.last_mut()?.1 = counts.len().checked_sub(1)?;
    Some(groups)
}

/// Makes one row of each group, and forgets exact values.
fn regrouped(question: &mut Value, groups: &[(usize, usize)], plan: &Plan<'_>) {
    let old = question["rows"].as_array().cloned().unwrap_or_default();
    let is_number = drawing(question) == "number";
    let decimals = u32::try_from(place(&question["decimals"])).unwrap_or(0);
    let text = |row: usize, name: &str| old[row][name].as_str().unwrap_or_default().to_owned();
    let row = |(place, (first, last)): (usize, &(usize, usize))| {
        let (code, label) = if first == last {
            (text(*first, "code"), text(*first, "label"))
        } else if is_number {
            let (from, to) = (ends(&text(*first, "code"), decimals).0, ends(&text(*last, "code"), decimals).1);
            let years = question["years"] == true;
            let [from_shown, to_shown] = [from, to].map(|value| if years { value.to_string() } else { written(value * 4, decimals) });
            let phrase = if decimals == 0 { &plan.words.explorer.bin_whole } else { &plan.words.explorer.bin };
            (format!("{from}_{to}"), fill(phrase, &[("from", &from_shown), ("to", &to_shown)]))
        } else {
            let [from, to] = [text(*first, "label"), text(*last, "label")];
            (format!("{}_{}", text(*first, "code"), text(*last, "code")), fill(&plan.words.explorer.bin_whole, &[("from", &from), ("to", &to)]))
        };
        json!({ "code": code, "label": label, "first": place, "end": place + 1 })
    };
    question["rows"] = groups.iter().enumerate().map(row).collect();
    question["answers"] = groups.len().into();
    (question["values"], question["decimals"], question["approximate"]) = (json!([]), 0.into(), false.into());
}

/// Both ends of a row of numbers, from its code: a value, or a class up to an end that is not in it.
fn ends(code: &str, decimals: u32) -> (i64, i64) {
    let number = |text: &str| text.parse().unwrap_or(0);
    match code.split_once('_') {
        Some((from, to)) => (number(from), number(to) - i64::from(decimals == 0)),
        None => (number(code), number(code)),
    }
}

/// The counts of a question as its table shows them.
fn show(question: &mut Value, table: &OneWay) {
    let answers = table.counts.iter().map(|count| count.map_or(Value::Null, Value::from));
    let mut counts: Vec<Value> = if table.multiple { vec![table.respondents.into(), table.base.into()] } else { Vec::new() };
    counts.extend(answers);
    // Skipped, not asked, ticked nothing: not told apart.
    counts.resize(counts.len() + if table.multiple { 3 } else { 2 }, Value::Null);
    (question["counts"], question["base"], question["missing"]) = (counts.into(), table.base.into(), json!([]));
}

fn written_crossing(crossing: &Crossing, cube: &Cube, (first, second): (usize, usize)) -> Value {
    let rows = |question: usize| 0..cube.tables[question].counts.len();
    let (of_first, of_second) = (rows(crossing.questions.0), rows(crossing.questions.1));
    let shown = |one: Entry, other: Entry| crossing.shown((one, other)).map_or(Value::Null, Value::from);
    let cells: Vec<Value> = of_first.clone().flat_map(|row| of_second.clone().map(move |other| shown(Entry::Answer(row), Entry::Answer(other)))).collect();
    json!({
        "first": first,
        "second": second,
        "cells": cells,
        "first_missing": of_first.map(|row| shown(Entry::Answer(row), Entry::NotAnswered)).collect::<Vec<_>>(),
        "second_missing": of_second.map(|row| shown(Entry::NotAnswered, Entry::Answer(row))).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_classes_become_one_until_each_holds_the_threshold() {
        for (counts, expected) in [
            (&[9, 8, 7][..], Some(vec![(0, 0), (1, 1), (2, 2)])),
            (&[1, 1, 9, 1, 1], Some(vec![(0, 4)])),
            (&[1, 4, 9, 1, 1], Some(vec![(0, 1), (2, 4)])),
            (&[2, 2], None),
            (&[], None),
        ] {
            assert_eq!(merged(counts, 5), expected, "{counts:?}");
        }
    }
}
