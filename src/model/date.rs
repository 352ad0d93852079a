//! A calendar date.

use super::json::{Expected, Faults, FromJson, Json};

/// A day of the Gregorian calendar, from year 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema), schemars(transparent))]
pub struct Date(#[cfg_attr(feature = "ssr", schemars(with = "String", regex(pattern = r"^\d{4}-\d{2}-\d{2}$")))] u32);

impl Date {
    /// Reads `AAAA-MM-JJ`; `None` when the text is anything else or the day does not exist.
    ///
    /// ```
    /// use passerelle::model::date::Date;
    /// assert_eq!(Date::parse("2024-02-29").map(|date| (date.year(), date.month(), date.day())), Some((2024, 2, 29)));
    /// assert_eq!(Date::parse("2023-02-29"), None);
    /// assert_eq!(Date::parse("26 septembre 2022"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number =
            |range: std::ops::Range<usize>| bytes[range].iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')));
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (year > 0 && (1..=last).contains(&day)).then_some(Self(year * 10_000 + month * 100 + day))
    }

    /// From 1 to 9999.
    #[must_use]
    pub fn year(self) -> u32 {
        self.0 / 10_000
    }

    /// From 1, January, to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0 / 100 % 100
    }

    /// From 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0 % 100
    }

    /// `AAAA-MM-JJ`, as machines read it.
    #[must_use]
    pub fn machine(self) -> String {
        let two = |number: u32| if number < 10 { format!("0{number}") } else { number.to_string() };
        let year = self.year().to_string();
        ["0000"[year.len()..].to_owned(), year, "-".into(), two(self.month()), "-".into(), two(self.day())].concat()
    }
}

impl FromJson for Date {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        Self::parse(&json.word()).unwrap_or_else(|| {
            faults.note(json, Expected::Date);
            Self(1_01_01)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_dates() {
        for (text, exists) in [
            ("2026-11-23", true),
            ("2000-02-29", true),
            ("1900-02-29", false),
            ("2026-04-31", false),
            ("2026-13-01", false),
            ("2026-00-10", false),
            ("2026-1-1", false),
            ("0000-01-01", false),
            ("２026-01-01", false),
        ] {
            assert_eq!(Date::parse(text).is_some(), exists, "{text}");
        }
    }

    #[test]
    fn a_date_is_written_as_it_was_read() {
        for text in ["2026-11-23", "0999-01-02"] {
            assert_eq!(Date::parse(text).map(Date::machine).as_deref(), Some(text));
        }
    }
}
