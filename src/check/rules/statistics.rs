//! Statistics: values that can be read, maps whose territories have their values, and sentences whose numbers are the values'.

use super::packages::Cited;
use crate::{
    check::{
        folder::{Folder, LibraryFile, PageFile},
        kind::Kind,
        nearest::nearest,
        problem::Problem,
        texts::{self, Text},
    },
    model::{
        block::Block,
        page::{Counted, Page, Proof, Term},
        statistic::{Amount, MOST_CLASSES, Statistic, StatisticForm, StatisticsFile},
    },
    routes,
};
use std::{collections::HashMap, ops::Range};

/// Months, by which the day of a date is known from other numbers.
pub(super) const MONTHS: [&str; 12] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

/// A file of statistics: its place, what it holds, and the codes of the territories of its outlines.
type OfLanguage<'a> = (&'a str, &'a StatisticsFile, &'a [Result<Vec<String>, String>]);

fn of_language<'a>(folder: &'a Folder, lang: &str) -> Option<OfLanguage<'a>> {
    folder.libraries.iter().find_map(|library| match library {
        LibraryFile::Statistics(place, own, file, outlines) if own == lang => Some((place.as_str(), file, outlines.as_slice())),
        _ => None,
    })
}

/// Values are numbers, as many as columns; territories of a map and rows are the same.
pub fn values(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for library in &folder.libraries {
        let LibraryFile::Statistics(place, _, file, outlines) = library else { continue };
        for (index, (told, read)) in file.outlines.iter().zip(outlines).enumerate() {
            if let Err(reason) = read {
                let kind = Kind::OutlinesUnreadable { file: format!("{}.topojson", told.id), reason: reason.clone() };
                problems.push(Problem::new(place, format!("outlines[{index}].id"), kind));
            }
        }
        for (index, statistic) in file.figures.iter().enumerate() {
            let mut tell = |field: String, kind: Kind| problems.push(Problem::new(place, format!("figures[{index}].{field}"), kind));
            for (number, row) in statistic.rows.iter().enumerate() {
                if row.values.len() != statistic.columns.len() {
                    tell(format!("rows[{number}].values"), Kind::ValuesUneven { expected: statistic.columns.len(), met: row.values.len() });
                }
                for (column, met) in row.values.iter().enumerate().filter(|(_, value)| !value.is_empty() && Amount::parse(value).is_none()) {
                    tell(format!("rows[{number}].values[{column}]"), Kind::ValueUnreadable { met: met.clone() });
                }
            }
            let Some(map) = &statistic.map else { continue };
            let limits = map.limits();
            let ascend = limits.windows(2).all(|pair| pair[0].is_below(pair[1]));
            if limits.len() != map.limits.len() || limits.len() >= MOST_CLASSES || !ascend {
                tell("map.limits".to_owned(), Kind::LimitsWrong { met: map.limits.join(", ") });
            }
            if map.column as usize >= statistic.columns.len() {
                tell("map.column".to_owned(), Kind::ColumnAbsent { met: map.column, columns: statistic.columns.len() });
            }
            let Some(known) = file.outlines.iter().position(|outlines| outlines.id == map.of) else {
                let met = map.of.to_string();
                let kind = Kind::OutlinesUnknown { nearest: nearest(&met, file.outlines.iter().map(|outlines| outlines.id.as_str())).map(str::to_owned), met };
                tell("map.of".to_owned(), kind);
                continue;
            };
            let Some(Ok(codes)) = outlines.get(known) else { continue };
            let has_row = |code: &str| statistic.rows.iter().any(|row| row.ins.as_deref() == Some(code));
            for code in codes.iter().filter(|code| !has_row(code)) {
                tell("rows".to_owned(), Kind::TerritoryWithoutRow { ins: code.clone() });
            }
            for (number, row) in statistic.rows.iter().enumerate() {
                match &row.ins {
                    Some(ins) if codes.contains(ins) => {}
                    ins => tell(format!("rows[{number}].ins"), Kind::TerritoryUnknown { met: ins.clone().unwrap_or_default() }),
                }
            }
        }
    }
    problems
}

