//! Intervals for a share.

use super::{beta, normal};

/// How sure an interval is meant to be: the share of samples whose interval holds the true share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Level(f64);

impl Level {
    /// 95 %, the usual one.
    pub const P95: Self = Self(0.95);

    /// `level` from 0.5 to 0.9999, as a fraction; `None` otherwise.
    #[must_use]
    pub fn new(level: f64) -> Option<Self> {
        (0.5..=0.9999).contains(&level).then_some(Self(level))
    }

    /// The probability left on each side.
    #[must_use]
    pub fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }

    fn z(self) -> f64 {
        // Written out for the usual level: the browser then needs no logarithm.
        if self == Self::P95 { Z95 } else { normal::upper_quantile(self.tail()) }
    }
}

/// The normal quantile that leaves 2.5 % above it.
const Z95: f64 = 1.959_963_984_540_054;

/// How an interval is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// Score interval. Wilson 1927, Journal of the American Statistical Association 22, 209-212. The default: right on average even for 23 respondents.
    #[default]
    Wilson,
    /// Agresti and Coull 1998, The American Statistician 52, 119-126; cut at 0 and 1.
    AgrestiCoull,
    /// Exact, so conservative. Clopper and Pearson 1934, Biometrika 26, 404-413.
    ClopperPearson,
    /// Equal-tailed, of Jeffreys' prior. Brown, Cai and DasGupta 2001, Statistical Science 16, 101-133; without their exceptions at none and all.
    Jeffreys,
}

/// From where to where a share may be: fractions in `0.0..=1.0`, `low` first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Half its length, as a fraction.
    #[must_use]
    pub fn half_width(self) -> f64 {
        (self.high - self.low) / 2.0
    }
}

/// The interval of `count` among `base` respondents drawn at random.
///
/// Both may be effective sizes, so not whole (see [`super::weights`], [`super::population`]). `None` when the base is not above 0, or the count not in `0..=base`.
///
/// ```
/// use passerelle::survey::statistics::interval::{interval, Level, Method};
/// let three_of_23 = interval(Method::Wilson, 3.0, 23.0, Level::P95).unwrap();
/// assert_eq!((1000.0 * three_of_23.low).round(), 45.0);
/// assert_eq!((1000.0 * three_of_23.high).round(), 321.0);
/// ```
#[must_use]
pub fn interval(method: Method, count: f64, base: f64, level: Level) -> Option<Interval> {
    if !(base > 0.0 && base.is_finite() && (0.0..=base).contains(&count)) {
        return None;
    }
    let (share, z) = (count / base, level.z());
    Some(match method {
        Method::Wilson => {
            let centre = (share + z * z / (2.0 * base)) / (1.0 + z * z / base);
            let half = z * (share * (1.0 - share) / base + z * z / (4.0 * base * base)).sqrt() / (1.0 + z * z / base);
            // At none and all one end is exact; rounding would leave a hair.
            Interval { low: if count == 0.0 { 0.0 } else { centre - half }, high: if count == base { 1.0 } else { centre + half } }
        }
        Method::AgrestiCoull => {
            let size = base + z * z;
            let centre = (count + z * z / 2.0) / size;
            let half = z * (centre * (1.0 - centre) / size).sqrt();
            Interval { low: (centre - half).max(0.0), high: (centre + half).min(1.0) }
        }
        Method::ClopperPearson => Interval {
            low: if count == 0.0 { 0.0 } else { beta::quantile(level.tail(), count, base - count + 1.0) },
            high: if count == base { 1.0 } else { upper(level.tail(), count + 1.0, base - count) },
        },
        Method::Jeffreys => {
            let (a, b) = (count + 0.5, base - count + 0.5);
            Interval { low: beta::quantile(level.tail(), a, b), high: upper(level.tail(), a, b) }
        }
    })
}

/// The quantile at `1 - tail`, from the other side: a small tail keeps its digits.
fn upper(tail: f64, a: f64, b: f64) -> f64 {
    1.0 - beta::quantile(tail, b, a)
}

/// Points of percentage that one respondent weighs; `None` without respondents.
///
/// ```
/// use passerelle::survey::statistics::interval::points_of_one;
/// assert_eq!(points_of_one(50), Some(2.0));
/// assert_eq!(points_of_one(0), None);
/// ```
#[must_use]
pub fn points_of_one(base: u32) -> Option<f64> {
    (base > 0).then(|| 100.0 / f64::from(base))
}

