//! Links: each leads somewhere and says where, and each page can be reached.

use super::every_piece;
use crate::{
    check::{
        folder::{Folder, LibraryFile, PageFile},
        kind::Kind,
        nearest::nearest,
        problem::Problem,
        walk::Piece,
    },
    locale::fold::fold,
    model::{block::Block, page, text::Href},
    publish::pictures::icons,
    routes,
};

/// Words that do not say where a link leads, folded.
const EMPTY_WORDS: [&str; 14] = [
    "ici",
    "cliquez ici",
    "cliquer ici",
    "clic ici",
    "c est ici",
    "lire la suite",
    "lire plus",
    "en savoir plus",
    "plus d infos",
    "plus d informations",
    "voir plus",
    "lien",
    "ce lien",
    "suite",
];

/// Every internal address leads to a page, a place in it, or a file; every link says where it leads.
pub fn links(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, path, piece) in every_piece(folder) {
        let Piece::Link { href, words } = piece else { continue };
        if let Some(words) = words.filter(|words| EMPTY_WORDS.contains(&bare(words).as_str())) {
            let (from, _) = path.rsplit_once('.').unwrap_or_default();
            let field = if path.ends_with(".link") { "text" } else { "title" };
            problems.push(Problem::new(place, format!("{from}.{field}"), Kind::LinkWordsEmpty { words: words.to_owned() }));
        }
        let from = folder.pages.iter().find(|file| file.place == place);
        let in_menu = folder.menus.iter().any(|menu| menu.place == place);
        let kind = match (problem_of(folder, from, href), in_menu) {
            (Some(Kind::LinkDead { met, nearest }), true) => Some(Kind::MenuEntryDead { met, nearest }),
            (kind, _) => kind,
        };
        problems.extend(kind.map(|kind| Problem::new(place, path, kind)));
    }
    problems
}

/// Every page but the home page and the unlisted ones is linked from the menu, the footer, a survey, or another page.
pub fn unlinked_pages(folder: &Folder) -> Vec<Problem> {
    // Without the menu and the footer, every page would be blamed for their faults.
    if folder.site.is_none() || folder.menus.is_empty() {
        return Vec::new();
    }
    let pieces = every_piece(folder);
    let linked: Vec<(&str, &PageFile)> = pieces
        .iter()
        .filter_map(|(place, path, piece)| match piece {
            // Where a survey is shown is a fact, not a link that anyone sees.
            Piece::Link { href, .. } if href.is_internal() && !path.ends_with("page") => Some((*place, folder.page_at(parts(href).0)?)),
            _ => None,
        })
        .collect();
    folder
        .pages
        .iter()
        .filter(|file| file.slug.is_some() && !file.is_called(routes::HOME) && !routes::UNLISTED.iter().any(|slug| file.is_called(slug)))
        .filter(|file| !linked.iter().any(|(from, to)| to.place == file.place && *from != file.place))
        .map(|file| Problem::new(&file.place, "", Kind::PageUnlinked))
        .collect()
}

/// What is wrong with an address; addresses elsewhere are not followed.
fn problem_of(folder: &Folder, from: Option<&PageFile>, href: &Href) -> Option<Kind> {
    let (path, fragment) = parts(href);
    let target = match (path, from) {
        ("", Some(page)) => page,
        _ if !href.is_internal() => return None,
        _ => match folder.page_at(path) {
            Some(page) => page,
            None if icons::is_drawn(path)
                || is_fed(folder, path)
                || is_explored(folder, path)
                || folder.public.join(path.trim_start_matches('/')).is_file() =>
            {
                return None;
            }
            None => return Some(Kind::LinkDead { met: href.as_str().to_owned(), nearest: nearest_page(folder, path) }),
        },
    };
    let page = target.page.as_ref()?;
    if let Some(day) = page.publish_at.filter(|&day| day > folder.today && from.is_none_or(|from| from.place != target.place)) {
        return Some(Kind::LinkScheduled { met: href.as_str().to_owned(), day });
    }
    let fragment = fragment?;
    let anchors = anchors(folder, page);
    (!anchors.iter().any(|anchor| anchor == fragment)).then(|| {
        let nearest = nearest(fragment, anchors.iter().map(String::as_str)).map(|anchor| format!("#{anchor}"));
        Kind::FragmentDead { met: fragment.to_owned(), nearest }
    })
}

/// Whether the build makes what stands at `path` of what is kept apart from the pages.
fn is_fed(folder: &Folder, path: &str) -> bool {
    folder.libraries.iter().any(|library| match library {
        LibraryFile::News(_, lang, _) => path == routes::feed(lang),
        LibraryFile::Events(_, lang, file) => path == routes::calendar(lang) || file.events.iter().any(|event| path == routes::event_file(lang, &event.id)),
        LibraryFile::Statistics(_, lang, file, _) => {
            file.figures.iter().any(|statistic| statistic.map.is_some() && path == routes::map_picture(lang, &statistic.id))
        }
        LibraryFile::Places(..) | LibraryFile::Publications(..) => false,
    })
}

/// Whether the explorer of a survey stands at `path`: that of a data package.
fn is_explored(folder: &Folder, path: &str) -> bool {
    folder.packages.iter().any(|id| path.strip_prefix("/sondages/").and_then(|rest| rest.strip_suffix('/')) == Some(id))
}

/// The path, without query, and the fragment.
fn parts(href: &Href) -> (&str, Option<&str>) {
    let (address, fragment) = href.as_str().split_once('#').map_or((href.as_str(), None), |(address, fragment)| (address, Some(fragment)));
    (address.split('?').next().unwrap_or_default(), fragment)
}

fn nearest_page(folder: &Folder, path: &str) -> Option<String> {
    let known: Vec<Href> = folder.pages.iter().filter_map(PageFile::href).collect();
    if path.trim_matches('/') == routes::HOME {
        return Some("/".to_owned());
    }
    nearest(path, known.iter().map(Href::as_str)).map(str::to_owned)
}

/// Every place in a page that a fragment may name: its headings, and the findings of the surveys that it shows.
fn anchors(folder: &Folder, page: &page::Page) -> Vec<String> {
    let headings = page::anchors(&page.blocks).into_iter().flatten().map(|section| section.id);
    let shown = page.blocks.iter().filter_map(|block| if let Block::Survey(view) = block { Some(&view.survey) } else { None });
    let surveys = shown.filter_map(|id| folder.survey(id.as_str())?.survey.as_ref());
    headings.chain(surveys.flat_map(|survey| survey.findings().map(|finding| finding.id.to_string()))).collect()
}

/// Words without case, accents or signs.
fn bare(words: &str) -> String {
    let folded = fold(words);
    let words: Vec<&str> = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_are_known_under_any_dress() {
        for (words, expected) in [
            ("Cliquez ici !", true),
            ("« En savoir plus »", true),
            ("Plus d’infos…", true),
            ("LIRE LA SUITE →", true),
            ("Asile", false),
            ("Lire la suite du rapport", false),
        ] {
            assert_eq!(EMPTY_WORDS.contains(&bare(words).as_str()), expected, "{words}");
        }
    }
}
