//! The built site, as files: weights, links, headers, well-formed pages. `PASSERELLE_DIST` names its folder.

#[path = "built/html.rs"]
mod html;
#[path = "built/vcard.rs"]
mod vcard;

use html::{Html, Tag};
use passerelle::{
    publish::{assets, headers, pictures::card},
    routes,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// In bytes of brotli.
const PAGE_BUDGET: u64 = 35_000;
const PROGRAM_BUDGET: u64 = 75_000;
/// Of a card, in bytes.
const CARD_BUDGET: usize = 40_000;
/// Of a finding's picture, in bytes.
const PICTURE_BUDGET: usize = 60_000;
/// The same of a map.
const MAP_BUDGET: usize = 90_000;

/// A page of the built site.
struct Page {
    /// Its address: `/asile/`; `/404.html` for the one of wrong addresses.
    path: String,
    text: String,
    html: Html,
}

struct Site {
    root: PathBuf,
    pages: Vec<Page>,
}

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let root = PathBuf::from(std::env::var_os("PASSERELLE_DIST").expect("PASSERELLE_DIST: the folder of the built site (cargo xtask test sets it)"));
    let files = assets::files(&root).unwrap();
    let pages = files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "html")).map(|path| {
        let place = format!("/{}", path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"));
        let text = fs::read_to_string(path).unwrap();
        Page { path: place.strip_suffix("index.html").unwrap_or(&place).to_owned(), html: Html::read(&text), text }
    });
    let pages: Vec<Page> = pages.collect();
    Site { pages, root }
});

impl Site {
    /// The file that a host answers with at `path`.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let file = self.root.join(path.trim_start_matches('/'));
        let file = if path.ends_with('/') { file.join("index.html") } else { file };
        file.is_file().then_some(file)
    }

    fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.file(path).unwrap_or_else(|| panic!("{path} is not there"))).unwrap()
    }

    /// Bytes of what is sent to who takes brotli.
    fn weight(&self, path: &str) -> u64 {
        let file = self.file(path).unwrap_or_else(|| panic!("{path} is not there"));
        fs::metadata(format!("{}.br", file.display())).unwrap_or_else(|error| panic!("{path}.br: {error}")).len()
    }

    fn page(&self, path: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.path == path)
    }
}

/// What is wrong, one line a fault, the page first.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn say(&mut self, page: &Page, what: impl std::fmt::Display) {
        self.0.push(format!("{}: {what}", page.path));
    }

    #[track_caller]
    fn none(self) {
        assert!(self.0.is_empty(), "\n{}\n", self.0.join("\n"));
    }
}

/// The editors' door.
fn is_door(page: &Page) -> bool {
    page.path == "/apercu/"
}

/// Whether the page stands beside another one: its two texts face to face, a sheet to take away.
fn is_beside(page: &Page) -> bool {
    page.path.ends_with("/a-deux/") || page.path.ends_with("/fiche/")
}

/// Whether the page is a finding alone, which other sites may show.
fn is_view(page: &Page) -> bool {
    page.path.starts_with("/sondages/") && !is_explorer(page) && !is_embed(page)
}

/// Whether the page is a chart alone, which other sites may show.
fn is_embed(page: &Page) -> bool {
    is_taken_away(page) && page.path.contains("/integrer/")
}

/// Whether the page is the explorer of a survey, which stands above what one takes away of it.
fn is_explorer(page: &Page) -> bool {
    page.path.strip_prefix("/sondages/").is_some_and(|rest| rest.trim_end_matches('/').split('/').count() == 1)
}

/// Whether other sites may show the page.
fn is_shown_by_others(page: &Page) -> bool {
    is_view(page) || is_embed(page)
}

/// Whether the page is of a survey, or of a statistic alone: its files may be shown by others, its frame only where [`is_shown_by_others`].
fn is_taken_away(page: &Page) -> bool {
    page.path.starts_with("/sondages/") || page.path.starts_with("/statistiques/")
}

fn program(page: &Page) -> Option<&Tag> {
    page.html.named("script").find(|tag| tag.get("data-wasm").is_some())
}

#[test]
fn the_site_is_whole() {
    for path in ["/", "/404.html", "/recherche/", "/plan-du-site/", "/analyse-de-lirfam-2022/", "/_headers", "/robots.txt", "/favicon.svg"] {
        assert!(SITE.file(path).is_some(), "{path} is not there");
    }
    let menu: serde_json::Value = serde_json::from_slice(&SITE.bytes("/content/frame.fr.json")).unwrap();
    let entries = menu["menu"]["entries"].as_array().unwrap();
    let hrefs: BTreeSet<&str> =
        entries.iter().chain(entries.iter().flat_map(|entry| entry["children"].as_array().unwrap())).map(|link| link["href"].as_str().unwrap()).collect();
    let missing: Vec<_> = hrefs.iter().filter(|href| SITE.page(href).is_none()).collect();
    assert!(hrefs.len() >= 39 && missing.is_empty(), "{} entries, without a page: {missing:?}", hrefs.len());
}

#[test]
fn no_page_weighs_more_than_its_budget() {
    let mut faults = Faults::default();
    let mut heaviest = (0, "");
    for page in &SITE.pages {
        let weight = SITE.weight(&page.path);
        heaviest = heaviest.max((weight, &page.path));
        if weight > PAGE_BUDGET {
            faults.say(page, format!("{weight} bytes, not {PAGE_BUDGET}"));
        }
    }
    println!("heaviest page: {} ({} bytes br)", heaviest.1, heaviest.0);
    faults.none();
}

