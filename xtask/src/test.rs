//! `test`: everything that must hold, each step timed, all run even when one fails; the last line counts the steps.

use std::time::{Duration, Instant};

use crate::arguments::Arguments;
use crate::bundle::{Mode, Site};
use crate::check;
use crate::look;
use crate::progress::Output::{LogAndScreen, LogOnly};
use crate::progress::{Done, Failure, Outcome, Output, Steps, run_logged, words_for};
use crate::project::Project;
use crate::survey;
use crate::tools::{Need, Tools};
use crate::wordpress::WordPress;

/// One line of the table below; what it does is in [`Run::step`].
struct Step {
    name: &'static str,
    title: &'static str,
    needs: &'static [Need],
    /// Steps without which this one makes no sense; `--only` runs them too.
    after: &'static [&'static str],
}

const STEPS: &[Step] = &[
    step("format", "mise en forme du code", &[], &[]),
    step("clippy", "clippy, programmes de cette machine", &[], &[]),
    step("clippy-wasm", "clippy, navigateur (wasm32)", &[], &[]),
    step("tests", "tests unitaires, d'intégration et de documentation", &[], &[]),
    step("content", "contenu (public/content), orthographe, grammaire", &[Need::Npm, Need::Grammar], &[]),
    step("wordpress", "passerelle WordPress, sur un vrai WordPress", &[Need::WordPress], &[]),
    step("engine", "moteur de comptage, dans ses deux formes pour le navigateur", &[Need::Build], &[]),
    step("css", "feuilles de style (stylelint)", &[Need::Npm], &[]),
    step("build", "construction comme en production", &[Need::Build], &[]),
    step("debug", "construction de mise au point", &[Need::Build], &[]),
    step("look", "construction avec une seconde langue, de droite à gauche", &[Need::Build], &["build"]),
    step("built", "fichiers construits : liens et budgets", &[], &["build"]),
    step("preview", "aperçus depuis un vrai WordPress, dans un navigateur", &[Need::WordPress, Need::Chromium], &["build"]),
    step("html", "pages construites (vérificateur HTML Nu)", &[Need::Java], &["build"]),
    step("browser", "navigateurs : parcours", &[Need::Browsers], &["build", "debug"]),
    step("readers", "navigateur : accessibilité et réglages des lecteurs", &[Need::Chromium], &["build", "look"]),
    step("screens", "navigateur : images d'écran comparées", &[Need::Chromium], &["build", "look"]),
];

const fn step(name: &'static str, title: &'static str, needs: &'static [Need], after: &'static [&'static str]) -> Step {
    Step { name, title, needs, after }
}

/// What the steps work with.
struct Run<'a> {
    project: &'a Project,
    tools: &'a Tools<'a>,
    /// Whether the step « debug » comes.
    debugs: bool,
}

