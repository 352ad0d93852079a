//! Findings as data: CSV (RFC 4180) and JSON, with the same keys. Counts that were not published are empty, never a number.

use crate::{
    components::view::View,
    locale::typography,
    model::words::{TakeawayWords, Words},
};
use serde_json::{Map, Value, json};

/// Changes when a key changes its name or its meaning (docs/content.md).
pub const VERSION: u32 = 1;

/// What is told of the survey, in order.
fn of_survey(view: &View, words: &TakeawayWords) -> Vec<(&'static str, Value)> {
    vec![
        ("survey_id", text(&view.survey)),
        ("survey_title", text(&view.survey_title)),
        ("question", maybe(view.question.as_deref())),
        ("question_note", maybe(view.question.as_ref().map(|_| words.only_question.trim_end_matches([':', ' ', '\u{a0}', '\u{202f}'])))),
        ("n", view.n.into()),
        ("respondents", text(&view.respondents)),
        ("counts_note", text(&words.unpublished)),
        ("citation", text(&view.citation)),
        ("licence", text(&view.licence)),
    ]
}

/// What is told of a finding, in order.
fn of_finding(view: &View, words: &Words) -> Vec<(&'static str, Value)> {
    let end = |of: fn(&std::ops::RangeInclusive<u32>) -> &u32| view.allowed.as_ref().map_or(Value::Null, |allowed| (*of(allowed)).into());
    let note = if view.allowed.is_some() { &words.takeaway.reading } else { &words.voices.no_quantity };
    vec![
        ("finding_id", text(&view.id)),
        ("subject", text(&view.subject)),
        ("statement", text(&view.statement)),
        ("quantity_words", maybe(view.quantity.as_deref())),
        ("allowed_min", end(std::ops::RangeInclusive::start)),
        ("allowed_max", end(std::ops::RangeInclusive::end)),
        ("allowed_note", text(note)),
        ("quote", maybe(view.quote.as_deref())),
        ("source_url", text(&view.source)),
        ("page_url", text(&view.page_address())),
        ("view_url", text(&[view.base.as_str(), &view.href].concat())),
    ]
}

/// Text with ordinary spaces: what reads data looks for those.
pub(super) fn text(text: &str) -> Value {
    text.chars().map(|letter| if typography::is_no_break(letter) { ' ' } else { letter }).collect::<String>().into()
}

fn maybe(words: Option<&str>) -> Value {
    words.map_or(Value::Null, text)
}

/// One row a finding, all of one survey, under the names of the keys.
#[must_use]
pub fn csv(views: &[View], words: &Words) -> String {
    table(views.iter().map(|view| of_survey(view, &words.takeaway).into_iter().chain(of_finding(view, words)).collect()))
}

/// The survey's keys, then `findings`, a list of those of each finding.
#[must_use]
pub fn json(views: &[View], words: &Words) -> String {
    let mut file = Map::new();
    file.insert("version".to_owned(), VERSION.into());
    file.extend(views.first().map(|view| members(of_survey(view, &words.takeaway))).into_iter().flatten());
    file.insert("findings".to_owned(), views.iter().map(|view| json!(members(of_finding(view, words)))).collect());
    format!("{:#}\n", Value::Object(file))
}

