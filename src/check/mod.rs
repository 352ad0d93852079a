//! The content checker: everything an editor must mend before publishing, in words that say what to do.
//!
//! [`folder`] reads the folder, [`mend`] keeps what can be read of a broken file so that one mistake does not hide the others, [`rules`] look at what was read,
//! and [`report`] says it; [`elsewhere`] lists the addresses of other sites. [`spelling`] and [`grammar`] read the words with tools that the machine may have. Rules name places by path (`blocks[3].text`); [`locate`] finds the line at the end. Nothing is fetched: addresses elsewhere are not
//! followed.

pub mod elsewhere;
pub mod folder;
pub mod grammar;
pub mod kind;
pub mod locate;
pub mod mend;
pub mod nearest;
pub mod problem;
pub mod readability;
pub mod report;
pub mod rules;
pub mod schema;
pub mod spelling;
pub mod texts;
pub mod walk;

use crate::model::date::Date;
use folder::Folder;
use problem::Problem;
use report::Report;
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
