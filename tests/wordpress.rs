//! The bridge and the source on a real WordPress, which `cargo xtask test --only wordpress` starts: what strangers may see, what they may not, previews and every
//! way to cheat with them, and the way of all content there and back.

mod contract;

use passerelle::{
    check,
    content::wordpress::{
        copy::Copies,
        error::SourceError,
        html::plain_words,
        http::Client,
        loss::Loss,
        pull::{self, Pulled},
        push,
    },
    model::date::Date,
    publish::{
        prerender::{Job, publish},
        today::{now, today},
    },
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard},
    time::Duration,
};
use ureq::{Agent, http::Request};

const FRONT: &str = "http://front.test";
const API: &str = "/wp-json/wp/v2";
const BRIDGE: &str = "/wp-json/passerelle/v1";

/// What the driver says of a site, and the only one who asks it: PHP's server answers one after the other, and tests change it.
struct Site {
    facts: Value,
    agent: Agent,
    _alone: MutexGuard<'static, ()>,
}

/// An answer, whatever its status.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// A request to come.
struct Ask<'a> {
    site: &'a Site,
    method: &'a str,
    path: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl<'a> Ask<'a> {
    fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With the application password of `user`; as nobody without a name.
    fn by(self, user: &str) -> Self {
        if user.is_empty() {
            return self;
        }
        let password = self.site.text(&format!("/users/{user}/password"));
        self.header("Authorization", &format!("Basic {}", base64(&format!("{user}:{password}"))))
    }

    fn token(self, token: &str) -> Self {
        self.header("X-Preview-Token", token)
    }

    fn json(mut self, body: &Value) -> Self {
        self.body = body.to_string();
        self.header("Content-Type", "application/json")
    }

    fn send(self) -> Answer {
        let mut request = Request::builder().method(self.method).uri(format!("{}{}", self.site.url(), self.path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut answer = self.site.agent.run(request.body(self.body).unwrap()).unwrap_or_else(|error| panic!("{} {}: {error}", self.method, self.path));
        let headers = answer.headers().iter().map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned())).collect();
        Answer { status: answer.status().as_u16(), headers, text: answer.body_mut().read_to_string().unwrap() }
    }
}

fn base64(text: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(text)
}

impl Site {
    fn named(variable: &str) -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let place = std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run cargo xtask test --only wordpress"));
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).timeout_global(Some(Duration::from_secs(60)));
        Self { facts: serde_json::from_str(&fs::read_to_string(place).unwrap()).unwrap(), agent: config.build().new_agent(), _alone: alone }
    }

    /// The one with invented content.
    fn full() -> Self {
        Self::named("PASSERELLE_WORDPRESS")
    }

    /// The one without.
    fn empty() -> Self {
        let site = Self::named("PASSERELLE_WORDPRESS_EMPTY");
        for listing in ["pages", "posts", "sondages", "menus"] {
            for item in site
                .get(format!("{API}/{listing}?per_page=100&context=edit{}", if listing == "menus" { "" } else { "&status=any" }))
                .by("admin")
                .send()
                .json()
                .as_array()
                .unwrap()
            {
                let gone = site.ask("DELETE", format!("{API}/{listing}/{}?force=true", item["id"])).by("admin").send();
                assert_eq!(gone.status, 200, "{}", gone.text);
            }
        }
        site
    }

    fn url(&self) -> &str {
        self.facts["url"].as_str().unwrap()
    }

    fn text(&self, pointer: &str) -> String {
        self.facts.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer}")).to_owned()
    }

    fn id(&self, name: &str) -> u64 {
        self.facts["ids"][name].as_u64().unwrap_or_else(|| panic!("no {name}"))
    }

    fn canary(&self) -> String {
        self.text("/canary")
    }

    fn ask<'a>(&'a self, method: &'a str, path: impl Into<String>) -> Ask<'a> {
        Ask { site: self, method, path: path.into(), headers: Vec::new(), body: String::new() }
    }

    fn get(&self, path: impl Into<String>) -> Ask<'_> {
        self.ask("GET", path)
    }

    fn version(&self) -> u64 {
        self.get(format!("{BRIDGE}/version")).send().json()["version"].as_u64().unwrap()
    }

    fn client(&self) -> Client {
        Client::new(self.url(), Duration::from_secs(60)).unwrap()
    }

    /// The cookies of `user`, who comes in by the door.
    fn cookies(&self, user: &str) -> String {
        let form = format!("log={user}&pwd={}&testcookie=1", self.text(&format!("/users/{user}/entry")));
        let mut ask = self
            .ask("POST", "/wp-login.php")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", "wordpress_test_cookie=WP%20Cookie%20check");
        ask.body = form;
        let answer = ask.send();
        let cookies: Vec<&str> = answer.headers.iter().filter(|(name, _)| name == "set-cookie").filter_map(|(_, value)| value.split(';').next()).collect();
        assert!(cookies.iter().any(|cookie| cookie.starts_with("wordpress_logged_in_")), "{user}: {answer:?}");
        cookies.join("; ")
    }

    /// The token that the preview button gives `user` for an item.
    fn preview_token(&self, user: &str, id: u64) -> String {
        let answer = self.get(format!("/?page_id={id}&preview=true")).header("Cookie", &self.cookies(user)).send();
        assert_eq!(answer.status, 302, "{}", answer.text);
        answer.header("location").strip_prefix(&format!("{FRONT}/apercu/#id={id}&t=")).unwrap_or_else(|| panic!("{}", answer.header("location"))).to_owned()
    }

    fn preview(&self, id: u64, token: &str) -> Answer {
        self.get(format!("{BRIDGE}/preview/{id}")).token(token).send()
    }
}

/// A folder of this run's own, gone with the value.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

fn folder(name: &str) -> Folder {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("wordpress-{}-{name}", std::process::id()));
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    Folder(folder)
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The small site with a second language, as the folder that WordPress completes.
fn base(name: &str) -> Folder {
    let base = folder(name);
    contract::copy(&repository("tests/site"), &base.0);
    contract::add_dutch(&base.0.join("content"));
    base
}

fn pulled(site: &Site, base: &Folder) -> Pulled {
    pull::pull(&mut site.client(), &base.0.join("content"), today(), now()).unwrap()
}

