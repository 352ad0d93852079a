//! A draft against what is published: which blocks are new or changed, and how many sentences, links and pictures come or go.
//!
//! Like is compared with like: the file that an editor writes with the file that the published page was made of, which the build puts beside the page
//! (`content/written/`), or two texts of WordPress read the same way. What publication adds (ways to the easy text, definitions, contacts, lists) is in neither.
//! Apostrophes and spaces are compared as they are typed, not as they are set.

use crate::{check::texts, content::wordpress::html::one_line, locale::typography::refine};
use serde_json::Value;

/// What became of a block of the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is published as it is.
    Same,
    /// A block of the same kind stands in its place.
    Changed,
    /// Nothing stands in its place.
    Added,
}

/// How much comes and goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Sentences that stand in the place of others.
    pub changed: usize,
    /// Sentences that are new.
    pub added: usize,
    /// Sentences that are gone.
    pub removed: usize,
    /// Links that are new.
    pub links_added: usize,
    /// Links that are gone.
    pub links_removed: usize,
    /// Blocks that say the same words in another form: a level, a mark, a picture, an order.
    pub reshaped: usize,
}

/// A change, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is published; empty for what is new.
    pub before: String,
    /// What the draft says; empty for what is gone.
    pub after: String,
}

/// The whole comparison.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// One a block of the draft, in order.
    pub marks: Vec<Mark>,
    /// How much.
    pub counts: Counts,
    /// Sentence by sentence, in order.
    pub changes: Vec<Change>,
}

/// Members of a page that visitors read, in their order.
const READ: [&str; 6] = ["title", "summary", "urgent", "brief", "blocks", "sources"];
/// Fields that visitors read and that hold no sentence: each is told as one.
const FACTS: [&str; 4] = ["phone", "email", "date", "src"];
/// Fields that lead somewhere.
const LINKS: [&str; 3] = ["link", "href", "url"];

/// Compares two pages, as files have them. `published` may lack what it likes; a page compared with itself has no change.
#[must_use]
pub fn compare(draft: &Value, published: &Value) -> Comparison {
    let read = |page: &Value| READ.iter().flat_map(|member| words(&page[*member])).collect::<Vec<_>>();
    let (before, after) = (read(published), read(draft));
    let mut counts = Counts::default();
    let mut changes = Vec::new();
    let tell = |sentence: Option<&String>| sentence.map(|words| refine(words)).unwrap_or_default();
    for (gone, new) in hunks(&before, &after) {
        for (old, fresh) in paired(&before[gone], &after[new]) {
            match (old, fresh) {
                (Some(_), Some(_)) => counts.changed += 1,
                (Some(_), None) => counts.removed += 1,
                _ => counts.added += 1,
            }
            changes.push(Change { before: tell(old), after: tell(fresh) });
        }
    }
    let links = |page: &Value| READ.iter().flat_map(|member| links(&page[*member])).collect::<Vec<_>>();
    let (mut old, mut fresh) = (links(published), links(draft));
    fresh.retain(|link| match old.iter().position(|known| known == link) {
        Some(place) => {
            old.swap_remove(place);
            false
        }
        None => true,
    });
    counts.links_added = fresh.len();
    counts.links_removed = old.len();

    let blocks = |page: &Value| page["blocks"].as_array().cloned().unwrap_or_default();
    let (mine, theirs) = (blocks(draft), blocks(published));
    let mut marks = vec![Mark::Same; mine.len()];
    let spelled = |blocks: &[Value]| blocks.iter().map(|block| canonical(block).to_string()).collect::<Vec<_>>();
    for (gone, new) in hunks(&spelled(&theirs), &spelled(&mine)) {
        // Those that are the most alike stand for one another; the others are new.
        let kinds = |blocks: &[Value]| blocks.iter().map(|block| format!("{} {}", block["type"], words(block).join(" "))).collect::<Vec<_>>();
        let (old, fresh) = (kinds(&theirs[gone.clone()]), kinds(&mine[new.clone()]));
        let mut at = (gone.start, new.start);
        for (one, other) in paired(&old, &fresh) {
            let alike = one.is_some() && other.is_some() && theirs[at.0]["type"] == mine[at.1]["type"];
            if other.is_some() {
                marks[at.1] = if alike { Mark::Changed } else { Mark::Added };
                let same_links = alike && self::links(&theirs[at.0]) == self::links(&mine[at.1]);
                counts.reshaped += usize::from(same_links && words(&theirs[at.0]) == words(&mine[at.1]));
            }
            at = (at.0 + usize::from(one.is_some()), at.1 + usize::from(other.is_some()));
        }
    }
    Comparison { marks, counts, changes }
}

