//! A picture that grows downwards: words, dots, bars, areas, placed once, then written as SVG and as PNG. Letters are outlines, so that it looks the same everywhere; the words
//! stand in it as text too. What the typeface lacks is not drawn.

use super::{
    canvas::{Canvas, between},
    colour::{Colour, Palette},
    lettering::{Lettering, Place, Weighted},
    lines::lines,
    mark::hundredth,
};
use crate::publish::{document::escape, error::PublishError};
use std::{collections::BTreeMap, fmt::Write as _};

/// Pixels.
pub const WIDTH: u32 = 1200;
/// On both sides.
pub(super) const MARGIN: f32 = 64.0;
/// Between them.
pub(super) const ROOM: f32 = WIDTH as f32 - 2.0 * MARGIN;
/// From one base line to the next, in ems.
pub(super) const LEADING: f32 = 1.32;
/// Room of a dot.
const CELL: f32 = 30.0;
/// The longest text that is drawn in full, in letters.
const LONGEST: usize = 400;
/// Of a dot.
const RADIUS: f32 = 11.0;
/// Of a bar.
const THICK: f32 = 18.0;
/// Of a line.
const THIN: f32 = 2.0;

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

    pub(super) fn face(&self, bold: bool) -> &Weighted<'a> {
        if bold { &self.bold } else { &self.regular }
    }
}

/// What is said of a picture, in it, for who does not see it.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// What it is.
    pub title: String,
    /// Everything that it shows.
    pub told: String,
    /// Where that comes from.
    pub source: String,
    /// What may be done with it.
    pub licence: String,
}

/// A placed picture.
pub struct Picture {
    said: Said,
    /// Pixels.
    height: u32,
    shapes: Vec<Shape>,
}

/// The colour of a mark: one of the palette's, and how many fifths of it, the rest being the ground. Grey keeps the steps apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paint {
    pub(super) tone: Tone,
    pub(super) fifths: u16,
}

/// A colour of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Ink,
    Meuse,
    Sambre,
}

impl Paint {
    pub(super) const MEUSE: Self = Self { tone: Tone::Meuse, fifths: 5 };

    pub(super) fn colour(self, palette: Palette) -> Colour {
        let full = match self.tone {
            Tone::Ink => palette.ink,
            Tone::Meuse => palette.meuse,
            Tone::Sambre => palette.sambre,
        };
        Colour(between(palette.paper, full, self.fifths))
    }
}

/// A dot: full, or only its rim, so thick.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dot {
    pub(super) centre: [f32; 2],
    pub(super) radius: f32,
    pub(super) rim: Option<f32>,
}

/// How an area is filled: the class of its value, or that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pattern {
    None,
    Class(usize),
}

impl Pattern {
    /// Each of them.
    const ALL: [Self; 4] = [Self::None, Self::Class(0), Self::Class(1), Self::Class(2)];
    /// Side of its square, in pixels.
    const SIZE: u32 = 20;

    fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Class(0) => "c0",
            Self::Class(1) => "c1",
            Self::Class(_) => "c2",
        }
    }

    /// How many fifths of its colour lie under the rest.
    fn tint(self) -> u16 {
        match self {
            Self::None => 0,
            Self::Class(0) => 1,
            Self::Class(1) => 2,
            Self::Class(_) => 5,
        }
    }

    /// What is drawn on it: thin lines where nothing is known, dots, then a bar.
    fn motif(self) -> Vec<Shape> {
        let meuse = Paint::MEUSE;
        match self {
            Self::None => [[-4.0, 4.0, 4.0, -4.0], [0.0, 20.0, 20.0, 0.0], [16.0, 24.0, 24.0, 16.0]].map(|line| Shape::Line(line, 1.2)).into(),
            Self::Class(0) => {
                let dot = |at: f32| Dot { centre: [at, at], radius: 3.4, rim: None };
                vec![Shape::Dots(vec![dot(6.0), dot(16.0)], meuse)]
            }
            Self::Class(1) => vec![Shape::Block([0.0, 0.0, 20.0, 8.0], meuse)],
            Self::Class(_) => Vec::new(),
        }
    }
}

/// What is drawn, in pixels from the upper left corner.
pub(super) enum Shape {
    /// A line of words; with a rim of the ground's colour where they stand on something.
    Words { words: String, bold: bool, place: Place, rim: bool },
    /// Dots of one colour.
    Dots(Vec<Dot>, Paint),
    /// A full rectangle: its upper left corner, its width, its height.
    Block([f32; 4], Paint),
    /// The rim of one.
    Frame([f32; 4]),
    /// A line between two points, so thick.
    Line([f32; 4], f32),
    /// Closed lines, what fills them, what is said of them.
    Area { rings: Vec<Vec<[f32; 2]>>, pattern: Pattern, told: String },
}