impl Run<'_> {
    fn step(&self, name: &str) -> Outcome {
        match name {
            "format" => self.cargo(name, "fmt --all --check -- --color never", LogOnly),
            "clippy" => {
                self.cargo(name, "clippy --workspace --all-targets --features ssr -- -D warnings", LogOnly)?;
                // What `cargo test` leaves out, `--all-targets` does too.
                self.cargo(name, "clippy --features ssr --test built --test wordpress --test browser -- -D warnings", LogOnly)
            }
            "clippy-wasm" => {
                let words = "clippy --target wasm32-unknown-unknown --no-default-features \
                             --features explorer,listen,live,preview --lib --bins -- -D warnings";
                self.cargo(name, words, LogOnly)
            }
            "tests" => {
                let mut tests = self.project.cargo("test --workspace --features ssr");
                if let Some(program) = survey::frictionless(self.project)? {
                    tests.env("PASSERELLE_FRICTIONLESS", program);
                }
                run_logged(self.project, name, tests, LogAndScreen, FIX)
            }
            "content" => {
                check::program(self.project)?;
                let mut check = check::command(self.project, self.tools);
                check.arg(self.project.root.join("public/content"));
                run_logged(self.project, name, check, LogOnly, FIX)
            }
            "wordpress" => self.wordpress(name),
            "engine" => self.engine(name),
            "preview" => self.preview(name),
            "css" => self.css(name),
            // The optimiser keeps one core busy: the other builds what the next step asks for, in folders of its own.
            "build" if self.debugs => std::thread::scope(|scope| {
                scope.spawn(|| self.site(Mode::Debug).ahead(self.project, self.tools));
                self.build(&self.site(Mode::Release))
            }),
            "build" => self.build(&self.site(Mode::Release)),
            "debug" => self.build(&self.site(Mode::Debug)),
            "look" => {
                look::lay_out(self.project)?;
                self.build(&Site::look(self.project))
            }
            "built" => {
                let mut built = self.project.cargo("test --features ssr --test built");
                built.env("PASSERELLE_DIST", self.site(Mode::Release).out);
                run_logged(self.project, name, built, LogAndScreen, FIX)
            }
            "html" => self.html(name),
            _ => self.browsers(name),
        }
    }

    fn wordpress(&self, name: &str) -> Outcome {
        let running = WordPress::start(self.project, &mut Steps::nested(WordPress::STEPS))?;
        let mut tests = self.project.cargo("test --features ssr --test wordpress");
        tests.env("PASSERELLE_WORDPRESS", running.facts("plein")).env("PASSERELLE_WORDPRESS_EMPTY", running.facts("vide"));
        run_logged(self.project, name, tests, LogAndScreen, FIX)
    }

    /// Previews from wp-admin, on the built site.
    fn preview(&self, name: &str) -> Outcome {
        let running = WordPress::start(self.project, &mut Steps::nested(WordPress::STEPS))?;
        let mut node = self.project.command("node");
        node.arg("tests/wordpress/preview.mjs").env("PASSERELLE_WORDPRESS", running.facts("plein")).env("PASSERELLE_DIST", self.site(Mode::Release).out);
        node.env("PASSERELLE_SERVE", self.project.program("serve")).env("PASSERELLE_PLAYWRIGHT", self.tools.npm_file("playwright-core/index.mjs"));
        run_logged(self.project, name, node, LogAndScreen, FIX)
    }

    /// Both builds of the engine: their weight, and their counts against a loop over rows.
    fn engine(&self, name: &str) -> Outcome {
        let node = |script: &str| {
            let mut node = self.project.command("node");
            node.arg(script).arg(self.project.work.join("engine")).env("WASM_OPT", self.tools.npm_file("binaryen/bin/wasm-opt"));
            run_logged(self.project, name, node, LogOnly, FIX)
        };
        node("engine/build.mjs")?;
        node("engine/check.mjs")
    }

    fn css(&self, name: &str) -> Outcome {
        let mut stylelint = self.project.command("node");
        stylelint.arg(self.tools.npm_file("stylelint/bin/stylelint.mjs"));
        stylelint.arg("style/**/*.css").args(["--max-warnings", "0", "--config", "tools/stylelint.config.mjs", "--config-basedir"]);
        stylelint.arg(self.tools.npm_folder());
        run_logged(self.project, name, stylelint, LogOnly, "corrigez la feuille ; les règles et leurs raisons sont dans tools/stylelint.config.mjs.")
    }

    /// Every page, errors and warnings.
    fn html(&self, name: &str) -> Outcome {
        let mut vnu = self.project.command("java");
        // The checker's own words in English, wherever it runs: the filter reads them.
        vnu.args(["-Duser.language=en", "-jar"]).arg(self.tools.npm_file("vnu-jar/build/dist/vnu.jar"));
        vnu.args(["--Werror", "--skip-non-html", "--filterfile", "tools/vnu-filter.txt"]);
        vnu.arg(self.site(Mode::Release).out);
        run_logged(self.project, name, vnu, LogOnly, "corrigez ce que le journal nomme ; ce qui est laissé l'est avec sa raison dans tools/vnu-filter.txt.")
    }

    fn cargo(&self, name: &str, words: &str, output: Output) -> Outcome {
        let mut command = self.project.cargo(words);
        command.env_remove("PASSERELLE_DIST").env_remove("PASSERELLE_DIST_DEBUG");
        run_logged(self.project, name, command, output, FIX)
    }

    fn site(&self, mode: Mode) -> Site {
        let out = match mode {
            Mode::Release => "dist",
            Mode::Debug => "target/dist-debug",
        };
        Site::new(self.project, mode, out)
    }

    fn build(&self, site: &Site) -> Outcome {
        site.build(self.project, self.tools, &mut Steps::nested(Site::STEPS))
    }

    /// The journeys of the set `name`.
    fn browsers(&self, name: &str) -> Outcome {
        let mut command = self.project.cargo("test --features ssr --test browser --");
        command.arg(format!("--set={name}"));
        command.env("PASSERELLE_DIST", self.site(Mode::Release).out);
        command.env("PASSERELLE_DIST_DEBUG", self.site(Mode::Debug).out);
        command.env("PASSERELLE_DIST_LOOK", Site::look(self.project).out);
        let axe = self.tools.npm_file("axe-core/axe.min.js");
        command.env("PASSERELLE_AXE", axe);
        for (variable, driver) in self.tools.drivers() {
            if let Some(path) = driver {
                command.env(variable, path);
            } else {
                if name == "browser" {
                    say!("      ATTENTION : {variable} absent, ce navigateur n'est pas essayé.");
                }
                command.env_remove(variable);
            }
        }
        run_logged(self.project, name, command, Output::LogAndScreen, FIX)
    }
}

