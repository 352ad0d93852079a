//! `survey`: imports and counts surveys, by the program `survey`; its words and its exit code are passed on.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::progress::{Failure, OrSay, Outcome, Output, run_logged};
use crate::project::Project;

/// Compiles the program without a word on the standard output, which may be JSON for another program, then runs it from where the person stands.
pub fn run(project: &Project, words: &[String]) -> Outcome {
    let lock = project.lock("build", "une autre construction")?;
    let program = project.target.join("debug/survey");
    if !program.is_file() {
        eprintln!("      programme de sondage : compilation, quelques minutes la première fois");
    }
    let mut cargo = project.cargo("build --quiet --features ssr --bin survey");
    let built = cargo.stdout(Stdio::null()).status().or_say("compiler le programme de sondage")?;
    if !built.success() {
        return Err(Failure::said("le programme de sondage ne se compile pas : voyez ce que le compilateur dit ci-dessus."));
    }
    drop(lock);
    let status = Command::new(program).args(words).status();
    match status.or_say("lancer le programme de sondage")?.code() {
        Some(0) => Ok(()),
        code => Err(Failure::Code(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1))),
    }
}

/// The Python package that reads data packages, and that our tests ask whether it reads ours.
const FRICTIONLESS: &str = "5.21.0";

/// The program `frictionless`, installed in the person's cache the first time; `None` when it cannot be had, which is said: tests then go without.
pub fn frictionless(project: &Project) -> Outcome<Option<PathBuf>> {
    let tools = project.cache.join("tools");
    let folder = tools.join(format!("frictionless-{FRICTIONLESS}"));
    let program = folder.join("bin/frictionless");
    if program.is_file() {
        return Ok(Some(program));
    }
    fs::create_dir_all(&tools).or_say("créer le dossier des outils")?;
    let _lock = project.lock("install", "une autre installation")?;
    // A Python environment cannot be moved once made: what is half made is made again.
    if folder.is_dir() {
        fs::remove_dir_all(&folder).or_say("effacer une installation interrompue")?;
    }
    let advice = "il faut Python 3 avec venv et pip, et l'accès au réseau.";
    let mut venv = project.command("python3");
    venv.args(["-m", "venv"]).arg(&folder);
    let mut pip = project.command(folder.join("bin/python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).arg(format!("frictionless=={FRICTIONLESS}"));
    let made = run_logged(project, "frictionless-venv", venv, Output::LogOnly, advice)
        .and_then(|()| run_logged(project, "frictionless", pip, Output::LogOnly, advice));
    if let Err(failure) = made {
        let _ = fs::remove_dir_all(&folder); // else the next install does it
        say!("      frictionless ne peut être installé : les paquets de sondage ne seront pas relus par lui ({failure})");
        return Ok(None);
    }
    Ok(Some(program))
}