/// A picture that grows downwards.
pub(super) struct Sheet<'a> {
    pub(super) letters: &'a Letters<'a>,
    pub(super) y: f32,
    pub(super) shapes: Vec<Shape>,
}

impl<'a> Sheet<'a> {
    /// An empty one.
    pub(super) fn new(letters: &'a Letters<'a>) -> Self {
        Self { letters, y: 40.0, shapes: Vec::new() }
    }

    /// Words in lines within the room, below what is there.
    pub(super) fn words(&mut self, words: &str, bold: bool, size: f32) {
        self.words_in(words, bold, size, MARGIN, ROOM);
    }

    /// The same from `x` on, in lines no wider than `room`. A word that is wider (an address) is broken between letters.
    pub(super) fn words_in(&mut self, words: &str, bold: bool, size: f32, x: f32, room: f32) {
        let face = self.letters.face(bold);
        let mut cut: String = words.chars().take(LONGEST).collect();
        if cut.len() < words.len() {
            cut.push('…');
        }
        let width = |line: &str| face.width(line, 0.0);
        let set = lines(&cut, room / size, &width).unwrap_or_else(|| endless(&cut, room / size, &width));
        for line in set {
            self.y += size * LEADING;
            self.put(line, bold, size, x);
        }
    }

    /// One line at the present height.
    pub(super) fn put(&mut self, words: String, bold: bool, size: f32, x: f32) {
        self.shapes.push(Shape::Words { words, bold, place: Place { size, x, baseline: self.y, tracking: 0.0 }, rim: false });
    }

    /// Pixels that a line takes.
    pub(super) fn width(&self, words: &str, bold: bool, size: f32) -> f32 {
        self.letters.face(bold).width(words, 0.0) * size
    }

    /// Whether the typeface has all letters of the words.
    pub(super) fn can_write(&self, words: &str) -> bool {
        self.letters.regular.can_write(words)
    }

    pub(super) fn space(&mut self, height: f32) {
        self.y += height;
    }

    /// One dot each, below what is there, `look` telling radius, rim and colour of those with the same number.
    pub(super) fn dots(&mut self, counts: &[u32], look: &dyn Fn(usize) -> (f32, Option<f32>, Paint)) {
        let per_row = (ROOM / CELL) as u32;
        let mut from = 0;
        for (number, count) in counts.iter().enumerate() {
            let (size, rim, paint) = look(number);
            let centre = |dot: u32| [MARGIN + CELL * ((dot % per_row) as f32 + 0.4), self.y + CELL * ((dot / per_row) as f32 + 0.6)];
            let dots = (from..from + count).map(|dot| Dot { centre: centre(dot), radius: RADIUS * size, rim }).collect();
            self.shapes.push(Shape::Dots(dots, paint));
            from += count;
        }
        self.space(CELL * from.div_ceil(per_row).max(1) as f32);
    }

    /// A bar, `part` of the room long, in a frame that is `all` of it.
    pub(super) fn bar(&mut self, part: f32, framed: bool) {
        let y = self.y + 8.0;
        if framed {
            self.shapes.push(Shape::Frame([MARGIN, y, ROOM, THICK]));
        }
        self.shapes.push(Shape::Block([MARGIN, y, ROOM * part, THICK], Paint::MEUSE));
        self.space(32.0);
    }

    /// From the least to the greatest share in percent, in the room of all.
    pub(super) fn interval(&mut self, low: u32, high: u32) {
        let (y, at) = (self.y + 8.0, |percent: u32| MARGIN + ROOM * percent as f32 / 100.0);
        let ends = [low, high].map(|percent| Shape::Line([at(percent), y - 6.0, at(percent), y + 6.0], THIN));
        self.shapes.push(Shape::Line([at(low), y, at(high), y], THIN));
        self.shapes.extend(ends);
        self.space(18.0);
    }

    /// Ends the picture.
    pub(super) fn finish(self, said: Said) -> Picture {
        Picture { said, height: (self.y + 48.0).ceil() as u32, shapes: self.shapes }
    }
}

