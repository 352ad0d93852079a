//! From columns of cells to columns of answers: what each question takes from the file, and how its cells are read.

use std::collections::HashMap;

use super::problem::{Problem, letters};
use super::scales;
use super::table::{Column, MOST_PROBLEMS, Table};
use super::text::{key, slug};
use super::values::{self, Absent, Order};
use crate::survey::question::{Choice, Kind, Question};
use crate::survey::responses::{Answers, Codes, MOST_DECLARED, MOST_OPTIONS, Readings, Sets, State, Survey};

/// Where the answers to a question stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Take {
    /// In one column, one answer a cell.
    One(usize),
    /// In one column an option: column, place of the option. The place `None` holds the words of « other ».
    Ticks(Vec<(usize, Option<usize>)>),
    /// In one column, options joined by a letter.
    Joined(usize, char),
    /// Rank of one item: the first column holds the item ranked first, and so on. The item is the alias of place 0.
    Places(Vec<usize>),
    /// Rank of one item: one column holds the items from first to last, joined by a letter.
    Order(usize, char),
}

impl Take {
    /// Every column it reads.
    #[must_use]
    pub fn columns(&self) -> Vec<usize> {
        match self {
            Self::One(column) | Self::Joined(column, _) | Self::Order(column, _) => vec![*column],
            Self::Ticks(columns) => columns.iter().map(|(column, _)| *column).collect(),
            Self::Places(columns) => columns.clone(),
        }
    }
}

/// A question and what it takes from the file.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The question.
    pub question: Question,
    /// Its columns.
    pub take: Take,
    /// Other spellings of options, with their places. For a ranking, the item itself has place 0.
    pub aliases: Vec<(String, usize)>,
    /// Whether a value that is no option is the respondent's own « other ».
    pub free_other: bool,
}

impl Draft {
    /// A draft without aliases.
    #[must_use]
    pub fn new(question: Question, take: Take) -> Self {
        Self { question, take, aliases: Vec::new(), free_other: false }
    }
}

/// How the cells of a file are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Dates with slashes.
    pub order: Order,
    /// `NA` means no answer, not « not asked ».
    pub na_is_blank: bool,
}

/// Finds options by any of their spellings.
#[derive(Debug, Default)]
pub struct Matcher {
    exact: HashMap<String, usize>,
    keys: HashMap<String, usize>,
    /// Most separators within one option.
    words: usize,
}

impl Matcher {
    /// Labels first, then aliases, then codes; the first option that has a spelling keeps it.
    #[must_use]
    pub fn new(options: &[Choice], aliases: &[(String, usize)]) -> Self {
        let mut found = Self::default();
        let labels = options.iter().enumerate().map(|(place, option)| (option.label.as_str(), place));
        let others = aliases.iter().map(|(alias, place)| (alias.as_str(), *place));
        let codes = options.iter().enumerate().map(|(place, option)| (option.code.as_str(), place));
        let all: Vec<(&str, usize)> = labels.chain(others).chain(codes).filter(|(text, _)| !text.is_empty()).collect();
        for (text, place) in &all {
            found.exact.entry((*text).to_owned()).or_insert(*place);
        }
        for (text, place) in &all {
            found.keys.entry(key(text)).or_insert(*place);
            found.words = found.words.max(text.matches([',', ';', ' ', '|', '/', '\n']).count());
        }
        for (text, place) in &all {
            let slug = slug(text, usize::MAX);
            if !slug.is_empty() {
                found.keys.entry(slug).or_insert(*place);
            }
        }
        found
    }

