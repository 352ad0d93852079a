//! A picture of pixels: dots and letters on a ground, written as PNG.

use super::{
    colour::Colour,
    lettering::{Place, Weighted},
};
use crate::publish::error::PublishError;
use std::collections::HashMap;
use tiny_skia::{Color, FillRule, FilterQuality, LineCap, LineJoin, Paint, PathBuilder, Pattern, Pixmap, SpreadMode, Stroke, StrokeDash, Transform};
use ttf_parser::OutlineBuilder;

/// A picture being drawn.
#[derive(Clone)]
pub struct Canvas(Pixmap);

impl Canvas {
    /// An empty picture, `width` by `height` pixels, seen through where nothing is drawn.
    ///
    /// # Panics
    /// Without width or height.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        Self(Pixmap::new(width, height).expect("a picture has a size"))
    }

    /// Covers all of it.
    pub fn fill(&mut self, colour: Colour) {
        let [red, green, blue] = colour.0;
        self.0.fill(Color::from_rgba8(red, green, blue, 255));
    }

    /// Draws round dots.
    pub fn dots(&mut self, centres: impl IntoIterator<Item = [f32; 2]>, radius: f32, colour: Colour) {
        let mut path = PathBuilder::new();
        for [x, y] in centres {
            path.push_circle(x, y, radius);
        }
        self.paint(path, colour);
    }

    /// Draws a rectangle from its upper left corner, with rounded corners.
    pub fn rounded(&mut self, [x, y, width, height]: [f32; 4], radius: f32, colour: Colour) {
        // How far a cubic's handles stand to follow a quarter of a circle.
        let (right, bottom, handle) = (x + width, y + height, radius * 0.447_715);
        let mut path = PathBuilder::new();
        path.move_to(x + radius, y);
        path.line_to(right - radius, y);
        path.cubic_to(right - handle, y, right, y + handle, right, y + radius);
        path.line_to(right, bottom - radius);
        path.cubic_to(right, bottom - handle, right - handle, bottom, right - radius, bottom);
        path.line_to(x + radius, bottom);
        path.cubic_to(x + handle, bottom, x, bottom - handle, x, bottom - radius);
        path.line_to(x, y + radius);
        path.cubic_to(x, y + handle, x + handle, y, x + radius, y);
        path.close();
        self.paint(path, colour);
    }

    /// Draws the outline of a circle, `width` thick: whole, or in dashes of the first length with gaps of the second.
    pub fn ring(&mut self, [x, y]: [f32; 2], radius: f32, width: f32, dashes: Option<[f32; 2]>, colour: Colour) {
        let mut path = PathBuilder::new();
        path.push_circle(x, y, radius);
        let dash = dashes.and_then(|dashes| StrokeDash::new(dashes.into(), 0.0));
        self.stroke(path, &Stroke { width, dash, ..Stroke::default() }, colour);
    }

    /// Draws straight lines with round ends, each from its first point to its second.
    pub fn lines(&mut self, lines: impl IntoIterator<Item = [f32; 4]>, width: f32, colour: Colour) {
        let mut path = PathBuilder::new();
        for [x1, y1, x2, y2] in lines {
            path.move_to(x1, y1);
            path.line_to(x2, y2);
        }
        self.stroke(path, &Stroke { width, line_cap: LineCap::Round, ..Stroke::default() }, colour);
    }

    /// Writes words.
    pub fn words(&mut self, text: &str, face: &Weighted<'_>, place: Place, colour: Colour) {
        let mut outline = Outline(PathBuilder::new());
        face.write(text, place, &mut outline);
        self.paint(outline.0, colour);
    }

    /// Draws the rim of words, `width` thick: what they stand on stays apart from them.
    pub fn rim(&mut self, text: &str, face: &Weighted<'_>, place: Place, width: f32, colour: Colour) {
        let mut outline = Outline(PathBuilder::new());
        face.write(text, place, &mut outline);
        self.stroke(outline.0, &Stroke { width, line_join: LineJoin::Round, ..Stroke::default() }, colour);
    }

    /// Fills what closed lines hold with a picture, again and again from the upper left corner.
    pub fn area(&mut self, rings: &[Vec<[f32; 2]>], tile: &Self) {
        let Some(path) = closed(rings).finish() else { return };
        let shader = Pattern::new(tile.0.as_ref(), SpreadMode::Repeat, FilterQuality::Nearest, 1.0, Transform::identity());
        let paint = Paint { shader, anti_alias: true, ..Paint::default() };
        self.0.fill_path(&path, &paint, FillRule::EvenOdd, Transform::identity(), None);
    }

    /// Draws closed lines, `width` thick.
    pub fn outline(&mut self, rings: &[Vec<[f32; 2]>], width: f32, colour: Colour) {
        self.stroke(closed(rings), &Stroke { width, line_join: LineJoin::Round, ..Stroke::default() }, colour);
    }

    fn stroke(&mut self, path: PathBuilder, stroke: &Stroke, colour: Colour) {
        let Some(path) = path.finish() else { return };
        self.0.stroke_path(&path, &paint_of(colour), stroke, Transform::identity(), None);
    }

    fn paint(&mut self, path: PathBuilder, colour: Colour) {
        // Nothing to paint is no path.
        let Some(path) = path.finish() else { return };
        self.0.fill_path(&path, &paint_of(colour), FillRule::Winding, Transform::identity(), None);
    }

    /// The picture as PNG, with what is seen through.
    ///
    /// # Errors
    /// The encoder's.
    pub fn png(self) -> Result<Vec<u8>, PublishError> {
        let (width, height) = (self.0.width(), self.0.height());
        encode(width, height, png::ColorType::Rgba, png::BitDepth::Eight, None, &[], &self.0.take_demultiplied())
    }

    /// The picture as PNG with at most sixteen colours, for one drawn on `ground` with `inks` alone: each pixel takes the nearest step from the ground to an ink.
    ///
    /// Half a byte a pixel, and long runs: some 15 kB where all colours would take 40.
    ///
    /// # Errors
    /// The encoder's.
    pub fn png_of_few_colours(&self, ground: Colour, inks: [Colour; 3]) -> Result<Vec<u8>, PublishError> {
        self.png_that_tells(ground, inks, &[])
    }

    /// As [`Canvas::png_of_few_colours`], with texts under keywords that the format knows (`Title`, `Description`…).
    ///
    /// # Errors
    /// The encoder's.
    pub fn png_that_tells(&self, ground: Colour, inks: [Colour; 3], told: &[(&str, &str)]) -> Result<Vec<u8>, PublishError> {
        let palette: Vec<[u8; 3]> = std::iter::once(ground.0).chain(inks.iter().flat_map(|ink| (1..=STEPS).map(|step| between(ground, *ink, step)))).collect();
        let mut known: HashMap<[u8; 3], u8> = HashMap::new();
        let mut index = |pixel: &[u8]| {
            let colour = [pixel[0], pixel[1], pixel[2]];
            *known.entry(colour).or_insert_with(|| nearest(&palette, colour))
        };
        // Most of a picture is its ground: whole runs of it are compared at once, which counts where the program is not optimised.
        let empty: Vec<u8> = [ground.0[0], ground.0[1], ground.0[2], u8::MAX].repeat(RUN);
        let mut indices = Vec::with_capacity(self.0.pixels().len() / 2);
        for row in self.0.data().chunks(self.0.width() as usize * PIXEL) {
            for run in row.chunks(RUN * PIXEL) {
                if run == empty {
                    indices.extend_from_slice(&[0; RUN / 2]);
                } else {
                    indices.extend(run.chunks(2 * PIXEL).map(|pair| index(&pair[..PIXEL]) << 4 | pair.get(PIXEL..).map_or(0, &mut index)));
                }
            }
        }
        encode(self.0.width(), self.0.height(), png::ColorType::Indexed, png::BitDepth::Four, Some(palette.concat()), told, &indices)
    }
}

