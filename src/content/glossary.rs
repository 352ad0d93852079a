//! The glossary in the pages: definitions where a block names a term, the first use of each term linked to its definition, and all of them on the glossary's own page.
//!
//! It is done once, on the JSON of a page as it is published, so that the prerenderer and the browser show the same.

use crate::{
    model::glossary::{DefinedTerm, GlossaryFile},
    routes,
};
use serde_json::{Value, json};

/// The page that lists every term.
pub const PAGE: &str = "glossaire";
/// The most terms that a page explains at its end, besides those of its own blocks: more would be a second page.
const MOST_EXPLAINED: usize = 12;

/// Puts the definitions into `page`. `title` stands above those of the terms that its text uses.
pub fn explain(page: &mut Value, slug: &str, glossary: &GlossaryFile, title: &str) {
    if slug == PAGE {
        list_all(page, glossary);
        return;
    }
    let mut own = define(page, glossary);
    let links = matches!(page["kind"].as_str(), Some("theme" | "page")) && page["easy_of"].is_null();
    if !links || routes::UNLISTED.contains(&slug) {
        return;
    }
    // What the whole page is about needs no link to a line about it.
    let subject = page["title"].as_str().unwrap_or_default().to_owned();
    let mut linker = Linker { left: glossary.terms.iter().filter(|term| !term.is(&subject)).collect(), met: Vec::new(), own: &own };
    for block in page["blocks"].as_array_mut().into_iter().flatten() {
        linker.link_block(block);
    }
    let explained: Vec<Value> = std::mem::take(&mut linker.met).into_iter().filter(|term| !own.contains(&term.id.to_string())).map(defined).collect();
    own.clear();
    if !explained.is_empty()
        && let Some(blocks) = page["blocks"].as_array_mut()
    {
        blocks.push(json!({ "type": "heading", "level": 2, "text": title }));
        blocks.push(json!({ "type": "glossary", "terms": explained }));
    }
}

fn defined(term: &DefinedTerm) -> Value {
    json!({ "id": term.id.as_str(), "term": &*term.term, "definition": &*term.definition })
}

/// The identifiers of the terms that the page's own blocks name, now with their definitions.
pub fn define(page: &mut Value, glossary: &GlossaryFile) -> Vec<String> {
    let mut own = Vec::new();
    for block in page["blocks"].as_array_mut().into_iter().flatten().filter(|block| block["type"] == "glossary") {
        for named in block["terms"].as_array_mut().into_iter().flatten() {
            let Some(term) = glossary.terms.iter().find(|term| named["id"] == term.id.as_str()) else { continue };
            *named = defined(term);
            own.push(term.id.to_string());
        }
    }
    own
}

/// Every term under its letter, with the sources of the definitions.
fn list_all(page: &mut Value, glossary: &GlossaryFile) {
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for term in &glossary.terms {
        let letter = term.letter();
        match groups.last_mut() {
            Some((known, terms)) if *known == letter => terms.push(defined(term)),
            _ => groups.push((letter, vec![defined(term)])),
        }
    }
    let Some(blocks) = page["blocks"].as_array_mut() else { return };
    for (letter, terms) in groups {
        blocks.push(json!({ "type": "heading", "level": 2, "text": letter }));
        blocks.push(json!({ "type": "glossary", "terms": terms }));
    }
    let mut sources: Vec<(&str, &str, Option<u32>, Vec<&str>)> = Vec::new();
    for (term, source) in glossary.terms.iter().filter_map(|term| Some((term, term.source.as_ref()?))) {
        match sources.iter_mut().find(|(url, ..)| *url == source.url.as_str()) {
            Some((.., terms)) => terms.push(&term.term),
            None => sources.push((source.url.as_str(), &source.title, source.year, vec![&term.term])),
        }
    }
    let Some(listed) = page["sources"].as_array_mut() else { return };
    for (url, title, year, terms) in sources {
        let mut source = json!({ "url": url, "title": title, "supports": terms.join(", ") });
        if let Some(year) = year {
            source["year"] = year.into();
        }
        listed.push(source);
    }
}

