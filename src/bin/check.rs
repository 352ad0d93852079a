//! `check [DIR]`: says what must be mended in the content before it is published, and, when nothing must be, how easy each page is to read. `check --schema` prints the JSON Schema of a page file.

use passerelle::{check, publish::today::today};
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

fn main() -> ExitCode {
    let word = std::env::args_os().nth(1);
    if word.as_ref().is_some_and(|word| word == "--schema") {
        return print(&check::schema::page_schema(), ExitCode::SUCCESS);
    }
    let root = word.map_or_else(|| PathBuf::from("public/content"), PathBuf::from);
    if !root.is_dir() {
        eprintln!("{} : attendu un dossier de contenu, rien trouvé ; donnez le chemin d'un dossier qui contient site.json et pages/", root.display());
        return ExitCode::FAILURE;
    }
    let report = check::check(&root, today());
    if report.has_errors() {
        return print(&format!("{report}\n"), ExitCode::FAILURE);
    }
    print(&format!("{}\n{report}\n", check::readability::Table::of(&root, today())), ExitCode::SUCCESS)
}

/// Prints; a reader that left early (`check | head`) is no error.
fn print(text: &str, code: ExitCode) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => code,
    }
}
