//! What each page owes its readers: a summary, sources, a date, being there.

#[cfg(feature = "ssr")]
use crate::{
    check::{folder::Folder, problem::Problem},
    model::page::Status,
};
use crate::{
    check::{
        kind::{Kind, LONGEST_BRIEF_LINE, LONGEST_SUMMARY, MOST_BRIEF_LINES},
        one_page::{Found, OnePage},
        readability::{self, Measure},
    },
    model::{date::Date, page::PageKind},
};

/// The least score of a text in easy French.
const EASY: i32 = 80;
/// The least score of *En bref*.
const BRIEF: i32 = 50;

/// A page says in a sentence what it is, and its three lines are three lines.
#[cfg(feature = "ssr")]
pub fn summaries(folder: &Folder) -> Vec<Problem> {
    super::each_page(folder, summaries_of)
}

pub(super) fn summaries_of(OnePage { page, .. }: &OnePage<'_>) -> Found {
    let mut found = Found::new();
    let mut note = |path: String, kind| found.push((path, kind));
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
    found
}

/// A published page that states something says where it comes from.
#[cfg(feature = "ssr")]
pub fn sources(folder: &Folder) -> Vec<Problem> {
    super::each_page(folder, sources_of)
}

pub(super) fn sources_of(one: &OnePage<'_>) -> Found {
    let states = match one.page.kind {
        PageKind::Theme | PageKind::Page | PageKind::Survey => true,
        PageKind::Home | PageKind::Group | PageKind::Search | PageKind::SiteMap | PageKind::NotFound | PageKind::Style => false,
    };
    if !one.incoming && states && one.page.sources.is_empty() { vec![("sources".to_owned(), Kind::SourceAbsent)] } else { Found::new() }
}

/// What is promised to be easy is: the texts in easy French, and the three lines.
#[cfg(feature = "ssr")]
pub fn readability(folder: &Folder) -> Vec<Problem> {
    super::each_page(folder, readability_of)
}

pub(super) fn readability_of(OnePage { page, easy, .. }: &OnePage<'_>) -> Found {
    let mut found = Found::new();
    let mut judge = |path: &str, measure: Measure, least: i32| {
        if let Some(score) = measure.score().filter(|score| *score < least) {
            found.push((path.to_owned(), Kind::HardToRead { score, least }));
        }
    };
    if *easy {
        judge("blocks", readability::measure(page), EASY);
    }
    judge("brief", page.brief.iter().map(|line| Measure::of(line)).fold(Measure::default(), Measure::and), BRIEF);
    found
}

/// Facts were checked, not long ago, on a day that has been.
#[cfg(feature = "ssr")]
pub fn dates(folder: &Folder) -> Vec<Problem> {
    let site = folder.site.iter().filter_map(|site| Some(Problem::new("site.json", "checked_on", checked_on(site.checked_on, folder.today)?)));
    site.chain(super::each_page(folder, dates_of)).collect()
}

pub(super) fn dates_of(one: &OnePage<'_>) -> Found {
    checked_on(one.page.checked_on, one.today).map(|kind| ("checked_on".to_owned(), kind)).into_iter().collect()
}

fn checked_on(met: Date, today: Date) -> Option<Kind> {
    if met > today {
        Some(Kind::CheckedInFuture { met, today })
    } else if (met.year() + 1, met.month(), met.day()) < (today.year(), today.month(), today.day()) {
        Some(Kind::CheckedLongAgo { met })
    } else {
        None
    }
}

/// Drafts stay out of the published content; what is scheduled is told.
#[cfg(feature = "ssr")]
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
