//! A real WordPress for the tests: Debian's, copied to `target/xtask/wordpress/<process>`, with a database on a socket of its own and PHP's server on a free port
//! of this machine. Everything ends with the value, and with this process.
//!
//! Two sites share the copy: `plein`, with invented content and drafts that carry a canary, and `vide`, which has accounts only. What a test must know of
//! each (address, identifiers, passwords made for this run) is a JSON file.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::arguments::Arguments;
use crate::progress::{Done, Failure, OrSay, Outcome, Output, Steps, run_logged};
use crate::project::{Project, which};
use crate::serve::free_port;
use crate::tools::{Need, Tools};

/// Where Debian's package puts it.
pub const PACKAGED: &str = "/usr/share/wordpress";
/// Not on everyone's PATH.
pub const MARIADB: &str = "/usr/sbin/mariadbd";
const PATIENCE: Duration = Duration::from_secs(60);
const ADVICE: &str = "lisez le journal ; « cargo xtask wordpress » lance ce WordPress seul.";

/// One of the two sites.
struct Site {
    name: &'static str,
    address: String,
    web: Ending,
}

/// The running database and sites.
pub struct WordPress {
    folder: PathBuf,
    secret: String,
    // In this order: PHP stops asking before the database ends.
    sites: Vec<Site>,
    _database: Ending,
}

/// `cargo xtask wordpress`: the two sites, until Ctrl-C.
pub fn run(project: &Project, _arguments: &Arguments) -> Outcome {
    Tools::find(project)?.prepare(&[Need::WordPress])?;
    let mut running = WordPress::start(project, &mut Steps::new(WordPress::STEPS))?;
    for site in &running.sites {
        say!("Site « {} » : {}wp-admin/   (comptes : {})", site.name, site.address, project.shown(&running.facts(site.name)));
    }
    say!("Ctrl-C pour arrêter.");
    while running.sites.iter_mut().all(|site| matches!(site.web.0.try_wait(), Ok(None))) {
        sleep(Duration::from_secs(1));
    }
    Err(Failure::said(format!("le serveur de WordPress s'est arrêté. {ADVICE}")))
}

impl WordPress {
    /// Steps of [`WordPress::start`].
    pub const STEPS: usize = 4;

    /// Copies, installs, fills and serves both sites; what earlier runs left behind is removed first.
    pub fn start(project: &Project, steps: &mut Steps) -> Outcome<Self> {
        // One folder a process: somebody may look at one while the tests use another.
        let all = project.work.join("wordpress");
        for left in
            fs::read_dir(&all).into_iter().flatten().flatten().filter(|left| left.path().is_dir() && !Path::new("/proc").join(left.file_name()).exists())
        {
            fs::remove_dir_all(left.path()).or_say("effacer un ancien WordPress d'essai")?;
        }
        let folder = all.join(std::process::id().to_string());
        // That of an earlier step of this process, which is over.
        if folder.is_dir() {
            fs::remove_dir_all(&folder).or_say("effacer le WordPress d'une étape précédente")?;
        }
        let root = folder.join("site");
        steps.step("WordPress : copie privée", || lay_out(project, &root).map(|()| Done::Made))?;
        // Not below the project: the path of a socket has at most 107 bytes.
        let socket = std::env::temp_dir().join(format!("passerelle-{}.sock", std::process::id()));
        let mut database = None;
        steps.step("MariaDB : base privée", || {
            database = Some(start_database(project, &folder, &socket)?);
            Ok(Done::Made)
        })?;
        let Some(database) = database else { return Err(Failure::said("la base n'a pas démarré.")) };
        let mut running = Self { folder, secret: secret(), sites: Vec::new(), _database: database };
        for (name, title) in [("plein", "WordPress : site d'essai rempli"), ("vide", "WordPress : site d'essai vide")] {
            steps.step(title, || {
                let site = running.start_site(project, &root, &socket, name)?;
                running.sites.push(site);
                Ok(Done::Made)
            })?;
        }
        Ok(running)
    }

    /// What the tests must know of the site called `name`.
    pub fn facts(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.json"))
    }

