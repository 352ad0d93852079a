//! What people type finds its page, in the site's own content: `tests/fixtures/search/queries.csv`.

use passerelle::{
    content::{search_index, source::ContentSource, static_files::StaticFiles},
    model::search::SearchIndex,
    publish::today::today,
};
use std::{fmt::Write as _, fs, path::Path};

/// A line of the fixture.
struct Query<'a> {
    /// What is typed.
    typed: &'a str,
    /// The pages that answer it, any of them; the text in easy French of a page is that page.
    pages: Vec<&'a str>,
    /// The last place that is good enough, from 1.
    within: usize,
    /// `plain`, `misspelt` or `colloquial`.
    kind: &'a str,
}

impl Query<'_> {
    /// The place at which the answer stands, from 1.
    fn place(&self, found: &[&str]) -> Option<usize> {
        let answers = |href: &&str| self.pages.iter().any(|page| href == page || href.strip_suffix("-facile/") == page.strip_suffix('/'));
        found.iter().position(answers).map(|place| place + 1)
    }
}

fn repository(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn index() -> SearchIndex {
    let files = StaticFiles::new(repository("public/content"), today());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(ContentSource::StaticFiles(files).search_index("fr")).unwrap()
}

fn queries(text: &str) -> Vec<Query<'_>> {
    let line = |line| {
        let [typed, pages, within, kind] = <[&str; 4]>::try_from(str::split(line, ',').collect::<Vec<_>>()).unwrap_or_else(|fields| panic!("{fields:?}"));
        Query { typed, pages: pages.split(' ').collect(), within: within.parse().unwrap(), kind }
    };
    text.lines().skip(1).map(line).collect()
}

#[test]
fn what_people_type_finds_its_page() {
    let (index, text) = (index(), fs::read_to_string(repository("tests/fixtures/search/queries.csv")).unwrap());
    let queries = queries(&text);
    let mut missed = String::new();
    for query in &queries {
        let found = index.find(query.typed);
        let hrefs: Vec<_> = found.entries.iter().map(|entry| entry.href.as_str()).collect();
        let place = query.place(&hrefs);
        if place.is_none_or(|place| place > query.within) {
            let (met, part) = (place.map_or("-".to_owned(), |place| place.to_string()), if found.in_part { "(in part) " } else { "" });
            writeln!(missed, "{:34} {:>3} {:>6}  {:40} {part}{}", query.typed, met, query.within, query.pages.join(" "), hrefs[..hrefs.len().min(4)].join(" "))
                .unwrap();
        }
    }
    assert!(missed.is_empty(), "{:34} {:>3} {:>6}  {:40} found\n{missed}", "typed", "at", "within", "wanted");
}

#[test]
fn the_queries_are_mostly_those_of_people_who_spell_or_say_it_their_own_way() {
    let text = fs::read_to_string(repository("tests/fixtures/search/queries.csv")).unwrap();
    let queries = queries(&text);
    assert!(queries.iter().all(|query| ["plain", "misspelt", "colloquial"].contains(&query.kind)));
    assert!(queries.iter().filter(|query| query.kind != "plain").count() >= 60 && queries.len() >= 80, "{}", queries.len());
}

#[test]
fn a_query_of_no_page_finds_none() {
    let index = index();
    for query in ["zzzzqqqq", "astronaute", "xkcdw"] {
        let hrefs: Vec<_> = index.find(query).entries.iter().map(|entry| entry.href.as_str()).collect();
        assert!(hrefs.is_empty(), "{query:?} finds {hrefs:?}");
    }
}

/// It is fetched by phones on slow networks, once a search is made. Without the words of the text it weighed 8.3 kB.
#[test]
fn what_the_search_fetches_stays_small() {
    let compressed = passerelle_press::brotli(search_index::file(&index()).as_bytes()).unwrap();
    assert!(compressed.len() <= 12_400, "{} bytes in brotli", compressed.len());
}
