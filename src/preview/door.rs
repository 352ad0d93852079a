//! The door in the browser: takes what the address, a file or a pasted text gives, shows the draft with its banner, and forgets it with the page.
//!
//! The token lives in this program's memory alone. It goes nowhere but into the header of requests to WordPress, which are never kept.

use super::{
    address::{Asked, asked},
    compare::{Comparison, Counts, Mark, compare},
    heard::as_element,
    lens, readers, sealed,
    source::{Source, Sources, caret},
};
use crate::{
    check::{
        kind::Kind,
        known::Known,
        locate,
        one_page::{Found, OnePage},
        problem::Severity,
        rules,
    },
    components::markup::{Element, classed, element},
    content::{
        static_files::StaticFiles,
        wordpress::html::{self, Picture, Surroundings},
    },
    locale::phrase::fill,
    model::{
        block::Block,
        date::Date,
        draft::Draft,
        frame::Frame,
        json::{Faults, FromJson, Json},
        page::{LoadedPage, Page},
        slug::Slug,
        text::Prose,
        words::PreviewWords,
    },
    pages::published::{published, view as view_of},
    routes,
};
use gloo_net::http::{Request, RequestBuilder};
use leptos::{ev, prelude::*};
use serde_json::{Value, json};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlElement, HtmlInputElement, ReferrerPolicy, RequestCache, RequestCredentials};

/// The most changes that are shown without being asked for.
const MOST_OPEN: usize = 12;
/// After this long without an answer, WordPress is said to be slow.
const LIMIT_MS: u32 = 10_000;
/// The largest file that is read, in bytes.
const LARGEST_FILE: f64 = 2_000_000.0;
/// The longest that a link lives, in days.
const LONGEST_LINK: f64 = 30.0;
/// How long hands rest before what they typed is shown, in milliseconds.
const REST_MS: u64 = 150;
/// The most checks that are listed.
const MOST_CHECKS: usize = 40;

/// What the door needs to know: the site around the draft, its own words, the WordPress that drafts come from.
struct Door {
    frame: &'static Frame,
    words: PreviewWords,
    backend: Option<String>,
    /// What links of a draft may lead to: see [`Known::site`].
    site: Value,
    /// The frame as it is written: where words that are no draft's come from.
    around: Value,
}

/// How a text comes to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// By a button, a file or a link: the banner gets the focus.
    Asked,
    /// By typing: what is typed in keeps it, and a text that is no JSON yet leaves the page as it was.
    Typed,
}

/// Where a draft comes from.
#[derive(Clone)]
enum Origin {
    /// WordPress: its number and the token that opened it; `editor`: it may make links.
    WordPress { id: u64, token: Rc<str>, editor: bool },
    /// A file of this device: its name and its text.
    File { name: String, text: Rc<str> },
    /// A link that carried it.
    Link,
}

/// A draft with what is said of it.
struct Opened {
    page: Draft<LoadedPage>,
    published: Option<&'static LoadedPage>,
    /// The draft's own text, and that of the published page; `None` for what never was published.
    json: Rc<Value>,
    written: Option<Rc<Value>>,
    origin: Origin,
    author: String,
    modified: String,
    until: String,
    scheduled: String,
    edit: String,
    losses: Vec<String>,
    /// An old version, when that is what is shown.
    version: Option<Version>,
}

/// An old version of an item of WordPress.
#[derive(Clone)]
struct Version {
    id: u64,
    /// When and by whom.
    told: String,
    /// What must be said to restore it.
    confirm: String,
}

thread_local! {
    /// What is open: dropped with the page, and nowhere else.
    static OPEN: RefCell<Option<Rc<Opened>>> = const { RefCell::new(None) };
    /// What is drawn of it.
    static STAGE: RefCell<Option<Box<dyn std::any::Any>>> = const { RefCell::new(None) };
    /// Files of the site that drafts are compared with.
    static FILES: RefCell<Vec<(String, Rc<Value>)>> = const { RefCell::new(Vec::new()) };
    /// How many times something was typed: what was typed before the last is not shown.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// Opens the door: `data` is the file of `/apercu/`, `fragment` what the address held behind `#` before it was taken away.
pub fn start(data: &JsValue, fragment: &str, reloaded: bool) {
    let json = Json::from_browser(data.clone());
    let (Ok(frame), Ok(words)) = (Frame::from_json(&json.member("frame")), PreviewWords::from_json(&json.member("words"))) else { return };
    let backend = Some(json.member("backend").word()).filter(|address| !address.is_empty());
    let member = |name: &str| -> Value {
        let text = js_sys::Reflect::get(data, &name.into()).ok().and_then(|value| js_sys::JSON::stringify(&value).ok());
        text.and_then(|text| serde_json::from_str(&String::from(text)).ok()).unwrap_or_default()
    };
    let (site, around) = (member("known"), member("frame"));
    let door: &'static Door = Box::leak(Box::new(Door { frame: Box::leak(Box::new(frame)), words, backend, site, around }));
    listen(door);
    match asked(fragment) {
        Asked::Nothing if reloaded => say(&[&door.words.reloaded]),
        Asked::Nothing => {}
        Asked::Cut => say(&[&door.words.cut]),
        Asked::Sealed { draft, key } => match sealed::open(&draft, &key, today()) {
            Ok((text, until)) => door.open_text(&text, "", Some(until), Origin::Link, How::Asked),
            Err(sealed::Closed::Broken) => say(&[&door.words.sealed_broken]),
            Err(sealed::Closed::Over(day)) => say(&[&fill(&door.words.sealed_over, &[("when", &crate::locale::date::long(day, &door.frame.words))])]),
        },
        Asked::Item { id, token } => {
            say(&[&door.words.loading]);
            spawn_local(async move { door.fetch(id, token.into()).await });
        }
    }
}

/// What is done at the door: a file chosen, dropped or pasted, and the buttons of the banner.
fn listen(door: &'static Door) {
    leptos::prelude::window_event_listener(ev::change, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = target else { return };
        match input.id().as_str() {
            "preview-file" => door.read(input.files()),
            "preview-day" => door.see_on(&input.value()),
            _ if input.name() == "preview-width" => {
                if let Some(stage) = one(".preview__stage") {
                    _ = stage.set_attribute("data-width", &input.value());
                }
                door.show_readers();
                door.tell_heard();
            }
            _ => {}
        }
    });
    leptos::prelude::window_event_listener(ev::input, move |event| {
        let field = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
        let Some(field) = field.filter(|field| field.id() == "preview-text") else { return };
        // What is typed is shown when the hands rest.
        let turn = TURN.get() + 1;
        TURN.set(turn);
        set_timeout(
            move || {
                if TURN.get() == turn && !field.value().trim().is_empty() {
                    door.open_text(&field.value(), "", None, Origin::File { name: String::new(), text: field.value().as_str().into() }, How::Typed);
                }
            },
            std::time::Duration::from_millis(REST_MS),
        );
    });
    leptos::prelude::window_event_listener(ev::dragover, |event| event.prevent_default());
    leptos::prelude::window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        door.read(event.data_transfer().and_then(|data| data.files()));
    });
    leptos::prelude::window_event_listener(ev::resize, |_| readers::fit());
    leptos::prelude::window_event_listener(ev::keydown, move |event| {
        lens::key(&event);
        if stands_in_stage(&event) {
            door.touched(&event);
        }
    });
    leptos::prelude::window_event_listener(ev::click, move |event| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
        let within = |selector: &str| target.closest(selector).ok().flatten();
        if within("#preview-heard > summary").is_some() {
            // Once it is open.
            set_timeout(move || door.tell_heard(), std::time::Duration::ZERO);
        }
        if stands_in_stage(&event) {
            door.touched(&event);
        }
        let Some(button) = within("[data-preview]") else { return };
        match button.get_attribute("data-preview").as_deref() {
            Some("show") => {
                let text = one("#preview-text").map(|field| field.unchecked_into::<web_sys::HtmlTextAreaElement>().value()).unwrap_or_default();
                if !text.trim().is_empty() {
                    door.open_text(&text, "", None, Origin::File { name: String::new(), text: text.as_str().into() }, How::Asked);
                }
            }
            Some("place") => door.show_place(&button.get_attribute("value").unwrap_or_default()),
            Some("heard") => lens::follow(button.get_attribute("value").and_then(|value| value.parse().ok()).unwrap_or_default(), true),
            Some("field") => show_field(&button.get_attribute("value").unwrap_or_default()),
            Some("link") => door.make_link(),
            Some("version") => door.see_version(button.get_attribute("value").unwrap_or_default()),
            Some("newest") => door.see_newest(),
            Some("restore") => door.ask_to_restore(),
            Some("confirm") => door.restore(),
            Some("revoke") => door.revoke(button.get_attribute("value").unwrap_or_default()),
            _ => {}
        }
    });
}

