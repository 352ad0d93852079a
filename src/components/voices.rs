//! A survey in words: findings by subject, and the marks that the chosen one's words allow.
//!
//! Radio buttons, fragments and `voices.css` do it all: each different drawing stands in the page with its words, and one is shown. Once the program runs, the choice is
//! read out and stands in the address, and Escape forgets it (`pages/survey.rs`). Written natively only: see
//! `docs/decisions/0017-the-surveys-page-is-a-document.md`.

use super::{
    anchor::anchor,
    dots::{changing_dots, key_dot},
    invitation::words_allow,
    markup::{Element, classed, element},
    rich_text::paragraph,
    table::table,
};
use crate::{
    explorer::readings::{Reading, Readings, readings},
    locale::phrase::fill,
    model::{
        block::{OwnAnswer, OwnChoice},
        menu::MenuLink,
        slug::Slug,
        survey::{Finding, Subject, WordsSurvey},
        text::{RichText, Span},
        words::Words,
    },
    routes,
    survey::{
        marks::Mark,
        quantity::{Quantity, told},
    },
};

/// The whole view of `survey`.
#[must_use]
pub fn voices_view(survey: &WordsSurvey, words: &Words) -> Element {
    let told = Told { words, survey, readings: readings(survey) };
    let voices = &words.voices;
    let place = |place: usize| fill(&voices.mark_place, &[("place", &place.to_string()), ("n", &survey.respondents.to_string())]);
    let marks = changing_dots(survey.respondents, &told.readings.drawings, &place).set("data-unsaid", &voices.mark_unsaid);
    let stage = classed("div", "voices__stage").with(marks).with(told.drawings());
    // The program says here what a choice shows.
    let said = classed("p", "hidden").set("role", "status");
    classed("div", "voices").set("data-bench", "chart").with(stage.with(said)).with(told.key_form_and_table())
}

/// A survey, what its words allow, and the interface's words to say it.
struct Told<'a> {
    words: &'a Words,
    survey: &'a WordsSurvey,
    readings: Readings,
}

/// What a drawing shows.
enum Drawing<'a> {
    /// Nothing is chosen.
    Start,
    /// The words tell no quantity.
    Unsaid,
    /// The words tell of the survey.
    Frame,
    /// What the words allow.
    Allowed(&'a Reading),
}

/// Findings whose words tell as much.
struct Strength {
    /// The strongest first.
    rank: usize,
    /// What is said above them; `{words}` stands for the words that are refused.
    title: String,
    words: Vec<String>,
    /// Places in the survey, from 0.
    findings: Vec<usize>,
}

/// The first rank that tells no quantity.
const UNSAID: usize = 10;

