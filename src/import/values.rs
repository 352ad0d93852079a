//! What one cell says: a number, a day, a tick, nothing.

use super::text::{key, plain};

/// A number as people write it: decimal comma or point, spaces or no-break spaces between thousands, a sign, a per cent sign at its end.
/// A leading zero (`01`) or a leading `+` makes it a code, not a number.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let mut digits = String::with_capacity(text.len());
    if text.len() > 40 {
        return None;
    }
    let text = text.trim();
    let text = text.strip_suffix('%').map_or(text, str::trim_end);
    let text = unit_of(text).map_or(text, |unit| text[..text.len() - unit.len()].trim_end());
    let mut marks = 0;
    for (place, letter) in text.char_indices() {
        match letter {
            '0'..='9' => digits.push(letter),
            '-' | '−' if place == 0 => digits.push('-'),
            '.' | ',' => {
                marks += 1;
                digits.push('.');
            }
            'e' | 'E' if !digits.is_empty() && !digits.contains('e') => digits.push('e'),
            '-' | '+' if digits.ends_with('e') => digits.push(letter),
            ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' => {
                // Only between groups of three.
                let rest = &text[place + letter.len_utf8()..];
                let group = rest.bytes().take_while(u8::is_ascii_digit).count();
                if group != 3 || !digits.ends_with(|last: char| last.is_ascii_digit()) || marks > 0 {
                    return None;
                }
            }
            _ => return None,
        }
    }
    if marks > 1 {
        // 1,234.5 or 1.234,5 or 1,234,567: thousands, then decimals.
        let last = text.rfind(['.', ','])?;
        let mark = text[last..].chars().next()?;
        let thousands = text.matches(mark).count() > 1;
        let (whole, decimals) = if thousands { (text, "") } else { (&text[..last], &text[last + 1..]) };
        let mut groups = whole.split(['.', ',']);
        let first = groups.next()?.trim_start_matches('-');
        if first.is_empty() || first.len() > 3 || !groups.all(|group| group.len() == 3) {
            return None;
        }
        digits = whole.chars().filter(|letter| letter.is_ascii_digit() || *letter == '-').collect();
        if !decimals.is_empty() {
            digits.push('.');
            digits.push_str(decimals);
        }
    }
    let unsigned = digits.trim_start_matches('-');
    let leading = unsigned.len() > 1 && unsigned.starts_with('0') && !unsigned.starts_with("0.");
    if leading || !unsigned.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.') {
        return None;
    }
    digits.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The unit that people write after a number, as it stands there: an amount of euros, years.
#[must_use]
pub fn unit_of(text: &str) -> Option<&str> {
    if !text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-') {
        return None;
    }
    let unit = &text[text.rfind(|letter: char| letter.is_ascii_digit())? + 1..];
    let unit = unit.trim_start_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}']);
    ["€", "EUR", "euros", "euro", "$", "£", "ans"].contains(&unit).then_some(unit)
}

/// A number of days since 1899-12-30, as spreadsheets write a date that lost its format: from 1927 to 2119.
#[must_use]
pub fn serial(text: &str) -> Option<i64> {
    let days: i64 = text.parse().ok().filter(|days| text.len() == 5 && (10_000..80_000).contains(days))?;
    Some((days - 25_569) * 86_400)
}

/// Whether a cell holds a mark that people write where there is no answer: `-`, `/`, `?`.
#[must_use]
pub fn is_dash(text: &str) -> bool {
    !text.is_empty() && text.len() <= 12 && text.chars().all(|letter| "-–—−_./?… ".contains(letter))
}

/// A number as we write it: as few digits as give it back, a decimal point, never an exponent.
#[must_use]
pub fn written(number: f64) -> String {
    format!("{number}")
}

/// The order of day and month in dates with slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 31/12/2024
    DayFirst,
    /// 12/31/2024
    MonthFirst,
}

/// Seconds since 1970-01-01, and whether an hour is given.
///
/// Reads `31 décembre 2024` in words, and `2024-12-31`, `2024/12/31`, `31/12/2024`, `31.12.24`, each with an hour or without (`10:22`, `10:22:31.5`, `1:05 PM`, `T`, an offset, which is left out).
#[must_use]
pub fn moment(text: &str, order: Order) -> Option<(i64, bool)> {
    if !(6..=45).contains(&text.len()) {
        return None;
    }
    if let Some(days) = worded(text) {
        return Some((days * 86_400, false));
    }
    if !text.is_ascii() {
        return None;
    }
    let start = text.find(|letter: char| !letter.is_ascii_digit())?;
    let mark = text.as_bytes()[start];
    if !matches!(mark, b'-' | b'/' | b'.') || start == 0 {
        return None;
    }
    let end = text.find([' ', 'T']).unwrap_or(text.len());
    let mut parts = text[..end].split(char::from(mark));
    let parts: [&str; 3] = [parts.next()?, parts.next()?, parts.next().filter(|_| parts.next().is_none())?];
    let numbers = [read_digits(parts[0])?, read_digits(parts[1])?, read_digits(parts[2])?];
    let (year, month, day, digits) = if parts[0].len() == 4 {
        (numbers[0], numbers[1], numbers[2], 4)
    } else if order == Order::DayFirst {
        (numbers[2], numbers[1], numbers[0], parts[2].len())
    } else {
        (numbers[2], numbers[0], numbers[1], parts[2].len())
    };
    let year = match digits {
        4 => year,
        2 => year + if year < 70 { 2_000 } else { 1_900 },
        _ => return None,
    };
    if !is_a_day(year, month, day) {
        return None;
    }
    let rest = text[end..].trim_start_matches('T').trim();
    let (seconds, timed) = if rest.is_empty() { (0, false) } else { (hour(rest)?, true) };
    Some((days_from(year, month, day) * 86_400 + seconds, timed))
}

