//! The built site on this machine, with a server that can be told to fail and that remembers what it was asked.
//!
//! One server a journey: a new port is a new origin, so nothing of an earlier journey is in the browser's cache.

use crate::outcome::{Fault, Outcome};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use passerelle::publish::headers::{Rule, headers_of, read};
use std::{
    net::Ipv4Addr,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::task::JoinHandle;
use tower_http::services::{ServeDir, ServeFile};

/// What becomes of a page's JSON.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Json {
    Well,
    Late(Duration),
    Status(u16),
    /// Not JSON.
    Malformed,
    /// JSON, but no page.
    WrongType,
    /// A page whose second block has lost all but its kind.
    BrokenBlock,
}

/// What becomes of the program.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Program {
    Well,
    Late(Duration),
    Missing,
}

/// What the WordPress behind the site answers.
#[derive(Debug, Clone, PartialEq)]
pub enum WordPress {
    /// There is none.
    Absent,
    /// Its status, the type and the text of its answer, whatever is asked.
    Answers(u16, &'static str, String),
    /// The text of its answer, by method and path; a refusal of the bridge for anything else.
    Routes(Vec<(String, String)>),
    /// Nothing before the browser gives up.
    Silent,
}

/// A request and its answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub path: String,
    pub status: u16,
    /// Of the preview, when it was sent.
    pub token: Option<String>,
    /// Where it was asked from, as the browser says.
    pub referrer: Option<String>,
}

struct State {
    dist: PathBuf,
    rules: Vec<Rule>,
    json: Mutex<Json>,
    program: Mutex<Program>,
    font: Mutex<Duration>,
    wordpress: Mutex<WordPress>,
    asked: Mutex<Vec<Asked>>,
    cut: AtomicBool,
}

pub struct Server {
    origin: String,
    state: Arc<State>,
    task: JoinHandle<()>,
}