#[test]
fn each_caller_sees_what_is_theirs() {
    let site = Site::full();
    let id = |name: &str| site.id(name);
    // The request, then what a stranger, a subscriber, an author and an editor are answered.
    let table: &[(String, [u16; 4])] = &[
        (format!("/pages/{}", id("services")), [200, 200, 200, 200]),
        // A draft and a number that nothing has are the same to a stranger.
        (format!("/pages/{}", id("draft")), [404, 403, 403, 200]),
        (format!("/pages/{}", id("private")), [404, 403, 403, 200]),
        (format!("/pages/{}", id("future")), [404, 403, 403, 200]),
        (format!("/pages/{}", id("pending")), [404, 403, 403, 200]),
        (format!("/pages/{}", id("trash")), [404, 403, 403, 200]),
        ("/pages/999999".into(), [404, 404, 404, 404]),
        ("/pages?status=draft".into(), [400, 400, 400, 200]),
        ("/pages?slug=canari-page".into(), [200, 200, 200, 200]),
        (format!("/pages/{}?context=edit", id("services")), [401, 403, 403, 200]),
        (format!("/pages/{}/revisions", id("edited")), [401, 403, 403, 200]),
        (format!("/pages/{}/autosaves", id("edited")), [401, 403, 403, 200]),
        ("/pages/999999/revisions".into(), [401, 404, 404, 404]),
        ("/menus".into(), [401, 403, 403, 403]),
        ("/menu-items".into(), [401, 403, 403, 403]),
        ("/pages?per_page=1000".into(), [400, 400, 400, 400]),
        ("/pages?per_page=100&page=9".into(), [400, 400, 400, 400]),
        (format!("/media/{}", id("media_draft")), [404, 403, 403, 200]),
        (format!("/sondages/{}", id("survey_draft")), [404, 403, 403, 200]),
        ("/users".into(), [404, 200, 200, 200]),
        ("/users/1".into(), [404, 200, 200, 200]),
        ("/users/me".into(), [401, 200, 200, 200]),
    ];
    for (request, expected) in table {
        let met = ["", "abonne", "auteur", "redactrice"].map(|user| site.get(format!("{API}{request}")).by(user).send().status);
        // Versions of WordPress differ in who may see menus and lists of users; strangers and editors are what counts.
        assert_eq!((met[0], met[3] == expected[3] || request.starts_with("/menu")), (expected[0], true), "{request}: {met:?}");
        assert!(met[1] == expected[1] || request.starts_with("/users") || request.starts_with("/menu"), "{request}: {met:?}");
    }
    assert_eq!(site.get(format!("{API}/pages?slug=canari-page")).send().text, "[]");
    let draft = site.get(format!("{API}/pages/{}", id("draft"))).send();
    let nothing = site.get(format!("{API}/pages/999999")).send();
    assert_eq!(draft.text, nothing.text);
    for user in ["", "abonne"] {
        let status = site.ask("POST", format!("{API}/pages")).by(user).json(&json!({ "title": "x", "status": "publish" })).send().status;
        assert_eq!(status, if user.is_empty() { 401 } else { 403 }, "{user}");
    }
}

#[test]
fn a_wrong_password_is_no_error_on_public_pages_and_is_found_out_before_anything_is_sent() {
    let site = Site::full();
    let wrong = format!("Basic {}", base64("admin:faux"));
    let public = site.get(format!("{API}/pages/{}", site.id("services"))).header("Authorization", &wrong).send();
    assert!([200, 401].contains(&public.status), "{public:?}");
    assert_eq!((public.header("cache-control"), public.header("etag")), ("no-store, private", ""));
    for (user, password) in [("admin", "faux"), ("personne", "faux")] {
        let client = site.client().with_account(user, password).unwrap();
        assert_eq!(client.verify_account(), Err(SourceError::Credentials { user: user.into() }));
    }
    let client = site.client().with_account("admin", &site.text("/users/admin/password")).unwrap();
    assert_eq!(client.verify_account(), Ok(()));
}

#[test]
fn no_stranger_meets_a_word_of_a_draft() {
    let site = Site::full();
    let canary = site.canary();
    let index = site.get("/wp-json/").send().json();
    let mut addresses: Vec<String> =
        index["routes"].as_object().unwrap().keys().filter(|route| !route.contains("(?P")).map(|route| format!("/wp-json{route}")).collect();
    let ids: Vec<u64> = site.facts["ids"].as_object().unwrap().values().filter_map(Value::as_u64).collect();
    for listing in ["pages", "posts", "sondages", "media"] {
        addresses.extend(
            ["", "?per_page=100", "?per_page=100&page=2", "?per_page=100&_embed", "?per_page=100&orderby=modified", "?per_page=100&status=draft"]
                .map(|query| format!("{API}/{listing}{query}")),
        );
        addresses.push(format!("{API}/{listing}?search={canary}"));
        for id in &ids {
            addresses.extend(["", "?context=edit", "/revisions", "/autosaves", "?_embed", "?password=faux"].map(|rest| format!("{API}/{listing}/{id}{rest}")));
        }
    }
    for id in &ids {
        let url = format!("{}/?page_id={id}", site.url());
        addresses.extend([
            format!("{BRIDGE}/preview/{id}"),
            format!("{BRIDGE}/links?id={id}"),
            format!("{BRIDGE}/revisions?id={id}"),
            format!("{BRIDGE}/published/{id}"),
            format!("/?page_id={id}"),
            format!("/?p={id}&preview=true"),
            format!("/?preview_id={id}&preview=true"),
            format!("/wp-json/oembed/1.0/embed?url={url}"),
        ]);
    }
    addresses.extend([
        format!("{API}/search?search={canary}"),
        format!("{API}/search?per_page=100"),
        "/feed/".into(),
        "/comments/feed/".into(),
        "/wp-sitemap.xml".into(),
        "/wp-sitemap-posts-page-1.xml".into(),
        "/canari-page/".into(),
        "/?rest_route=/wp/v2/navigation".into(),
    ]);
    addresses.extend(["passerelle", "principal"].map(|menu| format!("{BRIDGE}/menu/{menu}")));
    assert!(addresses.len() > 600, "{}", addresses.len());
    let mut answered = 0;
    for address in addresses {
        let answer = site.get(&address).send();
        answered += usize::from(answer.status == 200);
        // WordPress repeats the question in some of its answers: that is no word of a draft.
        let text = answer.text.replace(&format!("search={canary}"), "");
        assert!(!text.contains(&canary), "{address} ({}) tells {}", answer.status, &text[text.find(&canary).unwrap().saturating_sub(200)..]);
        assert!(!answer.header("location").contains(FRONT), "{address} leads a stranger to a preview");
    }
    assert!(answered > 100, "only {answered} answers were there to look into");
    let everything = pulled(&site, &base("canary"));
    assert!(everything.files.len() > 120);
    let text = everything.files.values().map(Value::to_string).chain([everything.report()]).collect::<String>();
    assert!(!text.contains(&canary));
    // The canary does sing for who may hear it.
    assert!(site.get(format!("{API}/pages/{}", site.id("draft"))).by("redactrice").send().text.contains(&canary));
}

#[test]
fn a_menu_has_what_visitors_may_reach_and_nothing_else() {
    let site = Site::full();
    for name in ["passerelle", "principal"] {
        let menu = site.get(format!("{BRIDGE}/menu/{name}")).send().json();
        let items: Vec<(String, u64)> =
            menu["items"].as_array().unwrap().iter().map(|item| (item["title"].as_str().unwrap().to_owned(), item["parent"].as_u64().unwrap())).collect();
        let titles: Vec<&str> = items.iter().map(|(title, _)| title.as_str()).collect();
        assert_eq!(titles, ["Services & aide", "Parcours", "Article", "Ailleurs"], "{name}");
        let group = menu["items"][0]["id"].as_u64().unwrap();
        // « Article » stood under a draft: it moves up.
        assert_eq!(items.iter().map(|(_, parent)| *parent).collect::<Vec<_>>(), [0, group, 0, 0]);
    }
    let missing = site.get(format!("{BRIDGE}/menu/absent")).send();
    assert_eq!((missing.status, missing.code()), (404, "passerelle_menu".into()));
    let menu = pulled(&site, &base("menu")).files["menu.json"].clone();
    let expected = json!({ "entries": [
        { "title": "Services & aide", "href": "/services/", "text": "Ce que nous faisons.", "icon": "aide", "children": [{ "title": "Parcours", "href": "/parcours/", "icon": "aide", "family": "quotidien" }] },
        { "title": "Article", "href": "/article/", "children": [] },
        { "title": "Ailleurs", "href": "https://example.org/", "children": [] },
    ] });
    assert_eq!(menu, expected);
}

#[test]
fn more_than_a_hundred_pages_come_whole_and_once() {
    let site = Site::full();
    let items = pull::items(&site.client(), "pages").unwrap();
    let mut ids: Vec<u64> = items.iter().map(pull::Item::id).collect();
    assert!(ids.len() > 120, "{}", ids.len());
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count);
    assert!(items.iter().any(|item| item.lang() == "nl"));
}

