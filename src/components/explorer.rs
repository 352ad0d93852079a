//! The questions of a survey, each with its drawing, its sentence and its table: what the build writes, and what the browser's program brings up to date.
//!
//! One function of a survey and a state to a tree: the program compares the tree of the new state with that of the old one, and changes the page where they differ.

use super::{
    explorer_together::poles,
    markup::{Element, classed, element},
    table::table,
};
use crate::{
    chart::strip::place_value,
    explorer::{
        combined::{follow_filters, named, order, unnamed},
        counted::{Counted, by_count, percent, sides},
        numbers::{Quartiles, digits},
        recount::follows,
        sentences::Sayer,
        state::{Crossing, State},
        uncertainty::{Interval, of_row},
        view::{BY_COUNT, Level, SHARES, can_be_crossed, can_be_kept},
    },
    locale::number::grouped,
    model::{
        explored::{Drawing, ExploredQuestion, ExploredSurvey, ExplorerWords, Together},
        text::Prose,
    },
};

/// The most respondents that are drawn one by one.
pub const MOST_DOTS: u32 = 60;
/// Ranks that the style sheet numbers.
const MOST_RANKS: usize = 40;

/// The whole view.
#[cfg(feature = "ssr")]
#[must_use]
pub fn explorer(survey: &ExploredSurvey, state: &State) -> Element {
    let section = |place: usize| explorer_question(survey, state, place);
    let mut head = explorer_head(survey, state);
    for place in 0..survey.questions.len() {
        let Some(group) = survey.groups.iter().position(|group| group.places().contains(&place)) else {
            head = head.with(section(place));
            continue;
        };
        let places = survey.groups[group].places();
        if place == places.start {
            let items = Shown::new(survey, state).folded(places.len()).with_all(places.map(section).collect());
            head = head.with(classed("div", "explorer__group").with(section(survey.questions.len() + group)).with(items));
        }
    }
    head
}

/// The view without its questions: settings, who is kept.
#[must_use]
pub fn explorer_head(survey: &ExploredSurvey, state: &State) -> Element {
    let shown = Shown::new(survey, state);
    let view = &state.view;
    classed("div", "explorer")
        .set("data-bench", "chart")
        .set("data-order", if view.by_count { BY_COUNT } else { "" })
        .set("data-unit", if view.percent { SHARES } else { "" })
        .set("data-level", view.level.word())
        .set("data-kept", &digits(state.kept as usize))
        .set_if("data-live", state.live.then_some(""))
        .set_if("data-filtered", (!view.kept.is_empty()).then_some(""))
        .with(shown.tools())
        .with(shown.status())
        .with(shown.address())
}

/// The section of a question, or of a group: these come after all questions.
#[must_use]
pub fn explorer_question(survey: &ExploredSurvey, state: &State, place: usize) -> Element {
    let shown = Shown::new(survey, state);
    match place.checked_sub(survey.questions.len()) {
        Some(group) => shown.overview(group),
        None => shown.question(place),
    }
}

/// What a drawing is made from.
pub(super) struct Shown<'a> {
    pub(super) survey: &'a ExploredSurvey,
    pub(super) state: &'a State,
    pub(super) words: &'a ExplorerWords,
    pub(super) say: Sayer<'a>,
}

/// The fragment of a question.
#[must_use]
pub fn anchor_of(question: &ExploredQuestion) -> String {
    anchor_of_code(&question.code)
}

/// The fragment of the question, or of the group, that has this code.
#[must_use]
pub fn anchor_of_code(code: &str) -> String {
    ["q-", code].concat()
}

/// What the program leaves alone (`explorer_still.rs`): there it has only its place, which nothing that comes and goes may shift.
#[cfg(not(feature = "ssr"))]
impl Shown<'_> {
    fn still(&self, _: &ExploredQuestion, _: &Counted) -> Element {
        element("div")
    }

    fn files(&self, _: &ExploredQuestion, _: &Counted) -> Element {
        element("details")
    }

    fn tools(&self) -> Element {
        element("form")
    }

    fn listen(&self, _: usize) -> Element {
        element("button")
    }

    fn several(&self) -> Element {
        element("p")
    }

    fn opens_table(&self, _: bool) -> Element {
        element("summary")
    }

    fn of_combinations(&self, _: &ExploredQuestion) -> [Element; 3] {
        [element("summary"), element("p"), element("div")]
    }

    fn copies_table(&self) -> Element {
        element("button")
    }

    fn of_address(&self) -> [Element; 3] {
        [element("summary"), element("p"), element("ul")]
    }
}

