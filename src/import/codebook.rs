//! A codebook: what the questions and options are, and where the file has them. Ours is `questions.csv`; `.lss` and XLSForm become the same.

use std::collections::HashMap;

use super::draft::{Draft, Take, columns_read};
use super::problem::Problem;
use super::scales;
use super::table::Table;
use super::text::{Codes, key, label, plain, slug};
use super::values;
use crate::survey::question::{Choice, Kind, Question};

/// Longest code of a question or an option.
pub const LONGEST_CODE: usize = 40;

/// Columns of `questions.csv`.
pub const COLUMNS: [&str; 15] =
    ["code", "texte", "type", "groupe", "options", "ordonne", "exclusive", "autre", "manquants", "unite", "min", "max", "publication", "sensible", "colonnes"];

/// A question that a codebook declares.
#[derive(Debug, Clone)]
pub struct Declared {
    /// The question.
    pub question: Question,
    /// Headings that may stand for it: code, text.
    pub names: Vec<String>,
    /// Its columns, where the codebook says them.
    pub take: Option<Take>,
    /// For a ranking whose columns are places: the headings of each place.
    pub places: Vec<Vec<String>>,
    /// Other spellings of options.
    pub aliases: Vec<(String, usize)>,
    /// Whether a value that is no option is the respondent's own.
    pub free_other: bool,
    /// Not to be imported.
    pub ignored: bool,
    /// Line in the codebook.
    pub line: usize,
}

impl Declared {
    /// A question known by its code and its text.
    #[must_use]
    pub fn new(question: Question) -> Self {
        let names = vec![question.code.clone(), question.text.clone()];
        Self { question, names, take: None, places: Vec::new(), aliases: Vec::new(), free_other: false, ignored: false, line: 0 }
    }
}

/// A codebook.
#[derive(Debug, Clone, Default)]
pub struct Codebook {
    /// The file's name.
    pub name: String,
    /// What it is, in French.
    pub kind: &'static str,
    /// The survey's title.
    pub title: Option<String>,
    /// In the order of the questionnaire.
    pub questions: Vec<Declared>,
    /// Whether somebody wrote it for this file: a question without columns is then a mistake.
    pub is_ours: bool,
}

/// Whether these headings are those of `questions.csv`.
#[must_use]
pub fn recognises(head: &[String]) -> bool {
    let names: Vec<String> = head.iter().map(|name| plain(name)).collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    has("code") && has("type") && (has("texte") || has("options"))
}

/// Reads `questions.csv` to import a file with it.
///
/// # Errors
/// Every line that cannot be understood.
pub fn read(table: Table) -> Result<Codebook, Vec<Problem>> {
    let mut codebook = read_all(table)?;
    // Other words without a column of their own are made again from what is no option.
    let known: Vec<String> =
        codebook.questions.iter().filter(|declared| declared.question.other.is_some()).map(|declared| format!("{}_autre", declared.question.code)).collect();
    codebook.questions.retain(|declared| declared.take.is_some() || declared.question.kind != Kind::Text || !known.contains(&declared.question.code));
    let own: Vec<String> = codebook.questions.iter().map(|declared| declared.question.code.clone()).collect();
    for declared in &mut codebook.questions {
        declared.free_other &= !own.contains(&format!("{}_autre", declared.question.code));
    }
    Ok(codebook)
}

