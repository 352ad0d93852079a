//! Two texts of one page face to face: the full one and its easy one, or a page and its translation.
//!
//! Parts are what stands under a heading. Of two texts in one language, parts with the same title face each other, in the order of the first text; of two languages, whose titles
//! cannot be compared, those of one level that resemble each other most, in order. Within a part, blocks of one kind face each other: paragraph by paragraph where both texts have the
//! same blocks in two languages, run by run otherwise, since an easy text cuts its sentences anew. Steps that are as many are the same steps.

use super::{
    block::{Block, Heading, List, Steps},
    page::anchors,
    text::Prose,
};
use crate::locale::fold::fold;
use std::mem::{discriminant, take};

/// What stands under one heading of two texts. Of each pair, the first is the page's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Anchor: the one that the heading has on the page, `partie-3` when only the other text has it; `None` before the first heading.
    pub id: Option<String>,
    /// 2 or 3, of the first text that has it.
    pub level: u32,
    /// Headings; none before the first.
    pub titles: [Option<Prose>; 2],
    /// Which of the texts have this part.
    pub there: [bool; 2],
    /// From top to bottom; empty when nothing stands under the heading.
    pub rows: Vec<Row>,
}

/// Blocks that face each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// One may be empty, in a part that only one text has.
    pub sides: [Vec<Block>; 2],
    /// The number of the first step or numbered line in it.
    pub first: usize,
}

/// A heading, unless it is what stands before the first, and its blocks.
struct Section<'a> {
    heading: Option<&'a Heading>,
    blocks: &'a [Block],
}

/// Cuts `own` and `other` at their headings and sets them face to face. `one_language`: their titles can be compared.
#[must_use]
pub fn facing(own: &[Block], other: &[Block], one_language: bool) -> Vec<Part> {
    let ids: Vec<String> = anchors(own).into_iter().flatten().map(|section| section.id).collect();
    let (own, other) = (sections(own), sections(other));
    let paired = if one_language { by_title(&own, &other) } else { by_shape(&own, &other) };
    let mut parts = Vec::new();
    for (first, second) in paired {
        let sides = [first.map(|place| &own[place]), second.map(|place| &other[place])];
        let heading = sides.iter().flatten().find_map(|section| section.heading);
        let blocks = sides.map(|section| section.map_or(&[][..], |section| section.blocks));
        if heading.is_none() && blocks.iter().all(|blocks| blocks.is_empty()) {
            continue;
        }
        let id = match first {
            // The first section has no heading.
            Some(place) => place.checked_sub(1).and_then(|place| ids.get(place).cloned()),
            None => heading.map(|_| format!("partie-{}", parts.len() + 1)),
        };
        parts.push(Part {
            id,
            level: heading.map_or(2, |heading| heading.level),
            titles: sides.map(|section| section.and_then(|section| section.heading).map(|heading| heading.text.clone())),
            there: sides.map(|section| section.is_some()),
            rows: rows(blocks[0], blocks[1], one_language),
        });
    }
    parts
}

/// What stands before the first heading, then each heading with its own.
fn sections(blocks: &[Block]) -> Vec<Section<'_>> {
    let is_heading = |block: &Block| matches!(block, Block::Heading(_));
    let start = blocks.iter().position(is_heading).unwrap_or(blocks.len());
    let mut cut = vec![Section { heading: None, blocks: &blocks[..start] }];
    let mut rest = &blocks[start..];
    while let Some((Block::Heading(heading), after)) = rest.split_first() {
        let end = after.iter().position(is_heading).unwrap_or(after.len());
        cut.push(Section { heading: Some(heading), blocks: &after[..end] });
        rest = &after[end..];
    }
    cut
}

