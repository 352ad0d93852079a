//! Dots in rows, one a thing counted.

/// A dot in view-box units, origin at the top left, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedDot {
    /// Centre.
    pub x: u32,
    /// Centre.
    pub y: u32,
}

/// Dots and the box that holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedDots {
    /// In reading order.
    pub dots: Vec<PlacedDot>,
    /// Of the view box.
    pub width: u32,
    /// Of the view box.
    pub height: u32,
}

/// Side of a dot's cell: a dot of radius 8 with its outline and the air around it.
pub const CELL: u32 = 20;

/// Places `count` dots in rows of `per_row`, from the start of the first row.
///
/// Whole units, so that the drawing is the same everywhere. Nothing to place, or rows of none, gives an empty box.
///
/// ```
/// use passerelle::chart::dots::{place_dots, PlacedDot};
/// let placed = place_dots(3, 2);
/// assert_eq!((placed.width, placed.height), (40, 40));
/// assert_eq!(placed.dots[2], PlacedDot { x: 10, y: 30 });
/// ```
#[must_use]
pub fn place_dots(count: u32, per_row: u32) -> PlacedDots {
    if count == 0 || per_row == 0 {
        return PlacedDots { dots: Vec::new(), width: 0, height: 0 };
    }
    let centre = |cell: u32| cell * CELL + CELL / 2;
    PlacedDots {
        dots: (0..count).map(|dot| PlacedDot { x: centre(dot % per_row), y: centre(dot / per_row) }).collect(),
        width: per_row.min(count) * CELL,
        height: count.div_ceil(per_row) * CELL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dot_lies_within_the_box_and_none_on_another() {
        for (count, per_row) in [(23, 12), (23, 23), (1, 12), (60, 7)] {
            let placed = place_dots(count, per_row);
            assert_eq!(placed.dots.len(), count as usize);
            for (index, dot) in placed.dots.iter().enumerate() {
                assert!(dot.x + CELL / 2 <= placed.width && dot.y + CELL / 2 <= placed.height, "{count} by {per_row}: {dot:?}");
                assert!(!placed.dots[..index].contains(dot), "{count} by {per_row}: {dot:?} twice");
            }
        }
    }

    #[test]
    fn nothing_to_place_gives_an_empty_box() {
        for (count, per_row) in [(0, 12), (23, 0)] {
            assert_eq!(place_dots(count, per_row), PlacedDots { dots: Vec::new(), width: 0, height: 0 });
        }
    }
}