#[test]
fn what_strangers_read_is_cached_by_its_content_and_nothing_else_is() {
    let site = Site::full();
    let path = format!("{API}/pages/{}", site.id("services"));
    let first = site.get(&path).send();
    let etag = first.header("etag").to_owned();
    assert!(etag.starts_with("W/\"") && first.header("cache-control").starts_with("public"), "{first:?}");
    for asked in [etag.clone(), format!("\"x\", {etag}"), "*".into(), etag.trim_start_matches("W/").to_owned()] {
        let again = site.get(&path).header("If-None-Match", &asked).send();
        assert_eq!((again.status, again.text.as_str(), again.header("etag")), (304, "", etag.as_str()), "{asked}");
    }
    for (path, asked) in [(&path, "W/\"autre\""), (&format!("{path}?_fields=id"), etag.as_str())] {
        assert_eq!(site.get(path).header("If-None-Match", asked).send().status, 200, "{path}");
    }
    let before = site.get(&path).by("redactrice").json(&json!({})).send();
    assert_eq!((before.header("cache-control"), before.header("x-robots-tag"), before.header("etag")), ("no-store, private", "noindex, nofollow", ""));
    assert_eq!(site.get(&path).by("redactrice").header("If-None-Match", &etag).send().status, 200, "an editor is never told that nothing changed");
    let post = site.ask("POST", &path).by("redactrice").json(&json!({ "title": "Nos services, revus" })).send();
    assert_eq!((post.status, post.header("cache-control")), (200, "no-store, private"));
    assert_eq!(site.get(&path).header("If-None-Match", &etag).send().status, 200);
    site.ask("POST", &path).by("redactrice").json(&json!({ "title": "Nos services" })).send();
    for path in
        [format!("{API}/pages/999999"), format!("{BRIDGE}/preview/1"), format!("{BRIDGE}/links?id=1"), format!("{API}/pages/{}?password=x", site.id("closed"))]
    {
        let answer = site.get(&path).send();
        assert_eq!(
            (answer.header("cache-control"), answer.header("x-robots-tag"), answer.header("etag")),
            ("no-store, private", "noindex, nofollow", ""),
            "{path}"
        );
    }
}

/// `/published/<id>`: what the browser of a visitor asks of a page whose copy it has.
#[test]
fn a_published_page_is_asked_for_in_a_few_bytes_and_nothing_else_is_told() {
    let site = Site::full();
    let canary = site.canary();
    let id = site.id("services");
    let listed = site.get(format!("{API}/pages/{id}")).send().json();
    let version = listed["passerelle"]["version"].as_str().unwrap().to_owned();
    let path = format!("{BRIDGE}/published/{id}");
    let etag = format!("W/\"{version}\"");
    let whole = site.get(&path).header("Origin", FRONT).send();
    assert_eq!((whole.status, whole.header("etag"), whole.json()["version"].as_str()), (200, etag.as_str(), Some(version.as_str())));
    for name in ["id", "lang", "slug", "title", "summary", "content", "modified", "page", "edited"] {
        assert!(whole.json().get(name).is_some(), "{name}");
    }
    let known = site.get(format!("{path}?known={version}")).header("Origin", FRONT).send();
    assert_eq!(known.json(), json!({ "id": id, "version": version }));
    let other = site.get(format!("{path}?known=autre")).send();
    assert_eq!(other.json()["content"], whole.json()["content"]);
    for asked in [etag.clone(), format!("\"x\", {etag}"), format!("W/\"{version}-gzip\""), version_strong(&etag)] {
        for path in [&path, &format!("{path}?known=autre")] {
            let again = site.get(path).header("Origin", FRONT).header("If-None-Match", &asked).send();
            assert_eq!((again.status, again.text.as_str(), again.header("etag")), (304, "", etag.as_str()), "{asked}");
            assert_eq!(again.header("access-control-allow-origin"), FRONT);
        }
    }
    for answer in [&whole, &known] {
        assert!(answer.header("cache-control").starts_with("public, max-age=0"), "{answer:?}");
        assert_eq!((answer.header("access-control-allow-origin"), answer.header("access-control-allow-credentials")), (FRONT, ""));
        assert!(answer.header("access-control-expose-headers").split(", ").any(|name| name == "ETag"), "{answer:?}");
    }
    assert_eq!(site.get(&path).header("Origin", "http://evil.test").send().header("access-control-allow-origin"), "");
    // With an account it is the same page, which no cache keeps.
    let account = site.get(&path).by("redactrice").header("If-None-Match", &etag).send();
    assert_eq!((account.status, account.header("cache-control"), account.json()["version"].as_str()), (200, "no-store, private", Some(version.as_str())));
    // What is not for everybody is the same to everybody: there is no such page. Of one with an autosave, what is published.
    let nothing = site.get(format!("{BRIDGE}/published/999999")).send();
    for name in ["draft", "private", "future", "pending", "trash", "closed", "survey_draft", "media_draft"] {
        for user in ["", "redactrice", "admin"] {
            for query in ["", "?password=faux", "?context=edit", "?known="] {
                let answer = site.get(format!("{BRIDGE}/published/{}{query}", site.id(name))).by(user).send();
                assert_eq!((answer.status, answer.text.as_str(), answer.header("etag")), (404, nothing.text.as_str(), ""), "{name} {user} {query}");
                assert_eq!((answer.code(), answer.header("cache-control")), ("passerelle_not_found".into(), "no-store, private"));
            }
        }
    }
    let token = site.preview_token("redactrice", site.id("edited"));
    for answer in [
        site.get(format!("{BRIDGE}/published/{}", site.id("edited"))).send(),
        site.get(format!("{BRIDGE}/published/{}", site.id("edited"))).token(&token).send(),
    ] {
        assert!(answer.status == 200 && !answer.text.contains(&canary), "{answer:?}");
    }
    for method in ["POST", "PUT", "DELETE"] {
        assert_eq!(site.ask(method, &path).by("admin").send().status, 404, "{method}");
    }
    // An edit is another version.
    site.ask("POST", format!("{API}/pages/{id}")).by("redactrice").json(&json!({ "excerpt": "Revu." })).send();
    let edited = site.get(&path).header("If-None-Match", &etag).send();
    assert!(edited.status == 200 && edited.header("etag") != etag && edited.json()["summary"] == "Revu.", "{edited:?}");
    site.ask("POST", format!("{API}/pages/{id}")).by("redactrice").json(&json!({ "excerpt": listed["passerelle"]["summary"] })).send();
    assert_eq!(site.get(&path).send().header("etag"), etag, "the same text is the same version");
}

/// The same without the sign of a weak one.
fn version_strong(etag: &str) -> String {
    etag.trim_start_matches("W/").to_owned()
}

#[test]
fn a_pull_says_what_browsers_may_ask_for() {
    let site = Site::full();
    let pulled = pulled(&site, &base("asked"));
    let (number, version) = &pulled.asked.pages["/services/"];
    let answer = site.get(format!("{BRIDGE}/published/{number}?known={version}")).send().json();
    assert_eq!((number, answer.get("content")), (&site.id("services"), None), "the copy that was pulled is the one that is published");
    assert!(pulled.asked.pages.keys().all(|path| pulled.files.contains_key(&format!("pages/{}.json", place_of(path)))), "{:?}", pulled.asked.pages);
}

/// `/nl/x/` is `nl/x`, `/x/` is `fr/x`, `/` the home page.
fn place_of(path: &str) -> String {
    let inner = path.trim_matches('/');
    match inner.split_once('/') {
        _ if inner.is_empty() => "fr/accueil".to_owned(),
        Some((lang, slug)) => format!("{lang}/{slug}"),
        None if inner == "nl" => "nl/accueil".to_owned(),
        None => format!("fr/{inner}"),
    }
}