    /// The place of the option that `text` spells.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<usize> {
        if let Some(place) = self.exact.get(text) {
            return Some(*place);
        }
        let key = key(text);
        if let Some(place) = self.keys.get(&key) {
            return Some(*place);
        }
        let whole = text.strip_suffix(".0").and_then(|whole| self.exact.get(whole));
        whole.copied().or_else(|| if key.is_ascii() { None } else { self.keys.get(&slug(text, usize::MAX)).copied() })
    }

    /// Cuts a cell into options, longest first, so that an option may contain the separator. Pieces that are no option come as texts.
    #[must_use]
    pub fn cut<'a>(&self, cell: &'a str, separator: char) -> Vec<Result<usize, &'a str>> {
        let mut starts = vec![0];
        starts.extend(cell.match_indices(separator).map(|(place, found)| place + found.len()));
        let ends: Vec<usize> = starts[1..].iter().map(|start| start - separator.len_utf8()).chain([cell.len()]).collect();
        let (mut found, mut place) = (Vec::new(), 0);
        while place < starts.len() {
            let longest = (place..starts.len().min(place + self.words + 1)).rev();
            let hit = longest.filter_map(|last| Some((last, self.find(cell[starts[place]..ends[last]].trim())?))).next();
            match hit {
                Some((last, option)) => {
                    found.push(Ok(option));
                    place = last + 1;
                }
                None => {
                    let piece = cell[starts[place]..ends[place]].trim();
                    if !piece.is_empty() {
                        found.push(Err(piece));
                    }
                    place += 1;
                }
            }
        }
        found
    }
}

/// What a distinct cell means.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    State(State),
    Option(usize),
    Set(Vec<usize>, Option<String>),
    Other(String),
    Number(f64),
    Moment(i64),
    Text,
    Untick,
}

/// Reads all answers.
///
/// `given`: what is unknown is then a mistake of the file or of its codebook; the problems say where.
#[must_use]
pub fn build(table: &Table, drafts: &[Draft], reading: Reading) -> (Survey, Vec<Problem>) {
    let mut survey = Survey { respondents: table.rows, ..Survey::default() };
    let mut worker = Worker { table, reading, problems: Vec::new() };
    let mut taken: Vec<String> = drafts.iter().map(|draft| draft.question.code.clone()).collect();
    for draft in drafts {
        let mut question = draft.question.clone();
        question.missing.truncate(MOST_DECLARED);
        if question.options.len() > MOST_OPTIONS {
            let name = format!("{} options pour {}", question.options.len(), question.code);
            worker.problems.push(Problem::fatal(&table.name, name, "donnez-lui le type texte dans le codebook"));
            continue;
        }
        let (answers, others) = worker.answers(&question, draft);
        let own = others.filter(|others| others.present().next().is_some());
        if own.is_some() && question.other.is_none() {
            question.other = question.options.iter().find(|option| scales::is_other(&option.label)).map(|option| option.code.clone());
        }
        let code = question.code.clone();
        let text = question.text.clone();
        survey.questions.push(question);
        survey.answers.push(answers);
        let name = format!("{code}_autre");
        if let Some(own) = own.filter(|_| !taken.contains(&name)) {
            taken.push(name.clone());
            survey.questions.push(Question::new(name, format!("{text} (autre, en toutes lettres)"), Kind::Text));
            survey.answers.push(Answers::Texts(own));
        }
    }
    (survey, worker.problems)
}

struct Worker<'a> {
    table: &'a Table,
    reading: Reading,
    problems: Vec<Problem>,
}

