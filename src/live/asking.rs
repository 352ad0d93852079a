//! Asking: the part takes its place before the browser's `fetch`, lets everything pass, and asks WordPress beside the site for each page that the program asks for.
//!
//! The copy is fetched at the same time, and shown when WordPress is not quick: a reader waits [`GRACE`] for it at most, and not at all after a failure. A text that comes
//! later is offered, and never takes the place of what is being read. Nothing is asked by a hidden tab, without network, or for who spares it (`public/live.js`).

use super::heard::{Failure, Heard, Line, heard, line};
use crate::{locale::phrase::fill, model::json::Json, routes};
use gloo_net::http::Request as Asking;
use js_sys::{Array, Date, Function, JSON, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{Document, Element, MutationObserver, MutationObserverInit, ReferrerPolicy, Request, RequestCache, RequestCredentials, Response, Window};

/// How long a page that is there waits for WordPress, in milliseconds.
const GRACE: i32 = 400;
/// After this long, WordPress is too slow, in milliseconds.
const LIMIT: u32 = 5_000;
/// How long WordPress is left alone after a failure, in milliseconds: pages that are fetched ahead do not ask then.
const REST: f64 = 10_000.0;

/// What the program drew, while a newer text stands there.
const COPY: &str = "live-note__copy";

/// What a visit knows of a page.
#[derive(Debug, Clone, Default)]
struct Known {
    /// `None` while the answer is on its way.
    heard: Option<Heard>,
    /// WordPress' words.
    answer: String,
    /// Whether the program was given what WordPress has.
    newer_shown: bool,
    /// Whether no page could be made of the answer.
    refused: bool,
}

/// The part.
struct Live {
    window: Window,
    document: Document,
    /// The browser's own.
    fetch: Function,
    table: JsValue,
    words: Json,
    table_text: String,
    lang: String,
    backend: String,
    newer: Function,
    show: Function,
    /// By path.
    known: RefCell<Vec<(String, Known)>>,
    /// The last failure, and when.
    trouble: Cell<Option<(Failure, f64)>>,
    /// The line on the screen.
    told: Cell<Option<Line>>,
    /// Closed by the reader, until another page.
    closed: Cell<Option<Line>>,
    /// The drawing that stands for the copy on the screen.
    drawn: RefCell<Option<Element>>,
}

/// Asks from now on.
pub fn start(table: JsValue, backend: String, newer: Function, show: Function) {
    let Some(window) = web_sys::window() else { return };
    let (Some(document), Ok(fetch)) = (window.document(), Reflect::get(&window, &"fetch".into()).and_then(JsCast::dyn_into)) else { return };
    let table_text = JSON::stringify(&table).ok().and_then(|text| text.as_string()).unwrap_or_default();
    let json = Json::from_browser(table.clone());
    let (lang, words) = (json.member("lang").word(), json.member("words"));
    let backend = backend.trim_end_matches('/').to_owned();
    let live: &'static Live = Box::leak(Box::new(Live {
        window,
        document,
        fetch,
        table,
        words,
        table_text,
        lang,
        backend,
        newer,
        show,
        known: RefCell::default(),
        trouble: Cell::default(),
        told: Cell::default(),
        closed: Cell::default(),
        drawn: RefCell::default(),
    }));
    live.listen();
    live.arrived();
}