impl<'a> Shown<'a> {
    pub(super) fn new(survey: &'a ExploredSurvey, state: &'a State) -> Self {
        Self { survey, state, words: &survey.words, say: Sayer { survey } }
    }

    /// Above the rows: both sides of a scale, quartiles of a number.
    pub(super) fn drawing(&self, question: &ExploredQuestion, counted: &Counted, all: &Counted) -> Option<Element> {
        match question.drawing {
            // In a place of its own: filters may leave no number.
            Drawing::Number => all.quartiles.map(|ever| element("div").with_if(counted.quartiles.map(|now| strip(now, ever)))),
            // Of hidden counts nothing is drawn; the place stays.
            Drawing::Poles if !counted.is_whole() => Some(element("div")),
            Drawing::Poles => Some(self.poles(question, counted, all)),
            _ => None,
        }
    }

    /// Who is kept, and by which filters. It stands on the screen as long as there are filters.
    fn status(&self) -> Element {
        let (words, state) = (self.words, self.state);
        let said = classed("p", "explorer__kept").set("role", "status").words(&self.say.kept(state.kept, !state.view.kept.is_empty()));
        let chip = |(question, _): &(usize, Vec<usize>)| {
            let filter = self.say.filter(&state.view, *question);
            let label = self.say.say(&words.remove_filter, &[("filter", &filter)]);
            let button = classed("button", "explorer__chip").set("type", "button").set("data-remove", &digits(*question)).set("aria-label", &label);
            let asked = self.survey.questions.get(*question).map_or("", |question| &*question.text);
            let kept = state
                .view
                .rows_kept(*question)
                .iter()
                .filter_map(|row| self.survey.questions.get(*question)?.rows.get(*row))
                .map(|row| &*row.label)
                .collect::<Vec<_>>();
            let button = button.with(classed("span", "explorer__asked").words(asked)).with(element("b").words(&kept.join(", ")));
            element("li").with(button.with(element("span").set("aria-hidden", "true").words("×")))
        };
        let chips = classed("ul", "explorer__chips").set("aria-label", &words.filters).with_all(state.view.kept.iter().map(chip).collect());
        let all = classed("button", "button button--quiet explorer__all").set("type", "button").set("data-all", "").words(&words.show_all);
        let refused = state.refused.then(|| classed("p", "explorer__note").set("role", "alert").words(&words.protected_limit));
        classed("div", "explorer__status").with(said).with_if(refused).with(all).with(chips)
    }

    /// What one gives to somebody else so that they see the same: the address, as a code and in letters. On paper the code alone.
    fn address(&self) -> Element {
        let [summary, note, acts] = self.of_address();
        let code = self.state.code.as_ref().map(|code| {
            let drawing = element("svg").set("viewBox", &code.view_box()).set("role", "img").set("aria-label", &self.words.address_code);
            let drawing = drawing.with(element("path").set("d", &code.path));
            classed("p", "explorer__address").with(drawing).words(&[&self.words.print_note, "\n", &code.address].concat())
        });
        classed("details", "explorer__fold explorer__view").with(summary).with(note).with(acts).with_if(code)
    }