#[test]
fn the_program_and_its_glue_keep_their_budget() {
    let tag = program(SITE.page("/").unwrap()).expect("a program");
    let weights = ["data-wasm", "data-js"].map(|name| SITE.weight(tag.get(name).unwrap()));
    println!("wasm {} + glue {} = {} bytes br", weights[0], weights[1], weights[0] + weights[1]);
    assert!(weights.iter().sum::<u64>() <= PROGRAM_BUDGET, "wasm {} + glue {} bytes, not {PROGRAM_BUDGET}", weights[0], weights[1]);
}

/// The most bytes (brotli 11) of what reads aloud, and its glue.
const LISTEN_BUDGET: u64 = 30_000;

#[test]
fn what_reads_aloud_is_a_part_of_its_own_within_its_budget() {
    for page in SITE.pages.iter().filter(|page| page.text.contains("data-act=\"listen\"")) {
        let tag = page.html.named("script").find(|tag| tag.get("data-listen").is_some()).unwrap_or_else(|| panic!("{}: no part", page.path));
        assert_eq!(tag.get("data-listen-integrity"), Some(assets::integrity(&SITE.bytes(tag.get("data-listen").unwrap())).as_str()), "{}", page.path);
        assert!(SITE.file(tag.get("data-listen-table").unwrap()).is_some(), "{}: no table", page.path);
    }
    let tag = program(SITE.page("/").unwrap()).expect("a program");
    let table: serde_json::Value = serde_json::from_slice(&SITE.bytes(tag.get("data-listen-table").expect("what reads aloud"))).unwrap();
    let mut weight = 0;
    for (address, integrity) in [("js", "jsIntegrity"), ("wasm", "wasmIntegrity")] {
        let address = table[address].as_str().unwrap();
        assert_eq!(table[integrity], assets::integrity(&SITE.bytes(address)), "{address}");
        weight += SITE.weight(address);
    }
    println!("what reads aloud: {weight} bytes br");
    assert!(weight <= LISTEN_BUDGET, "{weight} bytes, not {LISTEN_BUDGET}");
    // The glossary's abbreviations, and the style that the pages do not carry.
    assert!(table["spelled"].as_array().unwrap().iter().any(|known| known == "CPAS"));
    assert!(table["style"].as_str().unwrap().contains(".listen{") && !SITE.page("/").unwrap().text.contains(".listen{"));
}

/// The most bytes (brotli 11) of the explorer's program and its glue.
const EXPLORER_BUDGET: u64 = 73_000;

