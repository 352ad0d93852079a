//! Counts without rows: `question, option, effectif, repondants`, and a source.

use super::problem::{Problem, letters, many, shortened};
use super::scales;
use super::table::Table;
use super::text::{Codes, key, label, plain, slug};
use super::values;
use crate::survey::question::{Choice, Kind, Question};

/// The counts of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The question: a multiple choice when its counts exceed its respondents.
    pub question: Question,
    /// One an option.
    pub counts: Vec<usize>,
    /// Respondents who answered.
    pub base: usize,
    /// Where each count is published; may be empty.
    pub sources: Vec<String>,
}

const QUESTION: &[&str] = &["question", "code question", "texte de la question"];
const OPTION: &[&str] = &["option", "reponse", "modalite", "answer", "choix", "response", "choice"];
const COUNT: &[&str] = &["effectif", "effectifs", "nombre", "count", "n", "frequency", "frequence", "nombre de reponses"];
const RESPONDENTS: &[&str] = &["repondants", "respondents", "base", "total", "nombre de repondants", "n repondants", "repondant"];
const SOURCE: &[&str] = &["source", "sources"];

/// The columns of question, option, count, respondents and source.
fn columns(head: &[String]) -> Option<[Option<usize>; 5]> {
    let names: Vec<String> = head.iter().map(|name| plain(name)).collect();
    let find = |words: &[&str]| names.iter().position(|name| words.contains(&name.as_str()));
    let found = [find(QUESTION), find(OPTION), find(COUNT), find(RESPONDENTS), find(SOURCE)];
    found[..3].iter().all(Option::is_some).then_some(found)
}

/// Whether these headings are those of counts.
#[must_use]
pub fn recognises(head: &[String]) -> bool {
    head.iter().filter(|name| !name.is_empty()).count() <= 12 && columns(head).is_some()
}

/// Columns that are none of those that counts, or findings, have: they are not read, and told. `known`: whether the column at a place is read.
#[must_use]
pub fn unread(table: &Table, known: impl Fn(usize, &str) -> bool) -> Vec<String> {
    let head = table.heads.first().map_or(&[][..], Vec::as_slice);
    let unread = head.iter().enumerate().filter(|(place, name)| {
        let filled = || table.columns[*place].cells.iter().skip(1).any(|cell| *cell != 0);
        !known(*place, &plain(name)) && filled()
    });
    unread.map(|(place, name)| format!("À VÉRIFIER, colonne {} « {} » : non lue", letters(place), shortened(name, 60))).collect()
}

/// The same, of a table of counts.
#[must_use]
pub fn unread_of_counts(table: &Table) -> Vec<String> {
    let known = table.heads.first().and_then(|head| columns(head)).unwrap_or_default();
    unread(table, |place, _| known.contains(&Some(place)))
}

/// What was understood of one question's counts, as the editor reads it.
#[must_use]
pub fn told(counted: &Counted) -> Vec<String> {
    let (question, sum) = (&counted.question, counted.counts.iter().sum::<usize>());
    let mut told = vec![format!(
        "  {} : {}, {}, {} ; {}",
        question.code,
        question.kind.on_disk(),
        many(question.options.len(), "option"),
        many(counted.base, "répondant"),
        shortened(&question.text, 80)
    )];
    if question.kind == Kind::Multiple {
        told.push(format!(
            "À VÉRIFIER, {} : {sum} réponses pour {} : tenue pour un choix multiple ; si une seule réponse était permise, corrigez les effectifs",
            question.code,
            many(counted.base, "répondant")
        ));
    } else if sum < counted.base {
        told.push(format!(
            "À VÉRIFIER, {} : {} pour {} : s'il s'agit d'un choix unique, il manque une option, ou ceux qui n'ont pas répondu ; s'ils sont comptés dans repondants, ôtez-les",
            question.code,
            many(sum, "réponse"),
            many(counted.base, "répondant")
        ));
    }
    told
}

