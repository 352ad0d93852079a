//! The document around a prerendered page.

use super::{
    assets,
    pictures::{
        card::{HEIGHT, WIDTH},
        colour::Palettes,
    },
    style::Sheet,
};
use crate::{
    components::{explorer_page::About, view::View},
    model::{explored::ExploredSurvey, frame::Frame, page::LoadedPage, pictogram::PICTOGRAMS, site::Direction},
};
use std::{collections::BTreeMap, fmt::Write as _};

/// What every document of a site shares.
#[derive(Debug, Clone)]
pub struct Shell {
    /// Shortened style sheets, in the order of [`Sheet::ALL`].
    pub styles: [String; Sheet::ALL.len()],
    /// Its colours, for what the browser paints around the page.
    pub palettes: Palettes,
    /// Addresses and integrity of what the boot script needs; `None` for a site without a program.
    pub program: Option<Program>,
    /// What opens the editors' door; `None` for a site without it.
    pub door: Option<Door>,
    /// What the explorers of surveys need besides; `None` for a site without it.
    pub explorer: Option<ExplorerProgram>,
    /// What reads aloud; `None` for a site without it.
    pub listen: Option<Listen>,
    /// What asks the site's WordPress whether pages have changed; `None` for a site of files.
    pub wordpress: Option<Live>,
    /// For work on content: the page loads itself again when something has changed.
    pub live: bool,
}

/// Where the program's files are.
#[derive(Debug, Clone)]
pub struct Program {
    /// Boot script.
    pub boot: Asset,
    /// Glue between the browser and the program.
    pub glue: Asset,
    /// The program.
    pub wasm: Asset,
}

/// Where the files of the explorer's program are.
#[derive(Debug, Clone)]
pub struct ExplorerProgram {
    /// Boot script.
    pub boot: Asset,
    /// Glue between the browser and the program.
    pub glue: Asset,
    /// The program.
    pub wasm: Asset,
    /// What counts answers: its loader, then the integrity of its two builds, for browsers with simd128 and without.
    pub engine: (Asset, [String; 2]),
}

/// Where the files of one survey are, for the explorer's program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explorer {
    /// Questions, counts and words.
    pub survey: String,
    /// Answers, when they are published, and their size in bytes.
    pub columns: Option<(String, usize)>,
    /// The picture that stands for its page elsewhere.
    pub card: Option<String>,
}

/// Where the files of the editors' door are.
#[derive(Debug, Clone)]
pub struct Door {
    /// Its script.
    pub script: Asset,
    /// Glue between the browser and its program.
    pub glue: Asset,
    /// Its program.
    pub wasm: Asset,
    /// Address of what it needs to know.
    pub data: String,
}

/// Where the files of the part that asks WordPress are. What makes a newer page of an answer is the editors' door's program.
#[derive(Debug, Clone)]
pub struct Live {
    /// Its script.
    pub script: Asset,
    /// Glue between the browser and its program.
    pub glue: Asset,
    /// Its program.
    pub wasm: Asset,
    /// Address of what it needs to know, by language.
    pub tables: BTreeMap<String, String>,
}

/// Where the part that reads aloud begins.
#[derive(Debug, Clone)]
pub struct Listen {
    /// Its script.
    pub script: Asset,
    /// Address of what it needs to know, its program's files among it, by language.
    pub tables: BTreeMap<String, String>,
}

/// A file named by its content.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path from the site's root.
    pub href: String,
    /// As `integrity` has it.
    pub integrity: String,
}

impl Shell {
    /// A style sheet.
    #[must_use]
    pub fn style(&self, sheet: Sheet) -> &str {
        &self.styles[sheet as usize]
    }
}

impl Asset {
    /// The file at `href` that holds `content`.
    #[must_use]
    pub fn new(href: String, content: &[u8]) -> Self {
        Self { href, integrity: assets::integrity(content) }
    }
}

/// The files that a page was prerendered from, for the program that takes it over.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Address of the page's file.
    pub page: String,
    /// Its version.
    pub version: String,
    /// Address of the frame's file.
    pub frame: String,
}

