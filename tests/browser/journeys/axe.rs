//! axe, on every page in every theme: WCAG 2.2, A to AAA, and best practice.

use super::Context;
use crate::{
    engine::Browser,
    outcome::{ByPlace, Fault, Outcome},
    server::{Program, Server},
    site::{KINDS, Site},
};

const EVERY_RULE: &str = "['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";
/// What a theme can change.
const COLOUR_RULES: &str = "['cat.color']";
type Wishes = &'static [(&'static str, &'static str)];
/// What the system asks for, in words, and the rules that it may break.
const THEMES: [(&str, Wishes, &str); 3] = [
    ("light", &[("prefers-color-scheme", "light")], EVERY_RULE),
    ("dark", &[("prefers-color-scheme", "dark")], COLOUR_RULES),
    ("more contrast", &[("prefers-color-scheme", "light"), ("prefers-contrast", "more")], COLOUR_RULES),
];
const WIDTHS: [u32; 2] = [1280, 360];

/// The text of axe is run, not injected: the content policy forbids the latter.
async fn load_axe(browser: &Browser, site: &Site) -> Outcome {
    browser.run(&site.axe).await.map_err(|_| Fault::said("axe.min.js does not run"))?;
    if browser.holds("typeof axe === 'object'").await? { Ok(()) } else { Err(Fault::said("axe.min.js does not give axe")) }
}

/// The violations of the page, one line each.
async fn violations(browser: &Browser, tags: &str) -> Outcome<Vec<String>> {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         axe.run(document, {{ runOnly: {tags}, resultTypes: ['violations'] }}).then(
           (result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ' : ' + node.target.join(' ') + ' (' + (node.any[0]?.message ?? rule.help) + ')'))),
           (error) => done(['axe: ' + error]))"
    );
    let found = browser.later(&script, Vec::new()).await?;
    Ok(found.as_array().into_iter().flatten().map(|line| line.as_str().unwrap_or_default().to_owned()).collect())
}

/// The page on the screen, at each width, in each theme.
async fn in_every_theme(browser: &Browser, site: &Site, path: &str, faults: &mut ByPlace) -> Outcome {
    load_axe(browser, site).await?;
    for width in WIDTHS {
        browser.size(width, 800).await?;
        for (theme, wishes, rules) in THEMES {
            browser.media("", wishes).await?;
            for fault in violations(browser, rules).await? {
                faults.add(format!("{fault}, {theme}, {width} px"), path);
            }
        }
    }
    Ok(())
}

/// Without the program, which is asked for its own changes elsewhere: pages load faster.
async fn quarter(context: Context<'_>, quarter: usize) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    server.program(Program::Missing);
    let mut faults = ByPlace::default();
    for route in site.routes.iter().skip(quarter).step_by(4) {
        browser.goto(&server.url(route)).await?;
        in_every_theme(browser, site, route, &mut faults).await?;
    }
    faults.none()
}

pub async fn axe_finds_nothing_in_the_first_quarter_of_the_pages(context: Context<'_>) -> Outcome {
    quarter(context, 0).await
}

pub async fn axe_finds_nothing_in_the_second_quarter_of_the_pages(context: Context<'_>) -> Outcome {
    quarter(context, 1).await
}

pub async fn axe_finds_nothing_in_the_third_quarter_of_the_pages(context: Context<'_>) -> Outcome {
    quarter(context, 2).await
}

pub async fn axe_finds_nothing_in_the_fourth_quarter_of_the_pages(context: Context<'_>) -> Outcome {
    quarter(context, 3).await
}

pub async fn axe_finds_nothing_when_everything_is_open(context: Context<'_>) -> Outcome {
    let server = context.serve().await?;
    open(context, &server, "").await
}

/// Filtered, crossed, everything open: as it is when it is used.
pub async fn axe_finds_nothing_in_a_survey_that_is_explored(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    let mut faults = ByPlace::default();
    let path = "/sondages/demonstration/?unite=part&g.structuree=oui&c.subsides=reseau";
    browser.goto(&server.url(path)).await?;
    browser.until("document.querySelector('.explorer[data-live][data-filtered]')", "the explorer").await?;
    browser.run("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })").await?;
    browser.settled().await?;
    in_every_theme(browser, site, path, &mut faults).await?;
    faults.none()
}

pub async fn axe_finds_nothing_from_right_to_left(context: Context<'_>) -> Outcome {
    let server = context.serve_look().await?;
    open(context, &server, "/ar").await
}

/// A page of each kind, with the program, everything that opens open; of the menu's groups one at a time can be.
async fn open(context: Context<'_>, server: &Server, prefix: &str) -> Outcome {
    let Context { browser, site } = context;
    let mut faults = ByPlace::default();
    for path in KINDS {
        let path = format!("{prefix}{path}");
        browser.goto_alive(&server.url(&path)).await?;
        browser.run("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })").await?;
        browser.run("document.querySelectorAll('main input[type=radio]')[3]?.click()").await?;
        in_every_theme(browser, site, &path, &mut faults).await?;
    }
    faults.none()
}
