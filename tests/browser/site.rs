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
/// The page of the survey.
pub const SURVEY: &str = "/analyse-de-lirfam-2022/";

pub struct Site {
    pub release: PathBuf,
    pub debug: PathBuf,
    /// With a second language, right to left, under `/ar/`.
    pub look: PathBuf,
    /// The text of axe.
    pub axe: String,
    /// Every address, that of wrong addresses too.
    pub routes: Vec<String>,
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
        Ok(Self { release, debug, look, axe, routes, menu: hrefs, known })
    }

    /// The addresses whose pages the program takes over: all but those of the style page and of the editors' door.
    pub fn taken_over(&self) -> impl Iterator<Item = &String> {
        self.routes.iter().filter(|route| !["/style/", "/apercu/"].contains(&route.as_str()))
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
