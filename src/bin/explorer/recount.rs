//! Counts under a view's filters, by the engine.

use crate::{columns, crossfilter::Crossfilter};
use passerelle::{
    explorer::{
        counted::Counted,
        state::{Crossing, State},
        view::View,
    },
    model::explored::{ExploredQuestion, ExploredSurvey},
};

/// The engine, and the filters that it has been told.
pub struct Recount {
    engine: Option<Crossfilter>,
    told: Vec<(usize, Vec<usize>)>,
}

impl Recount {
    /// Reads the survey's columns; without any, nothing is counted again.
    pub fn new(survey: &ExploredSurvey, file: Option<&[u8]>) -> Self {
        // Compared with what the page says, since a file may be of another publication.
        let engine = file.and_then(|file| columns::read(file).ok()).filter(|planes| planes.rows() == survey.n as usize).map(Crossfilter::new);
        Self { engine, told: Vec::new() }
    }

    /// Brings `state` to what `view` keeps.
    pub fn count(&mut self, survey: &ExploredSurvey, view: &View, state: &mut State) {
        let Some(engine) = &mut self.engine else { return };
        let rows_of = |filters: &[(usize, Vec<usize>)], question: usize| filters.iter().find(|(other, _)| *other == question).map_or(Vec::new(), |(_, rows)| rows.clone());
        for (place, question) in survey.questions.iter().enumerate() {
            let rows = view.rows_kept(place);
            if rows_of(&self.told, place) != rows {
                keep(engine, question, rows);
            }
        }
        self.told = view.kept.clone();
        for (place, question) in survey.questions.iter().enumerate() {
            if let Some(counted) = counted(engine, question) {
                state.counted[place] = counted;
            }
        }
        state.kept = engine.retained();
        state.crossings = view.crossed.iter().filter_map(|(first, second)| cross(engine, survey, view, *first, *second)).collect();
    }
}

/// Has the engine keep the respondents of these rows; of all when there is none.
fn keep(engine: &mut Crossfilter, question: &ExploredQuestion, rows: &[usize]) {
    let Some(column) = question.column.map(|column| column as usize) else { return };
    engine.clear(column);
    let first = if question.is_multiple() { 2 } else { 0 };
    for (place, row) in rows.iter().filter_map(|row| question.rows.get(*row)).enumerate() {
        engine.keep(column, first + row.first as usize..first + row.end as usize, place > 0);
    }
}

/// A question's counts; `None` of one without column.
fn counted(engine: &mut Crossfilter, question: &ExploredQuestion) -> Option<Counted> {
    let range = engine.planes().questions().get(question.column? as usize)?.counts();
    Some(Counted::of(question, engine.counts().get(range)?))
}

/// The counts of `second` among the respondents of each row of `first`, whose own filter is put aside meanwhile.
fn cross(engine: &mut Crossfilter, survey: &ExploredSurvey, view: &View, first: usize, second: usize) -> Option<Crossing> {
    let (asked, other) = (survey.questions.get(first)?, survey.questions.get(second)?);
    let rows = (0..asked.rows.len())
        .map(|row| {
            keep(engine, asked, &[row]);
            counted(engine, other).unwrap_or_default()
        })
        .collect();
    keep(engine, asked, view.rows_kept(first));
    Some(Crossing { first, second, rows })
}