/// Reads every line of `questions.csv`.
///
/// # Errors
/// Every line that cannot be understood.
pub fn read_all(mut table: Table) -> Result<Codebook, Vec<Problem>> {
    table.take_headings(1);
    let mut problems = std::mem::take(&mut table.problems);
    let names: Vec<String> = table.heads.first().map(|head| head.iter().map(|name| plain(name)).collect()).unwrap_or_default();
    let column = |name: &str| names.iter().position(|known| known == name);
    let mut codebook = Codebook { name: table.name.clone(), kind: "codebook", is_ours: true, ..Codebook::default() };
    let mut codes = HashMap::new();
    for row in 0..table.rows {
        let line = table.lines[row] as usize;
        let cell = |name: &str| column(name).and_then(|place| table.columns.get(place)).map_or(String::new(), |column| tamed(column.cell(row)));
        let mut wrong = |name: &str, value: &str, what: &str, advice: &str| {
            let mut problem = Problem::at(&table.name, line, what, advice).value(value);
            problem.column = Some(format!("« {name} »").into());
            problem.can_be_lost = false;
            problems.push(problem);
        };
        let code = cell("code");
        let kind_word = cell("type");
        if code.is_empty() && kind_word.is_empty() {
            continue;
        }
        let ignored = plain(&kind_word) == "ignorer";
        let kind = Kind::from_disk(&kind_word).unwrap_or(Kind::Text);
        if !ignored && Kind::from_disk(&kind_word).is_none() {
            wrong("type", &kind_word, "type inconnu", "écrivez unique, multiple, echelle, nombre, texte, date, rang ou ignorer");
        }
        let proper = slug(&code, 200);
        if !ignored && (proper.is_empty() || proper != code.to_lowercase().trim_matches('_').replace("__", "_")) {
            wrong("code", &code, "ce n'est pas un code", "n'employez que a-z, 0-9 et _");
        }
        if let Some(first) = codes.insert(proper.clone(), line).filter(|_| !ignored) {
            wrong("code", &code, &format!("ce code est déjà celui de la ligne {first}"), "donnez un autre code à l'une des deux questions");
        }
        let text = cell("texte");
        let mut question = Question::new(code.to_lowercase(), if text.is_empty() { code.clone() } else { text }, kind);
        match choices(&cell("options")) {
            Ok(options) => question.options = options,
            Err(part) => wrong("options", &part, "une option s'écrit code=Libellé, et un code ne sert qu'une fois", "séparez les options par |"),
        }
        match choices(&cell("manquants")) {
            Ok(missing) => question.missing = missing,
            Err(part) => wrong("manquants", &part, "une réponse manquante s'écrit CODE=Libellé", "séparez-les par |"),
        }
        for (name, target) in [("min", &mut question.min), ("max", &mut question.max)] {
            let written = cell(name);
            *target = values::number(&written);
            if target.is_none() && !written.is_empty() {
                wrong(name, &written, "ce n'est pas un nombre", "écrivez un nombre, ou rien");
            }
        }
        for (name, target, words) in [
            ("ordonne", &mut question.ordered, ["oui", "non"]),
            ("publication", &mut question.public, ["public", "interne"]),
            ("sensible", &mut question.sensitive, ["oui", "non"]),
        ] {
            let written = cell(name);
            match plain(&written).as_str() {
                "" => {}
                word if word == words[0] => *target = true,
                word if word == words[1] => *target = false,
                _ => wrong(name, &written, "mot inconnu", &format!("écrivez {} ou {}", words[0], words[1])),
            }
        }
        let filled = |name: &str| Some(cell(name)).filter(|text| !text.is_empty());
        question.group = filled("groupe");
        question.unit = filled("unite");
        for (name, target) in [("exclusive", &mut question.exclusive), ("autre", &mut question.other)] {
            let Some(code) = filled(name) else { continue };
            if question.options.iter().all(|option| option.code != code) {
                wrong(name, &code, "ce n'est le code d'aucune option", "reprenez un code de la colonne options");
            }
            *target = Some(code);
        }
        let columns = cell("colonnes");
        let take = if columns.is_empty() || ignored { None } else { columns_read(&columns, &question) };
        if take.is_none() && !columns.is_empty() && !ignored {
            wrong(
                "colonnes",
                &columns,
                "colonnes illisibles",
                "écrivez C, ou C=code|D=code, ou C suivi du séparateur (C ;), ou rien pour chercher d'après l'en-tête",
            );
        }
        let mut declared = Declared { line, ignored, take, ..Declared::new(question) };
        if ignored {
            declared.take = columns_read(&columns, &declared.question);
        }
        if let Some(Take::Places(_) | Take::Order(..)) = declared.take {
            let item = declared.question.text.rsplit(" – ").next().unwrap_or_default().to_owned();
            declared.aliases.push((item, 0));
            let group = declared.question.group.clone().unwrap_or_default();
            declared.aliases.extend(declared.question.code.strip_prefix(&format!("{group}_")).map(|item| (item.to_owned(), 0)));
        }
        // Its own words come back from the column that holds them, or from what no option is.
        declared.free_other = declared.question.other.is_some();
        codebook.questions.push(declared);
    }
    if codebook.questions.is_empty() && problems.is_empty() {
        problems.push(Problem::fatal(&table.name, "ce codebook ne décrit aucune question", "une ligne par question, voir docs/surveys.md"));
    }
    if problems.is_empty() { Ok(codebook) } else { Err(problems) }
}

