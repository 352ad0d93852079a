//! Opening hours: the notation of OpenStreetMap read for Brussels, its clock changes and Belgium's public holidays, and told in words.
//!
//! The notation is evaluated by the crate `opening-hours`, which also brings the holidays. Here are the week in words, the exceptions that are near, and the openings
//! to come, each with what is to be said of it: the page then only has to look at the clock.

use super::{date::Date, words::HoursWords};
use crate::locale::phrase::fill;
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Timelike};
use chrono_tz::{Europe::Brussels, Tz};
use opening_hours::{
    Context, OpeningHours, RuleKind,
    localization::{Country, TzLocation},
    schedule::Schedule,
};
use opening_hours_syntax::ExtendedTime;

/// How far ahead the openings to come are written. A site that is not built again for so long says nothing any more of now.
const DAYS_AHEAD: i64 = 28;
/// How far ahead exceptions are told.
const DAYS_OF_EXCEPTIONS: i64 = 45;
/// A Monday far from any exception: what is said of the week is read in its week.
const SOME_MONDAY: (i32, u32, u32) = (2001, 1, 8);

/// When a place is open.
#[derive(Debug, Clone)]
pub struct Opening {
    /// As it is on each day, holidays and exceptions included.
    real: OpeningHours<TzLocation<Tz>>,
    /// As if no day were a holiday.
    plain: OpeningHours,
    /// The notation, for what must be known of it.
    notation: String,
}

/// Hours of one day, from minute to minute since midnight; `1440` is its end.
type Hours = Vec<(u32, u32)>;

impl Opening {
    /// Reads the notation.
    ///
    /// # Errors
    /// The parser's own words.
    pub fn parse(notation: &str) -> Result<Self, String> {
        let plain = notation.parse::<OpeningHours>().map_err(|error| error.to_string())?;
        let context = Context::default().with_holidays(Country::BE.holidays()).with_locale(TzLocation::new(Brussels));
        Ok(Self { real: plain.clone().with_context(context), plain, notation: notation.to_owned() })
    }

    /// The week in words: « Du lundi au vendredi, de 9 h 30 à 13 h, sauf les jours fériés. » Empty when it is never open in an ordinary week.
    #[must_use]
    pub fn week(&self, words: &HoursWords) -> String {
        let (year, month, day) = SOME_MONDAY;
        let Some(monday) = NaiveDate::from_ymd_opt(year, month, day) else { return String::new() };
        let week: Vec<Hours> = (0..7).map(|day| hours(self.plain.schedule_at(monday + Duration::days(day)))).collect();
        if week.iter().all(|day| *day == [(0, 24 * 60)]) {
            return words.always.to_string();
        }
        // Days with the same hours, wherever they stand in the week, are told together.
        let mut groups: Vec<(Vec<usize>, &Hours)> = Vec::new();
        for (day, hours) in week.iter().enumerate().filter(|(_, hours)| !hours.is_empty()) {
            match groups.iter_mut().find(|(_, known)| *known == hours) {
                Some((days, _)) => days.push(day),
                None => groups.push((vec![day], hours)),
            }
        }
        let told: Vec<String> =
            groups.iter().map(|(days, hours)| fill(&words.on_days, &[("days", &self::days(days, words)), ("times", &times(hours, words))])).collect();
        if told.is_empty() {
            return String::new();
        }
        let holidays = if self.notation.contains("PH off") { words.but_holidays.as_ref() } else { "" };
        capital(&fill(&words.week, &[("week", &told.join(&words.between_days)), ("but", holidays)]))
    }

