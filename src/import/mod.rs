//! Surveys as editors have them, made into data packages.
//!
//! A file becomes a table ([`table`], [`workbook`]); its headings and tool are found ([`detect`]); a codebook, if there is one, says what its columns are
//! ([`codebook`], [`limesurvey`], [`kobo`]), else their cells do ([`kinds`]); answers are read ([`draft`]) and written ([`package`]).
//! What was taken for granted is told; what cannot be read is a [`problem::Problem`], never left out in silence.

pub mod again;
pub mod aggregates;
pub mod audit;
pub mod codebook;
pub mod combinations;
pub mod detect;
pub mod draft;
pub mod exposure;
pub mod google_forms;
pub mod identifying;
pub mod kinds;
pub mod kobo;
pub mod limesurvey;
pub mod limesurvey_archive;
pub mod microsoft_forms;
mod opendocument;
pub mod package;
pub mod problem;
pub mod publication;
mod respondents;
pub mod scales;
pub mod surveymonkey;
pub mod table;
pub mod tallied;
pub mod text;
pub mod values;
pub mod webform;
pub mod workbook;

use std::collections::HashMap;

use codebook::{Codebook, Names};
use draft::{Draft, Reading, columns_written};
use package::{Level, Package};
use problem::{Problem, letters, many, shortened};
use table::Table;
use text::{Codes, slug};

use crate::survey::question::{Choice, Question};

/// A file: its name, and what it holds.
pub type File = (String, Vec<u8>);

/// What an import gives.
#[derive(Debug)]
pub struct Imported {
    /// The survey.
    pub package: Package,
    /// How the files were read and what was taken for granted, one thing a line, in French.
    pub notes: Vec<String>,
    /// What would be lost.
    pub problems: Vec<Problem>,
    /// Headings of the columns of answers, in the file's order; empty for counts and findings.
    pub headings: Vec<String>,
    /// For each question's code, other spellings of its options in the file, with the option's code.
    spellings: HashMap<String, Vec<(String, String)>>,
}

/// What a file turned out to be.
enum Role {
    Answers(Table),
    Counts(Table),
    Findings(Table),
    Codebook(Codebook),
}

/// Imports the answers among `files`, with the questionnaire among them or the `codebook` apart. `id` and `title` name the package.
///
/// # Errors
/// What makes any import impossible. What can be imported with losses is in [`Imported::problems`].
pub fn import(files: &[File], codebook: Option<&File>, id: &str, title: Option<&str>) -> Result<Imported, Vec<Problem>> {
    import_by(files, codebook, None, id, title)
}

