//! What an editor saves is in the site at once: for work on content.
//!
//! A saved page or draft is written again alone, in a fraction of a second. When nothing more is saved for a moment, the whole site is published again beside it, with every check; whatever else
//! is saved (menu, words, glossary, styles) has the whole site published at once. An error is told, and the last good site stays.

use super::{
    assets,
    error::PublishError,
    prerender::{Desk, Job, Published, publish, publish_at},
};
use crate::model::slug::Slug;
use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
    fs,
    path::{Path, PathBuf},
    thread::JoinHandle,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// How often the files are looked at.
const LOOK: Duration = Duration::from_millis(20);
/// After this long without a change, the whole site is published again.
const QUIET: Duration = Duration::from_secs(2);

/// The length and the time of each file.
type Look = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// What was saved, as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Saved {
    /// A published page: language, slug.
    Page(String, Slug),
    /// A draft.
    Draft(Slug),
    /// What other pages may show too.
    Else(PathBuf),
}

/// Publishes `job`, then follows its files for as long as the program runs. `tell` is given what is to be read by the person at work.
///
/// # Errors
/// When `.version`, by which the server knows that the site has changed, cannot be written.
pub async fn follow(job: &Job, tell: impl Fn(&str)) -> Result<Infallible, PublishError> {
    let mut seen = look(job);
    let mut desk = at_once(job, &tell).await?;
    // What was written again since the last publication began, and when.
    let (mut again, mut since): (BTreeSet<Saved>, Option<Instant>) = (BTreeSet::new(), None);
    let mut publication: Option<JoinHandle<Result<Published, PublishError>>> = None;
    loop {
        tokio::time::sleep(LOOK).await;
        if let Some(publication) = publication.take_if(|publication| publication.is_finished()) {
            match publication.join() {
                Ok(Ok(_)) => {}
                Ok(Err(error)) => tell(&error.to_string()),
                Err(_) => tell("La publication s'est arrêtée : enregistrez de nouveau un fichier."),
            }
            // It may be older than what was written meanwhile.
            if let Some(desk) = &desk {
                for saved in &again {
                    _ = write_again(desk, job, saved).await;
                }
            }
            version(job, None)?;
        }
        let now = look(job);
        if now != seen {
            // A file that is still being written is not looked at twice alike.
            tokio::time::sleep(LOOK / 2).await;
            if look(job) != now {
                continue;
            }
            let begun = Instant::now();
            let saved = changed(job, &seen, &now);
            seen = now;
            let alone = saved.iter().all(|saved| !matches!(saved, Saved::Else(_)));
            match &desk {
                Some(desk) if alone => {
                    for one in &saved {
                        match write_again(desk, job, one).await {
                            Ok(()) => tell(&format!("{} : {} ms", named(one), begun.elapsed().as_millis())),
                            Err(error) => tell(&error.to_string()),
                        }
                    }
                    again.extend(saved);
                    version(job, Some(SystemTime::now()))?;
                    since = Some(Instant::now());
                }
                _ => {
                    if let Some(publication) = publication.take() {
                        _ = publication.join();
                    }
                    saved.iter().for_each(|saved| tell(&format!("Modifié : {}", named(saved))));
                    desk = at_once(job, &tell).await?.or(desk);
                    (again, since) = (BTreeSet::new(), None);
                }
            }
        }
        if publication.is_none() && since.is_some_and(|since| since.elapsed() > QUIET) {
            let job = job.clone();
            publication = Some(std::thread::spawn(move || match tokio::runtime::Builder::new_current_thread().build() {
                Ok(runtime) => runtime.block_on(publish(&job)),
                Err(error) => Err(PublishError::Usage(error.to_string())),
            }));
            (again, since) = (BTreeSet::new(), None);
        }
    }
}

/// Publishes all; `None` when it cannot be published, which is told.
async fn at_once(job: &Job, tell: &impl Fn(&str)) -> Result<Option<Desk>, PublishError> {
    match publish_at(job).await {
        Ok((published, desk)) => {
            let drafts = if published.drafts > 0 { format!(" ; brouillons : {}", published.drafts) } else { String::new() };
            tell(&format!("Pages écrites : {}{drafts}.", published.pages));
            version(job, Some(SystemTime::now()))?;
            Ok(Some(desk))
        }
        Err(error) => {
            tell(&format!("{error}\nCorrigez : la construction reprend dès l'enregistrement."));
            Ok(None)
        }
    }
}