/// Lines of a text with a word longer than one, broken between letters.
fn endless(text: &str, limit: f32, width: &dyn Fn(&str) -> f32) -> Vec<String> {
    let mut broken = vec![String::new()];
    for word in text.split(' ') {
        let together = broken.last().filter(|line| !line.is_empty()).map(|line| format!("{line} {word}"));
        match together {
            Some(together) if width(&together) <= limit => _ = broken.last_mut().map(|line| *line = together),
            _ if width(word) <= limit => broken.push(word.to_owned()),
            _ => {
                broken.push(String::new());
                for letter in word.chars() {
                    let longer = broken.last().map_or_else(String::new, |line| format!("{line}{letter}"));
                    if width(&longer) > limit {
                        broken.push(letter.to_string());
                    } else if let Some(line) = broken.last_mut() {
                        *line = longer;
                    }
                }
            }
        }
    }
    broken.retain(|line| !line.is_empty());
    broken
}

/// A closed line as the `d` of a path.
fn ring_path(ring: &[[f32; 2]]) -> String {
    let point = |[x, y]: &[f32; 2]| format!("{} {}", hundredth(*x), hundredth(*y));
    format!("M{}z", ring.iter().map(point).collect::<Vec<_>>().join("L"))
}

impl Shape {
    fn write_svg(&self, body: &mut String, palette: Palette, letters: &Letters<'_>, outlines: &mut BTreeMap<String, String>) {
        let Palette { paper, ink, .. } = palette;
        match self {
            Self::Words { words, bold, place: Place { size, x, baseline, tracking }, rim } => {
                let face = letters.face(*bold);
                let mut uses = String::new();
                for (glyph, from) in face.placed(words, *tracking) {
                    let name = format!("{}{glyph}", if *bold { 'b' } else { 'r' });
                    let outline = outlines.entry(name.clone()).or_insert_with(|| face.outline(glyph));
                    if !outline.is_empty() {
                        _ = write!(uses, "<use xlink:href=\"#{name}\" x=\"{}\"/>", (from * 1000.0).round());
                    }
                }
                let at = format!("transform=\"translate({} {})scale({})\"", hundredth(*x), hundredth(*baseline), size / 1000.0);
                if *rim {
                    _ = write!(body, "<g stroke=\"{paper}\" stroke-width=\"220\" stroke-linejoin=\"round\" {at}>{uses}</g>");
                }
                _ = write!(body, "<g fill=\"{ink}\" {at}>{uses}</g>");
            }
            Self::Dots(dots, paint) => {
                let colour = paint.colour(palette);
                for Dot { centre: [x, y], radius, rim } in dots {
                    let (x, y) = (hundredth(*x), hundredth(*y));
                    match rim {
                        None => _ = write!(body, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{}\" fill=\"{colour}\"/>", hundredth(*radius)),
                        Some(rim) => {
                            let radius = hundredth(radius - rim / 2.0);
                            _ = write!(
                                body,
                                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\"/>",
                                hundredth(*rim)
                            );
                        }
                    }
                }
            }
            Self::Block(area, paint) => {
                let [x, y, width, height] = area.map(hundredth);
                _ = write!(body, "<path fill=\"{}\" d=\"M{x} {y}h{width}v{height}H{x}z\"/>", paint.colour(palette));
            }
            Self::Frame(area) => {
                let [x, y, width, height] = area.map(hundredth);
                _ = write!(body, "<path fill=\"none\" stroke=\"{ink}\" d=\"M{x} {y}h{width}v{height}h-{width}z\"/>");
            }
            Self::Line(line, width) => {
                let [x1, y1, x2, y2] = line.map(hundredth);
                _ = write!(body, "<path stroke=\"{ink}\" stroke-width=\"{width}\" d=\"M{x1} {y1}L{x2} {y2}\"/>");
            }
            Self::Area { rings, pattern, told } => {
                let path: String = rings.iter().map(|ring| ring_path(ring)).collect();
                let title = if told.is_empty() { String::new() } else { format!("<title>{}</title>", escape(told)) };
                let fill = pattern.name();
                _ = write!(body, "<g>{title}<path fill=\"url(#{fill})\" stroke=\"{ink}\" stroke-width=\"{THIN}\" stroke-linejoin=\"round\" d=\"{path}\"/></g>");
            }
        }
    }

