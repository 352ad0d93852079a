//! Finding a page by words, forgiving of case, accents, endings and a typing error or two.

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
        /// Words of a query that say nothing of what is looked for (« où », « comment », « trouver »), between spaces.
        pub ignored: Prose,
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
        /// Its other words, between spaces: its keywords, those of its headings, those of its text; see [`TEXTS`].
        pub texts: Vec<Prose>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// `search/<lang>.json`: words of a language that the search treats in their own way.
    pub struct SearchWords {
        /// Left out of a query, unless there is nothing else.
        pub ignored: Vec<String>,
        /// What people also write or say for words of the pages.
        pub also: Vec<OtherWords>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// A word of the pages, and what people write for it.
    pub struct OtherWords {
        /// As pages have it.
        pub word: String,
        /// Common mistakes that the search would not forgive, and the word in other languages.
        pub also: Vec<String>,
    }
}

/// The pages that a query finds, the best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    /// The pages.
    pub entries: Vec<&'a SearchEntry>,
    /// No page has every word: these have the most.
    pub in_part: bool,
}

const TITLE: u32 = 8;
const SUMMARY: u32 = 2;
/// What the texts of an entry weigh, in their order: keywords, headings, the rest.
const TEXTS: [u32; 3] = [5, 3, 1];
/// A word more weighs more than anything that a word can weigh.
const WORD: u32 = 1 << 12;

impl SearchIndex {
    /// The pages in which every word of `query` is found, else those in which the most words are, the best first; none for an empty query.
    ///
    /// A word is found when a word of the page starts with it, or, from five letters on, is one typing error away; two from eight letters on. Titles weigh more
    /// than headings, headings more than summaries, exact beginnings more than errors. Single letters and the words of [`Self::ignored`] are left out of the
    /// query unless there is nothing else.
    #[must_use]
    pub fn find(&self, query: &str) -> Found<'_> {
        let asked = self.words(query);
        let mut found: Vec<(u32, &SearchEntry)> = Vec::new();
        for entry in &self.entries {
            let weights = asked.iter().map(|word| entry.weight(word));
            let weight: u32 = weights.map(|weight| if weight > 0 { WORD + weight } else { 0 }).sum();
            if weight > 0 {
                // A few dozen pages: inserting is quick, and lighter than a sort.
                let place = found.iter().position(|(other, _)| *other < weight).unwrap_or(found.len());
                found.insert(place, (weight, entry));
            }
        }
        let most = found.first().map_or(0, |(weight, _)| weight / WORD);
        let entries = found.into_iter().take_while(|(weight, _)| weight / WORD == most).map(|(_, entry)| entry).collect();
        Found { entries, in_part: (most as usize) < asked.len() }
    }

    /// The pages that the words of an address that leads nowhere find, the nearest first, five at most.
    #[must_use]
    pub fn nearest(&self, path: &str) -> Vec<&SearchEntry> {
        let mut nearest = self.find(path).entries;
        nearest.truncate(5);
        nearest
    }

    /// The words of a query that count, folded.
    fn words(&self, query: &str) -> Vec<String> {
        let mut words: Vec<_> = fold(query).split(|letter: char| !is_of_word(letter)).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let tells = |word: &String| word.len() > 1 && closeness(&self.ignored, word) < SAME;
        if words.iter().any(tells) {
            words.retain(tells);
        }
        words
    }
}

impl SearchEntry {
    /// How well `word`, folded, is found here; 0 when it is not.
    fn weight(&self, word: &str) -> u32 {
        let texts = self.texts.iter().zip(TEXTS).map(|(text, weight)| closeness(text, word) * weight);
        closeness(&self.title, word) * TITLE + closeness(&self.summary, word) * SUMMARY + texts.sum::<u32>()
    }
}

/// The closeness of a word to itself.
const SAME: u32 = 3;

/// [`SAME`]: a word of `text` is `word`; 2: starts with it; 1: is near it; 0: none is.
fn closeness(text: &str, word: &str) -> u32 {
    let (folded, letters) = (fold(text), word.chars().collect::<Vec<_>>());
    let errors = match letters.len() {
        ..5 => 0,
        5..8 => 1,
        _ => 2,
    };
    folded
        .split(|letter: char| !is_of_word(letter))
        .map(|there| {
            if there == word {
                SAME
            } else if there.starts_with(word) || (word.len() > 4 && there.len() > 3 && word.starts_with(there)) {
                2
            } else {
                u32::from(errors > 0 && is_near(&there.chars().collect::<Vec<_>>(), &letters, errors))
            }
        })
        .max()
        .unwrap_or(0)
}

