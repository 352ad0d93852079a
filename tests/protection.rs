//! Protected publication attacked, on seeded random surveys.

use passerelle::survey::protection::{
    Refusal,
    cube::{Column, Complementary, Cube, Entry, accept_open},
    verify::attack,
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

/// A made-up column, and what it is made of.
enum MadeUp {
    Single(usize, Vec<u8>),
    Multiple(Vec<bool>, Vec<Vec<bool>>),
}

const MISSING: u8 = 99;

impl MadeUp {
    /// Answers lean to the first ones, and some depend wholly on the column before: a question that only some are asked.
    fn new(chance: &mut Chance, respondents: usize, before: Option<&MadeUp>) -> Self {
        let single = 2 + chance.below(4);
        match (chance.below(4), before) {
            (0, _) => {
                let answered: Vec<bool> = (0..respondents).map(|_| chance.below(6) > 0).collect();
                let options = (0..1 + chance.below(3)).map(|_| answered.iter().map(|answered| *answered && chance.below(3) == 0).collect()).collect();
                Self::Multiple(answered, options)
            }
            (1, Some(MadeUp::Single(answers, codes))) => {
                // Asked of some; or the same again, its answers in another order.
                let routed = chance.below(2) == 0;
                let code = |code: &u8, chance: &mut Chance| match (*code, routed) {
                    (MISSING, _) | (0, true) => MISSING,
                    (_, true) => chance.below(single) as u8,
                    (code, false) => *answers as u8 - 1 - code,
                };
                let codes = codes.iter().map(|before| code(before, chance)).collect();
                Self::Single((*answers).max(single), codes)
            }
            _ => {
                let code = |chance: &mut Chance| if chance.below(12) == 0 { MISSING } else { chance.below(single).min(chance.below(single)) as u8 };
                Self::Single(single, (0..respondents).map(|_| code(chance)).collect())
            }
        }
    }

    fn column(&self) -> Column<'_> {
        match self {
            Self::Single(answers, codes) => Column::Single { answers: *answers, codes, missing: Some(MISSING) },
            Self::Multiple(answered, options) => Column::Multiple { answered, options },
        }
    }
}

fn surveys() -> impl Iterator<Item = (usize, Vec<MadeUp>)> {
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    (0..120).map(move |_| {
        let respondents = [12, 23, 60, 150, 400][chance.below(5)];
        let mut columns: Vec<MadeUp> = Vec::new();
        for _ in 0..2 + chance.below(4) {
            let column = MadeUp::new(&mut chance, respondents, columns.last());
            columns.push(column);
        }
        (respondents, columns)
    })
}

/// Bases are published, so are those who did not answer.
fn tells_an_answer(cell: (Entry, Entry)) -> bool {
    cell.0 != Entry::NotAnswered && cell.1 != Entry::NotAnswered
}

#[test]
fn no_hidden_cell_can_be_worked_out() {
    let (mut hidden, mut shown) = (0, 0);
    for (survey, (respondents, columns)) in surveys().enumerate() {
        let columns: Vec<Column> = columns.iter().map(MadeUp::column).collect();
        let cube = Cube::protected(respondents, &columns, 5).unwrap_or_else(|refusal| panic!("survey {survey}: {refusal}"));
        let known = attack(&cube);
        let solved: Vec<_> = known.iter().filter(|known| known.solved()).collect();
        assert!(solved.is_empty(), "survey {survey}: {solved:?}");
        hidden += known.len();
        for crossing in &cube.crossings {
            let answers = crossing.cells.iter().filter(|(cell, _)| tells_an_answer(**cell));
            let counts: Vec<u32> = answers.filter_map(|(_, count)| *count).collect();
            shown += counts.iter().filter(|count| **count > 0).count();
            assert!(counts.iter().all(|count| *count == 0 || *count >= 5), "survey {survey}: a small cell is shown");
        }
    }
    assert!(hidden > 1_000 && shown > 1_000, "{hidden} hidden, {shown} shown");
}

#[test]
fn without_complementary_suppression_cells_are_worked_out_and_rightly() {
    let (mut exposed, mut cells) = (0, 0);
    for (survey, (respondents, columns)) in surveys().enumerate() {
        let columns: Vec<Column> = columns.iter().map(MadeUp::column).collect();
        let cube = Cube::with(respondents, &columns, 5, Complementary::LeftOut).unwrap();
        let known = attack(&cube);
        exposed += usize::from(known.iter().any(|known| known.solved()));
        for known in known {
            let truth = count(&cube, &columns, respondents, known.questions, known.cell);
            assert!((known.low..=known.high).contains(&truth), "survey {survey}: {known:?}, and in truth {truth}");
            cells += 1;
        }
    }
    assert!(exposed > 80 && cells > 1_000, "{exposed} surveys of 120, {cells} cells");
}

