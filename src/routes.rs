//! The one table between addresses and pages.
//!
//! The root's language stands at the root, others under their code. One folder a page, with a trailing slash; an address without it means the same page.
//!
//! | address | page |
//! |---|---|
//! | `/` | [`HOME`] |
//! | `/<slug>/` | the page called `slug` |
//! | `/<lang>/`, `/<lang>/<slug>/` | the same in another language |
//! | `/sondages/<survey>/` | the explorer of a survey whose counts are published: a document with a program of its own |
//! | `/sondages/<survey>/<finding>/` | a finding alone, to be taken away: a document, not a page of the program |
//! | `/<slug>/a-deux/`, `/<slug>/fiche/` | what is published beside a page: its two texts face to face, a sheet to take away; documents, not pages of the program |
//! | `/statistiques/integrer/<statistic>/` | published values alone, to be shown by other sites: a document, not a page of the program |
//! | anything else | [`NOT_FOUND`], with status 404 |

use crate::model::{site::Language, slug::Slug, text::Href};

/// The language at the root.
pub const ROOT_LANGUAGE: &str = "fr";
/// The slug of the home page.
pub const HOME: &str = "accueil";
/// The slug of the page of addresses that lead nowhere.
pub const NOT_FOUND: &str = "introuvable";
/// The name of the search's query in the address.
pub const QUERY: &str = "q";
/// The slug of the search.
pub const SEARCH: &str = "recherche";

/// The slug of the page for who has no network: kept on the device beforehand.
pub const OFFLINE: &str = "hors-ligne";
/// The slug of the living style page.
pub const STYLE: &str = "style";
/// The slug of the editors' door.
pub const PREVIEW: &str = "apercu";
/// Pages that nothing leads to, and that no search lists.
pub const UNLISTED: [&str; 4] = [NOT_FOUND, OFFLINE, STYLE, PREVIEW];

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The language's code.
    pub lang: String,
    /// The page.
    pub slug: Slug,
}

/// What the path of an address asks for; `None` when no page can stand there.
#[must_use]
pub fn route(path: &str, languages: &[Language]) -> Option<Route> {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let mut first = parts.next();
    let lang = languages.iter().map(|language| language.code.as_str()).find(|code| Some(*code) == first && *code != ROOT_LANGUAGE);
    if lang.is_some() {
        first = parts.next();
    }
    let slug = Slug::parse(first.unwrap_or(HOME))?;
    let doubled = first.is_some() && (slug.as_str() == HOME || slug.as_str() == NOT_FOUND);
    if parts.next().is_some() || doubled {
        return None;
    }
    Some(Route { lang: lang.unwrap_or(ROOT_LANGUAGE).to_owned(), slug })
}

/// The path of a page.
#[must_use]
pub fn href(lang: &str, slug: &Slug) -> Href {
    let lang = if lang == ROOT_LANGUAGE { "" } else { lang };
    let slug = if slug.as_str() == HOME { "" } else { slug.as_str() };
    let path = ["/", lang, if lang.is_empty() { "" } else { "/" }, slug, if slug.is_empty() { "" } else { "/" }].concat();
    Href::to_page(path)
}

/// The path of the page whose slug is the word `slug`.
#[must_use]
pub fn href_of(lang: &str, slug: &str) -> String {
    Slug::parse(slug).map_or_else(|| "/".to_owned(), |slug| href(lang, &slug).as_str().to_owned())
}

/// The path of the card (vCard) of the contact called `name` on the page `slug` of the language `lang`, when it has one.
#[must_use]
pub fn contact_card(lang: &str, slug: &Slug, name: &str) -> String {
    let lang = if lang == ROOT_LANGUAGE { ["", ""] } else { [lang, "/"] };
    ["/contacts/", lang[0], lang[1], slug.as_str(), "/", Slug::from_words(name).as_str(), ".vcf"].concat()
}

/// The path under which the calendar, the feed and the events' files of `lang` stand.
fn around(lang: &str, place: &str) -> String {
    let lang = if lang == ROOT_LANGUAGE { ["", ""] } else { [lang, "/"] };
    ["/", lang[0], lang[1], place].concat()
}

