//! The source on recorded answers of WordPress (`tests/fixtures/wordpress`), and on every way in which a server can fail.

mod contract;

use passerelle::{
    content::wordpress::{
        error::SourceError,
        http::{Client, seconds_of},
        loss::Loss,
        pull,
    },
    model::date::Date,
};
use serde_json::{Value, json};
use std::{
    fs,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

const ADDRESS: &str = "http://wordpress.invalid";
const MOMENT: &str = "2026-11-25T17:59:31Z";

/// How the server answers a request.
#[derive(Clone)]
enum Reply {
    /// Status, type of content, body, number of pages of the listing.
    Whole(u16, &'static str, Vec<u8>, u32),
    /// Announces more than it sends.
    Cut(Vec<u8>),
    /// Nothing, for longer than anyone waits.
    Silence,
}

impl Reply {
    fn json(value: &Value) -> Self {
        Self::Whole(200, "application/json", value.to_string().into_bytes(), 1)
    }

    fn refusal(status: u16, code: &str) -> Self {
        let body = json!({ "code": code, "message": "L&rsquo;article", "data": { "status": status } });
        Self::Whole(status, "application/json", body.to_string().into_bytes(), 1)
    }

    fn html(status: u16) -> Self {
        Self::Whole(status, "text/html", b"<!DOCTYPE html><p>Il y a eu une erreur critique sur ce site.</p>".to_vec(), 1)
    }
}

/// A server of this machine that ends with the value. Of a body, the invented address becomes its own.
struct Server {
    address: String,
    ends: Arc<AtomicBool>,
}

impl Server {
    fn start(answer: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let ends = Arc::new(AtomicBool::new(false));
        let (own, ended, answer) = (address.clone(), ends.clone(), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if ended.load(Ordering::Relaxed) {
                    return;
                }
                let (own, answer) = (own.clone(), answer.clone());
                thread::spawn(move || serve(stream, &own, &*answer));
            }
        });
        Self { address, ends }
    }

    /// The recorded WordPress, but for what `instead` answers.
    fn recorded(instead: impl Fn(&str) -> Option<Reply> + Send + Sync + 'static) -> Self {
        Self::start(move |path| instead(path).unwrap_or_else(|| recorded(path)))
    }

    fn client(&self) -> Client {
        Client::new(&self.address, Duration::from_millis(1500)).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        // Wakes it up, to see that it ends.
        _ = TcpStream::connect(self.address.trim_start_matches("http://"));
    }
}

fn serve(mut stream: TcpStream, own: &str, answer: &dyn Fn(&str) -> Reply) {
    let mut request = Vec::new();
    let mut part = [0; 4096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part) {
            Ok(length) if length > 0 => request.extend_from_slice(&part[..length]),
            _ => return,
        }
    }
    let request = String::from_utf8_lossy(&request);
    let path = request.split(' ').nth(1).unwrap_or_default();
    let (status, kind, body, pages, more) = match answer(path) {
        Reply::Silence => return thread::sleep(Duration::from_secs(4)),
        Reply::Whole(status, kind, body, pages) => (status, kind, body, pages, 0),
        Reply::Cut(body) => (200, "application/json", body, 1, 100),
    };
    let body = match String::from_utf8(body) {
        Ok(text) => text.replace(ADDRESS, own).into_bytes(),
        Err(bytes) => bytes.into_bytes(),
    };
    let head = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nX-WP-TotalPages: {pages}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len() + more
    );
    // Whoever asked may have left.
    _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/wordpress").join(name)).unwrap()
}

fn recorded(path: &str) -> Reply {
    let listing = |name: &str, pages| Reply::Whole(200, "application/json", fixture(name), pages);
    let route = path.strip_prefix("/wp-json").unwrap_or(path);
    let page = route.split("&page=").nth(1).and_then(|rest| rest.split('&').next()).unwrap_or("1");
    match route.split('?').next().unwrap_or_default() {
        "/passerelle/v1/about" => listing("about.json", 1),
        "/passerelle/v1/menu/passerelle" => listing("menu.json", 1),
        "/wp/v2/pages" => listing(&format!("pages-{page}.json"), 2),
        "/wp/v2/posts" => listing("posts-1.json", 1),
        "/wp/v2/sondages" => listing("sondages-1.json", 1),
        image if image.ends_with("bureau.png") => Reply::Whole(200, "image/png", fixture("bureau.png"), 1),
        menu if menu.starts_with("/passerelle/v1/menu/") => Reply::refusal(404, "passerelle_menu"),
        _ => Reply::refusal(404, "rest_no_route"),
    }
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

fn base(name: &str) -> Folder {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("answers-{}-{name}", std::process::id()));
    _ = fs::remove_dir_all(&folder);
    contract::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site"), &folder);
    contract::add_dutch(&folder.join("content"));
    Folder(folder)
}

