//! The French words that visitors read, file by file, for who proofreads them.
//!
//! Read from the JSON itself, not from the types: a new field is proofread unless [`UNREAD`] names it, so that none escapes by being forgotten.

#[cfg(feature = "ssr")]
use super::folder::Folder;
#[cfg(feature = "ssr")]
use crate::{model::json::Json, routes};
use serde_json::Value;

/// Fields that hold no French words: addresses, names of things, codes, dates.
const UNREAD: [&str; 48] = [
    "$schema",
    "also",
    "and",
    "base_url",
    "between_days",
    "checked_on",
    "code",
    "date",
    "dir",
    "easy_of",
    "email",
    "ends",
    "family",
    "finding",
    "findings",
    "foreign",
    "format",
    "href",
    "icon",
    "id",
    "ignored",
    "ins",
    "kind",
    "kinds",
    "lang",
    "language",
    "limits",
    "link",
    "month",
    "of",
    "opening",
    "page",
    "phone",
    "proofs",
    "publish_at",
    "quick_exit",
    "quoted_from",
    "show",
    "src",
    "starts",
    "status",
    "survey",
    "themes",
    "tone",
    "translation_of",
    "type",
    "values",
    "word",
];
/// Blocks whose `text` is made of whole sentences.
const SENTENCES: [&str; 4] = ["paragraph", "callout", "steps", "accordion"];
/// The forms of a span of rich text: the field of its words, and the one beside it.
const SPANS: [(&str, Option<&str>); 5] = [("strong", None), ("emphasis", None), ("unsure", None), ("text", Some("link")), ("text", Some("foreign"))];
/// What stands for words of another language.
const FOREIGN: &str = "…";

/// Words that are read in one breath: a string of a content file, or the spans of a rich text, joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The file, from the folder of content.
    pub place: String,
    /// The words as the file has them; `…` instead of words of another language.
    pub words: String,
    /// Whether it is made of sentences, of which the last ends too; a title, a label and a cell are not.
    pub is_sentences: bool,
    /// Where each span begins, in bytes, and its path; the first begins at 0.
    runs: Vec<(usize, String)>,
}

impl Text {
    /// The path of what stands at `offset`, in bytes: that of its span, in rich text.
    #[must_use]
    pub fn path_at(&self, offset: usize) -> &str {
        self.runs.iter().rev().find(|(start, _)| *start <= offset).map_or("", |(_, path)| path)
    }
}

/// Every French text of `folder`, in the order of the files. A file that is not JSON gives none.
#[cfg(feature = "ssr")]
#[must_use]
pub fn of(folder: &Folder) -> Vec<Text> {
    let mut texts = Vec::new();
    for (place, text) in folder.texts().filter(|(place, _)| language(place) == routes::ROOT_LANGUAGE) {
        if let Ok(json) = Json::parse(text) {
            let mut walk = Walk { place, texts: &mut texts };
            walk.value(json.value(), "", "", "");
        }
    }
    texts
}

/// Every text of a part of a file, in its order; paths are from there.
#[must_use]
pub fn of_value(value: &Value) -> Vec<Text> {
    let mut texts = Vec::new();
    Walk { place: "", texts: &mut texts }.value(value, "", "", "");
    texts
}

/// The language of a file, by its name; a survey and the facts of the site are in the root's.
#[cfg(feature = "ssr")]
fn language(place: &str) -> &str {
    let parts: Vec<&str> = place.split(['/', '.']).collect();
    match parts[..] {
        ["pages" | "interface" | "glossary" | "search", lang, ..] | ["menu", lang, "json"] => lang,
        _ => routes::ROOT_LANGUAGE,
    }
}

struct Walk<'a> {
    place: &'a str,
    texts: &'a mut Vec<Text>,
}

