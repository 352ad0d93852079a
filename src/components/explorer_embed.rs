//! A question of a survey alone, in another site's frame: what its section shows at first, where it comes from, and the way to the survey. Written by native programs only; no
//! script runs in it.

use super::{
    explorer::{anchor_of, embedded_question, file_of, has_picture},
    explorer_page::About,
    markup::{Element, classed, element},
};
use crate::{
    explorer::{sentences::Sayer, state::State},
    model::explored::ExploredSurvey,
};

/// What the body of its page holds. A question that is not there leaves only what is said of the survey.
#[must_use]
pub fn embed(survey: &ExploredSurvey, about: &About, place: usize) -> Element {
    let (words, say) = (&survey.words, Sayer { survey });
    let line = |class: &str, words: &str| classed("p", class).words(words);
    // The page stands in another: its links open beside it.
    let elsewhere = |href: &str, words: &str| element("a").set("href", href).set("target", "_blank").set("rel", "noopener").words(words);
    let question = survey.questions.get(place);
    let tag = survey.fictional.then(|| line("explorer__tag", &words.fictional_note));
    let when = [Some(&*say.respondents(survey.n)), about.date.as_deref(), about.mode.as_deref(), survey.design().map(|design| &*design.name)];
    let when = when.into_iter().flatten().collect::<Vec<_>>().join(" – ");
    let sources = about.sources.iter().map(|(title, _)| &**title).collect::<Vec<_>>().join(" ; ");
    let source = (!sources.is_empty()).then(|| line("explorer__note", &say.say(&words.source, &[("source", &sources)])));
    let licence = match &about.licence {
        Some(licence) => say.say(&words.licence, &[("licence", licence)]),
        None => words.licence_unknown.to_string(),
    };
    let links = question.map(|question| {
        let page = ["/sondages/", &survey.id, "/#", &anchor_of(question)].concat();
        let image = file_of(survey, question, if has_picture(question) { "png" } else { "svg" });
        classed("p", "embed__links").with(elsewhere(&page, &words.embed_open)).words(" ").with(elsewhere(&image, &words.embed_image))
    });
    let foot = element("footer")
        .with(line("explorer__note", &when))
        .with(line("explorer__note", &say.uncertainty()))
        .with_if(source)
        .with(line("explorer__note", &licence))
        .with_if(links);
    classed("main", "embed").with_if(tag).with(line("embed__survey", &about.title)).with_if(embedded_question(survey, &State::first(survey), place)).with(foot)
}