/// The truth of a cell, row by row.
fn count(cube: &Cube, columns: &[Column], respondents: usize, questions: (usize, usize), cell: (Entry, Entry)) -> u32 {
    let is = |question: usize, entry: Entry, respondent: usize| match (columns[question], entry) {
        (Column::Single { codes, .. }, Entry::Answer(answer)) => usize::from(codes[respondent]) == answer,
        (Column::Single { codes, .. }, Entry::NotAnswered) => codes[respondent] == MISSING,
        (Column::Single { codes, .. }, Entry::Masked) => cube.tables[question].counts.get(usize::from(codes[respondent])).is_some_and(Option::is_none),
        (Column::Multiple { options, .. }, Entry::Answer(option)) => options[option][respondent],
        (Column::Multiple { answered, options }, Entry::NotChosen(option)) => answered[respondent] && !options[option][respondent],
        (Column::Multiple { answered, .. }, Entry::NotAnswered) => !answered[respondent],
        _ => unreachable!("no such entry"),
    };
    (0..respondents).filter(|respondent| is(questions.0, cell.0, *respondent) && is(questions.1, cell.1, *respondent)).count() as u32
}

#[test]
fn small_cells_are_not_known_closer_than_the_threshold() {
    for (survey, (respondents, columns)) in surveys().enumerate() {
        let columns: Vec<Column> = columns.iter().map(MadeUp::column).collect();
        let cube = Cube::protected(respondents, &columns, 5).unwrap();
        for known in attack(&cube) {
            let small = tells_an_answer(known.cell) && (1..5).contains(&count(&cube, &columns, respondents, known.questions, known.cell));
            assert!(!(small && known.narrow(5)), "survey {survey}: {known:?}");
        }
    }
}

/// Every table of counts with these sums that agrees with what is shown: for each cell, the least and the most met.
fn enumerated(rows: &[u32], columns: &[u32], shown: &[Vec<Option<u32>>]) -> Vec<Vec<(u32, u32)>> {
    fn fill(at: usize, rows: &mut [u32], columns: &mut [u32], shown: &[Vec<Option<u32>>], table: &mut Vec<u32>, met: &mut [(u32, u32)]) {
        let width = columns.len();
        if at == rows.len() * width {
            met.iter_mut().zip(table).for_each(|(met, count)| *met = (met.0.min(*count), met.1.max(*count)));
            return;
        }
        let (row, column) = (at / width, at % width);
        let most = rows[row].min(columns[column]);
        // The last of a row or of a column takes what is left.
        let least = [(column + 1 == width).then_some(rows[row]), (row + 1 == rows.len()).then_some(columns[column])].into_iter().flatten().max().unwrap_or(0);
        for count in least..=most {
            if shown[row][column].is_some_and(|shown| shown != count) {
                continue;
            }
            rows[row] -= count;
            columns[column] -= count;
            table.push(count);
            fill(at + 1, rows, columns, shown, table, met);
            table.pop();
            rows[row] += count;
            columns[column] += count;
        }
    }
    let mut met = vec![(u32::MAX, 0); rows.len() * columns.len()];
    fill(0, &mut rows.to_vec(), &mut columns.to_vec(), shown, &mut Vec::new(), &mut met);
    met.chunks(columns.len()).map(<[(u32, u32)]>::to_vec).collect()
}

