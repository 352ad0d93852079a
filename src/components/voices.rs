//! A survey in words: findings by subject, and the marks that the chosen one's words allow.
//!
//! Before the program runs, radio buttons and `voices.css` do it all: each different drawing and each finding's words stand in the page, and `:has(:checked)` shows
//! the right ones. Once it runs, one live drawing and one live sentence take their place (`data-live`), the choice is read out, and Escape forgets it.

use super::{
    dots::{dots, key_dot},
    markup::{Element, changing, classed, drawn, element, holder},
    rich_text::anchor,
    table::table,
};
use crate::{
    explorer::readings::{Reading, Readings, reading, readings},
    locale::phrase::fill,
    model::{
        block::Voices,
        frame::Frame,
        page::LoadedPage,
        survey::{Finding, WordsSurvey},
        words::Words,
    },
    survey::marks::Mark,
};
use leptos::prelude::*;
use std::sync::Arc;

/// The whole view of the survey at `place` among those of `page`.
#[must_use]
pub fn voices_view(page: &'static LoadedPage, place: usize, frame: &'static Frame) -> AnyView {
    let survey = &page.surveys[place];
    let told: Arc<Told> = Arc::new(Told { words: &frame.words, survey, readings: readings(survey) });
    let chosen: RwSignal<Option<usize>> = RwSignal::new(None);
    #[cfg(feature = "hydrate")]
    browser::take_over(chosen);
    let [drawing, sentence, drawings, sentences, rest] = std::array::from_fn(|_| told.clone());
    let live = || classed("div", "voices__live");
    let stage = vec![
        holder(live(), vec![changing(move || drawing.drawing(chosen.get()))]),
        drawn(move || drawings.drawings()),
        holder(live().set("role", "status"), vec![changing(move || sentence.sentence(chosen.get()))]),
        drawn(move || sentences.sentences()),
    ];
    let views = vec![holder(classed("div", "voices__stage"), stage), drawn(move || rest.key_form_and_table())];
    holder(classed("div", "voices").set("data-bench", "chart"), views)
}

/// A survey, what its words allow, and the interface's words to say it.
struct Told {
    words: &'static Words,
    survey: &'static WordsSurvey,
    readings: Readings,
}

fn said(marks: &[Mark]) -> Vec<Option<Mark>> {
    marks.iter().copied().map(Some).collect()
}

impl Told {
    fn reading(&self, finding: usize) -> Option<&(usize, Reading)> {
        self.readings.by_finding.get(finding)?.as_ref()
    }

    /// The marks of the chosen finding; without a choice, or without a quantity, marks of which nothing is said.
    fn drawing(&self, chosen: Option<usize>) -> Element {
        match chosen.and_then(|chosen| self.reading(chosen)) {
            Some((_, reading)) => dots(&said(&reading.marks)),
            None => dots(&vec![None; self.survey.respondents as usize]),
        }
    }

    /// Every different drawing; the style sheet shows one.
    fn drawings(&self) -> Element {
        let of = |number: usize, drawing: Element| classed("div", "voices__drawing").set("data-drawing", &number.to_string()).with(drawing);
        let drawings = self.readings.drawings.iter().enumerate().map(|(number, marks)| of(number + 1, dots(&said(marks))));
        classed("div", "voices__drawings").with(of(0, self.drawing(None))).with_all(drawings.collect())
    }

    /// What stands beneath the drawing: the finding, and what its words allow.
    fn sentence(&self, chosen: Option<usize>) -> Element {
        let words = self.words;
        let (statement, detail) = match chosen.and_then(|chosen| Some((chosen, self.survey.findings().nth(chosen)?))) {
            None => {
                let values = [("n", &*self.survey.respondents.to_string()), ("respondents", &self.survey.respondent.other)];
                (fill(&words.marks_all, &values), words.choose_finding.to_string())
            }
            Some((chosen, finding)) => {
                let detail = match self.reading(chosen) {
                    Some((_, reading)) => [&words.unpublished, " ", &words_allow(words, self.survey.respondents, reading)].concat(),
                    None => words.no_quantity.to_string(),
                };
                (finding.statement.to_string(), detail)
            }
        };
        element("div").with(classed("p", "voices__statement").words(&statement)).with(classed("p", "voices__detail").words(&detail))
    }

