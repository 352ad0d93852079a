//! Samples of a known list: the finite population correction, and the exact range.

use super::{
    beta::ln_gamma,
    interval::{Interval, Level, Method, interval},
};

/// The size of a sample of `respondents` from a list of `population`, as an interval sees it: `n (N - 1) / (N - n)`, which applies the correction `sqrt((N - n) / (N - 1))` to
/// the standard error (Cochran 1977, Sampling Techniques, section 2.6).
///
/// Infinite when everyone answered: a census has no sampling error. `None` without respondents, or with more of them than there are.
#[must_use]
pub fn effective_respondents(respondents: u32, population: u64) -> Option<f64> {
    let (n, all) = (f64::from(respondents), population as f64);
    if respondents == 0 || n > all {
        return None;
    }
    Some(if n == all { f64::INFINITY } else { n * (all - 1.0) / (all - n) })
}

/// The interval of `count` among `base` drawn at random from `population`; a point when everyone answered. `None` as [`interval`] and [`effective_respondents`].
#[must_use]
pub fn corrected(method: Method, count: u32, base: u32, population: u64, level: Level) -> Option<Interval> {
    let size = effective_respondents(base, population)?;
    let share = f64::from(count) / f64::from(base);
    if size.is_infinite() {
        return (count <= base).then_some(Interval { low: share, high: share });
    }
    // A rounding above the size would not be a count of it.
    interval(method, if count == base { size } else { share * size }, size, level)
}

/// How many of `population` may have the answer that `count` of the `base` drawn gave: the exact range, by inversion of the hypergeometric distribution.
///
/// The counterpart of Clopper and Pearson's interval for a list (Buonaccorsi 1987, The American Statistician 41, 215-218). `None` when the numbers do not fit each other, or for
/// a list of more than a million: the correction is then as good.
#[must_use]
pub fn exact_range(count: u32, base: u32, population: u64, level: Level) -> Option<(u64, u64)> {
    if base == 0 || count > base || u64::from(base) > population || population > 1_000_000 {
        return None;
    }
    let (all, tail) = (population, level.tail());
    let (fewest, most) = (u64::from(count), all - u64::from(base - count));
    // The first total under which a draw of so many is not too rare, and the last under which one of so few is not: both probabilities are monotonous in the total.
    let low = first(fewest, most, |total| at_least(count, base, total, all) > tail);
    let high = first(fewest, most, |total| at_least(base - count, base, all - total, all) <= tail);
    let excluded = at_least(base - count, base, all - high, all) <= tail;
    Some((low, if excluded { high - 1 } else { high }))
}

/// The first of `low..=high` for which `holds`, which holds for all that follow; `high` when for none.
fn first(mut low: u64, mut high: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = u64::midpoint(low, high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// The probability of drawing at least `count` of the `total`, in a draw of `base` from `all`.
fn at_least(count: u32, base: u32, total: u64, all: u64) -> f64 {
    let choose = |n: u64, k: u64| ln_gamma(n as f64 + 1.0) - ln_gamma(k as f64 + 1.0) - ln_gamma((n - k) as f64 + 1.0);
    let base = u64::from(base);
    let possible = u64::from(count).max((base + total).saturating_sub(all))..=base.min(total);
    possible.map(|drawn| (choose(total, drawn) + choose(all - total, base - drawn) - choose(all, base)).exp()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_populations_is_found_again() {
        let table: [(u64, [&str; 3]); 8] = [
            (23, ["13.0-13.0", "52.2-52.2", "78.3-78.3"]),
            (25, ["9.6-17.5", "46.3-58.0", "73.0-82.7"]),
            (30, ["7.7-21.3", "42.3-61.9", "69.0-85.4"]),
            (40, ["6.4-24.7", "39.0-65.0", "65.4-87.3"]),
            (60, ["5.6-27.5", "36.6-67.4", "62.6-88.6"]),
            (100, ["5.1-29.5", "35.0-68.9", "60.7-89.4"]),
            (200, ["4.8-30.8", "33.9-69.9", "59.3-89.9"]),
            (1_000, ["4.6-31.9", "33.1-70.6", "58.3-90.2"]),
        ];
        for (population, expected) in table {
            let found = [3, 12, 18].map(|count| corrected(Method::Wilson, count, 23, population, Level::P95).unwrap());
            assert_eq!(found.map(|found| format!("{:.1}-{:.1}", 100.0 * found.low, 100.0 * found.high)), expected, "{population}");
        }
    }

    #[test]
    fn the_exact_range_of_12_among_23_is_found_again() {
        for (population, expected) in [(23, (12, 12)), (30, (13, 18)), (40, (15, 26)), (60, (21, 41)), (100, (33, 70))] {
            assert_eq!(exact_range(12, 23, population, Level::P95), Some(expected), "{population}");
        }
    }

    #[test]
    fn nobody_and_everybody_stay_in_range() {
        assert_eq!(exact_range(0, 23, 23, Level::P95), Some((0, 0)));
        assert_eq!(exact_range(23, 23, 30, Level::P95).unwrap().1, 30);
        assert_eq!(corrected(Method::Wilson, 23, 23, 40, Level::P95).unwrap().high, 1.0);
    }

    #[test]
    fn more_respondents_than_there_are_is_refused() {
        assert_eq!((effective_respondents(24, 23), effective_respondents(0, 23)), (None, None));
        assert_eq!((corrected(Method::Wilson, 1, 24, 23, Level::P95), exact_range(1, 24, 23, Level::P95)), (None, None));
        assert_eq!(corrected(Method::Wilson, 24, 23, 23, Level::P95), None);
    }
}
