//! Who would be recognised in rows that are published: respondents alone to have given their answers to one, two or three questions.
//!
//! Looked at: published questions of one answer that others may know of somebody (one option, place, band, number, day), not rows of a grid, not multiple choices. Who did not answer one of them has no
//! combination. The work is bounded ([`MOST_VISITS`]): with many respondents and questions, those that tell most apart are looked at, and it is said.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use serde_json::{Value, json};

use super::package::{Level, Package};
use super::problem::shortened;
use crate::survey::question::{Kind, Question};
use crate::survey::responses::{Answers, Survey};

/// Most answers looked at, all combinations together.
pub const MOST_VISITS: usize = 8_000_000;
/// Combinations that are told and recorded.
pub const TOLD: usize = 5;

/// Questions whose answers together belong to one respondent alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Combination {
    /// Codes, in the order of the questionnaire.
    pub codes: Vec<String>,
    /// The questions as asked.
    pub questions: Vec<String>,
    /// Respondents who are alone in theirs.
    pub alone: usize,
}

impl Combination {
    /// Its questions, in a few words each.
    fn names(&self) -> String {
        self.questions.iter().map(|question| format!("« {} »", shortened(question, 40))).collect::<Vec<_>>().join(" + ")
    }
}

/// Who would be recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognised {
    /// Respondents who are alone in at least one combination.
    pub alone: usize,
    /// Respondents.
    pub respondents: usize,
    /// Combinations, from the one that recognises most: none that recognises no more than fewer of its questions do.
    pub worst: Vec<Combination>,
    /// What was not looked at, in French.
    pub bounded: Option<String>,
}

/// One question's answers: a class a respondent.
struct Asked<'a> {
    question: &'a Question,
    /// The place among the questions.
    place: usize,
    classes: Vec<Option<u32>>,
    count: usize,
}

/// Who would be recognised in the rows of this package; nobody where there are none.
#[must_use]
pub fn recognised(package: &Package) -> Recognised {
    let Level::Responses(survey) = &package.level else { return Recognised::default() };
    within(survey, MOST_VISITS)
}

fn within(survey: &Survey, most: usize) -> Recognised {
    let n = survey.respondents;
    let mut asked: Vec<Asked> =
        survey.questions.iter().zip(&survey.answers).enumerate().filter_map(|(place, (question, answers))| asked(place, question, answers, n)).collect();
    let all = asked.len();
    // What tells most apart first, should not all be looked at.
    asked.sort_by_key(|asked| (std::cmp::Reverse(asked.count), asked.place));
    let of_pairs = fitting(all, |many| many * many.saturating_sub(1) / 2, n, most);
    let left = most - (of_pairs * of_pairs.saturating_sub(1) / 2).saturating_mul(n).min(most);
    let of_triples = fitting(of_pairs, |many| many * many.saturating_sub(1) * many.saturating_sub(2) / 6, n, left);
    let mut known: BTreeSet<u32> = BTreeSet::new();
    let mut alone: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for first in 0..all {
        count(&[first], &asked, n, &mut alone, &mut known);
        for second in first + 1..of_pairs {
            count(&[first, second], &asked, n, &mut alone, &mut known);
            for third in second + 1..of_triples {
                count(&[first, second, third], &asked, n, &mut alone, &mut known);
            }
        }
    }
    let adds = |places: &[usize], count: usize| {
        let within = |left_out: usize| places.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, place)| *place).collect::<Vec<_>>();
        count > 0 && (places.len() == 1 || (0..places.len()).all(|left_out| alone.get(&within(left_out)).is_none_or(|fewer| *fewer < count)))
    };
    let mut worst: Vec<Combination> = alone
        .iter()
        .filter(|(places, count)| adds(places, **count))
        .map(|(places, count)| {
            let mut places = places.clone();
            places.sort_by_key(|place| asked[*place].place);
            let of = |words: &dyn Fn(&Question) -> &String| places.iter().map(|place| words(asked[*place].question).clone()).collect();
            Combination { codes: of(&|question| &question.code), questions: of(&|question| &question.text), alone: *count }
        })
        .collect();
    worst.sort_by(|one, other| other.alone.cmp(&one.alone).then(one.codes.len().cmp(&other.codes.len())).then(one.codes.cmp(&other.codes)));
    worst.truncate(TOLD);
    let bounded = (of_triples < all && all > 1)
        .then(|| format!("toutes les combinaisons n'ont pas été regardées : deux à deux, {of_pairs} questions sur {all} ; trois à trois, {of_triples}"));
    Recognised { alone: known.len(), respondents: n, worst, bounded: bounded.filter(|_| all > 2 || of_pairs < all) }
}

