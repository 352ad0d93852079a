//! Published statistics: values with what they measure, of when, and where they were read. Pages show them by blocks that name them.

use super::{
    date::Date,
    page::Source,
    slug::Slug,
    text::{Prose, RichText},
};
use crate::{locale::typography, record, word_list};
use std::fmt;

record! {
    /// `figures/<lang>.json`.
    pub struct StatisticsFile {
        /// When a person last checked the values.
        pub checked_on: Date,
        /// What tables and maps say besides values.
        pub words: StatisticWords,
        /// Outlines that maps are drawn with.
        pub outlines: Vec<Outlines>,
        /// In the order of the pages.
        pub figures: Vec<Statistic>,
    }
}

impl StatisticsFile {
    /// The statistic called `id`.
    #[must_use]
    pub fn statistic(&self, id: &str) -> Option<&Statistic> {
        self.figures.iter().find(|statistic| statistic.id.as_str() == id)
    }

    /// What `statistic` is drawn on, and with which outlines; `None` when it has no map, or one of outlines that are not there.
    #[must_use]
    pub fn map_of<'a>(&'a self, statistic: &'a Statistic) -> Option<(&'a StatisticMap, &'a Outlines)> {
        let map = statistic.map.as_ref()?;
        Some((map, self.outlines.iter().find(|outlines| outlines.id == map.of)?))
    }
}

record! {
    /// Words around values.
    pub struct StatisticWords {
        /// In the place of a value that was not read.
        pub unavailable: Prose,
        /// Beside what must still be confirmed.
        pub unsure: Prose,
        /// A class of a map that is below `{to}`.
        pub below: Prose,
        /// A class from `{from}` to less than `{to}`.
        pub between: Prose,
        /// A class from `{from}` on.
        pub above: Prose,
        /// Leads to the map alone.
        pub larger: Prose,
    }
}

record! {
    /// Outlines of territories, as a TopoJSON file beside this one.
    pub struct Outlines {
        /// The file's name, without `.topojson`.
        pub id: Slug,
        /// To be shown wherever they are: who made them, under which licence, what was changed.
        pub attribution: RichText,
    }
}

record! {
    /// A table of values.
    pub struct Statistic {
        /// Its name in the blocks of pages.
        pub id: Slug,
        /// What is measured, where and when.
        pub title: Prose,
        /// The year that the values are about; of several, the last.
        pub year: u32,
        /// Title of the column of labels.
        pub first: Prose,
        /// The columns of values.
        pub columns: Vec<StatisticColumn>,
        /// In the order of the source.
        pub rows: Vec<StatisticRow>,
        /// Who published the values.
        pub source: Prose,
        /// What one must know to read them, in a sentence.
        pub note: Option<Prose>,
        /// How it is drawn on a map.
        pub map: Option<StatisticMap>,
        /// What may be done with the values, when their source says it.
        pub licence: Option<Prose>,
        /// Where they were read.
        pub sources: Vec<Source>,
    }
}

record! {
    /// A column of values.
    pub struct StatisticColumn {
        /// What stands above it.
        pub title: Prose,
        /// What its values count, plural: `personnes`; `%` for shares.
        pub unit: Prose,
    }
}

record! {
    /// A row of values.
    pub struct StatisticRow {
        /// The code of a territory (INS, as Statbel has it); needed on a map.
        pub ins: Option<String>,
        /// What the values are of.
        pub label: Prose,
        /// One for each column, as published: digits, with a point before decimals (`5.40`). Empty: not available, which is never zero.
        pub values: Vec<String>,
        /// Before the values, when they are bounds: `plus de`.
        pub qualifier: Option<Prose>,
        /// The editor must still confirm; shown with a visible mark.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub unsure: bool,
    }
}

/// The most classes of a map: one pattern each.
pub const MOST_CLASSES: usize = 3;

/// Width and height of a map, in pixels of a screen that shows it whole.
pub const MAP_SIZE: [u32; 2] = [1000, 1400];

