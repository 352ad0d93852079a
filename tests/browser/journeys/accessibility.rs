use super::Context;
use crate::outcome::{ByPlace, Outcome};
use serde_json::json;

/// What is wider than what holds it; what scrolls by itself is allowed to be.
const TOO_WIDE: &str = "[...new Set([...document.querySelectorAll('body *')].filter((element) => {
        const place = element.getBoundingClientRect(), holder = element.parentElement.getBoundingClientRect();
        return place.right > 320.5 && place.right > holder.right + 0.5 && !element.closest('.table');
    }).map((element) => {
        const name = (element) => element.tagName.toLowerCase() + (element.className ? '.' + element.className : '');
        return name(element.parentElement) + ' > ' + name(element);
    }))].slice(0, 6)";

pub async fn no_page_scrolls_sideways_at_320_pixels(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.size(320, 800).await?;
    let mut faults = ByPlace::default();
    for route in &site.routes {
        for text in [16, 32] {
            browser.devtools("Page.setFontSizes", json!({ "fontSizes": { "standard": text, "fixed": text } })).await?;
            browser.goto(&server.url(route)).await?;
            let size = browser.number("parseFloat(getComputedStyle(document.documentElement).fontSize)").await?;
            if (size - f64::from(text) * 1.125).abs() > 0.5 {
                faults.add(format!("text of {size} pixels where the reader asks for {text} (× 1,125)"), route);
            }
            for opened in ["", ", everything open"] {
                if !opened.is_empty() {
                    browser.run("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })").await?;
                }
                let width = browser.number("document.scrollingElement.scrollWidth").await?;
                if width > 320.0 {
                    for guilty in browser.list(TOO_WIDE).await? {
                        faults.add(format!("text of {text} px{opened}: {guilty}"), route);
                    }
                    faults.add(format!("text of {text} px{opened}: the page itself"), route);
                }
            }
        }
    }
    faults.none()
}

/// Links, buttons and fields that are seen, outside of sentences, and less than 44 pixels high; in sentences, less than 24 is let be (WCAG 2.2, 2.5.8).
const SMALL: &str = "[...document.querySelectorAll('a[href], button, input, summary')].map((target) => target.matches('[type=radio], [type=checkbox]') ? target.labels[0] ?? target : target)
    .filter((target) => {
        if (!target.checkVisibility({ visibilityProperty: true })) return false;
        const place = target.getBoundingClientRect();
        // The skip link waits above the page.
        if (place.width === 0 || place.bottom <= 0) return false;
        const holder = target.closest('p, li, dd, td, figcaption, blockquote');
        const in_sentence = getComputedStyle(target).display === 'inline' && holder && holder.textContent.trim().length > target.textContent.trim().length;
        return !in_sentence && place.height < 43.5;
    })
    .map((target) => {
        const name = (element) => element.tagName.toLowerCase() + (element.className ? '.' + element.className : '');
        return (target.closest('[class]') === target ? name(target) : name(target.closest('[class]')) + ' ' + name(target)) + ' ' + Math.round(target.getBoundingClientRect().height) + ' px';
    })";

pub async fn what_is_touched_is_44_pixels_high(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.size(360, 800).await?;
    let mut faults = ByPlace::default();
    for route in &site.routes {
        browser.goto(&server.url(route)).await?;
        // Groups close each other unless they lose the name that they share.
        browser
            .run(
                "document.querySelectorAll('details').forEach((fold) => { fold.removeAttribute('name'); fold.open = true; });
                  document.querySelectorAll('.voices__source').forEach((source) => { source.style.display = 'block'; })",
            )
            .await?;
        for small in browser.list(SMALL).await? {
            faults.add(small, route);
        }
    }
    faults.none()
}