impl Worker<'_> {
    fn answers(&mut self, question: &Question, draft: &Draft) -> (Answers, Option<Readings<Box<str>>>) {
        let rows = self.table.rows;
        match (&draft.take, question.kind) {
            (Take::One(column), Kind::Text) => {
                let (column, cells) = (&self.table.columns[*column], self.cells(*column, question, draft, None));
                let mut texts = Readings::default();
                for cell in &column.cells {
                    match &cells[*cell as usize] {
                        Cell::State(state) => texts.push_state(*state),
                        _ => texts.push(column.values[*cell as usize].as_str().into()),
                    }
                }
                (Answers::Texts(texts), None)
            }
            (Take::One(column), Kind::Number) => {
                let cells = self.cells(*column, question, draft, None);
                let mut numbers = Readings::default();
                for cell in &self.table.columns[*column].cells {
                    match cells[*cell as usize] {
                        Cell::Number(number) => numbers.push(number),
                        Cell::State(state) => numbers.push_state(state),
                        _ => numbers.push_state(State::Skipped),
                    }
                }
                (Answers::Numbers(numbers), None)
            }
            (Take::One(column), Kind::Date) => {
                let cells = self.cells(*column, question, draft, None);
                let mut moments = Readings::default();
                for cell in &self.table.columns[*column].cells {
                    match cells[*cell as usize] {
                        Cell::Moment(seconds) => moments.push(seconds),
                        Cell::State(state) => moments.push_state(state),
                        _ => moments.push_state(State::Skipped),
                    }
                }
                (Answers::Dates(moments), None)
            }
            (Take::One(column), Kind::Multiple) => self.joined(*column, '\u{1F}', question, draft),
            (Take::Joined(column, separator), _) => self.joined(*column, *separator, question, draft),
            (Take::One(column), _) => {
                let cells = self.cells(*column, question, draft, None);
                let (mut codes, mut others) = (Codes::with_capacity(rows), Readings::default());
                let other = other_place(question);
                for cell in &self.table.columns[*column].cells {
                    match (&cells[*cell as usize], other) {
                        (Cell::Option(option), _) => {
                            codes.push(*option);
                            others.push_state(State::Skipped);
                        }
                        (Cell::Other(text), Some(other)) => {
                            codes.push(other);
                            others.push(text.as_str().into());
                        }
                        (Cell::State(state), _) => {
                            codes.push_state(*state);
                            others.push_state(*state);
                        }
                        _ => {
                            codes.push_state(State::Skipped);
                            others.push_state(State::Skipped);
                        }
                    }
                }
                (Answers::Codes(codes), draft.free_other.then_some(others))
            }
            (Take::Ticks(columns), Kind::Single | Kind::Scale) => {
                let (answers, others) = self.ticks(columns, question, draft);
                (self.only_ticks(&answers, columns, question), others)
            }
            (Take::Ticks(columns), _) => self.ticks(columns, question, draft),
            (Take::Places(columns), _) => (Answers::Codes(self.places(columns, question, draft)), None),
            (Take::Order(column, separator), _) => {
                let matcher = Matcher::new(&[], &draft.aliases);
                let mut codes = Codes::with_capacity(rows);
                for cell in &self.table.columns[*column].cells {
                    let text = &self.table.columns[*column].values[*cell as usize];
                    let place = text.split(*separator).filter(|item| !item.trim().is_empty()).position(|item| matcher.find(item.trim()) == Some(0));
                    match place.filter(|place| *place < question.options.len()) {
                        Some(place) => codes.push(place),
                        None => codes.push_state(State::Skipped),
                    }
                }
                (Answers::Codes(codes), None)
            }
        }
    }

    /// What each distinct cell of a column means, as one answer, or, with a separator, as several.
    fn cells(&mut self, place: usize, question: &Question, draft: &Draft, separator: Option<char>) -> Vec<Cell> {
        let column = &self.table.columns[place];
        let matcher = Matcher::new(&question.options, &draft.aliases);
        let missing = Matcher::new(&question.missing, &[]);
        let mut unknown = Vec::new();
        let cells = column.values.iter().enumerate().map(|(index, value)| {
            let state = |value: &str| {
                let absent = values::absent(value);
                if values::is_dash(value) {
                    return Some(State::Skipped);
                }
                match absent {
                    Some(_) if value.is_empty() => Some(State::Skipped),
                    Some(Absent::Blank) if question.kind != Kind::Text || value.starts_with('#') => Some(State::Skipped),
                    Some(Absent::Na) if question.kind != Kind::Text => Some(if self.reading.na_is_blank { State::Skipped } else { State::NotAsked }),
                    Some(Absent::NotAsked) if question.kind != Kind::Text || value.starts_with('{') => Some(State::NotAsked),
                    _ => None,
                }
            };
            if value.is_empty() || column.counts[index] == 0 {
                return Cell::State(State::Skipped);
            }
            if let Some(place) = missing.find(value) {
                return Cell::State(if question.missing[place].code == "NA" { State::NotAsked } else { State::Declared(place) });
            }
            match question.kind {
                Kind::Text => state(value).map_or(Cell::Text, Cell::State),
                Kind::Number => match (values::number(value), state(value)) {
                    (Some(number), _) if question.min.is_none_or(|min| number >= min) && question.max.is_none_or(|max| number <= max) => Cell::Number(number),
                    (None, Some(state)) => Cell::State(state),
                    (found, _) => {
                        unknown.push((index, if found.is_some() { "ce nombre est hors des bornes" } else { "ce n'est pas un nombre" }, value.clone()));
                        Cell::State(State::Skipped)
                    }
                },
                Kind::Date => match (values::moment(value, self.reading.order).map(|(seconds, _)| seconds).or_else(|| values::serial(value)), state(value)) {
                    (Some(seconds), _) => Cell::Moment(seconds),
                    (None, Some(state)) => Cell::State(state),
                    _ => {
                        unknown.push((index, "ce n'est pas une date", value.clone()));
                        Cell::State(State::Skipped)
                    }
                },
                _ => match (matcher.find(value), separator) {
                    (Some(option), None) => Cell::Option(option),
                    (Some(option), Some(_)) => Cell::Set(vec![option], None),
                    (None, None) => match state(value) {
                        Some(state) => Cell::State(state),
                        None if draft.free_other => Cell::Other(value.clone()),
                        None => {
                            unknown.push((index, "réponse inconnue", value.clone()));
                            Cell::State(State::Skipped)
                        }
                    },
                    (None, Some(separator)) => {
                        if value == "AUCUN" {
                            return Cell::State(State::TickedNothing);
                        }
                        if let Some(state) = state(value) {
                            return Cell::State(state);
                        }
                        let (mut ticked, mut own) = (Vec::new(), Vec::new());
                        for piece in matcher.cut(value, separator) {
                            match piece {
                                Ok(option) => ticked.push(option),
                                Err(text) if draft.free_other => own.push(text),
                                Err(text) => unknown.push((index, "réponse inconnue", text.to_owned())),
                            }
                        }
                        let separator = if separator == ',' { ", ".to_owned() } else { separator.to_string() };
                        let own = (!own.is_empty()).then(|| own.join(&separator));
                        if own.is_some() {
                            ticked.extend(other_place(question));
                        }
                        if ticked.is_empty() { Cell::State(State::Skipped) } else { Cell::Set(ticked, own) }
                    }
                },
            }
        });
        let cells: Vec<Cell> = cells.collect();
        for (index, what, value) in unknown {
            self.unknown(place, index, what, &value, question);
        }
        cells
    }

    fn unknown(&mut self, place: usize, index: usize, what: &str, value: &str, question: &Question) {
        if self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        let column = &self.table.columns[place];
        let mut rows = column.cells.iter().enumerate().filter(|(_, cell)| **cell as usize == index).map(|(row, _)| self.table.lines[row] as usize);
        let first = rows.next().unwrap_or(0);
        let again = match rows.count() {
            0 => String::new(),
            1 => " (et une autre ligne)".to_owned(),
            more => format!(" (et {more} autres lignes)"),
        };
        let advice = match question.kind {
            Kind::Number | Kind::Date => format!(
                "corrigez la cellule, ou changez le type ou les bornes de {} dans le codebook ; avec --accept-losses, elle est tenue pour vide",
                question.code
            ),
            _ => format!(
                "corrigez la cellule, ou ajoutez cette réponse aux options de {} dans le codebook ; avec --accept-losses, elle est tenue pour vide",
                question.code
            ),
        };
        self.problems.push(Problem::at(&self.table.name, first, format!("{what}{again}"), advice).column(place, self.heading(place)).value(value));
    }

    fn heading(&self, place: usize) -> &str {
        self.table.heads.first().and_then(|head| head.get(place)).map_or("", String::as_str)
    }

    fn joined(&mut self, column: usize, separator: char, question: &Question, draft: &Draft) -> (Answers, Option<Readings<Box<str>>>) {
        let cells = self.cells(column, question, draft, Some(separator));
        let (mut sets, mut others) = (Sets::new(question.options.len()), Readings::default());
        for cell in &self.table.columns[column].cells {
            match &cells[*cell as usize] {
                Cell::Set(ticked, own) => {
                    sets.push(ticked.iter().copied());
                    match own {
                        Some(text) => others.push(text.as_str().into()),
                        None => others.push_state(State::Skipped),
                    }
                }
                Cell::State(state) => {
                    sets.push_state(*state);
                    others.push_state(if *state == State::TickedNothing { State::Skipped } else { *state });
                }
                _ => {
                    sets.push_state(State::Skipped);
                    others.push_state(State::Skipped);
                }
            }
        }
        (Answers::Sets(sets), draft.free_other.then_some(others))
    }

    /// Columns of boxes. A box holds a word for ticked or unticked, or its option's own label or code.
    fn ticks(&mut self, columns: &[(usize, Option<usize>)], question: &Question, draft: &Draft) -> (Answers, Option<Readings<Box<str>>>) {
        let other = other_place(question);
        let two_is_untick = ticks_are_one_and_two(columns.iter().filter(|(_, option)| option.is_some()).map(|(column, _)| &self.table.columns[*column]));
        let missing = Matcher::new(&question.missing, &[]);
        let mut meanings = Vec::new();
        for (place, option) in columns {
            let column = &self.table.columns[*place];
            let own = option.map(|option| {
                Matcher::new(
                    &question.options[option..=option],
                    &draft.aliases.iter().filter(|(_, of)| *of == option).map(|(alias, _)| (alias.clone(), 0)).collect::<Vec<_>>(),
                )
            });
            // A box may hold its option's number.
            let number = constant_tick(column).filter(|value| values::number(value).is_some());
            let mut unknown = Vec::new();
            let cells: Vec<Cell> = column
                .values
                .iter()
                .enumerate()
                .map(|(index, value)| {
                    if value.is_empty() || column.counts[index] == 0 {
                        return Cell::State(State::Skipped);
                    }
                    let absent = values::absent(value);
                    let Some(own) = &own else {
                        return if absent.is_some() { Cell::State(State::Skipped) } else { Cell::Other(value.clone()) };
                    };
                    if own.find(value).is_some() && !(values::is_untick(value) && !values::is_tick(value) && column.present().count() > 1) {
                        return Cell::Option(0);
                    }
                    if let Some(place) = missing.find(value) {
                        return Cell::State(if question.missing[place].code == "NA" { State::NotAsked } else { State::Declared(place) });
                    }
                    match absent {
                        Some(Absent::Blank) => return Cell::State(State::Skipped),
                        Some(Absent::Na) => return Cell::State(if self.reading.na_is_blank { State::Skipped } else { State::NotAsked }),
                        Some(Absent::NotAsked) => return Cell::State(State::NotAsked),
                        None => {}
                    }
                    if values::is_untick(value) || (two_is_untick && value.trim_end_matches(".0") == "2") {
                        Cell::Untick
                    } else if values::is_tick(value) || number.as_deref() == Some(value.as_str()) {
                        Cell::Option(0)
                    } else if *option == other && other.is_some() {
                        Cell::Other(value.clone())
                    } else {
                        unknown.push((index, value.clone()));
                        Cell::State(State::Skipped)
                    }
                })
                .collect();
            for (index, value) in unknown {
                self.unknown(*place, index, "ni cochée ni non cochée", &value, question);
            }
            meanings.push((*place, *option, cells));
        }
        let has_texts = meanings.iter().any(|(.., cells)| cells.iter().any(|cell| matches!(cell, Cell::Other(_))));
        let (mut sets, mut others) = (Sets::new(question.options.len()), Readings::default());
        for row in 0..self.table.rows {
            let (mut ticked, mut unticked, mut state, mut own) = (Vec::new(), false, None, None);
            for (place, option, cells) in &meanings {
                match &cells[self.table.columns[*place].cells[row] as usize] {
                    Cell::Option(_) => ticked.extend(*option),
                    Cell::Other(text) => {
                        own = Some(text.as_str());
                        ticked.extend(option.or(other));
                    }
                    Cell::Untick => unticked = true,
                    Cell::State(State::Skipped) => {}
                    Cell::State(found) => state = Some(*found),
                    _ => {}
                }
            }
            if !ticked.is_empty() {
                sets.push(ticked);
            } else if unticked {
                sets.push([]);
            } else {
                sets.push_state(state.unwrap_or(State::Skipped));
            }
            match own {
                Some(text) => others.push(text.into()),
                None => others.push_state(State::Skipped),
            }
        }
        (Answers::Sets(sets), has_texts.then_some(others))
    }

    /// The one box that each respondent ticked; two are a mistake of the file, or of who said that there is one.
    fn only_ticks(&mut self, answers: &Answers, columns: &[(usize, Option<usize>)], question: &Question) -> Answers {
        let mut codes = Codes::with_capacity(self.table.rows);
        for row in 0..self.table.rows {
            let Answers::Sets(sets) = answers else { break };
            let ticked: Vec<usize> = sets.ticked(row).collect();
            match (ticked.as_slice(), answers.state(row)) {
                ([option], _) => codes.push(*option),
                ([], State::Answered | State::TickedNothing) => codes.push_state(State::Skipped),
                ([], state) => codes.push_state(state),
                (several, _) => {
                    codes.push_state(State::Skipped);
                    if self.problems.len() < MOST_PROBLEMS {
                        let labels: Vec<&str> = several.iter().map(|option| question.options[*option].label.as_str()).collect();
                        let what = format!("{} options sont cochées, et {} est un choix unique", several.len(), question.code);
                        let advice = "corrigez la ligne, ou donnez à la question le type multiple dans le codebook ; avec --accept-losses, elle est tenue pour sans réponse";
                        let place = columns.first().map_or(0, |(column, _)| *column);
                        let problem = Problem::at(&self.table.name, self.table.lines[row] as usize, what, advice);
                        self.problems.push(problem.column(place, self.heading(place)).value(&labels.join(" ; ")));
                    }
                }
            }
        }
        Answers::Codes(codes)
    }

    fn places(&self, columns: &[usize], question: &Question, draft: &Draft) -> Codes {
        let matcher = Matcher::new(&[], &draft.aliases);
        let is_item: Vec<Vec<bool>> =
            columns.iter().map(|place| self.table.columns[*place].values.iter().map(|value| matcher.find(value) == Some(0)).collect()).collect();
        let mut codes = Codes::with_capacity(self.table.rows);
        for row in 0..self.table.rows {
            let rank = columns.iter().zip(&is_item).position(|(place, is_item)| is_item[self.table.columns[*place].cells[row] as usize]);
            match rank.filter(|rank| *rank < question.options.len()) {
                Some(rank) => codes.push(rank),
                None => codes.push_state(State::Skipped),
            }
        }
        codes
    }
}

