//! One draft as four readers have it, side by side and in step: on a telephone, on a computer, from right to left, with letters twice as large.
//!
//! Each is a frame of this site (`/apercu/cadre.xhtml`, an empty document that runs nothing), into which what is drawn is copied: the draft stays in this program's memory, no
//! address tells it. What is read in one is brought to the same place in the others: the same block, as far down in it.

use crate::{
    components::markup::{self, classed, element},
    model::words::ReadersWords,
};
use leptos::prelude::document;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Document, Element, Event, HtmlElement, HtmlIFrameElement, Window};

/// The document of a frame, empty.
const EMPTY: &str = "/apercu/cadre.xhtml";
/// What places are told by.
const PLACES: &str = "h1, h2, h3, p, li, dt, tr, figure, summary";

/// A reader: its word, how wide its screen is in CSS pixels, the direction of its writing.
struct Reader {
    word: &'static str,
    width: i32,
    direction: Option<&'static str>,
}

/// With letters twice as large, a screen of 1280 pixels holds 640.
const READERS: [Reader; 4] = [
    Reader { word: "phone", width: 360, direction: None },
    Reader { word: "computer", width: 1280, direction: None },
    Reader { word: "right-to-left", width: 360, direction: Some("rtl") },
    Reader { word: "large", width: 640, direction: None },
];
/// The one that what is heard is read from.
const HEARD: usize = 1;

/// A reader's frame.
struct Pane {
    frame: HtmlIFrameElement,
    /// Where it was brought to: that it scrolled there is no news.
    brought: Cell<f64>,
}

thread_local! {
    static PANES: RefCell<Vec<Pane>> = const { RefCell::new(Vec::new()) };
}

/// Opens the frames at the end of `place`, unless they are there. `drawn` is called when one of them shows the draft, `touched` with what is clicked in one.
pub fn open(place: &Element, words: &ReadersWords, drawn: impl Fn() + Copy + 'static, touched: impl Fn(&Event) + Copy + 'static) {
    if one(".readers").is_some() {
        return;
    }
    let titles = [&words.phone, &words.computer, &words.right_to_left, &words.large];
    let view = |(reader, title): (&Reader, &&crate::model::text::Prose)| -> markup::Element {
        classed("figure", "readers__one")
            .set("data-reader", reader.word)
            .with(element("figcaption").words(title))
            .with(classed("div", "readers__screen").with(element("iframe").set("title", title).set("src", EMPTY)))
    };
    let readers = classed("section", "readers")
        .set("aria-label", &words.title)
        .with(classed("p", "readers__note").words(&words.note))
        .with_all(READERS.iter().zip(&titles).map(view).collect())
        .build();
    let frames = readers.query_selector_all("iframe").ok();
    let frames = (0..READERS.len()).filter_map(|index| frames.as_ref()?.item(u32::try_from(index).ok()?)?.dyn_into::<HtmlIFrameElement>().ok());
    PANES.set(
        frames
            .enumerate()
            .map(|(index, frame)| {
                let loaded = Closure::<dyn FnMut()>::new(move || {
                    listen(index, touched);
                    fill(index);
                    drawn();
                });
                _ = frame.add_event_listener_with_callback("load", loaded.as_ref().unchecked_ref());
                loaded.forget();
                Pane { frame, brought: Cell::new(0.0) }
            })
            .collect(),
    );
    _ = place.append_child(&readers);
    fit();
}

/// Takes them away.
pub fn close() {
    PANES.set(Vec::new());
    if let Some(readers) = one(".readers") {
        readers.remove();
    }
}

/// Shows in each what is drawn now, where it was read.
pub fn refresh() {
    (0..READERS.len()).for_each(fill);
}

/// What is heard is read from here while the frames are open.
#[must_use]
pub fn heard_in() -> Option<Element> {
    root(HEARD)
}

/// The same element in every frame, and in the page that they are copies of.
#[must_use]
pub fn twins(element: &Element) -> Vec<Element> {
    let roots: Vec<Element> = (0..READERS.len()).filter_map(root).chain(one(".preview__stage")).collect();
    let place = |root: &Element| {
        let all = root.query_selector_all("*").ok()?;
        (0..all.length()).find(|index| all.item(*index).is_some_and(|node| element.is_same_node(Some(&node))))
    };
    let Some(index) = roots.iter().find(|root| root.contains(Some(element))).and_then(place) else { return Vec::new() };
    roots.iter().filter_map(|root| Some(root.query_selector_all("*").ok()?.item(index)?.unchecked_into())).collect()
}

/// Gives each screen the scale at which its reader's width fits.
pub fn fit() {
    PANES.with_borrow(|panes| {
        for (pane, reader) in panes.iter().zip(&READERS) {
            let Some(screen) = pane.frame.parent_element() else { continue };
            let seen = screen.client_width().min(reader.width).max(1);
            let style = pane.frame.style();
            _ = style.set_property("inline-size", &format!("{}px", reader.width));
            _ = style.set_property("block-size", &format!("{}px", screen.client_height() * reader.width / seen));
            _ = style.set_property("scale", &format!("calc({seen} / {})", reader.width));
        }
    });
}

fn document_of(index: usize) -> Option<Document> {
    PANES.with_borrow(|panes| panes.get(index)?.frame.content_document())
}

