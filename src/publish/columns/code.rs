//! Answers to codes. The order of codes is that of [`crate::model::explored`].

use super::{Coded, Column};
use crate::{
    explorer::numbers::written as written_number,
    import::aggregates::Counted,
    locale::{fold::fold, phrase::fill},
    model::words::Words,
    survey::{
        question::{Kind, Question},
        responses::{Answers, State},
    },
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The most codes of answers that get a column: the engine takes 256, reasons for no answer among them.
const MOST_CODES: usize = 200;
/// The most rows of numbers.
const MOST_CLASSES: i64 = 12;
/// So many different numbers have a row each, however far apart they are.
const FEW: usize = 6;
/// Small classes in one row of numbers, when there are too many values to keep.
const PARTS: i64 = 10;
/// The most digits after the comma that are kept.
const MOST_DECIMALS: u32 = 3;

/// Which scales go from one end to its opposite.
#[derive(Debug, Clone, Default)]
pub struct Scales {
    /// Questions that the package says do.
    pub declared: Vec<String>,
    /// For each such question, the code of the option between both ends; `""` for none. Else the middle one, when there is one.
    pub neutral: Value,
}

/// Ends that are opposite, folded: in either order, the label of one option begins with the first and that of the other with the second.
const OPPOSITES: &[(&str, &str)] = &[
    ("pas du tout d accord", "tout a fait d accord"),
    ("pas d accord", "d accord"),
    ("fortement en desaccord", "fortement d accord"),
    ("tres insatisfait", "tres satisfait"),
    ("pas du tout satisfait", "tres satisfait"),
    ("pas du tout satisfait", "tout a fait satisfait"),
    ("tres difficile", "tres facile"),
    ("tres mauvais", "tres bon"),
    ("tres mauvais", "excellent"),
    ("beaucoup moins", "beaucoup plus"),
    ("beaucoup moins bien", "beaucoup mieux"),
    ("tres peu probable", "tres probable"),
    ("pas du tout probable", "tres probable"),
    ("strongly disagree", "strongly agree"),
    ("very dissatisfied", "very satisfied"),
    ("very difficult", "very easy"),
    ("very unlikely", "very likely"),
    ("very bad", "very good"),
    ("very poor", "excellent"),
    ("much worse", "much better"),
    ("very unfavorabl", "very favorabl"),
];

impl Scales {
    fn has_poles(&self, question: &Question) -> bool {
        if self.declared.contains(&question.code) {
            return true;
        }
        let [first, last] = [question.options.first(), question.options.last()].map(|option| option.map_or(String::new(), |option| fold(&option.label)));
        let are = |from: &str, to: &str| first.starts_with(from) && last.starts_with(to);
        question.options.len() > 1 && OPPOSITES.iter().any(|(one, other)| are(one, other) || are(other, one))
    }

    fn neutral(&self, question: &Question) -> Option<usize> {
        match self.neutral[&question.code].as_str() {
            Some(code) => question.option(code),
            None => (question.options.len() % 2 == 1).then_some(question.options.len() / 2),
        }
    }
}

/// Whether a scale goes from agreement to its opposite.
#[must_use]
pub fn agrees_first(question: &Question) -> bool {
    let [first, last] = [question.options.first(), question.options.last()].map(|option| option.map_or(String::new(), |option| fold(&option.label)));
    OPPOSITES.iter().any(|(one, other)| first.starts_with(other) && last.starts_with(one))
}

/// A row: name, label, first code and the one after the last.
type Row = (String, String, usize, usize);

/// What a question's answers are drawn as, and the code of each respondent who answered.
struct Drawn {
    drawing: &'static str,
    rows: Vec<Row>,
    /// How many codes of answers there are.
    answers: usize,
    neutral: Option<usize>,
    values: Vec<i64>,
    decimals: u32,
    approximate: bool,
    years: bool,
}

impl Drawn {
    fn new(drawing: &'static str, rows: Vec<Row>, answers: usize) -> Self {
        Self { drawing, rows, answers, neutral: None, values: Vec::new(), decimals: 0, approximate: false, years: false }
    }
}

/// One row an option.
fn options(question: &Question) -> Vec<Row> {
    question.options.iter().enumerate().map(|(place, option)| (name(&option.code, place), option.label.clone(), place, place + 1)).collect()
}

/// The name of a row in addresses: its code, or its number from 1 when an address could not hold it.
fn name(code: &str, place: usize) -> String {
    let fits = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if fits { code.to_owned() } else { (place + 1).to_string() }
}

fn choice(question: &Question, scales: &Scales) -> Drawn {
    let drawing = match question.kind {
        Kind::Multiple => "multiple",
        _ if question.ordered && scales.has_poles(question) => "poles",
        _ if question.ordered => "scale",
        _ => "single",
    };
    let neutral = if drawing == "poles" { scales.neutral(question) } else { None };
    Drawn { neutral, ..Drawn::new(drawing, options(question), question.options.len()) }
}

/// Counts that came without rows. `n`: respondents of the survey.
#[must_use]
pub fn of_counts(counted: &Counted, n: usize, publishes: bool, scales: &Scales) -> Coded {
    let question = &counted.question;
    if !publishes {
        return Coded { question: written(question, &withheld(question), &[counted.base, n - counted.base, 0]), column: None };
    }
    let drawn = choice(question, scales);
    let sum: usize = counted.counts.iter().sum();
    let counts = if drawn.drawing == "multiple" {
        [&[n, counted.base][..], &counted.counts, &[n.saturating_sub(counted.base), 0, 0]].concat()
    } else {
        [&counted.counts[..], &[n.saturating_sub(sum), 0]].concat()
    };
    Coded { question: written(question, &drawn, &counts), column: None }
}

/// Answers, one a respondent. Unless it `publishes` them, only whether there is one is counted.
#[must_use]
pub fn of_answers(question: &Question, answers: &Answers, publishes: bool, scales: &Scales, words: &Words) -> Coded {
    let respondents = 0..answers.len();
    if !publishes {
        let drawn = withheld(question);
        let codes = codes(question, answers, drawn.answers, &|_| Some(0));
        let counts = counts_of(&codes, drawn.answers + 2 + question.missing.len());
        return Coded { question: written(question, &drawn, &counts), column: None };
    }
    if let Answers::Sets(sets) = answers {
        let drawn = choice(question, scales);
        let states = |wanted: State| respondents.clone().map(|respondent| answers.state(respondent) == wanted).collect::<Vec<_>>();
        let mut options = vec![states(State::Answered)];
        options.extend((0..drawn.answers).map(|option| respondents.clone().map(|respondent| sets.has(respondent, option)).collect()));
        options.extend([State::Skipped, State::NotAsked, State::TickedNothing].map(states));
        options.extend((0..question.missing.len()).map(|reason| states(State::Declared(reason))));
        let counts: Vec<usize> = std::iter::once(answers.len()).chain(options.iter().map(|has| has.iter().filter(|has| **has).count())).collect();
        let fits = options.len() < passerelle_engine::planes::MOST_ANSWERS;
        return Coded { question: written(question, &drawn, &counts), column: fits.then(|| Column::Multiple { everyone: vec![true; answers.len()], options }) };
    }
    let (drawn, of): (Drawn, Box<dyn Fn(usize) -> Option<usize> + '_>) = match answers {
        Answers::Numbers(numbers) => {
            let (drawn, places) = of_numbers(&numbers.present().copied().collect::<Vec<_>>(), are_years(question), words);
            let scale = drawn.decimals;
            (drawn, Box::new(move |respondent| places(scaled(*numbers.get(respondent)?, scale))))
        }
        Answers::Dates(moments) => {
            let (drawn, places) = of_days(&moments.present().map(|seconds| seconds.div_euclid(86_400)).collect::<Vec<_>>(), words);
            (drawn, Box::new(move |respondent| places(moments.get(respondent)?.div_euclid(86_400))))
        }
        Answers::Texts(texts) => {
            let mut places = BTreeMap::new();
            for text in texts.present() {
                let place = places.len();
                places.entry(text.to_string()).or_insert(place);
            }
            let mut found: Vec<(&String, &usize)> = places.iter().collect();
            found.sort_by_key(|(_, place)| **place);
            let rows = found.into_iter().map(|(text, place)| ((place + 1).to_string(), text.clone(), *place, place + 1)).collect();
            let drawn = Drawn::new("text", rows, places.len());
            (drawn, Box::new(move |respondent| places.get(&**texts.get(respondent)?).copied()))
        }
        Answers::Codes(chosen) => (choice(question, scales), Box::new(move |respondent| chosen.get(respondent))),
        Answers::Sets(_) => (choice(question, scales), Box::new(|_| None)),
    };
    let codes = codes(question, answers, drawn.answers, &*of);
    let all = drawn.answers + 2 + question.missing.len();
    let counts = counts_of(&codes, all);
    let fits = drawn.answers <= MOST_CODES;
    let column = fits.then(|| Column::Single { answers: all, codes: codes.iter().map(|code| *code as u8).collect() });
    Coded { question: written(question, &drawn, &counts), column }
}

fn withheld(question: &Question) -> Drawn {
    Drawn::new(if question.kind == Kind::Text { "private" } else { "withheld" }, Vec::new(), 1)
}

/// The code of each respondent: that of the answer, by `of`, or one after the answers for why there is none.
fn codes(question: &Question, answers: &Answers, after: usize, of: &dyn Fn(usize) -> Option<usize>) -> Vec<usize> {
    let code = |respondent: usize| match answers.state(respondent) {
        State::Answered => of(respondent).unwrap_or(after),
        State::NotAsked => after + 1,
        State::Declared(reason) if reason < question.missing.len() => after + 2 + reason,
        // A single choice knows no « ticked nothing ».
        State::Skipped | State::TickedNothing | State::Declared(_) => after,
    };
    (0..answers.len()).map(code).collect()
}

fn counts_of(codes: &[usize], all: usize) -> Vec<usize> {
    let mut counts = vec![0; all];
    for code in codes {
        counts[*code] += 1;
    }
    counts
}

/// A number as a whole one, `decimals` of whose digits stood after the comma.
fn scaled(number: f64, decimals: u32) -> i64 {
    (number * f64::from(10_u32.pow(decimals))).round() as i64
}

type Places = Box<dyn Fn(i64) -> Option<usize>>;

/// Whether the numbers are years of the calendar, by their unit.
fn are_years(question: &Question) -> bool {
    question.unit.as_deref().is_some_and(|unit| ["annee", "annees", "year", "years"].contains(&&*fold(unit)))
}

/// One code a value; beyond [`MOST_CODES`], one a small class, which stands for its middle. Rows are values, at even steps when they are more than a few, or classes of a round
/// width: what is as far apart on the page is so in number.
fn of_numbers(numbers: &[f64], years: bool, words: &Words) -> (Drawn, Places) {
    let exact = |decimals: u32| numbers.iter().all(|number| (number * f64::from(10_u32.pow(decimals))).fract().abs() < 1e-6);
    let decimals = (0..MOST_DECIMALS).find(|decimals| exact(*decimals)).unwrap_or(MOST_DECIMALS);
    let mut distinct: Vec<i64> = numbers.iter().map(|number| scaled(*number, decimals)).collect();
    distinct.sort_unstable();
    distinct.dedup();
    // Beyond, what is kept has a digit more than a year.
    let years = years && decimals == 0 && distinct.len() <= MOST_CODES;
    let shown = |value: i64, decimals: u32| if years { value.to_string() } else { written_number(value * 4, decimals) };
    let (least, most) = (distinct.first().copied().unwrap_or(0), distinct.last().copied().unwrap_or(0));
    let step = distinct.windows(2).fold(0, |step, pair| greatest_common_divisor(step, pair[1] - pair[0])).max(1);
    let few = distinct.len() <= FEW;
    if few || (most - least) / step < MOST_CLASSES {
        let all: Vec<i64> = if few { distinct.clone() } else { (0..=(most - least) / step).map(|place| least + place * step).collect() };
        let place = |value: i64| distinct.partition_point(|known| *known < value);
        let rows = all.into_iter().map(|value| (value.to_string(), shown(value, decimals), place(value), place(value + 1))).collect();
        let drawn = Drawn { values: distinct.clone(), decimals, years, ..Drawn::new("number", rows, distinct.len()) };
        return (drawn, Box::new(move |value| distinct.binary_search(&value).ok()));
    }
    let approximate = distinct.len() > MOST_CODES;
    // One digit more, so that a class has parts.
    let (decimals, more) = if approximate { (decimals + 1, PARTS) } else { (decimals, 1) };
    let width = round_width((most - least) * more, MOST_CLASSES);
    let first = (least * more).div_euclid(width);
    let classes = (most * more).div_euclid(width) - first + 1;
    let (values, places): (Vec<i64>, Places) = if approximate {
        let part = width / PARTS;
        let from = first * width;
        let last = classes * PARTS - 1;
        (
            (0..=last).map(|place| from + place * part + part / 2).collect(),
            Box::new(move |value| usize::try_from((value - from).div_euclid(part).clamp(0, last)).ok()),
        )
    } else {
        (distinct.clone(), Box::new(move |value| distinct.binary_search(&value).ok()))
    };
    let whole = decimals == 0;
    let rows = (0..classes).map(|class| {
        let (from, to) = ((first + class) * width, (first + class + 1) * width);
        let place = |value: i64| values.partition_point(|known| *known < value);
        let phrase = if whole { &words.explorer.bin_whole } else { &words.explorer.bin };
        let to_shown = if whole { to - 1 } else { to };
        let label =
            if whole && from == to_shown { shown(from, 0) } else { fill(phrase, &[("from", &shown(from, decimals)), ("to", &shown(to_shown, decimals))]) };
        (format!("{from}_{to}"), label, place(from), place(to))
    });
    let rows: Vec<Row> = rows.collect();
    let drawn = Drawn { values: values.clone(), decimals, approximate, years, ..Drawn::new("number", rows, values.len()) };
    (drawn, places)
}

fn greatest_common_divisor(one: i64, other: i64) -> i64 {
    if other == 0 { one } else { greatest_common_divisor(other, one % other) }
}

/// The least of 1, 2, 5, 10, 20… that cuts `range` into so few classes.
fn round_width(range: i64, classes: i64) -> i64 {
    let mut ten = 1;
    loop {
        for width in [ten, 2 * ten, 5 * ten] {
            // Where a class begins is a multiple of its width: one more may be needed.
            if range / width + 2 <= classes && width % PARTS.min(width) == 0 {
                return width;
            }
        }
        ten *= 10;
    }
}

/// Days by day, month, year or years, so that there are few rows.
fn of_days(days: &[i64], words: &Words) -> (Drawn, Places) {
    let (least, most) = (days.iter().min().copied().unwrap_or(0), days.iter().max().copied().unwrap_or(0));
    let ((first_year, first_month, _), (last_year, last_month, _)) = (date(least), date(most));
    let months = (last_year - first_year) * 12 + last_month - first_month + 1;
    let month = |month: i64| words.months.get(month as usize).map_or("", |name| name);
    let (rows, place): (Vec<Row>, Places) = if days.is_empty() {
        (Vec::new(), Box::new(|_| None))
    } else if months > 24 {
        let step = if last_year - first_year < MOST_CLASSES { 1 } else { round_width(last_year - first_year, MOST_CLASSES) };
        let first = first_year.div_euclid(step);
        let row = |place: i64| {
            let (from, to) = ((first + place) * step, (first + place + 1) * step - 1);
            let label = if step == 1 { from.to_string() } else { fill(&words.explorer.bin_whole, &[("from", &from.to_string()), ("to", &to.to_string())]) };
            (if step == 1 { from.to_string() } else { format!("{from}_{to}") }, label, place as usize, place as usize + 1)
        };
        ((0..=last_year.div_euclid(step) - first).map(row).collect(), Box::new(move |day| usize::try_from(date(day).0.div_euclid(step) - first).ok()))
    } else if most - least > 31 {
        let first = first_year * 12 + first_month - 1;
        let row = |place: i64| {
            let (year, number) = ((first + place) / 12, (first + place) % 12);
            (format!("{year}-{:02}", number + 1), format!("{} {year}", month(number)), place as usize, place as usize + 1)
        };
        ((0..months).map(row).collect(), Box::new(move |day| usize::try_from(date(day).0 * 12 + date(day).1 - 1 - first).ok()))
    } else {
        let row = |day: i64| {
            let (year, number, in_month) = date(day);
            let written = if in_month == 1 { words.first_day.to_string() } else { in_month.to_string() };
            let place = (day - least) as usize;
            (format!("{year}-{number:02}-{in_month:02}"), format!("{written} {} {year}", month(number - 1)), place, place + 1)
        };
        ((least..=most).map(row).collect(), Box::new(move |day| usize::try_from(day - least).ok()))
    };
    let answers = rows.len();
    (Drawn::new("scale", rows, answers), place)
}

/// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar: Howard Hinnant, « chrono-Compatible Low-Level Date Algorithms ».
fn date(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, of_year - (153 * from_march + 2) / 5 + 1)
}

