//! The built site, as files: weights, links, headers, well-formed pages. `PASSERELLE_DIST` names its folder.

#[path = "built/html.rs"]
mod html;

use html::{Html, Tag};
use passerelle::publish::{assets, headers};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// In bytes of brotli.
const PAGE_BUDGET: u64 = 35_000;
const PROGRAM_BUDGET: u64 = 95_000;

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
            if count != wanted {
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
            ("style-src", style_hash.as_str()),
            ("connect-src", "'self'"),
            ("font-src", "'self'"),
            ("base-uri", "'none'"),
            ("form-action", "'self'"),
            ("frame-ancestors", "'none'"),
            ("require-trusted-types-for", "'script'"),
            ("trusted-types", "service"),
        ] {
            assert_eq!(policy.get(directive), Some(&expected), "{}: {directive}", page.path);
        }
        for (name, expected) in [
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Embedder-Policy", "require-corp"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-cache"),
        ] {
            assert_eq!(header(name), expected, "{}: {name}", page.path);
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
        let named_by_content = path.rsplit('/').next().unwrap_or_default().split(['-', '.', '_']).any(digits);
        assert!(!kept || named_by_content, "{path} is kept for ever, but its name does not change with it");
    }
}

#[test]
fn integrity_is_that_of_the_files() {
    let mut faults = Faults::default();
    for page in &SITE.pages {
        let Some(tag) = program(page) else {
            faults.say(page, "no program");
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

#[test]
fn every_compressed_file_is_its_original() {
    let mut compressed = 0;
    for file in assets::files(&SITE.root).unwrap() {
        let extension = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if !["html", "js", "wasm", "json", "svg", "txt", "xml", "css"].contains(&extension) {
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