/// A block that names a statistic names one that is there, and that can be shown so.
pub fn shown(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, page) in folder.readable_pages() {
        for (index, block) in page.blocks.iter().enumerate() {
            let Block::Statistic(named) = block else { continue };
            let mut tell = |field: &str, kind: Kind| problems.push(Problem::new(&file.place, format!("blocks[{index}].{field}"), kind));
            let known = of_language(folder, &file.lang).map(|(_, known, _)| known);
            let Some(statistic) = known.and_then(|known| known.statistic(named.id.as_str())) else {
                tell("id", statistic_unknown(named.id.as_str(), known));
                continue;
            };
            match named.show {
                StatisticForm::Map if statistic.map.is_none() => tell("show", Kind::MapAbsent { id: named.id.to_string() }),
                StatisticForm::Chart => {
                    for row in statistic.rows.iter().filter(|row| row.amount(0).and_then(Amount::whole).is_none()) {
                        tell("show", Kind::ValueNotWhole { label: row.label.to_string() });
                    }
                }
                StatisticForm::Map | StatisticForm::Table => {}
            }
        }
    }
    problems
}

fn statistic_unknown(met: &str, known: Option<&StatisticsFile>) -> Kind {
    let nearest = nearest(met, known.into_iter().flat_map(|known| &known.figures).map(|statistic| statistic.id.as_str()));
    Kind::StatisticUnknown { nearest: nearest.map(str::to_owned), met: met.to_owned() }
}

/// On a page that gives proofs, every number of a sentence has one, and is what the values say.
pub fn proofs(folder: &Folder) -> Vec<Problem> {
    let proven: Vec<(&PageFile, &Page, &[Proof])> = folder
        .readable_pages()
        // Sentences are read in the root's language (`texts`).
        .filter(|(file, _)| file.lang == routes::ROOT_LANGUAGE)
        .filter_map(|(file, page)| Some((file, page, page.proofs.as_deref()?)))
        .collect();
    if proven.is_empty() {
        return Vec::new();
    }
    let texts = texts::of(folder);
    let mut problems = Vec::new();
    let mut surveys = Surveys::default();
    for (file, page, proofs) in proven {
        let sentences: Vec<&Text> = texts.iter().filter(|text| text.place == file.place && is_sentence(text, page)).collect();
        let statistics = of_language(folder, &file.lang).map(|(_, statistics, _)| statistics);
        surveys.read(folder, proofs);
        let values = Values { folder, statistics, surveys: &surveys };
        // What the proofs vouch for: the number of a sentence, in bytes.
        let mut vouched: Vec<(usize, Range<usize>)> = Vec::new();
        for (index, proof) in proofs.iter().enumerate() {
            let mut tell = |path: String, kind: Kind| problems.push(Problem::new(&file.place, path, kind));
            let words = proof.words.as_str();
            let own = numbers(words);
            let [(place, number)] = own.as_slice() else {
                tell(format!("proofs[{index}].words"), Kind::ProofOfOneNumber { words: words.to_owned(), count: own.len() });
                continue;
            };
            let mut stands = false;
            let value = value(proof, &values);
            for (sentence, text) in sentences.iter().enumerate() {
                for (start, _) in text.words.match_indices(words) {
                    let range = start + place.start..start + place.end;
                    // « 46 personnes » is not proven by « 1 046 personnes ».
                    if !numbers(&text.words).iter().any(|(whole, _)| *whole == range) {
                        continue;
                    }
                    stands = true;
                    if let Ok(expected) = value
                        && expected != *number
                    {
                        let words = excerpt(&text.words, &range);
                        let kind = Kind::NumberWrong { expected: expected.to_string(), from: place_of(proof), met: number.to_string(), words };
                        tell(text.path_at(start).to_owned(), kind);
                    }
                    vouched.push((sentence, range));
                }
            }
            if !stands {
                tell(format!("proofs[{index}].words"), Kind::ProofNotInText { words: words.to_owned() });
            }
            if let Err((term, kind)) = value_or_reason(value, proof, &values) {
                tell(format!("proofs[{index}].is[{term}]"), kind);
            }
        }
        for (sentence, text) in sentences.iter().enumerate() {
            for (range, number) in numbers(&text.words) {
                if !vouched.contains(&(sentence, range.clone())) {
                    let kind = Kind::NumberUnproven { met: number.to_string(), words: excerpt(&text.words, &range) };
                    problems.push(Problem::new(&file.place, text.path_at(range.start).to_owned(), kind));
                }
            }
        }
    }
    problems
}

/// Whether a text of a page is made of sentences that tell facts: *En bref*, paragraphs, lists, and what is set apart.
fn is_sentence(text: &Text, page: &Page) -> bool {
    let path = text.path_at(0);
    let block = path.strip_prefix("blocks[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok()).and_then(|index| page.blocks.get(index));
    path.starts_with("brief")
        || path == "summary"
        || matches!(block, Some(Block::Paragraph(_) | Block::Callout(_) | Block::List(_) | Block::Steps(_) | Block::Accordion(_)))
}

/// What proofs are held against.
struct Values<'a> {
    folder: &'a Folder,
    statistics: Option<&'a StatisticsFile>,
    surveys: &'a Surveys,
}