    fn question(&self, place: usize) -> Element {
        let (survey, state, words) = (self.survey, self.state, self.words);
        let (Some(question), Some(counted), Some(all)) = (survey.questions.get(place), state.counted.get(place), state.all.get(place)) else {
            return element("section");
        };
        let anchor = anchor_of(question);
        // Under the title of its group it says what is its own.
        let title = match survey.group_of(place) {
            Some(group) => element("h3").set("id", &anchor).words(&group.labels[place - group.first as usize]),
            None => element("h2").set("id", &anchor).words(&question.text),
        };
        let base = classed("p", "explorer__base").words(&self.say.base(question, counted));
        let several = question.is_multiple().then(|| self.several());
        let points = self.say.points(counted.base).filter(|_| question.is_published());
        let points = points.filter(|_| !counted.base_masked).map(|points| note(&points));
        let may_stay = survey.can_filter() && (question.column.is_none() || survey.protected.is_some());
        let stays = !state.view.kept.is_empty() && !follows(survey, &state.view, place);
        let unfiltered = may_stay.then(|| note_if(stays, &words.unfiltered));
        let uncertain = self.say.uncertainty_of(question, counted).iter().map(|words| note(words)).collect();
        let masked = self.say.masked_note(counted).map(|words| note(&words));
        let section = self.section(place, &anchor).with(title).with(base).with_if(unfiltered);
        if !question.is_published() {
            return section.with(note(&self.say.summary(question, counted, Level::Standard)));
        }
        let text = question.drawing == Drawing::Text;
        let said = if text { classed("div", "explorer__summary") } else { self.summary(&|level| self.say.summary(question, counted, level)) };
        let free = text.then(|| note(&words.quotes_note));
        let drawing = self.drawing(question, counted, all);
        section
            .with(said)
            .with_if(free)
            .with_if(drawing)
            .with(self.crossed_by(place))
            .with(self.rows(place, question, counted, all))
            .with(classed("div", "explorer__notes").with_if(masked).with_if(several).with_if(points.filter(|_| !text)).with_all(uncertain))
            .with_if(self.combinations(place, question, counted, all))
            .with(self.still(question, all))
            .with_if(self.crossing_tools(place, question))
            .with(
                classed("div", "explorer__foot")
                    .with(self.table(place, question, counted))
                    .with(self.files(question, all))
                    .with_if((!text).then(|| self.listen(place))),
            )
    }

    /// The section of a question or of a group, whose title has that anchor.
    pub(super) fn section(&self, place: usize, anchor: &str) -> Element {
        let tag = self.survey.fictional.then(|| classed("p", "explorer__tag").words(&self.words.fictional));
        numbered(classed("section", "explorer__question"), "data-question", place).set("aria-labelledby", anchor).with_if(tag)
    }

    /// What the counts say, at each level.
    pub(super) fn summary(&self, said: &dyn Fn(Level) -> String) -> Element {
        let mut summary = classed("div", "explorer__summary");
        for (level, word) in Level::ALL {
            summary = summary.with(classed("p", "explorer__said").set("data-said", word).words(&said(level)));
        }
        summary
    }

    /// A table, which is opened with those of the question or of the group at `place`.
    pub(super) fn fold(&self, place: usize, by_key: bool, table: Element) -> Element {
        let open = self.state.view.tables.contains(&place).then_some("");
        numbered(classed("details", "explorer__fold"), "data-table", place)
            .set_if("open", open)
            .with(self.opens_table(by_key))
            .with(table)
            .with(self.copies_table())
    }

    pub(super) fn rows(&self, place: usize, question: &ExploredQuestion, counted: &Counted, all: &Counted) -> Element {
        let order = by_count(question, &counted.rows);
        let rows = (0..question.rows.len()).map(|row| self.row(place, question, row, counted, all, &order)).collect();
        let text = question.drawing == Drawing::Text;
        classed("ul", "explorer__rows").set_if("data-text", text.then_some("")).with_all(rows)
    }

