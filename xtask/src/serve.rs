//! `serve`: builds, then serves `dist/` on this machine with the headers of production; Ctrl-C ends both.

use std::fs::File;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::arguments::Arguments;
use crate::bundle::Site;
use crate::progress::{Failure, OrSay, Outcome};
use crate::project::{Project, which};

/// `cargo xtask serve`
pub fn run(project: &Project, arguments: &Arguments) -> Outcome {
    let port = arguments.number("--port", 8080)?;
    expect_free(port)?;
    let site = Site::release(project, arguments)?;
    site.set_up_and_build(project)?;
    let mut server = Server::start(project, &site.out, port, false)?;
    say!("Le site est ici : {}   (Ctrl-C pour arrêter)", server.address());
    let status = server.child.wait().or_say("attendre le serveur")?;
    Err(Failure::said(format!("le serveur s'est arrêté ({status}). {}", server.log)))
}

/// The program `serve`, running; it ends with this value, and with this process.
pub struct Server {
    child: Child,
    port: u16,
    log: String,
}

impl Server {
    /// Starts it and waits until it listens.
    pub fn start(project: &Project, root: &Path, port: u16, live: bool) -> Outcome<Self> {
        expect_free(port)?;
        let log = project.log(&format!("serve-{port}"));
        let file = File::create(&log).or_say("écrire le journal du serveur")?;
        let copy = file.try_clone().or_say("écrire le journal du serveur")?;
        let mut command = ending_with_us(project, &project.program("serve"));
        command.arg("--root").arg(root).args(["--port", &port.to_string()]);
        command.args(live.then_some("--live"));
        command.stdin(Stdio::null()).stdout(file).stderr(copy);
        let child = command.spawn().or_say("lancer le serveur")?;
        let log = format!("Journal : {}", project.shown(&log));
        let mut server = Self { child, port, log };
        let started = Instant::now();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        while TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_err() {
            if !server.is_running() || started.elapsed() > Duration::from_secs(20) {
                let log = &server.log;
                return Err(Failure::said(format!("le serveur ne répond pas. {log}")));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already: nothing is left to do then.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Says so when something else listens on `port`.
pub fn expect_free(port: u16) -> Outcome {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(Failure::said(format!(
            "le port {port} est déjà pris : choisissez-en un autre, par exemple « --port {} ».",
            port.checked_add(1).unwrap_or(8080)
        ))),
        Err(error) => Err(Failure::said(format!("le port {port} ne peut être ouvert ({error}) : choisissez-en un autre avec --port."))),
    }
}

/// A port that nobody listens on.
pub fn free_port() -> Outcome<u16> {
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|port| port.local_addr());
    address.map(|address| address.port()).or_say("trouver un port libre")
}

/// The command that starts `program`. Ctrl-C reaches both processes, but `kill` only ours: where `setpriv` is there, it
/// has the kernel end the child too.
pub fn ending_with_us(project: &Project, program: &Path) -> Command {
    let Some(setpriv) = which("setpriv") else {
        return project.command(program);
    };
    let mut command = project.command(setpriv);
    command.args(["--pdeathsig", "TERM", "--"]).arg(program);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_said_with_the_option_to_use() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = taken.local_addr().expect("bound").port();
        let failure = expect_free(port).expect_err("taken").to_string();
        assert!(failure.contains(&port.to_string()) && failure.contains("--port"), "{failure}");
        drop(taken);
        assert!(expect_free(port).is_ok());
    }
}
