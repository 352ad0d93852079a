//! The one place where intervals of uncertainty come in: `survey::statistics` computes them, this decides whether the survey lets one be shown, and why not.
//!
//! Besides what [`design::shown`] asks for, a draw must tell how many were drawn: who did not answer may differ from who did, and of an unknown number of them nothing can be
//! said. Under filters the length of the list is that of others, so it is put aside. Weighted shares are those of the build: no weight is published.

use super::counted::Counted;
use crate::{
    model::explored::{ExploredQuestion, ExploredSurvey},
    survey::statistics::{
        design::{self, Design, NoInterval},
        interval::{self, Level, Method},
        population::effective_respondents,
    },
};

/// The word of a draw, in data packages.
pub const DRAWN: &str = "aleatoire";

/// Between which shares of the whole population that of a row is, at 95 %: whole percents, rounded half up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Least.
    pub low: u32,
    /// Most.
    pub high: u32,
}

/// Why there is no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// How respondents were chosen.
    Design(NoInterval),
    /// How many were drawn is not told.
    NonResponse,
    /// Respondents have weights, of which nothing is published.
    Weights,
    /// Respondents have weights, and filters leave some of them out.
    WeightsFiltered,
    /// Texts are no shares; of answers that are not published nothing is told.
    Question,
}

/// How respondents were chosen. A word that is not known is as none.
#[must_use]
pub fn design(survey: &ExploredSurvey) -> Design {
    match &*survey.design {
        "recensement" => Design::Census,
        DRAWN => Design::RandomSample { population: survey.population.map(u64::from) },
        "volontaires" => Design::Volunteers,
        _ => Design::Unknown,
    }
}

/// Whether intervals of this survey may be shown at all.
///
/// # Errors
/// Why not.
pub fn justified(survey: &ExploredSurvey) -> Result<(), Reason> {
    design::shown(design(survey), 0, survey.n, Method::Wilson, Level::P95).map_err(Reason::Design)?;
    if survey.invited.is_none() {
        return Err(Reason::NonResponse);
    }
    // Weights are known where answers are.
    if survey.weighted && !survey.rows { Err(Reason::Weights) } else { Ok(()) }
}

/// The interval of a row of `question`, of which `counted` are the counts.
///
/// # Errors
/// Why there is none.
pub fn of_row(survey: &ExploredSurvey, question: &ExploredQuestion, counted: &Counted, row: usize) -> Result<Interval, Reason> {
    justified(survey)?;
    // An interval would tell a hidden count.
    if !question.is_published() || question.drawing == crate::model::explored::Drawing::Text || counted.is_masked(row) || counted.base_masked {
        return Err(Reason::Question);
    }
    let filtered = counted.total != survey.n;
    let found = if survey.weighted {
        if filtered {
            return Err(Reason::WeightsFiltered);
        }
        weighted(survey, question, counted.base, row).ok_or(Reason::Weights)?
    } else {
        let design = if filtered { Design::RandomSample { population: None } } else { design(survey) };
        let count = counted.rows.get(row).copied().unwrap_or(0);
        design::shown(design, count, counted.base, Method::Wilson, Level::P95).map_err(Reason::Design)?
    };
    let percent = |share: f64| (100.0 * share + 0.5) as u32;
    Ok(Interval { low: percent(found.low), high: percent(found.high) })
}

/// Wilson's interval of a weighted share: of Kish's effective size, raised as the list is short.
fn weighted(survey: &ExploredSurvey, question: &ExploredQuestion, base: u32, row: usize) -> Option<interval::Interval> {
    let besides = question.besides.as_ref()?;
    let share = f64::from(*besides.weighted_shares.get(row)?) / 10_000.0;
    let size = f64::from(besides.effective) / 100.0;
    let size = match survey.population {
        Some(population) => size * effective_respondents(base, u64::from(population))? / f64::from(base),
        None => size,
    };
    if size.is_infinite() {
        return Some(interval::Interval { low: share, high: share });
    }
    // A rounding above the size would not be a count of it.
    interval::interval(Method::Wilson, (share * size).min(size), size, Level::P95)
}