fn is_a_day(year: i64, month: i64, day: i64) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    (1_000..=2_999).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= longest[month as usize - 1]
}

/// Days since 1970-01-01 of a day in words: `12 mars 2024`, `mardi 1er août 2024`, `March 12, 2024`.
fn worded(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "janvier janv jan january",
        "fevrier fevr fev february feb",
        "mars mar march",
        "avril avr april apr",
        "mai may",
        "juin june jun",
        "juillet juil july jul",
        "aout august aug",
        "septembre sept sep september",
        "octobre oct october",
        "novembre nov november",
        "decembre dec december",
    ];
    const DAYS: &str = "lundi mardi mercredi jeudi vendredi samedi dimanche le monday tuesday wednesday thursday friday saturday sunday";
    let letters = text.bytes().filter(|byte| !byte.is_ascii_digit()).count();
    if text.len() < 9 || letters * 3 < text.len() || text.contains(['/', ':']) || !text.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let text = plain(text);
    let mut words = text.split(' ').peekable();
    words.next_if(|word| DAYS.split(' ').any(|day| day == *word));
    let [first, second, year] = [words.next()?, words.next()?, words.next().filter(|_| words.next().is_none())?];
    let month_of = |word: &str| MONTHS.iter().position(|names| names.split(' ').any(|name| name == word)).map(|place| place as i64 + 1);
    let (day, month) = match (month_of(first), month_of(second)) {
        (Some(month), None) => (second, month),
        (None, Some(month)) => (first, month),
        _ => return None,
    };
    let day = if day == "1er" { 1 } else { read_digits(day)? };
    let year = read_digits(year).filter(|_| year.len() == 4)?;
    is_a_day(year, month, day).then(|| days_from(year, month, day))
}