    fn draw(&self, canvas: &mut Canvas, palette: Palette, letters: Option<&Letters<'_>>) {
        let Palette { paper, ink, .. } = palette;
        match self {
            Self::Words { words, bold, place, rim } => {
                let Some(face) = letters.map(|letters| letters.face(*bold)) else { return };
                if *rim {
                    canvas.rim(words, face, *place, 0.22 * place.size, paper);
                }
                canvas.words(words, face, *place, ink);
            }
            Self::Dots(dots, paint) => {
                let colour = paint.colour(palette);
                for Dot { centre, radius, rim } in dots {
                    match rim {
                        None => canvas.dots([*centre], *radius, colour),
                        Some(rim) => canvas.ring(*centre, radius - rim / 2.0, *rim, None, colour),
                    }
                }
            }
            Self::Block(area, paint) => {
                if area[2] > 0.0 {
                    canvas.rounded(*area, 0.0, paint.colour(palette));
                }
            }
            Self::Frame([x, y, width, height]) => {
                let (right, below) = (x + width, y + height);
                canvas.lines([[*x, *y, right, *y], [right, *y, right, below], [right, below, *x, below], [*x, below, *x, *y]], 1.0, ink);
            }
            Self::Line(line, width) => canvas.lines([*line], *width, ink),
            Self::Area { rings, pattern, .. } => {
                let mut tile = Canvas::new(Pattern::SIZE, Pattern::SIZE);
                tile.fill(Colour(between(paper, palette.meuse, pattern.tint())));
                for shape in pattern.motif() {
                    shape.draw(&mut tile, palette, None);
                }
                canvas.area(rings, &tile);
                canvas.outline(rings, THIN, ink);
            }
        }
    }
}

impl Picture {
    /// As SVG.
    #[must_use]
    pub fn svg(&self, palette: Palette, letters: &Letters<'_>) -> String {
        let (mut body, mut outlines, height, paper) = (String::new(), BTreeMap::new(), self.height, palette.paper);
        for shape in &self.shapes {
            shape.write_svg(&mut body, palette, letters, &mut outlines);
        }
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\"><title>{}</title><desc>{}</desc><defs>",
            escape(&self.said.title),
            escape(&self.said.told)
        );
        for (name, outline) in outlines.iter().filter(|(_, outline)| !outline.is_empty()) {
            _ = write!(svg, "<path id=\"{name}\" d=\"{outline}\"/>");
        }
        if self.shapes.iter().any(|shape| matches!(shape, Shape::Area { .. })) {
            for pattern in Pattern::ALL {
                let (name, size, tint) = (pattern.name(), Pattern::SIZE, Colour(between(paper, palette.meuse, pattern.tint())));
                let mut motif = String::new();
                for shape in pattern.motif() {
                    shape.write_svg(&mut motif, palette, letters, &mut BTreeMap::new());
                }
                _ = write!(
                    svg,
                    "<pattern id=\"{name}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\"><path fill=\"{tint}\" d=\"M0 0H{size}V{size}H0z\"/>{motif}</pattern>"
                );
            }
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
            shape.draw(&mut canvas, palette, Some(letters));
        }
        let Said { title, told, source, licence } = &self.said;
        canvas.png_that_tells(paper, [ink, meuse, sambre], &[("Title", title), ("Description", told), ("Source", source), ("Copyright", licence)])
    }

    /// Lines of words that leave the picture or stand on another one; none, when all is well.
    #[cfg(test)]
    pub(super) fn misplaced(&self, letters: &Letters<'_>) -> Vec<String> {
        let mut areas: Vec<([f32; 4], &str)> = Vec::new();
        let mut told = Vec::new();
        for shape in &self.shapes {
            let Shape::Words { words, bold, place: Place { size, x, baseline, .. }, .. } = shape else { continue };
            let right = x + letters.face(*bold).width(words, 0.0) * size;
            if right > WIDTH as f32 - MARGIN + 1.0 || *x < MARGIN / 2.0 || baseline + 0.25 * size > self.height as f32 {
                told.push(format!("« {words} » ends at {right}, {baseline}"));
            }
            let area = [*x, baseline - 0.7 * size, right, baseline + 0.1 * size];
            let is_on = |other: &[f32; 4]| area[0] < other[2] && other[0] < area[2] && area[1] < other[3] && other[1] < area[3];
            told.extend(areas.iter().filter(|(other, _)| is_on(other)).map(|(_, other)| format!("« {words} » stands on « {other} »")));
            areas.push((area, words));
        }
        told
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) const PALETTE: Palette =
        Palette { paper: Colour([250, 245, 235]), ink: Colour([17, 32, 62]), meuse: Colour([21, 80, 159]), sambre: Colour([196, 81, 43]) };

    #[test]
    fn a_word_longer_than_a_line_is_broken_and_none_is_lost() {
        let width = |line: &str| line.chars().count() as f32;
        for (text, limit, expected) in [
            ("un https://exemple.be/a deux", 10.0, &["un", "https://ex", "emple.be/a", "deux"][..]),
            ("abcdef", 4.0, &["abcd", "ef"]),
            ("abcdef g", 4.0, &["abcd", "ef g"]),
        ] {
            assert_eq!(endless(text, limit, &width), expected, "{text}");
        }
    }
}
