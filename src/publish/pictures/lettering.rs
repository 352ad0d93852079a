//! Words as outlines: the site's typeface at any weight and size.
//!
//! Left to right, one letter after the other with its kerning; no ligatures, no shaping. What the typeface lacks is said ([`Lettering::can_write`]), not drawn.

use super::mark::hundredth;
use crate::publish::error::PublishError;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};
use ttf_parser::{Face, GlyphId, OutlineBuilder, Tag, gpos::PositioningSubtable};

/// The typeface of the pages.
const FONT: &[u8] = include_bytes!("../../../public/fonts/atkinson-next.woff2");
/// The typeface has no narrow no-break space; browsers borrow one of about this width, in ems.
const NARROW_SPACE: f32 = 0.18;

/// The typeface, unpacked.
pub struct Lettering(Vec<u8>);

impl Lettering {
    /// Unpacks the typeface.
    ///
    /// # Errors
    /// A file that is no font, which only a change of the program's own can bring.
    pub fn new() -> Result<Self, PublishError> {
        let refused = |reason: String| PublishError::Font { reason };
        let font = wuff::decompress_woff2(FONT).map_err(|error| refused(format!("{error:?}")))?;
        Face::parse(&font, 0).map_err(|error| refused(error.to_string()))?;
        Ok(Self(font))
    }

    /// The typeface with strokes of `weight`, from 200 to 800.
    ///
    /// # Errors
    /// As [`Lettering::new`].
    pub fn at(&self, weight: f32) -> Result<Weighted<'_>, PublishError> {
        let mut face = Face::parse(&self.0, 0).map_err(|error| PublishError::Font { reason: error.to_string() })?;
        face.set_variation(Tag::from_bytes(b"wght"), weight);
        Ok(Weighted { face, pairs: Mutex::default() })
    }
}

/// The typeface at a weight.
pub struct Weighted<'a> {
    face: Face<'a>,
    /// Kerning that has been looked up: breaking lines asks for the same pairs again and again.
    pairs: Mutex<HashMap<(GlyphId, GlyphId), f32>>,
}

/// Where words stand: size of the em, start of the base line, space added between letters in ems.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Pixels an em.
    pub size: f32,
    /// From the left.
    pub x: f32,
    /// From the top.
    pub baseline: f32,
    /// In ems; negative for large type.
    pub tracking: f32,
}

impl Weighted<'_> {
    /// Whether every letter of `text` has a drawing.
    #[must_use]
    pub fn can_write(&self, text: &str) -> bool {
        text.chars().all(|letter| letter == '\u{202f}' || self.face.glyph_index(letter).is_some())
    }

    /// The width of `text`, in ems.
    #[must_use]
    pub fn width(&self, text: &str, tracking: f32) -> f32 {
        self.letters(text, tracking).1
    }

    /// Draws `text` at `place`.
    pub fn write(&self, text: &str, place: Place, to: &mut impl OutlineBuilder) {
        let scale = place.size / self.em();
        for (glyph, from) in self.letters(text, place.tracking).0 {
            self.face.outline_glyph(glyph, &mut Placed { to, scale, x: place.x + from * place.size, baseline: place.baseline });
        }
    }

    /// Each letter of `text` that has a drawing, by its number in the typeface, with its place in ems.
    #[must_use]
    pub fn placed(&self, text: &str, tracking: f32) -> Vec<(u16, f32)> {
        self.letters(text, tracking).0.into_iter().map(|(glyph, from)| (glyph.0, from)).collect()
    }

    /// The drawing of the letter number `glyph` as the `d` of an SVG path, in thousandths of an em from the start of its base line; empty for a space.
    #[must_use]
    pub fn outline(&self, glyph: u16) -> String {
        let mut path = WholePath::default();
        let scale = 1000.0 / self.em();
        self.face.outline_glyph(GlyphId(glyph), &mut Placed { to: &mut path, scale, x: 0.0, baseline: 0.0 });
        path.path
    }

    fn em(&self) -> f32 {
        f32::from(self.face.units_per_em())
    }

    /// Each letter that has a drawing with its place, and the whole width, in ems.
    fn letters(&self, text: &str, tracking: f32) -> (Vec<(GlyphId, f32)>, f32) {
        let (mut placed, mut width, mut before) = (Vec::new(), 0.0, None);
        for letter in text.chars() {
            let Some(glyph) = self.face.glyph_index(letter) else {
                width += NARROW_SPACE;
                before = None;
                continue;
            };
            width += before.map_or(0.0, |before| self.kerning(before, glyph) / self.em());
            placed.push((glyph, width));
            width += f32::from(self.face.glyph_hor_advance(glyph).unwrap_or(0)) / self.em() + tracking;
            before = Some(glyph);
        }
        (placed, width - before.map_or(0.0, |_| tracking))
    }

    /// How much nearer `second` stands to `first`, in units of the font: what the first table of pairs that knows both says.
    fn kerning(&self, first: GlyphId, second: GlyphId) -> f32 {
        let mut pairs = self.pairs.lock().unwrap_or_else(PoisonError::into_inner);
        *pairs.entry((first, second)).or_insert_with(|| self.sought_kerning(first, second))
    }

    fn sought_kerning(&self, first: GlyphId, second: GlyphId) -> f32 {
        let Some(positions) = self.face.tables().gpos else { return 0.0 };
        let pairs = positions.features.into_iter().filter(|feature| feature.tag == Tag::from_bytes(b"kern"));
        let lookups = pairs.flat_map(|feature| feature.lookup_indices).filter_map(|index| positions.lookups.get(index));
        let mut sum = 0.0;
        for lookup in lookups {
            let found = lookup.subtables.into_iter::<PositioningSubtable<'_>>().find_map(|subtable| self.pair(subtable, first, second));
            sum += found.unwrap_or(0.0);
        }
        sum
    }

    fn pair(&self, subtable: PositioningSubtable<'_>, first: GlyphId, second: GlyphId) -> Option<f32> {
        use ttf_parser::gpos::{Device, PairAdjustment};
        let PositioningSubtable::Pair(pair) = subtable else { return None };
        let index = pair.coverage().get(first)?;
        let value = match pair {
            PairAdjustment::Format1 { sets, .. } => sets.get(index)?.get(second)?.0,
            PairAdjustment::Format2 { classes, matrix, .. } => matrix.get((classes.0.get(first), classes.1.get(second)))?.0,
        };
        let variation = match value.x_advance_device {
            Some(Device::Variation(device)) => {
                let coordinates = self.face.variation_coordinates();
                self.face.tables().gdef.and_then(|definitions| definitions.glyph_variation_delta(device.outer_index, device.inner_index, coordinates))
            }
            _ => None,
        };
        Some(f32::from(value.x_advance) + variation.unwrap_or(0.0))
    }
}

