//! What one column of answers is, by its cells: choice, scale, number, date, text, several choices in one cell.

use std::collections::HashMap;

use super::codebook::LONGEST_CODE;
use super::draft::{Draft, Take};
use super::identifying;
use super::problem::shortened;
use super::scales;
use super::table::{Column, Table};
use super::text::{Codes, key, plain, slug};
use super::values::{self, Order};
use crate::survey::question::{Choice, Kind, Question};

/// Options that one list may have before it is rather a text.
const MOST_GUESSED_OPTIONS: usize = 250;

/// Spellings of one answer, together.
#[derive(Debug, Clone)]
pub struct Value {
    /// The commonest spelling.
    pub label: String,
    /// Cells.
    pub count: usize,
}

/// Values that are no word for an absent one, spellings of one together, the commonest first.
#[must_use]
pub fn distinct<'a>(cells: impl Iterator<Item = (&'a str, usize)>) -> Vec<Value> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut found: Vec<(Value, usize)> = Vec::new();
    for (text, count) in cells.filter(|(text, _)| values::absent(text).is_none()) {
        match places.get(&key(text)) {
            Some(place) => {
                let (value, best) = &mut found[*place];
                value.count += count;
                if count > *best {
                    *best = count;
                    text.clone_into(&mut value.label);
                }
            }
            None => {
                places.insert(key(text), found.len());
                found.push((Value { label: text.to_owned(), count }, count));
            }
        }
    }
    let mut found: Vec<Value> = found.into_iter().map(|(value, _)| value).collect();
    // A dash is no answer, unless it faces a plus.
    if !found.iter().any(|value| value.label.starts_with('+')) {
        found.retain(|value| !values::is_dash(&value.label));
    }
    found.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.label.cmp(&other.label)));
    found
}

/// The values of a column. See [`distinct`].
#[must_use]
pub fn values_of(column: &Column) -> Vec<Value> {
    distinct(column.present().map(|(text, count)| (text, count as usize)))
}

/// Options from labels: in the order of their scale, if they have one; else as they come, those aside last. Also says whether they are ordered.
#[must_use]
pub fn options(labels: &[String]) -> (Vec<Choice>, bool) {
    let references: Vec<&str> = labels.iter().map(String::as_str).collect();
    let order = scales::order(&references);
    let ordered = order.is_some();
    let places = order.unwrap_or_else(|| {
        let mut places: Vec<usize> = (0..labels.len()).collect();
        let rank = |label: &str| match () {
            () if scales::is_aside(label) => 3,
            () if scales::is_none(label) => 2,
            () if scales::is_other(label) => 1,
            () => 0,
        };
        places.sort_by_key(|place| rank(&labels[*place]));
        places
    });
    let mut codes = Codes::default();
    let made = places
        .into_iter()
        .enumerate()
        .map(|(place, at)| Choice::new(codes.take(&slug(&labels[at], LONGEST_CODE), &format!("option_{}", place + 1)), labels[at].clone()));
    (made.collect(), ordered)
}

/// The order of day and month that columns of dates allow; the second is whether nothing decides. A column is one when four values in five are dates.
#[must_use]
pub fn date_order(table: &Table, free: &[bool]) -> (Order, bool) {
    let mut ambiguous = false;
    for (place, column) in table.columns.iter().enumerate() {
        let texts: Vec<&str> = column.present().map(|(text, _)| text).filter(|text| values::absent(text).is_none()).take(2_000).collect();
        if texts.is_empty() || texts[0].as_bytes().get(4) == Some(&b'-') {
            continue;
        }
        let dates = |order, texts: &[&str]| texts.iter().filter(|text| values::moment(text, order).is_some()).count();
        // A few tell that the others are none.
        let start = &texts[..texts.len().min(20)];
        if dates(Order::DayFirst, start).max(dates(Order::MonthFirst, start)) * 2 < start.len() {
            continue;
        }
        let (day_first, month_first) = (dates(Order::DayFirst, &texts), dates(Order::MonthFirst, &texts));
        if day_first.max(month_first) * 5 < texts.len() * 4 {
            continue;
        }
        match day_first.cmp(&month_first) {
            std::cmp::Ordering::Less => return (Order::MonthFirst, false),
            std::cmp::Ordering::Greater => return (Order::DayFirst, false),
            std::cmp::Ordering::Equal if free[place] && texts[0].find('/').is_some_and(|slash| slash < 4) => ambiguous = true,
            std::cmp::Ordering::Equal => {}
        }
    }
    (Order::DayFirst, ambiguous)
}