/// The whole document: `body` is what `<App/>` drew. Without `origin`, no program takes it over; `card` is the path of the picture that stands for it elsewhere.
#[must_use]
pub fn document(shell: &Shell, frame: &Frame, page: &LoadedPage, path: &str, origin: Option<&Origin>, card: Option<&str>, body: &str) -> String {
    let dir = frame.site.language(&frame.lang).map_or(Direction::LeftToRight, |language| language.dir);
    let is_home = page.slug.as_str() == crate::routes::HOME;
    let title = if is_home { frame.site.name.to_string() } else { format!("{} – {}", &*page.page.title, &*frame.site.short_name) };
    let mut head = String::new();
    let mut add = |line: std::fmt::Arguments<'_>| _ = head.write_fmt(line);
    add(format_args!("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{}</title>", escape(&title)));
    add(format_args!("<meta name=\"description\" content=\"{}\">", escape(&page.page.summary)));
    add(format_args!("<style>{}</style>", shell.style(Sheet::of(page))));
    if origin.is_none() || crate::routes::UNLISTED.contains(&page.slug.as_str()) {
        add(format_args!("<meta name=\"robots\" content=\"noindex\">"));
    } else if let Some(base) = frame.site.base_url.as_ref().filter(|_| page.slug.as_str() != crate::routes::NOT_FOUND) {
        add(format_args!("<link rel=\"canonical\" href=\"{}{path}\"><meta property=\"og:url\" content=\"{0}{path}\">", escape(base.as_str())));
    }
    add(format_args!(
        "<meta property=\"og:type\" content=\"website\"><meta property=\"og:title\" content=\"{}\"><meta property=\"og:description\" content=\"{}\"><meta property=\"og:site_name\" content=\"{}\">",
        escape(&page.page.title),
        escape(&page.page.summary),
        escape(&frame.site.name)
    ));
    if let (Some(base), Some(card)) = (&frame.site.base_url, card) {
        add(format_args!(
            "<meta property=\"og:image\" content=\"{}{card}\"><meta property=\"og:image:type\" content=\"image/png\"><meta property=\"og:image:width\" content=\"{WIDTH}\"><meta property=\"og:image:height\" content=\"{HEIGHT}\"><meta property=\"og:image:alt\" content=\"{}\"><meta name=\"twitter:card\" content=\"summary_large_image\">",
            escape(base.as_str()),
            escape(&page.page.title)
        ));
    }
    add(format_args!(
        "<meta name=\"theme-color\" media=\"(prefers-color-scheme:light)\" content=\"{}\"><meta name=\"theme-color\" media=\"(prefers-color-scheme:dark)\" content=\"{}\">",
        shell.palettes.light.paper, shell.palettes.dark.paper
    ));
    // The first is for browsers that do not draw the second.
    add(format_args!(
        "<link rel=\"icon\" href=\"/favicon.ico\" sizes=\"32x32\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"apple-touch-icon\" href=\"/apple-touch-icon.png\"><link rel=\"manifest\" href=\"/manifest.webmanifest\">"
    ));
    let mut scripts = String::new();
    if let Some(Program { boot, glue, wasm }) = &shell.program {
        _ = write!(scripts, "<script type=\"module\" src=\"{}\" integrity=\"{}\" fetchpriority=\"low\"{}", boot.href, boot.integrity, listen(shell, frame));
        if let Some(Origin { page, version, frame }) = origin {
            _ = write!(
                scripts,
                " data-js=\"{}\" data-js-integrity=\"{}\" data-wasm=\"{}\" data-wasm-integrity=\"{}\" data-page=\"{page}\" data-version=\"{version}\" data-frame=\"{frame}\"",
                glue.href, glue.integrity, wasm.href, wasm.integrity,
            );
        }
        scripts.push_str("></script>");
    }
    if let Some(Door { script, glue, wasm, data }) = shell.door.as_ref().filter(|_| page.slug.as_str() == crate::routes::PREVIEW) {
        _ = write!(
            scripts,
            "<script type=\"module\" src=\"{}\" integrity=\"{}\" data-door=\"{data}\" data-door-js=\"{}\" data-door-js-integrity=\"{}\" data-door-wasm=\"{}\" data-door-wasm-integrity=\"{}\"></script>",
            script.href, script.integrity, glue.href, glue.integrity, wasm.href, wasm.integrity,
        );
    }
    let live = shell.wordpress.as_ref().filter(|_| origin.is_some()).and_then(|live| Some((live, live.tables.get(&frame.lang)?)));
    if let (Some((Live { script, glue, wasm, .. }, table)), Some(door)) = (live, &shell.door) {
        _ = write!(
            scripts,
            "<script type=\"module\" src=\"{}\" integrity=\"{}\" fetchpriority=\"low\" data-wordpress=\"{table}\" data-live-js=\"{}\" data-live-js-integrity=\"{}\" data-live-wasm=\"{}\" data-live-wasm-integrity=\"{}\" data-newer-js=\"{}\" data-newer-js-integrity=\"{}\" data-newer-wasm=\"{}\" data-newer-wasm-integrity=\"{}\"></script>",
            script.href,
            script.integrity,
            glue.href,
            glue.integrity,
            wasm.href,
            wasm.integrity,
            door.glue.href,
            door.glue.integrity,
            door.wasm.href,
            door.wasm.integrity,
        );
    }
    // After the page: what is read comes first.
    let pictograms: String = PICTOGRAMS.lines().filter(|line| !line.starts_with("<!--")).collect();
    if shell.live {
        scripts.push_str("<script type=\"module\" src=\"/live.js\"></script>");
    }
    // For who has no network: the worker's copies are listed there by public/reader.js.
    let kept = if page.slug.as_str() == crate::routes::OFFLINE {
        let around = &frame.words.around;
        format!(" data-kept=\"{}\" data-kept-copy=\"{}\"", escape(&around.kept_pages), escape(&around.kept_copy))
    } else {
        String::new()
    };
    // The program starts at the body's first child, so nothing of ours may stand before the page; the scripts after it are not its business.
    format!(
        "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\"><head>{head}</head><body{kept}>{body}{pictograms}{scripts}</body></html>",
        escape(&frame.lang),
        dir.word()
    )
}

