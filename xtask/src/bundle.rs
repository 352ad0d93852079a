//! `build`: the browser's bundle (Trunk), the native programs, then the prerendered pages.
//!
//! Each part is skipped when nothing it reads has changed; a second `build` only takes fingerprints.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::arguments::{Arguments, Source};
use crate::fingerprint::{Fingerprint, Kept};
use crate::parts;
use crate::progress::{Done, OrSay, Outcome, Output, Steps, run_logged};
use crate::project::Project;
use crate::tools::{Need, Tools, WASM};

/// What a bundle is made of, from the root.
pub const CODE: &[&str] = &[
    "src",
    "engine/src",
    "engine/build.mjs",
    "engine/Cargo.toml",
    "bench/crossfilter",
    "index.html",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "rust-toolchain.toml",
    ".cargo/config.toml",
];
/// What pages are made of besides.
pub const CONTENT: &[&str] = &["public", "style", "press"];

/// Builds the standard library again, without what reports a panic: 10 % of the bundle. Unstable flags on a pinned
/// compiler, so they cannot change under us.
const SMALL: &[(&str, &str)] = &[
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort"),
];

/// Two ways to build the bundle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    /// As visitors get it.
    Release,
    /// Quick to build; the console says what went wrong.
    Debug,
}

impl Mode {
    /// Of its log and its fingerprint.
    fn name(self) -> &'static str {
        match self {
            Mode::Release => "bundle-release",
            Mode::Debug => "bundle-debug",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Mode::Release => "paquet pour le navigateur (trunk, environ 4 minutes la première fois)",
            Mode::Debug => "paquet de mise au point (trunk, environ 2 minutes la première fois)",
        }
    }

    /// Where Trunk puts the bundle.
    fn folder(self, project: &Project) -> PathBuf {
        project.root.join(match self {
            Mode::Release => "target/bundle",
            Mode::Debug => "target/bundle-dev",
        })
    }
}

/// A site to write.
pub struct Site {
    mode: Mode,
    source: Source,
    pub out: PathBuf,
    /// With the drafts, and with what helps to work on them.
    pub for_work: bool,
    /// As servers send it; what is only looked at in tests is not, which spares half of its time.
    compressed: bool,
}

/// `cargo xtask build`
pub fn run(project: &Project, arguments: &Arguments) -> Outcome {
    let mut site = Site::release(project, arguments)?;
    site.out = arguments.folder("--out", site.out)?;
    site.set_up_and_build(project)?;
    say!("Le site est prêt : {}", project.shown(&site.out));
    Ok(())
}

impl Site {
    /// Steps of [`Site::build`].
    pub const STEPS: usize = 4;

    /// The site of `public/content`, written in the folder `out` of this clone.
    pub fn new(project: &Project, mode: Mode, out: &str) -> Self {
        let source = Source::Folder(project.root.join("public/content"));
        let out = project.root.join(out);
        Self { mode, source, out, for_work: false, compressed: mode == Mode::Release }
    }

    /// The same program and style with a second language, right to left; for tests, never shipped.
    pub fn look(project: &Project) -> Self {
        let source = Source::Folder(project.root.join(crate::look::CONTENT));
        Self { source, compressed: false, ..Self::new(project, Mode::Release, "target/dist-look") }
    }

    /// What visitors get, in `dist/`, from the source the person named.
    pub fn release(project: &Project, arguments: &Arguments) -> Outcome<Self> {
        let site = Self::new(project, Mode::Release, "dist");
        Ok(Self { source: arguments.source(site.source)?, ..site })
    }

    /// Installs what is missing, then builds, all in one numbering.
    pub fn set_up_and_build(&self, project: &Project) -> Outcome {
        let tools = Tools::find(project)?;
        let missing = tools.missing(&[Need::Build]);
        let mut steps = Steps::new(missing.count() + Self::STEPS);
        missing.install(&mut steps)?;
        self.build(project, &tools, &mut steps)
    }