#[test]
fn each_explorer_has_a_program_of_its_own_within_its_budget() {
    for page in SITE.pages.iter().filter(|page| is_explorer(page)) {
        let tag = page.html.named("script").find(|tag| tag.get("data-survey").is_some()).unwrap_or_else(|| panic!("{}: no program", page.path));
        assert!(program(page).is_none(), "{}: the site's program too", page.path);
        for (address, integrity) in [("src", "integrity"), ("data-js", "data-js-integrity"), ("data-program", "data-program-integrity")] {
            let file = SITE.bytes(tag.get(address).unwrap_or_default());
            assert_eq!(tag.get(integrity), Some(assets::integrity(&file).as_str()), "{}: {integrity}", page.path);
        }
        let weight: u64 = ["data-program", "data-js"].iter().map(|name| SITE.weight(tag.get(name).unwrap())).sum();
        assert!(weight <= EXPLORER_BUDGET, "{}: program and glue {weight} bytes, not {EXPLORER_BUDGET}", page.path);
        if let Some(columns) = tag.get("data-columns") {
            assert_eq!(tag.get("data-size"), Some(SITE.bytes(columns).len().to_string().as_str()), "{}", page.path);
            // The engine: its loader, and beside it both builds.
            let loader = tag.get("data-engine").unwrap_or_default();
            let beside = |name: &str| loader.replace("engine.js", name);
            for (file, integrity) in
                [("engine.js", "data-engine-integrity"), ("engine.wasm", "data-simd-integrity"), ("engine-scalar.wasm", "data-scalar-integrity")]
            {
                assert_eq!(tag.get(integrity), Some(assets::integrity(&SITE.bytes(&beside(file))).as_str()), "{}: {file}", page.path);
            }
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let ids: BTreeMap<&str, BTreeSet<&str>> = SITE.pages.iter().map(|page| (page.path.as_str(), page.html.ids().collect())).collect();
    let mut faults = Faults::default();
    for page in &SITE.pages {
        for tag in &page.html.tags {
            let names = ["href", "src", "action", "data-js", "data-wasm", "data-page", "data-frame", "poster"];
            for target in names.iter().filter_map(|name| tag.get(name)) {
                let (path, fragment) = target.split_once('#').map_or((target, None), |(path, fragment)| (path, Some(fragment)));
                let path = if path.is_empty() { page.path.as_str() } else { path.split('?').next().unwrap_or_default() };
                let elsewhere = ["https:", "http:", "mailto:", "tel:", "data:"].iter().any(|scheme| path.starts_with(scheme));
                if elsewhere {
                    continue;
                }
                if !path.starts_with('/') || SITE.file(path).is_none() {
                    faults.say(page, format!("{target} leads nowhere"));
                } else if let Some(fragment) = fragment
                    && !ids.get(path).is_some_and(|ids| ids.contains(fragment))
                {
                    faults.say(page, format!("{target}: no such place on that page"));
                }
            }
            for id in ["aria-labelledby", "aria-describedby", "aria-controls", "for"].iter().filter_map(|name| tag.get(name)).flat_map(str::split_whitespace) {
                if !ids[page.path.as_str()].contains(id) {
                    faults.say(page, format!("<{}> names #{id}, which is not there", tag.name));
                }
            }
        }
    }
    let search: serde_json::Value = serde_json::from_slice(&SITE.bytes("/content/search.fr.json")).unwrap();
    for entry in search["entries"].as_array().unwrap() {
        let href = entry["href"].as_str().unwrap();
        if SITE.page(href).is_none() {
            faults.0.push(format!("search: {href} leads nowhere"));
        }
    }
    faults.none();
}

#[test]
fn every_page_is_well_formed_and_says_what_it_is() {
    let mut faults = Faults::default();
    let mut titles: BTreeMap<String, &str> = BTreeMap::new();
    for page in &SITE.pages {
        for fault in &page.html.faults {
            faults.say(page, fault);
        }
        if !page.text.starts_with("<!DOCTYPE html>") {
            faults.say(page, "no doctype");
        }
        for (name, wanted) in [("h1", 1), ("main", 1), ("header", 1), ("footer", 1), ("style", 1)] {
            let count = page.html.named(name).count();
            // What stands in another site's page has that page's header.
            if count != wanted && !(is_embed(page) && name == "header") {
                faults.say(page, format!("{count} <{name}>"));
            }
        }
        // Drawings have titles of their own.
        let title = page.html.named("title").next().map(|tag| tag.words.trim().to_owned()).unwrap_or_default();
        if title.is_empty() {
            faults.say(page, "no title");
        } else if let Some(other) = titles.insert(title.clone(), &page.path) {
            faults.say(page, format!("the title « {title} » is also that of {other}"));
        }
        if !page.html.tags.iter().any(|tag| tag.is("meta", "name", "description") && tag.get("content").is_some_and(|content| content.len() > 20)) {
            faults.say(page, "no description");
        }
        if !page.html.named("html").all(|tag| tag.get("lang") == Some("fr") && tag.get("dir") == Some("ltr")) {
            faults.say(page, "no language or direction");
        }
        let mut met = BTreeSet::new();
        for id in page.html.ids().filter(|id| !met.insert(*id)) {
            faults.say(page, format!("#{id} twice"));
        }
        for picture in page.html.named("img").filter(|tag| tag.get("alt").is_none() || tag.get("width").is_none() || tag.get("height").is_none()) {
            faults.say(page, format!("a picture without alt or size: {:?}", picture.get("src")));
        }
    }
    faults.none();
}

#[test]
fn every_chart_can_be_taken_away() {
    let (mut faults, mut seen) = (Faults::default(), 0);
    // The style page shows how charts look, not what was counted.
    for page in SITE.pages.iter().filter(|page| !is_embed(page) && page.path != "/style/") {
        for chart in page.text.split("<figure class=\"bar-chart\">").skip(1).chain(page.text.split("src=\"/cartographie/").skip(1)) {
            seen += 1;
            let fold = chart.split_once("</figure><div class=\"accordion\">").map_or("", |(_, rest)| rest.split("</details>").next().unwrap_or_default());
            for file in [".svg\"", ".png\"", ".csv\"", ".json\"", "href=\"/statistiques/integrer/"] {
                if !fold.contains(file) {
                    faults.say(page, format!("a chart without {file}: {}", chart.chars().take(80).collect::<String>()));
                }
            }
        }
        for overview in page.text.split("<section").filter(|section| section.contains("class=\"explorer__lines\"")) {
            seen += 1;
            for file in [".svg\" download", ".png\" download", ".csv\" download", ".json\" download", "/integrer/"] {
                if !overview.contains(file) {
                    faults.say(page, format!("an overview without {file}"));
                }
            }
        }
    }
    assert!(seen > 8, "{seen} charts");
    for file in assets::files(&SITE.root.join("statistiques")).unwrap().into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "png"))
    {
        let (size, is_map) = (std::fs::metadata(&file).unwrap().len() as usize, file.to_string_lossy().ends_with("-carte.png"));
        assert!(size <= if is_map { MAP_BUDGET } else { PICTURE_BUDGET }, "{}: {size} bytes", file.display());
    }
    faults.none();
}

#[test]
fn no_page_holds_what_its_content_policy_forbids() {
    let mut faults = Faults::default();
    for page in &SITE.pages {
        for tag in &page.html.tags {
            if tag.name == "script" && (tag.get("src").is_none() || !tag.words.trim().is_empty()) {
                faults.say(page, "an inline script");
            }
            if tag.get("style").is_some() {
                faults.say(page, format!("a style attribute on <{}>", tag.name));
            }
            if let Some(name) = ["onclick", "onload", "onerror", "onsubmit", "onchange"].iter().find(|name| tag.get(name).is_some()) {
                faults.say(page, format!("{name} on <{}>", tag.name));
            }
            let describes = matches!(tag.get("rel"), Some("canonical" | "alternate"));
            let resource = matches!(tag.name.as_str(), "link" | "script" | "img" | "iframe" | "source" | "video" | "audio" | "object" | "embed" | "use");
            for target in ["src", "href", "srcset", "data"].iter().filter_map(|name| tag.get(name)) {
                if resource && !describes && (target.contains("://") || target.starts_with("//")) {
                    faults.say(page, format!("<{}> asks {target} of another host", tag.name));
                }
            }
        }
        if page.html.named("style").any(|tag| tag.words.contains("://") || tag.words.contains("@import")) {
            faults.say(page, "the style sheet asks something of another host");
        }
    }
    faults.none();
}

