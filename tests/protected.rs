//! Protected publication as it is published: the files that a browser or a reader gets are attacked, on made-up surveys, filters and crossings included.

use passerelle::{
    components::explorer::{explorer_head, explorer_question},
    components::explorer_page::About,
    content::{source::ContentSource, static_files::StaticFiles},
    explorer::{
        counted::Counted,
        recount::{limited, of_tables},
        state::State,
        view::{View, can_be_crossed, can_be_kept},
    },
    import::{
        aggregates,
        package::{Level, Package},
    },
    model::{date::Date, explored::Drawing, frame::Frame},
    publish::{
        survey_data::{self, Told},
        surveys::{Published, published},
    },
    survey::{
        protection::{
            cube::{Crossing, Cube, Entry, OneWay},
            verify::{self, attack},
        },
        question::{Choice, Kind, Question},
        responses::{Answers, Codes, Readings, Sets, State as Answered, Survey},
    },
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, path::Path, sync::LazyLock};

const THRESHOLD: u32 = 5;

static SITE: LazyLock<(Frame, Value)> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/content");
    let files = StaticFiles::new(&content, Date::parse("2026-11-23").unwrap());
    let words: Value = serde_json::from_str(&files.text("interface/fr.json").unwrap()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    (runtime.block_on(ContentSource::StaticFiles(files).frame("fr")).unwrap(), words["explorer"].clone())
});

/// Numbers that look like chance, the same at each run (xorshift).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as usize % end
    }

    fn missing(&mut self) -> Option<Answered> {
        let reasons = [Answered::Skipped, Answered::NotAsked, Answered::Declared(0)];
        (self.below(9) == 0).then(|| reasons[self.below(reasons.len())])
    }
}

fn readings<T: Default>(seeded: &mut Seeded, respondents: usize, value: impl Fn(&mut Seeded) -> T) -> Readings<T> {
    let mut found = Readings::default();
    for _ in 0..respondents {
        match seeded.missing() {
            Some(state) => found.push_state(state),
            None => found.push(value(seeded)),
        }
    }
    found
}

/// A survey of every kind of question; the second one often says the same as the first.
fn made_up(seed: u64, respondents: usize) -> Survey {
    let mut seeded = Seeded(seed * 7_919 + 17);
    let mut survey = Survey { respondents, ..Survey::default() };
    let mut first: Vec<Option<usize>> = Vec::new();
    for (place, kind) in [Kind::Single, Kind::Single, Kind::Multiple, Kind::Scale, Kind::Number, Kind::Date, Kind::Text].into_iter().enumerate() {
        let options = if kind.has_options() { 2 + seeded.below(4) } else { 0 };
        let options: Vec<Choice> =
            (0..if place == 1 { 5 } else { options }).map(|option| Choice::new(format!("o{option}"), format!("Option {option}"))).collect();
        let question = Question {
            options,
            missing: vec![Choice::new("NSP", "Ne sait pas")],
            public: true,
            ..Question::new(format!("q{place}"), format!("Question {place}"), kind)
        };
        let width = question.options.len();
        let answers = match kind {
            Kind::Multiple => {
                let mut sets = Sets::new(width);
                for _ in 0..respondents {
                    match seeded.missing() {
                        Some(state) => sets.push_state(state),
                        None => sets.push((0..width).filter(|_| seeded.below(3) == 0).collect::<Vec<_>>()),
                    }
                }
                Answers::Sets(sets)
            }
            Kind::Number => Answers::Numbers(readings(&mut seeded, respondents, |seeded| (seeded.below(12) * seeded.below(12)) as f64)),
            Kind::Date => Answers::Dates(readings(&mut seeded, respondents, |seeded| seeded.below(3000) as i64 * 86_400)),
            Kind::Text => Answers::Texts(readings(&mut seeded, respondents, |seeded| format!("Texte {}", seeded.below(7)).into())),
            _ => {
                let mut codes = Codes::default();
                for respondent in 0..respondents {
                    let same = (place == 1 && seeded.below(8) > 0).then(|| first[respondent]).flatten();
                    let option = match seeded.missing() {
                        Some(_) if same.is_none() => None,
                        _ => Some(same.unwrap_or_else(|| seeded.below(width).min(seeded.below(width)))),
                    };
                    if place == 0 {
                        first.push(option);
                    }
                    match option {
                        Some(option) => codes.push(option),
                        None => codes.push_state(Answered::Skipped),
                    }
                }
                Answers::Codes(codes)
            }
        };
        survey.questions.push(question);
        survey.answers.push(answers);
    }
    survey
}

