//! The picture of a question's counts, as SVG and as PNG: what its section of the page shows, without filter. Letters are outlines, so that it looks the same everywhere; the words
//! stand in it as text too. What the typeface lacks is not drawn.

use super::{
    canvas::Canvas,
    colour::Palette,
    lettering::{Lettering, Place, Weighted},
    lines::lines,
    mark::hundredth,
};
use crate::{
    components::explorer::MOST_DOTS,
    explorer::{
        counted::Counted,
        sentences::Sayer,
        uncertainty::{Interval, of_row},
        view::Level,
    },
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

    fn face(&self, bold: bool) -> &Weighted<'a> {
        if bold { &self.bold } else { &self.regular }
    }
}

/// The picture of a question, placed once: written as SVG and as PNG.
pub struct Picture {
    title: String,
    /// Everything that it shows, for who does not see it.
    told: String,
    source: String,
    licence: String,
    /// Pixels.
    height: u32,
    shapes: Vec<Shape>,
}

/// What is drawn, in pixels from the upper left corner.
enum Shape {
    /// A line of words.
    Words { words: String, bold: bool, place: Place },
    /// One dot a respondent.
    Dots(Vec<[f32; 2]>),
    /// A bar from its upper left corner, and the width of the room that all of the base would take.
    Bar { x: f32, y: f32, width: f32, room: f32 },
    /// A thin line between two points.
    Line([f32; 4]),
}

/// Of a dot.
const RADIUS: f32 = 11.0;
/// Of a bar.
const THICK: f32 = 18.0;
/// Of a line.
const THIN: f32 = 2.0;

/// A picture that grows downwards.
struct Sheet<'a> {
    letters: &'a Letters<'a>,
    y: f32,
    shapes: Vec<Shape>,
}

impl Sheet<'_> {
    /// Words in lines within the room, below what is there.
    fn words(&mut self, words: &str, bold: bool, size: f32) {
        let face = self.letters.face(bold);
        let words: String = words.chars().take(LONGEST).collect();
        let width = |line: &str| face.width(line, 0.0);
        // A word that is wider than the room stands on a line of its own.
        let set = lines(&words, ROOM / size, &width).unwrap_or_else(|| words.split(' ').map(str::to_owned).collect());
        for line in set {
            self.y += size * LEADING;
            self.shapes.push(Shape::Words { words: line, bold, place: Place { size, x: MARGIN, baseline: self.y, tracking: 0.0 } });
        }
    }

    fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// One dot a respondent, below what is there.
    fn dots(&mut self, count: u32) {
        let per_row = (ROOM / CELL) as u32;
        let centre = |dot: u32| [MARGIN + CELL * ((dot % per_row) as f32 + 0.4), self.y + CELL * ((dot / per_row) as f32 + 0.6)];
        self.shapes.push(Shape::Dots((0..count).map(centre).collect()));
        self.space(CELL * count.div_ceil(per_row).max(1) as f32);
    }

    /// A bar in the room that all of `base` would take.
    fn bar(&mut self, count: u32, base: u32) {
        let width = if base == 0 { 0.0 } else { ROOM * count as f32 / base as f32 };
        self.shapes.push(Shape::Bar { x: MARGIN, y: self.y + 8.0, width, room: ROOM });
        self.space(32.0);
    }

    /// From the least to the greatest share, in the same room.
    fn interval(&mut self, Interval { low, high }: Interval) {
        let (y, at) = (self.y + 8.0, |percent: u32| MARGIN + ROOM * percent as f32 / 100.0);
        let ends = [low, high].map(|percent| Shape::Line([at(percent), y - 6.0, at(percent), y + 6.0]));
        self.shapes.push(Shape::Line([at(low), y, at(high), y]));
        self.shapes.extend(ends);
        self.space(18.0);
    }
}

/// The picture of the question at `place`; `None` when there is none.
#[must_use]
pub fn place(told: &Told<'_>, place: usize, letters: &Letters<'_>) -> Option<Picture> {
    let survey = told.survey;
    let question = survey.questions.get(place)?;
    let counted = Counted::published(question, survey.n);
    let say = Sayer { survey };
    let mut sheet = Sheet { letters, y: 40.0, shapes: Vec::new() };
    sheet.words(&told.title(), true, 26.0);
    sheet.space(14.0);
    sheet.words(&question.text, true, 44.0);
    let base = say.base(question, &counted);
    sheet.space(8.0);
    sheet.words(&base, false, 26.0);
    sheet.space(18.0);
    for (row, (option, count)) in question.rows.iter().zip(&counted.rows).enumerate() {
        if counted.is_masked(row) {
            sheet.words(&say.masked_mark(&option.label), false, 28.0);
            sheet.space(10.0);
            continue;
        }
        let mark = say.mark(&option.label, *count, counted.base, false);
        let interval = say.interval(question, &counted, row);
        sheet.words(&[mark].into_iter().chain(interval).collect::<Vec<_>>().join(", "), false, 28.0);
        if survey.n <= MOST_DOTS {
            sheet.dots(*count);
        } else {
            sheet.bar(*count, counted.base);
        }
        if let Ok(interval) = of_row(survey, question, &counted, row) {
            sheet.interval(interval);
        }
        sheet.space(10.0);
    }
    sheet.space(14.0);
    let notes = say.masked_note(&counted).into_iter().chain(say.uncertainty_of(question, &counted));
    let foot: Vec<String> = notes.chain(foot(told, question)).collect();
    for line in &foot {
        sheet.words(line, false, 22.0);
    }
    let summary = say.summary(question, &counted, Level::Detailed);
    Some(Picture {
        title: if survey.fictional { format!("{} – {}", &*survey.words.fictional, &*question.text) } else { question.text.to_string() },
        told: [&*base, " ", &summary, " ", &foot.join(" ")].concat(),
        source: told.source(),
        licence: told.licence().to_owned(),
        height: (sheet.y + 48.0).ceil() as u32,
        shapes: sheet.shapes,
    })
}

