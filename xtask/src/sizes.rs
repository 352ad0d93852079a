//! `sizes`: what a release weighs, one line of `docs/sizes.csv` taken from the built site.
//!
//! The sizes are those that have a budget (`tests/built.rs` keeps them): bytes in brotli of the heaviest page, of the site's program, of the explorer's, of its engine, of what reads aloud and
//! of the editors' door, each with its glue; then bytes of the heaviest card and of the heaviest picture of a survey.

use std::fs;
use std::path::{Path, PathBuf};

use crate::arguments::Arguments;
use crate::progress::{Failure, OrSay, Outcome};
use crate::project::Project;

const FILE: &str = "docs/sizes.csv";
const HEADER: &str = "date,release,page,program,explorer,engine,listen,preview,card,picture";

/// `cargo xtask sizes`
pub fn run(project: &Project, arguments: &Arguments) -> Outcome {
    let dist = project.root.join("dist");
    if !dist.join("_headers").is_file() {
        return Err(Failure::said("le site n'est pas construit : lancez d'abord « cargo xtask build »."));
    }
    let release = match arguments.option("--release") {
        Some(release) => release.to_owned(),
        None => version(project)?,
    };
    let date = project.command("date").arg("+%F").output().or_say("demander la date")?;
    let line = [String::from_utf8_lossy(&date.stdout).trim().to_owned(), release]
        .into_iter()
        .chain(sizes(&dist)?.map(|size| size.to_string()))
        .collect::<Vec<_>>()
        .join(",");
    let place = project.root.join(FILE);
    let kept = fs::read_to_string(&place).or_say(format!("lire {FILE}"))?;
    let text = with_line(&kept, &line);
    if let Some(fault) = faults(&text).first() {
        return Err(Failure::said(format!("{FILE} ne change pas : {fault}")));
    }
    fs::write(&place, text).or_say(format!("écrire {FILE}"))?;
    say!("{HEADER}\n{line}");
    Ok(())
}

/// Of the crate.
fn version(project: &Project) -> Outcome<String> {
    let manifest = fs::read_to_string(project.root.join("Cargo.toml")).or_say("lire Cargo.toml")?;
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| Failure::said("Cargo.toml ne dit pas sa version : donnez --release NOM."))
}

/// In the order of the columns.
fn sizes(dist: &Path) -> Outcome<[u64; 8]> {
    let files = files(dist)?;
    let named = |name: &str| {
        let all = files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "br") && is_part(file, name));
        let weights: Vec<u64> = all.map(|file| weight(file)).collect();
        if weights.len() == 2 {
            Ok(weights.iter().sum())
        } else {
            Err(Failure::said(format!("dist/app : {} fichiers au lieu de 2 pour {name}.", weights.len())))
        }
    };
    let heaviest = |within: &str, end: &str| {
        let all = files.iter().filter(|file| file.starts_with(dist.join(within)) && file.to_string_lossy().ends_with(end));
        all.map(|file| weight(file)).max().ok_or_else(|| Failure::said(format!("dist/{within} : aucun fichier {end}.")))
    };
    let is_engine = |file: &&PathBuf| ["engine.js.br", "engine.wasm.br", "engine-scalar.wasm.br"].iter().any(|name| file.ends_with(name));
    let engine = files.iter().filter(is_engine).map(|file| weight(file)).sum();
    Ok([
        heaviest("", ".html.br")?,
        named("passerelle")?,
        named("explorer")?,
        engine,
        named("listen")?,
        named("preview")?,
        heaviest("cartes", ".png")?,
        heaviest("sondages", ".png")?,
    ])
}

/// Whether the file is `<name>-<hash>.js` or `.wasm`, compressed.
fn is_part(file: &Path, name: &str) -> bool {
    let file = file.file_name().unwrap_or_default().to_string_lossy();
    let stem = file.strip_suffix(".js.br").or_else(|| file.strip_suffix(".wasm.br")).map(|stem| stem.trim_end_matches("_bg"));
    stem.and_then(|stem| stem.rsplit_once('-')).is_some_and(|(before, hash)| before == name && hash.chars().all(|digit| digit.is_ascii_hexdigit()))
}

fn weight(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |metadata| metadata.len())
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).or_say(format!("lire {}", folder.display()))?.flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}

