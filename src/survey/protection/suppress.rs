//! Which cells are hidden.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Refusal,
    cube::{Complementary, Crossing, Cube, Entry, OneWay},
    table::{Rows, System, partitions},
    verify::{Crossed, Known, between, bounds_of_all},
};

/// Hides small counts of one question, and as many others as it takes: at least two, whose sum is the threshold at least.
///
/// Of a multiple choice nothing adds up, but the base is known: an option is hidden when few chose it, or few did not. One option hidden alone could still be bounded, when everyone
/// chose something and the others do not reach the base: then another is hidden too. `shape` is the table without its counts.
pub(super) fn one_way(shape: OneWay, counts: &[u32], threshold: u32) -> OneWay {
    let small = |count: u32| (1..threshold).contains(&count);
    let mut hidden: Vec<bool> = counts.iter().map(|count| small(*count) || (shape.multiple && small(shape.base - *count))).collect();
    loop {
        let sum = |concealed: bool| counts.iter().zip(&hidden).filter(|(_, hidden)| **hidden == concealed).map(|(count, _)| u64::from(*count)).sum::<u64>();
        let enough = match hidden.iter().filter(|hidden| **hidden).count() {
            0 => true,
            1 if shape.multiple => !shape.covered || sum(false) >= u64::from(shape.base),
            1 => false,
            _ => shape.multiple || sum(true) >= u64::from(threshold),
        };
        // The smallest that is shown; nobody's answer as a last resort.
        let next = (0..counts.len()).filter(|answer| !hidden[*answer]).min_by_key(|answer| (counts[*answer] == 0, counts[*answer]));
        match next {
            Some(next) if !enough => hidden[next] = true,
            _ => break,
        }
    }
    OneWay { counts: counts.iter().zip(&hidden).map(|(count, hidden)| (!hidden).then_some(*count)).collect(), ..shape }
}

/// Every crossing, hidden as far as needed. Refused when a cell stays exposed although nothing more can be hidden that tells it.
pub(super) fn crossings(cube: &Cube, entries: &[BTreeMap<Entry, Rows>], complementary: Complementary) -> Result<Vec<Crossing>, Refusal> {
    let mut tables = Vec::new();
    for second in 0..cube.tables.len() {
        for first in 0..second {
            let system = System::of(&cube.tables[first], &cube.tables[second]);
            let counts: Vec<u32> = system.cells.iter().map(|(one, other)| entries[first][one].both(&entries[second][other])).collect();
            let small: Vec<bool> =
                counts.iter().zip(&system.cells).map(|(count, cell)| (1..cube.threshold).contains(count) && tells_an_answer(*cell)).collect();
            tables.push(Table { questions: (first, second), system, counts, hidden: small.clone(), small });
        }
    }
    tables.sort_by_key(|table| table.questions);
    if complementary == Complementary::Done {
        tables.iter_mut().for_each(|table| table.conceal(cube.threshold));
        let mut alone: Vec<Crossed> = tables.iter().map(Table::attacked).collect();
        while let Some((questions, more)) = conceal_across(cube, &mut tables, &mut alone) {
            if !more {
                return Err(Refusal::StillExposed { questions });
            }
        }
    }
    Ok(tables.iter().map(Table::crossing).collect())
}

struct Table {
    questions: (usize, usize),
    system: System,
    counts: Vec<u32>,
    hidden: Vec<bool>,
    /// Those of primary suppression.
    small: Vec<bool>,
}

/// Who did not answer a question gave no answer away, and bases must be read. Where not answering amounts to an answer to another question, that one's crossings protect it.
fn tells_an_answer(cell: (Entry, Entry)) -> bool {
    cell.0 != Entry::NotAnswered && cell.1 != Entry::NotAnswered
}

impl Table {
    fn crossing(&self) -> Crossing {
        let shown = self.counts.iter().zip(&self.hidden).map(|(count, hidden)| (!hidden).then_some(*count));
        Crossing { questions: self.questions, cells: self.system.cells.iter().copied().zip(shown).collect() }
    }