#[test]
fn the_headers_keep_their_promises() {
    let rules = headers::read(&String::from_utf8(SITE.bytes("/_headers")).unwrap());
    for page in &SITE.pages {
        let headers: BTreeMap<String, String> = headers::headers_of(&rules, &page.path).into_iter().collect();
        let header = |name: &str| headers.get(name).unwrap_or_else(|| panic!("{}: no {name}", page.path)).as_str();
        let policy: BTreeMap<&str, &str> =
            header("Content-Security-Policy").split(';').map(str::trim).map(|rule| rule.split_once(' ').unwrap_or((rule, ""))).collect();
        let style = &page.html.named("style").next().expect("a style sheet").words;
        let style_hash = assets::policy_hash(style.as_bytes());
        for (directive, expected) in [
            ("default-src", "'none'"),
            ("script-src", "'self' 'wasm-unsafe-eval'"),
            ("connect-src", "'self'"),
            ("font-src", "'self'"),
            ("base-uri", "'none'"),
            ("form-action", "'self'"),
            ("frame-ancestors", if is_shown_by_others(page) { "*" } else { "'none'" }),
            ("require-trusted-types-for", "'script'"),
            ("trusted-types", "service"),
        ] {
            assert_eq!(policy.get(directive), Some(&expected), "{}: {directive}", page.path);
        }
        // One for most pages, one for a survey's, one for the style page, one for the editors' door, one for what stands beside pages; a wrong address among the views is answered by a page, so all are known there.
        let styles: Vec<&str> = policy["style-src"].split(' ').collect();
        assert!(styles.contains(&style_hash.as_str()) && styles.len() == if is_taken_away(page) { 8 } else { 5 }, "{}: {styles:?}", page.path);
        assert_eq!(headers.get("X-Frame-Options").map(String::as_str), (!is_shown_by_others(page)).then_some("DENY"), "{}", page.path);
        for (name, expected) in [
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", if is_taken_away(page) { "cross-origin" } else { "same-origin" }),
            ("Cross-Origin-Embedder-Policy", if is_door(page) { "" } else { "require-corp" }),
            ("Referrer-Policy", if is_door(page) { "no-referrer" } else { "same-origin" }),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", if is_door(page) { "no-store" } else { "no-cache" }),
            ("X-Robots-Tag", if is_door(page) { "noindex, nofollow" } else { "" }),
        ] {
            assert_eq!(headers.get(name).map_or("", String::as_str), expected, "{}: {name}", page.path);
        }
        for power in ["camera", "microphone", "geolocation", "payment"] {
            assert!(header("Permissions-Policy").contains(&format!("{power}=()")), "{power} is not refused");
        }
    }
    // Only what is named by its content may be kept for ever.
    for file in assets::files(&SITE.root).unwrap() {
        let path = format!("/{}", file.strip_prefix(&SITE.root).unwrap().to_string_lossy().replace('\\', "/"));
        let kept = headers::headers_of(&rules, &path).iter().any(|(name, value)| name == "Cache-Control" && value.contains("immutable"));
        let digits = |part: &str| part.len() >= 8 && part.chars().all(|letter| letter.is_ascii_hexdigit());
        // Files that look for each other have a folder that is.
        let named_by_content = path.rsplit('/').take(2).any(|part| part.split(['-', '.', '_']).any(digits));
        assert!(!kept || named_by_content, "{path} is kept for ever, but its name does not change with it");
    }
}

#[test]
fn integrity_is_that_of_the_files() {
    let mut faults = Faults::default();
    for page in &SITE.pages {
        let Some(tag) = program(page) else {
            if page.path != "/style/" && !is_taken_away(page) && !is_door(page) && !is_beside(page) {
                faults.say(page, "no program");
            }
            continue;
        };
        for (address, integrity) in [("src", "integrity"), ("data-js", "data-js-integrity"), ("data-wasm", "data-wasm-integrity")] {
            let file = SITE.bytes(tag.get(address).unwrap_or_default());
            if tag.get(integrity) != Some(assets::integrity(&file).as_str()) {
                faults.say(page, format!("{integrity} is not that of {:?}", tag.get(address)));
            }
        }
        let data: serde_json::Value = serde_json::from_slice(&SITE.bytes(tag.get("data-page").unwrap_or_default())).unwrap();
        if data["version"].as_str() != tag.get("data-version") {
            faults.say(page, format!("version {:?}, its file has {}", tag.get("data-version"), data["version"]));
        }
    }
    faults.none();
}

/// Of the editors' door, in bytes of brotli: nobody else pays for it.
const DOOR_BUDGET: u64 = 345_000;

