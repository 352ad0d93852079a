//! Every address of the site, written to files.

use super::{
    assets,
    beside::write_beside,
    document::{Asset, Door, ExplorerProgram, Listen, Live, Origin, Program, Shell, document},
    error::PublishError,
    feeds,
    findings::write_findings,
    headers,
    pictures::{Cards, card::CardMaker, colour::Palettes, draw_cards, icons, lettering::Lettering, map},
    qr::qr,
    statistics::{Shown as ShownStatistics, write_statistics},
    style::{self, Sheet},
    surveys::{Makers, write_explorers},
    vcard::vcard,
};
use crate::{
    app::App,
    components::preview_door::preview_door,
    content::{error::ContentError, preview::DraftSource, search_index, source::ContentSource, static_files::StaticFiles, wordpress::copy::ASKED},
    locale::typography,
    model::{
        block::Block,
        date::Date,
        dated::{EventsFile, NewsFile},
        frame::Frame,
        json::{FromJson, Json},
        page::{LoadedPage, PageKind, PublishedPage},
        slug::Slug,
        statistic::StatisticsFile,
        survey::WordsSurvey,
        text::Href,
        topology,
        words::Words,
    },
    pages::{
        Shown,
        published::{self, published},
    },
    routes,
};
use leptos::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Starts the program in the browser, after what the reader decides: part of the program, whosever content is published.
const BOOT: &str = concat!(include_str!("../../public/reader.js"), include_str!("../../public/boot.js"));
/// Starts the program of a survey's explorer.
const EXPLORER: &str = include_str!("../../public/explorer.js");
/// Keeps pages and settings on the device. At the root, which is as far as a worker may see.
const SERVICE: &str = include_str!("../../public/service.js");
/// Asks the site's WordPress whether pages have changed.
const LIVE: &str = include_str!("../../public/live.js");
const LISTEN: &str = include_str!("../../public/listen.js");
/// What drafts are copied into to be seen as several readers have them (`src/preview/readers.rs`): nothing, in the mode of today's standards.
const READERS_FRAME: &str =
    "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"fr\"><head><title>Aperçu</title></head><body></body></html>\n";
/// Its place.
const FRAME: &str = "apercu/cadre.xhtml";
/// Opens the editors' door.
const PREVIEW: &str = include_str!("../../public/preview.js");

/// What to publish, from where, to where.
#[derive(Debug, Clone)]
pub struct Job {
    /// Content, laid out as `public/content`; the folder around it holds the files that are served as they are.
    pub content: PathBuf,
    /// Style sheets.
    pub style: PathBuf,
    /// Trunk's output; `None` for a site without a program.
    pub bundle: Option<PathBuf>,
    /// The parts that only some pages ask for, beside the program; `None` for a site without them.
    pub parts: Option<PathBuf>,
    /// The WordPress that drafts are previewed from, if there is one.
    pub backend: Option<String>,
    /// The site.
    pub out: PathBuf,
    /// Drafts to be shown under `/apercu/`; only for work on content.
    pub drafts: Option<PathBuf>,
    /// With live reload.
    pub for_work: bool,
    /// Each file of text or program with what it weighs on the way beside it; left out where nobody measures it.
    pub compressed: bool,
    /// The day that decides what is published.
    pub today: Date,
}

/// What was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Pages, the one of wrong addresses included.
    pub pages: usize,
    /// Drafts.
    pub drafts: usize,
}

/// Publishes the site. The folder `out` is replaced when all is well, and stays as it was otherwise.
///
/// # Errors
/// The first [`PublishError`]; content that the checker refuses comes whole, as one.
pub async fn publish(job: &Job) -> Result<Published, PublishError> {
    publish_at(job).await.map(|(published, _)| published)
}

/// The same, with the desk that its pages were written at: more can be written there.
///
/// # Errors
/// As [`publish`].
pub async fn publish_at(job: &Job) -> Result<(Published, Desk), PublishError> {
    let report = crate::check::check(&job.content, job.today);
    if report.has_errors() {
        return Err(PublishError::Checked(report.to_string()));
    }
    // Without a slash at its end, so that what is made beside it stands beside it.
    let out: PathBuf = job.out.components().collect();
    refuse_what_is_no_site(&out)?;
    let beside = |word: &str| PathBuf::from(format!("{}.{word}", out.display()));
    let (partial, old) = (beside("partial"), beside("old"));
    for left in [&partial, &old] {
        if left.exists() {
            fs::remove_dir_all(left).map_err(PublishError::at(left))?;
        }
    }
    let published = write_site(job, &partial).await;
    if published.is_err() {
        // What was begun is of no use; that it cannot be removed matters less than what went wrong.
        _ = fs::remove_dir_all(&partial);
        return published;
    }
    let replaces = out.exists();
    if replaces {
        fs::rename(&out, &old).map_err(PublishError::at(&out))?;
    }
    if let Err(error) = fs::rename(&partial, &out) {
        if replaces {
            _ = fs::rename(&old, &out);
        }
        return Err(PublishError::at(&out)(error));
    }
    if replaces {
        fs::remove_dir_all(&old).map_err(PublishError::at(&old))?;
    }
    published
}