/// Without the apostrophe that keeps a spreadsheet from running a cell.
#[must_use]
pub fn tamed(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if super::package::is_dangerous(rest) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}

/// `a=Un|b=Deux`; `\|` is a bar within a label.
pub(super) fn choices(text: &str) -> Result<Vec<Choice>, String> {
    let mut parts = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\\', Some(next @ ('|' | '\\'))) => {
                parts.last_mut().map(|part| part.push(*next)).unwrap_or_default();
                letters.next();
            }
            ('|', _) => parts.push(String::new()),
            _ => parts.last_mut().map(|part| part.push(letter)).unwrap_or_default(),
        }
    }
    let mut found: Vec<Choice> = Vec::new();
    for part in parts.iter().filter(|part| !part.trim().is_empty()) {
        let (code, label) = part.split_once('=').unwrap_or((part, part));
        let (code, label) = (code.trim(), label.trim());
        if code.is_empty() || code.contains(';') || found.iter().any(|known| known.code == code) {
            return Err(part.clone());
        }
        found.push(Choice::new(code, if label.is_empty() { code } else { label }));
    }
    Ok(found)
}

/// `a=Un|b=Deux`, the inverse of what [`read`] reads.
#[must_use]
pub fn choices_written(choices: &[Choice]) -> String {
    let written = choices.iter().map(|choice| format!("{}={}", choice.code, choice.label.replace('\\', "\\\\").replace('|', "\\|")));
    written.collect::<Vec<_>>().join("|")
}

/// All the names a column goes by.
#[derive(Debug, Clone, Default)]
pub struct Names(Vec<Vec<String>>);

/// What a codebook found in a file.
#[derive(Debug, Default)]
pub struct Found {
    /// Questions with their columns.
    pub drafts: Vec<Draft>,
    /// Columns that the codebook leaves out.
    pub ignored: Vec<usize>,
    /// Questions without columns.
    pub absent: Vec<(String, usize)>,
}

impl Names {
    /// One list a column.
    #[must_use]
    pub fn new(columns: Vec<Vec<String>>) -> Self {
        Self(columns)
    }

    /// Finds each question's columns: where the codebook says, else by heading.
    #[must_use]
    pub fn find(&self, codebook: &Codebook, table: &Table) -> Found {
        let mut index: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, names) in self.0.iter().enumerate() {
            for name in names {
                let entry = index.entry(key(&label(name))).or_default();
                if !entry.contains(&place) {
                    entry.push(place);
                }
            }
        }
        let mut taken = vec![false; self.0.len()];
        let mut found = Found::default();
        // Places that are told come first.
        for declared in &codebook.questions {
            for column in declared.take.iter().flat_map(Take::columns) {
                if let Some(taken) = taken.get_mut(column) {
                    *taken = true;
                }
            }
        }
        for declared in &codebook.questions {
            let take = match &declared.take {
                Some(take) => take.columns().iter().all(|column| *column < table.columns.len()).then(|| take.clone()),
                None => look(declared, &index, &taken, table),
            };
            let take = match take {
                Some(Take::One(column)) if declared.question.kind == Kind::Multiple => {
                    Some(Take::Joined(column, separator_of(table, column, &declared.question)))
                }
                take => take,
            };
            let Some(take) = take else {
                if !declared.ignored {
                    found.absent.push((declared.question.code.clone(), declared.line));
                }
                continue;
            };
            for column in take.columns() {
                taken[column] = true;
            }
            if declared.ignored {
                found.ignored.extend(take.columns());
                continue;
            }
            let mut draft = Draft { question: declared.question.clone(), take, aliases: declared.aliases.clone(), free_other: declared.free_other };
            if draft.question.kind.has_options() && draft.question.options.is_empty() {
                undeclared_options(&mut draft, table);
            }
            if draft.free_other && draft.question.kind.has_options() && super::draft::other_place(&draft.question).is_none() {
                draft.question.options.push(Choice::new("autre", "Autre"));
                draft.question.other = Some("autre".into());
            }
            // The other words in a column of their own.
            let others: Vec<String> = declared.names.iter().flat_map(|name| ["other", "autre"].iter().flat_map(move |word| joints(name, word))).collect();
            let own = others.iter().flat_map(|name| index.get(&key(name)).into_iter().flatten()).find(|place| !taken[**place]).copied();
            let declared_apart = codebook.questions.iter().any(|other| other.question.code == format!("{}_autre", declared.question.code));
            if let (Some(own), true, false) = (own, draft.question.kind.has_options(), declared_apart) {
                taken[own] = true;
                let is_text = table.columns[own].present().any(|(value, _)| !values::is_tick(value) && !values::is_untick(value));
                match &mut draft.take {
                    Take::Ticks(columns) if is_text || draft.question.other.is_some() => {
                        if draft.question.other.is_none() {
                            draft.question.options.push(Choice::new("autre", "Autre"));
                            draft.question.other = Some("autre".into());
                        }
                        columns.push((own, None));
                        found.drafts.push(draft);
                    }
                    _ => {
                        let code = format!("{}_autre", draft.question.code);
                        let text = format!("{} (autre, en toutes lettres)", draft.question.text);
                        if draft.question.other.is_none() {
                            draft.question.other =
                                draft.question.options.iter().find(|option| scales::is_other(&option.label)).map(|option| option.code.clone());
                        }
                        draft.free_other = false;
                        found.drafts.push(draft);
                        found.drafts.push(Draft::new(Question::new(code, text, Kind::Text), Take::One(own)));
                    }
                }
                continue;
            }
            found.drafts.push(draft);
        }
        found
    }
}