impl Door {
    /// Reads the first of the files that were chosen or dropped.
    fn read(&'static self, files: Option<web_sys::FileList>) {
        let Some(file) = files.and_then(|files| files.get(0)) else { return };
        let name = file.name();
        if file.size() > LARGEST_FILE {
            self.refuse(&name, &[self.words.too_large.to_string()]);
            return;
        }
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
            let origin = Origin::File { name: name.clone(), text: text.as_str().into() };
            self.open_text(&text, &name, None, origin, How::Asked);
        });
    }

    /// A draft as its file has it.
    fn open_text(&'static self, text: &str, name: &str, until: Option<Date>, origin: Origin, how: How) {
        let value: Value = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
            Ok(value) => value,
            Err(error) => {
                let told = fill(&self.words.malformed, &[("line", &error.line().to_string()), ("column", &error.column().to_string())]);
                return self.refuse(name, &[told]);
            }
        };
        let told = |day: Date| crate::locale::date::long(day, &self.frame.words);
        let scheduled = value["publish_at"].as_str().and_then(Date::parse).map(|day| day.machine()).unwrap_or_default();
        // Its name, or that of the page of this title, or what its title would be called.
        let title = value["title"].as_str().unwrap_or("brouillon");
        let slug = Slug::parse(name.trim_end_matches(".json"))
            .or_else(|| Slug::parse(value["slug"].as_str().or_else(|| Known::called(&self.site, &self.frame.lang, &Prose::new(title)))?))
            .unwrap_or_else(|| Slug::from_words(title));
        let (page, losses) = match self.page(&value, slug.clone()) {
            Ok(read) => read,
            Err(faults) => return self.refuse(name, &faults),
        };
        let until = until.map(told).unwrap_or_default();
        let turn = TURN.get();
        spawn_local(async move {
            // What is published under the same name, to compare with; it is a visitor's file like any other.
            let published = StaticFiles.page(&self.frame.lang, &slug).await.ok();
            // The file that it was made of; of a published file, which has a version, that file itself.
            let folder = if value["version"].is_string() { "pages" } else { "written" };
            let written = if published.is_some() { file(&format!("/content/{folder}/{}/{slug}.json", self.frame.lang)).await } else { None };
            // Something newer was typed meanwhile.
            if how == How::Typed && TURN.get() != turn {
                return;
            }
            let opened = Opened {
                page,
                json: value.into(),
                written,
                published,
                origin,
                author: String::new(),
                modified: String::new(),
                until,
                scheduled,
                edit: String::new(),
                losses,
                version: None,
            };
            self.show(opened, how);
        });
    }

    /// The page that a draft's JSON holds, and what must be known of it; or its faults, each with its path.
    fn page(&self, value: &Value, slug: Slug) -> Result<(Draft<LoadedPage>, Vec<String>), Vec<String>> {
        let json = Json::parse(&value.to_string()).map_err(|_| Vec::new())?;
        let mut faults = Faults::default();
        let page = Page::take(&json, &mut faults);
        if !faults.list().is_empty() {
            return Err(faults.list().iter().map(|fault| format!("{} : {}", fault.path, Kind::from(fault.clone()))).collect());
        }
        let mut notes: Vec<String> = Vec::new();
        for block in &page.blocks {
            if let Block::Unknown(kind) = block
                && Block::KINDS.contains(&kind.as_str())
            {
                let note = fill(&self.words.filled_later, &[("kind", kind)]);
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        Ok((Draft::new(LoadedPage { slug, page, surveys: Vec::new(), foreign: None, qr: None }), notes))
    }

    /// What an editor can mend in the draft: paths and words, as the checker says them, the gravest first.
    fn checks(&self, opened: &Opened, page: &Page) -> Found {
        let around = Known { site: &self.site, languages: &self.frame.site.languages, draft: page, today: today() };
        let incoming = matches!(opened.origin, Origin::WordPress { .. });
        let one = OnePage { page, easy: opened.json["easy_of"].is_string(), incoming, today: today(), around: &around };
        let mut found = rules::of_draft(&one, &opened.json, self.frame.lang == routes::ROOT_LANGUAGE);
        found.sort_by_key(|(_, kind)| kind.severity());
        found
    }

    /// The checks as a list, each with the ways to its place.
    fn checked(&self, opened: &Opened, found: &Found) -> Element {
        let words = &self.words;
        let fold = element("details").set("id", "preview-checks").set("open", "").with(element("summary").words(&words.checks));
        if found.is_empty() {
            return fold.with(element("p").words(&words.no_fault));
        }
        let button =
            |what: &str, path: &str, title: &str| classed("button", "button").set("type", "button").set("data-preview", what).set("value", path).words(title);
        let is_text = matches!(opened.origin, Origin::File { .. });
        let line = |(path, kind): &(String, Kind)| {
            let (severity, title) = match kind.severity() {
                Severity::Error => ("error", &words.to_mend),
                Severity::Warning | Severity::Reminder => ("warning", &words.to_look),
                Severity::Advice => ("advice", &words.to_ease),
            };
            let at = match &opened.origin {
                Origin::File { text, .. } => fill(&words.at_line, &[("line", &locate::line(text, path).to_string()), ("path", path)]),
                _ => path.clone(),
            };
            let edit = (!opened.edit.is_empty()).then(|| element("a").set("href", &opened.edit).set("rel", "external noopener").words(&words.edit));
            classed("li", "preview__check")
                .set("data-severity", severity)
                .with(element("p").with(element("strong").words(title)).words(" : ").words(&Prose::new(&kind.to_string())))
                .with(element("p").with(element("code").words(&at)))
                .with(
                    classed("p", "preview__actions")
                        .with(button("place", path, &words.see_in_page))
                        .with_if(is_text.then(|| button("field", path, &words.see_in_text)))
                        .with_if(edit),
                )
        };
        let rest = u32::try_from(found.len().saturating_sub(MOST_CHECKS)).unwrap_or(u32::MAX);
        fold.with(classed("ul", "preview__checks").with_all(found.iter().take(MOST_CHECKS).map(line).collect()))
            .with_if((rest > 0).then(|| element("p").words(&words.more_faults.counted(&self.frame.lang, rest))))
    }

    /// Tells what is heard of the page, when that is asked for.
    fn tell_heard(&self) {
        if let (true, Some(drawn)) = (lens::is_open(), readers::heard_in().or_else(|| one(".preview__stage"))) {
            lens::tell(&drawn, &self.words.heard, self.frame);
        }
    }

    /// Opens the frames of four readers, has them show what is drawn now, or closes them, as the choice of a width wants it.
    fn show_readers(&'static self) {
        let (Some(work), Some(stage)) = (one(".preview__work"), one(".preview__stage")) else { return };
        if stage.get_attribute("data-width").as_deref() != Some("four") {
            return readers::close();
        }
        if one(".readers").is_some() {
            readers::refresh();
        } else {
            readers::open(&work, &self.words.readers, move || self.tell_heard(), move |event| self.touched(event));
        }
    }

    /// A click in the page, or Enter on a block of it: its field, and its line in what is heard. Links do not lead away from the draft.
    fn touched(&self, event: &web_sys::Event) {
        let Some(target) = event.target().and_then(|target| as_element(&target)) else { return };
        let closest = |selector: &str| target.closest(selector).ok().flatten();
        match (event.type_() == "keydown").then(|| key_of(event)) {
            // What acts of itself on Enter is clicked by it.
            Some(key) if key != "Enter" || closest("a, button, summary, input, select, textarea").is_some() => return,
            _ => {}
        }
        if closest("a").is_some_and(|link| link.get_attribute("href").is_some_and(|href| !href.starts_with('#'))) {
            event.prevent_default();
        }
        lens::point(&target);
        lens::outline(&target);
        let Some(opened) = OPEN.with_borrow(Clone::clone) else { return };
        let page = opened.page.clone().for_preview().page;
        let (seen, offset) = text_at(&target);
        let found = Sources::new(&opened.json, &self.around, &self.frame.words).find(&seen, block_of(&target, &page));
        let words = &self.words.source;
        let text = match &opened.origin {
            Origin::File { text, .. } => Some(text),
            _ => None,
        };
        let told = match &found {
            None => words.nowhere.to_string(),
            Some(Source::Around(path)) => {
                let (phrase, rest) = match path.split_once('.') {
                    Some(("words", rest)) => (&words.interface, rest),
                    Some(("menu", rest)) => (&words.menu, rest),
                    Some((_, rest)) => (&words.site, rest),
                    None => (&words.site, path.as_str()),
                };
                fill(phrase, &[("path", rest)])
            }
            Some(Source::Draft(path)) => match (text, path.as_str()) {
                (Some(text), _) => fill(&words.field, &[("path", path), ("line", &locate::line(text, path).to_string())]),
                (None, "title") => words.title.to_string(),
                (None, "summary") => words.summary.to_string(),
                (None, path) => match number_of(path) {
                    Some(block) => fill(&words.content, &[("n", &(block + 1).to_string())]),
                    None => fill(&words.other, &[("path", path)]),
                },
            },
        };
        put("#preview-source", &[element("span").words(&told)]);
        // What opens or answers is used as it is; elsewhere the hand goes on in the field.
        if let (Some(Source::Draft(path)), Some(text), None) = (&found, text, closest("button, summary, input, select, textarea, label")) {
            let (start, end) = locate::span(text, path);
            let raw = &text[start..text[start..].find('\n').map_or(text.len(), |line| start + line)];
            let word = offset.and_then(|offset| caret(&seen, offset, raw));
            choose_in_field(word.map_or((start, end), |(from, to)| (start + from, start + to)));
        }
    }

    /// Goes to what a path of the draft's file has become in the page.
    fn show_place(&self, path: &str) {
        let Some(opened) = OPEN.with_borrow(Clone::clone) else { return };
        let page = opened.page.clone().for_preview().page;
        let root = readers::heard_in().or_else(|| one(".preview__stage"));
        let place = number_of(path).and_then(|index| {
            let before = page.blocks.iter().take(index).filter(|block| !matches!(block, Block::Unknown(_))).count();
            let holder = root.as_ref()?.query_selector(HOLDERS).ok().flatten()?;
            holder.children().item(u32::try_from(before).ok()? + opening(&holder))
        });
        if let Some(place) = place.or_else(|| root?.query_selector("h1").ok().flatten()) {
            lens::show(&place, true);
        }
    }

    /// What is wrong with a file, and what to do; what was on the screen stays.
    fn refuse(&self, name: &str, faults: &[String]) {
        let name = if name.is_empty() { &*self.words.pasted } else { name };
        let title = fill(&self.words.faults, &[("file", name)]);
        let list = element("ul").with_all(faults.iter().map(|fault| element("li").words(fault)).collect());
        let said = classed("div", "preview-door__faults")
            .with(element("p").with(element("strong").words(&title)))
            .with(list)
            .with(element("p").words(&self.words.faults_advice));
        put("#preview-said", &[said]);
    }

    /// A request to WordPress that nobody keeps.
    fn request(&self, request: RequestBuilder, token: &str) -> RequestBuilder {
        request
            .header("X-Preview-Token", token)
            .cache(RequestCache::NoStore)
            .credentials(RequestCredentials::Omit)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(Some(&web_sys::AbortSignal::timeout_with_u32(LIMIT_MS)))
    }

    fn address(&self, route: &str) -> Result<String, String> {
        let base = self.backend.as_ref().ok_or_else(|| self.words.no_backend.to_string())?;
        Ok([base.trim_end_matches('/'), "/wp-json/passerelle/v1/", route].concat())
    }

    /// The answer to a request, or why there is none.
    async fn answer(&self, request: Result<Request, gloo_net::Error>) -> Result<Value, String> {
        let answer = match request.map_err(|error| error.to_string())?.send().await {
            Ok(answer) => answer,
            Err(error) if error.to_string().to_lowercase().contains("timeout") => return Err(self.words.slow.to_string()),
            Err(_) => return Err(self.words.unreachable.to_string()),
        };
        let status = answer.status();
        if status == 204 {
            return Ok(Value::Null);
        }
        let text = answer.text().await.unwrap_or_default();
        let not_json = || fill(&self.words.not_json, &[("status", &status.to_string())]);
        let value: Value = serde_json::from_str(&text).map_err(|_| not_json())?;
        match (answer.ok(), value["code"].as_str()) {
            (true, _) => Ok(value),
            (false, Some("rest_no_route")) => Err(self.words.no_bridge.to_string()),
            (false, Some(code)) if code.starts_with("passerelle_") => Err(fill(&self.words.refused, &[("why", value["message"].as_str().unwrap_or_default())])),
            (false, _) => Err(not_json()),
        }
    }

    /// Asks WordPress for an item and shows it.
    async fn fetch(&'static self, id: u64, token: Rc<str>) {
        let value = match self.address(&format!("preview/{id}")) {
            Ok(address) => self.answer(self.request(Request::get(&address), &token).build()).await,
            Err(why) => Err(why),
        };
        match value {
            Ok(value) => self.open_item(&value, id, token),
            Err(why) => say(&[&why]),
        }
    }

    /// An item of WordPress as a page: the page that was sent with it as long as nobody edited it, else what its text says.
    fn open_item(&'static self, value: &Value, id: u64, token: Rc<str>) {
        if value["type"] == "sondage" {
            return say(&[&self.words.survey]);
        }
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let slug = Slug::parse(&word(&value["slug"])).unwrap_or_else(|| Slug::from_words(value["draft"]["title"].as_str().unwrap_or("brouillon")));
        let lang = value["lang"].as_str().unwrap_or(&self.frame.lang).to_owned();
        let (draft, mut losses) = self.converted(&value["draft"], &lang);
        let page = match self.page(&draft, slug.clone()) {
            Ok((page, notes)) => {
                losses.extend(notes);
                page
            }
            Err(faults) => return self.refuse(&word(&value["draft"]["title"]), &faults),
        };
        let published = value["published"].is_object().then(|| self.converted(&value["published"], &lang).0);
        let written = published.clone().map(Rc::new);
        let published = published.and_then(|json| self.page(&json, slug).ok()).map(|(page, _)| &*Box::leak(Box::new(page.for_preview())));
        let editor = value["token"]["kind"] == "editor";
        self.show(
            Opened {
                page,
                published,
                json: draft.into(),
                written,
                origin: Origin::WordPress { id, token, editor },
                author: word(&value["author"]),
                modified: moment(&word(&value["draft"]["modified"])),
                until: moment(&word(&value["token"]["until"])),
                scheduled: value["scheduled"].as_str().and_then(|text| text.get(..10)).unwrap_or_default().to_owned(),
                edit: word(&value["edit"]),
                losses,
                version: None,
            },
            How::Asked,
        );
    }

    /// The JSON of a page from what WordPress shows of it, and what was lost on the way.
    fn converted(&self, shown: &Value, lang: &str) -> (Value, Vec<String>) {
        let kept: Option<Value> = shown["page"].as_str().and_then(|text| serde_json::from_str(text).ok());
        if let (Some(page), Some(false)) = (&kept, shown["edited"].as_bool()) {
            return (page.clone(), Vec::new());
        }
        let mut around = Around { site: self.backend.clone().unwrap_or_default() };
        let converted = html::convert(shown["content"].as_str().unwrap_or_default(), lang, &mut around);
        let mut page = kept
            .unwrap_or_else(|| json!({ "kind": "page", "brief": [], "sources": [], "checked_on": shown["modified"].as_str().and_then(|text| text.get(..10)) }));
        page["title"] = shown["title"].clone();
        let summary = html::words_of(shown["summary"].as_str().unwrap_or_default());
        if !summary.is_empty() || page["summary"].is_null() {
            page["summary"] = summary.into();
        }
        page["blocks"] = converted.blocks.into();
        (page, converted.losses.iter().map(ToString::to_string).collect())
    }

    /// Puts the draft in the page, under its banner.
    fn show(&'static self, opened: Opened, how: How) {
        let opened = Rc::new(opened);
        OPEN.set(Some(opened.clone()));
        let page: &'static LoadedPage = Box::leak(Box::new(opened.page.clone().for_preview()));
        let comparison = opened.written.as_ref().map(|written| compare(&opened.json, written));
        let Some(main) = one("main").and_then(|main| main.dyn_into::<HtmlElement>().ok()) else { return };
        // The field of a text stays, with what is chosen in it: who types goes on.
        let field = matches!(opened.origin, Origin::File { .. }).then(|| one(".preview-door")).flatten();
        let typed = one("#preview-text").and_then(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>().ok()).filter(|_| how == How::Typed);
        let chosen = typed.as_ref().map(|field| (field.selection_start().ok().flatten(), field.selection_end().ok().flatten(), field.scroll_top()));
        if let (Origin::File { text, .. }, Some(Ok(area))) =
            (&opened.origin, one("#preview-text").map(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>()))
            && how == How::Asked
        {
            area.set_value(text);
        }
        let width = one(".preview__stage").and_then(|stage| stage.get_attribute("data-width")).unwrap_or_else(|| "wide".to_owned());
        let (across, down) = web_sys::window().map(|window| (window.scroll_x().unwrap_or_default(), window.scroll_y().unwrap_or_default())).unwrap_or_default();
        let listening = lens::is_open();
        // Frames stay where they are: one that is moved is loaded again.
        let work = one(".preview__work").unwrap_or_else(|| classed("div", "preview__work").build());
        for (holder, kept) in [(main.unchecked_ref::<web_sys::Element>().clone(), work.clone()), (work.clone(), readers_or(&work))] {
            let children = holder.children();
            let gone: Vec<_> = (0..children.length()).filter_map(|place| children.item(place)).filter(|child| *child != kept).collect();
            gone.iter().for_each(web_sys::Element::remove);
        }
        if !work.is_connected() {
            _ = main.append_child(&work);
        }
        say(&[]);
        let stage = classed("div", "preview__stage").set("data-width", &width).build();
        let ribbon =
            classed("p", "draft-banner preview__ribbon").set("id", "preview-title").words(&self.words.unpublished).words(" – ").words(&page.page.title).build();
        let found = self.checks(&opened, &page.page);
        for part in [ribbon, self.banner(&opened, comparison.as_ref(), &width).build()] {
            _ = main.insert_before(&part, Some(&work));
        }
        let beside = classed("aside", "preview__beside")
            .set("aria-label", &self.words.checks)
            .with(classed("p", "preview__source").set("role", "status").set("id", "preview-source").words(&self.words.source.note))
            .with(self.checked(&opened, &found))
            .with(lens::fold(&self.words.heard, listening))
            .build();
        if let Some(field) = &field {
            _ = beside.append_child(field);
            _ = field.set_attribute("data-beside", "");
        }
        let first = work.first_child();
        _ = work.insert_before(&beside, first.as_ref());
        _ = work.insert_before(&stage, first.as_ref());
        say(&[]);
        STAGE.set(Some(Box::new(mounted(&stage, page, self.frame))));
        if let Some(comparison) = &comparison {
            self.mark(page, comparison);
        }
        reach_blocks(&stage);
        self.show_readers();
        self.tell_heard();
        web_sys::window()
            .and_then(|window| window.document())
            .inspect(|document| document.set_title(&format!("{} – {}", &*self.words.unpublished, &*page.page.title)));
        if let (Some(field), Some((start, end, top))) = (typed, chosen) {
            _ = field.focus();
            _ = field.set_selection_start(start);
            _ = field.set_selection_end(end);
            field.set_scroll_top(top);
            web_sys::window().inspect(|window| window.scroll_to_with_x_and_y(across, down));
        } else if let Some(banner) = one(".preview").and_then(|banner| banner.dyn_into::<HtmlElement>().ok()) {
            // From the top: the ribbon stands above the banner, not over it.
            web_sys::window().inspect(|window| window.scroll_to_with_x_and_y(0.0, 0.0));
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            _ = banner.focus_with_options(&options);
        }
        if let Origin::WordPress { editor: true, .. } = &opened.origin {
            spawn_local(self.list_links());
            spawn_local(self.list_versions());
        }
    }

    /// What cannot be missed above the draft.
    fn banner(&self, opened: &Opened, comparison: Option<&Comparison>, chosen: &str) -> Element {
        let words = &self.words;
        let line = |phrase: &str, key: &'static str, value: &str| (!value.is_empty()).then(|| element("p").words(&fill(phrase, &[(key, value)])));
        let from = match &opened.origin {
            Origin::File { name, .. } if !name.is_empty() => Some(element("p").words(&fill(&words.from_file, &[("file", name)]))),
            Origin::Link => Some(element("p").words(&words.from_link)),
            _ => None,
        };
        let scheduled = Date::parse(&opened.scheduled).map(|day| crate::locale::date::long(day, &self.frame.words)).unwrap_or_default();
        let width = |value: &str, title: &str| {
            let radio =
                element("input").set("type", "radio").set("name", "preview-width").set("value", value).set_if("checked", (chosen == value).then_some(""));
            element("label").with(radio).with(element("span").words(title))
        };
        let widths = classed("fieldset", "preview__widths")
            .with(element("legend").words(&words.width))
            .with(width("wide", &words.wide))
            .with(width("narrow", &words.narrow))
            .with(width("four", &words.readers.title));
        let day = (!opened.scheduled.is_empty()).then(|| {
            let field = element("input").set("type", "date").set("id", "preview-day").set("value", &today().machine()).set("min", &today().machine());
            classed("div", "preview__day")
                .with(element("label").set("for", "preview-day").words(&words.on_day))
                .with(field)
                .with(element("p").set("role", "status").set("id", "preview-day-said"))
        });
        let losses = (!opened.losses.is_empty()).then(|| {
            let list = element("ul").with_all(opened.losses.iter().map(|loss| element("li").words(loss)).collect());
            element("details").set("open", "").with(element("summary").words(&words.losses)).with(list)
        });
        let actions = classed("p", "preview__actions")
            .with(classed("a", "button").set("href", "/").set("rel", "external").words(&words.leave))
            .with_if((!opened.edit.is_empty()).then(|| element("a").set("href", &opened.edit).set("rel", "external noopener").words(&words.edit)));
        classed("aside", "preview")
            .set("tabindex", "-1")
            .set("aria-labelledby", "preview-title")
            .with(
                classed("div", "preview__facts")
                    .with_if(line(&words.by, "who", &opened.author))
                    .with_if(line(&words.since, "when", &opened.modified))
                    .with_if(line(&words.until, "when", &opened.until))
                    .with_if(line(&words.scheduled, "when", &scheduled))
                    .with_if(from),
            )
            .with(actions)
            .with(widths)
            .with_if(day)
            .with(self.comparison(comparison))
            .with_if(losses)
            .with_if(self.versions(opened))
            .with_if(self.sharing(opened))
    }

    /// The place of the old versions; above it, of one that is shown, what it is and the way to restore it.
    fn versions(&self, opened: &Opened) -> Option<Element> {
        let Origin::WordPress { editor: true, .. } = &opened.origin else { return None };
        let button = |what: &str, title: &str| classed("button", "button").set("type", "button").set("data-preview", what).words(title);
        let shown = opened.version.as_ref().map(|version| {
            classed("div", "preview__version")
                .with(element("p").with(element("strong").words(&fill(&self.words.version_shown, &[("which", &version.told)]))))
                .with(classed("p", "preview__actions").with(button("restore", &self.words.restore)).with(button("newest", &self.words.newest)))
                .with(element("div").set("role", "status").set("id", "preview-restore"))
        });
        let list = element("details")
            .set_if("open", opened.version.as_ref().map(|_| ""))
            .with(element("summary").words(&self.words.versions))
            .with(element("div").set("id", "preview-versions"));
        let restored = element("div").set("role", "status").set("id", "preview-restored");
        Some(element("div").with(restored).with_if(shown).with(list))
    }

    /// What changed, in words: how much, then sentence by sentence.
    fn comparison(&self, comparison: Option<&Comparison>) -> Element {
        let words = &self.words;
        let fold = element("details").set("id", "preview-comparison").with(element("summary").words(&words.comparison));
        let Some(comparison) = comparison else { return fold.with(element("p").words(&words.never_published)) };
        let Counts { changed, added, removed, links_added, links_removed, reshaped } = comparison.counts;
        let told = [
            (changed, &words.sentences_changed),
            (added, &words.sentences_added),
            (removed, &words.sentences_removed),
            (links_added, &words.links_added),
            (links_removed, &words.links_removed),
            (reshaped, &words.blocks_reshaped),
        ];
        let told: Vec<String> = told
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, phrase)| phrase.counted(&self.frame.lang, u32::try_from(*count).unwrap_or(u32::MAX)))
            .collect();
        if told.is_empty() {
            return fold.with(element("p").words(&words.no_change));
        }
        let side = |tag: &'static str, label: &str, text: &str| (!text.is_empty()).then(|| element("p").words(label).words(" ").with(element(tag).words(text)));
        let change = |change: &super::compare::Change| {
            element("li").with_if(side("del", &words.before, &change.before)).with_if(side("ins", &words.after, &change.after))
        };
        // A page that is written anew is not kept from its reader by all that it was.
        fold.set_if("open", (comparison.changes.len() <= MOST_OPEN).then_some(""))
            .with(classed("p", "preview__counts").words(&told.join(", ")).words("."))
            .with(classed("ol", "preview__changes").with_all(comparison.changes.iter().map(change).collect()))
    }

    /// Marks what is new on the page itself, in words and by a line.
    fn mark(&self, page: &LoadedPage, comparison: &Comparison) {
        let Some(prose) = one(".preview__stage").and_then(|stage| stage.query_selector(HOLDERS).ok().flatten()) else { return };
        let shown = page.page.blocks.iter().zip(&comparison.marks).filter(|(block, _)| !matches!(block, Block::Unknown(_)));
        for (place, (_, mark)) in (0..).zip(shown) {
            let label = match mark {
                Mark::Same => continue,
                Mark::Changed => &self.words.mark_changed,
                Mark::Added => &self.words.mark_added,
            };
            if let Some(node) = prose.children().item(place + opening(&prose)) {
                _ = node.set_attribute("data-preview-mark", label);
            }
        }
    }

    /// What the site shows on a day.
    fn see_on(&'static self, day: &str) {
        let Some(opened) = OPEN.with_borrow(Clone::clone) else { return };
        let (Some(day), Some(from)) = (Date::parse(day), Date::parse(&opened.scheduled)) else { return };
        let visible = day >= from;
        let said =
            if visible { self.words.visible.to_string() } else { fill(&self.words.not_yet, &[("when", &crate::locale::date::long(from, &self.frame.words))]) };
        put("#preview-day-said", &[element("span").words(&said)]);
        let Some(stage) = one(".preview__stage") else { return };
        STAGE.set(None);
        stage.set_text_content(None);
        let page = if visible { Some(&*Box::leak(Box::new(opened.page.clone().for_preview()))) } else { opened.published };
        if let Some(page) = page {
            STAGE.set(Some(Box::new(mounted(&stage, page, self.frame))));
        }
        reach_blocks(&stage);
        self.show_readers();
        self.tell_heard();
    }

    /// The way to show it to a colleague: through WordPress for who edits there, else by a link that carries it.
    fn sharing(&self, opened: &Opened) -> Option<Element> {
        let words = &self.words;
        let note = match &opened.origin {
            Origin::WordPress { editor: true, .. } => &words.share_note,
            Origin::File { .. } => &words.share_sealed_note,
            _ => return None,
        };
        let in_wordpress = matches!(opened.origin, Origin::WordPress { .. });
        let last = later(LONGEST_LINK);
        let day = element("input").set("type", "date").set("id", "preview-last-day").set("min", &today().machine()).set("max", &last).set("value", &later(7.0));
        let labelled = |id: &str, label: &str, field: Element| classed("p", "preview__field").with(element("label").set("for", id).words(label)).with(field);
        let whom = in_wordpress.then(|| labelled("preview-for", &words.share_for, element("input").set("id", "preview-for").set("maxlength", "80")));
        Some(
            element("details")
                .with(element("summary").words(&words.share))
                .with(element("p").words(note))
                .with(labelled("preview-last-day", &words.last_day, day))
                .with_if(whom)
                .with(element("p").with(classed("button", "button").set("type", "button").set("data-preview", "link").words(&words.make_link)))
                .with(element("div").set("role", "status").set("id", "preview-link"))
                .with(element("div").set("id", "preview-links")),
        )
    }

    /// Makes the link that was asked for.
    fn make_link(&'static self) {
        let Some(opened) = OPEN.with_borrow(Clone::clone) else { return };
        let value = |id: &str| one(id).map(|field| field.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default();
        let (day, whom) = (value("#preview-last-day"), value("#preview-for"));
        let Some(until) = Date::parse(&day).filter(|day| *day >= today() && day.machine() <= later(LONGEST_LINK)) else {
            put("#preview-link", &[element("p").words(&self.words.share_note)]);
            return;
        };
        match &opened.origin {
            Origin::File { text, .. } => {
                let mut chance = [0; sealed::KEY + sealed::NONCE];
                let filled =
                    web_sys::window().and_then(|window| window.crypto().ok()).is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut chance).is_ok());
                let Some((draft, key)) = filled.then(|| sealed::seal(text, until, chance).ok()).flatten() else { return };
                let place = web_sys::window().map(|window| window.location()).and_then(|location| location.origin().ok()).unwrap_or_default();
                self.link_made(&format!("{place}/apercu/#d={draft}&k={key}"));
            }
            Origin::WordPress { id, token, .. } => {
                let (id, token) = (*id, token.clone());
                spawn_local(async move {
                    let body = json!({ "id": id, "until": day, "note": whom }).to_string();
                    let made = match self.address("links") {
                        Ok(address) => self.answer(self.request(Request::post(&address), &token).header("Content-Type", "application/json").body(body)).await,
                        Err(why) => Err(why),
                    };
                    match made {
                        Ok(link) => {
                            self.link_made(link["url"].as_str().unwrap_or_default());
                            self.list_links().await;
                        }
                        Err(why) => put("#preview-link", &[element("p").words(&why)]),
                    }
                });
            }
            Origin::Link => {}
        }
    }

    fn link_made(&self, address: &str) {
        let field = element("input").set("readonly", "").set("value", address).set("aria-label", &self.words.link_made);
        let copy = classed("button", "button")
            .set("type", "button")
            .set("data-act", "copy")
            .set("data-copy", address)
            .set("data-said", &self.frame.words.copied)
            .with(element("span").words(fill(&self.frame.words.copy, &[("what", "")]).trim()));
        put("#preview-link", &[element("p").words(&self.words.link_made), classed("p", "preview__field").with(field).with(copy)]);
    }

    /// Lists the links that exist for the open item.
    async fn list_links(&'static self) {
        let Some(opened) = OPEN.with_borrow(Clone::clone) else { return };
        let Origin::WordPress { id, token, editor: true } = &opened.origin else { return };
        let Ok(address) = self.address(&format!("links?id={id}")) else { return };
        let Ok(answer) = self.answer(self.request(Request::get(&address), token).build()).await else { return };
        let links = answer["links"].as_array().cloned().unwrap_or_default();
        if links.is_empty() {
            put("#preview-links", &[]);
            return;
        }
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let line = |link: &Value| {
            let told = fill(&self.words.link_line, &[("note", &word(&link["note"])), ("until", &moment(&word(&link["until"])))]);
            let revoke = element("button").set("type", "button").set("class", "button").set("data-preview", "revoke").set("value", &word(&link["id"]));
            element("li").words(told.trim_start_matches([',', ' '])).words(" ").with(revoke.words(&self.words.revoke))
        };
        put("#preview-links", &[element("p").words(&self.words.links), element("ul").with_all(links.iter().map(line).collect())]);
    }

    /// The open item of WordPress, when an editor opened it.
    fn item() -> Option<(Rc<Opened>, u64, Rc<str>)> {
        let opened = OPEN.with_borrow(Clone::clone)?;
        match &opened.origin {
            Origin::WordPress { id, token, editor: true } => Some((opened.clone(), *id, token.clone())),
            _ => None,
        }
    }

    fn told(&self, version: &Value) -> String {
        let word = |name: &str| version[name].as_str().unwrap_or_default().to_owned();
        fill(&self.words.version_line, &[("when", &moment(&word("modified"))), ("who", &word("author"))])
    }

    /// Lists the versions that WordPress keeps of the open item.
    async fn list_versions(&'static self) {
        let Some((opened, id, token)) = Self::item() else { return };
        let Ok(address) = self.address(&format!("revisions?id={id}")) else { return };
        let versions = match self.answer(self.request(Request::get(&address), &token).build()).await {
            Ok(answer) => answer["revisions"].as_array().cloned().unwrap_or_default(),
            Err(why) => return put("#preview-versions", &[element("p").words(&why)]),
        };
        if versions.is_empty() {
            return put("#preview-versions", &[element("p").words(&self.words.no_versions)]);
        }
        let line = |version: &Value| {
            let number = version["id"].to_string();
            let shown = opened.version.as_ref().is_some_and(|shown| shown.id.to_string() == number);
            let see = classed("button", "button").set("type", "button").set("data-preview", "version").set("value", &number);
            let see = see.set_if("aria-pressed", shown.then_some("true")).words(&fill(&self.words.see_version, &[("which", &self.told(version))]));
            let line = element("li").with(see);
            if version["current"] == true { line.words(" ").words(&self.words.version_current) } else { line }
        };
        put("#preview-versions", &[element("ol").with_all(versions.iter().map(line).collect())]);
    }

    /// Shows an old version as the draft is shown, against what is published.
    fn see_version(&'static self, number: String) {
        let Some((opened, id, token)) = Self::item() else { return };
        spawn_local(async move {
            let value = match self.address(&format!("revisions/{number}?id={id}")) {
                Ok(address) => self.answer(self.request(Request::get(&address), &token).build()).await,
                Err(why) => Err(why),
            };
            let shown = value.and_then(|value| {
                let (json, losses) = self.converted(&value["draft"], &self.frame.lang);
                self.page(&json, opened.page.clone().for_preview().slug)
                    .map(|(page, notes)| (value, page, json, [losses, notes].concat()))
                    .map_err(|faults| faults.join(" "))
            });
            match shown {
                Ok((value, page, json, losses)) => self.show(
                    Opened {
                        page,
                        published: opened.published,
                        json: json.into(),
                        written: opened.written.clone(),
                        origin: opened.origin.clone(),
                        author: value["author"].as_str().unwrap_or_default().to_owned(),
                        modified: moment(value["modified"].as_str().unwrap_or_default()),
                        until: opened.until.clone(),
                        scheduled: String::new(),
                        edit: opened.edit.clone(),
                        losses,
                        version: Some(Version {
                            id: value["id"].as_u64().unwrap_or_default(),
                            told: self.told(&value),
                            confirm: value["confirm"].as_str().unwrap_or_default().to_owned(),
                        }),
                    },
                    How::Asked,
                ),
                Err(why) => put("#preview-versions", &[element("p").words(&why)]),
            }
        });
    }

    /// Back to the newest text.
    fn see_newest(&'static self) {
        let Some((_, id, token)) = Self::item() else { return };
        spawn_local(async move { self.fetch(id, token).await });
    }

    /// What restoring does, before it is done.
    fn ask_to_restore(&self) {
        let Some((opened, ..)) = Self::item() else { return };
        let public = opened.published.map(|_| element("p").with(element("strong").words(&self.words.restore_public)));
        let sure = classed("button", "button").set("type", "button").set("data-preview", "confirm").words(&self.words.restore_confirm);
        put("#preview-restore", &[element("div").with(element("p").words(&self.words.restore_note)).with_if(public).with(element("p").with(sure))]);
    }

    /// Has WordPress restore the version that is shown, then shows what WordPress has.
    fn restore(&'static self) {
        let Some((opened, id, token)) = Self::item() else { return };
        let Some(version) = opened.version.clone() else { return };
        spawn_local(async move {
            let body = json!({ "id": id, "confirm": version.confirm }).to_string();
            let done = match self.address(&format!("revisions/{}/restore", version.id)) {
                Ok(address) => self.answer(self.request(Request::post(&address), &token).header("Content-Type", "application/json").body(body)).await,
                Err(why) => Err(why),
            };
            match done {
                Ok(_) => {
                    self.fetch(id, token).await;
                    put("#preview-restored", &[element("p").words(&self.words.restored)]);
                }
                Err(why) => put("#preview-restore", &[element("p").words(&why)]),
            }
        });
    }

    /// Ends a colleague's link.
    fn revoke(&'static self, link: String) {
        let Some(opened) = OPEN.with_borrow(Clone::clone) else { return };
        let Origin::WordPress { id, token, editor: true } = opened.origin.clone() else { return };
        spawn_local(async move {
            let answer = match self.address(&format!("links/{link}?id={id}")) {
                Ok(address) => self.answer(self.request(Request::delete(&address), &token).build()).await,
                Err(why) => Err(why),
            };
            let said = answer.map_or_else(|why| why, |_| self.words.revoked.to_string());
            put("#preview-link", &[element("p").words(&said)]);
            self.list_links().await;
        });
    }
}

