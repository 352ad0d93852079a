//! The page of a survey whose counts are published: what the survey is, its questions by name, then the explorer. Written by native programs only.

use super::{
    anchor::anchor,
    contents::{contents, has_contents},
    explorer::{anchor_of, anchor_of_code, explorer},
    explorer_still::PACKAGE,
    markup::{Element, classed, element},
};
use crate::{
    explorer::{sentences::Sayer, state::State},
    locale::fold::fold,
    model::{
        explored::{ExploredQuestion, ExploredSurvey},
        frame::Frame,
        page::Section,
        text::{Href, Prose},
    },
    routes,
};

/// A sentence of the story, and where what it says can be seen: a path of this explorer's; `None` of one that only tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its words.
    pub words: Prose,
    /// Its view.
    pub href: Option<String>,
}

/// What a data package says of its survey, beside its data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// Its name.
    pub title: Prose,
    /// In a sentence or two.
    pub description: Option<Prose>,
    /// Paragraphs.
    pub introduction: Vec<Prose>,
    /// The survey told: sentences, each with the view that it speaks of.
    pub story: Vec<Told>,
    /// How many were asked, when it is known.
    pub invited: Option<u32>,
    /// When.
    pub date: Option<Prose>,
    /// How.
    pub mode: Option<Prose>,
    /// Titles of the sources, with their addresses.
    pub sources: Vec<(Prose, Option<Href>)>,
    /// What may be done with the data.
    pub licence: Option<Prose>,
}

impl About {
    /// The title, said to be of invented data when it is and does not say so itself.
    #[must_use]
    pub fn full_title(&self, survey: &ExploredSurvey) -> String {
        let fictional = &*survey.words.fictional;
        if survey.fictional && !fold(&self.title).contains(&fold(fictional)) { [&*self.title, " – ", fictional].concat() } else { self.title.to_string() }
    }

    /// Titles of the sources; empty when none is told.
    #[must_use]
    pub fn source(&self) -> String {
        self.sources.iter().map(|(title, _)| &**title).collect::<Vec<_>>().join(" ; ")
    }

    /// A sentence on the sources, when they are told, and one on what may be done with the data.
    #[must_use]
    pub fn origin(&self, survey: &ExploredSurvey) -> Vec<String> {
        let (words, say) = (&survey.words, Sayer { survey });
        let source = Some(self.source()).filter(|source| !source.is_empty()).map(|source| say.say(&words.source, &[("source", &source)]));
        let licence = match &self.licence {
            Some(licence) => say.say(&words.licence, &[("licence", licence)]),
            None => words.licence_unknown.to_string(),
        };
        source.into_iter().chain([licence]).collect()
    }
}

/// What stands in the page's `main`.
#[must_use]
pub fn explorer_page(survey: &ExploredSurvey, about: &About, frame: &Frame) -> Element {
    let words = &survey.words;
    // Of questions that are read together, what is asked of all.
    let section = |(place, question): (usize, &ExploredQuestion)| match survey.group_of(place) {
        Some(group) => (group.first as usize == place).then(|| Section { level: 2, id: anchor_of_code(&group.code), title: group.text.clone() }),
        None => Some(Section { level: 2, id: anchor_of(question), title: question.text.clone() }),
    };
    let sections: Vec<Section> = survey.questions.iter().enumerate().filter_map(section).collect();
    let home = element("a").set("href", &routes::href_of(&frame.lang, routes::HOME)).set("data-bench", "nav").words(&frame.words.home);
    let own = element("span").set("aria-current", "page").words(&about.title);
    let trail = element("ol").with(element("li").with(home)).with(element("li").with(own));
    let trail = classed("nav", "breadcrumbs").set("aria-label", &frame.words.breadcrumb).with(trail);
    let paragraph = |class: &str, words: &str| classed("p", class).words(words);
    let ribbon = survey.fictional.then(|| paragraph("explorer__ribbon", &words.fictional_note));
    let lead = about.description.as_ref().map(|words| paragraph("lead", words));
    let title = classed("div", "article__title").with(element("h1").set("tabindex", "-1").words(&about.title)).with_if(lead);
    let head = classed("div", "article__head").with(trail).with(title).with_if(ribbon);
    // What ends a table that one copies.
    let end = about.origin(survey).join("\n");
    let introduction = about.introduction.iter().map(|words| element("p").words(words)).collect();
    let story = story(survey, about);
    let about = classed("div", "explorer__about").with_all(introduction).with(facts(survey, about)).with_if(story);
    let article = classed("article", "article").set("data-kind", "explorer").set("data-tint", "0").set("data-end", &end).with(head).with(about);
    // It scrolls by itself where it is long.
    let article = article.with_if(has_contents(&sections).then(|| contents(&sections, &frame.words).set("tabindex", "0")));
    article.with(explorer(survey, &State::first(survey))).with(whole(survey))
}