/// Every way in which exports join a question and an option.
fn joints(question: &str, option: &str) -> Vec<String> {
    vec![
        format!("{question}[{option}]"),
        format!("{question} [{option}]"),
        format!("{question}/{option}"),
        format!("{question}_{option}"),
        format!("{question}.{option}"),
        format!("{question}.{option}."),
        format!("{question}: {option}"),
        format!("{question} : {option}"),
        format!("{question}:{option}"),
        format!("{question} - {option}"),
        format!("{question} – {option}"),
        format!("{question}___{option}"),
    ]
}

fn look(declared: &Declared, index: &HashMap<String, Vec<usize>>, taken: &[bool], table: &Table) -> Option<Take> {
    let free = |name: &str| index.get(&key(&label(name))).into_iter().flatten().find(|place| !taken[**place]).copied();
    if !declared.places.is_empty() {
        let places: Option<Vec<usize>> = declared
            .places
            .iter()
            .map(|names| names.iter().find_map(|name| index.get(&key(&label(name))).and_then(|places| places.first()).copied()))
            .collect();
        return places.map(Take::Places);
    }
    let question = &declared.question;
    let one = declared.names.iter().filter(|name| !name.is_empty()).find_map(|name| free(name));
    if question.kind == Kind::Rank && !declared.aliases.is_empty() {
        // The items of one ranking share their column.
        let shared = declared.names.iter().find_map(|name| index.get(&key(&label(name))).and_then(|places| places.first()).copied())?;
        return Some(Take::Order(shared, ' '));
    }
    if question.kind != Kind::Multiple {
        return one.map(|column| {
            if question.kind == Kind::Rank
                && table.columns[column].present().any(|(value, _)| value.contains([' ', ';', ',']) && values::number(value).is_none())
            {
                Take::Order(column, ' ')
            } else {
                Take::One(column)
            }
        });
    }
    let mut columns = Vec::new();
    for (place, option) in question.options.iter().enumerate() {
        let spellings = [option.code.as_str(), option.label.as_str()]
            .into_iter()
            .chain(declared.aliases.iter().filter(|(_, of)| *of == place).map(|(alias, _)| alias.as_str()));
        let spellings: Vec<&str> = spellings.collect();
        let hit = declared
            .names
            .iter()
            .filter(|name| !name.is_empty())
            .flat_map(|name| spellings.iter().flat_map(move |option| joints(name, option)))
            .find_map(|name| free(&name));
        columns.extend(hit.map(|column| (column, Some(place))));
    }
    if !columns.is_empty() && (one.is_none() || columns.len() * 2 >= question.options.len()) {
        return Some(Take::Ticks(columns));
    }
    one.map(|column| Take::Joined(column, separator_of(table, column, question)))
}

