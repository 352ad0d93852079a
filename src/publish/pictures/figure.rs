//! The picture of a finding: what its page shows, for where no page can stand. Placed once, then written as SVG and as PNG.
//!
//! It reads without colours: certain dots are full, possible ones hatched, excluded ones dashed. Letters are outlines, so that it looks the same everywhere; the words
//! stand in it as text too. What the typeface lacks is not drawn.

use super::{
    canvas::Canvas,
    colour::{Colour, Palette},
    lettering::{Place, Weighted},
    lines::{Room, Set, lines, set},
    mark::{hundredth, path},
    sheet::Letters,
};
use crate::{
    chart::dots::place_dots,
    components::{
        dots::{HATCH, PER_ROW},
        view::View,
    },
    model::words::Words,
    publish::{document::escape, error::PublishError},
    survey::marks::Mark,
};
use std::{collections::BTreeSet, fmt::Write as _};

/// Pixels.
pub const WIDTH: u32 = 1200;

const MARGIN: f32 = 76.0;
const ROOM: f32 = WIDTH as f32 - 2.0 * MARGIN;
const STATEMENT: Room<'_> = Room { width: ROOM, steps: &[(66.0, 1), (58.0, 2), (50.0, 3), (44.0, 4)] };
/// Pixels for a unit of the dots' own drawing (`src/components/dots.rs`), whose dots have a radius of 8 and lines of 1.5.
const SCALE: f32 = 3.1;
const RADIUS: f32 = 8.0;
const STROKE: f32 = 1.5;
const DASHES: [f32; 2] = [2.0, 2.4];
/// From one base line to the next, in ems.
const LEADING: f32 = 1.36;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Regular,
    Bold,
}

impl Weight {
    /// Before the number of a letter, in the picture.
    fn prefix(self) -> char {
        match self {
            Self::Regular => 'r',
            Self::Bold => 'b',
        }
    }
}

/// One line of words.
#[derive(Debug, Clone)]
struct Line {
    words: String,
    weight: Weight,
    place: Place,
}

/// A dot and what is said of it.
#[derive(Debug, Clone, Copy)]
struct Dot {
    centre: [f32; 2],
    scale: f32,
    mark: Option<Mark>,
}

/// A placed picture.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Pixels.
    pub height: u32,
    title: String,
    told: String,
    source: String,
    licence: String,
    lines: Vec<Line>,
    dots: Vec<Dot>,
    /// Small dots beside the quote.
    points: Vec<[f32; 2]>,
    /// Between what is said and where it comes from.
    rule: f32,
}

/// Radius of a small dot.
const POINT: f32 = 3.2;

/// Where the next line goes, from the top.
struct Pen<'a> {
    letters: &'a Letters<'a>,
    y: f32,
    lines: Vec<Line>,
}

impl Pen<'_> {
    /// Writes `text` from `x` in as many lines as it takes within `width`.
    fn write(&mut self, text: &str, weight: Weight, size: f32, x: f32, width: f32) {
        let face = self.letters.face(weight == Weight::Bold);
        let broken = lines(text, width / size, &|line| face.width(line, 0.0)).unwrap_or_else(|| endless(text, width / size, face));
        for words in broken {
            self.y += size * LEADING;
            self.lines.push(Line { words, weight, place: Place { size, x, baseline: self.y, tracking: 0.0 } });
        }
    }
}

/// A text with a word longer than a line (an address), broken between letters.
fn endless(text: &str, limit: f32, face: &Weighted<'_>) -> Vec<String> {
    let mut broken = vec![String::new()];
    for letter in text.chars() {
        let last = broken.last().map_or(String::new(), |line| format!("{line}{letter}"));
        if face.width(&last, 0.0) > limit {
            broken.push(letter.to_string());
        } else if let Some(line) = broken.last_mut() {
            *line = last;
        }
    }
    broken
}

