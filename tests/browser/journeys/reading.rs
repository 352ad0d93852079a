use super::Context;
use crate::{engine::Browser, ensure, outcome::Outcome};

const SHIFT: char = '\u{e008}';
/// The page's own colour, which no theme shares with another.
const PAPER: &str = "getComputedStyle(document.body).backgroundColor";
const LIGHT: &str = "rgb(250, 245, 235)";
const DARK: &str = "rgb(15, 24, 43)";
const WORKER: &str = "navigator.serviceWorker.controller?.state === 'activated'";

async fn choose(browser: &Browser, name: &str, value: &str) -> Outcome {
    browser.run("document.querySelector('.reading').open = true").await?;
    browser.click(&format!(".reading__choice:has([name='{name}'][value='{value}'])")).await
}

async fn has_colour(browser: &Browser, colour: &str, when: &str) -> Outcome {
    browser.until(&format!("{PAPER} === '{colour}'"), &format!("{when}: the page is {colour}")).await
}

pub async fn a_setting_holds_at_once_from_page_to_page_and_is_erased(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/asile/")).await?;
    let size = browser.number("parseFloat(getComputedStyle(document.body).fontSize)").await?;
    choose(browser, "theme", "dark").await?;
    choose(browser, "text", "larger").await?;
    choose(browser, "contrast", "more").await?;
    choose(browser, "spacing", "wide").await?;
    choose(browser, "links", "underlined").await?;
    has_colour(browser, DARK, "at once").await?;
    let grown = browser.number("parseFloat(getComputedStyle(document.body).fontSize)").await?;
    ensure!(grown > size * 1.35, "letters went from {size} to {grown} pixels");
    ensure!(browser.holds("getComputedStyle(document.querySelector('.related__link')).textDecorationLine === 'underline'").await?, "links are not underlined");
    // To another page, without a document and with one.
    browser.activate(".footer__links a[href='/contact/']").await?;
    browser.until_heading(&site.heading("/contact/")?).await?;
    has_colour(browser, DARK, "on another page").await?;
    browser.goto_alive(&server.url("/logement/")).await?;
    has_colour(browser, DARK, "in another document").await?;
    ensure!(browser.holds("document.querySelector('[name=theme][value=dark]').checked").await?, "the form does not show what holds");
    browser.run("document.querySelector('.reading').open = true").await?;
    browser.click(".reading [type=reset]").await?;
    has_colour(browser, LIGHT, "erased").await?;
    browser.until("document.querySelector('.reading [role=status]').textContent.length > 5", "it is said that nothing is left").await?;
    let left = "Promise.all([caches.keys(), navigator.serviceWorker?.getRegistrations() ?? []]).then(([kept, workers]) => window.left = localStorage.length + kept.length + workers.length)";
    browser.run(&format!("window.left = null; {left}")).await?;
    browser.until("window.left === 0 && !('theme' in document.documentElement.dataset)", "nothing is left").await?;
    browser.goto_alive(&server.url("/logement/")).await?;
    has_colour(browser, LIGHT, "in the next document").await
}

pub async fn a_setting_needs_no_script_on_the_page_itself(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.scripts(false).await?;
    browser.goto(&server.url("/asile/")).await?;
    browser.click(".reading > summary").await?;
    browser.click(".reading__choice:has([name='theme'][value='dark'])").await?;
    has_colour(browser, DARK, "without script").await?;
    // Paper stays white.
    browser.devtools("Emulation.setEmulatedMedia", serde_json::json!({ "media": "print" })).await?;
    has_colour(browser, "rgb(255, 255, 255)", "on paper").await?;
    browser.devtools("Emulation.setEmulatedMedia", serde_json::json!({ "media": "" })).await?;
    // And against the device.
    browser.dark(true).await?;
    browser.click(".reading__choice:has([name='theme'][value='light'])").await?;
    has_colour(browser, LIGHT, "without script, on a dark device").await?;
    browser.click(".reading__choice:has([name='theme'][value=''])").await?;
    has_colour(browser, DARK, "as the device").await
}