#[test]
fn only_listed_sites_may_read_from_a_browser_and_never_with_an_account() {
    let site = Site::full();
    for (origin, expected) in [
        (FRONT, FRONT),
        ("http://other.test:8080", "http://other.test:8080"),
        ("http://other.test", ""),
        ("http://front.test.evil.test", ""),
        ("https://front.test", ""),
        ("null", ""),
    ] {
        for method in ["GET", "OPTIONS"] {
            for path in [format!("{API}/pages"), format!("{BRIDGE}/menu/passerelle"), format!("{BRIDGE}/preview/{}", site.id("draft"))] {
                let answer = site.ask(method, &path).header("Origin", origin).header("Access-Control-Request-Method", "GET").send();
                assert_eq!(answer.header("access-control-allow-origin"), expected, "{method} {path} {origin}");
                assert_eq!(answer.header("access-control-allow-credentials"), "");
                assert!(answer.header("vary").contains("Origin") && answer.header("vary").contains("X-Preview-Token"), "{path}");
            }
        }
    }
    let links = site.ask("OPTIONS", format!("{BRIDGE}/links")).header("Origin", FRONT).send();
    assert!(links.header("access-control-allow-methods").contains("DELETE") && links.header("access-control-allow-headers").contains("X-Preview-Token"));
}

#[test]
fn nobody_is_told_who_writes() {
    let site = Site::full();
    for path in [
        format!("{API}/pages?per_page=100"),
        format!("{API}/pages?per_page=100&_embed"),
        format!("{API}/posts?_embed"),
        format!("{API}/media"),
        "/wp-json/".into(),
        "/feed/".into(),
        "/wp-sitemap.xml".into(),
        "/wp-sitemap-users-1.xml".into(),
        format!("/wp-json/oembed/1.0/embed?url={}/article/", site.url()),
    ] {
        let answer = site.get(&path).send();
        for name in ["redactrice", "Nom de"] {
            assert!(!answer.text.contains(name), "{path} names {name}");
        }
    }
    let page = site.get(format!("{API}/pages/{}", site.id("services"))).send().json();
    assert!(page["author"].is_null() && page["_links"]["author"].is_null());
    assert!(site.get(format!("{API}/pages/{}", site.id("services"))).by("redactrice").send().json()["author"].is_number(), "editors do see it");
    for id in 1..6 {
        let answer = site.get(format!("/?author={id}")).send();
        assert!(answer.status == 404 && !answer.header("location").contains("author/"), "{answer:?}");
    }
}

#[test]
fn the_counter_rises_with_what_visitors_see_and_with_nothing_else() {
    let site = Site::full();
    let admin = |method: &str, path: String, body: Value| {
        let answer = site.ask(method, format!("{API}{path}")).by("admin").json(&body).send();
        assert!([200, 201].contains(&answer.status), "{path}: {}", answer.text);
        answer.json()["id"].as_u64().unwrap_or_default()
    };
    let page = admin("POST", "/pages".into(), json!({ "title": "Compteur", "content": "a", "status": "draft" }));
    let item = format!("/pages/{page}");
    let menu = site.get(format!("{API}/menus")).by("admin").send().json()[0]["id"].as_u64().unwrap();
    let steps: Vec<(&str, &str, String, Value, bool)> = vec![
        ("a draft is written", "POST", item.clone(), json!({ "content": "b" }), false),
        ("it is published", "POST", item.clone(), json!({ "status": "publish" }), true),
        ("an editor's autosave", "POST", format!("{item}/autosaves"), json!({ "content": "c" }), false),
        ("it is edited", "POST", item.clone(), json!({ "content": "d" }), true),
        ("it is taken back", "POST", item.clone(), json!({ "status": "draft" }), true),
        ("the draft is written again", "POST", item.clone(), json!({ "content": "e" }), false),
        ("it is published again", "POST", item.clone(), json!({ "status": "publish" }), true),
        ("it goes to the bin", "DELETE", item.clone(), json!({}), true),
        ("it leaves the bin for good", "DELETE", format!("{item}?force=true"), json!({}), false),
        ("a survey that is a draft", "POST", format!("/sondages/{}", site.id("survey_draft")), json!({ "title": "CANARI-BROUILLON sondage" }), false),
        ("a survey's words", "POST", format!("/sondages/{}", site.id("survey")), json!({ "title": "Sondage d’essai" }), true),
        (
            "an entry of the menu",
            "POST",
            "/menu-items".into(),
            json!({ "title": "De passage", "url": "https://example.org/", "type": "custom", "status": "publish", "menus": menu }),
            true,
        ),
    ];
    let mut entry = 0;
    for (what, method, path, body, rises) in steps {
        let before = site.version();
        entry = admin(method, path, body);
        assert_eq!(site.version() > before, rises, "{what}");
    }
    let before = site.version();
    admin("DELETE", format!("/menu-items/{entry}?force=true"), json!({}));
    assert!(site.version() > before, "an entry leaves the menu");
    let before = site.version();
    let page = admin("POST", "/pages".into(), json!({ "title": "Compteur", "status": "publish" }));
    admin("DELETE", format!("/pages/{page}?force=true"), json!({}));
    assert!(site.version() >= before + 2, "published, then deleted at once");
}

#[test]
fn the_preview_button_leads_to_the_site_with_a_token_that_no_server_sees() {
    let site = Site::full();
    let (draft, edited) = (site.id("draft"), site.id("edited"));
    let cookies = site.cookies("redactrice");
    for path in [
        format!("/?page_id={draft}&preview=true"),
        format!("/?p={draft}&preview=true"),
        format!("/retouchee/?preview_id={edited}&preview=true"),
        format!("/?post_type=sondage&p={}&preview=true", site.id("survey_draft")),
    ] {
        let answer = site.get(&path).header("Cookie", &cookies).send();
        let (address, fragment) = answer.header("location").split_once('#').unwrap_or_else(|| panic!("{path}: {answer:?}"));
        assert_eq!((answer.status, address), (302, "http://front.test/apercu/"), "{path}");
        assert!(fragment.starts_with("id=") && fragment.contains("&t=e1."), "{fragment}");
        assert_eq!((answer.header("referrer-policy"), answer.header("cache-control")), ("no-referrer", "no-store, private"));
        for stranger in ["", site.cookies("abonne").as_str()] {
            let answer = site.get(&path).header("Cookie", stranger).send();
            assert!(!answer.header("location").contains("apercu"), "{path}: {answer:?}");
        }
    }
    // What the block editor asks for a page that is published.
    let saved = site
        .ask("POST", format!("{API}/pages/{edited}/autosaves"))
        .by("redactrice")
        .json(&json!({ "title": "Page retouchée", "content": "<p>CANARI-BROUILLON sauvegarde</p>" }))
        .send();
    assert!(saved.json()["preview_link"].as_str().unwrap().starts_with("http://front.test/apercu/#id="), "{}", saved.text);
}