/// What the boot script reads when somebody wants to hear the page.
fn listen(shell: &Shell, frame: &Frame) -> String {
    let known = shell.listen.as_ref().and_then(|listen| Some((&listen.script, listen.tables.get(&frame.lang)?)));
    known.map_or_else(String::new, |(script, table)| {
        format!(" data-listen=\"{}\" data-listen-integrity=\"{}\" data-listen-table=\"{table}\"", script.href, script.integrity)
    })
}

/// The document of a finding alone, whose body is `body`: no menu, no program, not to be indexed beside the page that it is taken from.
#[must_use]
pub fn view_document(shell: &Shell, frame: &Frame, view: &View, body: &str) -> String {
    let dir = frame.site.language(&frame.lang).map_or(Direction::LeftToRight, |language| language.dir);
    let title = [view.statement.as_str(), " – ", &view.subject, " – ", &frame.site.short_name].concat();
    let canonical = frame.site.base_url.as_ref().map(|base| {
        let page = view.page.split('#').next().unwrap_or_default();
        format!("<link rel=\"canonical\" href=\"{}{page}\">", escape(base.as_str()))
    });
    let script = shell
        .program
        .as_ref()
        .map(|Program { boot, .. }| format!("<script type=\"module\" src=\"{}\" integrity=\"{}\" fetchpriority=\"low\"></script>", boot.href, boot.integrity));
    format!(
        "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{}</title><meta name=\"description\" content=\"{}\"><style>{}</style><meta name=\"robots\" content=\"noindex\">{}<link rel=\"icon\" href=\"/favicon.ico\" sizes=\"32x32\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"apple-touch-icon\" href=\"/apple-touch-icon.png\"><link rel=\"manifest\" href=\"/manifest.webmanifest\"></head><body>{body}{}</body></html>",
        escape(&frame.lang),
        dir.word(),
        escape(&title),
        escape(&view.detail),
        shell.style(Sheet::View),
        canonical.unwrap_or_default(),
        script.unwrap_or_default(),
    )
}

