//! Questions that are read together, in one overview before the first of them: the rows of a grid on both sides of one middle, the items of a ranking by their places; all at one
//! scale, in the order of the questionnaire.

use super::{
    explorer::{MOST_DOTS, Shown, anchor_of_code, note_if, numbered, side},
    markup::{Element, classed, element},
};
use crate::{
    chart::strip::place_sides,
    explorer::{
        counted::{Counted, sides},
        grouped::{all_follow, lines},
        sentences::Sayer,
        state::State,
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
        let Some(group) = survey.groups.get(place) else { return element("p") };
        let Some(question) = survey.questions.get(group.first as usize) else { return element("p") };
        let (seen, followed) = (lines(survey, state, place), all_follow(survey, state, group));
        let (anchor, number) = (anchor_of_code(&group.code), survey.questions.len() + place);
        let [note, key, files] = self.of_group(group, question);
        // Of a grid each line has its own.
        let base = base_of(self.say, state, place, question, followed);
        let masked = seen.iter().find_map(|counted| self.say.masked_note(counted)).map(|note| note_if(true, &note));
        let kept = if base.is_empty() { self.say.kept(state.kept, !state.view.kept.is_empty()) } else { base.clone() };
        let table = self.matrix(&self.caption(&group.text, &kept), &words.column_item, &group.labels, question, &seen);
        let lines = group.labels.iter().zip(&seen).map(|(label, counted)| self.line(group, label, question, counted)).collect();
        self.section(number, &anchor)
            .with(element("h2").set("id", &anchor).words(&group.text))
            .with(note)
            .with(classed("p", "explorer__base").set_if("hidden", base.is_empty().then_some("")).words(&base))
            .with(note_if(!followed, &words.unfiltered))
            .with(self.summary(&|level| self.say.compared(group, &seen, level)))
            .with(key)
            .with(classed("ul", "explorer__lines").set("data-kind", group.kind.word()).with_all(lines))
            .with(classed("div", "explorer__notes").with_if(masked))
            .with(classed("div", "explorer__foot").with(self.fold(number, true, table)).with(files))
    }

    /// One line: its name, its base, its drawing, its counts. One picture, which is read out answer by answer.
    pub(super) fn line(&self, group: &ExploredGroup, label: &str, question: &ExploredQuestion, counted: &Counted) -> Element {
        let kind = group.kind;
        let base = counted.known_base();
        let of = base.map_or_else(|| self.words.masked.to_string(), |base| self.say.of(base));
        let part = |(count, row): (Option<u32>, usize)| {
            let part = sided(element("span"), question, row, kind);
            let Some(count) = count else { return part.words(&self.words.masked) };
            let share = base.map(|base| classed("span", "explorer__share").words(&[", ", &self.say.percent(count, base)].concat()));
            part.with(element("b").words(&grouped(count))).with_if(share)
        };
        // Of hidden counts nothing is drawn; the place stays.
        let drawing = match kind {
            _ if !counted.is_whole() => element("span"),
            Together::Ranking if self.survey.n <= MOST_DOTS => {
                let mut dots = classed("span", "explorer__dots").set("aria-hidden", "true");
                for (row, count) in counted.rows.iter().enumerate() {
                    let dot = sided(element("i"), question, row, kind);
                    dots = dots.with_all(vec![dot; *count as usize]);
                }
                dots
            }
            _ => poles(question, counted, group.room, kind),
        };
        let line = classed("div", "explorer__line").set("role", "img").set("aria-label", &self.say.line(label, question, counted));
        let line = line.with(classed("span", "explorer__label").words(label)).with(classed("span", "explorer__of").words(&of));
        let parts = parts(question, counted, kind).into_iter().map(part).collect();
        element("li").with(line.with(drawing).with(classed("span", "explorer__parts").with_all(parts)))
    }
}

/// Who put something in order, of whom, in a sentence; of the group at `place`, which is a ranking, and nothing otherwise. `followed`: whether filters bear on it.
pub(crate) fn base_of(say: Sayer<'_>, state: &State, place: usize, question: &ExploredQuestion, followed: bool) -> String {
    state.ranked.get(place).copied().flatten().map_or_else(String::new, |base| {
        let total = if followed { state.kept } else { say.survey.n };
        say.base(question, &Counted { base, total, ..Counted::default() })
    })
}

/// The counts that a line says, each with one of its rows: below the middle of a grid, above, between; each place of a ranking. `None` where one of them is hidden.
pub(crate) fn parts(question: &ExploredQuestion, counted: &Counted, kind: Together) -> Vec<(Option<u32>, usize)> {
    let (below, above) = sides(question);
    let between = below.end..above.start;
    let mut ranges = Vec::new();
    match kind {
        Together::Grid => ranges.extend([below, above, between]),
        Together::Ranking => ranges.extend((0..question.rows.len()).map(|row| row..row + 1)),
    }
    ranges.retain(|rows| !rows.is_empty());
    let count = |row: usize| counted.rows.get(row).copied().filter(|_| !counted.is_masked(row));
    ranges.into_iter().map(|rows| (rows.clone().map(count).sum(), rows.start)).collect()
}

/// Both sides of the middle, and what is between apart; of a ranking one side alone. `room` respondents take the whole of a side.
pub(super) fn poles(question: &ExploredQuestion, counted: &Counted, room: u32, kind: Together) -> Element {
    let (below, above) = sides(question);
    let (between, view) = match kind {
        Together::Grid => (below.end..above.start, "0 0 1260 40"),
        Together::Ranking => (0..0, "400 0 400 40"),
    };
    let mut drawing = classed("svg", "explorer__poles").set("viewBox", view).set("preserveAspectRatio", "none").set("aria-hidden", "true");
    for (row, bar) in place_sides(&counted.rows, between, room).iter().enumerate() {
        let bar = numbered(numbered(element("rect"), "x", bar.x as usize), "width", bar.width as usize).set("y", "6").set("height", "28");
        drawing = drawing.with(sided(bar, question, row, kind));
    }
    drawing.with(classed("path", "explorer__axis").set("d", "M400 0V40"))
}

/// The element with where the answer stands: its side, and how far from the middle, or which place of a ranking.
#[cfg_attr(feature = "explorer", inline(never))]
pub(super) fn sided(element: Element, question: &ExploredQuestion, row: usize, kind: Together) -> Element {
    numbered(element.set("data-side", side(question, row, kind)), "data-strength", strength(question, row, kind))
}

/// How far from the middle an answer is, 1 the nearest; which place of a ranking it is, those after the third alike.
pub(crate) fn strength(question: &ExploredQuestion, row: usize, kind: Together) -> usize {
    let (below, above) = sides(question);
    match kind {
        Together::Ranking => (row + 1).min(4),
        Together::Grid if row < below.end => below.end - row,
        Together::Grid => (row + 1).saturating_sub(above.start).max(1),
    }
}
