//! The attack: what a reader could work out of hidden cells.
//!
//! Two attacks, and what they find is found. *Elimination*: Gauss-Jordan over the integers modulo the prime 2^61 - 1 on each crossing's equations; a hidden cell alone in a row
//! of the reduced system is solved. (A cell solved over the rationals is solved modulo the prime unless the prime divides one of the few minors involved.) *Bounds*: from the
//! margins, the equations are tightened until nothing moves (and, where everyone who answered chose an option, the sums over options, which reach the base); then each cell is held against every third question: a respondent with both answers has some answer to the third, so
//! `sum of max(0, ac + bc - c) <= ab <= sum of min(ac, bc)`, sums over one partition by the third (Fréchet bounds).
//!
//! Bounds are valid, so a cell they solve is solved; they are not always the narrowest (a linear programme over the joint distribution of all questions would be), so an interval
//! may in truth be shorter than the one reported.

use std::collections::BTreeMap;

use super::{
    cube::{Cube, Entry},
    table::{System, partitions},
};

/// What can be worked out of a hidden cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Places of the two questions.
    pub questions: (usize, usize),
    /// The cell: an entry of each.
    pub cell: (Entry, Entry),
    /// The least that it may be.
    pub low: u32,
    /// The most that it may be.
    pub high: u32,
    /// What the published margins say when every cell of the crossing is hidden: least and most.
    pub by_margins: (u32, u32),
}

impl Known {
    /// Whether the cell is solved, although its margins alone do not say it.
    #[must_use]
    pub fn solved(&self) -> bool {
        self.low == self.high && self.by_margins.0 != self.by_margins.1
    }

    /// Whether it is known within fewer than `threshold` respondents, and closer than by its margins alone.
    #[must_use]
    pub fn narrow(&self, threshold: u32) -> bool {
        self.high - self.low < threshold.min(self.by_margins.1 - self.by_margins.0)
    }
}

/// Everything that can be worked out of the hidden cells of a cube, crossing by crossing.
#[must_use]
pub fn attack(cube: &Cube) -> Vec<Known> {
    let crossings: Vec<Crossed> = cube.crossings.iter().map(|crossing| Crossed::new(cube, crossing.questions, &|cell| crossing.shown(cell))).collect();
    bounds_of_all(cube, crossings).iter().flat_map(Crossed::known).collect()
}

/// A crossing under attack.
#[derive(Clone)]
pub(super) struct Crossed {
    pub(super) questions: (usize, usize),
    pub(super) system: System,
    pub(super) hidden: Vec<bool>,
    pub(super) bounds: Vec<(u32, u32)>,
    /// Bounds when every cell is hidden.
    by_margins: Vec<(u32, u32)>,
}

impl Crossed {
    /// A crossing with what it shows, attacked on its own.
    pub(super) fn new(cube: &Cube, questions: (usize, usize), shown: &dyn Fn((Entry, Entry)) -> Option<u32>) -> Self {
        let system = System::of(&cube.tables[questions.0], &cube.tables[questions.1]);
        let published: Vec<Option<u32>> = system.cells.iter().map(|cell| shown(*cell)).collect();
        Self::attacked(questions, system, &published)
    }

    pub(super) fn attacked(questions: (usize, usize), system: System, published: &[Option<u32>]) -> Self {
        let (cells, bounds) = (system.cells.len(), system.margins.clone());
        let mut crossed = Self { questions, system, hidden: vec![true; cells], bounds, by_margins: Vec::new() };
        crossed.work_out();
        crossed.by_margins.clone_from(&crossed.bounds);
        for (cell, shown) in published.iter().enumerate() {
            if let Some(shown) = shown {
                (crossed.hidden[cell], crossed.bounds[cell]) = (false, (*shown, *shown));
            }
        }
        crossed.work_out();
        crossed
    }

    fn work_out(&mut self) {
        self.tighten();
        for (cell, value) in self.eliminated() {
            self.bounds[cell] = (value, value);
        }
    }

    pub(super) fn known(&self) -> Vec<Known> {
        let hidden = (0..self.hidden.len()).filter(|cell| self.hidden[*cell]);
        let known = |cell: usize| {
            let (low, high) = self.bounds[cell];
            Known { questions: self.questions, cell: self.system.cells[cell], low, high, by_margins: self.by_margins[cell] }
        };
        hidden.map(known).collect()
    }

    /// Tightens bounds by the equations; whether any moved.
    fn tighten(&mut self) -> bool {
        let mut moved_at_all = false;
        loop {
            let mut moved = false;
            for equation in &self.system.equations {
                let sum = |end: fn(&(u32, u32)) -> u32| equation.cells.iter().map(|cell| u64::from(end(&self.bounds[*cell]))).sum::<u64>();
                let (low, high, total) = (sum(|bounds| bounds.0), sum(|bounds| bounds.1), u64::from(equation.total));
                for &cell in &equation.cells {
                    let (from, to) = self.bounds[cell];
                    // What the others leave, at most and at least.
                    let most = total.saturating_sub(low - u64::from(from)).min(u64::from(to)) as u32;
                    let least = total.saturating_sub(high - u64::from(to)).max(u64::from(from)) as u32;
                    if (least, most) != (from, to) {
                        self.bounds[cell] = (least, most.max(least));
                        moved = true;
                        break;
                    }
                }
            }
            for sum in &self.system.at_least {
                let high: u64 = sum.cells.iter().map(|cell| u64::from(self.bounds[*cell].1)).sum();
                for &cell in &sum.cells {
                    let (from, to) = self.bounds[cell];
                    let least = u64::from(sum.total).saturating_sub(high - u64::from(to)).clamp(u64::from(from), u64::from(to)) as u32;
                    moved |= least != from;
                    self.bounds[cell].0 = least;
                }
            }
            if !moved {
                return moved_at_all;
            }
            moved_at_all = true;
        }
    }

