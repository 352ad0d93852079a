//! What the editors' door knows of the site, so that links are judged there as the checker judges them: its pages, their places, its other files. Made by the build of a
//! folder of content, read by the door.

use super::one_page::{Around, Leads};
use crate::{
    model::{
        date::Date,
        page::{self, Page},
        site::Language,
    },
    routes,
};
use serde_json::Value;

/// The site that a draft stands in, and the draft itself.
pub struct Known<'a> {
    /// `{ "pages": { lang: { slug: { "title", "anchors", "from" } } }, "files": [path] }`.
    pub site: &'a Value,
    /// The site's languages.
    pub languages: &'a [Language],
    /// The draft.
    pub draft: &'a Page,
    /// The day on which links are followed.
    pub today: Date,
}

impl Known<'_> {
    fn page_at(&self, path: &str) -> Option<&Value> {
        let route = routes::route(path, self.languages)?;
        [route.lang.as_str(), routes::ROOT_LANGUAGE].into_iter().map(|lang| &self.site["pages"][lang][route.slug.as_str()]).find(|page| page.is_object())
    }

    /// The slug of the page of `lang` with this title; `None` when no page has it.
    #[must_use]
    pub fn called<'a>(site: &'a Value, lang: &str, title: &str) -> Option<&'a str> {
        site["pages"][lang].as_object()?.iter().find(|(_, page)| page["title"] == title).map(|(slug, _)| slug.as_str())
    }
}

impl Around for Known<'_> {
    fn leads(&self, path: &str) -> Leads {
        if path.is_empty() {
            return Leads::Page { hidden_until: None };
        }
        match self.page_at(path) {
            Some(page) => Leads::Page { hidden_until: page["from"].as_str().and_then(Date::parse).filter(|day| *day > self.today) },
            None if self.site["files"].as_array().into_iter().flatten().any(|file| file == path) => Leads::Something,
            None => Leads::Nowhere,
        }
    }

    fn anchors(&self, path: &str) -> Vec<String> {
        if path.is_empty() {
            return own_anchors(self.draft);
        }
        let known = self.page_at(path).and_then(|page| page["anchors"].as_array());
        known.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    fn addresses(&self) -> Vec<String> {
        let languages = self.site["pages"].as_object().into_iter().flatten();
        languages.flat_map(|(lang, pages)| pages.as_object().into_iter().flatten().map(move |(slug, _)| routes::href_of(lang, slug))).collect()
    }
}

/// The anchors of a page's own headings.
fn own_anchors(page: &Page) -> Vec<String> {
    page::anchors(&page.blocks).into_iter().flatten().map(|section| section.id).collect()
}

/// What the door must know of the site that is made of `folder`: see [`Known::site`].
#[cfg(feature = "ssr")]
#[must_use]
pub fn write(folder: &super::folder::Folder) -> Value {
    let mut pages = serde_json::json!({});
    for (file, page) in folder.readable_pages() {
        let Some(slug) = &file.slug else { continue };
        let mut known = serde_json::json!({ "title": &*page.title, "anchors": super::rules::links::anchors(folder, page) });
        if let Some(day) = page.publish_at.filter(|day| *day > folder.today) {
            known["from"] = day.machine().into();
        }
        pages[&file.lang][slug.as_str()] = known;
    }
    let mut files: Vec<String> = super::rules::links::made(folder).collect();
    served(&folder.public, "", &mut files);
    files.sort();
    serde_json::json!({ "pages": pages, "files": files })
}

/// The files under `folder` that are served as they are; content is not.
#[cfg(feature = "ssr")]
fn served(folder: &std::path::Path, path: &str, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        let (below, path) = (entry.path(), format!("{path}/{name}"));
        match below.is_dir() {
            true if path == "/content" => {}
            true => served(&below, &path, files),
            false => files.push(path),
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::{
        check::{
            folder,
            one_page::OnePage,
            problem::{Problem, Severity},
            rules,
        },
        model::json::{FromJson, Json},
    };
    use std::path::Path;

    /// What the door finds in each page of `content`, and what the checker finds there besides reminders, by the same rules.
    fn both(content: &str) -> Vec<(String, Vec<String>, Vec<String>)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(content);
        let today = Date::parse("2026-11-23").unwrap();
        let report = crate::check::check(&root, today);
        let (folder, _) = folder::read(&root, today);
        let site = write(&folder);
        let of = |file: &folder::PageFile| {
            let text = std::fs::read_to_string(root.join(&file.place)).ok()?;
            let json: Value = serde_json::from_str(&text).ok()?;
            let page = Page::from_json(&Json::parse(&text).ok()?).ok()?;
            let around = Known { site: &site, languages: folder.site_languages(), draft: &page, today };
            let one = OnePage { page: &page, easy: json["easy_of"].is_string(), incoming: false, today, around: &around };
            let told = |problem: Problem| Problem { line: folder.line(&problem.place, &problem.path), ..problem }.to_string();
            let mut mine: Vec<String> =
                rules::of_draft(&one, &json, true).into_iter().map(|(path, kind)| told(Problem::new(&file.place, path, kind))).collect();
            let theirs = report.problems.iter().filter(|problem| problem.place == file.place && problem.kind.severity() != Severity::Reminder);
            let mut theirs: Vec<String> = theirs.map(ToString::to_string).collect();
            mine.sort();
            theirs.sort();
            Some((file.slug.as_ref()?.to_string(), mine, theirs))
        };
        folder.pages.iter().filter_map(of).collect()
    }

    #[test]
    fn the_door_says_what_the_checker_says_in_the_same_words() {
        let pages = ["intertitres", "mots-vides", "liens-morts", "bref-long", "ligne-longue", "resume-long", "resume-vide", "sans-source", "verifiee-jadis"];
        let mut met = 0;
        for (slug, mine, theirs) in both("tests/site_invalid/content").into_iter().filter(|(slug, ..)| pages.contains(&slug.as_str())) {
            assert!(!mine.is_empty(), "nothing in {slug}");
            assert_eq!(mine, theirs, "{slug}");
            met += 1;
        }
        assert_eq!(met, pages.len());
    }

    #[test]
    fn the_door_finds_in_the_pages_of_the_site_what_the_checker_finds() {
        let pages = both("public/content");
        assert!(pages.len() > 50);
        for (slug, mine, theirs) in pages {
            assert_eq!(mine, theirs, "{slug}");
        }
    }
}
