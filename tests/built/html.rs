//! A built page as its tags: enough to follow its links and to know that it is well formed.

use html5gum::{DefaultEmitter, Error, HtmlString, Token, Tokenizer};
use std::collections::BTreeMap;

/// Elements that have no end tag.
const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"];

/// A start tag.
#[derive(Debug, Clone)]
pub struct Tag {
    pub name: String,
    attributes: BTreeMap<String, String>,
    /// The words until the next tag.
    pub words: String,
}

impl Tag {
    pub fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    pub fn is(&self, name: &str, attribute: &str, value: &str) -> bool {
        self.name == name && self.get(attribute) == Some(value)
    }
}

/// A page as its tags.
#[derive(Debug, Clone, Default)]
pub struct Html {
    pub tags: Vec<Tag>,
    /// What the standard calls a parse error, and tags that do not close in order.
    pub faults: Vec<String>,
}

impl Html {
    pub fn read(text: &str) -> Self {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut html = Self::default();
        let mut open: Vec<String> = Vec::new();
        for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
            match token {
                Token::StartTag(tag) => {
                    let name = words(&tag.name);
                    // What is drawn may close itself; elsewhere the sign means nothing, and the tag stays open.
                    let drawn = tag.self_closing && open.iter().any(|name| name == "svg");
                    if !VOID.contains(&name.as_str()) && !drawn {
                        open.push(name.clone());
                    }
                    let attributes = tag.attributes.iter().map(|(name, value)| (words(name), words(value))).collect();
                    html.tags.push(Tag { name, attributes, words: String::new() });
                }
                Token::EndTag(tag) => {
                    let (name, last) = (words(&tag.name), open.pop());
                    if last.as_ref() != Some(&name) {
                        html.faults.push(format!("</{name}> closes <{}>", last.unwrap_or_default()));
                    }
                }
                Token::String(text) => {
                    if let Some(tag) = html.tags.last_mut() {
                        tag.words.push_str(&words(&text));
                    }
                }
                // `<!>` is how Leptos marks the end of what changes.
                Token::Error(error) if error.value == Error::IncorrectlyOpenedComment => {}
                Token::Error(error) => html.faults.push(error.value.to_string()),
                Token::Comment(_) | Token::Doctype(_) => {}
            }
        }
        html.faults.extend(open.iter().map(|name| format!("<{name}> is never closed")));
        html
    }

    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Tag> {
        self.tags.iter().filter(move |tag| tag.name == name)
    }

    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().filter_map(|tag| tag.get("id"))
    }
}

fn words(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}
