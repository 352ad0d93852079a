//! What must be on the machine, and how it comes there when it is missing.
//!
//! Rust parts come from rustup, programs from the crate registry, npm tools from `tools/package-lock.json`, browsers from
//! Debian. Programs and npm tools are kept in `~/.cache/passerelle/tools`, one folder a version: an install is made
//! beside and renamed at its end, so that an interrupted one never counts.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

use crate::fingerprint::Fingerprint;
use crate::progress::{Done, Failure, OrSay, Outcome, Output, Steps, run_logged};
use crate::project::{Project, which};

const TRUNK: &str = "0.22.1";
const GECKODRIVER: &str = "0.37.1";
const GRAMMALECTE: &str = "grammalecte-cli";
pub const WASM: &str = "wasm32-unknown-unknown";

/// What a command needs.
#[derive(Clone, Copy, PartialEq)]
pub enum Need {
    /// npm tools, which every other need brings too.
    Npm,
    /// npm tools and what runs those that are written in Java.
    Java,
    /// npm tools and the grammar checker; one can do without the second.
    Grammar,
    /// rustup's parts, trunk, wasm-bindgen, npm tools.
    Build,
    /// npm tools and Chromium.
    Chromium,
    /// npm tools, three browsers, and their drivers.
    Browsers,
    /// npm tools, WordPress, PHP and MariaDB.
    WordPress,
}

/// One thing to have.
struct Item {
    title: String,
    /// It is there when these are: absolute paths, or names of programs on PATH.
    proofs: Vec<PathBuf>,
    how: How,
    /// What is lost without it; empty: nothing can be done without it.
    loss: &'static str,
}

/// How a missing item comes.
enum How {
    Rustup(&'static [&'static str]),
    /// `cargo install` with these words.
    Cargo {
        folder: PathBuf,
        name: &'static str,
        words: String,
    },
    Npm {
        folder: PathBuf,
    },
    Debian(&'static [&'static str]),
}

impl Item {
    fn is_present(&self) -> bool {
        let is_there = |proof: &PathBuf| match proof.is_absolute() {
            true => proof.exists(),
            false => which(proof).is_some(),
        };
        self.proofs.iter().all(is_there)
    }
}

/// The tools of this machine, as this clone wants them.
pub struct Tools<'a> {
    project: &'a Project,
    rustc: String,
    pub host: String,
    sysroot: PathBuf,
    wasm_bindgen: String,
    npm_key: String,
}

impl<'a> Tools<'a> {
    /// Asks the compiler and reads the two lock files.
    pub fn find(project: &'a Project) -> Outcome<Self> {
        let about = printed(project, "rustc", &["-vV"])?;
        let field = |name: &str| {
            let value = about.lines().find_map(|line| line.strip_prefix(name));
            let value = value.map(|value| value.trim().to_owned());
            value.ok_or_else(|| Failure::said(format!("« rustc -vV » ne dit pas « {name} ».")))
        };
        let read = |path| fs::read_to_string(project.root.join(path)).or_say(format!("lire {path}"));
        let wasm_bindgen = locked_version(&read("Cargo.lock")?, "wasm-bindgen");
        let mut npm_key = Fingerprint::new();
        npm_key.add(read("tools/package-lock.json")?.as_bytes());
        Ok(Self {
            project,
            rustc: field("release:")?,
            host: field("host:")?,
            sysroot: printed(project, "rustc", &["--print", "sysroot"])?.into(),
            wasm_bindgen: wasm_bindgen.ok_or_else(|| Failure::said("Cargo.lock ne nomme pas wasm-bindgen."))?,
            npm_key: npm_key.text(),
        })
    }

    /// Can the standard library be built again for the browser, smaller?
    pub fn has_rust_source(&self) -> bool {
        self.rust_source().is_present()
    }

    /// PATH with our programs first.
    pub fn path(&self) -> Outcome<OsString> {
        let ours = [self.crate_folder("trunk", TRUNK), self.wasm_bindgen_folder()];
        let mut folders: Vec<PathBuf> = ours.iter().map(|folder| folder.join("bin")).collect();
        folders.push(self.npm_folder().join("node_modules/.bin"));
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        env::join_paths(folders).map_err(|error| Failure::said(format!("PATH ne peut être formé : {error}")))
    }

    /// Folder that holds `node_modules`.
    pub fn npm_folder(&self) -> PathBuf {
        self.project.cache.join("tools").join(format!("npm-{}", self.npm_key))
    }

    /// A file of an npm tool.
    pub fn npm_file(&self, place: &str) -> PathBuf {
        self.npm_folder().join("node_modules").join(place)
    }

