use super::Context;
use crate::{ensure, outcome::Outcome};
use serde_json::json;
use std::time::Duration;

const CONTACT: &str = ".footer__links a[href='/contact/']";

pub async fn a_link_changes_the_page_without_loading_a_document(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/asile/")).await?;
    browser.run("window.mark = 1").await?;
    browser.click(CONTACT).await?;
    browser.until_heading(&site.heading("/contact/")?).await?;
    browser.until("document.activeElement === document.querySelector('main h1')", "the focus on the heading").await?;
    ensure!(browser.holds("window.mark === 1").await?, "the link loaded a document");
    ensure!(server.count("/contact/") == 0, "the document was asked for");
    let times = server.count("/content/drawn/fr/contact.json");
    ensure!(times == 1, "the page's JSON was asked for {times} times");
    ensure!(browser.url().await? == server.url("/contact/"), "the address is {}", browser.url().await?);
    let (title, expected) = (browser.words("document.title").await?, site.title("/contact/")?);
    ensure!(title == expected, "the title is « {title} », not « {expected} »");
    let current = browser.list("[...document.querySelectorAll('.menu [aria-current=page]')].map((link) => link.getAttribute('href'))").await?;
    ensure!(current == ["/contact/"], "the menu marks {current:?}");
    ensure!(browser.words("document.documentElement.lang").await? == "fr", "another language");
    ensure!(browser.number("scrollY").await? < 5.0, "the new page does not begin at its top");
    // A page that this visit has met comes from its memory.
    browser.click(".breadcrumbs a").await?;
    browser.until_heading(&site.heading("/")?).await?;
    let (title, expected) = (browser.words("document.title").await?, site.title("/")?);
    ensure!(title == expected, "the home page's title is « {title} », not « {expected} »");
    // What stands around the page is that page's own, not what is left of the one before.
    let around = "[...document.querySelectorAll('main, main > *')].map((place) => place.cloneNode().outerHTML)";
    let drawn = browser.list(around).await?;
    browser.activate(CONTACT).await?;
    browser.until_heading(&site.heading("/contact/")?).await?;
    let times = server.count("/content/drawn/fr/contact.json");
    ensure!(times == 1, "the page's JSON was asked for again");
    browser.goto(&server.url("/")).await?;
    let written = browser.list(around).await?;
    ensure!(drawn == written, "around the home page stands {drawn:?} rather than {written:?}");
    Ok(())
}

/// What the page shows, without what taking it over leaves and without what the clock writes.
const DRAWN: &str = "(() => { const main = document.querySelector('main').cloneNode(true); main.querySelectorAll('[data-openings]').forEach((line) => { line.textContent = ''; line.removeAttribute('data-open'); }); return main.innerHTML.replace(/<!--.*?-->/g, ''); })()";

pub async fn what_a_link_shows_is_the_page_of_its_document(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    let paths = ["/", "/thematiques/", "/logement/", "/chiffres/", "/contact-general/", "/outils-et-publications/", "/glossaire/", "/credits/"];
    let mut shown = Vec::new();
    browser.goto_alive(&server.url("/plan-du-site/")).await?;
    browser.run("window.mark = 1").await?;
    for path in paths {
        browser.activate(&format!("main a[href='{path}']")).await?;
        browser.until_heading(&site.heading(path)?).await?;
        shown.push(browser.words(DRAWN).await?);
        browser.back().await?;
        browser.until_heading(&site.heading("/plan-du-site/")?).await?;
    }
    ensure!(browser.holds("window.mark === 1").await?, "a link loaded a document");
    for (path, shown) in paths.into_iter().zip(shown) {
        browser.goto(&server.url(path)).await?;
        let written = browser.words(DRAWN).await?;
        let apart = shown.chars().zip(written.chars()).take_while(|(one, other)| one == other).count();
        let from = |text: &str| text.chars().skip(apart.saturating_sub(40)).take(160).collect::<String>();
        ensure!(written.len() > 1000, "{path} says {written:?}");
        ensure!(shown == written, "{path} shows « {} » rather than « {} »", from(&shown), from(&written));
    }
    Ok(())
}