/// Whether every value is a date.
#[must_use]
pub fn is_date(values: &[Value], order: Order) -> bool {
    !values.is_empty() && values.iter().all(|value| values::moment(&value.label, order).is_some())
}

/// What is no date among dates: `None` when the column is none of dates. Five different dates, and four answers in five, make one.
fn beside_dates(values: &[Value], order: Order) -> Option<Vec<&Value>> {
    let start = &values[..values.len().min(20)];
    if start.iter().filter(|value| values::moment(&value.label, order).is_some()).count() * 2 < start.len() {
        return None;
    }
    let (dates, others): (Vec<&Value>, Vec<&Value>) = values.iter().partition(|value| values::moment(&value.label, order).is_some());
    let count = |values: &[&Value]| values.iter().map(|value| value.count).sum::<usize>();
    let good = others.is_empty() && !dates.is_empty() || dates.len() >= 5 && count(&dates) >= count(&others) * 4;
    good.then_some(others)
}

/// Whether a heading asks for a day, and every answer is a number that a spreadsheet would show as one.
fn are_serials(values: &[Value], heading: &str) -> bool {
    let heading = plain(heading);
    heading.split(' ').any(|word| ["date", "dates", "quand", "when", "jour", "depuis"].contains(&word))
        && !values.is_empty()
        && values.iter().all(|value| values::serial(&value.label).is_some())
}

/// Whether a heading asks how many.
fn asks_a_number(heading: &str) -> bool {
    let heading = format!(" {} ", plain(heading));
    [
        " how many ",
        " combien ",
        " nombre ",
        " number of ",
        " age ",
        " year ",
        " annee ",
        " montant ",
        " amount ",
        " hours ",
        " heures ",
        " minutes ",
        " how old ",
        " quel age ",
        " total ",
    ]
    .iter()
    .any(|word| heading.contains(word))
}

/// Whether a heading asks for a code that is written with digits and counts nothing.
fn asks_a_code(heading: &str) -> bool {
    let heading = format!(" {} ", plain(heading));
    [
        " code postal ",
        " codes postaux ",
        " postal code ",
        " postcode ",
        " zip ",
        " zip code ",
        " cp ",
        " code ins ",
        " code nis ",
        " nis ",
        " nis5 ",
        " code nace ",
    ]
    .iter()
    .any(|word| heading.contains(word))
}

/// Whether a heading is that of a weight.
#[must_use]
pub fn is_weight(heading: &str) -> bool {
    let name = plain(heading);
    [
        "weight",
        "weights",
        "wt",
        "wgt",
        "poids",
        "ponderation",
        "coefficient de ponderation",
        "poids de sondage",
        "survey weight",
        "final weight",
        "weight variable",
        "wts",
    ]
    .contains(&name.as_str())
}

/// What the values are when they are numbers: a quantity, or codes of answers.
pub enum Numeric {
    /// A quantity; the labels are answers that are no number, such as « don't know ».
    Quantity(Vec<String>),
    /// Codes, in the order of numbers; ordered when they look like a scale.
    Codes(bool),
}

/// Numbers as quantities or codes; `None` when they are no numbers.
#[must_use]
pub fn numeric(values: &[Value], heading: &str) -> Option<Numeric> {
    let filled: usize = values.iter().map(|value| value.count).sum();
    let (numbers, words): (Vec<&Value>, Vec<&Value>) = values.iter().partition(|value| values::number(&value.label).is_some());
    if numbers.is_empty() {
        return None;
    }
    if !words.is_empty() {
        let beside: usize = words.iter().map(|value| value.count).sum();
        let few = words.len() <= 8 && numbers.len() > 12 && beside * 10 <= filled;
        return few.then(|| Numeric::Quantity(words.iter().map(|value| value.label.clone()).collect()));
    }
    let read: Vec<f64> = numbers.iter().filter_map(|value| values::number(&value.label)).collect();
    let whole = read.iter().all(|number| number.fract() == 0.0);
    let (min, max) = read.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(min, max), number| (min.min(*number), max.max(*number)));
    let distinct = read.len();
    if !whole {
        return Some(Numeric::Quantity(Vec::new()));
    }
    if asks_a_code(heading) {
        return Some(Numeric::Codes(false));
    }
    if min >= 0.0 && max <= 10.0 && !(asks_a_number(heading) && distinct > 2) {
        return Some(Numeric::Codes(distinct >= 3));
    }
    let repeated = filled >= distinct * 5;
    let has_unit = distinct >= 3 && values.iter().any(|value| values::unit_of(&value.label).is_some());
    Some(if distinct <= 12 && repeated && !asks_a_number(heading) { Numeric::Codes(has_unit) } else { Numeric::Quantity(Vec::new()) })
}

