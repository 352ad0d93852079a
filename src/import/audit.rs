//! What is wrong with the files of a survey on disk, told by file, line and column: all of it, where [`super::package::read`] stops at what it cannot read.
//!
//! Looks at the data alone. What `datapackage.json` says in words is looked at by the checker of content (`check`), which knows the rest of the site.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use super::codebook::{self, Declared};
use super::identifying;
use super::package::{DESCRIPTION, FINDINGS, QUESTIONS, RESPONDENT, RESPONSES, RESULTS, findings, responses, results};
use super::problem::Problem;
use super::table::{self, Column, Table};
use super::text::plain;
use super::values;
use crate::survey::question::{Kind, Question};

/// What is known beside the folder.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The day of the check, `AAAA-MM-JJ`.
    pub today: String,
    /// `passerelle.repondants`.
    pub respondents: Option<usize>,
    /// Whether the description names a source for all that the survey says.
    pub sourced: bool,
}

/// Rows told of one fault in one column: the others are alike.
const MOST_ROWS: usize = 5;

/// All that is wrong with the data of the survey in `folder`, whose level is `level` (`mots`, `resultats`, `reponses`).
#[must_use]
pub fn audit(folder: &Path, level: &str, known: &Known) -> Vec<Problem> {
    let (mut problems, mut tables) = (Vec::new(), Vec::new());
    let needed: &[&'static str] = match level {
        "mots" => &[FINDINGS],
        "resultats" => &[QUESTIONS, RESULTS],
        "reponses" => &[QUESTIONS, RESPONSES],
        _ => return problems,
    };
    for name in needed {
        match fs::read(folder.join(name)) {
            Err(_) => problems.push(Problem::fatal(
                name,
                "attendu ce fichier, rien trouvé",
                format!("remettez-le dans le dossier, ou changez passerelle.niveau dans {DESCRIPTION}"),
            )),
            Ok(bytes) => match table::read_ours(name, &bytes) {
                Ok(table) => tables.push(table),
                Err(problem) => problems.push(problem),
            },
        }
    }
    if tables.len() < needed.len() {
        return problems;
    }
    let mut tables = tables.into_iter();
    let (Some(first), second) = (tables.next(), tables.next()) else { return problems };
    let Some(data) = second else {
        problems.extend(words(first, known));
        return problems;
    };
    let declared = match codebook::read_all(first) {
        Ok(codebook) => codebook.questions,
        Err(wrong) => {
            problems.extend(wrong);
            return problems;
        }
    };
    let ignored: Vec<String> = declared.iter().filter(|declared| declared.ignored).map(|declared| declared.question.code.clone()).collect();
    let asked: Vec<Declared> = declared.into_iter().filter(|declared| !declared.ignored).collect();
    // The answers to a question that is wrong are all wrong: they are looked at once it is mended.
    let (mut questions, mut ignored) = (Vec::new(), ignored);
    for declared in &asked {
        let wrong = of_question(declared);
        if wrong.is_empty() || level == "resultats" {
            questions.push(declared.question.clone());
        } else {
            ignored.push(declared.question.code.clone());
        }
        problems.extend(wrong);
    }
    problems.extend(grids(&asked));
    if level == "resultats" {
        problems.extend(counts(questions, data, known));
    } else {
        problems.extend(rows(questions, &ignored, data, known));
    }
    problems
}

fn in_codebook(declared: &Declared, column: &str, value: &str, what: &str, advice: &str) -> Problem {
    let mut problem = Problem::at(QUESTIONS, declared.line, what, advice);
    problem.column = Some(format!("« {column} »").into());
    if value.is_empty() { problem } else { problem.value(value) }
}

