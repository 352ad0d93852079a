//! The built site in real browsers: a few journeys of its readers, and what holds on every page.
//!
//! `cargo xtask test` gives the environment: `PASSERELLE_DIST` and `PASSERELLE_DIST_DEBUG` (the site, with the program as visitors get it and as it tells what went
//! wrong), `PASSERELLE_DIST_LOOK` (the site with a second language, right to left), `PASSERELLE_AXE` (axe.min.js), and a driver an engine: `PASSERELLE_CHROMEDRIVER`, which must be there, `PASSERELLE_GECKODRIVER`, `PASSERELLE_WEBKITDRIVER`.
//! An engine without a driver is left out, loudly, and counted.
//!
//! Journeys come in sets, one a step of `cargo xtask test`: `--set=readers` runs that one. Words on the command line choose the journeys whose names hold one of them.

mod engine;
mod journeys;
mod outcome;
mod picture;
mod server;
mod site;
mod snapshot;

use engine::{Browser, Engine};
use journeys::{Context, Journey, SETS, Set};
use outcome::{Fault, Outcome};
use site::Site;
use std::{
    cell::{Cell, RefCell},
    env,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

/// A journey that takes longer than this has lost its way.
const LIMIT: Duration = Duration::from_secs(180);

#[derive(Default)]
struct Count {
    passed: usize,
    skipped: usize,
    failed: Vec<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    // What the test harness would read (`--nocapture`, `--test-threads=1`) changes nothing here: everything is shown.
    let wanted: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let set = env::args().find_map(|word| word.strip_prefix("--set=").map(str::to_owned));
    let sets: Vec<&Set> = SETS.iter().filter(|known| set.as_deref().is_none_or(|set| set == known.name)).collect();
    if sets.is_empty() {
        eprintln!("--set : pas d'ensemble « {} » ; il y a {}.", set.unwrap_or_default(), SETS.map(|set| set.name).join(", "));
        return ExitCode::FAILURE;
    }
    if env::args().any(|word| word == "--list") {
        sets.iter().flat_map(|set| set.journeys).for_each(|journey| println!("{}: test", journey.name));
        return ExitCode::SUCCESS;
    }
    let site = match Site::read() {
        Ok(site) => site,
        Err(fault) => {
            eprintln!("{fault}");
            return ExitCode::FAILURE;
        }
    };
    let begun = Instant::now();
    let count = RefCell::new(Count::default());
    for set in sets {
        let run = |engine| run_in(engine, set, &wanted, &site, &count);
        // Journeys that look at a clock are Chromium's, which is alone.
        let [first, second, third] = Engine::ALL.map(run);
        let begun = first.await && {
            let (second, third) = tokio::join!(second, third);
            second && third
        };
        if !begun {
            return ExitCode::FAILURE;
        }
    }
    let Count { passed, skipped, failed } = count.into_inner();
    let result = if failed.is_empty() { "ok" } else { "FAILED" };
    println!("\ntest result: {result}. {passed} passed; {} failed; {skipped} skipped; in {:.0} s", failed.len(), begun.elapsed().as_secs_f64());
    if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        println!("failures:\n  {}", failed.join("\n  "));
        ExitCode::FAILURE
    }
}

fn is_wanted(journey: &Journey, engine: Engine, wanted: &[String]) -> bool {
    let name = format!("{} {}", engine.name(), journey.name);
    wanted.is_empty() || wanted.iter().any(|word| name.contains(word))
}

/// Runs the journeys of `set` that are `wanted` in `engine`; false when there is no way to begin.
async fn run_in(engine: Engine, set: &Set, wanted: &[String], site: &Site, count: &RefCell<Count>) -> bool {
    let journeys: Vec<&Journey> = set.journeys.iter().filter(|journey| journey.engines.contains(&engine) && is_wanted(journey, engine, wanted)).collect();
    if journeys.is_empty() {
        return true;
    }
    let Some(driver) = env::var_os(engine.variable()).map(PathBuf::from) else {
        if engine == Engine::Chromium {
            eprintln!("PASSERELLE_CHROMEDRIVER manque : Chromium est nécessaire (« cargo xtask test » l'installe).");
            return false;
        }
        println!("\nSAUTÉ : {} n'est pas installé, {} parcours n'y sont pas essayés.\n", engine.name(), journeys.len());
        count.borrow_mut().skipped += journeys.len();
        return true;
    };
    let next = Cell::new(0);
    let run = || run_from(&next, engine, &driver, &journeys, site, count);
    if set.side_by_side && journeys.len() > 1 {
        tokio::join!(run(), run());
    } else {
        run().await;
    }
    true
}

/// Runs, in one session, one journey after the other: whichever is `next`, until none is left.
async fn run_from(next: &Cell<usize>, engine: Engine, driver: &Path, journeys: &[&Journey], site: &Site, count: &RefCell<Count>) {
    let browser = match Browser::start(engine, driver).await {
        Ok(browser) => browser,
        Err(fault) => {
            println!("{} ne démarre pas : {fault}", engine.name());
            let left = journeys[next.replace(journeys.len()).min(journeys.len())..].iter();
            count.borrow_mut().failed.extend(left.map(|journey| format!("{} {} (not run)", engine.name(), journey.name)));
            return;
        }
    };
    while let Some(journey) = journeys.get(next.replace(next.get() + 1)) {
        let begun = Instant::now();
        let outcome = tokio::time::timeout(LIMIT, travel(journey, &browser, site)).await;
        let outcome = outcome.unwrap_or_else(|_| Err(Fault::said(format!("not done after {} s", LIMIT.as_secs()))));
        let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!("test {} {} ... {verdict} ({:.1} s)", engine.name(), journey.name, begun.elapsed().as_secs_f64());
        match outcome {
            Ok(()) => count.borrow_mut().passed += 1,
            Err(fault) => {
                println!("  {}", fault.to_string().replace('\n', "\n  "));
                count.borrow_mut().failed.push(format!("{} {}", engine.name(), journey.name));
            }
        }
    }
    browser.end().await;
}

async fn travel(journey: &Journey, browser: &Browser, site: &Site) -> Outcome {
    browser.reset().await?;
    (journey.go)(Context { browser, site }).await
}