/// Whether the values are the respondents' own words rather than options.
#[must_use]
pub fn is_text(values: &[Value], heading: &str) -> bool {
    let distinct = values.len();
    let filled: usize = values.iter().map(|value| value.count).sum();
    if filled == 0 {
        return true;
    }
    let labels: Vec<&str> = values.iter().map(|value| value.label.as_str()).collect();
    let length: usize = labels.iter().map(|label| label.chars().count()).sum::<usize>() / distinct;
    // A band that is each one's own is no band.
    if distinct <= 40 && !(distinct > 15 && distinct * 2 > filled) && scales::order(&labels).is_some() {
        return false;
    }
    if labels.iter().any(|label| label.contains('\n') && label.len() > 80) {
        return true;
    }
    let asked = plain(heading);
    if ["comment", "comments", "commentaire", "commentaires", "remarques", "precisez", "specify"].iter().any(|end| asked.ends_with(end)) {
        return true;
    }
    if distinct == 1 {
        return length > if filled == 1 { 30 } else { 300 };
    }
    let share = distinct as f64 / filled as f64;
    let heading = plain(heading);
    let asks_words = [
        "comment",
        "remarque",
        "precisez",
        "preciser",
        "specify",
        "describe",
        "decrivez",
        "why",
        "pourquoi",
        "expliquez",
        "explain",
        "feedback",
        "suggestion",
        "own words",
        "vos mots",
    ]
    .iter()
    .any(|word| heading.contains(word));
    if asks_words && share > 0.25 && (distinct > 5 || length > 12) {
        return true;
    }
    if filled < 12 && labels.iter().all(|label| label.len() <= 5 && !label.contains(' ')) {
        return false;
    }
    if filled < 12 {
        return (distinct >= 3 && share > 0.75) || (length > 60 && share > 0.5);
    }
    let once = values.iter().filter(|value| value.count == 1).count() as f64 / distinct as f64;
    share > 0.5
        || distinct > MOST_GUESSED_OPTIONS
        || (length > 100 && share > 0.2)
        || (distinct > 60 && share > 0.15)
        || (distinct > 30 && once > 0.6 && share > 0.08)
}

/// Options joined in cells.
#[derive(Debug, Clone)]
pub struct Joined {
    /// What joins them.
    pub separator: char,
    /// The options, the commonest first.
    pub labels: Vec<String>,
    /// Whether what is no option is the respondent's own.
    pub free_other: bool,
}