/// How many questions, at most `all`, can be combined.
fn fitting(all: usize, combinations: impl Fn(usize) -> usize, respondents: usize, most: usize) -> usize {
    (0..=all).rev().find(|many| combinations(*many).saturating_mul(respondents) <= most).unwrap_or(0)
}

fn asked<'a>(place: usize, question: &'a Question, answers: &Answers, n: usize) -> Option<Asked<'a>> {
    if !is_looked_at(question) {
        return None;
    }
    let (classes, count) = match answers {
        Answers::Codes(codes) => classes((0..n).map(|row| codes.get(row))),
        Answers::Numbers(numbers) => classes((0..n).map(|row| numbers.get(row).map(|number| number.to_bits()))),
        Answers::Dates(moments) => classes((0..n).map(|row| moments.get(row).map(|seconds| seconds.div_euclid(86_400)))),
        Answers::Sets(_) | Answers::Texts(_) => return None,
    };
    Some(Asked { question, place, classes, count })
}

/// Whether a question is published with its rows, and is one whose answer others may know.
fn is_looked_at(question: &Question) -> bool {
    question.public && !question.sensitive && question.group.is_none() && matches!(question.kind, Kind::Single | Kind::Scale | Kind::Number | Kind::Date)
}

fn classes<T: Eq + Hash>(answers: impl Iterator<Item = Option<T>>) -> (Vec<Option<u32>>, usize) {
    let mut known: HashMap<T, u32> = HashMap::new();
    let classes = answers
        .map(|answer| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            answer.map(|answer| *known.entry(answer).or_insert(next))
        })
        .collect();
    let count = known.len();
    (classes, count)
}

/// How many are alone in their answers to the questions at `places`; who they are.
fn count(places: &[usize], asked: &[Asked], n: usize, alone: &mut BTreeMap<Vec<usize>, usize>, known: &mut BTreeSet<u32>) {
    let key = |row: usize| places.iter().try_fold(0_u128, |key, place| Some(key << 32 | u128::from(asked[*place].classes[row]?)));
    let mut rows: Vec<(u128, u32)> = (0..n).filter_map(|row| Some((key(row)?, u32::try_from(row).ok()?))).collect();
    rows.sort_unstable();
    let mut found = 0;
    for (place, (key, row)) in rows.iter().enumerate() {
        let is_alone = (place == 0 || rows[place - 1].0 != *key) && rows.get(place + 1).is_none_or(|(next, _)| next != key);
        if is_alone {
            found += 1;
            known.insert(*row);
        }
    }
    alone.insert(places.to_vec(), found);
}

impl Recognised {
    /// How many, and by what: in French, without a full stop.
    #[must_use]
    pub fn told(&self) -> String {
        match (self.alone, self.respondents) {
            (0, _) => format!("personne n'est reconnu par une, deux ou trois réponses{}", self.list()),
            (1, all) => format!("1 répondant sur {all} est seul à avoir donné ses réponses{}", self.list()),
            (alone, all) => format!("{alone} répondants sur {all} sont seuls à avoir donné leurs réponses{}", self.list()),
        }
    }

    /// The worst combinations, after a colon; what was not looked at, in brackets.
    fn list(&self) -> String {
        let list = self.worst.iter().map(|of| format!("{} : {}", of.names(), of.alone)).collect::<Vec<_>>().join(" ; ");
        let bounded = self.bounded.as_ref().map_or(String::new(), |words| format!(" ({words})"));
        if list.is_empty() { bounded } else { format!(" : {list}{bounded}") }
    }

