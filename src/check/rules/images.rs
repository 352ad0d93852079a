//! Pictures: there, light, described, in their own proportions.

#[cfg(feature = "ssr")]
use crate::{
    check::{
        folder::Folder,
        kind::{HEAVIEST_IMAGE, LARGEST_IMAGE},
        problem::Problem,
    },
    model::block::Figure,
    publish::pictures::icons,
};
use crate::{
    check::{
        kind::Kind,
        one_page::{Found, Leads, OnePage},
    },
    model::block::Block,
};
#[cfg(feature = "ssr")]
use std::path::Path;

/// What a page says of its pictures: what they show, and where they are.
pub(super) fn of_page(one: &OnePage<'_>) -> Found {
    let mut found = Found::new();
    for (index, block) in one.page.blocks.iter().enumerate() {
        let Block::Figure(figure) = block else { continue };
        let mut note = |field: &str, kind| found.push((format!("blocks[{index}].{field}"), kind));
        let src = figure.src.as_str().to_owned();
        if figure.alt.trim().is_empty() {
            note("alt", Kind::AlternativeAbsent);
        }
        match figure.src.is_internal() {
            false if one.incoming => {}
            false => note("src", Kind::ImageElsewhere { src }),
            true if one.around.leads(&src) != Leads::Something => note("src", Kind::ImageAbsent { src }),
            true => {}
        }
    }
    found
}

/// Every figure: what its page says of it, then what its file is.
#[cfg(feature = "ssr")]
pub fn images(folder: &Folder) -> Vec<Problem> {
    let mut problems = super::each_page(folder, of_page);
    for (file, page) in folder.readable_pages() {
        for (index, block) in page.blocks.iter().enumerate() {
            let Block::Figure(figure) = block else { continue };
            let found = problems_of(figure, &folder.public).into_iter();
            problems.extend(found.map(|(field, kind)| Problem::new(&file.place, format!("blocks[{index}].{field}"), kind)));
        }
    }
    problems
}

#[cfg(feature = "ssr")]
fn problems_of(figure: &Figure, public: &Path) -> Vec<(&'static str, Kind)> {
    let mut problems = Vec::new();
    let src = figure.src.as_str().to_owned();
    // Drawn ones are not there yet, light, and a square or a drawing in vectors.
    if !figure.src.is_internal() || icons::is_drawn(&src) {
        return problems;
    }
    let Ok(bytes) = std::fs::read(public.join(src.trim_start_matches('/'))) else { return problems };
    let weight = bytes.len() as u64;
    if weight > HEAVIEST_IMAGE {
        problems.push(("src", Kind::ImageTooHeavy { kilobytes: weight.div_ceil(1000) }));
    }
    // A drawing in vectors has no pixels: its weight is all that matters.
    if src.ends_with(".svg") {
        return problems;
    }
    match imagesize::blob_size(&bytes) {
        Err(_) => problems.push(("src", Kind::ImageUnreadable { src })),
        Ok(size) => {
            if size.width.max(size.height) > LARGEST_IMAGE {
                problems.push(("src", Kind::ImageTooLarge { width: size.width, height: size.height }));
            }
            let (real, told) = ((size.width, size.height), (figure.width, figure.height));
            if !have_same_proportions(real, told) {
                problems.push(("width", Kind::ImageDistorted { real, told }));
            }
        }
    }
    problems
}

/// Whether `told` is `real` made smaller or larger, its height rounded to a pixel either way.
#[cfg(feature = "ssr")]
fn have_same_proportions(real: (usize, usize), told: (u32, u32)) -> bool {
    let exact = f64::from(told.0) * real.1 as f64 / real.0 as f64;
    told.0 > 0 && told.1 > 0 && (exact - f64::from(told.1)).abs() <= 1.0
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::have_same_proportions;

    #[test]
    fn a_rounded_height_keeps_the_proportions() {
        for (real, told, expected) in [
            ((1600, 1067), (1600, 1067), true),
            ((1600, 1067), (800, 533), true),
            ((1600, 1067), (800, 534), true),
            ((1600, 1067), (800, 540), false),
            ((1600, 1067), (1067, 1600), false),
            ((4, 3), (0, 0), false),
        ] {
            assert_eq!(have_same_proportions(real, told), expected, "{real:?} {told:?}");
        }
    }
}
