//! Questions that are read together: what is counted of each among the same respondents, and the sentence that compares them.

use super::{counted::Counted, recount::follows, sentences::Sayer, state::State, view::Level};
use crate::{
    locale::number::grouped,
    model::{
        explored::{ExploredGroup, ExploredSurvey, Together},
        text::Prose,
    },
};
use std::cmp::Ordering;

/// Whether every question of a group follows the filters; where one does not, all are shown of everybody.
#[must_use]
pub fn all_follow(survey: &ExploredSurvey, state: &State, group: &ExploredGroup) -> bool {
    state.view.kept.is_empty() || group.places().all(|place| follows(survey, &state.view, place))
}

/// The counts of each question of the group at `place` among the groups, in order, among the respondents that all filters leave: its own filter too, so that lines are of the same
/// respondents. The base of a ranking's lines is who put something in order, or where that is not known, who was counted.
#[must_use]
pub fn lines(survey: &ExploredSurvey, state: &State, place: usize) -> Vec<Counted> {
    let Some(group) = survey.groups.get(place) else { return Vec::new() };
    let followed = all_follow(survey, state, group);
    let mut lines = Vec::new();
    for question in group.places() {
        let Some(counted) = if followed { &state.counted } else { &state.all }.get(question) else { continue };
        let mut line = counted.clone();
        let kept = state.view.rows_kept(question);
        // What its own filter leaves: one answer a respondent.
        if followed && !kept.is_empty() {
            for (row, count) in line.rows.iter_mut().enumerate() {
                if !kept.contains(&row) {
                    *count = 0;
                }
            }
            line.base = line.rows.iter().sum();
            line.masked = Vec::new();
        }
        if group.kind == Together::Ranking {
            line.base = state.ranked.get(place).copied().flatten().unwrap_or(if followed { state.kept } else { survey.n });
            line.base_masked = false;
        }
        lines.push(line);
    }
    lines
}

impl Sayer<'_> {
    /// Which lines of a group have the most and the least answers on one side, or in the first place: by their shares, each with its base. Nothing is compared where a line has few
    /// answers or hides some.
    #[must_use]
    pub fn compared(&self, group: &ExploredGroup, lines: &[Counted], level: Level) -> String {
        let words = self.words();
        let Some(question) = self.survey.questions.get(group.first as usize) else { return String::new() };
        if level == Level::Detailed {
            let line = |(label, counted): (&Prose, &Counted)| [&*self.line(label, question, counted), "."].concat();
            return group.labels.iter().zip(lines).map(line).collect::<Vec<_>>().join(" ");
        }
        let mut shares: Vec<(u32, u32)> = Vec::new();
        for counted in lines {
            if counted.base < self.survey.small || !counted.is_whole() {
                return words.compared_none.to_string();
            }
            let rows = counted.rows.get(group.compared as usize..group.compared_end as usize);
            shares.push((rows.unwrap_or_default().iter().sum(), counted.base));
        }
        // The lines than which none has a greater share, or a lesser one.
        let named = |beyond: Ordering| {
            let mut items = Vec::new();
            for ((count, base), label) in shares.iter().zip(&group.labels) {
                let cross = |count: u32, base: u32| u64::from(count) * u64::from(base);
                if !shares.iter().any(|other| cross(other.0, *base).cmp(&cross(*count, other.1)) == beyond) {
                    let phrase = if level == Level::Easy { &words.quote } else { &words.compared_item };
                    items.push(self.say(phrase, &[("text", label), ("label", label), ("count", &grouped(*count)), ("base", &grouped(*base))]));
                }
            }
            let listed = self.listed(&items);
            (items.len(), if items.len() > 1 { self.say(&words.compared_tied, &[("items", &listed)]) } else { listed })
        };
        let ((alike, most), (_, least)) = (named(Ordering::Greater), named(Ordering::Less));
        let phrase = match level {
            _ if alike == lines.len() => &words.compared_equal,
            Level::Easy => &words.compared_easy,
            _ => &words.compared,
        };
        self.say(phrase, &[("side", &group.side), ("most", &most), ("least", &least)])
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::{
        explorer::{counted::tests::question, sentences::tests::survey},
        model::{
            explored::{Drawing, ExploredQuestion},
            text::Prose,
        },
    };

    fn said(kind: Together, reversed: bool, lines: &[[u32; 3]], level: Level) -> String {
        let asked = ExploredQuestion { neutral: (kind == Together::Grid).then_some(1), ..question(Drawing::Scale, &["Non", "Bof", "Oui"]) };
        let survey = survey(vec![asked.clone(); lines.len()]);
        let labels = ["A", "B", "C", "D"].iter().take(lines.len()).map(|label| Prose::new(label)).collect();
        let side = |side: &str| Prose::new(side);
        let (compared, side) = match (kind, reversed) {
            (Together::Ranking, _) => (0, side("en « Non »")),
            (Together::Grid, true) => (0, side("du côté de « Non »")),
            (Together::Grid, false) => (2, side("du côté de « Oui »")),
        };
        let (code, text, compared_end) = ("g".into(), Prose::new("G"), compared + 1);
        let group = ExploredGroup { code, text, kind, first: 0, labels, room: 0, compared, compared_end, side, column: None, ranked: None, note: None };
        let line = |counts: &[u32; 3]| Counted::of(&asked, counts);
        let line = |counts| if kind == Together::Ranking { Counted { base: 20, ..line(counts) } } else { line(counts) };
        let lines: Vec<Counted> = lines.iter().map(line).collect();
        Sayer { survey: &survey }.compared(&group, &lines, level).replace(['\u{a0}', '\u{202f}'], " ")
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
}
