//! What each page owes its readers: a summary, sources, a date, being there.

use crate::{
    check::{
        folder::Folder,
        kind::{Kind, LONGEST_BRIEF_LINE, LONGEST_SUMMARY, MOST_BRIEF_LINES},
        problem::Problem,
        readability::{self, Measure},
    },
    model::{
        date::Date,
        page::{PageKind, Status},
    },
};

/// The least score of a text in easy French.
const EASY: i32 = 80;
/// The least score of *En bref*.
const BRIEF: i32 = 50;

/// A page says in a sentence what it is, and its three lines are three lines.
pub fn summaries(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, page) in folder.readable_pages() {
        let mut note = |path: String, kind| problems.push(Problem::new(&file.place, path, kind));
        match page.summary.chars().count() {
            _ if page.summary.trim().is_empty() => note("summary".into(), Kind::SummaryAbsent),
            length if length > LONGEST_SUMMARY => note("summary".into(), Kind::SummaryLong { length }),
            _ => {}
        }
        if page.brief.len() > MOST_BRIEF_LINES {
            note("brief".into(), Kind::BriefLong { lines: page.brief.len() });
        }
        for (index, line) in page.brief.iter().enumerate() {
            let length = line.chars().count();
            if length > LONGEST_BRIEF_LINE {
                note(format!("brief[{index}]"), Kind::BriefLineLong { length });
            }
        }
    }
    problems
}

/// A published page that states something says where it comes from.
pub fn sources(folder: &Folder) -> Vec<Problem> {
    let states = |kind| match kind {
        PageKind::Theme | PageKind::Page | PageKind::Survey => true,
        PageKind::Home | PageKind::Group | PageKind::Search | PageKind::SiteMap | PageKind::NotFound | PageKind::Style => false,
    };
    folder
        .readable_pages()
        .filter(|(_, page)| page.status == Status::Published && states(page.kind) && page.sources.is_empty())
        .map(|(file, _)| Problem::new(&file.place, "sources", Kind::SourceAbsent))
        .collect()
}

/// What is promised to be easy is: the texts in easy French, and the three lines.
pub fn readability(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, page) in folder.readable_pages() {
        let mut judge = |path: &str, measure: Measure, least: i32| {
            if let Some(score) = measure.score().filter(|score| *score < least) {
                problems.push(Problem::new(&file.place, path, Kind::HardToRead { score, least }));
            }
        };
        if page.easy_of.is_some() {
            judge("blocks", readability::measure(page), EASY);
        }
        judge("brief", page.brief.iter().map(|line| Measure::of(line)).fold(Measure::default(), Measure::and), BRIEF);
    }
    problems
}

/// Facts were checked, not long ago, on a day that has been.
pub fn dates(folder: &Folder) -> Vec<Problem> {
    let pages = folder.readable_pages().map(|(file, page)| (file.place.as_str(), page.checked_on));
    let site = folder.site.iter().map(|site| ("site.json", site.checked_on));
    let today = folder.today;
    let kind = |met: Date| {
        if met > today {
            Some(Kind::CheckedInFuture { met, today })
        } else if (met.year() + 1, met.month(), met.day()) < (today.year(), today.month(), today.day()) {
            Some(Kind::CheckedLongAgo { met })
        } else {
            None
        }
    };
    site.chain(pages).filter_map(|(place, met)| Some(Problem::new(place, "checked_on", kind(met)?))).collect()
}

/// Drafts stay out of the published content; what is scheduled is told.
pub fn visibility(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, page) in folder.readable_pages() {
        if page.status == Status::Draft {
            problems.push(Problem::new(&file.place, "status", Kind::DraftAmongPublished));
        }
        if let Some(day) = page.publish_at.filter(|&day| day > folder.today) {
            problems.push(Problem::new(&file.place, "publish_at", Kind::Scheduled { day }));
        }
    }
    problems
}
