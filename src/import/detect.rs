//! Whose export a table is, where its headings end, and which columns belong together.

use super::codebook::LONGEST_CODE;
use super::draft::{Draft, Reading, Take, constant_tick, ticks_are_one_and_two};
use super::kinds::{self, Value};
use super::problem::{letters, many, shortened};
use super::respondents::lines;
use super::scales;
use super::table::{Column, Table};
use super::text::{Codes, key, label, plain, slug};
use super::{google_forms, identifying, kobo, limesurvey, microsoft_forms, surveymonkey, values, webform};
use crate::survey::question::{Choice, Kind, Question};

/// The tool that wrote a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// SurveyMonkey.
    SurveyMonkey,
    /// LimeSurvey.
    LimeSurvey,
    /// KoboToolbox, ODK.
    Kobo,
    /// Google Forms.
    Google,
    /// Microsoft Forms.
    Microsoft,
    /// Drupal Webform, Framaforms.
    Webform,
    /// Qualtrics.
    Qualtrics,
    /// Any other, or a spreadsheet.
    Flat,
}

impl Tool {
    /// Its name, as the editor reads it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SurveyMonkey => "SurveyMonkey",
            Self::LimeSurvey => "LimeSurvey",
            Self::Kobo => "KoboToolbox / ODK",
            Self::Google => "Google Forms",
            Self::Microsoft => "Microsoft Forms",
            Self::Webform => "Webform / Framaforms",
            Self::Qualtrics => "Qualtrics",
            Self::Flat => "tableau simple",
        }
    }

    /// What may join options in one cell, the likeliest first.
    fn separators(self) -> &'static [char] {
        match self {
            Self::Kobo => &[';', '|', '\n', ',', ' '],
            Self::LimeSurvey => &[';', '|'],
            Self::Flat => &[';', '|', '\n', ',', '/'],
            _ => &[';', '|', '\n', ','],
        }
    }

    /// Whether a battery of yes and no is a list of boxes.
    fn yes_no_are_boxes(self) -> bool {
        matches!(self, Self::LimeSurvey | Self::Kobo | Self::Webform | Self::Flat | Self::Qualtrics)
    }

    /// Headings it adds, and whether they may stand anywhere.
    fn added(self) -> (&'static [&'static str], bool) {
        match self {
            Self::SurveyMonkey => (surveymonkey::ADDED, true),
            Self::LimeSurvey => (limesurvey::ADDED, true),
            Self::Google => (google_forms::ADDED, false),
            Self::Microsoft => (microsoft_forms::ADDED, false),
            Self::Webform => (webform::ADDED, false),
            Self::Qualtrics => (QUALTRICS, true),
            Self::Kobo | Self::Flat => (&[], false),
        }
    }
}

/// Headings of what Qualtrics adds.
const QUALTRICS: &[&str] = &[
    "startdate",
    "enddate",
    "status",
    "ipaddress",
    "progress",
    "duration in seconds",
    "finished",
    "recordeddate",
    "responseid",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "externalreference",
    "locationlatitude",
    "locationlongitude",
    "distributionchannel",
    "userlanguage",
    "responseset",
    "name",
    "externaldatareference",
];

/// Rows of headings, and what each says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    One,
    /// Question, then option: this many rows, the question in the row before the last.
    QuestionThenOption,
    /// Texts, then codes (LimeSurvey VV).
    TextThenCode,
    /// Codes, then texts, then technical (Qualtrics).
    CodeThenText,
}

/// Headings of one column.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// The whole, on one line.
    pub full: String,
    /// The question alone, where a row of headings gives it.
    question: Option<String>,
    /// The option or row alone.
    pub(super) sub: Option<String>,
    /// Its code, where a row of headings gives it.
    pub(super) code: Option<String>,
    /// Other names.
    also: Vec<String>,
}

impl Heading {
    /// Every name that a codebook may know it by.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut names = vec![self.full.clone()];
        names.extend(self.also.iter().cloned());
        names.extend(self.code.clone());
        if let (Some(question), Some(sub)) = (&self.question, &self.sub) {
            names.extend([format!("{question} [{sub}]"), format!("{question} - {sub}"), format!("{question}: {sub}")]);
        }
        if let (Some(question), None) = (&self.question, &self.sub) {
            names.push(question.clone());
        }
        // Groups of Kobo stand before the name.
        names.extend(self.full.rsplit_once('/').map(|(_, last)| last.to_owned()));
        let mut parts = self.full.rsplitn(3, '/');
        if let (Some(option), Some(name), Some(_)) = (parts.next(), parts.next(), parts.next()) {
            names.push(format!("{name}/{option}"));
        }
        names
    }
}

/// What is known of a table before its questions are.
#[derive(Debug, Clone)]
pub struct Layed {
    /// Whose export it is.
    pub tool: Tool,
    /// Rows of headings, in French.
    pub rows: String,
    /// One a column.
    pub headings: Vec<Heading>,
}

