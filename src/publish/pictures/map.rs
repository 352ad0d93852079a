//! The map of a statistic, as an SVG file: each territory with its name and its value, classes told apart by a pattern as well as by a tint, and their key.
//!
//! It is drawn for day and for night: the file asks the device itself, since a page cannot colour what stands in its `img`. Letters are outlines; names and values stand in
//! it as text too (`title`). What has no value is hatched, and the key says that it is not available.

use super::{
    colour::{Palette, Palettes},
    lettering::{Lettering, Weighted},
};
use crate::{
    locale::{phrase::fill, typography},
    model::{
        statistic::{Amount, MAP_SIZE, MOST_CLASSES, Outlines, Statistic, StatisticMap, StatisticWords},
        topology::Territory,
    },
    publish::{document::escape, error::PublishError},
};
use std::{collections::BTreeSet, fmt::Write as _};

/// Units around the drawing.
pub(super) const MARGIN: f64 = 24.0;
/// Height of a line of the key, and of letters, in units: read on a screen 320 pixels wide.
const LINE: f64 = 62.0;
const SIZE: f64 = 40.0;
/// Letters in the map.
const LABEL: f64 = 36.0;
/// A line of these is broken within this many units.
const SMALL: f64 = 26.0;
/// The classes, from the lowest: the name of their pattern.
pub(super) const CLASSES: [&str; MOST_CLASSES] = ["c0", "c1", "c2"];

/// What a map is made of.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    /// The values.
    pub statistic: &'a Statistic,
    /// How they are drawn.
    pub map: &'a StatisticMap,
    /// What is said of the outlines.
    pub outlines: &'a Outlines,
    /// The outlines.
    pub territories: &'a [Territory],
    /// Words around values.
    pub words: &'a StatisticWords,
}

/// A point of the map, in units of the picture.
type Point = [f64; 2];

/// The style of every map: the colours of the day, and those of the night where the device is on it. A content policy may name it.
#[must_use]
pub fn style(palettes: &Palettes) -> String {
    let of = |Palette { paper, ink, meuse, sambre: _ }: Palette| {
        format!(".p{{fill:{paper}}}.i{{fill:{ink}}}.m{{fill:{meuse}}}.s{{stroke:{ink}}}.h{{stroke:{paper}}}")
    };
    format!("{}@media (prefers-color-scheme:dark){{{}}}", of(palettes.light), of(palettes.dark))
}