#[test]
fn a_preview_shows_the_newest_text_and_what_is_published() {
    let site = Site::full();
    let canary = site.canary();
    let show = |name: &str| {
        let answer = site.preview(site.id(name), &site.preview_token("redactrice", site.id(name)));
        assert_eq!(
            (answer.status, answer.header("cache-control"), answer.header("x-robots-tag"), answer.header("etag")),
            (200, "no-store, private", "noindex, nofollow", ""),
            "{}",
            answer.text
        );
        answer.json()
    };
    let draft = show("draft");
    assert_eq!((draft["status"].as_str(), draft["autosave"].as_bool(), &draft["published"]), (Some("draft"), Some(false), &Value::Null));
    assert!(draft["draft"]["content"].as_str().unwrap().contains(&canary) && draft["draft"]["title"] == format!("{canary} page"));
    assert_eq!(draft["author"], "Nom de redactrice");
    let until = passerelle::content::wordpress::http::seconds_of(draft["token"]["until"].as_str().unwrap()).unwrap() - now();
    assert!((540..=600).contains(&until), "{until} seconds");
    assert_eq!(draft["token"]["kind"], "editor");
    let edited = show("edited");
    assert_eq!((edited["status"].as_str(), edited["autosave"].as_bool()), (Some("publish"), Some(true)));
    assert!(edited["draft"]["content"].as_str().unwrap().contains("sauvegarde"));
    assert!(edited["published"]["content"].as_str().unwrap().contains("Texte publié") && !edited["published"].to_string().contains(&canary));
    let future = show("future");
    assert_eq!((future["status"].as_str(), future["scheduled"].as_str()), (Some("future"), Some("2099-01-02T09:00:00Z")));
    let survey = show("survey_draft");
    assert_eq!(survey["definition"]["title"], format!("{canary} définition"));
    // Another editor has no autosave of that page: only what is saved.
    let id = site.id("edited");
    let other = site.preview(id, &site.preview_token("partante", id)).json();
    assert_eq!(other["autosave"], false);
    assert!(!draft.to_string().contains("redactrice@") && !draft.to_string().contains("user_login"));
}

#[test]
fn every_way_to_cheat_with_a_preview_is_refused() {
    let site = Site::full();
    let (draft, others) = (site.id("draft"), site.id("others"));
    let token = site.preview_token("redactrice", draft);
    assert_eq!(site.preview(draft, &token).status, 200, "the token itself is good");
    let parts: Vec<&str> = token.split('.').collect();
    let claims = |text: &str| {
        use base64::Engine;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
    };
    let longer = claims(&format!("{{\"p\":{draft},\"u\":1,\"e\":99999999999,\"n\":\"x\"}}"));
    let mut flipped = token.clone().into_bytes();
    let last = flipped.len() - 2;
    flipped[last] = if flipped[last] == b'A' { b'B' } else { b'A' };
    let table: Vec<(&str, String, u16, &str)> = vec![
        ("no token", String::new(), 401, "passerelle_invalid"),
        ("words", "abracadabra".into(), 401, "passerelle_invalid"),
        ("another signature", String::from_utf8(flipped).unwrap(), 401, "passerelle_invalid"),
        ("no signature", format!("{}.{}.", parts[0], parts[1]), 401, "passerelle_invalid"),
        ("other claims under the same signature", format!("e1.{longer}.{}", parts[2]), 401, "passerelle_invalid"),
        ("claims of another type", format!("e1.{}.{}", claims("{\"p\":true,\"u\":[],\"e\":\"x\"}"), parts[2]), 401, "passerelle_invalid"),
        ("claims that are no JSON", format!("e1.{}.{}", claims("x"), parts[2]), 401, "passerelle_invalid"),
        ("another version", format!("e2.{}.{}", parts[1], parts[2]), 401, "passerelle_invalid"),
        ("very long", "e1.".to_owned() + &"a".repeat(5000) + ".x", 401, "passerelle_invalid"),
        ("one that has expired", site.text("/tokens/expired"), 401, "passerelle_expired"),
        ("a colleague's link that has ended", site.text("/tokens/ended_link"), 401, "passerelle_invalid"),
        ("a colleague's link that never was", "l1.".to_owned() + &"b".repeat(43), 401, "passerelle_invalid"),
    ];
    for (what, token, status, code) in table {
        let answer = site.preview(draft, &token);
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{what}");
        assert!(!answer.text.contains(&site.canary()), "{what}");
    }
    let replayed = site.preview(others, &token);
    assert_eq!((replayed.status, replayed.code()), (403, "passerelle_other_item".into()));
    let foreign = site.get(format!("{BRIDGE}/preview/{draft}")).token(&token).header("Origin", "http://evil.test").send();
    assert_eq!((foreign.status, foreign.code(), foreign.header("access-control-allow-origin")), (403, "passerelle_origin".into(), ""));
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let answer = site.ask(method, format!("{BRIDGE}/preview/{draft}")).token(&token).send();
        assert_eq!((answer.status, answer.code()), (404, "rest_no_route".into()), "{method}");
    }
    // In the address, where logs and neighbours see it, a token opens nothing.
    for path in [
        format!("{BRIDGE}/preview/{draft}?token={token}"),
        format!("{BRIDGE}/preview/{draft}?x_preview_token={token}"),
        format!("{BRIDGE}/preview/{draft}?t={token}"),
    ] {
        assert_eq!(site.get(path).send().status, 401);
    }
    assert_eq!(site.get(format!("{API}/pages/{draft}")).token(&token).send().status, 404, "the token opens the preview and nothing else");
    let write = site.ask("POST", format!("{API}/pages/{draft}")).token(&token).json(&json!({ "title": "x" })).send();
    assert_eq!(write.status, 401, "the token does not write");
}

#[test]
fn who_loses_the_right_sees_nothing_more_at_once() {
    let site = Site::full();
    let (draft, user) = (site.id("draft"), site.facts["users"]["partante"]["id"].as_u64().unwrap());
    let change = |body: Value| assert_eq!(site.ask("POST", format!("{API}/users/{user}")).by("admin").json(&body).send().status, 200);
    let token = site.preview_token("partante", draft);
    let made = site.ask("POST", format!("{BRIDGE}/links")).token(&token).json(&json!({ "id": draft, "until": in_days(2) })).send().json();
    let link = made["url"].as_str().unwrap().split("&t=").nth(1).unwrap().to_owned();
    let both = || [&token, &link].map(|token| site.preview(draft, token).status);
    assert_eq!(both(), [200, 200]);
    change(json!({ "roles": ["subscriber"] }));
    assert_eq!(both(), [403, 403]);
    change(json!({ "roles": ["editor"] }));
    assert_eq!(both(), [200, 200]);
    // A new password ends what the old one opened; the link is not the password's.
    change(json!({ "password": "entree-nouvelle" }));
    assert_eq!(both(), [401, 200]);
    change(json!({ "password": site.text("/users/partante/entry"), "roles": ["subscriber"] }));
    assert_eq!(both(), [401, 403]);
    change(json!({ "roles": ["editor"] }));
    let gone = site
        .ask("POST", format!("{API}/users"))
        .by("admin")
        .json(&json!({ "username": "ephemere", "email": "ephemere@example.org", "password": "entree-ephemere", "roles": ["editor"] }))
        .send()
        .json();
    let gone = gone["id"].as_u64().unwrap();
    // Made by an account that is then deleted.
    let mut facts = site.facts.clone();
    facts["users"]["ephemere"] = json!({ "entry": "entree-ephemere" });
    let site = Site { facts, ..site };
    let token = site.preview_token("ephemere", draft);
    assert_eq!(site.preview(draft, &token).status, 200);
    let deleted = site.ask("DELETE", format!("{API}/users/{gone}?force=true&reassign=1")).by("admin").send();
    assert_eq!((deleted.status, site.preview(draft, &token).status), (200, 401));
}

/// A day from now on, far enough from now that it is to come in every time zone when `days` is 2.
fn in_days(days: i64) -> String {
    let written = passerelle::content::wordpress::copy::written(now() + days * 86_400);
    format!("{}-{}-{}", &written[6..10], &written[3..5], &written[0..2])
}

