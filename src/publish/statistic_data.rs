//! Published values as data: CSV (RFC 4180) and JSON, with the same keys. Each file says what is measured, in which unit, of when, where it was read, its licence and its address. What is not
//! available is empty, never zero.

use super::finding_data::{members, table, text};
use crate::{
    locale::{date, phrase::fill},
    model::{
        date::Date,
        statistic::{Outlines, Statistic, StatisticRow, StatisticWords},
        words::Words,
    },
};
use serde_json::{Map, Value, json};

/// Changes when a key changes its name or its meaning (docs/content.md).
pub const VERSION: u32 = 1;

/// A statistic and what is said of it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Values.
    pub statistic: &'a Statistic,
    /// Words around them.
    pub own: &'a StatisticWords,
    /// The interface's.
    pub words: &'a Words,
    /// When a person last checked the values.
    pub checked_on: Date,
    /// Those that its map is drawn with, where that is what is told.
    pub outlines: Option<&'a Outlines>,
    /// Of the page where it stands.
    pub address: &'a str,
}

impl Told<'_> {
    /// What may be done with the values.
    #[must_use]
    pub fn licence(&self) -> &str {
        self.statistic.licence.as_ref().unwrap_or(&self.words.takeaway.licence_unknown)
    }

    /// Who made the outlines; empty without a map.
    #[must_use]
    pub fn attribution(&self) -> String {
        self.outlines.map_or_else(String::new, |outlines| outlines.attribution.words())
    }

    /// What a column holds: « Personnes (personnes) » is said once.
    #[must_use]
    pub fn column(&self, column: usize) -> String {
        let (title, unit) = (self.statistic.columns.get(column).map_or("", |column| &column.title), self.statistic.unit(column));
        if title.to_lowercase() == unit.to_lowercase() { title.to_owned() } else { format!("{title} ({unit})") }
    }

    /// Source, year, day of the last check, licence, outlines, address: the lines under a picture.
    #[must_use]
    pub fn foot(&self) -> Vec<String> {
        let (words, told) = (self.words, &self.words.takeaway);
        let source = fill(&words.chart_source, &[("source", &self.statistic.source), ("year", &self.statistic.year.to_string())]);
        let note = self.statistic.note.as_ref().map_or_else(String::new, |note| format!("{}.", &**note));
        let checked = fill(&words.checked_on, &[("date", &date::long(self.checked_on, words))]);
        let licence = self.statistic.licence.as_ref().map_or_else(|| told.licence_unknown.to_string(), |licence| fill(&told.licence, &[("licence", licence)]));
        let address = fill(&told.address, &[("address", self.address)]);
        [source, note, checked, licence, self.attribution(), address].into_iter().filter(|line| !line.is_empty()).collect()
    }

    fn keys(&self) -> Vec<(&'static str, Value)> {
        let statistic = self.statistic;
        vec![
            ("statistic_id", statistic.id.as_str().into()),
            ("title", text(&statistic.title)),
            ("year", statistic.year.into()),
            ("checked_on", self.checked_on.machine().into()),
            ("source", text(&statistic.source)),
            ("note", statistic.note.as_ref().map_or(Value::Null, |note| text(note))),
            ("licence", text(self.licence())),
            ("outlines", Some(self.attribution()).filter(|words| !words.is_empty()).map_or(Value::Null, |words| text(&words))),
            ("page_url", self.address.into()),
        ]
    }

    fn value(&self, row: &StatisticRow, column: usize) -> Vec<(&'static str, Value)> {
        let statistic = self.statistic;
        let published = row.amount(column).and_then(|_| row.values.get(column)).cloned();
        let maybe = |words: Option<&str>| words.map_or(Value::Null, text);
        vec![
            ("row_id", maybe(row.ins.as_deref())),
            ("row", text(&row.label)),
            ("column", statistic.columns.get(column).map_or(Value::Null, |column| text(&column.title))),
            ("unit", text(statistic.unit(column))),
            // With the decimals that were published.
            ("published", published.clone().map_or(Value::Null, Value::from)),
            ("value", published.and_then(|digits| digits.parse::<serde_json::Number>().ok()).map_or(Value::Null, Value::from)),
            ("qualifier", maybe(row.qualifier.as_deref())),
            ("to_confirm", row.unsure.into()),
        ]
    }

    fn values(&self) -> impl Iterator<Item = Vec<(&'static str, Value)>> + '_ {
        self.statistic.rows.iter().flat_map(move |row| (0..self.statistic.columns.len()).map(move |column| self.value(row, column)))
    }
}

/// One row a value, under the names of the keys.
#[must_use]
pub fn csv(told: &Told<'_>) -> String {
    table(told.values().map(|value| told.keys().into_iter().chain(value).collect()))
}

/// The statistic's keys, where it was read, then `values`, each with its own.
#[must_use]
pub fn json(told: &Told<'_>) -> String {
    let mut file = Map::new();
    file.insert("version".to_owned(), VERSION.into());
    file.extend(members(told.keys()));
    let sources = told.statistic.sources.iter().map(|source| json!({ "title": text(&source.title), "url": source.url.as_str(), "year": source.year }));
    file.insert("sources".to_owned(), sources.collect());
    file.insert("values".to_owned(), told.values().map(|value| Value::Object(members(value))).collect());
    format!("{:#}\n", Value::Object(file))
}
