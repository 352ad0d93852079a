//! How pages, states and charts look: pictures, compared with those of `tests/screens`. Each kind of chart is looked at in light, dark and forced colours, and without motion.
//!
//! `SNAPSHOTS=accept cargo xtask test --only screens` writes them anew. What differs is written to `target/screens`: the new picture, and where it differs.

use super::Context;
use crate::{
    engine::Browser,
    ensure,
    outcome::{Fault, Outcome, none},
    picture::{self, Picture},
    server::{Json, Program, Server},
    site::{SURVEY, Site},
    snapshot,
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, time::Duration};

/// Pages that the site does not have, or not in every language, are left out. From right to left, « accompagnement » is one that is not translated.
const PAGES: [(&str, &str); 13] = [
    ("accueil", "/"),
    ("thematiques", "/thematiques/"),
    ("logement", "/logement/"),
    ("asile", "/asile/"),
    ("accompagnement", "/accompagnement/"),
    ("chiffres", "/chiffres/"),
    ("contact", "/contact/"),
    ("sondage", SURVEY),
    ("plan-du-site", "/plan-du-site/"),
    ("recherche", "/recherche/?q=logement"),
    ("accessibilite", "/accessibilite/"),
    ("hors-ligne", "/hors-ligne/"),
    ("style", "/style/"),
];
const WIDTHS: [u32; 5] = [320, 360, 768, 1024, 1440];
const STATE_WIDTHS: [u32; 2] = [360, 1440];
const THEMES: [&str; 2] = ["light", "dark"];
const DIRECTIONS: [&str; 2] = ["ltr", "rtl"];

/// A page's beginning says how it looks; its height is compared as far as this, in CSS pixels.
const PAGE_HEIGHT: f64 = 3200.0;
const STATE_HEIGHT: f64 = 1600.0;
const SCALE: f64 = 0.25;

/// A state of the site and how it is reached.
struct State {
    name: &'static str,
    path: &'static str,
    site: Condition,
    /// Run once the page is there (and taken over, unless the program is out of the way).
    script: &'static str,
    /// What is true when the state is reached.
    reached: &'static str,
}

/// What befalls the site once the page is there.
#[derive(Clone, Copy, PartialEq)]
enum Condition {
    Well,
    /// The next page does not arrive.
    Waiting,
    /// The next page arrives as an error.
    Failing,
    /// The next page has a block that cannot be read.
    BrokenBlock,
    /// There is no network.
    Offline,
    WithoutProgram,
    WithoutScripts,
}

const OPEN_MENU: &str =
    "[...document.querySelectorAll('header nav summary, header nav button, header > * > summary')].find((control) => control.checkVisibility()).click()";
/// Only the click: nothing is fetched ahead.
const FOLLOW_A_LINK: &str = "[...document.links].find((link) => link.pathname === location.pathname.replace('/asile/', '/contact/')).click()";

