//! A draft against what is published: which blocks are new or changed, and how many sentences, links and pictures come or go.

use crate::model::{block::Block, text::Span};

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

/// Compares the blocks `draft` with those that are `published`; `titles` are the two pages' titles and summaries, compared as sentences.
#[must_use]
pub fn compare(titles: [&[&str]; 2], draft: &[Block], published: &[Block]) -> Comparison {
    let text = |titles: &[&str], blocks: &[Block]| -> Vec<String> {
        titles.iter().map(|title| (*title).to_owned()).chain(blocks.iter().flat_map(|block| sentences(&words(block)))).collect()
    };
    let (before, after) = (text(titles[1], published), text(titles[0], draft));
    let mut counts = Counts::default();
    let mut changes = Vec::new();
    for hunk in hunks(&before, &after) {
        let (gone, new) = (&before[hunk.0.clone()], &after[hunk.1.clone()]);
        let both = gone.len().min(new.len());
        counts.changed += both;
        counts.removed += gone.len() - both;
        counts.added += new.len() - both;
        let at = |list: &[String], place: usize| list.get(place).cloned().unwrap_or_default();
        changes.extend((0..gone.len().max(new.len())).map(|place| Change { before: at(gone, place), after: at(new, place) }));
    }
    let links = |blocks: &[Block]| blocks.iter().flat_map(links).collect::<Vec<_>>();
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

    let mut marks = vec![Mark::Same; draft.len()];
    let mine: Vec<String> = draft.iter().map(whole).collect();
    let theirs: Vec<String> = published.iter().map(whole).collect();
    for (gone, new) in hunks(&theirs, &mine) {
        for (place, index) in new.enumerate() {
            let stands = published.get(gone.start + place).filter(|_| gone.start + place < gone.end);
            let alike = stands.is_some_and(|block| std::mem::discriminant(block) == std::mem::discriminant(&draft[index]));
            marks[index] = if alike { Mark::Changed } else { Mark::Added };
        }
    }
    Comparison { marks, counts, changes }
}

/// Everything of a block that a reader may notice.
fn whole(block: &Block) -> String {
    format!("{block:?}")
}

/// The words of a block.
fn words(block: &Block) -> String {
    let rich = |text: &crate::model::text::RichText| text.words();
    let all: Vec<String> = match block {
        Block::Heading(heading) => vec![heading.text.to_string()],
        Block::Paragraph(paragraph) => vec![rich(&paragraph.text)],
        Block::List(list) => list.items.iter().map(rich).collect(),
        Block::Steps(steps) => steps.items.iter().flat_map(|step| [step.title.to_string(), rich(&step.text)]).collect(),
        Block::Callout(callout) => callout.title.iter().map(|title| title.to_string()).chain([rich(&callout.text)]).collect(),
        Block::Quote(quote) => vec![rich(&quote.text)],
        Block::Accordion(accordion) => {
            accordion.items.iter().flat_map(|fold| std::iter::once(fold.title.to_string()).chain(fold.text.iter().map(rich))).collect()
        }
        Block::Contact(contact) => vec![contact.name.to_string()],
        Block::Table(table) => std::iter::once(table.caption.to_string()).chain(table.rows.iter().flatten().map(|cell| cell.to_string())).collect(),
        Block::Links(links) => links.items.iter().map(|link| link.title.to_string()).collect(),
        Block::Agenda(agenda) => agenda.items.iter().map(|item| item.title.to_string()).collect(),
        Block::Figure(figure) => vec![figure.alt.to_string()],
        _ => Vec::new(),
    };
    all.join("\n")
}