#[test]
fn the_editors_door_is_whole_and_weighs_on_no_other_page() {
    let door = SITE.page("/apercu/").unwrap();
    let tag = door.html.named("script").find(|tag| tag.get("data-door").is_some()).expect("its script");
    for (address, integrity) in [("src", "integrity"), ("data-door-js", "data-door-js-integrity"), ("data-door-wasm", "data-door-wasm-integrity")] {
        let file = SITE.bytes(tag.get(address).unwrap_or_default());
        assert_eq!(tag.get(integrity), Some(assets::integrity(&file).as_str()), "{address}");
    }
    let weight: u64 = ["data-door-js", "data-door-wasm"].iter().map(|address| SITE.weight(tag.get(address).unwrap_or_default())).sum();
    assert!(weight <= DOOR_BUDGET, "program and glue {weight} bytes, not {DOOR_BUDGET}");
    let data: serde_json::Value = serde_json::from_slice(&SITE.bytes(tag.get("data-door").unwrap_or_default())).unwrap();
    // What links of a draft may lead to, and the text that each page was made of.
    assert!(
        data["known"]["pages"]["fr"]["asile"]["anchors"].as_array().is_some_and(|anchors| !anchors.is_empty()),
        "{}",
        data["known"]["pages"]["fr"]["asile"]
    );
    let written: serde_json::Value = serde_json::from_slice(&SITE.bytes("/content/written/fr/asile.json")).unwrap();
    assert!(written["blocks"].is_array() && written["proofs"].is_null() && written["status"].is_null());
    assert!(data["words"]["unpublished"].is_string() && data["frame"]["site"].is_object());
    let config: serde_json::Value = serde_json::from_slice(&SITE.bytes("/config.json")).unwrap();
    assert_eq!(config["kind"], "files");
    for page in SITE.pages.iter().filter(|page| !is_door(page)) {
        assert!(!page.text.contains("data-door"), "{} brings the door", page.path);
    }
}

#[test]
fn every_compressed_file_is_its_original() {
    let mut compressed = 0;
    for file in assets::files(&SITE.root).unwrap() {
        let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if !["html", "js", "wasm", "json", "svg", "txt", "xml", "css", "csv"].contains(&extension) {
            continue;
        }
        let original = fs::read(&file).unwrap();
        let read = |extension: &str| fs::read(beside(&file, extension)).unwrap_or_else(|error| panic!("{}.{extension}: {error}", file.display()));
        let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
        brotli::Decompressor::new(read("br").as_slice(), 65_536).read_to_end(&mut from_brotli).unwrap();
        flate2::read::GzDecoder::new(read("gz").as_slice()).read_to_end(&mut from_gzip).unwrap();
        assert!(from_brotli == original, "{}.br is another file", file.display());
        assert!(from_gzip == original, "{}.gz is another file", file.display());
        compressed += 1;
    }
    assert!(compressed > SITE.pages.len(), "only {compressed} files are compressed");
}

fn beside(file: &Path, extension: &str) -> String {
    format!("{}.{extension}", file.display())
}

#[test]
fn the_page_of_wrong_addresses_is_not_a_page_of_the_site() {
    assert!(SITE.page("/introuvable/").is_none());
    let page = SITE.page("/404.html").expect("404.html");
    assert!(page.html.named("input").any(|tag| tag.get("type") == Some("search")), "no search on it");
    let listed = String::from_utf8(SITE.bytes("/content/search.fr.json")).unwrap();
    assert!(!listed.contains("introuvable") && !listed.contains("404"), "the search lists it");
}

/// Whether search engines and other sites may know the page.
fn is_listed(page: &Page) -> bool {
    let unlisted = page.html.tags.iter().any(|tag| tag.is("meta", "name", "robots"));
    !unlisted && !routes::UNLISTED.iter().any(|slug| page.path.contains(slug)) && page.path != "/404.html"
}

fn property<'a>(page: &'a Page, name: &str) -> Option<&'a str> {
    page.html.tags.iter().find(|tag| tag.is("meta", "property", name))?.get("content")
}

fn pixels(content: &[u8]) -> (usize, usize) {
    let size = imagesize::blob_size(content).expect("a picture");
    (size.width, size.height)
}

/// Where the site lives.
fn base() -> String {
    let frame: serde_json::Value = serde_json::from_slice(&SITE.bytes("/content/frame.fr.json")).unwrap();
    frame["site"]["base_url"].as_str().expect("base_url").to_owned()
}

#[test]
fn each_page_has_a_card_of_its_own() {
    let mut faults = Faults::default();
    let (base, mut titles) = (base(), BTreeMap::new());
    for page in &SITE.pages {
        let image = property(page, "og:image");
        if !is_listed(page) {
            if let Some(image) = image {
                faults.say(page, format!("{image} shows what is not to be found"));
            }
            continue;
        }
        let Some(path) = image.and_then(|image| image.strip_prefix(&base)) else {
            faults.say(page, format!("no card of this site: {image:?}"));
            continue;
        };
        let content = SITE.bytes(path);
        let (width, height) = pixels(&content);
        if content.len() > CARD_BUDGET || (width, height) != (card::WIDTH as usize, card::HEIGHT as usize) {
            faults.say(page, format!("{path}: {} bytes, {width} × {height}", content.len()));
        }
        let told = ["og:image:width", "og:image:height"].map(|name| property(page, name).unwrap_or_default().to_owned());
        if told != [width.to_string(), height.to_string()] {
            faults.say(page, format!("{path} is told to be {told:?}"));
        }
        if property(page, "og:image:alt") != property(page, "og:title") {
            faults.say(page, "the card's words are not the title");
        }
        if !path.contains(&assets::short_hash(&content)) {
            faults.say(page, format!("{path} is not named by its content"));
        }
        // A page that another language borrows has the same title and the same card.
        let title = property(page, "og:title").unwrap_or_default();
        if let Some(other) = titles.insert(path, title).filter(|other| *other != title) {
            faults.say(page, format!("{path} is also the card of « {other} »"));
        }
    }
    assert!(titles.len() > 40, "only {} cards", titles.len());
    faults.none();
}