/// The sentences of a part of a page, as they are typed.
fn words(part: &Value) -> Vec<String> {
    let mut found: Vec<String> = texts::of_value(part).iter().flat_map(|text| sentences(&text.words)).collect();
    facts(part, &mut found);
    found
}

fn facts(part: &Value, found: &mut Vec<String>) {
    match part {
        Value::Array(parts) => parts.iter().for_each(|part| facts(part, found)),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_str() {
                    Some(text) if FACTS.contains(&name.as_str()) => found.push(one_line(text)),
                    // What is kept apart from the pages is named.
                    Some(text) if name == "id" && ["place", "statistic"].iter().any(|kind| fields.get("type").is_some_and(|own| own == kind)) => {
                        found.push(text.to_owned());
                    }
                    _ => facts(field, found),
                }
            }
        }
        _ => {}
    }
}

/// Where the links of a part of a page lead.
fn links(part: &Value) -> Vec<String> {
    match part {
        Value::Array(parts) => parts.iter().flat_map(links).collect(),
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, field)| match field.as_str() {
                Some(address) if LINKS.contains(&name.as_str()) => vec![address.to_owned()],
                _ => links(field),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The same for blocks that a reader cannot tell apart: members in order, nothing that is absent or as it is by default, words as they are typed, neighbouring words joined.
fn canonical(value: &Value) -> Value {
    match value {
        Value::String(words) => plain(words).into(),
        Value::Array(parts) => {
            let mut joined: Vec<Value> = Vec::new();
            let is_rich = parts.iter().any(Value::is_object) && parts.iter().any(Value::is_string);
            for part in parts {
                match (joined.last_mut(), part) {
                    (Some(Value::String(before)), Value::String(words)) if is_rich => before.push_str(&plain(words)),
                    _ => joined.push(canonical(part)),
                }
            }
            if joined.len() == 1 && joined[0].is_string() { joined.remove(0) } else { joined.into() }
        }
        Value::Object(fields) => {
            let mut sorted: Vec<(&String, Value)> = fields.iter().map(|(name, field)| (name, canonical(field))).collect();
            let is_default = |field: &Value| field.is_null() || field == false || field == "" || field.as_array().is_some_and(Vec::is_empty);
            sorted.retain(|(name, field)| !is_default(field) && *name != crate::content::wordpress::live::MARK);
            sorted.sort_by_key(|(name, _)| *name);
            Value::Object(sorted.into_iter().map(|(name, field)| (name.clone(), field)).collect())
        }
        other => other.clone(),
    }
}

/// Words as they are typed; the spaces at their ends, which part them from the next ones, are kept.
fn plain(words: &str) -> String {
    let edge = |is: bool| if is { " " } else { "" };
    let middle = one_line(words);
    let starts = words.starts_with(char::is_whitespace) && !middle.is_empty();
    [edge(starts), &middle, edge(words.ends_with(char::is_whitespace))].concat()
}

/// How alike two sentences must be for one to stand for the other before their place decides: words in common, in hundredths of the longer one's.
const ALIKE: usize = 40;

/// What stands in the place of what, in order: those that are the most alike first, then those between them by their place.
fn paired<'a>(before: &'a [String], after: &'a [String]) -> Vec<(Option<&'a String>, Option<&'a String>)> {
    let words = |sentence: &'a String| sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let alike = |one: &'a String, other: &'a String| {
        let (one, mut other) = (words(one), words(other));
        let longest = one.len().max(other.len()).max(1);
        // Each word of the other serves once.
        let common = one.iter().filter(|word| other.iter().position(|known| known == *word).map(|place| other.swap_remove(place)).is_some()).count();
        100 * common / longest
    };
    let best = before.iter().enumerate().flat_map(|(i, one)| after.iter().enumerate().map(move |(j, other)| (alike(one, other), i, j)));
    match best.filter(|(share, ..)| *share >= ALIKE).max_by_key(|(share, i, j)| (*share, std::cmp::Reverse((*i, *j)))) {
        Some((_, i, j)) => {
            let mut all = paired(&before[..i], &after[..j]);
            all.push((Some(&before[i]), Some(&after[j])));
            all.extend(paired(&before[i + 1..], &after[j + 1..]));
            all
        }
        None => (0..before.len().max(after.len())).map(|place| (before.get(place), after.get(place))).collect(),
    }
}

