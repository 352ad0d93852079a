//! A folder of content, read as far as it can be.

use super::{
    kind::Kind,
    locate,
    mend::{self, Reading},
    problem::Problem,
};
use crate::{
    model::{
        block::Block,
        date::Date,
        dated::{EventsFile, NewsFile, PublicationsFile},
        glossary::GlossaryFile,
        json::{Fault, FromJson, Json, Malformed},
        menu::Menu,
        page::Page,
        place::{Place, PlacesFile},
        search::SearchWords,
        site::{Language, Site},
        slug::Slug,
        statistic::StatisticsFile,
        survey::WordsSurvey,
        text::Href,
        topology,
        words::Words,
    },
    routes,
};
use std::{
    collections::BTreeMap,
    io::ErrorKind,
    path::{Path, PathBuf},
};

/// Some text programs put it first; no JSON reader of the site takes it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// What stands in a folder laid out as `public/content`.
#[derive(Debug)]
pub struct Folder {
    /// The folder itself.
    pub root: PathBuf,
    /// The folder that is served as is: the one around the content.
    pub public: PathBuf,
    /// The day of the check.
    pub today: Date,
    /// `site.json`; `None` when it cannot be read.
    pub site: Option<Site>,
    /// A menu a language, those that can be read.
    pub menus: Vec<MenuFile>,
    /// Languages whose interface words have a file, readable or not.
    pub interfaces: Vec<String>,
    /// Folders of `pages/`.
    pub languages: Vec<String>,
    /// The words that a language explains: its code, their names.
    pub glossaries: Vec<(String, Vec<Slug>)>,
    /// What is kept apart from the pages.
    pub libraries: Vec<LibraryFile>,
    /// By language, then by name.
    pub pages: Vec<PageFile>,
    /// By folder.
    pub surveys: Vec<SurveyFile>,
    /// Folders of surveys whose counts are published.
    pub packages: Vec<String>,
    /// Files and paths where a placeholder stands instead of what was written.
    pub mended: Vec<(String, String)>,
    texts: BTreeMap<String, String>,
}

/// A menu and its file.
#[derive(Debug)]
pub struct MenuFile {
    /// `menu.json`, `menu.nl.json`…
    pub place: String,
    /// The menu.
    pub menu: Menu,
}

/// A page file.
#[derive(Debug)]
pub struct PageFile {
    /// `pages/fr/asile.json`.
    pub place: String,
    /// Its folder.
    pub lang: String,
    /// Its name, as the system gives it.
    pub name: String,
    /// What its address says; `None` when its name is no slug.
    pub slug: Option<Slug>,
    /// `None` when it is not JSON.
    pub page: Option<Page>,
}

/// A file of what is kept apart from the pages: where it stands, its language, what it holds.
#[derive(Debug)]
pub enum LibraryFile {
    /// `places/fr.json`.
    Places(String, String, PlacesFile),
    /// `news/fr.json`.
    News(String, String, NewsFile),
    /// `events/fr.json`.
    Events(String, String, EventsFile),
    /// `publications/fr.json`.
    Publications(String, String, PublicationsFile),
    /// `figures/fr.json`, and for each of its outlines, in their order, the codes of the territories, or why they cannot be read.
    Statistics(String, String, StatisticsFile, Vec<Result<Vec<String>, String>>),
}

impl LibraryFile {
    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> &str {
        match self {
            Self::Places(place, ..) | Self::News(place, ..) | Self::Events(place, ..) | Self::Publications(place, ..) | Self::Statistics(place, ..) => place,
        }
    }

    /// Its language's code.
    #[must_use]
    pub fn lang(&self) -> &str {
        match self {
            Self::Places(_, lang, _) | Self::News(_, lang, _) | Self::Events(_, lang, _) | Self::Publications(_, lang, _) | Self::Statistics(_, lang, ..) => {
                lang
            }
        }
    }

    /// When a person last checked it.
    #[must_use]
    pub fn checked_on(&self) -> Date {
        match self {
            Self::Places(_, _, file) => file.checked_on,
            Self::News(_, _, file) => file.checked_on,
            Self::Events(_, _, file) => file.checked_on,
            Self::Publications(_, _, file) => file.checked_on,
            Self::Statistics(_, _, file, ..) => file.checked_on,
        }
    }