fn surveys() -> impl Iterator<Item = (u64, Survey)> {
    (0..40).map(|seed| (seed, made_up(seed, [9, 23, 60, 150, 400][seed as usize % 5])))
}

fn publish(survey: &Survey, more: Value) -> Published {
    let package = Package { level: Level::Responses(survey.clone()), ..Package::named("essai", "Essai") };
    let mut ours = json!({ "fictif": true, "publication": "protected" });
    ours.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    published(&package, &json!({ "passerelle": ours }), &SITE.1, &SITE.0).unwrap()
}

/// The tables of a published file, read from nothing but its text, and the place of each of their questions in it.
fn read(text: &str) -> (Cube, Vec<usize>) {
    let file: Value = serde_json::from_str(text).unwrap();
    let number = |value: &Value| value.as_u64().map(|number| number as u32);
    let n = number(&file["n"]).unwrap();
    let questions = file["questions"].as_array().unwrap();
    let drawn = |question: &Value| !["text", "private", "withheld"].contains(&question["drawing"].as_str().unwrap());
    let places: Vec<usize> = (0..questions.len()).filter(|place| drawn(&questions[*place])).collect();
    let tables: Vec<OneWay> = places
        .iter()
        .map(|place| {
            let question = &questions[*place];
            let multiple = question["drawing"] == "multiple";
            let counts: Vec<Option<u32>> = question["counts"].as_array().unwrap().iter().map(number).collect();
            let from = if multiple { 2 } else { 0 };
            let answers = number(&question["answers"]).unwrap() as usize;
            assert!(counts[from + answers..].iter().all(Option::is_none), "reasons for no answer are not told apart");
            OneWay { respondents: n, base: number(&question["base"]).unwrap(), multiple, covered: true, counts: counts[from..from + answers].to_vec() }
        })
        .collect();
    let at = |value: &Value| places.iter().position(|place| Some(*place as u64) == value.as_u64()).unwrap();
    let crossings = file["crossings"].as_array().unwrap().iter().map(|crossing| {
        let (first, second) = (at(&crossing["first"]), at(&crossing["second"]));
        let width = tables[second].counts.len();
        let list = |name: &str| crossing[name].as_array().unwrap().iter().map(number).enumerate().collect::<Vec<_>>();
        let cells = list("cells").into_iter().map(|(cell, count)| ((Entry::Answer(cell / width), Entry::Answer(cell % width)), count));
        let first_missing = list("first_missing").into_iter().map(|(row, count)| ((Entry::Answer(row), Entry::NotAnswered), count));
        let second_missing = list("second_missing").into_iter().map(|(row, count)| ((Entry::NotAnswered, Entry::Answer(row)), count));
        let cells: BTreeMap<_, _> = cells.chain(first_missing).chain(second_missing).collect();
        Crossing { questions: (first, second), cells }
    });
    let crossings = crossings.collect();
    (Cube { respondents: n, threshold: THRESHOLD, tables, crossings }, places)
}

