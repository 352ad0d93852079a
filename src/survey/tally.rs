//! Counts: how many chose each option, of whom, and why others did not answer.

use super::question::{Kind, Question};
use super::responses::{Answers, State, Survey};

/// Item non-response: respondents who are not in the base, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Missing {
    /// The question was not put to them.
    pub not_asked: usize,
    /// They gave no answer, or one that the codebook declares as missing (« does not know »).
    pub skipped: usize,
    /// Multiple choice: they saw the list and ticked nothing. Known only where the file tells an unticked box from an absent one.
    pub ticked_nothing: usize,
}

/// How often an option was chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Count {
    /// Respondents.
    pub count: usize,
    /// Fraction of the base, 0 to 1; `None` when the base is 0.
    pub share: Option<f64>,
    /// Sum of their weights over the sum of the base's weights; `None` without weights, or when the latter is 0.
    pub weighted_share: Option<f64>,
}

/// Numbers in short. Quartiles interpolate between the two nearest ranks (type 7 of Hyndman and Fan, 1996: the default of R and of NumPy).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// Least.
    pub min: f64,
    /// First quartile.
    pub first_quartile: f64,
    /// Median.
    pub median: f64,
    /// Arithmetic mean, unweighted.
    pub mean: f64,
    /// Third quartile.
    pub third_quartile: f64,
    /// Greatest.
    pub max: f64,
}

/// The counts of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// Respondents who answered; for a multiple choice, who ticked at least one option. Shares are of them.
    pub base: usize,
    /// The others.
    pub missing: Missing,
    /// Of those skipped, how many gave each declared reason, in the order of [`Question::missing`].
    pub declared: Vec<usize>,
    /// One an option, in the order of the questionnaire; empty for numbers, texts and dates.
    pub options: Vec<Count>,
    /// Of a number with at least one answer.
    pub numbers: Option<Summary>,
    /// First and last moment of a date with at least one answer, in seconds since 1970.
    pub dates: Option<(i64, i64)>,
}

/// Counts every question. `weights`: one a respondent, finite and not negative.
///
/// # Panics
/// When there are weights, but not one a respondent.
#[must_use]
pub fn tally(survey: &Survey, weights: Option<&[f64]>) -> Vec<Tally> {
    survey.questions.iter().zip(&survey.answers).map(|(question, answers)| of_question(question, answers, weights)).collect()
}

/// Counts one question.
///
/// # Panics
/// When there are weights, but not one a respondent.
#[must_use]
pub fn of_question(question: &Question, answers: &Answers, weights: Option<&[f64]>) -> Tally {
    if let Some(weights) = weights {
        assert_eq!(weights.len(), answers.len(), "one weight a respondent");
    }
    let weight = |respondent: usize| weights.map_or(1.0, |weights| weights[respondent]);
    let (mut base, mut base_weight, mut missing) = (0, 0.0, Missing::default());
    let mut declared = vec![0; question.missing.len()];
    let mut counts = vec![(0_usize, 0.0); if question.kind.has_options() { question.options.len() } else { 0 }];
    let mut add = |option: usize, weight: f64| {
        if let Some((count, sum)) = counts.get_mut(option) {
            *count += 1;
            *sum += weight;
        }
    };
    for respondent in 0..answers.len() {
        match answers.state(respondent) {
            State::Answered => {
                base += 1;
                base_weight += weight(respondent);
                match answers {
                    Answers::Codes(codes) => codes.get(respondent).into_iter().for_each(|option| add(option, weight(respondent))),
                    Answers::Sets(sets) => sets.ticked(respondent).for_each(|option| add(option, weight(respondent))),
                    _ => {}
                }
            }
            State::NotAsked => missing.not_asked += 1,
            State::Skipped => missing.skipped += 1,
            State::TickedNothing => missing.ticked_nothing += 1,
            State::Declared(place) => {
                missing.skipped += 1;
                if let Some(count) = declared.get_mut(place) {
                    *count += 1;
                }
            }
        }
    }
    let options = counts
        .into_iter()
        .map(|(count, sum)| Count {
            count,
            share: (base > 0).then(|| count as f64 / base as f64),
            weighted_share: (weights.is_some() && base_weight > 0.0).then(|| sum / base_weight),
        })
        .collect();
    let numbers = match answers {
        Answers::Numbers(readings) if question.kind == Kind::Number => summary(readings.present().copied().collect()),
        _ => None,
    };
    let dates = match answers {
        Answers::Dates(readings) => readings.present().min().copied().zip(readings.present().max().copied()),
        _ => None,
    };
    Tally { base, missing, declared, options, numbers, dates }
}