    /// Its places; none in files of another kind.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        if let Self::Places(.., file) = self { &file.places } else { &[] }
    }

    /// Where each of its members stands in it, what it is called, and the pages on whose subject it is.
    #[must_use]
    pub fn members(&self) -> Vec<(String, &Slug, &[Slug])> {
        fn all<'a, T>(list: &'a [T], name: &str, of: impl Fn(&'a T) -> (&'a Slug, &'a [Slug])) -> Vec<(String, &'a Slug, &'a [Slug])> {
            list.iter().enumerate().map(|(index, member)| (format!("{name}[{index}]"), of(member).0, of(member).1)).collect()
        }
        match self {
            Self::Places(.., file) => all(&file.places, "places", |place| (&place.id, &[])),
            Self::News(.., file) => all(&file.items, "items", |item| (&item.id, &item.themes)),
            Self::Events(.., file) => all(&file.events, "events", |event| (&event.id, &event.themes)),
            Self::Statistics(_, _, file, _) => all(&file.figures, "figures", |statistic| (&statistic.id, &[])),
            Self::Publications(.., file) => all(&file.publications, "publications", |publication| (&publication.id, &publication.themes)),
        }
    }
}

/// A survey's file.
#[derive(Debug)]
pub struct SurveyFile {
    /// `surveys/associations-2022/survey.json`.
    pub place: String,
    /// Its folder.
    pub folder: String,
    /// `None` when it is not JSON, or absent.
    pub survey: Option<WordsSurvey>,
}

impl PageFile {
    /// Its address; `None` when its name is no slug.
    #[must_use]
    pub fn href(&self) -> Option<Href> {
        Some(routes::href(&self.lang, self.slug.as_ref()?))
    }

    /// Whether its slug is `slug`.
    #[must_use]
    pub fn is_called(&self, slug: &str) -> bool {
        self.slug.as_ref().is_some_and(|own| own.as_str() == slug)
    }
}

impl Folder {
    /// The line of a path in a file; `None` when the file has no text.
    #[must_use]
    pub fn line(&self, place: &str, path: &str) -> Option<usize> {
        self.texts.get(place).map(|text| locate::line(text, path))
    }

    /// Every file that could be read as text, with its path from the folder of content, in alphabetical order.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(place, text)| (place.as_str(), text.as_str()))
    }

    /// The languages that the site says it has; none when `site.json` cannot be read.
    #[must_use]
    pub fn site_languages(&self) -> &[Language] {
        self.site.as_ref().map_or(&[], |site| &site.languages)
    }

    /// Every page that can be read, with its file.
    pub fn readable_pages(&self) -> impl Iterator<Item = (&PageFile, &Page)> {
        self.pages.iter().filter_map(|file| Some((file, file.page.as_ref()?)))
    }

    /// Every survey that can be read, with its file.
    pub fn readable_surveys(&self) -> impl Iterator<Item = (&SurveyFile, &WordsSurvey)> {
        self.surveys.iter().filter_map(|file| Some((file, file.survey.as_ref()?)))
    }

    /// The survey in the folder called `id`.
    #[must_use]
    pub fn survey(&self, id: &str) -> Option<&SurveyFile> {
        self.surveys.iter().find(|file| file.folder == id)
    }

    /// The page that an internal path, without query or fragment, leads to: that of the root's language where the path's own has no translation, as is published.
    #[must_use]
    pub fn page_at(&self, path: &str) -> Option<&PageFile> {
        let route = routes::route(path, self.site_languages())?;
        let of = |lang: &str| self.pages.iter().find(|file| file.lang == lang && file.slug.as_ref() == Some(&route.slug));
        of(&route.lang).or_else(|| of(routes::ROOT_LANGUAGE))
    }
}