    fn row(&self, place: usize, question: &ExploredQuestion, row: usize, counted: &Counted, all: &Counted, order: &[usize]) -> Element {
        let (state, live) = (self.state, self.state.live && can_be_kept(question));
        let at = |counted: &Counted| counted.rows.get(row).copied().unwrap_or(0);
        let (count, ever) = (at(counted), at(all));
        let label = &question.rows[row].label;
        let masked = counted.is_masked(row);
        let kept = state.view.rows_kept(place);
        let rank = order.iter().position(|other| *other == row).unwrap_or(row) + 1;
        // Controls that the load bench drives.
        let bench = [((0, 0), "f1-1"), ((1, 1), "f2-2")].into_iter().find(|(at, _)| *at == (place, row)).map(|(_, name)| name);
        let mut mark = classed("div", "explorer__mark").set("data-row", &digits(row)).set_if("data-bench", bench);
        if live {
            let current = state.current.get(place) == Some(&row);
            let mut said = match (masked, counted.base_masked) {
                (true, _) => self.say.masked_mark(label),
                (false, true) => [&**label, " : ", &grouped(count)].concat(),
                (false, false) => self.say.mark(label, count, counted.base, true),
            };
            if let Some(interval) = self.say.interval(question, counted, row) {
                said = [&said, ", ", &interval].concat();
            }
            if (masked || count != ever) && !all.is_masked(row) {
                said = [&said, ". ", &self.say.say(&self.words.of_all, &[("count", &grouped(ever)), ("base", &grouped(all.base))])].concat();
            }
            mark = mark
                .set("role", "button")
                .set("tabindex", if current { "0" } else { "-1" })
                .set("aria-pressed", if kept.contains(&row) { "true" } else { "false" })
                .set("aria-label", &said);
        }
        let text = question.drawing == Drawing::Text;
        let label = classed("span", "explorer__label").words(&if text { self.say.say(&self.words.quote, &[("text", label)]) } else { label.to_string() });
        let mark = mark.with(label);
        let mark = match (masked, text && ever == 1) {
            (true, _) => mark.with(self.masked()),
            (false, true) => mark,
            (false, false) => mark.with(self.value(count, counted.known_base())),
        };
        // Nothing is drawn of a hidden count: neither none nor all.
        let mark = if text || masked { mark } else { mark.with(self.drawn(count, ever, all.base, side_of(question, row))) };
        let mark = mark.with_if(self.interval(question, row, counted));
        let out = !kept.is_empty() && !kept.contains(&row);
        let item = classed("li", "explorer__row")
            .set("data-rank", &digits(rank.min(MOST_RANKS)))
            .set_if("data-out", out.then_some(""))
            .set_if("data-neutral", (question.neutral == Some(row as u32)).then_some(""))
            .set_if("hidden", (text && count == 0).then_some(""));
        item.with(mark).with_if(state.crossing(place).and_then(|crossing| self.split(crossing, row)))
    }

    /// « 11 sur 22, 50 % »: the share is shown when it is asked for, never without its base.
    pub(super) fn value(&self, count: u32, base: Option<u32>) -> Element {
        let value = classed("span", "explorer__value").words(" ").with(element("b").words(&grouped(count)));
        let Some(base) = base else { return value };
        let share = classed("span", "explorer__share").words(&[", ", &self.say.percent(count, base)].concat());
        value.words(" ").with(classed("span", "explorer__of").words(&self.say.of(base))).with_if((base > 0).then_some(share))
    }

    /// In place of a hidden count.
    fn masked(&self) -> Element {
        classed("span", "explorer__value").set("data-masked", "").words(" ").words(&self.words.masked)
    }

    /// In words, and as a thin line from the least to the greatest share, across which the share stands. Under filters only in words: the room of the bar is then that of all.
    fn interval(&self, question: &ExploredQuestion, row: usize, counted: &Counted) -> Option<Element> {
        let Interval { low, high } = of_row(self.survey, question, counted, row).ok()?;
        let words = element("span").words(&self.say.interval(question, counted, row)?);
        let share = percent(counted.rows.get(row).copied().unwrap_or(0), counted.base);
        let weighted = question.besides.as_ref().and_then(|besides| besides.weighted_shares.get(row)).map(|share| (share + 50) / 100);
        let share = if self.survey.weighted { weighted } else { share }.unwrap_or(low);
        let [low, high, share] = [low, high, share].map(|percent| digits(percent as usize));
        let line = ["M", &low, " 4H", &high, "M", &low, " 1V7M", &high, " 1V7M", &share, " 0V8"].concat();
        let line =
            element("svg").set("viewBox", "0 0 100 8").set("preserveAspectRatio", "none").set("aria-hidden", "true").with(element("path").set("d", &line));
        Some(classed("span", "explorer__interval").with_if((counted.total == self.survey.n).then_some(line)).with(words))
    }

    /// Respondents of a row: one dot each, or a bar in the room that everybody would take; those that filters leave out are hollow.
    fn drawn(&self, count: u32, ever: u32, base: u32, side: Option<&str>) -> Element {
        drawn(self.survey.n <= MOST_DOTS, count, ever, base, side)
    }