impl Told<'_> {
    fn reading(&self, finding: usize) -> Option<&(usize, Reading)> {
        self.readings.by_finding.get(finding)?.as_ref()
    }

    /// What a drawing shows: in the plainest words, then in exact ones.
    fn shown(&self, number: &str, drawing: &Drawing<'_>) -> Element {
        let (words, voices, survey) = (self.words, &self.words.voices, self.survey);
        let (plain, exact) = match drawing {
            Drawing::Start => {
                let values = [("n", &*survey.respondents.to_string()), ("respondents", &survey.respondent.other)];
                (fill(&voices.marks_all, &values), voices.choose_finding.to_string())
            }
            Drawing::Unsaid => (voices.easily_unknown.to_string(), voices.no_quantity.to_string()),
            Drawing::Frame => (voices.frame.to_string(), voices.frame_detail.to_string()),
            Drawing::Allowed(reading) => (easily(words, survey, reading), words_allow(words, survey.respondents, reading)),
        };
        let statement = classed("p", "voices__statement").words(&plain);
        classed("div", "voices__drawing").set("data-drawing", number).with(statement).with(classed("p", "voices__detail").words(&exact))
    }

    /// What every different drawing shows; the style sheet shows one.
    fn drawings(&self) -> Element {
        let reading = |number: usize| self.readings.by_finding.iter().flatten().find(|(drawing, _)| *drawing == number);
        let allowed = (0..self.readings.drawings.len()).filter_map(|number| {
            let (_, reading) = reading(number)?;
            Some(self.shown(&(number + 1).to_string(), &Drawing::Allowed(reading)))
        });
        let first = [self.shown("start", &Drawing::Start), self.shown("unsaid", &Drawing::Unsaid), self.shown("frame", &Drawing::Frame)];
        classed("div", "voices__drawings").with_all(first.into_iter().chain(allowed).collect())
    }

    fn key_form_and_table(&self) -> Element {
        let voices = &self.words.voices;
        let key = |mark: Mark, word: &str| element("li").with(key_dot(mark)).words(word);
        let key = classed("ul", "voices__key")
            .set("aria-label", &voices.marks_key)
            .with(key(Mark::Certain, &voices.mark_certain))
            .with(key(Mark::Possible, &voices.mark_possible))
            .with(key(Mark::Excluded, &voices.mark_excluded));
        let strengths = self.by_strength();
        let mut number = 0;
        let mut quoted = None;
        let mut ways = Vec::new();
        let mut subjects = Vec::new();
        for (place, subject) in self.survey.subjects.iter().enumerate() {
            let id = ["sujet-", &(place + 1).to_string()].concat();
            ways.push(element("li").with(element("a").set("href", &["#", &id].concat()).words(&subject.title)));
            let first = number;
            let findings = subject.findings.iter().map(|finding| {
                number += 1;
                // Findings of one sentence lead to it under the name of the first.
                let sentence = match &quoted {
                    Some((quote, id)) if *quote == finding.quote.as_ref() => *id,
                    _ => &finding.id,
                };
                quoted = Some((finding.quote.as_ref(), sentence));
                let strength = strengths.iter().position(|strength| strength.findings.contains(&(number - 1))).map_or(0, |place| place + 1);
                self.finding_row(subject, finding, number, sentence).set("data-strength", &strength.to_string())
            });
            let findings = element("ul").with_all(findings.collect());
            let tells = (first..number).any(|finding| self.reading(finding).is_some());
            let row = classed("fieldset", "voices__subject").set("id", &id).set_if("data-unsaid", (!tells).then_some(""));
            subjects.push(row.with(element("legend").words(&subject.title)).with(findings));
        }
        let listen = classed("div", "voices__sound")
            .with(classed("button", "button button--quiet").set("type", "button").set("aria-describedby", "sound-key").words(&voices.listen))
            .with(classed("p", "voices__detail").set("id", "sound-key").words(&voices.listen_key));
        let ways = classed("nav", "voices__ways").set("aria-label", &voices.subjects).with(element("ul").with_all(ways));
        let strengths = strengths.into_iter().enumerate().map(|(place, strength)| {
            let unsaid = (strength.rank >= UNSAID).then_some("");
            let title = fill(&strength.title, &[("words", &strength.words.join("\u{202f}», «\u{202f}"))]);
            classed("p", "voices__strength").set("data-strength", &(place + 1).to_string()).set_if("data-unsaid", unsaid).words(&title)
        });
        let form = classed("form", "voices__choice").with(self.tools()).with(self.count()).with_all(strengths.collect()).with_all(subjects);
        classed("div", "voices__rest").with(key).with(listen).with(ways).with(form).with(self.findings_table())
    }

    /// The order, the filter, and the button that forgets all.
    fn tools(&self) -> Element {
        let voices = &self.words.voices;
        let control = |kind: &str, name: &str, value: &str, words: &str| {
            let strength = (value == "force").then_some("sort");
            let input = element("input").set("type", kind).set("name", name).set("value", value).set_if("data-bench", strength);
            classed("label", "voices__tool").with(input.set_if("checked", value.is_empty().then_some(""))).with(element("span").words(words))
        };
        let order = classed("fieldset", "voices__order")
            .with(element("legend").words(&voices.order))
            .with(control("radio", "ordre", "", &voices.by_subject))
            .with(control("radio", "ordre", "force", &voices.by_strength));
        let clear = classed("button", "button button--quiet").set("type", "reset").words(&voices.clear_choice);
        classed("div", "voices__tools").with(order).with(control("checkbox", "quantites", "0", &voices.only_quantities)).with(clear)
    }

    /// How many findings are shown, in which order: the style sheet leaves what holds.
    fn count(&self) -> Element {
        let voices = &self.words.voices;
        let [all, told] = [self.readings.by_finding.len(), self.readings.by_finding.iter().flatten().count()].map(|count| count.to_string());
        let values = [("all", &*all), ("told", &told)];
        let part = |of: &str, words: &str| element("span").set("data-of", of).words(&fill(words, &values));
        classed("p", "voices__count")
            .with(part("all", &voices.count_all))
            .with(part("told", &voices.count_told))
            .with(part("subject", &voices.count_by_subject))
            .with(part("strength", &voices.count_by_strength))
    }

    /// `number`: from 1, in the survey's order; the style sheet and the form speak of findings by it. `sentence`: under whose name the quoted sentence stands.
    fn finding_row(&self, subject: &Subject, finding: &Finding, number: usize, sentence: &Slug) -> Element {
        let (words, voices) = (self.words, &self.words.voices);
        let quoted = |text: &str| fill(&words.quotation, &[("text", text)]);
        // Controls that the load bench drives.
        let bench = match number {
            4 => Some("f1-1"),
            7 => Some("f2-2"),
            _ => None,
        };
        let reading = self.reading(number - 1);
        let radio = element("input")
            .set("type", "radio")
            .set("name", "finding")
            .set("value", finding.id.as_str())
            .set("id", &["choix-", finding.id.as_str()].concat())
            .set("data-reading", &reading.map_or_else(|| if subject.frame { "frame" } else { "unsaid" }.to_owned(), |(drawing, _)| (drawing + 1).to_string()))
            .set_if("data-bench", bench);
        let quantity = finding.quantity.as_ref().map(|quantity| classed("span", "voices__quantity").words(&quoted(&quantity.to_ascii_lowercase())));
        let label = element("label").set("for", &["choix-", finding.id.as_str()].concat()).set("data-bar", "");
        let label = label.with(classed("span", "voices__words").words(&finding.statement)).words(" ").with_if(quantity);
        let paragraph = |class: &str, text: &str| classed("p", class).words(text);
        let source = classed("div", "voices__source").with(paragraph("voices__reading", &self.read(subject, finding, number)));
        let source = match &finding.quote {
            Some(quote) => {
                source.with(element("blockquote").with(element("p").words(&quoted(quote)))).with(paragraph("voices__citation", &self.survey.citation))
            }
            None => source.with(paragraph("voices__citation", &voices.no_quote)),
        };
        let help =
            (!finding.help.is_empty()).then(|| classed("div", "voices__help").with(element("p").words(&voices.help_with)).with(help_links(&finding.help)));
        let link = |href: &str, words: &str| element("li").with(element("a").set("href", href).words(words));
        let read = match (&finding.quote, &finding.quoted_from) {
            (_, Some(href)) => Some(element("li").with(anchor(href, &voices.read_source))),
            (Some(_), None) => Some(link(&["#phrase-", sentence.as_str()].concat(), &voices.read_in_text)),
            (None, None) => None,
        };
        let take = link(&routes::view_href(&self.survey.id, &finding.id), &voices.take_away);
        let source = source.with_if(help).with(classed("ul", "voices__links").with_if(read).with(take));
        let row = classed("li", "voices__finding").set("id", finding.id.as_str()).set_if("data-unsaid", reading.is_none().then_some(""));
        row.with(radio).with(label).with(source)
    }

    /// What is read into a finding's words, in detail; or why nothing is.
    fn read(&self, subject: &Subject, finding: &Finding, number: usize) -> String {
        let (words, voices) = (self.words, &self.words.voices);
        if let Some((_, reading)) = self.reading(number - 1) {
            let count = |mark| reading.marks.iter().filter(|met| **met == mark).count().to_string();
            let [certain, possible, excluded] = [Mark::Certain, Mark::Possible, Mark::Excluded].map(count);
            let values = [("certain", &*certain), ("possible", &possible), ("excluded", &excluded), ("n", &self.survey.respondents.to_string())];
            return [&words.unpublished, " ", &fill(&voices.in_detail, &values)].concat();
        }
        unread(subject, finding, words)
    }

    /// The findings, from the words that tell most to those that do not tell how many.
    fn by_strength(&self) -> Vec<Strength> {
        let (words, voices) = (self.words, &self.words.voices);
        let mut strengths: Vec<Strength> = Vec::new();
        let of_subjects = self.survey.subjects.iter().flat_map(|subject| subject.findings.iter().map(move |finding| (subject, finding)));
        for (number, (subject, finding)) in of_subjects.enumerate() {
            let quantity = finding.quantity.as_ref().map(|quantity| quantity.to_ascii_lowercase());
            let (rank, title) = match (self.reading(number), quantity.as_deref().and_then(told)) {
                (Some((_, reading)), _) => (rank(reading.quantity), easily(words, self.survey, reading)),
                (None, Some(Err(refusal))) => (UNSAID + refusal as usize, voices.refused.get(refusal as usize).map_or_else(String::new, |why| why.to_string())),
                _ if subject.frame => (UNSAID + 20, voices.frame.to_string()),
                _ => (UNSAID + 10, voices.easily_unknown.to_string()),
            };
            let named = quantity.filter(|_| rank < UNSAID + 10);
            match strengths.iter_mut().find(|strength| strength.rank == rank) {
                Some(strength) => {
                    strength.words.extend(named.filter(|named| !strength.words.contains(named)));
                    strength.findings.push(number);
                }
                None => strengths.push(Strength { rank, title, words: named.into_iter().collect(), findings: vec![number] }),
            }
        }
        strengths.sort_by_key(|strength| strength.rank);
        strengths
    }

    /// The same as a table.
    fn findings_table(&self) -> Element {
        let (words, voices) = (self.words, &self.words.voices);
        let of_subjects = self.survey.subjects.iter().flat_map(|subject| subject.findings.iter().map(move |finding| (subject, finding)));
        let rows = of_subjects.zip(&self.readings.by_finding).map(|((subject, finding), reading)| {
            let told = finding.quantity.as_ref().map_or_else(String::new, |words_of| fill(&words.quotation, &[("text", &words_of.to_ascii_lowercase())]));
            let allowed = match reading {
                Some((_, reading)) => words_allow(words, self.survey.respondents, reading),
                None if subject.frame => voices.frame.to_string(),
                None => voices.no_quantity.to_string(),
            };
            vec![finding.statement.to_string(), subject.title.to_string(), told, allowed]
        });
        let head: Vec<&str> = voices.findings_columns.iter().map(|title| &**title).collect();
        let title = element("summary").words(&voices.findings_as_table);
        classed("details", "voices__table").set("id", "tableau").with(title).with(table(&voices.findings_as_table, false, &head, rows.collect()))
    }
}