/// Whether cells hold several options, and which.
///
/// With a comma nothing but the cells tells an option that contains one from two options: pieces that never go apart are one option.
#[must_use]
pub fn joined(values: &[Value], separators: &[char]) -> Option<Joined> {
    let labels: Vec<&str> = values.iter().map(|value| value.label.as_str()).collect();
    if values.is_empty() || scales::order(&labels).is_some() {
        return None;
    }
    let filled: usize = values.iter().map(|value| value.count).sum();
    separators.iter().find_map(|separator| {
        let with: usize = values.iter().filter(|value| value.label.trim_end_matches(*separator).contains(*separator)).map(|value| value.count).sum();
        let ends: usize = values.iter().filter(|value| value.label.ends_with(*separator)).map(|value| value.count).sum();
        // A separator at the end of every cell says enough.
        let always = *separator == ';' && ends == filled;
        if !always && (with == 0 || with * 50 < filled) {
            return None;
        }
        // A stroke parts options only where it stands between spaces, as those who fill sheets by hand write.
        if *separator == '/' && values.iter().any(|value| value.label.matches('/').count() != value.label.matches(" / ").count()) {
            return None;
        }
        let mut cells: Vec<(Vec<String>, usize)> = values.iter().map(|value| (pieces(&value.label, *separator), value.count)).collect();
        // Thousands of different pieces are sentences.
        let mut different = std::collections::HashSet::new();
        if cells.iter().flat_map(|(pieces, _)| pieces).any(|piece| different.insert(piece.as_str()) && different.len() > 20_000) {
            return None;
        }
        if *separator == ',' {
            merge(&mut cells);
        }
        let single = distinct(cells.iter().filter(|(pieces, _)| pieces.len() == 1).map(|(pieces, count)| (pieces[0].as_str(), *count)));
        let tokens = distinct(cells.iter().flat_map(|(pieces, count)| pieces.iter().map(move |piece| (piece.as_str(), *count))));
        let total: usize = tokens.iter().map(|token| token.count).sum();
        let multiple: usize = cells.iter().filter(|(pieces, _)| pieces.len() > 1).map(|(_, count)| count).sum();
        let longest = tokens.iter().map(|token| token.label.chars().count()).max().unwrap_or(0);
        if tokens.is_empty() || longest > 300 || (!always && multiple == 0) {
            return None;
        }
        let least = if filled >= 100 { 3 } else { 2 };
        let frequent: Vec<&Value> = tokens.iter().filter(|token| token.count >= least).collect();
        let covered: usize = frequent.iter().map(|token| token.count).sum();
        let alone = single.len();
        let recurs = covered * 100 >= total * if *separator == ',' { 75 } else { 60 };
        let again: std::collections::HashSet<String> = tokens.iter().filter(|token| token.count >= 2).map(|token| key(&token.label)).collect();
        let met_again = cells.iter().filter(|(pieces, _)| pieces.len() > 1).flat_map(|(pieces, _)| pieces).any(|piece| again.contains(&key(piece)));
        if !always && !met_again {
            return None;
        }
        let fewer = tokens.len() < values.len();
        let good = match *separator {
            _ if always => true,
            ',' | ' ' | '/' => recurs && (fewer || alone * 2 >= tokens.len()) && (alone >= 2 || tokens.len() * 2 < values.len()),
            // Among few, a piece that is met in two cells is enough: a semicolon parts no words.
            _ => (recurs && (fewer || alone >= 1)) || filled < 12,
        };
        if !good {
            return None;
        }
        // Many pieces that come once are own words, not options.
        let rare = tokens.len() - frequent.len();
        let once = tokens.iter().filter(|token| token.count == 1).count();
        let free_other =
            filled >= 30 && (tokens.len() > 25 && rare * 2 > tokens.len() || once >= 3 && once * 3 >= tokens.len()) || tokens.len() > MOST_GUESSED_OPTIONS;
        let kept: Vec<String> =
            if free_other { frequent.iter().map(|token| token.label.clone()).collect() } else { tokens.iter().map(|token| token.label.clone()).collect() };
        (!kept.is_empty() && kept.len() <= MOST_GUESSED_OPTIONS).then_some(Joined { separator: *separator, labels: kept, free_other })
    })
}

/// Cut at a separator that stands neither in brackets nor between two digits.
fn pieces(text: &str, separator: char) -> Vec<String> {
    let (mut found, mut depth, mut before) = (vec![String::new()], 0_i32, ' ');
    let spaced = separator == ',' && text.contains(", ");
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = (depth - 1).max(0),
            _ => {}
        }
        let next = letters.peek().copied().unwrap_or(' ');
        let between = before.is_ascii_digit() && next.is_ascii_digit() && separator == ',';
        if letter == separator && depth == 0 && !between && (!spaced || next == ' ') {
            found.push(String::new());
        } else if let Some(last) = found.last_mut() {
            last.push(letter);
        }
        before = letter;
    }
    found.iter().map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

