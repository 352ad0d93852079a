//! Protection of counts that come without rows: one-way tables.

use super::{Refusal, accept, cube::OneWay, suppress};

/// One question's published or to be published counts.
#[derive(Debug, Clone, Copy)]
pub struct Aggregate<'a> {
    /// Who answered it.
    pub base: u32,
    /// Whether several options may be chosen.
    pub multiple: bool,
    /// How many gave each answer; a single choice's add up to the base.
    pub counts: &'a [u32],
}

/// Hides the small counts of each question, as [`super::cube::Cube::protected`] does in its one-way tables. No crossing can be made.
///
/// # Errors
/// [`Refusal`]: a base above the respondents, a count above its base, counts that do not add up, too few respondents, a threshold that protects nobody.
///
/// ```
/// use passerelle::survey::protection::aggregates::{protected, Aggregate};
/// let question = Aggregate { base: 23, multiple: false, counts: &[12, 8, 3] };
/// assert_eq!(protected(23, &[question], 5).unwrap()[0].counts, [Some(12), None, None]);
/// ```
pub fn protected(respondents: u32, questions: &[Aggregate], threshold: u32) -> Result<Vec<OneWay>, Refusal> {
    accept(respondents, threshold)?;
    let one = |(question, aggregate): (usize, &Aggregate)| {
        if aggregate.base > respondents {
            return Err(Refusal::Count { question, count: aggregate.base, most: respondents });
        }
        if let Some(count) = aggregate.counts.iter().find(|count| **count > aggregate.base) {
            return Err(Refusal::Count { question, count: *count, most: aggregate.base });
        }
        let sum: u64 = aggregate.counts.iter().map(|count| u64::from(*count)).sum();
        if !aggregate.multiple && sum != u64::from(aggregate.base) {
            return Err(Refusal::Sum { question, sum, base: aggregate.base });
        }
        // Whether everyone chose an option cannot be known; that they did is the case in which more can be worked out.
        let shape = OneWay { respondents, base: aggregate.base, multiple: aggregate.multiple, covered: sum >= u64::from(aggregate.base), counts: Vec::new() };
        Ok(suppress::one_way(shape, aggregate.counts, threshold))
    };
    questions.iter().enumerate().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_least_two_counts_are_hidden_and_their_sum_is_the_threshold() {
        for (base, multiple, counts, expected) in [
            (23, false, &[12, 8, 3][..], &[Some(12), None, None][..]),
            (23, false, &[12, 6, 5], &[Some(12), Some(6), Some(5)]),
            // 2 and 1 make 3: still too few.
            (23, false, &[20, 2, 1], &[None, None, None]),
            (23, false, &[18, 3, 2, 0], &[Some(18), None, None, Some(0)]),
            (20, false, &[20, 0], &[Some(20), Some(0)]),
            // Nothing adds up, but few chose it, or few did not; and if everyone chose something, 4 are those whom 16 leave.
            (20, true, &[16, 4], &[None, None]),
            (20, true, &[15, 9, 3], &[Some(15), Some(9), None]),
            (20, true, &[20, 19, 12, 4, 0], &[Some(20), None, Some(12), None, Some(0)]),
        ] {
            let table = protected(23, &[Aggregate { base, multiple, counts }], 5).unwrap();
            assert_eq!(table[0].counts, expected, "{counts:?}");
        }
    }

    #[test]
    fn numbers_that_contradict_each_other_are_refused() {
        let refusal = |respondents, base, multiple, counts: &[u32], threshold| protected(respondents, &[Aggregate { base, multiple, counts }], threshold).err();
        assert_eq!(refusal(23, 24, true, &[3], 5), Some(Refusal::Count { question: 0, count: 24, most: 23 }));
        assert_eq!(refusal(23, 20, true, &[21], 5), Some(Refusal::Count { question: 0, count: 21, most: 20 }));
        assert_eq!(refusal(23, 20, false, &[9, 9], 5), Some(Refusal::Sum { question: 0, sum: 18, base: 20 }));
        assert_eq!(refusal(4, 4, false, &[4], 5), Some(Refusal::TooFewRespondents { respondents: 4, threshold: 5 }));
        assert_eq!(refusal(23, 23, false, &[23], 2), Some(Refusal::Threshold(2)));
    }
}
