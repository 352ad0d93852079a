//! Finding a page by words, forgiving of case, accents, endings and one typing error.

use super::text::{Href, Prose};
use crate::{
    locale::fold::{fold, is_of_word},
    record,
};

record! {
    /// What the search knows: every published page of a language.
    pub struct SearchIndex {
        /// In the order of the menu, then by title.
        pub entries: Vec<SearchEntry>,
    }
}

record! {
    /// What the search knows of a page.
    pub struct SearchEntry {
        /// Its address.
        pub href: Href,
        /// Its title.
        pub title: Prose,
        /// Its summary.
        pub summary: Prose,
        /// Its headings, the terms it explains, the steps it tells.
        pub headings: Vec<Prose>,
        /// Words that people use for its subject and that it does not use itself.
        pub keywords: Vec<Prose>,
    }
}

const TITLE: u32 = 8;
const KEYWORD: u32 = 5;
const HEADING: u32 = 3;
const SUMMARY: u32 = 2;

impl SearchIndex {
    /// The pages in which every word of `query` is found, the best first; none for an empty query.
    ///
    /// A word is found when a word of the page starts with it, or, from five letters on, is one typing error away. Titles weigh more than headings,
    /// headings more than summaries, exact beginnings more than errors. Words of one or two letters are left out of the query unless there is nothing else.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<&SearchEntry> {
        let asked = query_words(query);
        if asked.is_empty() {
            return Vec::new();
        }
        self.best(|entry| asked.iter().try_fold(0, |sum, word| Some(sum + entry.weight(word)?)))
    }

    /// The pages whose titles, or else whose other words, share words with an address that leads nowhere, the nearest first, five at most.
    #[must_use]
    pub fn nearest(&self, path: &str) -> Vec<&SearchEntry> {
        let asked = query_words(path);
        let near = |weigh: &dyn Fn(&SearchEntry, &str) -> u32| {
            self.best(|entry| Some(asked.iter().map(|word| weigh(entry, word)).sum()).filter(|&weight: &u32| weight > 0))
        };
        let mut nearest = near(&|entry, word| closeness(&entry.title, word));
        if nearest.is_empty() {
            nearest = near(&|entry, word| entry.weight(word).unwrap_or(0));
        }
        nearest.truncate(5);
        nearest
    }

    fn best(&self, weigh: impl Fn(&SearchEntry) -> Option<u32>) -> Vec<&SearchEntry> {
        let mut found: Vec<(u32, &SearchEntry)> = Vec::new();
        for entry in &self.entries {
            if let Some(weight) = weigh(entry) {
                // A few dozen pages: inserting is quick, and lighter than a sort.
                let place = found.iter().position(|(other, _)| *other < weight).unwrap_or(found.len());
                found.insert(place, (weight, entry));
            }
        }
        found.into_iter().map(|(_, entry)| entry).collect()
    }
}

impl SearchEntry {
    /// How well `word`, folded, is found here; `None` when it is not.
    fn weight(&self, word: &str) -> Option<u32> {
        let best = |texts: &[Prose]| texts.iter().map(|text| closeness(text, word)).max().unwrap_or(0);
        let weight =
            closeness(&self.title, word) * TITLE + best(&self.keywords) * KEYWORD + best(&self.headings) * HEADING + closeness(&self.summary, word) * SUMMARY;
        (weight > 0).then_some(weight)
    }
}

fn query_words(query: &str) -> Vec<String> {
    let folded = fold(query);
    let words = || folded.split(|letter: char| !is_of_word(letter)).filter(|word| !word.is_empty()).map(str::to_owned);
    let long: Vec<_> = words().filter(|word| word.chars().count() > 2).collect();
    if long.is_empty() { words().collect() } else { long }
}

/// 3: a word of `text` is `word`; 2: starts with it; 1: is near it; 0: none is.
fn closeness(text: &str, word: &str) -> u32 {
    let folded = fold(text);
    folded
        .split(|letter: char| !is_of_word(letter))
        .map(|there| {
            if there == word {
                3
            } else if there.starts_with(word) || (word.len() > 4 && there.len() > 3 && word.starts_with(there)) {
                2
            } else {
                u32::from(word.chars().count() >= 5 && one_error_away(there, word))
            }
        })
        .max()
        .unwrap_or(0)
}

/// Whether one letter more, less, other, or two swapped, makes `b` of the beginning of `a` (a longer `a` may go on: endings vary).
fn one_error_away(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let starts = |rest_a: &[char], rest_b: &[char]| rest_a.len() <= rest_b.len() + 1 && rest_a.starts_with(rest_b);
    let (rest_a, rest_b) = (&a[same..], &b[same..]);
    if rest_a.is_empty() || rest_b.is_empty() {
        return rest_a.len() + rest_b.len() <= 1;
    }
    starts(&rest_a[1..], &rest_b[1..])
        || starts(&rest_a[1..], rest_b)
        || starts(rest_a, &rest_b[1..])
        || (rest_a.len() > 1 && rest_b.len() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && starts(&rest_a[2..], &rest_b[2..]))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::model::json::{FromJson, Json};

    fn index() -> SearchIndex {
        let entry = |slug: &str, title: &str, summary: &str, heading: &str| {
            format!(r#"{{"href": "/{slug}/", "title": "{title}", "summary": "{summary}", "headings": ["{heading}"], "keywords": ["toit {slug}"]}}"#)
        };
        let entries = [
            entry("logement", "Logement", "Chercher, louer, habiter.", "Vos droits de locataire"),
            entry("equipe", "Équipe", "Les services du centre.", "Première ligne"),
            entry("discrimination", "La discrimination, c'est non !", "Reconnaître, réagir, signaler.", "Le logement aussi"),
            entry("parcours-dintegration", "Parcours d'intégration", "Les étapes, de l'équivalence de diplôme au français.", "Que faire ?"),
        ];
        SearchIndex::from_json(&Json::parse(&format!(r#"{{"entries": [{}]}}"#, entries.join(","))).unwrap()).unwrap()
    }

    #[test]
    fn a_search_forgives_case_accents_endings_and_one_error() {
        let index = index();
        for (query, expected) in [
            ("equipe", Some("/equipe/")),
            ("ÉQUIPE", Some("/equipe/")),
            ("logemant", Some("/logement/")),
            ("logment", Some("/logement/")),
            ("lgoement", Some("/logement/")),
            ("logements", Some("/logement/")),
            ("diplome", Some("/parcours-dintegration/")),
            ("l’intégration", Some("/parcours-dintegration/")),
            ("équivalence du diplôme", Some("/parcours-dintegration/")),
            ("discrim", Some("/discrimination/")),
            ("toit logement", Some("/logement/")),
            ("astronaute", None),
            ("", None),
            ("  ?! ", None),
        ] {
            assert_eq!(index.find(query).first().map(|entry| entry.href.as_str()), expected, "{query:?}");
        }
    }

    #[test]
    fn a_title_comes_before_a_heading() {
        let index = index();
        let found: Vec<_> = index.find("logement").iter().map(|entry| entry.href.as_str().to_owned()).collect();
        assert_eq!(found, ["/logement/", "/discrimination/"]);
    }

    #[test]
    fn a_wrong_address_finds_its_neighbours() {
        let index = index();
        assert_eq!(index.nearest("/parcours-integration/").first().map(|entry| entry.href.as_str()), Some("/parcours-dintegration/"));
        assert!(index.nearest("/zzz/").is_empty());
    }
}
