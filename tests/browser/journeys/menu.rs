use super::Context;
use crate::{
    engine::{Browser, Engine},
    ensure,
    outcome::Outcome,
};

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const ESCAPE: char = '\u{e00c}';

/// What has the focus.
struct Focus {
    class: String,
    href: String,
    /// Of the disclosure that a title opens.
    open: bool,
}

async fn focus(browser: &Browser) -> Outcome<Focus> {
    let parts = browser
        .list("((at) => [at.closest('.menu') ? at.className : '', at.getAttribute('href') ?? '', String(at.parentElement?.open ?? false)])(document.activeElement)")
        .await?;
    let part = |index: usize| parts.get(index).cloned().unwrap_or_default();
    Ok(Focus { class: part(0), href: part(1), open: part(2) == "true" })
}

/// Goes through the page by Tab, opening what can be opened, and gives the menu's entries in the order met. `escape`: tries Escape in the first group.
async fn walk(browser: &Browser, mut escape: bool) -> Outcome<Vec<String>> {
    let mut met: Vec<String> = Vec::new();
    let mut within = false;
    for _ in 0..90 {
        browser.press(TAB).await?;
        let at = focus(browser).await?;
        if at.class.is_empty() {
            if within {
                return Ok(met);
            }
            continue;
        }
        within = true;
        if at.class.contains("menu__link") {
            ensure!(
                browser.holds("(() => { const at = document.activeElement; return at.getBoundingClientRect().height > 20; })()").await?,
                "{} has the focus but cannot be seen",
                at.href
            );
            met.push(at.href);
            continue;
        }
        // Firefox stops at what scrolls.
        if at.class.contains("menu__list") || at.class.contains("menu__panel") {
            continue;
        }
        ensure!(!at.open, "« {} » is open already", at.class);
        browser.press(ENTER).await?;
        browser.until("document.activeElement.parentElement.open", "Enter opens the group").await?;
        if escape && at.class.contains("menu__title") {
            escape = false;
            browser.press(TAB).await?;
            ensure!(focus(browser).await?.class.contains("menu__link"), "Tab does not go into the open group");
            browser.press(ESCAPE).await?;
            browser
                .until(
                    "document.activeElement.matches('summary.menu__title') && !document.activeElement.parentElement.open",
                    "Escape closes the group and gives the focus back",
                )
                .await?;
            browser.press(ENTER).await?;
            browser.until("document.activeElement.parentElement.open", "Enter opens the group again").await?;
        }
    }
    Ok(met)
}

async fn through(context: Context<'_>, scripts: bool) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    for width in [1280, 360] {
        browser.size(width, 800).await?;
        if scripts {
            browser.goto_alive(&server.url("/asile/")).await?;
        } else {
            browser.scripts(false).await?;
            browser.goto(&server.url("/asile/")).await?;
        }
        let met = walk(browser, scripts).await?;
        ensure!(met == site.menu, "at {width} pixels, the keyboard meets {} entries of {}:\n{met:?}", met.len(), site.menu.len());
        if browser.engine != Engine::Chromium && width == 360 {
            ensure!(browser.number("innerWidth").await? < 1024.0, "the window stays {} pixels wide", browser.number("innerWidth").await?);
        }
    }
    Ok(())
}

pub async fn every_entry_of_the_menu_is_reached_by_keyboard(context: Context<'_>) -> Outcome {
    ensure!(context.site.menu.len() == 39, "the menu has {} entries", context.site.menu.len());
    through(context, true).await?;
    // A page chosen by keyboard closes what led to it.
    let Context { browser, site } = context;
    let server = context.serve().await?;
    browser.size(360, 800).await?;
    browser.goto_alive(&server.url("/asile/")).await?;
    browser.click(".menu__toggle").await?;
    // Browsers that cannot show what a closed disclosure holds keep the groups' titles.
    let titled = browser.holds("document.querySelector('.menu__title').getClientRects().length").await?;
    ensure!(!titled || !browser.holds("CSS.supports('selector(::details-content)')").await?, "the groups are folded in the drawer");
    if titled {
        browser.click(".menu__group > summary").await?;
    }
    touch(browser, "/equipe/").await?;
    browser.until_heading(&site.heading("/equipe/")?).await?;
    ensure!(!browser.holds("document.querySelector('.menu details[open]')").await?, "the menu stayed open");
    Ok(())
}

/// Touches the entry of the menu that leads to `path`, where a finger would: drivers take what the style sheet shows of a closed disclosure for hidden.
async fn touch(browser: &Browser, path: &str) -> Outcome {
    let link = format!("document.querySelector('.menu__link[href=\"{path}\"]')");
    browser.run(&format!("{link}.scrollIntoView({{ block: 'center' }})")).await?;
    let reached = format!(
        "(() => {{ const place = {link}.getBoundingClientRect(); return {link}.contains(document.elementFromPoint(place.left + place.width / 2, place.top + place.height / 2)); }})()"
    );
    ensure!(browser.holds(&reached).await?, "{path} cannot be touched where it stands");
    browser.activate(&format!(".menu__link[href='{path}']")).await
}

/// One touch opens the drawer, another follows any entry: nothing between the two.
pub async fn any_page_of_the_menu_is_two_touches_away(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    for width in [320, 360] {
        browser.size(width, 640).await?;
        browser.goto_alive(&server.url("/")).await?;
        let place = "(() => { const place = document.querySelector('.menu__toggle').getBoundingClientRect(); return place.top > innerHeight / 2 && place.bottom <= innerHeight; })()";
        ensure!(browser.holds(place).await?, "at {width} pixels, the menu's button is not under the thumb");
        browser.click(".menu__toggle").await?;
        let seen = browser.list("[...document.querySelectorAll('.menu__link')].filter((link) => link.checkVisibility() && link.getBoundingClientRect().height >= 44).map((link) => link.getAttribute('href'))").await?;
        ensure!(seen == site.menu, "at {width} pixels, the open drawer shows {} entries of {}", seen.len(), site.menu.len());
        touch(browser, "/volontariat/").await?;
        browser.until_heading(&site.heading("/volontariat/")?).await?;
    }
    Ok(())
}

pub async fn every_entry_of_the_menu_is_reached_by_keyboard_without_scripts(context: Context<'_>) -> Outcome {
    through(context, false).await
}