#[test]
fn the_icons_have_the_sizes_that_they_are_told_to_have() {
    let manifest: serde_json::Value = serde_json::from_slice(&SITE.bytes("/manifest.webmanifest")).unwrap();
    for name in ["name", "short_name", "lang", "dir", "theme_color", "background_color"] {
        assert!(manifest[name].as_str().is_some_and(|value| !value.is_empty()), "{name}: {}", manifest[name]);
    }
    assert_eq!((manifest["start_url"].as_str(), manifest["display"].as_str()), (Some("/"), Some("minimal-ui")));
    let icons = manifest["icons"].as_array().unwrap();
    for icon in icons {
        let (width, height) = pixels(&SITE.bytes(icon["src"].as_str().unwrap()));
        assert_eq!(icon["sizes"].as_str(), Some(format!("{width}x{height}").as_str()), "{}", icon["src"]);
    }
    for (sizes, purpose) in [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")] {
        assert!(icons.iter().any(|icon| icon["sizes"] == sizes && icon["purpose"] == purpose), "no {purpose} icon of {sizes}");
    }
    assert_eq!(pixels(&SITE.bytes("/apple-touch-icon.png")), (180, 180));
    let ico = SITE.bytes("/favicon.ico");
    let sides: Vec<u8> = (0..usize::from(ico[4])).map(|index| ico[6 + 16 * index]).collect();
    assert_eq!(sides, [16, 32, 48]);
    for path in ["/favicon.svg", "/images/marque.svg", "/images/logotype.svg"] {
        let text = String::from_utf8(SITE.bytes(path)).unwrap();
        let whole = text.starts_with("<svg ") && text.ends_with("</svg>") && text.contains("viewBox");
        assert!(whole && !text.contains("NaN"), "{path}: {text}");
    }
    for page in &SITE.pages {
        for (rel, href) in
            [("icon", "/favicon.ico"), ("icon", "/favicon.svg"), ("apple-touch-icon", "/apple-touch-icon.png"), ("manifest", "/manifest.webmanifest")]
        {
            if is_embed(page) && rel != "icon" {
                continue;
            }
            assert!(page.html.named("link").any(|tag| tag.get("rel") == Some(rel) && tag.get("href") == Some(href)), "{}: no {href}", page.path);
        }
    }
}

#[test]
fn every_contact_can_be_kept() {
    let mut cards = 0;
    for file in assets::files(&SITE.root.join("contacts")).unwrap() {
        let text = fs::read_to_string(&file).unwrap();
        if let Err(what) = vcard::read(&text) {
            panic!("{}: {what}\n{text}", file.display());
        }
        cards += 1;
    }
    let mut expected = 0;
    for file in assets::files(&SITE.root.join("content/pages/fr")).unwrap().iter().filter(|file| file.extension().is_some_and(|extension| extension == "json"))
    {
        let page: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
        let slug = passerelle::model::slug::Slug::parse(page["slug"].as_str().unwrap()).unwrap();
        for contact in page["blocks"].as_array().unwrap().iter().filter(|block| block["type"] == "contact") {
            let kept = ["phone", "email", "address"].iter().any(|name| contact[name].is_string());
            let name = contact["name"].as_str().unwrap();
            let path = routes::contact_card("fr", &slug, name);
            assert_eq!(SITE.file(&path).is_some(), kept, "{path}");
            expected += usize::from(kept);
            if let (true, Some(phone)) = (kept, contact["phone"].as_str()) {
                let card = vcard::read(&String::from_utf8(SITE.bytes(&path)).unwrap()).unwrap();
                assert_eq!(card["TEL"], phone.replace(' ', ""), "{path}");
            }
        }
    }
    assert!(cards >= expected && expected > 40, "{cards} cards, not {expected}");
    let links = SITE.pages.iter().flat_map(|page| page.html.named("a")).filter_map(|tag| tag.get("href")).filter(|href| href.ends_with(".vcf"));
    for href in links {
        assert!(SITE.file(href).is_some(), "{href} leads nowhere");
    }
}

#[test]
fn what_stands_beside_a_page_leads_back_to_it_and_is_kept_out_of_searches() {
    let base = base();
    let (mut faults, mut together, mut sheets) = (Faults::default(), 0, 0);
    let lists = ["/sitemap.xml", "/content/search.fr.json"].map(|place| String::from_utf8(SITE.bytes(place)).unwrap());
    for page in SITE.pages.iter().filter(|page| is_beside(page)) {
        let own = page.path.strip_suffix("a-deux/").or(page.path.strip_suffix("fiche/")).unwrap();
        let leads = |from: &Page, to: &str| from.html.named("a").any(|tag| tag.get("href") == Some(to));
        if !leads(page, own) || !SITE.page(own).is_some_and(|own| leads(own, &page.path)) {
            faults.say(page, format!("{own} and it do not lead to each other"));
        }
        let canonical = page.html.named("link").find(|tag| tag.get("rel") == Some("canonical")).and_then(|tag| tag.get("href"));
        if is_listed(page) || canonical != Some(format!("{base}{own}").as_str()) || lists.iter().any(|list| list.contains(&page.path)) {
            faults.say(page, "searches may find it in the page's place");
        }
        if !page.text.contains(&format!("\n{base}{own}</p>")) {
            faults.say(page, "paper does not tell where the page is");
        }
        together += usize::from(page.path.ends_with("/a-deux/"));
        sheets += usize::from(page.path.ends_with("/fiche/"));
    }
    println!("{together} pages in two texts, {sheets} sheets");
    // Each easy text but the home page's; each page with three things to do and somebody to call.
    assert_eq!(together, SITE.pages.iter().filter(|page| page.path.ends_with("-facile/") && page.path != "/accueil-facile/").count());
    assert!(sheets >= 25, "only {sheets} sheets");
    faults.none();
}