#[test]
fn a_colleague_sees_by_a_link_until_it_ends_or_is_taken_back() {
    let site = Site::full();
    let (draft, others) = (site.id("draft"), site.id("others"));
    let token = site.preview_token("redactrice", draft);
    let day = in_days;
    let make = |token: &str, body: Value| site.ask("POST", format!("{BRIDGE}/links")).token(token).json(&body).send();
    for (until, status) in [(day(-2), 400), (day(33), 400), ("2026-02-31".into(), 400), ("demain".into(), 400), (day(29), 201)] {
        let answer = make(&token, json!({ "id": draft, "until": until, "note": "Pour <b>Ana</b>" }));
        assert_eq!(answer.status, status, "{until}: {}", answer.text);
    }
    assert_eq!(make(&token, json!({ "id": others, "until": day(2) })).code(), "passerelle_other_item");
    assert_eq!(make("", json!({ "id": draft, "until": day(2) })).status, 401);
    let made = make(&token, json!({ "id": draft, "until": day(2), "note": "Bruno" })).json();
    let url = made["url"].as_str().unwrap();
    let link = url.strip_prefix(&format!("{FRONT}/apercu/#id={draft}&t=")).unwrap();
    let seen = site.preview(draft, link);
    assert_eq!((seen.status, seen.json()["token"]["kind"].as_str(), &seen.json()["edit"]), (200, Some("colleague"), &Value::Null));
    assert_eq!(site.preview(others, link).status, 401, "a link opens one item");
    for (method, path) in [("GET", format!("{BRIDGE}/links?id={draft}")), ("DELETE", format!("{BRIDGE}/links/{}?id={draft}", made["id"].as_str().unwrap()))] {
        assert_eq!(site.ask(method, path).token(link).send().status, 403, "{method} with a colleague's link");
    }
    assert_eq!(make(link, json!({ "id": draft, "until": day(2) })).status, 403);
    let listed = site.get(format!("{BRIDGE}/links?id={draft}")).token(&token).send();
    assert!(!listed.text.contains(link) && !listed.text.contains("hash") && !listed.text.contains("<b>"), "{}", listed.text);
    let notes: Vec<Value> = listed.json()["links"].as_array().unwrap().iter().map(|link| link["note"].clone()).collect();
    assert!(notes.contains(&json!("Bruno")) && notes.contains(&json!("Pour Ana")), "{notes:?}");
    // Nothing of it stands where an editor's program reads.
    assert!(!site.get(format!("{API}/pages/{draft}?context=edit")).by("admin").send().text.contains("_passerelle_lien"));
    let revoke = || site.ask("DELETE", format!("{BRIDGE}/links/{}?id={draft}", made["id"].as_str().unwrap())).token(&token).send().status;
    assert_eq!([revoke(), revoke()], [204, 404]);
    assert_eq!(site.preview(draft, link).status, 401);
}

/// A page of its own with three versions, the last of them as `status`; its number.
fn page_with_versions(site: &Site, status: &str) -> u64 {
    let made =
        site.ask("POST", format!("{API}/pages")).by("redactrice").json(&json!({ "title": "Versions", "content": "<p>Un.</p>", "status": status })).send();
    let id = made.json()["id"].as_u64().unwrap_or_else(|| panic!("{}", made.text));
    for text in ["<p>Deux.</p>", "<p>Trois.</p>"] {
        assert_eq!(site.ask("POST", format!("{API}/pages/{id}")).by("redactrice").json(&json!({ "content": text })).send().status, 200);
    }
    id
}

fn restore(site: &Site, id: u64, version: &Value, token: &str, confirm: &str) -> Answer {
    let body = json!({ "id": id, "confirm": confirm });
    site.ask("POST", format!("{BRIDGE}/revisions/{}/restore", version["id"])).token(token).json(&body).send()
}

#[test]
fn an_editor_sees_and_restores_old_versions_as_wordpress_would() {
    let site = Site::full();
    for status in ["publish", "draft"] {
        let id = page_with_versions(&site, status);
        let token = site.preview_token("redactrice", id);
        let list = || site.get(format!("{BRIDGE}/revisions?id={id}")).token(&token).send();
        let listed = list();
        assert_eq!((listed.status, listed.header("cache-control"), listed.header("etag")), (200, "no-store, private", ""));
        let versions = listed.json()["revisions"].as_array().unwrap().clone();
        assert!(versions.len() >= 2 && versions[0]["current"] == true && versions[1]["current"] == false, "{versions:?}");
        assert!(versions.iter().all(|version| version["author"].is_string() && version["modified"].as_str().unwrap().ends_with('Z')), "{versions:?}");
        let old = versions.iter().find(|version| {
            let shown = site.get(format!("{BRIDGE}/revisions/{}?id={id}", version["id"])).token(&token).send();
            assert_eq!(shown.status, 200, "{}", shown.text);
            shown.json()["draft"]["content"].as_str().unwrap().contains("Deux.")
        });
        let old = old.unwrap();
        let counter = site.version();
        let done = restore(&site, id, old, &token, old["confirm"].as_str().unwrap());
        assert_eq!((done.status, done.json()["status"].as_str(), done.header("cache-control")), (200, Some(status), "no-store, private"), "{}", done.text);
        let now = site.get(format!("{API}/pages/{id}?context=edit")).by("redactrice").send().json();
        assert_eq!((now["content"]["raw"].as_str(), now["status"].as_str()), (Some("<p>Deux.</p>"), Some(status)));
        assert_eq!(site.version() > counter, status == "publish", "{status}");
        // What was the text before is still in the list; the word served once.
        assert!(list().json()["revisions"].as_array().unwrap().len() >= versions.len());
        let again = restore(&site, id, old, &token, old["confirm"].as_str().unwrap());
        assert_eq!((again.status, again.code()), (409, "passerelle_changed".into()));
        site.ask("DELETE", format!("{API}/pages/{id}?force=true")).by("admin").send();
    }
}

#[test]
fn nobody_else_lists_or_restores_old_versions() {
    let site = Site::full();
    let (id, other) = (page_with_versions(&site, "publish"), page_with_versions(&site, "publish"));
    let (token, of_other) = (site.preview_token("redactrice", id), site.preview_token("redactrice", other));
    let versions = |id: u64, token: &str| site.get(format!("{BRIDGE}/revisions?id={id}")).token(token).send().json()["revisions"].as_array().unwrap().clone();
    let (old, foreign) = (versions(id, &token)[1].clone(), versions(other, &of_other)[1].clone());
    let word = old["confirm"].as_str().unwrap();
    let link = site.ask("POST", format!("{BRIDGE}/links")).token(&token).json(&json!({ "id": id, "until": in_days(2) })).send().json();
    let colleague = link["url"].as_str().unwrap().split("&t=").nth(1).unwrap().to_owned();
    let expired = site.text("/tokens/expired");
    let forged = format!("{}x", &token[..token.len() - 1]);
    for (who, token, expected) in [
        ("nobody", "", (401, "passerelle_invalid")),
        ("a colleague", colleague.as_str(), (403, "passerelle_forbidden")),
        ("the token of another item", of_other.as_str(), (403, "passerelle_other_item")),
        ("an expired token of another item", expired.as_str(), (403, "passerelle_other_item")),
        ("a forged token", forged.as_str(), (401, "passerelle_invalid")),
    ] {
        for answer in [
            site.get(format!("{BRIDGE}/revisions?id={id}")).token(token).send(),
            site.get(format!("{BRIDGE}/revisions/{}?id={id}", old["id"])).token(token).send(),
            restore(&site, id, &old, token, word),
        ] {
            assert_eq!((answer.status, answer.code().as_str(), answer.header("cache-control")), (expected.0, expected.1, "no-store, private"), "{who}");
        }
    }
    // A version of another item, an autosave, a page as a version, a word that is wrong, another's, or none.
    let (autosave, edited) = (site.id("autosave"), site.id("edited"));
    let of_edited = site.preview_token("redactrice", edited);
    for (what, answer, expected) in [
        ("another item's", restore(&site, id, &foreign, &token, foreign["confirm"].as_str().unwrap()), (404, "passerelle_not_found")),
        ("an autosave", restore(&site, edited, &json!({ "id": autosave }), &of_edited, "x"), (404, "passerelle_not_found")),
        ("an autosave, to see", site.get(format!("{BRIDGE}/revisions/{autosave}?id={edited}")).token(&of_edited).send(), (404, "passerelle_not_found")),
        ("the page itself", restore(&site, id, &json!({ "id": id }), &token, word), (404, "passerelle_not_found")),
        ("a wrong word", restore(&site, id, &old, &token, "faux"), (409, "passerelle_changed")),
        ("an older token's word", restore(&site, id, &old, &site.preview_token("redactrice", id), word), (409, "passerelle_changed")),
        ("no word", restore(&site, id, &old, &token, ""), (409, "passerelle_changed")),
        (
            "a survey",
            site.get(format!("{BRIDGE}/revisions?id={}", site.id("survey_draft"))).token(&site.text("/tokens/expired")).send(),
            (403, "passerelle_other_item"),
        ),
        (
            "a strange site",
            site.ask("POST", format!("{BRIDGE}/revisions/{}/restore", old["id"]))
                .token(&token)
                .header("Origin", "http://evil.test")
                .json(&json!({ "id": id, "confirm": word }))
                .send(),
            (403, "passerelle_origin"),
        ),
    ] {
        assert_eq!((answer.status, answer.code().as_str()), expected, "{what}: {}", answer.text);
    }
    for method in ["GET", "PUT", "DELETE"] {
        assert_eq!(site.ask(method, format!("{BRIDGE}/revisions/{}/restore?id={id}", old["id"])).token(&token).send().status, 404, "{method}");
    }
    let text = site.get(format!("{BRIDGE}/published/{id}")).send().json();
    assert!(text["content"].as_str().unwrap().contains("Trois."), "nothing was restored: {text}");
    // Who edits it meanwhile makes the word void.
    site.ask("POST", format!("{API}/pages/{id}")).by("admin").json(&json!({ "content": "<p>Quatre.</p>" })).send();
    assert_eq!(restore(&site, id, &old, &token, word).code(), "passerelle_changed");
    for id in [id, other] {
        site.ask("DELETE", format!("{API}/pages/{id}?force=true")).by("admin").send();
    }
}

