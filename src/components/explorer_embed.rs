//! A question of a survey alone, in another site's frame: what its section shows at first, where it comes from, and the way to the survey. Written by native programs only; no
//! script runs in it.

use super::{
    explorer::{Shown, anchor_of},
    explorer_page::About,
    explorer_still::{file_of, has_picture},
    markup::{Element, classed, element},
};
use crate::{
    explorer::{
        sentences::Sayer,
        state::State,
        view::{Level, SHARES},
    },
    model::explored::{Drawing, ExploredSurvey},
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
    let links = question.map(|question| {
        let page = ["/sondages/", &survey.id, "/#", &anchor_of(question)].concat();
        let image = file_of(survey, question, if has_picture(question) { "png" } else { "svg" });
        classed("p", "embed__links").with(elsewhere(&page, &words.embed_open)).words(" ").with(elsewhere(&image, &words.embed_image))
    });
    let foot = element("footer")
        .with(line("explorer__note", &when))
        .with(line("explorer__note", &say.uncertainty()))
        .with_all(about.origin(survey).iter().map(|words| line("explorer__note", words)).collect())
        .with_if(links);
    classed("main", "embed").with_if(tag).with(line("embed__survey", &about.title)).with_if(embedded_question(survey, &State::first(survey), place)).with(foot)
}

/// A question alone, in its first view: without what only the program does, and without files. It stands under a title of the first level.
fn embedded_question(survey: &ExploredSurvey, state: &State, place: usize) -> Option<Element> {
    let shown = Shown::new(survey, state);
    let (question, counted, all) = (survey.questions.get(place)?, state.counted.get(place)?, state.all.get(place)?);
    let text = question.drawing == Drawing::Text;
    let line = |class: &str, words: &str| classed("p", class).words(words);
    let anchor = anchor_of(question);
    let notes = shown.say.uncertainty_of(question, counted);
    let notes = notes.iter().map(|note| line("explorer__note", note)).collect();
    let section = classed("section", "explorer__question")
        .set("aria-labelledby", &anchor)
        .with(element("h1").set("id", &anchor).words(&question.text))
        .with(line("explorer__base", &shown.say.base(question, counted)))
        .with(line("explorer__said", &shown.say.summary(question, counted, Level::Standard)).set("data-said", ""))
        .with_if(shown.drawing(question, counted, all))
        .with(shown.rows(place, question, counted, all))
        .with_if(question.is_multiple().then(|| shown.several()))
        .with_if(shown.say.points(counted.base).filter(|_| !text).map(|points| line("explorer__note", &points)))
        .with_all(notes)
        .with(classed("details", "explorer__fold").with(shown.opens_table(false)).with(shown.plain_table(question, counted)));
    Some(classed("div", "explorer").set("data-unit", SHARES).with(section))
}
