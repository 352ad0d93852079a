//! The icons of the site and the mark and word-mark as files, drawn from the mark's dots.

use super::{
    canvas::Canvas,
    colour::{Palette, Palettes},
    lettering::{Lettering, Place, SvgPath},
    mark::{Dot, Mark, hundredth, path},
};
use crate::{
    model::site::Site,
    publish::{document::escape, error::PublishError},
};
use std::fmt::Write as _;

/// A file under the site's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// `favicon.ico`.
    pub place: &'static str,
    /// What is in it.
    pub content: Vec<u8>,
}

/// Side of the drawings of icons, in units.
const SIDE: f32 = 44.0;
/// Diameter of a dot of the mark, in its units, as `style/components/mark.css` has it.
const DOT: f32 = 5.6;
/// Sides of the pictures in `favicon.ico`, in pixels.
const ICO: [u32; 3] = [16, 32, 48];

/// Icons that the manifest names: place, side in pixels, purpose.
pub const MANIFEST_ICONS: [(&str, u32, &str); 3] = [("icone-192.png", 192, "any"), ("icone-512.png", 512, "any"), ("icone-512-masque.png", 512, "maskable")];

/// Everything that [`icons`] draws: content may show these and link to them.
pub const PLACES: [&str; 9] = [
    "favicon.svg",
    "favicon.ico",
    "apple-touch-icon.png",
    "images/marque.svg",
    "images/logotype.svg",
    "manifest.webmanifest",
    MANIFEST_ICONS[0].0,
    MANIFEST_ICONS[1].0,
    MANIFEST_ICONS[2].0,
];

/// Whether the build draws what stands at the path `path`.
#[must_use]
pub fn is_drawn(path: &str) -> bool {
    PLACES.iter().any(|place| path.strip_prefix('/') == Some(place))
}

/// The paths of everything that the build draws so.
pub fn drawn() -> impl Iterator<Item = String> {
    PLACES.iter().map(|place| format!("/{place}"))
}

/// Every icon, the mark, the word-mark and the manifest of `site`, in the language `lang`.
///
/// # Errors
/// The typeface's or the encoder's.
pub fn icons(palettes: &Palettes, lettering: &Lettering, site: &Site, lang: &str) -> Result<Vec<Drawn>, PublishError> {
    let day = palettes.light;
    let mut drawn = vec![
        Drawn { place: "favicon.svg", content: favicon(palettes).into_bytes() },
        Drawn { place: "favicon.ico", content: ico(day)? },
        // Cut round by the telephone itself.
        Drawn { place: "apple-touch-icon.png", content: icon(180, Shape::Full { margin: 0.14 }, day).png()? },
        Drawn { place: "images/marque.svg", content: mark_file(day).into_bytes() },
        Drawn { place: "images/logotype.svg", content: word_mark(day, lettering, site)?.into_bytes() },
        Drawn { place: "manifest.webmanifest", content: manifest(day, site, lang).into_bytes() },
    ];
    for (place, side, purpose) in MANIFEST_ICONS {
        // What is masked may lose a fifth on each side: the mark stands in the circle that is left.
        let shape = if purpose == "maskable" { Shape::Full { margin: 0.22 } } else { Shape::Tile };
        drawn.push(Drawn { place, content: icon(side, shape, day).png()? });
    }
    Ok(drawn)
}

/// The ground of an icon.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// A tile with rounded corners.
    Tile,
    /// The whole square, with this part of it left free on each side.
    Full {
        /// Of the side.
        margin: f32,
    },
}

/// The mark in a square of [`SIDE`], and the diameter of its dots: larger than on the pages and without the last dots downstream, so that it still reads when it is small.
fn in_square(margin: f32) -> (Mark, f32) {
    let mut mark = Mark::new();
    mark.meuse.pop();
    mark.sambre.pop();
    let inner = SIDE * (1.0 - 2.0 * margin);
    let dot = inner * ICON_DOT;
    let placed = |axis: usize| {
        let all = || mark.meuse.iter().chain(&mark.sambre).map(move |dot| dot[axis]);
        let (least, most) = (all().fold(f32::MAX, f32::min), all().fold(f32::MIN, f32::max));
        move |centre: f32| hundredth(SIDE / 2.0 + (centre - f32::midpoint(least, most)) * (inner - dot) / (most - least))
    };
    let (x, y) = (placed(0), placed(1));
    let at = |dots: &[Dot]| dots.iter().map(|dot| [x(dot[0]), y(dot[1])]).collect();
    (Mark { meuse: at(&mark.meuse), sambre: at(&mark.sambre) }, hundredth(dot))
}

