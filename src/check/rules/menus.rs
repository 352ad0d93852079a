//! What menus name beside addresses: pictograms and families.

use crate::{
    check::{
        folder::{Folder, MenuFile},
        kind::Kind,
        nearest::nearest,
        problem::Problem,
    },
    model::pictogram,
};

/// Every pictogram and every family that a menu names exists.
pub fn names(folder: &Folder) -> Vec<Problem> {
    folder.menus.iter().flat_map(names_of).collect()
}

fn names_of(MenuFile { place, menu }: &MenuFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    let families: Vec<&str> = menu.families.iter().flatten().map(|family| family.id.as_str()).collect();
    let mut look = |path: &str, field: &str, met: Option<&String>, known: &[&str]| {
        if let Some(met) = met.filter(|met| !known.contains(&met.as_str())) {
            let nearest = nearest(met, known.iter().copied()).map(str::to_owned);
            let kind = Kind::MenuNameUnknown { met: met.clone(), nearest, known: known.iter().map(|&name| name.to_owned()).collect() };
            problems.push(Problem::new(place, format!("{path}.{field}"), kind));
        }
    };
    let icons: Vec<&str> = pictogram::names().collect();
    for (index, entry) in menu.entries.iter().enumerate() {
        let path = format!("entries[{index}]");
        look(&path, "icon", entry.icon.as_ref(), &icons);
        for (index, link) in entry.children.iter().enumerate() {
            let path = format!("{path}.children[{index}]");
            look(&path, "icon", link.icon.as_ref(), &icons);
            look(&path, "family", link.family.as_ref(), &families);
        }
    }
    problems
}
