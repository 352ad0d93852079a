//! Headings: what the contents list and screen readers jump between.

use crate::{
    check::{folder::Folder, kind::Kind, problem::Problem},
    model::block::Block,
};

/// Levels are 2 and 3, none is skipped, and no two headings of a page look the same.
pub fn headings(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, page) in folder.readable_pages() {
        let mut note = |index: usize, field: &str, kind| problems.push(Problem::new(&file.place, format!("blocks[{index}].{field}"), kind));
        let mut met: Vec<String> = Vec::new();
        let mut in_section = false;
        for (index, block) in page.blocks.iter().enumerate() {
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
    }
    problems
}