/// A dot of an icon, as a part of the square that the mark fills.
const ICON_DOT: f32 = 0.172;
/// The margin of the tile, as a part of its side.
const TILE_MARGIN: f32 = 0.085;
/// The radius of its corners.
const TILE_RADIUS: f32 = 9.0;

fn icon(side: u32, shape: Shape, palette: Palette) -> Canvas {
    let scale = side as f32 / SIDE;
    let mut canvas = Canvas::new(side, side);
    let margin = match shape {
        Shape::Tile => {
            canvas.rounded([0.0, 0.0, side as f32, side as f32], TILE_RADIUS * scale, palette.paper);
            TILE_MARGIN
        }
        Shape::Full { margin } => {
            canvas.fill(palette.paper);
            margin
        }
    };
    let (mark, dot) = in_square(margin);
    let at = |[x, y]: Dot| [x * scale, y * scale];
    canvas.dots(mark.meuse.into_iter().map(at), dot / 2.0 * scale, palette.meuse);
    canvas.dots(mark.sambre.into_iter().map(at), dot / 2.0 * scale, palette.sambre);
    canvas
}

/// The same for sixteen pixels a side, by hand: four dots a river, each of them whole pixels.
fn smallest(palette: Palette) -> Canvas {
    let mut canvas = Canvas::new(16, 16);
    canvas.rounded([0.0, 0.0, 16.0, 16.0], 3.0, palette.paper);
    canvas.dots([[2.5, 2.5], [6.5, 4.5], [10.5, 5.5], [14.5, 5.5]], 1.6, palette.meuse);
    canvas.dots([[2.5, 13.5], [6.5, 11.5], [10.5, 10.5], [14.5, 10.5]], 1.6, palette.sambre);
    canvas
}

/// PNG pictures of several sizes in one file.
fn ico(palette: Palette) -> Result<Vec<u8>, PublishError> {
    let mut pictures = Vec::new();
    for side in ICO {
        let canvas = if side == 16 { smallest(palette) } else { icon(side, Shape::Tile, palette) };
        pictures.push((side, canvas.png()?));
    }
    const HEADER: usize = 6;
    const ENTRY: usize = 16;
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes();
    let mut file = vec![0, 0, 1, 0, ICO.len() as u8, 0];
    let mut place = HEADER + ENTRY * pictures.len();
    for (side, picture) in &pictures {
        // Width, height, no palette, one plane, 32 bits a pixel, length, place.
        file.extend([*side as u8, *side as u8, 0, 0, 1, 0, 32, 0]);
        file.extend(number(picture.len()));
        file.extend(number(place));
        place += picture.len();
    }
    for (_, picture) in pictures {
        file.extend(picture);
    }
    Ok(file)
}

fn favicon(palettes: &Palettes) -> String {
    let (mark, dot) = in_square(TILE_MARGIN);
    let rules = |palette: Palette| format!(".p{{fill:{}}}.m{{stroke:{}}}.s{{stroke:{}}}", palette.paper, palette.meuse, palette.sambre);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {SIDE}\"><style>{}@media (prefers-color-scheme:dark){{{}}}</style>\
         <rect class=\"p\" width=\"{SIDE}\" height=\"{SIDE}\" rx=\"{TILE_RADIUS}\"/><g fill=\"none\" stroke-width=\"{dot}\" stroke-linecap=\"round\">\
         <path class=\"m\" d=\"{}\"/><path class=\"s\" d=\"{}\"/></g></svg>",
        rules(palettes.light),
        rules(palettes.dark),
        path(&mark.meuse),
        path(&mark.sambre)
    )
}

/// The rivers of the mark, as two paths.
fn rivers(palette: Palette) -> String {
    let Mark { meuse, sambre } = Mark::new();
    format!(
        "<g fill=\"none\" stroke-width=\"{DOT}\" stroke-linecap=\"round\"><path stroke=\"{}\" d=\"{}\"/><path stroke=\"{}\" d=\"{}\"/></g>",
        palette.meuse,
        path(&meuse),
        palette.sambre,
        path(&sambre)
    )
}

fn mark_file(palette: Palette) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{}\">{}</svg>", crate::components::mark::VIEW_BOX, rivers(palette))
}