/// Where the links of a block lead.
fn links(block: &Block) -> Vec<String> {
    let of = |text: &crate::model::text::RichText| {
        text.0.iter().filter_map(|span| if let Span::Link { link, .. } = span { Some(link.as_str().to_owned()) } else { None }).collect::<Vec<_>>()
    };
    match block {
        Block::Paragraph(paragraph) => of(&paragraph.text),
        Block::List(list) => list.items.iter().flat_map(of).collect(),
        Block::Steps(steps) => steps.items.iter().flat_map(|step| of(&step.text)).collect(),
        Block::Callout(callout) => of(&callout.text),
        Block::Accordion(accordion) => accordion.items.iter().flat_map(|fold| &fold.text).flat_map(of).collect(),
        Block::Links(links) => links.items.iter().map(|link| link.href.as_str().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// Sentences: what ends with a full stop, a question or an exclamation mark and a space, or with its line.
fn sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut start = 0;
        let letters: Vec<(usize, char)> = line.char_indices().collect();
        for pair in letters.windows(2) {
            if matches!(pair[0].1, '.' | '!' | '?' | '…') && pair[1].1.is_whitespace() && !matches!(pair[1].1, '\u{a0}' | '\u{202f}') {
                found.push(line[start..pair[1].0].trim().to_owned());
                start = pair[1].0;
            }
        }
        found.push(line[start..].trim().to_owned());
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
    use crate::model::json::Json;

    fn blocks(json: &str) -> Vec<Block> {
        let list: serde_json::Value = serde_json::from_str(json).unwrap();
        list.as_array().unwrap().iter().map(|block| Block::read(&Json::parse(&block.to_string()).unwrap())).collect()
    }

    #[test]
    fn a_changed_sentence_is_counted_once_and_its_block_marked() {
        let published = blocks(r#"[{"type": "heading", "level": 2, "text": "Un"}, {"type": "paragraph", "text": "Premier. Deuxième. Troisième."}]"#);
        let draft = blocks(
            r#"[{"type": "heading", "level": 2, "text": "Un"}, {"type": "paragraph", "text": "Premier. Deux. Troisième."}, {"type": "paragraph", "text": "Et un de plus."}]"#,
        );
        let Comparison { marks, counts, changes } = compare([&["Titre"], &["Titre"]], &draft, &published);
        assert_eq!(marks, [Mark::Same, Mark::Changed, Mark::Added]);
        assert_eq!(counts, Counts { changed: 1, added: 1, ..Counts::default() });
        assert_eq!(changes[0], Change { before: "Deuxième.".into(), after: "Deux.".into() });
        assert_eq!(changes[1], Change { before: String::new(), after: "Et un de plus.".into() });
    }

    #[test]
    fn what_is_gone_is_told() {
        let published =
            blocks(r#"[{"type": "paragraph", "text": ["Lisez ", {"link": "/asile/", "text": "cela"}, "."]}, {"type": "paragraph", "text": "Fin."}]"#);
        let draft = blocks(r#"[{"type": "paragraph", "text": "Fin."}]"#);
        let Comparison { marks, counts, .. } = compare([&["Titre neuf"], &["Titre"]], &draft, &published);
        assert_eq!(marks, [Mark::Same]);
        assert_eq!(counts, Counts { changed: 1, removed: 1, links_removed: 1, ..Counts::default() });
    }

    #[test]
    fn the_same_page_has_no_change_and_an_empty_one_is_all_new() {
        let page = blocks(r#"[{"type": "paragraph", "text": "Une. Deux ?"}, {"type": "list", "items": ["a", "b"]}]"#);
        let same = compare([&[], &[]], &page, &page);
        assert_eq!((same.counts, same.changes.len()), (Counts::default(), 0));
        assert_eq!(compare([&[], &[]], &page, &[]).counts.added, 4);
        assert_eq!(compare([&[], &[]], &[], &page).counts.removed, 4);
    }

    #[test]
    fn a_sentence_ends_where_a_reader_stops() {
        for (text, expected) in [("Un. Deux ! Trois ?", 3), ("Le 12.30 h", 1), ("Un\u{a0}? Deux", 2), ("a\nb", 2), ("", 0)] {
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