    /// What is not as usual from `today` on: closures and other hours. Public holidays are left out when the week says that it is closed on them.
    #[must_use]
    pub fn exceptions(&self, today: Date, words: &HoursWords, date: impl Fn(Date) -> String) -> Vec<String> {
        let Some(first) = day_of(today) else { return Vec::new() };
        let usual = |day: NaiveDate| {
            let (year, month, start) = SOME_MONDAY;
            let same = NaiveDate::from_ymd_opt(year, month, start).map(|monday| monday + Duration::days(i64::from(day.weekday().num_days_from_monday())));
            same.map(|day| hours(self.plain.schedule_at(day))).unwrap_or_default()
        };
        let holidays = Country::BE.holidays();
        let is_said = |day: NaiveDate| self.notation.contains("PH off") && holidays.get_public().contains(day);
        let mut told = Vec::new();
        for day in (0..DAYS_OF_EXCEPTIONS).map(|after| first + Duration::days(after)) {
            let real = hours(self.real.schedule_at(day));
            if real == usual(day) || real.is_empty() && is_said(day) {
                continue;
            }
            let Some(on) = Date::parse(&day.format("%Y-%m-%d").to_string()) else { continue };
            let on = [words.days.get(day.weekday().num_days_from_monday() as usize).map_or("", |name| name), " ", &date(on)].concat();
            told.push(match real.is_empty() {
                true => fill(&words.closed_on, &[("date", &on)]),
                false => fill(&words.open_on, &[("date", &on), ("times", &times(&real, words))]),
            });
        }
        told
    }

    /// The openings from the start of `today` on, each `start|end|open|closed`: minutes since 1970 in universal time, what is said while it lasts, what is said before it.
    /// Joined by `;`; empty when there is none, or when it is always open.
    #[must_use]
    pub fn openings(&self, today: Date, words: &HoursWords, date: impl Fn(Date) -> String) -> String {
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_local_timezone(Brussels).earliest();
        let Some((start, end)) = day_of(today).and_then(|day| Some((midnight(day)?, midnight(day + Duration::days(DAYS_AHEAD))?))) else {
            return String::new();
        };
        let open = self.real.iter_range(start, end).filter(|range| range.kind == RuleKind::Open).map(|range| (range.range.start, range.range.end));
        let open: Vec<(DateTime<Tz>, DateTime<Tz>)> = open.collect();
        // From the first minute to the last: there is no moment at which the answer would change.
        if open.first().is_some_and(|(from, to)| *from <= start && *to >= end) {
            return String::new();
        }
        let told = open.iter().map(|(from, to)| {
            let time = |moment: &DateTime<Tz>| clock(moment.hour() * 60 + moment.minute(), words);
            let day = words.days.get(from.weekday().num_days_from_monday() as usize).map_or("", |name| name);
            let on = Date::parse(&from.format("%Y-%m-%d").to_string()).map(&date).unwrap_or_default();
            let said_open = fill(&words.open_now, &[("time", &time(to))]);
            let said_closed = fill(&words.opens, &[("day", day), ("date", &on), ("time", &time(from))]);
            format!("{}|{}|{said_open}|{said_closed}", from.timestamp() / 60, to.timestamp() / 60)
        });
        told.collect::<Vec<_>>().join(";")
    }

    /// Whether it is open at a moment, in seconds since 1970 in universal time.
    #[must_use]
    pub fn is_open(&self, seconds: i64) -> bool {
        DateTime::from_timestamp(seconds, 0).is_some_and(|moment| self.real.is_open(moment.with_timezone(&Brussels)))
    }
}

fn day_of(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(date.year()).ok()?, date.month(), date.day())
}

fn hours(schedule: Schedule) -> Hours {
    let minutes = |time: ExtendedTime| u32::from(time.hour()) * 60 + u32::from(time.minute());
    schedule.into_iter().filter(|range| range.kind == RuleKind::Open).map(|range| (minutes(range.range.start), minutes(range.range.end))).collect()
}