const STATES: &[State] = &[
    State {
        name: "menu-ouvert",
        path: "/logement/",
        site: Condition::Well,
        script: OPEN_MENU,
        reached: "document.querySelector('header details[open], header [aria-expanded=true]')",
    },
    State {
        name: "reglages-ouverts",
        path: "/logement/",
        site: Condition::Well,
        script: "document.querySelector('.reading > summary').click()",
        reached: "document.querySelector('.reading[open]')",
    },
    State {
        name: "constat-choisi",
        path: SURVEY,
        site: Condition::Well,
        script: "document.querySelectorAll('main input[type=radio]')[3].click()",
        reached: "document.querySelector('main input[type=radio]:checked')",
    },
    State {
        name: "page-en-route",
        path: "/asile/",
        site: Condition::Waiting,
        script: FOLLOW_A_LINK,
        reached: "document.querySelector('main [aria-busy=true]')",
    },
    State { name: "page-en-echec", path: "/asile/", site: Condition::Failing, script: FOLLOW_A_LINK, reached: "document.querySelector('main .page-error')" },
    State { name: "sans-reseau", path: "/asile/", site: Condition::Offline, script: FOLLOW_A_LINK, reached: "document.querySelector('main .page-error')" },
    State { name: "bloc-illisible", path: "/asile/", site: Condition::BrokenBlock, script: FOLLOW_A_LINK, reached: "location.pathname.endsWith('/contact/')" },
    State {
        name: "recherche-vide",
        path: "/recherche/?q=zzzzqqqq",
        site: Condition::Well,
        script: "",
        reached: "document.querySelector('main [role=status]')?.textContent.trim().length > 20",
    },
    State { name: "introuvable", path: "/parcours-integration/", site: Condition::Well, script: "", reached: "document.querySelector('main [role=status] a')" },
    State {
        name: "sondage-explore",
        path: "/sondages/demonstration/?unite=part&g.structuree=oui",
        site: Condition::Well,
        // What one chooses by, who is kept, the first charts.
        script: "for (const aside of document.querySelectorAll('.explorer__about, .contents')) aside.style.display = 'none'",
        reached: "document.querySelector('.explorer[data-filtered]')",
    },
    State {
        name: "sondage-dessins",
        path: "/sondages/demonstration/?c.subsides=reseau&k.domaines",
        site: Condition::Well,
        // One chart of a kind: combinations, crossed, number, both sides of a middle.
        script: "for (const aside of document.querySelectorAll('.explorer__about, .contents, .explorer__tools, .explorer__view')) aside.style.display = 'none';
            for (const section of document.querySelectorAll('.explorer__question')) {
                if (!section.querySelector('#q-domaines, #q-subsides, #q-membres, #q-reseau')) section.style.display = 'none';
            }",
        reached: "document.querySelector('#q-subsides').closest('section').querySelector('.explorer__split')",
    },
    State { name: "sans-programme", path: SURVEY, site: Condition::WithoutProgram, script: "", reached: "true" },
    State { name: "sans-scripts", path: "/", site: Condition::WithoutScripts, script: "", reached: "true" },
];

/// Pages whose charts are compared one by one, and what brings them to the state that is compared. Surveys that are explored show one chart of a kind.
const CHARTS: &[Charts] = &[
    Charts {
        path: "/sondages/demonstration/?g.structuree=oui&c.subsides=reseau&k.domaines",
        script: "",
        reached: "document.querySelector('.explorer[data-filtered]') && document.querySelector('#q-subsides').closest('section').querySelector('.explorer__split')",
        kinds: &[
            ("choix", "#q-structuree"),
            ("croisement", "#q-subsides"),
            ("combinaisons", "#q-domaines"),
            ("nombre", "#q-membres"),
            ("echelle", "#q-reseau"),
            ("grille", "#q-racisme"),
            ("classement", "#q-priorite"),
        ],
    },
    Charts {
        path: "/chiffres/",
        script: "for (const picture of document.querySelectorAll('main img')) picture.loading = 'eager'",
        reached: "[...document.querySelectorAll('main img')].every((picture) => picture.complete && picture.naturalWidth)",
        kinds: &[("carte", "main .figure"), ("barres", "main .bar-chart")],
    },
    Charts {
        path: SURVEY,
        // One whose words mark some and leave others open.
        script: "document.querySelector('#sujet-2 input[type=radio]').click()",
        reached: "document.querySelector('#sujet-2 input[type=radio]:checked')",
        kinds: &[("constat", ".voices__stage"), ("constats", "#sujet-2")],
    },
];

struct Charts {
    path: &'static str,
    script: &'static str,
    reached: &'static str,
    /// The kind of chart, and the element whose section is looked at: its question's, its figure.
    kinds: &'static [(&'static str, &'static str)],
}

