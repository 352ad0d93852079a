//! A question's counts, taken apart: who answered what, and why others did not.

use super::numbers::{Quartiles, quartiles};
use crate::model::explored::{Drawing, ExploredQuestion};

/// Counts of one question, under whatever filters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Respondents that the filters of other questions leave.
    pub total: u32,
    /// Of those, who answered: what shares are of.
    pub base: u32,
    /// One a row, in the order of the questionnaire.
    pub rows: Vec<u32>,
    /// Gave no answer.
    pub skipped: u32,
    /// Were not asked.
    pub not_asked: u32,
    /// Multiple choice: saw the list and ticked nothing.
    pub nothing: u32,
    /// One a declared reason.
    pub declared: Vec<u32>,
    /// Of a number with an answer.
    pub quartiles: Option<Quartiles>,
    /// One a row whether protected publication hides its count, which is then 0 in `rows` and tells nothing; empty when none is hidden.
    pub masked: Vec<bool>,
    /// Whether protected publication hides `base`.
    pub base_masked: bool,
}

impl Counted {
    /// Takes apart `counts`, one a code as [`crate::model::explored`] orders them; codes that are missing count nobody.
    #[must_use]
    pub fn of(question: &ExploredQuestion, counts: &[u32]) -> Self {
        let at = |code: usize| counts.get(code).copied().unwrap_or(0);
        let multiple = question.is_multiple();
        let first = if multiple { 2 } else { 0 };
        let answers = question.answers as usize;
        let row = |row: &crate::model::explored::ExploredRow| (row.first..row.end).map(|code| at(first + code as usize)).sum();
        let after = first + answers;
        let declared = after + if multiple { 3 } else { 2 };
        let codes = counts.get(..answers).unwrap_or(counts);
        Self {
            total: if multiple { at(0) } else { counts.iter().sum() },
            base: if multiple { at(1) } else { codes.iter().sum() },
            rows: question.rows.iter().map(row).collect(),
            skipped: at(after),
            not_asked: at(after + 1),
            nothing: if multiple { at(after + 2) } else { 0 },
            declared: (0..question.missing.len()).map(|reason| at(declared + reason)).collect(),
            quartiles: if question.drawing == Drawing::Number { quartiles(question, codes) } else { None },
            masked: Vec::new(),
            base_masked: false,
        }
    }

    /// The published counts of a question, of all `n` respondents.
    #[must_use]
    pub fn published(question: &ExploredQuestion, n: u32) -> Self {
        let counts: Vec<u32> = question.counts.iter().map(|count| count.unwrap_or(0)).collect();
        let counted = Self::of(question, &counts);
        let Some(base) = question.base else { return counted };
        let first = if question.is_multiple() { 2 } else { 0 };
        let hidden = |row: &crate::model::explored::ExploredRow| {
            (row.first..row.end).any(|code| matches!(question.counts.get(first + code as usize), None | Some(None)))
        };
        // Exact values are not published.
        Self { total: n, base, quartiles: None, ..counted }.with_masked(question.rows.iter().map(hidden).collect())
    }

    /// The same with these rows hidden.
    #[must_use]
    pub fn with_masked(mut self, masked: Vec<bool>) -> Self {
        self.masked = if masked.contains(&true) { masked } else { Vec::new() };
        self
    }

    /// Whether nothing of it is hidden.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.masked.is_empty() && !self.base_masked
    }

    /// Who answered, unless it is hidden.
    #[must_use]
    pub fn known_base(&self) -> Option<u32> {
        (!self.base_masked).then_some(self.base)
    }

    /// Whether the count of a row is hidden.
    #[must_use]
    pub fn is_masked(&self, row: usize) -> bool {
        self.masked.get(row).copied().unwrap_or(false)
    }

    /// Respondents on both sides of the middle of a scale with two ends, and in the middle.
    #[must_use]
    pub fn sides(&self, question: &ExploredQuestion) -> [u32; 3] {
        let (below, above) = sides(question);
        let sum = |rows: std::ops::Range<usize>| self.rows.get(rows).unwrap_or_default().iter().sum();
        let neutral = question.neutral.and_then(|row| self.rows.get(row as usize)).copied().unwrap_or(0);
        [sum(below), neutral, sum(above)]
    }
}

/// The rows below the middle of a scale, and those above it.
#[must_use]
pub fn sides(question: &ExploredQuestion) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
    let rows = question.rows.len();
    match question.neutral {
        Some(neutral) => (0..(neutral as usize).min(rows), (neutral as usize + 1).min(rows)..rows),
        None => (0..rows / 2, rows.div_ceil(2)..rows),
    }
}

