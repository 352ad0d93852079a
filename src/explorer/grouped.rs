//! Questions that are read together: what is counted of each among the same respondents, and the sentence that compares them.

use super::{counted::Counted, recount::follows, sentences::Sayer, state::State, view::Level};
use crate::{
    locale::number::grouped,
    model::explored::{ExploredGroup, ExploredQuestion, ExploredSurvey, Together},
};
use std::cmp::Ordering;

/// What an overview shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The counts of each question, in their order, among the respondents that all filters leave: its own filter too, so that lines are of the same respondents. Where one
    /// question does not follow the filters, they are everybody's.
    pub lines: Vec<Counted>,
    /// Of a ranking, who put something in order: the base of each line. Where that is not known, who was counted.
    pub base: Option<u32>,
    /// Whether the counts are of who is kept.
    pub followed: bool,
}

impl Overview {
    /// What `state` shows of the group at `place` among the groups.
    #[must_use]
    pub fn of(survey: &ExploredSurvey, state: &State, place: usize) -> Self {
        let Some(group) = survey.groups.get(place) else { return Self { lines: Vec::new(), base: None, followed: true } };
        let followed = state.view.kept.is_empty() || group.places().all(|place| follows(survey, &state.view, place));
        let line = |place: usize| match followed {
            true => state.counted.get(place).map(|counted| retained(counted, state.view.rows_kept(place))),
            false => state.all.get(place).cloned(),
        };
        let total = if followed { state.kept } else { survey.n };
        let ranked = state.ranked.get(place).copied().flatten();
        let base = (group.kind == Together::Ranking).then(|| ranked.unwrap_or(total));
        Self { lines: group.places().map(|place| line(place).unwrap_or_default()).collect(), base, followed }
    }

    /// The base of a line; `None` when it is hidden.
    #[must_use]
    pub fn base_of(&self, line: usize) -> Option<u32> {
        self.base.or(self.lines.get(line)?.known_base())
    }
}

/// What is left of a question's counts by its own filter, which narrows those of the others alone: one answer a respondent.
fn retained(counted: &Counted, kept: &[usize]) -> Counted {
    if kept.is_empty() {
        return counted.clone();
    }
    let row = |(row, count): (usize, &u32)| if kept.contains(&row) { *count } else { 0 };
    let rows: Vec<u32> = counted.rows.iter().enumerate().map(row).collect();
    let base = rows.iter().sum();
    Counted { total: base, base, rows, ..Counted::default() }
}

/// The rows of a grid's lines that are compared, or the first place of a ranking's.
fn compared_rows(group: &ExploredGroup, question: &ExploredQuestion) -> std::ops::Range<usize> {
    let (below, above) = super::counted::sides(question);
    match (group.kind, group.reversed) {
        (Together::Ranking, _) => 0..1,
        (Together::Grid, true) => below,
        (Together::Grid, false) => above,
    }
}

/// Which share is the greater one: counts with their bases.
fn by_share(one: (u32, u32), other: (u32, u32)) -> Ordering {
    let cross = |count: u32, base: u32| u64::from(count) * u64::from(base);
    cross(one.0, other.1).cmp(&cross(other.0, one.1))
}

