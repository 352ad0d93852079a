//! What does not change in a question's section while one reads: the same question in other surveys, the way to help, files, and what one copies to show it elsewhere. Written by
//! native programs; the browser's program leaves it alone.

use super::{
    anchor::anchor,
    explorer::{MOST_DOTS, Shown, anchor_of, anchor_of_code, drawn},
    explorer_together::{base_of, sided},
    markup::{Element, classed, element},
    pictogram::pictogram,
    table::table,
};
use crate::{
    explorer::{
        counted::Counted,
        grouped::lines,
        sentences::Sayer,
        state::State,
        view::{BY_COUNT, Level, SHARES},
        waves::{WaveSeen, waves_seen},
    },
    locale::number::grouped,
    model::explored::{ExploredGroup, ExploredQuestion, ExploredRow, ExploredSurvey, Together},
};

/// Where a file of the question or the group called `code` stands.
#[must_use]
pub fn file_of(survey: &ExploredSurvey, code: &str, extension: &str) -> String {
    ["/sondages/", &survey.id, "/", &survey.id, "-", code, ".", extension].concat()
}

/// What one must know to read the overview of a group: what an editor says of it, then what is drawn.
#[must_use]
pub fn group_notes(say: Sayer<'_>, group: &ExploredGroup) -> Vec<String> {
    let words = &say.survey.words;
    let note = match group.kind {
        Together::Grid => words.grid_note.to_string(),
        // Where it is not known who took part, counts are of everybody.
        Together::Ranking if group.ranked.is_none() => [&words.ranking_note, " ", &*say.say(&words.ranking_all, &[])].concat(),
        Together::Ranking => words.ranking_note.to_string(),
    };
    group.note.iter().map(|note| note.to_string()).chain([note]).collect()
}

/// The folder of the data package that one takes away, beside the explorer.
pub const PACKAGE: &str = "donnees";

/// The path of the question or the group called `code` alone, for other sites.
#[must_use]
pub fn embed_href(survey: &ExploredSurvey, code: &str) -> String {
    ["/sondages/", &survey.id, "/integrer/", code, "/"].concat()
}

/// The most rows of a picture of pixels: beyond, it would be taller than what shows pictures takes.
const MOST_DRAWN: usize = 60;

/// Whether a question of so many rows, or a group of so many lines, has a picture of pixels.
#[must_use]
pub fn has_picture(rows: usize) -> bool {
    rows <= MOST_DRAWN
}

