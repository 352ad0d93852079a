//! The picture of a question's counts, as SVG: what its section of the page shows, without filter. Letters are outlines, so that it looks the same everywhere; the words
//! stand in it as text too. What the typeface lacks is not drawn.

use super::{
    colour::Palette,
    lettering::{Lettering, Weighted},
    lines::lines,
    mark::hundredth,
};
use crate::{
    components::explorer::MOST_DOTS,
    explorer::{counted::Counted, sentences::Sayer, view::Level},
    model::explored::ExploredQuestion,
    publish::{document::escape, error::PublishError, survey_data::Told},
};
use std::{collections::BTreeMap, fmt::Write as _};

/// Pixels.
pub const WIDTH: u32 = 1200;
const MARGIN: f32 = 64.0;
const ROOM: f32 = WIDTH as f32 - 2.0 * MARGIN;
/// From one base line to the next, in ems.
const LEADING: f32 = 1.32;
/// Room of a dot.
const CELL: f32 = 30.0;
/// The longest text that is drawn in full, in letters.
const LONGEST: usize = 400;

/// The two weights of the picture.
pub struct Letters<'a> {
    regular: Weighted<'a>,
    bold: Weighted<'a>,
}

impl<'a> Letters<'a> {
    /// Sets the typeface.
    ///
    /// # Errors
    /// The typeface's.
    pub fn new(lettering: &'a Lettering) -> Result<Self, PublishError> {
        Ok(Self { regular: lettering.at(420.0)?, bold: lettering.at(670.0)? })
    }
}

/// A picture that grows downwards.
struct Sheet<'a> {
    letters: &'a Letters<'a>,
    palette: Palette,
    y: f32,
    body: String,
    /// Outlines of letters, by their name.
    outlines: BTreeMap<String, String>,
}

impl Sheet<'_> {
    /// Words in lines within `room` from `x`, below what is there; where the first one ends.
    fn words(&mut self, words: &str, bold: bool, size: f32, x: f32, room: f32) -> f32 {
        let face = if bold { &self.letters.bold } else { &self.letters.regular };
        let words: String = words.chars().take(LONGEST).collect();
        let width = |line: &str| face.width(line, 0.0);
        // A word that is wider than the room stands on a line of its own.
        let set = lines(&words, room / size, &width).unwrap_or_else(|| words.split(' ').map(str::to_owned).collect());
        let mut end = x;
        for (number, line) in set.iter().enumerate() {
            self.y += size * LEADING;
            _ = write!(self.body, "<g fill=\"{}\" transform=\"translate({} {})scale({})\">", self.palette.ink, hundredth(x), hundredth(self.y), size / 1000.0);
            for (glyph, from) in face.placed(line, 0.0) {
                let name = format!("{}{glyph}", if bold { 'b' } else { 'r' });
                let outline = self.outlines.entry(name.clone()).or_insert_with(|| face.outline(glyph));
                if !outline.is_empty() {
                    _ = write!(self.body, "<use xlink:href=\"#{name}\" x=\"{}\"/>", (from * 1000.0).round());
                }
            }
            self.body.push_str("</g>");
            if number == 0 {
                end = x + width(line) * size;
            }
        }
        end
    }

    fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// One dot a respondent, below what is there.
    fn dots(&mut self, count: u32) {
        let per_row = (ROOM / CELL) as u32;
        for dot in 0..count {
            let (x, y) = (MARGIN + CELL * ((dot % per_row) as f32 + 0.4), self.y + CELL * ((dot / per_row) as f32 + 0.6));
            _ = write!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"11\" fill=\"{}\"/>", hundredth(x), hundredth(y), self.palette.meuse);
        }
        self.space(CELL * count.div_ceil(per_row).max(1) as f32);
    }

    /// A bar in the room that all of `base` would take.
    fn bar(&mut self, count: u32, base: u32) {
        let width = if base == 0 { 0.0 } else { ROOM * count as f32 / base as f32 };
        let (y, Palette { ink, meuse, .. }) = (self.y + 8.0, self.palette);
        _ = write!(
            self.body,
            "<path fill=\"none\" stroke=\"{ink}\" d=\"M{MARGIN} {}h{ROOM}v18h-{ROOM}z\"/><path fill=\"{meuse}\" d=\"M{MARGIN} {0}h{}v18H{MARGIN}z\"/>",
            hundredth(y),
            hundredth(width)
        );
        self.space(32.0);
    }
}