fn of_question(declared: &Declared) -> Vec<Problem> {
    let question = &declared.question;
    let mut problems = Vec::new();
    let mut wrong = |column: &str, value: &str, what: &str, advice: &str| problems.push(in_codebook(declared, column, value, what, advice));
    // The reader puts the code where there is no text.
    if question.text.trim().is_empty() || question.text == question.code {
        wrong("texte", "", &format!("la question « {} » n'a pas de texte", question.code), "écrivez la question comme elle a été posée");
    }
    if question.kind.has_options() && question.options.is_empty() {
        wrong("options", "", "attendu au moins une option, rien trouvé", "écrivez code=Libellé, avec | entre les options");
    }
    let mut labels = HashSet::new();
    if let Some(twice) = question.options.iter().find(|option| !labels.insert(plain(&option.label))) {
        wrong("options", &twice.label, "deux options ont le même libellé", "réunissez-les, ou changez l'un des deux : on ne les distingue pas");
    }
    if matches!(question.kind, Kind::Scale | Kind::Rank) && !question.ordered {
        wrong("ordonne", "non", "une échelle a un ordre", "écrivez oui, et rangez les options d'un bout à l'autre ; ou changez le type en unique");
    }
    if let (Some(min), Some(max)) = (question.min, question.max)
        && min > max
    {
        wrong("min", &values::written(min), "le minimum dépasse le maximum", "corrigez l'un des deux");
    }
    if question.public
        && let Some(reason) = identifying::reason(&question.text, &Column::default(), 0).or_else(|| identifying::reason(&question.code, &Column::default(), 0))
    {
        wrong(
            "publication",
            "public",
            &format!("cette question identifie quelqu'un ({reason})"),
            "écrivez interne, ou mieux : retirez la colonne des deux fichiers",
        );
    }
    problems
}

/// The rows of a grid are answered on one scale.
fn grids(asked: &[Declared]) -> Vec<Problem> {
    let mut first: HashMap<&str, &Declared> = HashMap::new();
    let mut problems = Vec::new();
    for declared in asked.iter().filter(|declared| declared.question.kind.has_options()) {
        let Some(group) = &declared.question.group else { continue };
        let known = *first.entry(group).or_insert(declared);
        if known.question.options != declared.question.options {
            let what = format!("le groupe « {group} » n'a pas ici les options de la ligne {}", known.line);
            problems.push(in_codebook(declared, "groupe", group, &what, "donnez les mêmes options, dans le même ordre, ou changez le groupe"));
        }
    }
    problems
}

fn place(table: &Table, name: &str) -> Option<usize> {
    table.heads.first().and_then(|head| head.iter().position(|known| known == name))
}

fn words(table: Table, known: &Known) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut headed = table.clone();
    headed.take_headings(1);
    if place(&headed, "constat").is_none() {
        return vec![Problem { row: Some(1), ..Problem::fatal(FINDINGS, "il n'y a pas de colonne « constat »", "il faut id, rubrique, constat, source") }];
    }
    if let Some(id) = place(&headed, "id") {
        problems.extend(twice(&headed, id, "id", "ce code est déjà celui de la ligne", "donnez à chaque constat un code à lui"));
    }
    if !known.sourced {
        let source = place(&headed, "source");
        for row in (0..headed.rows).filter(|row| source.is_none_or(|source| headed.columns[source].cell(*row).is_empty())).take(MOST_ROWS) {
            let problem = Problem::at(
                FINDINGS,
                headed.lines[row] as usize,
                "ce constat n'a pas de source",
                format!("dites où il est publié, ou remplissez sources dans {DESCRIPTION}"),
            );
            problems.push(problem.column(source.unwrap_or(headed.columns.len()), "source"));
        }
    }
    problems.extend(findings(table).1.into_iter().map(|problem| {
        let advice = problem.advice.split(" ; avec --accept-losses").next().unwrap_or_default();
        Problem { advice: advice.into(), ..problem.clone() }
    }));
    problems
}

/// Values that stand twice in a column.
fn twice(table: &Table, place: usize, name: &str, what: &str, advice: &str) -> Vec<Problem> {
    let mut first: HashMap<&str, u32> = HashMap::new();
    let mut problems = Vec::new();
    for row in 0..table.rows {
        let cell = table.columns[place].cell(row);
        if cell.is_empty() {
            continue;
        }
        if let Some(line) = first.get(cell) {
            problems.push(Problem::at(&table.name, table.lines[row] as usize, format!("{what} {line}"), advice).column(place, name).value(cell));
        } else {
            first.insert(cell, table.lines[row]);
        }
    }
    problems.truncate(MOST_ROWS);
    problems
}