fn window_of(index: usize) -> Option<Window> {
    PANES.with_borrow(|panes| panes.get(index)?.frame.content_window())
}

fn root(index: usize) -> Option<Element> {
    document_of(index)?.query_selector("main").ok().flatten()
}

/// Copies what is drawn, in the style of this document.
fn fill(index: usize) {
    let (Some(inner), Some(stage), Some(own)) = (document_of(index), one(".preview__stage"), document().document_element()) else { return };
    let (Some(head), Some(body), Some(html)) = (inner.head(), inner.body(), inner.document_element()) else { return };
    let top = window_of(index).and_then(|window| window.scroll_y().ok()).unwrap_or_default();
    // What the reader of this page has chosen, and the language.
    for name in own.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        _ = html.set_attribute(&name, &own.get_attribute(&name).unwrap_or_default());
    }
    if let Some(direction) = READERS[index].direction {
        _ = html.set_attribute("dir", direction);
    }
    let style = html.unchecked_ref::<HtmlElement>().style();
    _ = style.set_property("--bar-top", "0rem");
    if READERS[index].width < 400 {
        // On a telephone the bar lies over the page and takes none of its width.
        _ = style.set_property("scrollbar-width", "none");
        _ = style.set_property("scrollbar-gutter", "auto");
    }
    let copy = |from: &Element, into: &Element| {
        if let Ok(copy) = inner.import_node_with_deep(from, true) {
            _ = into.append_child(&copy);
        }
    };
    if head.query_selector("style").ok().flatten().is_none()
        && let Ok(styles) = document().query_selector_all("head style")
    {
        (0..styles.length()).filter_map(|place| styles.item(place)).for_each(|style| copy(style.unchecked_ref(), &head));
    }
    body.set_text_content(None);
    if let Some(pictograms) = one("symbol").and_then(|symbol| symbol.closest("svg").ok().flatten()) {
        copy(&pictograms, &body);
    }
    let Ok(main) = inner.create_element("main") else { return };
    _ = main.set_attribute("class", "main");
    _ = main.set_attribute("id", "main");
    _ = body.append_child(&main);
    let parts = stage.children();
    (0..parts.length()).filter_map(|place| parts.item(place)).for_each(|part| copy(&part, &main));
    if let Some(window) = window_of(index) {
        bring(index, &window, top);
    }
}

fn listen(index: usize, touched: impl Fn(&Event) + Copy + 'static) {
    let (Some(window), Some(inner)) = (window_of(index), document_of(index)) else { return };
    let scrolled = Closure::<dyn FnMut()>::new(move || step(index));
    _ = window.add_event_listener_with_callback("scroll", scrolled.as_ref().unchecked_ref());
    scrolled.forget();
    for name in ["click", "keydown"] {
        let told = Closure::<dyn FnMut(Event)>::new(move |event: Event| touched(&event));
        _ = inner.add_event_listener_with_callback(name, told.as_ref().unchecked_ref());
        told.forget();
    }
}

/// Brings the others to where one is read: between the same two places, as far from one to the other.
fn step(from: usize) {
    let Some(window) = window_of(from) else { return };
    let here = window.scroll_y().unwrap_or_default();
    let is_brought = PANES.with_borrow(|panes| panes.get(from).is_none_or(|pane| (pane.brought.get() - here).abs() < 2.0));
    if is_brought {
        return;
    }
    PANES.with_borrow(|panes| panes[from].brought.set(here));
    let tops = places(from);
    for other in (0..READERS.len()).filter(|other| *other != from) {
        let (theirs, Some(window)) = (places(other), window_of(other)) else { continue };
        // Of the places that both draw, the last above and the first below.
        let (mut before, mut next) = ((0.0, 0.0), (f64::INFINITY, 0.0));
        for (own, other) in tops.iter().zip(&theirs).filter_map(|(own, other)| Some(((*own)?, (*other)?))) {
            if own <= here && own >= before.0 {
                before = (own, other);
            } else if own > here && own < next.0 {
                next = (own, other);
            }
        }
        if next.0.is_infinite() {
            next = (before.0 + 1000.0, before.1 + 1000.0);
        }
        let share = (here - before.0) / (next.0 - before.0).max(1.0);
        bring(other, &window, (before.1 + share * (next.1 - before.1)).max(0.0));
    }
}

/// Scrolls one of them, which others do not follow.
fn bring(index: usize, window: &Window, top: f64) {
    window.scroll_to_with_x_and_y(0.0, top);
    // Where it came to: a page that ends earlier does not go as far.
    let there = window.scroll_y().unwrap_or(top);
    PANES.with_borrow(|panes| {
        if let Some(pane) = panes.get(index) {
            pane.brought.set(there);
        }
    });
}

/// How far down each place of a reader's page is; `None` for what is not drawn there.
fn places(index: usize) -> Vec<Option<f64>> {
    let (Some(root), Some(window)) = (root(index), window_of(index)) else { return Vec::new() };
    let Ok(found) = root.query_selector_all(PLACES) else { return Vec::new() };
    let scrolled = window.scroll_y().unwrap_or_default();
    let top = |place: u32| {
        let rectangle = found.item(place)?.unchecked_ref::<Element>().get_bounding_client_rect();
        (rectangle.height() > 0.0).then(|| rectangle.top() + scrolled)
    };
    (0..found.length()).map(top).collect()
}

fn one(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