/// Sentences, as they are typed: what ends with a full stop, a question or an exclamation mark and a space, or with its line. A sign that closes goes with what it closes.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines().map(one_line) {
        let mut start = 0;
        for (place, _) in line.match_indices(' ') {
            let ends = line[..place].ends_with(['.', '!', '?', '…']) && !line[place + 1..].starts_with(['»', ')', ':', ';', '!', '?']);
            if ends {
                found.push(line[start..place].to_owned());
                start = place + 1;
            }
        }
        found.push(line[start..].to_owned());
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// The places where two lists differ: a range of the first and the range of the second that stands in its place (longest common subsequence, by dynamic programming).
fn hunks(before: &[String], after: &[String]) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let width = after.len() + 1;
    let mut common = vec![0_u32; (before.len() + 1) * width];
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            common[i * width + j] =
                if before[i] == after[j] { common[(i + 1) * width + j + 1] + 1 } else { common[(i + 1) * width + j].max(common[i * width + j + 1]) };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let (from_i, from_j) = (i, j);
        while i < before.len() || j < after.len() {
            if i < before.len() && j < after.len() && before[i] == after[j] {
                break;
            }
            if j >= after.len() || i < before.len() && common[(i + 1) * width + j] >= common[i * width + j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
        found.push((from_i..i, from_j..j));
    }
    found
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::{content::static_files::StaticFiles, model::date::Date, routes};
    use serde_json::json;

    fn page(title: &str, blocks: Value) -> Value {
        json!({ "title": title, "summary": "Ce qu'on trouve ici.", "blocks": blocks })
    }

    fn paragraph(text: Value) -> Value {
        json!({ "type": "paragraph", "text": text })
    }

    #[test]
    fn a_changed_sentence_is_counted_once_and_its_block_marked() {
        let heading = json!({ "type": "heading", "level": 2, "text": "Un" });
        let published = page("Titre", json!([heading, paragraph("Premier. Deuxième. Troisième.".into())]));
        let draft = page("Titre", json!([heading, paragraph("Premier. Deux. Troisième.".into()), paragraph("Et un de plus.".into())]));
        let Comparison { marks, counts, changes } = compare(&draft, &published);
        assert_eq!(marks, [Mark::Same, Mark::Changed, Mark::Added]);
        assert_eq!(counts, Counts { changed: 1, added: 1, ..Counts::default() });
        assert_eq!(changes[0], Change { before: "Deuxième.".into(), after: "Deux.".into() });
        assert_eq!(changes[1], Change { before: String::new(), after: "Et un de plus.".into() });
    }

    #[test]
    fn what_is_gone_is_told() {
        let published = page("Titre", json!([paragraph(json!(["Lisez ", { "link": "/asile/", "text": "cela" }, "."])), paragraph("Fin.".into())]));
        let draft = page("Titre neuf", json!([paragraph("Fin.".into())]));
        let Comparison { marks, counts, .. } = compare(&draft, &published);
        assert_eq!(marks, [Mark::Same]);
        assert_eq!(counts, Counts { changed: 1, removed: 1, links_removed: 1, ..Counts::default() });
    }

    #[test]
    fn an_empty_page_is_all_new_or_all_gone() {
        let full = page("", json!([paragraph("Une. Deux ?".into()), { "type": "list", "items": ["a", "b"] }]));
        let empty = page("", json!([]));
        assert_eq!(compare(&full, &empty).counts.added, 4);
        assert_eq!(compare(&empty, &full).counts.removed, 4);
    }

    #[test]
    fn what_a_reader_cannot_tell_apart_is_the_same() {
        for (one, other) in [
            (paragraph("L'AIS : 5 %".into()), paragraph("L’AIS\u{202f}: 5\u{a0}%".into())),
            (paragraph("Deux  mots ".into()), paragraph("Deux mots ".into())),
            (paragraph(json!(["Un seul"])), paragraph("Un seul".into())),
            (paragraph(json!(["Une ", "suite ", { "strong": "forte" }])), paragraph(json!(["Une suite ", { "strong": "forte" }]))),
            (json!({ "type": "list", "ordered": false, "items": ["a"] }), json!({ "items": ["a"], "type": "list" })),
            (json!({ "type": "callout", "tone": "note", "text": "a", "title": null }), json!({ "type": "callout", "tone": "note", "text": "a" })),
        ] {
            assert_eq!(compare(&page("", json!([one])), &page("", json!([other]))).counts, Counts::default(), "{one} {other}");
            assert_eq!(compare(&page("", json!([one])), &page("", json!([other]))).marks, [Mark::Same], "{one} {other}");
        }
    }

    #[test]
    fn what_changes_without_a_word_is_told_too() {
        let contact = |phone: &str| json!({ "type": "contact", "name": "Unia", "phone": phone });
        for (before, after, expected) in [
            (contact("+32 81 00 00 00"), contact("+32 81 00 00 01"), Counts { changed: 1, ..Counts::default() }),
            (json!({ "type": "place", "id": "unia" }), json!({ "type": "place", "id": "cire" }), Counts { changed: 1, ..Counts::default() }),
            (
                json!({ "type": "heading", "level": 2, "text": "Un" }),
                json!({ "type": "heading", "level": 3, "text": "Un" }),
                Counts { reshaped: 1, ..Counts::default() },
            ),
            (paragraph(json!(["Un ", { "strong": "mot" }])), paragraph("Un mot".into()), Counts { reshaped: 1, ..Counts::default() }),
            (
                paragraph(json!([{ "link": "/a/", "text": "Ici" }])),
                paragraph(json!([{ "link": "/b/", "text": "Ici" }])),
                Counts { links_added: 1, links_removed: 1, ..Counts::default() },
            ),
        ] {
            let Comparison { marks, counts, .. } = compare(&page("", json!([after])), &page("", json!([before])));
            assert_eq!((counts, &*marks), (expected, &[Mark::Changed][..]), "{before} {after}");
        }
    }

    fn of_the_site() -> (StaticFiles, Vec<(crate::model::slug::Slug, Value)>) {
        let files = StaticFiles::new(concat!(env!("CARGO_MANIFEST_DIR"), "/public/content"), Date::parse("2026-11-25").unwrap());
        let pages = files.slugs(routes::ROOT_LANGUAGE).unwrap().into_iter().map(|slug| {
            let text = files.text(&StaticFiles::page_place(routes::ROOT_LANGUAGE, &slug)).unwrap();
            (slug, serde_json::from_str(&text).unwrap())
        });
        let pages: Vec<_> = pages.collect();
        assert!(pages.len() > 50, "{} pages", pages.len());
        (files, pages)
    }

    /// Every string as the site sets it.
    fn set(value: &mut Value) {
        match value {
            Value::String(words) => *words = refine(words),
            Value::Array(parts) => parts.iter_mut().for_each(set),
            Value::Object(fields) => fields.iter_mut().for_each(|(_, field)| set(field)),
            _ => {}
        }
    }

    #[test]
    fn a_page_compared_with_itself_has_no_change_whatever_publication_adds() {
        let (files, pages) = of_the_site();
        for (slug, draft) in pages {
            let published = files.written_json(routes::ROOT_LANGUAGE, &slug).unwrap().value().clone();
            let mut as_set = draft.clone();
            set(&mut as_set);
            for draft in [&draft, &as_set] {
                let Comparison { marks, counts, changes } = compare(draft, &published);
                assert_eq!((counts, changes), (Counts::default(), Vec::new()), "{slug}");
                assert!(marks.iter().all(|mark| *mark == Mark::Same), "{slug}: {marks:?}");
            }
        }
    }

    #[test]
    fn a_changed_page_tells_its_changes_and_no_other() {
        let (files, pages) = of_the_site();
        let place = |blocks: &[Value], wanted: &dyn Fn(&Value) -> bool| blocks.iter().position(wanted);
        for (slug, mut draft) in pages {
            let blocks = draft["blocks"].as_array_mut().unwrap();
            let Some(changed) = place(blocks, &|block| block["type"] == "paragraph" && block["text"].as_str().is_some_and(|text| text.ends_with('.'))) else {
                continue;
            };
            let text = blocks[changed]["text"].as_str().unwrap().to_owned();
            blocks[changed]["text"] = format!("{} vraiment.", &text[..text.len() - 1]).into();
            blocks.push(json!({ "type": "heading", "level": 2, "text": "Un intertitre neuf" }));
            blocks.push(paragraph(json!(["Un paragraphe neuf, et ", { "link": "/plan-du-site/#neuf", "text": "un lien neuf" }, "."])));
            let published = files.written_json(routes::ROOT_LANGUAGE, &slug).unwrap().value().clone();
            let Comparison { marks, counts, .. } = compare(&draft, &published);
            assert_eq!(counts, Counts { changed: 1, added: 2, links_added: 1, ..Counts::default() }, "{slug}");
            assert_eq!(marks.iter().filter(|mark| **mark != Mark::Same).count(), 3, "{slug}: {marks:?}");
        }
    }

    #[test]
    fn what_is_new_is_not_taken_for_what_was_there() {
        let published = page("", json!([paragraph("Le pont a trois arches. Il est ancien.".into())]));
        let draft = page("", json!([paragraph("Une phrase sans rapport. Le pont a quatre arches. Il est ancien.".into())]));
        let Comparison { counts, changes, .. } = compare(&draft, &published);
        assert_eq!(counts, Counts { changed: 1, added: 1, ..Counts::default() });
        assert_eq!(changes[1], Change { before: "Le pont a trois arches.".into(), after: "Le pont a quatre arches.".into() });
    }

    #[test]
    fn a_sentence_ends_where_a_reader_stops() {
        for (text, expected) in [("Un. Deux ! Trois ?", 3), ("Le 12.30 h", 1), ("Un\u{a0}? Deux", 2), ("a\nb", 2), ("« Quoi ! » dit-il. Rien", 2), ("", 0)] {
            assert_eq!(sentences(text).len(), expected, "{text}");
        }
    }

    #[test]
    fn hunks_rebuild_one_list_from_the_other() {
        let mut seed = 7_u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed >> 24
        };
        for _ in 0..500 {
            let list = |next: &mut dyn FnMut() -> u32| (0..next() % 12).map(|_| (next() % 4).to_string()).collect::<Vec<_>>();
            let (before, after) = (list(&mut next), list(&mut next));
            let mut rebuilt = before.clone();
            for (gone, new) in hunks(&before, &after).into_iter().rev() {
                rebuilt.splice(gone, after[new].iter().cloned());
            }
            assert_eq!(rebuilt, after);
        }
    }
}
