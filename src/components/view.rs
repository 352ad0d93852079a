//! A finding alone, to be taken away: a figure that other sites may show, and below it the files and the code. Written by native programs only.

use super::{
    dots::{dots, key_dot},
    markup::{Element, classed, element},
};
use crate::{
    locale::phrase::fill,
    model::words::{TakeawayWords, Words},
    survey::marks::Mark,
};
use std::ops::RangeInclusive;

/// What is told of a finding: the same in its page, its pictures and its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The survey's folder.
    pub survey: String,
    /// The survey's name.
    pub survey_title: String,
    /// The question that is known word for word.
    pub question: Option<String>,
    /// Respondents: the only count that was published.
    pub n: u32,
    /// What they are.
    pub respondents: String,
    /// What the finding is about.
    pub subject: String,
    /// Its name.
    pub id: String,
    /// In short.
    pub statement: String,
    /// Its words of quantity, read or not.
    pub quantity: Option<String>,
    /// The counts that they allow; `None` when they tell none that we dare to read.
    pub allowed: Option<RangeInclusive<u32>>,
    /// One a respondent; `None` where nothing is said.
    pub marks: Vec<Option<Mark>>,
    /// What the words allow, in a sentence.
    pub detail: String,
    /// The sentence of the source, when it is known word for word.
    pub quote: Option<String>,
    /// Who asked, when.
    pub citation: String,
    /// Address of the source.
    pub source: String,
    /// Path of the finding among the others.
    pub page: String,
    /// Path of the finding alone.
    pub href: String,
    /// Where the site lives; empty until it is known.
    pub base: String,
    /// What may be done with it.
    pub licence: String,
}

/// The pictures' size, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl View {
    /// Name of the finding's file of this kind.
    #[must_use]
    pub fn file(&self, extension: &str) -> String {
        format!("{}-{}.{extension}", self.survey, self.id)
    }

    /// « n = 23 associations – chiffres non publiés ».
    #[must_use]
    pub fn base_line(&self, words: &TakeawayWords) -> String {
        let base = fill(&words.base, &[("n", &self.n.to_string()), ("respondents", &self.respondents)]);
        [&base, " – ", &words.unpublished].concat()
    }

    /// The address of the finding among the others.
    #[must_use]
    pub fn page_address(&self) -> String {
        [self.base.as_str(), &self.page].concat()
    }

    /// The question, said to be the only one that is known.
    #[must_use]
    pub fn question_line(&self, words: &Words) -> Option<String> {
        let quoted = |question: &String| fill(&words.quotation, &[("text", question)]);
        self.question.as_ref().map(|question| [&*words.takeaway.only_question, " ", &quoted(question)].concat())
    }

    /// The sentence between its signs, or why it is not there.
    #[must_use]
    pub fn quote_line(&self, words: &Words) -> String {
        self.quote.as_ref().map_or_else(|| words.voices.no_quote.to_string(), |quote| fill(&words.quotation, &[("text", quote)]))
    }

    /// Where it comes from.
    #[must_use]
    pub fn source_line(&self, words: &TakeawayWords) -> String {
        [&*words.source, " ", short_address(&self.source)].concat()
    }

    /// Everything as lines of text, for who does not see the pictures.
    #[must_use]
    pub fn lines(&self, words: &Words) -> Vec<String> {
        let told = &words.takeaway;
        let source = [&*told.source, " ", &self.source].concat();
        let first = [self.survey_title.clone()].into_iter().chain(self.question_line(words));
        let middle = [self.subject.clone(), self.statement.clone(), self.detail.clone(), self.quote_line(words)];
        let rest = [self.citation.clone(), self.base_line(told), source, self.page_address(), self.licence.clone()];
        first.chain(middle).chain(rest).collect()
    }
}

/// What the body of its page holds. `code`: its address as a code, when the site has one.
#[must_use]
pub fn view_page(view: &View, sizes: Sizes, words: &Words, code: Option<&str>) -> Element {
    let told = &words.takeaway;
    let said = classed("p", "hidden").set("id", "said").set("role", "status");
    classed("main", "view").with(figure(view, words)).with(takeaway(view, sizes, words)).with_if(code.and_then(|code| paper(code, told))).with(said)
}

fn figure(view: &View, words: &Words) -> Element {
    let told = &words.takeaway;
    let line = |class: &str, words: &str| classed("p", class).words(words);
    let question = view.question_line(words).map(|question| line("view__question", &question));
    let head = element("header")
        .with(line("view__survey", &view.survey_title))
        .with_if(question)
        .with(line("view__subject", &view.subject))
        .with(element("h1").words(&view.statement));
    let quote = view.quote_line(words);
    let quote = match &view.quote {
        Some(_) => element("blockquote").set("cite", &view.source).with(element("p").words(&quote)),
        None => line("view__absent", &quote),
    };
    let source = classed("p", "view__source").words(&told.source).words(" ").with(elsewhere(&view.source, short_address(&view.source)));
    let open = classed("p", "view__open").with(elsewhere(&view.page, &told.open));
    let foot = element("footer")
        .with(line("view__citation", &view.citation))
        .with(line("view__base", &view.base_line(told)))
        .with(source)
        .with(line("view__licence", &view.licence))
        .with(open);
    classed("figure", "view__figure").with(head).with(drawing(view, words)).with(line("view__detail", &view.detail)).with(quote).with(foot)
}

