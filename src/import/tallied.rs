//! The counts of a package: as JSON, whose form is stable, and as text for the terminal.

use serde_json::{Value, json};

use super::package::{Level, Package};
use super::problem::{Problem, shortened};
use super::values;
use crate::survey::question::{Choice, Kind, Question};
use crate::survey::responses::{Answers, State};
use crate::survey::tally::{self, Count, Missing, Tally};

/// The counts of each question. `weight`: code of the question that holds the weights.
///
/// # Errors
/// When the weights are not there, or are no weights.
pub fn tallies(package: &Package, weight: Option<&str>) -> Result<Vec<(Question, Tally)>, Problem> {
    match &package.level {
        Level::Words => Ok(Vec::new()),
        Level::Aggregates(counted) => {
            if weight.is_some() {
                return Err(Problem::fatal("--weight", "ce sondage n'a que des effectifs", "il faut les réponses une à une pour les pondérer"));
            }
            let of = |count: usize, base: usize| Count { count, share: (base > 0).then(|| count as f64 / base as f64), weighted_share: None };
            let made = counted.iter().map(|counted| {
                let options = counted.counts.iter().map(|count| of(*count, counted.base)).collect();
                (counted.question.clone(), Tally { base: counted.base, missing: Missing::default(), declared: Vec::new(), options, numbers: None, dates: None })
            });
            Ok(made.collect())
        }
        Level::Responses(survey) => {
            let weights = weight.map(|code| weights(package, code)).transpose()?;
            let found = tally::tally(survey, weights.as_deref());
            Ok(survey.questions.iter().cloned().zip(found).collect())
        }
    }
}

fn weights(package: &Package, code: &str) -> Result<Vec<f64>, Problem> {
    let Level::Responses(survey) = &package.level else { return Ok(Vec::new()) };
    let Some(place) = survey.question(code).or_else(|| survey.question(&code.to_lowercase())) else {
        let numbers: Vec<&str> = survey.questions.iter().filter(|question| question.kind == Kind::Number).map(|question| question.code.as_str()).collect();
        return Err(Problem::fatal("--weight", format!("il n'y a pas de question « {code} »"), format!("les nombres sont : {}", numbers.join(", "))));
    };
    let Answers::Numbers(numbers) = &survey.answers[place] else {
        return Err(Problem::fatal("--weight", format!("« {code} » n'est pas un nombre"), "donnez-lui le type nombre dans le codebook et importez de nouveau"));
    };
    let mut found = Vec::with_capacity(survey.respondents);
    for respondent in 0..survey.respondents {
        match numbers.get(respondent) {
            Some(weight) if *weight >= 0.0 => found.push(*weight),
            Some(weight) => {
                return Err(Problem::at("reponses.csv", respondent + 2, format!("le poids {weight} est négatif"), "un poids est positif ou nul")
                    .column(place + 1, code));
            }
            None => {
                return Err(Problem::at("reponses.csv", respondent + 2, "ce répondant n'a pas de poids", "donnez un poids à chacun").column(place + 1, code));
            }
        }
    }
    Ok(found)
}

/// The stable form: `docs/surveys.md` describes it.
#[must_use]
pub fn json(tallies: &[(Question, Tally)]) -> Value {
    let questions = tallies.iter().map(|(question, tally)| {
        let options: Vec<Value> = question
            .options
            .iter()
            .zip(&tally.options)
            .map(|(option, count)| json!({ "code": option.code, "label": option.label, "count": count.count, "share": count.share, "weighted_share": count.weighted_share }))
            .collect();
        let Missing { not_asked, skipped, ticked_nothing } = tally.missing;
        let mut made = json!({
            "id": question.code,
            "text": question.text,
            "kind": question.kind.name(),
            "base": tally.base,
            "missing": { "not_asked": not_asked, "skipped": skipped, "ticked_nothing": ticked_nothing },
            "options": options,
        });
        if !question.missing.is_empty() {
            let declared = question.missing.iter().zip(&tally.declared).map(|(Choice { code, label }, count)| json!({ "code": code, "label": label, "count": count }));
            made["declared_missing"] = declared.collect();
        }
        if let Some(group) = &question.group {
            made["group"] = json!(group);
        }
        if question.kind == Kind::Number {
            made["number"] = tally.numbers.map_or(Value::Null, |numbers| {
                json!({ "min": numbers.min, "first_quartile": numbers.first_quartile, "median": numbers.median, "mean": numbers.mean, "third_quartile": numbers.third_quartile, "max": numbers.max })
            });
        }
        if question.kind == Kind::Date {
            made["date"] = tally.dates.map_or(Value::Null, |(first, last)| json!({ "first": day(first), "last": day(last) }));
        }
        made
    });
    json!({ "questions": questions.collect::<Vec<_>>() })
}

