//! What a browser does when one goes from page to page, done without loading a document. Browser only.
//!
//! The router changes the address and tells its path; this file loads that page, shows it, and gives it what a loaded document would have: title, focus on its
//! heading, scroll position, the way back. The address bar changes when the page is there, or when it is clear that it will take a while.

use crate::{
    content::{error::ContentError, source::ContentSource, static_files::StaticFiles},
    model::{frame::Frame, page::PublishedPage, search::SearchIndex},
    pages::Shown,
    routes,
};
use leptos::{ev, prelude::*, task::spawn_local};
use leptos_router::location::{BrowserUrl, LocationProvider};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
    time::Duration,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlElement, ScrollRestoration};

/// After this long without an answer, the page's shape takes the place of the old one.
const SLOW: Duration = Duration::from_millis(300);
/// After this long without a move, where the page stands is written down.
const STILL: Duration = Duration::from_millis(120);
/// After this long on a page, the pages that it leads to are loaded.
const SETTLED: Duration = Duration::from_millis(700);
/// How many of them: some 5 kB each.
const AHEAD: usize = 6;

const SOURCE: ContentSource = ContentSource::StaticFiles(StaticFiles);

/// Keeps the first page for this visit.
pub fn remember(lang: &str, page: &'static PublishedPage) {
    StaticFiles::remember(lang, page);
}

/// Follows the address: whenever its path changes, loads that page into `shown`.
///
/// Of leptos_router this takes the location (links, history, the moment when the address changes), not `<Router>` and its tables: the addresses of this site are
/// one function ([`routes::route`]), and the tables weigh.
///
/// Nothing is listened to until [`start`]: a page that cannot be hydrated keeps its ordinary links.
pub fn follow(frame: &'static Frame, shown: RwSignal<Shown>) {
    let Ok(location) = BrowserUrl::new() else { return };
    provide_context(location.clone());
    let url = location.as_url().clone();
    let path = Memo::new(move |_| url.with(|url| url.path().to_owned()));
    let visit = Visit {
        frame,
        shown,
        location,
        turn: Rc::default(),
        moves: Rc::default(),
        returning_to: Rc::default(),
        path: Rc::new(RefCell::new(path.get_untracked())),
    };
    let follower = visit.clone();
    Effect::new(move |first: Option<()>| {
        let path = path.get();
        if first.is_some() {
            close_menus();
            mark_current(&path, frame);
            follower.go(&path);
        }
    });
    Effect::new(move || {
        shown.track();
        if !sparing() {
            set_timeout(move || prefetch_in_view(frame), SETTLED);
        }
    });
    let listen = move || {
        // Before the router's own: it must know which page is left.
        visit.keep_scroll_positions();
        visit.location.init(None);
        window_event_listener(ev::click, move |event| {
            let touched = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if touched.and_then(|element| element.closest("[data-retry]").ok().flatten()).is_some() {
                visit.go(&path.get_untracked());
            }
        });
        if !sparing() {
            prefetch_on_intent(frame);
        }
    };
    LISTEN.set(Some(Box::new(listen)));
}

thread_local! {
    static LISTEN: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// Takes links and history over, once the page is hydrated.
pub fn start() {
    if let Some(listen) = LISTEN.take() {
        listen();
    }
}

/// Whether the reader spares the network: the boot script has asked the browser. Nothing is then loaded ahead.
fn sparing() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-sparing"))
}

#[derive(Clone)]
struct Visit {
    frame: &'static Frame,
    shown: RwSignal<Shown>,
    location: BrowserUrl,
    /// Counts the pages asked for: an answer that is no longer awaited is dropped.
    turn: Rc<Cell<u32>>,
    /// Counts the moves of the page on the screen: only where it rests is written down.
    moves: Rc<Cell<u32>>,
    /// Where the page stood when it was left, on the way back or forward.
    returning_to: Rc<Cell<Option<f64>>>,
    /// The path of the page being shown or loaded.
    path: Rc<RefCell<String>>,
}