    /// Both sides of the middle, and what is between apart.
    fn poles(&self, question: &ExploredQuestion, counted: &Counted, all: &Counted) -> Element {
        let (below, above) = sides(question);
        let middle = below.end..above.start;
        let neutral = counted.rows.get(middle.clone()).unwrap_or_default().iter().sum();
        let drawing = poles(question, counted, all.base, Together::Grid);
        let [below, between, above] = counted.sides(question);
        let between = if question.neutral.is_some() { between } else { neutral };
        let words = |label: Option<&str>| self.say.say(&self.words.below, &[("label", label.unwrap_or_default())]);
        let side = |name: &str, count: u32, words: &str| {
            let count = element("b").words(&grouped(count));
            element("li").set("data-side", name).with(count).words(" ").with(element("span").words(words))
        };
        let ends = [question.rows.first(), question.rows.last()].map(|row| row.map(|row| &*row.label));
        let apart = question.rows.get(middle.start).filter(|_| !middle.is_empty()).map(|row| side("neutral", between, &row.label));
        let key =
            classed("ul", "explorer__sides").set("aria-hidden", "true").with(side("below", below, &words(ends[0]))).with(side("above", above, &words(ends[1])));
        classed("div", "explorer__scale").with(drawing).with(key.with_if(apart))
    }

    /// A row shared by the answers to another question.
    fn split(&self, crossing: &Crossing, row: usize) -> Option<Element> {
        let (second, counted) = (self.survey.questions.get(crossing.second)?, crossing.rows.get(row)?);
        if counted.base == 0 && !counted.base_masked {
            return None;
        }
        let item = |other: usize| {
            let count = counted.rows.get(other).copied().unwrap_or(0);
            let label = classed("span", "explorer__label").words(&second.rows[other].label);
            let item = element("li").with(label);
            match (counted.is_masked(other), counted.base_masked) {
                (true, _) => item.with(self.masked()),
                (false, true) => item.with(self.value(count, counted.known_base())),
                (false, false) => item.with(self.value(count, counted.known_base())).with(self.drawn(count, count, counted.base, side_of(second, other))),
            }
        };
        Some(classed("ul", "explorer__split").with_all((0..second.rows.len()).map(item).collect()))
    }

    /// Which options went together: one row a combination, with a place an option that is full where it was ticked.
    fn combinations(&self, place: usize, question: &ExploredQuestion, counted: &Counted, all: &Counted) -> Option<Element> {
        let (words, state) = (self.words, self.state);
        let (named, counts) = (named(question), state.combined.get(place)?);
        if named.is_empty() {
            return None;
        }
        let followed = follow_filters(self.survey);
        let counted = if followed { counted } else { all };
        let ranks = order(counts);
        let rank = |row: usize| ranks.iter().position(|other| *other == row).unwrap_or(row) + 1;
        let mut rows: Vec<Element> = named
            .iter()
            .enumerate()
            .map(|(row, combination)| {
                let label = self.say.combination(question, &combination.options);
                let count = counts.get(row).copied().unwrap_or(0);
                let mark = self.combination(question, Some(&combination.options), &label, count, combination.count, counted.base, all.base);
                let mark = mark.set("data-combination", &digits(row)).set("role", "img");
                let current = state.current_combination.get(place) == Some(&row);
                let mark = mark.set_if("tabindex", state.live.then_some(if current { "0" } else { "-1" }));
                let mark = mark.set("aria-label", &self.say.mark(&label, count, counted.base, true));
                classed("li", "explorer__row").set("data-rank", &digits(rank(row))).with(mark)
            })
            .collect();
        let now: Vec<u32> = named.iter().map(|combination| combination.count).collect();
        let rest = self.say.other_combinations(question).map(|label| (label, unnamed(counted, counts), unnamed(all, &now)));
        let nothing = (all.nothing > 0).then(|| (words.combination_none.to_string(), counted.nothing, all.nothing));
        for ((label, count, ever), options) in rest.map(|rest| (rest, None)).into_iter().chain(nothing.map(|nothing| (nothing, Some(&[][..])))) {
            let base = if options.is_some() { 0 } else { counted.base };
            let mark = self.combination(question, options, &label, count, ever, base, all.base);
            rows.push(classed("li", "explorer__row").set("data-rank", &digits(MOST_RANKS)).with(mark));
        }
        let [summary, note, key] = self.of_combinations(question);
        let unfiltered = (!followed).then(|| note_if(!state.view.kept.is_empty(), &words.combinations_unfiltered));
        let details = classed("details", "explorer__fold explorer__combinations")
            .set("data-combined", &digits(place))
            .set_if("open", state.view.combined.contains(&place).then_some(""))
            .with(summary)
            .with(note)
            .with_if(unfiltered)
            .with(classed("p", "explorer__base").words(&self.say.base(question, counted)))
            .with(self.summary(&|level| self.say.combinations(question, counted, counts, level)))
            .with(key)
            .with(classed("ul", "explorer__rows").with_all(rows))
            .with(self.combinations_table(place, question, counted, counts));
        Some(details)
    }

