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
    /// Counts of a column, one a code; `None` of one that is not there.
    fn counts(&mut self, column: usize) -> Option<Vec<u32>>;
    /// Respondents that all filters keep.
    fn retained(&mut self) -> u32;
    /// Of a column of several options: how many respondents have each combination of the codes `options`, among those who have the code `among`; bit `i` is `options.start + i`.
    /// `None` of an engine that cannot tell.
    fn combinations(&mut self, _column: usize, _among: usize, _options: Range<usize>) -> Option<Vec<(u64, u32)>> {
        None
    }
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
            if let Some(now) = of(&mut self.engine, question) {
                *counted = now;
            }
        }
        state.kept = self.engine.retained();
        super::combined::count(&mut self.engine, survey, view, state);
        state.crossings = view.crossed.iter().filter_map(|(first, second)| cross(&mut self.engine, survey, view, *first, *second)).collect();
    }
}

/// Has the engine keep the respondents of these rows; of all when there is none.
fn keep(engine: &mut impl Engine, question: &ExploredQuestion, rows: &[usize]) {
    let Some(column) = question.column.map(|column| column as usize) else { return };
    engine.clear(column);
    let first = if question.is_multiple() { 2 } else { 0 };
    for (place, row) in rows.iter().filter_map(|row| question.rows.get(*row)).enumerate() {
        engine.keep(column, first + row.first as usize..first + row.end as usize, place > 0);
    }
}

fn of(engine: &mut impl Engine, question: &ExploredQuestion) -> Option<Counted> {
    Some(Counted::of(question, &engine.counts(question.column? as usize)?))
}

/// The counts of `second` among the respondents of each row of `first`, whose own filter is put aside meanwhile; that of `second` does not narrow it either.
fn cross(engine: &mut impl Engine, survey: &ExploredSurvey, view: &View, first: usize, second: usize) -> Option<Crossing> {
    let (asked, other) = (survey.questions.get(first)?, survey.questions.get(second)?);
    let rows = (0..asked.rows.len())
        .map(|row| {
            keep(engine, asked, &[row]);
            of(engine, other).unwrap_or_default()
        })
        .collect();
    keep(engine, asked, view.rows_kept(first));
    Some(Crossing { first, second, rows })
}
