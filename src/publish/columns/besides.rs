//! What is computed of a question's answers beside its counts: ranks that a draw justifies, weighted shares. Only where answers are published.

use super::{Coded, Column};
use crate::{
    explorer::combined::MOST_NAMED,
    import::package::{Level, Package},
    survey::{
        responses::Answers,
        statistics::{
            paired::{Comparisons, groups},
            weights::effective_size,
        },
    },
};
use serde_json::{Value, json};
use std::{cmp::Reverse, collections::BTreeMap};

/// The chance of one wrong difference among all pairs of options.
const ALPHA: f64 = 0.05;

/// What a package tells of its respondents, for what is computed of them.
#[derive(Debug, Clone, Default)]
pub struct Respondents {
    /// Whether they were drawn at random.
    pub drawn: bool,
    /// One a respondent; `None` when all weigh the same.
    pub weights: Option<Vec<f64>>,
}

/// The weights that `ours` (what a package says under `passerelle`) names as `poids`: the code of a question whose answers are numbers.
///
/// # Errors
/// A code that is not a question of numbers, or a respondent without a weight of 0 or more, in French.
pub fn weights(package: &Package, ours: &Value) -> Result<Option<Vec<f64>>, String> {
    let code = match &ours["poids"] {
        Value::Null => return Ok(None),
        Value::String(code) => code,
        other => return Err(format!("passerelle.poids : attendu le code d'une question entre guillemets, trouvé {other} ; corrigez la valeur")),
    };
    let Level::Responses(survey) = &package.level else {
        return Err("passerelle.poids : ce sondage n'a que des nombres, sans réponses à pondérer ; retirez ce membre".into());
    };
    let answers = survey.question(code).and_then(|place| survey.answers.get(place));
    let Some(Answers::Numbers(numbers)) = answers else {
        return Err(format!("passerelle.poids : attendu le code d'une question de type nombre, trouvé « {code} » ; corrigez le code"));
    };
    let weight = |respondent: usize| numbers.get(respondent).copied().filter(|weight| *weight >= 0.0 && weight.is_finite());
    let found: Option<Vec<f64>> = (0..survey.respondents).map(weight).collect();
    match found {
        Some(weights) => Ok(Some(weights)),
        None => {
            let place = (0..survey.respondents).position(|respondent| weight(respondent).is_none()).unwrap_or(0);
            Err(format!("passerelle.poids : le répondant {} n'a pas de poids, un nombre de 0 ou plus, à la question « {code} » ; ajoutez-le", place + 1))
        }
    }
}

/// What [`crate::model::explored::Besides`] reads; nothing for a question without column.
#[must_use]
pub fn of(coded: &Coded, respondents: &Respondents) -> Option<Value> {
    let column = coded.column.as_ref()?;
    let answers = coded.question["answers"].as_u64()? as usize;
    let ranks = match column {
        Column::Multiple { options, .. } if respondents.drawn && respondents.weights.is_none() => ranks(options.get(1..=answers)?),
        _ => Vec::new(),
    };
    let (shares, effective) = respondents.weights.as_ref().map(|weights| weighted(&coded.question, column, answers, weights)).unwrap_or_default();
    let (named, others) = match column {
        Column::Multiple { options, .. } if answers <= u64::BITS as usize => combinations(options, answers),
        _ => (Vec::new(), 0),
    };
    let named: Vec<Value> = named.into_iter().map(|(options, count)| json!({ "options": options, "count": count })).collect();
    Some(json!({ "ranks": ranks, "weighted_shares": shares, "effective": effective, "combinations": named, "other_combinations": others }))
}

/// The most frequent combinations of options among who answered, with how many ticked exactly these, from the most to the least frequent; and how many others there are. Equals:
/// the one with fewer options first, then in the order of the questionnaire. `options`: who answered, then one an option.
fn combinations(options: &[Vec<bool>], answers: usize) -> (Vec<(Vec<usize>, u32)>, usize) {
    let Some((answered, rest)) = options.split_first() else { return (Vec::new(), 0) };
    let mut found: BTreeMap<Vec<usize>, u32> = BTreeMap::new();
    for respondent in (0..answered.len()).filter(|respondent| answered[*respondent]) {
        *found.entry((0..answers).filter(|option| rest.get(*option).is_some_and(|has| has[respondent])).collect()).or_default() += 1;
    }
    let mut found: Vec<_> = found.into_iter().filter(|(options, _)| !options.is_empty()).collect();
    found.sort_by_key(|(options, count)| (Reverse(*count), options.len()));
    let others = found.len().saturating_sub(MOST_NAMED);
    found.truncate(MOST_NAMED);
    (found, others)
}

/// The rank of each option, by McNemar's test.
fn ranks(options: &[Vec<bool>]) -> Vec<usize> {
    let counts: Vec<u32> = options.iter().map(|has| has.iter().filter(|has| **has).count() as u32).collect();
    let only = |one: &[bool], other: &[bool]| one.iter().zip(other).filter(|(one, other)| **one && !**other).count() as u32;
    groups(&counts, |one, other| (only(&options[one], &options[other]), only(&options[other], &options[one])), ALPHA, Comparisons::Holm)
}