impl Sayer<'_> {
    /// Who took part in a ranking; nothing of a grid, each line of which has its own base.
    #[must_use]
    pub fn group_base(&self, state: &State, place: usize, overview: &Overview) -> String {
        let words = self.words();
        let total = if overview.followed { state.kept } else { self.survey.n };
        match (overview.base, state.ranked.get(place).copied().flatten()) {
            (None, _) => String::new(),
            (Some(base), Some(_)) => self.base(&self.survey.questions[0], &Counted { base, total, ..Counted::default() }),
            (Some(_), None) => self.say(&words.ranking_all, &[("total", &grouped(total))]),
        }
    }

    /// A line as it is read out, answer by answer: « Le logement : Jamais : 1 ; Souvent : 9, sur 10 ».
    #[must_use]
    pub fn line(&self, label: &str, question: &ExploredQuestion, counted: &Counted, base: Option<u32>) -> String {
        let count = |row: usize| if counted.is_masked(row) { self.words().masked.to_string() } else { grouped(counted.rows.get(row).copied().unwrap_or(0)) };
        let item = |row: usize| self.say(&self.words().detail_item, &[("label", &question.rows[row].label), ("count", &count(row))]);
        let items: Vec<String> = (0..question.rows.len()).map(item).collect();
        let of = base.map_or_else(String::new, |base| [", ", &self.of(base)].concat());
        [&self.say(&self.words().detail_item, &[("label", label), ("count", &items.join(" ; "))]), &*of].concat()
    }

    /// Which lines of a group have the most and the least answers on one side, or in the first place: by their shares, each with its base. Nothing is compared where a line has few
    /// answers or hides some.
    #[must_use]
    pub fn compared(&self, group: &ExploredGroup, overview: &Overview, level: Level) -> String {
        let words = self.words();
        let Some(question) = self.survey.questions.get(group.first as usize) else { return String::new() };
        if level == Level::Detailed {
            let line = |(place, counted): (usize, &Counted)| self.line(&group.labels[place], question, counted, overview.base_of(place));
            return overview.lines.iter().enumerate().map(|line_of| [&line(line_of), "."].concat()).collect::<Vec<_>>().join(" ");
        }
        let rows = compared_rows(group, question);
        let share = |(place, counted): (usize, &Counted)| {
            let base = overview.base_of(place).filter(|base| *base >= self.survey.small && counted.is_whole())?;
            Some((counted.rows.get(rows.clone())?.iter().sum(), base))
        };
        let shares: Option<Vec<(u32, u32)>> = overview.lines.iter().enumerate().map(share).collect();
        let Some(shares) = shares.filter(|shares| !shares.is_empty()) else { return words.compared_none.to_string() };
        let end = if rows.start == 0 { question.rows.first() } else { question.rows.last() }.map_or("", |row| &row.label);
        let phrase = if group.kind == Together::Ranking { &words.ranking_side } else { &words.grid_side };
        let side = self.say(phrase, &[("label", end)]);
        let alike = |wanted: Ordering| {
            let is_last = |place: &usize| !shares.iter().any(|other| by_share(*other, shares[*place]) == wanted);
            (0..shares.len()).filter(is_last).collect::<Vec<usize>>()
        };
        let (most, least) = (alike(Ordering::Greater), alike(Ordering::Less));
        if most.len() == shares.len() {
            return self.say(&words.compared_equal, &[("side", &side)]);
        }
        let named = |places: &[usize]| {
            let item = |place: &usize| {
                let (label, (count, base)) = (&group.labels[*place], shares[*place]);
                let phrase = if level == Level::Easy { &words.quote } else { &words.compared_item };
                self.say(phrase, &[("text", label), ("label", label), ("count", &grouped(count)), ("base", &grouped(base))])
            };
            let items = self.listed(&places.iter().map(item).collect::<Vec<_>>());
            if places.len() > 1 { self.say(&words.compared_tied, &[("items", &items)]) } else { items }
        };
        let phrase = if level == Level::Easy { &words.compared_easy } else { &words.compared };
        self.say(phrase, &[("side", &side), ("most", &named(&most)), ("least", &named(&least))])
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::{
        explorer::{counted::tests::question, sentences::tests::survey},
        model::{explored::Drawing, text::Prose},
    };

    fn said(kind: Together, reversed: bool, lines: &[[u32; 3]], level: Level) -> String {
        let asked = ExploredQuestion { neutral: (kind == Together::Grid).then_some(1), ..question(Drawing::Scale, &["Non", "Bof", "Oui"]) };
        let survey = survey(vec![asked.clone(); lines.len()]);
        let labels = ["A", "B", "C", "D"].iter().take(lines.len()).map(|label| Prose::new(label)).collect();
        let group = ExploredGroup { code: "g".into(), text: Prose::new("G"), kind, first: 0, labels, reversed, column: None, ranked: None, note: None };
        let lines: Vec<Counted> = lines.iter().map(|counts| Counted::of(&asked, counts)).collect();
        let overview = Overview { lines, base: (kind == Together::Ranking).then_some(20), followed: true };
        Sayer { survey: &survey }.compared(&group, &overview, level).replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn lines_are_compared_by_their_shares_and_ties_are_said() {
        let (grid, ranking) = (Together::Grid, Together::Ranking);
        for (kind, reversed, lines, level, expected) in [
            // 8 of 10 is more than 9 of 20.
            (
                grid,
                false,
                &[[2, 0, 8], [6, 5, 9], [9, 10, 1]][..],
                Level::Standard,
                "Le plus souvent du côté de « Oui » : « A » (8 sur 10). Le moins souvent : « C » (1 sur 20).",
            ),
            (
                grid,
                true,
                &[[2, 0, 8], [6, 5, 9], [9, 10, 1]],
                Level::Standard,
                "Le plus souvent du côté de « Non » : « C » (9 sur 20). Le moins souvent : « A » (2 sur 10).",
            ),
            // 5 of 10 and 10 of 20 are the same share.
            (
                grid,
                false,
                &[[5, 0, 5], [5, 5, 10], [9, 1, 0]],
                Level::Standard,
                "Le plus souvent du côté de « Oui » : « A » (5 sur 10) et « B » (10 sur 20), à égalité. Le moins souvent : « C » (0 sur 10).",
            ),
            (grid, false, &[[5, 0, 5], [5, 5, 10], [9, 1, 0]], Level::Easy, "Le plus souvent du côté de « Oui » : « A » et « B », à égalité."),
            (grid, false, &[[5, 0, 5], [5, 5, 10]], Level::Standard, "Aussi souvent du côté de « Oui » pour toutes les lignes."),
            (grid, false, &[[1, 0, 2], [5, 5, 10]], Level::Standard, "Trop peu de réponses, ou des nombres masqués : rien ne permet de comparer ces lignes."),
            (grid, false, &[[5, 0, 5], [9, 1, 0]], Level::Detailed, "A : Non : 5 ; Bof : 0 ; Oui : 5, sur 10. B : Non : 9 ; Bof : 1 ; Oui : 0, sur 10."),
            (
                ranking,
                false,
                &[[9, 2, 1], [2, 9, 1], [2, 1, 9]],
                Level::Standard,
                "Le plus souvent en « Non » : « A » (9 sur 20). Le moins souvent : « B » (2 sur 20) et « C » (2 sur 20), à égalité.",
            ),
            (ranking, false, &[[9, 2, 1], [2, 9, 1]], Level::Easy, "Le plus souvent en « Non » : « A »."),
        ] {
            assert_eq!(said(kind, reversed, lines, level), expected);
        }
    }

    #[test]
    fn what_a_line_keeps_of_its_own_filter_is_its_base() {
        let counted = Counted { total: 23, base: 20, rows: vec![3, 12, 5], skipped: 3, ..Counted::default() };
        assert_eq!(retained(&counted, &[0, 2]), Counted { total: 8, base: 8, rows: vec![3, 0, 5], ..Counted::default() });
        assert_eq!(retained(&counted, &[]), counted);
    }
}
