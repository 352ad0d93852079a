//! LimeSurvey: answers as CSV with codes or full texts as headings, VV files, and the questionnaire in `.lss`.

use std::collections::{BTreeMap, HashMap};

use super::codebook::{Codebook, Declared};
use super::problem::{Problem, no_xml};
use super::text::{Codes, label, plain, slug};
use crate::survey::question::{Choice, Kind, Question};

/// Headings of what LimeSurvey adds, as [`plain`] gives them.
pub const ADDED: &[&str] = &[
    "id",
    "submitdate",
    "lastpage",
    "startlanguage",
    "seed",
    "token",
    "startdate",
    "datestamp",
    "ipaddr",
    "refurl",
    "interviewtime",
    "completed",
    "response id",
    "date submitted",
    "last page",
    "start language",
    "date started",
    "date last action",
    "ip address",
    "referrer url",
    "total time",
    "id de la reponse",
    "date de soumission",
    "derniere page",
    "langue de depart",
    "tete de serie",
    "date de lancement",
    "date de la derniere action",
    "adresse ip",
    "url de reference",
    "temps total",
    "firstname",
    "lastname",
    "email",
    "emailstatus",
    "attribute 1",
    "attribute 2",
    "id reponse",
    "date de demarrage",
    "langue initiale",
    "submit date",
    "id de reponse",
    "graine",
];

/// Whether these headings are LimeSurvey's.
#[must_use]
pub fn recognises(headings: &[String]) -> bool {
    let names: Vec<String> = headings.iter().take(14).map(|heading| plain(heading)).collect();
    let own = [
        "submitdate",
        "lastpage",
        "startlanguage",
        "date submitted",
        "last page",
        "start language",
        "date de soumission",
        "derniere page",
        "langue de depart",
        "langue initiale",
    ];
    names.iter().filter(|name| own.contains(&name.as_str())).count() >= 2
}

/// Whether a column holds how long a question or a group took.
#[must_use]
pub fn is_a_timing(heading: &str) -> bool {
    let heading = heading.to_ascii_lowercase();
    heading.starts_with("grouptime")
        || heading.starts_with("questiontime")
        || heading.starts_with("group time:")
        || heading.starts_with("question time:")
        || heading.starts_with("temps pour le groupe")
}

/// A row of a table of the questionnaire.
pub(super) type Row = HashMap<String, String>;

/// A cell of it; empty when it is not there.
pub(super) fn get(row: &Row, name: &str) -> String {
    row.get(name).cloned().unwrap_or_default()
}

/// The rows of a table of the questionnaire.
pub(super) fn rows(root: roxmltree::Node, table: &str) -> Vec<Row> {
    let found = root.children().filter(|node| node.has_tag_name(table)).flat_map(|node| node.descendants().filter(|node| node.has_tag_name("row")));
    found
        .map(|row| {
            row.children().filter(roxmltree::Node::is_element).map(|cell| (cell.tag_name().name().to_owned(), cell.text().unwrap_or("").to_owned())).collect()
        })
        .collect()
}

const ADVICE: &str = "exportez la structure du questionnaire (.lss) de nouveau depuis LimeSurvey";

/// Its tree.
///
/// # Errors
/// When it is no XML, or too large.
pub(super) fn parse<'text>(name: &str, text: &'text str) -> Result<roxmltree::Document<'text>, Problem> {
    // Entities may be nested until they fill the memory: none is needed.
    let options = roxmltree::ParsingOptions { allow_dtd: false, nodes_limit: 2_000_000, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options)
        .map_err(|error| Problem::fatal(name, format!("ce questionnaire ne peut être lu ({})", no_xml(&error)), ADVICE))
}