/// Reads the folder `root`, with what could not be read.
#[must_use]
pub fn read(root: &Path, today: Date) -> (Folder, Vec<Problem>) {
    let mut reader = Reader { root, texts: BTreeMap::new(), mended: Vec::new(), problems: Vec::new() };

    let site: Option<Site> = reader.read("site.json", |_| Vec::new());
    let others = site.iter().flat_map(|site| &site.languages).map(|language| language.code.as_str()).filter(|code| *code != routes::ROOT_LANGUAGE);
    let mut menus = Vec::new();
    for place in std::iter::once("menu.json".to_owned()).chain(others.map(|code| format!("menu.{code}.json"))) {
        menus.extend(reader.read(&place, |_| Vec::new()).map(|menu| MenuFile { place, menu }));
    }

    let mut interfaces = Vec::new();
    for name in names(&root.join("interface")) {
        if let Some(lang) = name.strip_suffix(".json") {
            interfaces.push(lang.to_owned());
            reader.read::<Words>(&format!("interface/{name}"), |_| Vec::new());
        }
    }

    let mut glossaries = Vec::new();
    for name in names(&root.join("glossary")) {
        if let Some(lang) = name.strip_suffix(".json") {
            let glossary = reader.read::<GlossaryFile>(&format!("glossary/{name}"), |_| Vec::new());
            glossaries.extend(glossary.map(|glossary| (lang.to_owned(), glossary.terms.into_iter().map(|term| term.id).collect())));
        }
    }

    for name in names(&root.join("search")).into_iter().filter(|name| name.ends_with(".json")) {
        reader.read::<SearchWords>(&format!("search/{name}"), |_| Vec::new());
    }

    let mut libraries = Vec::new();
    for folder in ["places", "news", "events", "publications", "figures"] {
        for name in names(&root.join(folder)) {
            let Some(lang) = name.strip_suffix(".json").map(str::to_owned) else { continue };
            let place = format!("{folder}/{name}");
            libraries.extend(match folder {
                "places" => reader.read(&place, |_| Vec::new()).map(|file| LibraryFile::Places(place, lang, file)),
                "news" => reader.read(&place, |_| Vec::new()).map(|file| LibraryFile::News(place, lang, file)),
                "events" => reader.read(&place, |_| Vec::new()).map(|file| LibraryFile::Events(place, lang, file)),
                "figures" => reader.read(&place, |_| Vec::new()).map(|file: StatisticsFile| {
                    let outlines = file.outlines.iter().map(|outlines| codes(&root.join(folder).join(format!("{}.topojson", outlines.id)))).collect();
                    LibraryFile::Statistics(place, lang, file, outlines)
                }),
                _ => reader.read(&place, |_| Vec::new()).map(|file| LibraryFile::Publications(place, lang, file)),
            });
        }
    }

    let languages: Vec<String> = names(&root.join("pages")).into_iter().filter(|name| root.join("pages").join(name).is_dir()).collect();
    let mut pages = Vec::new();
    for lang in &languages {
        for name in names(&root.join("pages").join(lang)).into_iter().filter(|name| name.to_lowercase().ends_with(".json")) {
            let place = format!("pages/{lang}/{name}");
            let page = reader.read(&place, faults_of_blocks);
            pages.push(PageFile { place, lang: lang.clone(), slug: name.strip_suffix(".json").and_then(Slug::parse), name, page });
        }
    }

    let (mut surveys, mut packages) = (Vec::new(), Vec::new());
    for folder in names(&root.join("surveys")).into_iter().filter(|name| root.join("surveys").join(name).is_dir()) {
        let place = format!("surveys/{folder}/survey.json");
        // A data package is looked at by its rule (`rules/packages.rs`).
        if !root.join(&place).is_file() && root.join("surveys").join(&folder).join("datapackage.json").is_file() {
            packages.push(folder);
            continue;
        }
        let survey = reader.read(&place, |_| Vec::new());
        surveys.push(SurveyFile { place, folder, survey });
    }

    let Reader { texts, mended, problems, .. } = reader;
    let public = root.join("..");
    (
        Folder { root: root.to_owned(), public, today, site, menus, interfaces, languages, glossaries, libraries, pages, surveys, packages, mended, texts },
        problems,
    )
}

