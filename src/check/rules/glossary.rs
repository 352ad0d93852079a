//! The words that pages explain.

use crate::{
    check::{folder::Folder, kind::Kind, nearest::nearest, problem::Problem},
    model::{block::Block, json::Expected, slug::Slug},
};

/// A block that names a word of the glossary names one that is there; a word of the page alone has its definition.
pub fn terms(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, page) in folder.readable_pages() {
        let known = folder.glossaries.iter().filter(|(lang, _)| *lang == file.lang).flat_map(|(_, terms)| terms);
        let known: Vec<&str> = known.map(Slug::as_str).collect();
        for (index, block) in page.blocks.iter().enumerate() {
            let Block::Glossary(glossary) = block else { continue };
            for (place, term) in glossary.terms.iter().enumerate() {
                if term.id.is_none() && (term.term.is_none() || term.definition.is_none()) {
                    let kind = Kind::FieldMissing { expected: Expected::Text };
                    problems.push(Problem::new(&file.place, format!("blocks[{index}].terms[{place}].id"), kind));
                }
                let Some(met) = term.id.as_ref().filter(|id| !known.contains(&id.as_str())) else { continue };
                let kind = Kind::TermUnknown { met: met.to_string(), nearest: nearest(met.as_str(), known.iter().copied()).map(str::to_owned) };
                problems.push(Problem::new(&file.place, format!("blocks[{index}].terms[{place}].id"), kind));
            }
        }
    }
    problems
}
