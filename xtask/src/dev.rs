//! `dev`: what is saved is shown. The prerenderer follows content, drafts and styles, and writes a saved page again in a fraction of a second; here the code is looked at, and what
//! depends on it built again. The server, which watches `.version`, has the browser load the page again. An error is shown; the last good site stays.

use std::process::Child;
use std::time::Duration;

use crate::arguments::Arguments;
use crate::bundle::{CODE, Mode, Site};
use crate::fingerprint::{Snapshot, snapshot};
use crate::progress::{Failure, OrSay, Outcome, Steps};
use crate::project::Project;
use crate::serve::{Server, ending_with_us, expect_free};
use crate::tools::{Need, Tools};

/// How often the code is looked at.
const LOOK: Duration = Duration::from_millis(300);

/// `cargo xtask dev`
pub fn run(project: &Project, arguments: &Arguments) -> Outcome {
    let port = arguments.number("--port", 8080)?;
    expect_free(port)?;
    Tools::find(project)?.prepare(&[Need::Build])?;
    let mut site = Site::new(project, Mode::Debug, "target/dist-dev");
    site.for_work = true;
    let code = project.paths(CODE);

    let mut seen = snapshot(&code);
    let mut follower = prepared(project, &site);
    let mut server: Option<Server> = None;
    loop {
        std::thread::sleep(LOOK);
        if server.as_mut().is_some_and(|server| !server.is_running()) {
            return Err(Failure::said("le serveur s'est arrêté (voir son journal, target/xtask/)."));
        }
        if follower.as_mut().is_some_and(|running| !matches!(running.try_wait(), Ok(None))) {
            return Err(Failure::said("le prérendu s'est arrêté ; ce qu'il a dit est ci-dessus."));
        }
        if server.is_none() && site.out.join(".version").is_file() {
            let started = Server::start(project, &site.out, port, true)?;
            say!("Le site est ici : {}   (Ctrl-C pour arrêter)", started.address());
            server = Some(started);
        }
        let now = snapshot(&code);
        if now == seen {
            continue;
        }
        // An editor may write several files: wait for the last one.
        std::thread::sleep(Duration::from_millis(100));
        if snapshot(&code) != now {
            continue;
        }
        say!("\nModifié : {}", changed(project, &seen, &now));
        seen = now;
        if let Some(mut running) = follower.take() {
            running.kill().or_say("arrêter le prérendu")?;
            running.wait().or_say("arrêter le prérendu")?;
        }
        follower = prepared(project, &site);
    }
}

/// Builds what the code makes, then starts the prerenderer, which follows the rest; `None` when it cannot be built, which is shown.
fn prepared(project: &Project, site: &Site) -> Option<Child> {
    let start = || -> Outcome<Child> {
        // Cargo.lock may have changed, and with it what is needed.
        let tools = Tools::find(project)?;
        site.prepare(project, &tools, &mut Steps::new(Site::STEPS - 1))?;
        let prerenderer = site.prerenderer(project);
        let mut command = ending_with_us(project, prerenderer.get_program().as_ref());
        command.args(prerenderer.get_args()).arg("--follow").spawn().or_say("lancer le prérendu")
    };
    start().inspect_err(|failure| say!("{failure}\nCorrigez : la construction reprend dès l'enregistrement.")).ok()
}

/// The first path that differs between two looks, and how many others.
fn changed(project: &Project, before: &Snapshot, now: &Snapshot) -> String {
    let new = now.iter().filter(|file| !before.contains(file));
    let gone = before.iter().filter(|file| !now.iter().any(|other| other.0 == file.0));
    let paths: Vec<String> = new.chain(gone).map(|file| project.shown(&file.0)).collect();
    match paths.as_slice() {
        [] => "rien".to_owned(),
        [one] => one.clone(),
        [first, others @ ..] => format!("{first} et {} autre(s)", others.len()),
    }
}