/// Finds headings and tool; afterwards the table holds answers only.
pub fn lay_out(table: &mut Table) -> Layed {
    let heads: Vec<Vec<String>> = table.heads.clone();
    let (skipped, mut layout) = layout(&heads, table);
    let count = match layout {
        Layout::One => 1,
        Layout::QuestionThenOption | Layout::TextThenCode => 2,
        Layout::CodeThenText => 2 + usize::from(heads.get(skipped + 2).is_some_and(|row| row.iter().any(|cell| cell.starts_with("{\"ImportId\"")))),
    };
    table.take_headings(skipped + count);
    let heads: Vec<Vec<String>> = table.heads.iter().skip(skipped).take(count).map(|row| row.iter().map(|cell| shortened_label(cell)).collect()).collect();
    let width = table.columns.len();
    let at = |row: usize, place: usize| heads.get(row).and_then(|head| head.get(place)).cloned().unwrap_or_default();
    let technical: Vec<String> = (0..width)
        .map(|place| {
            if layout == Layout::TextThenCode {
                at(1, place)
            } else {
                let first = at(0, place);
                if first.is_empty() || count > 1 && layout == Layout::QuestionThenOption && !webform_row(&heads[0]) && webform_row(&heads[1]) {
                    at(1, place)
                } else {
                    first
                }
            }
        })
        .collect();
    let tool = if count == 3 && layout == Layout::CodeThenText { Tool::Qualtrics } else { tool(&technical) };
    if count == 1 {
        layout = Layout::One;
    }
    let mut question = String::new();
    let mut headings = Vec::new();
    for place in 0..width {
        let (first, second) = (at(0, place), at(1, place));
        let heading = match layout {
            Layout::One => Heading { full: first, ..Heading::default() },
            Layout::QuestionThenOption => {
                // A question holds for the blank cells after it, as long as they name options.
                if !first.is_empty() || second.is_empty() {
                    question.clone_from(&first);
                }
                let alone = surveymonkey::RESPONSES.contains(&plain(&second).as_str()) || second.is_empty();
                let own = if question.is_empty() { second.clone() } else { question.clone() };
                let sub = (!alone && !question.is_empty()).then(|| second.clone());
                let full = match &sub {
                    Some(sub) => format!("{own} - {sub}"),
                    None => own.clone(),
                };
                Heading { full, question: Some(own), sub, ..Heading::default() }
            }
            Layout::TextThenCode => Heading {
                full: if second.is_empty() { first.clone() } else { second.clone() },
                question: Some(first),
                code: Some(second),
                ..Heading::default()
            },
            Layout::CodeThenText => Heading {
                full: if second.is_empty() { first.clone() } else { second.clone() },
                question: Some(second),
                code: Some(first),
                ..Heading::default()
            },
        };
        headings.push(heading);
    }
    if tool == Tool::SurveyMonkey && layout == Layout::One {
        for heading in &mut headings {
            let alone = heading
                .full
                .rsplit_once(" - ")
                .filter(|(_, last)| surveymonkey::RESPONSES.contains(&plain(last).as_str()))
                .map(|(question, _)| question.to_owned());
            if let Some(question) = alone {
                heading.also.push(std::mem::replace(&mut heading.full, question));
            }
        }
    }
    if tool == Tool::LimeSurvey && layout == Layout::One {
        part_codes(&mut headings);
    }
    if tool == Tool::Webform && layout == Layout::QuestionThenOption {
        loosen(&mut headings, table);
    }
    let rows = match (layout, skipped) {
        (Layout::One, 0) => "une ligne d'en-têtes".to_owned(),
        (Layout::One, skipped) => format!("une ligne d'en-têtes, après {} de titre", many(skipped, "ligne")),
        (Layout::QuestionThenOption, _) => "deux lignes d'en-têtes (question, option)".to_owned(),
        (Layout::TextThenCode, _) => "deux lignes d'en-têtes (texte, code)".to_owned(),
        (Layout::CodeThenText, _) => format!("{count} lignes d'en-têtes (code, texte)"),
    };
    Layed { tool, rows, headings }
}

/// `Q2[SQ001]. Which services? [Work]`: parts the code from the text, when most headings have both.
fn part_codes(headings: &mut [Heading]) {
    let parted: Vec<Option<(String, String)>> = headings
        .iter()
        .map(|heading| {
            let (code, text) = heading.full.split_once(". ")?;
            let good = code.len() <= 60
                && code.starts_with(|letter: char| letter.is_ascii_alphabetic())
                && code.chars().all(|letter| letter.is_ascii_alphanumeric() || "_[]#".contains(letter));
            (good && !text.is_empty()).then(|| (code.to_owned(), text.to_owned()))
        })
        .collect();
    if parted.iter().flatten().count() * 2 > headings.len() {
        for (heading, parted) in headings.iter_mut().zip(parted) {
            if let Some((code, text)) = parted {
                heading.also = vec![code, heading.full.clone()];
                heading.full = text;
            }
        }
    }
}

/// Webform leaves the cell above a question of one column blank, as it does above the options of the question before: what is not like these is a question.
fn loosen(headings: &mut [Heading], table: &Table) {
    let mut first: Option<usize> = None;
    let title = headings.first().and_then(|heading| heading.question.clone());
    for place in 0..headings.len() {
        let Some(sub) = headings[place].sub.clone() else {
            first = None;
            continue;
        };
        let same = first.filter(|first| headings[*first].question == headings[place].question);
        let added = webform::ADDED.contains(&plain(&sub).as_str())
            && headings[place].question.as_deref().is_some_and(|question| same.is_some() || webform::ADDED.contains(&plain(question).as_str()));
        let alike = same.is_none_or(|first| {
            let (one, other) = (&table.columns[first], &table.columns[place]);
            match (is_box(one, ""), is_box(other, "")) {
                (true, _) => is_box(other, "") || other.filled() == 0,
                (false, true) => false,
                _ => one.filled() == 0 && other.filled() == 0 || other.present().any(|(value, _)| one.present().any(|(known, _)| known == value)),
            }
        });
        let is_title = headings[place].question == title;
        if added || is_title || !alike {
            headings[place] = Heading { full: sub, ..Heading::default() };
        } else if same.is_none() {
            first = Some(place);
        }
    }
}

fn webform_row(row: &[String]) -> bool {
    let names: Vec<String> = row.iter().take(20).map(|cell| plain(cell)).collect();
    let known = names.iter().filter(|name| webform::ADDED.contains(&name.as_str())).count();
    known >= 3 && names.iter().any(|name| ["serial", "sid", "serial number", "submission id", "numero de serie"].contains(&name.as_str()))
}

/// Rows of title before the headings, and the layout of these.
fn layout(heads: &[Vec<String>], table: &Table) -> (usize, Layout) {
    let filled = |row: usize| heads.get(row).map_or(0, |row| row.iter().filter(|cell| !cell.is_empty()).count());
    for (row, head) in heads.iter().enumerate().take(4) {
        if head.iter().any(|cell| cell.starts_with("{\"ImportId\"")) && row >= 2 {
            return (row - 2, Layout::CodeThenText);
        }
        if webform_row(head) && row >= 1 {
            return (row - 1, Layout::QuestionThenOption);
        }
    }
    let mut start = 0;
    // A title that is merged over the whole width is one.
    let is_title = |row: usize| {
        let line = table.lines.get(row).map_or(0, |line| *line as usize);
        filled(row) == 1
            && table.merged.iter().any(|[top, left, bottom, right]| top + 1 == line && top == bottom && *left == 0 && right + 1 >= table.columns.len())
    };
    while start < 4 && is_title(start) {
        start += 1;
    }
    // A title stands alone in its row, before headings that follow at once or after an empty row.
    if start == 0 && filled(0) == 1 && heads.first().is_some_and(|row| row.len() >= 3) {
        start = (1..5).take_while(|row| (1..*row).all(|before| filled(before) <= 1)).find(|row| filled(*row) >= 3).unwrap_or(0);
    }
    // In a table of two columns, so does one above two headings that no answer repeats.
    if start == 0 && table.columns.len() == 2 && filled(0) == 1 && heads.first().is_some_and(|row| !row[0].is_empty()) && table.rows >= 4 {
        start = (1..5)
            .take_while(|row| (1..*row).all(|before| filled(before) <= 1))
            .find(|row| filled(*row) == 2)
            .filter(|row| table.columns.iter().all(|column| !column.cells[row + 1..].contains(&column.cells[*row])))
            .unwrap_or(0);
    }
    let (Some(first), Some(second)) = (heads.get(start), heads.get(start + 1)) else { return (start, Layout::One) };
    let codes = second.iter().take(10).filter(|cell| ["id", "submitdate", "lastpage", "startlanguage", "token"].contains(&cell.as_str())).count();
    if codes >= 2 {
        return (start, Layout::TextThenCode);
    }
    if is_codes_then_texts(first, second, table, start) {
        return (start, Layout::CodeThenText);
    }
    let words = second.iter().filter(|cell| surveymonkey::RESPONSES.contains(&plain(cell).as_str())).count();
    let under: Vec<usize> = (1..first.len()).filter(|place| first[*place].is_empty() && !second[*place].is_empty()).collect();
    if words >= 1 && (second[0].is_empty() || !under.is_empty() || words * 2 > first.len()) {
        return (start, Layout::QuestionThenOption);
    }
    // A sheet says itself which headings stand above several columns.
    let line = table.lines.get(start).map_or(0, |line| *line as usize);
    let spans = |[top, left, bottom, right]: &[usize; 4]| *top + 1 == line && bottom == top && right > left && right - left + 1 < first.len();
    if table.merged.iter().any(|region| spans(region) && (region[1]..=region[3]).all(|place| second.get(place).is_some_and(|cell| !cell.is_empty()))) {
        return (start, Layout::QuestionThenOption);
    }
    if under.len() >= 2 && first.iter().filter(|cell| !cell.is_empty()).count() >= 2 {
        // Options never stand among answers, or are the only answer of their column.
        let like_options = under.iter().filter(|place| {
            let column = &table.columns[**place];
            let option = column.cells[start + 1];
            let mut others = std::collections::HashSet::new();
            let repeated = column.cells[start + 2..].contains(&option);
            for cell in column.cells[start + 2..].iter().filter(|cell| **cell != 0) {
                others.insert(*cell);
                if others.len() > 2 {
                    break;
                }
            }
            values::number(&second[**place]).is_none() && (!repeated || others.len() <= 2)
        });
        if like_options.count() * 5 >= under.len() * 4 {
            return (start, Layout::QuestionThenOption);
        }
    }
    (start, Layout::One)
}

