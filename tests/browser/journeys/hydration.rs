use super::Context;
use crate::{
    engine::Engine,
    outcome::{Outcome, none},
    server::Server,
};

/// On the site whose program tells what went wrong.
pub async fn every_page_is_taken_over_without_a_mismatch(Context { browser, site }: Context<'_>) -> Outcome {
    let server = Server::start(&site.debug).await?;
    let mut faults = Vec::new();
    for route in site.taken_over() {
        // The proof: a link followed within the document.
        let goal = if route == "/contact/" { "/chiffres/" } else { "/contact/" };
        browser.goto(&server.url(route)).await?;
        let taken_over = async {
            browser.alive().await?;
            browser
                .run("window.mark = 1; window.faults = []; addEventListener('error', (event) => faults.push(event.message)); addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)))")
                .await?;
            browser.activate(&format!(".footer__links a[href='{goal}']")).await?;
            browser.until_heading(&site.heading(goal)?).await
        };
        if let Err(fault) = taken_over.await {
            faults.push(format!("{route}: {fault}"));
        } else if !browser.holds("window.mark === 1").await? {
            faults.push(format!("{route}: a link loaded a document"));
        } else {
            faults.extend(browser.list("window.faults").await?.into_iter().map(|fault| format!("{route}: {fault}")));
        }
        if browser.engine == Engine::Chromium {
            // The page of wrong addresses is a failure to the console; nothing else is said.
            let expected = |message: &str| message.contains(route.as_str()) && message.contains("404");
            let said = browser.log().await?.into_iter().filter(|(_, message)| !expected(message));
            faults.extend(said.map(|(level, message)| format!("{route}: {level} {message}")));
        }
    }
    none(faults)
}