/// The document of a survey's explorer, whose body is `body`: framed as any page, with a program of its own.
#[must_use]
pub fn explorer_document(shell: &Shell, frame: &Frame, survey: &ExploredSurvey, about: &About, path: &str, files: &Explorer, body: &str) -> String {
    let dir = frame.site.language(&frame.lang).map_or(Direction::LeftToRight, |language| language.dir);
    let words = &survey.words;
    let name = about.full_title(survey);
    let summary = about.description.as_ref().map_or(&*about.title, |words| words);
    let mut html = format!(
        "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{}</title><meta name=\"description\" content=\"{}\"><style>{}</style>",
        escape(&frame.lang),
        dir.word(),
        escape(&format!("{name} – {}", &*frame.site.short_name)),
        escape(summary),
        shell.style(Sheet::Explorer),
    );
    let mut add = |text: std::fmt::Arguments<'_>| _ = html.write_fmt(text);
    if survey.fictional {
        add(format_args!("<meta name=\"robots\" content=\"noindex\">"));
    } else if let Some(base) = &frame.site.base_url {
        add(format_args!("<link rel=\"canonical\" href=\"{}{path}\"><meta property=\"og:url\" content=\"{0}{path}\">", escape(base.as_str())));
    }
    add(format_args!(
        "<meta property=\"og:type\" content=\"website\"><meta property=\"og:title\" content=\"{}\"><meta property=\"og:description\" content=\"{}\"><meta property=\"og:site_name\" content=\"{}\">",
        escape(&name),
        escape(summary),
        escape(&frame.site.name)
    ));
    if let (Some(base), Some(card)) = (&frame.site.base_url, &files.card) {
        add(format_args!(
            "<meta property=\"og:image\" content=\"{}{card}\"><meta property=\"og:image:type\" content=\"image/png\"><meta property=\"og:image:width\" content=\"{WIDTH}\"><meta property=\"og:image:height\" content=\"{HEIGHT}\"><meta property=\"og:image:alt\" content=\"{}\"><meta name=\"twitter:card\" content=\"summary_large_image\">",
            escape(base.as_str()),
            escape(&name)
        ));
    }
    add(format_args!(
        "<meta name=\"theme-color\" media=\"(prefers-color-scheme:light)\" content=\"{}\"><meta name=\"theme-color\" media=\"(prefers-color-scheme:dark)\" content=\"{}\"><link rel=\"icon\" href=\"/favicon.ico\" sizes=\"32x32\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"apple-touch-icon\" href=\"/apple-touch-icon.png\"><link rel=\"manifest\" href=\"/manifest.webmanifest\"></head><body>{body}",
        shell.palettes.light.paper, shell.palettes.dark.paper
    ));
    let pictograms: String = PICTOGRAMS.lines().filter(|line| !line.starts_with("<!--")).collect();
    add(format_args!("{pictograms}"));
    if let Some(program) = &shell.program {
        let script = |boot: &Asset| format!("<script type=\"module\" src=\"{}\" integrity=\"{}\" fetchpriority=\"low\"", boot.href, boot.integrity);
        add(format_args!("{}{}></script>", script(&program.boot), listen(shell, frame)));
        if let Some(ExplorerProgram { boot, glue, wasm, engine: (engine, [simd, scalar]) }) = &shell.explorer {
            add(format_args!(
                "{} data-js=\"{}\" data-js-integrity=\"{}\" data-program=\"{}\" data-program-integrity=\"{}\" data-survey=\"{}\" data-loading=\"{}\" data-failed=\"{}\"",
                script(boot),
                glue.href,
                glue.integrity,
                wasm.href,
                wasm.integrity,
                files.survey,
                escape(&words.loading),
                escape(&words.failed)
            ));
            if let Some((columns, size)) = &files.columns {
                add(format_args!(
                    " data-columns=\"{columns}\" data-size=\"{size}\" data-engine=\"{}\" data-engine-integrity=\"{}\" data-simd-integrity=\"{simd}\" data-scalar-integrity=\"{scalar}\"",
                    engine.href, engine.integrity
                ));
            }
            add(format_args!("></script>"));
        }
    }
    if shell.live {
        add(format_args!("<script type=\"module\" src=\"/live.js\"></script>"));
    }
    html.push_str("</body></html>");
    html
}