    /// Folder of the French dictionary, when it is installed.
    pub fn dictionary(&self) -> Option<PathBuf> {
        Some(self.npm_file("dictionary-fr")).filter(|folder| folder.is_dir())
    }

    /// The grammar checker, when it is installed.
    pub fn grammar(&self) -> Option<PathBuf> {
        which(GRAMMALECTE)
    }

    /// What a bundle depends on besides its sources.
    pub fn versions(&self) -> String {
        format!("{} {TRUNK} {} {}", self.rustc, self.wasm_bindgen, self.npm_key)
    }

    /// The drivers the browser tests may use: name of the variable, path when the engine can be run.
    pub fn drivers(&self) -> [(&'static str, Option<PathBuf>); 3] {
        let driver = |items: &[Item], path: &Path| {
            let complete = items.iter().all(Item::is_present);
            complete.then(|| which(path)).flatten()
        };
        let geckodriver = self.crate_folder("geckodriver", GECKODRIVER).join("bin/geckodriver");
        [
            ("PASSERELLE_CHROMEDRIVER", driver(&[chromium()], Path::new("chromedriver"))),
            ("PASSERELLE_GECKODRIVER", driver(&[firefox(), self.geckodriver()], &geckodriver)),
            ("PASSERELLE_WEBKITDRIVER", driver(&[webkit()], Path::new("WebKitWebDriver"))),
        ]
    }

    /// What of `needs` is not there yet; each is one step of [`Missing::install`].
    pub fn missing(&'a self, needs: &[Need]) -> Missing<'a> {
        let mut items = if needs == [Need::WordPress] { Vec::new() } else { vec![self.npm()] };
        if needs.contains(&Need::Build) {
            items.extend([self.wasm_target(), self.rust_source(), self.wasm_bindgen(), self.trunk()]);
        }
        if needs.contains(&Need::Java) {
            items.push(java());
        }
        if needs.contains(&Need::Grammar) {
            items.push(grammalecte());
        }
        if needs.contains(&Need::Chromium) || needs.contains(&Need::Browsers) {
            items.push(chromium());
        }
        if needs.contains(&Need::Browsers) {
            items.extend([firefox(), self.geckodriver(), webkit()]);
        }
        if needs.contains(&Need::WordPress) {
            items.push(wordpress());
        }
        items.retain(|item| !item.is_present());
        Missing { tools: self, items }
    }

    /// Installs what is missing, numbered apart from what follows.
    pub fn prepare(&self, needs: &[Need]) -> Outcome {
        let missing = self.missing(needs);
        missing.install(&mut Steps::new(missing.count()))
    }

    fn wasm_target(&self) -> Item {
        Item {
            title: "Rust pour le navigateur (wasm32) : installation".to_owned(),
            proofs: vec![self.sysroot.join("lib/rustlib").join(WASM).join("lib")],
            how: How::Rustup(&["target", "add", WASM]),
            loss: "",
        }
    }

    fn rust_source(&self) -> Item {
        Item {
            title: "source de la bibliothèque de Rust : installation".to_owned(),
            proofs: vec![self.sysroot.join("lib/rustlib/src/rust/library/Cargo.lock")],
            how: How::Rustup(&["component", "add", "rust-src"]),
            loss: "le paquet du navigateur sera plus lourd, son budget ne sera pas tenu.",
        }
    }

    fn npm(&self) -> Item {
        Item {
            title: "outils npm (binaryen, axe-core, playwright-core, stylelint, vnu, dictionnaire) : installation".to_owned(),
            proofs: vec![self.npm_folder()],
            how: How::Npm { folder: self.npm_folder() },
            loss: "",
        }
    }

    /// Not `--locked`: its lock file names a version that the registry lacks.
    fn wasm_bindgen(&self) -> Item {
        self.program(["wasm-bindgen-cli", "wasm-bindgen"], &self.wasm_bindgen, "", 3)
    }

    /// It asks for a newer Rust than ours and does without.
    fn trunk(&self) -> Item {
        let options = "--locked --ignore-rust-version --no-default-features --features rustls";
        self.program(["trunk", "trunk"], TRUNK, options, 8)
    }

    fn geckodriver(&self) -> Item {
        let program = self.program(["geckodriver", "geckodriver"], GECKODRIVER, "--locked", 3);
        Item { loss: "rien ne sera essayé dans Firefox.", ..program }
    }

    fn program(&self, [name, binary]: [&'static str; 2], version: &str, options: &str, minutes: u8) -> Item {
        let folder = self.crate_folder(name, version);
        Item {
            title: format!("{name} {version} : compilation (environ {minutes} minutes la première fois)"),
            proofs: vec![folder.join("bin").join(binary)],
            how: How::Cargo { folder, name, words: format!("{options} {name}@{version}") },
            loss: "",
        }
    }

    fn wasm_bindgen_folder(&self) -> PathBuf {
        self.crate_folder("wasm-bindgen-cli", &self.wasm_bindgen)
    }

    fn crate_folder(&self, name: &str, version: &str) -> PathBuf {
        self.project.cache.join("tools").join(format!("{name}-{version}-rustc{}", self.rustc))
    }

    fn install(&self, item: &Item) -> Outcome {
        let network = "vérifiez l'accès au réseau, puis relancez la même commande : elle reprend.";
        match &item.how {
            How::Rustup(words) => {
                let mut rustup = self.project.command("rustup");
                rustup.args(*words);
                let advice = format!("installez pour ce compilateur « {} ».", words[words.len() - 1]);
                run_logged(self.project, "rustup", rustup, Output::LogOnly, &advice)
            }
            How::Cargo { folder, name, words } => self.install_beside(folder, |beside| {
                let mut cargo = self.project.cargo(&format!("install {words} --root"));
                cargo
                    .arg(beside)
                    .env("CARGO_TARGET_DIR", self.project.cache.join("build"))
                    .env("CARGO_PROFILE_RELEASE_LTO", "off")
                    .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                    .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
                run_logged(self.project, name, cargo, Output::LogOnly, network)
            }),
            How::Npm { folder } => self.install_beside(folder, |beside| {
                for name in ["package.json", "package-lock.json", ".npmrc"] {
                    let from = self.project.root.join("tools").join(name);
                    fs::copy(from, beside.join(name)).or_say(format!("copier tools/{name}"))?;
                }
                let mut npm = self.project.command("npm");
                npm.args(["ci", "--ignore-scripts"]).current_dir(beside);
                let advice = "il faut Node.js 20.19 ou plus récent, avec npm, et l'accès au réseau.";
                run_logged(self.project, "npm", npm, Output::LogOnly, advice)
            }),
            How::Debian(packages) => self.install_debian(packages),
        }
    }

    /// Installs in `<folder>.partial-<pid>`, then renames. One at a time; another clone may have done it meanwhile.
    fn install_beside(&self, folder: &Path, install: impl FnOnce(&Path) -> Outcome) -> Outcome {
        let tools = self.project.cache.join("tools");
        fs::create_dir_all(&tools).or_say("créer le dossier des outils")?;
        let _lock = self.project.lock("install", "une autre installation")?;
        if folder.is_dir() {
            return Ok(());
        }
        // We hold the lock: whatever is unfinished is nobody's.
        for entry in fs::read_dir(&tools).or_say("lire le dossier des outils")?.flatten() {
            if entry.file_name().to_string_lossy().contains(".partial-") {
                fs::remove_dir_all(entry.path()).or_say("effacer une installation interrompue")?;
            }
        }
        let mut beside = folder.as_os_str().to_owned();
        beside.push(format!(".partial-{}", std::process::id()));
        fs::create_dir(&beside).or_say("créer le dossier de l'outil")?;
        if let Err(failure) = install(Path::new(&beside)) {
            let _ = fs::remove_dir_all(&beside); // else the next install does it
            return Err(failure);
        }
        fs::rename(&beside, folder).or_say("ranger l'outil installé")
    }

    fn install_debian(&self, packages: &[&str]) -> Outcome {
        static LISTS: Once = Once::new();
        let names = packages.join(" ");
        let advice = format!("en administrateur : apt-get update && apt-get install {names}");
        if which("apt-get").is_none() {
            let sentence = format!("ce système n'a pas apt-get : installez vous-même {names}.");
            return Err(Failure::said(sentence));
        }
        let is_root = printed(self.project, "id", &["-u"])? == "0";
        if !is_root && printed(self.project, "sudo", &["-n", "true"]).is_err() {
            return Err(Failure::said(format!("il faut des droits d'administration. {advice}")));
        }
        let apt = |log: &str, words: &[&str]| {
            let mut apt = self.project.command(if is_root { "env" } else { "sudo" });
            apt.args(["-n", "env"].iter().filter(|_| !is_root));
            apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]);
            apt.args(words);
            run_logged(self.project, log, apt, Output::LogOnly, &advice)
        };
        // Old lists may do: what counts is whether the install below succeeds.
        LISTS.call_once(|| {
            if apt("apt-update", &["update"]).is_err() {
                say!("      la liste des paquets n'a pas pu être rafraîchie");
            }
        });
        let words = [&["install", "-y", "--no-install-recommends"], packages].concat();
        apt(&format!("apt-{}", packages[0]), &words)
    }
}

fn chromium() -> Item {
    Item {
        title: "Chromium et son pilote : installation".to_owned(),
        proofs: vec!["chromium".into(), "chromedriver".into()],
        how: How::Debian(&["chromium", "chromium-driver"]),
        loss: "",
    }
}

/// `micro-httpd` and `php-cgi`: WordPress wants a web server and PHP in it, and these bring no Apache that would start.
fn wordpress() -> Item {
    let words = ["wp-load.php", "wp-content/languages/fr_FR.mo"].map(|place| Path::new(crate::wordpress::PACKAGED).join(place));
    let programs = [crate::wordpress::MARIADB, "mariadb-install-db", "php"].map(PathBuf::from);
    Item {
        title: "WordPress, PHP et MariaDB : installation (environ 1 minute)".to_owned(),
        proofs: words.into_iter().chain(programs).collect(),
        how: How::Debian(&[
            "wordpress",
            "wordpress-l10n",
            "micro-httpd",
            "php-cgi",
            "php-cli",
            "php-mysql",
            "php-xml",
            "php-mbstring",
            "php-curl",
            "mariadb-server-core",
        ]),
        loss: "",
    }
}

fn java() -> Item {
    Item { title: "Java : installation".to_owned(), proofs: vec!["java".into()], how: How::Debian(&["default-jre-headless"]), loss: "" }
}

fn grammalecte() -> Item {
    Item {
        title: "Grammalecte : installation".to_owned(),
        proofs: vec![GRAMMALECTE.into()],
        how: How::Debian(&[GRAMMALECTE]),
        loss: "la grammaire du contenu ne sera pas relue.",
    }
}

fn firefox() -> Item {
    Item {
        title: "Firefox ESR : installation".to_owned(),
        proofs: vec!["firefox-esr".into()],
        how: How::Debian(&["firefox-esr"]),
        loss: "rien ne sera essayé dans Firefox.",
    }
}

fn webkit() -> Item {
    Item {
        title: "WebKitGTK et Xvfb : installation".to_owned(),
        proofs: vec!["WebKitWebDriver".into(), "xvfb-run".into()],
        how: How::Debian(&["webkit2gtk-driver", "xvfb", "xauth"]),
        loss: "rien ne sera essayé dans WebKit (le moteur de Safari).",
    }
}

/// The part of the needs that must be installed first.
pub struct Missing<'a> {
    tools: &'a Tools<'a>,
    items: Vec<Item>,
}

