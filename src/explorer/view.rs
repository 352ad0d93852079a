//! What a reader chose of an explorer, and the address that says it.
//!
//! | in the address | means |
//! |---|---|
//! | `ordre=effectif` | rows from the most chosen |
//! | `unite=part` | shares beside counts |
//! | `niveau=facile`, `niveau=detail` | the sentences |
//! | `g.<question>=<row>.<row>` | respondents that are kept |
//! | `c.<question>=<question>` | a crossing |
//! | `k.<question>` | its combinations are open |
//! | `t.<question>`, `t.<group>` | its table is open |

use super::combined::named;
use crate::model::explored::{Drawing, ExploredQuestion, ExploredSurvey};

/// How much the sentences say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Level {
    /// The plainest words.
    Easy,
    /// What counts most.
    #[default]
    Standard,
    /// Every count.
    Detailed,
}

impl Level {
    /// Every level, with its word in addresses and forms.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Easy, "facile"), (Self::Standard, ""), (Self::Detailed, "detail")];

    /// Its word in addresses and forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(level, _)| *level == self).map_or("", |(_, word)| word)
    }

    /// The level of that word; standard for any other.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Self::ALL.iter().find(|(_, known)| *known == word).map_or(Self::Standard, |(level, _)| *level)
    }
}

/// What a reader chose. Questions and rows are named by their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct View {
    /// Rows from the most chosen to the least.
    pub by_count: bool,
    /// Shares beside counts.
    pub percent: bool,
    /// Of the sentences.
    pub level: Level,
    /// For each filtered question, the rows whose respondents are kept: never none, in order.
    pub kept: Vec<(usize, Vec<usize>)>,
    /// For each crossed question, the other one.
    pub crossed: Vec<(usize, usize)>,
    /// Questions whose combinations are open, in order.
    pub combined: Vec<usize>,
    /// Questions whose table is open, in order; a group's place is after all questions.
    pub tables: Vec<usize>,
}

/// The word of the order by count, in addresses and forms.
pub const BY_COUNT: &str = "effectif";
/// The word of shares, in addresses and forms.
pub const SHARES: &str = "part";

