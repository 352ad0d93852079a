//! `survey import FILE… [--codebook F] --id ID --out DIR`: makes a data package of a survey's export. `survey tally DIR [--json] [--weight CODE]`: counts it.

use passerelle::{
    import::{
        self,
        again::{self, Before},
        combinations::recognised,
        package::{self, Level, Package},
        problem::{Problem, many, no_json, why_unreadable, why_unwritable},
        publication::{Consent, Publication},
        table::MOST_BYTES,
        tallied,
    },
    model::date::Date,
    publish::today::today,
    survey::protection::THRESHOLD,
};
use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

const HELP: &str = "\
survey import FICHIER… --id ID --out DOSSIER [--codebook FICHIER] [--title TITRE] [--accept-losses]
              [--publication protected|open] [--consent QUI --consent-date AAAA-MM-JJ]
    fait un paquet de données de l'export d'un sondage (CSV, TSV, XLSX, ODS ; avec .lss ou XLSForm) ;
    dans un dossier qui contient déjà ce sondage, ce qui a été écrit à la main est gardé ;
    la publication est protégée, sauf si --publication open est donné et ne fait reconnaître personne
survey agree DOSSIER --consent QUI --consent-date AAAA-MM-JJ
    note l'accord des répondants à être reconnus, et combien le sont ; le sondage est alors publié ouvert
survey tally DOSSIER [--json] [--weight CODE]
    compte les réponses, question par question";

/// Problems that are printed; all are counted.
const SHOWN: usize = 60;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let done = match words.split_first() {
        _ if words.iter().any(|word| word == "--help" || word == "-h") => print(&format!("{HELP}\n")),
        Some((command, rest)) if command == "import" => {
            Words::parse(rest, &["--id", "--out", "--codebook", "--title", "--publication", "--consent", "--consent-date"], &["--accept-losses"])
                .and_then(|words| run_import(&words))
        }
        Some((command, rest)) if command == "agree" => Words::parse(rest, &["--consent", "--consent-date"], &[]).and_then(|words| run_agree(&words)),
        Some((command, rest)) if command == "tally" => Words::parse(rest, &["--weight"], &["--json"]).and_then(|words| run_tally(&words)),
        _ => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// What was written on the command line.
#[derive(Default)]
struct Words {
    alone: Vec<String>,
    values: Vec<(String, String)>,
    flags: Vec<String>,
}

impl Words {
    fn parse(words: &[String], with_value: &[&str], flags: &[&str]) -> Result<Self, String> {
        let mut found = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (word.as_str(), None),
            };
            if with_value.contains(&name) {
                let value = value.or_else(|| words.next().cloned()).ok_or_else(|| format!("{name} attend une valeur"))?;
                found.values.push((name.to_owned(), value));
            } else if flags.contains(&word.as_str()) {
                found.flags.push(word.clone());
            } else if word.starts_with("--") {
                return Err(format!("« {word} » n'est pas attendu ici\n\n{HELP}"));
            } else {
                found.alone.push(word.clone());
            }
        }
        Ok(found)
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rfind(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn flag(&self, name: &str) -> bool {
        self.flags.iter().any(|known| known == name)
    }
}

fn load(path: &str) -> Result<import::File, String> {
    let name = Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned());
    let size = fs::metadata(path).map_err(|error| format!("{path} : {}", why_unreadable(&error)))?.len();
    if size > MOST_BYTES {
        return Err(format!("{path} : plus de {} Mo ; coupez ce fichier", MOST_BYTES >> 20));
    }
    fs::read(path).map(|bytes| (name, bytes)).map_err(|error| format!("{path} : {}", why_unreadable(&error)))
}

/// Problems, one a line, the first of them.
fn told(problems: &[Problem]) -> String {
    let mut lines: Vec<String> = problems.iter().take(SHOWN).map(|problem| format!("  {problem}")).collect();
    if problems.len() > SHOWN {
        lines.push(format!("  … et {} autres", problems.len() - SHOWN));
    }
    lines.join("\n")
}