fn pulled(server: &Server, base: &Folder) -> Result<pull::Pulled, SourceError> {
    pull::pull(&mut server.client(), &base.0.join("content"), Date::parse("2026-11-26").unwrap(), seconds_of(MOMENT).unwrap())
}

#[test]
fn files_and_recorded_answers_hold_the_same_contract() {
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/content");
    contract::holds(&small, "CANARI-BROUILLON");
    let (server, base) = (Server::recorded(|_| None), base("contract"));
    let pulled = pulled(&server, &base).unwrap();
    let written = pulled.write(&base.0.join("content")).unwrap();
    contract::holds(&base.0.join("content"), "CANARI-BROUILLON");
    let pages: Vec<&str> = pulled.files.keys().map(String::as_str).filter(|place| place.starts_with("pages/")).collect();
    let expected = ["accueil", "article", "avec-image", "divi", "introuvable", "nombre-001", "parcours", "recherche", "retouchee", "services", "une-actualite"];
    let expected: Vec<String> =
        expected.iter().map(|slug| format!("pages/fr/{slug}.json")).chain(["accueil", "parcours"].map(|slug| format!("pages/nl/{slug}.json"))).collect();
    assert_eq!(pages, expected);
    // What was in the folder and is not in WordPress is gone; the pages of the program stay.
    assert_eq!(written.removed, ["pages/fr/exemple.json", "pages/fr/paroles.json"]);
    assert_eq!(pulled.write(&base.0.join("content")).unwrap(), pull::Written::default(), "a second time there is nothing to write");
    let map = &pulled.files["pages/fr/recherche.json"]["blocks"];
    assert!(
        map.to_string().contains("/nombre-001/") && pulled.losses.contains(&("pages/fr/nombre-001.json".into(), Loss::Unlinked)),
        "a page that nothing leads to is in the site map"
    );
    assert_eq!(pulled.files["pages/fr/services.json"]["checked_on"], "2026-11-25");
}

#[test]
fn each_way_to_fail_has_its_message_and_its_next_step() {
    type Instead = Box<dyn Fn(&str) -> Option<Reply> + Send + Sync>;
    // What happens, how it is answered, what it is found to be, what is advised.
    type Case = (&'static str, Instead, fn(&SourceError) -> bool, &'static str);
    fn about(change: impl Fn(&mut Value) + Send + Sync + 'static) -> Instead {
        Box::new(move |path| {
            let mut about: Value = serde_json::from_slice(&fixture("about.json")).unwrap();
            change(&mut about);
            path.contains("/about").then(|| Reply::json(&about))
        })
    }
    fn only(part: &'static str, reply: Reply) -> Instead {
        Box::new(move |path| path.contains(part).then(|| reply.clone()))
    }
    let table: Vec<Case> = vec![
        ("an error page", only("/wp/v2/pages", Reply::html(500)), |error| matches!(error, SourceError::Broken { status: 500, .. }), "prévenez l'hébergeur"),
        ("an error page at once", only("/about", Reply::html(503)), |error| matches!(error, SourceError::Broken { status: 503, .. }), "prévenez l'hébergeur"),
        ("half an answer", only("page=2", Reply::Cut(b"[{\"id\": 1".to_vec())), |error| matches!(error, SourceError::Truncated { .. }), "Réessayez"),
        (
            "JSON that stops",
            only("page=2", Reply::Whole(200, "application/json", b"[{\"id\": 1".to_vec(), 2)),
            |error| matches!(error, SourceError::Truncated { .. }),
            "Réessayez",
        ),
        ("silence", only("/posts", Reply::Silence), |error| matches!(error, SourceError::Slow { .. }), "Réessayez plus tard"),
        (
            "an object for a list",
            only("/posts", Reply::json(&json!({ "id": 1 }))),
            |error| matches!(error, SourceError::Unexpected { path, .. } if path.is_empty()),
            "extension",
        ),
        (
            "a title that is none",
            only("/posts", Reply::json(&json!([{ "id": 1, "slug": "a", "status": "publish", "link": "x", "title": 5, "content": { "rendered": "" } }]))),
            |error| matches!(error, SourceError::Unexpected { path, .. } if path == "[0].title.rendered"),
            "extension",
        ),
        (
            "no status",
            only("/posts", Reply::json(&json!([{ "id": 1 }]))),
            |error| matches!(error, SourceError::Unexpected { path, .. } if path == "[0].status"),
            "extension",
        ),
        (
            "a closed interface",
            only("/posts", Reply::refusal(401, "rest_not_logged_in")),
            |error| matches!(error, SourceError::Refused { status: 401, code, .. } if code == "rest_not_logged_in"),
            "API REST",
        ),
        ("another site", Box::new(|_| Some(Reply::html(200))), |error| matches!(error, SourceError::NotWordPress { .. }), "page d'accueil"),
        ("another site without that page", Box::new(|_| Some(Reply::html(404))), |error| matches!(error, SourceError::NotWordPress { .. }), "page d'accueil"),
        ("no bridge", only("/about", Reply::refusal(404, "rest_no_route")), |error| matches!(error, SourceError::PluginMissing { .. }), "passerelle.php"),
        (
            "an old bridge",
            about(|about| about["bridge"] = json!("0.9.12")),
            |error| matches!(error, SourceError::PluginTooOld { found, .. } if found == "0.9.12"),
            "passerelle.php",
        ),
        (
            "a clock that is slow",
            about(|about| about["time"] = json!("2026-11-25T17:50:00Z")),
            |error| matches!(error, SourceError::ClockOff { seconds: -571 }),
            "Mettez à l'heure",
        ),
        (
            "a clock that is fast",
            about(|about| about["time"] = json!("2027-11-25T17:59:31Z")),
            |error| matches!(error, SourceError::ClockOff { seconds: 31_536_000 }),
            "Mettez à l'heure",
        ),
        (
            "a time that is none",
            about(|about| about["time"] = json!("hier")),
            |error| matches!(error, SourceError::Unexpected { path, .. } if path == "time"),
            "extension",
        ),
    ];
    for (what, instead, expected, advice) in table {
        let (server, base) = (Server::recorded(instead), base("fail"));
        let error = pulled(&server, &base).map(|_| ()).expect_err(what);
        assert!(expected(&error), "{what}: {error:?}");
        assert!(error.to_string().contains(advice), "{what}: {error}");
    }
    let nobody = {
        let gone = Server::recorded(|_| None);
        gone.client()
    };
    thread::sleep(Duration::from_millis(50));
    let mut nobody = nobody;
    let error = nobody.about(0).unwrap_err();
    assert!(matches!(error, SourceError::Unreachable { .. }) && error.is_passing() && error.to_string().contains("(connexion "), "{error:?}");
    let error = Client::new("http://nulle-part.invalid", Duration::from_secs(20)).unwrap().about(0).unwrap_err();
    assert!(matches!(error, SourceError::Unreachable { .. }), "{error:?}");
}