/// Reads counts.
///
/// The problems are those of rows that are then left out.
///
/// # Errors
/// When a column is missing.
pub fn read(mut table: Table) -> Result<(Vec<Counted>, Vec<Problem>), Vec<Problem>> {
    table.take_headings(1);
    let mut problems = std::mem::take(&mut table.problems);
    let Some([Some(question), Some(option), Some(count), respondents, source]) = table.heads.first().and_then(|head| columns(head)) else {
        return Err(vec![Problem::fatal(&table.name, "il manque une colonne", "il faut question, option, effectif et repondants")]);
    };
    // With each question, how many of its rows give its respondents, and its first line.
    let mut found: Vec<(Counted, usize, usize)> = Vec::new();
    let mut codes = Codes::default();
    let mut asked = String::new();
    for row in 0..table.rows {
        let line = table.lines[row] as usize;
        let cell = |place: usize| super::codebook::tamed(table.columns[place].cell(row));
        let heading = |place: usize| table.heads[0][place].clone();
        let whole = |text: &str| {
            values::number(text).filter(|number| !text.contains('%') && number.fract() == 0.0 && (0.0..=1e12).contains(number)).map(|number| number as usize)
        };
        let text = label(&cell(question));
        if !text.is_empty() {
            asked = text;
        }
        let wrong = |place: usize, what: &str, advice: &str| Problem::at(&table.name, line, what, advice).column(place, &heading(place)).value(&cell(place));
        let Some(number) = whole(&cell(count)) else {
            problems.push(wrong(
                count,
                "ce n'est pas un effectif",
                "écrivez un nombre entier ; un pourcentage ne suffit pas ; avec --accept-losses, la ligne est perdue",
            ));
            continue;
        };
        let base = match respondents.map(&cell) {
            None => None,
            Some(text) if text.is_empty() => None,
            Some(text) => match whole(&text) {
                Some(base) => Some(base),
                None => {
                    problems.push(wrong(
                        respondents.unwrap_or(0),
                        "ce n'est pas un nombre de répondants",
                        "écrivez un nombre entier, ou rien ; avec --accept-losses, la ligne est perdue",
                    ));
                    continue;
                }
            },
        };
        if base.is_some_and(|base| number > base) {
            let what = format!("l'effectif dépasse le nombre de répondants, {}", base.unwrap_or(0));
            problems.push(wrong(count, &what, "corrigez l'un des deux ; avec --accept-losses, la ligne est perdue"));
            continue;
        }
        let text = label(&cell(option));
        if text.is_empty() {
            problems.push(wrong(option, "cette ligne ne dit pas quelle option", "écrivez l'option ; avec --accept-losses, la ligne est perdue"));
            continue;
        }
        if values::is_summary(&text) || values::is_summary(&asked) {
            let place = if values::is_summary(&text) { option } else { question };
            problems.push(wrong(
                place,
                "cette ligne résume les autres, et n'est pas une option",
                "effacez-la ; avec --accept-losses, elle est laissée de côté",
            ));
            continue;
        }
        let place = found.iter().position(|(known, ..)| key(&known.question.text) == key(&asked)).unwrap_or_else(|| {
            let code = codes.take(&slug(&asked, super::codebook::LONGEST_CODE), &format!("q{}", found.len() + 1));
            found.push((
                Counted { question: Question::new(code, asked.clone(), Kind::Single), counts: Vec::new(), base: base.unwrap_or(0), sources: Vec::new() },
                0,
                line,
            ));
            found.len() - 1
        });
        let (known, bases, _) = &mut found[place];
        if let Some(base) = base {
            if *bases > 0 && known.base != base {
                problems.push(wrong(
                    respondents.unwrap_or(0),
                    &format!("cette question a {} répondants plus haut", known.base),
                    "une question a un seul nombre de répondants ; avec --accept-losses, la ligne est perdue",
                ));
                continue;
            }
            known.base = base;
            *bases += 1;
        }
        if known.question.options.iter().any(|option| key(&option.label) == key(&text)) {
            problems.push(wrong(
                option,
                "cette option est déjà donnée pour cette question",
                "gardez une ligne par option ; avec --accept-losses, la ligne est perdue",
            ));
            continue;
        }
        let mut taken = Codes::default();
        for option in &known.question.options {
            taken.take(&option.code, "");
        }
        known.question.options.push(Choice::new(taken.take(&slug(&text, super::codebook::LONGEST_CODE), &format!("option_{}", known.counts.len() + 1)), text));
        known.counts.push(number);
        known.sources.push(source.map(&cell).unwrap_or_default());
    }
    for (known, bases, line) in &mut found {
        let sum: usize = known.counts.iter().sum();
        if *bases == 0 {
            let what = format!("« {} » n'a pas de nombre de répondants", known.question.text);
            let advice = "remplissez la colonne repondants ; avec --accept-losses, c'est la somme des effectifs";
            problems.push(Problem::at(&table.name, *line, what, advice));
            known.base = sum;
        }
        if sum > known.base {
            known.question.kind = Kind::Multiple;
        } else {
            let labels: Vec<&str> = known.question.options.iter().map(|option| option.label.as_str()).collect();
            if scales::order(&labels).is_some_and(|order| order.iter().copied().eq(0..labels.len())) {
                known.question.kind = Kind::Scale;
                known.question.ordered = true;
            }
        }
    }
    Ok((found.into_iter().map(|(known, ..)| known).collect(), problems))
}