/// Only a site that was published here before, or an empty folder, may be replaced: `--out .` must not cost anyone their work.
fn refuse_what_is_no_site(out: &Path) -> Result<(), PublishError> {
    let holds_something = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if holds_something && !out.join("_headers").is_file() {
        return Err(PublishError::Usage(format!(
            "{} n'est pas un site publié par ce programme, et n'est pas vide : donnez un autre dossier à --out",
            out.display()
        )));
    }
    Ok(())
}

/// What pages are written with, wherever they are written to.
#[derive(Debug)]
pub struct Desk {
    files: StaticFiles,
    source: ContentSource,
    shell: Shell,
    /// What stands around the pages of each language, and where the browser finds it; the root's language first.
    frames: Vec<(&'static Frame, String)>,
}

impl Desk {
    /// Lays out program, styles and frames in `out`.
    async fn open(job: &Job, out: &Path) -> Result<Self, PublishError> {
        let files = StaticFiles::new(&job.content, job.today);
        let source = ContentSource::StaticFiles(files.clone());
        let mut shell = shell(job, out)?;
        shell.door = job.parts.as_ref().map(|parts| door(parts, &files, out)).transpose()?;
        let root: &'static Frame = Box::leak(Box::new(source.frame(routes::ROOT_LANGUAGE).await?));
        if let (Some(asked), Some(parts), Some(_)) = (&asked(job)?, &job.parts, &shell.program) {
            shell.wordpress = live(parts, &files, root, asked, out)?;
            for (style, sheet) in shell.styles.iter_mut().zip(Sheet::ALL) {
                if shell.wordpress.is_some() && sheet.is_taken_over() {
                    style.push_str(&style::of_live(&job.style)?);
                }
            }
        }
        if let (Some(parts), Some(_)) = (&job.parts, &shell.program) {
            shell.listen = listen(parts, &files, root, &style::of_listen(&job.style)?, out)?;
        }
        let mut frames = Vec::new();
        for language in &root.site.languages {
            let frame = if language.code == root.lang { root } else { Box::leak(Box::new(source.frame(&language.code).await?)) };
            frames.push((frame, write_frame(&files, &language.code, out)?));
        }
        frames.sort_by_key(|(frame, _)| frame.lang != root.lang);
        Ok(Self { files, source, shell, frames })
    }

    /// What stands around the pages of the root's language.
    fn root(&self) -> &'static Frame {
        self.frames[0].0
    }