impl Walk<'_> {
    /// `key`: the nearest field around; `block`: the nearest `type`.
    fn value(&mut self, value: &Value, path: &str, key: &str, block: &str) {
        match value {
            Value::String(words) => self.note(vec![(path.to_owned(), words)], key, block),
            Value::Array(elements) => {
                let within = |index: usize| format!("{path}[{index}]");
                if let Some(spans) = rich(elements) {
                    self.note(spans.into_iter().enumerate().map(|(index, (field, words))| (format!("{}{field}", within(index)), words)).collect(), key, block);
                } else {
                    elements.iter().enumerate().for_each(|(index, element)| self.value(element, &within(index), key, block));
                }
            }
            Value::Object(fields) => {
                let block = fields.get("type").and_then(Value::as_str).unwrap_or(block);
                for (name, field) in fields.iter().filter(|(name, field)| !is_unread(name, field, path)) {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    self.value(field, &path, name, block);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn note(&mut self, spans: Vec<(String, &str)>, key: &str, block: &str) {
        let mut text = Text {
            place: self.place.to_owned(),
            words: String::new(),
            is_sentences: (key == "text" && SENTENCES.contains(&block)) || matches!(key, "definition" | "summary"),
            runs: Vec::new(),
        };
        for (path, words) in spans {
            text.runs.push((text.words.len(), path));
            text.words.push_str(words);
        }
        self.texts.push(text);
    }
}

/// `voices` and others have a block of their own under `link`; the settings of the interface have names and values that only programs read.
fn is_unread(name: &str, field: &Value, path: &str) -> bool {
    (UNREAD.contains(&name) && !field.is_object()) || (path.starts_with("around.reading_settings") && matches!(name, "name" | "value"))
}

/// The field and the words of each span, when `elements` are the spans of a rich text: at least one is marked, or is no text at all and is told elsewhere.
fn rich(elements: &[Value]) -> Option<Vec<(String, &str)>> {
    let is_list = |element: &Value| element.is_array() || element.is_string();
    elements.iter().any(|element| !is_list(element)).then(|| elements.iter().map(span).collect())?
}

fn span(element: &Value) -> Option<(String, &str)> {
    match element {
        Value::String(words) => Some((String::new(), words)),
        Value::Array(_) => None,
        Value::Object(fields) => {
            let holds = |field: &str| fields.get(field).is_some_and(Value::is_string);
            let is_form =
                |(field, beside): &&(&str, Option<&str>)| fields.len() == 1 + usize::from(beside.is_some()) && holds(field) && beside.is_none_or(holds);
            let (field, beside) = SPANS.iter().find(is_form)?;
            let words = if *beside == Some("foreign") { FOREIGN } else { fields.get(*field)?.as_str()? };
            Some((format!(".{field}"), words))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Some((String::new(), FOREIGN)),
    }
}

/// What stands from `start` to `end`, in bytes, with `letters` more on each side; `…` where more is left out.
#[must_use]
pub fn around(text: &str, start: usize, end: usize, letters: usize) -> String {
    let from = text[..start].char_indices().rev().take(letters).last().map_or(start, |(place, _)| place);
    let to = text[end..].char_indices().nth(letters).map_or(text.len(), |(place, _)| end + place);
    let [before, after] = [from > 0, to < text.len()].map(|more| if more { "…" } else { "" });
    format!("{before}{}{after}", &text[from..to])
}

/// Whether it is written for machines: `info@cainamur.be`, `www.unia.be/fr`, `https://…`, `/logement/`, `#bref`.
#[must_use]
pub fn is_address(chunk: &str) -> bool {
    let chunk = chunk.trim_start_matches(['(', '«']);
    let is_name = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
    let host = chunk.trim_end_matches(|letter: char| !letter.is_alphanumeric()).split('/').next().unwrap_or_default();
    chunk.contains('@') || chunk.contains("://") || chunk.starts_with(['/', '#']) || (host.contains('.') && host.split('.').all(is_name))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn read(place: &str, json: &str) -> Vec<Text> {
        let mut texts = Vec::new();
        Walk { place, texts: &mut texts }.value(Json::parse(json).unwrap().value(), "", "", "");
        texts
    }

    fn told(json: &str) -> Vec<String> {
        read("pages/fr/a.json", json)
            .iter()
            .map(|text| format!("{} {}{}", text.path_at(0), text.words, if text.is_sentences { " (sentences)" } else { "" }))
            .collect()
    }

    #[test]
    fn every_string_is_a_text_but_those_of_programs() {
        for (json, expected) in [
            (r#"{"title": "a", "kind": "theme", "checked_on": "2026-01-01"}"#, &["title a"][..]),
            (r#"{"summary": "a", "brief": ["b", "c"]}"#, &["summary a (sentences)", "brief[0] b", "brief[1] c"]),
            (r#"{"blocks": [{"type": "paragraph", "text": "a"}]}"#, &["blocks[0].text a (sentences)"]),
            (
                r#"{"blocks": [{"type": "links", "items": [{"href": "/a/", "title": "a", "text": "b"}]}]}"#,
                &["blocks[0].items[0].title a", "blocks[0].items[0].text b"],
            ),
            (r#"{"blocks": [{"type": "voices", "survey": "s", "link": {"href": "/a/", "title": "a"}}]}"#, &["blocks[0].link.title a"]),
            (r#"{"around": {"reading_settings": [{"name": "text", "title": "a"}]}}"#, &["around.reading_settings[0].title a"]),
            (
                r#"{"blocks": [{"type": "accordion", "items": [{"title": "a", "text": ["b", ["c ", {"strong": "d"}]]}]}]}"#,
                &["blocks[0].items[0].title a", "blocks[0].items[0].text[0] b (sentences)", "blocks[0].items[0].text[1][0] c d (sentences)"],
            ),
        ] {
            assert_eq!(told(json), expected, "{json}");
        }
    }

    #[test]
    fn the_spans_of_a_rich_text_are_one_text_and_keep_their_paths() {
        let texts = read(
            "pages/fr/a.json",
            r#"{"text": ["été ", {"link": "/a/", "text": "ici"}, " ", {"foreign": "nl", "text": "hier"}, {"unsure": "peut-être"}, 12]}"#,
        );
        assert_eq!(texts.len(), 1);
        let text = &texts[0];
        assert_eq!(text.words, "été ici …peut-être…");
        for (words, expected) in [("été", "text[0]"), ("ici", "text[1].text"), ("…peut", "text[3].text"), ("peut", "text[4].unsure")] {
            assert_eq!(text.path_at(text.words.find(words).unwrap()), expected, "{words}");
        }
    }

    #[test]
    fn a_file_has_the_language_of_its_name() {
        for (place, expected) in [
            ("pages/nl/a.json", "nl"),
            ("pages/fr/a.json", "fr"),
            ("interface/ar.json", "ar"),
            ("glossary/fr.json", "fr"),
            ("menu.json", "fr"),
            ("menu.ar.json", "ar"),
            ("site.json", "fr"),
            ("surveys/s/survey.json", "fr"),
        ] {
            assert_eq!(language(place), expected, "{place}");
        }
    }
}