/// The numbers in short; `None` when there is none.
#[must_use]
pub fn summary(mut numbers: Vec<f64>) -> Option<Summary> {
    numbers.sort_by(f64::total_cmp);
    let (min, max) = (*numbers.first()?, *numbers.last()?);
    let quantile = |fraction: f64| {
        let place = fraction * (numbers.len() - 1) as f64;
        let (below, above) = (numbers[place.floor() as usize], numbers[place.ceil() as usize]);
        below + (above - below) * place.fract()
    };
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    Some(Summary { min, first_quartile: quantile(0.25), median: quantile(0.5), mean, third_quartile: quantile(0.75), max })
}

#[cfg(test)]
mod tests {
    use super::super::question::Choice;
    use super::super::responses::{Codes, Readings, Sets};
    use super::*;

    fn question(kind: Kind, options: &[&str]) -> Question {
        Question { options: options.iter().map(|code| Choice::new(*code, *code)).collect(), ..Question::new("q", "Q", kind) }
    }

    #[test]
    fn a_skipped_question_does_not_count_in_the_base() {
        let mut codes = Codes::default();
        [0, 1, 1].into_iter().for_each(|option| codes.push(option));
        codes.push_state(State::Skipped);
        codes.push_state(State::NotAsked);
        codes.push_state(State::Declared(0));
        let question = Question { missing: vec![Choice::new("NSP", "Ne sait pas")], ..question(Kind::Single, &["a", "b"]) };
        let found = of_question(&question, &Answers::Codes(codes), None);
        assert_eq!(found.base, 3);
        assert_eq!(found.missing, Missing { not_asked: 1, skipped: 2, ticked_nothing: 0 });
        assert_eq!(found.declared, [1]);
        let expected = [(1, Some(1.0 / 3.0)), (2, Some(2.0 / 3.0))];
        assert_eq!(found.options.iter().map(|option| (option.count, option.share)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn who_ticked_nothing_is_not_in_the_base_of_a_multiple_choice() {
        let mut sets = Sets::new(2);
        sets.push([0, 1]);
        sets.push([1]);
        sets.push([]);
        let found = of_question(&question(Kind::Multiple, &["a", "b"]), &Answers::Sets(sets), None);
        assert_eq!((found.base, found.missing.ticked_nothing), (2, 1));
        assert_eq!(found.options.iter().map(|option| option.share).collect::<Vec<_>>(), [Some(0.5), Some(1.0)]);
    }

    #[test]
    fn a_weighted_share_is_the_weight_of_those_who_chose_over_that_of_the_base() {
        let mut codes = Codes::default();
        codes.push(0);
        codes.push(1);
        codes.push_state(State::Skipped);
        let question = question(Kind::Single, &["a", "b"]);
        let found = of_question(&question, &Answers::Codes(codes.clone()), Some(&[3.0, 1.0, 100.0]));
        assert_eq!(found.options.iter().map(|option| option.weighted_share).collect::<Vec<_>>(), [Some(0.75), Some(0.25)]);
        let weightless = of_question(&question, &Answers::Codes(codes), Some(&[0.0, 0.0, 1.0]));
        assert_eq!(weightless.options[0].weighted_share, None);
    }

    #[test]
    fn without_a_base_there_is_no_share() {
        let found = of_question(&question(Kind::Single, &["a"]), &Answers::Codes(Codes::default()), None);
        assert_eq!((found.base, found.options[0].count, found.options[0].share), (0, 0, None));
    }

    #[test]
    fn quartiles_are_those_of_r_and_numpy() {
        let found = summary(vec![7.0, 1.0, 3.0, 4.0]).unwrap();
        assert_eq!([found.min, found.first_quartile, found.median, found.mean, found.third_quartile, found.max], [1.0, 2.5, 3.5, 3.75, 4.75, 7.0]);
        assert_eq!(summary(vec![]), None);
        let one = summary(vec![5.0]).unwrap();
        assert_eq!([one.first_quartile, one.median, one.third_quartile], [5.0; 3]);
    }

    #[test]
    fn a_text_is_counted_and_not_shown() {
        let mut texts = Readings::<Box<str>>::default();
        texts.push("secret".into());
        texts.push_state(State::Skipped);
        let found = of_question(&question(Kind::Text, &[]), &Answers::Texts(texts), None);
        assert_eq!((found.base, found.missing.skipped, found.options.len()), (1, 1, 0));
    }
}
