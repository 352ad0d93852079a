//! The one place where intervals of uncertainty come in. As long as none is computed, the words of the design say why (`model/explored.rs`).

use crate::model::explored::ExploredSurvey;

/// The least and the most that a count of respondents may stand for in the whole population, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Least.
    pub low: u32,
    /// Most.
    pub high: u32,
}

/// The interval around `count` of `base`. Always `None` today: no design has one.
#[must_use]
pub fn interval(_survey: &ExploredSurvey, _count: u32, _base: u32) -> Option<Interval> {
    None
}

/// What is said in its place.
#[must_use]
pub fn why_none(survey: &ExploredSurvey) -> &str {
    survey.design().map_or("", |design| &design.interval)
}
