//! Questions that are read together, in one overview before the first of them: the rows of a grid on both sides of one middle, the items of a ranking by their places; all at one
//! scale, in the order of the questionnaire.

use super::{
    explorer::{MOST_DOTS, Shown, anchor_of_code, side},
    markup::{Element, classed, element},
    table::table,
};
use crate::{
    chart::strip::{PlacedBar, WIDTH, place_sides},
    explorer::{
        counted::{Counted, sides},
        grouped::Overview,
        view::Level,
    },
    locale::number::grouped,
    model::explored::{ExploredGroup, ExploredQuestion, Together},
};

/// What the program leaves alone (`explorer_still.rs`).
#[cfg(not(feature = "ssr"))]
impl Shown<'_> {
    fn of_group(&self, _: &ExploredGroup, _: &ExploredQuestion) -> [Element; 3] {
        [element("div"), element("ul"), element("details")]
    }
}

impl Shown<'_> {
    /// The overview of the group at `place` among the groups.
    pub(super) fn overview(&self, place: usize) -> Element {
        let (survey, state, words) = (self.survey, self.state, self.words);
        let Some(group) = survey.groups.get(place) else { return element("section") };
        let Some(question) = survey.questions.get(group.first as usize) else { return element("section") };
        let seen = Overview::of(survey, state, place);
        let (anchor, number) = (anchor_of_code(&group.code), (survey.questions.len() + place).to_string());
        let [note, key, files] = self.of_group(group, question);
        let tag = survey.fictional.then(|| classed("p", "explorer__tag").words(&words.fictional));
        let base = self.say.group_base(state, place, &seen);
        let said = Level::ALL.iter().map(|(level, word)| classed("p", "explorer__said").set("data-said", word).words(&self.say.compared(group, &seen, *level)));
        let unfiltered = classed("p", "explorer__note").set_if("hidden", seen.followed.then_some("")).words(&words.unfiltered);
        let masked = seen.lines.iter().find_map(|counted| self.say.masked_note(counted)).map(|note| classed("p", "explorer__note").words(&note));
        // The greatest bar of everybody's answers takes its whole room, whatever is filtered.
        let all: Vec<&Counted> = state.all.get(group.places()).unwrap_or_default().iter().collect();
        let room = match group.kind {
            Together::Grid => all.iter().flat_map(|counted| apart(question, counted)).max().unwrap_or(0),
            Together::Ranking => group.ranked.unwrap_or(survey.n),
        };
        let lines = (0..seen.lines.len()).map(|line| element("li").with(self.line(group, question, &seen, line, room))).collect();
        classed("section", "explorer__question")
            .set("data-question", &number)
            .set("aria-labelledby", &anchor)
            .with_if(tag)
            .with(element("h2").set("id", &anchor).words(&group.text))
            .with(note)
            .with(classed("p", "explorer__base").set_if("hidden", base.is_empty().then_some("")).words(&base))
            .with(unfiltered)
            .with(classed("div", "explorer__summary").with_all(said.collect()))
            .with(key)
            .with(classed("ul", "explorer__lines").set("data-kind", group.kind.word()).with_all(lines))
            .with(classed("div", "explorer__notes").with_if(masked))
            .with(classed("div", "explorer__foot").with(self.group_table(group, question, &seen, &number, &base)).with(files))
    }

    /// One line: its name, its base, its drawing, its counts. One picture, which is read out answer by answer.
    fn line(&self, group: &ExploredGroup, question: &ExploredQuestion, seen: &Overview, line: usize, room: u32) -> Element {
        let (counted, base) = (&seen.lines[line], seen.base_of(line));
        let of = base.map_or_else(|| self.words.masked.to_string(), |base| self.say.of(base));
        let said = self.say.line(&group.labels[line], question, counted, base);
        let value = |rows: std::ops::Range<usize>, name: &'static str, word: &str| {
            let count = counted.rows.get(rows.clone()).unwrap_or_default().iter().sum();
            let part = classed("span", "explorer__part").set(name, word);
            if rows.clone().any(|row| counted.is_masked(row)) {
                return part.set("data-masked", "").words(&self.words.masked);
            }
            let share = base.map(|base| classed("span", "explorer__share").words(&[", ", &self.say.percent(count, base)].concat()));
            part.with(element("b").words(&grouped(count))).with_if(share)
        };
        let parts: Vec<Element> = match group.kind {
            Together::Grid => {
                let (below, above) = sides(question);
                let middle = below.end..above.start;
                let middle = (!middle.is_empty()).then(|| value(middle, "data-side", "neutral"));
                [Some(value(below, "data-side", "below")), Some(value(above, "data-side", "above")), middle].into_iter().flatten().collect()
            }
            Together::Ranking => (0..question.rows.len()).map(|row| value(row..row + 1, "data-place", &place_of(row))).collect(),
        };
        // Of hidden counts nothing is drawn; the place stays.
        let drawing = match group.kind {
            _ if !counted.is_whole() => element("span"),
            Together::Grid => poles(question, counted, room),
            Together::Ranking => places(counted, room, self.survey.n <= MOST_DOTS),
        };
        let name = classed("span", "explorer__label").words(&group.labels[line]);
        classed("div", "explorer__line")
            .set("role", "img")
            .set("aria-label", &said)
            .with(name)
            .with(classed("span", "explorer__of").words(&of))
            .with(drawing)
            .with(classed("span", "explorer__parts").with_all(parts))
    }

    /// Lines and answers, each count with the base at the end of its line.
    fn group_table(&self, group: &ExploredGroup, question: &ExploredQuestion, seen: &Overview, number: &str, base: &str) -> Element {
        let words = self.words;
        let told = |count: u32, masked: bool| if masked { words.masked.to_string() } else { grouped(count) };
        let row = |(line, counted): (usize, &Counted)| {
            let counts = counted.rows.iter().enumerate().map(|(row, count)| told(*count, counted.is_masked(row)));
            let base = seen.base_of(line);
            [group.labels[line].to_string()].into_iter().chain(counts).chain([told(base.unwrap_or(0), base.is_none())]).collect()
        };
        let rows = seen.lines.iter().enumerate().map(row).collect();
        let head: Vec<&str> = [&*words.column_item].into_iter().chain(question.rows.iter().map(|row| &*row.label)).chain([&*words.cross_base]).collect();
        let kept = if base.is_empty() { self.say.kept(self.state.kept, !self.state.view.kept.is_empty()) } else { base.to_owned() };
        let open = number.parse().is_ok_and(|place| self.state.view.tables.contains(&place)).then_some("");
        let details = classed("details", "explorer__fold").set("data-table", number).set_if("open", open);
        details.with(self.opens_table(true)).with(table(&self.caption(&group.text, &kept), true, &head, rows))
    }
}