#[test]
fn the_feed_is_atom() {
    let text = String::from_utf8(SITE.bytes(&routes::feed("fr"))).unwrap();
    let feed = feed_rs::parser::Builder::new().build().parse(text.as_bytes()).unwrap();
    assert_eq!(feed.feed_type, feed_rs::model::FeedType::Atom);
    // What RFC 4287 (section 4) asks of every feed and entry, and that an address stays what it is.
    assert!(feed.updated.is_some() && feed.title.is_some() && !feed.authors.is_empty(), "{text}");
    let own = format!("{}{}", base(), routes::feed("fr"));
    assert!(feed.links.iter().any(|link| link.rel.as_deref() == Some("self") && link.href == own), "{:?}", feed.links);
    let identifiers: BTreeSet<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(identifiers.len(), feed.entries.len(), "an identifier stands twice");
    assert!(feed.entries.len() > 40, "only {}", feed.entries.len());
    for entry in &feed.entries {
        assert!(entry.updated.is_some() && entry.title.is_some() && entry.summary.is_some(), "{}", entry.id);
        assert!(entry.id.starts_with("tag:"), "{}", entry.id);
        let page = entry.links.iter().find(|link| link.rel.as_deref() == Some("alternate")).map(|link| link.href.as_str()).unwrap_or_default();
        let path = page.strip_prefix(base().as_str()).unwrap_or_else(|| panic!("{page} is elsewhere"));
        assert!(SITE.file(path).is_some(), "{page} leads nowhere");
    }
    let times = text.matches("<updated>").count();
    assert_eq!(
        times,
        text.split("<updated>").skip(1).filter(|rest| rest.split('<').next().is_some_and(|time| time.ends_with("T00:00:00+00:00") && time.len() == 25)).count()
    );
}

#[test]
fn events_go_into_calendars() {
    let mut files = vec![SITE.file(&routes::calendar("fr")).expect("the calendar")];
    files.extend(assets::files(&SITE.root.join("agenda")).unwrap().into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "ics")));
    assert!(files.len() > 10, "{files:?}");
    let mut counted = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        // RFC 5545, section 3.1: lines end with CRLF and hold 75 bytes at most.
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "{}: ends of lines", file.display());
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{}: a long line", file.display());
        let calendar = calcard::icalendar::ICalendar::parse(&text).unwrap_or_else(|error| panic!("{}: {error:?}\n{text}", file.display()));
        let count = |line: &str| text.split("\r\n").filter(|known| known.starts_with(line)).count();
        let events = count("BEGIN:VEVENT");
        assert_eq!(calendar.components.len(), events + 1, "{}: components", file.display());
        // What section 3.6 asks of a calendar and of each event, once.
        assert_eq!((count("VERSION:2.0"), count("PRODID:")), (1, 1), "{}", file.display());
        for line in ["UID:", "DTSTAMP:", "DTSTART", "SUMMARY:", "STATUS:"] {
            assert_eq!(count(line), events, "{}: {line}", file.display());
        }
        counted.push(events);
    }
    assert_eq!(counted[0], files.len() - 1, "the calendar has as many events as there are files");
    assert!(counted[1..].iter().all(|events| *events == 1));
}

#[test]
fn paper_tells_where_the_page_is() {
    let base = base();
    for page in SITE.pages.iter().filter(|page| is_listed(page)) {
        let address = format!("{base}{}", page.path);
        let canonical = page.html.named("link").find(|tag| tag.get("rel") == Some("canonical")).and_then(|tag| tag.get("href"));
        assert_eq!(canonical, Some(address.as_str()));
        // A list of results is no page to keep.
        if page.path == "/recherche/" {
            continue;
        }
        assert!(page.text.contains(&format!("\n{address}</p>")), "{} does not tell its address", page.path);
    }
    let robots = String::from_utf8(SITE.bytes("/robots.txt")).unwrap();
    assert!(robots.contains(&format!("Sitemap: {base}/sitemap.xml")), "{robots}");
    let wrong = SITE.page("/404.html").unwrap();
    assert!(!wrong.text.contains("canonical") && !wrong.text.contains("class=\"print-note\""), "the page of wrong addresses has one");
}

/// What the words of the 2022 survey may be shown as (`survey::quantity` on 23), and nothing else.
const READINGS: [&str; 14] = [
    // Findings are counted, not associations.
    "27 constats",
    "4 constats sur 27 disent une quantité",
    "de 12 à 23 sur 23",
    "de 0 à 11 sur 23",
    "au moins 12 sur 23",
    "(certain) : 12. Points hachurés (possible) : 11. Points en pointillé (exclu) : 0.",
    "(certain) : 0. Points hachurés (possible) : 11. Points en pointillé (exclu) : 12.",
    "Cette lecture suppose 23 réponses",
    "Sources (2)",
    // In data.
    ",12,23,notre lecture",
    ",0,11,notre lecture",
    "\"allowed_min\": 12,\n      \"allowed_max\": 23,",
    "\"allowed_min\": 0,\n      \"allowed_max\": 11,",
    "\"version\": 1,",
];

