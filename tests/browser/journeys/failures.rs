use super::Context;
use crate::{ensure, outcome::Outcome, server::Json};
use std::time::Duration;

const CONTACT: &str = ".footer__links a[href='/contact/']";

pub async fn a_slow_page_shows_its_shape_first(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/asile/")).await?;
    server.json(Json::Late(Duration::from_millis(1500)));
    browser.activate(CONTACT).await?;
    ensure!(browser.heading().await? == site.heading("/asile/")?, "the old page left at once");
    browser.until("document.querySelector('main [aria-busy=true]')", "the page's shape").await?;
    ensure!(browser.holds("document.querySelector('main [role=status]')?.textContent.length > 3").await?, "nothing says that a page is on its way");
    browser.until_heading(&site.heading("/contact/")?).await?;
    ensure!(!browser.holds("document.querySelector('main [aria-busy=true]')").await?, "the shape stayed");
    browser.until("document.activeElement === document.querySelector('main h1')", "the focus on the heading").await?;
    // A page asked for after the slow one is the one that is shown.
    browser.activate(".footer__links a[href='/chiffres/']").await?;
    server.json(Json::Well);
    browser.activate(".footer__links a[href='/formations/']").await?;
    browser.until_heading(&site.heading("/formations/")?).await?;
    tokio::time::sleep(Duration::from_millis(1800)).await;
    ensure!(browser.heading().await? == site.heading("/formations/")?, "the late answer took the page's place");
    Ok(())
}

pub async fn a_page_that_cannot_be_had_says_so_and_can_be_asked_for_again(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    for (failure, network) in [(Some(Json::Status(500)), true), (Some(Json::Malformed), false), (Some(Json::WrongType), false), (None, true)] {
        browser.goto_alive(&server.url("/asile/")).await?;
        browser.run("window.mark = 1").await?;
        match failure {
            Some(failure) => server.json(failure),
            None => browser.offline(true).await?,
        }
        browser.activate(CONTACT).await?;
        browser.until("document.querySelector('.page-error button')", &format!("the message of {failure:?}")).await?;
        let words = browser.words("document.querySelector('.page-error').textContent").await?;
        ensure!(words.contains("La page n’est pas arrivée") || words.contains("La page n'est pas arrivée"), "{failure:?}: « {words} »");
        ensure!(words.contains("réseau") == network, "{failure:?} is told as « {words} »");
        let button = browser.words("document.querySelector('.page-error button').textContent").await?;
        ensure!(button == "Réessayer", "the button says « {button} »");
        // The menu is alive, and what was met can be gone back to.
        browser.activate(".menu__group > summary").await?;
        ensure!(
            browser.holds("document.querySelector('.menu__group[open] .menu__link').getBoundingClientRect().height > 20").await?,
            "{failure:?}: the menu does not open"
        );
        browser.press('\u{e00c}').await?;
        // Still failing: still said.
        browser.activate(".page-error button").await?;
        browser.until("document.querySelector('.page-error button')", "the message again").await?;
        match failure {
            Some(_) => server.json(Json::Well),
            None => browser.offline(false).await?,
        }
        // A failing page changes its message when it fails again: ask the one that stands.
        tokio::time::sleep(Duration::from_millis(200)).await;
        browser.activate(".page-error button").await?;
        browser.until_heading(&site.heading("/contact/")?).await?;
        ensure!(!browser.holds("document.querySelector('.page-error')").await?, "{failure:?}: the message stayed");
        ensure!(browser.url().await? == server.url("/contact/"), "the address is {}", browser.url().await?);
        ensure!(browser.words("document.title").await? == site.title("/contact/")?, "{failure:?}: the title stayed");
        ensure!(browser.holds("window.mark === 1").await?, "{failure:?}: a document was loaded");
    }
    Ok(())
}

pub async fn an_unknown_address_answers_404_with_the_search_and_the_nearest_pages(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    for path in ["/parcours-integration/", "/Asile/", "/asile/plus/", "/n-importe-quoi"] {
        browser.goto(&server.url(path)).await?;
        ensure!(server.status(path)? == 404, "{path} answered {}", server.status(path)?);
        ensure!(browser.holds("document.querySelector('main input[type=search]').checkVisibility()").await?, "{path}: no search");
    }
    browser.goto_alive(&server.url("/parcours-integration/")).await?;
    browser.until("document.querySelector('.nearest a')", "the nearest pages").await?;
    let near = browser.words("document.querySelector('.nearest a').getAttribute('href')").await?;
    ensure!(near == "/parcours-dintegration/", "the nearest page is {near}");
    browser.click(".nearest a").await?;
    browser.until_heading(&site.heading("/parcours-dintegration/")?).await?;
    // From within: a link to an address that is not there ends at a true 404.
    browser.run("const link = document.createElement('a'); link.href = '/pas-de-page/'; link.id = 'wrong'; link.textContent = '?'; document.querySelector('main').append(link)").await?;
    browser.activate("#wrong").await?;
    browser.until("location.pathname === '/pas-de-page/' && document.querySelector('main input[type=search]')", "the page of wrong addresses").await?;
    ensure!(server.status("/pas-de-page/")? == 404, "the wrong link answered {}", server.status("/pas-de-page/")?);
    Ok(())
}
