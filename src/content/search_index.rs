//! What the search knows of a page, made when the site is built: so the browser's program need not know how a page is made, and what it fetches is small.
//!
//! A page is told by its keywords, the words of its headings, and the words of its text that tell it from others: those that few pages have. Words are folded, each
//! stands once, and one that another begins is left to that one.

use crate::{
    locale::fold::{fold, is_of_word},
    model::{
        block::Block,
        page::Page,
        search::{SearchEntry, SearchIndex, SearchWords},
        slug::Slug,
        text::{Href, Prose},
    },
    routes,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A word of the text that more pages have than this says little of any.
const MOST_PAGES: usize = 2;
/// Letters of the shortest word of the text that is kept.
const SHORTEST: usize = 5;
/// Fields of blocks that hold no words for a reader.
const NO_WORDS: [&str; 14] = ["type", "id", "href", "link", "url", "src", "tone", "icon", "email", "phone", "finding", "survey", "lang", "foreign"];

/// A page as the search looks at it.
#[derive(Debug)]
pub struct Searched<'a> {
    /// Its address.
    pub href: Href,
    /// As it is published.
    pub page: &'a Page,
    /// The blocks that are its own: without the words that are explained at its end, since every page would be about them.
    pub blocks: &'a [Block],
    /// Its file.
    pub file: &'a Value,
    /// Whether the menu leads to it: the others are about the site itself, or tell a page again in easy words, and their text is not searched.
    pub in_menu: bool,
}

