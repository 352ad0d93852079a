//! A whole WordPress as a folder of content: everything is read and made in memory first, so that what fails changes nothing.

use super::{
    addresses::Addresses,
    error::SourceError,
    html::{self, Converted},
    http::{About, Client},
    live::Asked,
    loss::Loss,
    menu,
    place::Place,
    shape::At,
};
use crate::{
    model::{date::Date, json::Json, page, slug::Slug},
    routes,
};
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// What the pages of the two kinds hold that is asked for.
const FIELDS: &str = "_fields=id,type,slug,parent,link,status,modified_gmt,title,content,passerelle";
/// Letters of a summary, as the checker has it.
const LONGEST_SUMMARY: usize = 200;

/// A page or an article as WordPress has it.
#[derive(Debug, Clone)]
pub struct Item {
    id: u64,
    slug: String,
    lang: String,
    parent: u64,
    link: String,
    /// `2026-11-23`; nothing for a date that is none.
    modified: Option<Date>,
    title: String,
    summary: String,
    html: String,
    translation_of: Option<String>,
    closed: bool,
    /// The page that was sent with it, and whether its text was edited since.
    kept: Option<(Value, bool)>,
    /// What changes with its text; nothing of a bridge that is older than this.
    version: Option<String>,
}

impl Item {
    /// Reads an element of a listing; `None` for what is not published.
    ///
    /// # Errors
    /// [`SourceError::Unexpected`].
    pub fn read(at: &At<'_>) -> Result<Option<Self>, SourceError> {
        if at.member("status").text()? != "publish" {
            return Ok(None);
        }
        let ours = at.member("passerelle");
        let kept = ours.member("page").optional(At::text)?;
        let kept = kept.and_then(|text| serde_json::from_str::<Value>(&text).ok()).filter(Value::is_object);
        let edited = ours.member("edited").is_true();
        let content = at.member("content");
        Ok(Some(Self {
            id: at.member("id").number()?,
            slug: ours.member("slug").optional(At::text)?.map_or_else(|| at.member("slug").text(), Ok)?,
            lang: ours.member("lang").optional(At::text)?.unwrap_or_else(|| routes::ROOT_LANGUAGE.to_owned()),
            parent: at.member("parent").optional(At::number)?.unwrap_or(0),
            link: at.member("link").text()?,
            modified: at.member("modified_gmt").optional(At::text)?.as_deref().and_then(|text| Date::parse(text.get(..10)?)),
            title: html::words_of(&at.member("title").member("rendered").text()?),
            summary: ours.member("summary").optional(At::text)?.map(|text| html::words_of(&text)).unwrap_or_default(),
            html: content.member("rendered").text()?,
            translation_of: ours.member("translation_of").optional(At::text)?,
            closed: ours.member("password").is_true() || content.member("protected").is_true(),
            kept: kept.map(|page| (page, edited)),
            version: ours.member("version").optional(At::text)?,
        }))
    }

    /// The language's code.
    #[must_use]
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// Its number in WordPress.
    #[must_use]
    pub fn id(&self) -> u64 {
        self.id
    }
}

/// Content that was pulled, in memory.
#[derive(Debug, Default)]
pub struct Pulled {
    /// JSON files by their place under the content's folder.
    pub files: BTreeMap<String, Value>,
    /// Pictures and documents by their place under the folder around the content.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// What was changed or left out, by place.
    pub losses: BTreeSet<(String, Loss)>,
    /// The counter of changes when it was read.
    pub version: u64,
    /// What a browser needs to ask WordPress whether a page has changed since: see [`super::live::Asked`].
    pub asked: Asked,
}

/// What was written to a folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or differ.
    pub changed: Vec<String>,
    /// Files that were taken away.
    pub removed: Vec<String>,
}

/// What a folder of content has that WordPress does not: the site's own words, languages, families of the menu, pages of the program.
struct Base<'a> {
    folder: &'a Path,
    site: Value,
}

impl<'a> Base<'a> {
    fn read(folder: &'a Path) -> Result<Self, SourceError> {
        Ok(Self { folder, site: read_file(folder, "site.json")?.unwrap_or_default() })
    }

