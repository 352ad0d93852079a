//! A question of a survey alone, or questions that are read together, in another site's frame: what their section shows at first, where it comes from, and the way to the survey. Written by native programs only; no
//! script runs in it.

use super::{
    explorer::{Shown, anchor_of, anchor_of_code},
    explorer_page::About,
    explorer_still::{file_of, has_picture},
    explorer_together::base_of,
    markup::{Element, classed, element},
};
use crate::{
    explorer::{
        grouped::lines,
        sentences::Sayer,
        state::State,
        view::{Level, SHARES},
    },
    model::explored::{Drawing, ExploredSurvey},
};

/// Which part of a survey stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A question, by its place.
    Question(usize),
    /// Questions that are read together, by the group's place.
    Group(usize),
}

impl Part {
    /// Its code, its text, how many rows or lines it has; `None` when it is not there.
    #[must_use]
    pub fn told(self, survey: &ExploredSurvey) -> Option<(&str, &str, usize)> {
        match self {
            Self::Question(place) => survey.questions.get(place).map(|question| (&*question.code, &*question.text, question.rows.len())),
            Self::Group(place) => survey.groups.get(place).map(|group| (&*group.code, &*group.text, group.labels.len())),
        }
    }
}

/// What the body of its page holds. A part that is not there leaves only what is said of the survey.
#[must_use]
pub fn embed(survey: &ExploredSurvey, about: &About, part: Part) -> Element {
    let (words, say) = (&survey.words, Sayer { survey });
    let line = |class: &str, words: &str| classed("p", class).words(words);
    // The page stands in another: its links open beside it.
    let elsewhere = |href: &str, words: &str| element("a").set("href", href).set("target", "_blank").set("rel", "noopener").words(words);
    let tag = survey.fictional.then(|| line("explorer__tag", &words.fictional_note));
    let when = [Some(&*say.respondents(survey.n)), about.date.as_deref(), about.mode.as_deref(), survey.design().map(|design| &*design.name)];
    let when = when.into_iter().flatten().collect::<Vec<_>>().join(" – ");
    let links = part.told(survey).map(|(code, _, rows)| {
        let page = ["/sondages/", &survey.id, "/#", &anchor_of_code(code)].concat();
        let image = file_of(survey, code, if has_picture(rows) { "png" } else { "svg" });
        classed("p", "embed__links").with(elsewhere(&page, &words.embed_open)).words(" ").with(elsewhere(&image, &words.embed_image))
    });
    let foot = element("footer")
        .with(line("explorer__note", &when))
        .with(line("explorer__note", &say.uncertainty()))
        .with_all(about.origin(survey).iter().map(|words| line("explorer__note", words)).collect())
        .with_if(links);
    let state = State::first(survey);
    let shown = match part {
        Part::Question(place) => embedded_question(survey, &state, place),
        Part::Group(place) => Shown::new(survey, &state).overview_alone(place),
    };
    classed("main", "embed").with_if(tag).with(line("embed__survey", &about.title)).with_if(shown).with(foot)
}

impl Shown<'_> {
    /// The overview of a group alone, in its first view: without what only the program does, and without files.
    fn overview_alone(&self, place: usize) -> Option<Element> {
        let (survey, state, words) = (self.survey, self.state, self.words);
        let group = survey.groups.get(place)?;
        let question = survey.questions.get(group.first as usize)?;
        let line = |class: &str, words: &str| classed("p", class).words(words);
        let (anchor, seen) = (anchor_of_code(&group.code), lines(survey, state, place));
        let [note, key, _] = self.of_group(group, question);
        let base = base_of(self.say, state, place, question, true);
        let masked = seen.iter().find_map(|counted| self.say.masked_note(counted)).map(|note| line("explorer__note", &note));
        let kept = if base.is_empty() { self.say.kept(state.kept, false) } else { base.clone() };
        let table = self.matrix(&self.caption(&group.text, &kept), &words.column_item, &group.labels, question, &seen);
        let drawn = group.labels.iter().zip(&seen).map(|(label, counted)| self.line(group, label, question, counted)).collect();
        let section = classed("section", "explorer__question")
            .set("aria-labelledby", &anchor)
            .with(element("h1").set("id", &anchor).words(&group.text))
            .with(note)
            .with_if((!base.is_empty()).then(|| line("explorer__base", &base)))
            .with(line("explorer__said", &self.say.compared(group, &seen, Level::Standard)).set("data-said", ""))
            .with(key)
            .with(classed("ul", "explorer__lines").set("data-kind", group.kind.word()).with_all(drawn))
            .with_if(masked)
            .with(classed("details", "explorer__fold").with(self.opens_table(false)).with(table));
        Some(classed("div", "explorer").set("data-unit", SHARES).with(section))
    }
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
