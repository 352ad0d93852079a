//! The mark's dots, as numbers.

use crate::components::mark::{MEUSE, SAMBRE};

/// The centre of a dot, in units of the mark.
pub type Dot = [f32; 2];

/// The dots of both rivers, from upstream to downstream.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Blue.
    pub meuse: Vec<Dot>,
    /// Orange-red.
    pub sambre: Vec<Dot>,
}

impl Mark {
    /// The mark as the pages draw it.
    #[must_use]
    pub fn new() -> Self {
        Self { meuse: dots(MEUSE), sambre: dots(SAMBRE) }
    }
}

impl Default for Mark {
    fn default() -> Self {
        Self::new()
    }
}

/// `M4 5h0M11.5 7h0` -> `[[4, 5], [11.5, 7]]`.
fn dots(path: &str) -> Vec<Dot> {
    let centre = |part: &str| {
        let (x, y) = part.strip_suffix("h0")?.split_once(' ')?;
        Some([x.parse().ok()?, y.parse().ok()?])
    };
    path.split('M').filter_map(centre).collect()
}

/// `[[4, 5], [11.5, 7]]` -> `M4 5h0M11.5 7h0`, to a hundredth.
#[must_use]
pub fn path(dots: &[Dot]) -> String {
    dots.iter().map(|[x, y]| format!("M{} {}h0", hundredth(*x), hundredth(*y))).collect()
}

/// Without zeros that say nothing.
#[must_use]
pub fn hundredth(number: f32) -> f32 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dot_of_the_path_is_read() {
        let mark = Mark::new();
        assert_eq!((path(&mark.meuse).as_str(), path(&mark.sambre).as_str()), (MEUSE, SAMBRE));
    }
}