/// Why no quantity is read into the words of `finding`.
#[must_use]
pub fn unread(subject: &Subject, finding: &Finding, words: &Words) -> String {
    let voices = &words.voices;
    match finding.quantity.as_ref().and_then(|quantity| Some((quantity, told(quantity)?.err()?))) {
        Some((quantity, refusal)) => {
            let why = voices.refused.get(refusal as usize).map_or("", |why| why);
            [&fill(why, &[("words", &quantity.to_ascii_lowercase())]), " ", &*voices.no_quantity].concat()
        }
        None if subject.frame => voices.frame_detail.to_string(),
        None => voices.no_quantity.to_string(),
    }
}

/// From the quantity that says most.
fn rank(quantity: Quantity) -> usize {
    match quantity {
        Quantity::All => 0,
        Quantity::Most | Quantity::Majority => 1,
        Quantity::LessThanHalf => 2,
        Quantity::None => 3,
    }
}

fn easily(words: &Words, survey: &WordsSurvey, reading: &Reading) -> String {
    words.voices.easily.get(rank(reading.quantity)).map_or_else(String::new, |phrase| fill(phrase, &[("respondents", &survey.respondent.other)]))
}

fn help_links(links: &[MenuLink]) -> Element {
    element("ul").with_all(links.iter().map(|link| element("li").with(anchor(&link.href, &link.title))).collect())
}