fn read_digits(text: &str) -> Option<i64> {
    ((1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn hour(text: &str) -> Option<i64> {
    let upper = text.to_ascii_uppercase();
    let (clock, rest) = upper.split_at(upper.find(|letter: char| !letter.is_ascii_digit() && letter != ':').unwrap_or(upper.len()));
    // Hundredths, half of the day, offset, zone.
    let rest = rest.strip_prefix(['.', ',']).map_or(rest, |rest| rest.trim_start_matches(|letter: char| letter.is_ascii_digit())).trim();
    let mut parts = clock.split(':').map(read_digits);
    let (mut hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() || hours > 24 || minutes > 59 || seconds > 60 {
        return None;
    }
    match rest.get(..2) {
        Some("PM") if hours < 12 => hours += 12,
        Some("AM") if hours == 12 => hours = 0,
        _ if rest.len() > 12 => return None,
        _ if rest.starts_with(['+', '-', 'Z', 'A', 'P', 'U', 'G', 'C', 'E', 'M']) || rest.is_empty() => {}
        _ => return None,
    }
    Some(hours * 3_600 + minutes * 60 + seconds)
}

/// Days since 1970-01-01 of a day of the Gregorian calendar (the algorithm of Howard Hinnant, `days_from_civil`).
fn days_from(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// `2024-12-31`, or `2024-12-31T10:22:05`.
#[must_use]
pub fn moment_written(seconds: i64, timed: bool) -> String {
    let (days, rest) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let date = format!("{year:04}-{month:02}-{day:02}");
    if timed { format!("{date}T{:02}:{:02}:{:02}", rest / 3_600, rest / 60 % 60, rest % 60) } else { date }
}

/// What an absent value is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// `#N/A`, `NULL`: no answer.
    Blank,
    /// `{question_not_shown}`, `N/A`: not asked.
    NotAsked,
    /// `NA`: not asked in our files, no answer in those of R.
    Na,
}

/// The word for an absent value that a cell holds, if it does.
#[must_use]
pub fn absent(text: &str) -> Option<Absent> {
    if text.len() > 24 {
        return None;
    }
    match text.to_ascii_lowercase().as_str() {
        "" | "#n/a" | "#n/d" | "#null!" | "#nul!" | "#value!" | "#valeur!" | "#ref!" | "#div/0!" | "null" | "nan" | "<na>" | "\\n" => Some(Absent::Blank),
        "{question_not_shown}" | "n/a" => Some(Absent::NotAsked),
        "na" if text == "NA" => Some(Absent::Na),
        _ => None,
    }
}

/// A word that says that a box is ticked.
#[must_use]
pub fn is_tick(text: &str) -> bool {
    const TICKS: [&str; 22] = [
        "1",
        "1.0",
        "y",
        "yes",
        "o",
        "oui",
        "x",
        "true",
        "vrai",
        "✓",
        "✔",
        "☑",
        "checked",
        "selected",
        "coché",
        "cochée",
        "sélectionné",
        "sélectionnée",
        "ja",
        "on",
        "quoted",
        "mentioned",
    ];
    TICKS.contains(&key(text).as_str())
}

/// A word that says that a box is not ticked.
#[must_use]
pub fn is_untick(text: &str) -> bool {
    const UNTICKS: [&str; 23] = [
        "-",
        "0",
        "0.0",
        "n",
        "no",
        "non",
        "false",
        "faux",
        "not selected",
        "unchecked",
        "not checked",
        "unselected",
        "non sélectionné",
        "non sélectionnée",
        "non coché",
        "non cochée",
        "pas sélectionné",
        "nee",
        "off",
        "☐",
        "not quoted",
        "not mentioned",
        "✗",
    ];
    UNTICKS.contains(&key(text).as_str())
}

/// Whether a cell is the first of a row that sums a table up: « Total », « Moyenne : ».
#[must_use]
pub fn is_summary(text: &str) -> bool {
    const WORDS: [&str; 20] = [
        "total",
        "totaux",
        "totals",
        "grand total",
        "sous total",
        "somme",
        "sum",
        "moyenne",
        "moyennes",
        "mean",
        "average",
        "mediane",
        "median",
        "ecart type",
        "minimum",
        "maximum",
        "effectif",
        "effectif total",
        "nombre de reponses",
        "nombre de repondants",
    ];
    if text.len() > 40 {
        return false;
    }
    let name = plain(text);
    WORDS.contains(&name.as_str()) || (name.starts_with("total ") || name.starts_with("moyenne ")) && name.split(' ').count() <= 4
}

/// Whether a text that stands alone in its row is a note below a table: « Source : … », « Exporté le … ».
#[must_use]
pub fn is_note_below(text: &str) -> bool {
    let name = format!("{} ", plain(text));
    ["source ", "sources ", "export ", "exporte ", "extrait le ", "genere ", "generated ", "note ", "legende "].iter().any(|word| name.starts_with(word))
        && (text.contains(':') || text.contains(|letter: char| letter.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("3", Some(3.0)),
            ("-3,5", Some(-3.5)),
            ("47.04", Some(47.04)),
            ("1 234,5", Some(1_234.5)),
            ("1\u{202F}234", Some(1_234.0)),
            ("1,234.5", Some(1_234.5)),
            ("1.234,5", Some(1_234.5)),
            ("1,234,567", Some(1_234_567.0)),
            ("12 %", Some(12.0)),
            ("0,5", Some(0.5)),
            ("1e3", Some(1_000.0)),
            ("01", None),
            ("+32", None),
            ("12 34", None),
            ("1.2.3", None),
            ("18-29", None),
            ("", None),
            ("-", None),
            ("e3", None),
            ("1\u{202F}385\u{A0}€", Some(1_385.0)),
            ("12,50 EUR", Some(12.5)),
            ("18 ans", Some(18.0)),
            ("ans", None),
            ("18 anses", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_read_in_both_orders() {
        use Order::{DayFirst, MonthFirst};
        for (text, order, expected) in [
            ("2024-02-29", DayFirst, Some("2024-02-29")),
            ("31/12/2024", DayFirst, Some("2024-12-31")),
            ("12/31/2024", MonthFirst, Some("2024-12-31")),
            ("12/31/2024", DayFirst, None),
            ("5/10/18 4:01", MonthFirst, Some("2018-05-10T04:01:00")),
            ("2016/09/05 1:05:09 PM UTC+2", DayFirst, Some("2016-09-05T13:05:09")),
            ("2017-11-22T10:22:31.500+01:00", DayFirst, Some("2017-11-22T10:22:31")),
            ("31.12.1999", DayFirst, Some("1999-12-31")),
            ("2023-02-29", DayFirst, None),
            ("12 mars 2024", DayFirst, Some("2024-03-12")),
            ("1er février 2023", DayFirst, Some("2023-02-01")),
            ("Mardi 6 août 2024", MonthFirst, Some("2024-08-06")),
            ("March 12, 2024", DayFirst, Some("2024-03-12")),
            ("31 février 2023", DayFirst, None),
            ("12 personnes 2024", DayFirst, None),
            ("1234", DayFirst, None),
            ("18-29", DayFirst, None),
        ] {
            assert_eq!(moment(text, order).map(|(seconds, timed)| moment_written(seconds, timed)).as_deref(), expected, "{text}");
        }
        assert_eq!(moment("1969-12-31", DayFirst), Some((-86_400, false)));
    }
}
