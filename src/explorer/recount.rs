//! Counts under a view's filters, by an engine.

use super::{
    counted::Counted,
    state::{Crossing, State},
    view::View,
};
use crate::model::explored::{ExploredQuestion, ExploredSurvey};
use std::ops::Range;

/// What counts columns of answers: `engine`, as the browser's program and the tests have it. A column's own filter does not narrow its own counts.
pub trait Engine {
    /// Keeps the respondents who have one of these codes, instead of who was kept by this column; `also`: besides.
    fn keep(&mut self, column: usize, codes: Range<usize>, also: bool);
    /// Keeps all that the other columns keep.
    fn clear(&mut self, column: usize);
    /// Of the respondents that this column keeps, keeps those who have this code; or all but those, when not `has`.
    fn narrow(&mut self, column: usize, code: usize, has: bool);
    /// Counts of a column, one a code; `None` of one that is not there. `alone`: other columns are not asked for before something is kept or cleared, so that they need not be
    /// counted.
    fn counts(&mut self, column: usize, alone: bool) -> Option<Vec<u32>>;
    /// Respondents that all filters keep.
    fn retained(&mut self) -> u32;
}

/// An engine, and the filters that it has been told.
#[derive(Debug)]
pub struct Recount<E> {
    engine: E,
    told: Vec<(usize, Vec<usize>)>,
}

impl<E: Engine> Recount<E> {
    /// No filter yet.
    pub fn new(engine: E) -> Self {
        Self { engine, told: Vec::new() }
    }

    /// Brings `state` to what `view` keeps. Questions without column stay as they are.
    pub fn count(&mut self, survey: &ExploredSurvey, view: &View, state: &mut State) {
        let told = |place: usize| self.told.iter().find(|(question, _)| *question == place).map_or(&[][..], |(_, rows)| rows);
        let changed: Vec<usize> = (0..survey.questions.len()).filter(|place| told(*place) != view.rows_kept(*place)).collect();
        for place in changed {
            keep(&mut self.engine, &survey.questions[place], view.rows_kept(place));
        }
        self.told = view.kept.clone();
        for (counted, question) in state.counted.iter_mut().zip(&survey.questions) {
            if let Some(now) = of(&mut self.engine, question, false) {
                *counted = now;
            }
        }
        state.kept = self.engine.retained();
        for (ranked, group) in state.ranked.iter_mut().zip(&survey.groups) {
            if let Some(counts) = group.column.and_then(|column| self.engine.counts(column as usize, false)) {
                *ranked = counts.first().copied();
            }
        }
        super::combined::count(&mut self.engine, survey, view, state);
        state.crossings = view.crossed.iter().filter_map(|(first, second)| cross(&mut self.engine, survey, view, *first, *second)).collect();
    }
}

/// Has the engine keep the respondents of these rows; of all when there is none.
pub fn keep(engine: &mut impl Engine, question: &ExploredQuestion, rows: &[usize]) {
    let Some(column) = question.column.map(|column| column as usize) else { return };
    engine.clear(column);
    let first = if question.is_multiple() { 2 } else { 0 };
    for (place, row) in rows.iter().filter_map(|row| question.rows.get(*row)).enumerate() {
        engine.keep(column, first + row.first as usize..first + row.end as usize, place > 0);
    }
}

fn of(engine: &mut impl Engine, question: &ExploredQuestion, alone: bool) -> Option<Counted> {
    Some(Counted::of(question, &engine.counts(question.column? as usize, alone)?))
}

/// The counts of `second` among the respondents of each row of `first`, whose own filter is put aside meanwhile; that of `second` does not narrow it either.
fn cross(engine: &mut impl Engine, survey: &ExploredSurvey, view: &View, first: usize, second: usize) -> Option<Crossing> {
    let (asked, other) = (survey.questions.get(first)?, survey.questions.get(second)?);
    let rows = (0..asked.rows.len())
        .map(|row| {
            keep(engine, asked, &[row]);
            of(engine, other, true).unwrap_or_default()
        })
        .collect();
    keep(engine, asked, view.rows_kept(first));
    Some(Crossing { first, second, rows })
}