/// The mark, the short name, and the whole name beneath it, as outlines: it needs no typeface where it is used.
fn word_mark(palette: Palette, lettering: &Lettering, site: &Site) -> Result<String, PublishError> {
    const MARGIN: f32 = 2.0;
    let (bold, regular) = (lettering.at(700.0)?, lettering.at(480.0)?);
    let short = Place { size: 22.0, x: 56.0, baseline: 18.6, tracking: -0.01 };
    let whole = Place { size: 9.6, x: 56.0, baseline: 32.4, tracking: 0.0 };
    let (mut large, mut small) = (SvgPath::default(), SvgPath::default());
    bold.write(&site.short_name, short, &mut large);
    regular.write(&site.name, whole, &mut small);
    let width = short.x + (bold.width(&site.short_name, short.tracking) * short.size).max(regular.width(&site.name, whole.tracking) * whole.size);
    let mut file = String::new();
    _ = write!(
        file,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{} 0 {} 36\" role=\"img\"><title>{}</title>{}<g fill=\"{}\"><path d=\"{}\"/><path d=\"{}\"/></g></svg>",
        -MARGIN,
        (width + 2.0 * MARGIN).ceil(),
        escape(&site.name),
        rivers(palette),
        palette.ink,
        large.0,
        small.0
    );
    Ok(file)
}

/// What a telephone that keeps the site among its programs shows of it.
fn manifest(palette: Palette, site: &Site, lang: &str) -> String {
    let paper = palette.paper.to_string();
    let dir = site.language(lang).map_or("ltr", |language| language.dir.word());
    let icons: Vec<_> = MANIFEST_ICONS
        .iter()
        .map(|(place, side, purpose)| serde_json::json!({ "src": format!("/{place}"), "sizes": format!("{side}x{side}"), "type": "image/png", "purpose": purpose }))
        .collect();
    serde_json::json!({
        "name": &*site.name,
        "short_name": &*site.short_name,
        "description": &*site.tagline,
        "lang": lang,
        "dir": dir,
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": paper,
        "background_color": paper,
        "icons": icons,
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::pictures::colour::Colour;

    fn palette() -> Palette {
        Palette { paper: Colour([250, 245, 235]), ink: Colour([17, 32, 62]), meuse: Colour([21, 80, 159]), sambre: Colour([196, 81, 43]) }
    }

    #[test]
    fn what_is_drawn_is_what_content_may_name() {
        let site = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/content/site.json")).unwrap();
        let palettes = Palettes { light: palette(), dark: palette() };
        let drawn = icons(&palettes, &Lettering::new().unwrap(), &crate::content::source::read_json("site.json", &site).unwrap(), "fr").unwrap();
        assert_eq!(drawn.iter().map(|icon| icon.place).collect::<Vec<_>>(), PLACES);
        assert!(is_drawn("/favicon.svg") && !is_drawn("favicon.svg") && !is_drawn("/favicon"));
    }

    #[test]
    fn the_mark_of_an_icon_stands_within_its_margins() {
        for margin in [TILE_MARGIN, 0.22] {
            let (mark, dot) = in_square(margin);
            let (least, most) = (SIDE * margin + dot / 2.0 - 0.01, SIDE * (1.0 - margin) - dot / 2.0 + 0.01);
            for place in mark.meuse.iter().chain(&mark.sambre).flatten() {
                assert!((least..=most).contains(place), "{place} is not between {least} and {most}");
            }
            assert_eq!(mark.meuse.len(), 5);
        }
    }

    #[test]
    fn the_entries_of_an_ico_are_where_it_says() {
        let file = ico(palette()).unwrap();
        assert_eq!(file[..6], [0, 0, 1, 0, 3, 0]);
        let number = |place: usize| u32::from_le_bytes(file[place..place + 4].try_into().unwrap()) as usize;
        let mut end = 0;
        for (index, side) in ICO.into_iter().enumerate() {
            let entry = 6 + 16 * index;
            let (length, place) = (number(entry + 8), number(entry + 12));
            let picture = &file[place..place + length];
            assert_eq!(u32::from(file[entry]), side);
            assert_eq!(picture[..4], *b"\x89PNG");
            assert_eq!(u32::from_be_bytes(picture[16..20].try_into().unwrap()), side);
            end = place + length;
        }
        assert_eq!(end, file.len());
    }
}