    fn languages(&self) -> Vec<String> {
        let codes: Vec<String> =
            self.site["languages"].as_array().into_iter().flatten().filter_map(|language| Some(language["code"].as_str()?.to_owned())).collect();
        if codes.is_empty() { vec![routes::ROOT_LANGUAGE.to_owned()] } else { codes }
    }

    /// The pages of the program in `lang`: they come from the folder when WordPress has none of that name.
    fn own_pages(&self, lang: &str) -> Result<Vec<(Slug, Value)>, SourceError> {
        let mut pages = Vec::new();
        for slug in slugs(&self.folder.join("pages").join(lang)) {
            let Some(page) = read_file(self.folder, &format!("pages/{lang}/{slug}.json"))? else { continue };
            let ours = ["home", "search", "site_map", "not_found", "style"].contains(&page["kind"].as_str().unwrap_or_default());
            if ours || slug.as_str() == routes::OFFLINE {
                pages.push((slug, page));
            }
        }
        Ok(pages)
    }
}

fn slugs(folder: &Path) -> Vec<Slug> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut slugs: Vec<Slug> = names.filter_map(|name| Slug::parse(name.strip_suffix(".json")?)).collect();
    slugs.sort();
    slugs
}

fn read_file(folder: &Path, place: &str) -> Result<Option<Value>, SourceError> {
    let local = |reason: String| SourceError::Local { place: place.to_owned(), reason };
    match fs::read_to_string(folder.join(place)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(local(error.to_string())),
        Ok(text) => serde_json::from_str(&text).map(Some).map_err(|error| local(error.to_string())),
    }
}

/// All items of one of WordPress' listings that visitors may see.
///
/// # Errors
/// Any [`SourceError`].
pub fn items(client: &Client, listing: &str) -> Result<Vec<Item>, SourceError> {
    let mut items = Vec::new();
    for answer in client.all(&format!("/wp/v2/{listing}?{FIELDS}"))? {
        for at in answer.at().list()? {
            items.extend(Item::read(&at)?);
        }
    }
    Ok(items)
}

/// Reads everything that visitors may see. `base`: a folder of content, for what WordPress does not have. `now`: seconds since 1970, to compare clocks.
///
/// # Errors
/// The first [`SourceError`]: half a site is none.
pub fn pull(client: &mut Client, base: &Path, today: Date, now: i64) -> Result<Pulled, SourceError> {
    let about = client.about(now)?;
    let base = Base::read(base)?;
    let mut found = items(client, "pages")?;
    found.extend(items(client, "posts")?);
    let mut out = Pulled { version: about.version, ..Pulled::default() };
    let named = name_all(found, &about, &base, &mut out.losses);
    let mut addresses = Addresses::new([client.site(), &about.home, base.site["base_url"].as_str().unwrap_or_default()]);
    for lang in base.languages() {
        for (slug, page) in base.own_pages(&lang)? {
            if !named.iter().any(|(own, item)| *own == slug && item.lang == lang) {
                addresses.know(&routes::href_of(&lang, slug.as_str()), None, None);
                out.files.insert(format!("pages/{lang}/{slug}.json"), page);
            }
        }
    }
    for (slug, item) in &named {
        addresses.know(&routes::href_of(&item.lang, slug.as_str()), Some(&item.link), Some(item.id));
    }
    out.asked = asked(client.site(), &about, &base, &addresses, &named);
    addresses.public = base.folder.parent().map(Path::to_owned).unwrap_or_default();
    let mut converted = BTreeSet::new();
    for (slug, item) in &named {
        let place = format!("pages/{}/{slug}.json", item.lang);
        let mut around = Place { client, addresses: &addresses, assets: &mut out.assets };
        let (page, losses) = page_of(item, &about, today, &mut around);
        if item.kept.as_ref().is_none_or(|(_, edited)| *edited) {
            converted.insert(place.clone());
        }
        out.losses.extend(losses.into_iter().map(|loss| (place.clone(), loss)));
        out.files.insert(place, page);
    }
    for lang in base.languages() {
        let file = if lang == routes::ROOT_LANGUAGE { "menu.json".to_owned() } else { format!("menu.{lang}.json") };
        let location = if lang == routes::ROOT_LANGUAGE { "passerelle".to_owned() } else { format!("passerelle-{lang}") };
        let known = read_file(base.folder, &file)?;
        let (menu, losses) = match client.get(&format!("/passerelle/v1/menu/{location}")) {
            Ok(answer) => menu::read(&answer.at(), known.as_ref(), &addresses)?,
            // No menu has been given yet: that of the folder goes on.
            Err(SourceError::Refused { status: 404, code, .. }) if code == "passerelle_menu" => (known.unwrap_or_default(), Vec::new()),
            Err(error) => return Err(error),
        };
        out.losses.extend(losses.into_iter().map(|loss| (file.clone(), loss)));
        if !menu.is_null() {
            out.files.insert(file, menu);
        }
    }
    for answer in client.all("/wp/v2/sondages?_fields=id,status,meta")? {
        for at in answer.at().list()? {
            let definition = at.member("meta").member("definition");
            if at.member("status").text()? == "publish" && definition.value().as_object().is_some_and(|object| !object.is_empty()) {
                let id = Slug::parse(&definition.member("id").text()?).ok_or_else(|| definition.member("id").instead_of("un nom en a-z, 0-9 et tirets"))?;
                out.files.insert(format!("surveys/{id}/survey.json"), definition.value().clone());
            }
        }
    }
    mend_fragments(&mut out, &converted);
    announce_all(&mut out, &base);
    Ok(out)
}

