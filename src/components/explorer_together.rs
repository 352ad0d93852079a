//! Questions that are read together, in one overview before the first of them: the rows of a grid on both sides of one middle, the items of a ranking by their places; all at one
//! scale, in the order of the questionnaire.

use super::{
    explorer::{MOST_DOTS, Shown, anchor_of_code, side},
    markup::{Element, classed, element},
};
use crate::{
    chart::strip::{SIDE, WIDTH, place_sides},
    explorer::{
        counted::{Counted, sides},
        grouped::{all_follow, lines},
        view::Level,
    },
    locale::number::grouped,
    model::explored::{ExploredQuestion, Together},
};

/// What the program leaves alone (`explorer_still.rs`).
#[cfg(not(feature = "ssr"))]
impl Shown<'_> {
    fn of_group(&self, _: &crate::model::explored::ExploredGroup, _: &ExploredQuestion) -> [Element; 3] {
        [element("div"), element("ul"), element("details")]
    }
}

impl Shown<'_> {
    /// The overview of the group at `place` among the groups.
    pub(super) fn overview(&self, place: usize) -> Element {
        let (survey, state, words) = (self.survey, self.state, self.words);
        let section = element("section");
        let Some(group) = survey.groups.get(place) else { return section };
        let Some(question) = survey.questions.get(group.first as usize) else { return section };
        let (seen, followed) = (lines(survey, state, place), all_follow(survey, state, group));
        let (anchor, number) = (anchor_of_code(&group.code), survey.questions.len() + place);
        let [note, key, files] = self.of_group(group, question);
        let tag = survey.fictional.then(|| classed("p", "explorer__tag").words(&words.fictional));
        // Of a grid each line has its own.
        let base = state.ranked.get(place).copied().flatten().map_or_else(String::new, |base| {
            let total = if followed { state.kept } else { survey.n };
            self.say.base(question, &Counted { base, total, ..Counted::default() })
        });
        let hidden = |hidden: bool| hidden.then_some("");
        let said = Level::ALL.iter().map(|(level, word)| classed("p", "explorer__said").set("data-said", word).words(&self.say.compared(group, &seen, *level)));
        let masked = seen.iter().find_map(|counted| self.say.masked_note(counted)).map(|note| classed("p", "explorer__note").words(&note));
        // The greatest bar of everybody's answers takes its whole room, whatever is filtered.
        let mut room = group.ranked.unwrap_or(survey.n);
        if group.kind == Together::Grid {
            room = state.all[group.places()].iter().flat_map(|counted| parts(question, counted, group.kind)).filter_map(|(count, _)| count).max().unwrap_or(0);
        }
        let kept = if base.is_empty() { self.say.kept(state.kept, !state.view.kept.is_empty()) } else { base.clone() };
        let table = self.matrix(&self.caption(&group.text, &kept), &words.column_item, &group.labels, question, &seen);
        let fold = classed("details", "explorer__fold").set("data-table", &number.to_string());
        let fold = fold.set_if("open", hidden(state.view.tables.contains(&number))).with(self.opens_table(true)).with(table);
        let lines = group.labels.iter().zip(&seen).map(|(label, counted)| self.line(group.kind, label, question, counted, room)).collect();
        section
            .set("class", "explorer__question")
            .set("data-question", &number.to_string())
            .set("aria-labelledby", &anchor)
            .with_if(tag)
            .with(element("h2").set("id", &anchor).words(&group.text))
            .with(note)
            .with(classed("p", "explorer__base").set_if("hidden", hidden(base.is_empty())).words(&base))
            .with(classed("p", "explorer__note").set_if("hidden", hidden(followed)).words(&words.unfiltered))
            .with(classed("div", "explorer__summary").with_all(said.collect()))
            .with(key)
            .with(classed("ul", "explorer__lines").set("data-kind", group.kind.word()).with_all(lines))
            .with(classed("div", "explorer__notes").with_if(masked))
            .with(classed("div", "explorer__foot").with(fold).with(files))
    }

    /// One line: its name, its base, its drawing, its counts. One picture, which is read out answer by answer.
    fn line(&self, kind: Together, label: &str, question: &ExploredQuestion, counted: &Counted, room: u32) -> Element {
        let base = counted.known_base();
        let of = base.map_or_else(|| self.words.masked.to_string(), |base| self.say.of(base));
        let part = |(count, row): (Option<u32>, usize)| {
            let part = element("span").set("data-side", side(question, row, kind)).set("data-strength", &strength(question, row, kind).to_string());
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
                    let dot = element("i").set("data-strength", &strength(question, row, kind).to_string());
                    dots = dots.with_all(vec![dot; *count as usize]);
                }
                dots
            }
            _ => poles(question, counted, room, kind),
        };
        let line = classed("div", "explorer__line").set("role", "img").set("aria-label", &self.say.line(label, question, counted));
        let line = line.with(classed("span", "explorer__label").words(label)).with(classed("span", "explorer__of").words(&of));
        let parts = parts(question, counted, kind).into_iter().map(part).collect();
        element("li").with(line.with(drawing).with(classed("span", "explorer__parts").with_all(parts)))
    }
}

