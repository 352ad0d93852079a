//! Names of files, titles of pages.

use crate::{
    check::{
        folder::{Folder, PageFile},
        kind::Kind,
        nearest::nearest,
        problem::Problem,
    },
    model::slug::Slug,
    routes,
};

/// A page file is called after its address; no two are the same on a computer that does not tell capitals apart.
pub fn page_names(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, file) in folder.pages.iter().enumerate() {
        if file.slug.is_none() {
            let stem = &file.name[..file.name.len() - ".json".len()];
            let kind = Kind::PageName { met: file.name.clone(), proposal: Slug::from_words(stem).to_string() };
            problems.push(Problem::new(&file.place, "", kind));
        }
        let same = |other: &&PageFile| other.lang == file.lang && other.name.to_lowercase() == file.name.to_lowercase();
        if let Some(other) = folder.pages[..index].iter().find(same) {
            problems.push(Problem::new(&file.place, "", Kind::PageNameTwice { other: other.name.clone() }));
        }
    }
    problems
}

/// Each language has a home page; the root's has the search and the page of wrong addresses too.
pub fn required_pages(folder: &Folder) -> Vec<Problem> {
    let homes = folder.site_languages().iter().map(|language| (language.code.as_str(), routes::HOME));
    let others = [(routes::ROOT_LANGUAGE, routes::NOT_FOUND), (routes::ROOT_LANGUAGE, routes::SEARCH)];
    homes
        .chain(others)
        .filter(|(lang, slug)| !folder.pages.iter().any(|file| file.lang == *lang && file.is_called(slug)))
        .map(|(lang, slug)| Problem::new(&format!("pages/{lang}/{slug}.json"), "", Kind::PageRequired))
        .collect()
}

/// Titles tell pages apart within a language; a translation names the page that it translates.
pub fn titles(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    let pages: Vec<_> = folder.readable_pages().collect();
    for (index, (file, page)) in pages.iter().enumerate() {
        let same = pages[..index].iter().find(|(other, read)| other.lang == file.lang && read.title.to_lowercase() == page.title.to_lowercase());
        if let Some((other, _)) = same {
            problems.push(Problem::new(&file.place, "title", Kind::TitleTwice { other: other.place.clone() }));
        }
        if let Some(original) = &page.translation_of {
            let known = || folder.pages.iter().filter(|other| other.lang == routes::ROOT_LANGUAGE).filter_map(|other| other.slug.as_ref());
            if !known().any(|slug| slug == original) {
                let nearest = nearest(original.as_str(), known().map(Slug::as_str)).map(str::to_owned);
                let kind = Kind::TranslationUnknown { lang: routes::ROOT_LANGUAGE, met: original.to_string(), nearest };
                problems.push(Problem::new(&file.place, "translation_of", kind));
            }
        }
    }
    problems
}

/// A survey is called after its folder.
pub fn survey_names(folder: &Folder) -> Vec<Problem> {
    folder
        .readable_surveys()
        .filter(|(file, survey)| survey.id.as_str() != file.folder)
        .map(|(file, survey)| Problem::new(&file.place, "id", Kind::SurveyName { folder: file.folder.clone(), met: survey.id.to_string() }))
        .collect()
}