/// The index of `pages`, in their order, with the words that the language treats in their own way.
#[must_use]
pub fn index(pages: &[Searched<'_>], words: &SearchWords) -> SearchIndex {
    let ignored: BTreeSet<String> = words.ignored.iter().flat_map(|word| words_of(word)).collect();
    let mut everyone: BTreeMap<String, usize> = BTreeMap::new();
    let texts: Vec<Vec<String>> = pages.iter().map(|page| text_of(page, &ignored)).collect();
    for text in &texts {
        for word in text {
            *everyone.entry(word.clone()).or_default() += 1;
        }
    }
    let entries = pages.iter().zip(texts).map(|(searched, text)| {
        let page = searched.page;
        let listed = |texts: &mut dyn Iterator<Item = &str>| distinct(texts.flat_map(words_of).filter(|word| !ignored.contains(word)));
        let mut keywords = listed(&mut page.keywords.iter().flatten().map(|words| &**words));
        let headings = listed(&mut searched.blocks.iter().flat_map(headings));
        let shown = listed(&mut [&*page.title, &*page.summary].into_iter());
        let known: BTreeSet<String> = shown.iter().chain(&keywords).chain(&headings).cloned().collect();
        // What the page is about may be written in other ways; what it only mentions, not.
        let about: BTreeSet<String> = words_of(&page.title).chain(keywords.iter().cloned()).collect();
        for other in words.also.iter().filter(|other| words_of(&other.word).all(|word| about.contains(&word))) {
            keywords.extend(other.also.iter().flat_map(|word| words_of(word)));
        }
        let text = text.into_iter().filter(|word| everyone[word] <= MOST_PAGES && !known.iter().any(|known| is_form(known, word)));
        let texts = [distinct(keywords.into_iter()), headings, shortest_forms(text.collect())];
        SearchEntry {
            href: searched.href.clone(),
            title: page.title.clone(),
            summary: page.summary.clone(),
            texts: texts.iter().map(|words| Prose::new(&words.join(" "))).collect(),
        }
    });
    SearchIndex { entries: entries.collect(), ignored: Prose::new(&ignored.iter().map(String::as_str).collect::<Vec<_>>().join(" ")) }
}

/// The index as the browser fetches it.
#[must_use]
pub fn file(index: &SearchIndex) -> String {
    let entry = |entry: &SearchEntry| {
        let texts: Vec<&str> = entry.texts.iter().map(|text| &**text).collect();
        json!({ "href": entry.href.as_str(), "title": &*entry.title, "summary": &*entry.summary, "texts": texts })
    };
    json!({ "entries": index.entries.iter().map(entry).collect::<Vec<_>>(), "ignored": &*index.ignored }).to_string()
}

/// The slugs that are searched: every page but the unlisted ones.
#[must_use]
pub fn is_searched(slug: &Slug) -> bool {
    !routes::UNLISTED.contains(&slug.as_str())
}

fn words_of(text: &str) -> impl Iterator<Item = String> + use<> {
    let words: Vec<String> = fold(text).split(|letter: char| !is_of_word(letter)).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

fn distinct(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut met = BTreeSet::new();
    words.filter(|word| met.insert(word.clone())).collect()
}

/// Whether the search finds `word` where `known` stands: one begins with the other.
fn is_form(known: &str, word: &str) -> bool {
    known.starts_with(word) || (known.len() > 3 && word.starts_with(known))
}

/// Without the words that another one begins.
fn shortest_forms(words: Vec<String>) -> Vec<String> {
    let covered = |word: &String| words.iter().any(|other| other != word && other.len() > 3 && word.starts_with(other.as_str()));
    words.iter().filter(|word| !covered(word)).cloned().collect()
}

/// The headings of a block, the terms it explains, the steps it tells, whom it names.
fn headings(block: &Block) -> Vec<&str> {
    match block {
        Block::Heading(heading) => vec![&*heading.text],
        Block::Glossary(glossary) => glossary.terms.iter().filter_map(|term| term.term.as_deref()).collect(),
        Block::Steps(steps) => steps.items.iter().map(|step| &*step.title).collect(),
        Block::Accordion(accordion) => accordion.items.iter().map(|fold| &*fold.title).collect(),
        Block::Contact(contact) => vec![&*contact.name],
        _ => Vec::new(),
    }
}

/// The words of the page's text.
fn text_of(searched: &Searched<'_>, ignored: &BTreeSet<String>) -> Vec<String> {
    if !searched.in_menu {
        return Vec::new();
    }
    let mut words = Vec::new();
    gather(&searched.file["brief"], &mut words);
    gather(&searched.file["blocks"], &mut words);
    distinct(words.into_iter().filter(|word| word.len() >= SHORTEST && !ignored.contains(word) && !word.starts_with(|letter: char| letter.is_ascii_digit())))
}

fn gather(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::String(text) => words.extend(words_of(text)),
        Value::Array(values) => values.iter().for_each(|value| gather(value, words)),
        Value::Object(fields) => fields.iter().filter(|(name, _)| !NO_WORDS.contains(&name.as_str())).for_each(|(_, value)| gather(value, words)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::source::{parse_json, read_json};

    fn entries(pages: &[(&str, bool, &str)]) -> Vec<SearchEntry> {
        let words = read_json("search/fr.json", r#"{"ignored": ["où, trouver"], "also": [{"word": "médecin", "also": ["medsin"]}]}"#).unwrap();
        let read: Vec<(Href, Page, Value, bool)> = pages
            .iter()
            .map(|(title, in_menu, members)| {
                let head = r#""summary": "Où ?", "kind": "page", "status": "published", "checked_on": "2026-11-25", "sources": []"#;
                let text = format!(r#"{{"title": "{title}", {head}, {members}}}"#);
                let file = parse_json("page.json", &text).unwrap().value().clone();
                (Href::to_page(format!("/{}/", fold(title))), read_json("page.json", &text).unwrap(), file, *in_menu)
            })
            .collect();
        let searched: Vec<_> =
            read.iter().map(|(href, page, file, in_menu)| Searched { href: href.clone(), page, blocks: &page.blocks, file, in_menu: *in_menu }).collect();
        index(&searched, &words).entries
    }

    #[test]
    fn a_page_is_known_by_its_keywords_its_headings_and_the_words_that_few_pages_have() {
        let text = r#""keywords": ["médecin, où trouver"], "brief": ["Une clinique, des cliniques."], "blocks": [
            {"type": "heading", "level": 2, "text": "Où se soigner"}, {"type": "paragraph", "text": ["Des soins ", {"link": "/ailleurs/", "text": "gratuits"}]}]"#;
        let entries = entries(&[("Santé", true, text), ("Soins", false, r#""brief": ["Clinique."], "blocks": []"#)]);
        let texts: Vec<_> = entries[0].texts.iter().map(|text| text.to_string()).collect();
        assert_eq!(texts, ["medecin medsin", "se soigner", "clinique soins gratuits"]);
        assert_eq!(entries[1].texts.iter().map(|text| text.len()).sum::<usize>(), 0, "its text is not searched");
    }

    #[test]
    fn what_a_page_only_mentions_has_no_other_spelling() {
        let entries = entries(&[("Logement", true, r#""brief": [], "blocks": [{"type": "heading", "level": 2, "text": "Un médecin"}]"#)]);
        assert_eq!(entries[0].texts.iter().map(|text| text.to_string()).collect::<Vec<_>>(), ["", "un medecin", ""]);
    }

    #[test]
    fn a_word_of_many_pages_says_little_of_any() {
        let page = r#""brief": ["Rendez-vous chaque vendredi"], "blocks": []"#;
        let many = entries(&[("Un", true, page), ("Deux", true, page), ("Trois", true, page)]);
        assert!(many.iter().all(|entry| entry.texts[2].is_empty()), "{many:?}");
        assert_eq!(&*entries(&[("Un", true, page)])[0].texts[2], "rendez chaque vendredi");
    }
}
