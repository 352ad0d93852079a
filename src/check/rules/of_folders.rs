//! Rules over a whole folder of content.

use super::{
    super::{
        Rule,
        folder::Folder,
        one_page::{OnePage, PageRule},
        problem::Problem,
        texts::Text,
        walk::{self, Piece},
    },
    TextRule, blocks, contacts, glossary, headings, images, languages, library,
    links::{self, InFolder},
    menus, names, packages, pages, sentences, statistics, surveys, typography, unsure,
};
use crate::model::page::Status;

/// Every rule, in the order of what it says of one line. What lies in a placeholder is left out afterwards.
pub const ALL: [Rule; 31] = [
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
    sentences::sentences,
    unsure::unsure,
];

/// Every piece of every file: file, path, piece.
pub(in crate::check) fn every_piece(folder: &Folder) -> Vec<(&str, String, Piece<'_>)> {
    let site = folder.site.iter().map(|site| ("site.json", walk::site(site)));
    let menus = folder.menus.iter().map(|file| (file.place.as_str(), walk::menu(&file.menu)));
    let pages = folder.readable_pages().map(|(file, page)| (file.place.as_str(), walk::page(page)));
    let surveys = folder.readable_surveys().map(|(file, survey)| (file.place.as_str(), walk::survey(survey)));
    let libraries = folder.libraries.iter().map(|library| (library.place(), walk::library(library)));
    let files = site.chain(menus).chain(pages).chain(libraries).chain(surveys);
    files.flat_map(|(place, pieces)| pieces.into_iter().map(move |(path, piece)| (place, path, piece))).collect()
}

/// What `rule` finds in each page of `folder`.
pub(super) fn each_page(folder: &Folder, rule: PageRule) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, page) in folder.readable_pages() {
        let around = InFolder { folder, from: Some(file) };
        let one = OnePage { page, easy: page.easy_of.is_some(), incoming: page.status != Status::Published, today: folder.today, around: &around };
        problems.extend(rule(&one).into_iter().map(|(path, kind)| Problem::new(&file.place, path, kind)));
    }
    problems
}

/// What `rule` finds in `texts`.
pub(super) fn each_text(texts: &[Text], rule: TextRule) -> Vec<Problem> {
    texts.iter().flat_map(|text| rule(text).into_iter().map(|(place, kind)| Problem::new(&text.place, text.path_at(place), kind))).collect()
}
