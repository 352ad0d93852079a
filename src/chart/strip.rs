//! Bars on both sides of a middle, with what is between apart; and values on a line.

use std::ops::Range;

/// Width of either side, in view-box units: what everybody would take.
pub const SIDE: u32 = 400;
/// Where what is neither on one side nor on the other begins.
pub const APART: u32 = 2 * SIDE + 60;
/// Width of the whole drawing.
pub const WIDTH: u32 = APART + SIDE;

/// A bar: where it begins, from the left, and how wide it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedBar {
    /// From the left.
    pub x: u32,
    /// Units.
    pub width: u32,
}

fn width(count: u32, base: u32) -> u32 {
    if base == 0 { 0 } else { (u64::from(count) * u64::from(SIDE) / u64::from(base)) as u32 }
}

/// One bar a count, in order: those of `below` (the first ones) and those above touch each other from the middle outwards, and what is `between` them stands apart. All at one
/// scale: [`SIDE`] is `base`.
///
/// ```
/// use passerelle::chart::strip::{APART, PlacedBar, SIDE, place_sides};
/// let bars = place_sides(&[1, 1, 1, 1], 2..3, 4);
/// assert_eq!(bars[..2], [PlacedBar { x: SIDE - 200, width: 100 }, PlacedBar { x: SIDE - 100, width: 100 }]);
/// assert_eq!(bars[2..], [PlacedBar { x: APART, width: 100 }, PlacedBar { x: SIDE, width: 100 }]);
/// ```
#[must_use]
pub fn place_sides(counts: &[u32], between: Range<usize>, base: u32) -> Vec<PlacedBar> {
    let mut x = SIDE.saturating_sub(counts.iter().take(between.start).map(|count| width(*count, base)).sum());
    let mut bars = Vec::new();
    for (place, count) in counts.iter().enumerate() {
        let width = width(*count, base);
        let apart = between.contains(&place);
        bars.push(PlacedBar { x: if apart { APART } else { x }, width });
        if !apart {
            x += width;
        }
    }
    bars
}

/// Where `value` stands between `least` and `most`, in thousandths of the line; the middle when they are one.
///
/// ```
/// use passerelle::chart::strip::place_value;
/// assert_eq!([place_value(15, 10, 20), place_value(10, 10, 20), place_value(7, 7, 7)], [500, 0, 500]);
/// ```
#[must_use]
pub fn place_value(value: i64, least: i64, most: i64) -> u32 {
    let (range, at) = (most.saturating_sub(least), value.saturating_sub(least));
    if range <= 0 { 500 } else { u32::try_from(i128::from(at.clamp(0, range)) * 1000 / i128::from(range)).unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_stay_within_the_drawing() {
        for (counts, between, base) in [
            (&[23, 0, 0, 0, 0][..], 2..3, 23),
            (&[7, 8, 3, 2, 3], 2..3, 23),
            (&[23], 0..1, 23),
            (&[0, 0, 0], 1..2, 0),
            (&[1; 18], 9..9, 19),
            (&[4, 5, 6], 0..0, 15),
        ] {
            for (place, bar) in place_sides(counts, between.clone(), base).iter().enumerate() {
                let end = bar.x + bar.width;
                let room = if place < between.start {
                    0..=SIDE
                } else if between.contains(&place) {
                    APART..=WIDTH
                } else {
                    SIDE..=2 * SIDE
                };
                assert!(room.contains(&bar.x) && room.contains(&end), "{counts:?} {bar:?}");
            }
        }
    }
}
