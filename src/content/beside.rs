//! What is published beside a page, each at an address of its own: its two texts face to face, and a sheet to take away. Which pages have them, and the way there.

use super::easy;
use crate::{
    model::{
        handout::Handout,
        page::{Page, PageKind},
        slug::Slug,
        words::Words,
    },
    routes,
};
use serde_json::{Value, json};

/// A text of the page in other words or in another language.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherText {
    /// Its language.
    pub lang: String,
    /// Its page.
    pub slug: Slug,
    /// The text, as it is published, without what only its own page needs.
    pub page: Page,
}

/// What stands beside a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// The language under which it stands.
    pub lang: String,
    /// The page beside which it stands: of an easy text, the full one.
    pub slug: Slug,
    /// That page.
    pub page: Page,
    /// What it is read together with.
    pub other: Option<OtherText>,
}

impl Beside {
    /// The sheet to take away, when there is one.
    #[must_use]
    pub fn handout(&self) -> Option<Handout<'_>> {
        (!routes::UNLISTED.contains(&self.slug.as_str())).then(|| Handout::of(&self.page, self.other.as_ref().map(|other| &other.page))).flatten()
    }
}

/// What stands beside the page called `slug`. `read` gives a page that visitors may see.
#[must_use]
pub fn beside(lang: &str, slug: &Slug, read: impl Fn(&str, &Slug) -> Option<Page>) -> Option<Beside> {
    let page = read(lang, slug)?;
    if let Some(full) = &page.easy_of {
        return if full == slug { None } else { beside(lang, full, read) };
    }
    // The home page is made of ways in; pages without text have nothing to face.
    if slug.as_str() == routes::HOME || !matches!(page.kind, PageKind::Theme | PageKind::Group | PageKind::Page | PageKind::Survey) {
        return None;
    }
    let (other_lang, other) = if lang == routes::ROOT_LANGUAGE {
        (lang, easy::twin(slug))
    } else {
        (routes::ROOT_LANGUAGE, Some(page.translation_of.clone().unwrap_or_else(|| slug.clone())))
    };
    let other = other.and_then(|slug| Some(OtherText { lang: other_lang.to_owned(), page: read(other_lang, &slug)?, slug }));
    Some(Beside { lang: lang.to_owned(), slug: slug.clone(), page, other })
}

/// Makes the links of `value` to places on its own page, at `href`, lead there from anywhere.
pub fn lead_home(value: &mut Value, href: &str) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str().filter(|target| matches!(name.as_str(), "link" | "href") && target.starts_with('#')) {
                    Some(target) => *member = [href, target].concat().into(),
                    None => lead_home(member, href),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| lead_home(item, href)),
        _ => {}
    }
}

/// Puts the ways to what stands beside the page after the way to its other text, or at the top when there is none.
pub fn link(page: &mut Value, beside: &Beside, words: &Words) {
    let (lang, slug, words) = (&beside.lang, &beside.slug, &words.beside);
    let together = beside.other.as_ref().map(|_| json!({ "link": routes::together(lang, slug), "text": &*words.together }));
    let handout = beside.handout().map(|_| json!({ "link": routes::handout(lang, slug), "text": &*words.handout_link }));
    let ways: Vec<Value> = together.into_iter().chain(handout).collect();
    let Some(blocks) = page["blocks"].as_array_mut() else { return };
    let is_way =
        |block: &&mut Value| block["type"] == "paragraph" && block["text"].as_array().is_some_and(|spans| spans.len() == 1 && spans[0]["link"].is_string());
    if ways.is_empty() {
        return;
    }
    let between = |mut line: Vec<Value>, way: Value| {
        if !line.is_empty() {
            line.push(" ".into());
        }
        line.push(way);
        line
    };
    let other = beside.other.as_ref().is_some_and(|other| other.lang == *lang);
    if let Some(first) = blocks.first_mut().filter(|block| other && is_way(block)) {
        let line = first["text"].as_array().cloned().unwrap_or_default();
        first["text"] = ways.into_iter().fold(line, between).into();
    } else {
        blocks.insert(0, json!({ "type": "paragraph", "text": ways.into_iter().fold(Vec::new(), between) }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_place_on_the_page_leads_there_from_beside_it() {
        let mut page = json!({ "blocks": [{ "text": ["a", { "link": "#b", "text": "#c" }] }, { "items": [{ "href": "#d" }, { "href": "/e/#f" }] }] });
        lead_home(&mut page, "/asile/");
        let expected =
            json!({ "blocks": [{ "text": ["a", { "link": "/asile/#b", "text": "#c" }] }, { "items": [{ "href": "/asile/#d" }, { "href": "/e/#f" }] }] });
        assert_eq!(page, expected);
    }
}
