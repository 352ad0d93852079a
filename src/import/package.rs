//! A survey on disk: a Frictionless Data Package (`datapackage.json` and CSV files). `docs/surveys.md` describes it.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::{Value, json};

use super::aggregates::Counted;
use super::codebook::{self, COLUMNS, choices_written, tamed};
use super::problem::{Problem, no_json, why_unreadable};
use super::publication::Publication;
use super::table::{self, Table};
use super::text::{Codes as Names, plain, slug};
use super::values;
use crate::survey::question::{Kind, Question};
use crate::survey::responses::{Answers, Codes, Readings, Sets, State, Survey};

/// The description.
pub const DESCRIPTION: &str = "datapackage.json";
/// One row a respondent.
pub const RESPONSES: &str = "reponses.csv";
/// One row an option.
pub const RESULTS: &str = "resultats.csv";
/// One row a question.
pub const QUESTIONS: &str = "questions.csv";
/// One row a finding.
pub const FINDINGS: &str = "constats.csv";
/// The column that numbers respondents: nothing of theirs.
pub const RESPONDENT: &str = "repondant";

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Unique in its survey.
    pub id: String,
    /// What it is about; may be empty.
    pub theme: String,
    /// Its words.
    pub text: String,
    /// Where it is published; may be empty.
    pub source: String,
}

/// What is known of a survey.
#[derive(Debug, Clone, PartialEq)]
pub enum Level {
    /// Findings in words, without counts.
    Words(Vec<Finding>),
    /// Counts.
    Aggregates(Vec<Counted>),
    /// Rows.
    Responses(Survey),
}

/// A survey and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// Its name in addresses: `a-z`, `0-9`, `-`, `_`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its data.
    pub level: Level,
    /// For each question of rows, where the imported file had it, as `questions.csv` writes it. May be shorter than the questions.
    pub columns: Vec<String>,
    /// Columns that were left out and that identify nobody by their heading: code, heading, place.
    pub ignored: Vec<(String, String, String)>,
    /// The tool that the file came from, if any is known.
    pub tool: Option<String>,
}

/// Whether a spreadsheet would run this cell, or our reader take it for an absent answer, apostrophes before it or not.
#[must_use]
pub fn is_dangerous(cell: &str) -> bool {
    let cell = cell.trim_start_matches('\'');
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) || cell == "NA" || cell == "AUCUN"
}

/// Whether an id may name a folder and an address.
#[must_use]
pub fn is_id(id: &str) -> bool {
    (1..=80).contains(&id.len())
        && id.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte))
}

/// A text that a spreadsheet does not run.
pub(super) fn safe(text: &str) -> String {
    if is_dangerous(text) { format!("'{text}") } else { text.to_owned() }
}

