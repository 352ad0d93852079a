//! The built site in real browsers: a few journeys of its readers, and what holds on every page.
//!
//! `cargo xtask test` gives the environment: `PASSERELLE_DIST` and `PASSERELLE_DIST_DEBUG` (the site, with the program as visitors get it and as it tells what went
//! wrong), `PASSERELLE_AXE` (axe.min.js), and a driver an engine: `PASSERELLE_CHROMEDRIVER`, which must be there, `PASSERELLE_GECKODRIVER`, `PASSERELLE_WEBKITDRIVER`.
//! An engine without a driver is left out, loudly, and counted. Words on the command line choose the journeys whose names hold one of them.

mod engine;
mod journeys;
mod outcome;
mod server;
mod site;

use engine::{Browser, Engine};
use journeys::{Context, JOURNEYS, Journey};
use outcome::{Fault, Outcome};
use site::Site;
use std::{
    env,
    path::PathBuf,
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
    // What the test harness would read (`--nocapture`, `--test-threads=1`) changes nothing here: one journey at a time, everything shown.
    let wanted: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if env::args().any(|word| word == "--list") {
        JOURNEYS.iter().for_each(|journey| println!("{}: test", journey.name));
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
    let mut count = Count::default();
    for engine in Engine::ALL {
        let journeys: Vec<&Journey> = JOURNEYS.iter().filter(|journey| journey.engines.contains(&engine) && is_wanted(journey, engine, &wanted)).collect();
        if journeys.is_empty() {
            continue;
        }
        let Some(driver) = env::var_os(engine.variable()).map(PathBuf::from) else {
            if engine == Engine::Chromium {
                eprintln!("PASSERELLE_CHROMEDRIVER manque : Chromium est nécessaire (« cargo xtask test » l'installe).");
                return ExitCode::FAILURE;
            }
            println!("\nSAUTÉ : {} n'est pas installé, {} parcours n'y sont pas essayés.\n", engine.name(), journeys.len());
            count.skipped += journeys.len();
            continue;
        };
        run_all(engine, &driver, &journeys, &site, &mut count).await;
    }
    let Count { passed, skipped, failed } = count;
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

/// Runs the journeys one after the other in one session.
async fn run_all(engine: Engine, driver: &std::path::Path, journeys: &[&Journey], site: &Site, count: &mut Count) {
    let browser = match Browser::start(engine, driver).await {
        Ok(browser) => browser,
        Err(fault) => {
            println!("{} ne démarre pas : {fault}", engine.name());
            count.failed.extend(journeys.iter().map(|journey| format!("{} {} (not run)", engine.name(), journey.name)));
            return;
        }
    };
    for journey in journeys {
        let begun = Instant::now();
        let outcome = tokio::time::timeout(LIMIT, travel(journey, &browser, site)).await;
        let outcome = outcome.unwrap_or_else(|_| Err(Fault::said(format!("not done after {} s", LIMIT.as_secs()))));
        let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!("test {} {} ... {verdict} ({:.1} s)", engine.name(), journey.name, begun.elapsed().as_secs_f64());
        match outcome {
            Ok(()) => count.passed += 1,
            Err(fault) => {
                println!("  {}", fault.to_string().replace('\n', "\n  "));
                count.failed.push(format!("{} {}", engine.name(), journey.name));
            }
        }
    }
    browser.end().await;
}

async fn travel(journey: &Journey, browser: &Browser, site: &Site) -> Outcome {
    browser.reset().await?;
    (journey.go)(Context { browser, site }).await
}
