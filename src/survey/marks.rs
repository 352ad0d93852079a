//! One mark a respondent.

use std::ops::RangeInclusive;

/// What may be said of one respondent, when only a range of counts is known.
///
/// The marks are not persons: which association is which was never published. The first marks are the certain ones by convention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Counted in every reading of the words.
    Certain,
    /// Counted in some.
    Possible,
    /// Counted in none.
    Excluded,
}

/// One mark a respondent, the certain ones first, then the possible, then the excluded.
///
/// `allowed`: the counts that are possible, as [`super::quantity::Quantity::allows`] gives them; ends beyond `respondents` are cut. An empty range excludes all.
///
/// ```
/// use passerelle::survey::marks::{Mark::*, marks};
/// assert_eq!(marks(1..=2, 4), [Certain, Possible, Excluded, Excluded]);
/// ```
#[must_use]
pub fn marks(allowed: RangeInclusive<u32>, respondents: u32) -> Vec<Mark> {
    let (certain, possible) = if allowed.is_empty() { (0, 0) } else { (*allowed.start(), *allowed.end()) };
    (0..respondents)
        .map(|respondent| {
            if respondent < certain {
                Mark::Certain
            } else if respondent < possible {
                Mark::Possible
            } else {
                Mark::Excluded
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::quantity::Quantity, Mark::*, *};

    fn tally(allowed: RangeInclusive<u32>, respondents: u32) -> [usize; 3] {
        let marks = marks(allowed, respondents);
        [Certain, Possible, Excluded].map(|kind| marks.iter().filter(|mark| **mark == kind).count())
    }

    #[test]
    fn every_respondent_has_exactly_one_mark() {
        for respondents in 0..60 {
            for quantity in [Quantity::Most, Quantity::Majority, Quantity::LessThanHalf] {
                assert_eq!(tally(quantity.allows(respondents), respondents).iter().sum::<usize>(), respondents as usize);
            }
        }
    }

    #[test]
    fn the_twenty_three_show_what_the_words_allow() {
        for (words, expected) in [("la plupart", [12, 11, 0]), ("une majorité", [12, 11, 0]), ("moins de la moitié", [0, 11, 12])] {
            let quantity = Quantity::from_words(words).unwrap();
            assert_eq!(tally(quantity.allows(23), 23), expected, "{words}");
        }
    }

    #[test]
    fn a_range_beyond_the_respondents_is_cut() {
        assert_eq!(tally(30..=40, 23), [23, 0, 0]);
        assert_eq!(tally(0..=40, 23), [0, 23, 0]);
    }
}
