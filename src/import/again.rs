//! A survey imported into a folder that already holds it: what its editor wrote stays, what the file determines is renewed.
//!
//! Three versions of each member are compared: what the importer wrote by itself last time ([`RECORD`]), what stands in the folder, and what the importer
//! would write now. What stands there and differs from the first is an editor's, and stays. Without a record (a folder made before there were any, or by a
//! codebook), all that stands there is an editor's. Protection is never weakened: an internal or sensitive question stays so.

use std::collections::HashMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::aggregates::Counted;
use super::codebook::{self, COLUMNS, Codebook, choices, choices_written, tamed};
use super::package::{self, DESCRIPTION, Level, Package, QUESTIONS, RESPONSES, RESULTS};
use super::problem::{Problem, letters, no_json, place_of, shortened, why_unreadable};
use super::publication::{self, Publication};
use super::text::key;
use super::{File, Imported, table};
use crate::survey::protection::{LOWEST_THRESHOLD, THRESHOLD};
use crate::survey::question::{Choice, Kind, Question};

/// What the importer wrote by itself, so that a later import knows what an editor changed. Never published.
pub const RECORD: &str = "import.json";

/// Members of the description that the file imported determines.
const DETERMINED: [&str; 5] = ["profile", "name", "passerelle.niveau", "passerelle.repondants", "passerelle.outil"];

// Places of columns in [`COLUMNS`].
const CODE: usize = 0;
const TEXT: usize = 1;
const KIND: usize = 2;
const OPTIONS: usize = 4;
const ORDERED: usize = 5;
const EXCLUSIVE: usize = 6;
const OTHER: usize = 7;
const MISSING: usize = 8;
const PUBLICATION: usize = 12;
const SENSITIVE: usize = 13;
const PLACES: usize = 14;

/// A line of `questions.csv`, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Line {
    cells: Vec<String>,
    /// Columns that an editor added, with their names.
    extra: Vec<(String, String)>,
}

impl Line {
    fn code(&self) -> &str {
        &self.cells[CODE]
    }

    fn is_ignored(&self) -> bool {
        self.cells[KIND] == "ignorer"
    }

    fn options(&self) -> Vec<Choice> {
        choices(&self.cells[OPTIONS]).unwrap_or_default()
    }
}

/// What stands in the folder.
#[derive(Debug)]
pub struct Before {
    /// `datapackage.json`.
    pub description: Value,
    lines: Vec<Line>,
    /// The data, by name: digest.
    digests: HashMap<String, String>,
    /// Rows of answers.
    rows: Option<usize>,
    record: Option<Record>,
}

#[derive(Debug, Default)]
struct Record {
    description: Option<Value>,
    lines: Option<Vec<Line>>,
    headings: Vec<String>,
    digests: HashMap<String, String>,
}

/// A second import.
#[derive(Debug)]
pub struct Again {
    /// The survey, with what its editor corrected; problems are also what would be lost of the editor's.
    pub imported: Imported,
    /// What was kept, renewed and left out, one thing a line, in French.
    pub told: Vec<String>,
    /// How it will be published.
    pub publication: Publication,
    description: Value,
    extra: Vec<Line>,
    record: Value,
}

impl Before {
    /// Reads the survey in `folder`; `None` when it holds none.
    ///
    /// # Errors
    /// When what stands there cannot be read: it is mended first, lest it be lost.
    pub fn read(folder: &Path) -> Result<Option<Self>, Vec<Problem>> {
        let load = |name: &str| -> Result<Option<Vec<u8>>, Vec<Problem>> {
            let path = folder.join(name);
            if !path.exists() {
                return Ok(None);
            }
            let mut bytes = Vec::new();
            let read = fs::File::open(&path).and_then(|file| file.take(table::MOST_BYTES * 4).read_to_end(&mut bytes));
            read.map_err(|error| vec![Problem::fatal(name, why_unreadable(&error), "rendez ce fichier lisible, ou donnez un autre dossier")])?;
            Ok(Some(bytes))
        };
        let parse = |name: &str, bytes: &[u8]| -> Result<Value, Vec<Problem>> {
            let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            serde_json::from_slice(text).map_err(|error| {
                let what = no_json(&error);
                vec![Problem { row: Some(error.line()), ..Problem::fatal(name, what, "corrigez ce fichier avant d'importer de nouveau : il serait perdu") }]
            })
        };
        let Some(description) = load(DESCRIPTION)? else { return Ok(None) };
        let description = parse(DESCRIPTION, &description)?;
        let lines = load(QUESTIONS)?.map(|bytes| lines(&bytes)).transpose().map_err(|problem| vec![problem])?.unwrap_or_default();
        let (mut digests, mut rows) = (HashMap::new(), None);
        for name in [RESPONSES, RESULTS, package::FINDINGS] {
            if let Some(bytes) = load(name)? {
                digests.insert(name.to_owned(), digest(&bytes));
                if name == RESPONSES {
                    rows = table::read_ours(name, &bytes).ok().map(|mut table| {
                        table.take_headings(1);
                        table.rows
                    });
                }
            }
        }
        let record = load(RECORD)?.map(|bytes| parse(RECORD, &bytes)).transpose()?.map(|record| Record {
            description: Some(record["description"].clone()).filter(Value::is_object),
            lines: record["questions"].as_str().and_then(|text| self::lines(text.as_bytes()).ok()),
            headings: record["entetes"].as_array().into_iter().flatten().map(|heading| heading.as_str().unwrap_or_default().to_owned()).collect(),
            digests: record["sha256"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, sum)| (name.clone(), sum.as_str().unwrap_or_default().to_owned()))
                .collect(),
        });
        Ok(Some(Self { description, lines, digests, rows, record }))
    }

    fn ours(&self) -> &Value {
        &self.description["passerelle"]
    }

    /// Counts below it are small.
    #[must_use]
    pub fn threshold(&self) -> usize {
        self.ours()["seuil"].as_u64().and_then(|threshold| usize::try_from(threshold).ok()).unwrap_or(THRESHOLD as usize).max(LOWEST_THRESHOLD as usize)
    }

    /// How the survey is published: `None` when its description does not say.
    fn publication(&self) -> Option<Publication> {
        match (self.ours()["publication"].as_str(), self.ours()["publier_reponses"] == true) {
            (Some("open"), _) | (None, true) => Some(Publication::Open(None)),
            (Some(_), _) => Some(Publication::Protected),
            (None, false) => None,
        }
    }

    fn is_fictive(&self) -> bool {
        self.ours()["fictif"] == true || self.description["fictive"] == true
    }
}