fn add_cell(out: &mut String, cell: &str, first: bool) {
    if !first {
        out.push(',');
    }
    if cell.contains([',', '"', '\n', '\r', ';']) || cell.starts_with(' ') || cell.ends_with(' ') {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

pub(super) fn add_row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (place, cell) in cells.into_iter().enumerate() {
        add_cell(out, cell, place == 0);
    }
    out.push('\n');
}

impl Package {
    /// A package of this name, without data yet.
    #[must_use]
    pub fn named(id: &str, title: &str) -> Self {
        Self { id: id.to_owned(), title: title.to_owned(), level: Level::Words(Vec::new()), columns: Vec::new(), ignored: Vec::new(), tool: None }
    }

    /// Its files, by name.
    #[must_use]
    pub fn files(&self) -> Vec<(&'static str, String)> {
        self.files_as(None)
    }

    /// The same, with how it will be published.
    #[must_use]
    pub fn files_as(&self, publication: Option<&Publication>) -> Vec<(&'static str, String)> {
        let mut files = Vec::new();
        match &self.level {
            Level::Words(findings) => {
                let mut out = String::new();
                add_row(&mut out, FINDING);
                for finding in findings {
                    add_row(&mut out, [&finding.id, &finding.theme, &finding.text, &finding.source].map(|cell| safe(cell)).iter().map(String::as_str));
                }
                files.push((FINDINGS, out));
            }
            Level::Aggregates(counted) => {
                let questions: Vec<&Question> = counted.iter().map(|counted| &counted.question).collect();
                files.push((QUESTIONS, self.questions_written(&questions)));
                files.push((RESULTS, results_written(counted)));
            }
            Level::Responses(survey) => {
                files.push((QUESTIONS, self.questions_written(&survey.questions.iter().collect::<Vec<_>>())));
                files.push((RESPONSES, responses_written(survey)));
            }
        }
        let mut description = self.description();
        if let Some(publication) = publication {
            publication.declare(&mut description["passerelle"], self);
        }
        let description = serde_json::to_string_pretty(&description).unwrap_or_default();
        files.push((DESCRIPTION, description + "\n"));
        files
    }

    /// Writes it: each file beside, then all in their place.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        self.write_as(folder, None)
    }

    /// The same, with how it will be published.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write_as(&self, folder: &Path, publication: Option<&Publication>) -> io::Result<()> {
        write_files(folder, &self.files_as(publication))
    }

    fn questions_written(&self, questions: &[&Question]) -> String {
        let mut out = String::new();
        add_row(&mut out, COLUMNS);
        let yes = |is: bool| if is { "oui" } else { "non" };
        let number = |number: Option<f64>| number.map(values::written).unwrap_or_default();
        for (place, question) in questions.iter().enumerate() {
            let cells = [
                safe(&question.code),
                safe(&question.text),
                question.kind.on_disk().to_owned(),
                question.group.clone().unwrap_or_default(),
                choices_written(&question.options),
                yes(question.ordered).to_owned(),
                question.exclusive.clone().unwrap_or_default(),
                question.other.clone().unwrap_or_default(),
                choices_written(&question.missing),
                safe(question.unit.as_deref().unwrap_or_default()),
                number(question.min),
                number(question.max),
                if question.public { "public" } else { "interne" }.to_owned(),
                yes(question.sensitive).to_owned(),
                self.columns.get(place).cloned().unwrap_or_default(),
            ];
            add_row(&mut out, cells.iter().map(String::as_str));
        }
        for (code, heading, columns) in &self.ignored {
            let mut cells = vec![String::new(); COLUMNS.len()];
            (cells[0], cells[1], cells[2], cells[12], cells[14]) = (code.clone(), safe(heading), "ignorer".into(), "interne".into(), columns.clone());
            add_row(&mut out, cells.iter().map(String::as_str));
        }
        out
    }

    pub(super) fn description(&self) -> Value {
        let (level, resources, count) = match &self.level {
            Level::Words(_) => {
                let fields = json!([
                    { "name": "id", "title": "Code du constat", "type": "string", "constraints": { "required": true, "unique": true } },
                    { "name": "rubrique", "title": "Sujet", "type": "string" },
                    { "name": "constat", "title": "Le constat, en mots", "type": "string", "constraints": { "required": true } },
                    { "name": "source", "title": "Source", "type": "string" },
                ]);
                (
                    "mots",
                    vec![resource("constats", FINDINGS, "Constats, en mots", &json!({ "fields": fields, "missingValues": [""], "primaryKey": "id" }))],
                    None,
                )
            }
            Level::Aggregates(_) => {
                let fields = json!([
                    { "name": "question", "title": "Code de la question", "type": "string", "constraints": { "required": true } },
                    { "name": "option", "title": "Code de l'option", "type": "string", "constraints": { "required": true } },
                    { "name": "effectif", "title": "Répondants qui l'ont choisie", "type": "integer", "constraints": { "required": true, "minimum": 0 } },
                    { "name": "repondants", "title": "Répondants à la question", "type": "integer", "constraints": { "required": true, "minimum": 0 } },
                    { "name": "source", "title": "Source", "type": "string" },
                ]);
                (
                    "resultats",
                    vec![
                        questions_resource(),
                        resource("resultats", RESULTS, "Effectifs", &json!({ "fields": fields, "missingValues": [""], "primaryKey": ["question", "option"] })),
                    ],
                    None,
                )
            }
            Level::Responses(survey) => (
                "reponses",
                vec![questions_resource(), resource("reponses", RESPONSES, "Réponses, une ligne par répondant", &responses_schema(survey))],
                Some(survey.respondents),
            ),
        };
        let mut ours = json!({ "niveau": level });
        if let Some(count) = count {
            ours["repondants"] = json!(count);
        }
        if let Some(tool) = &self.tool {
            ours["outil"] = json!(tool);
        }
        json!({ "profile": "data-package", "name": self.id, "title": self.title, "passerelle": ours, "resources": resources })
    }
}

