//! The check of a whole folder.

use super::{
    folder::{self, Folder},
    problem::Problem,
    report::Report,
    rules,
};
use crate::model::date::Date;
use std::path::Path;

/// Checks the folder `root`, laid out as `public/content`, as it stands on the day `today`. Images are sought in the folder around it.
#[must_use]
pub fn check(root: &Path, today: Date) -> Report {
    check_with(root, today, |_| Vec::new())
}

/// As [`check`], and what `proofread` finds: rules that need more than the folder, such as a dictionary ([`spelling`], [`grammar`]).
#[must_use]
pub fn check_with(root: &Path, today: Date, proofread: impl FnOnce(&Folder) -> Vec<Problem>) -> Report {
    let (folder, mut problems) = folder::read(root, today);
    let found = rules::ALL.iter().flat_map(|rule| rule(&folder)).chain(proofread(&folder));
    problems.extend(found.filter(|problem| !folder.mended.iter().any(|(place, path)| problem.is_within(place, path))));
    for problem in &mut problems {
        problem.line = problem.line.or_else(|| folder.line(&problem.place, &problem.path));
    }
    Report::new(folder.pages.len(), folder.surveys.len() + folder.packages.len(), problems)
}

/// A rule: what it finds wrong in a folder.
pub type Rule = fn(&Folder) -> Vec<Problem>;