impl Server {
    pub async fn start(dist: &Path) -> Outcome<Self> {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let origin = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
        let rules = read(&std::fs::read_to_string(dist.join("_headers"))?);
        let state = Arc::new(State {
            dist: dist.to_owned(),
            rules,
            json: Mutex::new(Json::Well),
            program: Mutex::new(Program::Well),
            font: Mutex::default(),
            wordpress: Mutex::new(WordPress::Absent),
            asked: Mutex::default(),
            cut: AtomicBool::new(false),
        });
        let files = ServeDir::new(dist)
            .precompressed_br()
            .precompressed_gzip()
            .not_found_service(ServeFile::new(dist.join("404.html")).precompressed_br().precompressed_gzip());
        let seen = state.clone();
        let answer = move |request: Request, next: Next| answer(seen.clone(), request, next);
        let router = Router::new().fallback_service(files).layer(middleware::from_fn(answer));
        let task = tokio::spawn(async move {
            // It ends with the journey.
            _ = axum::serve(listener, router).await;
        });
        Ok(Self { origin, state, task })
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    pub fn json(&self, json: Json) {
        *lock(&self.state.json) = json;
    }

    pub fn program(&self, program: Program) {
        *lock(&self.state.program) = program;
    }

    /// Whether the network is cut: every connection then ends without an answer. What a worker of the page asks for is cut too, which no tool of the browser does.
    pub fn cut(&self, cut: bool) {
        self.state.cut.store(cut, Ordering::SeqCst);
    }

    /// How late fonts come.
    pub fn font(&self, by: Duration) {
        *lock(&self.state.font) = by;
    }

    /// What the WordPress of `/config.json` answers.
    pub fn wordpress(&self, wordpress: WordPress) {
        *lock(&self.state.wordpress) = wordpress;
    }

    /// Every request so far.
    pub fn asked(&self) -> Vec<Asked> {
        lock(&self.state.asked).clone()
    }

    /// How often `path` was asked for.
    pub fn count(&self, path: &str) -> usize {
        self.asked().iter().filter(|asked| asked.path == path).count()
    }

    pub fn has_sent_program(&self) -> bool {
        self.asked().iter().any(|asked| asked.path.ends_with(".wasm"))
    }

    /// The status of the last answer at `path`.
    pub fn status(&self, path: &str) -> Outcome<u16> {
        let asked = self.asked();
        asked.iter().rev().find(|asked| asked.path == path).map(|asked| asked.status).ok_or_else(|| Fault::said(format!("{path} was never asked for")))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn answer(state: Arc<State>, request: Request, next: Next) -> Response {
    if state.cut.load(Ordering::SeqCst) {
        // The connection's task ends, silently.
        std::panic::resume_unwind(Box::new("cut"));
    }
    let path = request.uri().path().to_owned();
    let (json, program) = (*lock(&state.json), *lock(&state.program));
    let [token, referrer, host] =
        ["x-preview-token", "referer", "host"].map(|name| request.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned));
    let instead = match path.as_str() {
        page if page.starts_with("/content/drawn/") => match json {
            Json::Well => None,
            Json::Late(by) => wait(by).await,
            Json::Status(status) => Some(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()),
            Json::Malformed => Some(([(header::CONTENT_TYPE, "application/json")], "{\"title\": ").into_response()),
            Json::WrongType => Some(([(header::CONTENT_TYPE, "application/json")], "{\"title\": 3, \"view\": \"none\"}").into_response()),
            Json::BrokenBlock => broken(&state.dist, page),
        },
        wasm if wasm.ends_with(".wasm") => match program {
            Program::Well => None,
            Program::Late(by) => wait(by).await,
            Program::Missing => Some(StatusCode::NOT_FOUND.into_response()),
        },
        "/config.json" => {
            let wordpress = lock(&state.wordpress).clone();
            let host = host.unwrap_or_default();
            (wordpress != WordPress::Absent).then(|| {
                let config = format!("{{\"kind\":\"wordpress\",\"backend\":\"http://{host}\"}}");
                ([(header::CONTENT_TYPE, "application/json")], config).into_response()
            })
        }
        bridge if bridge.starts_with("/wp-json/") => {
            let wordpress = lock(&state.wordpress).clone();
            match wordpress {
                WordPress::Absent => None,
                WordPress::Answers(status, kind, text) => {
                    Some((StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), [(header::CONTENT_TYPE, kind)], text).into_response())
                }
                WordPress::Routes(routes) => {
                    let asked = format!("{} {path}", request.method());
                    let found = routes.into_iter().find(|(route, _)| *route == asked).map(|(_, text)| text);
                    let kind = [(header::CONTENT_TYPE, "application/json")];
                    Some(match found {
                        Some(text) => (kind, text).into_response(),
                        None => (StatusCode::FORBIDDEN, kind, "{\"code\":\"passerelle_forbidden\",\"message\":\"Refusé.\"}").into_response(),
                    })
                }
                WordPress::Silent => wait(Duration::from_secs(60)).await,
            }
        }
        font if font.ends_with(".woff2") => {
            let by = *lock(&state.font);
            wait(by).await
        }
        _ => None,
    };
    let mut response: Response<Body> = match instead {
        Some(response) => response,
        None => next.run(request).await,
    };
    for (name, value) in headers_of(&state.rules, &path) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    lock(&state.asked).push(Asked { path, status: response.status().as_u16(), token, referrer });
    response
}

async fn wait(by: Duration) -> Option<Response> {
    tokio::time::sleep(by).await;
    None
}

fn broken(dist: &Path, page: &str) -> Option<Response> {
    let text = std::fs::read_to_string(dist.join(page.trim_start_matches('/'))).ok()?;
    let mut page: serde_json::Value = serde_json::from_str(&text).ok()?;
    let frame: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(dist.join("content/frame.fr.json")).ok()?).ok()?;
    let of_class = |part: &serde_json::Value, class: &str| part[1].as_array().is_some_and(|attributes| attributes.iter().any(|value| value == class));
    let text = page["view"].as_array_mut()?.iter_mut().find(|part| of_class(part, "prose"))?;
    // As publication draws it: an element's name, its attributes, what it holds.
    *text.get_mut(3)? = serde_json::json!(["p", ["class", "broken-block"], frame["words"]["broken_block"]]);
    Some(([(header::CONTENT_TYPE, "application/json")], page.to_string()).into_response())
}
