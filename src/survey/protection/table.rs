//! Questions as classes of respondents, and a crossing as cells under equations.

use std::collections::BTreeMap;

use super::{
    Refusal,
    cube::{Column, Entry, OneWay},
};

/// A set of respondents, one bit each.
#[derive(Clone)]
pub(super) struct Rows(Vec<u64>);

impl Rows {
    fn of(respondents: usize, holds: impl Fn(usize) -> bool) -> Self {
        let mut words = vec![0; respondents.div_ceil(64)];
        for respondent in (0..respondents).filter(|respondent| holds(*respondent)) {
            words[respondent / 64] |= 1 << (respondent % 64);
        }
        Self(words)
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    pub(super) fn both(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(one, other)| (one & other).count_ones()).sum()
    }
}

/// Refuses a column that does not fit.
pub(super) fn check(columns: &[Column], respondents: usize) -> Result<(), Refusal> {
    for (question, column) in columns.iter().enumerate() {
        let length = |met: usize| if met == respondents { Ok(()) } else { Err(Refusal::Length { question, met, expected: respondents }) };
        match column {
            Column::Single { answers, codes, missing } => {
                length(codes.len())?;
                if let Some(respondent) = codes.iter().position(|code| usize::from(*code) >= *answers && Some(*code) != *missing) {
                    return Err(Refusal::Code { question, respondent, code: codes[respondent] });
                }
            }
            Column::Multiple { answered, options } => {
                length(answered.len())?;
                for option in *options {
                    length(option.len())?;
                    if let Some(respondent) = (0..respondents).find(|respondent| option[*respondent] && !answered[*respondent]) {
                        return Err(Refusal::ChosenWithoutAnswer { question, respondent });
                    }
                }
            }
        }
    }
    Ok(())
}

/// Who gave an answer, for each answer; then who did not answer the question at all.
pub(super) fn classes(column: &Column, respondents: usize) -> (Vec<Rows>, Rows) {
    match column {
        Column::Single { answers, codes, missing } => {
            let is_missing = |respondent: usize| Some(codes[respondent]) == *missing;
            let of = |answer: usize| Rows::of(respondents, |respondent| usize::from(codes[respondent]) == answer && !is_missing(respondent));
            ((0..*answers).map(of).collect(), Rows::of(respondents, is_missing))
        }
        Column::Multiple { answered, options } => (
            options.iter().map(|option| Rows::of(respondents, |respondent| option[respondent])).collect(),
            Rows::of(respondents, |respondent| !answered[respondent]),
        ),
    }
}

/// Whether everyone who answered gave one of the answers: always, for a single choice.
pub(super) fn covered(column: &Column, respondents: usize) -> bool {
    match column {
        Column::Single { .. } => true,
        Column::Multiple { answered, options } => (0..respondents).all(|respondent| !answered[respondent] || options.iter().any(|option| option[respondent])),
    }
}

/// Everybody of each entry that may stand in a crossing.
pub(super) fn entries(column: &Column, table: &OneWay, respondents: usize) -> BTreeMap<Entry, Rows> {
    let (answers, missing) = classes(column, respondents);
    let mut entries = BTreeMap::from([(Entry::NotAnswered, missing.clone())]);
    let holds = |rows: &Rows, respondent: usize| rows.0[respondent / 64] >> (respondent % 64) & 1 == 1;
    for (answer, rows) in answers.iter().enumerate().filter(|(answer, _)| table.counts[*answer].is_some()) {
        entries.insert(Entry::Answer(answer), rows.clone());
        if table.multiple {
            entries.insert(Entry::NotChosen(answer), Rows::of(respondents, |respondent| !holds(rows, respondent) && !holds(&missing, respondent)));
        }
    }
    if !table.multiple && table.counts.iter().any(Option::is_none) {
        let masked: Vec<&Rows> = answers.iter().enumerate().filter(|(answer, _)| table.counts[*answer].is_none()).map(|(_, rows)| rows).collect();
        entries.insert(Entry::Masked, Rows::of(respondents, |respondent| masked.iter().any(|rows| holds(rows, respondent))));
    }
    entries
}

