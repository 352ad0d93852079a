//! What the words of a survey's findings allow to be drawn.

use crate::{
    model::survey::{Finding, WordsSurvey},
    survey::{
        marks::{Mark, marks},
        quantity::Quantity,
    },
};
use std::ops::RangeInclusive;

/// What one finding's words allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What they tell.
    pub quantity: Quantity,
    /// The words, as they stand in the sentence.
    pub words: String,
    /// The counts that they allow.
    pub allowed: RangeInclusive<u32>,
    /// One a respondent.
    pub marks: Vec<Mark>,
}

/// The reading of `finding`; `None` when its words tell no quantity that we dare to read.
#[must_use]
pub fn reading(finding: &Finding, respondents: u32) -> Option<Reading> {
    let words = finding.quantity.as_ref()?;
    let quantity = Quantity::from_words(words)?;
    let allowed = quantity.allows(respondents);
    Some(Reading { quantity, words: words.to_ascii_lowercase(), marks: marks(allowed.clone(), respondents), allowed })
}

/// A survey's readings, so that each different drawing is made once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings {
    /// `by_finding[i]`: the reading of the survey's `i`-th finding and the number of its drawing.
    pub by_finding: Vec<Option<(usize, Reading)>>,
    /// The different sets of marks, in order of first use. A drawing's number is its index.
    pub drawings: Vec<Vec<Mark>>,
}

/// The readings of every finding, in the survey's order.
#[must_use]
pub fn readings(survey: &WordsSurvey) -> Readings {
    let mut drawings: Vec<Vec<Mark>> = Vec::new();
    let by_finding = survey
        .findings()
        .map(|finding| {
            let reading = reading(finding, survey.respondents)?;
            let known = drawings.iter().position(|marks| *marks == reading.marks);
            let number = known.unwrap_or_else(|| {
                drawings.push(reading.marks.clone());
                drawings.len() - 1
            });
            Some((number, reading))
        })
        .collect();
    Readings { by_finding, drawings }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::model::json::{FromJson, Json};

    fn survey(quantities: &[Option<&str>]) -> WordsSurvey {
        let findings: Vec<String> = quantities
            .iter()
            .enumerate()
            .map(|(index, words)| {
                let words = words.map(|words| format!(r#""quantity": "{words}","#)).unwrap_or_default();
                format!(r#"{{"id": "f{index}", "statement": "s", {words} "quote": "q", "help": []}}"#)
            })
            .collect();
        let text = format!(
            r#"{{"id": "s", "title": "t", "respondents": 23, "respondent": {{"one": "a", "other": "b"}}, "citation": "c", "page": "/s/",
                "subjects": [{{"title": "t", "findings": [{}]}}], "sources": []}}"#,
            findings.join(",")
        );
        WordsSurvey::from_json(&Json::parse(&text).unwrap()).unwrap()
    }

    #[test]
    fn findings_that_allow_the_same_share_a_drawing() {
        let readings = readings(&survey(&[Some("la plupart"), None, Some("une majorité"), Some("moins de la moitié"), Some("fortement")]));
        let numbers: Vec<_> = readings.by_finding.iter().map(|reading| reading.as_ref().map(|(number, _)| *number)).collect();
        assert_eq!(numbers, [Some(0), None, Some(0), Some(1), None]);
        assert_eq!(readings.drawings.len(), 2);
    }
}
