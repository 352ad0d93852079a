//! What a survey says on a page's subject.

use super::markup::{Element, classed, element};
use crate::{
    locale::phrase::fill,
    model::{block::FindingQuote, frame::Frame},
};

/// The sentence, and the way to its finding.
#[must_use]
pub fn quoted_finding(finding: &FindingQuote, frame: &Frame) -> Element {
    let place = frame.site.surveys.iter().find(|survey| survey.id == finding.survey);
    let way = place.map(|place| {
        let href = [place.page.as_str(), "#", finding.id.as_str()].concat();
        element("figcaption").with(element("a").set("href", &href).words(&frame.words.see_finding))
    });
    let sentence = element("p").words(&fill(&frame.words.quotation, &[("text", &finding.quote)]));
    classed("figure", "quoted-finding").with(element("blockquote").with(sentence)).with_if(way)
}