/// Turns units of the font into those of the picture, whose `y` goes down.
struct Placed<'a, B> {
    to: &'a mut B,
    scale: f32,
    x: f32,
    baseline: f32,
}

impl<B> Placed<'_, B> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.baseline - y * self.scale)
    }
}

impl<B: OutlineBuilder> OutlineBuilder for Placed<'_, B> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.to.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.to.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.to.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.to.curve_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.to.close();
    }
}

/// Outlines as the `d` of an SVG path, to a hundredth of a unit.
#[derive(Debug, Default)]
pub struct SvgPath(pub String);

impl SvgPath {
    fn add(&mut self, letter: char, numbers: &[f32]) {
        self.0.push(letter);
        for (index, number) in numbers.iter().enumerate() {
            if index > 0 {
                self.0.push(' ');
            }
            self.0.push_str(&hundredth(*number).to_string());
        }
    }
}

impl OutlineBuilder for SvgPath {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add('Q', &[x1, y1, x, y]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add('C', &[x1, y1, x2, y2, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

/// Outlines as the `d` of an SVG path, in whole units from the point before, which takes the least room.
#[derive(Default)]
struct WholePath {
    path: String,
    at: [i32; 2],
    start: [i32; 2],
}

impl WholePath {
    fn add(&mut self, letter: char, points: &[[f32; 2]]) {
        self.path.push(letter);
        let mut last = self.at;
        for (index, point) in points.iter().enumerate() {
            last = point.map(|part| part.round() as i32);
            for axis in [0, 1] {
                let number = (last[axis] - self.at[axis]).to_string();
                // A sign separates by itself.
                if (index > 0 || axis > 0) && !number.starts_with('-') {
                    self.path.push(' ');
                }
                self.path.push_str(&number);
            }
        }
        self.at = last;
    }
}

impl OutlineBuilder for WholePath {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('m', &[[x, y]]);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('l', &[[x, y]]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add('q', &[[x1, y1], [x, y]]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add('c', &[[x1, y1], [x2, y2], [x, y]]);
    }

    fn close(&mut self) {
        self.path.push('z');
        self.at = self.start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heavier_letters_are_wider_and_pairs_stand_nearer() {
        let lettering = Lettering::new().unwrap();
        let (regular, bold) = (lettering.at(400.0).unwrap(), lettering.at(700.0).unwrap());
        assert!(bold.width("Namur", 0.0) > regular.width("Namur", 0.0));
        let apart = bold.width("A", 0.0) + bold.width("V", 0.0);
        assert!(bold.width("AV", 0.0) < apart, "no kerning");
        assert!(bold.width("Namur", -0.02) < bold.width("Namur", 0.0));
    }

    #[test]
    fn french_can_be_written_and_what_cannot_is_said() {
        let lettering = Lettering::new().unwrap();
        let face = lettering.at(650.0).unwrap();
        assert!(face.can_write("«\u{202f}Où ça\u{202f}?\u{202f}» À l’œuvre…"));
        assert!(!face.can_write("مرحبا"));
        assert!(face.width("a\u{202f}a", 0.0) < face.width("a\u{a0}a", 0.0), "the narrow space is not narrower");
    }
}
