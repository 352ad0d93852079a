//! Where a text of the page comes from: a field of the draft, or what stands around it in the site.
//!
//! The model, typography and interface words make the page of the draft and leave no trace of the way. So the text that is seen is looked for among the texts of the draft, letters
//! and digits alone: in its block first, then anywhere in the draft, then among the words of the interface, the menu and the site.

use crate::{
    locale::{date, phone},
    model::{date::Date, words::Words},
};
use serde_json::Value;

/// Where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A field of the draft, by its path: `blocks[3].items[0].text`.
    Draft(String),
    /// What stands around the draft, by its path from the frame: `words.in_brief`, `menu.entries[2].title`.
    Around(String),
}

/// A text that may be seen.
struct Leaf {
    path: String,
    /// As it is seen, folded.
    shown: String,
    /// Of a phrase with places to fill, what stands around them, folded.
    pieces: Vec<String>,
}

/// Members that nobody reads on the page.
const UNSEEN: [&str; 8] = ["type", "kind", "icon", "tone", "status", "src", "version", "lang"];
/// What is shorter than this, in bytes, is found in too many places to tell a part of a text.
const TELLING: usize = 4;

/// The texts that a page may be made of.
pub struct Sources {
    draft: Vec<Leaf>,
    around: Vec<Leaf>,
}

impl Sources {
    /// Those of a draft, and of the frame `around` it as the browser has it.
    #[must_use]
    pub fn new(draft: &Value, around: &Value, words: &Words) -> Self {
        let read = |value: &Value| {
            let mut found = Vec::new();
            leaves(value, "", words, &mut found);
            found
        };
        Self { draft: read(draft), around: read(around) }
    }

    /// Finds the field of `text`, which stands in the block of that number, or in none. `None` for what holds no letter and no digit, and for what is made by counting.
    #[must_use]
    pub fn find(&self, text: &str, block: Option<usize>) -> Option<Source> {
        let text = folded(text);
        if text.is_empty() {
            return None;
        }
        let (own, others) = (&self.draft[..], &self.around[..]);
        let place = block.map(|block| format!("blocks[{block}]"));
        let is_near = |leaf: &Leaf| place.as_ref().is_some_and(|place| leaf.path.strip_prefix(place.as_str()).is_some_and(|rest| rest.starts_with(['.', '['])));
        let whole = |leaf: &Leaf| leaf.shown == text;
        let part = |leaf: &Leaf| leaf.shown.contains(&text);
        // What is short is a part of anything: it is looked for in its block alone.
        let telling = |leaf: &Leaf| text.len() >= TELLING && part(leaf);
        let holds = |leaf: &Leaf| text.contains(&leaf.shown);
        let draft = |leaf: &Leaf| Source::Draft(leaf.path.clone());
        let around = |leaf: &Leaf| Source::Around(leaf.path.clone());
        first(own, &|leaf| is_near(leaf) && whole(leaf))
            .or_else(|| first(own, &|leaf| is_near(leaf) && part(leaf)))
            // Outside the blocks first, for what stands there: the title is that of the page, not that of a link to it.
            .or_else(|| first(own, &|leaf| whole(leaf) && (block.is_some() || !leaf.path.starts_with("blocks["))))
            .or_else(|| first(own, &whole))
            .map(draft)
            .or_else(|| first(others, &whole).or_else(|| first(others, &|leaf| fits(&leaf.pieces, &text))).map(around))
            // A part of a text, or a text that a field is a part of: the longest.
            .or_else(|| first(own, &telling).or_else(|| longest(own, &|leaf| is_near(leaf) && holds(leaf))).or_else(|| longest(own, &holds)).map(draft))
            .or_else(|| first(others, &telling).or_else(|| longest(others, &holds)).map(around))
    }
}

fn first<'a>(leaves: &'a [Leaf], is: &dyn Fn(&Leaf) -> bool) -> Option<&'a Leaf> {
    leaves.iter().find(|leaf| is(leaf))
}

