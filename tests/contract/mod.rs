//! What holds of every folder of content, wherever it comes from: files, recorded answers of WordPress, a real WordPress.

use passerelle::{
    content::{error::ContentError, source::ContentSource, static_files::StaticFiles},
    model::{page::Status, slug::Slug},
    publish::today::today,
    routes,
};
use serde_json::Value;
use std::{fs, path::Path};

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Gives the small site a second language.
pub fn add_dutch(content: &Path) {
    let read = |place: &str| -> Value { serde_json::from_str(&fs::read_to_string(content.join(place)).unwrap()).unwrap() };
    let mut site = read("site.json");
    site["languages"].as_array_mut().unwrap().push(serde_json::json!({ "code": "nl", "name": "Nederlands", "dir": "ltr" }));
    fs::write(content.join("site.json"), site.to_string()).unwrap();
    fs::copy(content.join("interface/fr.json"), content.join("interface/nl.json")).unwrap();
    fs::write(content.join("menu.nl.json"), r#"{ "entries": [] }"#).unwrap();
    fs::create_dir_all(content.join("pages/nl")).unwrap();
    fs::copy(content.join("pages/fr/accueil.json"), content.join("pages/nl/accueil.json")).unwrap();
}

/// Asks a source what the site asks of it, and looks for the canary in all that it holds.
pub fn holds(content: &Path, canary: &str) {
    let files = StaticFiles::new(content, today());
    let source = ContentSource::StaticFiles(files.clone());
    let run = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let site: Value = serde_json::from_str(&files.text("site.json").unwrap()).unwrap();
    for language in site["languages"].as_array().unwrap() {
        let lang = language["code"].as_str().unwrap();
        let frame = run.block_on(source.frame(lang)).unwrap_or_else(|error| panic!("{error}"));
        let slugs = files.slugs(lang).unwrap();
        assert!(!slugs.is_empty(), "{lang} has no page");
        for slug in &slugs {
            let loaded = run.block_on(source.page(lang, slug)).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!((&loaded.slug, loaded.page.status), (slug, Status::Published));
            assert!(!loaded.page.title.is_empty() && !loaded.page.summary.is_empty(), "{slug}");
        }
        let index = run.block_on(source.search_index(lang)).unwrap_or_else(|error| panic!("{error}"));
        assert!(index.entries.len() <= slugs.len());
        for (title, href, _) in frame.menu.links().filter(|(_, href, _)| href.is_internal()) {
            let route = routes::route(href.as_str(), &frame.site.languages).unwrap_or_else(|| panic!("{} leads nowhere", href.as_str()));
            assert!(files.slugs(&route.lang).unwrap().contains(&route.slug), "« {} » leads to no page", &**title);
        }
        let nothing = run.block_on(source.page(lang, &Slug::parse("nulle-part").unwrap()));
        assert!(matches!(nothing, Err(ContentError::NotFound { .. })), "a page that is not there");
    }
    assert!(run.block_on(source.frame("xx")).is_err(), "a language that is not there");
    assert_eq!(with_text(content, canary), Vec::<String>::new());
}

fn with_text(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(with_text(&path, text));
        } else if fs::read(&path).unwrap().windows(text.len()).any(|window| window == text.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// Both folders hold the same files that say the same.
#[allow(dead_code)] // One of the tests that share this has but one folder.
pub fn same_folders(one: &Path, other: &Path) {
    let list = |folder: &Path| {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(list(one), list(other), "{}", other.display());
    for name in list(one) {
        let (one, other) = (one.join(&name), other.join(&name));
        if one.is_dir() {
            same_folders(&one, &other);
            continue;
        }
        if one.extension().is_none_or(|extension| extension != "json") {
            assert!(fs::read(&one).unwrap() == fs::read(&other).unwrap(), "{}", other.display());
            continue;
        }
        let read = |path: &Path| serde_json::from_str::<Value>(&fs::read_to_string(path).unwrap()).unwrap();
        let mut expected = read(&one);
        let found = read(&other);
        if found.get("$schema").is_none() {
            expected.as_object_mut().unwrap().shift_remove("$schema");
        }
        // As text: the order of the members is part of it.
        assert_eq!(found.to_string(), expected.to_string(), "{}", other.display());
    }
}