/// What readers ask of their system, and the end of the picture's name: who wants no motion sees at once what others see in the end.
const WISHES: [(&str, &[(&str, &str)]); 4] = [
    ("light", &[("prefers-color-scheme", "light"), ("prefers-reduced-motion", "reduce")]),
    ("light", &[("prefers-color-scheme", "light"), ("prefers-reduced-motion", "no-preference")]),
    ("dark", &[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "no-preference")]),
    ("forced", &[("prefers-color-scheme", "light"), ("prefers-reduced-motion", "no-preference"), ("forced-colors", "active")]),
];
/// In CSS pixels: a tablet's, where a chart and its words stand beside each other.
const CHART_WIDTH: u32 = 768;
/// Charts are of thin lines.
const CHART_SCALE: f64 = 0.5;

/// A chart's file, without its extension.
fn chart_name(kind: &str, wish: &str) -> String {
    format!("dessin-{kind}-{wish}")
}

/// A picture's file, without its extension.
fn name(of: &str, width: u32, theme: &str, direction: &str) -> String {
    format!("{of}-{width}-{theme}-{direction}")
}

/// Surveys that are explored are in the first language alone: what they draw is turned round.
fn is_explored(path: &str) -> bool {
    path.starts_with("/sondages/")
}

fn address(path: &str, direction: &str) -> String {
    format!("{}{path}", if direction == "rtl" && !is_explored(path) { "/ar" } else { "" })
}

/// Whether the site of `direction` has a page at `path`.
fn has(site: &Site, path: &str, direction: &str) -> bool {
    let dist = if direction == "rtl" { &site.look } else { &site.release };
    let address = address(path, direction);
    dist.join(address.split('?').next().unwrap_or_default().trim_matches('/')).join("index.html").is_file()
}

async fn serve(context: Context<'_>, direction: &str) -> Outcome<Server> {
    if direction == "rtl" { context.serve_look().await } else { context.serve().await }
}

pub async fn pages_look_as_accepted_at_320_pixels(context: Context<'_>) -> Outcome {
    pages_at(context, 320).await
}

pub async fn pages_look_as_accepted_at_360_pixels(context: Context<'_>) -> Outcome {
    pages_at(context, 360).await
}

pub async fn pages_look_as_accepted_at_768_pixels(context: Context<'_>) -> Outcome {
    pages_at(context, 768).await
}

pub async fn pages_look_as_accepted_at_1024_pixels(context: Context<'_>) -> Outcome {
    pages_at(context, 1024).await
}

pub async fn pages_look_as_accepted_at_1440_pixels(context: Context<'_>) -> Outcome {
    pages_at(context, 1440).await
}

async fn pages_at(context: Context<'_>, width: u32) -> Outcome {
    let Context { browser, site } = context;
    let mut faults = Vec::new();
    begin(browser, width).await?;
    for direction in DIRECTIONS {
        let server = serve(context, direction).await?;
        for (page, path) in PAGES.into_iter().filter(|(_, path)| has(site, path, direction)) {
            browser.dark(false).await?;
            browser.goto(&server.url(&address(path, direction))).await?;
            if browser.holds("document.querySelector('script[data-wasm]')").await? {
                browser.alive().await?;
            }
            if path.contains("?q=") {
                browser.until("document.querySelector('main [role=status] a')", "results").await?;
            }
            for theme in THEMES {
                browser.dark(theme == "dark").await?;
                browser.settled().await?;
                browser.timeless().await?;
                faults.extend(is_as_accepted(browser, &name(page, width, theme, direction), PAGE_HEIGHT).await?);
            }
        }
    }
    none(faults)
}

pub async fn states_look_as_accepted_on_a_phone(context: Context<'_>) -> Outcome {
    states_at(context, STATE_WIDTHS[0]).await
}

pub async fn states_look_as_accepted_on_a_desktop(context: Context<'_>) -> Outcome {
    states_at(context, STATE_WIDTHS[1]).await
}

