use super::Context;
use crate::{
    ensure,
    outcome::{Outcome, none},
    server::Program,
    site::KINDS,
};
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Without {
    Scripts,
    /// Refused on the way, as some networks do.
    Blocked,
    Missing,
}

pub async fn everything_is_readable_without_the_program(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let mut faults = Vec::new();
    for without in [Without::Blocked, Without::Missing, Without::Scripts] {
        let server = context.serve().await?;
        match without {
            Without::Scripts => browser.scripts(false).await?,
            Without::Blocked => browser.block("*.wasm").await?,
            Without::Missing => {
                browser.block("nothing-is-blocked").await?;
                server.program(Program::Missing);
            }
        }
        for path in KINDS {
            browser.goto(&server.url(path)).await?;
            if without != Without::Scripts {
                tokio::time::sleep(Duration::from_millis(300)).await;
            }
            let heading = browser.heading().await?;
            let words = browser.number("document.querySelector('main').innerText.length").await?;
            let links = browser.number("document.querySelectorAll('main a[href]').length").await?;
            let menu = browser.number("document.querySelectorAll('.menu__link[href]').length").await?;
            if heading.len() < 4 || words < 150.0 || links < 1.0 || menu < 39.0 {
                faults.push(format!("{without:?} {path}: « {heading} », {words} letters, {links} links, {menu} entries"));
            }
            if browser.holds("[...document.querySelectorAll('main h1, main h2, main p')].some((text) => getComputedStyle(text).opacity === '0')").await? {
                faults.push(format!("{without:?} {path}: text that waits to be seen"));
            }
            for (level, message) in browser.log().await? {
                let expected = message.contains(".wasm") || message.contains("une-adresse-qui") || message.contains("Sans programme");
                if level == "SEVERE" && !expected {
                    faults.push(format!("{without:?} {path}: {message}"));
                }
            }
            if server.asked().iter().any(|asked| asked.path.ends_with(".wasm") && asked.status == 200) {
                faults.push(format!("{without:?} {path}: the program was sent"));
            }
        }
        // A link is a link.
        browser.goto(&server.url("/")).await?;
        browser.click(".header__search").await?;
        browser.until("location.pathname === '/recherche/'", "the page that a link leads to").await?;
        ensure!(server.count("/recherche/") > 0, "{without:?}: no document was asked for");
        // What this page still asks for is not the next one's.
        browser.goto("about:blank").await?;
        browser.log().await?;
    }
    none(faults)
}

pub async fn who_saves_data_is_not_sent_the_program_until_it_is_needed(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    for network in ["{ saveData: true, effectiveType: '4g' }", "{ saveData: false, effectiveType: '2g' }"] {
        let server = context.serve().await?;
        let saving = browser.before_pages(&format!("Object.defineProperty(navigator, 'connection', {{ get: () => ({network}) }})")).await?;
        let outcome = async {
            for path in ["/asile/", "/", "/analyse-de-lirfam-2022/"] {
                browser.goto(&server.url(path)).await?;
                tokio::time::sleep(Duration::from_millis(800)).await;
                ensure!(!server.has_sent_program(), "{network}: {path} asked for the program");
            }
            browser.goto_alive(&server.url("/recherche/?q=logement")).await?;
            ensure!(server.has_sent_program(), "the search runs without its program");
            browser.until("document.querySelector('.search-results__found a')", "results").await
        };
        let outcome = outcome.await;
        browser.no_longer_before_pages(saving).await?;
        outcome?;
    }
    // The same page with an ordinary network: the proof that the above asks nothing for its own reason.
    let server = context.serve().await?;
    browser.goto_alive(&server.url("/asile/")).await?;
    ensure!(server.has_sent_program(), "the program is never asked for");
    Ok(())
}