/// Places what is told.
#[must_use]
pub fn place(view: &View, words: &Words, letters: &Letters<'_>) -> Figure {
    let told = &words.takeaway;
    let mut pen = Pen { letters, y: 52.0, lines: Vec::new() };
    pen.write(&view.survey_title, Weight::Bold, 28.0, MARGIN, ROOM);
    if let Some(question) = view.question_line(words) {
        pen.write(&question, Weight::Regular, 22.0, MARGIN, ROOM);
    }
    pen.y += 34.0;
    pen.write(&view.subject, Weight::Bold, 26.0, MARGIN, ROOM);
    let Set { size, lines } = set(&view.statement, STATEMENT, &|line| letters.face(true).width(line, -0.015));
    for words in lines {
        pen.y += size * 1.14;
        pen.lines.push(Line { words, weight: Weight::Bold, place: Place { size, x: MARGIN - 0.04 * size, baseline: pen.y, tracking: -0.015 } });
    }
    pen.y += 40.0;
    let dots = drawing(view, words, &mut pen);
    pen.y += 14.0;
    pen.write(&view.detail, Weight::Regular, 28.0, MARGIN, ROOM);
    pen.y += 26.0;
    let top = pen.y;
    pen.write(&view.quote_line(words), Weight::Regular, 25.0, MARGIN + 30.0, ROOM - 30.0);
    let points = beside(top + 14.0, pen.y + 4.0);
    pen.y += 44.0;
    let rule = pen.y;
    pen.y += 8.0;
    pen.write(&view.citation, Weight::Bold, 22.0, MARGIN, ROOM);
    pen.write(&view.base_line(told), Weight::Bold, 22.0, MARGIN, ROOM);
    pen.write(&view.source_line(told), Weight::Regular, 20.0, MARGIN, ROOM);
    pen.write(&view.page_address(), Weight::Regular, 20.0, MARGIN, ROOM);
    pen.write(&view.licence, Weight::Regular, 20.0, MARGIN, ROOM);
    Figure {
        height: (pen.y + 48.0).ceil() as u32,
        title: [view.statement.as_str(), " – ", &view.survey_title].concat(),
        told: view.lines(words).join("\n"),
        source: view.source.clone(),
        licence: view.licence.clone(),
        lines: pen.lines,
        dots,
        points,
        rule,
    }
}

/// The dots, and their key to the right.
fn drawing(view: &View, words: &Words, pen: &mut Pen<'_>) -> Vec<Dot> {
    let placed = place_dots(u32::try_from(view.marks.len()).unwrap_or(0), PER_ROW);
    let top = pen.y;
    let at = |x: u32, y: u32| [MARGIN - 4.0 + x as f32 * SCALE, top + y as f32 * SCALE];
    let mut dots: Vec<Dot> = placed.dots.iter().zip(&view.marks).map(|(dot, mark)| Dot { centre: at(dot.x, dot.y), scale: SCALE, mark: *mark }).collect();
    let bottom = top + placed.height as f32 * SCALE;
    if view.allowed.is_some() {
        let x = MARGIN + placed.width as f32 * SCALE + 46.0;
        let names = [(Mark::Certain, &words.voices.mark_certain), (Mark::Possible, &words.voices.mark_possible), (Mark::Excluded, &words.voices.mark_excluded)];
        pen.y = f32::midpoint(top, bottom) - 63.0;
        for (mark, name) in names {
            pen.write(name, Weight::Regular, 25.0, x + 34.0, ROOM);
            dots.push(Dot { centre: [x, pen.y - 8.5], scale: 1.6, mark: Some(mark) });
            pen.y += 8.0;
        }
    }
    pen.y = bottom.max(pen.y);
    dots
}

/// A column of small dots.
fn beside(top: f32, bottom: f32) -> Vec<[f32; 2]> {
    let steps = ((bottom - top) / 11.0).floor().max(1.0);
    (0..=steps as u32).map(|step| [MARGIN + POINT, top + (bottom - top) * step as f32 / steps]).collect()
}

impl Dot {
    fn hatch(self) -> [[f32; 4]; 3] {
        let [x, y] = self.centre;
        HATCH.map(|[x1, y1, x2, y2]| [x1, y1, x2, y2].map(|part| part as f32 * self.scale)).map(|[x1, y1, x2, y2]| [x + x1, y + y1, x + x2, y + y2])
    }
}

