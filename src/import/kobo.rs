//! KoboToolbox and ODK: answers as CSV or XLSX, and the questionnaire as XLSForm.

use std::collections::HashMap;

use super::codebook::{Codebook, Declared};
use super::problem::Problem;
use super::scales;
use super::table::Table;
use super::text::{Codes, label, plain, slug};
use super::values;
use crate::survey::question::{Choice, Kind, Question};

/// Headings of what Kobo and ODK add, as [`plain`] gives them without the group.
pub const ADDED: &[&str] = &[
    "start",
    "end",
    "today",
    "deviceid",
    "subscriberid",
    "simserial",
    "phonenumber",
    "username",
    "audit",
    "id",
    "uuid",
    "submission time",
    "validation status",
    "submitted by",
    "version",
    "tags",
    "notes",
    "index",
    "parent index",
    "parent table name",
    "status",
    "submissiondate",
    "key",
    "instanceid",
    "instancename",
    "submitterid",
    "submittername",
    "attachmentspresent",
    "attachmentsexpected",
    "reviewstate",
    "edits",
    "formversion",
    "xform id string",
    "bamboo dataset id",
    "geolocation",
    "formhub uuid",
    "attachments",
    "meta instanceid",
    "rootuuid",
    "background audio",
    "deprecatedid",
];

/// Whether these headings are Kobo's or ODK's.
#[must_use]
pub fn recognises(headings: &[String]) -> bool {
    let own = [
        "_id",
        "_uuid",
        "_submission_time",
        "_index",
        "__version__",
        "_validation_status",
        "meta/instanceID",
        "meta-instanceID",
        "SubmissionDate",
        "KEY",
        "formhub/uuid",
        "meta:instanceID",
        "_submitted_by",
    ];
    headings.iter().filter(|heading| own.contains(&heading.trim())).count() >= 2
}

/// Whether a column is what Kobo or ODK adds: in a group or not.
#[must_use]
pub fn is_added(heading: &str) -> bool {
    let last = heading.rsplit(['/', ':']).next().unwrap_or(heading);
    let name = plain(last);
    let technical = heading.starts_with('_')
        || heading.starts_with("meta")
        || heading.starts_with("formhub")
        || heading == "KEY"
        || heading == "SubmissionDate"
        || !["id", "index", "notes", "tags", "status", "key", "version"].contains(&name.as_str());
    let place = heading.starts_with('_') && ["latitude", "longitude", "altitude", "precision", "accuracy"].iter().any(|end| heading.ends_with(end));
    place || heading.ends_with("_URL") || (technical && ADDED.contains(&name.as_str()))
}

/// Whether these sheets are those of a questionnaire.
#[must_use]
pub fn is_a_form(sheets: &[(String, Table)]) -> bool {
    let has = |name: &str, column: &str| {
        let sheet = sheets.iter().find(|(known, _)| known.trim().eq_ignore_ascii_case(name));
        sheet.is_some_and(|(_, table)| table.heads.first().is_some_and(|head| head.iter().any(|cell| cell.trim().eq_ignore_ascii_case(column))))
    };
    has("survey", "type") && has("survey", "name")
}

/// Rows of a sheet by column; columns of languages keep their heading.
fn rows(table: &Table) -> Vec<HashMap<String, String>> {
    let heads: Vec<String> = table.heads.first().map(|head| head.iter().map(|name| name.trim().to_lowercase()).collect()).unwrap_or_default();
    let row = |row: usize| {
        heads.iter().zip(&table.columns).filter(|(name, _)| !name.is_empty()).map(|(name, column)| (name.clone(), column.cell(row).to_owned())).collect()
    };
    (1..table.rows).map(row).collect()
}

/// Every label of a row, the default language first.
fn labels(row: &HashMap<String, String>, language: Option<&str>) -> Vec<String> {
    let mut found: Vec<(&String, String)> = row
        .iter()
        .filter(|(name, text)| (*name == "label" || name.starts_with("label:")) && !text.is_empty())
        .map(|(name, text)| (name, label(&text.replace(['*', '_'], " ").replace('#', ""))))
        .collect();
    let rank = |name: &str| {
        let is_default = language.is_some_and(|language| !language.is_empty() && name.to_lowercase().contains(&language.to_lowercase()));
        (!is_default, name != "label", !name.contains("fr"), name.to_owned())
    };
    found.sort_by_key(|(name, _)| rank(name));
    found.into_iter().map(|(_, text)| text).collect()
}