/// The one value of a column of boxes that is no word for unticked or absent.
#[must_use]
pub fn constant_tick(column: &Column) -> Option<String> {
    let mut found = column.present().filter(|(value, _)| !values::is_untick(value) && values::absent(value).is_none());
    let (value, _) = found.next()?;
    found.next().is_none().then(|| value.to_owned())
}

/// LimeSurvey's conversion of Y and N: every box that is filled holds 1 or 2, and at least one column has both.
pub fn ticks_are_one_and_two<'a>(columns: impl Iterator<Item = &'a Column>) -> bool {
    let mut both = false;
    for column in columns {
        let (mut one, mut two) = (false, false);
        for (value, _) in column.present().filter(|(value, _)| values::absent(value).is_none()) {
            match value.trim_end_matches(".0") {
                "1" => one = true,
                "2" => two = true,
                _ => return false,
            }
        }
        both |= one && two;
    }
    both
}

/// The place of the option « other ».
#[must_use]
pub fn other_place(question: &Question) -> Option<usize> {
    match &question.other {
        Some(code) => question.option(code),
        None => question.options.iter().position(|option| scales::is_other(&option.label)),
    }
}

/// The columns of a draft as `questions.csv` names them: `C`, `M=apple|N=pear`, `C;` for options joined by a semicolon, `C>D>E` for places of a ranking.
#[must_use]
pub fn columns_written(draft: &Draft) -> String {
    match &draft.take {
        Take::One(column) => letters(*column),
        Take::Joined(column, separator) => format!("{}{}", letters(*column), separator_word(*separator)),
        Take::Order(column, separator) => format!("{}>{}", letters(*column), separator_word(*separator)),
        Take::Places(columns) => columns.iter().map(|column| letters(*column)).collect::<Vec<_>>().join(">"),
        Take::Ticks(columns) => {
            let written = columns.iter().map(|(column, option)| match option {
                Some(option) => format!("{}={}", letters(*column), draft.question.options[*option].code),
                None => format!("{}=*", letters(*column)),
            });
            written.collect::<Vec<_>>().join("|")
        }
    }
}

