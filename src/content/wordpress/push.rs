//! Fills an empty WordPress from a folder of content, once. Each page goes as blocks that editors change there, with the exact page beside them: as long as nobody
//! edits it, pulling gives the same file.

use super::{error::SourceError, gutenberg, http::Client};
use crate::{
    model::{date::Date, slug::Slug},
    routes,
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::Path};

/// What was sent.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Pushed {
    /// Pages.
    pub pages: usize,
    /// Surveys.
    pub surveys: usize,
    /// Entries of menus.
    pub entries: usize,
    /// Pictures that the media library did not have.
    pub pictures: usize,
    /// What could not be sent and is to be done by hand, in French.
    pub left: Vec<String>,
}

/// Sends the content of `folder`. `client` carries an administrator's account.
///
/// # Errors
/// The first [`SourceError`]; nothing is sent to a WordPress that has pages. A failure on the way leaves it half filled, which the next try says.
pub fn push(client: &mut Client, folder: &Path, today: Date, now: i64) -> Result<Pushed, SourceError> {
    client.about(now)?;
    client.verify_account()?;
    let known = client.get("/wp/v2/pages?per_page=1&status=any")?.total;
    if known > 0 {
        return Err(SourceError::NotEmpty { pages: known });
    }
    let mut pushed = Pushed::default();
    let mut numbers: BTreeMap<String, u64> = BTreeMap::new();
    let all = pages(folder)?;
    let pictures = send_pictures(client, folder, &all, &mut pushed)?;
    for (lang, slug, page) in all {
        let root = lang == routes::ROOT_LANGUAGE;
        let later = page["publish_at"].as_str().and_then(Date::parse).filter(|day| *day > today);
        let mut sent = json!({
            "title": page["title"],
            "excerpt": page["summary"],
            "slug": if root { slug.clone() } else { format!("{slug}-{lang}") },
            "status": if later.is_some() { "future" } else { "publish" },
            "content": gutenberg::write(page["blocks"].as_array().map(Vec::as_slice).unwrap_or_default(), &pictures),
            "passerelle": { "lang": lang, "slug": slug, "page": page.to_string() },
        });
        if let Some(day) = later {
            sent["date"] = json!(format!("{}T00:00:00", day.machine()));
        }
        let answer = client.post("/wp/v2/pages", &sent)?;
        numbers.insert(routes::href_of(&lang, &slug), answer.at().member("id").number()?);
        pushed.pages += 1;
    }
    if let Some(home) = numbers.get("/") {
        let settings = json!({ "show_on_front": "page", "page_on_front": home });
        if client.post("/wp/v2/settings", &settings).is_err() {
            pushed.left.push("Réglages, Lecture : choisissez la page d'accueil".to_owned());
        }
    }
    for (id, survey) in surveys(folder)? {
        let sent = json!({ "title": survey["title"], "slug": id, "status": "publish", "meta": { "definition": survey } });
        client.post("/wp/v2/sondages", &sent)?;
        pushed.surveys += 1;
    }
    for (lang, menu) in menus(folder)? {
        let location = if lang == routes::ROOT_LANGUAGE { "passerelle".to_owned() } else { format!("passerelle-{lang}") };
        let made = client.post("/wp/v2/menus", &json!({ "name": format!("Site public {lang}"), "locations": [location] }))?;
        let menu_number = made.at().member("id").number()?;
        let mut order = 0;
        for entry in menu["entries"].as_array().into_iter().flatten() {
            let parent = send_entry(client, entry, menu_number, 0, &mut order, &numbers)?;
            for child in entry["children"].as_array().into_iter().flatten() {
                send_entry(client, child, menu_number, parent, &mut order, &numbers)?;
            }
        }
        pushed.entries += order;
    }
    Ok(pushed)
}

