//! Numbers of answers, without floating point, which would weigh on the wasm: quartiles in quarters of the last digit.

use crate::{
    locale::{number::grouped, typography},
    model::explored::ExploredQuestion,
};

/// Five values in short, each four times the whole number that stands for it. Quartiles are of type 7 of Hyndman and Fan (1996), as in `survey::tally`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quartiles {
    /// Least.
    pub min: i64,
    /// A quarter is below.
    pub first: i64,
    /// A half is below.
    pub median: i64,
    /// Three quarters are below.
    pub third: i64,
    /// Greatest.
    pub max: i64,
}

/// What each code of a number stands for; a text that is no whole number stands for 0.
pub fn values(question: &ExploredQuestion) -> impl Iterator<Item = i64> {
    question.values.iter().map(|value| value.parse().unwrap_or(0))
}

/// The quartiles of answers of which `counts` have each value of `question`; `None` when there is none.
#[must_use]
pub fn quartiles(question: &ExploredQuestion, counts: &[u32]) -> Option<Quartiles> {
    let values: Vec<i64> = values(question).collect();
    let n = u64::from(counts.iter().sum::<u32>());
    let last = n.checked_sub(1)?;
    // The answer at a place, from 0, among all in order.
    let at = |place: u64| {
        let mut passed = 0;
        let code = counts.iter().position(|count| {
            passed += u64::from(*count);
            passed > place
        });
        code.and_then(|code| values.get(code)).copied().unwrap_or(0)
    };
    let quantile = |quarters: u64| {
        let (place, rest) = (last * quarters / 4, (last * quarters % 4) as i64);
        let (below, above) = (at(place), at((place + 1).min(last)));
        below * 4 + (above - below) * rest
    };
    Some(Quartiles { min: quantile(0), first: quantile(1), median: quantile(2), third: quantile(3), max: quantile(4) })
}

/// A year, or two when it stands between them: « 2012 », « 2012-2013 ».
#[must_use]
pub fn written_year(quarters: i64) -> String {
    let (year, rest) = (quarters.div_euclid(4), quarters.rem_euclid(4));
    let next = if rest == 0 { String::new() } else { ["-", &(year + 1).to_string()].concat() };
    [&*year.to_string(), &next].concat()
}

/// `quarters`, four times a whole number of which `decimals` digits are decimals, as one reads it: « 12,5 », « 1 046 ».
#[must_use]
pub fn written(quarters: i64, decimals: u32) -> String {
    let hundredths = quarters.unsigned_abs() * 25;
    let unit = 10_u64.pow(decimals + 2);
    let (whole, rest) = (hundredths / unit, hundredths % unit);
    let mut digits = (rest + unit).to_string();
    digits.remove(0);
    let digits = digits.trim_end_matches('0');
    let sign = if quarters < 0 { "−" } else { "" };
    let comma = if digits.is_empty() { "" } else { "," };
    let whole = u32::try_from(whole).map_or_else(|_| whole.to_string(), grouped);
    typography::refine(&[sign, &whole, comma, digits].concat())
}

/// The number as attributes and addresses have it. One function: written out at each place it weighs.
#[cfg_attr(feature = "explorer", inline(never))]
#[must_use]
pub fn digits(number: usize) -> String {
    number.to_string()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::{explorer::counted::tests::question, model::explored::Drawing, survey::tally::summary};

    #[test]
    fn quartiles_are_those_of_the_tally() {
        for answers in [&[7, 1, 3, 4][..], &[5], &[1, 2], &[1, 1, 2, 9, 9, 30], &[-4, 0, 3]] {
            let mut distinct = answers.to_vec();
            distinct.sort_unstable();
            distinct.dedup();
            let counts: Vec<u32> = distinct.iter().map(|value| answers.iter().filter(|answer| *answer == value).count() as u32).collect();
            let question = ExploredQuestion { values: distinct.iter().map(i64::to_string).collect(), ..question(Drawing::Number, &[]) };
            let (found, told) = (quartiles(&question, &counts).unwrap(), summary(answers.iter().map(|answer| *answer as f64).collect()).unwrap());
            let expected = [told.min, told.first_quartile, told.median, told.third_quartile, told.max];
            assert_eq!([found.min, found.first, found.median, found.third, found.max].map(|quarters| quarters as f64 / 4.0), expected, "{answers:?}");
        }
        assert_eq!(quartiles(&question(Drawing::Number, &[]), &[0, 0]), None);
    }

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for (quarters, decimals, expected) in
            [(48, 0, "12"), (49, 0, "12,25"), (50, 1, "1,25"), (4 * 1046, 0, "1\u{202f}046"), (-10, 0, "−2,5"), (0, 2, "0"), (4 * 5, 2, "0,05")]
        {
            assert_eq!(written(quarters, decimals), expected, "{quarters} {decimals}");
        }
        assert_eq!([4 * 2012, 4 * 2012 + 2].map(written_year), ["2012", "2012-2013"]);
    }
}