/// The weighted share of each row, in ten-thousandths, and the effective size of who answered, in hundredths.
fn weighted(question: &Value, column: &Column, answers: usize, weights: &[f64]) -> (Vec<u32>, u32) {
    let sum = |is_in: &dyn Fn(usize) -> bool| -> f64 { weights.iter().enumerate().filter(|(place, _)| is_in(*place)).map(|(_, weight)| weight).sum() };
    let answered = |place: usize| match column {
        Column::Single { codes, .. } => codes.get(place).is_some_and(|code| usize::from(*code) < answers),
        Column::Multiple { options, .. } => options.first().and_then(|answered| answered.get(place)).copied().unwrap_or(false),
    };
    let base = sum(&answered);
    let share = |row: &Value| {
        let (first, end) = (row["first"].as_u64().unwrap_or(0) as usize, row["end"].as_u64().unwrap_or(0) as usize);
        let is_in = |place: usize| match column {
            Column::Single { codes, .. } => codes.get(place).is_some_and(|code| (first..end).contains(&usize::from(*code))),
            Column::Multiple { options, .. } => options.get(first + 1).and_then(|has| has.get(place)).copied().unwrap_or(false),
        };
        if base > 0.0 { (10_000.0 * sum(&is_in) / base).round() as u32 } else { 0 }
    };
    let of_base: Vec<f64> = weights.iter().enumerate().filter(|(place, _)| answered(*place)).map(|(_, weight)| *weight).collect();
    let effective = effective_size(&of_base).map_or(0, |size| (100.0 * size.respondents).round() as u32);
    (question["rows"].as_array().map(|rows| rows.iter().map(share).collect()).unwrap_or_default(), effective)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(column: Column, rows: usize) -> Coded {
        let row = |place: usize| json!({ "code": place.to_string(), "label": place.to_string(), "first": place, "end": place + 1 });
        Coded { question: json!({ "answers": rows, "rows": (0..rows).map(row).collect::<Vec<_>>() }), column: Some(column) }
    }

    #[test]
    fn weights_give_shares_and_an_effective_size_of_who_answered() {
        // Code 2: skipped, and of no weight in the base.
        let single = coded(Column::Single { answers: 4, codes: vec![0, 1, 1, 2] }, 2);
        let respondents = Respondents { drawn: true, weights: Some(vec![2.0, 1.0, 1.0, 9.0]) };
        let told = |coded: &Coded| {
            let told = of(coded, &respondents).unwrap();
            [told["ranks"].clone(), told["weighted_shares"].clone(), told["effective"].clone()]
        };
        assert_eq!(told(&single), [json!([]), json!([5_000, 5_000]), json!(267)]);
        let answered = vec![true, true, true, false];
        let options = vec![answered, vec![true, false, false, false], vec![true, true, true, false]];
        let multiple = coded(Column::Multiple { everyone: vec![true; 4], options }, 2);
        assert_eq!(told(&multiple), [json!([]), json!([5_000, 10_000]), json!(267)]);
    }

    #[test]
    fn the_most_frequent_combinations_are_named_and_the_others_counted() {
        // The last one did not answer. Six options, each combination of which one respondent has, and the pair of the first two three more.
        let mut ticked: Vec<u32> = (1..64).chain([3, 3, 3]).collect();
        ticked.push(0);
        let answered = ticked.iter().map(|bits| *bits != 0).collect();
        let options = (0..6).map(|option| ticked.iter().map(|bits| bits >> option & 1 == 1).collect());
        let (named, others) = combinations(&std::iter::once(answered).chain(options).collect::<Vec<_>>(), 6);
        assert_eq!((named.len(), others), (MOST_NAMED, 63 - MOST_NAMED));
        assert_eq!(named[..3], [(vec![0, 1], 4), (vec![0], 1), (vec![1], 1)]);
    }

    #[test]
    fn only_a_draw_ranks_options() {
        // 12 chose the first alone, 1 the second alone, 1 the third alone.
        let options = [12, 1, 1].iter().scan(0, |from, count| {
            let own: Vec<bool> = (0..14).map(|place| (*from..*from + count).contains(&place)).collect();
            *from += count;
            Some(own)
        });
        let options: Vec<Vec<bool>> = std::iter::once(vec![true; 14]).chain(options).collect();
        let coded = coded(Column::Multiple { everyone: vec![true; 14], options }, 3);
        for (drawn, weights, expected) in [(true, None, json!([0, 1, 1])), (false, None, json!([])), (true, Some(vec![1.0; 14]), json!([]))] {
            assert_eq!(of(&coded, &Respondents { drawn, weights }).unwrap()["ranks"], expected);
        }
        assert_eq!(of(&Coded { column: None, ..coded }, &Respondents::default()), None);
    }
}
