//! The day, for programs that publish or check.

use crate::model::date::Date;
use std::time::{SystemTime, UNIX_EPOCH};

/// Today in UTC; `SOURCE_DATE_EPOCH` (seconds), when set, makes builds repeatable.
#[must_use]
pub fn today() -> Date {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok()).unwrap_or(now);
    date_of_day(i64::try_from(seconds / 86_400).unwrap_or(0))
}

/// Seconds since 1 January 1970 in UTC, whatever is built: to compare with another machine's clock.
#[must_use]
pub fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0))
}

/// The date `days` after 1 January 1970 (Howard Hinnant, « chrono-Compatible Low-Level Date Algorithms », `civil_from_days`).
fn date_of_day(days: i64) -> Date {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let text = format!("{year:04}-{month:02}-{day:02}");
    Date::parse(&text).expect("the algorithm gives days that exist")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_the_epoch_are_dates() {
        for (days, expected) in [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_780, "2026-11-23")] {
            assert_eq!(date_of_day(days).machine(), expected, "{days}");
        }
    }
}
