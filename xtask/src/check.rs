//! `check`: the content alone, by the program `check`; its words and its exit code are passed on.

use crate::arguments::{Arguments, FOLDER};
use crate::bundle::programs;
use crate::progress::{Done, Failure, OrSay, Outcome, Steps};
use crate::project::Project;
use crate::tools::{Need, Tools};
use std::process::Command;

pub fn run(project: &Project, arguments: &Arguments) -> Outcome {
    let folder = arguments.folder(FOLDER, project.root.join("public/content"))?;
    let tools = Tools::find(project)?;
    if let Err(failure) = tools.prepare(&[Need::Npm]) {
        say!("{failure}\n      ATTENTION : l'orthographe ne sera pas relue.");
    }
    let mut steps = Steps::new(1);
    steps.step("programme de vérification", || program(project))?;
    let mut check = command(project, &tools);
    // The list of other sites' addresses in place of the checks.
    check.args(arguments.flag("--links").then_some("--links"));
    let status = check.arg(folder).status();
    match status.or_say("lancer la vérification")?.code() {
        Some(0) => Ok(()),
        code => Err(Failure::Code(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1))),
    }
}

/// Compiles it.
pub fn program(project: &Project) -> Outcome<Done> {
    let _lock = project.lock("build", "une autre construction")?;
    programs(project, &["check"])
}

/// The program `check`, told where the dictionary and the grammar checker are, if they are there.
pub fn command(project: &Project, tools: &Tools<'_>) -> Command {
    let mut check = project.command(project.program("check"));
    check.env("PASSERELLE_WORDS", project.root.join("tools/spelling"));
    for (variable, path) in [("PASSERELLE_DICTIONARY", tools.dictionary()), ("PASSERELLE_GRAMMAR", tools.grammar())] {
        match path {
            Some(path) => check.env(variable, path),
            None => check.env_remove(variable),
        };
    }
    check
}