#[test]
fn no_hidden_cell_of_the_published_file_can_be_derived() {
    let (mut hidden, mut shown) = (0, 0);
    for (seed, survey) in surveys() {
        let published = publish(&survey, json!({}));
        assert!(published.columns.is_none(), "no answer leaves the build");
        let (cube, _) = read(&published.json);
        assert!(cube.tables.len() >= 4 && !cube.crossings.is_empty(), "seed {seed}");
        for table in &cube.tables {
            let masked = table.counts.iter().filter(|count| count.is_none()).count();
            let sum: u32 = table.counts.iter().flatten().sum();
            assert!(table.counts.iter().flatten().all(|count| *count == 0 || *count >= THRESHOLD), "seed {seed}: {table:?}");
            if !table.multiple {
                assert!(masked == 0 || (masked > 1 && table.base - sum >= THRESHOLD) || masked == table.counts.len(), "seed {seed}: {table:?}");
            }
        }
        let known = attack(&cube);
        let tells = |entry: Entry| entry != Entry::NotAnswered;
        // A cell that the file says to be hidden, or one that no file has and that few are in.
        let is_told = |known: &verify::Known| {
            let crossing = cube.crossings.iter().find(|crossing| crossing.questions == known.questions).unwrap();
            let few = tells(known.cell.0) && tells(known.cell.1) && (1..THRESHOLD).contains(&known.low);
            known.solved() && (crossing.cells.contains_key(&known.cell) || few)
        };
        let solved: Vec<_> = known.iter().filter(|known| is_told(known)).collect();
        assert!(solved.is_empty(), "seed {seed}: {solved:?}");
        for crossing in &cube.crossings {
            for (cell, count) in &crossing.cells {
                hidden += usize::from(count.is_none());
                let answers = cell.0 != Entry::NotAnswered && cell.1 != Entry::NotAnswered;
                assert!(!answers || count.is_none_or(|count| count == 0 || count >= THRESHOLD), "seed {seed}: {cell:?}");
                shown += usize::from(count.is_some_and(|count| count > 0));
            }
        }
    }
    assert!(hidden > 1_000 && shown > 1_000, "{hidden} hidden, {shown} shown");
}

/// Who is in a row of a published question, by what the row is called.
fn is_in(survey: &Survey, published: &Published, question: usize, row: usize, respondent: usize) -> bool {
    let row = &published.survey.questions[question].rows[row];
    match &survey.answers[question] {
        Answers::Codes(codes) => codes.get(respondent).is_some_and(|option| survey.questions[question].options[option].code == row.code),
        Answers::Sets(sets) => sets.ticked(respondent).any(|option| survey.questions[question].options[option].code == row.code),
        Answers::Numbers(numbers) => numbers.get(respondent).is_some_and(|number| match row.code.split_once('_') {
            Some((from, to)) => {
                let (from, to): (f64, f64) = (from.parse().unwrap(), to.parse().unwrap());
                // A class by itself ends before its second number; one made of several, with it.
                *number >= from && (*number < to || (*number == to && row.label.replace('\u{202f}', "").contains(&format!("à {to}"))))
            }
            None => *number == row.code.parse::<f64>().unwrap(),
        }),
        _ => false,
    }
}