/// Draws the map.
///
/// # Errors
/// The typeface's.
pub fn svg(drawn: Drawn<'_>, palettes: &Palettes, lettering: &Lettering) -> Result<String, PublishError> {
    let Drawn { statistic, map, outlines, territories, words } = drawn;
    let [regular, bold] = [lettering.at(440.0)?, lettering.at(680.0)?];
    let (column, limits) = (map.column as usize, map.limits());
    let [width, height] = MAP_SIZE.map(f64::from);

    let keys = key(&limits, statistic, column, words);
    let key_height = (keys.len() as f64).mul_add(LINE, 2.0 * MARGIN);
    let attribution = outlines.attribution.words();
    // Set with the letters of whoever reads it, which may be wider: the site's typeface has no ©.
    let credit = lines(&attribution, (width - 2.0 * MARGIN) / (1.12 * SMALL), &regular);
    let credit_height = (credit.len() as f64).mul_add(1.3 * SMALL, MARGIN);
    let place = Placing::of(territories, [width - 2.0 * MARGIN, height - MARGIN - key_height - credit_height]);

    let mut glyphs = Glyphs { used: BTreeSet::new(), regular: &regular, bold: &bold };
    let (mut shapes, mut labels) = (String::new(), Vec::new());
    for territory in territories {
        let row = statistic.rows.iter().find(|row| row.ins.as_deref() == Some(&*territory.ins));
        let amount = row.and_then(|row| row.amount(column));
        let value = row.map_or_else(|| words.unavailable.to_string(), |row| statistic.shown(row, column, words));
        let name = row.map_or_else(|| territory.name.clone(), |row| row.name(words));
        let pattern = amount.map_or("none", |amount| CLASSES[Statistic::class(amount, &limits).min(CLASSES.len() - 1)]);
        let told = typography::refine(&format!("{name} : {value}"));
        let outline: String = territory.rings.iter().map(|ring| path(ring.iter().map(|point| place.point(*point)))).collect();
        _ = write!(
            shapes,
            "<g data-ins=\"{}\"><title>{}</title><path class=\"p\" d=\"{outline}\"/><path fill=\"url(#{pattern})\" d=\"{outline}\"/><path class=\"s\" fill=\"none\" d=\"{outline}\"/></g>",
            escape(&territory.ins),
            escape(&told)
        );
        if let Some(amount) = amount {
            labels.push((amount, place.middle(territory), name, value));
        }
    }
    // The greatest values first: a label that would cover another one is left out, its value stands in the title and in the page's table.
    labels.sort_by(|one, two| if two.0.is_below(one.0) { std::cmp::Ordering::Less } else { std::cmp::Ordering::Greater });
    let (mut taken, mut written): (Vec<[f64; 4]>, String) = (Vec::new(), String::new());
    for (_, [x, y], name, value) in labels {
        let wide = f64::from(bold.width(&name, 0.0).max(bold.width(&value, 0.0))) * LABEL;
        let left = (x - wide / 2.0).clamp(MARGIN / 2.0, (width - wide - MARGIN / 2.0).max(0.0));
        let area = [left - 6.0, LABEL.mul_add(-1.1, y), left + wide + 6.0, LABEL.mul_add(1.4, y)];
        if taken.iter().any(|other| area[0] < other[2] && other[0] < area[2] && area[1] < other[3] && other[1] < area[3]) {
            continue;
        }
        taken.push(area);
        for (row, text) in [name, value].iter().enumerate() {
            let own = f64::from(bold.width(text, 0.0)) * LABEL;
            let at = [left + (wide - own) / 2.0, (1.15 * LABEL).mul_add(row as f64, y)];
            // A rim of the ground's colour keeps letters apart from what they stand on.
            _ = write!(written, "<g class=\"h\" stroke-width=\"260\" stroke-linejoin=\"round\">{}</g>", glyphs.write(text, true, LABEL, at));
            _ = write!(written, "<g class=\"i\">{}</g>", glyphs.write(text, true, LABEL, at));
        }
    }

    let mut foot = String::new();
    let mut y = height - credit_height - key_height + MARGIN;
    for (pattern, text) in keys {
        _ = write!(
            foot,
            "<rect class=\"p\" x=\"{MARGIN}\" y=\"{0}\" width=\"70\" height=\"44\"/><rect class=\"s\" fill=\"url(#{pattern})\" x=\"{MARGIN}\" y=\"{0}\" width=\"70\" height=\"44\" stroke-width=\"2\"/>",
            y.round()
        );
        _ = write!(foot, "<g class=\"i\">{}</g>", glyphs.write(&text, false, SIZE, [MARGIN + 92.0, y + 36.0]));
        y += LINE;
    }
    y = height - credit_height;
    for line in credit {
        y += 1.3 * SMALL;
        _ = write!(foot, "<text class=\"i\" font-family=\"sans-serif\" font-size=\"{SMALL}\" x=\"{MARGIN}\" y=\"{y:.0}\">{}</text>", escape(&line));
    }

    let Palette { paper, ink, meuse, .. } = palettes.light;
    let [width, height] = MAP_SIZE;
    // Without its style (a reader of pictures that knows none), the day's colours stand in the attributes.
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-labelledby=\"t d\"><title id=\"t\">{}</title><desc id=\"d\">{} {}</desc><style>{}</style><defs>{}{}</defs><path class=\"p\" d=\"M0 0H{width}V{height}H0Z\"/><g stroke-width=\"2.5\" stroke-linejoin=\"round\">{shapes}</g>{written}{foot}</svg>",
        escape(&statistic.title),
        escape(&map.alt),
        escape(&attribution),
        style(palettes),
        patterns(),
        glyphs.defs()
    );
    Ok(svg
        .replace("class=\"p\"", &format!("class=\"p\" fill=\"{paper}\""))
        .replace("class=\"i\"", &format!("class=\"i\" fill=\"{ink}\""))
        .replace("class=\"m\"", &format!("class=\"m\" fill=\"{meuse}\""))
        .replace("class=\"s\"", &format!("class=\"s\" stroke=\"{ink}\""))
        .replace("class=\"h\"", &format!("class=\"h\" stroke=\"{paper}\"")))
}