/// The codes of the territories that a file outlines.
fn codes(path: &Path) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => "il n'y est pas".to_owned(),
        _ => error.to_string(),
    })?;
    Ok(topology::parse(&text)?.into_iter().map(|territory| territory.ins).collect())
}

/// What stands in a folder, in alphabetical order; nothing when there is no such folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

struct Reader<'a> {
    root: &'a Path,
    texts: BTreeMap<String, String>,
    mended: Vec<(String, String)>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn read<T: FromJson>(&mut self, place: &str, kept_faults: impl Fn(&T) -> Vec<Fault>) -> Option<T> {
        let text = match std::fs::read_to_string(self.root.join(place)) {
            Ok(text) => text,
            Err(error) => {
                let kind = match error.kind() {
                    ErrorKind::NotFound => Kind::FileAbsent,
                    ErrorKind::InvalidData => Kind::Encoding,
                    _ => Kind::FileUnreadable { reason: error.to_string() },
                };
                self.problems.push(Problem::new(place, "", kind));
                return None;
            }
        };
        if text.starts_with(BYTE_ORDER_MARK) {
            self.problems.push(Problem::new(place, "", Kind::Encoding));
            return None;
        }
        let json = Json::parse(&text);
        self.texts.insert(place.to_owned(), text);
        match json {
            Ok(json) => {
                let Reading { value, faults } = mend::read(&json, kept_faults);
                for fault in faults {
                    self.mended.push((place.to_owned(), fault.path.clone()));
                    self.problems.push(Problem::new(place, fault.path.clone(), Kind::from(fault)));
                }
                value
            }
            Err(Malformed { line, column, reason }) => {
                let kind = Kind::Malformed { column, reason: in_french(&reason) };
                self.problems.push(Problem { line: Some(line), ..Problem::new(place, "", kind) });
                None
            }
        }
    }
}

fn faults_of_blocks(page: &Page) -> Vec<Fault> {
    let broken = |(index, block): (usize, &Block)| match block {
        Block::Broken(fault) => Some(fault.clone().within(&format!("blocks[{index}]"))),
        _ => None,
    };
    page.blocks.iter().enumerate().filter_map(broken).collect()
}

/// The parser's usual complaints in French; others as they are.
fn in_french(reason: &str) -> String {
    const KNOWN: [(&str, &str); 11] = [
        ("EOF while parsing", "le fichier s'arrête trop tôt : une fermeture manque"),
        ("expected `,` or `}`", "une virgule ou une accolade fermante manque"),
        ("expected `,` or `]`", "une virgule ou un crochet fermant manque"),
        ("expected `:`", "le signe : manque après un nom de champ"),
        ("expected value", "une valeur manque"),
        ("expected ident", "un mot n'est ni true, ni false, ni null"),
        ("key must be a string", "un nom de champ doit être entre guillemets droits"),
        ("trailing comma", "une virgule est de trop avant une fermeture"),
        ("trailing characters", "du texte suit la fin"),
        ("control character", "un retour à la ligne ou une tabulation se trouve entre guillemets"),
        ("invalid escape", "une barre oblique inverse est suivie d'un mauvais signe"),
    ];
    KNOWN.iter().find(|(english, _)| reason.starts_with(english)).map_or_else(|| reason.to_owned(), |(_, french)| (*french).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_complains_in_french() {
        for (text, expected) in [
            ("{", "s'arrête trop tôt"),
            (r#"{"a": 1 "b": 2}"#, "accolade fermante"),
            ("[1 2]", "crochet fermant"),
            (r#"{"a" 1}"#, "signe :"),
            (r#"{"a": }"#, "une valeur manque"),
            ("[tru]", "ni true"),
            ("{a: 1}", "nom de champ"),
            ("[1,]", "virgule est de trop"),
            ("{} {}", "suit la fin"),
            ("[\"a\nb\"]", "retour à la ligne"),
            (r#"["\x"]"#, "barre oblique"),
        ] {
            let reason = in_french(&Json::parse(text).unwrap_err().reason);
            assert!(reason.contains(expected), "{text}: {reason}");
        }
    }
}