#[test]
fn a_wordpress_without_readable_addresses_is_asked_by_its_parameter() {
    let server = Server::start(|path| match path.split_once("/?rest_route=") {
        Some((_, route)) => recorded(&route.replacen('&', "?", 1)),
        None if path.ends_with("bureau.png") => recorded(path),
        None => Reply::html(404),
    });
    let base = base("plain");
    assert!(pulled(&server, &base).unwrap().files.contains_key("pages/fr/divi.json"));
}

#[test]
fn what_is_not_published_is_not_taken_whatever_wordpress_answers() {
    let draft = json!([{ "id": 7, "slug": "brouillon", "status": "draft", "link": ADDRESS, "title": { "rendered": "Brouillon" }, "content": { "rendered": "CANARI-BROUILLON" }, "modified_gmt": "-0001-11-30T00:00:00" }]);
    let closed = json!([{ "id": 8, "slug": "fermee", "status": "publish", "link": format!("{ADDRESS}/fermee/"), "title": { "rendered": "Fermée" }, "content": { "rendered": "CANARI-BROUILLON", "protected": true }, "modified_gmt": "-0001-11-30T00:00:00" }]);
    for posts in [draft, closed] {
        let server = Server::recorded(move |path| path.contains("/posts").then(|| Reply::json(&posts)));
        let base = base("draft");
        let pulled = pulled(&server, &base).unwrap();
        assert!(!pulled.files.values().any(|file| file.to_string().contains("CANARI")), "{:?}", pulled.losses);
    }
}

#[test]
fn a_date_that_is_none_and_titles_in_html_do_no_harm() {
    let post = json!([{ "id": 9, "slug": "%d8%a3", "status": "publish", "link": format!("{ADDRESS}/x/"), "title": { "rendered": "L&rsquo;<em>été</em> &amp; l&#8217;hiver&nbsp;?" }, "content": { "rendered": "<p>Un.</p>" }, "modified_gmt": "-0001-11-30T00:00:00" }]);
    let server = Server::recorded(move |path| path.contains("/posts").then(|| Reply::json(&post)));
    let base = base("date");
    let pulled = pulled(&server, &base).unwrap();
    let page = &pulled.files["pages/fr/l-ete-l-hiver.json"];
    assert_eq!((page["title"].as_str(), page["checked_on"].as_str(), page["summary"].as_str()), (Some("L'été & l'hiver ?"), Some("2026-11-26"), Some("Un.")));
    assert!(pulled.losses.contains(&("pages/fr/%d8%a3.json".into(), Loss::Name("l-ete-l-hiver".into()))));
}