/// Joins again neighbours that never go apart, when the second begins like the middle of a sentence, or when they come once.
fn merge(cells: &mut [(Vec<String>, usize)]) {
    let starts_low = |text: &str| text.chars().next().is_some_and(|letter| letter.is_lowercase() || letter.is_ascii_digit());
    let first_low: usize = cells.iter().filter(|(pieces, _)| pieces.first().is_some_and(|first| starts_low(first))).count();
    let low_says_nothing = first_low * 3 > cells.len();
    for _ in 0..8 {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut pairs: HashMap<(&str, &str), usize> = HashMap::new();
        for (pieces, count) in cells.iter() {
            for piece in pieces {
                *counts.entry(piece).or_default() += count;
            }
            for pair in pieces.windows(2) {
                *pairs.entry((&pair[0], &pair[1])).or_default() += count;
            }
        }
        let together: std::collections::HashSet<(String, String)> = pairs
            .into_iter()
            .filter(|((one, other), count)| {
                // The second never goes without the first; the first may stand alone, as in « yes » and « yes, often ».
                let bound = counts[other] == *count;
                let both = bound && counts[one] == *count;
                (both && (*count == 1 || (!low_says_nothing && starts_low(other)) || (low_says_nothing && *count >= 20)))
                    || (bound && *count >= 3 && !low_says_nothing && starts_low(other))
            })
            .map(|((one, other), _)| (one.to_owned(), other.to_owned()))
            .collect();
        if together.is_empty() {
            return;
        }
        for (pieces, _) in cells.iter_mut() {
            let mut place = 0;
            while place + 1 < pieces.len() {
                if together.contains(&(pieces[place].clone(), pieces[place + 1].clone())) {
                    let next = pieces.remove(place + 1);
                    pieces[place] = format!("{}, {next}", pieces[place]);
                }
                place += 1;
            }
        }
    }
}

/// Rare answers beside a few common ones: own words in the place of « other ».
fn common(values: &[Value]) -> Option<Vec<String>> {
    let filled: usize = values.iter().map(|value| value.count).sum();
    let common: Vec<&Value> = values.iter().filter(|value| value.count >= 3 && value.count * 100 >= filled).collect();
    let covered: usize = common.iter().map(|value| value.count).sum();
    let once = values.iter().filter(|value| value.count == 1).count();
    let good = filled >= 30 && once >= 4 && once * 2 >= values.len() && (2..=20).contains(&common.len()) && covered * 100 >= filled * 75;
    good.then(|| common.iter().map(|value| value.label.clone()).collect())
}