/// The files of a first import, with its record. `by_codebook`: whether an editor's codebook decided, so that nothing is the importer's own guess.
#[must_use]
pub fn first(imported: &Imported, publication: Option<&Publication>, by_codebook: bool) -> Vec<(&'static str, String)> {
    let mut files = imported.package.files_as(publication);
    let record = recorded(imported, &files, by_codebook);
    files.push((RECORD, pretty(&record)));
    files
}

impl Again {
    /// The files to be written.
    #[must_use]
    pub fn files(&self) -> Vec<(&'static str, String)> {
        let mut files = self.imported.package.files_as(None);
        for (name, text) in &mut files {
            if *name == DESCRIPTION {
                *text = pretty(&self.description);
            } else if *name == QUESTIONS
                && let Ok(mut written) = lines(text.as_bytes())
            {
                for line in &mut written {
                    line.extra = self.extra.iter().find(|known| known.code() == line.code()).map(|known| known.extra.clone()).unwrap_or_default();
                }
                *text = lines_written(&written);
            }
        }
        let mut record = self.record.clone();
        record["sha256"] = digests(&files);
        files.push((RECORD, pretty(&record)));
        files
    }

    /// What open publication would reveal. A survey that stays open as it was needs its agreement to cover it still; invented answers reveal nobody.
    #[must_use]
    pub fn refused(&self, before: &Before, asked: bool, threshold: usize) -> Vec<Problem> {
        let agreement = &self.description["passerelle"]["accords"]["reponses"];
        if asked || !agreement.is_object() {
            return if before.is_fictive() { Vec::new() } else { self.publication.refused(&self.imported.package, threshold) };
        }
        // One that never said how many it was given for is told by the checker.
        if before.is_fictive() || self.publication == Publication::Protected || agreement["reconnus"].is_null() {
            return Vec::new();
        }
        let void = publication::void(&self.imported.package, agreement);
        void.map(|(what, _)| Problem::fatal(DESCRIPTION, what, "redemandez l'accord et notez-le (--publication open --consent QUI --consent-date AAAA-MM-JJ), ou publiez en mode protégé (--publication protected)")).into_iter().collect()
    }
}

/// Imports `files` into a survey that is there. `asked`: how the editor now says that it is to be published.
///
/// # Errors
/// What makes any import impossible; another survey, or another kind of survey, in the folder.
pub fn import(
    files: &[File],
    codebook: Option<&File>,
    id: &str,
    title: Option<&str>,
    asked: Option<&Publication>,
    before: &Before,
) -> Result<Again, Vec<Problem>> {
    let one = |what: String, advice: &str| Err(vec![Problem::fatal(DESCRIPTION, what, advice)]);
    let there = before.description["name"].as_str().unwrap_or_default();
    if there != id {
        return one(format!("ce dossier est celui du sondage « {there} »"), "donnez son nom avec --id, ou un autre dossier avec --out");
    }
    // The folder's own codebook says no more than the folder: its columns are found again by their headings, should they have moved.
    let has_headings = before.record.as_ref().is_some_and(|record| !record.headings.is_empty());
    let codebook = codebook.filter(|(_, bytes)| !(has_headings && lines(bytes).is_ok_and(|lines| lines == before.lines)));
    let guess = super::import(files, codebook, id, title)?;
    let level = guess.package.description()["passerelle"]["niveau"].as_str().unwrap_or_default().to_owned();
    let known = before.ours()["niveau"].as_str().unwrap_or_default();
    if known != level {
        return one(format!("ce dossier contient un sondage de niveau « {known} », et le fichier donne « {level} »"), "donnez un autre dossier avec --out");
    }
    let mut told = Vec::new();
    let guessed: Vec<Line> = written(&guess.package);
    let record = recorded(&guess, &guess.package.files(), codebook.is_some());
    let merged = lines_merged(before, &guessed, &guess.headings, keeps_agreement(before, asked), &mut told);
    let mut imported = if matches!(guess.package.level, Level::Responses(_)) && merged.lines != guessed {
        let book = codebook_of(&merged, &guessed, &guess.spellings)?;
        super::import_by(files, codebook, Some(book), id, title)?
    } else {
        guess
    };
    apply(&mut imported.package, &merged);
    let mut problems = merged.gone.clone();
    problems.extend(corrected_by_hand(before));
    let (mut description, publication) = described(&imported.package, before, title, asked, &mut told);
    problems.extend(dangling(&description, before, &imported.package));
    if keeps_agreement(before, asked) && !before.is_fictive() {
        let agreement = &mut description["passerelle"]["accords"]["reponses"];
        if agreement["questions"].is_null() {
            let covered: Vec<&str> = before.lines.iter().filter(|line| is_published(line)).map(Line::code).collect();
            agreement["questions"] = json!(covered);
        }
    }
    if let (Some(rows), Level::Responses(survey)) = (before.rows, &imported.package.level) {
        told.push(format!("mis à jour : {RESPONSES}, {rows} → {} répondants", survey.respondents));
    }
    if let Level::Aggregates(counted) = &imported.package.level {
        told.push(format!("mis à jour : {RESULTS}, effectifs de {} questions", counted.len()));
    }
    imported.problems.extend(problems);
    Ok(Again { imported, told, publication, description, extra: merged.lines, record })
}