#[test]
fn who_asks_too_often_waits() {
    let site = Site::named("PASSERELLE_WORDPRESS_EMPTY");
    let answers: Vec<Answer> = (0..40).map(|_| site.preview(1, "x")).collect();
    let refused = answers.iter().find(|answer| answer.status == 429).expect("a refusal");
    assert_eq!((refused.code(), refused.header("retry-after"), refused.header("cache-control")), ("passerelle_slow_down".into(), "60", "no-store, private"));
    assert_eq!(answers[0].status, 401);
}

#[test]
fn a_survey_is_checked_against_its_schema() {
    let site = Site::full();
    let good: Value = serde_json::from_str(&fs::read_to_string(repository("public/content/surveys/associations-2022/survey.json")).unwrap()).unwrap();
    let send = |definition: &Value| {
        site.ask("POST", format!("{API}/sondages"))
            .by("admin")
            .json(&json!({ "title": "Essai", "status": "draft", "meta": { "definition": definition } }))
            .send()
    };
    let made = send(&good);
    assert_eq!((made.status, &made.json()["meta"]["definition"]), (201, &good));
    for (pointer, value) in [
        ("/id", json!("Avec Majuscules")),
        ("/respondents", json!(0)),
        ("/subjects/0/findings/0/help", json!("x")),
        ("/sources", json!({ "a": 1 })),
        ("/page", json!("javascript:alert(1)")),
        ("/inconnu", json!(1)),
    ] {
        let mut bad = good.clone();
        match bad.pointer_mut(pointer) {
            Some(place) => *place = value,
            None => bad["inconnu"] = value,
        }
        let answer = send(&bad);
        assert_eq!(answer.status, 400, "{pointer}: {}", answer.text);
        assert!(answer.code().starts_with("rest_"), "{pointer}");
    }
    site.ask("DELETE", format!("{API}/sondages/{}?force=true", made.json()["id"])).by("admin").send();
    let seen = site.get(format!("{API}/sondages/{}", site.id("survey"))).send().json();
    assert_eq!(seen["meta"]["definition"]["respondents"], 12);
}