/// The same, where `own` says what the questions are.
fn import_by(files: &[File], codebook: Option<&File>, own: Option<Codebook>, id: &str, title: Option<&str>) -> Result<Imported, Vec<Problem>> {
    if !package::is_id(id) {
        return Err(vec![Problem::fatal("--id", format!("« {id} » ne peut nommer un sondage"), "n'employez que a-z, 0-9, - et _, 80 lettres au plus")]);
    }
    let mut notes = Vec::new();
    let (mut answers, mut books): (Vec<(Table, Content)>, Vec<Codebook>) = (Vec::new(), Vec::new());
    for file in files {
        if let Some(archive) = limesurvey_archive::read(&file.0, &file.1).map_err(|problem| vec![problem])? {
            let (name, text) = &archive.questionnaire;
            let book = limesurvey::read(name, text).map_err(|problem| vec![problem])?;
            notes.push(format!("{name} : {}, {}", book.kind, many(book.questions.len(), "question")));
            notes.extend(archive.notes);
            books.push(book);
            answers.push((archive.responses, Content::Rows));
            continue;
        }
        match role(file, &mut notes)? {
            Role::Codebook(book) => books.push(book),
            Role::Answers(table) => answers.push((table, Content::Rows)),
            Role::Counts(table) => answers.push((table, Content::Counts)),
            Role::Findings(table) => answers.push((table, Content::Findings)),
        }
    }
    if let Some(file) = codebook {
        match role(file, &mut notes)? {
            Role::Codebook(book) => books.insert(0, book),
            _ => {
                return Err(vec![Problem::fatal(
                    &file.0,
                    "ce n'est pas un codebook",
                    "il faut questions.csv (colonnes code, texte, type, options…), un questionnaire .lss ou un XLSForm",
                )]);
            }
        }
    }
    if answers.len() > 1 {
        let names: Vec<&str> = answers.iter().map(|(table, _)| table.name.as_str()).collect();
        return Err(vec![Problem::fatal(&names.join(", "), "plusieurs fichiers de réponses", "donnez-en un seul, avec son questionnaire")]);
    }
    let Some((table, content)) = answers.pop() else {
        let name = files.first().map_or("", |(name, _)| name);
        return Err(vec![Problem::fatal(name, "aucun fichier de réponses", "donnez le fichier CSV, TSV ou XLSX des réponses")]);
    };
    notes.push(format!("{} : {}", table.name, table.read_as));
    let title = title.map(str::to_owned).or_else(|| books.iter().find_map(|book| book.title.clone())).unwrap_or_else(|| id.to_owned());
    if let Some(book) = own {
        books.insert(0, book);
    }
    let mut package = Package { id: id.to_owned(), title, level: Level::Words(Vec::new()), columns: Vec::new(), ignored: Vec::new(), tool: None };
    if content == Content::Findings {
        notes.extend(aggregates::unread(&table, |_, name| ["id", "rubrique", "constat", "source"].contains(&name)));
        let (findings, problems) = package::findings(table);
        notes.push(format!("{} en mots, sans effectifs", many(findings.len(), "constat")));
        package.level = Level::Words(findings);
        return Ok(Imported { package, notes, problems, headings: Vec::new(), spellings: HashMap::new() });
    }
    if content == Content::Counts {
        notes.extend(aggregates::unread_of_counts(&table));
        let (counted, problems) = aggregates::read(table)?;
        notes.push(format!("effectifs de {}, sans réponses une à une", many(counted.len(), "question")));
        notes.extend(counted.iter().flat_map(aggregates::told));
        package.level = Level::Aggregates(counted);
        return Ok(Imported { package, notes, problems, headings: Vec::new(), spellings: HashMap::new() });
    }
    Ok(rows(table, books.first(), package, notes))
}

/// What a table that is no codebook holds.
#[derive(PartialEq)]
enum Content {
    Rows,
    Counts,
    Findings,
}

/// KoboToolbox writes what is asked several times in a sheet of its own, a row each time.
fn is_repeated(sheet: &Table) -> bool {
    sheet.heads.first().is_some_and(|head| head.iter().any(|name| name == "_parent_index" || name == "_parent_table_name"))
}

/// The sheet that holds the answers: the first, unless it is a few lines of words before a table.
fn largest(sheets: &[(String, Table)]) -> usize {
    let size = |table: &Table| table.rows * table.columns.len();
    let first = &sheets[0].1;
    let is_table = first.columns.len() >= 3 && first.rows >= 2 || first.rows > 20 || first.columns.len() >= 2 && first.rows >= 5;
    let others = sheets.iter().enumerate().skip(1).filter(|(_, (_, table))| !is_repeated(table) && table.columns.len() >= 2 && size(table) > size(first) * 3);
    if is_table { 0 } else { others.max_by_key(|(_, (_, table))| size(table)).map_or(0, |(place, _)| place) }
}

