//! Bars on both sides of a middle, with what is between apart; and values on a line.

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

/// The bars of a scale in order, `below` and `above` its middle, touching each other from the middle outwards, and the bar of `neutral`, apart. All at one scale:
/// [`SIDE`] is `base`.
///
/// ```
/// use passerelle::chart::strip::{place_sides, PlacedBar, SIDE};
/// let (below, neutral, above) = place_sides(&[1, 1], 1, &[1], 4);
/// assert_eq!(below, [PlacedBar { x: SIDE - 200, width: 100 }, PlacedBar { x: SIDE - 100, width: 100 }]);
/// assert_eq!((neutral.width, above[0]), (100, PlacedBar { x: SIDE, width: 100 }));
/// ```
#[must_use]
pub fn place_sides(below: &[u32], neutral: u32, above: &[u32], base: u32) -> (Vec<PlacedBar>, PlacedBar, Vec<PlacedBar>) {
    let widths = |counts: &[u32]| counts.iter().map(|count| width(*count, base)).collect::<Vec<_>>();
    let widths_below = widths(below);
    let mut x = SIDE.saturating_sub(widths_below.iter().sum());
    let mut place = |width: u32| {
        let placed = PlacedBar { x, width };
        x += width;
        placed
    };
    let below: Vec<_> = widths_below.into_iter().map(&mut place).collect();
    let mut x = SIDE;
    let above = widths(above)
        .into_iter()
        .map(|width| {
            let placed = PlacedBar { x, width };
            x += width;
            placed
        })
        .collect();
    (below, PlacedBar { x: APART, width: width(neutral, base) }, above)
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
        for (below, neutral, above, base) in
            [(&[23, 0][..], 0, &[0, 0][..], 23), (&[7, 8], 3, &[2, 3], 23), (&[], 23, &[], 23), (&[0], 0, &[0], 0), (&[1; 9], 1, &[1; 9], 19)]
        {
            let (left, apart, right) = place_sides(below, neutral, above, base);
            assert!(left.iter().all(|bar| bar.x + bar.width <= SIDE), "{left:?}");
            assert!(right.iter().all(|bar| bar.x >= SIDE && bar.x + bar.width < APART), "{right:?}");
            assert!(apart.x + apart.width <= WIDTH);
        }
    }
}