/// Draws a page into `stage`, until what is given back is dropped.
fn mounted(stage: &web_sys::Element, page: &'static LoadedPage, frame: &'static Frame) -> impl std::any::Any + use<> {
    let view = Json::parse(&published(page, frame)["view"].to_string()).unwrap_or_else(|_| Json::from_browser(wasm_bindgen::JsValue::NULL));
    leptos::mount::mount_to(stage.clone().unchecked_into(), move || view_of(&view, frame))
}

/// What holds the blocks of a page.
const HOLDERS: &str = ".prose, .home";

/// How many elements stand before the blocks in what holds them: a home page opens with its own.
fn opening(holder: &web_sys::Element) -> u32 {
    u32::from(holder.class_list().contains("home"))
}

/// The block that a path of the draft's file is in.
fn number_of(path: &str) -> Option<usize> {
    path.strip_prefix("blocks[").and_then(|rest| rest.split(']').next()?.parse().ok())
}

/// The block of the draft that an element of the page is in.
fn block_of(target: &web_sys::Element, page: &Page) -> Option<usize> {
    let holder = target.closest(HOLDERS).ok().flatten()?;
    let blocks = holder.children();
    let place = (0..blocks.length()).find(|place| blocks.item(*place).is_some_and(|block| block.contains(Some(target))))?.checked_sub(opening(&holder))?;
    let shown = page.blocks.iter().enumerate().filter(|(_, block)| !matches!(block, Block::Unknown(_)));
    shown.map(|(index, _)| index).nth(place as usize)
}

