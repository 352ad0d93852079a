//! What the explorer shows: a view, and what is counted under it.

use super::{code::Code, combined::named, counted::Counted, view::View};
use crate::model::explored::ExploredSurvey;

/// A question crossed with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossing {
    /// The question whose rows are split.
    pub first: usize,
    /// The question that splits them.
    pub second: usize,
    /// The second one's counts among the respondents of each row of the first.
    pub rows: Vec<Counted>,
}

/// Everything that a drawing of the explorer depends on, besides the survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// What the reader chose.
    pub view: View,
    /// Each question without filter.
    pub all: Vec<Counted>,
    /// Each question under the filters of the others.
    pub counted: Vec<Counted>,
    /// Respondents that all filters leave.
    pub kept: u32,
    /// One a crossing of the view.
    pub crossings: Vec<Crossing>,
    /// In each question, respondents of each combination that is named; of all when nothing counts them again.
    pub combined: Vec<Vec<u32>>,
    /// In each group, who ranked something among those that all filters leave; `None` where that is not known.
    pub ranked: Vec<Option<u32>>,
    /// In each question, the row that the Tab key goes to.
    pub current: Vec<usize>,
    /// In each question, the combination that the Tab key goes to.
    pub current_combination: Vec<usize>,
    /// Whether the program runs: marks are then controls.
    pub live: bool,
    /// The address of the view as a code; `None` while nobody knows it.
    pub code: Option<Code>,
    /// Whether protected publication refused what the reader asked for last.
    pub refused: bool,
}

impl State {
    /// The first view, from the published counts.
    #[must_use]
    pub fn first(survey: &ExploredSurvey) -> Self {
        let all: Vec<Counted> = survey.questions.iter().map(|question| Counted::published(question, survey.n)).collect();
        Self {
            view: View::default(),
            counted: all.clone(),
            combined: survey.questions.iter().map(|question| named(question).iter().map(|combination| combination.count).collect()).collect(),
            current: vec![0; all.len()],
            current_combination: vec![0; all.len()],
            ranked: survey.groups.iter().map(|group| group.ranked).collect(),
            all,
            kept: survey.n,
            crossings: Vec::new(),
            live: false,
            code: survey.address.as_ref().and_then(|address| Code::of(address)),
            refused: false,
        }
    }

    /// The crossing of a question.
    #[must_use]
    pub fn crossing(&self, question: usize) -> Option<&Crossing> {
        self.crossings.iter().find(|crossing| crossing.first == question)
    }
}
