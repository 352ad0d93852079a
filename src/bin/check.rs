//! `check [DIR]`: says what must be mended in the content before it is published, and, when nothing must be, how easy each page is to read. `check --schema` prints the JSON Schema of a page file, `check --links [DIR]` the
//! addresses of other sites.
//!
//! Spelling is read when `PASSERELLE_DICTIONARY` names a folder with a Hunspell dictionary (`index.aff`, `index.dic`), grammar when `PASSERELLE_GRAMMAR` names
//! Grammalecte's program; `PASSERELLE_WORDS` names the folder of the project's lists, `tools/spelling` without it. `cargo xtask check` gives all three.

use passerelle::{
    check::{
        self,
        folder::Folder,
        grammar::{self, Pardons},
        problem::Problem,
        spelling::Spelling,
        texts,
    },
    publish::today::today,
};
use std::{
    env, fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

fn main() -> ExitCode {
    let mut words = env::args_os().skip(1).peekable();
    let links = words.next_if(|word| word == "--links").is_some();
    let word = words.next();
    if word.as_ref().is_some_and(|word| word == "--schema") {
        return print(&check::schema::page_schema(), ExitCode::SUCCESS);
    }
    let root = word.map_or_else(|| PathBuf::from("public/content"), PathBuf::from);
    if !root.is_dir() {
        eprintln!("{} : attendu un dossier de contenu, rien trouvé ; donnez le chemin d'un dossier qui contient site.json et pages/", root.display());
        return ExitCode::FAILURE;
    }
    if links {
        return print(&check::elsewhere::Elsewhere::of(&root, today()).to_string(), ExitCode::SUCCESS);
    }
    let mut proofread = Ok((Vec::new(), String::new()));
    let report = check::check_with(&root, today(), |folder| {
        proofread = proofreading(folder);
        proofread.as_mut().map_or_else(|_| Vec::new(), |(problems, _)| std::mem::take(problems))
    });
    let unread = match proofread {
        Ok((_, unread)) => unread,
        Err(error) => {
            eprintln!("relecture impossible : {error}");
            return ExitCode::FAILURE;
        }
    };
    let code = if report.has_errors() {
        print(&format!("{report}\n"), ExitCode::FAILURE)
    } else {
        print(&format!("{}\n{report}\n", check::readability::Table::of(&root, today())), ExitCode::SUCCESS)
    };
    eprint!("{unread}");
    code
}

/// What the dictionary and the grammar checker blame, and what was not read for want of either.
fn proofreading(folder: &Folder) -> io::Result<(Vec<Problem>, String)> {
    let path = |name| env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from);
    let lists = path("PASSERELLE_WORDS").unwrap_or_else(|| PathBuf::from("tools/spelling"));
    let texts = texts::of(folder);
    let mut problems = Vec::new();
    let mut unread = String::new();
    match path("PASSERELLE_DICTIONARY") {
        Some(dictionary) => problems.extend(Spelling::open(&dictionary, &lists.join("fr.txt"))?.problems(&texts)),
        None => unread.push_str("Orthographe : non relue, faute de dictionnaire (cargo xtask check l'installe).\n"),
    }
    match path("PASSERELLE_GRAMMAR") {
        Some(program) => {
            let pardons = Pardons::parse(&fs::read_to_string(lists.join("grammar.txt"))?);
            problems.extend(grammar::read(&program, &texts, &pardons)?);
        }
        None => unread.push_str("Grammaire : non relue, faute de Grammalecte (paquet Debian grammalecte-cli).\n"),
    }
    Ok((problems, unread))
}

/// Prints; a reader that left early (`check | head`) is no error.
fn print(text: &str, code: ExitCode) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => code,
    }
}
