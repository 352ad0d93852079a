use super::Context;
use crate::{ensure, outcome::Outcome};
use std::collections::BTreeSet;

const RESULTS: &str = "[...document.querySelectorAll('.search-results__found a')].map((link) => link.getAttribute('href'))";

pub async fn words_with_mistakes_find_their_pages(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    for (from, words, expected) in
        [("/recherche/", "equivalence", "/parcours-dintegration/"), ("/", "logemant", "/logement/"), ("/recherche/", "ÉQUIPE", "/equipe/")]
    {
        browser.goto_alive(&server.url(from)).await?;
        browser.write("#search-field", words).await?;
        browser.click(".search-form button[type=submit]").await?;
        browser.until("document.querySelector('.search-results__found a')", &format!("results for « {words} »")).await?;
        let found = browser.list(RESULTS).await?;
        ensure!(found.iter().any(|href| href == expected), "« {words} » finds {found:?}");
        if words != "equivalence" {
            ensure!(found[0] == expected, "« {words} » finds {} first", found[0]);
        }
        let asked = browser.words("new URLSearchParams(location.search).get('q')").await?;
        ensure!(asked == words && browser.holds("location.pathname === '/recherche/'").await?, "the address is {}", browser.url().await?);
        let field = browser.words("document.querySelector('#search-field').value").await?;
        ensure!(field == words, "the field holds « {field} »");
        ensure!(browser.holds("document.querySelector('[role=status] .search-results__found')").await?, "the results are not read out");
    }
    // A result leads to its page.
    browser.click(".search-results__found a").await?;
    browser.until_heading(&site.heading("/equipe/")?).await?;
    // Nothing found says so.
    browser.goto_alive(&server.url("/recherche/?q=zzzzqqqq")).await?;
    browser.until("document.querySelector('.search-results__found')?.textContent.includes('Aucune page')", "the sentence of no result").await
}

pub async fn without_scripts_the_search_lists_every_page(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.scripts(false).await?;
    browser.goto(&server.url("/")).await?;
    browser.write("#search-field", "logement").await?;
    browser.click(".search-form button[type=submit]").await?;
    browser.until("location.pathname + location.search === '/recherche/?q=logement' && document.readyState === 'complete'", "the page of the search").await?;
    let listed: BTreeSet<String> =
        browser.list("[...document.querySelectorAll('main a, footer a')].map((link) => link.getAttribute('href'))").await?.into_iter().collect();
    let missing: Vec<&String> = site.known.iter().filter(|href| !listed.contains(*href) && *href != "/recherche/").collect();
    ensure!(missing.is_empty(), "not listed: {missing:?}");
    Ok(())
}
