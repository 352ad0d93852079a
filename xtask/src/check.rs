//! `check`: the content alone, by the program `check`; its words and its exit code are passed on.

use crate::arguments::{Arguments, FOLDER};
use crate::bundle::programs;
use crate::progress::{Done, Failure, OrSay, Outcome, Steps};
use crate::project::Project;

pub fn run(project: &Project, arguments: &Arguments) -> Outcome {
    let folder = arguments.folder(FOLDER, project.root.join("public/content"))?;
    let mut steps = Steps::new(1);
    steps.step("programme de vérification", || program(project))?;
    let status = project.command(project.program("check")).arg(folder).status();
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
