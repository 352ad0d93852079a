//! One number for everything a step reads: when it has not changed, the step is skipped.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::progress::{OrSay, Outcome};
use crate::project::Project;

/// FNV-1a, 64 bits: small, the same everywhere; it guards against forgetting, not against malice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    pub fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Mixes in one piece, closed by its length: `ab`+`c` is not `a`+`bc`.
    pub fn add(&mut self, piece: &[u8]) {
        for &byte in piece.iter().chain(&(piece.len() as u64).to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Mixes in path, size and content of each file of `inputs` (files or folders, those that exist).
    pub fn add_files(&mut self, root: &Path, inputs: &[PathBuf]) -> Outcome {
        for file in files_under(inputs) {
            let content = fs::read(&file).or_say(format!("lire {}", file.display()))?;
            let name = file.strip_prefix(root).unwrap_or(&file);
            self.add(name.as_os_str().as_encoded_bytes());
            self.add(&content);
        }
        Ok(())
    }

    pub fn text(self) -> String {
        format!("{:016x}", self.0)
    }
}

/// A fingerprint kept from one command to the next, in `target/xtask/<name>.fingerprint`.
pub struct Kept {
    path: PathBuf,
    now: Fingerprint,
}

impl Kept {
    pub fn new(project: &Project, name: &str, now: Fingerprint) -> Self {
        Self { path: project.work.join(format!("{name}.fingerprint")), now }
    }

    pub fn is_unchanged(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|kept| kept == self.now.text())
    }

    /// Runs the step; only a step that ends well leaves its fingerprint, so an interrupted one never counts.
    pub fn renewed_by(&self, work: impl FnOnce() -> Outcome) -> Outcome {
        if self.path.exists() {
            fs::remove_file(&self.path).or_say(format!("effacer {}", self.path.display()))?;
        }
        work()?;
        fs::write(&self.path, self.now.text()).or_say(format!("écrire {}", self.path.display()))
    }
}

/// Each file, how long it is and when it was changed: quick to take, enough to notice a save.
pub type Snapshot = Vec<(PathBuf, u64, Option<SystemTime>)>;

pub fn snapshot(inputs: &[PathBuf]) -> Snapshot {
    let files = files_under(inputs).into_iter();
    files
        .filter_map(|path| {
            let metadata = fs::metadata(&path).ok()?;
            Some((path, metadata.len(), metadata.modified().ok()))
        })
        .collect()
}

/// Every file of `inputs`, sorted; what editors leave (hidden, `~`) does not count.
fn files_under(inputs: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut waiting: Vec<PathBuf> = inputs.to_vec();
    while let Some(path) = waiting.pop() {
        if path.is_file() {
            files.push(path);
            continue;
        }
        let Ok(entries) = fs::read_dir(&path) else {
            continue;
        };
        waiting.extend(entries.flatten().map(|entry| entry.path()).filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            name.is_some_and(|name| !name.starts_with('.') && !name.ends_with('~'))
        }));
    }
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pieces: &[&str]) -> Fingerprint {
        let mut fingerprint = Fingerprint::new();
        pieces.iter().for_each(|piece| fingerprint.add(piece.as_bytes()));
        fingerprint
    }

    #[test]
    fn pieces_do_not_run_into_each_other() {
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a", ""]), of(&["a"]));
    }

    #[test]
    fn a_changed_moved_or_new_file_is_seen_and_a_hidden_one_is_not() {
        let folder = std::env::temp_dir().join(format!("passerelle-xtask-{}", std::process::id()));
        let take = || {
            let mut fingerprint = Fingerprint::new();
            let inputs = [folder.join("src"), folder.join("absent")];
            fingerprint.add_files(&folder, &inputs).expect("readable");
            fingerprint
        };
        fs::create_dir_all(folder.join("src/deep")).expect("a temporary folder");
        fs::write(folder.join("src/deep/a"), "un").expect("written");
        let first = take();
        fs::write(folder.join("src/.a.swp"), "x").expect("written");
        assert_eq!(take(), first, "hidden file");
        fs::write(folder.join("src/deep/a"), "deux").expect("written");
        assert_ne!(take(), first, "changed file");
        fs::write(folder.join("src/deep/a"), "un").expect("written");
        assert_eq!(take(), first, "back as it was");
        fs::rename(folder.join("src/deep/a"), folder.join("src/a")).expect("moved");
        assert_ne!(take(), first, "moved file");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