fn longest<'a>(leaves: &'a [Leaf], is: &dyn Fn(&Leaf) -> bool) -> Option<&'a Leaf> {
    let mut found: Option<&Leaf> = None;
    for leaf in leaves {
        if leaf.shown.len() >= TELLING && is(leaf) && found.is_none_or(|before| leaf.shown.len() > before.shown.len()) {
            found = Some(leaf);
        }
    }
    found
}

fn leaves(value: &Value, path: &str, words: &Words, found: &mut Vec<Leaf>) {
    let text = match value {
        Value::Object(members) => {
            for (name, member) in members.iter().filter(|(name, _)| !UNSEEN.contains(&name.as_str())) {
                leaves(member, &if path.is_empty() { name.clone() } else { format!("{path}.{name}") }, words, found);
            }
            return;
        }
        Value::Array(members) => {
            for (place, member) in members.iter().enumerate() {
                leaves(member, &format!("{path}[{place}]"), words, found);
            }
            return;
        }
        Value::Number(number) => number.to_string(),
        Value::String(text) => match Date::parse(text) {
            Some(day) => date::long(day, words),
            None => {
                // Telephones are shown as one dials them here, or whole.
                let dialled = phone::national(text);
                if dialled != *text {
                    found.push(Leaf { path: path.to_owned(), shown: folded(&dialled), pieces: Vec::new() });
                }
                text.clone()
            }
        },
        _ => return,
    };
    let pieces =
        if text.contains('{') { text.split('{').map(|piece| folded(piece.split_once('}').map_or(piece, |(_, rest)| rest))).collect() } else { Vec::new() };
    found.push(Leaf { path: path.to_owned(), shown: folded(&text), pieces });
}

/// Whether a text is a phrase whose places were filled.
fn fits(pieces: &[String], text: &str) -> bool {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
    if !pieces.iter().any(|piece| piece.len() >= TELLING) {
        return false;
    }
    let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
    for piece in &pieces[1..] {
        match rest.find(piece.as_str()) {
            Some(place) => rest = &rest[place + piece.len()..],
            None => return false,
        }
    }
    text.ends_with(last.as_str())
}

