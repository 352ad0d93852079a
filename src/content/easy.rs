//! The texts in easy French (FALC, « facile à lire et à comprendre »): each is a page of its own beside the full one, and each of the two leads to the other.

use crate::{
    model::{slug::Slug, words::Words},
    routes,
};
use serde_json::{Value, json};

/// What the slug of an easy text ends with.
const END: &str = "-facile";

/// The slug of the easy text of a page; `None` for what is one itself.
#[must_use]
pub fn twin(slug: &Slug) -> Option<Slug> {
    if slug.as_str().ends_with(END) { None } else { Slug::parse(&format!("{slug}{END}")) }
}

/// Puts the way to the other text at the top, or under the ways in of the home page; and says above an easy text that no reader has approved it yet.
pub fn link(page: &mut Value, lang: &str, twin: Option<&Slug>, words: &Words) {
    let full = page["easy_of"].as_str().map(str::to_owned);
    let way = |slug: &str, words: &str| json!({ "type": "paragraph", "text": [{ "link": routes::href_of(lang, slug), "text": words }] });
    let mut first = Vec::new();
    if let Some(full) = &full {
        first.push(way(full, &words.around.full_text));
        if page["easy_approved"] != true {
            first.push(json!({ "type": "callout", "tone": "note", "text": &*words.around.easy_unapproved }));
        }
    } else if let Some(twin) = twin {
        first.push(way(twin.as_str(), &words.around.easy_text));
    }
    let is_home = page["kind"] == "home";
    let Some(blocks) = page["blocks"].as_array_mut() else { return };
    let doors = blocks.iter().position(|block| block["type"] == "doors");
    let place = doors.filter(|_| is_home).map_or(0, |doors| doors + 1);
    blocks.splice(place..place, first);
}
