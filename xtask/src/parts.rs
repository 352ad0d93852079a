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
        engine(project, tools, &folder)?;
        PARTS.iter().try_for_each(|name| part(project, tools, mode, name))
    })?;
    Ok(Done::Made)
}

/// The engine, in its two builds: always optimised, since it is small and its speed is its purpose.
fn engine(project: &Project, tools: &Tools, folder: &Path) -> Outcome {
    let mut node = project.command("node");
    node.arg(project.root.join("engine/build.mjs")).arg(folder).env("PATH", tools.path()?).env("WASM_OPT", tools.npm_file("binaryen/bin/wasm-opt"));
    run_logged(project, "engine", node, Output::LogOnly, COMPILE)
}

fn part(project: &Project, tools: &Tools, mode: Mode, name: &str) -> Outcome {
    let release = mode == Mode::Release;
    let mut cargo = project.cargo(&format!("build --target {WASM} --no-default-features --features {name} --bin {name}"));
    let target = if release { project.target_wasm.clone() } else { project.target.clone() };
    cargo.env("CARGO_TARGET_DIR", &target);
    if release {
        cargo.arg("--release");
        small(tools, &mut cargo);
    }
    let log = format!("part-{name}");
    run_logged(project, &log, cargo, Output::LogOnly, COMPILE)?;
    let folder = folder(project, mode);
    let raw = project.work.join("parts");
    fs::create_dir_all(&folder).or_say("créer le dossier des parties")?;
    let mut bindgen = project.command("wasm-bindgen");
    bindgen.env("PATH", tools.path()?).args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"]).arg(&raw);
    bindgen.arg(target.join(WASM).join(if release { "release" } else { "debug" }).join(name).with_extension("wasm"));
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
