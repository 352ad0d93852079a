use super::Context;
use crate::outcome::{Outcome, none};
use serde_json::json;

/// Pages that were read are kept for reading without network, by the one worker: that is said on the page of privacy, and erased at will. Nothing else is kept.
const KEPT: &str = "Promise.all([localStorage.length, sessionStorage.length, caches.keys().then((keys) => keys.filter((name) => !['pages', 'reading'].includes(name)).length), indexedDB.databases().then((list) => list.length), \
                    navigator.serviceWorker.getRegistrations().then((list) => list.length > 1 ? list.length : 0)])";

pub async fn nothing_is_asked_elsewhere_and_nothing_is_kept(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    let listener = browser
        .before_pages("window.violations = []; document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI))")
        .await?;
    let mut faults = Vec::new();
    for route in site.taken_over() {
        browser.goto_alive(&server.url(route)).await?;
        let elsewhere = browser
            .list("performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => !name.startsWith(location.origin + '/') && !name.startsWith('data:'))")
            .await?;
        faults.extend(elsewhere.into_iter().map(|address| format!("{route}: asks {address}")));
        faults.extend(browser.list("window.violations").await?.into_iter().map(|violation| format!("{route}: policy violation {violation}")));
        if !browser.holds("Array.isArray(window.violations)").await? {
            faults.push(format!("{route}: nobody listens to violations"));
        }
        let kept =
            browser.later(&format!("const done = arguments[arguments.length - 1]; {KEPT}.then(done, (error) => done(String(error)))"), Vec::new()).await?;
        if kept != json!([0, 0, 0, 0, 0]) {
            faults.push(format!("{route}: keeps {kept} (local, session, caches, databases, workers)"));
        }
        let cookies = browser.devtools("Network.getAllCookies", json!({})).await?;
        if cookies["cookies"] != json!([]) {
            faults.push(format!("{route}: cookies {}", cookies["cookies"]));
            browser.devtools("Network.clearBrowserCookies", json!({})).await?;
        }
        let wrong = |message: &str| message.contains("404") && message.contains(route.as_str());
        let said = browser.log().await?.into_iter().filter(|(_, message)| !wrong(message));
        faults.extend(said.map(|(level, message)| format!("{route}: {level} {message}")));
    }
    // Whatever was asked exists, but the page of wrong addresses.
    let missing = server.asked().into_iter().filter(|asked| asked.status >= 400 && !site.routes.contains(&asked.path));
    faults.extend(missing.map(|asked| format!("{} answered {}", asked.path, asked.status)));
    browser.no_longer_before_pages(listener).await?;
    none(faults)
}
