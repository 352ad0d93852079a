//! Writes the site: every page as HTML, its data beside it, everything compressed.

use passerelle::publish::{
    error::PublishError,
    prerender::{Job, publish},
    today::today,
};
use std::{path::PathBuf, process::ExitCode};

const USAGE: &str = "prerender --out DOSSIER [--content public/content] [--style style] [--bundle target/bundle] [--drafts DOSSIER] [--dev]";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let done = match job(std::env::args().skip(1)) {
        Ok(job) => publish(&job).await.map(|published| (published, job.out)),
        Err(error) => Err(error),
    };
    match done {
        Ok((published, out)) => {
            let drafts = if published.drafts > 0 { format!(" ; brouillons : {}", published.drafts) } else { String::new() };
            println!("Pages écrites : {}{drafts}. Dossier : {}", published.pages, out.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Rien n'a été publié : {error}");
            ExitCode::FAILURE
        }
    }
}

fn job(mut words: impl Iterator<Item = String>) -> Result<Job, PublishError> {
    let usage = |what: String| PublishError::Usage(format!("{what}. Usage : {USAGE}"));
    let mut job =
        Job { content: "public/content".into(), style: "style".into(), bundle: None, out: PathBuf::new(), drafts: None, for_work: false, today: today() };
    while let Some(word) = words.next() {
        if word == "--dev" {
            job.for_work = true;
            continue;
        }
        let value = words.next().ok_or_else(|| usage(format!("il manque une valeur après {word}")))?;
        match word.as_str() {
            "--content" if value.starts_with("http") => {
                return Err(PublishError::Usage(format!("{value} : seule la source en fichiers existe pour le moment. Donnez un dossier")));
            }
            "--content" => job.content = value.into(),
            "--style" => job.style = value.into(),
            "--bundle" => job.bundle = Some(value.into()),
            "--out" => job.out = value.into(),
            "--drafts" => job.drafts = Some(PathBuf::from(value)).filter(|folder| folder.is_dir()),
            _ => return Err(usage(format!("option inconnue : {word}"))),
        }
    }
    if job.out.as_os_str().is_empty() {
        return Err(usage("il manque --out".into()));
    }
    Ok(job)
}