/// Letters and digits alone, small.
fn folded(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words at `offset` of what is seen, counted in UTF-16 units, within the raw text of its field: a range of bytes of `raw`. `None` when they are not found.
#[must_use]
pub fn caret(seen: &str, offset: usize, raw: &str) -> Option<(usize, usize)> {
    let mut units = 0;
    let place = seen.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > offset
    });
    let place = place.map_or(seen.len(), |(place, _)| place);
    let is_word = |letter: char| letter.is_alphanumeric();
    let start = seen[..place].rfind(|letter| !is_word(letter)).map_or(0, |before| before + seen[before..].chars().next().map_or(1, char::len_utf8));
    let end = seen[place..].find(|letter| !is_word(letter)).map_or(seen.len(), |after| place + after);
    let word = &seen[start..end];
    if word.is_empty() {
        return None;
    }
    let earlier = seen[..start].matches(word).count();
    raw.match_indices(word).nth(earlier).map(|(start, word)| (start, start + word.len()))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::{
        content::static_files::StaticFiles,
        model::{
            block::Block,
            frame::Frame,
            json::{Faults, FromJson, Json},
            page::{LoadedPage, Page},
            slug::Slug,
        },
        pages::published::{published, view},
    };
    use leptos::prelude::{Owner, RenderHtml};
    use serde_json::json;

    fn around() -> (Value, &'static Frame) {
        let read = |place: &str| -> Value {
            let text = std::fs::read_to_string(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/public/content")).join(place)).unwrap();
            serde_json::from_str(&text).unwrap()
        };
        let around = json!({ "lang": "fr", "site": read("site.json"), "menu": read("menu.json"), "words": read("interface/fr.json") });
        let frame = Frame::from_json(&Json::parse(&around.to_string()).unwrap()).unwrap();
        // The door does not have what is said elsewhere.
        let mut around = around;
        for unread in ["around", "dated", "explorer", "listen", "live", "opening", "preview", "takeaway", "voices"] {
            around["words"].as_object_mut().unwrap().remove(unread);
        }
        (around, Box::leak(Box::new(frame)))
    }

    #[test]
    fn a_text_is_found_in_its_block_before_it_is_found_elsewhere() {
        let (around, frame) = around();
        let draft = json!({
            "title": "Asile", "summary": "Demander l'asile.", "checked_on": "2026-11-25",
            "blocks": [
                { "type": "paragraph", "text": ["Une ", { "strong": "personne" }, " demande l'asile."] },
                { "type": "paragraph", "text": "Une personne attend." },
                { "type": "contact", "name": "Unia", "phone": "+32 800 12 800" }
            ]
        });
        for (text, block, expected) in [
            ("Asile", None, Some(Source::Draft("title".into()))),
            ("Demander l’asile.", None, Some(Source::Draft("summary".into()))),
            ("personne", Some(0), Some(Source::Draft("blocks[0].text[1].strong".into()))),
            ("Une personne attend.", Some(1), Some(Source::Draft("blocks[1].text".into()))),
            ("attend", Some(1), Some(Source::Draft("blocks[1].text".into()))),
            ("0800 12 800", Some(2), Some(Source::Draft("blocks[2].phone".into()))),
            ("En bref", None, Some(Source::Around("words.in_brief".into()))),
            ("—", Some(1), None),
        ] {
            assert_eq!(Sources::new(&draft, &around, &frame.words).find(text, block), expected, "{text}");
        }
    }

    #[test]
    fn the_word_that_was_touched_is_chosen_in_its_field() {
        let raw = r#""text": "L'asile et l'asile, à Namur""#;
        for (offset, expected) in [(3, Some("asile")), (0, Some("L")), (13, Some("asile")), (24, Some("Namur"))] {
            let found = caret("L’asile et l’asile, à Namur", offset, raw);
            assert_eq!(found.map(|(start, end)| &raw[start..end]), expected, "{offset}");
        }
        assert!(caret("asile et asile", 11, raw).is_some_and(|(start, _)| start > 20), "the second one");
        assert_eq!(caret("absent", 2, raw), None);
    }

    /// The texts between tags.
    fn texts(html: &str) -> Vec<String> {
        let plain = |text: &str| text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        html.split('<')
            .filter_map(|part| part.split_once('>'))
            .filter(|(tag, _)| !tag.starts_with("!--") || tag.ends_with("--"))
            .map(|(_, text)| plain(text))
            .collect()
    }

    #[test]
    fn every_visible_text_of_every_page_has_a_source() {
        let (around, frame) = around();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public/content");
        let files = StaticFiles::new(folder, Date::parse("2026-11-25").unwrap());
        let (mut seen, mut without) = (0, Vec::new());
        for slug in files.slugs("fr").unwrap() {
            let text = std::fs::read_to_string(format!("{folder}/pages/fr/{slug}.json")).unwrap();
            let draft: Value = serde_json::from_str(&text).unwrap();
            let mut page = Page::take(&Json::parse(&text).unwrap(), &mut Faults::default());
            // What only native programs draw, the door does not show.
            page.blocks.retain(|block| !matches!(block, Block::Specimen(_) | Block::Survey(_) | Block::OwnAnswer(_)));
            let page: &'static LoadedPage =
                Box::leak(Box::new(LoadedPage { slug: Slug::parse(slug.as_str()).unwrap(), page, surveys: Vec::new(), foreign: None, qr: None }));
            let sources = Sources::new(&draft, &around, &frame.words);
            let owner = Owner::new();
            // The letters of ordinals are raised, and part a text in two.
            let drawn = Json::parse(&published(page, frame)["view"].to_string()).unwrap();
            let html = owner.with(|| view(&drawn, frame).to_html()).replace("<sup>", "").replace("</sup>", "");
            // How much a file weighs is measured.
            let is_told = |text: &&String| text.chars().any(char::is_alphanumeric) && !text.ends_with("ko)");
            for text in texts(&html).iter().filter(is_told) {
                seen += 1;
                if sources.find(text, None).is_none() {
                    without.push(format!("{slug}: {text}"));
                }
            }
        }
        assert!(seen > 3000, "{seen}");
        assert!(without.is_empty(), "{} of {seen}: {without:#?}", without.len());
    }
}
