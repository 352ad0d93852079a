use super::Context;
use crate::{
    engine::Browser,
    outcome::{Fault, Outcome, none},
    site::{KINDS, Site},
};
use serde_json::json;
use std::collections::BTreeMap;

const EVERY_RULE: &str = "['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";
/// What a theme can change.
const COLOUR_RULES: &str = "['cat.color']";

/// The text of axe is run, not injected: the content policy forbids the latter.
async fn load_axe(browser: &Browser, site: &Site) -> Outcome {
    browser.run(&site.axe).await.map_err(|_| Fault::said("axe.min.js does not run"))?;
    if browser.holds("typeof axe === 'object'").await? { Ok(()) } else { Err(Fault::said("axe.min.js does not give axe")) }
}

/// The violations of the page, one line each.
async fn violations(browser: &Browser, tags: &str, whence: &str) -> Outcome<Vec<String>> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         axe.run(document, {{ runOnly: {tags}, resultTypes: ['violations'] }}).then(
           (result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ' : ' + node.target.join(' ') + ' (' + (node.any[0]?.message ?? rule.help) + ')'))),
           (error) => done(['axe: ' + error]))"
    );
    let found = browser.later(&script, Vec::new()).await?;
    Ok(found.as_array().into_iter().flatten().map(|line| format!("{whence}: {}", line.as_str().unwrap_or_default())).collect())
}

/// With the program out of the way: what it changes is asked of it elsewhere, and pages load faster.
pub async fn axe_finds_nothing_on_any_page_in_light_and_in_dark(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    let mut faults = Vec::new();
    for route in &site.routes {
        browser.dark(false).await?;
        browser.goto(&server.url(route)).await?;
        load_axe(browser, site).await?;
        faults.extend(violations(browser, EVERY_RULE, &format!("{route} light")).await?);
        browser.dark(true).await?;
        faults.extend(violations(browser, COLOUR_RULES, &format!("{route} dark")).await?);
    }
    none(faults)
}

pub async fn axe_finds_nothing_on_small_screens_nor_in_open_menus(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    let mut faults = Vec::new();
    for width in [360, 1280] {
        browser.size(width, 800).await?;
        for path in KINDS {
            for dark in [false, true] {
                browser.dark(dark).await?;
                browser.goto_alive(&server.url(path)).await?;
                load_axe(browser, site).await?;
                // Everything that opens is open; of the menu's groups one at a time can be.
                browser.run("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })").await?;
                browser.run("document.querySelector('.voices input[value=\"4\"]')?.click()").await?;
                let theme = if dark { "dark" } else { "light" };
                let tags = if dark { COLOUR_RULES } else { EVERY_RULE };
                faults.extend(violations(browser, tags, &format!("{path} {width} px, open, {theme}")).await?);
            }
        }
    }
    none(faults)
}

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
const SMALL: &str = "[...document.querySelectorAll('a[href], button, input, summary')].map((target) => target.matches('label input') ? target.closest('label') : target)
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

/// The same fault on many pages is one line.
#[derive(Default)]
struct ByPlace(BTreeMap<String, Vec<String>>);

impl ByPlace {
    fn add(&mut self, fault: String, route: &str) {
        let pages = self.0.entry(fault).or_default();
        if pages.last().is_none_or(|last| last != route) {
            pages.push(route.to_owned());
        }
    }

    fn none(self) -> Outcome {
        none(self.0.into_iter().map(|(fault, pages)| format!("{fault}: {} pages, {}", pages.len(), pages[..pages.len().min(3)].join(" "))).collect())
    }
}