/// Protected publication keeps one answer of one question: more would be a table of three questions, which could reveal somebody. What `view` keeps of that, the question that
/// `before` kept first; and whether something had to be left out. Several answers of a single choice are their sum; of a multiple choice, who gave both is not published.
#[must_use]
pub fn limited(survey: &ExploredSurvey, mut view: View, before: &View) -> (View, bool) {
    if survey.protected.is_none() {
        return (view, false);
    }
    let asked = view.kept.clone();
    let shown = |question: usize, row: usize| {
        survey.questions.get(question).is_some_and(|asked| asked.column.is_some() && !Counted::published(asked, survey.n).is_masked(row))
    };
    for (question, rows) in &mut view.kept {
        rows.retain(|row| shown(*question, *row));
        if survey.questions.get(*question).is_some_and(ExploredQuestion::is_multiple) {
            let known = rows.iter().copied().find(|row| before.rows_kept(*question).contains(row)).or(rows.first().copied());
            rows.retain(|row| Some(*row) == known);
        }
    }
    view.kept.retain(|(_, rows)| !rows.is_empty());
    let is_kept = |question: usize| view.kept.iter().any(|(other, _)| *other == question);
    let only = before.kept.iter().map(|(question, _)| *question).find(|question| is_kept(*question)).or(view.kept.first().map(|(question, _)| *question));
    view.kept.retain(|(question, _)| Some(*question) == only);
    let crossed = view.crossed.clone();
    view.crossed.retain(|(first, second)| survey.crossing(*first, *second).is_some());
    let refused = view.kept != asked || view.crossed != crossed;
    (view, refused)
}

/// Whether the counts of a question follow the filters of `view`; in protected publication, only where the table of both questions is published.
#[must_use]
pub fn follows(survey: &ExploredSurvey, view: &View, question: usize) -> bool {
    let by_table = || view.kept.iter().all(|(filtered, _)| *filtered == question || survey.crossing(*filtered, question).is_some());
    survey.questions.get(question).is_some_and(|asked| asked.column.is_some()) && (survey.protected.is_none() || by_table())
}

/// Brings `state` to what `view`, as [`limited`] leaves it, keeps, from the published tables alone: hidden counts stay hidden.
pub fn of_tables(survey: &ExploredSurvey, view: &View, state: &mut State) {
    state.counted.clone_from(&state.all);
    state.kept = survey.n;
    if let Some((filtered, rows)) = view.kept.first() {
        state.kept = rows.iter().filter_map(|row| state.all.get(*filtered)?.rows.get(*row)).sum();
        for question in (0..survey.questions.len()).filter(|question| question != filtered) {
            if let Some(counted) = among(survey, state, *filtered, rows, question) {
                state.counted[question] = counted;
            }
        }
    }
    let crossed = |(first, second): &(usize, usize)| {
        let rows = 0..survey.questions.get(*first)?.rows.len();
        let rows: Option<Vec<Counted>> = rows.map(|row| among(survey, state, *first, &[row], *second)).collect();
        Some(Crossing { first: *first, second: *second, rows: rows? })
    };
    state.crossings = view.crossed.iter().filter_map(crossed).collect();
}

/// The counts of a question among the respondents of these rows of another one; `None` when their table is not published.
fn among(survey: &ExploredSurvey, state: &State, first: usize, rows: &[usize], second: usize) -> Option<Counted> {
    let (crossing, turned) = survey.crossing(first, second)?;
    let (of_first, of_second) = (state.all.get(first)?, state.all.get(second)?);
    let width = survey.questions.get(crossing.second as usize)?.rows.len();
    let cell = |row: usize, other: usize| *crossing.cells.get(if turned { other * width + row } else { row * width + other })?;
    let missing = |row: usize| *if turned { &crossing.second_missing } else { &crossing.first_missing }.get(row)?;
    let sum = |count: &dyn Fn(usize) -> Option<u32>| rows.iter().map(|row| count(*row)).sum::<Option<u32>>();
    let total = sum(&|row| of_first.rows.get(row).copied().filter(|_| !of_first.is_masked(row)));
    let base = total.zip(sum(&missing)).map(|(total, missing)| total.saturating_sub(missing));
    let counts: Vec<Option<u32>> = (0..of_second.rows.len()).map(|other| sum(&|row| cell(row, other))).collect();
    let counted = Counted {
        total: total.unwrap_or(0),
        base: base.unwrap_or(0),
        base_masked: base.is_none(),
        rows: counts.iter().map(|count| count.unwrap_or(0)).collect(),
        ..Counted::default()
    };
    Some(counted.with_masked(counts.iter().map(Option::is_none).collect()))
}
