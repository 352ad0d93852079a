//! What the journeys know of the built site, from its files.

use crate::outcome::{Fault, Outcome};
use serde_json::Value;
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// A page of each kind.
pub const KINDS: [&str; 8] =
    ["/", "/logement/", "/thematiques/", "/equipe/", "/analyse-de-lirfam-2022/", "/recherche/", "/plan-du-site/", "/une-adresse-qui-n-existe-pas/"];
/// Two texts face to face, and a sheet to take away: with numbers to call, a button to leave quickly, steps that are as many in both.
pub const BESIDE: [&str; 2] = ["/discrimination/a-deux/", "/discrimination/fiche/"];
/// The page of the survey.
pub const SURVEY: &str = "/analyse-de-lirfam-2022/";

pub struct Site {
    pub release: PathBuf,
    pub debug: PathBuf,
    /// With a second language, right to left, under `/ar/`.
    pub look: PathBuf,
    /// The text of axe.
    pub axe: String,
    /// Every address, that of wrong addresses too; of what stands beside pages, one of each kind.
    pub routes: Vec<String>,
    /// Every address of what stands beside pages: two texts face to face (`/a-deux/`), sheets to take away (`/fiche/`).
    pub beside: Vec<String>,
    /// Addresses of the menu, in order.
    pub menu: Vec<String>,
    /// Addresses that the search knows.
    pub known: Vec<String>,
}

impl Site {
    pub fn read() -> Outcome<Self> {
        let folder = |name: &str| env::var_os(name).map(PathBuf::from).ok_or_else(|| Fault::said(format!("{name} manque : « cargo xtask test » le donne.")));
        let [release, debug, look] = [folder("PASSERELLE_DIST")?, folder("PASSERELLE_DIST_DEBUG")?, folder("PASSERELLE_DIST_LOOK")?];
        let axe = fs::read_to_string(folder("PASSERELLE_AXE")?)?;
        let mut routes = vec!["/".to_owned()];
        for entry in fs::read_dir(&release)? {
            let path = entry?.path();
            if path.join("index.html").is_file() {
                routes.push(format!("/{}/", path.file_name().unwrap_or_default().to_string_lossy()));
            }
        }
        let mut beside: Vec<String> = routes.iter().flat_map(|route| ["a-deux/", "fiche/"].map(|place| format!("{route}{place}"))).collect();
        beside.retain(|path| release.join(&path[1..]).join("index.html").is_file());
        beside.sort();
        routes.extend([BESIDE[0].to_owned(), BESIDE[1].to_owned()]);
        routes.extend(under_surveys(&release)?);
        routes.sort();
        routes.push("/une-adresse-qui-n-existe-pas/".to_owned());
        let menu = json(&release.join("content/frame.fr.json"))?;
        let mut hrefs = Vec::new();
        for entry in array(&menu["menu"]["entries"]) {
            hrefs.extend(href(entry));
            hrefs.extend(array(&entry["children"]).iter().filter_map(href));
        }
        let search = json(&release.join("content/search.fr.json"))?;
        let known = array(&search["entries"]).iter().filter_map(href).collect();
        Ok(Self { release, debug, look, axe, routes, beside, menu: hrefs, known })
    }

    /// The addresses whose pages the program takes over: all but those of the style page, of the editors' door, of what stands beside pages and of surveys that are explored.
    pub fn taken_over(&self) -> impl Iterator<Item = &String> {
        let others = ["/style/", "/apercu/", BESIDE[0], BESIDE[1]];
        self.routes.iter().filter(move |route| !others.contains(&route.as_str()) && !route.starts_with("/sondages/"))
    }

    /// The title that the prerendered page has.
    pub fn title(&self, path: &str) -> Outcome<String> {
        let html = fs::read_to_string(self.release.join(path.trim_start_matches('/')).join("index.html"))?;
        let title = html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
        Ok(title.replace("&amp;", "&"))
    }

    /// The heading that the prerendered page has.
    pub fn heading(&self, path: &str) -> Outcome<String> {
        let html = fs::read_to_string(self.release.join(path.trim_start_matches('/')).join("index.html"))?;
        let heading = html.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()?.split_once('>')).map(|(_, words)| words).unwrap_or_default();
        Ok(heading.replace("&amp;", "&"))
    }
}

/// Of each survey: its explorer, the first of its findings, the first of its questions that other sites show.
fn under_surveys(release: &Path) -> Outcome<Vec<String>> {
    let folders = |path: &Path| -> Outcome<Vec<PathBuf>> {
        let mut found: Vec<PathBuf> = fs::read_dir(path)?.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
        found.sort();
        Ok(found)
    };
    let is_page = |path: &PathBuf| path.join("index.html").is_file();
    let mut pages = Vec::new();
    for survey in folders(&release.join("sondages"))? {
        pages.extend(Some(survey.clone()).filter(is_page));
        let inside = folders(&survey)?;
        pages.extend(inside.iter().find(|path| is_page(path)).cloned());
        for inside in inside.iter().filter(|path| !is_page(path)) {
            pages.extend(folders(inside)?.into_iter().find(is_page));
        }
    }
    let address = |path: &PathBuf| Some(format!("/{}/", path.strip_prefix(release).ok()?.to_string_lossy()));
    Ok(pages.iter().filter_map(address).collect())
}

fn json(path: &Path) -> Outcome<Value> {
    let text = fs::read_to_string(path).map_err(|error| Fault::said(format!("{} : {error}", path.display())))?;
    Ok(serde_json::from_str(&text)?)
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn href(entry: &Value) -> Option<String> {
    entry["href"].as_str().map(str::to_owned)
}