pub async fn the_next_document_arrives_as_the_reader_wants_it(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/asile/")).await?;
    browser.until(WORKER, "the worker").await?;
    choose(browser, "theme", "dark").await?;
    choose(browser, "motion", "none").await?;
    // The document itself, before any script of ours: none runs.
    browser.block("*.js").await?;
    browser.goto(&server.url("/logement/")).await?;
    ensure!(!browser.holds("'script' in document.documentElement.dataset").await?, "a script ran");
    ensure!(browser.words(PAPER).await? == DARK, "the document arrives {}", browser.words(PAPER).await?);
    ensure!(browser.holds("document.documentElement.dataset.motion === 'none'").await?, "motion is not as chosen");
    Ok(())
}

pub async fn pages_that_were_read_stay_readable_without_network(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/asile/")).await?;
    browser.until(WORKER, "the worker").await?;
    // A page that the program shows, too: no document of it was asked for.
    browser.activate(".footer__links a[href='/formations/']").await?;
    browser.until_heading(&site.heading("/formations/")?).await?;
    browser.until("caches.match('/formations/').then((kept) => window.shown = !!kept) && window.shown", "the page that the program shows is kept").await?;
    browser.goto_alive(&server.url("/logement/")).await?;
    browser.until("caches.match('/logement/').then((kept) => window.kept = !!kept) && window.kept", "the page is kept").await?;
    ensure!(!browser.holds("getComputedStyle(document.querySelector('.offline-note')).display !== 'none'").await?, "the note is there with a network");
    server.cut(true);
    for path in ["/logement/", "/formations/", "/asile/", "/"] {
        browser.goto(&server.url(path)).await?;
        ensure!(browser.heading().await? == site.heading(path)?, "{path} without network: « {} »", browser.heading().await?);
        ensure!(browser.holds("document.querySelector('.offline-note').getClientRects().length").await?, "{path}: nothing says that it is a copy");
    }
    browser.goto(&server.url("/mobilite/")).await?;
    ensure!(browser.heading().await? == site.heading("/hors-ligne/")?, "a page that was not read: « {} »", browser.heading().await?);
    ensure!(browser.holds("document.querySelector('main a[href^=\"tel:\"]')").await?, "no number to call without network");
    // It lists what is kept, with the day; the pages of contact are there beforehand.
    browser.until("document.querySelector('#kept-title')", "the list of what is kept").await?;
    for path in ["/logement/", "/formations/", "/contact/", "/contact-general/", "/bureau-daccueil/"] {
        let line = format!("[...document.querySelectorAll('#kept-title + ul li')].find((line) => line.querySelector('a[href=\"{path}\"]'))?.textContent");
        let line = browser.words(&format!("{line} ?? ''")).await?;
        ensure!(line.contains("copie du"), "{path} is kept as « {line} »");
    }
    server.cut(false);
    browser.goto(&server.url("/mobilite/")).await?;
    ensure!(browser.heading().await? == site.heading("/mobilite/")?, "with the network again: « {} »", browser.heading().await?);
    Ok(())
}

/// The way out leads to this server's own page here: nothing of a test leaves this machine.
pub async fn leaving_quickly_takes_the_page_out_of_the_way_back(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    for by_keyboard in [false, true] {
        browser.goto_alive(&server.url("/logement/")).await?;
        browser.goto_alive(&server.url("/asile/")).await?;
        browser.run(&format!("document.querySelector('[data-act=exit]').href = {:?}", server.url("/chiffres/"))).await?;
        if by_keyboard {
            for _ in 0..3 {
                browser.press(SHIFT).await?;
            }
        } else {
            browser.click("[data-act=exit]").await?;
        }
        browser.until_heading(&site.heading("/chiffres/")?).await?;
        browser.alive().await?;
        browser.back().await?;
        browser.until_heading(&site.heading("/logement/")?).await?;
    }
    Ok(())
}

pub async fn what_is_copied_is_said(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/logement/")).await?;
    browser.run("navigator.clipboard.writeText = async (words) => { window.copied = words; }; delete Navigator.prototype.share").await?;
    let number = browser.words("document.querySelector('[data-copy]').dataset.copy").await?;
    browser.click("[data-copy]").await?;
    browser.until(&format!("window.copied === {number:?}"), "the number is copied").await?;
    browser.until("document.querySelector('#said').textContent === 'Copié' && 'done' in document.querySelector('[data-copy]').dataset", "it is said").await?;
    browser
        .until("!('done' in document.querySelector('[data-copy]').dataset) && document.querySelector('#said').textContent === ''", "the label comes back")
        .await?;
    browser.click("[data-act=share]").await?;
    browser.until("window.copied === location.href", "without a share sheet, the address is copied").await
}
