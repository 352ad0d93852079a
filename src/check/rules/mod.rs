//! What content must be, one family a file.

mod blocks;
mod contacts;
#[cfg(feature = "ssr")]
mod glossary;
mod headings;
mod images;
#[cfg(feature = "ssr")]
mod languages;
#[cfg(feature = "ssr")]
mod library;
pub(super) mod links;
#[cfg(feature = "ssr")]
mod menus;
#[cfg(feature = "ssr")]
mod names;
#[cfg(feature = "ssr")]
mod of_folders;
#[cfg(feature = "ssr")]
mod packages;
mod pages;
mod sentences;
#[cfg(feature = "ssr")]
mod statistics;
#[cfg(feature = "ssr")]
mod surveys;
mod typography;
#[cfg(feature = "ssr")]
mod unsure;

#[cfg(feature = "ssr")]
pub use of_folders::ALL;
#[cfg(feature = "ssr")]
pub(in crate::check) use of_folders::every_piece;
#[cfg(feature = "ssr")]
use of_folders::{each_page, each_text};

use super::{
    kind::Kind,
    one_page::{Found, OnePage, PageRule},
    texts::{self, Text},
};
use crate::model::block::Block;
use serde_json::Value;

/// What is asked of a page whatever stands beside it in its folder.
const OF_A_PAGE: [PageRule; 9] = [
    pages::summaries_of,
    pages::readability_of,
    pages::sources_of,
    pages::dates_of,
    headings::of_page,
    blocks::of_page,
    contacts::of_page,
    images::of_page,
    links::of_page,
];

/// What is wrong in a text, and where, in bytes.
type TextRule = fn(&Text) -> Vec<(usize, Kind)>;

/// What is asked of the French texts of a page.
const OF_A_TEXT: [TextRule; 2] = [typography::faults, sentences::faults];

/// Everything that an editor can mend in a page that stands alone: `json` is its file, `french` whether it is in that language. What lies in a block that cannot be read is
/// not blamed besides.
#[must_use]
pub fn of_draft(one: &OnePage<'_>, json: &Value, french: bool) -> Found {
    let broken: Found = one
        .page
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| match block {
            Block::Broken(fault) => Some(fault.clone().within(&format!("blocks[{index}]"))),
            _ => None,
        })
        .map(|fault| (fault.path.clone(), Kind::from(fault)))
        .collect();
    let of_page = OF_A_PAGE.iter().flat_map(|rule| rule(one));
    let texts = if french { texts::of_value(json) } else { Vec::new() };
    let of_texts = texts
        .iter()
        .flat_map(|text| OF_A_TEXT.iter().flat_map(|rule| rule(text)).map(|(place, kind)| (text.path_at(place).to_owned(), kind)).collect::<Vec<_>>());
    let others: Found = of_page.chain(of_texts).filter(|(path, _)| !broken.iter().any(|(within, _)| path.starts_with(within.as_str()))).collect();
    [broken, others].concat()
}