async fn write_again(desk: &Desk, job: &Job, saved: &Saved) -> Result<(), PublishError> {
    match (saved, &job.drafts) {
        (Saved::Page(lang, slug), _) => desk.rewrite_page(lang, slug, &job.out).await,
        (Saved::Draft(slug), Some(drafts)) => desk.rewrite_draft(drafts, slug, job, &job.out),
        _ => Ok(()),
    }
}

fn named(saved: &Saved) -> String {
    match saved {
        Saved::Page(lang, slug) => format!("pages/{lang}/{slug}.json"),
        Saved::Draft(slug) => format!("brouillon {slug}"),
        Saved::Else(path) => path.display().to_string(),
    }
}

/// Writes when the site changed, for the server; `None`: as it was, in a site that was replaced.
fn version(job: &Job, now: Option<SystemTime>) -> Result<(), PublishError> {
    thread_local! {
        static LAST: std::cell::Cell<u128> = const { std::cell::Cell::new(0) };
    }
    if let Some(now) = now {
        LAST.set(now.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis());
    }
    assets::write(&job.out, ".version", LAST.get().to_string().as_bytes())
}

fn look(job: &Job) -> Look {
    let public = job.content.parent().unwrap_or(Path::new("."));
    let mut look = Look::new();
    let mut waiting = vec![public.to_owned(), job.style.clone()];
    waiting.extend(job.drafts.clone());
    while let Some(path) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&path) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // What editing programs leave.
            if name.starts_with('.') || name.ends_with('~') {
                continue;
            }
            match entry.metadata() {
                Ok(data) if data.is_dir() => waiting.push(entry.path()),
                Ok(data) => _ = look.insert(entry.path(), (data.len(), data.modified().ok())),
                Err(_) => {}
            }
        }
    }
    look
}

/// What differs between two looks. A page that is gone, or new, is something else: menus, lists and searches know it.
fn changed(job: &Job, before: &Look, now: &Look) -> BTreeSet<Saved> {
    let other = |path: &&PathBuf| before.get(*path) != now.get(*path);
    let paths: BTreeSet<&PathBuf> = before.keys().chain(now.keys()).filter(other).collect();
    let page = |path: &Path, root: &Path| {
        let place = path.strip_prefix(root).ok()?.strip_prefix("pages").ok()?;
        let slug = Slug::parse(place.file_name()?.to_str()?.strip_suffix(".json")?)?;
        let lang = place.parent()?.to_str().filter(|lang| !lang.is_empty() && !lang.contains(['/', '\\']))?;
        Some((lang.to_owned(), slug))
    };
    let kind = |path: &PathBuf| {
        let drafted = job.drafts.as_ref().and_then(|drafts| page(path, drafts));
        if let Some((lang, slug)) = drafted.filter(|_| now.contains_key(path)) {
            return if lang == crate::routes::ROOT_LANGUAGE { Saved::Draft(slug) } else { Saved::Else(path.clone()) };
        }
        match page(path, &job.content).filter(|_| before.contains_key(path) && now.contains_key(path)) {
            Some((lang, slug)) => Saved::Page(lang, slug),
            None => Saved::Else(path.clone()),
        }
    };
    paths.into_iter().map(kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_or_a_draft_alone_is_written_again_alone_and_all_else_has_the_site_published() {
        let job = Job {
            content: "public/content".into(),
            style: "style".into(),
            bundle: None,
            parts: None,
            backend: None,
            out: "dist".into(),
            drafts: Some("drafts".into()),
            for_work: true,
            compressed: false,
            today: crate::publish::today::today(),
        };
        let slug = |slug: &str| Slug::parse(slug).unwrap();
        let table = [
            ("public/content/pages/fr/asile.json", Saved::Page("fr".into(), slug("asile"))),
            ("drafts/pages/fr/asile.json", Saved::Draft(slug("asile"))),
            ("drafts/interface/ar.json", Saved::Else("drafts/interface/ar.json".into())),
            ("public/content/menu.json", Saved::Else("public/content/menu.json".into())),
            ("style/base.css", Saved::Else("style/base.css".into())),
        ];
        for (path, expected) in table {
            let before = Look::from([(path.into(), (1, None))]);
            let now = Look::from([(path.into(), (2, None))]);
            assert_eq!(changed(&job, &before, &now), BTreeSet::from([expected]), "{path}");
        }
        let new = Look::from([("public/content/pages/fr/neuve.json".into(), (1, None))]);
        assert!(matches!(changed(&job, &Look::new(), &new).first(), Some(Saved::Else(_))), "a new page is in lists too");
        let draft = Look::from([("drafts/pages/fr/neuve.json".into(), (1, None))]);
        assert_eq!(changed(&job, &Look::new(), &draft), BTreeSet::from([Saved::Draft(slug("neuve"))]), "a new draft is in none");
    }
}