    /// What an agreement records of it.
    #[must_use]
    pub fn recorded(&self) -> Value {
        let combinations: Vec<Value> = self.worst.iter().map(|of| json!({ "questions": of.codes, "seuls": of.alone })).collect();
        json!({ "seuls": self.alone, "sur": self.respondents, "combinaisons": combinations })
    }

    /// What has grown since an agreement recorded `then`: in French, the first thing. `None` when the agreement still says as much.
    #[must_use]
    pub fn grown(&self, then: &Value) -> Option<String> {
        let number = |value: &Value| value["seuls"].as_u64().and_then(|number| usize::try_from(number).ok());
        let before = number(then).unwrap_or(0);
        if self.alone > before {
            return Some(format!("l'accord a été donné pour {before} répondant(s) reconnaissable(s) ; il y en a {}{}", self.alone, self.list()));
        }
        let listed = then["combinaisons"].as_array();
        // A combination that was not listed recognised at most as many as the last one that was.
        let unlisted = listed.map_or(before, |listed| if listed.len() < TOLD { 0 } else { listed.iter().filter_map(number).min().unwrap_or(0) });
        self.worst.iter().find_map(|of| {
            let same = |listed: &&Value| {
                listed["questions"].as_array().is_some_and(|codes| codes.iter().filter_map(Value::as_str).eq(of.codes.iter().map(String::as_str)))
            };
            let before = listed.into_iter().flatten().find(same).map_or(unlisted, |listed| number(listed).unwrap_or(0));
            (of.alone > before)
                .then(|| format!("l'accord a été donné quand {} faisait reconnaître {before} répondant(s) au plus ; c'est {} maintenant", of.names(), of.alone))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::question::Choice;
    use crate::survey::responses::{Codes, State};

    /// A survey of questions of one answer, one text a question: a digit an answer, a space for none.
    fn survey(columns: &[&str]) -> Survey {
        let mut survey = Survey { respondents: columns.first().map_or(0, |column| column.len()), ..Survey::default() };
        for (place, column) in columns.iter().enumerate() {
            let options = (0..10).map(|option| Choice::new(option.to_string(), option.to_string())).collect();
            survey.questions.push(Question { options, ..Question::new(format!("q{place}"), format!("Question {place}"), Kind::Single) });
            let mut codes = Codes::with_capacity(column.len());
            for letter in column.chars() {
                match letter.to_digit(10) {
                    Some(digit) => codes.push(digit as usize),
                    None => codes.push_state(State::Skipped),
                }
            }
            survey.answers.push(Answers::Codes(codes));
        }
        survey
    }

    fn found(of: &Recognised) -> (usize, Vec<String>) {
        (of.alone, of.worst.iter().map(|of| format!("{}={}", of.codes.join("+"), of.alone)).collect())
    }

    #[test]
    fn who_is_alone_in_two_or_three_answers_is_counted() {
        for (columns, alone, worst) in [
            // Nobody is alone in one answer, everybody in both.
            (&["0011", "0101"][..], 4, &["q0+q1=4"][..]),
            // Two by two each pair is there twice; three by three each is alone.
            (&["00001111", "00110011", "01010101"], 8, &["q0+q1+q2=8"]),
            // One answer is enough: the pair recognises more.
            (&["0001", "0011"], 2, &["q0+q1=2", "q0=1"]),
            // A pair that adds nothing to a question alone is not told.
            (&["0001", "0000"], 1, &["q0=1"]),
            // Who did not answer has no combination.
            (&["0011", "010 "], 3, &["q0+q1=3", "q1=1"]),
            (&["0000", "0000"], 0, &[]),
            (&[], 0, &[]),
        ] {
            let (count, told) = found(&within(&survey(columns), MOST_VISITS));
            assert_eq!((count, told), (alone, worst.iter().map(|words| (*words).to_owned()).collect()), "{columns:?}");
        }
    }

    #[test]
    fn what_is_not_published_or_not_known_of_somebody_is_not_looked_at() {
        let all = survey(&["0011", "0101"]);
        let hide: [fn(&mut Question); 4] = [
            |question| question.public = false,
            |question| question.sensitive = true,
            |question| question.group = Some("g".into()),
            |question| question.kind = Kind::Rank,
        ];
        for hide in hide {
            let mut hidden = all.clone();
            hide(&mut hidden.questions[1]);
            assert_eq!(within(&hidden, MOST_VISITS).alone, 0);
        }
    }

    #[test]
    fn the_work_is_bounded_and_it_is_said() {
        let columns = ["00001111", "00110011", "01010101"];
        // Three pairs of eight, and one of three.
        assert_eq!(within(&survey(&columns), 32).bounded, None);
        let fewer = within(&survey(&columns), 31);
        assert!(fewer.bounded.as_ref().is_some_and(|words| words.contains("deux à deux, 3 questions sur 3 ; trois à trois, 2")), "{fewer:?}");
        assert_eq!(fewer.alone, 0);
        let least = within(&survey(&columns), 9);
        assert!(least.told().contains("deux à deux, 2 questions sur 3"), "{}", least.told());
    }

    /// Against a count of each combination by comparing respondents one by one.
    #[test]
    fn counts_equal_those_of_brute_force() {
        let mut state = 7_u64;
        let mut next = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        for _ in 0..40 {
            let columns: Vec<String> =
                (0..4).map(|_| (0..12).map(|_| char::from_digit(next(4) as u32, 10).filter(|digit| *digit != '3').unwrap_or(' ')).collect()).collect();
            let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
            let found = within(&survey(&columns), MOST_VISITS);
            let answers = |row: usize, places: &[usize]| places.iter().map(|place| columns[*place].as_bytes()[row]).collect::<Vec<u8>>();
            let is_alone = |row: usize, places: &[usize]| {
                let own = answers(row, places);
                !own.contains(&b' ') && (0..12).filter(|other| answers(*other, places) == own).count() == 1
            };
            let sets: Vec<Vec<usize>> =
                (1..16_usize).map(|set| (0..4).filter(|place| set >> place & 1 == 1).collect::<Vec<_>>()).filter(|set| set.len() < 4).collect();
            let alone = (0..12).filter(|row| sets.iter().any(|set| is_alone(*row, set))).count();
            assert_eq!(found.alone, alone, "{columns:?}");
            for of in &found.worst {
                let places: Vec<usize> = of.codes.iter().map(|code| code[1..].parse().unwrap()).collect();
                assert_eq!(of.alone, (0..12).filter(|row| is_alone(*row, &places)).count(), "{columns:?} {places:?}");
            }
            let most = sets.iter().map(|set| (0..12).filter(|row| is_alone(*row, set)).count()).max().unwrap();
            assert_eq!(found.worst.first().map_or(0, |of| of.alone), most, "{columns:?}");
        }
    }

    #[test]
    fn an_agreement_is_void_when_more_are_recognised_than_it_says() {
        let now = within(&survey(&["00112", "01010"]), MOST_VISITS);
        assert_eq!(found(&now), (5, vec!["q0+q1=5".to_owned(), "q0=1".to_owned()]));
        let listed = |seuls: usize, combination: Value| json!({ "seuls": seuls, "combinaisons": [combination] });
        let others = |all: [usize; TOLD]| {
            let combinations = all.map(|seuls| json!({ "questions": ["autre"], "seuls": seuls }));
            json!({ "seuls": 5, "combinaisons": combinations })
        };
        for (then, grown) in [
            (now.recorded(), false),
            (json!({ "seuls": 5 }), false),
            (json!({ "seuls": 6 }), false),
            (json!({ "seuls": 4 }), true),
            (json!({}), true),
            // As many respondents, and by other questions.
            (listed(5, json!({ "questions": ["q0", "q1"], "seuls": 4 })), true),
            (listed(5, json!({ "questions": ["q0", "q1"], "seuls": 5 })), true),
            (json!({ "seuls": 5, "combinaisons": [{ "questions": ["q0", "q1"], "seuls": 5 }, { "questions": ["q0"], "seuls": 1 }] }), false),
            (others([5, 5, 5, 5, 1]), true),
            (others([5, 5, 5, 5, 5]), false),
        ] {
            assert_eq!(now.grown(&then).is_some(), grown, "{then}: {:?}", now.grown(&then));
        }
    }
}
