//! Parts of the style page. Written by native programs only, from the very files that they show.

use super::{
    dots::dots,
    mark::mark,
    markup::{Element, classed, element},
    page_error::{failure, page_skeleton},
    pictogram::pictogram,
    rivers::rivers,
};
use crate::{
    content::error::ContentError,
    model::{
        block::{Specimen, SpecimenOf},
        frame::Frame,
        pictogram as sheet,
    },
    survey::marks::Mark,
};

const TOKENS: &str = include_str!("../../style/tokens.css");

/// What the block shows.
#[must_use]
pub fn specimen(block: &Specimen, frame: &Frame) -> Element {
    let list = |items: Vec<Element>| classed("ul", "specimen").set("data-of", block.of.word()).with_all(items);
    let named = |drawing: Element, name: &str| classed("li", "specimen__item").with(drawing).with(element("code").words(name));
    match block.of {
        SpecimenOf::Colours => list(tokens("").filter(|(_, value)| value.starts_with('#')).map(|(name, _)| named(swatch(name), name)).collect()),
        SpecimenOf::Type => {
            list(tokens("size-").map(|(name, _)| named(classed("p", "specimen__type").set("data-token", name).words(&frame.site.short_name), name)).collect())
        }
        SpecimenOf::Space => list(tokens("space-").map(|(name, _)| named(classed("span", "specimen__space").set("data-token", name), name)).collect()),
        SpecimenOf::Pictograms => list(sheet::names().map(|name| named(pictogram(name), name)).collect()),
        SpecimenOf::Motif => {
            let marks: Vec<Option<Mark>> = (0..23).map(|place| Some([Mark::Certain, Mark::Possible, Mark::Excluded][place / 8])).collect();
            list(vec![
                named(mark(), "mark"),
                named(classed("div", "confluence"), "confluence"),
                named(rivers(), "rivers"),
                named(dots(&marks), "dots"),
                named(classed("div", "loading-dots").with(element("span")).with(element("span")).with(element("span")), "loading-dots"),
            ])
        }
        SpecimenOf::States => states(frame),
    }
}

/// The states of a page, each under the name of its component.
fn states(frame: &Frame) -> Element {
    let words = &frame.words;
    let place = String::new;
    let state = |name: &str, inside: Element| classed("li", "specimen__item").with(element("code").words(name)).with(inside);
    let failed =
        |error: &ContentError| classed("div", "page-error").with(element("p").with(element("strong").words(&words.failed_title))).with(failure(error, words));
    classed("ul", "specimen").set("data-of", "states").with_all(vec![
        state("skeleton", page_skeleton(words)),
        state("page-error (network)", failed(&ContentError::Unreachable { place: place(), reason: String::new() })),
        state("page-error (content)", failed(&ContentError::Malformed { place: place(), line: 0, column: 0, reason: String::new() })),
        state("broken-block", classed("p", "broken-block").words(&words.broken_block)),
        state("offline-note", classed("p", "offline-note offline-note--shown").words(&words.around.offline_note)),
        state(
            "search-results (none)",
            element("div").with(element("p").with(element("strong").words(&words.no_result))).with(element("p").words(&words.no_result_advice)),
        ),
    ])
}

/// The tokens of the light theme whose names begin with `start`, in order.
fn tokens(start: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let root = TOKENS.split_once(":root {").and_then(|(_, rest)| rest.split_once('}')).map_or("", |(root, _)| root);
    root.split(';')
        .filter_map(move |line| line.trim().strip_prefix("--")?.split_once(':'))
        .filter(move |(name, _)| name.starts_with(start))
        .map(|(name, value)| (name, value.trim()))
}

fn swatch(token: &str) -> Element {
    let fill = ["var(--", token, ")"].concat();
    classed("svg", "specimen__swatch")
        .set("viewBox", "0 0 10 6")
        .set("aria-hidden", "true")
        .with(element("rect").set("width", "10").set("height", "6").set("fill", &fill))
}