fn run_import(words: &Words) -> Result<(), String> {
    let (Some(id), Some(out), false) = (words.value("--id"), words.value("--out"), words.alone.is_empty()) else {
        return Err(format!("il faut au moins un fichier, --id et --out\n\n{HELP}"));
    };
    let asked = publication(words)?;
    let files = words.alone.iter().map(|path| load(path)).collect::<Result<Vec<_>, _>>()?;
    let codebook = words.value("--codebook").map(load).transpose()?;
    let out = PathBuf::from(out);
    let occupied = out.is_dir() && !out.join(package::DESCRIPTION).is_file() && fs::read_dir(&out).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || out.is_file() {
        return Err(format!("{} : contient autre chose qu'un sondage ; donnez un dossier vide, absent, ou celui d'un sondage", out.display()));
    }
    let nothing = |problems: Vec<Problem>| format!("{}\n\nRien n'a été écrit.", told(&problems));
    let before = Before::read(&out).map_err(nothing)?;
    let (first, again) = match &before {
        None => (Some(import::import(&files, codebook.as_ref(), id, words.value("--title")).map_err(nothing)?), None),
        Some(before) => (None, Some(again::import(&files, codebook.as_ref(), id, words.value("--title"), asked.as_ref(), before).map_err(nothing)?)),
    };
    let Some(imported) = first.as_ref().or(again.as_ref().map(|again| &again.imported)) else { return Ok(()) };
    print(&format!("{}\n", imported.notes.join("\n")))?;
    if let Some(again) = &again {
        print(&format!("\nCe dossier contenait déjà ce sondage :\n  {}\n", again.told.join("\n  ")))?;
    }
    let fatal = imported.problems.iter().any(|problem| !problem.can_be_lost);
    if !imported.problems.is_empty() {
        let count = imported.problems.len();
        if fatal || !words.flag("--accept-losses") {
            let advice = if fatal { "" } else { " Corrigez, ou acceptez ces pertes avec --accept-losses." };
            return Err(format!("\n{} :\n{}\n\nRien n'a été écrit.{advice}", many(count, "problème"), told(&imported.problems)));
        }
        let all: Vec<String> = imported.problems.iter().map(|problem| format!("  {problem}")).collect();
        print(&format!("\n{} :\n{}\n", if count == 1 { "1 perte acceptée".to_owned() } else { format!("{count} pertes acceptées") }, all.join("\n")))?;
    }
    let words_alone = matches!(imported.package.level, Level::Words(_));
    let publication = again.as_ref().map_or_else(|| asked.clone().unwrap_or(Publication::Protected), |again| again.publication.clone());
    let threshold = before.as_ref().map_or(THRESHOLD as usize, Before::threshold);
    let exposed = match (&again, &before) {
        (Some(again), Some(before)) => again.refused(before, asked.is_some(), threshold),
        _ => publication.refused(&imported.package, threshold),
    };
    if !exposed.is_empty() {
        return Err(format!("\npublication ouverte refusée, {} :\n{}\n\nRien n'a été écrit.", many(exposed.len(), "question"), told(&exposed)));
    }
    let written = match &again {
        Some(again) => again.files(),
        None => again::first(imported, Some(&publication).filter(|_| !words_alone), codebook.is_some()),
    };
    package::write_files(&out, &written).map_err(|error| format!("{} : {}", out.display(), why_unwritable(&error)))?;
    let what = match &imported.package.level {
        Level::Responses(survey) => format!("{}, {}", many(survey.respondents, "répondant"), many(survey.questions.len(), "question")),
        Level::Aggregates(counted) => format!("effectifs de {}", many(counted.len(), "question")),
        Level::Words(findings) => format!("{} en mots", many(findings.len(), "constat")),
    };
    let questions = out.join(package::QUESTIONS);
    let mode = match &publication {
        _ if words_alone => String::new(),
        Publication::Protected => {
            format!("\nPublication protégée : les nombres de moins de {threshold} répondants seront masqués, et ceux qui les feraient deviner.")
        }
        Publication::Open(None) if asked.is_none() => "\nPublication ouverte, comme avant.".to_owned(),
        Publication::Open(None) => "\nPublication ouverte : aucun répondant n'est reconnu par une, deux ou trois réponses.".to_owned(),
        Publication::Open(Some(consent)) => format!("\nPublication ouverte, {}", agreed(consent, &imported.package)),
    };
    print(&format!(
        "\n{} : {what}.{mode}\nPour corriger ce qui a été deviné, modifiez {} puis importez de nouveau : ce que vous y écrivez est gardé.\n",
        out.display(),
        questions.display()
    ))
}