/// Thin lines for what is not available; dots, bars, then a full tint for what is, from the lowest class.
fn patterns() -> String {
    let pattern = |name: &str, size: u32, inside: &str| {
        format!("<pattern id=\"{name}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\">{inside}</pattern>")
    };
    [
        pattern("none", 16, "<path class=\"s\" stroke-width=\"1.5\" stroke-opacity=\".45\" d=\"M-4 4 4-4M0 16 16 0M12 20 20 12\"/>"),
        pattern("c0", 20, "<path class=\"m\" fill-opacity=\".16\" d=\"M0 0H20V20H0Z\"/><circle class=\"m\" cx=\"6\" cy=\"6\" r=\"3.4\"/><circle class=\"m\" cx=\"16\" cy=\"16\" r=\"3.4\"/>"),
        pattern("c1", 20, "<path class=\"m\" fill-opacity=\".3\" d=\"M0 0H20V20H0Z\"/><path class=\"m\" d=\"M0 0H20V8H0Z\"/>"),
        pattern("c2", 20, "<path class=\"m\" d=\"M0 0H20V20H0Z\"/>"),
    ]
    .concat()
}

/// The lines of the key: a pattern's name, and what it stands for; what is not available last.
pub(super) fn key(limits: &[Amount], statistic: &Statistic, column: usize, words: &StatisticWords) -> Vec<(&'static str, String)> {
    let sign = match statistic.unit(column) {
        "%" => " %".to_owned(),
        unit => format!(" {unit}"),
    };
    let told = |amount: &Amount| typography::refine(&format!("{amount}{sign}"));
    let mut keys: Vec<(&str, String)> = Vec::new();
    for (class, name) in CLASSES.iter().enumerate().take(limits.len() + 1) {
        let (from, to) = (class.checked_sub(1).and_then(|below| limits.get(below)), limits.get(class));
        keys.push((
            name,
            match (from, to) {
                (None, Some(to)) => fill(&words.below, &[("to", &told(to))]),
                (Some(from), Some(to)) => fill(&words.between, &[("from", &from.to_string()), ("to", &told(to))]),
                (Some(from), None) => fill(&words.above, &[("from", &told(from))]),
                (None, None) => statistic.unit(column).to_owned(),
            },
        ));
    }
    keys.push(("none", words.unavailable.to_string()));
    keys
}

/// From degrees to units: equirectangular, true at the middle latitude, as large as the room allows, in its middle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placing {
    /// Longitude and latitude of the upper left corner.
    corner: Point,
    /// Units a degree.
    scale: Point,
    /// Units between the corner and the room's.
    offset: Point,
}

impl Placing {
    pub(super) fn of(territories: &[Territory], room: Point) -> Self {
        let points = || territories.iter().flat_map(|territory| territory.rings.iter().flatten());
        let bound = |axis: usize, better: fn(f64, f64) -> f64, from: f64| points().map(|point| point[axis]).fold(from, better);
        let [west, south] = [0, 1].map(|axis| bound(axis, f64::min, f64::INFINITY));
        let [east, north] = [0, 1].map(|axis| bound(axis, f64::max, f64::NEG_INFINITY));
        let narrow = f64::midpoint(south, north).to_radians().cos();
        let [wide, high] = [((east - west) * narrow).max(f64::MIN_POSITIVE), (north - south).max(f64::MIN_POSITIVE)];
        let scale = (room[0] / wide).min(room[1] / high);
        Self {
            corner: [west, north],
            scale: [scale * narrow, scale],
            offset: [MARGIN + wide.mul_add(-scale, room[0]) / 2.0, MARGIN + high.mul_add(-scale, room[1]) / 2.0],
        }
    }