impl Missing<'_> {
    pub fn count(&self) -> usize {
        self.items.len()
    }

    /// Installs each; what one can do without is only reported.
    pub fn install(&self, steps: &mut Steps) -> Outcome {
        for item in &self.items {
            let result = steps.step(&item.title, || {
                if item.title.starts_with("geckodriver") && !firefox().is_present() {
                    return Ok(Done::Already("inutile sans Firefox".to_owned()));
                }
                self.tools.install(item).map(|()| Done::Made)
            });
            match result {
                Err(failure) if !item.loss.is_empty() => {
                    say!("{failure}\n      ATTENTION : {}", item.loss);
                }
                result => result?,
            }
        }
        let build = self.tools.project.cache.join("build");
        if self.items.iter().any(|item| matches!(item.how, How::Cargo { .. })) && build.is_dir() {
            let _lock = self.tools.project.lock("install", "une autre installation")?;
            fs::remove_dir_all(build).or_say("effacer les fichiers de compilation des outils")?;
        }
        Ok(())
    }
}

/// What a short command prints, trimmed.
fn printed(project: &Project, program: &str, words: &[&str]) -> Outcome<String> {
    let output = project.command(program).args(words).output();
    let output = output.or_say(format!("lancer « {program} »"))?;
    if !output.status.success() {
        return Err(Failure::said(format!("« {program} {} » a échoué.", words.join(" "))));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The version of `name` in the text of a `Cargo.lock`; the first one if there are several.
fn locked_version(lock: &str, name: &str) -> Option<String> {
    let named = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| line.trim() != named);
    let version = lines.nth(1)?.trim().strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_named_package_and_no_other() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = [\n \"cfg-if\",\n]\n";
        for (name, expected) in [("wasm-bindgen", Some("0.2.130")), ("wasm-bindgen-macro", Some("0.2.9")), ("wasm", None), ("cfg-if", None)] {
            assert_eq!(locked_version(lock, name).as_deref(), expected, "package {name}");
        }
    }
}