/// The picture of the question at `place`.
#[must_use]
pub fn svg(told: &Told<'_>, place: usize, palette: Palette, letters: &Letters<'_>) -> String {
    let survey = told.survey;
    let Some(question) = survey.questions.get(place) else { return String::new() };
    let counted = Counted::published(question, survey.n);
    let say = Sayer { survey };
    let mut sheet = Sheet { letters, palette, y: 40.0, body: String::new(), outlines: BTreeMap::new() };
    sheet.words(&told.title(), true, 26.0, MARGIN, ROOM);
    sheet.space(14.0);
    sheet.words(&question.text, true, 44.0, MARGIN, ROOM);
    let base = say.base(question, &counted);
    sheet.space(8.0);
    sheet.words(&base, false, 26.0, MARGIN, ROOM);
    sheet.space(18.0);
    for (place, (row, count)) in question.rows.iter().zip(&counted.rows).enumerate() {
        if counted.is_masked(place) {
            sheet.words(&say.masked_mark(&row.label), false, 28.0, MARGIN, ROOM);
            sheet.space(10.0);
            continue;
        }
        sheet.words(&say.mark(&row.label, *count, counted.base, false), false, 28.0, MARGIN, ROOM);
        if survey.n <= MOST_DOTS {
            sheet.dots(*count)
        } else {
            sheet.bar(*count, counted.base)
        }
        sheet.space(10.0);
    }
    sheet.space(14.0);
    let words = &survey.words;
    let foot: Vec<String> = say.masked_note(&counted).into_iter().chain(foot(told, question)).collect();
    for line in &foot {
        sheet.words(line, false, 22.0, MARGIN, ROOM);
    }
    let height = (sheet.y + 48.0).ceil();
    let summary = say.summary(question, &counted, Level::Detailed);
    let told_in_words = [&*base, " ", &summary, " ", &foot.join(" ")].concat();
    let title = if survey.fictional { format!("{} – {}", &*words.fictional, &*question.text) } else { question.text.to_string() };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\"><title>{}</title><desc>{}</desc><defs>",
        escape(&title),
        escape(&told_in_words)
    );
    for (name, outline) in sheet.outlines.iter().filter(|(_, outline)| !outline.is_empty()) {
        _ = write!(svg, "<path id=\"{name}\" d=\"{outline}\"/>");
    }
    _ = write!(svg, "</defs><path fill=\"{}\" d=\"M0 0H{WIDTH}V{height}H0Z\"/>{}</svg>", palette.paper, sheet.body);
    svg
}

/// When, how, from where, under which licence, and where it is found again.
fn foot(told: &Told<'_>, question: &ExploredQuestion) -> Vec<String> {
    let (words, say) = (&told.survey.words, Sayer { survey: told.survey });
    let when = [told.about.date.as_deref(), told.about.mode.as_deref(), told.survey.design().map(|design| &*design.name)];
    let when = when.into_iter().flatten().collect::<Vec<_>>().join(" – ");
    let source = told.source();
    let source = if source.is_empty() { source } else { say.say(&words.source, &[("source", &source)]) };
    let licence = if told.about.licence.is_some() { say.say(&words.licence, &[("licence", told.licence())]) } else { told.licence().to_owned() };
    let address = say.say(&words.address, &[("address", &told.address_of(question))]);
    [when, source, licence, address].into_iter().filter(|line| !line.is_empty()).collect()
}
