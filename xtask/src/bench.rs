//! `bench`: the site and a static page of the same content, served alike, loaded in turn by `tests/bench/loadbench.mjs`.
//!
//! Times depend on the machine: they are shown, never judged. A module of Node finds its packages beside itself, so the
//! script is copied to `target/xtask/bench`, next to a link to our npm tools.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::arguments::Arguments;
use crate::bundle::Site;
use crate::progress::{Done, Failure, OrSay, Outcome, Output, Steps, run_logged};
use crate::project::{Project, copy_folder};
use crate::serve::{Server, free_port};
use crate::tools::{Need, Tools};

const HELPER: &str = include_str!("bench.mjs");
/// The page with the chart, in the floor and in the site.
const PAGES: [(&str, &str); 2] = [("statique", "analyse-irfam-2022/"), ("passerelle", "analyse-de-lirfam-2022/")];

/// `cargo xtask bench`
pub fn run(project: &Project, arguments: &Arguments) -> Outcome {
    let rounds = arguments.number("--n", 5)?;
    let site = Site::release(project, arguments)?;
    let tools = Tools::find(project)?;
    let missing = tools.missing(&[Need::Build, Need::Chromium]);
    let mut steps = Steps::new(missing.count() + Site::STEPS + 2);
    missing.install(&mut steps)?;
    site.build(project, &tools, &mut steps)?;

    let folder = project.work.join("bench");
    let floor = folder.join("floor");
    steps.step("page statique de comparaison", || {
        lay_out(project, &tools, &folder).or_say("préparer la mesure")?;
        let mut compress = node(project, &folder, "bench.mjs");
        compress.arg("compress").arg(&floor);
        let advice = "il faut Node.js 20 ou plus récent.";
        run_logged(project, "bench-floor", compress, Output::LogOnly, advice)?;
        Ok(Done::Made)
    })?;
    let samples = folder.join("samples.json");
    steps.step(&format!("mesure, {rounds} tour(s) (environ 30 secondes le tour)"), || {
        let servers = [Server::start(project, &floor, free_port()?, false)?, Server::start(project, &site.out, free_port()?, false)?];
        let mut loadbench = node(project, &folder, "loadbench.mjs");
        loadbench.arg(format!("--n={rounds}"));
        loadbench.arg(format!("--json={}", samples.display()));
        for ((name, page), server) in PAGES.iter().zip(&servers) {
            loadbench.arg(format!("{name}={}{page}", server.address()));
        }
        let advice = "un site n'a pu être chargé ; la dernière ligne du tableau le nomme.";
        run_logged(project, "bench", loadbench, Output::LogAndScreen, advice)?;
        Ok(Done::Made)
    })?;
    let status = node(project, &folder, "bench.mjs").arg("budgets").arg(&samples).status();
    match status.or_say("lire les mesures")?.success() {
        true => Ok(()),
        false => Err(Failure::said("les mesures n'ont pu être lues.")),
    }
}

/// A fresh folder with the scripts, the packages they import and a copy of the floor.
fn lay_out(project: &Project, tools: &Tools<'_>, folder: &Path) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let source = project.root.join("tests/bench");
    fs::copy(source.join("loadbench.mjs"), folder.join("loadbench.mjs"))?;
    fs::write(folder.join("bench.mjs"), HELPER)?;
    std::os::unix::fs::symlink(tools.npm_folder().join("node_modules"), folder.join("node_modules"))?;
    copy_folder(&source.join("floor"), &folder.join("floor"))
}

fn node(project: &Project, folder: &Path, script: &str) -> Command {
    let mut command = project.command("node");
    command.arg(folder.join(script));
    command
}
