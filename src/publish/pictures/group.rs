//! The picture of questions that are read together: what their overview shows, without filter. The sides of a grid lie on both sides of one line, what is between them apart; the places
//! of a ranking are told apart by their form or their depth. Grey says the same.

use super::{
    question::{foot, said},
    sheet::{Dot, LEADING, Letters, MARGIN, Paint, Picture, ROOM, Shape, Sheet, Tone},
};
use crate::{
    chart::strip::{APART, SIDE, WIDTH, place_sides},
    components::{
        explorer::{MOST_DOTS, anchor_of_code, side},
        explorer_still::group_notes,
        explorer_together::{base_of, parts, strength},
    },
    explorer::{
        counted::{Counted, sides},
        grouped::lines,
        sentences::Sayer,
        state::State,
        view::Level,
    },
    locale::number::grouped,
    model::explored::{ExploredGroup, ExploredQuestion, Together},
    publish::survey_data::Told,
};

/// Height of a bar, in pixels.
const THICK: f32 = 28.0;
/// Size of what stands under a line.
const SMALL: f32 = 24.0;

/// The picture of the group at `place` among the groups; `None` when there is none.
#[must_use]
pub fn place(told: &Told<'_>, place: usize, letters: &Letters<'_>) -> Option<Picture> {
    let survey = told.survey;
    let group = survey.groups.get(place)?;
    let question = survey.questions.get(group.first as usize)?;
    let (state, say) = (State::first(survey), Sayer { survey });
    let seen = lines(survey, &state, place);
    let mut sheet = Sheet::new(letters);
    sheet.words(&told.title(), true, 26.0);
    sheet.space(14.0);
    sheet.words(&group.text, true, 44.0);
    sheet.space(8.0);
    let base = base_of(say, &state, place, question, true);
    sheet.words(&base, false, 26.0);
    sheet.space(8.0);
    let notes = group_notes(say, group);
    for note in &notes {
        sheet.words(note, false, 22.0);
    }
    sheet.space(18.0);
    let shown = Shown { group, question, say, dots: group.kind == Together::Ranking && survey.n <= MOST_DOTS };
    shown.key(&mut sheet);
    sheet.space(16.0);
    for (label, counted) in group.labels.iter().zip(&seen) {
        let of = counted.known_base().map_or_else(|| survey.words.masked.to_string(), |base| say.of(base));
        sheet.words(&format!("{}, {of}", &**label), false, 28.0);
        shown.drawing(&mut sheet, counted);
        sheet.space(14.0);
    }
    sheet.space(10.0);
    let masked = seen.iter().find_map(|counted| say.masked_note(counted));
    let foot: Vec<String> = masked.into_iter().chain(foot(told, &anchor_of_code(&group.code))).collect();
    for line in &foot {
        sheet.words(line, false, 22.0);
    }
    let compared = [Level::Standard, Level::Detailed].map(|level| say.compared(group, &seen, level));
    Some(sheet.finish(said(told, &group.text, &[&base, &notes.join(" "), &compared[0], &compared[1], &foot.join(" ")])))
}

/// How an answer is painted: full, or paler the nearer it is to the middle, or the later its place.
fn paint(question: &ExploredQuestion, row: usize, kind: Together) -> Paint {
    let strength = strength(question, row, kind);
    match (side(question, row, kind), kind) {
        (_, Together::Ranking) => Paint { tone: Tone::Meuse, fifths: [5, 3, 2, 1][strength.clamp(1, 4) - 1] },
        ("below", _) => Paint { tone: Tone::Sambre, fifths: if strength == 1 { 3 } else { 5 } },
        ("above", _) => Paint { tone: Tone::Meuse, fifths: if strength == 1 { 3 } else { 5 } },
        _ => Paint { tone: Tone::Ink, fifths: 4 },
    }
}

/// The dot of a place: its size, its rim if it is not full, its colour. Later places have less ink.
fn look(question: &ExploredQuestion, row: usize) -> (f32, Option<f32>, Paint) {
    let (size, rim) = [(1.0, None), (1.0, Some(5.0)), (0.55, None), (1.0, Some(1.5))][strength(question, row, Together::Ranking).clamp(1, 4) - 1];
    (size, rim, Paint::MEUSE)
}

/// What lines are drawn with.
struct Shown<'a> {
    group: &'a ExploredGroup,
    /// The first of them: all have its answers.
    question: &'a ExploredQuestion,
    say: Sayer<'a>,
    /// One dot a respondent.
    dots: bool,
}

/// Side of a mark of the key.
const SWATCH: f32 = 22.0;