/// Codes above, sentences below them, and answers that are much shorter than these.
fn is_codes_then_texts(first: &[String], second: &[String], table: &Table, start: usize) -> bool {
    let width = first.len();
    let is_code = |cell: &String| {
        !cell.is_empty()
            && cell.len() <= 40
            && cell.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.[]()- ".contains(letter))
            && cell.split(' ').count() <= 3
    };
    let codes = first.iter().filter(|cell| is_code(cell)).count();
    let sentences = (0..width).filter(|place| {
        let text = &second[*place];
        let column = &table.columns[*place];
        if text.chars().count() < 15 || !text.contains(' ') || column.cells.len() < start + 5 {
            return false;
        }
        let below = &column.cells[start + 2..];
        let own = column.cells[start + 1];
        let mean = below.iter().take(200).map(|cell| column.values[*cell as usize].len()).sum::<usize>() / below.len().min(200);
        !below.contains(&own) && text.len() > mean * 2
    });
    width >= 3 && codes * 10 >= width * 8 && sentences.count() * 10 >= width * 7
}

/// A heading on one line, cut where no question is as long.
fn shortened_label(cell: &str) -> String {
    let short: String = cell.chars().take(2_000).collect();
    label(&short)
}

fn tool(headings: &[String]) -> Tool {
    type Recognises = fn(&[String]) -> bool;
    let tools: [(Tool, Recognises); 6] = [
        (Tool::LimeSurvey, limesurvey::recognises),
        (Tool::Webform, webform::recognises),
        (Tool::Kobo, kobo::recognises),
        (Tool::Google, google_forms::recognises),
        (Tool::Microsoft, microsoft_forms::recognises),
        (Tool::SurveyMonkey, surveymonkey::recognises),
    ];
    tools.into_iter().find(|(_, recognises)| recognises(headings)).map_or(Tool::Flat, |(tool, _)| tool)
}

/// A column that is not imported, and why.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// Its place.
    pub column: usize,
    /// Why.
    pub reason: &'static str,
}

/// Columns that identify somebody, or that the tool added.
#[must_use]
pub fn dropped(layed: &Layed, table: &Table) -> Vec<Dropped> {
    let (added, anywhere) = layed.tool.added();
    let mut found = Vec::new();
    let mut leading = true;
    for (place, heading) in layed.headings.iter().enumerate() {
        let column = &table.columns[place];
        let name = heading.code.as_ref().filter(|_| layed.tool != Tool::Flat).unwrap_or(&heading.full);
        let names = [plain(name), plain(&heading.full)];
        let by_tool = (leading || anywhere) && names.iter().any(|name| added.contains(&name.as_str())) && heading.sub.is_none()
            || layed.tool == Tool::Kobo && kobo::is_added(name)
            || layed.tool == Tool::LimeSurvey && limesurvey::is_a_timing(name)
            || layed.tool == Tool::Microsoft && microsoft_forms::is_of_a_quiz(name);
        let numbered = place == 0 && heading.sub.is_none() && is_numbering(column);
        if numbered {
            found.push(Dropped { column: place, reason: "numéro d'ordre" });
        } else if by_tool {
            found.push(Dropped { column: place, reason: "ajoutée par l'outil de sondage" });
        } else if let Some(reason) = identifying::reason(&heading.full, column, table.rows).or_else(|| {
            if heading.full.contains(" - ") {
                None
            } else {
                heading.sub.as_ref().and_then(|sub| identifying::reason(sub, column, table.rows).filter(|reason| reason.contains("nom")))
            }
        }) {
            found.push(Dropped { column: place, reason });
        } else {
            leading = false;
        }
    }
    found
}

/// Whether a column counts rows: 1, 2, 3, or from 0.
fn is_numbering(column: &Column) -> bool {
    let first = match column.cells.first().map(|cell| column.values[*cell as usize].as_str()) {
        Some("0") => 0,
        Some("1") => 1,
        _ => return false,
    };
    column.cells.len() >= 3 && column.cells.iter().enumerate().all(|(row, cell)| column.values[*cell as usize].parse() == Ok(row + first))
}

/// What detection makes of columns.
#[derive(Debug, Default)]
pub struct Detected {
    /// Questions, in the order of their columns.
    pub drafts: Vec<Draft>,
    /// What was taken for granted.
    pub notes: Vec<String>,
}

/// Makes questions of the columns that are `free`. `codes`: those taken already.
#[must_use]
pub fn questions(layed: &Layed, table: &Table, free: &[bool], reading: Reading, codes: &mut Codes) -> Detected {
    let mut found = Detected::default();
    let mut work = Work { layed, table, reading, codes, found: &mut found, base: None };
    let mut place = 0;
    while place < table.columns.len() {
        if !free[place] {
            place += 1;
            continue;
        }
        place += work.next(place, free);
    }
    found
}