async fn states_at(context: Context<'_>, width: u32) -> Outcome {
    let browser = context.browser;
    let mut faults = Vec::new();
    begin(browser, width).await?;
    for direction in DIRECTIONS {
        for state in STATES {
            // Its own: nothing of another state is kept.
            let server = serve(context, direction).await?;
            browser.dark(false).await?;
            let reached = reach(browser, &server, state, direction).await;
            let taken = match reached {
                Ok(()) => both_themes(browser, state, width, direction, &mut faults).await,
                Err(fault) => Err(Fault::said(format!("{}, {direction}: {fault}", state.name))),
            };
            browser.offline(false).await?;
            browser.scripts(true).await?;
            if let Err(fault) = taken {
                faults.push(fault.to_string());
            }
        }
    }
    none(faults)
}

async fn both_themes(browser: &Browser, state: &State, width: u32, direction: &str, faults: &mut Vec<String>) -> Outcome {
    for theme in THEMES {
        browser.dark(theme == "dark").await?;
        if state.site == Condition::WithoutScripts {
            browser.settled_without_scripts().await?;
        } else {
            browser.settled().await?;
        }
        faults.extend(is_as_accepted(browser, &name(state.name, width, theme, direction), STATE_HEIGHT).await?);
    }
    Ok(())
}

async fn reach(browser: &Browser, server: &Server, state: &State, direction: &str) -> Outcome {
    let url = server.url(&address(state.path, direction));
    match state.site {
        Condition::WithoutProgram => server.program(Program::Missing),
        Condition::WithoutScripts => browser.scripts(false).await?,
        _ => {}
    }
    if matches!(state.site, Condition::WithoutProgram | Condition::WithoutScripts) {
        browser.goto(&url).await?;
    } else if is_explored(state.path) {
        browser.goto(&url).await?;
        browser.until("document.querySelector('.explorer[data-live]')", "the explorer").await?;
        browser.run(&format!("document.documentElement.dir = '{direction}'")).await?;
    } else {
        browser.goto_alive(&url).await?;
    }
    match state.site {
        Condition::Waiting => server.json(Json::Late(Duration::from_secs(60))),
        Condition::Failing => server.json(Json::Status(500)),
        Condition::BrokenBlock => server.json(Json::BrokenBlock),
        Condition::Offline => browser.offline(true).await?,
        _ => {}
    }
    if !state.script.is_empty() {
        browser.run(state.script).await?;
    }
    browser.until(state.reached, state.name).await
}

pub async fn charts_look_as_accepted_whatever_the_reader_asks_for(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let mut faults = Vec::new();
    begin(browser, CHART_WIDTH).await?;
    let server = context.serve().await?;
    for Charts { path, script, reached, kinds } in CHARTS {
        browser.media("", WISHES[0].1).await?;
        browser.goto(&server.url(path)).await?;
        if is_explored(path) {
            browser.until("document.querySelector('.explorer[data-live]')", "the explorer").await?;
        } else {
            browser.alive().await?;
        }
        if !script.is_empty() {
            browser.run(script).await?;
        }
        browser.until(reached, path).await?;
        with_face(browser).await?;
        for (wish, media) in WISHES {
            browser.media("", media).await?;
            browser.settled().await?;
            if media.contains(&("prefers-reduced-motion", "no-preference")) {
                browser.until("document.getAnimations().every((animation) => animation.playState !== 'running')", "everything stands still").await?;
            }
            for (kind, selector) in *kinds {
                // Whole pixels of the picture, without the last one, which may be half a line.
                let found = format!("document.querySelector({})", json!(selector));
                let place = browser
                    .value(&format!(
                        "((found) => {{ const place = (found.closest('section.explorer__question') ?? found).getBoundingClientRect();
                            const whole = (size) => 2 * Math.floor(size / 2);
                            return [whole(place.x + scrollX), whole(place.y + scrollY), whole(place.width), whole(place.height) - 2]; }})({found})"
                    ))
                    .await?;
                let side = |which: usize| place[which].as_f64().unwrap_or_default();
                ensure!(side(2) > 100.0 && side(3) > 20.0, "{kind}: no chart at {selector}");
                let clip = json!({ "x": side(0), "y": side(1), "width": side(2), "height": side(3).min(STATE_HEIGHT), "scale": CHART_SCALE });
                faults.extend(clip_is_as_accepted(browser, &chart_name(kind, wish), clip).await?);
            }
        }
    }
    none(faults)
}