/// Lets the Tab key reach each block.
fn reach_blocks(stage: &web_sys::Element) {
    let Ok(blocks) = stage.query_selector_all(".prose > *, .home > *, h1, .lead") else { return };
    for block in (0..blocks.length()).filter_map(|place| blocks.item(place)) {
        _ = block.unchecked_ref::<web_sys::Element>().set_attribute("tabindex", "0");
    }
}

/// The text of an element where it was touched, and how far in: the node that the click has put the caret in, else its first text.
fn text_at(target: &web_sys::Element) -> (String, Option<usize>) {
    let window = target.owner_document().and_then(|root| root.default_view());
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).unwrap_or_default();
    let chosen = window.and_then(|window| get(&window, "getSelection").dyn_into::<js_sys::Function>().ok()?.call0(&window).ok());
    let node = chosen.as_ref().map(|chosen| get(chosen, "anchorNode")).filter(|node| !node.is_null() && !node.is_undefined());
    if let (Some(node), Some(chosen)) = (node, &chosen) {
        let node: web_sys::Node = node.unchecked_into();
        let text = node.text_content().unwrap_or_default();
        if node.node_type() == web_sys::Node::TEXT_NODE && target.contains(Some(&node)) && !text.trim().is_empty() {
            return (text, get(chosen, "anchorOffset").as_f64().map(|offset| offset as usize));
        }
    }
    (first_text(target).unwrap_or_default(), None)
}