    /// Hidden cells that linear algebra solves, with their values.
    fn eliminated(&self) -> Vec<(usize, u32)> {
        let unknowns: Vec<usize> = (0..self.hidden.len()).filter(|cell| self.hidden[*cell]).collect();
        let place: BTreeMap<usize, usize> = unknowns.iter().enumerate().map(|(place, cell)| (*cell, place)).collect();
        let width = unknowns.len();
        let mut rows: Vec<Vec<u64>> = Vec::new();
        for equation in &self.system.equations {
            let mut row = vec![0; width + 1];
            row[width] = u64::from(equation.total);
            for cell in &equation.cells {
                match place.get(cell) {
                    Some(place) => row[*place] += 1,
                    None => row[width] = subtract(row[width], u64::from(self.bounds[*cell].0)),
                }
            }
            if row[..width].iter().any(|value| *value != 0) {
                rows.push(row);
            }
        }
        let mut pivots = 0;
        for column in 0..width {
            let Some(found) = (pivots..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
            rows.swap(pivots, found);
            let inverse = power(rows[pivots][column], PRIME - 2);
            rows[pivots].iter_mut().for_each(|value| *value = multiply(*value, inverse));
            let pivot = rows[pivots].clone();
            for (place, row) in rows.iter_mut().enumerate() {
                if place != pivots && row[column] != 0 {
                    let factor = row[column];
                    for (value, taken) in row.iter_mut().zip(&pivot) {
                        *value = subtract(*value, multiply(factor, *taken));
                    }
                }
            }
            pivots += 1;
        }
        let alone = |row: &Vec<u64>| {
            let mut used = (0..width).filter(|column| row[*column] != 0);
            let only = used.next()?;
            used.next().is_none().then(|| (unknowns[only], u32::try_from(row[width]).unwrap_or(0)))
        };
        rows[..pivots].iter().filter_map(alone).collect()
    }
}

/// Bounds of all crossings held against each other.
pub(super) fn bounds_of_all(cube: &Cube, mut crossings: Vec<Crossed>) -> Vec<Crossed> {
    // Thirty rounds: bounds of hundreds could otherwise move by one, round after round.
    for _ in 0..30 {
        let mut moved = false;
        for at in 0..crossings.len() {
            moved |= third_questions(cube, &mut crossings, at);
        }
        if !moved {
            break;
        }
    }
    crossings
}

/// Holds the hidden cells of one crossing against every third question; whether a bound moved.
fn third_questions(cube: &Cube, crossings: &mut [Crossed], at: usize) -> bool {
    let (first, second) = crossings[at].questions;
    let mut moved = false;
    for cell in (0..crossings[at].hidden.len()).filter(|cell| crossings[at].hidden[*cell]).collect::<Vec<_>>() {
        let entries = crossings[at].system.cells[cell];
        for third in (0..cube.tables.len()).filter(|third| *third != first && *third != second) {
            let (Some(with_first), Some(with_second)) = (between(crossings, first, third), between(crossings, second, third)) else { continue };
            for partition in partitions(&cube.tables[third]) {
                let (mut low, mut high) = (0, 0);
                for (entry, count) in partition {
                    let of_first = with_first.of(crossings, entries.0, entry).unwrap_or((0, count));
                    let of_second = with_second.of(crossings, entries.1, entry).unwrap_or((0, count));
                    low += (of_first.0 + of_second.0).saturating_sub(count);
                    high += of_first.1.min(of_second.1);
                }
                let bounds = &mut crossings[at].bounds[cell];
                let tightened = (bounds.0.max(low), bounds.1.min(high));
                if tightened != *bounds && tightened.0 <= tightened.1 {
                    *bounds = tightened;
                    moved = true;
                }
            }
        }
    }
    moved && {
        crossings[at].tighten();
        true
    }
}

/// Where the crossing of two questions stands, and whether the other way round.
#[derive(Clone, Copy)]
pub(super) struct Between {
    pub(super) at: usize,
    turned: bool,
}

pub(super) fn between(crossings: &[Crossed], one: usize, other: usize) -> Option<Between> {
    let wanted = (one.min(other), one.max(other));
    let at = crossings.iter().position(|crossed| crossed.questions == wanted)?;
    Some(Between { at, turned: one > other })
}

impl Between {
    pub(super) fn cell(self, crossings: &[Crossed], one: Entry, other: Entry) -> Option<usize> {
        let wanted = if self.turned { (other, one) } else { (one, other) };
        crossings[self.at].system.cells.iter().position(|cell| *cell == wanted)
    }

    fn of(self, crossings: &[Crossed], one: Entry, other: Entry) -> Option<(u32, u32)> {
        self.cell(crossings, one, other).map(|cell| crossings[self.at].bounds[cell])
    }
}

const PRIME: u64 = (1 << 61) - 1;

fn subtract(one: u64, other: u64) -> u64 {
    if one >= other { one - other } else { one + PRIME - other }
}

fn multiply(one: u64, other: u64) -> u64 {
    (u128::from(one) * u128::from(other) % u128::from(PRIME)) as u64
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = multiply(result, base);
        }
        base = multiply(base, base);
        exponent >>= 1;
    }
    result
}