record! {
    /// A column of values on a map.
    pub struct StatisticMap {
        /// Which outlines.
        pub of: Slug,
        /// The column of values, from 0.
        pub column: u32,
        /// Where classes of values begin, from the second one on, in ascending order: two limits make three classes, the most there are.
        pub limits: Vec<String>,
        /// What the map shows, for who does not see it.
        pub alt: Prose,
    }
}

word_list! {
    /// How a page shows a statistic.
    pub enum StatisticForm {
        /// Rows and columns.
        Table = "table",
        /// Bars; for whole numbers.
        Chart = "chart",
        /// A table, then a map with the same values.
        Map = "map",
    }
}

impl StatisticForm {
    /// The name of what is taken away of it: of a map, its own, since the same values may stand on another page as bars.
    #[must_use]
    pub fn name(self, statistic: &Statistic) -> String {
        [statistic.id.as_str(), if self == Self::Map { "-carte" } else { "" }].concat()
    }
}

/// A decimal number as it was published: `5.40` is not `5.4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The number without its point.
    units: u64,
    /// Digits after the point.
    decimals: u32,
}

impl Amount {
    /// Reads digits with at most one point among them, and at most six after it; `None` for anything else.
    ///
    /// ```
    /// use passerelle::model::statistic::Amount;
    /// assert_eq!(Amount::parse("5.40").unwrap().to_string(), "5,40");
    /// assert_eq!(Amount::parse("25100").unwrap().to_string(), "25\u{202f}100");
    /// assert_eq!(Amount::parse("5,4"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || decimals.is_some_and(|decimals| !is_digits(decimals) || decimals.len() > 6) {
            return None;
        }
        let decimals = decimals.unwrap_or_default();
        Some(Self { units: [whole, decimals].concat().parse().ok()?, decimals: u32::try_from(decimals.len()).ok()? })
    }

    /// The number, when it has no decimals and is not too large for a bar.
    #[must_use]
    pub fn whole(self) -> Option<u32> {
        (self.decimals == 0).then(|| u32::try_from(self.units).ok()).flatten()
    }

    /// The same number with as many decimals as `other`, and that one's, without their points.
    fn on_one_scale(self, other: Self) -> (u128, u128, u32) {
        let decimals = self.decimals.max(other.decimals);
        let scaled = |amount: Self| u128::from(amount.units) * 10_u128.pow(decimals - amount.decimals);
        (scaled(self), scaled(other), decimals)
    }

    /// The sum; `None` when it is too large.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let (one, two, decimals) = self.on_one_scale(other);
        Some(Self { units: u64::try_from(one + two).ok()?, decimals })
    }

    /// The difference; `None` below zero.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let (one, two, decimals) = self.on_one_scale(other);
        Some(Self { units: u64::try_from(one.checked_sub(two)?).ok()?, decimals })
    }

    /// Whether it is less than `other`, whatever the decimals of each.
    #[must_use]
    pub fn is_below(self, other: Self) -> bool {
        let (one, two, _) = self.on_one_scale(other);
        one < two
    }
}

impl From<u32> for Amount {
    fn from(count: u32) -> Self {
        Self { units: count.into(), decimals: 0 }
    }
}

/// As a French reader writes it: a comma, groups of three digits, no unit.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u64.pow(self.decimals);
        let whole = (self.units / scale).to_string();
        let mut grouped = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        f.write_str(&typography::refine(&grouped))?;
        if self.decimals > 0 { write!(f, ",{:0width$}", self.units % scale, width = self.decimals as usize) } else { Ok(()) }
    }
}

impl StatisticRow {
    /// The value of the column number `column`, from 0; `None` when it is not available.
    #[must_use]
    pub fn amount(&self, column: usize) -> Option<Amount> {
        Amount::parse(self.values.get(column)?)
    }

    /// What the row is of, with a mark when it must be confirmed.
    #[must_use]
    pub fn name(&self, words: &StatisticWords) -> String {
        if self.unsure { format!("{} ({})", &*self.label, &*words.unsure) } else { self.label.to_string() }
    }
}