/// How the survey will be published, if that is said: else protected, or as it already is.
fn publication(words: &Words) -> Result<Option<Publication>, String> {
    let consent = consent(words)?;
    match (words.value("--publication"), consent) {
        (None, None) => Ok(None),
        (Some("protected"), None) => Ok(Some(Publication::Protected)),
        (Some("open"), consent) => Ok(Some(Publication::Open(consent))),
        (None | Some("protected"), Some(_)) => Err("l'accord des répondants ne sert qu'à --publication open".to_owned()),
        (Some(other), _) => Err(format!("--publication : « {other} » n'est pas connu ; écrivez protected ou open")),
    }
}

/// Who gathered the respondents' agreement, and when, if that is said.
fn consent(words: &Words) -> Result<Option<Consent>, String> {
    match (words.value("--consent").map(str::trim).filter(|by| !by.is_empty()), words.value("--consent-date")) {
        (None, None) => Ok(None),
        (Some(by), Some(on)) => {
            let day = Date::parse(on).filter(|day| *day <= today());
            let day = day.ok_or_else(|| format!("--consent-date : « {on} » n'est pas un jour passé, écrit AAAA-MM-JJ"))?;
            Ok(Some(Consent { by: by.to_owned(), on: day.machine() }))
        }
        _ => Err("--consent QUI et --consent-date AAAA-MM-JJ vont ensemble : qui a recueilli l'accord des répondants, et quand".to_owned()),
    }
}

/// An agreement in words, with how many it makes recognised.
fn agreed(Consent { by, on }: &Consent, package: &Package) -> String {
    let recognised = match package.level {
        Level::Responses(_) => format!(" :\n  {}", recognised(package).told()),
        _ => ".".to_owned(),
    };
    format!("avec l'accord des répondants recueilli par {by} le {on}{recognised}")
}

fn run_agree(words: &Words) -> Result<(), String> {
    let [folder] = words.alone.as_slice() else {
        return Err(format!("il faut un dossier\n\n{HELP}"));
    };
    let Some(consent) = consent(words)? else { return Err(format!("il faut --consent QUI et --consent-date AAAA-MM-JJ\n\n{HELP}")) };
    let folder = Path::new(folder);
    let package = package::read(folder).map_err(|problems| told(&problems))?;
    if matches!(package.level, Level::Words(_)) {
        return Err("ce sondage n'a que des mots : il ne fait reconnaître personne".to_owned());
    }
    let place = folder.join(package::DESCRIPTION);
    let read = fs::read_to_string(&place).map_err(|error| format!("{} : {}", place.display(), why_unreadable(&error)))?;
    let mut description: serde_json::Value = serde_json::from_str(&read).map_err(|error| format!("{} : {}", place.display(), no_json(&error)))?;
    let Some(ours) = description.get_mut("passerelle").filter(|ours| ours.is_object()) else {
        return Err(format!("{} : attendu passerelle", place.display()));
    };
    Publication::Open(Some(consent.clone())).declare(ours, &package);
    let text = serde_json::to_string_pretty(&description).map_err(|error| error.to_string())?;
    package::write_files(folder, &[(package::DESCRIPTION, text + "\n")]).map_err(|error| format!("{} : {}", place.display(), why_unwritable(&error)))?;
    print(&format!("{} : publication ouverte, {}\n", place.display(), agreed(&consent, &package)))
}

fn run_tally(words: &Words) -> Result<(), String> {
    let [folder] = words.alone.as_slice() else {
        return Err(format!("il faut un dossier\n\n{HELP}"));
    };
    let package = package::read(Path::new(folder)).map_err(|problems| told(&problems))?;
    let tallies = tallied::tallies(&package, words.value("--weight")).map_err(|problem| problem.to_string())?;
    if words.flag("--json") {
        let text = serde_json::to_string_pretty(&tallied::json(&tallies)).map_err(|error| error.to_string())?;
        return print(&format!("{text}\n"));
    }
    print(&tallied::text(&package, &tallies, words.value("--weight").is_some()))
}

/// Prints; a reader that left early (`survey | head`) is no error.
fn print(text: &str) -> Result<(), String> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("la sortie ne peut être écrite ({error})")),
        _ => Ok(()),
    }
}