const FIX: &str = "corrigez ce que le journal nomme ; « cargo xtask test --only NOM » refait l'étape seule \
                   (mise en forme : « cargo fmt --all »).";

/// How a step ended.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Passed,
    Failed,
    /// Not run, because of another; counts as failed.
    NotRun,
}

/// `cargo xtask test`
pub fn run(project: &Project, arguments: &Arguments) -> Outcome {
    if arguments.flag("--list") {
        STEPS.iter().for_each(|step| say!("{:<12} {}", step.name, step.title));
        return Ok(());
    }
    let steps = chosen(arguments.option("--only"))?;
    let tools = Tools::find(project)?;
    let unmet = set_up(&tools, &steps);
    let project = &Project { as_tests: true, ..project.clone() };
    let run = Run { project, tools: &tools, debugs: steps.iter().any(|step| step.name == "debug") };

    let mut verdicts: Vec<(&str, Verdict, Duration)> = Vec::new();
    let mut shown = Steps::new(steps.len());
    for step in steps {
        let started = Instant::now();
        let missing_tool = step.needs.iter().any(|need| unmet.contains(need));
        let failed = verdicts.iter().find(|(name, verdict, _)| *verdict != Verdict::Passed && step.after.contains(name));
        let obstacle = match failed {
            _ if missing_tool => Some("un outil manque (voir plus haut)".to_owned()),
            Some((name, ..)) => Some(format!("l'étape « {name} » n'a pas réussi")),
            None => None,
        };
        let mut verdict = if obstacle.is_some() { Verdict::NotRun } else { Verdict::Passed };
        let result = shown.step(step.title, || match obstacle {
            Some(obstacle) => Ok(Done::Already(format!("non lancé : {obstacle}"))),
            None => run.step(step.name).map(|()| Done::Made),
        });
        if let Err(failure) = result {
            say!("{failure}");
            verdict = Verdict::Failed;
        }
        verdicts.push((step.name, verdict, started.elapsed()));
    }
    report(&verdicts)
}

/// The step called `only` after those it needs; all of them without it.
fn chosen(only: Option<&str>) -> Outcome<Vec<&'static Step>> {
    let Some(only) = only else {
        return Ok(STEPS.iter().collect());
    };
    let step = STEPS.iter().find(|step| step.name == only).ok_or_else(|| {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        Failure::said(format!("pas d'étape « {only} » : {}.", names.join(", ")))
    })?;
    let wanted = |other: &&Step| other.name == only || step.after.contains(&other.name);
    Ok(STEPS.iter().filter(wanted).collect())
}

/// Installs what the steps need and gives the needs that could not be met: they leave the others.
fn set_up(tools: &Tools<'_>, steps: &[&Step]) -> Vec<Need> {
    let needed = |need: Need| steps.iter().any(|step| step.needs.contains(&need));
    let unmet = |need: &Need| match tools.prepare(&[*need]) {
        Ok(()) => false,
        Err(failure) => {
            say!("{failure}");
            true
        }
    };
    [Need::Npm, Need::Java, Need::Grammar, Need::WordPress, Need::Build, Need::Chromium, Need::Browsers]
        .into_iter()
        .filter(|&need| needed(need))
        .filter(unmet)
        .collect()
}

/// The table and the count.
fn report(verdicts: &[(&str, Verdict, Duration)]) -> Outcome {
    say!("\n{:<12} {:<10} {:>12}", "étape", "résultat", "durée");
    for (name, verdict, took) in verdicts {
        let word = match verdict {
            Verdict::Passed => "réussi",
            Verdict::Failed => "ÉCHEC",
            Verdict::NotRun => "non lancé",
        };
        say!("{name:<12} {word:<10} {:>12}", words_for(*took));
    }
    let passed = verdicts.iter().filter(|(_, verdict, _)| *verdict == Verdict::Passed).count();
    let failed = verdicts.len() - passed;
    say!("\n{passed} passed, {failed} failed");
    if failed == 0 { Ok(()) } else { Err(Failure::Code(1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_alone_brings_those_it_needs_in_their_order() {
        let names = |only| -> Vec<&str> { chosen(Some(only)).expect("known").iter().map(|step| step.name).collect() };
        assert_eq!(names("format"), ["format"]);
        assert_eq!(names("browser"), ["build", "debug", "browser"]);
        assert_eq!(names("screens"), ["build", "look", "screens"]);
        assert!(chosen(Some("navigateur")).is_err());
        assert_eq!(chosen(None).map(|steps| steps.len()).ok(), Some(STEPS.len()));
    }
}
