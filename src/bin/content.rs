//! `content pull URL [--out DOSSIER]`: takes the content of a WordPress into files. `content push URL --user COMPTE --password-file FICHIER [--from DOSSIER]`: fills an
//! empty WordPress from files.

use passerelle::{
    content::wordpress::{copy::PATIENCE, error::SourceError, http::Client, pull::pull, push::push},
    publish::today::{now, today},
};
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

const USAGE: &str = "content pull ADRESSE [--out public/content]\n       content push ADRESSE --user COMPTE --password-file FICHIER [--from public/content]";

/// The command's words.
#[derive(Debug, Default)]
struct Order {
    verb: String,
    address: String,
    folder: PathBuf,
    user: String,
    password_file: PathBuf,
}

fn main() -> ExitCode {
    let done = match order(std::env::args().skip(1)) {
        Some(order) if order.verb == "pull" => take(&order),
        Some(order) => send(&order),
        None => {
            eprintln!("Usage : {USAGE}");
            return ExitCode::FAILURE;
        }
    };
    match done {
        Ok(words) => match io::stdout().write_all(words.as_bytes()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
            _ => ExitCode::SUCCESS,
        },
        Err(error) => {
            eprintln!("Rien n'a été fait jusqu'au bout : {error}");
            ExitCode::FAILURE
        }
    }
}

fn order(mut words: impl Iterator<Item = String>) -> Option<Order> {
    let mut order = Order { verb: words.next()?, address: words.next()?, folder: "public/content".into(), ..Order::default() };
    while let Some(word) = words.next() {
        let value = words.next()?;
        match (order.verb.as_str(), word.as_str()) {
            ("pull", "--out") | ("push", "--from") => order.folder = value.into(),
            ("push", "--user") => order.user = value,
            ("push", "--password-file") => order.password_file = value.into(),
            _ => return None,
        }
    }
    let complete = match order.verb.as_str() {
        "pull" => true,
        "push" => !order.user.is_empty() && !order.password_file.as_os_str().is_empty(),
        _ => false,
    };
    complete.then_some(order)
}

fn take(order: &Order) -> Result<String, SourceError> {
    let mut client = Client::new(&order.address, PATIENCE)?;
    let pulled = pull(&mut client, &order.folder, today(), now())?;
    let written = pulled.write(&order.folder)?;
    let mut words = String::new();
    for place in &written.changed {
        words += &format!("écrit : {place}\n");
    }
    for place in &written.removed {
        words += &format!("retiré, il n'est plus dans WordPress : {place}\n");
    }
    let losses = pulled.report();
    if !losses.is_empty() {
        words += &format!("\nÀ revoir dans WordPress ({}) :\n{losses}", pulled.losses.len());
    }
    words += &format!(
        "\nFichiers lus : {} ; écrits : {} ; retirés : {}. Vérifiez-les : cargo xtask check\n",
        pulled.files.len() + pulled.assets.len(),
        written.changed.len(),
        written.removed.len()
    );
    Ok(words)
}

fn send(order: &Order) -> Result<String, SourceError> {
    let local = |error: io::Error| SourceError::Local { place: order.password_file.display().to_string(), reason: error.to_string() };
    let password = std::fs::read_to_string(&order.password_file).map_err(local)?;
    let mut client = Client::new(&order.address, PATIENCE)?.with_account(&order.user, password.lines().next().unwrap_or_default().trim())?;
    let pushed = push(&mut client, &order.folder, today(), now())?;
    let left: String = pushed.left.iter().map(|left| format!("À faire à la main : {left}.\n")).collect();
    Ok(format!("Envoyés : {} pages, {} sondages, {} entrées de menu, {} images.\n{left}", pushed.pages, pushed.surveys, pushed.entries, pushed.pictures))
}