    /// The published page called `slug`; of the root's language where `lang` does not have it. `None` when it is not published.
    async fn page(&self, frame: &Frame, slug: &Slug) -> Result<Option<&'static LoadedPage>, PublishError> {
        let page = match self.source.page(&frame.lang, slug).await {
            Err(ContentError::NotFound { .. }) => untranslated(&self.source, slug).await,
            page => page,
        };
        match page {
            Ok(page) => Ok(Some(with_code(page, frame, self.root().site.base_url.as_ref().map(Href::as_str)))),
            Err(ContentError::NotPublished { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes a page, with all that goes with it alone; its address.
    fn write_page(
        &self,
        (frame, frame_href): &(&'static Frame, String),
        page: &'static LoadedPage,
        card: Option<&str>,
        out: &Path,
    ) -> Result<Href, PublishError> {
        let (slug, lang) = (&page.slug, &frame.lang);
        write_contacts(page, lang, frame, out)?;
        let taken_over = page.page.kind != PageKind::Style && slug.as_str() != routes::PREVIEW;
        let origin = if taken_over { Some(write_page_file(&self.files, lang, page, (frame, frame_href), self.shell.wordpress.is_some(), out)?) } else { None };
        // What drafts of the page are compared with at the editors' door.
        if taken_over && self.shell.door.is_some() && page.foreign.is_none() {
            assets::write(out, &format!("content/written/{lang}/{slug}.json"), self.files.written_json(lang, slug)?.value().to_string().as_bytes())?;
        }
        let path = routes::href(lang, slug);
        let mut body = draw(frame, page, path.as_str());
        if slug.as_str() == routes::PREVIEW {
            let mut ways = String::new();
            preview_door(&frame.words.preview).write_html(&mut ways);
            // Right after the text that leads to it.
            body = body.replacen("<div class=\"page-foot\">", &(ways + "<div class=\"page-foot\">"), 1);
        }
        let html = document(&self.shell, frame, page, path.as_str(), origin.as_ref(), card, &body);
        let wrong = slug.as_str() == routes::NOT_FOUND;
        let place = if wrong && *lang == routes::ROOT_LANGUAGE { "404.html".to_owned() } else { format!("{}index.html", &path.as_str()[1..]) };
        assets::write(out, &place, html.as_bytes())?;
        if page.foreign.is_none() {
            write_beside(&self.shell, frame, &self.files, slug, out)?;
        }
        Ok(path)
    }

    /// Writes the page called `slug` again in a site that has been published; the picture that stands for it elsewhere is left to the next publication.
    ///
    /// # Errors
    /// What is wrong with its file, or [`PublishError`] of what is written.
    pub async fn rewrite_page(&self, lang: &str, slug: &Slug, out: &Path) -> Result<(), PublishError> {
        let Some(around) = self.frames.iter().find(|(frame, _)| frame.lang == lang) else { return Ok(()) };
        if let Some(page) = self.page(around.0, slug).await? {
            self.write_page(around, page, None, out)?;
            // An easy text also stands beside the full one.
            if let Some(full) = &page.page.easy_of {
                write_beside(&self.shell, around.0, &self.files, full, out)?;
            }
        }
        Ok(())
    }

    /// Writes the draft called `slug` again, of the folder `drafts`.
    ///
    /// # Errors
    /// As [`Desk::rewrite_page`].
    pub fn rewrite_draft(&self, drafts: &Path, slug: &Slug, job: &Job, out: &Path) -> Result<(), PublishError> {
        self.write_draft(&self.drafts(drafts, job), slug, out)
    }

    fn drafts(&self, folder: &Path, job: &Job) -> DraftSource {
        DraftSource::new(StaticFiles::new(folder, job.today), self.files.clone())
    }

    /// A draft at `/apercu/<slug>/`, under a banner, never taken over, never indexed.
    fn write_draft(&self, drafts: &DraftSource, slug: &Slug, out: &Path) -> Result<(), PublishError> {
        let frame = self.root();
        let page: &'static LoadedPage = Box::leak(Box::new(drafts.page(&frame.lang, slug)?.for_preview()));
        let path = format!("/apercu/{slug}/");
        let banner = format!("<p class=\"draft-banner\" role=\"status\">{}</p>", super::document::escape(&frame.words.draft_banner));
        let html = document(&self.shell, frame, page, &path, None, None, &(banner + &draw(frame, page, &path)));
        assets::write(out, &format!("apercu/{slug}/index.html"), html.as_bytes())
    }
}

async fn write_site(job: &Job, out: &Path) -> Result<(Published, Desk), PublishError> {
    let desk = Desk::open(job, out).await?;
    let (files, shell, root_frame) = (&desk.files, &desk.shell, desk.root());
    let mut published = Published { pages: 0, drafts: 0 };
    let mut addresses = Vec::new();
    let mut surveys: BTreeMap<Slug, &WordsSurvey> = BTreeMap::new();
    assets::write(out, "config.json", config(job, root_frame).as_bytes())?;
    let lettering = Lettering::new()?;
    for icon in icons::icons(&shell.palettes, &lettering, &root_frame.site, routes::ROOT_LANGUAGE)? {
        assets::write(out, icon.place, &icon.content)?;
    }
    let base = root_frame.site.base_url.as_ref().map(Href::as_str);
    let maker = CardMaker::new(&lettering, shell.palettes.light, &root_frame.site.name)?;
    let mut cards = Cards::new();
    // Where what one takes away stands.
    let mut away = vec!["/sondages/".to_owned()];
    for around in &desk.frames {
        let (frame, lang) = (around.0, &around.0.lang);
        let mut pages = Vec::new();
        // A page without translation is shown in the root's language, and says so: a change of language leads somewhere from everywhere.
        for slug in files.slugs(routes::ROOT_LANGUAGE)?.into_iter().chain(files.slugs(lang)?).collect::<BTreeSet<_>>() {
            let Some(page) = desk.page(frame, &slug).await? else { continue };
            if lang == routes::ROOT_LANGUAGE {
                surveys.extend(page.surveys.iter().map(|survey| (survey.id.clone(), survey)));
            }
            pages.push(page);
        }
        // A card has no address to be asked at as long as the site has none; who works on the site does not wait for it.
        if base.is_some() && !job.for_work {
            draw_cards(&maker, lang, &pages, &mut cards, out)?;
        }
        if lang == routes::ROOT_LANGUAGE && shell.program.is_some() {
            let offline = pages.iter().find(|page| page.slug.as_str() == routes::OFFLINE);
            assets::write(out, "service.js", service(offline.copied()).as_bytes())?;
        }
        let mut given = ShownStatistics::default();
        for page in pages.iter().filter(|page| page.foreign.is_none()) {
            given.read(files, lang, &page.slug)?;
        }
        if let Some(file) = maybe::<StatisticsFile>(files, &format!("figures/{lang}.json"))? {
            write_statistics(shell, frame, files, &file, &given, &lettering, out)?;
            away.push(routes::statistics(lang));
        }
        for page in pages {
            let card = cards.get(&(page.foreign.clone().unwrap_or_else(|| lang.clone()), page.slug.clone()));
            let path = desk.write_page(around, page, card.map(String::as_str), out)?;
            if !routes::UNLISTED.contains(&page.slug.as_str()) && page.foreign.is_none() {
                addresses.push((path.as_str().to_owned(), page.page.checked_on));
            }
            published.pages += 1;
        }
        write_search_index(&desk.source, lang, out).await?;
        write_feeds(files, frame, out)?;
        write_maps(files, lang, &shell.palettes, &lettering, out)?;
    }
    for survey in surveys.values() {
        write_findings(shell, root_frame, survey, &lettering, out)?;
    }
    let explorers = write_explorers(shell, root_frame, files, &Makers { cards: &maker, lettering: &lettering }, out)?;
    // What other sites may show: charts alone, and findings.
    let is_explorer = |path: &str| explorers.iter().any(|page| page.path == path);
    let folders = surveys.values().map(|survey| format!("/sondages/{}/", survey.id)).filter(|folder| !is_explorer(folder));
    let charts = explorers.iter().map(|page| &page.path).chain(&away[1..]);
    let shown: Vec<String> = folders.map(|folder| format!("{folder}*")).chain(charts.map(|folder| format!("{folder}integrer/*"))).collect();
    let given: Vec<String> = away.iter().map(|folder| format!("{folder}*")).collect();
    for page in explorers {
        if page.listed {
            addresses.push((page.path, job.today));
        }
        published.pages += 1;
    }
    if let Some(folder) = &job.drafts {
        let drafts = desk.drafts(folder, job);
        for slug in drafts.slugs(&root_frame.lang) {
            desk.write_draft(&drafts, &slug, out)?;
            published.drafts += 1;
        }
    }
    if let Some(base) = base {
        assets::write(out, "sitemap.xml", site_map(base, &addresses).as_bytes())?;
        let robots = out.join("robots.txt");
        let rules = if robots.is_file() { fs::read_to_string(&robots).map_err(PublishError::at(&robots))? } else { String::new() };
        assets::write(out, "robots.txt", format!("{rules}Sitemap: {base}/sitemap.xml\n").as_bytes())?;
    }
    let hashes = shell.styles.each_ref().map(|style| assets::policy_hash(style.as_bytes()));
    let mut header_rules = headers::rules(&hashes, &given, &shown, job.backend.as_deref(), shell.wordpress.is_some());
    header_rules.push(headers::of_maps(&assets::policy_hash(map::style(&shell.palettes).as_bytes())));
    assets::write(out, "_headers", headers::write(&header_rules).as_bytes())?;
    if job.compressed {
        assets::compress_all(out)?;
    }
    Ok((published, desk))
}

/// The page of the root's language, for a language that does not have it.
async fn untranslated(source: &ContentSource, slug: &Slug) -> Result<&'static LoadedPage, ContentError> {
    let page = source.page(routes::ROOT_LANGUAGE, slug).await?;
    Ok(Box::leak(Box::new(LoadedPage { foreign: Some(routes::ROOT_LANGUAGE.to_owned()), ..page.clone() })))
}

/// The page with its address as a code, when the site has one and the page is one to find again.
fn with_code(page: &'static LoadedPage, frame: &Frame, base: Option<&str>) -> &'static LoadedPage {
    let found_again = !routes::UNLISTED.contains(&page.slug.as_str()) && page.page.kind != PageKind::Search;
    let listed = base.filter(|_| found_again);
    let qr = listed.and_then(|base| qr(&frame.words.around.print_address, &format!("{base}{}", routes::href(&frame.lang, &page.slug).as_str())));
    if qr.is_none() { page } else { Box::leak(Box::new(LoadedPage { qr, ..page.clone() })) }
}

/// A file for each contact of the page that has something to keep; of a page that another language borrows, they are there already.
fn write_contacts(page: &LoadedPage, lang: &str, frame: &Frame, out: &Path) -> Result<(), PublishError> {
    if page.foreign.is_some() {
        return Ok(());
    }
    for block in &page.page.blocks {
        let Block::Contact(contact) = block else { continue };
        if contact.has_card() {
            let place = routes::contact_card(lang, &page.slug, &contact.name);
            assets::write(out, &place[1..], vcard(contact, &frame.site, &frame.words, page.page.checked_on).as_bytes())?;
        }
    }
    Ok(())
}

/// The feed of the news, the calendar and a file for each event, of a language that has some.
fn write_feeds(files: &StaticFiles, frame: &Frame, out: &Path) -> Result<(), PublishError> {
    let lang = &frame.lang;
    if let Some(news) = maybe::<NewsFile>(files, &format!("news/{lang}.json"))? {
        assets::write(out, &routes::feed(lang)[1..], feeds::atom(&news, frame).as_bytes())?;
    }
    if let Some(events) = maybe::<EventsFile>(files, &format!("events/{lang}.json"))? {
        assets::write(out, &routes::calendar(lang)[1..], feeds::calendar(&events, frame).as_bytes())?;
        for event in &events.events {
            assets::write(out, &routes::event_file(lang, &event.id)[1..], feeds::event_file(event, events.checked_on, frame).as_bytes())?;
        }
    }
    Ok(())
}

/// The maps of the statistics of a language that has some.
fn write_maps(files: &StaticFiles, lang: &str, palettes: &Palettes, lettering: &Lettering, out: &Path) -> Result<(), PublishError> {
    let Some(file) = maybe::<StatisticsFile>(files, &format!("figures/{lang}.json"))? else { return Ok(()) };
    for statistic in &file.figures {
        let Some((map, outlines)) = file.map_of(statistic) else { continue };
        let place = format!("figures/{}.topojson", outlines.id);
        let territories = topology::parse(&files.text(&place)?).map_err(|reason| ContentError::Unreachable { place, reason })?;
        let drawn = map::Drawn { statistic, map, outlines, territories: &territories, words: &file.words };
        assets::write(out, &routes::map_picture(lang, &statistic.id)[1..], map::svg(drawn, palettes, lettering)?.as_bytes())?;
    }
    Ok(())
}

/// The file at `place`; `None` when there is none.
fn maybe<T: FromJson>(files: &StaticFiles, place: &str) -> Result<Option<T>, ContentError> {
    match files.read(place) {
        Err(ContentError::NotFound { .. }) => Ok(None),
        file => file.map(Some),
    }
}

/// What `<App/>` draws for `page` at `path`.
#[must_use]
pub fn draw(frame: &'static Frame, page: &'static LoadedPage, path: &str) -> String {
    let file = Json::parse(&published(page, frame).to_string()).expect("what was just written");
    let drawn: &'static PublishedPage = Box::leak(Box::new(PublishedPage::from_json(&file).expect("what was just written")));
    let owner = Owner::new();
    let html = owner.with(|| view! { <App frame first=Shown::Page(drawn) path=path.to_owned()/> }.to_html());
    owner.cleanup();
    html
}

fn shell(job: &Job, out: &Path) -> Result<Shell, PublishError> {
    let public = job.content.parent().unwrap_or(Path::new("."));
    let mut styles = [const { String::new() }; Sheet::ALL.len()];
    for (style, sheet) in styles.iter_mut().zip(Sheet::ALL) {
        *style = style::bundle(&job.style, sheet)?;
    }
    // What a site serves as it is, by name: the folder around the content may hold anything else.
    let served = ["documents", "fonts", "images", "robots.txt"].map(|name| public.join(name));
    let mut files = Vec::new();
    for path in served {
        if path.is_dir() {
            files.extend(assets::files(&path)?);
        } else if path.is_file() {
            files.push(path);
        }
    }
    for path in files {
        let place = path.strip_prefix(public).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let content = fs::read(&path).map_err(PublishError::at(&path))?;
        if let Some(name) = place.strip_suffix(".woff2") {
            let hashed = format!("{name}-{}.woff2", assets::short_hash(&content));
            let used = format!("/{place}");
            for css in &mut styles {
                *css = css.replace(&used, &format!("/{hashed}"));
            }
            assets::write(out, &hashed, &content)?;
        } else {
            assets::write(out, &place, &content)?;
        }
    }
    let program = job.bundle.as_ref().map(|bundle| program(bundle, out)).transpose()?;
    let explorer = job.parts.as_ref().map(|parts| explorer_program(parts, out)).transpose()?.flatten();
    Ok(Shell { styles, palettes: Palettes::read(&job.style)?, program, door: None, explorer, listen: None, wordpress: None, live: job.for_work })
}

/// Copies the program's files, which Trunk has named by their content, and the boot script.
fn program(bundle: &Path, out: &Path) -> Result<Program, PublishError> {
    let files = assets::files(bundle)?;
    let copy = |wanted: &'static str| {
        // The explorer's files may be among them.
        let is_ours =
            |path: &&PathBuf| path.to_string_lossy().ends_with(wanted) && path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with("explorer"));
        let path = files.iter().find(is_ours).ok_or(PublishError::Bundle { folder: bundle.to_owned(), wanted })?;
        let content = fs::read(path).map_err(PublishError::at(path))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let place = format!("app/{name}");
        assets::write(out, &place, &content)?;
        Ok::<_, PublishError>(Asset::new(format!("/{place}"), &content))
    };
    let boot = without_comments(BOOT);
    let boot_place = format!("app/boot-{}.js", assets::short_hash(boot.as_bytes()));
    assets::write(out, &boot_place, boot.as_bytes())?;
    Ok(Program { boot: Asset::new(format!("/{boot_place}"), boot.as_bytes()), glue: copy(".js")?, wasm: copy(".wasm")? })
}

/// The service worker, with the pages that it keeps beforehand: those that the page for who has no network lists.
fn service(offline: Option<&LoadedPage>) -> String {
    let listed = offline.into_iter().flat_map(|page| &page.page.blocks).flat_map(|block| match block {
        Block::Links(links) => links.items.iter().map(|link| link.href.as_str()).collect(),
        _ => Vec::new(),
    });
    let ahead: Vec<&str> = listed.filter(|href| href.starts_with('/')).collect();
    without_comments(SERVICE).replace("const AHEAD = [];", &format!("const AHEAD = {};", serde_json::json!(ahead)))
}

/// Writes a file of programs under a name that its content gives.
fn named_by_content(out: &Path, name: &str, extension: &str, content: &[u8]) -> Result<Asset, PublishError> {
    let place = format!("app/{name}-{}.{extension}", assets::short_hash(content));
    assets::write(out, &place, content)?;
    Ok(Asset::new(format!("/{place}"), content))
}

/// The engine's loader, beside its builds.
const ENGINE: &str = "engine.js";

/// Copies the files of the explorer's program, named by their content, and its boot script; `None` of a folder that has them not.
fn explorer_program(folder: &Path, out: &Path) -> Result<Option<ExplorerProgram>, PublishError> {
    let found = |name: &str| Some(folder.join(name)).filter(|path| path.is_file());
    let (Some(glue), Some(wasm)) = (found("explorer.js"), found("explorer.wasm")) else { return Ok(None) };
    let asset = |name: &str, extension: &str, content: &[u8]| named_by_content(out, name, extension, content);
    let read = |path: &Path| fs::read(path).map_err(PublishError::at(path));
    // Its loader looks for the two builds beside itself, under their own names: it is the folder that is named by their content.
    let engine = [ENGINE, "engine.wasm", "engine-scalar.wasm"].map(|name| read(&folder.join(name)));
    let [loader, simd, scalar] = engine;
    let builds = [loader?, simd?, scalar?];
    let place = |name: &str| format!("app/engine-{}/{name}", assets::short_hash(&builds.concat()));
    for (name, content) in [ENGINE, "engine.wasm", "engine-scalar.wasm"].iter().zip(&builds) {
        assets::write(out, &place(name), content)?;
    }
    Ok(Some(ExplorerProgram {
        engine: (Asset::new(format!("/{}", place(ENGINE)), &builds[0]), [assets::integrity(&builds[1]), assets::integrity(&builds[2])]),
        boot: asset("boot-explorer", "js", without_comments(EXPLORER).as_bytes())?,
        glue: asset("explorer", "js", &read(&glue)?)?,
        wasm: asset("explorer", "wasm", &read(&wasm)?)?,
    }))
}

/// Copies the files of the editors' door, named by their content, with what it needs to know: the frame around a draft and its own words.
fn door(parts: &Path, files: &StaticFiles, out: &Path) -> Result<Door, PublishError> {
    let asset = |name: &str, extension: &str, content: &[u8]| named_by_content(out, name, extension, content);
    let part = |name: &str| {
        let path = parts.join(name);
        fs::read(&path).map_err(PublishError::at(&path))
    };
    let words = value(files, &format!("interface/{}.json", routes::ROOT_LANGUAGE))?;
    let known = crate::check::known::write(&crate::check::folder::read(files.root(), files.today()).0);
    assets::write(out, FRAME, READERS_FRAME.as_bytes())?;
    let data = serde_json::json!({ "frame": frame_json(files, routes::ROOT_LANGUAGE)?, "words": words["preview"], "known": known }).to_string();
    Ok(Door {
        script: asset("preview-door", "js", without_comments(PREVIEW).as_bytes())?,
        glue: asset("preview", "js", &part("preview.js")?)?,
        wasm: asset("preview", "wasm", &part("preview.wasm")?)?,
        data: asset("preview", "json", data.as_bytes())?.href,
    })
}

/// What is known of the WordPress that the content was pulled from, for browsers that ask it; `None` for content of files.
fn asked(job: &Job) -> Result<Option<serde_json::Value>, PublishError> {
    let place = job.content.parent().unwrap_or(Path::new(".")).join(ASKED);
    if job.backend.is_none() || !place.is_file() {
        return Ok(None);
    }
    let text = fs::read_to_string(&place).map_err(PublishError::at(&place))?;
    serde_json::from_str(&text).map(Some).map_err(|error| PublishError::at(&place)(std::io::Error::other(error)))
}

/// Copies the files of the part that asks WordPress, named by their content, with what it needs to know in each language; `None` of a folder that has them not.
fn live(parts: &Path, files: &StaticFiles, frame: &Frame, asked: &serde_json::Value, out: &Path) -> Result<Option<Live>, PublishError> {
    let found = ["js", "wasm"].map(|extension| parts.join("live").with_extension(extension));
    if !found.iter().all(|path| path.is_file()) {
        return Ok(None);
    }
    let asset = |name: &str, extension: &str, content: &[u8]| named_by_content(out, name, extension, content);
    let [glue, wasm] = found.map(|path| fs::read(&path).map_err(PublishError::at(&path)));
    let mut tables = BTreeMap::new();
    for language in &frame.site.languages {
        let lang = &language.code;
        let mut table = asked.clone();
        table["lang"] = lang.as_str().into();
        table["words"] = value(files, &format!("interface/{lang}.json"))?["live"].clone();
        tables.insert(lang.clone(), asset(&format!("live.{lang}"), "json", table.to_string().as_bytes())?.href);
    }
    Ok(Some(Live {
        script: asset("boot-live", "js", without_comments(LIVE).as_bytes())?,
        glue: asset("live", "js", &glue?)?,
        wasm: asset("live", "wasm", &wasm?)?,
        tables,
    }))
}

/// Copies the files of the part that reads aloud, named by their content, with what it needs to know in each language; `None` of a folder that has them not.
fn listen(parts: &Path, files: &StaticFiles, frame: &Frame, style: &str, out: &Path) -> Result<Option<Listen>, PublishError> {
    let found = ["js", "wasm"].map(|extension| parts.join("listen").with_extension(extension));
    if !found.iter().all(|path| path.is_file()) {
        return Ok(None);
    }
    let asset = |name: &str, extension: &str, content: &[u8]| named_by_content(out, name, extension, content);
    let [glue, wasm] = found.map(|path| fs::read(&path).map_err(PublishError::at(&path)));
    let (glue, wasm) = (asset("listen", "js", &glue?)?, asset("listen", "wasm", &wasm?)?);
    let mut tables = BTreeMap::new();
    for language in &frame.site.languages {
        let lang = &language.code;
        let mut words = value(files, &format!("interface/{lang}.json"))?["listen"].take();
        for word in words.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
            *word = typography::refine(word.as_str().unwrap_or_default()).into();
        }
        let table = serde_json::json!({
            "js": glue.href, "jsIntegrity": glue.integrity, "wasm": wasm.href, "wasmIntegrity": wasm.integrity,
            "lang": lang, "words": words, "spelled": spelled(files, lang), "style": style,
        });
        tables.insert(lang.clone(), asset(&format!("listen.{lang}"), "json", table.to_string().as_bytes())?.href);
    }
    Ok(Some(Listen { script: asset("boot-listen", "js", without_comments(LISTEN).as_bytes())?, tables }))
}

/// The abbreviations in capitals that the glossaries explain: the language's, and the root's, since pages without a translation are shown in it.
fn spelled(files: &StaticFiles, lang: &str) -> BTreeSet<String> {
    let glossaries = [lang, routes::ROOT_LANGUAGE].map(|lang| value(files, &format!("glossary/{lang}.json")).unwrap_or_default());
    let terms = glossaries.iter().flat_map(|glossary| glossary["terms"].as_array().into_iter().flatten());
    let forms = terms.flat_map(|term| term["forms"].as_array().into_iter().flatten().chain([&term["term"]])).filter_map(|form| form.as_str());
    forms.filter(|form| form.len() > 1 && form.bytes().all(|letter| letter.is_ascii_uppercase())).map(str::to_owned).collect()
}

/// What may be changed where the site is served, without building it again: where drafts come from.
fn config(job: &Job, frame: &Frame) -> String {
    let languages: Vec<&str> = frame.site.languages.iter().map(|language| language.code.as_str()).collect();
    let kind = if job.backend.is_some() { "wordpress" } else { "files" };
    serde_json::json!({ "kind": kind, "backend": job.backend, "languages": languages }).to_string()
}

/// A script without the lines that are comments, nor indentation: our scripts are short, and no minifier is worth its weight.
fn without_comments(script: &str) -> String {
    script.lines().map(str::trim_start).filter(|line| !line.starts_with("//") && !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

fn value(files: &StaticFiles, place: &str) -> Result<serde_json::Value, PublishError> {
    Ok(crate::content::source::parse_json(place, &files.text(place)?).map(|json: Json| json.value().clone())?)
}

/// Site, menu and words of a language, as the browser reads them.
fn frame_json(files: &StaticFiles, lang: &str) -> Result<serde_json::Value, PublishError> {
    let menu = if lang == routes::ROOT_LANGUAGE { "menu.json".to_owned() } else { format!("menu.{lang}.json") };
    let mut words = value(files, &format!("interface/{lang}.json"))?;
    // The browser's program never draws what stands around the pages again.
    for unread in ["around", "beside", "dated", "explorer", "listen", "live", "opening", "preview", "takeaway", "voices"] {
        words.as_object_mut().and_then(|words| words.remove(unread));
    }
    Ok(serde_json::json!({ "lang": lang, "site": value(files, "site.json")?, "menu": value(files, &menu)?, "words": words }))
}

/// Site, menu and words of a language: for the program, without what only drawing pages needs, as one file named by its content; whole, under a plain name.
fn write_frame(files: &StaticFiles, lang: &str, out: &Path) -> Result<String, PublishError> {
    let mut frame = frame_json(files, lang)?;
    assets::write(out, &format!("content/frame.{lang}.json"), frame.to_string().as_bytes())?;
    if let Some(words) = frame["words"].as_object_mut() {
        words.retain(|name, _| Words::FIELDS.contains(&name.as_str()));
    }
    let frame = frame.to_string();
    let place = format!("app/frame.{lang}-{}.json", assets::short_hash(frame.as_bytes()));
    assets::write(out, &place, frame.as_bytes())?;
    Ok(format!("/{place}"))
}

/// The page's files: its own members, its slug and the surveys that it shows, `marked` for who may have it newer; and what the program shows of it. Both have the
/// version of it all.
fn write_page_file(
    files: &StaticFiles,
    lang: &str,
    page: &LoadedPage,
    (frame, frame_href): (&Frame, &str),
    marked: bool,
    out: &Path,
) -> Result<Origin, PublishError> {
    let place = StaticFiles::page_place(lang, &page.slug);
    let own = page.foreign.as_deref().unwrap_or(lang);
    let mut written = if marked { files.marked_page_json(own, &page.slug) } else { files.page_json(own, &page.slug) }?.value().clone();
    if let Some(own) = &page.foreign {
        written["foreign"] = own.as_str().into();
    }
    let mut surveys = Vec::new();
    for survey in &page.surveys {
        surveys.push(value(files, &format!("surveys/{}/survey.json", survey.id))?);
    }
    written["slug"] = page.slug.as_str().into();
    written["surveys"] = surveys.into();
    if let Some(qr) = &page.qr {
        written["qr"] = qr.as_str().into();
    }
    let mut drawn = published(page, frame);
    if page.page.kind == PageKind::Survey {
        drawn["view"] = published::live(published::SURVEY, "");
    }
    let version = assets::short_hash([written.to_string().as_bytes(), drawn.to_string().as_bytes(), frame_href.as_bytes()].concat().as_slice());
    written["version"] = version.clone().into();
    drawn["version"] = version.clone().into();
    assets::write(out, &format!("content/{place}"), written.to_string().as_bytes())?;
    let place = format!("content/drawn/{lang}/{}.json", page.slug);
    assets::write(out, &place, drawn.to_string().as_bytes())?;
    Ok(Origin { page: format!("/{place}"), version, frame: frame_href.to_owned() })
}

async fn write_search_index(source: &ContentSource, lang: &str, out: &Path) -> Result<(), PublishError> {
    let index = source.search_index(lang).await?;
    assets::write(out, &format!("content/search.{lang}.json"), search_index::file(&index).as_bytes())
}

fn site_map(base: &str, addresses: &[(String, Date)]) -> String {
    let urls: String = addresses.iter().map(|(path, day)| format!("<url><loc>{base}{path}</loc><lastmod>{}</lastmod></url>", day.machine())).collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{urls}</urlset>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_keeps_beforehand_what_the_page_without_network_lists() {
        let page = r#"{"title": "Hors ligne", "summary": "Sans réseau.", "kind": "page", "status": "published", "checked_on": "2026-11-25", "sources": [], "brief": [],
            "blocks": [{"type": "links", "items": [{"href": "/contact/", "title": "Contact"}, {"href": "https://exemple.be", "title": "Ailleurs"}]}]}"#;
        let page = crate::content::source::read_json("hors-ligne.json", page).unwrap();
        let page = LoadedPage { slug: Slug::parse(routes::OFFLINE).unwrap(), page, surveys: Vec::new(), foreign: None, qr: None };
        assert!(service(Some(&page)).contains("const AHEAD = [\"/contact/\"];\n"), "{}", service(Some(&page)));
        assert!(service(None).contains("const AHEAD = [];\n"));
    }
}