/// Reads a questionnaire.
///
/// # Errors
/// When it is no `.lss` file.
pub fn read(name: &str, text: &str) -> Result<Codebook, Problem> {
    let document = parse(name, text)?;
    let root = document.root_element();
    let of_survey = root.children().any(|node| node.has_tag_name("LimeSurveyDocType") && node.text() == Some("Survey"));
    if !of_survey {
        return Err(Problem::fatal(name, "ce n'est pas la structure d'un questionnaire LimeSurvey", ADVICE));
    }
    let rows = |table: &str| rows(root, table);
    let language = rows("surveys").first().map(|row| get(row, "language")).filter(|language| !language.is_empty());
    let language =
        language.or_else(|| root.descendants().find(|node| node.has_tag_name("language")).and_then(|node| node.text()).map(str::to_owned)).unwrap_or_default();
    let is_ours = |row: &Row| row.get("language").is_none_or(|written| written.is_empty() || *written == language);
    let mut texts: HashMap<String, String> = HashMap::new();
    for row in rows("question_l10ns").iter().filter(|row| is_ours(row)) {
        texts.insert(get(row, "qid"), label(&get(row, "question")));
    }
    let mut answer_texts: HashMap<String, String> = HashMap::new();
    for row in rows("answer_l10ns").iter().filter(|row| is_ours(row)) {
        answer_texts.insert(get(row, "aid"), label(&get(row, "answer")));
    }
    let text_of = |row: &Row| texts.get(&get(row, "qid")).cloned().unwrap_or_else(|| label(&get(row, "question")));
    let order = |row: &Row| (get(row, "scale_id").parse::<i64>().unwrap_or(0), get(row, "question_order").parse::<i64>().unwrap_or(0));
    let mut subquestions: BTreeMap<String, Vec<(String, String, i64)>> = BTreeMap::new();
    let mut subs: Vec<Row> = rows("subquestions").into_iter().filter(|row| is_ours(row)).collect();
    subs.sort_by_key(order);
    for row in &subs {
        subquestions.entry(get(row, "parent_qid")).or_default().push((get(row, "title"), text_of(row), order(row).0));
    }
    let mut answers: BTreeMap<String, Vec<(Choice, i64)>> = BTreeMap::new();
    let mut listed: Vec<Row> = rows("answers").into_iter().filter(|row| is_ours(row)).collect();
    listed.sort_by_key(|row| get(row, "sortorder").parse::<i64>().unwrap_or(0));
    for row in &listed {
        let text = answer_texts.get(&get(row, "aid")).cloned().unwrap_or_else(|| label(&get(row, "answer")));
        answers.entry(get(row, "qid")).or_default().push((Choice::new(get(row, "code"), text), get(row, "scale_id").parse().unwrap_or(0)));
    }
    let exclusive: HashMap<String, String> = rows("question_attributes")
        .iter()
        .filter(|row| get(row, "attribute") == "exclude_all_others")
        .map(|row| (get(row, "qid"), get(row, "value")))
        .collect();
    let groups: HashMap<String, i64> = rows("groups").iter().map(|row| (get(row, "gid"), get(row, "group_order").parse().unwrap_or(0))).collect();
    let mut questions: Vec<Row> = rows("questions").into_iter().filter(|row| is_ours(row) && ["", "0"].contains(&get(row, "parent_qid").as_str())).collect();
    questions.sort_by_key(|row| (groups.get(&get(row, "gid")).copied().unwrap_or(0), order(row).1));
    let title = rows("surveys_languagesettings")
        .iter()
        .find(|row| row.get("surveyls_language").is_none_or(|written| *written == language))
        .map(|row| label(&get(row, "surveyls_title")));
    let mut made = Maker { codes: Codes::default(), questions: Vec::new(), french: language.starts_with("fr") };
    for row in &questions {
        let qid = get(row, "qid");
        let asked = Asked {
            code: get(row, "title"),
            text: text_of(row),
            letter: get(row, "type"),
            other: get(row, "other") == "Y",
            subs: subquestions.remove(&qid).unwrap_or_default(),
            answers: answers.remove(&qid).unwrap_or_default(),
            exclusive: exclusive.get(&qid).cloned(),
        };
        made.question(&asked);
    }
    if made.questions.is_empty() {
        return Err(Problem::fatal(name, "ce questionnaire ne contient aucune question", ADVICE));
    }
    Ok(Codebook {
        name: name.to_owned(),
        kind: "questionnaire LimeSurvey",
        title: title.filter(|title| !title.is_empty()),
        questions: made.questions,
        is_ours: false,
    })
}

struct Asked {
    code: String,
    text: String,
    letter: String,
    other: bool,
    subs: Vec<(String, String, i64)>,
    answers: Vec<(Choice, i64)>,
    exclusive: Option<String>,
}

struct Maker {
    codes: Codes,
    questions: Vec<Declared>,
    french: bool,
}

