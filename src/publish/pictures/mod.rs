//! What the build draws: the icons, the mark and the word-mark as files, the card that stands for each page where its address is shared.
//!
//! Everything comes from three sources that the pages use too: the mark's dots ([`crate::components::mark`]), the colours of `style/tokens.css` and the site's
//! typeface. Nothing is drawn by chance or by the clock: the same content gives the same bytes.

use super::{assets, error::PublishError};
use crate::{
    model::{page::LoadedPage, slug::Slug},
    routes,
};
use std::{collections::BTreeMap, path::Path, sync::Mutex};

pub mod canvas;
pub mod card;
pub mod colour;
pub mod confluence;
pub mod figure;
pub mod group;
pub mod icons;
pub mod lettering;
pub mod lines;
pub mod map;
pub mod mark;
pub mod question;
pub mod sheet;
pub mod statistic;

/// Where each page's card stands, by language and slug.
pub type Cards = BTreeMap<(String, Slug), String>;

/// Draws the card of each of `pages`, which belong to the language `lang`, on all cores. What is in `cards` already is not drawn again: a page that another language
/// borrows has one card.
///
/// # Errors
/// The first card or file that could not be made.
pub fn draw_cards(maker: &card::CardMaker<'_>, lang: &str, pages: &[&LoadedPage], cards: &mut Cards, out: &Path) -> Result<(), PublishError> {
    let key = |page: &LoadedPage| (page.foreign.clone().unwrap_or_else(|| lang.to_owned()), page.slug.clone());
    let wanted = pages.iter().filter(|page| !routes::UNLISTED.contains(&page.slug.as_str()) && !cards.contains_key(&key(page)));
    let todo = Mutex::new(wanted.collect::<Vec<_>>());
    let next = || todo.lock().ok().and_then(|mut todo| todo.pop());
    let work = || {
        let mut drawn = Vec::new();
        while let Some(page) = next() {
            let (own, slug) = key(page);
            let content = maker.card(&page.page.title)?;
            let place = format!("cartes/{own}-{slug}-{}.png", assets::short_hash(&content));
            assets::write(out, &place, &content)?;
            drawn.push(((own, slug), format!("/{place}")));
        }
        Ok::<_, PublishError>(drawn)
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let drawn = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect::<Result<Vec<_>, _>>()
    })?;
    cards.extend(drawn.into_iter().flatten());
    Ok(())
}
