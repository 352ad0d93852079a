//! The folders of this clone and of the cache it shares with other clones, and the commands run from them.

use std::env;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::progress::{Failure, OrSay, Outcome};

/// Where things are. All paths are absolute.
#[derive(Clone)]
pub struct Project {
    pub root: PathBuf,
    /// `~/.cache/passerelle`: installed tools, shared by all clones.
    pub cache: PathBuf,
    /// Cargo's folder for native programs and for the debug bundle.
    pub target: PathBuf,
    /// Cargo's folder for the release bundle: other flags, and its own standard library.
    pub target_wasm: PathBuf,
    /// `target/xtask`: logs, fingerprints, copies of the native programs.
    pub work: PathBuf,
    /// Native programs are built of what tests are built of. What only tests depend on turns on features of what programs depend on: without this, the framework and eighty more
    /// crates are compiled a second time.
    pub as_tests: bool,
}

impl Project {
    /// Cargo tells where the crate is; the root is its parent.
    pub fn find() -> Outcome<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = manifest.as_deref().and_then(Path::parent).map(Path::to_owned);
        let root = root.filter(|root| root.join("xtask/Cargo.toml").is_file());
        let root = root.ok_or_else(|| Failure::said("lancez cette commande par « cargo xtask »."))?;
        let cache = env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute())
            .or_else(|| env::home_dir().map(|home| home.join(".cache")))
            .ok_or_else(|| Failure::said("aucun dossier personnel : donnez XDG_CACHE_HOME, un chemin absolu."))?
            .join("passerelle");
        // In the clone, not in the cache: Cargo names a package's products alike in two clones, so with one folder they would run each other's code.
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
        // The release bundle has a standard library of its own: apart, neither build undoes the other.
        let target_wasm = target.join("wasm-release");
        let work = root.join("target/xtask");
        for folder in [&cache, &work] {
            fs::create_dir_all(folder).or_say(format!("créer {}", folder.display()))?;
        }
        Ok(Self { root, cache, target, target_wasm, work, as_tests: false })
    }

    /// A command run at the root, in plain text, and free of what `cargo run` said about this crate.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", &self.target);
        command.env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "1");
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        command
    }

    /// Cargo, with `words` split at spaces.
    pub fn cargo(&self, words: &str) -> Command {
        let mut command = self.command("cargo");
        command.args(words.split_whitespace());
        command
    }

    /// Paths written from the root.
    pub fn paths(&self, names: &[&str]) -> Vec<PathBuf> {
        names.iter().map(|name| self.root.join(name)).collect()
    }

    pub fn log(&self, name: &str) -> PathBuf {
        self.work.join(format!("{name}.log"))
    }

    /// One of the native programs of `src/bin`, as last copied by [`crate::bundle::programs`].
    pub fn program(&self, name: &str) -> PathBuf {
        self.work.join("bin").join(name)
    }

    /// The path as the person knows it: from the root when it is below.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }

    /// Waits until no other process holds `<cache>/<name>.lock`; it is free again when the value is dropped, or the
    /// process ends, however it ends.
    pub fn lock(&self, name: &str, other: &str) -> Outcome<File> {
        let path = self.cache.join(format!("{name}.lock"));
        let doing = || format!("verrouiller {}", path.display());
        let open = File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.or_say(doing())?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = fs::read_to_string(&path).unwrap_or_default();
                eprintln!("      {other} est en cours (processus {}) : attente…", holder.trim());
                file.lock().or_say(doing())?;
            }
            Err(TryLockError::Error(error)) => return Err(error).or_say(doing()),
        }
        file.set_len(0).or_say(doing())?;
        writeln!(file, "{}", std::process::id()).or_say(doing())?;
        Ok(file)
    }
}

/// Copies what is under `from` to `to`, which is made.
pub fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The full path of a program that can be started by its name; an absolute path stays itself.
pub fn which(name: impl AsRef<Path>) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(&name)).find(|path| path.is_file())
}