/// The survey's question, asked of the reader. Whatever is ticked shows what was said of it; the boot script keeps it on the device.
#[must_use]
pub fn own_answer(block: &OwnAnswer, survey: &WordsSurvey, words: &Words) -> Element {
    let voices = &words.voices;
    let choice = |(place, choice): (usize, &OwnChoice)| {
        let tick = element("input").set("type", "checkbox").set("value", &(place + 1).to_string());
        let label = element("label").with(tick).with(element("span").words(&choice.title));
        let links = choice
            .findings
            .iter()
            .filter_map(|id| survey.finding(id))
            .map(|finding| element("li").with(element("a").set("href", &["#", finding.id.as_str()].concat()).words(&finding.statement)));
        let links: Vec<_> = links.collect();
        let said = element("p").words(if links.is_empty() { &voices.not_named } else { &voices.named });
        let answer = classed("div", "own-answer__said").with(said).with_if((!links.is_empty()).then(|| element("ul").with_all(links)));
        let help = classed("div", "voices__help").with(element("p").words(&voices.help_with)).with(help_links(&choice.help));
        element("li").with(label).with(answer.with(help))
    };
    let choices = block.choices.iter().enumerate().map(choice).collect();
    let clear = classed("button", "button button--quiet").set("type", "reset").words(&voices.clear_choice);
    classed("form", "own-answer").set("data-keep", block.survey.as_str()).with(
        element("fieldset")
            .with(element("legend").words(&block.question))
            .with(paragraph(&block.note, words))
            .with(element("ul").with_all(choices))
            .with(element("p").with(clear)),
    )
}

/// A paragraph of the survey's own page: each sentence that carries a finding leads to it. `None`: no sentence does.
#[must_use]
pub fn proven_paragraph(text: &RichText, surveys: &[WordsSurvey]) -> Option<Element> {
    let [Span::Plain(text)] = &*text.0 else { return None };
    let mut rest: &str = text;
    let mut nodes = element("p");
    let mut any = false;
    // The sentence that comes first among those that are left.
    while let Some((start, finding, quote)) = surveys
        .iter()
        .flat_map(WordsSurvey::findings)
        .filter_map(|finding| finding.quote.as_ref().and_then(|quote| Some((rest.find(&**quote)?, finding, quote))))
        .reduce(|first, other| if other.0 < first.0 { other } else { first })
    {
        let sentence = classed("a", "proof").set("href", &["#", finding.id.as_str()].concat()).set("id", &["phrase-", finding.id.as_str()].concat());
        nodes = nodes.words(&rest[..start]).with(sentence.words(quote));
        rest = &rest[start + quote.len()..];
        any = true;
    }
    any.then(|| nodes.words(rest))
}