/// How the places of a ranking are told apart: those after the third are drawn alike.
pub(super) fn place_of(row: usize) -> String {
    (row + 1).min(4).to_string()
}

/// Counts below the middle, in it, and above.
fn apart(question: &ExploredQuestion, counted: &Counted) -> [u32; 3] {
    let (below, above) = sides(question);
    let sum = |rows: std::ops::Range<usize>| counted.rows.get(rows).unwrap_or_default().iter().sum();
    [sum(below.clone()), sum(below.end..above.start), sum(above)]
}

/// Both sides of the middle, and what is between apart: `room` respondents take the whole of a side.
pub(super) fn poles(question: &ExploredQuestion, counted: &Counted, room: u32) -> Element {
    let (below, above) = sides(question);
    let at = |rows: &std::ops::Range<usize>| counted.rows.get(rows.clone()).unwrap_or_default().to_vec();
    let middle = below.end..above.start;
    let (left, between, right) = place_sides(&at(&below), at(&middle).iter().sum(), &at(&above), room);
    let bar = |bar: &PlacedBar, row: usize| {
        element("rect")
            .set("x", &bar.x.to_string())
            .set("y", "6")
            .set("width", &bar.width.to_string())
            .set("height", "28")
            .set("data-side", side(question, row))
            .set("data-strength", &strength(question, row).to_string())
    };
    let placed = |bars: &[PlacedBar], first: usize| bars.iter().enumerate().map(|(place, placed)| bar(placed, first + place)).collect();
    classed("svg", "explorer__poles")
        .set("viewBox", &["0 0 ", &WIDTH.to_string(), " 40"].concat())
        .set("preserveAspectRatio", "none")
        .set("aria-hidden", "true")
        .with_all(placed(&left, 0))
        .with_all(placed(&right, above.start))
        .with_if((!middle.is_empty()).then(|| bar(&between, middle.start)))
        .with(classed("path", "explorer__axis").set("d", "M400 0V40"))
}

/// How far from the middle an answer is, 1 the nearest.
pub(super) fn strength(question: &ExploredQuestion, row: usize) -> usize {
    let (below, above) = sides(question);
    if row < below.end { below.end - row } else { (row + 1).saturating_sub(above.start).max(1) }
}

/// Who put something at each place, one dot each or a bar of which `room` respondents take the whole.
fn places(counted: &Counted, room: u32, dots: bool) -> Element {
    if dots {
        let dots = counted.rows.iter().enumerate().flat_map(|(row, count)| (0..*count).map(move |_| element("i").set("data-place", &place_of(row))));
        return classed("span", "explorer__dots").set("aria-hidden", "true").with_all(dots.collect());
    }
    let mut x = 0;
    let mut bars = Vec::new();
    for (row, count) in counted.rows.iter().enumerate() {
        let width = u64::from(*count) * 1000 / u64::from(room.max(1));
        bars.push(element("rect").set("x", &x.to_string()).set("width", &width.to_string()).set("height", "10").set("data-place", &place_of(row)));
        x += width;
    }
    let room = classed("rect", "explorer__room").set("width", "1000").set("height", "10");
    let svg = classed("svg", "explorer__bar").set("viewBox", "0 0 1000 10").set("preserveAspectRatio", "none").set("aria-hidden", "true");
    svg.with(room).with_all(bars)
}