fn written(question: &Question, drawn: &Drawn, counts: &[usize]) -> Value {
    let rows: Vec<Value> = drawn.rows.iter().map(|(code, label, first, end)| json!({ "code": code, "label": label, "first": first, "end": end })).collect();
    json!({
        "code": question.code,
        "text": question.text,
        "drawing": drawn.drawing,
        "rows": rows,
        "answers": drawn.answers,
        "neutral": drawn.neutral,
        "values": drawn.values.iter().map(i64::to_string).collect::<Vec<_>>(),
        "decimals": drawn.decimals,
        "approximate": drawn.approximate,
        "years": drawn.years,
        "unit": question.unit.as_ref().filter(|_| drawn.drawing == "number" && !drawn.years),
        "missing": question.missing.iter().map(|reason| reason.label.as_str()).collect::<Vec<_>>(),
        "counts": counts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (day, expected) in [(0, (1970, 1, 1)), (-1, (1969, 12, 31)), (19_782, (2024, 2, 29)), (20_089, (2025, 1, 1)), (11_016, (2000, 2, 29))] {
            assert_eq!(date(day), expected, "{day}");
        }
    }

    #[test]
    fn a_width_is_round_and_makes_few_classes() {
        for (range, expected) in [(10, 1), (12, 2), (100, 10), (101, 10), (111, 20), (37, 5), (1, 1)] {
            assert_eq!(round_width(range, MOST_CLASSES), expected, "{range}");
        }
    }

    #[test]
    fn rows_of_numbers_are_at_even_steps() {
        let words: Words = {
            let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/public/content/interface/fr.json")).unwrap();
            crate::model::json::FromJson::from_json(&crate::model::json::Json::parse(&text).unwrap()).unwrap()
        };
        for (numbers, years, labels) in [
            // A few: each as it is, however far apart.
            (&[1.0, 50.0, 2000.0][..], false, &["1", "50", "2\u{202f}000"][..]),
            (&[0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 3.5], false, &["0", "0,5", "1", "1,5", "2", "2,5", "3", "3,5"]),
            (&[1994.0, 1997.0, 2002.0, 2003.0, 2010.0, 2011.0, 2012.0], true, &["de 1994 à 1995", "de 1996 à 1997", "de 1998 à 1999"]),
            (&[2010.0, 2012.0], true, &["2010", "2012"]),
            (&(0..MOST_CODES + 100).map(|year| (1700 + year) as f64).collect::<Vec<_>>(), true, &["de 1\u{202f}700 à moins de 1\u{202f}750"]),
        ] {
            let (drawn, places) = of_numbers(numbers, years, &words);
            let found: Vec<&str> = drawn.rows.iter().map(|(_, label, ..)| label.as_str()).collect();
            assert!(found.starts_with(labels), "{found:?}");
            // Every answer is in one row.
            for number in numbers {
                let code = places(scaled(*number, drawn.decimals)).unwrap();
                assert_eq!(drawn.rows.iter().filter(|(_, _, first, end)| (*first..*end).contains(&code)).count(), 1, "{number}");
            }
        }
    }

    #[test]
    fn opposite_ends_are_known_by_their_words() {
        let scales = Scales { declared: vec!["dit".into()], neutral: Value::Null };
        let asked = |code: &str, labels: &[&str]| {
            let options = labels.iter().map(|label| crate::survey::question::Choice::new(*label, *label)).collect();
            Question { options, ..Question::new(code, "Q ?", Kind::Scale) }
        };
        for (labels, expected) in [
            (&["Pas du tout d'accord", "Sans avis", "Tout à fait d'accord"][..], true),
            (&["Très satisfait(e)", "Très insatisfait(e)"], true),
            (&["18 à 24 ans", "25 à 34 ans"], false),
            (&["Jamais", "Toujours"], false),
            (&[], false),
        ] {
            assert_eq!(scales.has_poles(&asked("q", labels)), expected, "{labels:?}");
        }
        assert!(scales.has_poles(&asked("dit", &["Jamais", "Toujours"])));
    }
}