/// Each section of `own` with the section of `other` that has its title; those that have none in `own` stand after the one that they follow.
fn by_title(own: &[Section<'_>], other: &[Section<'_>]) -> Vec<(Option<usize>, Option<usize>)> {
    let title = |section: &Section<'_>| section.heading.map(|heading| fold(&heading.text));
    let mut left: Vec<Option<usize>> = (0..other.len()).map(Some).collect();
    let mut paired: Vec<(Option<usize>, Option<usize>)> = own
        .iter()
        .enumerate()
        .map(|(place, section)| {
            let twin = left.iter_mut().find(|twin| twin.is_some_and(|twin| title(&other[twin]) == title(section)));
            (Some(place), twin.and_then(take))
        })
        .collect();
    for alone in left.into_iter().flatten() {
        let before = alone.checked_sub(1);
        let place = paired.iter().position(|(_, twin)| twin.is_some() && *twin == before).map_or(paired.len(), |place| place + 1);
        paired.insert(place, (None, Some(alone)));
    }
    paired
}

/// The sections of one level whose blocks are most alike, in order.
fn by_shape(own: &[Section<'_>], other: &[Section<'_>]) -> Vec<(Option<usize>, Option<usize>)> {
    let level = |section: &Section<'_>| section.heading.map(|heading| heading.level);
    let likeness = |first: usize, second: usize| {
        let (first, second) = (&own[first], &other[second]);
        let alike = in_order(first.blocks.len(), second.blocks.len(), |a, b| u32::from(same_kind(&first.blocks[a], &second.blocks[b])));
        let met = alike.iter().filter(|pair| matches!(pair, (Some(_), Some(_)))).count();
        let most = first.blocks.len().max(second.blocks.len()).max(1);
        // That both have a heading of this level counts for half.
        if level(first) == level(second) { 4 + u32::try_from(4 * met / most).unwrap_or(0) } else { 0 }
    };
    in_order(own.len(), other.len(), likeness)
}

/// Pairs of places, both rising, whose likenesses add up to most; what has no pair stands alone, where it belongs. 0: they cannot face each other.
fn in_order(own: usize, other: usize, likeness: impl Fn(usize, usize) -> u32) -> Vec<(Option<usize>, Option<usize>)> {
    let alike: Vec<Vec<u32>> = (0..own).map(|first| (0..other).map(|second| likeness(first, second)).collect()).collect();
    // best[i][j]: of the places from i and from j on.
    let mut best = vec![vec![0; other + 1]; own + 1];
    for first in (0..own).rev() {
        for second in (0..other).rev() {
            best[first][second] = best[first + 1][second].max(best[first][second + 1]).max(alike[first][second] + best[first + 1][second + 1]);
        }
    }
    let (mut first, mut second, mut paired) = (0, 0, Vec::new());
    while first < own || second < other {
        let met = first < own && second < other && alike[first][second] > 0 && best[first][second] == alike[first][second] + best[first + 1][second + 1];
        let own_alone = !met && first < own && (second == other || best[first][second] == best[first + 1][second]);
        let other_alone = !met && !own_alone;
        paired.push(((!other_alone).then_some(first), (!own_alone).then_some(second)));
        first += usize::from(!other_alone);
        second += usize::from(!own_alone);
    }
    paired
}

fn same_kind(first: &Block, second: &Block) -> bool {
    discriminant(first) == discriminant(second)
}

/// The blocks of one part, face to face.
fn rows(own: &[Block], other: &[Block], one_language: bool) -> Vec<Row> {
    let same_blocks = own.len() == other.len() && own.iter().zip(other).all(|(first, second)| same_kind(first, second));
    let runs = if same_blocks && !one_language { singles } else { runs };
    let (own, other) = (runs(own), runs(other));
    let mut rows: Vec<Row> = Vec::new();
    // Runs that nothing faces, until the next that something does.
    let mut alone: [Vec<Block>; 2] = Default::default();
    for (first, second) in in_order(own.len(), other.len(), |a, b| u32::from(same_kind(&own[a][0], &other[b][0]))) {
        match (first, second) {
            (Some(first), Some(second)) => {
                settle(&mut rows, &mut alone);
                rows.extend(faced(&own[first], &other[second]));
            }
            (Some(first), None) => alone[0].extend(own[first].iter().cloned()),
            (None, Some(second)) => alone[1].extend(other[second].iter().cloned()),
            (None, None) => {}
        }
    }
    settle(&mut rows, &mut alone);
    // What begins a part and has nothing to face stands with what follows.
    if rows.len() > 1 && rows[0].sides.iter().any(Vec::is_empty) {
        let first = rows.remove(0);
        for (side, mut before) in rows[0].sides.iter_mut().zip(first.sides) {
            before.append(side);
            *side = before;
        }
    }
    rows
}