/// What a browser needs to know to ask for the pages that were just read.
fn asked(site: &str, about: &About, base: &Base<'_>, addresses: &Addresses, named: &[(Slug, Item)]) -> Asked {
    let version = |(slug, item): &(Slug, Item)| Some((routes::href_of(&item.lang, slug.as_str()), (item.id, item.version.clone()?)));
    Asked {
        sites: [site, &about.home, base.site["base_url"].as_str().unwrap_or_default()].map(str::to_owned),
        pages: named.iter().filter_map(version).collect(),
        paths: addresses.paths().map(|(path, href)| (path.clone(), href.clone())).collect(),
    }
}

/// The name of each item among those of its language. WordPress lets two pages share one under different parents; here addresses have one level.
fn name_all(items: Vec<Item>, about: &About, base: &Base<'_>, losses: &mut BTreeSet<(String, Loss)>) -> Vec<(Slug, Item)> {
    let languages = base.languages();
    let slugs: BTreeMap<u64, String> = items.iter().map(|item| (item.id, item.slug.clone())).collect();
    let mut named: Vec<(Slug, Item)> = Vec::new();
    for item in items {
        let place = format!("pages/{}/{}.json", item.lang, item.slug);
        if item.closed {
            losses.insert((place, Loss::Closed));
            continue;
        }
        if !languages.contains(&item.lang) {
            losses.insert((format!("pages/{}", item.lang), Loss::Language(item.lang)));
            continue;
        }
        let own = if about.front_page == Some(item.id) { routes::HOME.to_owned() } else { item.slug.clone() };
        let own = Slug::parse(&own).unwrap_or_else(|| Slug::from_words(&item.title));
        let taken = |slug: &Slug, named: &[(Slug, Item)]| named.iter().any(|(other, known)| other == slug && known.lang == item.lang);
        let mut slug = own.clone();
        if taken(&slug, &named) {
            let parent = slugs.get(&item.parent).map(String::as_str).unwrap_or_default();
            slug = Slug::from_words(&format!("{parent} {own}"));
            let mut turn = 2;
            while taken(&slug, &named) {
                slug = Slug::from_words(&format!("{own} {turn}"));
                turn += 1;
            }
        }
        if slug.as_str() != item.slug && about.front_page != Some(item.id) {
            losses.insert((place, Loss::Name(slug.to_string())));
        }
        named.push((slug, item));
    }
    named
}

