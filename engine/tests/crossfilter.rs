//! Counts after filters, compared with a loop over rows, on seeded random columns.

use passerelle_engine::{
    columns::{Column, read, write},
    crossfilter::{Change, Crossfilter},
};

/// A small generator (xorshift), so that a failure can be had again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }
}

/// What a row answered: the codes that count for it, and that filters look at.
enum Answers {
    Single(usize, Vec<u8>),
    Multiple(Vec<bool>, Vec<Vec<bool>>),
}

impl Answers {
    fn made_up(chance: &mut Chance, rows: usize) -> Self {
        if chance.below(4) == 0 {
            let answered: Vec<bool> = (0..rows).map(|_| chance.below(5) > 0).collect();
            let options = (0..1 + chance.below(6)).map(|_| answered.iter().map(|answered| *answered && chance.below(3) == 0).collect()).collect();
            Self::Multiple(answered, options)
        } else {
            let answers = if chance.below(5) == 0 { 9 + chance.below(60) } else { 1 + chance.below(8) };
            Self::Single(answers, (0..rows).map(|_| chance.below(answers) as u8).collect())
        }
    }

    fn column(&self) -> Column<'_> {
        match self {
            Self::Single(answers, codes) => Column::Single { answers: *answers, codes },
            Self::Multiple(answered, options) => Column::Multiple { answered, options },
        }
    }

    fn answers(&self) -> usize {
        match self {
            Self::Single(answers, _) => *answers,
            Self::Multiple(_, options) => options.len() + 1,
        }
    }

    fn counts_for(&self, row: usize, answer: usize) -> bool {
        match self {
            Self::Single(_, codes) => usize::from(codes[row]) == answer,
            Self::Multiple(answered, _) if answer == 0 => answered[row],
            Self::Multiple(_, options) => options[answer - 1][row],
        }
    }
}

/// `kept`: of each question that has a filter, whether each row passes.
fn counted_row_by_row(rows: usize, columns: &[Answers], kept: &[Option<Vec<bool>>]) -> (Vec<u32>, u32) {
    let passes = |row: usize, question: usize| kept[question].as_ref().is_none_or(|kept| kept[row]);
    let (mut counts, mut retained) = (Vec::new(), 0);
    for (question, column) in columns.iter().enumerate() {
        let others = |row: usize| (0..columns.len()).all(|other| other == question || passes(row, other));
        counts.extend((0..column.answers()).map(|answer| (0..rows).filter(|row| others(*row) && column.counts_for(*row, answer)).count() as u32));
    }
    for row in 0..rows {
        retained += u32::from((0..columns.len()).all(|question| passes(row, question)));
    }
    (counts, retained)
}

#[test]
fn counts_are_those_of_a_loop_over_rows() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    // Around words, lanes and blocks (64, 128, 3 584 rows), and at both ends.
    for rows in [0, 1, 2, 23, 63, 64, 65, 127, 128, 129, 500, 3_583, 3_584, 3_585, 7_300] {
        for _ in 0..if rows < 1_000 { 12 } else { 2 } {
            let columns: Vec<Answers> = (0..1 + chance.below(7)).map(|_| Answers::made_up(&mut chance, rows)).collect();
            let written: Vec<Column> = columns.iter().map(Answers::column).collect();
            let mut engine = Crossfilter::new(read(&write(rows, &written).unwrap()).unwrap());
            let mut kept: Vec<Option<Vec<bool>>> = columns.iter().map(|_| None).collect();
            assert_eq!((engine.counts(None).to_vec(), engine.retained()), counted_row_by_row(rows, &columns, &kept), "{rows} rows, no filter");
            for step in 0..14 {
                let question = chance.below(columns.len());
                let first = chance.below(columns[question].answers());
                let end = first + 1 + chance.below(columns[question].answers() - first);
                let change = [Change::Instead, Change::Instead, Change::Also, Change::Within, Change::Without][chance.below(5)];
                if chance.below(5) == 0 {
                    engine.clear(question);
                    kept[question] = None;
                } else {
                    engine.keep(question, first..end, change);
                    let kept = kept[question].get_or_insert_with(|| vec![false; rows]);
                    for (row, kept) in kept.iter_mut().enumerate() {
                        let has = (first..end).any(|answer| columns[question].counts_for(row, answer));
                        *kept = match change {
                            Change::Instead => has,
                            Change::Also => *kept || has,
                            Change::Within => *kept && has,
                            Change::Without => *kept && !has,
                        };
                    }
                }
                // Several changes before the counts are asked for, at times.
                if chance.below(3) == 0 {
                    continue;
                }
                let expected = counted_row_by_row(rows, &columns, &kept);
                if chance.below(3) == 0 {
                    let only = chance.below(columns.len());
                    let place = engine.planes().questions()[only].counts();
                    assert_eq!(engine.counts(Some(only))[place.clone()], expected.0[place], "{rows} rows, step {step}, question {only} alone");
                }
                if chance.below(3) > 0 {
                    assert_eq!((engine.counts(None).to_vec(), engine.retained()), expected, "{rows} rows, step {step}, kept {kept:?}");
                }
            }
        }
    }
}

#[test]
fn a_filter_that_keeps_no_answer_leaves_nobody_to_the_others() {
    let columns = [Column::Single { answers: 3, codes: &[0, 1, 2, 2] }, Column::Single { answers: 2, codes: &[0, 1, 1, 0] }];
    let mut engine = Crossfilter::new(read(&write(4, &columns).unwrap()).unwrap());
    engine.keep(0, 1..1, Change::Instead);
    assert_eq!(engine.counts(None), [1, 1, 2, 0, 0]);
    assert_eq!(engine.retained(), 0);
}

#[test]
fn a_question_that_does_not_exist_changes_nothing() {
    let mut engine = Crossfilter::new(read(&write(3, &[Column::Single { answers: 2, codes: &[0, 1, 1] }]).unwrap()).unwrap());
    engine.keep(7, 0..1, Change::Instead);
    engine.clear(7);
    assert_eq!(engine.counts(None), [1, 2]);
}