    /// Every sentence; the style sheet shows one.
    fn sentences(&self) -> Element {
        let of = |number: usize, chosen| self.sentence(chosen).set("class", "voices__say").set("data-say", &number.to_string());
        let sentences = (0..self.readings.by_finding.len()).map(|finding| of(finding + 1, Some(finding)));
        classed("div", "voices__says").with(of(0, None)).with_all(sentences.collect())
    }

    fn key_form_and_table(&self) -> Element {
        let words = self.words;
        let key = |mark: Mark, word: &str| element("li").with(key_dot(mark)).words(word);
        let key = classed("ul", "voices__key")
            .set("aria-label", &words.marks_key)
            .with(key(Mark::Certain, &words.mark_certain))
            .with(key(Mark::Possible, &words.mark_possible))
            .with(key(Mark::Excluded, &words.mark_excluded));
        let filter = classed("label", "voices__filter")
            .with(element("input").set("type", "checkbox").set("value", "0").set("data-bench", "sort"))
            .with(element("span").words(&words.only_quantities));
        let clear = classed("button", "button button--quiet").set("type", "reset").words(&words.clear_choice);
        let mut number = 0;
        let subjects = self.survey.subjects.iter().map(|subject| {
            let findings = subject.findings.iter().map(|finding| {
                number += 1;
                self.finding_row(finding, number)
            });
            classed("fieldset", "voices__subject").with(element("legend").words(&subject.title)).with(element("ul").with_all(findings.collect()))
        });
        let form = classed("form", "voices__choice").with(classed("p", "voices__tools").with(filter).with(clear)).with_all(subjects.collect());
        classed("div", "voices__rest").with(key).with(form).with(self.findings_table())
    }

    /// `number`: from 1, in the survey's order; the style sheet and the form speak of findings by it.
    fn finding_row(&self, finding: &Finding, number: usize) -> Element {
        let words = self.words;
        let quoted = |text: &str| fill(&words.quotation, &[("text", text)]);
        // Controls that the load bench drives.
        let bench = match number {
            4 => Some("f1-1"),
            7 => Some("f2-2"),
            _ => None,
        };
        let drawing = self.reading(number - 1).map(|(drawing, _)| (drawing + 1).to_string());
        let radio = element("input")
            .set("type", "radio")
            .set("name", "finding")
            .set("value", &number.to_string())
            .set("data-finding", &number.to_string())
            .set_if("data-reading", drawing.as_deref())
            .set_if("data-bench", bench);
        let quantity = finding.quantity.as_ref().map(|quantity| classed("span", "voices__quantity").words(&quoted(&quantity.to_ascii_lowercase())));
        let label = element("label").with(radio).with(classed("span", "voices__words").words(&finding.statement)).words(" ").with_if(quantity);
        let citation = |text: &str| classed("p", "voices__citation").words(text);
        let source = classed("div", "voices__source");
        let source = match &finding.quote {
            Some(quote) => source.with(element("blockquote").with(element("p").words(&quoted(quote)))).with(citation(&self.survey.citation)),
            None => source.with(citation(&words.no_quote)),
        };
        let elsewhere = finding.quoted_from.as_ref().map(|href| element("p").with(anchor(href, &words.read_source)));
        let help = (!finding.help.is_empty()).then(|| {
            let links = finding.help.iter().map(|link| element("li").with(anchor(&link.href, &link.title))).collect();
            classed("div", "voices__help").with(element("p").words(&words.help_with)).with(element("ul").with_all(links))
        });
        classed("li", "voices__finding").set("id", finding.id.as_str()).set("data-bar", "").with(label).with(source.with_if(elsewhere).with_if(help))
    }

