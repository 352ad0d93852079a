//! The programs of the browser that only some pages ask for, beside the one of every page: each is a bin of the crate with a feature of its own, made by the same tools; and the
//! engine that counts a survey's answers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::bundle::{CODE, COMPILE, Mode, small};
use crate::fingerprint::{Fingerprint, Kept};
use crate::progress::{Done, OrSay, Outcome, Output, run_logged};
use crate::project::Project;
use crate::tools::{Tools, WASM};

/// Their bins, which have the names of their features.
const PARTS: &[&str] = &["explorer", "listen", "live", "preview"];
/// Those that are compiled at once for debugging, where nobody weighs them; the editors' door reads JSON in its own way, and is apart.
const TOGETHER: &[&[&str]] = &[&["explorer", "listen", "live"], &["preview"]];
/// What browsers of the last years understand; as in index.html.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-reference-types",
];

/// Where they are made: `<name>.js`, `<name>.wasm`.
pub fn folder(project: &Project, mode: Mode) -> PathBuf {
    project.root.join(match mode {
        Mode::Release => "target/parts",
        Mode::Debug => "target/parts-dev",
    })
}

/// Builds them, unless nothing that they are made of has changed.
pub fn build(project: &Project, tools: &Tools, mode: Mode) -> Outcome<Done> {
    let folder = folder(project, mode);
    let mut fingerprint = Fingerprint::new();
    fingerprint.add(format!("{mode:?} {}", tools.versions()).as_bytes());
    fingerprint.add_files(&project.root, &project.paths(CODE))?;
    let kept = Kept::new(project, if mode == Mode::Release { "parts-release" } else { "parts-debug" }, fingerprint);
    if kept.is_unchanged() && PARTS.iter().all(|name| folder.join(name).with_extension("wasm").is_file()) {
        return Ok(Done::Already("parties inchangées".to_owned()));
    }
    kept.renewed_by(|| {
        engine(project, tools, mode, &folder)?;
        let groups: Vec<&[&str]> = if mode == Mode::Release { PARTS.chunks(1).collect() } else { TOGETHER.to_vec() };
        // While one is optimised, the next is compiled: each by itself keeps one core busy.
        std::thread::scope(|scope| {
            let mut finishing = Vec::new();
            for names in groups {
                compile(project, tools, mode, names)?;
                finishing.extend(names.iter().map(|name| scope.spawn(move || finish(project, tools, mode, name))));
            }
            finishing.into_iter().try_for_each(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    })?;
    Ok(Done::Made)
}

/// The engine, in its two builds: always optimised, since it is small and its speed is its purpose.
fn engine(project: &Project, tools: &Tools, mode: Mode, folder: &Path) -> Outcome {
    let mut node = project.command("node");
    node.arg(project.root.join("engine/build.mjs")).arg(folder).env("PATH", tools.path()?).env("WASM_OPT", tools.npm_file("binaryen/bin/wasm-opt"));
    run_logged(project, &log(mode, &["engine"]), node, Output::LogOnly, COMPILE)
}

/// Cargo's folder.
fn target(project: &Project, mode: Mode) -> &Path {
    if mode == Mode::Release { &project.target_wasm } else { &project.target }
}

fn log(mode: Mode, names: &[&str]) -> String {
    format!("part-{}{}", names.join("-"), if mode == Mode::Release { "" } else { "-dev" })
}

/// Compiles the bins `names`, with all their features.
fn compile(project: &Project, tools: &Tools, mode: Mode, names: &[&str]) -> Outcome {
    let mut cargo = project.cargo(&format!("build --target {WASM} --no-default-features --features {}", names.join(",")));
    cargo.args(names.iter().flat_map(|name| ["--bin", name])).env("CARGO_TARGET_DIR", target(project, mode));
    if mode == Mode::Release {
        cargo.arg("--release");
        small(tools, &mut cargo);
    }
    run_logged(project, &log(mode, names), cargo, Output::LogOnly, COMPILE)
}

/// Makes what was compiled a program of the browser.
fn finish(project: &Project, tools: &Tools, mode: Mode, name: &str) -> Outcome {
    let release = mode == Mode::Release;
    let log = log(mode, &["made", name]);
    let folder = folder(project, mode);
    let raw = project.work.join(if release { "parts" } else { "parts-dev" });
    fs::create_dir_all(&folder).or_say("créer le dossier des parties")?;
    let mut bindgen = project.command("wasm-bindgen");
    bindgen.env("PATH", tools.path()?).args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"]).arg(&raw);
    bindgen.arg(target(project, mode).join(WASM).join(if release { "release" } else { "debug" }).join(name).with_extension("wasm"));
    run_logged(project, &log, bindgen, Output::LogOnly, COMPILE)?;
    let (made, wasm) = (raw.join(format!("{name}_bg.wasm")), folder.join(name).with_extension("wasm"));
    if release {
        let mut opt = project.command("wasm-opt");
        opt.env("PATH", tools.path()?).arg("-Oz").args(WASM_FEATURES).arg(&made).arg("-o").arg(&wasm);
        run_logged(project, &log, opt, Output::LogOnly, COMPILE)?;
    } else {
        fs::copy(&made, &wasm).or_say("copier une partie")?;
    }
    fs::copy(raw.join(name).with_extension("js"), folder.join(name).with_extension("js")).or_say("copier une partie")?;
    Ok(())
}
