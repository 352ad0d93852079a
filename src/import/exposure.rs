//! What the counts of a survey would reveal of somebody: answers that few gave.

use std::collections::BTreeMap;

use super::package::{Level, Package};
use super::values;
use crate::survey::question::{Kind, Question};
use crate::survey::responses::Answers;

/// An answer that so few gave that one of them could be recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposed {
    /// The question's code.
    pub code: String,
    /// The question as asked.
    pub question: String,
    /// The answer, as readers would see it.
    pub answer: String,
    /// How many gave it: 1 to the threshold, without it.
    pub count: usize,
    /// Who answered the question.
    pub base: usize,
    /// Whether answers are numbers or days, each of which would be published as it is.
    pub exact: bool,
}

impl Exposed {
    /// The fault, in French: question, answer, how many.
    #[must_use]
    pub fn what(&self) -> String {
        let respondents = if self.count == 1 { "1 seul répondant" } else { &format!("{} répondants", self.count) };
        format!("question « {} », réponse « {} » : {respondents} sur {}, quelqu'un pourrait être reconnu", self.question, self.answer, self.base)
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        if self.exact {
            "publiez en mode protégé (\"publication\": \"protected\"), regroupez les valeurs en classes, ou notez l'accord des répondants dans passerelle.accords.reponses (par, le)"
        } else {
            "publiez en mode protégé (\"publication\": \"protected\"), regroupez des options, ou notez l'accord des répondants dans passerelle.accords.reponses (par, le)"
        }
    }
}

/// For each question whose answers may be published, the answer that fewest gave, when fewer than `threshold` did: in the order of the questionnaire.
///
/// Texts are left out: they are published with their authors' consent or not at all. Of a multiple choice, an option that all but a few chose reveals these as well.
#[must_use]
pub fn exposed(package: &Package, threshold: usize) -> Vec<Exposed> {
    let is_shown = |question: &Question| question.public && !question.sensitive && question.kind != Kind::Text;
    match &package.level {
        Level::Words(_) => Vec::new(),
        Level::Aggregates(counted) => counted
            .iter()
            .filter(|counted| is_shown(&counted.question))
            .filter_map(|of| rarest(&of.question, labelled(&of.question, &of.counts), of.base, threshold))
            .collect(),
        Level::Responses(survey) => {
            let asked = survey.questions.iter().zip(&survey.answers).filter(|(question, _)| is_shown(question));
            asked.filter_map(|(question, answers)| of_answers(question, answers, threshold)).collect()
        }
    }
}

fn labelled(question: &Question, counts: &[usize]) -> Vec<(String, usize)> {
    question.options.iter().map(|option| option.label.clone()).zip(counts.iter().copied()).collect()
}

fn of_answers(question: &Question, answers: &Answers, threshold: usize) -> Option<Exposed> {
    let mut values: BTreeMap<String, usize> = BTreeMap::new();
    match answers {
        Answers::Numbers(numbers) => numbers.present().for_each(|number| *values.entry(values::written(*number)).or_default() += 1),
        Answers::Dates(moments) => moments.present().for_each(|moment| *values.entry(values::moment_written(*moment, false)).or_default() += 1),
        Answers::Texts(_) => return None,
        Answers::Codes(_) | Answers::Sets(_) => {
            let tally = crate::survey::tally::of_question(question, answers, None);
            let counts: Vec<usize> = tally.options.iter().map(|option| option.count).collect();
            return rarest(question, labelled(question, &counts), tally.base, threshold);
        }
    }
    let base = values.values().sum();
    rarest(question, values.into_iter().collect(), base, threshold)
}

fn rarest(question: &Question, counts: Vec<(String, usize)>, base: usize, threshold: usize) -> Option<Exposed> {
    let multiple = question.kind == Kind::Multiple;
    // Of a multiple choice, those who did not choose are told by the difference.
    let both = counts.into_iter().flat_map(|(answer, count)| {
        let others = multiple.then(|| (format!("pas « {answer} »"), base.saturating_sub(count)));
        [Some((answer, count)), others].into_iter().flatten()
    });
    let (answer, count) = both.filter(|(_, count)| (1..threshold).contains(count)).min_by_key(|(_, count)| *count)?;
    let exact = matches!(question.kind, Kind::Number | Kind::Date);
    Some(Exposed { code: question.code.clone(), question: question.text.clone(), answer, count, base, exact })
}

#[cfg(test)]
mod tests {
    use super::super::aggregates::Counted;
    use super::*;
    use crate::survey::question::Choice;

    fn package(kind: Kind, counts: &[usize], base: usize, sensitive: bool) -> Package {
        let options = (0..counts.len()).map(|place| Choice::new(format!("o{place}"), format!("Option {place}"))).collect();
        let question = Question { options, sensitive, ..Question::new("q", "Qui ?", kind) };
        let counted = Counted { question, counts: counts.to_vec(), base, sources: vec![String::new(); counts.len()] };
        Package { level: Level::Aggregates(vec![counted]), ..Package::named("essai", "Essai") }
    }

    #[test]
    fn the_rarest_answer_is_told_when_too_few_gave_it() {
        for (kind, counts, base, sensitive, expected) in [
            (Kind::Single, &[12, 8, 3][..], 23, false, Some(("Option 2", 3))),
            (Kind::Single, &[12, 8, 3, 1], 24, false, Some(("Option 3", 1))),
            (Kind::Single, &[12, 8, 3], 23, true, None),
            (Kind::Single, &[18, 5, 0], 23, false, None),
            // Two did not choose it, and the difference tells so.
            (Kind::Multiple, &[21, 9], 23, false, Some(("pas « Option 0 »", 2))),
            (Kind::Multiple, &[23, 9], 23, false, None),
        ] {
            let found = exposed(&package(kind, counts, base, sensitive), 5);
            let told = found.first().map(|exposed| (exposed.answer.as_str(), exposed.count));
            assert_eq!(told, expected, "{counts:?}");
        }
    }
}