/// The survey's counts were never published: its page, and whatever can be taken away of it, hold no number but the respondents', dates, and the readings.
#[test]
fn no_number_about_the_associations_is_invented() {
    let page = SITE.pages.iter().find(|page| page.path == "/analyse-de-lirfam-2022/").expect("the survey's page");
    let main = &page.text[page.text.find("<main").expect("a main landmark")..page.text.find("</main>").expect("its end")];
    let mut texts = vec![("the page".to_owned(), words(main))];
    for file in assets::files(&SITE.root.join("sondages/associations-2022")).expect("what is taken away") {
        let kind = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        let text = match &*kind {
            "html" => {
                let text = fs::read_to_string(&file).unwrap();
                words(&text[text.find("<body").expect("a body")..])
            }
            "csv" | "json" => fs::read_to_string(&file).unwrap(),
            "svg" => {
                let text = fs::read_to_string(&file).unwrap();
                let told = |tag: &str| {
                    text.split_once(&format!("<{tag}")).and_then(|(_, rest)| rest.split_once('>')?.1.split_once("</")).map(|(told, _)| told.to_owned())
                };
                [told("title"), told("desc")].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            _ => continue,
        };
        texts.push((file.to_string_lossy().into_owned(), text));
    }
    assert!(texts.len() > 4 * 27, "only {} texts", texts.len());
    for (place, text) in texts {
        let text = text.replace(['\u{202f}', '\u{a0}'], " ").replace("lirfam-2022", "").replace("associations-2022", "").replace("cainamur.be/2022-", "");
        let text = READINGS.iter().fold(text, |text, reading| text.replace(reading, ""));
        assert!(!text.contains('%') && !text.contains("pour cent"), "{place} tells a share");
        for (at, number) in numbers(&text) {
            // Respondents, the year, the meeting's day, the decade of « la plupart », the day when the facts were read.
            let known = ["23", "2022", "26", "2010", "2026"].contains(&number);
            let around = &text[text.floor_char_boundary(at.saturating_sub(50))..text.ceil_char_boundary((at + 40).min(text.len()))];
            assert!(known, "{place} tells « {number} », which nobody published: « {around} »");
        }
    }
}

/// The words of `html`, without drawings, code to copy, and tags.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let skipped = ["svg", "script", "textarea"].into_iter().find(|name| tag.starts_with(name));
        rest = match skipped {
            Some(name) => tag.split_once(&format!("</{name}>")).map_or("", |(_, rest)| rest),
            None => tag.split_once('>').map_or("", |(_, rest)| rest),
        };
    }
    text.push_str(rest);
    text.replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The runs of digits of `text` that are no part of a word (`f07`), with where they stand.
fn numbers(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    let mut before = ' ';
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, letter.is_ascii_digit()) {
            (None, true) if !before.is_alphabetic() => start = Some(at),
            (Some(from), false) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
        if !(letter.is_ascii_digit() && before.is_alphabetic()) {
            before = letter;
        }
    }
    found
}

#[test]
fn every_finding_has_its_page_and_its_files() {
    let page: serde_json::Value = serde_json::from_slice(&SITE.bytes("/content/pages/fr/analyse-de-lirfam-2022.json")).unwrap();
    let survey = &page["surveys"][0];
    let id = survey["id"].as_str().unwrap();
    let findings: Vec<&str> = survey["subjects"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|subject| subject["findings"].as_array().unwrap())
        .map(|finding| finding["id"].as_str().unwrap())
        .collect();
    assert_eq!(SITE.pages.iter().filter(|page| is_view(page)).count(), findings.len());
    for finding in findings {
        let folder = format!("/sondages/{id}/{finding}/");
        let page = SITE.page(&folder).unwrap_or_else(|| panic!("{folder} is not there"));
        assert!(program(page).is_none() && !is_listed(page), "{folder} is a page like another");
        let own = |extension: &str| SITE.bytes(&format!("{folder}{id}-{finding}.{extension}"));
        let (svg, png) = (String::from_utf8(own("svg")).unwrap(), own("png"));
        assert!(svg.len() < PICTURE_BUDGET && png.len() < PICTURE_BUDGET, "{folder}: SVG {}, PNG {} bytes", svg.len(), png.len());
        assert_eq!(Html::read(&svg).faults, Vec::<String>::new(), "{folder}");
        assert!(svg.starts_with("<svg ") && svg.contains("<title>") && svg.contains("<desc>") && !svg.contains("NaN"), "{folder}");
        let (width, height) = pixels(&png);
        assert!(
            page.text.contains(&format!("width=\"{width}\" height=\"{height}\"")) && svg.contains(&format!("viewBox=\"0 0 {width} {height}\"")),
            "{folder}"
        );
        let data: serde_json::Value = serde_json::from_slice(&own("json")).unwrap();
        assert_eq!((data["n"].as_u64(), data["findings"][0]["finding_id"].as_str()), (Some(23), Some(finding)));
        assert!(String::from_utf8(own("csv")).unwrap().starts_with("survey_id,survey_title,"), "{folder}");
    }
    for extension in ["csv", "json"] {
        assert!(SITE.file(&format!("/sondages/{id}/{id}.{extension}")).is_some(), "{extension}");
    }
    assert!(!String::from_utf8(SITE.bytes("/sitemap.xml")).unwrap().contains(&format!("/sondages/{id}/")));
}