/// The page of an item: the one that was sent with it as long as nobody edited it, else what its text says.
fn page_of(item: &Item, about: &About, today: Date, around: &mut Place<'_>) -> (Value, Vec<Loss>) {
    if let Some((page, false)) = &item.kept {
        return (page.clone(), Vec::new());
    }
    let Converted { mut blocks, mut losses } = html::convert(&item.html, &item.lang, around);
    if let Some((page, true)) = &item.kept {
        let mut page = page.clone();
        page["title"] = json!(item.title);
        if !item.summary.is_empty() {
            page["summary"] = json!(item.summary);
        }
        page["blocks"] = Value::Array(blocks);
        return (page, losses);
    }
    let mut sources = html::take_sources(&mut blocks);
    if sources.is_empty() {
        losses.push(Loss::Sources);
        sources.push(json!({ "url": item.link, "title": format!("{} : {}", about.name, item.title), "supports": "le texte de cette page" }));
    }
    let summary = if item.summary.is_empty() {
        losses.push(Loss::Summary);
        beginning(&blocks, &item.title)
    } else {
        item.summary.clone()
    };
    let mut page = Map::new();
    page.insert("title".into(), json!(item.title));
    page.insert("summary".into(), json!(summary));
    page.insert("kind".into(), json!("page"));
    page.insert("status".into(), json!("published"));
    if let Some(original) = &item.translation_of {
        page.insert("translation_of".into(), json!(original));
    }
    // Nobody has said when its facts were checked: when somebody last looked at the text is the nearest that is known.
    page.insert("checked_on".into(), json!(item.modified.map_or(today, |day| day.min(today)).machine()));
    page.insert("brief".into(), json!([]));
    page.insert("blocks".into(), Value::Array(blocks));
    page.insert("sources".into(), Value::Array(sources));
    (Value::Object(page), losses)
}

/// The first sentences of a text, as many as a summary may have; its title when it has none.
fn beginning(blocks: &[Value], title: &str) -> String {
    let first =
        blocks.iter().filter(|block| block["type"] == "paragraph").map(|block| html::plain_words(&block["text"])).find(|words| !words.trim().is_empty());
    let words = first.unwrap_or_else(|| title.to_owned());
    let mut summary = String::new();
    for sentence in words.split_inclusive(['.', '?', '!']) {
        if summary.chars().count() + sentence.chars().count() > LONGEST_SUMMARY {
            break;
        }
        summary.push_str(sentence);
    }
    if summary.is_empty() {
        let cut: String = words.chars().take(LONGEST_SUMMARY - 1).collect();
        let end = cut.rfind(' ').unwrap_or(cut.len());
        summary = format!("{}…", &cut[..end]);
    }
    summary.trim().to_owned()
}

