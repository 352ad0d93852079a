//! `content`: takes content from a WordPress, or fills an empty one, by the program `content`; its words and its exit code are passed on.

use std::path::absolute;

use crate::bundle::programs;
use crate::progress::{Failure, OrSay, Outcome, Steps};
use crate::project::Project;

/// Options whose value is a path from where the person stands.
const PATHS: [&str; 3] = ["--out", "--from", "--password-file"];

/// `cargo xtask content pull|push …`
pub fn run(project: &Project, words: &[String]) -> Outcome {
    let mut steps = Steps::new(1);
    steps.step("programme du contenu", || {
        let _lock = project.lock("build", "une autre construction")?;
        programs(project, &["content"])
    })?;
    let mut command = project.command(project.program("content"));
    let mut path_next = false;
    for word in words {
        match absolute(word) {
            Ok(path) if path_next => command.arg(path),
            _ => command.arg(word),
        };
        path_next = PATHS.contains(&word.as_str());
    }
    match command.status().or_say("lancer le programme du contenu")?.code() {
        Some(0) => Ok(()),
        code => Err(Failure::Code(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1))),
    }
}