impl Figure {
    /// The picture as SVG.
    #[must_use]
    pub fn svg(&self, palette: Palette, letters: &Letters<'_>) -> String {
        let Palette { paper, ink, sambre, meuse: _ } = palette;
        let height = self.height;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\"><title>{}</title><desc>{}</desc><defs>",
            escape(&self.title),
            escape(&self.told)
        );
        for (weight, glyph) in self.letters(letters) {
            _ = write!(svg, "<path id=\"{}{glyph}\" d=\"{}\"/>", weight.prefix(), letters.face(weight == Weight::Bold).outline(glyph));
        }
        _ = write!(svg, "</defs><path fill=\"{paper}\" d=\"M0 0H{WIDTH}V{height}H0Z\"/>");
        _ = write!(svg, "<path fill=\"none\" stroke=\"{sambre}\" stroke-width=\"{}\" stroke-linecap=\"round\" d=\"{}\"/>", 2.0 * POINT, path(&self.points));
        _ = write!(svg, "<path stroke=\"{ink}\" d=\"M{MARGIN} {}h{ROOM}\"/>", hundredth(self.rule));
        for dot in &self.dots {
            dot.write_svg(&mut svg, ink);
        }
        _ = write!(svg, "<g fill=\"{ink}\">");
        for Line { words, weight, place } in &self.lines {
            let (x, y, scale) = (hundredth(place.x), hundredth(place.baseline), place.size / 1000.0);
            _ = write!(svg, "<g transform=\"translate({x} {y})scale({scale})\">");
            for (glyph, from) in letters.face(*weight == Weight::Bold).placed(words, place.tracking) {
                if !letters.face(*weight == Weight::Bold).outline(glyph).is_empty() {
                    _ = write!(svg, "<use xlink:href=\"#{}{glyph}\" x=\"{}\"/>", weight.prefix(), (from * 1000.0).round());
                }
            }
            svg.push_str("</g>");
        }
        svg.push_str("</g></svg>");
        svg
    }

    /// The letters that the picture needs, once each.
    fn letters(&self, letters: &Letters<'_>) -> BTreeSet<(Weight, u16)> {
        let of_line = |line: &Line| {
            letters.face(line.weight == Weight::Bold).placed(&line.words, 0.0).into_iter().map(|(glyph, _)| (line.weight, glyph)).collect::<Vec<_>>()
        };
        self.lines.iter().flat_map(of_line).filter(|(weight, glyph)| !letters.face(*weight == Weight::Bold).outline(*glyph).is_empty()).collect()
    }

    /// The picture as PNG, with its words as text.
    ///
    /// # Errors
    /// The encoder's.
    pub fn png(&self, palette: Palette, letters: &Letters<'_>) -> Result<Vec<u8>, PublishError> {
        let Palette { paper, ink, sambre, meuse } = palette;
        let mut canvas = Canvas::new(WIDTH, self.height);
        canvas.fill(paper);
        canvas.dots(self.points.iter().copied(), POINT, sambre);
        canvas.lines([[MARGIN, self.rule, MARGIN + ROOM, self.rule]], 1.0, ink);
        for dot in &self.dots {
            dot.draw(&mut canvas, ink);
        }
        for Line { words, weight, place } in &self.lines {
            canvas.words(words, letters.face(*weight == Weight::Bold), *place, ink);
        }
        let told = [("Title", self.title.as_str()), ("Description", &self.told), ("Source", &self.source), ("Copyright", &self.licence)];
        canvas.png_that_tells(paper, [ink, meuse, sambre], &told)
    }
}