impl Live {
    /// Takes its place, and follows what is on the screen: each page that is shown has a title.
    fn listen(&'static self) {
        let instead = Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |input: JsValue, options: JsValue| self.instead(input, options));
        _ = Reflect::set(&self.window, &"fetch".into(), instead.as_ref());
        instead.forget();
        let soon = Closure::<dyn Fn()>::new(move || self.arrived());
        let arrived = Closure::<dyn Fn()>::new(move || {
            self.closed.set(None);
            if let Some(drawn) = self.drawn.take() {
                drawn.remove();
                self.copy_hidden(false);
            }
            // The address follows the title.
            _ = self.window.set_timeout_with_callback(soon.as_ref().unchecked_ref());
        });
        if let (Ok(observer), Ok(Some(title))) = (MutationObserver::new(arrived.as_ref().unchecked_ref()), self.document.query_selector("title")) {
            let all = MutationObserverInit::new();
            all.set_child_list(true);
            _ = observer.observe_with_options(&title, &all);
        }
        arrived.forget();
        let again = Closure::<dyn Fn()>::new(move || self.arrived());
        _ = self.window.add_event_listener_with_callback("online", again.as_ref().unchecked_ref());
        _ = self.document.add_event_listener_with_callback("visibilitychange", again.as_ref().unchecked_ref());
        again.forget();
        let click = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
            let button =
                event.target().and_then(|target| target.dyn_into::<Element>().ok()).and_then(|target| target.closest("[data-live-note]").ok().flatten());
            match button.and_then(|button| button.get_attribute("data-live-note")).as_deref() {
                Some("show") => spawn_local(self.show_newer()),
                Some("close") => {
                    self.closed.set(self.told.get());
                    self.tell();
                }
                _ => {}
            }
        });
        _ = self.document.add_event_listener_with_callback("click", click.as_ref().unchecked_ref());
        click.forget();
    }

    /// What stands in place of `fetch`: the program's pages are asked for here and there, everything else passes.
    fn instead(&'static self, input: JsValue, options: JsValue) -> Promise {
        let path = input.dyn_ref::<Request>().and_then(|request| self.page_of(&request.url()));
        let copy = match self.fetch.call2(&self.window, &input, &options) {
            Ok(copy) => Promise::resolve(&copy),
            Err(error) => Promise::reject(&error),
        };
        match path {
            Some(path) if self.may_ask() && !self.rests() => future_to_promise(self.page(path, copy)),
            _ => copy,
        }
    }

    /// The path of the page whose file stands at this address, when WordPress has it.
    fn page_of(&self, address: &str) -> Option<String> {
        let file = address.strip_prefix(&self.window.location().origin().ok()?)?.strip_prefix("/content/drawn/")?.strip_suffix(".json")?;
        let (lang, slug) = file.split_once('/')?;
        let path = routes::href_of(lang, slug);
        self.number(&path).map(|_| path)
    }

    /// The number and the version of the copy, of a page that comes from WordPress.
    fn number(&self, path: &str) -> Option<(u32, String)> {
        let page = Reflect::get(&Reflect::get(&self.table, &"pages".into()).ok()?, &path.into()).ok().filter(Array::is_array)?;
        let page: Array = page.unchecked_into();
        Some((page.get(0).as_f64()? as u32, page.get(1).as_string()?))
    }

    fn may_ask(&self) -> bool {
        !self.document.hidden() && self.window.navigator().on_line()
    }

    fn rests(&self) -> bool {
        self.trouble.get().is_some_and(|(_, when)| Date::now() - when < REST)
    }

    fn of(&self, path: &str) -> Option<Known> {
        self.known.borrow().iter().find(|(known, _)| known == path).map(|(_, known)| known.clone())
    }

    fn note(&self, path: &str, known: Known) {
        let mut all = self.known.borrow_mut();
        all.retain(|(other, _)| other != path);
        all.push((path.to_owned(), known));
    }

    /// Asks for a page and keeps what is heard.
    async fn ask(&'static self, path: String) -> Result<JsValue, JsValue> {
        let Some((id, version)) = self.number(&path) else { return Ok(JsValue::UNDEFINED) };
        let before = self.of(&path).unwrap_or_default();
        self.note(&path, Known { heard: None, ..before.clone() });
        // No header of ours, so that the browser asks once and not twice; its own cache names the ETag that it has.
        let address = [&self.backend, "/wp-json/passerelle/v1/published/", &id.to_string()].concat();
        let limit = web_sys::AbortSignal::timeout_with_u32(LIMIT);
        let begun = Date::now();
        let asking = Asking::get(&address)
            .query([("known", version.as_str())])
            .cache(RequestCache::NoCache)
            .credentials(RequestCredentials::Omit)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(Some(&limit));
        let (mut status, mut text) = (0, None);
        if let Ok(answer) = asking.send().await {
            status = answer.status();
            text = answer.text().await.ok();
        }
        let (mut heard, answer) = match text {
            Some(text) => (heard(status, &text, id, &version), text),
            None if Date::now() - begun >= f64::from(LIMIT) => (Heard::Failed(Failure::Slow), String::new()),
            None => (Heard::Failed(Failure::Cut), String::new()),
        };
        let refused = before.refused && before.answer == answer;
        if refused && heard == Heard::Newer {
            heard = Heard::Failed(Failure::Unreadable);
        }
        self.trouble.set(match heard {
            Heard::Failed(failure) => Some((failure, Date::now())),
            _ => None,
        });
        self.note(&path, Known { heard: Some(heard), answer, newer_shown: before.newer_shown, refused });
        self.tell();
        Ok(JsValue::UNDEFINED)
    }

    /// The answer to the program: the copy, or what WordPress has.
    async fn page(&'static self, path: String, copy: Promise) -> Result<JsValue, JsValue> {
        let asked = future_to_promise(self.ask(path.clone()));
        let response: Response = JsFuture::from(copy).await?.unchecked_into();
        if response.status() != 200 {
            return Ok(response.into());
        }
        let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
        if self.trouble.get().is_none() {
            _ = JsFuture::from(Promise::race(&Array::of2(&asked, &self.sleep(GRACE)))).await;
        }
        let known = self.of(&path).unwrap_or_default();
        let shown = match known.heard {
            Some(Heard::Newer) => self.made(&path, &known.answer).await.map_or(text, |(page, _)| page),
            _ => text,
        };
        Response::new_with_opt_str(Some(&shown)).map(JsValue::from)
    }

    /// The page's file made of its copy and of an answer, and what stands around it.
    async fn made(&'static self, path: &str, answer: &str) -> Option<(String, String)> {
        let slug = path.trim_matches('/').rsplit('/').next().unwrap_or_default();
        let slug = if slug.is_empty() || slug == self.lang { routes::HOME } else { slug };
        let file = ["/content/pages/", &self.lang, "/", slug, ".json"].concat();
        let frame = ["/content/frame.", &self.lang, ".json"].concat();
        let (copy, frame) = (self.text(&file).await?, self.text(&frame).await?);
        let given = [&copy, answer, &self.table_text, &frame].map(JsValue::from).into_iter().collect::<Array>();
        let made = self.newer.apply(&JsValue::UNDEFINED, &given).ok()?;
        let made = JsFuture::from(Promise::resolve(&made)).await.ok().and_then(|made| made.as_string());
        let heard = if made.is_some() { Heard::Newer } else { Heard::Failed(Failure::Unreadable) };
        self.note(path, Known { heard: Some(heard), answer: answer.to_owned(), newer_shown: made.is_some(), refused: made.is_none() });
        self.tell();
        made.map(|made| (made, frame))
    }

    fn sleep(&self, milliseconds: i32) -> Promise {
        Promise::new(&mut |resolve, _| _ = self.window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds))
    }

    fn path(&self) -> String {
        self.window.location().pathname().unwrap_or_default()
    }

    /// A page is on the screen: says what is known of it, and asks when nothing is, or nothing good.
    fn arrived(&'static self) {
        self.tell();
        let path = self.path();
        let ask = match self.of(&path) {
            None => true,
            Some(Known { heard: Some(Heard::Failed(_)), .. }) => true,
            Some(_) => false,
        };
        if ask && self.may_ask() && self.number(&path).is_some() {
            spawn_local(async move { _ = self.ask(path).await });
        }
    }

    /// Puts the line of the page on the screen, takes it away, or leaves it.
    fn tell(&'static self) {
        let path = self.path();
        let known = self.of(&path).unwrap_or_default();
        let is_ours = self.number(&path).is_some();
        let heard = known.heard.or_else(|| self.trouble.get().map(|(failure, _)| Heard::Failed(failure))).filter(|_| is_ours);
        let shows_copy = !known.newer_shown && self.drawn.borrow().is_none();
        let line = heard.and_then(|heard| line(heard, shows_copy)).filter(|line| self.closed.get() != Some(*line));
        if self.told.replace(line) == line && self.note_on_screen().is_some() == line.is_some() {
            return;
        }
        if let Some(note) = self.note_on_screen() {
            note.set_text_content(None);
            note.remove();
        }
        if let Some(line) = line {
            _ = self.draw(line);
        }
    }

    fn note_on_screen(&self) -> Option<Element> {
        self.document.query_selector(".live-note").ok().flatten()
    }

    fn word(&self, name: &str) -> String {
        self.words.member(name).word()
    }

    fn draw(&self, line: Line) -> Option<()> {
        let why = self.word(match line {
            Line::Copy(Failure::Cut) => "cut",
            Line::Copy(Failure::Slow) => "slow",
            Line::Copy(Failure::Trouble) => "trouble",
            Line::Copy(Failure::Unreadable) => "unreadable",
            Line::Gone => "gone",
            Line::Changed => "changed",
        });
        let note = self.element("aside", &[("class", "live-note"), ("role", "status")])?;
        let words = self.element("p", &[("class", "live-note__words")])?;
        words.set_text_content(Some(&fill(&self.word("copy"), &[("when", &self.when()), ("why", &why)])));
        // First the line, then its words: that is when a status is read aloud.
        self.document.body()?.append_child(&note).ok()?;
        note.append_child(&words).ok()?;
        if line == Line::Changed {
            let show = self.button("show")?;
            note.append_child(&show).ok()?;
        }
        let close = self.button("close")?;
        note.append_child(&close).ok()?;
        Some(())
    }

    fn element(&self, tag: &str, attributes: &[(&str, &str)]) -> Option<Element> {
        let element = self.document.create_element(tag).ok()?;
        attributes.iter().for_each(|(name, value)| _ = element.set_attribute(name, value));
        Some(element)
    }

    fn button(&self, what: &str) -> Option<Element> {
        let button = self.element("button", &[("class", "live-note__button"), ("type", "button"), ("data-live-note", what)])?;
        button.set_text_content(Some(&self.word(what)));
        Some(button)
    }

    /// When the copy was made, as this device tells it.
    fn when(&self) -> String {
        let options = Object::new();
        _ = Reflect::set(&options, &"dateStyle".into(), &"long".into());
        _ = Reflect::set(&options, &"timeStyle".into(), &"short".into());
        Date::new(&Reflect::get(&self.table, &"pulled".into()).unwrap_or_default()).to_locale_string(&self.lang, &options).into()
    }

    /// The copy's text, when its reader asked for the newer one.
    async fn show_newer(&'static self) {
        let path = self.path();
        let known = self.of(&path).unwrap_or_default();
        let Some((page, frame)) = self.made(&path, &known.answer).await else { return };
        let Ok(drawn) = self.show.call2(&JsValue::UNDEFINED, &page.into(), &frame.into()) else { return };
        let Some(drawn) = JsFuture::from(Promise::resolve(&drawn)).await.ok().and_then(|drawn| drawn.dyn_into::<Element>().ok()) else { return };
        if self.path() != path {
            return;
        }
        self.copy_hidden(true);
        if let Ok(Some(main)) = self.document.query_selector("main") {
            _ = main.append_child(&drawn);
        }
        if let Some(heading) = drawn.query_selector("h1").ok().flatten().and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
            _ = heading.focus();
        }
        self.drawn.replace(Some(drawn));
        self.tell();
    }

    async fn text(&self, address: &str) -> Option<String> {
        let answer = JsFuture::from(self.fetch.call1(&self.window, &address.into()).ok()?.unchecked_into::<Promise>()).await.ok()?;
        let answer: Response = answer.unchecked_into();
        if answer.status() != 200 {
            return None;
        }
        JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
    }

    /// Hides what the program drew, or shows it again: it stays its own.
    fn copy_hidden(&self, hidden: bool) {
        let Ok(children) = self.document.query_selector_all("main > *") else { return };
        for child in (0..children.length()).filter_map(|place| children.item(place)?.dyn_into::<Element>().ok()) {
            _ = if hidden { child.class_list().add_1(COPY) } else { child.class_list().remove_1(COPY) };
        }
    }
}