struct Work<'a> {
    layed: &'a Layed,
    table: &'a Table,
    reading: Reading,
    codes: &'a mut Codes,
    found: &'a mut Detected,
    /// Text of the last single question, and its draft: its « other » may follow.
    base: Option<(String, usize)>,
}

/// Marks that part a question from its option, the surest first. The last are met in codes too: only boxes or one scale make them a battery.
const MARKS: [&str; 13] = [" - ", " – ", " — ", " : ", ": ", " | ", " >> ", "___", "/", "_", ".", "#", " "];
const SURE: usize = 7;

impl Work<'_> {
    fn column(&self, place: usize) -> &Column {
        &self.table.columns[place]
    }

    /// Makes the question that begins at `place`; says how many columns it takes.
    fn next(&mut self, place: usize, free: &[bool]) -> usize {
        // The other words of the question before.
        if self.is_other_of_base(place) {
            return 1;
        }
        for (prefix, run, sure) in self.batteries(place, free) {
            let subs: Vec<String> = (place..place + run).map(|column| self.sub(column, &prefix)).collect();
            let before = self.found.drafts.len();
            if self.battery(place, run, &prefix, &subs, sure) {
                let is_list = self.found.drafts.get(before).is_some_and(|draft| draft.question.kind == Kind::Multiple);
                let whole = prefix.trim_end_matches(['/', '[', '_', '.', ':', ' ', '-']).to_owned();
                self.base = is_list.then_some((whole, before));
                return run;
            }
        }
        let heading = &self.layed.headings[place];
        let text = if heading.code.is_some() {
            heading.question.clone().filter(|text| !text.is_empty()).unwrap_or_else(|| heading.full.clone())
        } else {
            heading.full.clone()
        };
        let named = heading.code.clone().filter(|code| !code.is_empty()).unwrap_or_else(|| self.without_group(&heading.full).to_owned());
        let text = self.without_group(&text).to_owned();
        self.single(place, &text, &named, None);
        1
    }

    /// Kobo writes the groups of a question before its name.
    fn without_group<'b>(&self, heading: &'b str) -> &'b str {
        match heading.rsplit_once('/') {
            Some((_, last)) if self.layed.tool == Tool::Kobo && !heading.contains(' ') && !last.is_empty() => last,
            _ => heading,
        }
    }

    fn single(&mut self, place: usize, text: &str, named: &str, group: Option<&str>) {
        if group.is_none() && self.ranking_in_a_cell(place, text, named) {
            return;
        }
        let code = self.codes.take(&slug(named, LONGEST_CODE), &format!("q{}", place + 1));
        let text = if text.is_empty() { format!("(colonne {} sans en-tête)", letters(place)) } else { text.to_owned() };
        let (mut draft, note) = kinds::single(self.table, place, &text, code.clone(), self.reading.order, self.layed.tool.separators());
        draft.question.group = group.map(str::to_owned);
        self.found.notes.extend(note.map(|note| {
            // What changes counts is to be verified.
            let doubt = note.contains("manquantes") || note.contains("téléphone") || note.contains("ôtez-le") || note.contains("perdu leur format");
            format!("{}{code} (colonne {}) : {note}", if doubt { "À VÉRIFIER, " } else { "" }, letters(place))
        }));
        self.found.notes.extend(self.said_once(place, &draft));
        self.base = Some((if group.is_none() { self.layed.headings[place].full.clone() } else { text }, self.found.drafts.len()));
        self.found.drafts.push(draft);
    }

    /// Google Forms and Microsoft Forms write the words of « other » in the place of the option: what comes once among many answers may be such words.
    fn said_once(&self, place: usize, draft: &Draft) -> Option<String> {
        let asks = matches!(self.layed.tool, Tool::Google | Tool::Microsoft) && draft.question.kind == Kind::Single && !draft.free_other;
        let values = if asks { kinds::values_of(self.column(place)) } else { Vec::new() };
        let filled: usize = values.iter().map(|value| value.count).sum();
        let once: Vec<String> = values.iter().filter(|value| value.count == 1).map(|value| format!("« {} »", shortened(&value.label, 40))).collect();
        (filled >= 20 && !once.is_empty() && values.iter().any(|value| value.count >= 3)).then(|| {
            format!(
                "À VÉRIFIER, {} : {} : une seule réponse chacune ; options, ou mots d'un répondant à la place de « Autre » ? Dans ce cas, ôtez-les des options du codebook et nommez l'option « Autre » dans la colonne autre",
                draft.question.code,
                once.join(", ")
            )
        })
    }

    /// A column whose cells all hold the same items, joined by `;`, in orders that differ: Microsoft Forms writes a ranking so, from first to last.
    fn ranking_in_a_cell(&mut self, place: usize, text: &str, named: &str) -> bool {
        let column = self.column(place);
        // ODK joins the items of a ranking by spaces, as it does those of a choice, which few would tick all.
        let separator = if self.layed.tool == Tool::Kobo && column.filled() >= 5 { ' ' } else { ';' };
        let items = |value: &str| value.split(separator).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let mut present = column.present().filter(|(value, _)| values::absent(value).is_none());
        let Some((first, _)) = present.next() else { return false };
        let labels = items(first);
        let mut sorted = labels.clone();
        sorted.sort();
        sorted.dedup();
        if !(3..=30).contains(&sorted.len()) || sorted.len() != labels.len() {
            return false;
        }
        let (mut orders, same) = (1, |value: &str| {
            let mut other = items(value);
            other.sort();
            other == sorted
        });
        for (value, _) in present {
            if !same(value) {
                return false;
            }
            orders += 1;
        }
        if orders < 2 {
            return false;
        }
        let group = self.codes.take(&slug(named, LONGEST_CODE), &format!("q{}", place + 1));
        self.found.notes.push(format!(
            "À VÉRIFIER, {group} (colonne {}) : chaque cellule contient les mêmes {} éléments dans un autre ordre : lu comme un classement, du premier au dernier",
            letters(place),
            sorted.len()
        ));
        for (at, item) in sorted.iter().enumerate() {
            let code = self.codes.take(&format!("{group}_{}", slug(item, LONGEST_CODE)), &format!("{group}_{}", at + 1));
            let mut question = Question::new(code, format!("{text} – {item}"), Kind::Rank);
            question.group = Some(group.clone());
            question.options = (1..=sorted.len()).map(|rank| Choice::new(rank.to_string(), rank.to_string())).collect();
            self.found.drafts.push(Draft { aliases: vec![(item.clone(), 0)], ..Draft::new(question, Take::Order(place, separator)) });
        }
        self.base = None;
        true
    }

    /// `What is it? - Other (please specify)` after `What is it?`, `Q1[other]` after `Q1`.
    fn is_other_of_base(&mut self, place: usize) -> bool {
        let Some((text, base)) = self.base.clone() else { return false };
        let heading = &self.layed.headings[place];
        let rest = if heading.sub.is_some() && heading.question.as_deref() == Some(text.as_str()) {
            heading.sub.clone().unwrap_or_default()
        } else {
            match heading.full.strip_prefix(text.as_str()) {
                Some(rest) if !rest.is_empty() => rest.trim_matches(|letter: char| " -–—:/_.[]".contains(letter)).to_owned(),
                _ => return false,
            }
        };
        let is_comment = ["comment", "commentaire", "commentaires", "comments"].contains(&key(&rest).as_str());
        if !scales::is_other(&rest) && !is_comment {
            return false;
        }
        let draft = &mut self.found.drafts[base];
        if !draft.question.kind.has_options() {
            return false;
        }
        let suffix = if is_comment { "commentaire" } else { "autre" };
        let code = self.codes.take(&format!("{}_{suffix}", draft.question.code), "autre");
        if !is_comment {
            let place = super::draft::other_place(&draft.question);
            draft.question.other = place.map(|place| draft.question.options[place].code.clone());
        }
        let words = if is_comment { "commentaire" } else { "autre, en toutes lettres" };
        let text = self.found.drafts[base].question.text.clone();
        self.found.drafts.push(Draft::new(Question::new(code, format!("{text} ({words})"), Kind::Text), Take::One(place)));
        true
    }

    /// Headings that begin here and have a question in common: the question, how many columns, whether the mark says it surely.
    fn batteries(&self, place: usize, free: &[bool]) -> Vec<(String, usize, bool)> {
        let headings = &self.layed.headings;
        let heading = &headings[place];
        if let (Some(question), Some(_)) = (&heading.question, &heading.sub) {
            let run = (place..headings.len())
                .take_while(|next| free[*next] && headings[*next].question.as_ref() == Some(question) && headings[*next].sub.is_some())
                .count();
            return vec![(question.clone(), run, true)];
        }
        let full = self.named(place);
        let run_of = |prefix: &str| {
            (place..headings.len()).take_while(|next| free[*next] && self.named(*next).len() > prefix.len() && self.named(*next).starts_with(prefix)).count()
        };
        let mut found: Vec<(String, usize, bool)> = Vec::new();
        let mut add = |prefix: &str, sure: bool| {
            if !prefix.trim().is_empty() && found.iter().all(|(known, ..)| known != prefix) {
                let run = run_of(prefix);
                // A single box is a battery when its cells hold its option.
                let own = constant_tick(self.column(place)).is_some_and(|value| key(&value) == key(full[prefix.len()..].trim_end_matches(']')));
                if run >= 2 || own {
                    found.push((prefix.to_owned(), run, sure));
                }
            }
        };
        if let Some(open) = full.strip_suffix(']').or_else(|| full.strip_suffix("].")).and_then(|_| full.find('[')) {
            add(&full[..=open], true);
            if let Some(last) = full.rfind('[').filter(|last| *last > open) {
                add(&full[..=last], true);
            }
        }
        for (rank, mark) in MARKS.iter().enumerate() {
            for (at, _) in full.match_indices(mark).take(60) {
                // Words alone part nothing, unless what follows is their option, as in « Apple Apple ».
                let prefix = &full[..at + mark.len()];
                if *mark == " " && constant_tick(self.column(place)).is_none_or(|value| key(&value) != key(&full[prefix.len()..])) {
                    continue;
                }
                add(prefix, rank < SURE);
            }
        }
        // What the cells say comes first, then the longest run, then the longest question.
        let definite = |prefix: &String| constant_tick(self.column(place)).is_some_and(|value| key(&value) == key(full[prefix.len()..].trim_end_matches(']')));
        found.sort_by_key(|(prefix, run, sure)| (!definite(prefix), !*sure, usize::MAX - run, usize::MAX - prefix.len()));
        found.truncate(12);
        found
    }

    /// The heading that batteries are looked for in.
    fn named(&self, place: usize) -> &str {
        let heading = &self.layed.headings[place];
        match (&heading.code, &heading.question) {
            (Some(_), Some(question)) if question.contains(" - ") => question,
            (Some(code), _) => code,
            _ => &heading.full,
        }
    }

    fn sub(&self, place: usize, prefix: &str) -> String {
        let heading = &self.layed.headings[place];
        match &heading.sub {
            Some(sub) => sub.clone(),
            None => {
                let rest = self.named(place).get(prefix.len()..).unwrap_or_default();
                let rest = if prefix.ends_with(['[', '.']) { rest.trim_end_matches(['.', ']']) } else { rest };
                rest.replace("][", " – ").trim().to_owned()
            }
        }
    }

    /// Makes what a battery is, if it is one.
    fn battery(&mut self, start: usize, run: usize, prefix: &str, subs: &[String], sure: bool) -> bool {
        let tool = self.layed.tool;
        if self.grid_of_boxes(start, run, prefix, subs) {
            return true;
        }
        let mark = MARKS.iter().take(SURE).find_map(|mark| prefix.strip_suffix(mark));
        let whole =
            mark.unwrap_or_else(|| if sure { prefix.trim_end_matches('[') } else { prefix.trim_end_matches(|letter: char| "/_.#".contains(letter)) }).trim();
        let whole = self.without_group(whole);
        let text = match self.layed.headings[start].code {
            // The text above the first code says the question, then the option.
            Some(_) => self.layed.headings[start].question.as_deref().map_or(whole, |text| text.split(" [").next().unwrap_or(text)).to_owned(),
            None => whole.to_owned(),
        };
        let boxes_text = |place: usize| -> Vec<Value> { kinds::values_of(&self.table.columns[place]) };
        let all: Vec<Vec<Value>> = (start..start + run).map(boxes_text).collect();
        // Columns of own words: « other », « comment ».
        let is_words = |place: usize| {
            let column = &self.table.columns[start + place];
            let is_comment = key(&subs[place]).contains("comment") && !subs[place].contains(' ');
            (scales::is_other(&subs[place]) || is_comment) && !is_box(column, &subs[place]) && column.filled() > 0
        };
        // One other column more than options: the first is the box, the second the words; an empty one is taken for words when another has this name.
        let words: Vec<bool> = (0..run)
            .map(|place| {
                is_words(place) || (scales::is_other(&subs[place]) && all[place].is_empty() && (0..place).any(|before| key(&subs[before]) == key(&subs[place])))
            })
            .collect();
        let core: Vec<usize> = (0..run).filter(|place| !words[*place]).collect();
        let filled: Vec<usize> = core.iter().copied().filter(|place| !all[*place].is_empty()).collect();
        if core.is_empty() {
            return false;
        }
        if filled.is_empty() {
            // Nobody answered: the mark alone tells boxes, with an unsure one nothing does.
            return if sure && run >= 2 { self.boxes(start, &text, whole, subs, &words, &core, None) } else { false };
        }
        let column = |place: usize| &self.table.columns[start + place];
        let boxes = filled.iter().all(|place| is_box(column(*place), &subs[*place]));
        let own_words = filled.iter().filter(|place| constant_tick(column(**place)).is_some_and(|value| key(&value) == key(&subs[**place]))).count();
        let one_two = ticks_are_one_and_two(filled.iter().map(|place| column(*place)));
        let yes_no = filled.iter().any(|place| {
            column(*place).present().any(|(value, _)| {
                values::is_untick(value) && values::number(value).is_none() && !key(value).contains("select") && !key(value).contains("check")
            })
        });
        // Each box holds a text of its own, which its heading does not say, or its option's number; unticked ones are there, or blank.
        let constants: Vec<Option<String>> = core.iter().map(|place| constant_tick(column(*place))).collect();
        let labels: Vec<&str> = constants.iter().flatten().map(String::as_str).collect();
        let open = filled.iter().all(|place| (constants_filled(column(*place)) as usize) < self.table.rows);
        let unticked = |place: &usize| column(*place).present().all(|(value, _)| values::is_untick(value) || values::absent(value).is_some());
        let one_each = filled.iter().all(|place| constant_tick(column(*place)).is_some() || unticked(place));
        let different = labels.iter().map(|label| key(label)).collect::<std::collections::HashSet<_>>().len() == labels.len();
        let numbers = labels.iter().filter(|label| values::number(label).is_some()).count();
        let alone = run >= 2 && one_each && different && open && filled.len() >= 2 && !labels.is_empty();
        if alone && numbers >= 2 && numbers == labels.len() && sure && self.table.rows >= 3 {
            return self.boxes(start, &text, whole, subs, &words, &core, None);
        }
        let ranks = self.ranks(start, &filled, &all);
        if ranks && !boxes {
            let twice = self.ranked_twice(start, &filled);
            if !twice.is_empty() {
                let (first, last) = (letters(start), letters(start + run - 1));
                self.found
                    .notes
                    .push(format!("À VÉRIFIER, {}, colonnes {first} à {last} : un rang y est donné deux fois ; corrigez la ligne", lines(self.table, &twice)));
            }
            return self.grid(start, &text, whole, subs, &core, &all, Some(Kind::Rank), &words);
        }
        if boxes && (run >= 2 || own_words > 0) && (own_words > 0 || !yes_no || tool.yes_no_are_boxes()) {
            if own_words == 0 && yes_no && matches!(tool, Tool::Flat | Tool::Webform | Tool::Qualtrics) {
                let (first, last) = (letters(start), letters(start + run - 1));
                self.found.notes.push(format!("À VÉRIFIER, colonnes {first} à {last} : oui et non sont pris pour « coché » et « non coché » d'un choix multiple, et qui n'a que des non est hors de la base ; si ce sont des questions, donnez dans le codebook une ligne de type unique à chaque colonne"));
            }
            return self.boxes(start, &text, whole, subs, &words, &core, None);
        }
        if alone && numbers == 0 && scales::order(&labels).is_none() {
            let named: Vec<String> = core.iter().zip(&constants).map(|(place, value)| value.clone().unwrap_or_else(|| subs[*place].clone())).collect();
            return self.boxes(start, &text, whole, subs, &words, &core, Some(&named));
        }
        if one_two && run >= 2 && (tool == Tool::LimeSurvey || tool == Tool::Flat) {
            let (first, last) = (letters(start), letters(start + run - 1));
            self.found.notes.push(format!("À VÉRIFIER, colonnes {first} à {last} : 1 est pris pour « coché » et 2 pour « non coché » ; si ce sont deux réponses, donnez dans le codebook une ligne de type unique à chaque colonne"));
            return self.boxes(start, &text, whole, subs, &words, &core, None);
        }
        if run < 2 {
            return false;
        }
        if self.ranking(start, &text, whole, subs, &filled) {
            return true;
        }
        self.grid_if_alike(start, &text, whole, subs, &core, &filled, &all, &words, sure)
    }

    /// `Monday - Morning`, `Monday - Evening`, `Tuesday - Morning` under one question, each holding what its heading ends with: one list of boxes a row.
    fn grid_of_boxes(&mut self, start: usize, run: usize, prefix: &str, subs: &[String]) -> bool {
        let parted: Option<Vec<(&str, &str)>> = subs.iter().map(|sub| sub.rsplit_once(" - ")).collect();
        let Some(parted) = parted.filter(|parted| parted.len() >= 2 && parted[1..].iter().any(|(row, _)| *row != parted[0].0)) else { return false };
        let mut own = 0;
        for (place, (_, option)) in parted.iter().enumerate() {
            let column = &self.table.columns[start + place];
            if column.filled() > 0 {
                if constant_tick(column).is_none_or(|value| key(&value) != key(option)) {
                    return false;
                }
                own += 1;
            }
        }
        if own < 2 {
            return false;
        }
        let whole = prefix.trim_end_matches(['/', '[', '_', '.', ':', ' ', '-']).to_owned();
        let group = self.codes.take(&slug(&whole, LONGEST_CODE), &format!("q{}", start + 1));
        let mut from = 0;
        while from < run {
            let row = parted[from].0;
            let to = (from..run).find(|place| parted[*place].0 != row).unwrap_or(run);
            let options: Vec<String> = parted[from..to].iter().map(|(_, option)| (*option).to_owned()).collect();
            let core: Vec<usize> = (0..options.len()).collect();
            let before = self.found.drafts.len();
            self.boxes(start + from, &format!("{whole} – {row}"), &format!("{group}_{row}"), &options, &vec![false; options.len()], &core, None);
            for draft in &mut self.found.drafts[before..] {
                draft.question.group = Some(group.clone());
            }
            from = to;
        }
        true
    }

    /// Each column one rank of 1 to n, different from row to row.
    fn ranks(&self, start: usize, filled: &[usize], all: &[Vec<Value>]) -> bool {
        let count = filled.len();
        let is_rank = |value: &Value| values::number(&value.label).is_some_and(|number| number.fract() == 0.0 && (1.0..=count as f64).contains(&number));
        if count < 3 || !filled.iter().all(|place| all[*place].iter().all(is_rank)) {
            return false;
        }
        let (mut complete, mut distinct) = (0_usize, 0_usize);
        for row in (0..self.table.rows).take(5_000) {
            let mut cells: Vec<&str> = filled.iter().map(|place| self.table.columns[start + place].cell(row)).filter(|cell| !cell.is_empty()).collect();
            if cells.len() < 2 {
                continue;
            }
            complete += 1;
            let many = cells.len();
            cells.sort_unstable();
            cells.dedup();
            distinct += usize::from(cells.len() == many);
        }
        complete > 0 && distinct * 10 >= complete * 9
    }

    /// Rows that give one rank to two items.
    fn ranked_twice(&self, start: usize, filled: &[usize]) -> Vec<usize> {
        let twice = |row: &usize| {
            let mut cells: Vec<&str> =
                filled.iter().map(|place| self.table.columns[start + place].cell(*row)).filter(|cell| values::number(cell).is_some()).collect();
            let many = cells.len();
            cells.sort_unstable();
            cells.dedup();
            cells.len() < many
        };
        (0..self.table.rows).filter(twice).collect()
    }

    /// Columns that are places, `Rank 1`, `Rank 2`, and hold the item that was put there: no item twice in a row.
    fn ranking(&mut self, start: usize, text: &str, whole: &str, subs: &[String], filled: &[usize]) -> bool {
        let is_place = |(place, sub): (usize, &String)| {
            let words = plain(sub);
            let number = words.strip_prefix("rang ").or_else(|| words.strip_prefix("rank ")).or_else(|| words.strip_prefix("ranking ")).unwrap_or(&words);
            number.parse() == Ok(place + 1)
        };
        if subs.len() < 2 || !subs.iter().enumerate().all(is_place) {
            return false;
        }
        let cells: Vec<(&str, usize)> =
            filled.iter().flat_map(|place| self.table.columns[start + place].present()).map(|(value, count)| (value, count as usize)).collect();
        let items = kinds::distinct(cells.into_iter());
        if items.len() < 2 || items.len() > 60 || items.iter().any(|item| values::number(&item.label).is_some()) {
            return false;
        }
        // An item is met in more than one place.
        let column_of = |place: &usize| &self.table.columns[start + place];
        let met = |place: &usize| {
            filled
                .iter()
                .any(|other| other != place && column_of(place).present().any(|(value, _)| column_of(other).present().any(|(known, _)| known == value)))
        };
        if items.len() > 2 * subs.len() || !filled.iter().all(met) {
            return false;
        }
        for row in 0..self.table.rows.min(5_000) {
            let mut row: Vec<&str> = filled.iter().map(|place| self.table.columns[start + place].cell(row)).filter(|cell| !cell.is_empty()).collect();
            let many = row.len();
            row.sort_unstable();
            row.dedup();
            if row.len() < many {
                return false;
            }
        }
        let mut labels: Vec<String> = items.into_iter().map(|item| item.label).collect();
        labels.sort();
        let group = self.codes.take(&slug(whole, LONGEST_CODE), &format!("q{}", start + 1));
        let (first, last) = (letters(start), letters(start + subs.len() - 1));
        self.found
            .notes
            .push(format!("{group} (colonnes {first} à {last}) : classement, une colonne par rang ; lu comme le rang de chacun des {} éléments", labels.len()));
        for (at, item) in labels.iter().enumerate() {
            let code = self.codes.take(&format!("{group}_{}", slug(item, LONGEST_CODE)), &format!("{group}_{}", at + 1));
            let mut question = Question::new(code, format!("{text} – {item}"), Kind::Rank);
            question.group = Some(group.clone());
            question.options = (1..=subs.len()).map(|rank| Choice::new(rank.to_string(), rank.to_string())).collect();
            let take = Take::Places((start..start + subs.len()).collect());
            self.found.drafts.push(Draft { aliases: vec![(item.clone(), 0)], ..Draft::new(question, take) });
        }
        true
    }

    /// Rows of a grid have answers in common; columns that have nothing in common are questions apart, unless a row of headings joins them.
    #[expect(clippy::too_many_arguments, reason = "what a battery is made of")]
    fn grid_if_alike(
        &mut self,
        start: usize,
        text: &str,
        whole: &str,
        subs: &[String],
        core: &[usize],
        filled: &[usize],
        all: &[Vec<Value>],
        words: &[bool],
        sure: bool,
    ) -> bool {
        let numbers = filled.iter().all(|place| all[*place].iter().all(|value| values::number(&value.label).is_some()));
        if numbers {
            let quantity = filled.iter().any(|place| matches!(kinds::numeric(&all[*place], text), Some(kinds::Numeric::Quantity(_))));
            if !sure {
                // Codes such as age_1, age_2: one question each will do, unless they have one scale.
                let scale = filled.iter().all(|place| matches!(kinds::numeric(&all[*place], ""), Some(kinds::Numeric::Codes(true))));
                if !scale {
                    return false;
                }
            }
            return self.grid(start, text, whole, subs, core, all, quantity.then_some(Kind::Number), words);
        }
        let order = self.reading.order;
        if filled.iter().any(|place| kinds::is_date(&all[*place], order)) {
            return false;
        }
        let texts = filled.iter().filter(|place| kinds::is_text(&all[**place], &subs[**place])).count();
        if texts > 0 && sure && texts * 2 > filled.len() {
            return self.grid(start, text, whole, subs, core, all, Some(Kind::Text), words);
        }
        let cells = |column: &Column| column.present().map(|(value, count)| (value.to_owned(), count as usize)).collect::<Vec<_>>();
        let union: Vec<(String, usize)> = filled.iter().flat_map(|place| cells(&self.table.columns[start + place])).collect();
        let union = kinds::distinct(union.iter().map(|(value, count)| (value.as_str(), *count)));
        // Several answers in one cell: a grid of boxes.
        if let Some(joined) = kinds::joined(&union, self.layed.tool.separators()).filter(|_| sure) {
            let (options, _) = kinds::options(&joined.labels);
            let group = self.codes.take(&slug(whole, LONGEST_CODE), &format!("q{}", start + 1));
            for place in core {
                let code = self.codes.take(&format!("{group}_{}", slug(&subs[*place], LONGEST_CODE)), &format!("{group}_{}", place + 1));
                let mut draft = Draft {
                    free_other: joined.free_other,
                    ..Draft::new(Question::new(code, format!("{text} – {}", subs[*place]), Kind::Multiple), Take::Joined(start + place, joined.separator))
                };
                draft.question.options.clone_from(&options);
                draft.question.group = Some(group.clone());
                kinds::finish_multiple(&mut draft);
                self.found.drafts.push(draft);
            }
            self.other_words(start, subs, words, &group, text);
            return true;
        }
        let labels: Vec<&str> = union.iter().map(|value| value.label.as_str()).collect();
        let is_scale = scales::order(&labels).is_some();
        let shared = || {
            filled.iter().all(|place| {
                let keys: Vec<String> = all[*place].iter().map(|value| key(&value.label)).collect();
                filled.iter().any(|other| other != place && all[*other].iter().any(|value| keys.contains(&key(&value.label))))
            })
        };
        let most = filled.iter().map(|place| all[*place].len()).max().unwrap_or(0);
        let alike = union.len() <= 25 && (union.len() <= most + 2 || union.len() * 2 <= most * 3);
        if texts == 0 && (is_scale || (alike && shared() && (sure || filled.len() >= 2 && union.len() <= most + 1))) {
            return self.grid(start, text, whole, subs, core, all, None, words);
        }
        if self.layed.headings[start].sub.is_some() {
            // A row of headings says that they belong together, whatever they are.
            let group = self.codes.take(&slug(whole, LONGEST_CODE), &format!("q{}", start + 1));
            for (place, sub) in subs.iter().enumerate() {
                if words[place] {
                    continue;
                }
                self.single(start + place, &format!("{text} – {sub}"), &format!("{group}_{sub}"), Some(&group));
            }
            self.other_words(start, subs, words, &group, text);
            return true;
        }
        false
    }

    /// Own words beside a battery.
    fn other_words(&mut self, start: usize, subs: &[String], words: &[bool], group: &str, text: &str) {
        for place in (0..subs.len()).filter(|place| words[*place]) {
            let is_comment = key(&subs[place]).contains("comment");
            let code = self.codes.take(&format!("{group}_{}", if is_comment { "commentaire" } else { "autre" }), "autre");
            let words = if is_comment { "commentaire" } else { "autre, en toutes lettres" };
            self.found.drafts.push(Draft::new(Question::new(code, format!("{text} ({words})"), Kind::Text), Take::One(start + place)));
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what a battery is made of")]
    fn boxes(&mut self, start: usize, text: &str, whole: &str, subs: &[String], words: &[bool], core: &[usize], named: Option<&[String]>) -> bool {
        let code = self.codes.take(&slug(whole, LONGEST_CODE), &format!("q{}", start + 1));
        let mut question = Question::new(code.clone(), text, Kind::Multiple);
        let mut codes = Codes::default();
        let mut columns = Vec::new();
        for (at, place) in core.iter().enumerate() {
            let label = named.map_or(&subs[*place], |named| &named[at]);
            question.options.push(Choice::new(codes.take(&slug(label, LONGEST_CODE), &format!("option_{}", at + 1)), label.clone()));
            columns.push((start + place, Some(at)));
        }
        question.exclusive = question.options.iter().find(|option| scales::is_none(&option.label)).map(|option| option.code.clone());
        // Own words: those of the option « other », which is ticked by them when it has no box.
        for place in (0..subs.len()).filter(|place| words[*place]) {
            let is_comment = key(&subs[place]).contains("comment") && !scales::is_other(&subs[place]);
            if is_comment {
                continue;
            }
            if super::draft::other_place(&question).is_none() {
                question.options.push(Choice::new(codes.take(&slug(&subs[place], LONGEST_CODE), "autre"), subs[place].clone()));
            }
            question.other = super::draft::other_place(&question).map(|other| question.options[other].code.clone());
            if question.other.as_ref().is_none() {
                let last = question.options.last().map(|option| option.code.clone());
                question.other = last;
            }
            columns.push((start + place, None));
        }
        if self.one_box_each(&columns) {
            let (first, last) = (letters(start), letters(start + subs.len() - 1));
            self.found.notes.push(format!(
                "À VÉRIFIER, {code} (colonnes {first} à {last}) : lue comme un choix multiple, mais personne n'a coché deux options ; si une seule était permise, donnez-lui le type unique dans le codebook"
            ));
        }
        self.found.drafts.push(Draft::new(question, Take::Ticks(columns)));
        let comments: Vec<bool> =
            (0..subs.len()).map(|place| words[place] && key(&subs[place]).contains("comment") && !scales::is_other(&subs[place])).collect();
        self.other_words(start, subs, &comments, &code, text);
        true
    }

    /// Whether each of ten respondents or more who ticked something ticked one box, and three boxes or more were ticked: the columns may be those of a single choice.
    fn one_box_each(&self, columns: &[(usize, Option<usize>)]) -> bool {
        let ticks: Vec<(&Column, Vec<bool>)> = columns
            .iter()
            .map(|(place, _)| self.column(*place))
            .map(|column| (column, column.values.iter().map(|value| !values::is_untick(value) && values::absent(value).is_none()).collect()))
            .collect();
        let used = ticks.iter().filter(|(column, ticks)| column.counts.iter().zip(ticks).any(|(count, tick)| *tick && *count > 0)).count();
        let mut answered = 0;
        for row in 0..self.table.rows {
            match ticks.iter().filter(|(column, ticks)| ticks[column.cells[row] as usize]).take(2).count() {
                0 => {}
                1 => answered += 1,
                _ => return false,
            }
        }
        answered >= 10 && used >= 3
    }

    #[expect(clippy::too_many_arguments, reason = "what a battery is made of")]
    fn grid(&mut self, start: usize, text: &str, whole: &str, subs: &[String], core: &[usize], all: &[Vec<Value>], kind: Option<Kind>, words: &[bool]) -> bool {
        let group = self.codes.take(&slug(whole, LONGEST_CODE), &format!("q{}", start + 1));
        let union: Vec<(String, usize)> = core.iter().flat_map(|place| all[*place].iter().map(|value| (value.label.clone(), value.count))).collect();
        let union = kinds::distinct(union.iter().map(|(value, count)| (value.as_str(), *count)));
        let mut labels: Vec<String> = union.into_iter().map(|value| value.label).collect();
        let numbers = labels.iter().all(|label| values::number(label).is_some());
        let (options, ordered) = if kind == Some(Kind::Rank) {
            ((1..=core.len()).map(|rank| Choice::new(rank.to_string(), rank.to_string())).collect(), true)
        } else if numbers {
            labels.sort_by(|one, other| values::number(one).unwrap_or(0.0).total_cmp(&values::number(other).unwrap_or(0.0)));
            let mut codes = Codes::default();
            (labels.iter().map(|label| Choice::new(codes.take(&slug(label, LONGEST_CODE), "option"), label.clone())).collect::<Vec<_>>(), labels.len() >= 3)
        } else {
            kinds::options(&labels)
        };
        let kind = kind.unwrap_or(if ordered { Kind::Scale } else { Kind::Single });
        for place in core {
            let sub = &subs[*place];
            let code = self.codes.take(&format!("{group}_{}", slug(sub, LONGEST_CODE)), &format!("{group}_{}", place + 1));
            let mut question = Question::new(code, format!("{text} – {sub}"), kind);
            question.group = Some(group.clone());
            if kind.has_options() {
                question.options.clone_from(&options);
                question.ordered = ordered;
            }
            self.found.drafts.push(Draft::new(question, Take::One(start + place)));
        }
        self.other_words(start, subs, words, &group, text);
        true
    }
}

/// Cells with an answer, unticked boxes left out.
fn constants_filled(column: &Column) -> u32 {
    column.present().filter(|(value, _)| !values::is_untick(value) && values::absent(value).is_none()).map(|(_, count)| count).sum()
}

/// Whether a column holds a box: ticked words, unticked words, or its option's own text.
fn is_box(column: &Column, option: &str) -> bool {
    column.present().all(|(value, _)| values::is_tick(value) || values::is_untick(value) || values::absent(value).is_some() || key(value) == key(option))
        && column.filled() > 0
}