fn counts(questions: Vec<Question>, table: Table, known: &Known) -> Vec<Problem> {
    let mut headed = table.clone();
    headed.take_headings(1);
    let counted = match results(questions, table) {
        Ok(counted) => counted,
        Err(problems) => return problems,
    };
    let mut problems = Vec::new();
    let column = |name: &str| place(&headed, name);
    let (Some(question), Some(option), Some(effectif), Some(base)) = (column("question"), column("option"), column("effectif"), column("repondants")) else {
        return problems;
    };
    let line_of = |code: &str| (0..headed.rows).find(|row| headed.columns[question].cell(*row) == code).map(|row| headed.lines[row] as usize);
    for counted in &counted {
        let code = &counted.question.code;
        let Some(line) = line_of(code) else {
            problems.push(Problem::fatal(
                RESULTS,
                format!("la question « {code} » de {QUESTIONS} n'a aucun effectif"),
                "ajoutez une ligne par option, ou retirez la question",
            ));
            continue;
        };
        for missing in counted
            .question
            .options
            .iter()
            .filter(|wanted| !(0..headed.rows).any(|row| headed.columns[question].cell(row) == code && headed.columns[option].cell(row) == wanted.code))
        {
            let what = format!("la question « {code} » n'a pas d'effectif pour l'option « {} »", missing.code);
            problems.push(Problem::at(RESULTS, line, what, "ajoutez sa ligne, avec 0 si personne ne l'a choisie").column(option, "option"));
        }
        let sum: usize = counted.counts.iter().sum();
        if counted.question.kind != Kind::Multiple && sum != counted.base {
            let what = format!("les effectifs de « {code} », à choix unique, font {sum} ; la base est {}", counted.base);
            problems.push(
                Problem::at(RESULTS, line, what, format!("corrigez un effectif ou la base, ajoutez l'option qui manque, ou écrivez multiple dans {QUESTIONS}"))
                    .column(effectif, "effectif"),
            );
        }
        if let Some(most) = known.respondents.filter(|most| counted.base > *most) {
            let what = format!("{} ont répondu à « {code} », sur {most} répondants", counted.base);
            problems.push(
                Problem::at(RESULTS, line, what, format!("corrigez la base, ou passerelle.repondants dans {DESCRIPTION}"))
                    .column(base, "repondants")
                    .value(&counted.base.to_string()),
            );
        }
    }
    if let Some(part) = column("part") {
        problems.extend(shares(&headed, effectif, base, part));
    }
    problems
}

/// A share that is printed beside a count is that of the count, at its own number of decimals.
fn shares(table: &Table, count: usize, base: usize, part: usize) -> Vec<Problem> {
    let mut problems = Vec::new();
    for row in 0..table.rows {
        let [count, base, part_told] = [count, base, part].map(|place| table.columns[place].cell(row));
        let told = part_told.trim_end_matches('%').trim();
        let (Ok(count), Ok(base)) = (count.parse::<u32>(), base.parse::<u32>()) else { continue };
        if told.is_empty() || base == 0 {
            continue;
        }
        let wrong = |what: String, advice: &str| Problem::at(RESULTS, table.lines[row] as usize, what, advice).column(part, "part").value(part_told);
        let Some(number) = values::number(told) else {
            problems.push(wrong("ce n'est pas un pourcentage".to_owned(), "écrivez un nombre, comme 52 ou 52,2, ou rien"));
            continue;
        };
        let decimals = told.split_once([',', '.']).map_or(0, |(_, decimals)| decimals.len()).min(6);
        let exact = f64::from(count) * 100.0 / f64::from(base);
        let half = 0.5 / 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
        if (number - exact).abs() > half + 1e-9 {
            let what = format!("{count} sur {base} font {} %", format!("{exact:.decimals$}").replace('.', ","));
            problems.push(wrong(what, "corrigez la part ou l'effectif"));
        }
    }
    problems
}