/// Surveys that proofs name, read once. None for one whose data cannot be read, which is told elsewhere.
#[derive(Default)]
struct Surveys(HashMap<String, Option<Cited>>);

impl Surveys {
    fn read(&mut self, folder: &Folder, proofs: &[Proof]) {
        for id in proofs
            .iter()
            .flat_map(|proof| &proof.is)
            .filter_map(|term| term.survey.as_ref())
            .filter(|id| folder.packages.iter().any(|known| known == id.as_str()))
        {
            self.0.entry(id.to_string()).or_insert_with(|| Cited::read(folder, id.as_str()));
        }
    }
}

/// Where the values of a proof stand.
fn place_of(proof: &Proof) -> String {
    let survey = proof.is.iter().find_map(|term| term.survey.as_ref());
    survey.map_or_else(|| "figures/".to_owned(), |id| format!("surveys/{id}/"))
}

/// The value that a proof names; nothing more when it names what is not there.
fn value(proof: &Proof, values: &Values) -> Result<Amount, ()> {
    let mut value = Amount::from(0);
    for term in &proof.is {
        let amount = term_value(term, proof.is.len() == 1, values).map_err(|_| ())?;
        value = if term.less { value.minus(amount) } else { value.plus(amount) }.ok_or(())?;
    }
    Ok(value)
}

/// The first term of a proof that cannot be read, with the reason.
fn value_or_reason(value: Result<Amount, ()>, proof: &Proof, values: &Values) -> Result<(), (usize, Kind)> {
    if value.is_ok() {
        return Ok(());
    }
    let alone = proof.is.len() == 1;
    let unread = proof.is.iter().enumerate().find_map(|(index, term)| Some((index, term_value(term, alone, values).err()?)));
    Err(unread.unwrap_or((0, Kind::ProofBelowZero)))
}

fn term_value(term: &Term, alone: bool, values: &Values) -> Result<Amount, Kind> {
    let wrong = |value: &str, what: &str, advice: &str| {
        Err(Kind::SurveyData { value: Some(value.to_owned()).filter(|value| !value.is_empty()), what: what.to_owned(), advice: advice.to_owned() })
    };
    let statistic = match (&term.figure, &term.survey) {
        (Some(figure), None) => {
            if term.question.is_some() || term.option.is_some() || term.share {
                return wrong(
                    figure.as_str(),
                    "question, option et share sont d'un sondage, pas d'une statistique",
                    "écrivez survey à la place de figure, ou retirez-les",
                );
            }
            values.statistics.and_then(|known| known.statistic(figure.as_str())).ok_or_else(|| statistic_unknown(figure.as_str(), values.statistics))?
        }
        (None, Some(survey)) => {
            if term.row.is_some() || term.column.is_some() || term.count.is_some() {
                return wrong(
                    survey.as_str(),
                    "row, column et count sont d'une statistique, pas d'un sondage",
                    "écrivez question et option, ou rien pour le nombre de répondants",
                );
            }
            if term.share && !alone {
                return wrong(
                    survey.as_str(),
                    "une part ne s'additionne pas : les arrondis s'ajouteraient",
                    "prouvez cette part seule, ou prouvez des effectifs",
                );
            }
            return survey_value(term, survey.as_str(), values);
        }
        _ => return wrong("", "attendu figure ou survey, l'un des deux", "nommez la statistique (figure) ou le sondage (survey) d'où vient ce nombre"),
    };
    let figure = term.figure.as_ref().map(ToString::to_string).unwrap_or_default();
    let column = term.column.unwrap_or(0);
    if column as usize >= statistic.columns.len() {
        return Err(Kind::ColumnAbsent { met: column, columns: statistic.columns.len() });
    }
    match term.count {
        Some(counted) => Ok(count(statistic, column as usize, counted)),
        None => {
            let met = term.row.clone().unwrap_or_default();
            let cell = statistic.row(&met).and_then(|row| row.amount(column as usize));
            cell.ok_or_else(|| Kind::CellAbsent {
                nearest: nearest(&met, statistic.rows.iter().map(|row| &*row.label)).filter(|label| **label != *met).map(str::to_owned),
                met,
                figure,
            })
        }
    }
}