#[test]
fn filters_and_crossings_show_the_truth_or_nothing() {
    let (mut compared, mut masked, mut crossed) = (0, 0, 0);
    for (seed, survey) in surveys().take(15) {
        let published = publish(&survey, json!({}));
        let shown = &published.survey;
        // Days are left out: their rows are named by labels alone.
        let places: Vec<usize> = (0..shown.questions.len()).filter(|place| can_be_crossed(&shown.questions[*place]) && *place != 5).collect();
        for &filtered in &places {
            for row in 0..shown.questions[filtered].rows.len() {
                let mut view = View::default();
                view.keep(filtered, row, true);
                let mut state = State::first(shown);
                let (view, refused) = limited(shown, view, &View::default());
                assert_eq!(refused, state.all[filtered].is_masked(row), "seed {seed}: a hidden count cannot be kept");
                of_tables(shown, &view, &mut state);
                if refused {
                    assert_eq!(state.counted, state.all);
                    continue;
                }
                let among: Vec<usize> = (0..survey.respondents).filter(|respondent| is_in(&survey, &published, filtered, row, *respondent)).collect();
                assert_eq!(state.kept as usize, among.len(), "seed {seed}, question {filtered}, row {row}");
                for &other in places.iter().filter(|other| **other != filtered) {
                    let counted = &state.counted[other];
                    for (at, count) in counted.rows.iter().enumerate() {
                        if counted.is_masked(at) {
                            masked += 1;
                            assert_eq!(*count, 0, "nothing of a hidden count is kept");
                        } else {
                            let truth = among.iter().filter(|respondent| is_in(&survey, &published, other, at, **respondent)).count();
                            assert_eq!(*count as usize, truth, "seed {seed}: {filtered}={row}, {other}={at}");
                            assert!(truth == 0 || truth >= THRESHOLD as usize);
                            compared += 1;
                        }
                    }
                    if !counted.base_masked {
                        let truth = among.iter().filter(|respondent| survey.answers[other].state(**respondent) == Answered::Answered).count();
                        assert_eq!(counted.base as usize, truth, "seed {seed}: base");
                    }
                }
            }
        }
        for &first in &places {
            for &second in places.iter().filter(|second| **second != first) {
                let mut view = View::default();
                view.cross(first, Some(second));
                let mut state = State::first(shown);
                of_tables(shown, &view, &mut state);
                let [crossing] = &state.crossings[..] else { panic!("seed {seed}: {first} and {second} are not crossed") };
                for (row, counted) in crossing.rows.iter().enumerate() {
                    for (at, count) in counted.rows.iter().enumerate().filter(|(at, _)| !counted.is_masked(*at)) {
                        let both =
                            |respondent: &usize| is_in(&survey, &published, first, row, *respondent) && is_in(&survey, &published, second, at, *respondent);
                        assert_eq!(*count as usize, (0..survey.respondents).filter(both).count(), "seed {seed}: {first}={row} and {second}={at}");
                        crossed += 1;
                    }
                }
            }
        }
    }
    assert!(compared > 200 && masked > 200 && crossed > 200, "{compared} compared, {masked} masked, {crossed} crossed");
}

#[test]
fn a_second_filter_is_refused_and_says_why() {
    let published = publish(&made_up(4, 400), json!({}));
    let shown = &published.survey;
    let row = |question: usize| {
        (0..shown.questions[question].rows.len()).find(|row| !Counted::published(&shown.questions[question], shown.n).is_masked(*row)).unwrap()
    };
    let mut first = View::default();
    first.keep(0, row(0), true);
    let mut second = first.clone();
    second.keep(3, row(3), true);
    let (view, refused) = limited(shown, second, &first);
    assert!(refused);
    assert_eq!(view.kept, first.kept, "the filter that was there stays");
    let mut state = State::first(shown);
    of_tables(shown, &view, &mut state);
    (state.view, state.refused) = (view, true);
    let mut html = String::new();
    explorer_head(shown, &state).write_html(&mut html);
    assert!(html.contains("croiser trois questions"), "{html}");
    // From an address, too.
    let both = format!("g.q0={}&g.q3={}", shown.questions[0].rows[row(0)].code, shown.questions[3].rows[row(3)].code);
    let (view, refused) = limited(shown, View::from_query(&both, shown), &View::default());
    assert!(refused && view.kept.len() == 1);
    // Two answers of one single choice are their sum; two options of a multiple choice would be a third table.
    let mut two = View::default();
    (0..shown.questions[2].rows.len()).for_each(|row| two.keep(2, row, true));
    let (view, refused) = limited(shown, two, &View::default());
    assert!(refused && view.rows_kept(2).len() <= 1);
}