/// Rows of `question` that cannot be told apart, in groups of two or more, in the order of their ranks; none unless a draw justifies it, or under filters.
#[must_use]
pub fn ties(survey: &ExploredSurvey, question: &ExploredQuestion, counted: &Counted) -> Vec<Vec<usize>> {
    let ranks = question.besides.as_ref().map_or(&[][..], |besides| &besides.ranks);
    if justified(survey).is_err() || counted.total != survey.n {
        return Vec::new();
    }
    let groups = (0..ranks.len() as u32).map(|rank| (0..ranks.len()).filter(|row| ranks[*row] == rank).collect::<Vec<_>>());
    groups.filter(|group| group.len() > 1).collect()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::{
        explorer::{counted::tests::question, sentences::tests::survey},
        model::explored::{Besides, Drawing},
    };

    /// 23 respondents drawn among `population`.
    fn drawn(population: Option<u32>) -> ExploredSurvey {
        ExploredSurvey { design: DRAWN.into(), invited: Some(30), population, ..survey(vec![question(Drawing::Single, &["A", "B"])]) }
    }

    fn counted(count: u32, base: u32, total: u32) -> Counted {
        Counted { total, base, rows: vec![count, base - count], ..Counted::default() }
    }

    #[test]
    fn of_23_drawn_at_random_the_tested_table_is_shown() {
        // Wilson for 23, 95 %, whole percents.
        let table = [
            (0, 0, 14),
            (1, 1, 21),
            (2, 2, 27),
            (3, 5, 32),
            (4, 7, 37),
            (5, 10, 42),
            (6, 13, 46),
            (7, 16, 51),
            (8, 19, 55),
            (9, 22, 59),
            (10, 26, 63),
            (11, 29, 67),
            (12, 33, 71),
            (13, 37, 74),
            (14, 41, 78),
            (15, 45, 81),
            (16, 49, 84),
            (17, 54, 87),
            (18, 58, 90),
            (19, 63, 93),
            (20, 68, 95),
            (21, 73, 98),
            (22, 79, 99),
            (23, 86, 100),
        ];
        let survey = drawn(None);
        for (count, low, high) in table {
            let found = of_row(&survey, &survey.questions[0], &counted(count, 23, 23), 0);
            assert_eq!(found, Ok(Interval { low, high }), "{count} of 23");
        }
    }

    #[test]
    fn a_short_list_narrows_it_and_filters_put_the_list_aside() {
        for (population, total, low, high) in [(None, 23, 33, 71), (Some(30), 23, 42, 62), (Some(100), 23, 35, 69)] {
            let survey = drawn(population);
            assert_eq!(of_row(&survey, &survey.questions[0], &counted(12, 23, total), 0), Ok(Interval { low, high }), "{population:?}");
        }
        let survey = drawn(Some(30));
        let filtered = counted(12, 22, 22);
        let expected = design::shown(Design::RandomSample { population: None }, 12, 22, Method::Wilson, Level::P95).unwrap();
        let found = of_row(&survey, &survey.questions[0], &filtered, 0).unwrap();
        assert_eq!((found.low, found.high), ((100.0 * expected.low).round() as u32, (100.0 * expected.high).round() as u32));
    }

    #[test]
    fn what_the_survey_does_not_justify_is_not_shown() {
        let base = drawn(Some(60));
        let of = |survey: &ExploredSurvey| of_row(survey, &survey.questions[0], &counted(12, 23, 23), 0).unwrap_err();
        for (survey, expected) in [
            (ExploredSurvey { design: "volontaires".into(), ..base.clone() }, Reason::Design(NoInterval::NotDrawn)),
            (ExploredSurvey { design: "recensement".into(), ..base.clone() }, Reason::Design(NoInterval::Census)),
            (ExploredSurvey { design: String::new(), ..base.clone() }, Reason::Design(NoInterval::UnknownDesign)),
            (ExploredSurvey { design: "au hasard".into(), ..base.clone() }, Reason::Design(NoInterval::UnknownDesign)),
            (ExploredSurvey { population: Some(23), ..base.clone() }, Reason::Design(NoInterval::Census)),
            (ExploredSurvey { invited: None, ..base.clone() }, Reason::NonResponse),
            (ExploredSurvey { weighted: true, rows: false, ..base.clone() }, Reason::Weights),
            (ExploredSurvey { weighted: true, ..base.clone() }, Reason::Weights),
            (ExploredSurvey { questions: vec![question(Drawing::Text, &["A", "B"])], ..base.clone() }, Reason::Question),
        ] {
            assert_eq!(of(&survey), expected);
            assert!(ties(&survey, &survey.questions[0], &counted(12, 23, 23)).is_empty());
        }
        assert_eq!(of_row(&base, &base.questions[0], &counted(0, 0, 23), 0), Err(Reason::Design(NoInterval::NoRespondent)));
    }

    #[test]
    fn weighted_shares_rest_on_the_effective_size() {
        // Weights 1 and 3: Kish's size of 4 respondents is 64 / 20 = 3.2.
        let mut survey = ExploredSurvey { weighted: true, n: 4, ..drawn(None) };
        survey.questions[0].besides =
            Some(Besides { ranks: Vec::new(), weighted_shares: vec![5_000, 5_000], effective: 320, combinations: Vec::new(), other_combinations: 0 });
        let expected = interval::interval(Method::Wilson, 1.6, 3.2, Level::P95).unwrap();
        let found = of_row(&survey, &survey.questions[0], &counted(2, 4, 4), 0).unwrap();
        assert_eq!((found.low, found.high), ((100.0 * expected.low).round() as u32, (100.0 * expected.high).round() as u32));
        assert_eq!(of_row(&survey, &survey.questions[0], &counted(2, 3, 3), 0), Err(Reason::WeightsFiltered));
    }

    #[test]
    fn ties_are_groups_of_two_or_more() {
        let mut survey = drawn(None);
        survey.questions[0].besides =
            Some(Besides { ranks: vec![1, 0, 1, 2, 2, 3], weighted_shares: Vec::new(), effective: 0, combinations: Vec::new(), other_combinations: 0 });
        let of = |survey: &ExploredSurvey, total| ties(survey, &survey.questions[0], &counted(1, 2, total));
        assert_eq!(of(&survey, 23), [vec![0, 2], vec![3, 4]]);
        assert!(of(&survey, 22).is_empty(), "under filters");
    }
}