#[test]
fn pages_of_wordpress_become_pages_of_the_site() {
    let site = Site::full();
    let base = base("pages");
    let pulled = pulled(&site, &base);
    let page = |slug: &str| &pulled.files[&format!("pages/fr/{slug}.json")];
    let lost =
        |slug: &str| -> Vec<&Loss> { pulled.losses.iter().filter(|(place, _)| *place == format!("pages/fr/{slug}.json")).map(|(_, loss)| loss).collect() };
    assert_eq!(page("services")["summary"], "Ce que l'équipe fait avec vous.");
    assert_eq!(page("article")["title"], "L'heure de l'article & « guillemets »");
    assert_eq!(
        page("article")["blocks"],
        json!([
            { "type": "paragraph", "text": ["Voyez l'accueil (article 8) et ", { "link": "/parcours/", "text": "le parcours" }, ". A \"bientôt\"... 9x9 -- fin :)"] },
            { "type": "paragraph", "text": ["Texte ", { "strong": "fort" }] },
            { "type": "links", "items": [{ "href": "https://elsewhere.example/", "title": "elsewhere.example" }] },
            { "type": "paragraph", "text": "piège" },
        ])
    );
    for loss in
        [Loss::Script, Loss::Frame("https://elsewhere.example/".into()), Loss::Link("javascript:alert(2)".into()), Loss::Fragment("/parcours/#suite".into())]
    {
        assert!(lost("article").contains(&&loss), "{loss:?} in {:?}", lost("article"));
    }
    let kinds: Vec<&str> = page("divi")["blocks"].as_array().unwrap().iter().map(|block| block["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["heading", "paragraph", "accordion", "links"]);
    assert_eq!(page("divi")["blocks"][3]["items"][0], json!({ "href": "/parcours/", "title": "Le parcours" }));
    assert!(lost("divi").contains(&&Loss::Form("Nom".into())));
    let figure = &page("avec-image")["blocks"][0];
    assert_eq!((figure["alt"].as_str(), figure["width"].as_u64(), figure["height"].as_u64()), (Some("Le bureau vu de la rue"), Some(4), Some(3)));
    let src = figure["src"].as_str().unwrap();
    assert!(src.starts_with("/images/wordpress/") && pulled.assets[&src[1..]].starts_with(b"\x89PNG"), "{src}");
    assert!(lost("avec-image").iter().any(|loss| matches!(loss, Loss::Picture(..))));
    assert!(pulled.files.contains_key("pages/fr/une-actualite.json") && !pulled.files.contains_key("pages/fr/fermee.json"));
    assert_eq!(pulled.files["pages/nl/parcours.json"]["title"], "Traject");
    assert_eq!(pulled.files["surveys/essai-2025/survey.json"]["respondents"], 12);
    pulled.write(&base.0.join("content")).unwrap();
    contract::holds(&base.0.join("content"), &site.canary());
    // Links of the old host are gone.
    assert!(!pulled.files.values().any(|file| file["blocks"].to_string().contains(site.url())));
}

#[test]
fn what_is_sent_comes_back_the_same_and_only_what_is_edited_differs() {
    let day = Date::parse("2026-11-25").unwrap_or_else(today);
    for (name, content, source) in [("small", "tests/site/content", "tests/site"), ("whole", "public/content", "public")] {
        let site = Site::empty();
        let admin = || site.client().with_account("admin", &site.text("/users/admin/password")).unwrap();
        let sent = push::push(&mut admin(), &repository(content), day, now()).unwrap();
        assert!(sent.pages > 4 && sent.surveys == 1 && sent.entries > 2 && sent.left.is_empty(), "{sent:?}");
        assert!(matches!(push::push(&mut admin(), &repository(content), day, now()), Err(SourceError::NotEmpty { .. })));
        let back = folder(name);
        contract::copy(&repository(source), &back.0);
        let here = back.0.join("content");
        let pull = || pull::pull(&mut site.client(), &here, day, now()).unwrap();
        let first = pull();
        assert_eq!(first.report(), "", "{name}");
        let written = first.write(&here).unwrap();
        assert_eq!((written.changed, written.removed), (vec![], vec![]), "{name}");
        // Without the files beside: everything is in WordPress.
        for place in first.files.keys().filter(|place| !place.starts_with("menu")) {
            fs::remove_file(here.join(place)).unwrap();
        }
        pull().write(&here).unwrap();
        contract::same_folders(&repository(content), &here);
        contract::holds(&here, &site.canary());

        let slug = if name == "small" { "exemple" } else { "logement" };
        let found = site.get(format!("{API}/pages?slug={slug}&context=edit")).by("admin").send().json();
        let (id, raw) = (found[0]["id"].as_u64().unwrap(), found[0]["content"]["raw"].as_str().unwrap().to_owned());
        let more = format!("{raw}\n\n<!-- wp:paragraph -->\n<p>Une phrase de l’éditrice.</p>\n<!-- /wp:paragraph -->");
        let edit =
            |content: &str| assert_eq!(site.ask("POST", format!("{API}/pages/{id}")).by("admin").json(&json!({ "content": content })).send().status, 200);
        edit(&more);
        let edited = pull();
        let (was, is) = (&first.files[&format!("pages/fr/{slug}.json")], &edited.files[&format!("pages/fr/{slug}.json")]);
        let (was, is) = (was.as_object().unwrap(), is.as_object().unwrap());
        for (field, value) in was.iter().filter(|(field, _)| *field != "blocks") {
            assert_eq!(&is[field], value, "{slug} {field}");
        }
        let (before, after) = (was["blocks"].as_array().unwrap(), is["blocks"].as_array().unwrap());
        assert_eq!(after.len(), before.len() + 1);
        assert_eq!(plain_words(&after[before.len()]["text"]), "Une phrase de l'éditrice.");
        assert_eq!(edited.write(&here).unwrap().changed, [format!("pages/fr/{slug}.json")]);
        let report = check::check(&here, day);
        assert!(!report.has_errors(), "{report}");
        edit(&raw);
        assert_eq!(pull().files[&format!("pages/fr/{slug}.json")], first.files[&format!("pages/fr/{slug}.json")], "the edit taken back is no edit");
    }
}

#[test]
fn pictures_are_sent_once_with_what_they_show() {
    let site = Site::empty();
    for medium in site.get(format!("{API}/media?per_page=100")).by("admin").send().json().as_array().unwrap() {
        site.ask("DELETE", format!("{API}/media/{}?force=true", medium["id"])).by("admin").send();
    }
    drop(site);
    let mut sent = Vec::new();
    for _ in 0..2 {
        // Emptied of its pages, not of its pictures: as after a try that stopped halfway.
        let site = Site::empty();
        let mut admin = site.client().with_account("admin", &site.text("/users/admin/password")).unwrap();
        sent.push(push::push(&mut admin, &repository("tests/site/content"), today(), now()).unwrap().pictures);
        let media = site.get(format!("{API}/media?per_page=100&_fields=slug,alt_text,source_url")).send().json();
        assert_eq!(
            media.as_array().unwrap().iter().map(|medium| (medium["slug"].as_str().unwrap(), medium["alt_text"].as_str().unwrap())).collect::<Vec<_>>(),
            [("passerelle-pont", "Un pont de pierre entre deux rives.")]
        );
        let page = site.get(format!("{API}/pages?slug=exemple")).send().json();
        let text = page[0]["content"]["rendered"].as_str().unwrap();
        assert!(text.contains(&format!(" src=\"{}\"", media[0]["source_url"].as_str().unwrap())), "{text}");
    }
    assert_eq!(sent, [1, 0]);
}

#[test]
fn a_site_is_built_from_wordpress_and_from_the_last_good_copy_when_it_does_not_answer() {
    let day = Date::parse("2026-11-25").unwrap_or_else(today);
    let site = Site::empty();
    let mut admin = site.client().with_account("admin", &site.text("/users/admin/password")).unwrap();
    push::push(&mut admin, &repository("tests/site/content"), day, now()).unwrap();
    let work = folder("copies");
    let copies = Copies::new(work.0.join("copies"));
    let base = repository("tests/site/content");
    let closed = "http://127.0.0.1:9";
    assert!(copies.pull(closed, &base, day, now()).is_err() && copies.date().is_none(), "nothing to fall back on yet");
    let (content, _) = copies.pull(site.url(), &base, day, now()).unwrap();
    assert!(!check::check(&content, day).has_errors());
    copies.keep(now()).unwrap();
    let error = copies.pull(closed, &base, day, now()).unwrap_err();
    assert!(error.is_passing() && copies.date().is_some_and(|date| date.contains("temps universel")), "{error}");
    let job = Job {
        content: copies.good(),
        style: repository("style"),
        bundle: None,
        parts: None,
        backend: None,
        out: work.0.join("out"),
        drafts: None,
        for_work: true,
        compressed: false,
        today: day,
    };
    let published = tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(publish(&job)).unwrap();
    assert!(published.pages >= 5);
    assert!(work.0.join("out/exemple/index.html").is_file());
}

#[test]
fn the_administration_has_its_pages_and_checks_a_survey_that_is_pasted() {
    let site = Site::full();
    let (cookies, id) = (site.cookies("admin"), site.id("survey"));
    let page = |path: &str| {
        let answer = site.get(path).header("Cookie", &cookies).send();
        assert_eq!(answer.status, 200, "{path}");
        answer.text
    };
    let options = page("/wp-admin/options-general.php?page=passerelle");
    for words in ["Adresse du site public", "Fixé par wp-config.php", "Menu du site public : choisi.", "Version de la passerelle : 1.1.0"] {
        assert!(options.contains(words), "{words}");
    }
    assert!(page("/wp-admin/nav-menus.php").contains("Site public"));
    let edit = format!("/wp-admin/post.php?post={id}&action=edit");
    let field = |text: &str, name: &str| {
        let rest = text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}"));
        rest.split('"').next().unwrap().to_owned()
    };
    let shown = |id: u64| site.get(format!("{API}/sondages/{id}")).send().json()["meta"]["definition"].clone();
    let known = shown(id);
    let paste = |definition: &str, cookies: &str| {
        let form = page(&edit);
        let coded: String = definition.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let (nonce, ours) = (field(&form, "_wpnonce"), field(&form, "passerelle_definition_nonce"));
        let mut ask = site.ask("POST", "/wp-admin/post.php").header("Content-Type", "application/x-www-form-urlencoded").header("Cookie", cookies);
        ask.body = format!(
            "_wpnonce={nonce}&passerelle_definition_nonce={ours}&action=editpost&post_ID={id}&post_type=sondage&post_status=publish&post_title=Sondage&passerelle_definition={coded}"
        );
        ask.send().status
    };
    let mut more = known.clone();
    more["respondents"] = json!(13);
    more["citation"] = json!("L'enquête \\ « citée »");
    for (text, expected, refused) in
        [(more.to_string(), &more, false), ("{".to_owned(), &more, true), (json!({ "id": "x" }).to_string(), &more, true), (known.to_string(), &known, false)]
    {
        assert_eq!(paste(&text, &cookies), 302);
        assert_eq!(page(&edit).contains("n’a pas été enregistrée"), refused, "{text}");
        assert_eq!(shown(id), *expected, "{text}");
    }
    assert_ne!(paste(&more.to_string(), &site.cookies("abonne")), 302, "a subscriber");
    assert_eq!(shown(id), known);
}