impl Shown<'_> {
    /// The settings; the program says which are chosen by their property.
    pub(super) fn tools(&self) -> Element {
        let (words, view) = (self.words, &self.state.view);
        let choice = |name: &str, value: &str, chosen: bool, title: &str| {
            let input = element("input").set("type", "radio").set("name", name).set("value", value).set_if("checked", chosen.then_some(""));
            let input = input.set_if("data-bench", (value == BY_COUNT).then_some("sort"));
            classed("label", "explorer__choice").with(input).with(element("span").words(title))
        };
        let setting = |title: &str, choices: Vec<Element>| classed("fieldset", "explorer__setting").with(element("legend").words(title)).with_all(choices);
        let order = vec![choice("ordre", "", !view.by_count, &words.order_asked), choice("ordre", BY_COUNT, view.by_count, &words.order_count)];
        let unit = vec![choice("unite", "", !view.percent, &words.unit_count), choice("unite", SHARES, view.percent, &words.unit_percent)];
        let title = |level: Level| match level {
            Level::Easy => &words.level_easy,
            Level::Standard => &words.level_standard,
            Level::Detailed => &words.level_detailed,
        };
        let level = Level::ALL.iter().map(|(level, word)| choice("niveau", word, view.level == *level, title(*level))).collect();
        let survey = self.survey;
        let note = match survey.protected.map(|threshold| threshold.to_string()) {
            Some(threshold) => {
                let phrase = if survey.can_filter() { &words.protected_how } else { &words.protected_counts };
                self.say.say(phrase, &[("threshold", &threshold)])
            }
            None if survey.rows => words.how.to_string(),
            None => words.aggregates.to_string(),
        };
        let keys = survey.can_filter().then(|| classed("p", "explorer__note explorer__keys").words(&words.keys));
        classed("form", "explorer__tools")
            .set("aria-label", &words.settings)
            .with(setting(&words.order, order))
            .with(setting(&words.unit, unit))
            .with(setting(&words.level, level))
            .with(classed("p", "explorer__note explorer__how").words(&note))
            .with_if(keys)
            .with(element("noscript").with(classed("p", "explorer__note").words(&words.needs_program)))
    }

    /// The rows as sounds; made by the program.
    pub(super) fn listen(&self, place: usize) -> Element {
        let words = self.words;
        let button = classed("button", "explorer__listen").set("type", "button").set("data-listen", &place.to_string());
        button.set("title", &words.listen_key).words(&words.listen)
    }

    /// Of a multiple choice.
    pub(super) fn several(&self) -> Element {
        classed("p", "explorer__note").words(&self.words.several)
    }

    /// What opens a table; by a key too, of those that the question has first.
    pub(super) fn opens_table(&self, by_key: bool) -> Element {
        let summary = element("summary").with(element("span").words(&self.words.table));
        if by_key { summary.words(" ").with(classed("span", "explorer__key").words(&self.words.table_key)) } else { summary }
    }

    /// Copies the table that is shown, filters and crossing included, as spreadsheets take it.
    pub(super) fn copies_table(&self) -> Element {
        self.act("table", "copier", &self.words.table_copy)
    }

    /// What opens the combinations, what they are, which place of the matrix is which option.
    pub(super) fn of_combinations(&self, question: &ExploredQuestion) -> [Element; 3] {
        let words = self.words;
        let key = question.rows.iter().map(|row| element("li").words(&row.label)).collect();
        let legend = classed("div", "explorer__legend").set("aria-hidden", "true").with(element("p").words(&words.combinations_key));
        [
            element("summary").with(element("span").words(&words.combinations)),
            classed("p", "explorer__note").words(&words.combinations_note),
            legend.with(element("ol").with_all(key)),
        ]
    }

    /// What opens the view's address, what it keeps, what to do with it. The buttons need the boot script, and are not seen without it.
    pub(super) fn of_address(&self) -> [Element; 3] {
        let words = self.words;
        let button = |act: &str, icon: &str, title: &str| element("li").with(self.act(act, icon, title));
        [
            element("summary").with(element("span").words(&words.address_share)),
            classed("p", "explorer__note").words(&words.address_note),
            classed("ul", "explorer__acts").with(button("copy", "copier", &words.address_copy)).with(button("share", "partager", &words.address_send)),
        ]
    }

    /// A button of the boot script.
    fn act(&self, act: &str, icon: &str, title: &str) -> Element {
        let button = classed("button", "button button--quiet").set("type", "button").set("data-act", act).set("data-said", &self.words.address_copied);
        button.with(pictogram(icon)).with(element("span").words(title))
    }

    /// What holds the questions of a group, folded: their overview stands before it.
    pub(super) fn folded(&self, questions: usize) -> Element {
        let title = self.say.counted(&self.words.group_items, questions as u32, &[]);
        classed("details", "explorer__fold explorer__items").with(element("summary").with(element("span").words(&title)))
    }

    /// Of a group: what its overview shows, which answer is drawn how, files.
    pub(super) fn of_group(&self, group: &ExploredGroup, question: &ExploredQuestion) -> [Element; 3] {
        let notes = group_notes(self.say, group);
        let (last, own) = notes.split_last().map_or(("", &[][..]), |(last, own)| (last, own));
        let note = element("div").with_all(own.iter().map(|words| element("p").words(words)).collect()).with(classed("p", "explorer__note").words(last));
        let item = |(row, answer): (usize, &ExploredRow)| sided(element("li"), question, row, group.kind).words(&answer.label);
        let key = classed("ul", "explorer__sides")
            .set("aria-hidden", "true")
            .set("data-kind", group.kind.word())
            .with_all(question.rows.iter().enumerate().map(item).collect());
        let place = self.survey.groups.iter().position(|other| other.code == group.code).unwrap_or_default();
        let (state, title) = (State::first(self.survey), &*group.text);
        let told =
            [&*base_of(self.say, &state, place, question, true), &self.say.compared(group, &lines(self.survey, &state, place), Level::Standard)].join(" ");
        [note, key, self.takeaway(&Taken { code: &group.code, title, told: told.trim(), rows: group.labels.len() })]
    }

    /// The waves of the question, and the way to help.
    pub(super) fn still(&self, question: &ExploredQuestion, all: &Counted) -> Element {
        classed("div", "explorer__still").with_if(self.waves(question, all)).with_if(self.next(question))
    }

    /// The same question in the other surveys of the series, side by side, each with its base; filters do not bear on it.
    fn waves(&self, question: &ExploredQuestion, all: &Counted) -> Option<Element> {
        let (words, survey) = (self.words, self.survey);
        question.waves.as_ref().filter(|waves| !waves.is_empty() && all.is_whole())?;
        let seen = waves_seen(survey, question, all);
        let title = [&*anchor_of(question), "-vagues"].concat();
        let base = |wave: &WaveSeen<'_>| {
            let base = self.say.wave_base(wave);
            let item = element("li");
            if wave.href.is_empty() { item.with(element("b").words(&base)) } else { item.with(element("a").set("href", wave.href).words(&base)) }
        };
        let bases = seen.iter().map(base).collect();
        // Dots are compared with dots.
        let dots = seen.iter().all(|wave| wave.n <= MOST_DOTS);
        let of_wave = |name: &str, base: u32, count: Option<u32>| {
            let item = element("li").with(classed("span", "explorer__wave").words(name));
            match count {
                Some(count) => item.with(self.value(count, Some(base))).with(drawn(dots, count, count, base, None)),
                None => item.with(classed("span", "explorer__value").words(" ").words(&words.wave_not_offered)),
            }
        };
        let row = |label: &str, waves: Vec<Element>| {
            let split = classed("ul", "explorer__split").with_all(waves);
            classed("li", "explorer__row").with(classed("span", "explorer__label").words(label)).with(split)
        };
        let shared = question
            .rows
            .iter()
            .enumerate()
            .map(|(place, option)| row(&option.label, seen.iter().map(|wave| of_wave(wave.name, wave.base, wave.count(place))).collect()));
        // Options that another wave alone had.
        let only_there = question.waves.iter().flatten().flat_map(|wave| wave.only_there.iter().map(move |option| (wave, option)));
        let only_there = only_there.map(|(wave, option)| {
            let of = |other: &WaveSeen<'_>| of_wave(other.name, other.base, (other.name == &*wave.name).then_some(option.count));
            row(&option.label, seen.iter().map(of).collect())
        });
        let rows = shared.chain(only_there).collect();
        let said = self.say.waves(question, all).iter().map(|said| element("p").words(said)).collect();
        let filters = survey.can_filter().then(|| classed("p", "explorer__note").words(&words.wave_filters));
        let section = classed("section", "explorer__waves").set("aria-labelledby", &title).with(element("h3").set("id", &title).words(&words.waves));
        let section = section.with(classed("ul", "explorer__bases").with_all(bases)).with_if(filters).with(classed("div", "explorer__summary").with_all(said));
        Some(section.with(classed("ul", "explorer__rows").with_all(rows)).with(self.waves_table(question, &seen)))
    }

    fn waves_table(&self, question: &ExploredQuestion, seen: &[WaveSeen<'_>]) -> Element {
        let words = self.words;
        let count = |wave: &WaveSeen<'_>, count: Option<u32>| match count {
            Some(count) => [&grouped(count), " ", &*self.say.of(wave.base), ", ", &self.say.percent(count, wave.base)].concat(),
            None => words.wave_not_offered.to_string(),
        };
        let shared = question
            .rows
            .iter()
            .enumerate()
            .map(|(row, option)| [option.label.to_string()].into_iter().chain(seen.iter().map(|wave| count(wave, wave.count(row)))).collect());
        let only_there = question.waves.iter().flatten().flat_map(|wave| wave.only_there.iter().map(move |option| (wave, option)));
        let only_there = only_there.map(|(wave, option)| {
            let counts = seen.iter().map(|other| count(other, (other.name == &*wave.name).then_some(option.count)));
            [option.label.to_string()].into_iter().chain(counts).collect()
        });
        let rows = shared.chain(only_there).collect();
        let head: Vec<&str> = [&*words.column_answer].into_iter().chain(seen.iter().map(|wave| wave.name)).collect();
        let caption = self.caption(&question.text, &words.waves);
        classed("details", "explorer__fold").with(self.opens_table(false)).with(table(&caption, true, &head, rows))
    }

    /// From the answers to help.
    fn next(&self, question: &ExploredQuestion) -> Option<Element> {
        let links = question.next.iter().map(|link| element("li").with(anchor(&link.href, &link.title))).collect();
        let list = element("ul").with_all(links);
        (!question.next.is_empty()).then(|| classed("div", "explorer__next").with(element("p").words(&self.words.next)).with(list))
    }

    /// What one takes away of the question.
    pub(super) fn files(&self, question: &ExploredQuestion, all: &Counted) -> Element {
        let told = [&*self.say.base(question, all), " ", &self.say.summary(question, all, Level::Standard)].concat();
        self.takeaway(&Taken { code: &question.code, title: &question.text, told: &told, rows: question.rows.len() })
    }

    /// Files, and what one copies.
    fn takeaway(&self, taken: &Taken<'_>) -> Element {
        let words = self.words;
        let file = |extension: &str, title: &str| {
            element("li").with(element("a").set("href", &file_of(self.survey, taken.code, extension)).set("download", "").words(title))
        };
        let picture = has_picture(taken.rows).then(|| file("png", &words.png));
        let files = element("ul").with(file("svg", &words.svg)).with_if(picture).with(file("csv", &words.csv)).with(file("json", &words.json));
        classed("details", "explorer__fold explorer__takeaway")
            .with(element("summary").with(element("span").words(&words.takeaway)))
            .with(files)
            .with_if(self.survey.can_filter().then(|| classed("p", "explorer__note").words(&words.takeaway_note)))
            .with_if(self.embed(taken))
    }

    /// What one copies to show it on another site; nothing until this one has an address.
    fn embed(&self, taken: &Taken<'_>) -> Option<Element> {
        let (words, survey) = (self.words, self.survey);
        // The survey's own path ends the address.
        let path = ["/sondages/", &survey.id, "/"].concat();
        let site = survey.address.as_ref()?.strip_suffix(&path)?;
        let title = if survey.fictional { [taken.title, " – ", &words.fictional].concat() } else { taken.title.to_owned() };
        let page = [site, &path, "#", &anchor_of_code(taken.code)].concat();
        let picture = [site, &file_of(survey, taken.code, if has_picture(taken.rows) { "png" } else { "svg" })].concat();
        let frame = [site, &embed_href(survey, taken.code)].concat();
        let [frame, image] = embed_codes(&Codes {
            title: &title,
            told: &[&*title, ". ", taken.told].concat(),
            page: &page,
            picture: &picture,
            frame: &frame,
            height: 480 + 90 * taken.rows.min(40),
        });
        let field = |label: &str, code: &str| {
            // Not a field: browsers that look at every field as soon as the page is there lay out all that is folded.
            let copy = self.act("copy", "copier", &words.embed_copy).set("data-copy", code);
            classed("div", "explorer__code").with(element("p").words(label)).with(element("pre").words(code)).with(copy)
        };
        let details = classed("details", "explorer__fold explorer__embed").with(element("summary").with(element("span").words(&words.embed)));
        let details = details.with(classed("p", "explorer__note").words(&words.embed_note));
        Some(details.with(field(&words.embed_frame, &frame)).with(field(&words.embed_picture, &image)))
    }
}