    fn attacked(&self) -> Crossed {
        let published: Vec<Option<u32>> = self.counts.iter().zip(&self.hidden).map(|(count, hidden)| (!hidden).then_some(*count)).collect();
        Crossed::attacked(self.questions, self.system.clone(), &published)
    }

    /// Whether what is known of a hidden cell is too much.
    fn exposed(&self, known: &Known, cell: usize, threshold: u32) -> bool {
        known.solved() || (self.small[cell] && known.narrow(threshold))
    }

    /// Hides more, until no hidden cell of this crossing is exposed by the crossing itself. At worst all cells are hidden, and the margins alone are left.
    fn conceal(&mut self, threshold: u32) {
        loop {
            let attacked = self.attacked();
            let cells: Vec<usize> = (0..self.hidden.len()).filter(|cell| self.hidden[*cell]).collect();
            let exposed: Vec<usize> =
                attacked.known().iter().zip(cells).filter(|(known, cell)| self.exposed(known, *cell, threshold)).map(|(_, cell)| cell).collect();
            if exposed.is_empty() {
                return;
            }
            let mut more = false;
            for cell in exposed {
                more |= self.hide_beside(cell);
            }
            if !more {
                // No equation of an exposed cell has anything left to hide.
                self.hidden.fill(true);
                return;
            }
        }
    }

    /// Hides one more cell in an equation of `cell`: where fewest are hidden, the smallest; an empty one as a last resort.
    fn hide_beside(&mut self, cell: usize) -> bool {
        let hidden_in = |cells: &[usize]| cells.iter().filter(|cell| self.hidden[**cell]).count();
        let equations = self.system.equations.iter().filter(|equation| equation.cells.contains(&cell));
        let candidates = equations.flat_map(|equation| equation.cells.iter().map(|other| (hidden_in(&equation.cells), *other)));
        let best =
            candidates.filter(|(_, other)| !self.hidden[*other]).min_by_key(|(hidden, other)| (*hidden, self.counts[*other] == 0, self.counts[*other], *other));
        best.map(|(_, other)| self.hidden[other] = true).is_some()
    }
}

/// Hides more wherever a third question exposes hidden cells. `None` when none is exposed; otherwise one crossing where there is, and whether more was hidden. `alone`: each
/// crossing as attacked on its own.
fn conceal_across(cube: &Cube, tables: &mut [Table], alone: &mut [Crossed]) -> Option<((usize, usize), bool)> {
    let together = bounds_of_all(cube, alone.to_vec());
    let (mut changed, mut exposed) = (BTreeSet::new(), None);
    for (at, crossed) in together.iter().enumerate() {
        let cells = (0..crossed.hidden.len()).filter(|cell| crossed.hidden[*cell]);
        for (known, cell) in crossed.known().iter().zip(cells) {
            if tables[at].exposed(known, cell, cube.threshold) {
                exposed = Some(known.questions);
                changed.extend(hide_source(cube, tables, &together, known));
            }
        }
    }
    for at in &changed {
        tables[*at].conceal(cube.threshold);
        alone[*at] = tables[*at].attacked();
    }
    exposed.map(|questions| (questions, !changed.is_empty()))
}

/// Hides the shown cell that tells most of `known`, in its crossings with third questions; the crossing it stands in.
fn hide_source(cube: &Cube, tables: &mut [Table], together: &[Crossed], known: &Known) -> Option<usize> {
    let (first, second) = known.questions;
    let mut best: Option<(u32, usize, usize)> = None;
    for third in (0..cube.tables.len()).filter(|third| *third != first && *third != second) {
        for (entry, _) in partitions(&cube.tables[third]).into_iter().flatten() {
            for (question, own) in [(first, known.cell.0), (second, known.cell.1)] {
                let Some(between) = between(together, question, third) else { continue };
                let Some(cell) = between.cell(together, own, entry) else { continue };
                let table = &tables[between.at];
                if !table.hidden[cell] && best.is_none_or(|(told, ..)| table.counts[cell] > told) {
                    best = Some((table.counts[cell], between.at, cell));
                }
            }
        }
    }
    let (_, at, cell) = best?;
    tables[at].hidden[cell] = true;
    Some(at)
}