/// Links the first use of each term.
struct Linker<'a> {
    /// Terms that were not met yet.
    left: Vec<&'a DefinedTerm>,
    /// Those that were, in the order of the page.
    met: Vec<&'a DefinedTerm>,
    /// Identifiers of those that the page explains anyway.
    own: &'a [String],
}

impl Linker<'_> {
    fn link_block(&mut self, block: &mut Value) {
        match block["type"].as_str() {
            Some("paragraph" | "callout") => self.link_text(&mut block["text"]),
            Some("list") => block["items"].as_array_mut().into_iter().flatten().for_each(|item| self.link_text(item)),
            Some("steps") => block["items"].as_array_mut().into_iter().flatten().for_each(|step| self.link_text(&mut step["text"])),
            Some("accordion") => {
                let folds = block["items"].as_array_mut().into_iter().flatten();
                folds.filter_map(|fold| fold["text"].as_array_mut()).flatten().for_each(|text| self.link_text(text));
            }
            _ => {}
        }
    }

    /// `text`: rich text, a string or a list of strings and of spans.
    fn link_text(&mut self, text: &mut Value) {
        let spans = match text {
            Value::String(_) => vec![std::mem::take(text)],
            Value::Array(spans) => std::mem::take(spans),
            _ => return,
        };
        let mut linked = Vec::new();
        for span in spans {
            match span {
                Value::String(words) => self.link_words(&words, &mut linked),
                other => linked.push(other),
            }
        }
        *text = if linked.len() == 1 && linked[0].is_string() { linked.remove(0) } else { linked.into() };
    }

    fn link_words(&mut self, words: &str, out: &mut Vec<Value>) {
        let full = self.met.iter().filter(|term| !self.own.contains(&term.id.to_string())).count() >= MOST_EXPLAINED;
        let allowed = |term: &DefinedTerm| !full || self.own.contains(&term.id.to_string());
        let uses = self
            .left
            .iter()
            .enumerate()
            .filter(|(_, term)| allowed(term))
            .flat_map(|(index, term)| term.forms.iter().filter_map(move |form| find_word(words, form).map(|start| (start, form.len(), index))));
        // The first, and the longest of those that start there.
        let Some((start, length, index)) = uses.min_by_key(|(start, length, _)| (*start, usize::MAX - length)) else {
            if !words.is_empty() {
                out.push(words.into());
            }
            return;
        };
        let term = self.left.remove(index);
        self.met.push(term);
        let (before, rest) = words.split_at(start);
        let (used, after) = rest.split_at(length);
        if !before.is_empty() {
            out.push(before.into());
        }
        out.push(json!({ "link": format!("#mot-{}", term.id), "text": used }));
        self.link_words(after, out);
    }
}