#[test]
fn a_hidden_count_is_said_to_be_hidden_and_never_zero() {
    let published = publish(&made_up(1, 23), json!({}));
    let shown = &published.survey;
    let state = State { live: true, ..State::first(shown) };
    let (place, row) = (0..shown.questions.len())
        .find_map(|place| (0..shown.questions[place].rows.len()).find(|row| state.all[place].is_masked(*row)).map(|row| (place, row)))
        .expect("something is hidden among 23");
    let mut html = String::new();
    explorer_question(shown, &state, place).write_html(&mut html);
    let label = &shown.questions[place].rows[row].label;
    assert!(
        html.contains(&format!("{} : masqué pour protéger les répondants", &**label).replace(" :", "\u{a0}:")) || html.contains("masqué pour protéger"),
        "{html}"
    );
    let about = About::default();
    let told = Told { survey: shown, about: &about, address: "https://example.org/sondages/essai/" };
    let file: Value = serde_json::from_str(&survey_data::json(&told, &[place])).unwrap();
    let option = &file["questions"][0]["options"][row];
    assert_eq!((&option["count"], &option["share_percent"], &option["hidden"]), (&Value::Null, &Value::Null, &json!(true)));
    assert_eq!(file["protection_threshold"], 5);
    let csv = survey_data::csv(&told, &[place]);
    let line = csv.lines().find(|line| line.contains(&**label)).unwrap();
    assert!(line.ends_with(",,,true"), "{line}");
    // No drawing of it either.
    let mark = html.split(&format!("data-row=\"{row}\"")).nth(1).unwrap().split("</li>").next().unwrap();
    assert!(!mark.contains("explorer__dots") && !mark.contains("explorer__bar"), "{mark}");
}

#[test]
fn only_the_declared_pairs_are_crossed() {
    let published = publish(&made_up(2, 60), json!({ "croisements": [["q3", "q0"]] }));
    let shown = &published.survey;
    assert_eq!(shown.crossings.iter().map(|crossing| (crossing.first, crossing.second)).collect::<Vec<_>>(), [(0, 3)]);
    let keepable: Vec<usize> = (0..shown.questions.len()).filter(|place| can_be_kept(&shown.questions[*place])).collect();
    assert_eq!(keepable, [0, 3]);
}

#[test]
fn exact_numbers_and_days_are_not_published() {
    for (seed, survey) in surveys().take(10) {
        let published = publish(&survey, json!({}));
        for question in published.survey.questions.iter().filter(|question| question.drawing == Drawing::Number || question.code == "q5") {
            assert!(question.values.is_empty(), "seed {seed}");
            let counted = Counted::published(question, published.survey.n);
            assert!(counted.quartiles.is_none() && counted.masked.is_empty());
            assert!(counted.rows.iter().all(|count| *count >= THRESHOLD), "seed {seed}: {:?}", counted.rows);
        }
    }
}

#[test]
fn counts_that_came_without_rows_are_hidden_with_those_that_would_tell_them() {
    let question = |counts: &[usize], base: usize, kind: Kind| {
        let options = (0..counts.len()).map(|option| Choice::new(format!("o{option}"), format!("Option {option}"))).collect();
        let question = Question { options, ..Question::new(format!("q{base}"), "Qui ?", kind) };
        aggregates::Counted { question, counts: counts.to_vec(), base, sources: vec![String::new(); counts.len()] }
    };
    let counted = vec![question(&[12, 8, 3], 23, Kind::Single), question(&[18, 2], 21, Kind::Multiple)];
    let package = Package { level: Level::Aggregates(counted), ..Package::named("essai", "Essai") };
    let published = published(&package, &json!({ "passerelle": { "publication": "protected", "repondants": 23 } }), &SITE.1, &SITE.0).unwrap();
    let shown: Vec<Vec<Option<u32>>> = published.survey.questions.iter().map(|question| question.counts.clone()).collect();
    assert_eq!(shown[0], [Some(12), None, None, None, None], "8 is hidden too: 23 less 12 and 8 would tell 3");
    assert_eq!(shown[1][..4], [Some(23), Some(21), None, None], "three did not choose the first option: few did not");
    assert!(!published.json.contains("[12,8,3"));
}