/// Whether the folder is published with an agreement, and stays so.
fn keeps_agreement(before: &Before, asked: Option<&Publication>) -> bool {
    asked.is_none() && matches!(before.publication(), Some(Publication::Open(_))) && before.ours()["accords"]["reponses"].is_object()
}

/// Whether counts of this question are published.
fn is_published(line: &Line) -> bool {
    let kind = Kind::from_disk(&line.cells[KIND]);
    let public = line.cells[PUBLICATION] == "public" || line.cells[PUBLICATION].is_empty();
    public && line.cells[SENSITIVE] != "oui" && kind.is_some_and(|kind| kind != Kind::Text)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn digests(files: &[(&'static str, String)]) -> Value {
    let data = files.iter().filter(|(name, _)| ![DESCRIPTION, QUESTIONS].contains(name));
    data.map(|(name, text)| ((*name).to_owned(), json!(digest(text.as_bytes())))).collect::<Map<_, _>>().into()
}

fn recorded(imported: &Imported, files: &[(&'static str, String)], by_codebook: bool) -> Value {
    let questions = files.iter().find(|(name, _)| *name == QUESTIONS).filter(|_| !by_codebook).map(|(_, text)| text.as_str());
    json!({
        "note": "Ce que l'import a écrit de lui-même, pour reconnaître ensuite ce qui a été modifié à la main. Ne pas modifier ; n'est jamais publié.",
        "description": imported.package.description(),
        "questions": questions,
        "entetes": imported.headings,
        "sha256": digests(files),
    })
}

fn written(package: &Package) -> Vec<Line> {
    let text = package.files().into_iter().find(|(name, _)| *name == QUESTIONS).map(|(_, text)| text).unwrap_or_default();
    lines(text.as_bytes()).unwrap_or_default()
}

fn lines(bytes: &[u8]) -> Result<Vec<Line>, Problem> {
    let mut table = table::read_ours(QUESTIONS, bytes)?;
    table.take_headings(1);
    if let Some(problem) = table.problems.first() {
        return Err(Problem { can_be_lost: false, ..problem.clone() });
    }
    let names = table.heads.first().cloned().unwrap_or_default();
    let line = |row: usize| {
        let cell = |place: usize| table.columns.get(place).map_or(String::new(), |column| tamed(column.cell(row)));
        let known = |name: &&str| names.iter().position(|known| known == name).map(cell).unwrap_or_default();
        let extra = names.iter().enumerate().filter(|(_, name)| !COLUMNS.contains(&name.as_str()) && !name.is_empty());
        Line { cells: COLUMNS.iter().map(known).collect(), extra: extra.map(|(place, name)| (name.clone(), cell(place))).collect() }
    };
    Ok((0..table.rows).map(line).filter(|line| !line.code().is_empty() || !line.cells[KIND].is_empty()).collect())
}

fn lines_written(lines: &[Line]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in lines.iter().flat_map(|line| &line.extra) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let mut out = String::new();
    package::add_row(&mut out, COLUMNS.into_iter().chain(names.iter().copied()));
    for line in lines {
        let extra = names.iter().map(|name| line.extra.iter().find(|(known, _)| known == name).map_or("", |(_, cell)| cell));
        let cells: Vec<String> = line.cells.iter().map(String::as_str).chain(extra).map(package::safe).collect();
        package::add_row(&mut out, cells.iter().map(String::as_str));
    }
    out
}

/// The codebook of both, and what of the folder has no place in the file any more.
#[derive(Debug, Default)]
struct Merged {
    lines: Vec<Line>,
    /// For each line, the place of its guess.
    guesses: Vec<Option<usize>>,
    gone: Vec<Problem>,
}

fn lines_merged(before: &Before, guessed: &[Line], headings: &[String], agreed: bool, told: &mut Vec<String>) -> Merged {
    let mut merged = Merged::default();
    let base = before.record.as_ref().and_then(|record| record.lines.as_deref());
    let old_headings: &[String] = before.record.as_ref().map_or(&[], |record| &record.headings);
    // Where a column of the earlier file is in this one: the same place, else the one column that has its heading.
    let moved = |old: usize| {
        let name = old_headings.get(old).filter(|name| !name.is_empty())?;
        if headings.get(old) == Some(name) {
            return Some(old);
        }
        let mut places = (0..headings.len()).filter(|place| headings[*place] == *name);
        places.next().filter(|_| places.next().is_none() && old_headings.iter().filter(|known| *known == name).count() == 1)
    };
    let at_home: Vec<Option<(String, Vec<usize>)>> = before.lines.iter().map(|line| placed(&line.cells[PLACES], moved)).collect();
    let mut claimed = vec![false; before.lines.len()];
    let mut guess_of: Vec<Option<usize>> = vec![None; guessed.len()]; // line of the folder
    for (place, guess) in guessed.iter().enumerate() {
        let columns = placed(&guess.cells[PLACES], Some).map(|(_, columns)| columns).filter(|columns| !columns.is_empty());
        let by_columns = columns.as_ref().and_then(|columns| at_home.iter().position(|home| home.as_ref().is_some_and(|(_, home)| home == columns)));
        let free = |place: &usize| !claimed[*place];
        let found = by_columns.filter(free).or_else(|| before.lines.iter().position(|line| line.code() == guess.code()).filter(free)).or_else(|| {
            let mut same = (0..before.lines.len()).filter(|place| before.lines[*place].cells[TEXT] == guess.cells[TEXT] && !claimed[*place]);
            same.next().filter(|_| same.next().is_none())
        });
        if let Some(found) = found {
            claimed[found] = true;
            guess_of[place] = Some(found);
        }
    }
    // A question that an editor's codebook made of several columns, all of which are there.
    let mut whole: Vec<(Line, Vec<usize>)> = Vec::new();
    for (place, line) in before.lines.iter().enumerate().filter(|(place, _)| !claimed[*place]) {
        let is_derived =
            line.cells[PLACES].is_empty() && before.lines.iter().any(|other| line.code().strip_prefix(other.code()).is_some_and(|rest| rest == "_autre"));
        match &at_home[place] {
            Some((places, columns)) if !columns.is_empty() => {
                let mut line = line.clone();
                line.cells[PLACES].clone_from(places);
                whole.push((line, columns.clone()));
            }
            _ if line.is_ignored() || is_derived => {}
            _ => merged.gone.push(Problem {
                can_be_lost: true,
                ..Problem::fatal(
                    QUESTIONS,
                    format!("le fichier n'a plus la question « {} » ({})", line.code(), shortened(&line.cells[TEXT], 60)),
                    format!("donnez un fichier qui la contient ; si elle vient d'un codebook, donnez --codebook {QUESTIONS} ; avec --accept-losses, elle est retirée"),
                )
            }),
        }
    }
    let is_whole = |guess: &Line| {
        placed(&guess.cells[PLACES], Some).is_some_and(|(_, columns)| columns.iter().any(|column| whole.iter().any(|(_, of)| of.contains(column))))
    };
    for (place, guess) in guessed.iter().enumerate() {
        let line = match guess_of[place] {
            None if is_whole(guess) => continue,
            None => {
                let mut line = guess.clone();
                if !guess.is_ignored() {
                    let hidden = agreed && is_published(guess);
                    if hidden {
                        line.cells[PUBLICATION] = "interne".to_owned();
                    }
                    let why = if hidden { " ; l'accord des répondants ne la couvre pas : elle reste interne" } else { "" };
                    told.push(format!("nouveau : question « {} » ({}){why}", guess.code(), shortened(&guess.cells[TEXT], 60)));
                }
                line
            }
            Some(there) => {
                let there = &before.lines[there];
                let written = base.and_then(|base| {
                    let columns = |line: &Line| placed(&line.cells[PLACES], moved).map(|(_, columns)| columns).filter(|columns| !columns.is_empty());
                    let own = placed(&guess.cells[PLACES], Some).map(|(_, columns)| columns).filter(|columns| !columns.is_empty());
                    base.iter().find(|line| own.is_some() && columns(line) == own).or_else(|| base.iter().find(|line| line.code() == guess.code()))
                });
                line_merged(written, there, guess, told)
            }
        };
        merged.lines.push(line);
        merged.guesses.push(Some(place));
    }
    for (line, _) in whole {
        told.push(format!("gardé : {QUESTIONS}, question « {} », comme le codebook l'a faite", line.code()));
        merged.lines.push(line);
        merged.guesses.push(None);
    }
    merged
}

/// Columns that `questions.csv` names, moved; with their places. `None` when one has no place.
fn placed(text: &str, moved: impl Fn(usize) -> Option<usize>) -> Option<(String, Vec<usize>)> {
    let (mut out, mut columns, mut starts) = (String::new(), Vec::new(), true);
    let mut rest = text.trim();
    while let Some(letter) = rest.chars().next() {
        let name: &str = &rest[..rest.find(|letter: char| !letter.is_ascii_uppercase()).unwrap_or(rest.len())];
        if starts && !name.is_empty() {
            let place = moved(place_of(name)?)?;
            columns.push(place);
            out.push_str(&letters(place));
            rest = &rest[name.len()..];
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
        starts = matches!(letter, '|' | '>');
    }
    Some((out, columns))
}

/// One cell: an editor's word, else the guess.
fn picked(base: Option<&str>, there: &str, guess: &str) -> String {
    match base {
        Some(base) if base == there => guess,
        None if there.is_empty() => guess,
        _ => there,
    }
    .to_owned()
}

fn line_merged(base: Option<&Line>, there: &Line, guess: &Line, told: &mut Vec<String>) -> Line {
    let mut line = Line { cells: Vec::with_capacity(COLUMNS.len()), extra: there.extra.clone() };
    for place in 0..COLUMNS.len() {
        let (own, new) = (&there.cells[place], &guess.cells[place]);
        line.cells.push(match place {
            // What protects is never taken away.
            PUBLICATION | SENSITIVE => {
                let strict = if place == PUBLICATION { "interne" } else { "oui" };
                if own == strict { own.clone() } else { picked(base.map(|base| base.cells[place].as_str()), own, new) }
            }
            PLACES => new.clone(),
            _ => picked(base.map(|base| base.cells[place].as_str()), own, new),
        });
    }
    let kind = Kind::from_disk(&line.cells[KIND]);
    if line.is_ignored() || kind.is_none() {
        line.cells[OPTIONS].clone_from(&there.cells[OPTIONS]);
    } else if kind.is_some_and(Kind::has_options) && Kind::from_disk(&guess.cells[KIND]).is_some_and(Kind::has_options) {
        // What an editor said to be no answer is no option that the file adds.
        let missing = choices(&line.cells[MISSING]).unwrap_or_default();
        let is_missing = |option: &Choice| missing.iter().any(|reason| reason.code == option.code || key(&reason.label) == key(&option.label));
        let guessed: Vec<Choice> = guess.options().into_iter().filter(|option| !is_missing(option)).collect();
        let (options, renamed) = options_merged(base.map(Line::options).as_deref(), &there.options(), &guessed, there.code(), told);
        line.cells[OPTIONS] = choices_written(&options);
        let places = guess.cells[PLACES].split('|').map(|part| match part.split_once('=') {
            Some((column, code)) => format!("{column}={}", renamed.get(code).map_or(code, String::as_str)),
            None => part.to_owned(),
        });
        line.cells[PLACES] = places.collect::<Vec<_>>().join("|");
        for place in [EXCLUSIVE, OTHER] {
            if !line.cells[place].is_empty() && options.iter().all(|option| option.code != line.cells[place]) {
                line.cells[place] = renamed.get(&guess.cells[place]).unwrap_or(&guess.cells[place]).clone();
            }
        }
    }
    let joined =
        line.cells[PLACES].split_once(' ').map(|(column, _)| column.to_owned()).filter(|column| column.bytes().all(|letter| letter.is_ascii_uppercase()));
    match (joined, there.cells[PLACES].split_once(' ')) {
        (Some(column), _) if kind != Some(Kind::Multiple) => line.cells[PLACES] = column,
        (None, Some((_, separator))) if kind == Some(Kind::Multiple) && place_of(&line.cells[PLACES]).is_some() => {
            line.cells[PLACES] = format!("{} {separator}", line.cells[PLACES]);
        }
        _ => {}
    }
    for place in (0..COLUMNS.len()).filter(|place| ![PLACES, OPTIONS].contains(place)) {
        let (own, new) = (&there.cells[place], &line.cells[place]);
        let name = COLUMNS[place];
        if own != new {
            told.push(format!("mis à jour : {QUESTIONS}, « {} », {name} : « {} » → « {} »", line.code(), shortened(own, 60), shortened(new, 60)));
        } else if *new != guess.cells[place] {
            told.push(format!("gardé : {QUESTIONS}, « {} », {name} : « {} »", line.code(), shortened(new, 60)));
        }
    }
    line
}

/// Options of both, and the codes that an editor gave to some of the guess's.
fn options_merged(base: Option<&[Choice]>, there: &[Choice], guess: &[Choice], of: &str, told: &mut Vec<String>) -> (Vec<Choice>, HashMap<String, String>) {
    let find = |list: &[Choice], code: &str| list.iter().position(|option| option.code == code);
    let mut renamed = HashMap::new();
    for new in guess.iter().filter(|new| find(there, &new.code).is_none()) {
        let label = base.and_then(|base| find(base, &new.code).map(|place| &base[place].label)).unwrap_or(&new.label);
        let own = there.iter().find(|own| own.label == *label && find(guess, &own.code).is_none());
        renamed.extend(own.map(|own| (new.code.clone(), own.code.clone())));
    }
    let guess: Vec<(Choice, &Choice)> =
        guess.iter().map(|new| (Choice::new(renamed.get(&new.code).unwrap_or(&new.code).clone(), new.label.clone()), new)).collect();
    let known = |code: &str| guess.iter().find(|(new, _)| new.code == code);
    let same_order =
        base.is_some_and(|base| base.iter().map(|option| renamed.get(&option.code).unwrap_or(&option.code)).eq(there.iter().map(|option| &option.code)));
    let mut options: Vec<Choice> = Vec::new();
    // An option that the importer wrote and that nobody has chosen any more is not the editor's.
    let is_kept = |own: &Choice| known(&own.code).is_some() || base.is_none_or(|base| find(base, &own.code).is_none());
    let there_kept: Vec<&Choice> = there.iter().filter(|own| is_kept(own)).collect();
    let label_of = |new: &Choice, was: &Choice| {
        let own = find(there, &new.code).map(|place| &there[place].label);
        let written = base.and_then(|base| find(base, &was.code).map(|place| base[place].label.as_str()));
        own.map_or_else(|| new.label.clone(), |own| picked(written, own, &new.label))
    };
    let backbone: Vec<&str> =
        if same_order { guess.iter().map(|(new, _)| new.code.as_str()).collect() } else { there_kept.iter().map(|own| own.code.as_str()).collect() };
    for code in backbone {
        options.push(known(code).map_or_else(|| there[find(there, code).unwrap_or(0)].clone(), |(new, was)| Choice::new(code, label_of(new, was))));
    }
    for (place, (new, was)) in guess.iter().enumerate() {
        if find(&options, &new.code).is_none() {
            let after = guess[..place].iter().rev().find_map(|(earlier, _)| find(&options, &earlier.code));
            options.insert(after.map_or(options.len(), |after| after + 1), Choice::new(new.code.clone(), label_of(new, was)));
        }
    }
    for own in there_kept {
        if find(&options, &own.code).is_none() {
            options.push(own.clone());
        }
    }
    for option in &options {
        match find(there, &option.code).map(|place| &there[place].label) {
            None => told.push(format!("mis à jour : {QUESTIONS}, « {of} », option ajoutée : « {} »", option.label)),
            Some(own) if known(&option.code).is_none() => told.push(format!("gardé : {QUESTIONS}, « {of} », option que personne n'a choisie : « {own} »")),
            Some(own) if *own != option.label => told.push(format!("mis à jour : {QUESTIONS}, « {of} », option « {own} » → « {} »", option.label)),
            Some(own) if known(&option.code).is_some_and(|(new, _)| new.label != *own) => {
                told.push(format!("gardé : {QUESTIONS}, « {of} », libellé « {own} »"))
            }
            Some(_) => {}
        }
    }
    for own in there.iter().filter(|own| find(&options, &own.code).is_none()) {
        told.push(format!("retiré : {QUESTIONS}, « {of} », option que le fichier n'a plus : « {} »", own.label));
    }
    (options, renamed)
}

/// The codebook that reads the file again, with the guess's spellings of options.
fn codebook_of(merged: &Merged, guessed: &[Line], spellings: &HashMap<String, Vec<(String, String)>>) -> Result<Codebook, Vec<Problem>> {
    let table = table::read_ours(QUESTIONS, lines_written(&merged.lines).as_bytes()).map_err(|problem| vec![problem])?;
    let mut book = codebook::read(table)?;
    for declared in &mut book.questions {
        let Some(place) = merged.lines.iter().position(|line| line.code() == declared.question.code) else { continue };
        let Some(guess) = merged.guesses[place].map(|guess| &guessed[guess]) else { continue };
        let codes: HashMap<String, Option<String>> =
            guess.options().into_iter().map(|option| option.code).zip(places_of(guess, &merged.lines[place])).collect();
        let labels = guess.options().into_iter().flat_map(|option| [(option.label, option.code.clone()), (option.code.clone(), option.code)]);
        for (spelled, code) in labels.chain(spellings.get(guess.code()).into_iter().flatten().cloned()) {
            if let Some(option) = codes.get(&code).and_then(Option::as_ref).and_then(|code| declared.question.option(code)) {
                declared.aliases.push((spelled, option));
            }
        }
    }
    Ok(book)
}

/// For each option of a guess, its code in the merged line: its own, or the one that an editor gave it, known by the label.
fn places_of(guess: &Line, line: &Line) -> Vec<Option<String>> {
    let options = line.options();
    let find = |wanted: &Choice| {
        let by_code = options.iter().find(|option| option.code == wanted.code);
        by_code.or_else(|| options.iter().find(|option| option.label == wanted.label)).map(|option| option.code.clone())
    };
    guess.options().iter().map(find).collect()
}

/// Gives the package what an editor wrote and that reading the file does not need.
fn apply(package: &mut Package, merged: &Merged) {
    let by_code = |code: &str| merged.lines.iter().find(|line| line.code() == code);
    let words = |question: &mut Question, line: &Line| {
        question.text.clone_from(&line.cells[TEXT]);
        question.public = if line.cells[PUBLICATION].is_empty() { question.public } else { line.cells[PUBLICATION] == "public" };
        question.sensitive = line.cells[SENSITIVE] == "oui";
    };
    match &mut package.level {
        Level::Words(_) => {}
        Level::Responses(survey) => {
            for question in &mut survey.questions {
                if let Some(line) = by_code(&question.code) {
                    words(question, line);
                }
            }
        }
        Level::Aggregates(counted) => {
            for (place, of) in counted.iter_mut().enumerate() {
                let at = merged.guesses.iter().position(|guess| *guess == Some(place));
                let Some(line) = at.map(|at| &merged.lines[at]) else { continue };
                let Counted { question, counts, sources, .. } = of;
                words(question, line);
                question.code = line.code().to_owned();
                question.kind = Kind::from_disk(&line.cells[KIND]).unwrap_or(question.kind);
                question.ordered = line.cells[ORDERED] == "oui";
                let options = line.options();
                let old: Vec<Option<usize>> = options
                    .iter()
                    .map(|option| question.option(&option.code).or_else(|| question.options.iter().position(|known| known.label == option.label)))
                    .collect();
                *counts = old.iter().map(|place| place.map_or(0, |place| counts[place])).collect();
                *sources = old.iter().map(|place| place.map_or(String::new(), |place| sources[place].clone())).collect();
                question.options = options;
            }
        }
    }
}

/// Data that were corrected in the folder would be lost.
fn corrected_by_hand(before: &Before) -> Vec<Problem> {
    let Some(record) = &before.record else { return Vec::new() };
    let changed = before.digests.iter().filter(|(name, sum)| record.digests.get(*name).is_some_and(|written| written != *sum));
    let problem = |name: &String| Problem {
        can_be_lost: true,
        ..Problem::fatal(
            name,
            "ce fichier a été modifié à la main depuis le dernier import",
            "faites les mêmes corrections dans le fichier que vous importez ; avec --accept-losses, elles sont perdues",
        )
    };
    changed.map(|(name, _)| problem(name)).collect()
}

/// The description of both, and how the survey is then published.
fn described(package: &Package, before: &Before, title: Option<&str>, asked: Option<&Publication>, told: &mut Vec<String>) -> (Value, Publication) {
    let base = before.record.as_ref().and_then(|record| record.description.as_ref());
    let mut description = value_merged(base, &before.description, &package.description(), "", told);
    if let Some(title) = title.filter(|title| description["title"] != **title) {
        told.push(format!("mis à jour : title, « {title} », donné par --title"));
        description["title"] = json!(title);
    }
    let words_alone = matches!(package.level, Level::Words(_));
    let publication = match (asked, before.publication()) {
        (Some(asked), _) => asked.clone(),
        (None, Some(there)) => return (description, there),
        (None, None) => Publication::Protected,
    };
    if !words_alone {
        let ours = &mut description["passerelle"];
        publication.declare(ours, package);
        if publication == Publication::Protected
            && let Some(members) = ours.as_object_mut()
        {
            members.remove("publier_reponses");
        }
        let word = if publication == Publication::Protected { "protected" } else { "open" };
        told.push(format!("mis à jour : passerelle.publication, « {word} »"));
    }
    (description, publication)
}

fn value_merged(base: Option<&Value>, there: &Value, new: &Value, path: &str, told: &mut Vec<String>) -> Value {
    let inner = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let determined = DETERMINED.contains(&path) || (path.starts_with("resources") && !path.ends_with(".description"));
    match (there, new) {
        (Value::Object(own), Value::Object(made)) => {
            let mut merged = Map::new();
            for (name, value) in own {
                let (path, was) = (inner(name), base.and_then(|base| base.get(name)));
                match made.get(name) {
                    Some(new) => drop(merged.insert(name.clone(), value_merged(was, value, new, &path, told))),
                    // The importer wrote it, and has nothing to say any more.
                    None if was == Some(value) => told.push(format!("retiré : {path}, que le fichier ne dit plus")),
                    None => {
                        if !path.starts_with("resources") {
                            told.push(format!("gardé : {path}{}", glimpse(value)));
                        }
                        merged.insert(name.clone(), value.clone());
                    }
                }
            }
            for (name, new) in made.iter().filter(|(name, _)| !own.contains_key(*name)) {
                let path = inner(name);
                let was_removed = base.is_some_and(|base| base.get(name).is_some());
                if was_removed && !DETERMINED.contains(&path.as_str()) && !path.starts_with("resources") {
                    told.push(format!("gardé : {path} n'y est pas, vous l'aviez retiré"));
                } else {
                    if !path.starts_with("resources") {
                        told.push(format!("nouveau : {path}{}", glimpse(new)));
                    }
                    merged.insert(name.clone(), new.clone());
                }
            }
            Value::Object(merged)
        }
        (Value::Array(own), Value::Array(made)) if path == "resources" || path.ends_with(".fields") => {
            let name = |value: &Value| value["name"].as_str().map(str::to_owned);
            let by_name = |list: &[Value], wanted: &Value| list.iter().find(|value| name(value) == name(wanted)).cloned();
            let based: &[Value] = base.and_then(Value::as_array).map_or(&[], Vec::as_slice);
            let mut merged: Vec<Value> = made
                .iter()
                .map(|new| match by_name(own, new) {
                    Some(there) => value_merged(by_name(based, new).as_ref(), &there, new, &inner(&name(new).unwrap_or_default()), told),
                    None => new.clone(),
                })
                .collect();
            // A resource that an editor added; a field stands for a column, and has none without it.
            if path == "resources" {
                for value in own.iter().filter(|value| by_name(made, value).is_none() && by_name(based, value).is_none()) {
                    told.push(format!("gardé : resources, « {} »", name(value).unwrap_or_default()));
                    merged.push(value.clone());
                }
            }
            Value::Array(merged)
        }
        _ if there == new => there.clone(),
        _ if determined || base == Some(there) => {
            if !path.starts_with("resources") {
                told.push(format!("mis à jour : {path}, {} → {}", shortened(&there.to_string(), 60), shortened(&new.to_string(), 60)));
            }
            new.clone()
        }
        _ => {
            told.push(format!("gardé : {path}{}", glimpse(there)));
            there.clone()
        }
    }
}

/// A few words of a member.
fn glimpse(value: &Value) -> String {
    match value {
        Value::String(text) => format!(", « {} »", shortened(text, 60)),
        Value::Number(_) | Value::Bool(_) => format!(", {value}"),
        Value::Array(list) => format!(" ({})", list.len()),
        Value::Object(members) => format!(" ({})", members.keys().map(String::as_str).collect::<Vec<_>>().join(", ")),
        Value::Null => String::new(),
    }
}

/// What the description names, that was there and is no more: it is not dropped in silence.
fn dangling(description: &Value, before: &Before, package: &Package) -> Vec<Problem> {
    let now: Vec<Line> = written(package);
    let mut problems = Vec::new();
    let find = |lines: &[Line], code: &str| lines.iter().find(|line| line.code() == code && !line.is_ignored()).cloned();
    let mut tell = |path: String, question: &str, option: Option<&str>| {
        let has =
            |lines: &[Line]| find(lines, question).is_some_and(|line| option.is_none_or(|option| line.options().iter().any(|known| known.code == option)));
        if has(&before.lines) && !has(&now) {
            let what = option.map_or_else(|| format!("la question « {question} »"), |option| format!("l'option « {option} » de « {question} »"));
            problems.push(Problem {
                can_be_lost: true,
                column: Some(path.into()),
                ..Problem::fatal(
                    DESCRIPTION,
                    format!("{what} n'est plus dans le fichier, et ce passage la nomme"),
                    "corrigez ce passage d'abord ; avec --accept-losses, il reste tel quel, et cargo xtask check le refusera",
                )
            });
        }
    };
    let ours = &description["passerelle"];
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let keys = |value: &Value| value.as_object().cloned().unwrap_or_default();
    for name in ["suites", "neutres"] {
        for (code, value) in keys(&ours[name]) {
            tell(format!("passerelle.{name}.{code}"), &code, value.as_str().filter(|option| name == "neutres" && !option.is_empty()));
        }
    }
    for code in list(&ours["bipolaires"]).iter().filter_map(Value::as_str) {
        tell("passerelle.bipolaires".into(), code, None);
    }
    if let Some(code) = ours["poids"].as_str() {
        tell("passerelle.poids".into(), code, None);
    }
    for pair in list(&ours["croisements"]) {
        for code in list(&pair).iter().filter_map(Value::as_str) {
            tell("passerelle.croisements".into(), code, None);
        }
    }
    for (place, sentence) in list(&ours["recit"]).iter().enumerate() {
        for member in ["question", "croiser"] {
            if let Some(code) = sentence[member].as_str() {
                tell(format!("passerelle.recit[{place}].{member}"), code, None);
            }
        }
        for (code, options) in keys(&sentence["garder"]) {
            for option in list(&options).iter().filter_map(Value::as_str) {
                tell(format!("passerelle.recit[{place}].garder"), &code, Some(option));
            }
        }
    }
    for (place, proof) in list(&ours["preuves"]).iter().enumerate() {
        if let Some(code) = proof["question"].as_str() {
            tell(format!("passerelle.preuves[{place}]"), code, proof["option"].as_str());
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_moved_where_their_heading_went() {
        let moved = |place: usize| (place < 30).then_some(place + 1);
        for (written, expected, places) in [
            ("C", "D", vec![3]),
            ("C ;", "D ;", vec![3]),
            ("Z=a|AA=*", "AA=a|AB=*", vec![26, 27]),
            ("A>B>C", "B>C>D", vec![1, 2, 3]),
            ("E> espace", "F> espace", vec![5]),
            ("", "", vec![]),
        ] {
            assert_eq!(placed(written, moved), Some((expected.to_owned(), places)), "{written}");
        }
        assert_eq!(placed("A|ZZ", moved), None);
    }

    #[test]
    fn a_cell_is_the_editors_when_it_is_not_what_the_importer_wrote() {
        for (base, there, guess, expected) in
            [(Some("a"), "a", "b", "b"), (Some("a"), "c", "b", "c"), (Some("a"), "", "b", ""), (None, "c", "b", "c"), (None, "", "b", "b")]
        {
            assert_eq!(picked(base, there, guess), expected, "{base:?} {there} {guess}");
        }
    }

    #[test]
    fn options_keep_the_editors_labels_and_order_and_take_the_files_new_ones() {
        let list = |text: &str| choices(text).unwrap();
        for (base, there, guess, expected) in [
            (Some("a=A|b=B"), "a=A|b=Bé", "a=A|b=B|c=C", "a=A|b=Bé|c=C"),
            // Put in another order by hand: the new one comes after its neighbour.
            (Some("a=A|b=B"), "b=B|a=A", "a=A|c=C|b=B", "b=B|a=A|c=C"),
            // An option of the questionnaire that nobody has chosen.
            (Some("a=A"), "a=A|z=Z", "a=A|b=B", "a=A|b=B|z=Z"),
            // Nobody chooses it any more.
            (Some("a=A|b=B"), "a=A|b=B", "a=A", "a=A"),
            // Another code, by hand.
            (Some("a=A|b=B"), "a=A|x=B", "a=A|b=B", "a=A|x=B"),
            (None, "a=Ah|b=B", "a=A|c=C", "a=Ah|c=C|b=B"),
        ] {
            let base = base.map(list);
            let (options, _) = options_merged(base.as_deref(), &list(there), &list(guess), "q", &mut Vec::new());
            assert_eq!(choices_written(&options), expected, "{base:?} {there} {guess}");
        }
    }
}