/// The first words within.
fn first_text(node: &web_sys::Node) -> Option<String> {
    if node.node_type() == web_sys::Node::TEXT_NODE {
        return node.text_content().filter(|text| text.chars().any(char::is_alphanumeric));
    }
    let nodes = node.child_nodes();
    (0..nodes.length()).filter_map(|place| nodes.item(place)).find_map(|node| first_text(&node))
}

/// An event of the page that is drawn here, not of the door.
fn stands_in_stage(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest(".preview__stage").ok().flatten().is_some())
}

/// The key of an event of a frame, whose class is another one.
fn key_of(event: &web_sys::Event) -> String {
    js_sys::Reflect::get(event, &"key".into()).ok().and_then(|key| key.as_string()).unwrap_or_default()
}

/// The frames of four readers in `work`, or what stands for none.
fn readers_or(work: &web_sys::Element) -> web_sys::Element {
    work.query_selector(".readers").ok().flatten().unwrap_or_else(|| work.clone())
}

/// Chooses in the field what a path of the draft's file names.
fn show_field(path: &str) {
    let Some(field) = one("#preview-text").and_then(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) else { return };
    choose_in_field(locate::span(&field.value(), path));
}

/// Chooses a range of bytes of the text in its field, and brings it into view there.
fn choose_in_field((start, end): (usize, usize)) {
    let Some(field) = one("#preview-text").and_then(|field| field.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) else { return };
    let text = field.value();
    if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
        return;
    }
    let units = |place: usize| u32::try_from(text[..place].encode_utf16().count()).unwrap_or_default();
    _ = field.focus();
    _ = field.set_selection_range(units(start), units(end));
    // The field goes there by the share of the text that stands above.
    let share = start as f64 / text.len().max(1) as f64;
    field.set_scroll_top((share * f64::from(field.scroll_height())) as i32 - field.client_height() / 2);
}