/// The question of one column, and what was taken for granted.
#[must_use]
pub fn single(table: &Table, place: usize, text: &str, code: String, order: Order, separators: &[char]) -> (Draft, Option<String>) {
    let column = &table.columns[place];
    let values = values_of(column);
    let labels = || values.iter().map(|value| value.label.clone()).collect::<Vec<_>>();
    let make = |kind: Kind| Draft::new(Question::new(code.clone(), text, kind), Take::One(place));
    if values.is_empty() {
        let mut draft = make(Kind::Text);
        draft.question.public = false;
        return (draft, (table.rows > 0).then(|| "aucune réponse : tenue pour un texte".to_owned()));
    }
    if is_weight(text) && values.iter().all(|value| values::number(&value.label).is_some()) {
        let mut draft = make(Kind::Number);
        draft.question.public = false;
        return (draft, Some(format!("tenue pour un poids : « --weight {code} » l'emploie")));
    }
    if let Some(others) = beside_dates(&values, order) {
        let mut draft = make(Kind::Date);
        // What has digits was meant for a date: it is told where it stands. Words are a reason not to give one.
        let words: Vec<&str> = others.iter().map(|value| value.label.as_str()).filter(|word| !word.contains(|letter: char| letter.is_ascii_digit())).collect();
        draft.question.missing = declared(&words);
        let note = (!words.is_empty()).then(|| format!("dates, avec des réponses qui n'en sont pas, tenues pour manquantes : {}", quoted(&words)));
        return (draft, note);
    }
    if are_serials(&values, text) {
        return (
            make(Kind::Date),
            Some("nombres pris pour les dates d'un tableur qui ont perdu leur format ; type nombre si ce sont des quantités".to_owned()),
        );
    }
    match numeric(&values, text) {
        Some(Numeric::Quantity(words)) => {
            let mut draft = make(Kind::Number);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            draft.question.missing = declared(&words);
            let numbers = || values.iter().filter(|value| values::number(&value.label).is_some());
            let unit = |label: &str| if label.ends_with('%') { Some("%".to_owned()) } else { values::unit_of(label).map(str::to_owned) };
            let first = numbers().next().and_then(|value| unit(&value.label));
            draft.question.unit = first.filter(|first| numbers().all(|value| unit(&value.label).as_ref() == Some(first))).map(|unit| match unit.as_str() {
                "EUR" | "euro" | "euros" => "€".into(),
                _ => unit,
            });
            let mut notes = Vec::new();
            if !words.is_empty() {
                notes.push(format!("nombres, avec des réponses qui n'en sont pas, tenues pour manquantes : {}", quoted(&words)));
            }
            if let Some(example) = thousands(&values) {
                notes.push(format!(
                    "« {example} » est lu comme un nombre à trois décimales ; si le point ou la virgule sépare les milliers, ôtez-le du fichier"
                ));
            }
            return (draft, (!notes.is_empty()).then(|| notes.join(" ; ")));
        }
        Some(Numeric::Codes(ordered)) => {
            let mut sorted = labels();
            sorted.sort_by(|one, other| values::number(one).unwrap_or(0.0).total_cmp(&values::number(other).unwrap_or(0.0)));
            let mut draft = make(if ordered { Kind::Scale } else { Kind::Single });
            let mut codes = Codes::default();
            draft.question.options = sorted.iter().map(|label| Choice::new(codes.take(&slug(label, LONGEST_CODE), "option"), label)).collect();
            let note = ordered.then(|| "nombres pris pour les degrés d'une échelle ; type nombre si ce sont des quantités".to_owned());
            return (draft, note);
        }
        None => {}
    }
    // An address among options would be published as one: it is the respondent's own words.
    let (reaching, kept): (Vec<&Value>, Vec<&Value>) = values.iter().partition(|value| identifying::reaches_somebody(&value.label));
    if !reaching.is_empty() {
        let note = "des réponses contiennent une adresse électronique ou un téléphone";
        let common: Vec<String> = kept.iter().filter(|value| value.count >= 2).map(|value| value.label.clone()).collect();
        if common.is_empty() || kept.len() > 20 || kept.iter().map(|value| value.count).sum::<usize>() * 2 < column.filled() as usize {
            return (make(Kind::Text), Some(format!("{note} : la colonne reste interne, comme un texte")));
        }
        let (options, ordered) = options(&common);
        let mut draft = Draft { free_other: true, ..make(if ordered { Kind::Scale } else { Kind::Single }) };
        draft.question.options = options;
        add_other(&mut draft);
        return (draft, Some(format!("{note} : ces réponses sont « autre, en toutes lettres », qui reste interne")));
    }
    if let Some(joined) = joined(&values, separators) {
        let (options, _) = options(&joined.labels);
        let mut draft = Draft { free_other: joined.free_other, ..Draft::new(Question::new(code, text, Kind::Multiple), Take::Joined(place, joined.separator)) };
        draft.question.options = options;
        finish_multiple(&mut draft);
        let shown = if joined.separator == '\n' { "saut de ligne".to_owned() } else { format!("« {} »", joined.separator) };
        let mut note = format!("choix multiple dans une colonne, options séparées par {shown} : {}", draft.question.options.len());
        if joined.separator == ',' {
            note.push_str(" options ; vérifiez celles qui contiennent une virgule");
        } else {
            note.push_str(" options");
        }
        return (draft, Some(note));
    }
    let text_like = is_text(&values, text);
    {
        if let Some(common) = common(&values) {
            let (options, ordered) = options(&common);
            let mut draft = Draft { free_other: true, ..make(if ordered { Kind::Scale } else { Kind::Single }) };
            draft.question.options = options;
            add_other(&mut draft);
            return (draft, Some(format!("{} réponses courantes ; les autres, rares, sont tenues pour « autre, en toutes lettres »", common.len())));
        }
    }
    if text_like {
        return (make(Kind::Text), None);
    }
    let (options, ordered) = options(&labels());
    let mut draft = make(if ordered { Kind::Scale } else { Kind::Single });
    draft.question.options = options;
    (draft, None)
}

/// Words that say that there is no answer, as reasons.
fn declared(words: &[&str]) -> Vec<Choice> {
    let mut codes = Codes::default();
    words.iter().map(|word| Choice::new(codes.take(&slug(word, 20), "m").to_uppercase(), *word)).collect()
}

/// Words between quotation marks; the first of many.
fn quoted(words: &[&str]) -> String {
    let mut shown: Vec<String> = words.iter().take(8).map(|word| format!("« {} »", shortened(word, 40))).collect();
    if words.len() > 8 {
        shown.push(format!("et {} autres", words.len() - 8));
    }
    shown.join(", ")
}

