//! Headings: what the contents list and screen readers jump between.

#[cfg(feature = "ssr")]
use crate::check::{folder::Folder, problem::Problem};
use crate::{
    check::{
        kind::Kind,
        one_page::{Found, OnePage},
    },
    model::block::Block,
};

/// Levels are 2 and 3, none is skipped, and no two headings of a page look the same.
#[cfg(feature = "ssr")]
pub fn headings(folder: &Folder) -> Vec<Problem> {
    super::each_page(folder, of_page)
}

pub(super) fn of_page(one: &OnePage<'_>) -> Found {
    let mut found = Found::new();
    let mut note = |index: usize, field: &str, kind| found.push((format!("blocks[{index}].{field}"), kind));
    let mut met: Vec<String> = Vec::new();
    let mut in_section = false;
    for (index, block) in one.page.blocks.iter().enumerate() {
        let Block::Heading(heading) = block else { continue };
        match heading.level {
            2 => in_section = true,
            3 if !in_section => note(index, "level", Kind::HeadingOrder),
            3 => {}
            level => note(index, "level", Kind::HeadingLevel { level }),
        }
        let words = heading.text.to_lowercase();
        if met.contains(&words) {
            note(index, "text", Kind::HeadingRepeated { words: heading.text.to_string() });
        }
        met.push(words);
    }
    found
}
