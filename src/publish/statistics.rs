//! What a reader takes away of the published statistics: for each that a page shows, its data; for each that is shown as bars or as a map, its pictures and a page alone.

use super::{
    assets,
    document::{Shell, embed_document},
    error::PublishError,
    pictures::{lettering::Lettering, map, sheet::Letters, statistic},
    statistic_data::{self, Told},
};
use crate::{
    components::{
        explorer_still::{Codes, embed_codes},
        statistic_alone::{Alone, Drawing, statistic_alone},
    },
    content::{error::ContentError, static_files::StaticFiles},
    model::{
        block::Block,
        frame::Frame,
        page::Page,
        slug::Slug,
        statistic::{StatisticForm, StatisticsFile},
        text::Href,
        topology,
    },
    routes,
};
use std::{collections::BTreeMap, path::Path};

/// What pages show: each statistic in each form, with the pages, by how many statistics they show.
#[derive(Debug, Default)]
pub struct Shown(BTreeMap<String, (Vec<StatisticForm>, usize, Option<Slug>)>);

impl Shown {
    /// Reads the file of the published page `slug`, as editors wrote it.
    ///
    /// # Errors
    /// Any [`ContentError`].
    pub fn read(&mut self, files: &StaticFiles, lang: &str, slug: &Slug) -> Result<(), ContentError> {
        let page: Page = files.read(&StaticFiles::page_place(lang, slug))?;
        let named: Vec<_> = page.blocks.iter().filter_map(|block| if let Block::Statistic(named) = block { Some(named) } else { None }).collect();
        for statistic in &named {
            let (forms, most, place) = self.0.entry(statistic.id.to_string()).or_default();
            if !forms.contains(&statistic.show) {
                forms.push(statistic.show);
            }
            // It is found again on the page that shows most of them.
            if named.len() > *most {
                (*most, *place) = (named.len(), Some(slug.clone()));
            }
        }
        Ok(())
    }
}

/// Writes what one takes away of the statistics of `file` that pages show. `shell.live`: who works on the site does not wait for the pictures of pixels.
///
/// # Errors
/// The first file or picture that could not be made.
pub fn write_statistics(
    shell: &Shell,
    frame: &Frame,
    files: &StaticFiles,
    file: &StatisticsFile,
    shown: &Shown,
    lettering: &Lettering,
    out: &Path,
) -> Result<(), PublishError> {
    let letters = Letters::new(lettering)?;
    let (lang, base) = (&*frame.lang, frame.site.base_url.as_ref().map_or("", Href::as_str));
    for statistic in &file.figures {
        let Some((forms, _, Some(slug))) = shown.0.get(statistic.id.as_str()) else { continue };
        let page = routes::href(lang, slug);
        let address = [base, page.as_str()].concat();
        let told = Told { statistic, own: &file.words, words: &frame.words, checked_on: file.checked_on, outlines: None, address: &address };
        let mapped = file.map_of(statistic).filter(|_| forms.contains(&StatisticForm::Map));
        let of_map = Told { outlines: mapped.map(|(_, outlines)| outlines), ..told };
        let data = |extension: &str| routes::statistic_file(lang, statistic.id.as_str(), extension)[1..].to_owned();
        assets::write(out, &data("csv"), statistic_data::csv(&of_map).as_bytes())?;
        assets::write(out, &data("json"), statistic_data::json(&of_map).as_bytes())?;
        for form in forms {
            let map_picture = routes::map_picture(lang, &statistic.id);
            let (told, picture, drawing, shows) = match (form, mapped) {
                (StatisticForm::Chart, _) => (&told, statistic::bars(&told, &frame.site.name, &letters), Drawing::Bars, statistic::said(&told)),
                (StatisticForm::Map, Some((map, outlines))) => {
                    let place = format!("figures/{}.topojson", outlines.id);
                    let territories = topology::parse(&files.text(&place)?).map_err(|reason| ContentError::Unreachable { place, reason })?;
                    let drawn = map::Drawn { statistic, map, outlines, territories: &territories, words: &file.words };
                    (&of_map, statistic::map(&of_map, drawn, &frame.site.name, &letters), Drawing::Map(map, &map_picture), map.alt.to_string())
                }
                _ => continue,
            };
            let name = form.name(statistic);
            let place = |extension: &str| routes::statistic_file(lang, &name, extension);
            assets::write(out, &place("svg")[1..], picture.svg(shell.palettes.light, &letters).as_bytes())?;
            if !shell.live {
                assets::write(out, &place("png")[1..], &picture.png(shell.palettes.light, &letters)?)?;
            }
            let alone = routes::statistic_alone(lang, &name);
            let (rows, at) = (statistic.rows.len(), |path: &str| [base, path].concat());
            let codes = embed_codes(&Codes {
                title: &statistic.title,
                told: &[&statistic.title, ". ", &*shows].concat(),
                page: &address,
                picture: &at(&place("png")),
                frame: &at(&alone),
                height: if *form == StatisticForm::Map { 1300 } else { 480 + 90 * rows.min(40) },
            });
            let mut body = String::new();
            let shown = Alone {
                statistic,
                own: &file.words,
                words: &frame.words,
                site: &frame.site.name,
                drawing,
                foot: &told.foot(),
                page: page.as_str(),
                picture: &place("png"),
                codes: (!base.is_empty()).then_some(&codes),
            };
            statistic_alone(&shown).write_html(&mut body);
            let html = embed_document(shell, frame, &statistic.title, &statistic.cited(), page.as_str(), &body);
            assets::write(out, &format!("{}index.html", &alone[1..]), html.as_bytes())?;
        }
    }
    Ok(())
}