/// What a draft of WordPress stands in: its links stay as they are, its pictures come from WordPress.
struct Around {
    site: String,
}

impl Surroundings for Around {
    fn link(&mut self, address: &str) -> Option<String> {
        let address = address.trim();
        let host = self.site.trim_end_matches('/');
        let address = address.strip_prefix(host).filter(|rest| !host.is_empty() && rest.starts_with('/')).unwrap_or(address);
        let known = ["https://", "http://", "mailto:", "tel:", "#"].iter().any(|scheme| address.starts_with(scheme))
            || address.starts_with('/') && !address.starts_with("//");
        known.then(|| address.to_owned())
    }

    fn picture(&mut self, picture: &Picture) -> Result<(String, u32, u32), &'static str> {
        let (address, width) = picture.sources.first().ok_or("elle n'a pas d'adresse")?;
        let width = width.unwrap_or(800);
        if picture.alt.trim().is_empty() {
            return Err("il lui manque un texte de remplacement");
        }
        address.starts_with("http").then(|| (address.clone(), width, width * 2 / 3)).ok_or("son adresse n'est pas comprise")
    }

    fn file(&mut self, address: &str) -> Result<(String, u32), &'static str> {
        address.starts_with("http").then(|| (address.to_owned(), 0)).ok_or("son adresse n'est pas comprise")
    }
}

