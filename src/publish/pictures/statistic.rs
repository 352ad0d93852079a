//! The picture of published values, to be taken away: bars as on their page, or the map of territories, with where they were read. What has no value is hatched, never zero.

use super::{
    lettering::Place,
    map::{CLASSES, Drawn, MARGIN as MAP_MARGIN, Placing, key},
    sheet::{Letters, MARGIN, Pattern, Picture, ROOM, Said, Shape, Sheet},
};
use crate::{
    chart::bars::{FULL_WIDTH, bar_widths},
    locale::{number::grouped, typography},
    model::statistic::{Amount, Statistic},
    publish::statistic_data::Told,
};

/// Height of a map, in pixels.
const HEIGHT: f64 = 1150.0;
/// Of letters on it.
const LABEL: f32 = 30.0;

/// What stands above the drawing: whose site it is on, what is measured, in which unit.
fn head<'a>(told: &Told<'_>, site: &str, column: usize, letters: &'a Letters<'a>) -> Sheet<'a> {
    let mut sheet = Sheet::new(letters);
    sheet.words(site, true, 26.0);
    sheet.space(14.0);
    sheet.words(&told.statistic.title, true, 44.0);
    sheet.space(8.0);
    sheet.words(&told.column(column), false, 26.0);
    sheet.space(18.0);
    sheet
}

/// What stands below it, and what is said of it all.
fn finish(mut sheet: Sheet<'_>, told: &Told<'_>, shows: &str) -> Picture {
    sheet.space(14.0);
    let foot = told.foot();
    for line in &foot {
        sheet.words(&drawable(&sheet, line), false, 22.0);
    }
    sheet.finish(Said {
        title: told.statistic.title.to_string(),
        told: [shows, &foot.join(" ")].join(" "),
        source: told.statistic.cited(),
        licence: [told.licence(), &told.attribution()].join(" ").trim_end().to_owned(),
    })
}

/// The sign of copyright is not in the typeface.
fn drawable(sheet: &Sheet<'_>, words: &str) -> String {
    if sheet.can_write("©") { words.to_owned() } else { words.replace('©', "(c)") }
}

/// What the bars of the first column show, for who does not see them.
#[must_use]
pub fn said(told: &Told<'_>) -> String {
    let marks: Vec<String> = told.statistic.bars(told.own).iter().map(mark).collect();
    [&told.column(0), ". ", &*marks.join(" ; "), "."].concat()
}

fn mark((label, value): &(String, u32)) -> String {
    typography::refine(&format!("{label} : {}", grouped(*value)))
}

/// The bars of the first column; `site`: the name of the site that they are on.
#[must_use]
pub fn bars(told: &Told<'_>, site: &str, letters: &Letters<'_>) -> Picture {
    let mut sheet = head(told, site, 0, letters);
    let rows = told.statistic.bars(told.own);
    let widths = bar_widths(&rows.iter().map(|(_, value)| *value).collect::<Vec<_>>());
    for (row, width) in rows.iter().zip(widths) {
        sheet.words(&mark(row), false, 28.0);
        sheet.bar(width as f32 / FULL_WIDTH as f32, false);
        sheet.space(10.0);
    }
    finish(sheet, told, &said(told))
}

/// The map of a column.
#[must_use]
pub fn map(told: &Told<'_>, drawn: Drawn<'_>, site: &str, letters: &Letters<'_>) -> Picture {
    let Drawn { statistic, map, territories, words, .. } = drawn;
    let (column, limits) = (map.column as usize, map.limits());
    let mut sheet = head(told, site, column, letters);
    let placing = Placing::of(territories, [f64::from(ROOM), HEIGHT]);
    let (left, top) = (f64::from(MARGIN) - MAP_MARGIN, f64::from(sheet.y) - MAP_MARGIN);
    let at = |point: [f64; 2]| {
        let [x, y] = placing.point(point);
        [(x + left).round() as f32, (y + top).round() as f32]
    };
    let mut labels: Vec<(Amount, [f32; 2], [String; 2])> = Vec::new();
    for territory in territories {
        let row = statistic.rows.iter().find(|row| row.ins.as_deref() == Some(&*territory.ins));
        let amount = row.and_then(|row| row.amount(column));
        let name = row.map_or_else(|| territory.name.clone(), |row| row.name(words));
        let value = row.map_or_else(|| words.unavailable.to_string(), |row| statistic.shown(row, column, words));
        let mut rings: Vec<Vec<[f32; 2]>> = territory.rings.iter().map(|ring| ring.iter().map(|point| at(*point)).collect()).collect();
        rings.iter_mut().for_each(Vec::dedup);
        let pattern = amount.map_or(Pattern::None, |amount| Pattern::Class(Statistic::class(amount, &limits).min(CLASSES.len() - 1)));
        sheet.shapes.push(Shape::Area { rings, pattern, told: typography::refine(&format!("{name} : {value}")) });
        if let Some(amount) = amount {
            let [x, y] = placing.middle(territory);
            labels.push((amount, [(x + left) as f32, (y + top) as f32], [name, value]));
        }
    }
    // The greatest values first: a label that would cover another one is left out, its value stands in the title and in the data.
    labels.sort_by(|one, two| if two.0.is_below(one.0) { std::cmp::Ordering::Less } else { std::cmp::Ordering::Greater });
    let mut taken: Vec<[f32; 4]> = Vec::new();
    for (_, [x, y], lines) in labels {
        let wide = lines.iter().map(|line| sheet.width(line, true, LABEL)).fold(0.0, f32::max);
        let left = (x - wide / 2.0).clamp(MARGIN, (MARGIN + ROOM - wide).max(MARGIN));
        let area = [left - 6.0, y - 1.1 * LABEL, left + wide + 6.0, y + 1.4 * LABEL];
        if taken.iter().any(|other| area[0] < other[2] && other[0] < area[2] && area[1] < other[3] && other[1] < area[3]) {
            continue;
        }
        taken.push(area);
        for (number, words) in lines.into_iter().enumerate() {
            let x = left + (wide - sheet.width(&words, true, LABEL)) / 2.0;
            let place = Place { size: LABEL, x, baseline: y + 1.15 * LABEL * number as f32, tracking: 0.0 };
            sheet.shapes.push(Shape::Words { words, bold: true, place, rim: true });
        }
    }
    sheet.space(HEIGHT as f32 + 16.0);
    for (name, words) in key(&limits, statistic, column, words) {
        let pattern = CLASSES.iter().position(|class| *class == name).map_or(Pattern::None, Pattern::Class);
        let (x, y) = (MARGIN, sheet.y + 8.0);
        let swatch = vec![[x, y], [x + 60.0, y], [x + 60.0, y + 36.0], [x, y + 36.0]];
        sheet.shapes.push(Shape::Area { rings: vec![swatch], pattern, told: String::new() });
        sheet.space(36.0);
        sheet.put(words, false, 28.0, MARGIN + 78.0);
        sheet.space(16.0);
    }
    finish(sheet, told, &map.alt)
}