pub async fn going_back_to_a_page_that_never_moved_finds_its_top(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/asile/")).await?;
    browser.run("window.mark = 1").await?;
    browser.activate(CONTACT).await?;
    browser.until_heading(&site.heading("/contact/")?).await?;
    browser.run("document.querySelector('main').style.minHeight = '3000px'; scrollTo(0, 900)").await?;
    tokio::time::sleep(Duration::from_millis(400)).await;
    browser.back().await?;
    browser.until_heading(&site.heading("/asile/")?).await?;
    browser.until("scrollY < 5", "the top of the page").await?;
    ensure!(browser.holds("window.mark === 1").await?, "the way back loaded a document");
    Ok(())
}

pub async fn going_back_finds_the_page_where_it_was_left(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/logement/")).await?;
    browser.run("window.mark = 1; scrollTo(0, 600)").await?;
    // It is written down once the reader stops.
    tokio::time::sleep(Duration::from_millis(400)).await;
    let left = browser.number("scrollY").await?;
    ensure!(left > 500.0, "the page did not scroll: {left}");
    browser.activate(CONTACT).await?;
    browser.until_heading(&site.heading("/contact/")?).await?;
    browser.back().await?;
    browser.until_heading(&site.heading("/logement/")?).await?;
    browser.until(&format!("Math.abs(scrollY - {left}) < 40"), &format!("the scroll position {left}")).await?;
    ensure!(browser.url().await? == server.url("/logement/"), "the address is {}", browser.url().await?);
    ensure!(browser.words("document.title").await? == site.title("/logement/")?, "the title stayed");
    browser.forward().await?;
    browser.until_heading(&site.heading("/contact/")?).await?;
    ensure!(browser.holds("window.mark === 1").await?, "the way back loaded a document");
    Ok(())
}

pub async fn a_link_to_a_finding_arrives_at_it(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/logement/")).await?;
    browser.run("window.mark = 1").await?;
    browser.activate("a[href='/analyse-de-lirfam-2022/#f18']").await?;
    browser.until_heading(&context.site.heading(crate::site::SURVEY)?).await?;
    let in_view = "(() => { const place = document.getElementById('f18').getBoundingClientRect(); return place.top >= 0 && place.top < innerHeight; })()";
    browser.until(in_view, "the finding f18 in view").await?;
    // Still there once everything has settled.
    tokio::time::sleep(Duration::from_millis(400)).await;
    ensure!(browser.holds(in_view).await?, "the finding left the view: {}", browser.value("document.getElementById('f18').getBoundingClientRect().top").await?);
    ensure!(browser.url().await? == server.url("/analyse-de-lirfam-2022/#f18"), "the address is {}", browser.url().await?);
    browser.until("document.querySelector('.voices').dataset.chosen === 'f18'", "the finding chosen").await?;
    // A survey's page is a document of its own; from there on, it is one page again.
    ensure!(!browser.holds("window.mark === 1").await?, "the survey's page was drawn by the program");
    browser.alive().await?;
    browser.run("window.mark = 2").await?;
    browser.activate("a[href='/contact/']").await?;
    browser.until_heading(&context.site.heading("/contact/")?).await?;
    ensure!(browser.holds("window.mark === 2").await?, "leaving the survey's page loaded a document");
    browser.back().await?;
    browser.until_heading(&context.site.heading(crate::site::SURVEY)?).await?;
    browser.until(in_view, "the finding f18 in view again").await
}

pub async fn pointing_at_a_link_brings_its_page_before_the_click(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/asile/")).await?;
    browser.run(&format!("document.querySelector({}).scrollIntoView({{ block: 'center' }})", json!(CONTACT))).await?;
    let file = "/content/drawn/fr/contact.json";
    ensure!(server.count(file) == 0, "the page was asked for before anyone pointed at it");
    browser.point_at(CONTACT).await?;
    for _ in 0..100 {
        if server.count(file) > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    ensure!(server.count(file) == 1, "pointing asked {} times", server.count(file));
    // Long enough for the answer.
    tokio::time::sleep(Duration::from_millis(300)).await;
    ensure!(browser.heading().await? == site.heading("/asile/")?, "pointing changed the page");
    browser.click(CONTACT).await?;
    browser.until_heading(&site.heading("/contact/")?).await?;
    ensure!(server.count(file) == 1, "the click asked again");
    Ok(())
}