/// « du lundi au vendredi », « le mardi et le jeudi ».
fn days(days: &[usize], words: &HoursWords) -> String {
    let name = |day: usize| words.days.get(day).map_or("", |name| name.as_ref());
    let (first, last) = (days[0], days[days.len() - 1]);
    if days.len() == 7 {
        return words.every_day.to_string();
    }
    if days.len() > 2 && last - first + 1 == days.len() {
        return fill(&words.from_day, &[("from", name(first)), ("to", name(last))]);
    }
    let each: Vec<String> = days.iter().map(|day| fill(&words.on_day, &[("day", name(*day))])).collect();
    listed(&each, words)
}

/// « de 9 h à 12 h et de 13 h à 16 h ».
fn times(hours: &Hours, words: &HoursWords) -> String {
    let each: Vec<String> = hours.iter().map(|(from, to)| fill(&words.from_time, &[("from", &clock(*from, words)), ("to", &clock(*to, words))])).collect();
    listed(&each, words)
}

fn listed(each: &[String], words: &HoursWords) -> String {
    match each.split_last() {
        Some((last, before)) if !before.is_empty() => [before.join(", ").as_str(), &words.and, last].concat(),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// « 9 h », « 9 h 30 ».
#[must_use]
pub fn clock(minute: u32, words: &HoursWords) -> String {
    let (hour, minute) = (minute / 60 % 24, minute % 60);
    match minute {
        0 => fill(&words.hour, &[("hour", &hour.to_string())]),
        _ => fill(&words.hour_minute, &[("hour", &hour.to_string()), ("minute", &format!("{minute:02}"))]),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        locale::date::long,
        model::{
            json::{FromJson, Json},
            words::Words,
        },
    };

    fn words() -> Words {
        let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/public/content/interface/fr.json")).unwrap();
        Words::from_json(&Json::parse(&text).unwrap()).unwrap()
    }

    fn plain(text: &str) -> String {
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn a_week_is_told_in_words() {
        let words = words();
        for (notation, expected) in [
            ("Mo-Fr 09:30-13:00; PH off", "Du lundi au vendredi, de 9 h 30 à 13 h, sauf les jours fériés."),
            ("Mo-Fr 09:00-12:00,13:00-16:00", "Du lundi au vendredi, de 9 h à 12 h et de 13 h à 16 h."),
            ("We 09:30-12:00", "Le mercredi, de 9 h 30 à 12 h."),
            ("Tu,Th 13:00-16:00; PH off", "Le mardi et le jeudi, de 13 h à 16 h, sauf les jours fériés."),
            ("Mo,We,Fr 09:00-12:00", "Le lundi, le mercredi et le vendredi, de 9 h à 12 h."),
            ("Mo-Th 09:00-16:00; Fr 09:00-12:00", "Du lundi au jeudi, de 9 h à 16 h ; le vendredi, de 9 h à 12 h."),
            ("Mo-Su 10:00-18:00", "Tous les jours, de 10 h à 18 h."),
            ("24/7", "Jour et nuit, tous les jours."),
            ("off", ""),
        ] {
            assert_eq!(plain(&Opening::parse(notation).unwrap().week(&words.opening)), expected, "{notation}");
        }
    }

    #[test]
    fn what_is_no_notation_is_refused() {
        for notation in ["de 9 h à 16 h", "Mo-Fr 9h-16h", "Lu-Ve 09:00-16:00", ""] {
            assert!(Opening::parse(notation).is_err(), "{notation:?}");
        }
    }

    /// Seconds since 1970 of a moment in universal time.
    fn utc(moment: &str) -> i64 {
        chrono::NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M").unwrap().and_utc().timestamp()
    }

    #[test]
    fn the_clock_is_that_of_brussels_through_its_changes() {
        let opening = Opening::parse("Mo-Su 09:00-16:00").unwrap();
        // Summer time from 29 March to 25 October 2026: 9 h is 8 h in universal time before and after, 7 h in between.
        for (moment, open) in [
            ("2026-03-28 07:59", false),
            ("2026-03-28 08:00", true),
            ("2026-03-29 06:59", false),
            ("2026-03-29 07:00", true),
            ("2026-03-29 13:59", true),
            ("2026-03-29 14:00", false),
            ("2026-10-24 07:00", true),
            ("2026-10-25 07:59", false),
            ("2026-10-25 08:00", true),
            ("2026-10-25 14:59", true),
            ("2026-10-25 15:00", false),
        ] {
            assert_eq!(opening.is_open(utc(moment)), open, "{moment}");
        }
    }

    #[test]
    fn belgian_holidays_are_closed_and_their_neighbours_are_not() {
        let opening = Opening::parse("Mo-Su 09:00-16:00; PH off").unwrap();
        // The ten legal holidays of 2027 (Easter is on 28 March), and two days that are none.
        for (day, open) in [
            ("2027-01-01", false),
            ("2027-03-29", false),
            ("2027-05-01", false),
            ("2027-05-06", false),
            ("2027-05-17", false),
            ("2027-07-21", false),
            ("2027-08-15", false),
            ("2027-11-01", false),
            ("2027-11-11", false),
            ("2027-12-25", false),
            ("2027-07-14", true),
            ("2027-11-02", true),
            ("2027-05-07", true),
        ] {
            assert_eq!(opening.is_open(utc(&format!("{day} 11:00"))), open, "{day}");
        }
    }

    #[test]
    fn exceptions_are_told_when_they_are_near() {
        let words = words();
        let opening = Opening::parse("Mo-Fr 09:00-16:00; PH off; 2026 Dec 24 09:00-12:00; 2027 Jan 04 off; 2027 Mar 01 off").unwrap();
        let told = |today: &str| -> Vec<String> {
            opening.exceptions(Date::parse(today).unwrap(), &words.opening, |date| long(date, &words)).iter().map(|told| plain(told)).collect()
        };
        assert_eq!(told("2026-11-25"), ["Le jeudi 24 décembre 2026, ouvert de 9 h à 12 h.", "Fermé le lundi 4 janvier 2027."]);
        assert_eq!(told("2027-01-05"), Vec::<String>::new());
    }

    #[test]
    fn the_openings_to_come_are_minutes_with_words() {
        let words = words();
        let opening = Opening::parse("Mo-Fr 09:30-13:00; PH off").unwrap();
        let openings = opening.openings(Date::parse("2026-12-24").unwrap(), &words.opening, |date| long(date, &words));
        let each: Vec<Vec<&str>> = openings.split(';').map(|opening| opening.split('|').collect()).collect();
        assert_eq!(each[0][0].parse::<i64>().unwrap() * 60, utc("2026-12-24 08:30"));
        assert_eq!(each[0][1].parse::<i64>().unwrap() * 60, utc("2026-12-24 12:00"));
        assert_eq!(plain(each[0][2]), "Ouvert en ce moment, jusqu'à 13 h".replace('\'', "’"));
        // Christmas is a Friday.
        assert_eq!(plain(each[1][3]), "Fermé en ce moment, ouvre le lundi 28 décembre 2026 à 9 h 30");
        // Four weeks: twenty working days, less Christmas and the New Year.
        assert_eq!(each.len(), 18);
        assert_eq!(Opening::parse("24/7").unwrap().openings(Date::parse("2026-12-24").unwrap(), &words.opening, |date| long(date, &words)), "");
    }

    #[test]
    fn an_opening_over_the_clock_change_keeps_its_end() {
        let words = words();
        let opening = Opening::parse("Sa 22:00-06:00").unwrap();
        let openings = opening.openings(Date::parse("2026-10-24").unwrap(), &words.opening, |date| long(date, &words));
        let first: Vec<&str> = openings.split(';').next().unwrap().split('|').collect();
        // The night of 24 to 25 October 2026 has one hour more.
        assert_eq!(first[0].parse::<i64>().unwrap() * 60, utc("2026-10-24 20:00"));
        assert_eq!(first[1].parse::<i64>().unwrap() * 60, utc("2026-10-25 05:00"));
    }
}
