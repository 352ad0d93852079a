//! Which options of a multiple choice went together: each combination that somebody ticked, and how many ticked exactly that.
//!
//! Combinations are published where answers are, the most frequent ones by name ([`crate::model::explored::Besides`]); every respondent who answered is in exactly one, so that
//! they add up to the base. Who ticked nothing is the empty combination, outside the base. Under filters the named ones are counted again; as everywhere, a question's own filter
//! does not narrow them.

use super::{
    counted::Counted,
    recount::{Engine, keep},
    state::State,
    view::View,
};
use crate::model::explored::{Combination, ExploredQuestion, ExploredSurvey};

/// The most combinations that are named.
pub const MOST_NAMED: usize = 16;
/// Up to so many respondents, combinations are counted again at each filter; beyond, only where they are open.
const ALWAYS: u32 = 5_000;
/// Beyond so many respondents, combinations stay those of everybody: counting them would hold the page up.
const MOST_COUNTED: u32 = 200_000;

/// The named combinations of a question, in order; none of one that has none.
#[must_use]
pub fn named(question: &ExploredQuestion) -> &[Combination] {
    question.besides.as_ref().map_or(&[], |besides| &besides.combinations)
}

/// Whether filters bear on the combinations of this survey.
#[must_use]
pub fn follow_filters(survey: &ExploredSurvey) -> bool {
    survey.n <= MOST_COUNTED
}

/// Respondents whose combination has no name: what the named ones leave of the base.
#[must_use]
pub fn unnamed(counted: &Counted, counts: &[u32]) -> u32 {
    counted.base.saturating_sub(counts.iter().sum())
}

/// Places from the greatest count to the least; equals stay in their order.
#[must_use]
pub fn order(counts: &[u32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    // By insertion: rows are few, and a sort weighs on the wasm.
    for end in 1..order.len() {
        let mut place = end;
        while place > 0 && counts[order[place - 1]] < counts[order[place]] {
            order.swap(place - 1, place);
            place -= 1;
        }
    }
    order
}

/// Brings the combinations in `state` to what the engine keeps.
pub fn count(engine: &mut impl Engine, survey: &ExploredSurvey, view: &View, state: &mut State) {
    if !follow_filters(survey) {
        return;
    }
    for (place, question) in survey.questions.iter().enumerate() {
        let named = named(question);
        let due = survey.n <= ALWAYS || view.combined.contains(&place);
        let (Some(column), Some(counts), true) = (question.column, state.combined.get_mut(place), due && !named.is_empty()) else { continue };
        let column = column as usize;
        for (count, combination) in counts.iter_mut().zip(named) {
            // Codes of a multiple choice: everyone, who answered, the options. Of who answered, those who ticked these and no other.
            engine.clear(column);
            engine.keep(column, 1..2, false);
            for option in 0..question.answers {
                engine.narrow(column, 2 + option as usize, combination.options.contains(&option));
            }
            *count = engine.retained();
        }
        keep(engine, question, view.rows_kept(place));
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn equals_stay_in_the_published_order() {
        for (counts, expected) in [(&[5, 3, 3, 1][..], &[0, 1, 2, 3][..]), (&[0, 2, 2, 4], &[3, 1, 2, 0]), (&[], &[])] {
            assert_eq!(order(counts), expected, "{counts:?}");
        }
    }

    #[test]
    fn what_has_no_name_completes_the_base() {
        let counted = Counted { base: 10, ..Counted::default() };
        assert_eq!([unnamed(&counted, &[4, 3]), unnamed(&counted, &[10]), unnamed(&counted, &[])], [3, 0, 10]);
    }
}