/// A number of a column where each mark stands before three digits, as those of thousands do: `1.385`, `12,400`.
fn thousands(values: &[Value]) -> Option<&str> {
    let marked: Vec<&str> = values.iter().map(|value| value.label.as_str()).filter(|label| label.contains(['.', ','])).collect();
    let like = |label: &str| {
        let digits: String = label.chars().take_while(|letter| letter.is_ascii_digit() || ".,".contains(*letter)).collect();
        digits.split_once(['.', ',']).is_some_and(|(whole, rest)| (1..=3).contains(&whole.len()) && !whole.starts_with('0') && rest.len() == 3)
    };
    (marked.len() >= 3 && marked.iter().all(|label| like(label))).then(|| marked[0])
}

/// Makes sure that there is an option « other ».
pub fn add_other(draft: &mut Draft) {
    if let Some(place) = super::draft::other_place(&draft.question) {
        draft.question.other = Some(draft.question.options[place].code.clone());
        return;
    }
    let mut codes = Codes::default();
    for option in &draft.question.options {
        codes.take(&option.code, "option");
    }
    let code = codes.take("autre", "autre");
    draft.question.options.push(Choice::new(code.clone(), "Autre"));
    draft.question.other = Some(code);
}

/// What a multiple choice has besides: none of these, other.
pub fn finish_multiple(draft: &mut Draft) {
    draft.question.exclusive = draft.question.options.iter().find(|option| scales::is_none(&option.label)).map(|option| option.code.clone());
    if draft.free_other {
        add_other(draft);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(cells: &[(&str, usize)]) -> Vec<Value> {
        distinct(cells.iter().copied())
    }

    #[test]
    fn an_option_that_contains_the_comma_stays_whole() {
        let cells = [
            ("Oui, souvent", 20),
            ("Oui, souvent, Le soir", 10),
            ("Le soir", 9),
            ("Le matin (tôt, très tôt)", 5),
            ("Le matin (tôt, très tôt), Le soir", 4),
            ("Le midi", 4),
            ("Le midi, Le soir", 3),
        ];
        let found = joined(&values(&cells), &[';', ',']).unwrap();
        assert_eq!(found.separator, ',');
        assert_eq!(found.labels, ["Oui, souvent", "Le soir", "Le matin (tôt, très tôt)", "Le midi"]);
    }

    #[test]
    fn a_sentence_with_commas_is_no_list() {
        for cells in [
            &[("It's important to be honest, kind and loyal.", 488), ("It's important to be honest, kind, and loyal.", 641)][..],
            &[("Yes, always", 10), ("No, never", 12), ("Yes, sometimes", 4)],
            &[("Namur, Belgique", 4), ("Dinant, Belgique", 3), ("Lille, France", 2)],
            &[("$0 - $24,999", 4), ("$25,000 - $49,999", 3), ("$50,000+", 2)],
        ] {
            assert!(joined(&values(cells), &[';', ',']).is_none(), "{cells:?}");
        }
    }

    #[test]
    fn a_semicolon_at_the_end_of_each_cell_joins() {
        let found = joined(&values(&[("Thé;", 1), ("Café;Thé;", 1)]), &[';']).unwrap();
        assert_eq!(found.labels, ["Thé", "Café"]);
    }

    #[test]
    fn numbers_are_codes_when_few_and_small() {
        for (cells, heading, expected) in [
            (&[("0", 393), ("1", 551)][..], "vote", Some(false)),
            (&[("1", 5), ("2", 5), ("3", 5), ("7", 5)], "PID", Some(true)),
            (&[("0", 5), ("1", 5), ("4", 5)], "Combien d'enfants ?", None),
            (&[("19", 1), ("36", 1), ("91", 1)], "age", None),
            (&[("1", 50), ("2", 50), ("98", 50), ("99", 50)], "q4", Some(false)),
            (&[("1.5", 50), ("2", 50)], "q4", None),
        ] {
            let found = match numeric(&values(cells), heading) {
                Some(Numeric::Codes(ordered)) => Some(ordered),
                _ => None,
            };
            assert_eq!(found, expected, "{heading}");
        }
        assert!(numeric(&values(&[("01", 3), ("02", 3)]), "code").is_none(), "a leading zero makes a code");
    }
}