/// Whether at most `errors`, each a letter more, less, other, or two swapped, make `b` of the beginning of `a` (a longer `a` may go on: endings vary).
fn is_near(a: &[char], b: &[char], errors: usize) -> bool {
    match (a, b) {
        ([x, a @ ..], [y, b @ ..]) if x == y => is_near(a, b, errors),
        (_, []) => a.len() <= errors + 1,
        _ if errors == 0 => false,
        ([x, y, a @ ..], [z, t, b @ ..]) if x == t && y == z && is_near(a, b, errors - 1) => true,
        _ => {
            let (rest_a, rest_b) = (a.get(1..).unwrap_or_default(), &b[1..]);
            is_near(rest_a, rest_b, errors - 1) || is_near(rest_a, b, errors - 1) || is_near(a, rest_b, errors - 1)
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::model::json::{FromJson, Json};

    fn index() -> SearchIndex {
        let entry = |slug: &str, title: &str, summary: &str, heading: &str| {
            format!(r#"{{"href": "/{slug}/", "title": "{title}", "summary": "{summary}", "texts": ["toit {slug}", "{heading}", "colocation"]}}"#)
        };
        let entries = [
            entry("logement", "Logement", "Chercher, louer, habiter.", "Vos droits de locataire"),
            entry("equipe", "Équipe", "Les services du centre.", "Première ligne"),
            entry("discrimination", "La discrimination, c'est non !", "Reconnaître, réagir, signaler.", "Le logement aussi"),
            entry("parcours-dintegration", "Parcours d'intégration", "Les étapes, de l'équivalence de diplôme au français.", "Que faire ?"),
        ];
        SearchIndex::from_json(&Json::parse(&format!(r#"{{"entries": [{}], "ignored": "ou comment trouver"}}"#, entries.join(","))).unwrap()).unwrap()
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
            ("ekuipe", Some("/equipe/")),
            ("discriminasion", Some("/discrimination/")),
            ("diskriminasion", Some("/discrimination/")),
            ("diskriminasian", None),
            ("où trouver un logement", Some("/logement/")),
            ("comment", None),
            ("astronaute", None),
            ("", None),
            ("  ?! ", None),
        ] {
            assert_eq!(index.find(query).entries.first().map(|entry| entry.href.as_str()), expected, "{query:?}");
        }
    }

    #[test]
    fn the_pages_with_the_most_words_are_found_when_none_has_them_all() {
        let index = index();
        for (query, expected, in_part) in [
            ("logement locataire", &["/logement/"][..], false),
            ("logement astronaute", &["/logement/", "/discrimination/"], true),
            ("locataire équipe logement astronaute", &["/logement/"], true),
            ("logement ?", &["/logement/", "/discrimination/"], false),
            ("astronaute", &[], true),
            ("", &[], false),
        ] {
            let found = index.find(query);
            let hrefs: Vec<_> = found.entries.iter().map(|entry| entry.href.as_str()).collect();
            assert_eq!((&hrefs[..], found.in_part), (expected, in_part), "{query:?}");
        }
    }

    #[test]
    fn words_that_say_nothing_count_when_there_is_nothing_else() {
        let mut index = index();
        index.entries[0].summary = Prose::new("Comment louer ?");
        assert_eq!(index.find("comment").entries.len(), 1);
    }

    #[test]
    fn a_title_comes_before_a_heading() {
        let index = index();
        let found: Vec<_> = index.find("logement").entries.iter().map(|entry| entry.href.as_str().to_owned()).collect();
        assert_eq!(found, ["/logement/", "/discrimination/"]);
    }

    #[test]
    fn a_wrong_address_finds_its_neighbours() {
        let index = index();
        assert_eq!(index.nearest("/parcours-integration/").first().map(|entry| entry.href.as_str()), Some("/parcours-dintegration/"));
        assert!(index.nearest("/zzz/").is_empty());
    }
}