fn closed(rings: &[Vec<[f32; 2]>]) -> PathBuilder {
    let mut path = PathBuilder::new();
    for ring in rings {
        for (number, [x, y]) in ring.iter().enumerate() {
            if number == 0 {
                path.move_to(*x, *y);
            } else {
                path.line_to(*x, *y);
            }
        }
        path.close();
    }
    path
}

fn paint_of(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    let [red, green, blue] = colour.0;
    paint.set_color_rgba8(red, green, blue, 255);
    paint.anti_alias = true;
    paint
}

/// Bytes of a pixel.
const PIXEL: usize = 4;
/// Pixels that are compared with the ground at once: an even number.
const RUN: usize = 16;
/// Steps from the ground to an ink; three inks and the ground make sixteen colours.
const STEPS: u16 = 5;

/// The colour that is `step` fifths of `ink`, the rest of `ground`: one of those that pictures of few colours have.
pub(super) fn between(ground: Colour, ink: Colour, step: u16) -> [u8; 3] {
    let mix = |part: usize| (u16::from(ground.0[part]) * (STEPS - step) + u16::from(ink.0[part]) * step) / STEPS;
    [0, 1, 2].map(|part| u8::try_from(mix(part)).unwrap_or(u8::MAX))
}

fn nearest(palette: &[[u8; 3]], colour: [u8; 3]) -> u8 {
    let distance = |other: &[u8; 3]| (0..3).map(|part| (i32::from(other[part]) - i32::from(colour[part])).pow(2)).sum::<i32>();
    let best = (0..palette.len()).min_by_key(|index| distance(&palette[*index])).unwrap_or(0);
    u8::try_from(best).unwrap_or(0)
}

fn encode(
    width: u32,
    height: u32,
    kind: png::ColorType,
    depth: png::BitDepth,
    palette: Option<Vec<u8>>,
    told: &[(&str, &str)],
    pixels: &[u8],
) -> Result<Vec<u8>, PublishError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(kind);
    encoder.set_depth(depth);
    encoder.set_compression(png::Compression::High);
    if let Some(palette) = palette {
        // Neighbours in a palette are no neighbours in colour: differences between them say nothing.
        encoder.set_filter(png::Filter::NoFilter);
        encoder.set_palette(palette);
    }
    let failed = |error: png::EncodingError| PublishError::Picture { reason: error.to_string() };
    for (keyword, text) in told {
        encoder.add_itxt_chunk((*keyword).to_owned(), (*text).to_owned()).map_err(failed)?;
    }
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(pixels).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(file)
}

struct Outline(PathBuilder);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