/// Writes `files` into `folder`: each beside, then all in their place. When one cannot be put in its place, what was there is put back.
///
/// # Errors
/// When the disk refuses.
pub fn write_files(folder: &Path, files: &[(&'static str, String)]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let beside = |name: &str, end: &str| folder.join(format!(".{name}.{}{end}", std::process::id()));
    let place = |name: &str| {
        let (path, kept) = (folder.join(name), beside(name, ".avant"));
        if path.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, format!("{name} est un dossier")));
        }
        let was_there = path.exists();
        if was_there {
            fs::rename(&path, &kept)?;
        }
        fs::rename(beside(name, ""), &path).inspect_err(|_| {
            if was_there {
                let _ = fs::rename(&kept, &path); // the error that is told is the first
            }
        })
    };
    let mut placed = 0;
    let written = files.iter().try_for_each(|(name, text)| fs::write(beside(name, ""), text));
    let done = written.and_then(|()| files.iter().try_for_each(|(name, _)| place(name).inspect(|()| placed += 1)));
    for (number, (name, _)) in files.iter().enumerate() {
        let (path, kept) = (folder.join(name), beside(name, ".avant"));
        if done.is_err() {
            let _ = fs::remove_file(beside(name, ""));
            if number < placed && kept.exists() {
                let _ = fs::rename(&kept, &path);
            } else if number < placed {
                let _ = fs::remove_file(&path);
            }
        } else {
            let _ = fs::remove_file(kept);
        }
    }
    done
}

fn resource(name: &str, path: &str, title: &str, schema: &Value) -> Value {
    json!({ "name": name, "path": path, "title": title, "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": schema })
}

fn questions_resource() -> Value {
    let fields: Vec<Value> = COLUMNS
        .iter()
        .map(|name| match *name {
            "code" => json!({ "name": name, "type": "string", "constraints": { "required": true, "unique": true } }),
            "type" => json!({ "name": name, "type": "string", "constraints": { "required": true, "enum": ["unique", "multiple", "echelle", "nombre", "texte", "date", "rang", "ignorer"] } }),
            "ordonne" | "sensible" => json!({ "name": name, "type": "string", "constraints": { "enum": ["oui", "non"] } }),
            "publication" => json!({ "name": name, "type": "string", "constraints": { "enum": ["public", "interne"] } }),
            "min" | "max" => json!({ "name": name, "type": "number" }),
            _ => json!({ "name": name, "type": "string" }),
        })
        .collect();
    resource("questions", QUESTIONS, "Questions : codebook", &json!({ "fields": fields, "missingValues": [""], "primaryKey": "code" }))
}

fn responses_schema(survey: &Survey) -> Value {
    let mut fields = vec![json!({ "name": RESPONDENT, "title": "Numéro d'ordre", "type": "integer", "constraints": { "required": true, "unique": true } })];
    for (question, answers) in survey.questions.iter().zip(&survey.answers) {
        let codes: Vec<&str> = question.options.iter().map(|option| option.code.as_str()).collect();
        let mut field = json!({ "name": question.code, "title": question.text });
        match question.kind {
            Kind::Number => field["type"] = json!("number"),
            Kind::Text => field["type"] = json!("string"),
            Kind::Date => field["type"] = json!(if is_timed(answers) { "datetime" } else { "date" }),
            Kind::Multiple => {
                field["type"] = json!("string");
                field["constraints"] = json!({ "pattern": "AUCUN|[a-z0-9_]+(;[a-z0-9_]+)*" });
            }
            Kind::Single | Kind::Scale | Kind::Rank => {
                field["type"] = json!("string");
                if !codes.is_empty() {
                    field["constraints"] = json!({ "enum": codes });
                }
            }
        }
        // A reason such as `9` is one in its own column alone: it is a respondent's number in another.
        if !question.missing.is_empty() {
            let reasons = question.missing.iter().map(|reason| reason.code.as_str()).filter(|code| *code != "NA");
            field["missingValues"] = ["", "NA"].into_iter().chain(reasons).collect();
        }
        fields.push(field);
    }
    json!({ "fields": fields, "missingValues": ["", "NA"], "primaryKey": RESPONDENT })
}

