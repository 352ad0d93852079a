//! Links: each leads somewhere and says where, and each page can be reached.

#[cfg(feature = "ssr")]
use crate::{
    check::{
        folder::{Folder, LibraryFile, PageFile},
        problem::Problem,
    },
    model::{block::Block, page},
    publish::pictures::icons,
};
use crate::{
    check::{
        kind::Kind,
        nearest::nearest,
        one_page::{Around, Found, Leads, OnePage},
        walk::{self, Piece},
    },
    locale::fold::fold,
    model::text::Href,
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
#[cfg(feature = "ssr")]
pub fn links(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, path, piece) in super::every_piece(folder) {
        let from = folder.pages.iter().find(|file| file.place == place);
        let in_menu = folder.menus.iter().any(|menu| menu.place == place);
        for (path, kind) in of_piece(&InFolder { folder, from }, path, &piece) {
            let kind = match kind {
                Kind::LinkDead { met, nearest } if in_menu => Kind::MenuEntryDead { met, nearest },
                kind => kind,
            };
            problems.push(Problem::new(place, path, kind));
        }
    }
    problems
}

pub(super) fn of_page(one: &OnePage<'_>) -> Found {
    walk::page(one.page).into_iter().flat_map(|(path, piece)| of_piece(one.around, path, &piece)).collect()
}

/// What is wrong with a link: its words, its address.
fn of_piece(around: &dyn Around, path: String, piece: &Piece<'_>) -> Found {
    let Piece::Link { href, words } = piece else { return Found::new() };
    let mut found = Found::new();
    if let Some(words) = words.filter(|words| EMPTY_WORDS.contains(&bare(words).as_str())) {
        let (from, _) = path.rsplit_once('.').unwrap_or_default();
        let field = if path.ends_with(".link") { "text" } else { "title" };
        found.push((format!("{from}.{field}"), Kind::LinkWordsEmpty { words: words.to_owned() }));
    }
    found.extend(problem_of(around, href).map(|kind| (path, kind)));
    found
}

/// Every page but the home page and the unlisted ones is linked from the menu, the footer, a survey, or another page.
#[cfg(feature = "ssr")]
pub fn unlinked_pages(folder: &Folder) -> Vec<Problem> {
    // Without the menu and the footer, every page would be blamed for their faults.
    if folder.site.is_none() || folder.menus.is_empty() {
        return Vec::new();
    }
    let pieces = super::every_piece(folder);
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
fn problem_of(around: &dyn Around, href: &Href) -> Option<Kind> {
    let (path, fragment) = parts(href);
    if !path.is_empty() && !href.is_internal() {
        return None;
    }
    match around.leads(path) {
        Leads::Nowhere => Some(Kind::LinkDead { met: href.as_str().to_owned(), nearest: nearest_page(around, path) }),
        Leads::Something => None,
        Leads::Page { hidden_until: Some(day) } => Some(Kind::LinkScheduled { met: href.as_str().to_owned(), day }),
        Leads::Page { hidden_until: None } => {
            let fragment = fragment?;
            let anchors = around.anchors(path);
            (!anchors.iter().any(|anchor| anchor == fragment)).then(|| {
                let nearest = nearest(fragment, anchors.iter().map(String::as_str)).map(|anchor| format!("#{anchor}"));
                Kind::FragmentDead { met: fragment.to_owned(), nearest }
            })
        }
    }
}

/// What stands around a file of a folder.
#[cfg(feature = "ssr")]
pub(super) struct InFolder<'a> {
    pub folder: &'a Folder,
    /// The page, when the file is one.
    pub from: Option<&'a PageFile>,
}

#[cfg(feature = "ssr")]
impl InFolder<'_> {
    fn page_at(&self, path: &str) -> Option<&PageFile> {
        if path.is_empty() { self.from } else { self.folder.page_at(path) }
    }
}

#[cfg(feature = "ssr")]
impl Around for InFolder<'_> {
    fn leads(&self, path: &str) -> Leads {
        let folder = self.folder;
        match self.page_at(path) {
            Some(PageFile { page: None, .. }) => Leads::Something,
            Some(file) => {
                let day = file.page.as_ref().and_then(|page| page.publish_at).filter(|day| *day > folder.today);
                Leads::Page { hidden_until: day.filter(|_| self.from.is_none_or(|from| from.place != file.place)) }
            }
            None if path.is_empty() => Leads::Something,
            None if folder.public.join(path.trim_start_matches('/')).is_file() || made(folder).any(|made| made == path) => Leads::Something,
            None => Leads::Nowhere,
        }
    }

    fn anchors(&self, path: &str) -> Vec<String> {
        self.page_at(path).and_then(|file| file.page.as_ref()).map(|page| anchors(self.folder, page)).unwrap_or_default()
    }

    fn addresses(&self) -> Vec<String> {
        self.folder.pages.iter().filter_map(|file| Some(file.href()?.as_str().to_owned())).collect()
    }
}

/// Everything that is no page and that the site has at the address of a link: what the build makes of what is kept apart from the pages, explorers, icons.
#[cfg(feature = "ssr")]
pub(in crate::check) fn made(folder: &Folder) -> impl Iterator<Item = String> {
    let fed = folder.libraries.iter().flat_map(|library| match library {
        LibraryFile::News(_, lang, _) => vec![routes::feed(lang)],
        LibraryFile::Events(_, lang, file) => {
            std::iter::once(routes::calendar(lang)).chain(file.events.iter().map(|event| routes::event_file(lang, &event.id))).collect()
        }
        LibraryFile::Statistics(_, lang, file, _) => {
            file.figures.iter().filter(|statistic| statistic.map.is_some()).map(|statistic| routes::map_picture(lang, &statistic.id)).collect()
        }
        LibraryFile::Places(..) | LibraryFile::Publications(..) => Vec::new(),
    });
    let explored = folder.packages.iter().map(|id| format!("/sondages/{id}/"));
    fed.chain(explored).chain(icons::drawn())
}

/// The path, without query, and the fragment.
fn parts(href: &Href) -> (&str, Option<&str>) {
    let (address, fragment) = href.as_str().split_once('#').map_or((href.as_str(), None), |(address, fragment)| (address, Some(fragment)));
    (address.split('?').next().unwrap_or_default(), fragment)
}

fn nearest_page(around: &dyn Around, path: &str) -> Option<String> {
    if path.trim_matches('/') == routes::HOME {
        return Some("/".to_owned());
    }
    nearest(path, around.addresses().iter().map(String::as_str)).map(str::to_owned)
}

/// Every place in a page that a fragment may name: its headings, and the findings of the surveys that it shows.
#[cfg(feature = "ssr")]
pub(in crate::check) fn anchors(folder: &Folder, page: &page::Page) -> Vec<String> {
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
