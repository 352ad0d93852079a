//! A survey's marks for one finding, as an invitation to read on.

use super::{
    anchor::anchor,
    dots::dots,
    markup::{Element, classed, element},
};
use crate::{
    explorer::readings::{Reading, reading},
    locale::phrase::fill,
    model::{block::Voices, survey::WordsSurvey, words::Words},
    survey::marks::Mark,
};

/// A survey's marks for one finding, as an invitation to read on.
#[must_use]
pub fn invitation(block: &Voices, survey: &WordsSurvey, words: &Words) -> Element {
    let reading = survey.finding(&block.finding).and_then(|finding| reading(finding, survey.respondents));
    let section =
        classed("section", "invitation").set("aria-labelledby", "invitation-title").with(element("h2").set("id", "invitation-title").words(&block.title));
    let section = match reading {
        Some(reading) => {
            section.with(dots(&said(&reading.marks))).with(classed("p", "invitation__note").words(&words_allow(words, survey.respondents, &reading)))
        }
        None => section,
    };
    section.with(classed("p", "invitation__link").with(anchor(&block.link.href, &block.link.title)))
}

/// What the words of a reading allow, with the warning that no count was published.
#[must_use]
pub fn words_allow(words: &Words, respondents: u32, reading: &Reading) -> String {
    let [min, max, n] = [*reading.allowed.start(), *reading.allowed.end(), respondents].map(|count| count.to_string());
    [&words.unpublished, " ", &fill(&words.words_allow, &[("words", &reading.words), ("min", &min), ("max", &max), ("n", &n)])].concat()
}

/// Marks of which something is said.
#[must_use]
pub fn said(marks: &[Mark]) -> Vec<Option<Mark>> {
    marks.iter().copied().map(Some).collect()
}