impl Visit {
    fn go(&self, path: &str) {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        *self.path.borrow_mut() = path.to_owned();
        let Some(route) = route_within(path, self.frame) else {
            // The server answers, with a true 404 when there is none.
            return self.leave();
        };
        if let Some(page) = StaticFiles::met(&route.lang, &route.slug) {
            return self.show(Shown::Page(page));
        }
        let (visit, slow) = (self.clone(), self.clone());
        set_timeout(
            move || {
                if slow.turn.get() == turn {
                    slow.title(&slow.frame.words.loading);
                    slow.shown.set(Shown::Loading);
                    slow.location.ready_to_complete();
                }
            },
            SLOW,
        );
        spawn_local(async move {
            let answer = SOURCE.drawn(&route.lang, &route.slug).await;
            if visit.turn.get() != turn {
                return;
            }
            // The skeleton must not come after the page.
            visit.turn.set(turn + 1);
            match answer {
                Ok(page) => visit.show(Shown::Page(page)),
                Err(ContentError::NotFound { .. } | ContentError::NotPublished { .. }) => visit.leave(),
                Err(error) => visit.show(Shown::Failed(Arc::new(error))),
            }
        });
    }

    fn show(&self, shown: Shown) {
        match &shown {
            Shown::Page(page) if page.slug.as_str() == routes::HOME => document().set_title(&self.frame.site.name),
            Shown::Page(page) => self.title(&page.title),
            Shown::Loading => self.title(&self.frame.words.loading),
            Shown::Failed(_) => self.title(&self.frame.words.failed_title),
        }
        self.shown.set(shown);
        // Page and address change together: a way back between the two would leave from the wrong one.
        self.location.ready_to_complete();
        let visit = self.clone();
        // Once the new page is drawn.
        request_animation_frame(move || {
            focus_heading();
            match visit.returning_to.take() {
                Some(y) => window().scroll_to_with_x_and_y(0.0, y),
                // The address has its fragment before the page is drawn.
                None => scroll_to_fragment(),
            }
        });
    }

    fn title(&self, words: &str) {
        document().set_title(&[words, " – ", &self.frame.site.short_name].concat());
    }

    /// Asks the server for where the router is: a document of its own.
    fn leave(&self) {
        let (url, place) = (self.location.as_url().get_untracked(), window().location());
        let query = if url.search().is_empty() { String::new() } else { ["?", url.search()].concat() };
        let address = [url.path(), &query, url.hash()].concat();
        if place.pathname().is_ok_and(|path| path == url.path()) {
            // On the way back the address is there already, and going to a fragment of it would only scroll: the entry takes another for a moment.
            if let Ok(history) = window().history() {
                _ = history.replace_state_with_url(&JsValue::NULL, "", Some("/"));
            }
            _ = place.replace(&address);
        } else {
            _ = place.assign(&address);
        }
    }

    /// Writes into each history entry where its page stands, and goes back there: the browser cannot, since the page it returns to is drawn later.
    fn keep_scroll_positions(&self) {
        let restoration = |kind| {
            if let Ok(history) = window().history() {
                _ = history.set_scroll_restoration(kind);
            }
        };
        restoration(ScrollRestoration::Manual);
        // A reload is the browser's own work again.
        window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| restoration(ScrollRestoration::Auto));
        window_event_listener(ev::Custom::<web_sys::Event>::new("pageshow"), move |_| restoration(ScrollRestoration::Manual));
        let moves = self.moves.clone();
        window_event_listener(ev::scroll, move |_| {
            let mine = moves.get().wrapping_add(1);
            moves.set(mine);
            let moves = moves.clone();
            set_timeout(
                move || {
                    if moves.get() == mine {
                        write_position();
                    }
                },
                STILL,
            );
        });
        let visit = self.clone();
        window_event_listener(ev::popstate, move |event| {
            // What was about to be written belongs to the entry that is left.
            visit.moves.set(visit.moves.get().wrapping_add(1));
            // A position is a number; without one, the top.
            let y = event.state().as_f64();
            if window().location().pathname().is_ok_and(|path| path == *visit.path.borrow()) {
                // The same page: only its place on the screen changes, and for a new fragment the browser sees to it.
                if let Some(y) = y {
                    window().scroll_to_with_x_and_y(0.0, y);
                }
            } else {
                visit.returning_to.set(Some(y.unwrap_or(0.0)));
            }
        });
    }
}

/// The page at `path`, when this program can show it: `None` for another language, for no page of ours, and for a survey's page, which is a document of its own.
fn route_within(path: &str, frame: &Frame) -> Option<routes::Route> {
    let route = routes::route(path, &frame.site.languages).filter(|route| route.lang == frame.lang)?;
    let survey = frame.site.surveys.iter().any(|survey| survey.page.as_str().trim_matches('/') == route.slug.as_str());
    (!survey).then_some(route)
}

/// The position of the page on the screen, as the history entry's state.
fn write_position() {
    if let (Ok(history), Ok(y)) = (window().history(), window().scroll_y()) {
        _ = history.replace_state(&JsValue::from_f64(y.round()), "");
    }
}