/// Every address in a value, to be changed.
fn each_address(value: &mut Value, change: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Object(object) => {
            for (name, value) in object.iter_mut() {
                match value {
                    Value::String(text) if name == "link" || name == "href" => change(text),
                    value => each_address(value, change),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| each_address(value, change)),
        _ => {}
    }
}

fn lang_and_slug(place: &str) -> Option<(&str, &str)> {
    place.strip_prefix("pages/")?.strip_suffix(".json")?.split_once('/')
}

/// In pages whose text was converted, links to a place that no heading of the page has lead to its top.
fn mend_fragments(out: &mut Pulled, converted: &BTreeSet<String>) {
    let mut anchors: BTreeMap<String, Option<BTreeSet<String>>> = BTreeMap::new();
    for (place, page) in &out.files {
        let Some((lang, slug)) = lang_and_slug(place) else { continue };
        let read =
            Json::parse(&page.to_string()).ok().map(|json| json.read::<Vec<crate::model::block::Block>>("blocks", &mut crate::model::json::Faults::default()));
        // A survey's page has places of its own: none of its links is judged here.
        let judged = read.filter(|blocks| blocks.iter().all(|block| block.survey().is_none()));
        anchors.insert(routes::href_of(lang, slug), judged.map(|blocks| page::anchors(&blocks).into_iter().flatten().map(|section| section.id).collect()));
    }
    for place in converted {
        let Some((lang, slug)) = lang_and_slug(place) else { continue };
        let own = routes::href_of(lang, slug);
        let Some(page) = out.files.get_mut(place) else { continue };
        let losses = &mut out.losses;
        each_address(page, &mut |address| {
            let Some((path, fragment)) = address.split_once('#') else { return };
            let target = if path.is_empty() { &own } else { path };
            if let Some(Some(known)) = anchors.get(target)
                && !known.contains(fragment)
            {
                losses.insert((place.clone(), Loss::Fragment(address.clone())));
                *address = target.to_owned();
            }
        });
    }
}

/// A page that nothing leads to would be refused: the site map of its language leads to it.
fn announce_all(out: &mut Pulled, base: &Base<'_>) {
    let mut linked: BTreeSet<(String, String)> = BTreeSet::new();
    let mut note = |place: &str, value: &Value| {
        let mut value = value.clone();
        each_address(&mut value, &mut |address| {
            let path = address.split(['#', '?']).next().unwrap_or_default();
            linked.insert((path.to_owned(), place.to_owned()));
        });
    };
    out.files.iter().for_each(|(place, value)| note(place, value));
    note("site.json", &base.site);
    let mut missing: Vec<(String, String, String, String)> = Vec::new();
    for (place, page) in &out.files {
        let Some((lang, slug)) = lang_and_slug(place) else { continue };
        let href = routes::href_of(lang, slug);
        let free = slug == routes::HOME || routes::UNLISTED.contains(&slug);
        let from_elsewhere = linked.iter().any(|(path, from)| *path == href && from != place);
        // An easy text is led to from the page that it tells again, when it is published.
        if !free && !from_elsewhere && page["easy_of"].is_null() {
            missing.push((lang.to_owned(), place.clone(), href, page["title"].as_str().unwrap_or_default().to_owned()));
        }
    }
    for (lang, place, href, title) in missing {
        let prefix = format!("pages/{lang}/");
        let mut maps: Vec<&mut Value> = out
            .files
            .iter_mut()
            .filter(|(other, page)| {
                other.starts_with(&prefix) && page["blocks"].as_array().is_some_and(|blocks| blocks.iter().any(|block| block["type"] == "site_map"))
            })
            .map(|(_, page)| page)
            .collect();
        // The page that is a site map rather than one that shows it too.
        maps.sort_by_key(|page| page["kind"] != "site_map");
        let block = maps.into_iter().next().and_then(|page| page["blocks"].as_array_mut()?.iter_mut().find(|block| block["type"] == "site_map"));
        if let Some(others) = block.and_then(|block| block["others"].as_array_mut()) {
            others.push(json!({ "href": href, "title": title }));
            out.losses.insert((place, Loss::Unlinked));
        }
    }
}

/// The text of a file: as editors' tools write it, so that differences are read line by line.
#[must_use]
pub fn text_of(value: &Value) -> String {
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}

impl Pulled {
    /// Writes what differs to the folder `content`, pictures and documents to the folder around it, and takes away the pages that are gone. What WordPress does
    /// not hold (`site.json`, `interface`, `glossary`, surveys that were never sent there) stays.
    ///
    /// # Errors
    /// [`SourceError::Local`].
    pub fn write(&self, content: &Path) -> Result<Written, SourceError> {
        let mut written = Written::default();
        let local = |place: &str| {
            let place = place.to_owned();
            move |error: std::io::Error| SourceError::Local { place, reason: error.to_string() }
        };
        for (place, value) in &self.files {
            // A file that says the same keeps its form.
            if read_file(content, place).ok().flatten().as_ref().is_some_and(|known| same(known, value)) {
                continue;
            }
            write_file(&content.join(place), text_of(value).as_bytes()).map_err(local(place))?;
            written.changed.push(place.clone());
        }
        let languages: BTreeSet<&str> = self.files.keys().filter_map(|place| lang_and_slug(place)).map(|(lang, _)| lang).collect();
        for lang in languages {
            for slug in slugs(&content.join("pages").join(lang)) {
                let place = format!("pages/{lang}/{slug}.json");
                if !self.files.contains_key(&place) {
                    fs::remove_file(content.join(&place)).map_err(local(&place))?;
                    written.removed.push(place);
                }
            }
        }
        let public = content.parent().unwrap_or(Path::new("."));
        for (place, bytes) in &self.assets {
            if fs::read(public.join(place)).is_ok_and(|known| known == *bytes) {
                continue;
            }
            write_file(&public.join(place), bytes).map_err(local(place))?;
            written.changed.push(place.clone());
        }
        Ok(written)
    }

    /// The losses, a line each.
    #[must_use]
    pub fn report(&self) -> String {
        self.losses.iter().map(|(place, loss)| format!("{place} : {loss}.\n")).collect()
    }
}

/// Equal, whatever the order of the members and whether `$schema` stands there.
fn same(known: &Value, value: &Value) -> bool {
    let bare = |value: &Value| {
        let mut value = value.clone();
        value.as_object_mut().and_then(|object| object.remove("$schema"));
        value
    };
    bare(known) == bare(value)
}

fn write_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}