    pub(super) fn point(&self, [longitude, latitude]: Point) -> Point {
        [(longitude - self.corner[0]).mul_add(self.scale[0], self.offset[0]), (self.corner[1] - latitude).mul_add(self.scale[1], self.offset[1])]
    }

    /// The middle of the largest ring: its centre of gravity.
    pub(super) fn middle(&self, territory: &Territory) -> Point {
        let rings = territory.rings.iter().map(|ring| gravity(&ring.iter().map(|point| self.point(*point)).collect::<Vec<_>>()));
        rings.max_by(|one, two| one.0.total_cmp(&two.0)).map_or([0.0, 0.0], |(_, centre)| centre)
    }
}

/// The area inside a closed line, and its centre of gravity.
fn gravity(ring: &[Point]) -> (f64, Point) {
    let (mut twice, mut sum) = (0.0, [0.0, 0.0]);
    for pair in ring.windows(2) {
        let ([x1, y1], [x2, y2]) = (pair[0], pair[1]);
        let cross = x1.mul_add(y2, -(x2 * y1));
        twice += cross;
        sum = [(x1 + x2).mul_add(cross, sum[0]), (y1 + y2).mul_add(cross, sum[1])];
    }
    (twice.abs() / 2.0, sum.map(|part| part / (3.0 * twice)))
}

/// A closed line as the `d` of a path, in whole units, each point from the one before.
fn path(points: impl Iterator<Item = Point>) -> String {
    let (mut text, mut last): (String, Option<[i64; 2]>) = (String::new(), None);
    for point in points {
        let [x, y] = point.map(|part| part.round() as i64);
        match last {
            None => _ = write!(text, "M{x} {y}l"),
            Some(before) if before == [x, y] => continue,
            Some(before) => {
                let step = [x - before[0], y - before[1]];
                let space = if step[0] >= 0 && !text.ends_with('l') { " " } else { "" };
                _ = write!(text, "{space}{}{}{}", step[0], if step[1] >= 0 { " " } else { "" }, step[1]);
            }
        }
        last = Some([x, y]);
    }
    text.push('z');
    text
}

/// `text` in lines of at most `limit` ems.
fn lines(text: &str, limit: f64, face: &Weighted<'_>) -> Vec<String> {
    super::lines::lines(text, limit as f32, &|line| face.width(line, 0.0)).unwrap_or_else(|| vec![text.to_owned()])
}

/// The letters that the picture needs, each drawn once.
struct Glyphs<'a, 'b> {
    used: BTreeSet<(bool, u16)>,
    regular: &'a Weighted<'b>,
    bold: &'a Weighted<'b>,
}

impl Glyphs<'_, '_> {
    fn face(&self, bold: bool) -> &Weighted<'_> {
        if bold { self.bold } else { self.regular }
    }

    fn name(bold: bool, glyph: u16) -> String {
        format!("{}{glyph}", if bold { 'b' } else { 'r' })
    }

    /// `text` with letters of `size` units from the point `at` of its base line.
    fn write(&mut self, text: &str, bold: bool, size: f64, [x, y]: Point) -> String {
        let mut written = format!("<g transform=\"translate({:.0} {:.0})scale({})\">", x, y, size / 1000.0);
        for (glyph, from) in self.face(bold).placed(text, 0.0) {
            if !self.face(bold).outline(glyph).is_empty() {
                self.used.insert((bold, glyph));
                _ = write!(written, "<use href=\"#{}\" x=\"{:.0}\"/>", Self::name(bold, glyph), from * 1000.0);
            }
        }
        written + "</g>"
    }

    fn defs(&self) -> String {
        self.used.iter().map(|(bold, glyph)| format!("<path id=\"{}\" d=\"{}\"/>", Self::name(*bold, *glyph), self.face(*bold).outline(*glyph))).collect()
    }
}