fn role((name, bytes): &File, notes: &mut Vec<String>) -> Result<Role, Vec<Problem>> {
    let one = |problem| vec![problem];
    if bytes.is_empty() {
        return Err(vec![Problem::fatal(name, "ce fichier est vide", "exportez-le de nouveau")]);
    }
    if workbook::is_workbook(bytes) {
        let mut sheets = workbook::read(name, bytes).map_err(one)?;
        if kobo::is_a_form(&sheets) {
            let book = kobo::read(name, &sheets).map_err(one)?;
            notes.push(format!("{name} : {}, {}", book.kind, many(book.questions.len(), "question")));
            return Ok(Role::Codebook(book));
        }
        if sheets.is_empty() {
            return Err(vec![Problem::fatal(name, "ce classeur est vide", "exportez-le de nouveau")]);
        }
        let place = largest(&sheets);
        if place > 0 {
            notes.push(format!("À VÉRIFIER : feuille « {} » lue, la première n'a que {}", sheets[place].0, many(sheets[0].1.rows, "ligne")));
        }
        let (_, mut table) = sheets.remove(place);
        for (other, repeated) in &sheets {
            if is_repeated(repeated) {
                let what = format!(
                    "la feuille « {other} » répète des questions pour un même répondant ({} lignes), et une ligne doit être un répondant",
                    repeated.rows.saturating_sub(1)
                );
                let advice = "importez cette feuille à part, comme un autre sondage (une ligne par répétition), ou résumez-la en une question ; avec --accept-losses, elle est laissée de côté";
                table.problems.push(Problem { can_be_lost: true, ..Problem::fatal(name, what, advice) });
            }
        }
        for (other, table) in &sheets {
            notes.push(format!("feuille « {other} » ({}) : non lue, une seule l'est", many(table.rows, "ligne")));
        }
        return of_table(table, notes);
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).trim_start_matches('\u{FEFF}').trim_start().to_owned();
    if start.starts_with("<?xml") || start.starts_with("<document") {
        if bytes.len() as u64 > table::MOST_BYTES / 4 {
            return Err(vec![Problem::fatal(name, "ce questionnaire est trop grand", "exportez-le de nouveau")]);
        }
        let book = limesurvey::read(name, &String::from_utf8_lossy(bytes).replace('\u{FEFF}', "")).map_err(one)?;
        notes.push(format!("{name} : {}, {}", book.kind, many(book.questions.len(), "question")));
        return Ok(Role::Codebook(book));
    }
    if start.starts_with("<html") || start.starts_with("<!DOCTYPE") || start.starts_with("<table") {
        return Err(vec![Problem::fatal(name, "c'est une page web", "exportez de nouveau en CSV ou en XLSX")]);
    }
    of_table(table::read(name, bytes).map_err(one)?, notes)
}

fn of_table(table: Table, notes: &mut Vec<String>) -> Result<Role, Vec<Problem>> {
    let head: &[String] = table.heads.first().map_or(&[], Vec::as_slice);
    if codebook::recognises(head) {
        let book = codebook::read(table)?;
        notes.push(format!("{} : codebook, {}", book.name, many(book.questions.len(), "question")));
        return Ok(Role::Codebook(book));
    }
    if aggregates::recognises(head) {
        return Ok(Role::Counts(table));
    }
    if package::recognises_findings(head) {
        return Ok(Role::Findings(table));
    }
    if table.heads.is_empty() {
        return Err(vec![Problem::fatal(&table.name, "ce fichier ne contient aucune cellule", "exportez-le de nouveau")]);
    }
    Ok(Role::Answers(table))
}