const SEPARATORS: [(char, &str); 6] = [(';', " ;"), (',', " ,"), (' ', " espace"), ('|', " barre"), ('\n', " ligne"), ('/', " /")];

fn separator_word(separator: char) -> &'static str {
    SEPARATORS.iter().find(|(known, _)| *known == separator).map_or(" ;", |(_, word)| word)
}

/// The inverse of [`columns_written`]; `None` when it cannot be read.
#[must_use]
pub fn columns_read(text: &str, question: &Question) -> Option<Take> {
    use super::problem::place_of;
    let text = text.trim();
    if text.contains('=') {
        let columns = text.split('|').map(|part| {
            let (column, code) = part.split_once('=')?;
            let option = if code.trim() == "*" { None } else { Some(question.option(code.trim())?) };
            Some((place_of(column.trim())?, option))
        });
        return columns.collect::<Option<Vec<_>>>().map(Take::Ticks);
    }
    if let Some((column, word)) = text.split_once('>').filter(|(_, word)| SEPARATORS.iter().any(|(_, known)| known == word)) {
        let separator = SEPARATORS.iter().find(|(_, known)| *known == word)?.0;
        return Some(Take::Order(place_of(column)?, separator));
    }
    if text.contains('>') {
        return text.split('>').map(|column| place_of(column.trim())).collect::<Option<Vec<_>>>().map(Take::Places);
    }
    if let Some((column, word)) = text.split_once(' ') {
        let separator = SEPARATORS.iter().find(|(_, known)| known.trim() == word.trim())?.0;
        return Some(Take::Joined(place_of(column)?, separator));
    }
    place_of(text).map(Take::One)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_cut_by_the_longest_option() {
        let options = ["Oui, souvent", "Oui", "Non, jamais, rien"].map(|label| Choice::new(slug(label, 40), label));
        let matcher = Matcher::new(&options, &[]);
        for (cell, expected) in [
            ("Oui, souvent, Oui", vec![Ok(0), Ok(1)]),
            ("Oui,  Non, jamais, rien", vec![Ok(1), Ok(2)]),
            ("Oui, parfois", vec![Ok(1), Err("parfois")]),
            ("oui, souvent,", vec![Ok(0)]),
            ("", vec![]),
        ] {
            assert_eq!(matcher.cut(cell, ','), expected, "{cell}");
        }
    }

    #[test]
    fn what_columns_are_written_as_reads_back() {
        let question = Question { options: vec![Choice::new("a", "A"), Choice::new("b", "B")], ..Question::new("q", "Q", Kind::Multiple) };
        for take in [
            Take::One(2),
            Take::Joined(27, ','),
            Take::Joined(27, ' '),
            Take::Joined(0, '\n'),
            Take::Ticks(vec![(3, Some(0)), (4, Some(1)), (5, None)]),
            Take::Places(vec![1, 2, 3]),
            Take::Order(4, ' '),
        ] {
            let written = columns_written(&Draft::new(question.clone(), take.clone()));
            assert_eq!(columns_read(&written, &question), Some(take), "{written}");
        }
        for wrong in ["", "c", "C=inconnu", "C x", "1"] {
            assert_eq!(columns_read(wrong, &question), None, "{wrong}");
        }
    }
}