impl Picture {
    /// As SVG.
    #[must_use]
    pub fn svg(&self, palette: Palette, letters: &Letters<'_>) -> String {
        let Palette { paper, ink, meuse, .. } = palette;
        let (mut body, mut outlines) = (String::new(), BTreeMap::new());
        for shape in &self.shapes {
            match shape {
                Shape::Words { words, bold, place: Place { size, x, baseline, tracking } } => {
                    let face = letters.face(*bold);
                    _ = write!(body, "<g fill=\"{ink}\" transform=\"translate({} {})scale({})\">", hundredth(*x), hundredth(*baseline), size / 1000.0);
                    for (glyph, from) in face.placed(words, *tracking) {
                        let name = format!("{}{glyph}", if *bold { 'b' } else { 'r' });
                        let outline = outlines.entry(name.clone()).or_insert_with(|| face.outline(glyph));
                        if !outline.is_empty() {
                            _ = write!(body, "<use xlink:href=\"#{name}\" x=\"{}\"/>", (from * 1000.0).round());
                        }
                    }
                    body.push_str("</g>");
                }
                Shape::Dots(centres) => {
                    for [x, y] in centres {
                        _ = write!(body, "<circle cx=\"{}\" cy=\"{}\" r=\"{RADIUS}\" fill=\"{meuse}\"/>", hundredth(*x), hundredth(*y));
                    }
                }
                Shape::Bar { x, y, width, room } => {
                    let [x, y, width, room] = [x, y, width, room].map(|length| hundredth(*length));
                    _ = write!(
                        body,
                        "<path fill=\"none\" stroke=\"{ink}\" d=\"M{x} {y}h{room}v{THICK}h-{room}z\"/><path fill=\"{meuse}\" d=\"M{x} {y}h{width}v{THICK}H{x}z\"/>"
                    );
                }
                Shape::Line(line) => {
                    let [x1, y1, x2, y2] = line.map(hundredth);
                    _ = write!(body, "<path stroke=\"{ink}\" stroke-width=\"{THIN}\" d=\"M{x1} {y1}L{x2} {y2}\"/>");
                }
            }
        }
        let height = self.height;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\"><title>{}</title><desc>{}</desc><defs>",
            escape(&self.title),
            escape(&self.told)
        );
        for (name, outline) in outlines.iter().filter(|(_, outline)| !outline.is_empty()) {
            _ = write!(svg, "<path id=\"{name}\" d=\"{outline}\"/>");
        }
        _ = write!(svg, "</defs><path fill=\"{paper}\" d=\"M0 0H{WIDTH}V{height}H0Z\"/>{body}</svg>");
        svg
    }

    /// The same as PNG, which says in its texts what it shows.
    ///
    /// # Errors
    /// The encoder's.
    pub fn png(&self, palette: Palette, letters: &Letters<'_>) -> Result<Vec<u8>, PublishError> {
        let Palette { paper, ink, meuse, sambre } = palette;
        let mut canvas = Canvas::new(WIDTH, self.height);
        canvas.fill(paper);
        for shape in &self.shapes {
            match shape {
                Shape::Words { words, bold, place } => canvas.words(words, letters.face(*bold), *place, ink),
                Shape::Dots(centres) => canvas.dots(centres.iter().copied(), RADIUS, meuse),
                Shape::Bar { x, y, width, room } => {
                    let (right, below) = (x + room, y + THICK);
                    canvas.lines([[*x, *y, right, *y], [right, *y, right, below], [right, below, *x, below], [*x, below, *x, *y]], 1.0, ink);
                    if *width > 0.0 {
                        canvas.rounded([*x, *y, *width, THICK], 0.0, meuse);
                    }
                }
                Shape::Line(line) => canvas.lines([*line], THIN, ink),
            }
        }
        let told = [("Title", self.title.as_str()), ("Description", &self.told), ("Source", &self.source), ("Copyright", &self.licence)];
        canvas.png_that_tells(paper, [ink, meuse, sambre], &told)
    }
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