/// The partitions of the respondents that a question makes in crossings: one of a single choice, one an option of a multiple one; each entry with its count, which is published.
pub(super) fn partitions(table: &OneWay) -> Vec<Vec<(Entry, u32)>> {
    let missing = (Entry::NotAnswered, table.respondents - table.base);
    let shown = table.counts.iter().enumerate().filter_map(|(answer, count)| count.map(|count| (answer, count)));
    if table.multiple {
        return shown.map(|(answer, count)| vec![(Entry::Answer(answer), count), (Entry::NotChosen(answer), table.base - count), missing]).collect();
    }
    let mut partition: Vec<(Entry, u32)> = shown.map(|(answer, count)| (Entry::Answer(answer), count)).collect();
    let masked = table.base - partition.iter().map(|(_, count)| count).sum::<u32>();
    if table.counts.iter().any(Option::is_none) {
        partition.push((Entry::Masked, masked));
    }
    partition.push(missing);
    vec![partition]
}

/// The sum of some cells is published.
#[derive(Debug, Clone)]
pub(super) struct Equation {
    pub(super) cells: Vec<usize>,
    pub(super) total: u32,
}

/// The cells of a crossing and what is known of them: every sum along one side, for each pair of partitions, is a published count. Options of one question share the cells of who
/// did not answer it.
#[derive(Debug, Clone)]
pub(super) struct System {
    pub(super) cells: Vec<(Entry, Entry)>,
    pub(super) equations: Vec<Equation>,
    /// Sums that are known to reach a total: of the options of a question of which everyone who answered chose one at least.
    pub(super) at_least: Vec<Equation>,
    /// No less and no more than the cell's two margins allow.
    pub(super) margins: Vec<(u32, u32)>,
}

impl System {
    pub(super) fn of(first: &OneWay, second: &OneWay) -> Self {
        let mut places = BTreeMap::new();
        let (mut system, respondents) = (Self { cells: Vec::new(), equations: Vec::new(), at_least: Vec::new(), margins: Vec::new() }, first.respondents);
        for rows in &partitions(first) {
            for columns in &partitions(second) {
                let mut place = |(row, of_row): (Entry, u32), (column, of_column): (Entry, u32)| {
                    *places.entry((row, column)).or_insert_with(|| {
                        system.cells.push((row, column));
                        system.margins.push(((of_row + of_column).saturating_sub(respondents), of_row.min(of_column)));
                        system.cells.len() - 1
                    })
                };
                let along: Vec<Equation> =
                    rows.iter().map(|row| Equation { cells: columns.iter().map(|column| place(*row, *column)).collect(), total: row.1 }).collect();
                let across: Vec<Equation> =
                    columns.iter().map(|column| Equation { cells: rows.iter().map(|row| place(*row, *column)).collect(), total: column.1 }).collect();
                system.equations.extend(along.into_iter().chain(across));
            }
        }
        system.covering(first, second);
        system
    }

    /// Whoever has an entry of one question has, of the other, an option or no answer; when all options are in the crossing, the sum over them reaches the entry's count.
    fn covering(&mut self, first: &OneWay, second: &OneWay) {
        let spans = |table: &OneWay| table.multiple && table.covered && table.counts.iter().all(Option::is_some);
        let mut sums: BTreeMap<(bool, Entry), Equation> = BTreeMap::new();
        for (turned, covered, other) in [(false, first, second), (true, second, first)] {
            for (entry, total) in partitions(other).into_iter().flatten().filter(|_| spans(covered)) {
                sums.insert((turned, entry), Equation { cells: Vec::new(), total });
            }
        }
        for (place, (row, column)) in self.cells.iter().enumerate() {
            for (turned, covering, entry) in [(false, row, column), (true, column, row)] {
                if let (Some(sum), Entry::Answer(_) | Entry::NotAnswered) = (sums.get_mut(&(turned, *entry)), covering) {
                    sum.cells.push(place);
                }
            }
        }
        self.at_least = sums.into_values().collect();
    }
}
