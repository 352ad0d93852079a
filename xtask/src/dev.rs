//! `dev`: what is saved is shown. The files are looked at every 300 ms; a change rebuilds what depends on it, and the
//! server, which watches `.version`, has the browser load the page again. An error is shown; the last good site stays.

use std::fs;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::arguments::Arguments;
use crate::bundle::{CODE, CONTENT, Mode, Site};
use crate::fingerprint::{Snapshot, snapshot};
use crate::progress::{Done, Failure, OrSay, Outcome, Steps};
use crate::project::Project;
use crate::serve::{Server, expect_free};
use crate::tools::{Need, Tools};

/// `cargo xtask dev`
pub fn run(project: &Project, arguments: &Arguments) -> Outcome {
    let port = arguments.number("--port", 8080)?;
    expect_free(port)?;
    Tools::find(project)?.prepare(&[Need::Build])?;
    let mut site = Site::new(project, Mode::Debug, "target/dist-dev");
    site.for_work = true;
    let code = project.paths(CODE);
    let mut content = project.paths(CONTENT);
    content.push(project.root.join("drafts"));

    let mut server = None;
    let mut seen = (snapshot(&code), snapshot(&content));
    let mut code_is_built = rebuild(project, &site, true, port, &mut server);
    loop {
        std::thread::sleep(Duration::from_millis(300));
        if server.as_mut().is_some_and(|server: &mut Server| !server.is_running()) {
            return Err(Failure::said("le serveur s'est arrêté (voir son journal, target/xtask/)."));
        }
        let now = (snapshot(&code), snapshot(&content));
        if now == seen {
            continue;
        }
        // An editor may write several files: wait for the last one.
        std::thread::sleep(Duration::from_millis(100));
        let settled = (snapshot(&code), snapshot(&content));
        if settled != now {
            continue;
        }
        say!("\nModifié : {}", changed(project, &seen, &now));
        let code_changed = now.0 != seen.0;
        seen = now;
        let whole = code_changed || !code_is_built;
        let built = rebuild(project, &site, whole, port, &mut server);
        code_is_built = if whole { built } else { true };
    }
}

/// Rebuilds all, or the pages alone; shows what fails. Starts the server once there is something to serve.
fn rebuild(project: &Project, site: &Site, whole: bool, port: u16, server: &mut Option<Server>) -> bool {
    let mut attempt = || -> Outcome {
        if whole {
            // Cargo.lock may have changed, and with it what is needed.
            let tools = Tools::find(project)?;
            site.build(project, &tools, &mut Steps::new(Site::STEPS))?;
        } else {
            let pages = || site.prerender_again(project).map(|()| Done::Made);
            Steps::new(1).step("pages", pages)?;
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let version = site.out.join(".version");
        fs::write(version, now.as_millis().to_string()).or_say("écrire .version")?;
        if server.is_none() {
            let started = Server::start(project, &site.out, port, true)?;
            say!("Le site est ici : {}   (Ctrl-C pour arrêter)", started.address());
            *server = Some(started);
        }
        Ok(())
    };
    let result = attempt();
    if let Err(failure) = &result {
        say!("{failure}\nCorrigez : la construction reprend dès l'enregistrement.");
    }
    result.is_ok()
}

/// The first path that differs between two looks, and how many others.
fn changed(project: &Project, before: &(Snapshot, Snapshot), now: &(Snapshot, Snapshot)) -> String {
    let files = |look: &(Snapshot, Snapshot)| [look.0.clone(), look.1.clone()].concat();
    let (before, now) = (files(before), files(now));
    let new = now.iter().filter(|file| !before.contains(file));
    let gone = before.iter().filter(|file| !now.iter().any(|other| other.0 == file.0));
    let paths: Vec<String> = new.chain(gone).map(|file| project.shown(&file.0)).collect();
    match paths.as_slice() {
        [] => "rien".to_owned(),
        [one] => one.clone(),
        [first, others @ ..] => format!("{first} et {} autre(s)", others.len()),
    }
}