/// Every picture that is kept is that of a page, a state or a chart; in the mode that accepts, others go.
pub async fn every_screen_that_is_kept_is_compared(context: Context<'_>) -> Outcome {
    picture::differences_are_seen()?;
    let mut expected = BTreeSet::new();
    for (direction, theme) in DIRECTIONS.into_iter().flat_map(|direction| THEMES.map(|theme| (direction, theme))) {
        for (page, _) in PAGES.into_iter().filter(|(_, path)| has(context.site, path, direction)) {
            expected.extend(WIDTHS.map(|width| name(page, width, theme, direction)));
        }
        for state in STATES {
            expected.extend(STATE_WIDTHS.map(|width| name(state.name, width, theme, direction)));
        }
    }
    let kinds = CHARTS.iter().flat_map(|charts| charts.kinds);
    expected.extend(kinds.flat_map(|(kind, _)| WISHES.map(|(wish, _)| chart_name(kind, wish))));
    let Ok(entries) = fs::read_dir(snapshot::place("tests/screens")) else { return Ok(()) };
    let mut faults = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_none_or(|extension| extension != "png") || expected.contains(&stem) {
            continue;
        }
        if snapshot::accepts() {
            fs::remove_file(&path)?;
        } else {
            faults.push(format!("tests/screens/{stem}.png is the picture of nothing; SNAPSHOTS=accept removes it"));
        }
    }
    none(faults)
}

async fn begin(browser: &Browser, width: u32) -> Outcome {
    browser.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await?;
    browser.size(width, 900).await
}

/// The screen's beginning, as high as `most`, compared with the picture called `name`.
async fn is_as_accepted(browser: &Browser, name: &str, most: f64) -> Outcome<Option<String>> {
    with_face(browser).await?;
    let width = browser.number("innerWidth").await?;
    let height = browser.number("Math.max(innerHeight, document.scrollingElement.scrollHeight)").await?.min(most);
    clip_is_as_accepted(browser, name, json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": SCALE })).await
}

/// Whatever the network, the face is in the picture; the scroll bar, hidden here, leaves no gutter.
async fn with_face(browser: &Browser) -> Outcome {
    browser.run("document.documentElement.dataset.face = ''; document.documentElement.style.scrollbarGutter = 'auto'; document.body.offsetHeight").await?;
    browser.until("document.fonts.check('1em \"Atkinson Hyperlegible Next, late\"')", "the typeface").await
}

/// The part `clip` of the page, compared with the picture called `name`.
async fn clip_is_as_accepted(browser: &Browser, name: &str, clip: Value) -> Outcome<Option<String>> {
    let file =
        browser.file("Page.captureScreenshot", json!({ "format": "png", "clip": clip, "captureBeyondViewport": true, "optimizeForSpeed": true })).await?;
    let met = Picture::read(&file)?.in_few_colours();
    let place = format!("tests/screens/{name}.png");
    if snapshot::accepts() {
        return snapshot::write(&snapshot::place(&place), &met.write()?).map(|()| None);
    }
    let [new, differs] = ["", "-differs"].map(|end| snapshot::place(&format!("target/screens/{name}{end}.png")));
    for old in [&new, &differs] {
        // Of an earlier run; that there is none is the rule.
        _ = fs::remove_file(old);
    }
    let Ok(accepted) = fs::read(snapshot::place(&place)) else {
        snapshot::write(&new, &met.write()?)?;
        return Ok(Some(format!("{place} is not there; the new one is target/screens/{name}.png, SNAPSHOTS=accept keeps it")));
    };
    let Some(difference) = met.difference(&Picture::read(&accepted)?) else { return Ok(None) };
    snapshot::write(&new, &met.write()?)?;
    snapshot::write(&differs, &difference.picture.write()?)?;
    Ok(Some(format!("{place}: {} (target/screens/{name}.png, target/screens/{name}-differs.png)", difference.words)))
}