/// The dots and, where something is said of them, their key.
fn drawing(view: &View, words: &Words) -> Element {
    let key = |mark: Mark, word: &str| element("li").with(key_dot(mark)).words(word);
    let key = view.allowed.as_ref().map(|_| {
        classed("ul", "view__key")
            .set("aria-label", &words.voices.marks_key)
            .with(key(Mark::Certain, &words.voices.mark_certain))
            .with(key(Mark::Possible, &words.voices.mark_possible))
            .with(key(Mark::Excluded, &words.voices.mark_excluded))
    });
    classed("div", "view__drawing").with(dots(&view.marks)).with_if(key)
}

/// The page may stand in another: its links open beside it.
fn elsewhere(href: &str, words: &str) -> Element {
    element("a").set("href", href).set("target", "_blank").set("rel", "noopener").words(words)
}

/// Without scheme, `www.` and the slash at the end.
fn short_address(address: &str) -> &str {
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    host.strip_prefix("www.").unwrap_or(host).trim_end_matches('/')
}

fn takeaway(view: &View, sizes: Sizes, words: &Words) -> Element {
    let told = &words.takeaway;
    let file = |href: &str, title: &str| element("li").with(element("a").set("href", href).set("download", "").words(title));
    let own = |extension: &str, title: &str| file(&[view.href.as_str(), &view.file(extension)].concat(), title);
    let whole = |extension: &str, title: &str| file(&["/sondages/", &view.survey, "/", &view.survey, ".", extension].concat(), title);
    let this = element("ul").with(own("svg", &told.svg)).with(own("png", &told.png)).with(own("csv", &told.csv)).with(own("json", &told.json));
    let all = element("ul").with(whole("csv", &told.csv)).with(whole("json", &told.json));
    let title = |words: &str| element("h2").words(words);
    let details = classed("details", "view__takeaway")
        .with(element("summary").words(&told.title))
        .with(title(&told.this_finding))
        .with(this)
        .with(title(&told.whole_survey))
        .with(all);
    // A code without the site's address would lead nowhere.
    if view.base.is_empty() {
        return details;
    }
    let code = embed_code(view, sizes);
    let copy = classed("button", "view__copy").set("type", "button").set("data-act", "copy").set("data-copy", &code).set("data-said", &words.copied);
    let field = element("textarea").set("readonly", "").set("rows", "6").set("spellcheck", "false").set("aria-labelledby", "embed").words(&code);
    details.with(title(&told.embed).set("id", "embed")).with(field).with(copy.with(element("span").words(&words.copy)))
}

/// The figure in a frame. The picture inside is for what takes frames out and leaves what they hold: letters, and many systems of publication.
#[must_use]
pub fn embed_code(view: &View, sizes: Sizes) -> String {
    let at = |path: &str| [view.base.as_str(), path].concat();
    let sized = |tag: &'static str, width: u32, height: u32| element(tag).set("width", &width.to_string()).set("height", &height.to_string());
    let picture = sized("img", sizes.width, sizes.height)
        .set("src", &at(&[view.href.as_str(), &view.file("png")].concat()))
        .set("alt", &[view.statement.as_str(), ". ", &view.detail].concat())
        .set("loading", "lazy")
        .set("style", "max-width:100%;height:auto");
    let frame = sized("iframe", FRAME_WIDTH, frame_height(view))
        .set("src", &at(&view.href))
        .set("title", &[view.statement.as_str(), " – ", &view.survey_title].concat())
        .set("loading", "lazy")
        .set("style", "max-width:100%;border:0")
        .with(element("a").set("href", &view.page_address()).with(picture));
    let mut code = String::new();
    frame.write_html(&mut code);
    code
}

/// Of the frame, in pixels.
const FRAME_WIDTH: u32 = 640;

/// What the figure takes in that width, rather more than less: its lines, about so many letters each.
fn frame_height(view: &View) -> u32 {
    let lines = |text: &str, letters: usize| u32::try_from(text.chars().count().div_ceil(letters).max(1)).unwrap_or(1);
    let key = if view.allowed.is_some() { 40 } else { 0 };
    let text = lines(view.quote.as_deref().unwrap_or_default(), 62) + lines(&view.detail, 66) + lines(&view.source, 68);
    560 + key + 40 * lines(&view.statement, 34) + 29 * text
}

/// As on any page: the address as a code and in letters.
fn paper(code: &str, told: &TakeawayWords) -> Option<Element> {
    let (address, code) = code.split_once('|')?;
    let (view_box, path) = code.split_once('|')?;
    let code = classed("svg", "print-note__code").set("viewBox", view_box).with(element("path").set("d", path));
    let words = [&*told.print_address, address].concat();
    Some(classed("p", "print-note").with(code).words(&words))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_short_where_it_is_read() {
        for (address, short) in [("https://www.exemple.be/a/", "exemple.be/a"), ("http://exemple.be", "exemple.be"), ("/a/", "/a")] {
            assert_eq!(short_address(address), short, "{address}");
        }
    }
}