impl Dot {
    fn write_svg(self, svg: &mut String, ink: Colour) {
        let [x, y] = self.centre.map(hundredth);
        let (radius, stroke) = (hundredth(RADIUS * self.scale), hundredth(STROKE * self.scale));
        let fill = if self.mark == Some(Mark::Certain) { ink.to_string() } else { "none".to_owned() };
        _ = write!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{ink}\" stroke-width=\"{stroke}\"");
        if self.mark == Some(Mark::Excluded) {
            let [dash, gap] = DASHES.map(|length| hundredth(length * self.scale));
            _ = write!(svg, " stroke-dasharray=\"{dash} {gap}\"");
        }
        svg.push_str("/>");
        if self.mark == Some(Mark::Possible) {
            let lines: String = self.hatch().map(|line| line.map(hundredth)).map(|[x1, y1, x2, y2]| format!("M{x1} {y1}L{x2} {y2}")).concat();
            _ = write!(svg, "<path stroke=\"{ink}\" stroke-width=\"{stroke}\" stroke-linecap=\"round\" d=\"{lines}\"/>");
        }
    }

    fn draw(self, canvas: &mut Canvas, ink: Colour) {
        let (radius, stroke) = (RADIUS * self.scale, STROKE * self.scale);
        let dashes = (self.mark == Some(Mark::Excluded)).then(|| DASHES.map(|length| length * self.scale));
        if self.mark == Some(Mark::Certain) {
            canvas.dots([self.centre], radius, ink);
        }
        canvas.ring(self.centre, radius, stroke, dashes, ink);
        if self.mark == Some(Mark::Possible) {
            canvas.lines(self.hatch(), stroke, ink);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::findings::tests::example;
    use crate::publish::pictures::lettering::Lettering;
    use std::collections::BTreeMap;

    const PALETTE: Palette = Palette { paper: Colour([250, 245, 235]), ink: Colour([17, 32, 62]), meuse: Colour([21, 80, 159]), sambre: Colour([196, 81, 43]) };

    #[test]
    fn no_line_leaves_the_picture_or_touches_another() {
        let lettering = Lettering::new().unwrap();
        let letters = Letters::new(&lettering).unwrap();
        let (views, words) = example();
        for view in &views {
            let figure = place(view, &words, &letters);
            let mut rows: BTreeMap<i32, &Line> = BTreeMap::new();
            for line in &figure.lines {
                let right = line.place.x + letters.face(line.weight == Weight::Bold).width(&line.words, line.place.tracking) * line.place.size;
                assert!(right <= WIDTH as f32 - MARGIN + 1.0, "{}: « {} » ends at {right}", view.id, line.words);
                assert!(line.place.baseline + 0.25 * line.place.size < figure.height as f32, "{}: « {} »", view.id, line.words);
                rows.insert(line.place.baseline as i32, line);
            }
            let all: Vec<_> = rows.values().collect();
            for pair in all.windows(2) {
                let away = pair[1].place.baseline - pair[0].place.baseline;
                assert!(away >= 0.9 * pair[1].place.size, "{}: « {} » stands on « {} »", view.id, pair[1].words, pair[0].words);
            }
        }
    }

    #[test]
    fn pictures_are_light_whole_and_the_same_each_time() {
        let lettering = Lettering::new().unwrap();
        let letters = Letters::new(&lettering).unwrap();
        let (views, words) = example();
        for view in views.iter().filter(|view| ["f05", "f07", "f26", "f27"].contains(&view.id.as_str())) {
            let figure = place(view, &words, &letters);
            let (svg, png) = (figure.svg(PALETTE, &letters), figure.png(PALETTE, &letters).unwrap());
            assert!(svg.len() < 60_000 && png.len() < 60_000, "{}: SVG {}, PNG {} bytes", view.id, svg.len(), png.len());
            assert_eq!((figure.svg(PALETTE, &letters), figure.png(PALETTE, &letters).unwrap()), (svg.clone(), png.clone()), "{}", view.id);
            assert!(svg.contains(&escape(&view.detail)) && !svg.contains("NaN"), "{}", view.id);
            let read = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
            assert_eq!((read.info().width, read.info().height), (WIDTH, figure.height));
            let told: Vec<String> = read.info().utf8_text.iter().map(|chunk| chunk.get_text().unwrap()).collect();
            assert!(told.iter().any(|text| text.contains(&view.citation)), "{told:?}");
        }
    }
}