/// A file of the site, fetched once; `None` when it is not there or is no JSON.
async fn file(place: &str) -> Option<Rc<Value>> {
    if let Some(known) = FILES.with_borrow(|files| files.iter().find(|(known, _)| known == place).map(|(_, file)| file.clone())) {
        return Some(known);
    }
    let answer = Request::get(place).send().await.ok()?;
    let value: Rc<Value> = serde_json::from_str::<Value>(&answer.text().await.ok().filter(|_| answer.ok())?).ok()?.into();
    FILES.with_borrow_mut(|files| files.push((place.to_owned(), value.clone())));
    Some(value)
}

fn one(selector: &str) -> Option<web_sys::Element> {
    document().query_selector(selector).ok().flatten()
}

/// Puts elements in place of what an element holds.
fn put(selector: &str, elements: &[Element]) {
    let Some(place) = one(selector) else { return };
    place.set_text_content(None);
    for element in elements {
        _ = place.append_child(&element.build());
    }
}

/// Says something at the door.
fn say(words: &[&str]) {
    put("#preview-said", &words.iter().map(|words| element("p").words(words)).collect::<Vec<_>>());
}

fn day_of(date: &js_sys::Date) -> String {
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Today on this device.
fn today() -> Date {
    Date::parse(&day_of(&js_sys::Date::new_0())).unwrap_or_else(|| Date::parse("2000-01-01").expect("a day that exists"))
}

/// So many days from now, `AAAA-MM-JJ`.
fn later(days: f64) -> String {
    day_of(&js_sys::Date::new(&(js_sys::Date::now() + days * 86_400_000.0).into()))
}

/// A moment of universal time as this device tells it; empty for none.
fn moment(iso: &str) -> String {
    if iso.is_empty() {
        return String::new();
    }
    let options = js_sys::Object::new();
    _ = js_sys::Reflect::set(&options, &"dateStyle".into(), &"long".into());
    _ = js_sys::Reflect::set(&options, &"timeStyle".into(), &"short".into());
    js_sys::Date::new(&iso.into()).to_locale_string("fr-BE", &options).into()
}