/// What joins the options in a column: the separator by which most cells are made of options.
fn separator_of(table: &Table, column: usize, question: &Question) -> char {
    let matcher = super::draft::Matcher::new(&question.options, &[]);
    let score = |separator: char| {
        let cells = table.columns[column].present().map(|(value, count)| {
            let pieces = matcher.cut(value, separator);
            let good = pieces.iter().filter(|piece| piece.is_ok()).count();
            count as usize * if good == pieces.len() && good > 0 { 2 } else { usize::from(good > 0) }
        });
        cells.sum::<usize>()
    };
    let candidates = [';', ',', ' ', '|', '\n', '/'];
    if question.options.is_empty() {
        let filled = |separator: char| table.columns[column].present().filter(|(value, _)| value.contains(separator)).count();
        return candidates.into_iter().find(|separator| filled(*separator) > 0).unwrap_or(';');
    }
    let best = candidates.iter().map(|separator| score(*separator)).max().unwrap_or(0);
    candidates.into_iter().find(|separator| score(*separator) == best).unwrap_or(';')
}

/// Options that a codebook leaves to the file: those that occur.
fn undeclared_options(draft: &mut Draft, table: &Table) {
    let mut labels: Vec<String> = Vec::new();
    let mut keys = std::collections::HashSet::new();
    let (columns, separator) = match &draft.take {
        Take::One(column) => (vec![*column], None),
        Take::Joined(column, separator) => (vec![*column], Some(*separator)),
        _ => return,
    };
    for column in columns {
        for (value, _) in table.columns[column].present() {
            let pieces: Vec<&str> = match separator {
                Some(separator) => value.split(separator).collect(),
                None => vec![value],
            };
            for piece in pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty() && values::absent(piece).is_none() && *piece != "AUCUN") {
                if keys.insert(key(piece)) {
                    labels.push(piece.to_owned());
                }
            }
        }
    }
    let missing = super::draft::Matcher::new(&draft.question.missing, &[]);
    labels.retain(|label| missing.find(label).is_none());
    let references: Vec<&str> = labels.iter().map(String::as_str).collect();
    if let Some(order) = scales::order(&references) {
        labels = order.into_iter().map(|place| labels[place].clone()).collect();
    }
    let mut codes = Codes::default();
    draft.question.options = labels
        .into_iter()
        .enumerate()
        .map(|(place, label)| Choice::new(codes.take(&slug(&label, LONGEST_CODE), &format!("option_{}", place + 1)), label))
        .collect();
}

#[cfg(test)]
mod tests {
    use super::super::table;
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        read(table::read("questions.csv", text.as_bytes()).unwrap()).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn options_read_back_whatever_their_labels() {
        let options = [Choice::new("a", "Un | deux"), Choice::new("b", "x=y\\|"), Choice::new("c", "C")];
        assert_eq!(choices(&choices_written(&options)).unwrap(), options);
        assert_eq!(choices("oui|non").unwrap(), [Choice::new("oui", "oui"), Choice::new("non", "non")]);
        assert!(choices("a=1|a=2").is_err());
    }

    #[test]
    fn a_line_that_cannot_be_understood_is_told_by_line_column_and_value() {
        let head = "code,texte,type,options,min,publication,autre\n";
        for (line, expected) in [
            ("q1,Q,unik,,,,", "questions.csv, ligne 2, colonne « type », valeur « unik » : type inconnu"),
            ("q 1!,Q,unique,,,,", "questions.csv, ligne 2, colonne « code », valeur « q 1! » : ce n'est pas un code"),
            ("q1,Q,unique,a=1|a=2,,,", "questions.csv, ligne 2, colonne « options », valeur « a=2 »"),
            ("q1,Q,nombre,,dix,,", "questions.csv, ligne 2, colonne « min », valeur « dix »"),
            ("q1,Q,unique,a=1,,peut-être,", "questions.csv, ligne 2, colonne « publication », valeur « peut-être »"),
            ("q1,Q,unique,a=1,,,z", "questions.csv, ligne 2, colonne « autre », valeur « z »"),
            ("q1,Q,unique,a=1,,,\nq1,R,unique,a=1,,,", "questions.csv, ligne 3, colonne « code », valeur « q1 » : ce code est déjà celui de la ligne 2"),
        ] {
            let found = problems(&format!("{head}{line}\n"));
            assert!(found.len() == 1 && found[0].starts_with(expected), "{line}: {found:?}");
        }
    }
}