fn is_timed(answers: &Answers) -> bool {
    matches!(answers, Answers::Dates(moments) if moments.present().any(|seconds| seconds % 86_400 != 0))
}

fn results_written(counted: &[Counted]) -> String {
    let mut out = String::new();
    add_row(&mut out, ["question", "option", "effectif", "repondants", "source"]);
    for counted in counted {
        for ((option, count), source) in counted.question.options.iter().zip(&counted.counts).zip(&counted.sources) {
            add_row(&mut out, [counted.question.code.as_str(), &option.code, &count.to_string(), &counted.base.to_string(), &safe(source)]);
        }
    }
    out
}

fn responses_written(survey: &Survey) -> String {
    let mut out = String::new();
    add_row(&mut out, std::iter::once(RESPONDENT).chain(survey.questions.iter().map(|question| question.code.as_str())));
    let timed: Vec<bool> = survey.answers.iter().map(is_timed).collect();
    // Most cells are empty, or a code: what it takes to quote is looked at once an option, not once a cell.
    let as_cell = |code: &str| {
        let mut cell = String::new();
        add_cell(&mut cell, code, true);
        cell
    };
    let codes: Vec<Vec<String>> = survey.questions.iter().map(|question| question.options.iter().map(|option| as_cell(&option.code)).collect()).collect();
    for respondent in 0..survey.respondents {
        out.push_str(&(respondent + 1).to_string());
        for (place, (question, answers)) in survey.questions.iter().zip(&survey.answers).enumerate() {
            out.push(',');
            match (answers.state(respondent), answers) {
                (State::Skipped, _) => {}
                (State::Answered, Answers::Codes(chosen)) => {
                    out.push_str(chosen.get(respondent).and_then(|option| codes[place].get(option)).map_or("", String::as_str))
                }
                (State::Answered, Answers::Numbers(_) | Answers::Dates(_)) => out.push_str(&cell_written(question, answers, respondent, timed[place])),
                _ => add_cell(&mut out, &cell_written(question, answers, respondent, timed[place]), true),
            }
        }
        out.push('\n');
    }
    out
}

fn cell_written(question: &Question, answers: &Answers, respondent: usize, timed: bool) -> String {
    match answers.state(respondent) {
        State::Skipped => return String::new(),
        State::NotAsked => return "NA".to_owned(),
        State::TickedNothing => return "AUCUN".to_owned(),
        State::Declared(place) => return question.missing.get(place).map_or(String::new(), |reason| reason.code.clone()),
        State::Answered => {}
    }
    let code = |option: usize| question.options.get(option).map_or("", |option| option.code.as_str());
    match answers {
        Answers::Codes(codes) => codes.get(respondent).map(code).unwrap_or_default().to_owned(),
        Answers::Sets(sets) => sets.ticked(respondent).map(code).collect::<Vec<_>>().join(";"),
        Answers::Numbers(numbers) => numbers.get(respondent).copied().map(values::written).unwrap_or_default(),
        Answers::Dates(moments) => moments.get(respondent).map(|seconds| values::moment_written(*seconds, timed)).unwrap_or_default(),
        Answers::Texts(texts) => {
            let text = texts.get(respondent).map_or("", |text| text);
            if question.missing.iter().any(|reason| reason.code == text.trim_start_matches('\'')) { format!("'{text}") } else { safe(text) }
        }
    }
}