fn scroll_to_fragment() {
    let hash = window().location().hash().unwrap_or_default();
    if let Some(place) = hash.strip_prefix('#').and_then(|id| document().get_element_by_id(id)) {
        place.scroll_into_view();
    }
}

/// As after a load: a screen reader starts at the heading, without the page jumping.
fn focus_heading() {
    let heading = document().query_selector("main h1").ok().flatten().and_then(|heading| heading.dyn_into::<HtmlElement>().ok());
    if let Some(heading) = heading {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        _ = heading.focus_with_options(&options);
    }
}

/// Does `act` with each element that `selector` finds.
fn each(selector: &str, act: &dyn Fn(Element)) {
    if let Ok(list) = document().query_selector_all(selector) {
        (0..list.length()).filter_map(|index| list.item(index)?.dyn_into::<Element>().ok()).for_each(act);
    }
}

/// Marks the menu's entry of the page being shown, and has the languages lead to that page.
fn mark_current(path: &str, frame: &Frame) {
    each(".menu__link[aria-current]", &|link| _ = link.remove_attribute("aria-current"));
    each(".menu__link", &|link| {
        if link.get_attribute("href").as_deref() == Some(path) {
            _ = link.set_attribute("aria-current", "page");
        }
    });
    if let Some(route) = routes::route(path, &frame.site.languages) {
        each(".languages__link", &|link| {
            _ = link.set_attribute("href", routes::href(&link.get_attribute("lang").unwrap_or_default(), &route.slug).as_str());
        });
    }
}

/// Closes what is open in the header: a page was chosen there, or elsewhere. The rest of what it does is the boot script's (`public/reader.js`).
fn close_menus() {
    each(".header details[open]", &|menu| _ = menu.remove_attribute("open"));
}

/// Loads a page when a link to it is pointed at, touched or focused: it is often there before the click.
fn prefetch_on_intent(frame: &'static Frame) {
    let ahead = move |target: Option<web_sys::EventTarget>| {
        let link = target.and_then(|target| target.dyn_into::<Element>().ok()).and_then(|element| element.closest("a[href^='/']").ok().flatten());
        if let Some(link) = link {
            prefetch(&link, frame);
        }
    };
    // A finger comes over what it touches.
    window_event_listener(ev::pointerover, move |event| ahead(event.target()));
    window_event_listener(ev::focusin, move |event| ahead(event.target()));
}

/// Loads the pages of the first few links that can be seen, once the page has been still: most visits go on through one of them.
fn prefetch_in_view(frame: &'static Frame) {
    let Ok(links) = document().query_selector_all("main a[href^='/']") else { return };
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    let seen = (0..links.length()).filter_map(|index| links.item(index)?.dyn_into::<Element>().ok()).filter(|link| {
        let place = link.get_bounding_client_rect();
        // What is not drawn is nowhere: its bottom is 0.
        place.bottom() > 0.0 && place.top() < height
    });
    seen.take(AHEAD).for_each(|link| prefetch(&link, frame));
}

fn prefetch(link: &Element, frame: &'static Frame) {
    let href = link.get_attribute("href").unwrap_or_default();
    let path = href.split(['#', '?']).next().unwrap_or_default();
    let Some(route) = route_within(path, frame) else { return };
    // A failure now is not one: the click asks again.
    spawn_local(async move { _ = SOURCE.drawn(&route.lang, &route.slug).await });
}

/// Loads what the search knows, and follows what the address asks.
pub fn load_search(frame: &'static Frame, index: RwSignal<Option<Result<SearchIndex, ContentError>>>, asked: RwSignal<String>) {
    let url = use_context::<BrowserUrl>().map(|location| location.as_url().clone());
    Effect::new(move || {
        let words = url.as_ref().and_then(|url| url.with(|url| url.search_params().get(routes::QUERY))).unwrap_or_default();
        if let Ok(Some(field)) = document().query_selector("#search-field") {
            field.unchecked_into::<web_sys::HtmlInputElement>().set_value(&words);
        }
        asked.set(words);
    });
    load_index(frame, index);
}

/// Loads what the search knows, and asks for what is near the address.
pub fn load_nearest(frame: &'static Frame, index: RwSignal<Option<Result<SearchIndex, ContentError>>>, asked: RwSignal<String>) {
    Effect::new(move || asked.set(window().location().pathname().unwrap_or_default()));
    load_index(frame, index);
}

fn load_index(frame: &'static Frame, index: RwSignal<Option<Result<SearchIndex, ContentError>>>) {
    spawn_local(async move { index.set(Some(SOURCE.search_index(&frame.lang).await)) });
}