fn day(seconds: i64) -> String {
    values::moment_written(seconds, seconds % 86_400 != 0)
}

fn percent(share: Option<f64>) -> String {
    share.map_or("–".to_owned(), |share| format!("{:.1} %", share * 100.0).replace('.', ","))
}

fn short(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', ",")
}

/// The counts for the terminal. Texts are counted and never shown.
#[must_use]
pub fn text(package: &Package, tallies: &[(Question, Tally)], weighted: bool) -> String {
    let mut out = format!("{}\n", package.title);
    match &package.level {
        Level::Words => out.push_str("Ce sondage n'a que des constats en mots : rien à compter.\n"),
        Level::Aggregates(_) => out.push_str("Effectifs publiés, sans réponses une à une : les non-réponses sont inconnues.\n"),
        Level::Responses(survey) => out.push_str(&format!("{} répondants, {} questions\n", survey.respondents, survey.questions.len())),
    }
    for (question, tally) in tallies {
        out.push_str(&format!("\n{}  [{}]\n{}\n", question.code, question.kind.on_disk(), question.text));
        let Missing { not_asked, skipped, ticked_nothing } = tally.missing;
        out.push_str(&format!("  base {}", tally.base));
        if question.kind == Kind::Multiple {
            out.push_str(" (répondants qui ont coché au moins une case)");
        }
        out.push_str(&format!(" ; non posée {not_asked}, sans réponse {skipped}"));
        if question.kind == Kind::Multiple {
            out.push_str(&format!(", rien coché {ticked_nothing}"));
        }
        out.push('\n');
        for (reason, count) in question.missing.iter().zip(&tally.declared) {
            out.push_str(&format!("  dont {} : {count}\n", reason.label));
        }
        let longest = question.options.iter().map(|option| shortened(&option.label, 60).chars().count()).max().unwrap_or(0);
        for (option, count) in question.options.iter().zip(&tally.options) {
            let label = shortened(&option.label, 60);
            let space = " ".repeat(longest.saturating_sub(label.chars().count()));
            out.push_str(&format!("  {label}{space}  {:>7}  {:>8}", count.count, percent(count.share)));
            if weighted {
                out.push_str(&format!("  pondéré {:>8}", percent(count.weighted_share)));
            }
            out.push('\n');
        }
        if let Some(numbers) = tally.numbers {
            let unit = question.unit.as_deref().map(|unit| format!(" ({unit})")).unwrap_or_default();
            out.push_str(&format!(
                "  moyenne {}, médiane {}, quartiles {} et {}, de {} à {}{unit}\n",
                short(numbers.mean),
                short(numbers.median),
                short(numbers.first_quartile),
                short(numbers.third_quartile),
                short(numbers.min),
                short(numbers.max)
            ));
        }
        if let Some((first, last)) = tally.dates {
            out.push_str(&format!("  du {} au {}\n", day(first), day(last)));
        }
        if question.kind == Kind::Text {
            out.push_str("  textes : comptés, jamais montrés ici\n");
        }
    }
    out
}

/// Respondents in each state, for those who check that nobody is lost.
#[must_use]
pub fn states(answers: &Answers) -> [usize; 4] {
    let mut found = [0; 4];
    for respondent in 0..answers.len() {
        found[match answers.state(respondent) {
            State::Answered => 0,
            State::NotAsked => 1,
            State::TickedNothing => 2,
            State::Skipped | State::Declared(_) => 3,
        }] += 1;
    }
    found
}
