//! Pictures of screens: kept in few colours, compared by tiles.
//!
//! A picture has at most [`COLOURS`] colours: the most frequent ones that are told apart, so that grounds and inks are exact and only the edges of letters are
//! rounded. Files are a third of what they would be, and what one machine smooths otherwise than another mostly falls on the same colours.
//!
//! Two pictures are the same when their sizes are (a pixel more or less in height is let be, for rounding) and no tile of [`TILE`] × [`TILE`] pixels differs by more
//! than [`TOLERANCE`] on average. At a quarter of the size, a tile is 32 × 32 pixels of the screen, two lines of text: letters smoothed otherwise change it by 3 to 8
//! of 255 levels, a colour by its whole distance, a word that moved or a line more by 20 to 60.

use crate::outcome::{Fault, Outcome};
use std::{collections::HashMap, io::Cursor};

const COLOURS: usize = 32;
/// Squared distance from which two colours are told apart.
const APART: u32 = 18 * 18 * 3;
const TILE: usize = 8;
const TOLERANCE: u32 = 12;

type Colour = [u8; 3];

#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<Colour>,
}

/// How two pictures differ, and where.
pub struct Difference {
    pub words: String,
    /// The new one, faded, what differs in red.
    pub picture: Picture,
}

impl Picture {
    pub fn read(file: &[u8]) -> Outcome<Self> {
        let mut decoder = png::Decoder::new(Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info()?;
        let size = reader.output_buffer_size().ok_or_else(|| Fault::said("a picture too large to be read"))?;
        let mut bytes = vec![0; size];
        let info = reader.next_frame(&mut bytes)?;
        let samples = info.color_type.samples();
        if samples < 3 {
            return Err(Fault::said("a picture in greys"));
        }
        let pixels = bytes[..info.buffer_size()].chunks_exact(samples).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Ok(Self { width: info.width as usize, height: info.height as usize, pixels })
    }

    /// What the codes in it say that a telephone would read.
    pub fn codes(&self) -> Vec<String> {
        let grey = |x: usize, y: usize| (self.pixels[y * self.width + x].iter().map(|level| u32::from(*level)).sum::<u32>() / 3) as u8;
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(self.width, self.height, grey);
        prepared.detect_grids().iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect()
    }

    pub fn write(&self) -> Outcome<Vec<u8>> {
        let mut palette: Vec<Colour> = Vec::new();
        let mut places: HashMap<Colour, u8> = HashMap::new();
        for pixel in &self.pixels {
            if !places.contains_key(pixel) {
                places.insert(*pixel, u8::try_from(palette.len()).map_err(|_| Fault::said("a picture of more than 256 colours"))?);
                palette.push(*pixel);
            }
        }
        let indices: Vec<u8> = self.pixels.iter().map(|pixel| places[pixel]).collect();
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, u32::try_from(self.width)?, u32::try_from(self.height)?);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        encoder.write_header()?.write_image_data(&indices)?;
        Ok(file)
    }

    /// The same in few colours: twice is as once.
    pub fn in_few_colours(mut self) -> Self {
        let mut counts: HashMap<Colour, usize> = HashMap::new();
        // Grounds are wide: by runs, a picture takes a tenth of the time.
        self.pixels.chunk_by(|one, next| one == next).for_each(|run| *counts.entry(run[0]).or_default() += run.len());
        let mut met: Vec<(Colour, usize)> = counts.into_iter().collect();
        met.sort_by(|(one, often), (other, seldom)| seldom.cmp(often).then(one.cmp(other)));
        let mut kept: Vec<Colour> = Vec::new();
        for (colour, _) in &met {
            if kept.len() < COLOURS && kept.iter().all(|known| distance(*known, *colour) > APART) {
                kept.push(*colour);
            }
        }
        let nearest = |colour: Colour| kept.iter().copied().min_by_key(|known| distance(*known, colour)).unwrap_or(colour);
        let nearest: HashMap<Colour, Colour> = met.iter().map(|(colour, _)| (*colour, nearest(*colour))).collect();
        self.pixels.chunk_by_mut(|one, next| one == next).for_each(|run| run.fill(nearest[&run[0]]));
        self
    }

    /// How `self`, the new one, differs from the `accepted` one; `None` when it does not.
    pub fn difference(&self, accepted: &Self) -> Option<Difference> {
        let mut words = Vec::new();
        if self.width != accepted.width || self.height.abs_diff(accepted.height) > 1 {
            words.push(format!("{} × {} pixels, not {} × {}", self.width, self.height, accepted.width, accepted.height));
        }
        let (columns, lines) = (self.width.min(accepted.width), self.height.min(accepted.height));
        let apart = |(line, column): (usize, usize)| -> u32 {
            let (one, other) = (self.pixels[line * self.width + column], accepted.pixels[line * accepted.width + column]);
            one.into_iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other))).sum()
        };
        let (mut tiles, mut worst, mut different) = (0, 0, Vec::new());
        for top in (0..lines).step_by(TILE) {
            for left in (0..columns).step_by(TILE) {
                let (bottom, right) = ((top + TILE).min(lines), (left + TILE).min(columns));
                tiles += 1;
                let of = |picture: &Self, line: usize| line * picture.width + left..line * picture.width + right;
                if (top..bottom).all(|line| self.pixels[of(self, line)] == accepted.pixels[of(accepted, line)]) {
                    continue;
                }
                let tile: Vec<_> = (top..bottom).flat_map(|line| (left..right).map(move |column| (line, column))).collect();
                let mean = tile.iter().copied().map(apart).sum::<u32>() / 3 / u32::try_from(tile.len()).unwrap_or(1).max(1);
                worst = worst.max(mean);
                if mean > TOLERANCE {
                    different.push(tile);
                }
            }
        }
        if !different.is_empty() {
            words.push(format!("{} tiles of {tiles} differ, by up to {worst} of 255 (let be: {TOLERANCE})", different.len()));
        }
        if words.is_empty() {
            return None;
        }
        let mut picture = self.clone();
        picture.pixels.iter_mut().for_each(|pixel| *pixel = pixel.map(|level| 160 + level / 4));
        for place in different.into_iter().flatten() {
            picture.pixels[place.0 * self.width + place.1] = if apart(place) > 48 { [214, 30, 30] } else { [240, 176, 176] };
        }
        Some(Difference { words: words.join(", "), picture: picture.in_few_colours() })
    }
}

fn distance(one: Colour, other: Colour) -> u32 {
    one.into_iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
}

/// What a journey on made-up pictures shows: that a difference is seen, and what is no difference is not.
pub fn differences_are_seen() -> Outcome {
    let striped = |every: usize, height: usize, ink: Colour| Picture {
        width: 40,
        height,
        pixels: (0..40 * height).map(|place| if (place / 40) % every == 0 { ink } else { [250, 245, 235] }).collect(),
    };
    let first = striped(4, 64, [17, 32, 62]);
    let again = Picture::read(&first.clone().in_few_colours().write()?)?;
    for (what, other, differs) in [
        ("itself, written and read", again, false),
        ("an ink a little lighter", striped(4, 64, [29, 42, 70]), false),
        ("a line less", striped(4, 63, [17, 32, 62]), false),
        ("many lines less", striped(4, 48, [17, 32, 62]), true),
        ("other lines", striped(5, 64, [17, 32, 62]), true),
        ("a red ink", striped(4, 64, [200, 32, 62]), true),
    ] {
        crate::ensure!(other.difference(&first).is_some() == differs, "{what}: {}", if differs { "not seen" } else { "seen" });
    }
    Ok(())
}
