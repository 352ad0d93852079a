//! What content must be, one family a file.

mod blocks;
mod contacts;
mod glossary;
mod headings;
mod images;
mod languages;
mod library;
mod links;
mod menus;
mod names;
mod packages;
mod pages;
mod statistics;
mod surveys;
mod typography;
mod unsure;

use super::{
    Rule,
    folder::Folder,
    walk::{self, Piece},
};

/// Every rule, in the order of what it says of one line. What lies in a placeholder is left out afterwards.
pub const ALL: [Rule; 30] = [
    names::page_names,
    names::required_pages,
    names::titles,
    names::survey_names,
    languages::site_languages,
    languages::codes,
    pages::summaries,
    pages::readability,
    pages::sources,
    pages::dates,
    pages::visibility,
    headings::headings,
    blocks::blocks,
    contacts::contacts,
    glossary::terms,
    library::places,
    library::hours,
    library::dated,
    images::images,
    links::links,
    links::unlinked_pages,
    menus::names,
    statistics::values,
    statistics::shown,
    statistics::proofs,
    surveys::surveys,
    surveys::uses,
    packages::packages,
    typography::typography,
    unsure::unsure,
];

/// Every piece of every file: file, path, piece.
pub(super) fn every_piece(folder: &Folder) -> Vec<(&str, String, Piece<'_>)> {
    let site = folder.site.iter().map(|site| ("site.json", walk::site(site)));
    let menus = folder.menus.iter().map(|file| (file.place.as_str(), walk::menu(&file.menu)));
    let pages = folder.readable_pages().map(|(file, page)| (file.place.as_str(), walk::page(page)));
    let surveys = folder.readable_surveys().map(|(file, survey)| (file.place.as_str(), walk::survey(survey)));
    let libraries = folder.libraries.iter().map(|library| (library.place(), walk::library(library)));
    let files = site.chain(menus).chain(pages).chain(libraries).chain(surveys);
    files.flat_map(|(place, pieces)| pieces.into_iter().map(move |(path, piece)| (place, path, piece))).collect()
}
