//! Serves a published site on this machine, as a static host would: compressed files, the headers of `_headers`, a true 404.

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use passerelle::publish::headers::{Rule, headers_of, read};
use std::{net::Ipv4Addr, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};
use tower_http::services::{ServeDir, ServeFile};

/// Waits for the site to change, then loads the page again. Only sent to who works on the site.
const LIVE_SCRIPT: &str =
    "const wait = () => fetch('/live').then((answer) => answer.ok ? location.reload() : setTimeout(wait, 1000), () => setTimeout(wait, 1000)); wait();";

#[tokio::main]
async fn main() -> ExitCode {
    let (root, port, live) = match arguments(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(what) => {
            eprintln!("{what}. Usage : serve --root DOSSIER [--port 8080] [--live]");
            return ExitCode::FAILURE;
        }
    };
    let listener = match tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("Le port {port} ne peut être ouvert ({error}) : choisissez-en un autre avec --port.");
            return ExitCode::FAILURE;
        }
    };
    println!("http://127.0.0.1:{port}/");
    match axum::serve(listener, site(root, live)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Le serveur s'est arrêté : {error}.");
            ExitCode::FAILURE
        }
    }
}

fn arguments(mut words: impl Iterator<Item = String>) -> Result<(PathBuf, u16, bool), String> {
    let (mut root, mut port, mut live) = (None, 8080, false);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--live" => live = true,
            "--root" => root = words.next().map(PathBuf::from),
            "--port" => port = words.next().and_then(|port| port.parse().ok()).ok_or("--port attend un nombre de 1 à 65535")?,
            _ => return Err(format!("option inconnue : {word}")),
        }
    }
    Ok((root.ok_or("il manque --root")?, port, live))
}

fn site(root: PathBuf, live: bool) -> Router {
    // The wrong address keeps its status: `ServeDir` sets 404 on what `not_found_service` answers.
    let files = ServeDir::new(&root)
        .precompressed_br()
        .precompressed_gzip()
        .not_found_service(ServeFile::new(root.join("404.html")).precompressed_br().precompressed_gzip());
    let headers_file = root.join("_headers");
    let mut router = Router::new();
    if live {
        let version = root.join(".version");
        router = router
            .route("/live.js", get(|| async { ([(header::CONTENT_TYPE, "text/javascript")], LIVE_SCRIPT) }))
            .route("/live", get(move || changed(version.clone())));
    }
    let rules: Arc<dyn Fn() -> Arc<Vec<Rule>> + Send + Sync> = if live {
        Arc::new(move || Arc::new(rules_of(&headers_file)))
    } else {
        let rules = Arc::new(rules_of(&headers_file));
        Arc::new(move || rules.clone())
    };
    router.fallback_service(files).layer(middleware::from_fn(move |request: Request, next: Next| with_headers(rules(), request, next)))
}

fn rules_of(file: &std::path::Path) -> Vec<Rule> {
    read(&std::fs::read_to_string(file).unwrap_or_default())
}

async fn with_headers(rules: Arc<Vec<Rule>>, request: Request, next: Next) -> Response {
    // As the file system will read it: `%5f` is `_`.
    let path = percent_encoding::percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    // The rules and whatever begins with a dot are the host's business, not a page.
    if path == "/_headers" || path.contains("/.") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut response: Response<Body> = next.run(request).await;
    let failed = !response.status().is_success() && response.status() != StatusCode::NOT_MODIFIED;
    for (name, value) in headers_of(&rules, &path) {
        // What is not there is the page of wrong addresses, whatever was asked for, and must not be kept for ever.
        if failed && name == "Content-Type" {
            continue;
        }
        let value = if failed && name == "Cache-Control" { "no-cache".to_owned() } else { value };
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Answers when the file at `version` has changed, or after half a minute with a refusal, so that no connection hangs.
async fn changed(version: PathBuf) -> StatusCode {
    let read = || std::fs::read_to_string(&version).ok().filter(|text| !text.is_empty());
    let before = read();
    for _ in 0..2000 {
        tokio::time::sleep(Duration::from_millis(15)).await;
        let now = read();
        if now.is_some() && now != before {
            return StatusCode::OK;
        }
    }
    StatusCode::GATEWAY_TIMEOUT
}
