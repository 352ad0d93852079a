//! The developer's commands of Passerelle: `cargo xtask <command>`.
//!
//! Each command sets up what it needs (see [`tools`]), shows its steps (see [`progress`]) and says in plain French what
//! to do when something cannot be had. Standard library only: the first `cargo xtask` answers within seconds.
//! Linux is the system this is tested on.

/// Writes a line for the person; when nobody reads any more (`| head`), the work goes on.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($words)*);
    }};
}

mod arguments;
mod bench;
mod bundle;
mod check;
mod content;
mod dev;
mod fingerprint;
mod look;
mod parts;
mod progress;
mod project;
mod serve;
mod sizes;
mod survey;
mod test;
mod tools;
mod wordpress;

use std::process::ExitCode;

use arguments::{Arguments, FOLDER};
use progress::{Failure, Outcome};
use project::Project;

const HELP: &str = "\
Passerelle : commandes de développement

  cargo xtask serve [--port 8080] [--source DOSSIER|ADRESSE]
      construit le site et le sert sur cette machine, comme en production
  cargo xtask dev [--port 8080]
      développement : brouillons visibles, page rechargée à chaque modification
  cargo xtask build [--source DOSSIER|ADRESSE] [--out DOSSIER]
      construit dist/, prêt pour n'importe quel hébergement statique
  cargo xtask test [--only NOM] [--list]
      toutes les vérifications ; --list en donne les noms
  cargo xtask check [DOSSIER] [--links]
      vérifie le contenu seul (public/content si rien n'est dit) ; --links donne les adresses d'autres sites, avec leur date
  cargo xtask content pull ADRESSE [--out DOSSIER]
      prend le contenu d'un WordPress dans les fichiers
  cargo xtask content push ADRESSE --user COMPTE --password-file FICHIER [--from DOSSIER]
      remplit un WordPress vide avec les fichiers
  cargo xtask wordpress
      lance deux WordPress d'essai sur cette machine, l'un rempli, l'autre vide
  cargo xtask survey import FICHIER… --id ID --out DOSSIER [--codebook FICHIER] [--title TITRE] [--accept-losses]
      fait un paquet de données de l'export d'un sondage, et dit ce qui a été deviné
  cargo xtask survey agree DOSSIER --consent QUI --consent-date AAAA-MM-JJ
      note l'accord des répondants à être reconnus, et combien le sont
  cargo xtask survey tally DOSSIER [--json] [--weight CODE]
      compte les réponses d'un paquet
  cargo xtask bench [--n 5]
      mesure le chargement et les interactions, face à une page statique
  cargo xtask sizes [--release NOM]
      note dans docs/sizes.csv ce que pèse la version, d'après le site construit (dist/)

Ce qui manque est installé au premier lancement et gardé dans le cache de la personne
(~/.cache/passerelle). Les journaux de chaque étape sont dans target/xtask/.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Code(code)) => ExitCode::from(code),
        Err(failure) => {
            eprintln!("\nErreur : {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one command; without any, shows the list.
fn run(words: &[String]) -> Outcome {
    let asks = |word: &String| ["--help", "-h", "help"].contains(&word.as_str());
    let (Some((command, rest)), false) = (words.split_first(), words.iter().any(asks)) else {
        say!("{HELP}");
        return Ok(());
    };
    let project = Project::find()?;
    let parse = |known: &[&str]| Arguments::parse(rest, known);
    match command.as_str() {
        "build" => bundle::run(&project, &parse(&["--source=", "--out="])?),
        "serve" => serve::run(&project, &parse(&["--source=", "--port="])?),
        "dev" => dev::run(&project, &parse(&["--port="])?),
        "content" => content::run(&project, rest),
        "check" => check::run(&project, &parse(&[FOLDER, "--links"])?),
        "test" => test::run(&project, &parse(&["--only=", "--list"])?),
        "wordpress" => wordpress::run(&project, &parse(&[])?),
        "survey" => survey::run(&project, rest),
        "sizes" => sizes::run(&project, &parse(&["--release="])?),
        "bench" => bench::run(&project, &parse(&["--n="])?),
        unknown => Err(Failure::said(format!("la commande « {unknown} » n'existe pas. « cargo xtask » seul donne la liste."))),
    }
}
