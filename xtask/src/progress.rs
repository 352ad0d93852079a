//! What the person sees while something runs: a line a step, a sign of life every 15 s, and on failure the end of the log.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::project::Project;

const HEARTBEAT: Duration = Duration::from_secs(15);
const PATIENCE: Duration = Duration::from_secs(2);
const TAIL: usize = 40;
const WIDTH: usize = 90;

/// The result of whatever can fail in front of the person.
pub type Outcome<T = ()> = Result<T, Failure>;

/// Why a command stops.
#[derive(Debug)]
pub enum Failure {
    /// A sentence for the person, with what to do.
    Said(String),
    /// All was said already; only the exit code is left.
    Code(u8),
}

impl Failure {
    pub fn said(sentence: impl Into<String>) -> Self {
        Self::Said(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said(sentence) => to.write_str(sentence),
            Self::Code(code) => write!(to, "code de sortie {code}"),
        }
    }
}

/// Adds what we were doing to an error of the system: `fs::write(…).or_say("écrire dist/.version")?`.
pub trait OrSay<T> {
    fn or_say(self, doing: impl fmt::Display) -> Outcome<T>;
}

impl<T> OrSay<T> for io::Result<T> {
    fn or_say(self, doing: impl fmt::Display) -> Outcome<T> {
        self.map_err(|error| {
            let doing = doing.to_string();
            let of = if doing.starts_with(['a', 'e', 'é', 'i', 'o', 'u']) { "d'" } else { "de " };
            Failure::said(format!("impossible {of}{doing} : {error}"))
        })
    }
}

/// How a step ended well.
#[derive(Debug, PartialEq)]
pub enum Done {
    Made,
    /// Nothing to do; the words say why.
    Already(String),
}

/// Numbers the steps of a command: `[3/7] …`.
pub struct Steps {
    done: usize,
    total: usize,
    indent: &'static str,
}

impl Steps {
    pub fn new(total: usize) -> Self {
        Self { done: 0, total, indent: "" }
    }

    /// Steps inside a step.
    pub fn nested(total: usize) -> Self {
        Self { indent: "      ", ..Self::new(total) }
    }

    /// Announces a step, runs it, and says how long it took.
    pub fn step(&mut self, title: &str, work: impl FnOnce() -> Outcome<Done>) -> Outcome {
        self.done += 1;
        let Self { done, total, indent } = *self;
        say!("{indent}[{done}/{total}] {title}…");
        let started = Instant::now();
        let result = work();
        let took = words_for(started.elapsed());
        match &result {
            Ok(Done::Made) => say!("{indent}      fait en {took}"),
            Ok(Done::Already(why)) => say!("{indent}      {why}"),
            Err(_) => say!("{indent}      échec après {took}"),
        }
        result.map(|_| ())
    }
}

/// Where the output of a child goes besides its log.
#[derive(Clone, Copy, PartialEq)]
pub enum Output {
    LogOnly,
    LogAndScreen,
}

/// Runs `command` to its end, keeping what it writes in `target/xtask/<name>.log`.
pub fn run_logged(project: &Project, name: &str, command: Command, output: Output, advice: &str) -> Outcome {
    let program = project.shown(Path::new(command.get_program()));
    let log = project.log(name);
    let failed = match watch(command, File::create(&log), output) {
        Ok((status, _)) if status.success() => return Ok(()),
        Ok((status, tail)) => {
            let how = match status.code() {
                Some(code) => format!("a échoué (code {code})"),
                None => "a été interrompu".to_owned(),
            };
            let mut failed = format!("« {program} » {how}.");
            // What was streamed needs no second showing.
            for line in tail.iter().filter(|_| output == Output::LogOnly) {
                failed += &format!("\n      | {line}");
            }
            failed + &format!("\n      Journal complet : {}", project.shown(&log))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            format!("le programme « {program} » est introuvable.")
        }
        Err(error) => format!("impossible de lancer « {program} » : {error}."),
    };
    Err(Failure::said(format!("{failed}\n      Que faire : {advice}")))
}