    /// Builds what pages are made of and with.
    pub fn prepare(&self, project: &Project, tools: &Tools, steps: &mut Steps) -> Outcome {
        let _lock = project.lock("build", "une autre construction")?;
        self.bundle(project, tools, steps)?;
        steps.step(NATIVE, || programs(project, PROGRAMS))
    }

    /// Builds, without a word, what the browser is sent: who builds then has it, or tells what went wrong.
    pub fn ahead(&self, project: &Project, tools: &Tools) {
        _ = bundle(project, tools, self.mode).and_then(|_| parts::build(project, tools, self.mode));
    }

    fn bundle(&self, project: &Project, tools: &Tools, steps: &mut Steps) -> Outcome {
        steps.step(self.mode.title(), || bundle(project, tools, self.mode))?;
        steps.step("parties du programme que seules certaines pages demandent", || parts::build(project, tools, self.mode))
    }

    /// Builds what has changed, one command at a time.
    pub fn build(&self, project: &Project, tools: &Tools, steps: &mut Steps) -> Outcome {
        let _lock = project.lock("build", "une autre construction")?;
        self.bundle(project, tools, steps)?;
        let kept = Kept::new(project, &self.name(), self.fingerprint(project, tools)?);
        let unchanged = matches!(self.source, Source::Folder(_))
            && kept.is_unchanged()
            && self.out.join("index.html").is_file()
            && PROGRAMS.iter().all(|name| project.program(name).is_file());
        let skipped = |what: &str| Ok(Done::Already(format!("{what} : rien n'a changé")));
        steps.step(NATIVE, || if unchanged { skipped("programmes") } else { programs(project, PROGRAMS) })?;
        steps.step("pages prérendues et comprimées", || {
            if unchanged {
                return skipped("pages");
            }
            kept.renewed_by(|| self.prerender(project)).map(|()| Done::Made)
        })
    }

    /// Writes the pages with the program and the bundle that are there.
    fn prerender(&self, project: &Project) -> Outcome {
        let shown = if matches!(self.source, Source::Address(_)) { Output::LogAndScreen } else { Output::LogOnly };
        let advice = "corrigez ce que le message nomme ; « cargo xtask check » vérifie le contenu.";
        run_logged(project, "prerender", self.prerenderer(project), shown, advice)
    }

    /// The program that writes the pages, about to be started.
    pub fn prerenderer(&self, project: &Project) -> Command {
        let mut command = project.command(project.program("prerender"));
        command.arg("--bundle").arg(self.mode.folder(project)).arg("--parts").arg(parts::folder(project, self.mode));
        match &self.source {
            Source::Folder(folder) => command.arg("--content").arg(folder),
            // What WordPress lacks comes from the clone; what was changed on the way is for the person to read.
            Source::Address(address) => {
                command.arg("--content").arg(project.root.join("public/content")).args(["--source", address]).arg("--cache").arg(copies(project, address))
            }
        };
        command.arg("--out").arg(&self.out);
        if !self.compressed {
            command.arg("--uncompressed");
        }
        if self.for_work {
            command.arg("--drafts").arg(project.root.join("drafts")).arg("--dev");
        }
        command
    }

    fn name(&self) -> String {
        let folder = self.out.file_name().unwrap_or_default().to_string_lossy();
        format!("site-{folder}")
    }

    fn fingerprint(&self, project: &Project, tools: &Tools) -> Outcome<Fingerprint> {
        let mut fingerprint = bundle_fingerprint(project, tools, self.mode)?;
        let mut inputs = project.paths(CONTENT);
        inputs.push(project.root.join("xtask/src"));
        match &self.source {
            Source::Folder(folder) => inputs.push(folder.clone()),
            Source::Address(address) => fingerprint.add(address.as_bytes()),
        }
        if self.for_work {
            inputs.push(project.root.join("drafts"));
        }
        fingerprint.add(day().as_bytes());
        fingerprint.add(self.out.as_os_str().as_encoded_bytes());
        fingerprint.add(&[u8::from(self.for_work), u8::from(self.compressed)]);
        fingerprint.add_files(&project.root, &inputs)?;
        Ok(fingerprint)
    }
}