    /// A row of the combinations. `options`: the ones that were ticked; none of combinations without name. `base`: what the share is of; 0 for no share.
    #[allow(clippy::too_many_arguments)]
    fn combination(&self, question: &ExploredQuestion, options: Option<&[u32]>, label: &str, count: u32, ever: u32, base: u32, room: u32) -> Element {
        let value =
            if base > 0 { self.value(count, Some(base)) } else { classed("span", "explorer__value").words(" ").with(element("b").words(&grouped(count))) };
        let cell = |option: usize, options: &[u32]| element("i").set_if("data-in", options.contains(&(option as u32)).then_some(""));
        let matrix = options.map(|options| {
            let cells = (0..question.rows.len()).map(|option| cell(option, options)).collect();
            classed("span", "explorer__matrix").set("aria-hidden", "true").with_all(cells)
        });
        let mark = classed("div", "explorer__mark").with(classed("span", "explorer__label").words(label).with_if(matrix));
        mark.with(value).with(self.drawn(count, ever, room, None))
    }

    fn combinations_table(&self, place: usize, question: &ExploredQuestion, counted: &Counted, counts: &[u32]) -> Element {
        let words = self.words;
        let title = self.say.say(&words.combinations_title, &[("question", &question.text)]);
        let caption = self.caption(&title, &self.say.base(question, counted));
        let listed = named(question);
        let order = if self.state.view.by_count { order(counts) } else { (0..listed.len()).collect() };
        let row = |label: String, count: u32| vec![label, grouped(count), self.say.percent(count, counted.base)];
        let mut rows: Vec<Vec<String>> = order
            .into_iter()
            .filter_map(|place| Some(row(self.say.combination(question, &listed.get(place)?.options), *counts.get(place)?)))
            .chain(self.say.other_combinations(question).map(|label| row(label, unnamed(counted, counts))))
            .collect();
        if counted.nothing > 0 {
            rows.push(vec![words.combination_none.to_string(), grouped(counted.nothing), String::new()]);
        }
        self.fold(place, false, table(&caption, true, &[&words.column_combination, &self.say.column_count(), &words.column_share], rows))
    }

    /// Above the rows: by which second question each is divided, and what to beware of.
    fn crossed_by(&self, place: usize) -> Element {
        let (survey, words, state) = (self.survey, self.words, self.state);
        let crossing = state.crossing(place);
        let said = crossing.and_then(|crossing| Some((crossing, survey.questions.get(crossing.second)?))).map(|(crossing, second)| {
            let small = survey.rows && crossing.rows.iter().any(|row| row.rows.iter().any(|count| (1..survey.small).contains(count)));
            let note = self.say.say(&words.cross_note, &[("question", &second.text)]);
            let aside = [place, crossing.second].into_iter().any(|question| !state.view.rows_kept(question).is_empty());
            let filtered = survey.protected.is_some() && !state.view.kept.is_empty();
            let masked = crossing.rows.iter().find_map(|row| self.say.masked_note(row));
            let aside = match (filtered, aside) {
                (true, _) => Some(words.protected_cross.to_string()),
                (false, true) => Some(words.cross_aside.to_string()),
                (false, false) => None,
            };
            let small = small.then(|| self.say.say(&words.cross_small, &[("small", &survey.small.to_string())]));
            [Some(note), aside, small, masked].into_iter().flatten().collect::<Vec<_>>().join(" ")
        });
        note_if(said.is_some(), &said.unwrap_or_default())
    }