impl Shown<'_> {
    /// What stands for the answer `row`, from its upper left corner.
    fn swatch(&self, sheet: &mut Sheet<'_>, row: usize, [x, y]: [f32; 2]) {
        sheet.shapes.push(if self.dots {
            let (size, rim, paint) = look(self.question, row);
            let radius = SWATCH / 2.0;
            Shape::Dots(vec![Dot { centre: [x + radius, y + radius], radius: radius * size, rim }], paint)
        } else {
            Shape::Block([x, y, SWATCH, SWATCH], paint(self.question, row, self.group.kind))
        });
    }

    /// The answers in the order of the questionnaire, on as many lines as it takes.
    fn key(&self, sheet: &mut Sheet<'_>) {
        let labels = self.question.rows.iter().map(|answer| answer.label.to_string()).enumerate().collect::<Vec<_>>();
        sheet.space(10.0);
        self.marked(sheet, &labels);
    }

    /// Words after the marks of rows, beside each other; those that are too long for a line take several.
    fn marked(&self, sheet: &mut Sheet<'_>, items: &[(usize, String)]) {
        const AFTER: f32 = SWATCH + 10.0;
        let mut x = f32::INFINITY;
        for (row, words) in items {
            let wide = AFTER + sheet.width(words, false, SMALL);
            if x + wide > MARGIN + ROOM {
                x = MARGIN;
                sheet.space(SMALL * 1.4);
            }
            self.swatch(sheet, *row, [x, sheet.y - SWATCH + 3.0]);
            if wide > ROOM {
                sheet.space(-SMALL * LEADING);
                sheet.words_in(words, false, SMALL, x + AFTER, ROOM - AFTER);
                x = f32::INFINITY;
            } else {
                sheet.put(words.clone(), false, SMALL, x + AFTER);
                x += wide + 34.0;
            }
        }
    }

    /// The drawing of a line, and the counts that it says. Of hidden counts nothing is drawn; the place stays.
    fn drawing(&self, sheet: &mut Sheet<'_>, counted: &Counted) {
        let (kind, masked) = (self.group.kind, &self.say.survey.words.masked);
        if !counted.is_whole() {
            sheet.space(THICK + 12.0);
        } else if self.dots {
            sheet.space(4.0);
            sheet.dots(&counted.rows, &|row| look(self.question, row));
        } else {
            self.bars(sheet, counted);
        }
        let base = counted.known_base();
        let words = |count: Option<u32>| match (count, base) {
            (Some(count), Some(base)) if base > 0 => [&*grouped(count), ", ", &*self.say.percent(count, base)].concat(),
            (Some(count), _) => grouped(count),
            (None, _) => masked.to_string(),
        };
        let said: Vec<(usize, String)> = parts(self.question, counted, kind).into_iter().map(|(count, row)| (row, words(count))).collect();
        if kind == Together::Ranking {
            self.marked(sheet, &said);
            return;
        }
        sheet.space(SMALL * LEADING);
        for (row, words) in said {
            let x = match side(self.question, row, kind) {
                "below" => at(SIDE) - 12.0 - sheet.width(&words, false, SMALL),
                "above" => at(SIDE) + 12.0,
                _ => at(APART),
            };
            sheet.put(words, false, SMALL, x);
        }
    }

    fn bars(&self, sheet: &mut Sheet<'_>, counted: &Counted) {
        let (below, above) = sides(self.question);
        let kind = self.group.kind;
        let (between, from, scale) = match kind {
            Together::Grid => (below.end..above.start, at(0), at(1) - at(0)),
            Together::Ranking => (0..0, MARGIN - ROOM, ROOM / SIDE as f32),
        };
        let y = sheet.y + 14.0;
        for (row, bar) in place_sides(&counted.rows, between, self.group.room).iter().enumerate() {
            let (x, width) = (from + bar.x as f32 * scale, bar.width as f32 * scale);
            // A hair of the ground between neighbours; a bar above nothing is always seen.
            let width = if counted.rows[row] == 0 { 0.0 } else { (width - 2.0).max(2.0) };
            sheet.shapes.push(Shape::Block([x + 1.0, y, width, THICK], paint(self.question, row, kind)));
        }
        let axis = from + SIDE as f32 * scale;
        sheet.shapes.push(Shape::Line([axis, y - 3.0, axis, y + THICK + 3.0], 2.0));
        sheet.space(THICK + 16.0);
    }
}