    fn start_site(&self, project: &Project, root: &Path, socket: &Path, name: &'static str) -> Outcome<Site> {
        let address = format!("http://127.0.0.1:{}/", free_port()?);
        let php = |words: &[&str]| {
            let mut php = ending_with_us(project, &[&["php"], words].concat());
            php.current_dir(root).env("PASSERELLE_WP_SOCKET", socket).env("PASSERELLE_WP_URL", address.trim_end_matches('/'));
            php.env("PASSERELLE_WP_PREFIX", format!("{name}_")).env("PASSERELLE_WP_SECRET", &self.secret).env("PASSERELLE_WP_SEED", self.facts(name));
            php.env("PASSERELLE_WP_LOG", self.folder.join(format!("{name}-php.log")));
            php
        };
        run_logged(project, &format!("wordpress-install-{name}"), php(&["install.php"]), Output::LogOnly, ADVICE)?;
        run_logged(project, &format!("wordpress-seed-{name}"), php(&["seed.php", name]), Output::LogOnly, ADVICE)?;
        let listen = address.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let web = Ending::start(project, &format!("wordpress-{name}"), php(&["-q", "-S", &listen, "router.php"]))?;
        let site = Site { name, address, web };
        let started = Instant::now();
        while std::net::TcpStream::connect(&listen).is_err() {
            if started.elapsed() > PATIENCE {
                return Err(Failure::said(format!("le serveur de WordPress ne répond pas sur {}. {ADVICE}", site.address)));
            }
            sleep(Duration::from_millis(50));
        }
        Ok(site)
    }
}

impl Drop for WordPress {
    fn drop(&mut self) {
        for site in &mut self.sites {
            site.web.end();
        }
    }
}

/// The copy with our configuration, the bridge and the scripts. Links are followed; of the languages, only French.
fn lay_out(project: &Project, root: &Path) -> Outcome {
    let wanted = |path: &Path| {
        let language = path.parent().is_some_and(|folder| folder.ends_with("wp-content/languages"));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (!language || name.contains("fr_FR")) && name != "wp-config.php"
    };
    copy_followed(Path::new(PACKAGED), root, &wanted).or_say("copier WordPress")?;
    for folder in ["wp-content/mu-plugins", "wp-content/uploads"] {
        fs::create_dir_all(root.join(folder)).or_say("préparer la copie de WordPress")?;
    }
    // In both places, as somebody will put it: it must be there once.
    let bridge = ["mu-plugins", "plugins"].map(|folder| ("integrations/wordpress/passerelle.php", format!("wp-content/{folder}/passerelle.php")));
    let ours = ["wp-config.php", "router.php", "install.php", "seed.php"].map(|name| (format!("tests/wordpress/{name}"), name));
    let bridge = bridge.iter().map(|(from, to)| (*from, to.as_str()));
    for (from, to) in ours.iter().map(|(from, to)| (from.as_str(), *to)).chain(bridge) {
        fs::copy(project.root.join(from), root.join(to)).or_say(format!("copier {from}"))?;
    }
    Ok(())
}

fn copy_followed(from: &Path, to: &Path, wanted: &dyn Fn(&Path) -> bool) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() => copy_followed(&path, &target, wanted)?,
            Ok(_) if wanted(&path) => drop(fs::copy(&path, target)?),
            // Not wanted, or a link that leads nowhere: a part of the administration that Debian keeps in another package.
            _ => {}
        }
    }
    Ok(())
}