/// Reads a package.
///
/// # Errors
/// All that is wrong with it: a file that is missing, a code that no option has.
pub fn read(folder: &Path) -> Result<Package, Vec<Problem>> {
    let load = |name: &str| -> Result<Vec<u8>, Vec<Problem>> {
        let path = folder.join(name);
        let advice = format!("donnez un dossier fait par « cargo xtask survey import », qui contient {DESCRIPTION}");
        let size = fs::metadata(&path).map_err(|error| vec![Problem::fatal(&path.display().to_string(), why_unreadable(&error), &advice)])?.len();
        if size > table::MOST_BYTES * 4 {
            return Err(vec![Problem::fatal(name, "ce fichier est trop grand", "")]);
        }
        fs::read(&path).map_err(|error| vec![Problem::fatal(&path.display().to_string(), why_unreadable(&error), advice)])
    };
    let description: Value = serde_json::from_slice(&load(DESCRIPTION)?)
        .map_err(|error| vec![Problem { row: Some(error.line()), ..Problem::fatal(DESCRIPTION, no_json(&error), "importez de nouveau le sondage") }])?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let level = text(&description["passerelle"]["niveau"]);
    let mut package = Package {
        id: text(&description["name"]),
        title: text(&description["title"]),
        level: Level::Words(Vec::new()),
        columns: Vec::new(),
        ignored: Vec::new(),
        tool: description["passerelle"]["outil"].as_str().map(str::to_owned),
    };
    if level == "mots" {
        let (findings, problems) = findings(table::read_ours(FINDINGS, &load(FINDINGS)?).map_err(|problem| vec![problem])?);
        package.level = Level::Words(findings);
        return if problems.is_empty() { Ok(package) } else { Err(problems) };
    }
    if !["reponses", "resultats"].contains(&level.as_str()) {
        let advice = "passerelle.niveau vaut mots, resultats ou reponses";
        return Err(vec![Problem::fatal(DESCRIPTION, format!("niveau inconnu : « {level} »"), advice)]);
    }
    let one = |problem: Problem| vec![problem];
    let mut codebook = codebook::read_all(table::read_ours(QUESTIONS, &load(QUESTIONS)?).map_err(one)?).or_else(|problems| {
        // A survey without questions is one.
        if problems.len() == 1 && problems[0].row.is_none() { Ok(codebook::Codebook::default()) } else { Err(problems) }
    })?;
    codebook.questions.retain(|declared| !declared.ignored);
    let questions: Vec<Question> = codebook.questions.into_iter().map(|declared| declared.question).collect();
    package.level = if level == "reponses" {
        Level::Responses(responses(questions, table::read_ours(RESPONSES, &load(RESPONSES)?).map_err(one)?)?)
    } else {
        Level::Aggregates(results(questions, table::read_ours(RESULTS, &load(RESULTS)?).map_err(one)?)?)
    };
    Ok(package)
}

/// Columns of `constats.csv`.
const FINDING: [&str; 4] = ["id", "rubrique", "constat", "source"];

/// Whether these headings are those of findings.
#[must_use]
pub fn recognises_findings(head: &[String]) -> bool {
    head.iter().any(|name| plain(name) == "constat") && head.len() <= 12
}

/// Reads findings. The problems are those of rows that are then left out.
#[must_use]
pub fn findings(mut table: Table) -> (Vec<Finding>, Vec<Problem>) {
    table.take_headings(1);
    let mut problems = std::mem::take(&mut table.problems);
    let names: Vec<String> = table.heads.first().map(|head| head.iter().map(|name| plain(name)).collect()).unwrap_or_default();
    let mut found: Vec<Finding> = Vec::new();
    let mut ids = Names::default();
    for row in 0..table.rows {
        let cell = |wanted: &str| {
            names.iter().position(|name| name == wanted).and_then(|place| table.columns.get(place)).map(|column| tamed(column.cell(row))).unwrap_or_default()
        };
        let text = cell("constat");
        if text.is_empty() {
            let mut problem = Problem::at(
                &table.name,
                table.lines[row] as usize,
                "ce constat est vide",
                "écrivez-le, ou retirez la ligne ; avec --accept-losses, elle est perdue",
            );
            problem.column = Some("« constat »".into());
            problems.push(problem);
            continue;
        }
        found.push(Finding { id: ids.take(&slug(&cell("id"), 40), &format!("f{}", row + 1)), theme: cell("rubrique"), text, source: cell("source") });
    }
    (found, problems)
}