/// What is left on both sides is a row; on one side, it goes on with the row before, so that no side has a hole.
fn settle(rows: &mut Vec<Row>, alone: &mut [Vec<Block>; 2]) {
    let sides = take(alone);
    match (sides.iter().filter(|side| !side.is_empty()).count(), rows.last_mut()) {
        (0, _) => {}
        // Under a numbered line that stands alone, the next numbered lines would begin again.
        (1, Some(last)) if last.first == 1 || !sides.iter().flatten().any(is_numbered) => {
            for (side, more) in last.sides.iter_mut().zip(sides) {
                side.extend(more);
            }
        }
        _ => rows.push(Row { sides, first: 1 }),
    }
}

fn is_numbered(block: &Block) -> bool {
    matches!(block, Block::Steps(_)) || matches!(block, Block::List(list) if list.ordered)
}

fn singles(blocks: &[Block]) -> Vec<Vec<Block>> {
    blocks.iter().map(|block| vec![block.clone()]).collect()
}

/// Blocks of one kind that follow each other, together.
fn runs(blocks: &[Block]) -> Vec<Vec<Block>> {
    blocks.chunk_by(same_kind).map(<[Block]>::to_vec).collect()
}

/// The rows of two runs of one kind: step by step where there are as many, and line by line.
fn faced(own: &[Block], other: &[Block]) -> Vec<Row> {
    let whole = || vec![Row { sides: [own.to_vec(), other.to_vec()], first: 1 }];
    match (own, other) {
        ([Block::Steps(own)], [Block::Steps(other)]) if own.items.len() == other.items.len() => {
            let step = |step: &super::block::Step| vec![Block::Steps(Steps { items: vec![step.clone()] })];
            let pairs = own.items.iter().zip(&other.items).enumerate();
            pairs.map(|(place, (first, second))| Row { sides: [step(first), step(second)], first: place + 1 }).collect()
        }
        ([Block::List(own)], [Block::List(other)]) if own.ordered && other.ordered && own.items.len() == other.items.len() => {
            let line = |line: &super::text::RichText| vec![Block::List(List { ordered: true, items: vec![line.clone()] })];
            let pairs = own.items.iter().zip(&other.items).enumerate();
            pairs.map(|(place, (first, second))| Row { sides: [line(first), line(second)], first: place + 1 }).collect()
        }
        _ => whole(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::json::Json;

    /// `## title`, `### title`, `> callout`, `1. a | b` (steps), `- a | b` (list), or a paragraph.
    fn blocks(text: &str) -> Vec<Block> {
        let block = |line: &str| {
            let items = |line: &str, make: fn(&str) -> serde_json::Value| line.split(" | ").map(make).collect::<Vec<_>>();
            let json = match line.split_once(' ').unwrap_or((line, "")) {
                ("##", title) => serde_json::json!({ "type": "heading", "level": 2, "text": title }),
                ("###", title) => serde_json::json!({ "type": "heading", "level": 3, "text": title }),
                (">", text) => serde_json::json!({ "type": "callout", "tone": "note", "text": text }),
                ("1.", steps) => {
                    serde_json::json!({ "type": "steps", "items": items(steps, |step| serde_json::json!({ "title": step, "text": "x" })) })
                }
                ("-", list) => serde_json::json!({ "type": "list", "items": items(list, |item| item.into()) }),
                _ => serde_json::json!({ "type": "paragraph", "text": line }),
            };
            Block::read(&Json::parse(&json.to_string()).unwrap())
        };
        text.lines().map(block).collect()
    }

    fn told(side: &[Block]) -> String {
        let block = |block: &Block| match block {
            Block::Paragraph(paragraph) => paragraph.text.words(),
            Block::Callout(callout) => format!("> {}", callout.text.words()),
            Block::Steps(steps) => steps.items.iter().map(|step| step.title.to_string()).collect::<Vec<_>>().join(" | "),
            Block::List(list) => list.items.iter().map(super::super::text::RichText::words).collect::<Vec<_>>().join(" | "),
            other => panic!("{other:?}"),
        };
        side.iter().map(block).collect::<Vec<_>>().join(" / ")
    }

    /// The parts as lines: titles (`-`: the text has no such part), then rows with the number of their first step.
    fn written(own: &str, other: &str, one_language: bool) -> Vec<String> {
        let mut lines = Vec::new();
        for part in facing(&blocks(own), &blocks(other), one_language) {
            let title = |side: usize| if part.there[side] { part.titles[side].as_deref().unwrap_or("") } else { "-" };
            lines.push(format!("{} = {}", title(0), title(1)));
            lines.extend(part.rows.iter().map(|row| format!("{} {} || {}", row.first, told(&row.sides[0]), told(&row.sides[1]))));
        }
        lines
    }

    #[test]
    fn parts_with_the_same_title_face_each_other_whatever_their_order_and_level() {
        let own = "a\n## Que faire ?\nb\n## Vos droits\n### Qui est protégé ?\nc\n## Se loger\nd";
        let other = "A\n## Qui est protege ?\nC\n## Que faire ?\nB\n## Encore\nE";
        assert_eq!(
            written(own, other, true),
            [
                " = ",
                "1 a || A",
                "Que faire\u{202f}? = Que faire\u{202f}?",
                "1 b || B",
                "- = Encore",
                "1  || E",
                "Vos droits = -",
                "Qui est protégé\u{202f}? = Qui est protege\u{202f}?",
                "1 c || C",
                "Se loger = -",
                "1 d || "
            ]
        );
    }

    #[test]
    fn parts_in_two_languages_face_each_other_by_level_and_by_what_they_hold() {
        let own = "a\n## Un\nb\n## Deux\n1. x | y\n### Deux bis\n- l\n## Trois\nc";
        assert_eq!(
            written(own, "أ\n## واحد\nب\n## اثنان\n1. س | ص\n### مكرر\n- ل\n## ثلاثة\nج", false),
            [" = ", "1 a || أ", "Un = واحد", "1 b || ب", "Deux = اثنان", "1 x || س", "2 y || ص", "Deux bis = مكرر", "1 l || ل", "Trois = ثلاثة", "1 c || ج"]
        );
        // A part that the translation does not have yet shifts nothing.
        assert_eq!(
            written(own, "أ\n## اثنان\n1. س | ص\n## ثلاثة\nج", false),
            [" = ", "1 a || أ", "Un = -", "1 b || ", "Deux = اثنان", "1 x || س", "2 y || ص", "Deux bis = -", "1 l || ", "Trois = ثلاثة", "1 c || ج"]
        );
    }

    #[test]
    fn paragraphs_face_each_other_in_two_languages_and_run_by_run_in_one() {
        let (own, other) = ("## T\na\nb\n> c", "## T\nA\nB\n> C");
        assert_eq!(written(own, other, false), ["T = T", "1 a || A", "1 b || B", "1 > c || > C"]);
        assert_eq!(written(own, other, true), ["T = T", "1 a / b || A / B", "1 > c || > C"]);
    }

    #[test]
    fn what_one_text_alone_says_leaves_no_hole_in_the_other() {
        for (own, other, expected) in [
            ("## T\na\n> b\nc", "## T\nA", vec!["1 a / > b / c || A"]),
            ("## T\n> b\na", "## T\nA", vec!["1 > b / a || A"]),
            ("## T\n1. x | y\n> z", "## T\n1. X | Y | Z\n- l", vec!["1 x | y || X | Y | Z", "1 > z || l"]),
            ("## T\n1. x | y\n> z", "## T\n1. X | Y", vec!["1 x || X", "2 y / > z || Y"]),
            ("## T", "## T\nA", vec!["1  || A"]),
        ] {
            assert_eq!(written(own, other, true)[1..], expected, "{own} facing {other}");
        }
    }

    #[test]
    fn a_part_keeps_the_anchor_that_it_has_on_the_page() {
        let parts = facing(&blocks("a\n## Que faire ?\nb\n## Que faire ?\nc"), &blocks("## Encore\nE"), true);
        let ids: Vec<_> = parts.iter().map(|part| part.id.as_deref()).collect();
        assert_eq!(ids, [None, Some("partie-2"), Some("que-faire"), Some("que-faire-2")]);
    }
}
