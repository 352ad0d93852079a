//! The JSON Schema of a page file says what the reader says.

use boon::{Compiler, SchemaIndex, Schemas};
use passerelle::{
    check::schema::page_schema,
    model::{
        block::Block,
        json::{FromJson, Json},
        page::Page,
    },
};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const KEPT: &str = "public/content/page.schema.json";

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

struct Validator(Schemas, SchemaIndex);

impl Validator {
    fn new() -> Self {
        let schema = serde_json::from_str(&page_schema()).unwrap();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("https://passerelle.invalid/page.json", schema).unwrap();
        let index = compiler.compile("https://passerelle.invalid/page.json", &mut schemas).unwrap();
        Self(schemas, index)
    }

    fn verdict(&self, page: &Value) -> Result<(), String> {
        self.0.validate(page, self.1).map_err(|error| format!("{error:#}"))
    }
}

fn reader_accepts(page: &Value) -> bool {
    let page = Page::from_json(&Json::parse(&page.to_string()).unwrap());
    page.is_ok_and(|page| page.blocks.iter().all(|block| !matches!(block, Block::Broken(_) | Block::Unknown(_))))
}

fn pages(folder: &str) -> Vec<(PathBuf, Value)> {
    let languages = fs::read_dir(repository(folder).join("pages")).unwrap().map(|entry| entry.unwrap().path());
    let files = languages.flat_map(|language| fs::read_dir(language).unwrap().map(|entry| entry.unwrap().path()));
    files.map(|file| (file.clone(), serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap())).collect()
}

/// A page with one block.
fn page(block: Value) -> Value {
    json!({
        "title": "t", "summary": "s", "kind": "page", "status": "published", "checked_on": "2026-11-23", "brief": [], "sources": [], "blocks": [block]
    })
}

#[test]
fn the_kept_schema_is_the_schema_of_the_types() {
    let kept = fs::read_to_string(repository(KEPT)).unwrap_or_default();
    assert!(kept == page_schema(), "{KEPT} is stale: cargo run --bin check -- --schema > {KEPT}");
}

#[test]
fn every_page_is_valid() {
    let validator = Validator::new();
    for folder in ["public/content", "tests/site/content"] {
        let pages = pages(folder);
        assert!(!pages.is_empty(), "no page in {folder}");
        for (file, page) in pages {
            assert_eq!(validator.verdict(&page), Ok(()), "{}", file.display());
        }
    }
}

#[test]
fn the_small_site_shows_every_kind_of_block() {
    let pages = pages("tests/site/content");
    let blocks = pages.iter().flat_map(|(_, page)| page["blocks"].as_array().unwrap());
    let shown: BTreeSet<&str> = blocks.filter_map(|block| block["type"].as_str()).collect();
    assert_eq!(shown, Block::KINDS.iter().copied().collect());
}

#[test]
fn schema_and_reader_accept_the_same() {
    let validator = Validator::new();
    for (what, page) in [
        ("rich text as one string", page(json!({ "type": "paragraph", "text": "a" }))),
        ("rich text as spans", page(json!({ "type": "paragraph", "text": ["a", { "strong": "b" }, { "link": "/c/", "text": "d" }] }))),
        ("an optional field that is null", page(json!({ "type": "callout", "tone": "note", "title": null, "text": "a" }))),
        ("a truth left out", page(json!({ "type": "list", "items": ["a"] }))),
        ("the home page", page(json!({ "type": "links", "items": [{ "href": "/", "title": "a" }] }))),
        ("the schema's own address", {
            let mut page = page(json!({ "type": "heading", "level": 2, "text": "a" }));
            page["$schema"] = json!("../../page.schema.json");
            page
        }),
    ] {
        assert_eq!(validator.verdict(&page), Ok(()), "{what}");
        assert!(reader_accepts(&page), "{what}");
    }
}

#[test]
fn schema_and_reader_refuse_the_same() {
    let validator = Validator::new();
    let mut without_title = page(json!({ "type": "paragraph", "text": "a" }));
    without_title.as_object_mut().unwrap().remove("title");
    let with = |name: &str, value: Value| {
        let mut page = page(json!({ "type": "paragraph", "text": "a" }));
        page[name] = value;
        page
    };
    for (what, page) in [
        ("no title", without_title),
        ("an unknown field of a page", with("titel", json!("a"))),
        ("an unknown kind of page", with("kind", json!("pages"))),
        ("a date in words", with("checked_on", json!("23 novembre 2026"))),
        ("a slug with capitals", with("translation_of", json!("Asile"))),
        ("a text instead of a list", with("brief", json!("a"))),
        ("a block of no kind", page(json!({ "text": "a" }))),
        ("a block of an unknown kind", page(json!({ "type": "hologram", "text": "a" }))),
        ("a block without its text", page(json!({ "type": "paragraph" }))),
        ("an unknown field of a block", page(json!({ "type": "paragraph", "text": "a", "texte": "b" }))),
        ("a level in quotes", page(json!({ "type": "heading", "level": "2", "text": "a" }))),
        ("a negative level", page(json!({ "type": "heading", "level": -2, "text": "a" }))),
        ("an address that runs", page(json!({ "type": "paragraph", "text": [{ "link": "javascript:alert(1)", "text": "a" }] }))),
        ("an address of who knows which site", page(json!({ "type": "paragraph", "text": [{ "link": "//exemple.be/", "text": "a" }] }))),
        ("two marks on the same words", page(json!({ "type": "paragraph", "text": [{ "strong": "a", "emphasis": "b" }] }))),
        ("a word of a closed list", page(json!({ "type": "callout", "tone": "loud", "text": "a" }))),
    ] {
        assert!(validator.verdict(&page).is_err(), "{what}");
        assert!(!reader_accepts(&page), "{what}");
    }
}