/// Rows of respondents.
fn rows(mut table: Table, book: Option<&Codebook>, mut package: Package, mut notes: Vec<String>) -> Imported {
    let layed = detect::lay_out(&mut table);
    table.take_summaries();
    table.tell_merged();
    let mut problems = std::mem::take(&mut table.problems);
    notes.push(format!("{}, {} ; {}, {}", layed.tool.name(), layed.rows, many(table.rows, "répondant"), many(table.columns.len(), "colonne")));
    package.tool = (layed.tool != detect::Tool::Flat).then(|| layed.tool.name().to_owned());
    let width = table.columns.len();
    let heading = |place: usize| shortened(&layed.headings[place].full, 70);
    let mut free = vec![true; width];
    let (mut drafts, mut codes): (Vec<Draft>, Codes) = (Vec::new(), Codes::default());
    codes.take(package::RESPONDENT, "");
    if let Some(book) = book {
        let names = Names::new(layed.headings.iter().map(detect::Heading::names).collect());
        let found = names.find(book, &table);
        for draft in &found.drafts {
            codes.take(&draft.question.code, "");
            for column in draft.take.columns() {
                free[column] = false;
            }
        }
        for column in &found.ignored {
            free[*column] = false;
            notes.push(format!("colonne {} « {} » : laissée de côté, comme le dit {}", letters(*column), heading(*column), book.name));
        }
        package.ignored.extend(found.ignored.iter().map(|column| (String::new(), layed.headings[*column].full.clone(), letters(*column))));
        for (code, line) in &found.absent {
            if book.is_ours {
                let mut problem = Problem::at(
                    &book.name,
                    *line,
                    format!("le fichier n'a pas de colonne pour la question « {code} »"),
                    "corrigez le code, le texte ou la colonne « colonnes » ; avec --accept-losses, la question est laissée de côté",
                );
                problem.column = Some("« code »".into());
                problems.push(problem);
            } else {
                notes.push(format!("la question « {code} » de {} n'est pas dans le fichier", book.name));
            }
        }
        drafts = found.drafts;
    }
    for dropped in detect::dropped(&layed, &table) {
        if std::mem::replace(&mut free[dropped.column], false) {
            notes.push(format!("colonne {} « {} » : non importée ({})", letters(dropped.column), heading(dropped.column), dropped.reason));
            package.ignored.push((String::new(), layed.headings[dropped.column].full.clone(), letters(dropped.column)));
        }
    }
    let (order, ambiguous) = kinds::date_order(&table, &free);
    if ambiguous {
        notes.push("À VÉRIFIER : les dates se lisent dans les deux sens, elles sont prises pour jour/mois/année".to_owned());
    } else if order == values::Order::MonthFirst {
        notes.push("dates lues comme mois/jour/année".to_owned());
    }
    let reading = Reading { order, na_is_blank: na_is_blank(&table, book, &mut notes) };
    notes.extend(absent_words(&table, &free));
    notes.extend(respondents::doubts(&layed, &table, &free));
    if let Some(book) = book {
        for place in (0..width).filter(|place| free[*place] && table.columns[*place].filled() > 0) {
            notes.push(format!(
                "À VÉRIFIER, colonne {} « {} » : absente de {}, lue d'après ses réponses ; type ignorer dans le codebook la laisse de côté",
                letters(place),
                heading(place),
                book.name
            ));
        }
    }
    // One column of codes joined, and a column an option that says the same.
    summaries(&layed, &table, &mut free, &mut notes);
    let detected = detect::questions(&layed, &table, &free, reading, &mut codes);
    drafts.extend(detected.drafts);
    notes.extend(detected.notes);
    for draft in drafts.iter_mut().filter(|draft| draft.question.text.is_empty()) {
        draft.question.text.clone_from(&draft.question.code);
    }
    drafts.sort_by_key(|draft| draft.take.columns().first().copied());
    let (survey, found) = draft::build(&table, &drafts, reading);
    problems.extend(found);
    package.columns = survey
        .questions
        .iter()
        .map(|question| drafts.iter().find(|draft| draft.question.code == question.code).map(columns_written).unwrap_or_default())
        .collect();
    for (code, heading, column) in &mut package.ignored {
        *code = codes.take(&slug(heading, codebook::LONGEST_CODE), &format!("colonne_{}", column.to_lowercase()));
    }
    for question in &survey.questions {
        let options = if question.kind.has_options() { format!(", {}", listed(&question.options)) } else { String::new() };
        let hidden = if question.public { "" } else { ", interne" };
        notes.push(format!("  {} : {}{options}{hidden} ; {}", question.code, question.kind.on_disk(), shortened(&question.text, 80)));
    }
    if book.is_none() {
        notes.extend(survey.questions.iter().filter_map(no_answers));
        notes.extend(survey.questions.iter().filter_map(lost_ranges));
    }
    package.level = Level::Responses(survey);
    let headings = layed.headings.iter().map(|heading| heading.full.clone()).collect();
    let spelled = |draft: &Draft| {
        let option = |(alias, place): &(String, usize)| Some((alias.clone(), draft.question.options.get(*place)?.code.clone()));
        (draft.question.code.clone(), draft.aliases.iter().filter_map(option).collect())
    };
    let spellings = drafts.iter().map(spelled).collect();
    Imported { package, notes, problems, headings, spellings }
}

/// Cells that hold a word or a mark for no answer, and what they are taken for. `NA` is told apart.
fn absent_words(table: &Table, free: &[bool]) -> Vec<String> {
    let mut met: [std::collections::BTreeMap<&str, u32>; 2] = Default::default();
    for (column, _) in table.columns.iter().zip(free).filter(|(_, free)| **free) {
        let plus = column.values.iter().any(|value| value.starts_with('+'));
        for (value, count) in column.present().filter(|(value, _)| value.len() <= 24) {
            let place = match values::absent(value) {
                Some(values::Absent::Blank) => 0,
                Some(values::Absent::NotAsked) => 1,
                None if values::is_dash(value) && !plus => 0,
                _ => continue,
            };
            *met[place].entry(value).or_default() += count;
        }
    }
    let told = |met: &std::collections::BTreeMap<&str, u32>, taken: &str| {
        let words: Vec<String> = met.iter().map(|(word, count)| format!("« {word} » ({})", many(*count as usize, "cellule"))).collect();
        (!words.is_empty()).then(|| format!("À VÉRIFIER : {} : pris pour « {taken} »", words.join(", ")))
    };
    [told(&met[0], "sans réponse"), told(&met[1], "question non posée")].into_iter().flatten().collect()
}