/// Where the copies of the WordPress at `address` are kept.
fn copies(project: &Project, address: &str) -> PathBuf {
    let name: String = address.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    project.cache.join("sources").join(name.trim_matches('-'))
}

const NATIVE: &str = "programmes de cette machine (prérendu, serveur)";

/// The native programs that write and serve a site.
pub const PROGRAMS: &[&str] = &["prerender", "serve"];

/// Compiles native programs and copies them to `target/xtask/bin`, where no other clone replaces them.
pub fn programs(project: &Project, names: &[&str]) -> Outcome<Done> {
    let mut command = project.cargo("build --features ssr");
    command.args(names.iter().flat_map(|name| ["--bin", name]));
    if project.as_tests {
        command.args(["--test", "architecture"]); // any test: Cargo then counts what tests depend on
    }
    run_logged(project, "programs", command, Output::LogOnly, COMPILE)?;
    for name in names {
        let to = project.program(name);
        let beside = to.with_extension("new"); // a program that runs cannot be written over, but can be replaced
        let copied = fs::create_dir_all(project.work.join("bin"))
            .and_then(|()| fs::copy(project.target.join("debug").join(name), &beside))
            .and_then(|_| fs::rename(&beside, &to));
        copied.or_say(format!("copier le programme {name}"))?;
    }
    Ok(Done::Made)
}

/// Builds the bundle with Trunk, unless nothing it is made of has changed.
pub fn bundle(project: &Project, tools: &Tools, mode: Mode) -> Outcome<Done> {
    let kept = Kept::new(project, mode.name(), bundle_fingerprint(project, tools, mode)?);
    let folder = mode.folder(project);
    if kept.is_unchanged() && folder.join("index.html").is_file() {
        return Ok(Done::Already("bundle inchangé".to_owned()));
    }
    kept.renewed_by(|| {
        // Trunk works offline: the crates come first, those of the standard library too.
        let mut fetch = project.cargo(&format!("fetch --target {WASM} --target {}", tools.host));
        if std::env::var_os("CI").is_some() {
            fetch.arg("--locked");
        }
        let mut trunk = project.command("trunk");
        trunk.arg("build").arg("--dist").arg(&folder).env("PATH", tools.path()?);
        trunk.env("TRUNK_OFFLINE", "true").env("TRUNK_SKIP_VERSION_CHECK", "true").env("RUST_BACKTRACE", "0"); // Trunk's own would push the compiler's error out of sight
        if mode == Mode::Release {
            trunk.arg("--release").env("CARGO_TARGET_DIR", &project.target_wasm);
            small(tools, &mut fetch);
            small(tools, &mut trunk);
            if !tools.has_rust_source() {
                say!("      ATTENTION : sans rust-src, le budget du paquet ne sera pas tenu.");
            }
        }
        let network = "vérifiez l'accès au réseau et que Cargo.lock suit Cargo.toml.";
        run_logged(project, &format!("fetch-{}", mode.name()), fetch, Output::LogOnly, network)?;
        run_logged(project, mode.name(), trunk, Output::LogOnly, COMPILE)
    })?;
    Ok(Done::Made)
}

/// Has Cargo build the standard library again, where its source is.
pub fn small(tools: &Tools, command: &mut Command) {
    if tools.has_rust_source() {
        command.envs(SMALL.iter().copied());
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    }
}

pub const COMPILE: &str = "corrigez l'erreur de compilation ci-dessus, puis relancez la même commande.";

/// The day, or what stands for it: pages that are scheduled for it must appear.
fn day() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    std::env::var("SOURCE_DATE_EPOCH").unwrap_or_else(|_| (since / 86_400).to_string())
}

/// Sources, tools and flags.
fn bundle_fingerprint(project: &Project, tools: &Tools, mode: Mode) -> Outcome<Fingerprint> {
    let mut fingerprint = Fingerprint::new();
    let flags = (mode == Mode::Release && tools.has_rust_source()).then_some(SMALL);
    fingerprint.add(format!("{} {} {flags:?}", mode.name(), tools.versions()).as_bytes());
    fingerprint.add_files(&project.root, &project.paths(CODE))?;
    Ok(fingerprint)
}