/// The file with `line` at its end; a release that is measured again has its new line in place of the last.
fn with_line(kept: &str, line: &str) -> String {
    let release = |line: &str| line.split(',').nth(1).unwrap_or_default().to_owned();
    let mut lines: Vec<&str> = kept.lines().collect();
    if lines.len() > 1 && lines.last().is_some_and(|last| release(last) == release(line)) {
        lines.pop();
    }
    lines.push(line);
    lines.join("\n") + "\n"
}

/// What is wrong with the file, a sentence a fault.
fn faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        faults.push(format!("la première ligne n'est pas « {HEADER} »."));
    }
    let (mut releases, mut last) = (Vec::new(), "");
    for (number, line) in lines.enumerate().map(|(index, line)| (index + 2, line)) {
        let fields: Vec<&str> = line.split(',').collect();
        let [date, release, sizes @ ..] = fields.as_slice() else {
            faults.push(format!("ligne {number} : vide."));
            continue;
        };
        if sizes.len() != HEADER.split(',').count() - 2 || sizes.iter().any(|size| size.parse::<u64>().map_or(true, |size| size == 0)) {
            faults.push(format!("ligne {number} : il faut une date, une version et huit nombres d'octets, séparés par des virgules."));
        }
        let form: String = date.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
        if form != "0000-00-00" || *date < last {
            faults.push(format!("ligne {number} : « {date} » n'est pas une date AAAA-MM-JJ après celle de la ligne précédente."));
        }
        if release.is_empty() || releases.contains(release) {
            faults.push(format!("ligne {number} : la version « {release} » manque, ou a déjà sa ligne."));
        }
        releases.push(release);
        last = date;
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sizes_of_releases_are_in_order() {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(FILE)).expect(FILE);
        assert_eq!(faults(&text), Vec::<String>::new());
        assert!(text.lines().count() > 1 && text.ends_with('\n'));
    }

    #[test]
    fn what_is_wrong_with_a_line_is_said_with_its_number() {
        let first = "2026-11-26,0.1.0,1,2,3,4,5,6,7,8";
        for (line, expected) in [
            ("2026-11-26,0.1.1,1,2,3,4,5,6,7,8", None),
            ("2026-11-25,0.1.1,1,2,3,4,5,6,7,8", Some("n'est pas une date")),
            ("26/11/2026,0.1.1,1,2,3,4,5,6,7,8", Some("n'est pas une date")),
            ("2026-11-27,0.1.0,1,2,3,4,5,6,7,8", Some("a déjà sa ligne")),
            ("2026-11-27,0.1.1,1,2,3,4,5,6,7", Some("huit nombres")),
            ("2026-11-27,0.1.1,1,2,3,4,5,6,7,0", Some("huit nombres")),
            ("2026-11-27,0.1.1,1,2,3,4,5,6,7,8 kB", Some("huit nombres")),
            ("", Some("vide")),
        ] {
            let found = faults(&format!("{HEADER}\n{first}\n{line}\n"));
            assert_eq!(found.len(), usize::from(expected.is_some()), "{line}: {found:?}");
            assert!(expected.is_none_or(|words| found[0].contains(words) && found[0].starts_with("ligne 3")), "{line}: {found:?}");
        }
        assert_eq!(faults("").len(), 1);
    }

    #[test]
    fn a_release_that_is_measured_again_keeps_one_line() {
        let (one, again, next) = ("d,0.1.0,1", "e,0.1.0,2", "e,0.2.0,2");
        assert_eq!(with_line(HEADER, one), format!("{HEADER}\n{one}\n"));
        assert_eq!(with_line(&format!("{HEADER}\n{one}\n"), again), format!("{HEADER}\n{again}\n"));
        assert_eq!(with_line(&format!("{HEADER}\n{one}\n"), next), format!("{HEADER}\n{one}\n{next}\n"));
    }

    #[test]
    fn the_editors_door_is_not_what_opens_it() {
        for (file, expected) in [
            ("preview-717d070f.wasm.br", true),
            ("preview-d2430996.js.br", true),
            ("preview-door-d87dcf1f.js.br", false),
            ("preview-717d070f.wasm", false),
            ("passerelle-b0d79979c0ce0444_bg.wasm.br", false),
        ] {
            assert_eq!(is_part(Path::new(file), "preview"), expected, "{file}");
        }
        assert!(is_part(Path::new("passerelle-b0d79979c0ce0444_bg.wasm.br"), "passerelle"));
    }
}
