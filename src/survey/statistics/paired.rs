//! Comparing two options of one multiple-choice question: the same respondents chose both, so the counts are paired.

use super::beta;

/// The two-sided p-value of the exact McNemar test (McNemar 1947, Psychometrika 12, 153-157; exact form: binomial on the discordant pairs).
///
/// `only_first`, `only_second`: respondents who chose one option and not the other. 1 when there are none.
///
/// ```
/// use passerelle::survey::statistics::paired::mcnemar;
/// assert_eq!(mcnemar(6, 0), 0.03125);
/// assert_eq!(mcnemar(0, 0), 1.0);
/// ```
#[must_use]
pub fn mcnemar(only_first: u32, only_second: u32) -> f64 {
    let (fewer, pairs) = (only_first.min(only_second), only_first + only_second);
    if pairs < 1_000 {
        // Binomial probabilities from one another: exact but for roundings, and for few pairs without any.
        let mut term = 0.5_f64.powi(pairs as i32);
        let mut sum = term;
        for drawn in 0..fewer {
            term *= f64::from(pairs - drawn) / f64::from(drawn + 1);
            sum += term;
        }
        return (2.0 * sum).min(1.0);
    }
    // P(X <= fewer) of the binomial, as an incomplete beta function (DLMF 8.17.5).
    (2.0 * beta::regularised(0.5, f64::from(pairs - fewer), f64::from(fewer) + 1.0)).min(1.0)
}

/// Whether p-values are raised for the number of comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Comparisons {
    /// Holm 1979, Scandinavian Journal of Statistics 6, 65-70: the chance of one wrong difference among all stays below the threshold.
    #[default]
    Holm,
    /// Each pair as if it were alone.
    Unadjusted,
}

/// Ranks of options, where what cannot be told apart shares its rank: one number an option, 0 for the most chosen.
///
/// `counts`: how many chose each option. `discordant(i, j)`: who chose `i` and not `j`, and the other way round. Options are taken from the most to the least chosen; one that
/// cannot be told apart from the first of its group, at the threshold `alpha`, joins it. So the last of a group and the first of the next may be close: groups are a reading
/// aid, not an equivalence. Options with equal counts are always in one group.
#[must_use]
pub fn groups(counts: &[u32], discordant: impl Fn(usize, usize) -> (u32, u32), alpha: f64, comparisons: Comparisons) -> Vec<usize> {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|option| std::cmp::Reverse(counts[*option]));
    let mut pairs = Vec::new();
    for (place, &first) in order.iter().enumerate() {
        for &second in &order[place + 1..] {
            let (only_first, only_second) = discordant(first, second);
            pairs.push((mcnemar(only_first, only_second), first, second));
        }
    }
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    // Holm: the smallest p-value has to pass all comparisons, the next one less; the first that fails ends it.
    let told_apart: Vec<(usize, usize)> = match comparisons {
        Comparisons::Unadjusted => pairs.iter().filter(|pair| pair.0 <= alpha).map(|pair| (pair.1, pair.2)).collect(),
        Comparisons::Holm => {
            let passes = |(place, pair): &(usize, &(f64, usize, usize))| pair.0 * ((pairs.len() - place) as f64) <= alpha;
            pairs.iter().enumerate().take_while(passes).map(|(_, pair)| (pair.1, pair.2)).collect()
        }
    };
    let mut ranks = vec![0; counts.len()];
    let mut leader = None;
    for option in order {
        let rank = match leader {
            None => 0,
            Some((leading, rank)) if !told_apart.contains(&(leading, option)) => {
                ranks[option] = rank;
                continue;
            }
            Some((_, rank)) => rank + 1,
        };
        ranks[option] = rank;
        leader = Some((option, rank));
    }
    ranks
}

/// Whether two options are surely not told apart, when only their counts are known: even if all who chose the less chosen one had also chosen the other.
#[must_use]
pub fn surely_equal(count: u32, other: u32, alpha: f64) -> bool {
    mcnemar(count.abs_diff(other), 0) > alpha
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_values_are_the_published_ones() {
        for (only_first, only_second, expected) in [(6, 0, 0.031), (5, 0, 0.063), (7, 1, 0.070), (9, 2, 0.065), (8, 3, 0.227)] {
            assert!((mcnemar(only_first, only_second) - expected).abs() < 0.000_6, "{only_first} {only_second}");
            assert_eq!(mcnemar(only_first, only_second), mcnemar(only_second, only_first));
        }
    }

    #[test]
    fn options_within_six_respondents_share_their_rank() {
        // Made up: who chose the less chosen option of a pair also chose the other, which separates best.
        let nested = |counts: &'static [u32]| move |i: usize, j: usize| (counts[i].saturating_sub(counts[j]), counts[j].saturating_sub(counts[i]));
        for (counts, comparisons, expected) in [
            (&[20, 15, 14, 3][..], Comparisons::Unadjusted, &[0, 0, 1, 2][..]),
            (&[20, 15, 14, 3], Comparisons::Holm, &[0, 0, 0, 1]),
            (&[3, 20], Comparisons::Holm, &[1, 0]),
            (&[4, 4, 4], Comparisons::Holm, &[0, 0, 0]),
            (&[7], Comparisons::Holm, &[0]),
            (&[], Comparisons::Holm, &[]),
        ] {
            assert_eq!(groups(counts, nested(counts), 0.05, comparisons), expected, "{counts:?} {comparisons:?}");
        }
    }

    #[test]
    fn counts_alone_say_when_nothing_could_separate() {
        for (count, other, expected) in [(12, 7, true), (12, 6, false), (5, 5, true)] {
            assert_eq!(surely_equal(count, other, 0.05), expected, "{count} {other}");
        }
    }
}
