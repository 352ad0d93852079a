//! What is kept apart from the pages: places, news, events, publications.

use crate::{
    check::{
        folder::{Folder, LibraryFile},
        kind::Kind,
        nearest::nearest,
        problem::Problem,
    },
    model::{block::Block, json::Expected, opening::Opening, slug::Slug},
    routes,
};

/// A block that names a place names one that is there.
pub fn places(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, page) in folder.readable_pages() {
        let known = folder.libraries.iter().filter(|library| library.lang() == file.lang).flat_map(LibraryFile::places);
        let known: Vec<&str> = known.map(|place| place.id.as_str()).collect();
        for (index, block) in page.blocks.iter().enumerate() {
            let Block::Place(named) = block else { continue };
            if !known.contains(&named.id.as_str()) {
                let met = named.id.to_string();
                let kind = Kind::PlaceUnknown { nearest: nearest(&met, known.iter().copied()).map(str::to_owned), met };
                problems.push(Problem::new(&file.place, format!("blocks[{index}].id"), kind));
            }
        }
    }
    problems
}

/// Hours can be read, a place can be reached.
pub fn hours(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for library in &folder.libraries {
        for (index, place) in library.places().iter().enumerate() {
            let mut tell = |field: &str, kind: Kind| problems.push(Problem::new(library.place(), format!("places[{index}]{field}"), kind));
            if let Some(met) = place.opening.as_ref().filter(|notation| Opening::parse(notation).is_err()) {
                tell(".opening", Kind::OpeningUnreadable { met: met.clone() });
            }
            if place.phone.is_none() && place.email.is_none() && place.address.is_none() && place.url.is_none() {
                tell("", Kind::ContactUnreachable { name: place.name.to_string() });
            }
        }
    }
    problems
}

/// Names are used once, subjects are pages, and what is dated has a date that holds.
pub fn dated(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for library in &folder.libraries {
        let pages: Vec<&str> = folder
            .pages
            .iter()
            .filter(|page| page.lang == library.lang() || page.lang == routes::ROOT_LANGUAGE)
            .filter_map(|page| page.slug.as_ref())
            .map(Slug::as_str)
            .collect();
        let mut met: Vec<&Slug> = Vec::new();
        for (path, id, themes) in library.members() {
            if met.contains(&id) {
                problems.push(Problem::new(library.place(), format!("{path}.id"), Kind::NameTwice { id: id.to_string() }));
            }
            met.push(id);
            for (index, theme) in themes.iter().enumerate().filter(|(_, theme)| !pages.contains(&theme.as_str())) {
                let kind = Kind::ThemeUnknown { met: theme.to_string(), nearest: nearest(theme.as_str(), pages.iter().copied()).map(str::to_owned) };
                problems.push(Problem::new(library.place(), format!("{path}.themes[{index}]"), kind));
            }
        }
        match library {
            LibraryFile::News(_, _, file) => {
                for (index, _) in file.items.iter().enumerate().filter(|(_, item)| item.day().is_none()) {
                    problems.push(Problem::new(library.place(), format!("items[{index}].date"), Kind::FieldMissing { expected: Expected::Date }));
                }
            }
            LibraryFile::Events(_, _, file) => {
                for (index, event) in file.events.iter().enumerate() {
                    if event.ends.is_some_and(|ends| ends < event.starts) {
                        problems.push(Problem::new(library.place(), format!("events[{index}].ends"), Kind::EndsBefore));
                    }
                }
            }
            LibraryFile::Places(..) | LibraryFile::Publications(..) | LibraryFile::Statistics(..) => {}
        }
    }
    problems
}