/// Rows from the most chosen to the least; equals stay in the order of the questionnaire, and rows whose order has a meaning in theirs.
#[must_use]
pub fn by_count(question: &ExploredQuestion, rows: &[u32]) -> Vec<usize> {
    if question.is_ordered() { (0..rows.len()).collect() } else { super::combined::order(rows) }
}

/// `count` of `base` in percent, rounded half up; without decimals: what they would tell needs thousands. `None` of nobody.
///
/// ```
/// use passerelle::explorer::counted::percent;
/// assert_eq!([percent(11, 22), percent(2, 3), percent(1, 0)], [Some(50), Some(67), None]);
/// ```
#[must_use]
pub fn percent(count: u32, base: u32) -> Option<u32> {
    let (count, base) = (u64::from(count), u64::from(base));
    (base > 0).then(|| ((count * 200 + base) / (base * 2)) as u32)
}

#[cfg(all(test, feature = "ssr"))]
pub(crate) mod tests {
    use super::*;
    use crate::model::{explored::ExploredRow, text::Prose};

    /// A question of rows `a`, `b`… with one code each.
    pub(crate) fn question(drawing: Drawing, labels: &[&str]) -> ExploredQuestion {
        let row =
            |(place, label): (usize, &&str)| ExploredRow { code: label.to_lowercase(), label: Prose::new(label), first: place as u32, end: place as u32 + 1 };
        ExploredQuestion {
            code: "q".into(),
            text: Prose::new("Q ?"),
            drawing,
            rows: labels.iter().enumerate().map(row).collect(),
            answers: labels.len() as u32,
            neutral: None,
            values: Vec::new(),
            decimals: 0,
            approximate: false,
            years: false,
            unit: None,
            missing: vec![Prose::new("Ne sait pas")],
            column: Some(0),
            counts: Vec::new(),
            base: None,
            next: Vec::new(),
            waves: None,
            besides: None,
        }
    }

    #[test]
    fn codes_that_are_no_answer_stay_out_of_the_base() {
        let single = Counted::of(&question(Drawing::Single, &["A", "B"]), &[3, 4, 2, 1, 5]);
        assert_eq!((single.total, single.base, single.rows, single.skipped, single.not_asked, single.declared), (15, 7, vec![3, 4], 2, 1, vec![5]));
        let multiple = Counted::of(&question(Drawing::Multiple, &["A", "B"]), &[23, 20, 12, 15, 1, 0, 2, 0]);
        assert_eq!((multiple.total, multiple.base, multiple.rows, multiple.skipped, multiple.nothing), (23, 20, vec![12, 15], 1, 2));
    }

    #[test]
    fn a_hidden_count_is_neither_zero_nor_told_by_its_base() {
        let asked =
            ExploredQuestion { counts: vec![Some(14), None, None, Some(0), None, None], base: Some(20), ..question(Drawing::Single, &["A", "B", "C", "D"]) };
        let counted = Counted::published(&asked, 23);
        assert_eq!((counted.total, counted.base), (23, 20));
        assert_eq!((0..4).map(|row| counted.is_masked(row)).collect::<Vec<_>>(), [false, true, true, false]);
        assert_eq!((counted.skipped, counted.not_asked, counted.rows[3]), (0, 0, 0));
    }

    #[test]
    fn a_scale_keeps_its_order_whatever_its_counts() {
        let counts = [1, 9, 4, 9];
        for (drawing, expected) in
            [(Drawing::Single, [1, 3, 2, 0]), (Drawing::Multiple, [1, 3, 2, 0]), (Drawing::Scale, [0, 1, 2, 3]), (Drawing::Poles, [0, 1, 2, 3])]
        {
            assert_eq!(by_count(&question(drawing, &["A", "B", "C", "D"]), &counts), expected, "{drawing:?}");
        }
    }

    #[test]
    fn both_sides_and_the_middle_make_the_base() {
        for (labels, neutral, counts, expected) in [
            (&["A", "B", "N", "C", "D"][..], Some(2), &[1, 2, 4, 8, 16][..], [3, 4, 24]),
            (&["A", "B", "C", "D"], None, &[1, 2, 4, 8], [3, 0, 12]),
            (&["A", "N", "B"], Some(1), &[5, 0, 0], [5, 0, 0]),
        ] {
            let question = ExploredQuestion { neutral, ..question(Drawing::Poles, labels) };
            let counted = Counted::of(&question, counts);
            assert_eq!(counted.sides(&question), expected);
            assert_eq!(counted.sides(&question).iter().sum::<u32>(), counted.base);
        }
    }

    #[test]
    fn percents_are_whole_and_rounded_half_up() {
        for (count, base, expected) in [(0, 23, 0), (23, 23, 100), (1, 8, 13), (14, 23, 61), (u32::MAX, u32::MAX, 100)] {
            assert_eq!(percent(count, base), Some(expected), "{count} of {base}");
        }
    }
}
