//! A site whose content is WordPress, asked again while it is read. The site is a small one, published here; its WordPress is a server that can be told to fail.

use super::Context;
use crate::{
    engine::Browser,
    ensure,
    outcome::{Fault, Outcome, none},
    server::Server,
};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use passerelle::{
    content::wordpress::{copy::ASKED, live::Asked},
    publish::{
        prerender::{Job, publish},
        today::today,
    },
};
use serde_json::{Value, json};
use std::{
    fs,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::task::JoinHandle;

/// The pages of the small site that come from WordPress: address, number, title.
const PAGES: [(&str, u64, &str); 4] = [("/", 1, "Maison du Pont"), ("/exemple/", 7, "Exemple"), ("/rive/", 8, "La rive"), ("/gue/", 9, "Le gué")];
const NOTE: &str = "document.querySelector('.live-note')";
const LIVE: &str = "performance.getEntriesByType('resource').some((entry) => entry.name.includes('/published/'))";

/// What becomes of a page that is asked for.
#[derive(Debug, Clone, PartialEq)]
enum Answer {
    Same,
    Changed,
    Gone,
    /// The connection ends without an answer.
    Cut,
    Late(Duration),
    LateChange(Duration),
    Status(u16, &'static str, String),
}

/// What a request for a page said.
#[derive(Debug, Clone)]
struct Heard {
    method: String,
    id: u64,
    query: String,
    etag: Option<String>,
    cookie: bool,
    referrer: bool,
    status: u16,
}

#[derive(Default)]
struct Backend {
    site: Mutex<String>,
    answers: Mutex<Vec<(u64, Answer)>>,
    heard: Mutex<Vec<Heard>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Backend {
    fn say(&self, id: u64, answer: Answer) {
        let mut answers = lock(&self.answers);
        answers.retain(|(known, _)| *known != id);
        answers.push((id, answer));
    }

    fn heard(&self, id: u64) -> Vec<Heard> {
        lock(&self.heard).iter().filter(|heard| heard.id == id).cloned().collect()
    }
}

/// The site with its WordPress, both gone with the value.
struct Visited {
    server: Server,
    backend: Arc<Backend>,
    task: JoinHandle<()>,
    folder: PathBuf,
}

impl Drop for Visited {
    fn drop(&mut self) {
        self.task.abort();
        _ = fs::remove_dir_all(&self.folder);
    }
}

fn changed(id: u64) -> Value {
    json!({
        "id": id, "version": "neuve", "lang": "fr", "slug": "rive", "title": "La rive &amp; le quai", "summary": "Une page changée.", "page": null, "edited": null, "modified": null,
        "content": "<p>Un paragraphe qui reste.</p><p>Un paragraphe <strong>neuf</strong>. <a href=\"/exemple/\">Exemple</a></p><script>window.hostile = 1</script><img src=x onerror=\"window.hostile = 1\" alt=\"\">",
    })
}

async fn answer(State(backend): State<Arc<Backend>>, request: Request) -> Response {
    let id = request.uri().path().strip_prefix("/wp-json/passerelle/v1/published/").and_then(|id| id.parse().ok()).unwrap_or(0);
    let (method, query, asked) = (request.method().to_string(), request.uri().query().unwrap_or_default().to_owned(), request.headers().clone());
    let asks = |name: header::HeaderName| asked.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let answer = lock(&backend.answers).iter().find(|(known, _)| *known == id).map_or(Answer::Same, |(_, answer)| answer.clone());
    let etag = asks(header::IF_NONE_MATCH);
    let json = |value: &Value, version: &str| {
        let tag = format!("W/\"{version}\"");
        let body = if etag.as_deref() == Some(&tag) { (StatusCode::NOT_MODIFIED, Body::empty()) } else { (StatusCode::OK, Body::from(value.to_string())) };
        ([(header::CONTENT_TYPE, "application/json".to_owned()), (header::ETAG, tag)], body.1).into_response().map_status(body.0)
    };
    let response = match answer {
        Answer::Same => json(&json!({ "id": id, "version": "ancienne" }), "ancienne"),
        Answer::Changed => json(&changed(id), "neuve"),
        Answer::Gone => (StatusCode::NOT_FOUND, "{\"code\":\"passerelle_not_found\"}").into_response(),
        Answer::Cut => std::panic::resume_unwind(Box::new("cut")),
        Answer::Late(by) => {
            tokio::time::sleep(by).await;
            json(&json!({ "id": id, "version": "ancienne" }), "ancienne")
        }
        Answer::LateChange(by) => {
            tokio::time::sleep(by).await;
            json(&changed(id), "neuve")
        }
        Answer::Status(status, kind, text) => {
            (StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), [(header::CONTENT_TYPE, kind)], text).into_response()
        }
    };
    let heard = Heard {
        method,
        id,
        query,
        cookie: asked.contains_key(header::COOKIE) || asked.contains_key(header::AUTHORIZATION),
        referrer: asked.contains_key(header::REFERER),
        etag,
        status: response.status().as_u16(),
    };
    lock(&backend.heard).push(heard);
    let mut response = response;
    let headers: &mut HeaderMap = response.headers_mut();
    if let Ok(site) = HeaderValue::try_from(lock(&backend.site).clone()) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, site);
    }
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("ETag"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=0"));
    response
}

trait WithStatus {
    fn map_status(self, status: StatusCode) -> Self;
}

impl WithStatus for Response {
    fn map_status(mut self, status: StatusCode) -> Self {
        *self.status_mut() = status;
        self
    }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn page(title: &str) -> String {
    json!({
        "title": title, "summary": format!("Une page d'exemple : {title}."), "kind": "page", "status": "published", "checked_on": "2026-11-01", "brief": [],
        "blocks": [{ "type": "paragraph", "text": "Un paragraphe qui reste." }, { "type": "paragraph", "text": "Un paragraphe ancien." }],
        "sources": [{ "url": "https://exemple.be/rapport", "title": "Rapport", "supports": "tout", "year": 2025 }]
    })
    .to_string()
}

/// Publishes the small site as one whose content was pulled from a WordPress of this machine, and serves both.
async fn visit(name: &str) -> Outcome<Visited> {
    let repository = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("live-{}-{name}", std::process::id()));
    _ = fs::remove_dir_all(&folder);
    copy(&repository("tests/site"), &folder.join("site"))?;
    let content = folder.join("site/content");
    for (path, _, title) in &PAGES[2..] {
        fs::write(content.join(format!("pages/fr{}.json", path.trim_end_matches('/'))), page(title))?;
    }
    let mut menu: Value = serde_json::from_str(&fs::read_to_string(content.join("menu.json"))?)?;
    let entries = PAGES[2..].iter().map(|(path, _, title)| json!({ "title": title, "href": path }));
    menu["entries"][1]["children"].as_array_mut().ok_or_else(|| Fault::said("no menu"))?.extend(entries);
    fs::write(content.join("menu.json"), menu.to_string())?;
    let backend = Arc::new(Backend::default());
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
    let router = Router::new().fallback(answer).with_state(backend.clone());
    let task = tokio::spawn(async move { drop(axum::serve(listener, router).await) });
    let asked = Asked {
        sites: [address.clone(), address.clone(), String::new()],
        pages: PAGES.iter().map(|(path, id, _)| ((*path).to_owned(), (*id, "ancienne".to_owned()))).collect(),
        paths: PAGES.iter().map(|(path, ..)| ((*path).to_owned(), (*path).to_owned())).collect(),
    };
    fs::write(folder.join("site").join(ASKED), asked.written("2026-11-25T17:04:00Z").to_string())?;
    let job = Job {
        content,
        style: repository("style"),
        bundle: Some(repository("target/bundle")),
        parts: Some(repository("target/parts")),
        backend: Some(address),
        out: folder.join("out"),
        drafts: None,
        for_work: true,
        compressed: false,
        today: today(),
    };
    publish(&job).await?;
    let server = Server::start(&folder.join("out")).await?;
    *lock(&backend.site) = server.url("");
    Ok(Visited { server, backend, task, folder })
}

/// Opens the home page, which the part asks about.
async fn open(browser: &Browser, visited: &Visited) -> Outcome {
    browser.goto(&visited.server.url("/exemple/")).await?;
    browser.goto_alive(&visited.server.url("/")).await?;
    browser.until(LIVE, "the part asks about the first page").await
}

async fn go(browser: &Browser, path: &str) -> Outcome {
    browser.activate(&format!(".menu__link[href='{path}']")).await
}

async fn note(browser: &Browser) -> Outcome<String> {
    browser.words("document.querySelector('.live-note__words')?.textContent ?? ''").await
}

pub async fn a_page_that_did_not_change_is_the_copy_and_asked_for_in_a_few_bytes(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let visited = visit("same").await?;
    let violations = browser
        .before_pages("window.violations = []; document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI))")
        .await?;
    for _ in 0..2 {
        open(browser, &visited).await?;
        go(browser, "/rive/").await?;
        browser.until_heading("La rive").await?;
        browser.until("document.body.textContent.includes('paragraphe ancien')", "the copy").await?;
        ensure!(!browser.holds(NOTE).await?, "a line although nothing changed: « {} »", note(browser).await?);
    }
    let policy = browser.list("window.violations").await?;
    browser.no_longer_before_pages(violations).await?;
    ensure!(policy.is_empty(), "policy violations {policy:?}");
    let heard = visited.backend.heard(8);
    ensure!(heard.len() == 2 && heard[0].query == "known=ancienne" && heard[0].etag.is_none(), "{heard:?}");
    ensure!(heard[1].etag.as_deref() == Some("W/\"ancienne\"") && heard[1].status == 304, "the second visit has the ETag: {heard:?}");
    let all = lock(&visited.backend.heard).clone();
    ensure!(all.iter().all(|heard| heard.method == "GET" && !heard.cookie && !heard.referrer), "each is one plain request: {all:?}");
    ensure!(!visited.server.asked().iter().any(|asked| asked.path.contains("/preview-")), "the editors' program was fetched for nothing");
    Ok(())
}

pub async fn a_page_that_changed_is_shown_as_wordpress_has_it(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let visited = visit(&format!("changed-{}", context.browser.engine.name())).await?;
    visited.backend.say(8, Answer::Changed);
    open(browser, &visited).await?;
    go(browser, "/rive/").await?;
    browser.until_heading("La rive & le quai").await?;
    let mut faults = Vec::new();
    for (holds, what) in [
        ("document.querySelector('main strong')?.textContent === 'neuf'", "its new words"),
        ("document.querySelector('main').textContent.includes('Un paragraphe qui reste.')", "its old ones"),
        ("!document.querySelector('main').textContent.includes('ancien')", "nothing of what was taken out"),
        ("document.querySelector(\"main a[href='/exemple/']\") !== null", "its link"),
        ("window.hostile === undefined && !document.querySelector('main script, main [onerror]')", "no program of the text"),
        ("document.querySelector('.live-note') === null", "no line: it is no copy"),
        ("document.title.startsWith('La rive & le quai')", "its title"),
        ("document.querySelector('main').textContent.includes('Rapport')", "the sources of the copy"),
    ] {
        if !browser.holds(holds).await? {
            faults.push(format!("lacks {what}"));
        }
    }
    ensure!(visited.backend.heard(8).len() == 1, "asked {} times", visited.backend.heard(8).len());
    none(faults)
}

pub async fn a_text_that_is_being_read_is_replaced_only_when_its_reader_wants_it(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let visited = visit("offered").await?;
    visited.backend.say(8, Answer::Changed);
    // The page on which the visit begins, then one whose answer comes after the copy was shown.
    for late in [false, true] {
        if late {
            visited.backend.say(8, Answer::LateChange(Duration::from_millis(1500)));
            open(browser, &visited).await?;
            go(browser, "/rive/").await?;
        } else {
            browser.goto_alive(&visited.server.url("/rive/")).await?;
        }
        browser.until_heading("La rive").await?;
        browser.until("document.querySelector('.live-note [data-live-note=show]')", "the offer").await?;
        let said = note(browser).await?;
        ensure!(said.contains("25 novembre 2026") && said.contains("modifié"), "« {said} »");
        ensure!(
            browser.heading().await? == "La rive" && browser.holds("document.body.textContent.includes('paragraphe ancien')").await?,
            "the text was replaced"
        );
        browser.activate(".live-note [data-live-note=show]").await?;
        browser
            .until(
                "[...document.querySelectorAll('main h1')].find((heading) => heading.checkVisibility())?.textContent === 'La rive & le quai'",
                "the newer text",
            )
            .await?;
        ensure!(browser.holds("document.activeElement.textContent === 'La rive & le quai'").await?, "the focus is not on the new heading");
        ensure!(!browser.holds(NOTE).await?, "the line stayed");
        go(browser, "/gue/").await?;
        browser.until_heading("Le gué").await?;
        let headings = browser.list("[...document.querySelectorAll('main h1')].map((heading) => heading.textContent)").await?;
        ensure!(headings == ["Le gué"] && !browser.holds("document.querySelector('.live-note__copy')").await?, "the page before left {headings:?}");
    }
    Ok(())
}

pub async fn whatever_fails_the_last_good_copy_stays_with_its_date(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let visited = visit("failing").await?;
    let text = |change: &dyn Fn(&mut Value)| {
        let mut value = changed(8);
        change(&mut value);
        value.to_string()
    };
    let whole = changed(8).to_string();
    let json = |text: String| Answer::Status(200, "application/json", text);
    let mut faults = Vec::new();
    for (answer, expected) in [
        (Answer::Cut, "ne répond pas"),
        (Answer::Late(Duration::from_secs(20)), "trop lentement"),
        (Answer::Status(500, "text/html", "<h1>Erreur critique</h1>".into()), "en panne"),
        (Answer::Status(404, "text/html", "<h1>404</h1>".into()), "en panne"),
        (Answer::Status(200, "text/html", "<h1>Bienvenue</h1>".into()), "mal répondu"),
        (json(whole.chars().take(100).collect()), "mal répondu"),
        (json(text(&|value| value["title"] = json!(["x"]))), "mal répondu"),
        (json(text(&|value| value["id"] = json!(9))), "mal répondu"),
        (
            json(text(&|value| {
                value["page"] = json!("{\"title\": 3, \"blocks\": 4}");
                value["edited"] = json!(false);
            })),
            "mal répondu",
        ),
        (Answer::Gone, "ne publie plus"),
    ] {
        visited.backend.say(8, Answer::Same);
        open(browser, &visited).await?;
        browser.run("window.mark = 1").await?;
        // During the visit.
        visited.backend.say(8, answer.clone());
        let begun = Instant::now();
        go(browser, "/rive/").await?;
        browser.until_heading("La rive").await?;
        let waited = begun.elapsed();
        if waited > Duration::from_millis(2500) {
            faults.push(format!("{answer:?}: the reader waits {} ms", waited.as_millis()));
        }
        browser.until(NOTE, &format!("the line of {answer:?}")).await?;
        let said = note(browser).await?;
        if !(said.starts_with("Copie du 25 novembre 2026") && said.contains(expected)) {
            faults.push(format!("{answer:?}: « {said} »"));
        }
        if !browser.holds("document.body.textContent.includes('paragraphe ancien') && window.mark === 1").await? {
            faults.push(format!("{answer:?}: the copy is not shown"));
        }
        // The next good answer takes the line away.
        visited.backend.say(8, Answer::Same);
        browser.run("window.dispatchEvent(new Event('online'))").await?;
        if answer != Answer::Gone {
            browser.until(&format!("{NOTE} === null"), &format!("the line of {answer:?} goes")).await?;
        }
    }
    // A hidden tab and who spares the network ask nothing.
    let before = visited.backend.heard(1).len();
    let sparing = browser.before_pages("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })").await?;
    browser.goto(&visited.server.url("/")).await?;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    browser.no_longer_before_pages(sparing).await?;
    if visited.backend.heard(1).len() != before {
        faults.push("who spares the network asks WordPress".to_owned());
    }
    none(faults)
}
