//! Published values alone, in another site's frame: bars or a map, where they were read, the way to their page, and what one copies to show them elsewhere. Written by native programs
//! only; no script runs in it.

use super::{
    bar_chart::bar_chart,
    markup::{Element, classed, element},
    table::table,
};
use crate::model::{
    block::{Chart, ChartRow},
    statistic::{MAP_SIZE, Statistic, StatisticMap, StatisticWords},
    text::Prose,
    words::Words,
};

/// What is shown.
#[derive(Debug, Clone, Copy)]
pub enum Drawing<'a> {
    /// The bars of its first column.
    Bars,
    /// A map, and the path of its picture.
    Map(&'a StatisticMap, &'a str),
}

/// What a statistic is shown with.
#[derive(Debug, Clone, Copy)]
pub struct Alone<'a> {
    /// Values.
    pub statistic: &'a Statistic,
    /// Words around them.
    pub own: &'a StatisticWords,
    /// The interface's.
    pub words: &'a Words,
    /// The name of the site.
    pub site: &'a str,
    /// How it is shown.
    pub drawing: Drawing<'a>,
    /// What is said under it: its source first, then its licence, its address.
    pub foot: &'a [String],
    /// The page where it stands.
    pub page: &'a str,
    /// Its picture to take away.
    pub picture: &'a str,
    /// What one copies: a frame, and an image; `None` until the site has an address.
    pub codes: Option<&'a [String; 2]>,
}

/// What the body of its page holds.
#[must_use]
pub fn statistic_alone(alone: &Alone<'_>) -> Element {
    let Alone { statistic, own, words, .. } = *alone;
    let told = &words.takeaway;
    let line = |class: &str, words: &str| classed("p", class).words(words);
    // The page stands in another: its links open beside it.
    let elsewhere = |href: &str, words: &str| element("a").set("href", href).set("target", "_blank").set("rel", "noopener").words(words);
    let fold = |title: &str| classed("details", "explorer__fold").with(element("summary").with(element("span").words(title)));
    let rows = statistic.bars(own).into_iter().map(|(label, value)| ChartRow { label: Prose::new(&label), value });
    let drawn = match alone.drawing {
        // Its title stands above, and its source under it.
        Drawing::Bars => vec![bar_chart(
            &Chart {
                title: statistic.columns.first().map(|column| column.title.clone()).unwrap_or_default(),
                unit: Prose::new(statistic.unit(0)),
                rows: rows.collect(),
                source: statistic.source.clone(),
                year: statistic.year,
            },
            words,
        )],
        Drawing::Map(map, picture) => {
            let [width, height] = MAP_SIZE.map(|side| side.to_string());
            let picture = element("img").set("src", picture).set("alt", &map.alt).set("width", &width).set("height", &height);
            let table = table(&statistic.title, true, &statistic.head(), statistic.cells(own));
            vec![classed("figure", "figure").with(picture), fold(&told.as_table).with(table)]
        }
    };
    let code = |code: &String| classed("div", "explorer__code").with(element("pre").words(code));
    let codes = alone.codes.map(|codes| fold(&told.embed).with_all(codes.iter().map(code).collect()));
    let links = classed("p", "embed__links").with(elsewhere(alone.page, &told.open_page)).words(" ").with(elsewhere(alone.picture, &told.image));
    let told_already = usize::from(matches!(alone.drawing, Drawing::Bars));
    let foot = element("footer").with_all(alone.foot.iter().skip(told_already).map(|words| line("explorer__note", words)).collect()).with(links).with_if(codes);
    let section = classed("div", "explorer").with(element("h1").words(&statistic.title)).with_all(drawn);
    classed("main", "embed").with(line("embed__survey", alone.site)).with(section).with(foot)
}