/// The document of a chart alone, called `name` and described so, whose body is `body`: no menu, no script, not to be indexed beside the page at `path`, where it stands.
#[must_use]
pub fn embed_document(shell: &Shell, frame: &Frame, name: &str, description: &str, path: &str, body: &str) -> String {
    let dir = frame.site.language(&frame.lang).map_or(Direction::LeftToRight, |language| language.dir);
    let canonical = frame.site.base_url.as_ref().map(|base| format!("<link rel=\"canonical\" href=\"{}{path}\">", escape(base.as_str())));
    format!(
        "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{}</title><meta name=\"description\" content=\"{}\"><style>{}</style><meta name=\"robots\" content=\"noindex\">{}<link rel=\"icon\" href=\"/favicon.ico\" sizes=\"32x32\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"></head><body>{body}</body></html>",
        escape(&frame.lang),
        dir.word(),
        escape(&format!("{name} – {}", &*frame.site.short_name)),
        escape(description),
        shell.style(Sheet::Embed),
        canonical.unwrap_or_default(),
    )
}

/// What a document beside a page says of itself.
#[derive(Debug, Clone, Copy)]
pub struct BesideAbout<'a> {
    /// Its name.
    pub title: &'a str,
    /// What one finds there.
    pub summary: &'a str,
    /// Path of the page beside which it stands.
    pub page: &'a str,
    /// It is one sheet: paper has neither the site's header nor its footer.
    pub is_sheet: bool,
}

/// The document beside a page, whose body is `body`: framed as any page, without program, not to be indexed beside the page.
#[must_use]
pub fn beside_document(shell: &Shell, frame: &Frame, about: &BesideAbout<'_>, body: &str) -> String {
    let dir = frame.site.language(&frame.lang).map_or(Direction::LeftToRight, |language| language.dir);
    let canonical = frame.site.base_url.as_ref().map(|base| format!("<link rel=\"canonical\" href=\"{}{}\">", escape(base.as_str()), about.page));
    let pictograms: String = PICTOGRAMS.lines().filter(|line| !line.starts_with("<!--")).collect();
    let boot = shell.program.as_ref().map(|Program { boot, .. }| {
        let listen = listen(shell, frame);
        format!("<script type=\"module\" src=\"{}\" integrity=\"{}\" fetchpriority=\"low\"{listen}></script>", boot.href, boot.integrity)
    });
    format!(
        "<!DOCTYPE html><html lang=\"{}\" dir=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{}</title><meta name=\"description\" content=\"{}\"><style>{}</style><meta name=\"robots\" content=\"noindex\">{}<meta name=\"theme-color\" media=\"(prefers-color-scheme:light)\" content=\"{}\"><meta name=\"theme-color\" media=\"(prefers-color-scheme:dark)\" content=\"{}\"><link rel=\"icon\" href=\"/favicon.ico\" sizes=\"32x32\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"><link rel=\"apple-touch-icon\" href=\"/apple-touch-icon.png\"><link rel=\"manifest\" href=\"/manifest.webmanifest\"></head><body{}>{body}{pictograms}{}{}</body></html>",
        escape(&frame.lang),
        dir.word(),
        escape(&format!("{} – {}", about.title, &*frame.site.short_name)),
        escape(about.summary),
        shell.style(Sheet::Beside),
        canonical.unwrap_or_default(),
        shell.palettes.light.paper,
        shell.palettes.dark.paper,
        if about.is_sheet { " data-sheet" } else { "" },
        boot.unwrap_or_default(),
        if shell.live { "<script type=\"module\" src=\"/live.js\"></script>" } else { "" },
    )
}

/// Text as it may stand in HTML, between tags or quotes.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