/// A database in `folder`, which only `socket` leads to.
fn start_database(project: &Project, folder: &Path, socket: &Path) -> Outcome<Ending> {
    let data = folder.join("base");
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.starts_with(b"0\n"));
    let user = root.then_some("--user=root");
    let mut install = project.command("mariadb-install-db");
    install.args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db"]).arg(joined("--datadir=", &data)).args(user);
    run_logged(project, "wordpress-base", install, Output::LogOnly, ADVICE)?;
    let first = folder.join("base.sql");
    let words = "CREATE DATABASE wp CHARACTER SET utf8mb4;\nCREATE USER wp@localhost IDENTIFIED BY 'wp';\nGRANT ALL ON wp.* TO wp@localhost;\n";
    fs::write(&first, words).or_say("préparer la base")?;
    let mut server = ending_with_us(project, &[MARIADB]);
    server.arg("--no-defaults").arg(joined("--datadir=", &data)).arg(joined("--socket=", socket)).arg(joined("--pid-file=", &folder.join("base.pid")));
    server.arg(joined("--init-file=", &first)).args(["--skip-networking", "--innodb-flush-log-at-trx-commit=0"]).args(user);
    let mut database = Ending::start(project, "wordpress-mariadb", server)?;
    let ask = format!("exit(@mysqli_connect('localhost', 'wp', 'wp', 'wp', 0, '{}') ? 0 : 1);", socket.display());
    let started = Instant::now();
    loop {
        let answered = project.command("php").args(["-d", "error_reporting=0", "-r", &format!("mysqli_report(0);{ask}")]).stdin(Stdio::null()).output();
        if answered.is_ok_and(|answer| answer.status.success()) {
            return Ok(database);
        }
        if started.elapsed() > PATIENCE || !matches!(database.0.try_wait(), Ok(None)) {
            return Err(Failure::said(format!("MariaDB ne répond pas. Journal : {}", project.shown(&project.log("wordpress-mariadb")))));
        }
        sleep(Duration::from_millis(100));
    }
}

fn joined(option: &str, path: &Path) -> std::ffi::OsString {
    let mut word = std::ffi::OsString::from(option);
    word.push(path);
    word
}

/// Words that another run does not have.
fn secret() -> String {
    let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default();
    format!("{}-{}", std::process::id(), since.as_nanos())
}

/// The command that the kernel ends when we end, where `setpriv` is there; in a group of its own.
fn ending_with_us(project: &Project, words: &[&str]) -> Command {
    let mut command = match which("setpriv") {
        Some(setpriv) => {
            let mut command = project.command(setpriv);
            command.args(["--pdeathsig", "TERM", "--"]).args(words);
            command
        }
        None => {
            let mut command = project.command(words[0]);
            command.args(&words[1..]);
            command
        }
    };
    command.process_group(0);
    command
}

/// A process, its group with it, that ends with this value.
struct Ending(Child);

impl Ending {
    fn start(project: &Project, name: &str, mut command: Command) -> Outcome<Self> {
        let log = File::create(project.log(name)).or_say(format!("écrire le journal {name}"))?;
        let copy = log.try_clone().or_say(format!("écrire le journal {name}"))?;
        command.stdin(Stdio::null()).stdout(log).stderr(copy);
        command.spawn().or_say(format!("lancer {name}")).map(Self)
    }

    /// Asks the whole group to end, waits, then insists.
    fn end(&mut self) {
        let group = format!("-{}", self.0.id());
        let signal = |word: &str| drop(Command::new("kill").args([word, "--", &group]).stderr(Stdio::null()).status());
        if !matches!(self.0.try_wait(), Ok(None)) {
            return;
        }
        signal("-TERM");
        let asked = Instant::now();
        while matches!(self.0.try_wait(), Ok(None)) {
            if asked.elapsed() > Duration::from_secs(15) {
                signal("-KILL");
                break;
            }
            sleep(Duration::from_millis(20));
        }
        let _ = self.0.wait(); // it has ended: nothing is left to do
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_ends_with_its_value_and_takes_its_children() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 300 & echo $!; wait"]).stdout(Stdio::piped()).process_group(0);
        let mut running = Ending(command.spawn().expect("sh runs"));
        let mut child = String::new();
        let out = running.0.stdout.take().expect("piped");
        std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut child).expect("a line");
        drop(running);
        let alive = || fs::read_to_string(format!("/proc/{}/stat", child.trim())).is_ok_and(|stat| !stat.contains(") Z "));
        let ended = (0..100).any(|_| {
            sleep(Duration::from_millis(20));
            !alive()
        });
        assert!(ended, "process {} is still there", child.trim());
    }
}