impl Maker {
    fn say(&self, french: &'static str, english: &'static str) -> &'static str {
        if self.french { french } else { english }
    }

    /// A question with options, whose codes on disk are slugs; the codes of LimeSurvey become other spellings.
    fn declared(&mut self, wanted: &str, text: &str, kind: Kind, options: &[Choice]) -> Declared {
        let code = self.codes.take(&slug(wanted, 60), "q");
        let mut question = Question::new(code, text, kind);
        let mut codes = Codes::default();
        let mut aliases = Vec::new();
        for (place, option) in options.iter().enumerate() {
            question.options.push(Choice::new(
                codes.take(&slug(&option.code, 40), &format!("option_{}", place + 1)),
                if option.label.is_empty() { &option.code } else { &option.label },
            ));
            aliases.push((option.code.clone(), place));
        }
        Declared { aliases, ..Declared::new(question) }
    }

    fn question(&mut self, asked: &Asked) {
        let Asked { code, text, .. } = asked;
        let names = |suffixes: &[String], full: &[String]| -> Vec<String> {
            let codes = suffixes.iter().map(|suffix| format!("{code}{suffix}"));
            codes.chain(full.iter().map(|full| format!("{text} {full}"))).chain(full.iter().map(|full| format!("{code}. {text} {full}"))).collect()
        };
        let alone = vec![code.clone(), text.clone(), format!("{code}. {text}"), format!("{code}: {text}"), format!("{text} [{code}]")];
        let of_scale = |scale: i64| asked.answers.iter().filter(|(_, of)| *of == scale).map(|(choice, _)| choice.clone()).collect::<Vec<_>>();
        let numbers = |last: u8| (1..=last).map(|number| Choice::new(number.to_string(), number.to_string())).collect::<Vec<_>>();
        let kind_of = |options: &[Choice]| {
            let labels: Vec<&str> = options.iter().map(|option| option.label.as_str()).collect();
            if super::scales::order(&labels).is_some_and(|order| order.iter().copied().eq(0..labels.len())) { Kind::Scale } else { Kind::Single }
        };
        match asked.letter.as_str() {
            "L" | "!" | "O" | "Z" | "W" | "Y" | "G" | "5" => {
                let options = match asked.letter.as_str() {
                    "Y" => vec![Choice::new("Y", self.say("Oui", "Yes")), Choice::new("N", self.say("Non", "No"))],
                    "G" => vec![Choice::new("F", self.say("Féminin", "Female")), Choice::new("M", self.say("Masculin", "Male"))],
                    "5" => numbers(5),
                    _ => of_scale(0),
                };
                let kind = if asked.letter == "5" { Kind::Scale } else { kind_of(&options) };
                let mut declared = self.declared(code, text, kind, &options);
                if asked.other {
                    other(&mut declared, self.french);
                }
                declared.names = alone;
                declared.free_other = false;
                self.questions.push(declared);
                if asked.letter == "O" {
                    self.text(
                        &format!("{code}_comment"),
                        &format!("{text} (commentaire)"),
                        names(&["[comment]".into(), "comment".into(), "_comment".into()], &["[Comment]".into(), "[Commentaire]".into()]),
                    );
                }
            }
            "M" | "P" => {
                let options: Vec<Choice> = asked.subs.iter().map(|(code, text, _)| Choice::new(code, text)).collect();
                let mut declared = self.declared(code, text, Kind::Multiple, &options);
                if asked.other {
                    other(&mut declared, self.french);
                }
                declared.free_other = false;
                declared.names = alone;
                declared.question.exclusive = asked.exclusive.as_deref().map(|code| slug(code, 40)).filter(|code| declared.question.option(code).is_some());
                self.questions.push(declared);
                if asked.letter == "P" {
                    for (sub, label, _) in &asked.subs {
                        let names = names(
                            &[format!("[{sub}comment]"), format!("_{sub}comment"), format!("[{sub}][comment]")],
                            &[format!("[{label}][Comment]"), format!("[{label}][Commentaire]"), format!("[Comment][{label}]")],
                        );
                        self.text(&format!("{code}_{sub}_comment"), &format!("{text} – {label} (commentaire)"), names);
                    }
                }
            }
            "A" | "B" | "C" | "E" | "F" | "H" | "K" | "Q" => {
                let options = match asked.letter.as_str() {
                    "A" => numbers(5),
                    "B" => numbers(10),
                    "C" => vec![
                        Choice::new("Y", self.say("Oui", "Yes")),
                        Choice::new("U", self.say("Incertain", "Uncertain")),
                        Choice::new("N", self.say("Non", "No")),
                    ],
                    "E" => vec![
                        Choice::new("I", self.say("Augmentation", "Increase")),
                        Choice::new("S", self.say("Sans changement", "Same")),
                        Choice::new("D", self.say("Diminution", "Decrease")),
                    ],
                    _ => of_scale(0),
                };
                let kind = match asked.letter.as_str() {
                    "K" => Kind::Number,
                    "Q" => Kind::Text,
                    "F" | "H" => kind_of(&options),
                    _ => Kind::Scale,
                };
                for (sub, label, _) in &asked.subs {
                    let words = format!("{text} – {label}");
                    let mut declared = self.declared(&format!("{code}_{sub}"), &words, kind, if kind.has_options() { &options } else { &[] });
                    declared.question.group = Some(slug(code, 60));
                    declared.names = names(&[format!("[{sub}]"), format!("_{sub}"), format!(".{sub}."), sub.clone()], &[format!("[{label}]")]);
                    self.questions.push(declared);
                }
            }
            "1" => {
                for (sub, label, _) in &asked.subs {
                    for scale in [0, 1] {
                        let options = of_scale(scale);
                        let mut declared =
                            self.declared(&format!("{code}_{sub}_{scale}"), &format!("{text} – {label} ({})", scale + 1), kind_of(&options), &options);
                        declared.question.group = Some(format!("{}_{scale}", slug(code, 60)));
                        let marks = [
                            format!("[{sub}][{}]", scale + 1),
                            format!("[{sub}#{scale}]"),
                            format!("[{sub}_{scale}]"),
                            format!("_{sub}#{scale}"),
                            format!("[{sub}][{scale}]"),
                            format!("{sub}#{scale}"),
                            format!("_{sub}_{scale}"),
                        ];
                        declared.names = names(&marks, &[format!("[{label}][Scale {}]", scale + 1), format!("[{label}][Échelle {}]", scale + 1)]);
                        self.questions.push(declared);
                    }
                }
            }
            ":" | ";" => {
                let kind = if asked.letter == ":" { Kind::Number } else { Kind::Text };
                for (sub, label, _) in asked.subs.iter().filter(|(.., scale)| *scale == 0) {
                    for (column, heading, _) in asked.subs.iter().filter(|(.., scale)| *scale == 1) {
                        let mut declared = self.declared(&format!("{code}_{sub}_{column}"), &format!("{text} – {label} – {heading}"), kind, &[]);
                        declared.question.group = Some(slug(code, 60));
                        declared.names = names(&[format!("[{sub}_{column}]"), format!("_{sub}_{column}")], &[format!("[{label}][{heading}]")]);
                        self.questions.push(declared);
                    }
                }
            }
            "R" => {
                let items: Vec<Choice> =
                    if asked.answers.is_empty() { asked.subs.iter().map(|(code, text, _)| Choice::new(code, text)).collect() } else { of_scale(0) };
                let places: Vec<Vec<String>> = (1..=items.len())
                    .map(|rank| {
                        names(
                            &[format!("[{rank}]"), format!("_{rank}"), format!(".{rank}.")],
                            &[format!("[Rank {rank}]"), format!("[Rang {rank}]"), format!("[{rank}]"), format!("[Ranking {rank}]")],
                        )
                    })
                    .collect();
                let ranks: Vec<Choice> = (1..=items.len()).map(|rank| Choice::new(rank.to_string(), rank.to_string())).collect();
                for item in &items {
                    let mut declared = self.declared(&format!("{code}_{}", item.code), &format!("{text} – {}", item.label), Kind::Rank, &ranks);
                    declared.question.group = Some(slug(code, 60));
                    declared.places.clone_from(&places);
                    declared.aliases = vec![(item.code.clone(), 0), (item.label.clone(), 0)];
                    self.questions.push(declared);
                }
            }
            "X" | "|" => {}
            letter => {
                let kind = match letter {
                    "N" => Kind::Number,
                    "D" => Kind::Date,
                    _ => Kind::Text,
                };
                let mut declared = self.declared(code, text, kind, &[]);
                declared.names = alone;
                self.questions.push(declared);
            }
        }
    }

    fn text(&mut self, code: &str, text: &str, names: Vec<String>) {
        let declared = self.declared(code, text, Kind::Text, &[]);
        self.questions.push(Declared { names, ..declared });
    }
}

/// Adds the option « other », which LimeSurvey writes `-oth-`.
fn other(declared: &mut Declared, french: bool) {
    let place = declared.question.options.len();
    let code = if declared.question.option("autre").is_some() { "autre_2" } else { "autre" };
    declared.question.options.push(Choice::new(code, if french { "Autre" } else { "Other" }));
    declared.question.other = Some(code.into());
    for spelling in ["-oth-", "Other", "Autre"] {
        declared.aliases.push((spelling.into(), place));
    }
}