/// The survey told: each sentence opens what it speaks of, or says that it only tells.
fn story(survey: &ExploredSurvey, about: &About) -> Option<Element> {
    let words = &survey.words;
    let sentence = |told: &Told| match &told.href {
        Some(href) => element("li").with(element("a").set("href", href).set("data-view", "").words(&told.words)),
        None => element("li").with(classed("span", "explorer__told").words(&words.story_told)).words(" ").words(&told.words),
    };
    let list = element("ol").with_all(about.story.iter().map(sentence).collect());
    let section = classed("section", "explorer__story").set("aria-labelledby", "recit");
    let title = element("h2").set("id", "recit").words(&words.story);
    let note = classed("p", "explorer__note").words(&words.story_note);
    (!about.story.is_empty()).then(|| section.with(title).with(note).with(list))
}

/// Every question in one file.
fn whole(survey: &ExploredSurvey) -> Element {
    let words = &survey.words;
    let file = |extension: &str, title: &str| {
        let href = ["/sondages/", &survey.id, "/", &survey.id, ".", extension].concat();
        element("li").with(element("a").set("href", &href).set("download", "").words(title))
    };
    let files = element("ul").with(file("csv", &words.csv)).with(file("json", &words.json));
    let takeaway = classed("div", "explorer__takeaway explorer__whole").with(element("h2").words(&words.takeaway_all)).with(files);
    if !survey.packaged {
        return takeaway;
    }
    let data = if survey.rows { "reponses.csv" } else { "resultats.csv" };
    let file = |name: &str, title: &str| {
        let href = ["/sondages/", &survey.id, "/", PACKAGE, "/", name].concat();
        // The name of the file says what a table cannot.
        let fictional = if survey.fictional { "donnees-fictives-" } else { "" };
        element("li").with(element("a").set("href", &href).set("download", &[&survey.id, "-", fictional, name].concat()).words(title))
    };
    let parts = [
        ("datapackage.json", &words.package_description),
        ("questions.csv", &words.package_questions),
        (data, &words.package_data),
        ("ddi.xml", &words.package_ddi),
    ];
    let files = element("ul").with_all(parts.iter().map(|(name, title)| file(name, title)).collect());
    takeaway.with(classed("p", "explorer__note").words(&words.package)).with(files)
}

fn facts(survey: &ExploredSurvey, about: &About) -> Element {
    let (words, say) = (&survey.words, Sayer { survey });
    let unknown = || words.fact_unknown.to_string();
    let respondents = say.respondents(survey.n);
    let respondents = match about.invited {
        Some(invited) => say.say(&words.respondents_of, &[("respondents", &respondents), ("invited", &crate::locale::number::grouped(invited))]),
        None => respondents,
    };
    let fact = |term: &str, told: &str| element("div").with(element("dt").words(term)).with(element("dd").words(told));
    let maybe = |told: &Option<Prose>| told.as_ref().map_or_else(unknown, |told| told.to_string());
    let sources =
        about.sources.iter().map(|(title, href)| element("dd").with(href.as_ref().map_or_else(|| element("span").words(title), |href| anchor(href, title))));
    let sources: Vec<Element> = sources.collect();
    let sources =
        element("div").with(element("dt").words(&words.fact_source)).with_all(if sources.is_empty() { vec![element("dd").words(&unknown())] } else { sources });
    let design = [survey.design().map_or("", |design| &design.name), ". ", &say.uncertainty()].concat();
    classed("dl", "explorer__facts")
        .set("aria-label", &words.facts)
        .with(fact(&words.fact_respondents, &respondents))
        .with(fact(&words.fact_date, &maybe(&about.date)))
        .with(fact(&words.fact_mode, &maybe(&about.mode)))
        .with(fact(&words.fact_design, &design))
        .with(sources)
        .with(fact(&words.fact_licence, about.licence.as_ref().unwrap_or(&words.licence_unknown)))
}