/// Runs a child, both outputs in one pipe; gives its status and its last lines.
fn watch(mut command: Command, log: io::Result<File>, output: Output) -> io::Result<(ExitStatus, Vec<String>)> {
    let mut log = log?;
    let (reader, writer) = io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let started = Instant::now();
    let mut child = command.spawn()?;
    drop(command); // it holds our copies of the pipe's entrance: without this the pipe never ends

    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        let mut reader = BufReader::new(reader);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            if sender.send(text).is_err() {
                break;
            }
            line.clear();
        }
    });

    let mut tail: Vec<String> = Vec::new();
    let mut spoke = Instant::now();
    let mut ended: Option<(ExitStatus, Instant)> = None;
    loop {
        match lines.recv_timeout(Duration::from_millis(100)) {
            Ok(line) => {
                writeln!(log, "{line}")?;
                if output == Output::LogAndScreen {
                    say!("      | {line}");
                    spoke = Instant::now();
                }
                if tail.len() == TAIL {
                    tail.remove(0);
                }
                tail.push(line);
            }
            Err(RecvTimeoutError::Disconnected) => return Ok((child.wait()?, tail)),
            Err(RecvTimeoutError::Timeout) => match ended {
                None => ended = child.try_wait()?.map(|status| (status, Instant::now())),
                // A grandchild left behind may hold the pipe open: its words are not waited for.
                Some((status, since)) if since.elapsed() > PATIENCE => return Ok((status, tail)),
                Some(_) => {}
            },
        }
        if spoke.elapsed() >= HEARTBEAT {
            spoke = Instant::now();
            let last = tail.iter().rev().find(|line| !line.trim().is_empty());
            let last = shortened(last.map_or("", |line| line.trim()));
            say!("      … {} : {last}", words_for(started.elapsed()));
        }
    }
}

/// At most [`WIDTH`] characters.
fn shortened(line: &str) -> String {
    if line.chars().count() <= WIDTH {
        return line.to_owned();
    }
    line.chars().take(WIDTH - 1).chain(['…']).collect()
}

/// A duration as one says it: `2,3 s`, `45 s`, `7 min 12 s`, `1 h 03 min`.
pub fn words_for(duration: Duration) -> String {
    let tenths = duration.as_millis() / 100;
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{},{} s", tenths / 10, tenths % 10),
        10..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_in_the_unit_that_fits() {
        for (milliseconds, expected) in [
            (0, "0,0 s"),
            (2_399, "2,3 s"),
            (9_999, "9,9 s"),
            (10_000, "10 s"),
            (59_999, "59 s"),
            (60_000, "1 min 00 s"),
            (432_000, "7 min 12 s"),
            (3_780_000, "1 h 03 min"),
        ] {
            assert_eq!(words_for(Duration::from_millis(milliseconds)), expected);
        }
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let line = "é".repeat(200);
        assert_eq!(shortened(&line).chars().count(), WIDTH);
        assert_eq!(shortened("court"), "court");
    }

    fn shell(script: &str) -> (ExitStatus, Vec<String>) {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        watch(command, File::create("/dev/null"), Output::LogOnly).expect("sh runs")
    }

    #[test]
    fn the_last_lines_of_both_outputs_are_kept_in_order() {
        let (status, tail) = shell("seq 1 50; echo fin >&2; printf sans-retour; exit 3");
        assert_eq!(status.code(), Some(3));
        assert_eq!(tail.len(), TAIL);
        assert_eq!(tail[TAIL - 3..], ["50", "fin", "sans-retour"]);
    }

    #[test]
    fn a_grandchild_left_behind_does_not_hold_us() {
        let started = Instant::now();
        let (status, tail) = shell("sleep 30 & echo parti");
        assert!(status.success());
        assert_eq!(tail, ["parti"]);
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}
