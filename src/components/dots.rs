//! One dot a respondent: certain ones filled, possible ones hatched, excluded ones dashed.

use super::markup::{Element, classed};
use crate::{
    chart::dots::{CELL, place_dots},
    survey::marks::Mark,
};

/// Dots in a row.
pub const PER_ROW: u32 = 12;
/// Three strokes at 45° within a circle of radius 8, from its centre: where each starts and ends.
pub const HATCH: [[i32; 4]; 3] = [[-7, 1, 1, -7], [-5, 5, 5, -5], [-1, 7, 7, -1]];

/// The drawing of `marks`, decorative: the words beside it say the same. `None`: nothing is said of that respondent.
#[must_use]
pub fn dots(marks: &[Option<Mark>]) -> Element {
    let placed = place_dots(u32::try_from(marks.len()).unwrap_or(0), PER_ROW);
    let inside = placed.dots.iter().zip(marks).flat_map(|(dot, mark)| dot_elements(dot.x, dot.y, *mark));
    drawing("dots", placed.width, placed.height).with_all(inside.collect())
}

/// One drawing for all of `drawings` (each one mark a respondent): every dot carries its mark in each, as `1c 2p 3x` (certain, possible, excluded; from 1), and the style
/// sheet shows those of one drawing. So a dot moves from one to the other. `place_of` says which one it is, from 1, for the program to go on with what it is.
#[cfg(feature = "ssr")]
#[must_use]
pub fn changing_dots(respondents: u32, drawings: &[Vec<Mark>], place_of: &dyn Fn(usize) -> String) -> Element {
    let placed = place_dots(respondents, PER_ROW);
    let dot = |(index, dot): (usize, &crate::chart::dots::PlacedDot)| {
        let marks = drawings.iter().enumerate().filter_map(|(number, marks)| {
            let letter = match marks.get(index)? {
                Mark::Certain => "c",
                Mark::Possible => "p",
                Mark::Excluded => "x",
            };
            Some([&(number + 1).to_string(), letter].concat())
        });
        let marks: Vec<_> = marks.collect();
        let elements = dot_elements(dot.x, dot.y, Some(Mark::Possible));
        let disc = dot_elements(dot.x, dot.y, Some(Mark::Certain));
        classed("g", "dots__one")
            .set("data-marks", &marks.join(" "))
            .set("data-place", &place_of(index + 1))
            .with_all(elements.into_iter().chain(disc).collect())
    };
    drawing("dots dots--changing", placed.width, placed.height).with_all(placed.dots.iter().enumerate().map(dot).collect())
}

/// One dot alone, for a key.
#[must_use]
pub fn key_dot(mark: Mark) -> Element {
    drawing("dots dots--key", CELL, CELL).with_all(dot_elements(CELL / 2, CELL / 2, Some(mark)))
}

fn drawing(class: &str, width: u32, height: u32) -> Element {
    classed("svg", class).set("viewBox", &["0 0 ", &width.to_string(), " ", &height.to_string()].concat()).set("aria-hidden", "true")
}

fn dot_elements(x: u32, y: u32, mark: Option<Mark>) -> Vec<Element> {
    let class = match mark {
        None => "dots__dot",
        Some(Mark::Certain) => "dots__dot dots__dot--certain",
        Some(Mark::Possible) => "dots__dot dots__dot--possible",
        Some(Mark::Excluded) => "dots__dot dots__dot--excluded",
    };
    let mut elements = vec![classed("circle", class).set("cx", &x.to_string()).set("cy", &y.to_string()).set("r", "8")];
    if mark == Some(Mark::Possible) {
        // Strokes of its own rather than a pattern, which would need an identifier a drawing.
        let at = |from: u32, by: i32| from.saturating_add_signed(by).to_string();
        let stroke = |[x1, y1, x2, y2]: [i32; 4]| ["M", &at(x, x1), " ", &at(y, y1), "L", &at(x, x2), " ", &at(y, y2)].concat();
        elements.push(classed("path", "dots__hatch").set("d", &HATCH.map(stroke).concat()));
    }
    elements
}