    /// The choice of a second question.
    fn crossing_tools(&self, place: usize, question: &ExploredQuestion) -> Option<Element> {
        let (survey, words) = (self.survey, self.words);
        if !survey.can_filter() || !can_be_crossed(question) {
            return None;
        }
        let crossed = self.state.view.crossed_with(place);
        let option = |value: &str, title: &str, chosen: bool| element("option").set("value", value).set_if("selected", chosen.then_some("")).words(title);
        let others = survey
            .questions
            .iter()
            .enumerate()
            .filter(|(other, question)| *other != place && can_be_crossed(question) && (survey.rows || survey.crossing(place, *other).is_some()));
        // All the other questions under each: only where they can be chosen.
        let options = others.filter(|_| self.state.live).map(|(other, question)| option(&digits(other), &question.text, crossed == Some(other))).collect();
        let select = element("select").set("data-cross", &digits(place)).set_if("disabled", (!self.state.live).then_some(""));
        let select = select.with(option("", &words.cross_none, crossed.is_none())).with_all(options);
        let label = classed("label", "explorer__cross").with(element("span").words(&words.cross)).with(select);
        Some(classed("div", "explorer__crossing").with(label))
    }

    /// The same as a table, that of the crossing when there is one.
    pub(super) fn table(&self, place: usize, question: &ExploredQuestion, counted: &Counted) -> Element {
        let state = self.state;
        let table = match state.crossing(place) {
            Some(crossing) => self.crossed_table(question, crossing),
            None => self.plain_table(question, counted),
        };
        self.fold(place, true, table)
    }

    pub(super) fn caption(&self, title: &str, base: &str) -> String {
        let phrase = if self.survey.fictional { &self.words.caption_fictional } else { &self.words.caption };
        self.say.say(phrase, &[("question", title), ("base", base.trim_end_matches('.'))])
    }

    pub(super) fn plain_table(&self, question: &ExploredQuestion, counted: &Counted) -> Element {
        let words = self.words;
        let caption = self.caption(&question.text, &self.say.base(question, counted));
        let mut rows: Vec<Vec<String>> = self
            .say
            .order(question, counted, &self.state.view)
            .into_iter()
            .filter_map(|row| {
                let count = *counted.rows.get(row)?;
                let label = question.rows[row].label.to_string();
                if counted.is_masked(row) || counted.base_masked {
                    let count = if counted.is_masked(row) { words.masked.to_string() } else { grouped(count) };
                    return Some(vec![label, count, words.masked.to_string()]);
                }
                let mut cells = vec![label, grouped(count), self.say.percent(count, counted.base)];
                cells.extend(self.say.interval_short(question, counted, row));
                Some(cells)
            })
            .collect();
        let head = [&*words.column_answer, &self.say.column_count(), &words.column_share, &words.column_interval];
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(head.len() - 1);
        if let Some(Quartiles { first, median, third, .. }) = counted.quartiles {
            let [first, median, third] = [first, median, third].map(|quarters| self.say.number(question, quarters));
            rows.push(vec![words.row_median.to_string(), median, String::new()]);
            rows.push(vec![words.row_quartiles.to_string(), [&first, " – ", &third].concat(), String::new()]);
        }
        let missing = if counted.base_masked { words.masked.to_string() } else { grouped(counted.total.saturating_sub(counted.base)) };
        rows.push(vec![words.row_missing.to_string(), missing, String::new()]);
        for cells in &mut rows {
            cells.resize(columns, String::new());
        }
        table(&caption, true, &head[..columns], rows)
    }

    fn crossed_table(&self, question: &ExploredQuestion, crossing: &Crossing) -> Element {
        let words = self.words;
        let Some(second) = self.survey.questions.get(crossing.second) else { return element("p") };
        let title = self.say.say(&words.cross_title, &[("first", &question.text), ("second", &second.text)]);
        // In protected publication a crossing is everybody's.
        let (kept, filtered) = match self.survey.protected {
            Some(_) => (self.survey.n, false),
            None => (self.state.kept, !self.state.view.kept.is_empty()),
        };
        let caption = self.caption(&title, &self.say.kept(kept, filtered));
        let labels: Vec<Prose> = question.rows.iter().map(|row| row.label.clone()).collect();
        self.matrix(&caption, &words.column_answer, &labels, second, &crossing.rows)
    }