/// Options that may rather be the absence of an answer, and are counted as answers.
fn no_answers(question: &Question) -> Option<String> {
    let labels: Vec<String> =
        question.options.iter().filter(|option| scales::is_no_answer(&option.label)).map(|option| format!("« {} »", option.label)).collect();
    (!labels.is_empty()).then(|| {
        format!(
            "À VÉRIFIER, {} : {} : {} ; si c'est une absence de réponse, passez-la de la colonne options du codebook à la colonne manquants",
            question.code,
            labels.join(", "),
            if labels.len() == 1 { "comptée comme une réponse" } else { "comptées comme des réponses" }
        )
    })
}

/// Options such as « 05-oct », which a spreadsheet made of 5-10.
fn lost_ranges(question: &Question) -> Option<String> {
    const MONTHS: [&str; 14] = ["janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec", "jan", "feb"];
    let is_one = |label: &str| {
        let name = text::plain(label);
        let Some((one, other)) = name.split_once(' ') else { return false };
        let digits = |word: &str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        label.contains('-') && (digits(one) && MONTHS.contains(&other) || MONTHS.contains(&one) && digits(other))
    };
    let labels: Vec<String> = question.options.iter().filter(|option| is_one(&option.label)).map(|option| format!("« {} »", option.label)).collect();
    (!labels.is_empty()).then(|| {
        let advice = "un tableur fait des dates d'intervalles comme 5-10 ; rendez-leur leur libellé dans le codebook";
        format!("À VÉRIFIER, {} : {} ; {advice}", question.code, labels.join(", "))
    })
}

/// How many options, and the first of them: what was guessed wrong is seen there first.
fn listed(options: &[Choice]) -> String {
    let labels: Vec<String> = options.iter().map(|option| shortened(&option.label, 40)).collect();
    format!("{} ({})", many(options.len(), "option"), shortened(&labels.join(" | "), 160))
}

/// Whether `NA` is how the file writes an empty cell: so it is when no column that has some has empty cells too.
/// Whoever wrote a codebook by hand knows that `NA` stands for « not asked ».
fn na_is_blank(table: &Table, book: Option<&Codebook>, notes: &mut Vec<String>) -> bool {
    if book.is_some_and(|book| book.is_ours && book.questions.iter().all(|declared| declared.take.is_none())) {
        return false;
    }
    let with: Vec<_> = table.columns.iter().filter(|column| column.present().any(|(value, _)| value == "NA")).collect();
    if with.is_empty() {
        return false;
    }
    let blank = with.iter().all(|column| column.counts[0] == 0);
    notes.push(format!("À VÉRIFIER : NA est pris pour « {} »", if blank { "sans réponse" } else { "question non posée" }));
    blank
}

/// Leaves out the column of joined codes whose options have a column each (`q`, then `q/a`, `q/b`).
fn summaries(layed: &detect::Layed, table: &Table, free: &mut [bool], notes: &mut Vec<String>) {
    if layed.tool != detect::Tool::Kobo {
        return;
    }
    for (place, heading) in layed.headings.iter().enumerate() {
        let name = &heading.full;
        let parts = (place + 1..table.columns.len()).take_while(|next| {
            ["/", ".", ":"].iter().any(|mark| layed.headings[*next].full.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with(mark)))
        });
        let options: Vec<usize> = parts.collect();
        let boxes = options.iter().all(|next| table.columns[*next].present().all(|(value, _)| values::is_tick(value) || values::is_untick(value)));
        if free[place] && !name.is_empty() && options.len() >= 2 && boxes && options.iter().any(|next| table.columns[*next].filled() > 0) {
            free[place] = false;
            notes.push(format!("colonne {} « {name} » : ses options ont chacune leur colonne, qui sont lues à sa place", letters(place)));
        }
    }
}