/// The counts that a line says, each with one of its rows: below the middle of a grid, above, between; each place of a ranking. `None` where one of them is hidden.
fn parts(question: &ExploredQuestion, counted: &Counted, kind: Together) -> Vec<(Option<u32>, usize)> {
    let (below, above) = sides(question);
    let mut parts = Vec::new();
    if kind == Together::Grid {
        parts.extend([(Some(0), 0), (Some(0), above.start), (Some(0), below.end)]);
        parts.truncate(2 + (above.start - below.end).min(1));
    }
    for (row, count) in counted.rows.iter().enumerate() {
        let count = (!counted.is_masked(row)).then_some(*count);
        match parts
            .get_mut(if row < below.end {
                0
            } else if row < above.start {
                2
            } else {
                1
            })
            .filter(|_| kind == Together::Grid)
        {
            Some(part) => part.0 = part.0.zip(count).map(|(sum, count)| sum + count),
            None => parts.push((count, row)),
        }
    }
    parts
}

/// Both sides of the middle, and what is between apart; of a ranking one side alone. `room` respondents take the whole of a side.
pub(super) fn poles(question: &ExploredQuestion, counted: &Counted, room: u32, kind: Together) -> Element {
    let (below, above) = if kind == Together::Ranking { (0..0, 0..counted.rows.len()) } else { sides(question) };
    let at = |rows: std::ops::Range<usize>| counted.rows.get(rows).unwrap_or_default();
    let middle = below.end..above.start;
    let (mut bars, between, right) = place_sides(at(0..below.end), at(middle.clone()).iter().sum(), at(above), room);
    bars.extend(middle.map(|_| between).take(1));
    bars.extend(right);
    let first = if kind == Together::Ranking { SIDE } else { 0 };
    let view = [&first.to_string(), " 0 ", &(if first > 0 { SIDE } else { WIDTH }).to_string(), " 40"].concat();
    let mut drawing = classed("svg", "explorer__poles").set("viewBox", &view).set("preserveAspectRatio", "none").set("aria-hidden", "true");
    for (row, bar) in bars.iter().enumerate() {
        drawing = drawing.with(
            element("rect")
                .set("x", &bar.x.to_string())
                .set("y", "6")
                .set("width", &bar.width.to_string())
                .set("height", "28")
                .set("data-side", side(question, row, kind))
                .set("data-strength", &strength(question, row, kind).to_string()),
        );
    }
    drawing.with(classed("path", "explorer__axis").set("d", "M400 0V40"))
}

/// How far from the middle an answer is, 1 the nearest; which place of a ranking it is, those after the third alike.
pub(super) fn strength(question: &ExploredQuestion, row: usize, kind: Together) -> usize {
    let (below, above) = sides(question);
    match kind {
        Together::Ranking => (row + 1).min(4),
        Together::Grid if row < below.end => below.end - row,
        Together::Grid => (row + 1).saturating_sub(above.start).max(1),
    }
}