#[test]
fn every_table_that_agrees_with_what_is_shown_leaves_hidden_cells_open() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut hidden, mut as_attacked) = (0, 0);
    for survey in 0..300 {
        let respondents = 14 + chance.below(26);
        let answers = [2 + chance.below(2), 2 + chance.below(2)];
        let codes = answers.map(|answers| (0..respondents).map(|_| chance.below(answers).min(chance.below(answers + 1)) as u8).collect::<Vec<u8>>());
        let columns = [0, 1].map(|question| Column::Single { answers: answers[question], codes: &codes[question], missing: None });
        let cube = Cube::protected(respondents, &columns, 5).unwrap();
        let margins = |question: usize| {
            let shown = cube.tables[question].counts.iter().enumerate().filter_map(|(answer, count)| count.map(|count| (Entry::Answer(answer), count)));
            let mut margins: Vec<(Entry, u32)> = shown.collect();
            margins.push((Entry::Masked, respondents as u32 - margins.iter().map(|margin| margin.1).sum::<u32>()));
            margins
        };
        let (rows, columns) = (margins(0), margins(1));
        // What stands for no answer at all is empty, and shown.
        let shown = |row: Entry, column: Entry| cube.crossings[0].cells.get(&(row, column)).copied().unwrap_or(Some(0));
        let shown: Vec<Vec<Option<u32>>> = rows.iter().map(|row| columns.iter().map(|column| shown(row.0, column.0)).collect()).collect();
        let counts = |margins: &[(Entry, u32)]| margins.iter().map(|margin| margin.1).collect::<Vec<u32>>();
        let open = enumerated(&counts(&rows), &counts(&columns), &shown);
        for known in attack(&cube) {
            let place = |margins: &[(Entry, u32)], entry: Entry| margins.iter().position(|margin| margin.0 == entry);
            let (Some(row), Some(column)) = (place(&rows, known.cell.0), place(&columns, known.cell.1)) else { continue };
            let (low, high) = open[row][column];
            assert!(known.low <= low && high <= known.high, "survey {survey}: {known:?}, in truth {low} to {high}");
            assert!(low < high || known.by_margins.0 == known.by_margins.1, "survey {survey}: {known:?} is always {low}");
            hidden += 1;
            as_attacked += usize::from((low, high) == (known.low, known.high));
        }
    }
    assert!(hidden > 500, "{hidden}");
    // Of two questions the bounds are nearly always the narrowest.
    assert!(as_attacked * 100 >= hidden * 95, "{as_attacked} of {hidden}");
}

#[test]
fn a_question_asked_twice_does_not_give_itself_away() {
    // Made up: the second column is the first, its answers in the other order, and two of them have the same counts. Each crossing alone would hide another one beside the small
    // cell, so a cell hidden in one crossing could be read in the other.
    let first: Vec<u8> = (0..60).map(|respondent| (respondent / 20) as u8).collect();
    let second: Vec<u8> = first.iter().map(|code| 2 - code).collect();
    let third: Vec<u8> = (0..60).map(|respondent| u8::from(respondent % 20 < [3, 10, 10][respondent / 20])).collect();
    let column = |answers, codes| Column::Single { answers, codes, missing: None };
    let cube = Cube::protected(60, &[column(3, &first), column(3, &second), column(2, &third)], 5).unwrap();
    let shown = |question: usize, answer: usize, of_third: usize| {
        let crossing = cube.crossings.iter().find(|crossing| crossing.questions == (question, 2)).unwrap();
        crossing.shown((Entry::Answer(answer), Entry::Answer(of_third)))
    };
    for (answer, of_third) in [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)] {
        assert_eq!(shown(0, answer, of_third), shown(1, 2 - answer, of_third), "answer {answer}, {of_third} of the third");
    }
    assert_eq!(shown(0, 0, 1), None);
    assert!(!attack(&cube).iter().any(|known| known.solved()));
}

#[test]
fn what_is_refused_says_why() {
    let codes = [0, 1, 2, 0, 1, 0, 0];
    let single = Column::Single { answers: 2, codes: &codes, missing: None };
    let refusal = Cube::protected(7, &[single], 5).unwrap_err();
    assert_eq!(refusal, Refusal::Code { question: 0, respondent: 2, code: 2 });
    assert_eq!(refusal.to_string(), "question 1, répondant 3 : le code 2 n'est pas une réponse prévue ; corrigez le code, ou ajoutez la réponse");
    assert_eq!(Cube::protected(8, &[single], 5).unwrap_err(), Refusal::Length { question: 0, met: 7, expected: 8 });
    assert_eq!(Cube::protected(3, &[], 5).unwrap_err(), Refusal::TooFewRespondents { respondents: 3, threshold: 5 });
    let answered = [true, false, true, true, true];
    let multiple = Column::Multiple { answered: &answered, options: &[vec![false, true, true, true, true]] };
    assert_eq!(Cube::protected(5, &[multiple], 5).unwrap_err(), Refusal::ChosenWithoutAnswer { question: 0, respondent: 1 });
    let open = Column::Single { answers: 3, codes: &codes, missing: None };
    assert_eq!(accept_open(7, &[open], 3), Err(Refusal::SmallCell { question: 0, answer: 1, count: 2, threshold: 3 }));
}