/// Reads a questionnaire.
///
/// # Errors
/// When it asks nothing.
pub fn read(name: &str, sheets: &[(String, Table)]) -> Result<Codebook, Problem> {
    let sheet = |wanted: &str| sheets.iter().find(|(known, _)| known.trim().eq_ignore_ascii_case(wanted)).map(|(_, table)| rows(table)).unwrap_or_default();
    let settings = sheet("settings");
    let setting = |name: &str| settings.first().and_then(|row| row.get(name)).filter(|text| !text.is_empty()).cloned();
    let language = setting("default_language");
    let mut lists: HashMap<String, Vec<(String, Vec<String>)>> = HashMap::new();
    for row in sheet("choices") {
        let get = |names: [&str; 2]| names.iter().find_map(|name| row.get(*name)).map(|text| text.trim().to_owned()).unwrap_or_default();
        let code = get(["name", "value"]);
        if !code.is_empty() {
            lists.entry(get(["list_name", "list name"])).or_default().push((code, labels(&row, language.as_deref())));
        }
    }
    let mut codes = Codes::default();
    let mut questions = Vec::new();
    let mut groups: Vec<(String, bool)> = Vec::new();
    for row in sheet("survey") {
        let get = |name: &str| row.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
        let kind_words = get("type").to_lowercase().replace("select one", "select_one").replace("select multiple", "select_multiple");
        let mut words = kind_words.split_whitespace();
        let kind_word = words.next().unwrap_or_default().to_owned();
        let original = get("type");
        let list = original.split_whitespace().find(|word| lists.contains_key(*word)).unwrap_or_default().to_owned();
        let own = kind_words.contains("or_other");
        let title = get("name");
        match kind_word.as_str() {
            "begin_group" | "begin_repeat" | "begin" => {
                groups.push((title.clone(), get("appearance").contains("field-list") || get("appearance").contains("table-list")))
            }
            "end_group" | "end_repeat" | "end" => {
                groups.pop();
            }
            _ => {}
        }
        let kind = match kind_word.as_str() {
            "select_one" | "select_one_from_file" => Kind::Single,
            "select_multiple" | "select_multiple_from_file" => Kind::Multiple,
            "integer" | "decimal" | "range" => Kind::Number,
            "text" | "barcode" | "string" => Kind::Text,
            "date" | "datetime" | "date_time" => Kind::Date,
            "rank" => Kind::Rank,
            "calculate" | "time" => Kind::Text,
            "geopoint" | "geotrace" | "geoshape" | "image" | "audio" | "video" | "file" => Kind::Text,
            _ => continue,
        };
        let leaves_out = ["geopoint", "geotrace", "geoshape", "image", "audio", "video", "file", "calculate"].contains(&kind_word.as_str());
        if title.is_empty() {
            continue;
        }
        let all = labels(&row, language.as_deref());
        let text = all.first().cloned().unwrap_or_else(|| title.clone());
        let group = groups.last().map(|(name, _)| slug(name, 40)).filter(|_| get("appearance").contains("label") && kind == Kind::Single);
        let path = groups.iter().map(|(name, _)| name.as_str()).chain([title.as_str()]).collect::<Vec<_>>();
        let mut names = vec![title.clone(), path.join("/"), path.join("-"), path.join(":"), path.join(".")];
        names.extend(all.iter().cloned());
        let options = lists.get(&list).cloned().unwrap_or_default();
        if kind == Kind::Rank {
            let ranks: Vec<Choice> = (1..=options.len()).map(|rank| Choice::new(rank.to_string(), rank.to_string())).collect();
            let ranking = slug(&title, 40);
            for (item, spellings) in &options {
                let label = spellings.first().unwrap_or(item);
                let mut question = Question::new(codes.take(&slug(&format!("{title}_{item}"), 60), "rang"), format!("{text} – {label}"), Kind::Rank);
                question.options.clone_from(&ranks);
                question.group = Some(ranking.clone());
                let aliases = spellings.iter().chain([item]).map(|spelling| (spelling.clone(), 0)).collect();
                questions.push(Declared { names: names.clone(), aliases, ..Declared::new(question) });
            }
            continue;
        }
        let mut question = Question::new(codes.take(&slug(&title, 60), "q"), text, kind);
        let mut aliases = Vec::new();
        let mut option_codes = Codes::default();
        for (place, (code, spellings)) in options.iter().enumerate() {
            let slugged = option_codes.take(&slug(code, 40), &format!("option_{}", place + 1));
            question.options.push(Choice::new(slugged, spellings.first().unwrap_or(code)));
            aliases.extend(spellings.iter().chain([code]).map(|spelling| (spelling.clone(), place)));
        }
        if own && question.option("other").is_none() {
            let french = language.as_deref().is_some_and(|language| language.to_lowercase().contains("fr"));
            question.options.push(Choice::new("other", if french { "Autre" } else { "Other" }));
        }
        question.other = own.then(|| "other".to_owned());
        if kind == Kind::Multiple {
            question.exclusive = question.options.iter().find(|option| scales::is_none(&option.label)).map(|option| option.code.clone());
        }
        question.group = group;
        let order: Vec<&str> = question.options.iter().map(|option| option.label.as_str()).collect();
        if kind == Kind::Single
            && scales::order(&order).is_some_and(|order| order.iter().copied().eq(0..order.len()) || order.iter().rev().copied().eq(0..order.len()))
        {
            question.kind = Kind::Scale;
            question.ordered = true;
        }
        if kind_word == "range" {
            let parameters = get("parameters");
            let value =
                |name: &str| parameters.split([' ', ';', ',']).find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('=').and_then(values::number));
            question.min = value("start");
            question.max = value("end");
        }
        questions.push(Declared { names, aliases, ignored: leaves_out, ..Declared::new(question) });
    }
    if questions.is_empty() {
        return Err(Problem::fatal(name, "ce questionnaire XLSForm ne contient aucune question", "vérifiez les feuilles survey et choices"));
    }
    Ok(Codebook { name: name.to_owned(), kind: "questionnaire XLSForm", title: setting("form_title"), questions, is_ours: false })
}