/// A count of a survey, from its data.
fn survey_value(term: &Term, id: &str, values: &Values) -> Result<Amount, Kind> {
    match values.surveys.0.get(id) {
        Some(Some(cited)) => cited.value(term.question.as_deref(), term.option.as_deref(), term.share),
        Some(None) => Err(Kind::SurveyData {
            value: Some(id.to_owned()),
            what: "les données de ce sondage ne se lisent pas".to_owned(),
            advice: "corrigez d'abord ce qui est dit de surveys/".to_owned(),
        }),
        None => {
            let advice = nearest(id, values.folder.packages.iter().map(String::as_str))
                .map_or_else(|| "prenez le nom d'un dossier de surveys/ qui a un datapackage.json".to_owned(), |near| format!("écrivez « {near} »"));
            Err(Kind::SurveyData { value: Some(id.to_owned()), what: "aucun sondage de ce nom n'a d'effectifs".to_owned(), advice })
        }
    }
}

fn count(statistic: &Statistic, column: usize, counted: Counted) -> Amount {
    let amounts = statistic.rows.iter().map(|row| row.amount(column));
    let whole = |count: usize| Amount::from(u32::try_from(count).unwrap_or(u32::MAX));
    match counted {
        Counted::Rows => whole(statistic.rows.len()),
        Counted::Available => whole(amounts.flatten().count()),
        Counted::Missing => whole(amounts.filter(Option::is_none).count()),
        Counted::Total => amounts.flatten().fold(Amount::from(0), |sum, amount| sum.plus(amount).unwrap_or(sum)),
    }
}

/// The numbers of `text` that tell how many, with their places in bytes: neither years, nor days of a month, nor what belongs to a word.
pub(super) fn numbers(text: &str) -> Vec<(Range<usize>, Amount)> {
    let mut numbers = Vec::new();
    let mut start = 0;
    while let Some(found) = text[start..].find(|letter: char| letter.is_ascii_digit()) {
        let from = start + found;
        let mut end = from + digits(&text[from..]);
        let mut plain = text[from..end].to_owned();
        // Groups of three after one to three digits, each after one space.
        while plain.len() <= 3 || end - from > plain.len() {
            let Some(space) = text[end..].chars().next().filter(|letter| letter.is_whitespace()) else { break };
            let group = end + space.len_utf8();
            if digits(&text[group..]) != 3 {
                break;
            }
            plain.push_str(&text[group..group + 3]);
            end = group + 3;
        }
        let is_grouped = end - from > plain.len();
        if let Some(decimals) = text[end..].strip_prefix(',').map(digits).filter(|decimals| *decimals > 0) {
            plain = format!("{plain}.{}", &text[end + 1..end + 1 + decimals]);
            end += 1 + decimals;
        }
        start = end;
        let before = text[..from].chars().next_back();
        let after = text[end..].chars().next();
        let is_version = text[end..].strip_prefix('.').is_some_and(|rest| digits(rest) > 0);
        let in_word = is_version || before.is_some_and(|letter| letter.is_alphanumeric() || letter == '.') || after.is_some_and(char::is_alphabetic);
        let is_year = !is_grouped && plain.len() == 4 && (plain.starts_with("19") || plain.starts_with("20"));
        let is_day = plain.len() <= 2 && MONTHS.iter().any(|month| text[end..].trim_start().starts_with(month));
        if let Some(amount) = Amount::parse(&plain).filter(|_| !in_word && !is_year && !is_day) {
            numbers.push((from..end, amount));
        }
    }
    numbers
}

/// How many digits `text` begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The sentence around `range`.
pub(super) fn excerpt(text: &str, range: &Range<usize>) -> String {
    let start = text[..range.start].rfind(". ").map_or(0, |end| end + 2);
    let end = text[range.end..].find(". ").map_or(text.len(), |end| range.end + end + 1);
    text[start..end].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_tells_how_many() {
        for (text, expected) in [
            ("Au 1er janvier 2021, 5,29 % des habitants", &["5,29"] as &[&str]),
            ("En 2021, le CAI a accompagné 1 046 personnes.", &["1 046"]),
            ("Le 12 novembre 2024, 2 650 hommes seuls attendaient.", &["2 650"]),
            ("578 femmes et 447 hommes ; pour 21 personnes", &["578", "447", "21"]),
            ("de 226 à 446 par an, depuis 1985", &["226", "446"]),
            ("En 2021 345 personnes", &["345"]),
            ("495 832 personnes", &["495 832"]),
            ("CC BY 2.0, la B2, le 3e jour", &[]),
            ("1 014 des 1 046", &["1 014", "1 046"]),
        ] {
            let met: Vec<String> = numbers(text).iter().map(|(range, _)| text[range.clone()].to_owned()).collect();
            assert_eq!(met, expected, "{text}");
        }
    }

    #[test]
    fn a_sentence_is_quoted_alone() {
        let text = "Un début. On compte 12 ponts. La suite.";
        assert_eq!(excerpt(text, &numbers(text)[0].0), "On compte 12 ponts.");
    }
}