    /// The same as a table.
    fn findings_table(&self) -> Element {
        let words = self.words;
        let of_subjects = self.survey.subjects.iter().flat_map(|subject| subject.findings.iter().map(move |finding| (subject, finding)));
        let rows = of_subjects.zip(&self.readings.by_finding).map(|((subject, finding), reading)| {
            let (told, allowed) = match reading {
                Some((_, reading)) => (fill(&words.quotation, &[("text", &reading.words)]), words_allow(words, self.survey.respondents, reading)),
                None => (String::new(), words.no_quantity.to_string()),
            };
            vec![finding.statement.to_string(), subject.title.to_string(), told, allowed]
        });
        let head: Vec<&str> = words.findings_columns.iter().map(|title| &**title).collect();
        classed("details", "voices__table").with(element("summary").words(&words.findings_as_table)).with(table(
            &words.findings_as_table,
            false,
            &head,
            rows.collect(),
        ))
    }
}

fn words_allow(words: &Words, respondents: u32, reading: &Reading) -> String {
    let [min, max, n] = [*reading.allowed.start(), *reading.allowed.end(), respondents].map(|count| count.to_string());
    fill(&words.words_allow, &[("words", &reading.words), ("min", &min), ("max", &max), ("n", &n)])
}

/// A survey's marks for one finding, as an invitation to read on.
#[must_use]
pub fn invitation(block: &Voices, survey: &WordsSurvey, words: &Words) -> Element {
    let reading = survey.finding(&block.finding).and_then(|finding| reading(finding, survey.respondents));
    let section =
        classed("section", "invitation").set("aria-labelledby", "invitation-title").with(element("h2").set("id", "invitation-title").words(&block.title));
    let section = match reading {
        Some(reading) => {
            let note = [&words.unpublished, " ", &words_allow(words, survey.respondents, &reading)].concat();
            section.with(dots(&said(&reading.marks))).with(classed("p", "invitation__note").words(&note))
        }
        None => section,
    };
    section.with(classed("p", "invitation__link").with(anchor(&block.link.href, &block.link.title)))
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{ev, prelude::*};
    use leptos_router::location::{BrowserUrl, LocationProvider};
    use wasm_bindgen::JsCast;
    use web_sys::HtmlInputElement;

    fn radios() -> impl Iterator<Item = HtmlInputElement> {
        let found = document().query_selector_all(".voices input[type=radio]").ok();
        found.into_iter().flat_map(|list| (0..list.length()).filter_map(move |index| list.item(index)?.dyn_into().ok()))
    }

    /// Starts from what the reader has already chosen, or from the finding that the address names (`#f10`); then follows the radio buttons. Escape forgets.
    ///
    /// The root tells its state: `data-live`, and `data-chosen` with the finding's number.
    pub fn take_over(chosen: RwSignal<Option<usize>>) {
        Effect::new(move |first: Option<()>| {
            let choice = chosen.get();
            let Ok(Some(root)) = document().query_selector(".voices") else { return };
            _ = root.set_attribute("data-live", "");
            _ = match choice {
                Some(finding) => root.set_attribute("data-chosen", &(finding + 1).to_string()),
                None => root.remove_attribute("data-chosen"),
            };
            if first.is_none() {
                start(chosen);
            }
        });
        let forget = move || {
            radios().for_each(|radio| radio.set_checked(false));
            chosen.set(None);
        };
        let change = window_event_listener(ev::change, move |_| chosen.set(radios().position(|radio| radio.checked())));
        let reset = window_event_listener(ev::reset, move |_| forget());
        let escape = window_event_listener(ev::keydown, move |event| {
            // An open menu closes first.
            if event.key() == "Escape" && !event.default_prevented() && chosen.get_untracked().is_some() {
                forget();
            }
        });
        on_cleanup(move || {
            change.remove();
            reset.remove();
            escape.remove();
        });
    }

    fn start(chosen: RwSignal<Option<usize>>) {
        // The router knows the fragment before the address bar does.
        let named = use_context::<BrowserUrl>().map(|location| location.as_url().with_untracked(|url| url.hash().to_owned())).unwrap_or_default();
        for (number, radio) in radios().enumerate() {
            let row = radio.closest(".voices__finding").ok().flatten();
            if row.is_some_and(|row| named.strip_prefix('#') == Some(&row.id())) {
                radio.set_checked(true);
            }
            if radio.checked() {
                chosen.set(Some(number));
            }
        }
    }
}