impl View {
    /// The view that `query` (what follows `?`) names; what it names and the survey has not is left out.
    #[must_use]
    pub fn from_query(query: &str, survey: &ExploredSurvey) -> Self {
        let mut view = Self::default();
        let question = |code: &str| survey.questions.iter().position(|question| question.code == code);
        for pair in query.trim_start_matches('?').split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match (name, name.split_once('.')) {
                ("ordre", _) => view.by_count = value == BY_COUNT,
                ("unite", _) => view.percent = value == SHARES,
                ("niveau", _) => view.level = Level::from_word(value),
                (_, Some(("g", code))) => {
                    let Some(place) = question(code).filter(|place| can_be_kept(&survey.questions[*place])) else { continue };
                    let rows = &survey.questions[place].rows;
                    for word in value.split('.') {
                        if let Some(row) = rows.iter().position(|row| row.code == word) {
                            view.keep(place, row, true);
                        }
                    }
                }
                (_, Some(("c", code))) => {
                    if let (Some(first), Some(second)) = (question(code), question(value)) {
                        view.cross(
                            first,
                            (first != second && can_be_crossed(&survey.questions[first]) && can_be_crossed(&survey.questions[second])).then_some(second),
                        );
                    }
                }
                (_, Some((part @ ("k" | "t"), code))) => {
                    let group = || survey.groups.iter().position(|group| group.code == code).map(|place| survey.questions.len() + place);
                    if part == "t" {
                        if let Some(place) = question(code).or_else(group) {
                            view.open_table(place, true);
                        }
                    } else if let Some(place) = question(code).filter(|place| has_combinations(&survey.questions[*place])) {
                        view.open_combinations(place, true);
                    }
                }
                _ => {}
            }
        }
        view
    }

    /// What follows `?` in its address; empty for the first view.
    #[must_use]
    pub fn query(&self, survey: &ExploredSurvey) -> String {
        let code = |question: usize| survey.questions.get(question).map_or("", |question| &question.code);
        let mut pairs = Vec::new();
        if self.by_count {
            pairs.push(["ordre=", BY_COUNT].concat());
        }
        if self.percent {
            pairs.push(["unite=", SHARES].concat());
        }
        if self.level != Level::Standard {
            pairs.push(["niveau=", self.level.word()].concat());
        }
        for (question, rows) in &self.kept {
            let words: Vec<&str> = rows.iter().filter_map(|row| survey.questions.get(*question)?.rows.get(*row)).map(|row| row.code.as_str()).collect();
            pairs.push(["g.", code(*question), "=", &words.join(".")].concat());
        }
        for (first, second) in &self.crossed {
            pairs.push(["c.", code(*first), "=", code(*second)].concat());
        }
        for question in &self.combined {
            pairs.push(["k.", code(*question)].concat());
        }
        for question in &self.tables {
            let group = question.checked_sub(survey.questions.len()).and_then(|place| survey.groups.get(place));
            pairs.push(["t.", group.map_or_else(|| code(*question), |group| &group.code)].concat());
        }
        pairs.join("&")
    }

    /// The rows of a question that are kept; none when it is not filtered.
    #[must_use]
    pub fn rows_kept(&self, question: usize) -> &[usize] {
        self.kept.iter().find(|(filtered, _)| *filtered == question).map_or(&[], |(_, rows)| rows)
    }

    /// Keeps the respondents of a row, with those of the same question that are kept already; or no longer.
    pub fn keep(&mut self, question: usize, row: usize, kept: bool) {
        let mut rows: Vec<usize> = self.rows_kept(question).iter().copied().filter(|other| *other != row).collect();
        if kept {
            let place = rows.iter().take_while(|other| **other < row).count();
            rows.insert(place, row);
        }
        self.kept.retain(|(filtered, _)| *filtered != question);
        if !rows.is_empty() {
            let place = self.kept.iter().take_while(|(filtered, _)| *filtered < question).count();
            self.kept.insert(place, (question, rows));
        }
    }

    /// The question that another one is crossed with.
    #[must_use]
    pub fn crossed_with(&self, question: usize) -> Option<usize> {
        self.crossed.iter().find(|(first, _)| *first == question).map(|(_, second)| *second)
    }

    /// Crosses a question with another one, or with none.
    pub fn cross(&mut self, question: usize, with: Option<usize>) {
        self.crossed.retain(|(first, _)| *first != question);
        if let Some(second) = with {
            let place = self.crossed.iter().take_while(|(first, _)| *first < question).count();
            self.crossed.insert(place, (question, second));
        }
    }

    /// Opens a question's table, or closes it.
    pub fn open_table(&mut self, question: usize, open: bool) {
        list(&mut self.tables, question, open);
    }

    /// Opens a question's combinations, or closes them.
    pub fn open_combinations(&mut self, question: usize, open: bool) {
        list(&mut self.combined, question, open);
    }
}

/// Has `question` in the list, which is in order, or not.
fn list(listed: &mut Vec<usize>, question: usize, is_in: bool) {
    listed.retain(|other| *other != question);
    if is_in {
        let place = listed.iter().take_while(|other| **other < question).count();
        listed.insert(place, question);
    }
}

/// Whether its combinations are published.
#[must_use]
pub fn has_combinations(question: &ExploredQuestion) -> bool {
    !named(question).is_empty()
}

/// Whether respondents can be kept by their answer to it.
#[must_use]
pub fn can_be_kept(question: &ExploredQuestion) -> bool {
    question.column.is_some() && !question.rows.is_empty()
}

/// Whether it can be crossed: not texts, of which there are as many as answers.
#[must_use]
pub fn can_be_crossed(question: &ExploredQuestion) -> bool {
    can_be_kept(question) && question.drawing != Drawing::Text
}