pub(super) fn results(questions: Vec<Question>, mut table: Table) -> Result<Vec<Counted>, Vec<Problem>> {
    table.take_headings(1);
    let mut problems = std::mem::take(&mut table.problems);
    let mut found: Vec<Counted> = questions
        .into_iter()
        .map(|question| Counted { counts: vec![0; question.options.len()], sources: vec![String::new(); question.options.len()], base: 0, question })
        .collect();
    let column = |name: &str| table.heads.first().and_then(|head| head.iter().position(|known| known == name));
    let (Some(question), Some(option), Some(count), Some(base)) = (column("question"), column("option"), column("effectif"), column("repondants")) else {
        problems.push(Problem { row: Some(1), ..Problem::fatal(RESULTS, "il manque une colonne", "il faut question, option, effectif, repondants") });
        return Err(problems);
    };
    // Lines that have been read: of each option, of each question's base.
    let mut options: HashMap<(String, usize), usize> = HashMap::new();
    let mut bases: HashMap<String, (usize, usize)> = HashMap::new();
    for row in 0..table.rows {
        let line = table.lines[row] as usize;
        let cell = |place: usize| table.columns[place].cell(row);
        let known = found.iter_mut().find(|counted| counted.question.code == cell(question));
        let Some(counted) = known else {
            problems.push(Problem::at(RESULTS, line, "question inconnue", "ajoutez-la à questions.csv").column(question, "question").value(cell(question)));
            continue;
        };
        let Some(place) = counted.question.option(cell(option)) else {
            problems.push(Problem::at(RESULTS, line, "option inconnue", "ajoutez-la à questions.csv").column(option, "option").value(cell(option)));
            continue;
        };
        let code = counted.question.code.clone();
        if let Some(first) = options.insert((code.clone(), place), line) {
            let what = format!("cette option est déjà à la ligne {first}");
            problems.push(Problem::at(RESULTS, line, what, "gardez une ligne par option").column(option, "option").value(cell(option)));
            continue;
        }
        let wrong = |place: usize, name: &str, what: &str, advice: &str| Problem::at(RESULTS, line, what, advice).column(place, name).value(cell(place));
        match (cell(count).parse::<usize>(), cell(base).parse::<usize>()) {
            (Ok(number), Ok(of)) => {
                let (first, known) = *bases.entry(code).or_insert((line, of));
                if known != of {
                    let what = format!("cette question a {known} répondants à la ligne {first}");
                    problems.push(wrong(base, "repondants", &what, "une question a une seule base : corrigez l'une des deux"));
                } else if number > of {
                    problems.push(wrong(count, "effectif", &format!("l'effectif dépasse la base, {of}"), "corrigez l'un des deux"));
                }
                counted.counts[place] = number;
                counted.base = of;
            }
            (Err(_), _) => problems.push(wrong(count, "effectif", "ce n'est pas un effectif", "écrivez un nombre entier, sans espace ni signe")),
            (_, Err(_)) => problems.push(wrong(base, "repondants", "ce n'est pas un nombre de répondants", "écrivez un nombre entier, sans espace ni signe")),
        }
        if let Some(source) = column("source") {
            counted.sources[place] = tamed(cell(source));
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

pub(super) fn responses(questions: Vec<Question>, mut table: Table) -> Result<Survey, Vec<Problem>> {
    table.take_headings(1);
    let mut problems = std::mem::take(&mut table.problems);
    let heads = table.heads.first().cloned().unwrap_or_default();
    let places: HashMap<&str, usize> = heads.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
    let mut survey = Survey { respondents: table.rows, ..Survey::default() };
    for question in questions {
        let Some(place) = places.get(question.code.as_str()).copied() else {
            let what = format!("il n'y a pas de colonne « {} »", question.code);
            problems
                .push(Problem { row: Some(1), ..Problem::fatal(RESPONSES, what, "importez de nouveau le sondage, ou retirez la question de questions.csv") });
            continue;
        };
        let column = &table.columns[place];
        let mut wrong = Vec::new();
        let codes: HashMap<&str, usize> = question.options.iter().enumerate().map(|(place, option)| (option.code.as_str(), place)).collect();
        let state = |cell: &str| match cell {
            "" => Some(State::Skipped),
            "NA" => Some(State::NotAsked),
            "AUCUN" if question.kind == Kind::Multiple => Some(State::TickedNothing),
            _ => question.missing.iter().position(|reason| reason.code == cell).map(State::Declared),
        };
        let states: Vec<Option<State>> = column.values.iter().map(|value| state(value)).collect();
        let answers = match question.kind {
            Kind::Single | Kind::Scale | Kind::Rank => {
                let options: Vec<Option<usize>> = column.values.iter().map(|value| codes.get(value.as_str()).copied()).collect();
                let mut found = Codes::with_capacity(table.rows);
                for (row, cell) in column.cells.iter().enumerate() {
                    match (states[*cell as usize], options[*cell as usize]) {
                        (Some(state), _) => found.push_state(state),
                        (None, Some(option)) => found.push(option),
                        _ => {
                            wrong.push(row);
                            found.push_state(State::Skipped);
                        }
                    }
                }
                Answers::Codes(found)
            }
            Kind::Multiple => {
                let options: Vec<Option<Vec<usize>>> =
                    column.values.iter().map(|value| value.split(';').map(|code| codes.get(code).copied()).collect()).collect();
                let mut found = Sets::new(question.options.len());
                for (row, cell) in column.cells.iter().enumerate() {
                    match (states[*cell as usize], &options[*cell as usize]) {
                        (Some(state), _) => found.push_state(state),
                        (None, Some(options)) => found.push(options.iter().copied()),
                        _ => {
                            wrong.push(row);
                            found.push_state(State::Skipped);
                        }
                    }
                }
                Answers::Sets(found)
            }
            Kind::Number => Answers::Numbers(readings(column, &states, |value| value.parse().ok().filter(|number: &f64| number.is_finite()), &mut wrong)),
            Kind::Date => {
                Answers::Dates(readings(column, &states, |value| values::moment(value, values::Order::DayFirst).map(|(seconds, _)| seconds), &mut wrong))
            }
            Kind::Text => {
                let is_reason = |text: &str| question.missing.iter().any(|reason| reason.code == text.trim_start_matches('\''));
                let text = |value: &str| match value.strip_prefix('\'') {
                    Some(rest) if is_dangerous(rest) || is_reason(rest) => Some(rest.into()),
                    _ => Some(value.into()),
                };
                Answers::Texts(readings(column, &states, text, &mut wrong))
            }
        };
        for row in wrong.into_iter().take(20) {
            let (what, advice) = match question.kind {
                Kind::Number => ("ce n'est pas un nombre", "écrivez un nombre, avec un point décimal, ou videz la cellule"),
                Kind::Date => ("ce n'est pas une date", "écrivez AAAA-MM-JJ, ou videz la cellule"),
                _ => ("code inconnu", "corrigez la cellule, ou ajoutez ce code à questions.csv"),
            };
            let problem = Problem::at(RESPONSES, table.lines[row] as usize, what, advice);
            problems.push(problem.column(place, &question.code).value(column.cell(row)));
        }
        survey.questions.push(question);
        survey.answers.push(answers);
    }
    if problems.is_empty() { Ok(survey) } else { Err(problems) }
}

fn readings<T: Clone + Default>(column: &table::Column, states: &[Option<State>], read: impl Fn(&str) -> Option<T>, wrong: &mut Vec<usize>) -> Readings<T> {
    let mut found = Readings::default();
    for (row, cell) in column.cells.iter().enumerate() {
        match (states[*cell as usize], read(&column.values[*cell as usize])) {
            (Some(state), _) => found.push_state(state),
            (None, Some(value)) => found.push(value),
            _ => {
                wrong.push(row);
                found.push_state(State::Skipped);
            }
        }
    }
    found
}