/// Where a unit of a grid's drawing stands.
fn at(unit: u32) -> f32 {
    MARGIN + ROOM * unit as f32 / WIDTH as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::explorer_page::About,
        explorer::{counted::tests::question, sentences::tests::survey},
        model::{
            explored::{Drawing, ExploredSurvey},
            text::Prose,
        },
        publish::pictures::{colour::Colour, lettering::Lettering, sheet::tests::PALETTE},
    };

    /// A group of lines with these counts, the answers being `labels`, in a survey of `n`.
    pub(crate) fn group(kind: Together, n: u32, labels: &[&str], lines: &[&[u32]]) -> ExploredSurvey {
        let asked = |(place, counts): (usize, &&[u32])| {
            let middle = (kind == Together::Grid && labels.len() % 2 == 1).then_some(labels.len() as u32 / 2);
            ExploredQuestion {
                code: format!("q{place}"),
                counts: counts.iter().copied().map(Some).collect(),
                neutral: middle,
                ..question(Drawing::Scale, labels)
            }
        };
        let mut survey = ExploredSurvey { n, ..survey(lines.iter().enumerate().map(asked).collect()) };
        let label = |place: usize| {
            format!(
                "Élément n° {place} : une ligne dont le nom est long, bien plus long que ce qu'une ligne de l'image peut contenir sans passer à la suivante"
            )
        };
        survey.groups = vec![ExploredGroup {
            code: "ensemble".into(),
            text: Prose::new("Dans quelle mesure êtes-vous d'accord avec chacune de ces affirmations, qui portent toutes sur l'accueil des personnes ?"),
            kind,
            first: 0,
            labels: (0..lines.len()).map(|place| Prose::new(&label(place))).collect(),
            room: n,
            compared: 0,
            compared_end: 1,
            side: Prose::new("en premier"),
            column: None,
            ranked: None,
            note: Some(Prose::new("Une note d'éditeur.")),
        }];
        survey
    }

    fn picture(survey: &ExploredSurvey, letters: &Letters<'_>) -> Picture {
        let about = About { title: Prose::new("Essai"), ..About::default() };
        place(&Told { survey, about: &about, address: "https://exemple.be/sondages/essai/" }, 0, letters).unwrap()
    }

    const LONG: &str =
        "Tout à fait d'accord, sans réserve aucune et pour toutes les personnes qui arrivent, quelles que soient les raisons de leur départ et de leur arrivée";

    #[test]
    fn no_line_leaves_the_picture_or_touches_another() {
        let lettering = Lettering::new().unwrap();
        let letters = Letters::new(&lettering).unwrap();
        for (kind, n, labels, lines) in [
            (
                Together::Grid,
                23,
                &["Pas du tout d'accord", "Plutôt pas d'accord", "Sans avis", "Plutôt d'accord", LONG][..],
                &[&[1, 2, 3, 4, 5][..], &[23, 0, 0, 0, 0], &[0; 5]][..],
            ),
            (Together::Grid, 12_345, &["Non", "Oui"], &[&[12_345, 0], &[0, 12_345]]),
            (Together::Ranking, 23, &["1", "2", "3", "4", "5"], &[&[23, 0, 0, 0, 0], &[4, 5, 6, 4, 4]]),
            (Together::Ranking, 12_345, &["En premier", LONG, "En troisième"], &[&[12_000, 340, 5], &[0, 0, 0]]),
        ] {
            assert_eq!(picture(&group(kind, n, labels, lines), &letters).misplaced(&letters), Vec::<String>::new(), "{kind:?} {n}");
        }
    }

    #[test]
    fn what_is_on_each_side_and_what_is_between_is_told_apart_in_grey() {
        let shown = &group(Together::Grid, 23, &["a", "b", "c", "d", "e"], &[&[1; 5]]).questions[0];
        // Relative luminance, roughly: what a printer without colours keeps.
        let grey = |paint: Paint| {
            let Colour([red, green, blue]) = paint.colour(PALETTE);
            (299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue)) / 1000
        };
        let greys: Vec<u32> = (0..5).map(|row| grey(paint(shown, row, Together::Grid))).collect();
        for (one, other) in [(0, 1), (3, 4)] {
            assert!(greys[one].abs_diff(greys[other]) > 30, "{greys:?}");
        }
        let places: Vec<u32> = (0..4).map(|row| grey(paint(shown, row, Together::Ranking))).collect();
        assert!(places.windows(2).all(|pair| pair[1] > pair[0] + 20), "{places:?}");
    }

    #[test]
    fn pictures_are_whole_light_and_the_same_each_time() {
        let lettering = Lettering::new().unwrap();
        let letters = Letters::new(&lettering).unwrap();
        let survey = group(Together::Grid, 23, &["Non", "Sans avis", "Oui"], &[&[10, 3, 10], &[3, 10, 10]]);
        let draw = || picture(&survey, &letters);
        let (svg, png) = (draw().svg(PALETTE, &letters), draw().png(PALETTE, &letters).unwrap());
        assert_eq!((draw().svg(PALETTE, &letters), draw().png(PALETTE, &letters).unwrap()), (svg.clone(), png.clone()));
        assert!(svg.len() < 60_000 && png.len() < 60_000 && !svg.contains("NaN"), "SVG {}, PNG {} bytes", svg.len(), png.len());
        for words in ["Données fictives", "https://exemple.be/sondages/essai/#q-ensemble", "Non : 10", "Une note d’éditeur."] {
            let found = [svg.clone(), String::from_utf8_lossy(&png).into_owned()].map(|text| text.replace(['\u{a0}', '\u{202f}'], " ").contains(words));
            assert_eq!(found, [true; 2], "« {words} » in {svg}");
        }
    }
}
