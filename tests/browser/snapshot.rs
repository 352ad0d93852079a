//! What was accepted once, and whether what is met is written down or compared.

use crate::outcome::{Fault, Outcome};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// `SNAPSHOTS=accept`: what is met is right from now on.
pub fn accepts() -> bool {
    env::var("SNAPSHOTS").is_ok_and(|word| word == "accept")
}

/// A file of this clone, its path written from the root.
pub fn place(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

pub fn write(path: &Path, content: &[u8]) -> Outcome {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    Ok(fs::write(path, content)?)
}

/// Compares letter for letter with the file at `path`; gives the first line that differs.
pub fn text_is_as_accepted(path: &str, met: &str) -> Outcome<Option<String>> {
    let file = place(path);
    if accepts() {
        return write(&file, met.as_bytes()).map(|()| None);
    }
    let accepted = fs::read_to_string(&file).map_err(|error| Fault::said(format!("{path}: {error}; SNAPSHOTS=accept writes it")))?;
    if accepted == met {
        return Ok(None);
    }
    let line = met.lines().zip(accepted.lines()).position(|(met, accepted)| met != accepted);
    let line = line.unwrap_or_else(|| met.lines().count().min(accepted.lines().count()));
    let of = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").trim().to_owned();
    Ok(Some(format!("{path}, line {}: met « {} », accepted « {} »; SNAPSHOTS=accept accepts the new one", line + 1, of(met), of(&accepted))))
}