/// A question or a group, to be taken away.
struct Taken<'a> {
    code: &'a str,
    title: &'a str,
    /// What its picture shows.
    told: &'a str,
    /// Its rows, or its lines.
    rows: usize,
}

/// What a site needs to show a chart of this one; addresses are whole.
#[derive(Debug, Clone, Copy)]
pub struct Codes<'a> {
    /// Of the chart.
    pub title: &'a str,
    /// What its picture shows, for who does not see it.
    pub told: &'a str,
    /// The page where it stands.
    pub page: &'a str,
    /// Its picture.
    pub picture: &'a str,
    /// Itself alone.
    pub frame: &'a str,
    /// Of the frame, in pixels.
    pub height: usize,
}

/// What one copies: a frame, then a picture with its link. The picture inside the frame is for what takes frames out and leaves what they hold.
#[must_use]
pub fn embed_codes(codes: &Codes<'_>) -> [String; 2] {
    let image =
        start_of("img", &[("src", codes.picture), ("alt", codes.told), ("width", "1200"), ("loading", "lazy"), ("style", "max-width:100%;height:auto")]);
    let image = [&*start_of("a", &[("href", codes.page)]), &image, "</a>"].concat();
    let height = codes.height.to_string();
    let size = [("width", "640"), ("height", &*height)];
    let frame =
        start_of("iframe", &[("src", codes.frame), ("title", codes.title), size[0], size[1], ("loading", "lazy"), ("style", "max-width:100%;border:0")]);
    [[&*frame, &image, "</iframe>"].concat(), image]
}

/// The start of an element that one copies.
fn start_of(tag: &str, attributes: &[(&str, &str)]) -> String {
    let written = |(name, value): &(&str, &str)| {
        let value = value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        [" ", name, "=\"", &value, "\""].concat()
    };
    let attributes: Vec<String> = attributes.iter().map(written).collect();
    ["<", tag, &attributes.concat(), ">"].concat()
}
