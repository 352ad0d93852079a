//! Dates as a reader writes them.

use crate::model::{date::Date, words::Words};

/// « 26 septembre 2022 », « 1er mai 2026 »: the interface's words hold the months and the first day's form.
#[must_use]
pub fn long(date: Date, words: &Words) -> String {
    let month = words.months.get(date.month() as usize - 1).map_or("", |month| month.as_ref());
    let day = if date.day() == 1 { words.first_day.to_string() } else { date.day().to_string() };
    [&day, " ", month, " ", &date.year().to_string()].concat()
}