/// Records as CSV, under the names of their keys, which are the same in each. No text of them is run by a spreadsheet; what is absent is empty.
pub(super) fn table(records: impl Iterator<Item = Vec<(&'static str, Value)>>) -> String {
    let mut written = String::new();
    for record in records {
        if written.is_empty() {
            written.push_str(&row(record.iter().map(|(key, _)| (*key).to_owned())));
        }
        written.push_str(&row(record.into_iter().map(|(_, value)| match value {
            Value::Null => String::new(),
            Value::String(text) => harmless(&text),
            other => other.to_string(),
        })));
    }
    written
}

/// A record as the members of an object.
pub(super) fn members(record: Vec<(&'static str, Value)>) -> Map<String, Value> {
    record.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

pub(super) fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    cells.join(",") + "\r\n"
}

/// A cell as RFC 4180 has it.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// A spreadsheet runs what begins like a formula: an apostrophe makes it text.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{super::findings::tests::example, *};

    #[test]
    fn a_cell_is_quoted_when_it_must_be() {
        for (cell, expected) in
            [("", ""), ("a b", "a b"), ("a,b", "\"a,b\""), ("a \"b\"", "\"a \"\"b\"\"\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("a;b", "a;b")]
        {
            assert_eq!(quoted(cell), expected, "{cell:?}");
        }
        assert_eq!(row(["a".to_owned(), String::new(), "b,c".to_owned()].into_iter()), "a,,\"b,c\"\r\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+32 81", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(text), format!("'{text}"), "{text:?}");
        }
        for text in ["a=1", "« = »", "12", ""] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn words_that_are_read_give_a_range_and_others_nothing() {
        let (views, words) = example();
        let file: Value = serde_json::from_str(&json(&views, &words)).unwrap();
        let finding = |id: &str| file["findings"].as_array().unwrap().iter().find(|finding| finding["finding_id"] == id).unwrap().clone();
        let f07 = finding("f07");
        assert_eq!((&f07["allowed_min"], &f07["allowed_max"], &file["n"]), (&0.into(), &11.into(), &23.into()));
        assert_eq!((f07["quantity_words"].as_str(), f07["allowed_note"].as_str()), (Some("moins de la moitié"), Some("notre lecture")));
        assert_eq!(file["counts_note"], "chiffres non publiés");
        let f05 = finding("f05");
        for key in ["quantity_words", "allowed_min", "allowed_max"] {
            assert!(f05[key].is_null(), "{key}: {}", f05[key]);
        }
        assert_eq!(f07["page_url"], "https://exemple.be/analyse-de-lirfam-2022/#f07");
        assert_eq!(f07["view_url"], "https://exemple.be/sondages/associations-2022/f07/");
        let f27 = finding("f27");
        assert!(f27["quote"].is_null() && f27["source_url"].as_str().unwrap().contains("recherche-action"), "{f27}");
    }

    #[test]
    fn only_the_published_count_and_our_readings_are_numbers() {
        let (views, words) = example();
        let file: Value = serde_json::from_str(&json(&views, &words)).unwrap();
        let mut numbers = std::collections::BTreeSet::new();
        for finding in file["findings"].as_array().unwrap() {
            numbers.extend(finding.as_object().unwrap().values().filter_map(Value::as_u64));
        }
        assert_eq!(numbers.into_iter().collect::<Vec<_>>(), [0, 11, 12, 23]);
    }

    #[test]
    fn a_finding_is_a_row_under_the_names_of_the_keys() {
        let (views, words) = example();
        let text = csv(&views, &words);
        let rows = read(&text);
        assert_eq!(rows.len(), 28);
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
        let cell = |id: &str, key: &str| {
            let column = |key: &str| rows[0].iter().position(|name| name == key).unwrap();
            rows.iter().find(|row| row[column("finding_id")] == id).unwrap()[column(key)].clone()
        };
        assert_eq!(["allowed_min", "allowed_max", "n"].map(|key| cell("f07", key)), ["0", "11", "23"]);
        assert_eq!(["quantity_words", "allowed_min", "allowed_max"].map(|key| cell("f05", key)), ["", "", ""]);
        assert!(cell("f07", "quote").starts_with("Pour autant, moins de la moitié"));
        assert!(!text.contains(['\u{a0}', '\u{202f}']));
    }

    /// A reader of RFC 4180 of its own.
    fn read(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell, mut inside) = (Vec::new(), Vec::new(), String::new(), false);
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if inside && letters.peek() == Some(&'"') => cell.extend(letters.next()),
                '"' => inside = !inside,
                ',' if !inside => row.push(std::mem::take(&mut cell)),
                '\r' if !inside => {}
                '\n' if !inside => {
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                letter => cell.push(letter),
            }
        }
        assert!(!inside && row.is_empty() && cell.is_empty(), "no end of line at the end");
        rows
    }
}