fn rows(questions: Vec<Question>, ignored: &[String], table: Table, known: &Known) -> Vec<Problem> {
    let mut headed = table.clone();
    headed.take_headings(1);
    let mut problems = Vec::new();
    let heads = headed.heads.first().cloned().unwrap_or_default();
    let mut met = HashSet::new();
    // A column that nobody knows is perhaps the one that is missing, which is told below.
    let complete = questions.iter().all(|question| heads.contains(&question.code));
    for (place, name) in heads.iter().enumerate() {
        let wrong = |what: &str, advice: &str| Problem::at(RESPONSES, 1, what, advice).column(place, name);
        if !met.insert(name) {
            problems.push(wrong("cette colonne est là deux fois", "gardez-en une"));
        } else if complete && name != RESPONDENT && name != "fictif" && !ignored.contains(name) && questions.iter().all(|question| question.code != *name) {
            problems.push(wrong("cette colonne n'est aucune question", "ajoutez-la à questions.csv (au besoin avec le type ignorer), ou retirez-la"));
        }
    }
    if let Some(respondent) = place(&headed, RESPONDENT) {
        problems.extend(twice(
            &headed,
            respondent,
            RESPONDENT,
            "ce répondant est déjà à la ligne",
            "une ligne par répondant : retirez la seconde, ou numérotez-la autrement",
        ));
    }
    if let Some(told) = known.respondents.filter(|told| *told != headed.rows) {
        let what = format!("{} lignes de réponses, et {told} répondants annoncés", headed.rows);
        problems.push(Problem::fatal(RESPONSES, what, format!("corrigez passerelle.repondants dans {DESCRIPTION}, ou les lignes")));
    }
    let today = values::moment(&known.today, values::Order::DayFirst).map(|(seconds, _)| seconds + 86_400);
    for question in &questions {
        let Some(at) = place(&headed, &question.code) else { continue };
        let column = &headed.columns[at];
        for (value, _) in column.present() {
            let Some((what, advice)) = cell(question, value, today) else { continue };
            let rows = (0..headed.rows).filter(|row| column.cell(*row) == value).take(MOST_ROWS);
            problems.extend(rows.map(|row| Problem::at(RESPONSES, headed.lines[row] as usize, what.clone(), advice).column(at, &question.code).value(value)));
        }
    }
    problems.extend(responses(questions, table).err().unwrap_or_default());
    problems
}

/// What is wrong with an answer that can be read.
fn cell(question: &Question, value: &str, after: Option<i64>) -> Option<(String, &'static str)> {
    if value == "NA" || question.missing.iter().any(|reason| reason.code == value) {
        return None;
    }
    match question.kind {
        Kind::Multiple => {
            let codes: Vec<&str> = value.split(';').collect();
            if let Some(code) = codes.iter().enumerate().find(|(place, code)| codes[..*place].contains(code)).map(|(_, code)| code) {
                return Some((format!("l'option « {code} » est là deux fois"), "gardez-la une fois"));
            }
            let exclusive = question.exclusive.as_deref().filter(|code| codes.len() > 1 && codes.contains(code))?;
            Some((
                format!("« {exclusive} » exclut les autres options, et il y en a d'autres"),
                "retirez l'un ou les autres, ou videz la colonne exclusive dans questions.csv",
            ))
        }
        Kind::Number => {
            let number: f64 = value.parse().ok()?;
            let below = question.min.filter(|min| number < *min).map(|min| format!("moins que le minimum, {}", values::written(min)));
            let above = question.max.filter(|max| number > *max).map(|max| format!("plus que le maximum, {}", values::written(max)));
            Some((below.or(above)?, "corrigez la réponse, ou le minimum et le maximum dans questions.csv"))
        }
        Kind::Date => {
            let (seconds, _) = values::moment(value, values::Order::DayFirst)?;
            (seconds >= after?).then(|| ("cette date n'est pas encore venue".to_owned(), "corrigez la date"))
        }
        Kind::Single | Kind::Scale | Kind::Rank | Kind::Text => None,
    }
}
