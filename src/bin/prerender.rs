//! Writes the site: every page as HTML, its data beside it, everything compressed.

use passerelle::{
    check,
    content::wordpress::copy::Copies,
    publish::{
        error::PublishError,
        follow::follow,
        prerender::{Job, publish},
        today::{now, today},
    },
};
use std::{path::PathBuf, process::ExitCode};

const USAGE: &str = "prerender --out DOSSIER [--content public/content] [--source ADRESSE --cache DOSSIER] [--style style] [--bundle target/bundle] [--parts target/parts] [--drafts DOSSIER] [--uncompressed] [--dev [--follow]]";

/// Goes on after the first publication, with what is saved.
const FOLLOW: &str = "--follow";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let follows = words.iter().any(|word| word == FOLLOW);
    let done = match job(words.into_iter().filter(|word| word != FOLLOW)).and_then(from_source) {
        Ok(job) if follows && job.for_work => follow(&job, |told| println!("{told}")).await.map(|never| match never {}),
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

/// A WordPress to publish from, and the folder where its copies are kept.
type Source = Option<(String, PathBuf)>;

/// The job with the content of its source: pulled anew, else the last good copy, whose date is said.
fn from_source((mut job, source): (Job, Source)) -> Result<Job, PublishError> {
    let Some((address, cache)) = source else { return Ok(job) };
    let copies = Copies::new(cache);
    let now = now();
    match copies.pull(&address, &job.content, job.today, now) {
        Ok((content, pulled)) => {
            let report = check::check(&content, job.today);
            if report.has_errors() {
                return Err(PublishError::Checked(format!("{report}\nCe contenu vient de {address}.")));
            }
            let losses = pulled.report();
            if !losses.is_empty() {
                println!("À revoir dans WordPress ({}) :\n{losses}", pulled.losses.len());
            }
            copies.keep(now).map_err(|error| PublishError::Usage(error.to_string()))?;
        }
        Err(error) => match copies.date().filter(|_| error.is_passing()) {
            Some(date) => println!("ATTENTION : {error}\nLe site est construit avec la dernière copie valable, du {date}."),
            None => return Err(PublishError::Usage(error.to_string())),
        },
    }
    job.content = copies.good();
    Ok(job)
}

fn job(mut words: impl Iterator<Item = String>) -> Result<(Job, Source), PublishError> {
    let usage = |what: String| PublishError::Usage(format!("{what}. Usage : {USAGE}"));
    let mut job = Job {
        content: "public/content".into(),
        style: "style".into(),
        bundle: None,
        parts: None,
        backend: None,
        out: PathBuf::new(),
        drafts: None,
        for_work: false,
        compressed: true,
        today: today(),
    };
    let (mut address, mut cache) = (None, PathBuf::new());
    while let Some(word) = words.next() {
        match word.as_str() {
            "--dev" => job.for_work = true,
            "--uncompressed" => job.compressed = false,
            _ => {}
        }
        if ["--dev", "--uncompressed"].contains(&word.as_str()) {
            continue;
        }
        let value = words.next().ok_or_else(|| usage(format!("il manque une valeur après {word}")))?;
        match word.as_str() {
            "--content" => job.content = value.into(),
            "--source" => {
                job.backend = Some(value.clone());
                address = Some(value);
            }
            "--parts" => job.parts = Some(value.into()),
            "--cache" => cache = PathBuf::from(value),
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
    if address.is_some() && cache.as_os_str().is_empty() {
        return Err(usage("il manque --cache".into()));
    }
    Ok((job, address.map(|address| (address, cache))))
}