/// Decimals that a percentage of `base` respondents may carry: none until one respondent weighs a tenth of a point or less.
#[must_use]
pub fn decimals(base: u32) -> usize {
    usize::from(base >= 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Percentages for 23 respondents, one line a count: Wilson, Agresti-Coull, Clopper-Pearson, Jeffreys. From scipy and statsmodels.
    const OF_23: &str = "
        0.0 14.3 0.0 16.9 0.0 14.8 0.0 10.2
        0.8 21.0 0.0 22.7 0.1 21.9 0.5 18.6
        2.4 26.8 1.2 28.0 1.1 28.0 1.9 25.1
        4.5 32.1 3.7 33.0 2.8 33.6 3.8 30.9
        7.0 37.1 6.4 37.7 5.0 38.8 6.2 36.2
        9.7 41.9 9.2 42.3 7.5 43.7 8.8 41.3
        12.5 46.5 12.3 46.8 10.2 48.4 11.7 46.1
        15.6 50.9 15.4 51.1 13.2 52.9 14.8 50.7
        18.8 55.1 18.7 55.2 16.4 57.3 18.0 55.1
        22.2 59.2 22.1 59.3 19.7 61.5 21.4 59.4
        25.6 63.2 25.6 63.2 23.2 65.5 25.0 63.5
        29.2 67.0 29.2 67.0 26.8 69.4 28.7 67.5
        33.0 70.8 33.0 70.8 30.6 73.2 32.5 71.3
        36.8 74.4 36.8 74.4 34.5 76.8 36.5 75.0
        40.8 77.8 40.7 77.9 38.5 80.3 40.6 78.6
        44.9 81.2 44.8 81.3 42.7 83.6 44.9 82.0
        49.1 84.4 48.9 84.6 47.1 86.8 49.3 85.2
        53.5 87.5 53.2 87.7 51.6 89.8 53.9 88.3
        58.1 90.3 57.7 90.8 56.3 92.5 58.7 91.2
        62.9 93.0 62.3 93.6 61.2 95.0 63.8 93.8
        67.9 95.5 67.0 96.3 66.4 97.2 69.1 96.2
        73.2 97.6 72.0 98.8 72.0 98.9 74.9 98.1
        79.0 99.2 77.3 100.0 78.1 99.9 81.4 99.5
        85.7 100.0 83.1 100.0 85.2 100.0 89.8 100.0";

    #[test]
    fn the_table_of_23_respondents_is_found_again() {
        let methods = [Method::Wilson, Method::AgrestiCoull, Method::ClopperPearson, Method::Jeffreys];
        let mut lines = 0;
        for (count, line) in OF_23.trim().lines().enumerate() {
            let expected: Vec<&str> = line.split_whitespace().collect();
            for (method, ends) in methods.into_iter().zip(expected.chunks(2)) {
                let found = interval(method, count as f64, 23.0, Level::P95).unwrap();
                assert_eq!([format!("{:.1}", 100.0 * found.low), format!("{:.1}", 100.0 * found.high)], ends, "{count} of 23, {method:?}");
            }
            lines += 1;
        }
        assert_eq!(lines, 24);
    }

    #[test]
    fn the_quantile_that_is_written_out_is_the_computed_one() {
        assert!((Z95 - normal::upper_quantile(Level::P95.tail())).abs() < 1e-14);
    }

    #[test]
    fn what_is_no_share_has_no_interval() {
        for (count, base) in [(0.0, 0.0), (-1.0, 5.0), (6.0, 5.0), (1.0, f64::INFINITY), (f64::NAN, 5.0), (1.0, f64::NAN)] {
            assert_eq!(interval(Method::Wilson, count, base, Level::P95), None, "{count} of {base}");
        }
    }

    #[test]
    fn a_level_is_a_fraction_between_half_and_nearly_one() {
        for (level, known) in [(0.95, true), (0.5, true), (95.0, false), (1.0, false), (0.0, false), (f64::NAN, false)] {
            assert_eq!(Level::new(level).is_some(), known, "{level}");
        }
    }

    #[test]
    fn percentages_of_few_respondents_have_no_decimals() {
        for (base, expected) in [(0, 0), (23, 0), (999, 0), (1_000, 1)] {
            assert_eq!(decimals(base), expected, "{base}");
        }
    }
}