impl Statistic {
    /// The row with the code, or else the label, `name`.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<&StatisticRow> {
        let name = typography::refine(name);
        self.rows.iter().find(|row| row.ins.as_deref() == Some(&*name)).or_else(|| self.rows.iter().find(|row| *row.label == *name))
    }

    /// What the values of the column number `column` count; empty when there is no such column.
    #[must_use]
    pub fn unit(&self, column: usize) -> &str {
        self.columns.get(column).map_or("", |column| &column.unit)
    }

    /// The rows that are drawn as bars: those whose first value is a whole number; their names and their numbers.
    #[must_use]
    pub fn bars(&self, words: &StatisticWords) -> Vec<(String, u32)> {
        self.rows.iter().filter_map(|row| Some((row.name(words), row.amount(0)?.whole()?))).collect()
    }

    /// The rows of its table, the name first.
    #[must_use]
    pub fn cells(&self, words: &StatisticWords) -> Vec<Vec<String>> {
        let values = |row: &StatisticRow| (0..self.columns.len()).map(|column| self.shown(row, column, words)).collect::<Vec<_>>();
        self.rows.iter().map(|row| std::iter::once(row.name(words)).chain(values(row)).collect()).collect()
    }

    /// Titles of the columns of its table.
    #[must_use]
    pub fn head(&self) -> Vec<&str> {
        std::iter::once(&*self.first).chain(self.columns.iter().map(|column| &*column.title)).collect()
    }

    /// Who published the values, and what one must know to read them.
    #[must_use]
    pub fn cited(&self) -> String {
        match &self.note {
            Some(note) => format!("{}. {}", &*self.source, &**note),
            None => self.source.to_string(),
        }
    }

    /// The value of `row` in the column number `column` as a reader sees it, or that there is none.
    #[must_use]
    pub fn shown(&self, row: &StatisticRow, column: usize, words: &StatisticWords) -> String {
        let Some(amount) = row.amount(column) else { return words.unavailable.to_string() };
        let sign = if self.unit(column) == "%" { " %" } else { "" };
        let qualifier = row.qualifier.as_ref().map(|qualifier| format!("{} ", &**qualifier)).unwrap_or_default();
        typography::refine(&format!("{qualifier}{amount}{sign}"))
    }

    /// The class of `amount` on a map with these `limits`: 0 below the first one.
    #[must_use]
    pub fn class(amount: Amount, limits: &[Amount]) -> usize {
        limits.iter().filter(|limit| !amount.is_below(**limit)).count()
    }
}

impl StatisticMap {
    /// The limits that can be read.
    #[must_use]
    pub fn limits(&self) -> Vec<Amount> {
        self.limits.iter().filter_map(|limit| Amount::parse(limit)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_the_decimals_that_were_published() {
        for (text, shown) in
            [("0", "0"), ("18488", "18\u{202f}488"), ("495832", "495\u{202f}832"), ("5.40", "5,40"), ("0.07", "0,07"), ("1046.5", "1\u{202f}046,5")]
        {
            assert_eq!(Amount::parse(text).map(|amount| amount.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", ".", "5.", ".5", "5,4", "-1", "1 046", "1.2.3", "12e3", "0.1234567", "99999999999999999999"] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
    }

    #[test]
    fn sums_and_differences_are_exact() {
        let amount = |text| Amount::parse(text).unwrap();
        for (one, two, sum, difference) in [("1046", "1014", "2060", Some("32")), ("12.6", "10.45", "23.05", Some("2.15")), ("1", "2", "3", None)] {
            assert_eq!(amount(one).plus(amount(two)), Some(amount(sum)), "{one} + {two}");
            assert_eq!(amount(one).minus(amount(two)), difference.map(amount), "{one} - {two}");
        }
        assert!(amount("5.4").is_below(amount("5.41")) && !amount("5.40").is_below(amount("5.4")));
    }

    #[test]
    fn a_limit_belongs_to_the_class_above_it() {
        let limits = ["6.5", "8"].map(|limit| Amount::parse(limit).unwrap());
        for (value, class) in [("6.19", 0), ("6.49", 0), ("6.50", 1), ("7.99", 1), ("8.00", 2), ("8.93", 2)] {
            assert_eq!(Statistic::class(Amount::parse(value).unwrap(), &limits), class, "{value}");
        }
    }
}