    /// One row a line, which `labels` name under the title `column`, one column an answer to `question`, and the base.
    pub(super) fn matrix(&self, caption: &str, column: &str, labels: &[Prose], question: &ExploredQuestion, lines: &[Counted]) -> Element {
        let words = self.words;
        let mut head = vec![column];
        head.extend(question.rows.iter().map(|row| &*row.label));
        head.push(&words.cross_base);
        let told = |count: u32, masked: bool| if masked { words.masked.to_string() } else { grouped(count) };
        let mut rows = Vec::new();
        for (label, counted) in labels.iter().zip(lines) {
            let mut cells = vec![label.to_string()];
            cells.extend(counted.rows.iter().enumerate().map(|(row, count)| told(*count, counted.is_masked(row))));
            cells.push(told(counted.base, counted.base_masked));
            rows.push(cells);
        }
        table(caption, true, &head, rows)
    }
}

/// On which side of the middle a row of a scale with two ends is.
fn side_of(question: &ExploredQuestion, row: usize) -> Option<&'static str> {
    (question.drawing == Drawing::Poles).then(|| side(question, row, Together::Grid))
}

/// On which side of the middle a row of a scale is; a ranking has one side.
pub(crate) fn side(question: &ExploredQuestion, row: usize, kind: Together) -> &'static str {
    let (below, above) = sides(question);
    if kind == Together::Ranking || above.contains(&row) {
        "above"
    } else if below.contains(&row) {
        "below"
    } else {
        "neutral"
    }
}

/// A remark.
#[cfg_attr(feature = "explorer", inline(never))]
fn note(words: &str) -> Element {
    classed("p", "explorer__note").words(words)
}

/// A remark that is always there, so that what follows keeps its place; seen when `seen`.
#[cfg_attr(feature = "explorer", inline(never))]
pub(super) fn note_if(seen: bool, words: &str) -> Element {
    classed("p", "explorer__note").set_if("hidden", (!seen).then_some("")).words(words)
}

/// The element with a number in an attribute.
#[cfg_attr(feature = "explorer", inline(never))]
pub(super) fn numbered(element: Element, name: &'static str, number: usize) -> Element {
    element.set(name, &digits(number))
}

/// See [`Shown::drawn`]; `dots`: one by one.
pub(super) fn drawn(dots: bool, count: u32, ever: u32, base: u32, side: Option<&str>) -> Element {
    if dots {
        let dots = (0..ever.max(count)).map(|dot| element("i").set_if("data-out", (dot >= count).then_some(""))).collect();
        return classed("span", "explorer__dots").set("aria-hidden", "true").set_if("data-side", side).with_all(dots);
    }
    let width = |count: u32| if base == 0 { 0 } else { (u64::from(count) * 1000).div_ceil(u64::from(base)) as usize };
    let rect = |class: &str, count: u32| classed("rect", class).set("width", &digits(width(count))).set("height", "10");
    classed("svg", "explorer__bar")
        .set("viewBox", "0 0 1000 10")
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .set_if("data-side", side)
        .with(rect("explorer__room", base))
        .with(rect("explorer__ever", ever))
        .with(rect("explorer__now", count))
}

/// From the least to the greatest, the middle half as a box, the median across; on the line of everybody's answers, whatever is filtered.
fn strip(now: Quartiles, ever: Quartiles) -> Element {
    let at = |value: i64| place_value(value, ever.min, ever.max) + 10;
    let number = |number: u32| digits(number as usize);
    let (first, third) = (at(now.first), at(now.third));
    let line = ["M", &number(at(now.min)), " 16H", &number(at(now.max))].concat();
    let median = ["M", &number(at(now.median)), " 2V30"].concat();
    classed("svg", "explorer__strip")
        .set("viewBox", "0 0 1020 32")
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .with(classed("path", "explorer__line").set("d", &line))
        .with(element("rect").set("x", &number(first)).set("y", "6").set("width", &number(third.saturating_sub(first).max(1))).set("height", "20"))
        .with(classed("path", "explorer__median").set("d", &median))
}