/// Where `form` stands in `words` as a whole word: as it is, or, when it has small letters, with a capital at its start.
fn find_word(words: &str, form: &str) -> Option<usize> {
    let mut letters = form.chars();
    let capital = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())?;
    [form, &capital]
        .into_iter()
        .filter_map(|form| {
            words.match_indices(form).map(|(start, _)| start).find(|start| {
                let joins = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '-');
                !joins(words[..*start].chars().next_back()) && !joins(words[start + form.len()..].chars().next())
            })
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{content::source::read_json, model::page::Page};

    fn glossary() -> GlossaryFile {
        read_json(
            "glossary/fr.json",
            r#"{"checked_on": "2026-11-25", "terms": [
                {"id": "asile", "term": "Asile", "forms": ["asile", "demande d'asile"], "definition": "Protection.", "page": "/asile/"},
                {"id": "cpas", "term": "CPAS", "forms": ["CPAS"], "definition": "Aide.", "source": {"url": "https://example.org", "title": "Un site", "year": 2024}},
                {"id": "etranger", "term": "Étranger", "forms": [], "definition": "Personne."}]}"#,
        )
        .unwrap()
    }

    fn page(blocks: &str) -> Value {
        serde_json::from_str(&format!(
            r#"{{"title": "t", "summary": "s", "kind": "theme", "status": "published", "checked_on": "2026-11-25", "brief": [], "sources": [], "blocks": {blocks}}}"#
        ))
        .unwrap()
    }

    #[test]
    fn the_first_use_is_linked_and_explained_at_the_end() {
        let mut page =
            page(r#"[{"type": "paragraph", "text": "Le CPAS aide. Une demande d'asile au CPAS, un cpas, CPAS-là."}, {"type": "list", "items": ["Asile"]}]"#);
        explain(&mut page, "logement", &glossary(), "Les mots de cette page");
        assert_eq!(
            page["blocks"],
            serde_json::json!([
                {"type": "paragraph", "text": ["Le ", {"link": "#mot-cpas", "text": "CPAS"}, " aide. Une ", {"link": "#mot-asile", "text": "demande d'asile"}, " au CPAS, un cpas, CPAS-là."]},
                {"type": "list", "items": ["Asile"]},
                {"type": "heading", "level": 2, "text": "Les mots de cette page"},
                {"type": "glossary", "terms": [{"id": "cpas", "term": "CPAS", "definition": "Aide."}, {"id": "asile", "term": "Asile", "definition": "Protection."}]}
            ])
        );
        read_json::<Page>("page", &page.to_string()).unwrap();
    }

    #[test]
    fn a_page_does_not_explain_itself_nor_twice() {
        let mut page = page(r#"[{"type": "paragraph", "text": "L'asile, et le CPAS."}, {"type": "glossary", "terms": [{"id": "cpas"}]}]"#);
        page["title"] = "Asile".into();
        explain(&mut page, "asile", &glossary(), "Les mots de cette page");
        let blocks = page["blocks"].as_array().unwrap();
        assert_eq!(blocks.len(), 2, "{blocks:?}");
        assert_eq!(blocks[0]["text"][1]["link"], "#mot-cpas");
        assert_eq!(blocks[1]["terms"][0]["definition"], "Aide.");
    }

    #[test]
    fn the_glossary_lists_every_term_with_its_source() {
        let mut page = page("[]");
        explain(&mut page, PAGE, &glossary(), "");
        let letters: Vec<_> = page["blocks"].as_array().unwrap().iter().filter_map(|block| block["text"].as_str()).collect();
        assert_eq!(letters, ["A", "C", "E"]);
        assert_eq!(page["sources"], serde_json::json!([{"url": "https://example.org", "title": "Un site", "supports": "CPAS", "year": 2024}]));
    }

    #[test]
    fn links_and_spans_are_left_alone() {
        let mut page = page(r#"[{"type": "paragraph", "text": [{"link": "/asile/", "text": "l'asile"}, {"unsure": "le CPAS"}, " et rien"]}]"#);
        let before = page.clone();
        explain(&mut page, "logement", &glossary(), "");
        assert_eq!(page, before);
    }

    #[test]
    fn the_sites_own_glossary_is_in_order_and_no_form_means_two_things() {
        let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/public/content/glossary/fr.json")).unwrap();
        let glossary: GlossaryFile = read_json("glossary/fr.json", &text).unwrap();
        let words: Vec<_> = glossary.terms.iter().map(|term| term.letters()).collect();
        assert!(words.is_sorted(), "{words:?}");
        assert!(words.len() >= 50);
        let mut forms: Vec<_> = glossary.terms.iter().flat_map(|term| &term.forms).collect();
        let all = forms.len();
        forms.sort();
        forms.dedup();
        assert_eq!(forms.len(), all, "a form belongs to two terms");
    }
}