/// The path of the calendar of `lang`, to subscribe to.
#[must_use]
pub fn calendar(lang: &str) -> String {
    around(lang, "agenda.ics")
}

/// The path of the feed of the news of `lang`.
#[must_use]
pub fn feed(lang: &str) -> String {
    around(lang, "actualites.atom")
}

/// The path of the event called `id`, for calendars.
#[must_use]
pub fn event_file(lang: &str, id: &Slug) -> String {
    around(lang, &["agenda/", id.as_str(), ".ics"].concat())
}

/// The path of the map of the statistic called `id`.
#[cfg(feature = "ssr")]
#[must_use]
pub fn map_picture(lang: &str, id: &Slug) -> String {
    around(lang, &["cartographie/", id.as_str(), ".svg"].concat())
}

/// The path of the two texts of a page, face to face.
#[cfg(feature = "ssr")]
#[must_use]
pub fn together(lang: &str, slug: &Slug) -> String {
    [href(lang, slug).as_str(), "a-deux/"].concat()
}

/// The path of the sheet of a page, to take away.
#[cfg(feature = "ssr")]
#[must_use]
pub fn handout(lang: &str, slug: &Slug) -> String {
    [href(lang, slug).as_str(), "fiche/"].concat()
}

/// Under which stand the files of statistics, and each alone.
#[cfg(feature = "ssr")]
const STATISTICS: &str = "statistiques/";

/// The path under which everything stands that one takes away of the statistics of `lang`.
#[cfg(feature = "ssr")]
#[must_use]
pub fn statistics(lang: &str) -> String {
    around(lang, STATISTICS)
}

/// The path of a file of the statistic, or of its map, called `name`.
#[cfg(feature = "ssr")]
#[must_use]
pub fn statistic_file(lang: &str, name: &str, extension: &str) -> String {
    around(lang, &[STATISTICS, name, ".", extension].concat())
}

/// The path of the bars or the map called `name` alone, for other sites.
#[cfg(feature = "ssr")]
#[must_use]
pub fn statistic_alone(lang: &str, name: &str) -> String {
    around(lang, &[STATISTICS, "integrer/", name, "/"].concat())
}

/// The path of a finding alone, beside which its files stand.
#[must_use]
pub fn view_href(survey: &Slug, finding: &Slug) -> String {
    ["/sondages/", survey.as_str(), "/", finding.as_str(), "/"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::site::Direction;

    fn languages() -> Vec<Language> {
        ["fr", "nl"].map(|code| Language { code: code.into(), name: code.into(), dir: Direction::LeftToRight }).into()
    }

    #[test]
    fn an_address_and_its_page_are_inverse() {
        for (path, lang, slug) in [("/", "fr", HOME), ("/asile/", "fr", "asile"), ("/nl/", "nl", HOME), ("/nl/asile/", "nl", "asile")] {
            let found = route(path, &languages()).unwrap_or_else(|| panic!("{path} leads nowhere"));
            assert_eq!((found.lang.as_str(), found.slug.as_str()), (lang, slug), "{path}");
            assert_eq!(href(&found.lang, &found.slug).as_str(), path);
        }
    }

    #[test]
    fn a_contact_has_an_address_under_its_page() {
        let slug = Slug::parse("asile").unwrap();
        for (lang, expected) in [("fr", "/contacts/asile/office-des-etrangers.vcf"), ("nl", "/contacts/nl/asile/office-des-etrangers.vcf")] {
            assert_eq!(contact_card(lang, &slug, "Office des étrangers"), expected);
        }
    }

    #[test]
    fn a_missing_slash_changes_nothing_and_a_wrong_address_leads_nowhere() {
        assert_eq!(route("/asile", &languages()), route("/asile/", &languages()));
        for path in
            ["/sondages/rives-2025/f01/", "/asile/a-deux/", "/asile/fiche/", "/asile/plus/", "/Asile/", "/accueil/", "/introuvable/", "/nl/accueil/", "/a%20b/"]
        {
            assert_eq!(route(path, &languages()), None, "{path}");
        }
    }
}