/// Sends the pictures of the pages with what they show; where the media library has each, by its path here. One that is there from an earlier try is not sent again.
fn send_pictures(client: &Client, folder: &Path, pages: &[(String, String, Value)], pushed: &mut Pushed) -> Result<BTreeMap<String, String>, SourceError> {
    let mut sent = BTreeMap::new();
    let blocks = pages.iter().flat_map(|(_, _, page)| page["blocks"].as_array().into_iter().flatten()).filter(|block| block["type"] == "figure");
    for block in blocks {
        let (Some(src), alt) = (block["src"].as_str(), block["alt"].as_str().unwrap_or_default()) else { continue };
        let Some((stem, extension)) = src.strip_prefix("/images/").filter(|inside| !inside.contains("..")).and_then(|inside| inside.rsplit_once('.')) else {
            continue;
        };
        if sent.contains_key(src) {
            continue;
        }
        let path = folder.parent().unwrap_or(Path::new(".")).join(src.trim_start_matches('/'));
        let Some(kind) = kind_of(extension) else {
            pushed.left.push(format!("Médias, Ajouter : WordPress ne prend pas {src} par cette voie"));
            continue;
        };
        let name = format!("passerelle-{}", Slug::from_words(&stem.replace(['/', '_'], " ")));
        let known = client.get(&format!("/wp/v2/media?slug={name}&_fields=id,source_url,alt_text"))?;
        let medium = match known.at().list()?.first() {
            Some(medium) => medium.value().clone(),
            None => {
                let bytes = fs::read(&path).map_err(|error| SourceError::Local { place: path.display().to_string(), reason: error.to_string() })?;
                pushed.pictures += 1;
                client.upload(&format!("{name}.{}", extension.to_lowercase()), kind, &bytes)?.at().value().clone()
            }
        };
        if medium["alt_text"] != alt || known.at().list()?.is_empty() {
            client.post(&format!("/wp/v2/media/{}", medium["id"]), &json!({ "alt_text": alt, "slug": name }))?;
        }
        if let Some(address) = medium["source_url"].as_str() {
            sent.insert(src.to_owned(), address.to_owned());
        }
    }
    Ok(sent)
}

/// The type of content of a picture that WordPress takes.
fn kind_of(extension: &str) -> Option<&'static str> {
    Some(match extension.to_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        _ => return None,
    })
}

fn send_entry(client: &Client, entry: &Value, menu: u64, parent: u64, order: &mut usize, numbers: &BTreeMap<String, u64>) -> Result<u64, SourceError> {
    *order += 1;
    let href = entry["href"].as_str().unwrap_or_default();
    let class = |name: &str, start: &str| entry[name].as_str().map(|value| format!("{start}{value}"));
    let classes: Vec<String> = [class("icon", "icone-"), class("family", "famille-")].into_iter().flatten().collect();
    let mut sent = json!({
        "title": entry["title"], "status": "publish", "menus": menu, "parent": parent, "menu_order": *order,
        "description": entry["text"].as_str().unwrap_or_default(), "classes": classes,
    });
    match numbers.get(href) {
        Some(number) => {
            sent["type"] = json!("post_type");
            sent["object"] = json!("page");
            sent["object_id"] = json!(number);
        }
        None => {
            sent["type"] = json!("custom");
            sent["url"] = json!(href);
        }
    }
    client.post("/wp/v2/menu-items", &sent)?.at().member("id").number()
}

/// The JSON files of a folder, in alphabetical order; none when it is not there.
fn files(folder: &Path) -> Result<Vec<(String, Value)>, SourceError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".json")).map(str::to_owned) else { continue };
        let local = |reason: String| SourceError::Local { place: path.display().to_string(), reason };
        let text = fs::read_to_string(&path).map_err(|error| local(error.to_string()))?;
        let mut value: Value = serde_json::from_str(&text).map_err(|error| local(error.to_string()))?;
        // For editors' tools on a file, not content.
        value.as_object_mut().and_then(|object| object.shift_remove("$schema"));
        found.push((name, value));
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(found)
}

fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Language, slug, page.
fn pages(folder: &Path) -> Result<Vec<(String, String, Value)>, SourceError> {
    let mut pages = Vec::new();
    for lang in folders(&folder.join("pages")) {
        pages.extend(files(&folder.join("pages").join(&lang))?.into_iter().map(|(slug, page)| (lang.clone(), slug, page)));
    }
    Ok(pages)
}

fn surveys(folder: &Path) -> Result<Vec<(String, Value)>, SourceError> {
    let mut surveys = Vec::new();
    for id in folders(&folder.join("surveys")) {
        let found = files(&folder.join("surveys").join(&id))?.into_iter().find(|(name, _)| name == "survey");
        surveys.extend(found.map(|(_, survey)| (id, survey)));
    }
    Ok(surveys)
}

/// Language and menu; that of the root first.
fn menus(folder: &Path) -> Result<Vec<(String, Value)>, SourceError> {
    let named = files(folder)?.into_iter().filter_map(|(name, menu)| match name.strip_prefix("menu")? {
        "" => Some((routes::ROOT_LANGUAGE.to_owned(), menu)),
        other => Some((other.strip_prefix('.')?.to_owned(), menu)),
    });
    Ok(named.collect())
}
