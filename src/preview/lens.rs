//! What is heard of the draft beside what is seen of it: a list whose lines lead to the page, and the page to its lines.

use super::{
    heard::{Landmark, Line, Role, State, heard},
    readers,
};
use crate::{
    components::markup::{self, classed, element},
    locale::phrase::fill,
    model::{frame::Frame, words::HeardWords},
};
use leptos::prelude::document;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, KeyboardEvent};

thread_local! {
    /// What the list tells.
    static HEARD: RefCell<Vec<Line>> = const { RefCell::new(Vec::new()) };
}

/// Whether the list is open.
#[must_use]
pub fn is_open() -> bool {
    one("#preview-heard").is_some_and(|fold| fold.has_attribute("open"))
}

/// The place of the list.
#[must_use]
pub fn fold(words: &HeardWords, open: bool) -> markup::Element {
    element("details")
        .set("id", "preview-heard")
        .set_if("open", open.then_some(""))
        .with(element("summary").words(&words.title))
        .with(classed("p", "heard__note").words(&words.note))
        .with(element("div").set("id", "preview-heard-lines"))
}

/// Writes the list anew, of what is drawn in `root`.
pub fn tell(root: &Element, words: &HeardWords, frame: &Frame) {
    let Some(place) = one("#preview-heard-lines") else { return };
    let lines = heard(root);
    let list = lines.iter().enumerate().map(|(index, line)| row(index, line, words, frame)).collect();
    let nameless = u32::try_from(lines.iter().filter(|line| line.is_nameless()).count()).unwrap_or(u32::MAX);
    let faults = (nameless > 0).then(|| classed("p", "heard__faults").words(&words.faults.counted(&frame.lang, nameless)));
    place.set_text_content(None);
    for part in faults.into_iter().chain([classed("ol", "heard").set("aria-label", &words.title).with_all(list)]) {
        _ = place.append_child(&part.build());
    }
    HEARD.set(lines);
}

/// A line: what it is, its words, its state. One line of the list is reached by the Tab key, the others by arrows.
fn row(index: usize, line: &Line, words: &HeardWords, frame: &Frame) -> markup::Element {
    let part = |class: &str, words: &str| (!words.is_empty()).then(|| classed("span", class).words(words).words(" "));
    let (before, after) = told(line, words, frame);
    let name = if line.role == Role::Language { "" } else { &line.name };
    let button = classed("button", "heard__line")
        .set("type", "button")
        .set("data-preview", "heard")
        .set("value", &index.to_string())
        .set("tabindex", if index == 0 { "0" } else { "-1" });
    element("li")
        .set("data-role", line.role.word())
        .set("data-depth", &line.depth.min(5).to_string())
        .set_if("data-severity", line.is_nameless().then_some("error"))
        .with(button.with_if(part("heard__role", &before)).with_if(part("heard__name", name)).with_if(part("heard__state", &after)))
}

/// What is said before the name of a thing, and after it.
fn told(line: &Line, words: &HeardWords, frame: &Frame) -> (String, String) {
    let level;
    let before: &str = match line.role {
        Role::Text => "",
        Role::Heading(depth) => {
            level = fill(&words.heading, &[("n", &depth.to_string())]);
            &level
        }
        Role::Link => &words.link,
        Role::Button => &words.button,
        Role::Disclosure => &words.disclosure,
        Role::List(items) => {
            level = words.list.counted(&frame.lang, items);
            &level
        }
        Role::Image if line.name.is_empty() => &words.no_image,
        Role::Image => &words.image,
        Role::Table(rows, columns) => {
            level = [words.rows.counted(&frame.lang, rows), words.columns.counted(&frame.lang, columns)].join(", ");
            &level
        }
        Role::ColumnHeader => &words.column_header,
        Role::RowHeader => &words.row_header,
        Role::Cell if !line.header.is_empty() => {
            level = [&*words.cell, &*line.header].join(", ");
            &level
        }
        Role::Cell => &words.cell,
        Role::Figure => &words.figure,
        Role::Quote => &words.quote,
        Role::Separator => &words.separator,
        Role::Field => &words.field,
        Role::Checkbox => &words.checkbox,
        Role::Radio => &words.radio,
        Role::Choice => &words.choice,
        Role::Language => {
            let own = frame.site.language(&line.name).map_or(&*line.name, |language| &*language.name);
            level = fill(&words.language, &[("language", own)]);
            &level
        }
        Role::Landmark(landmark) => match landmark {
            Landmark::Banner => &words.banner,
            Landmark::Navigation => &words.navigation,
            Landmark::Main => &words.main,
            Landmark::Complementary => &words.complementary,
            Landmark::ContentInfo => &words.content_info,
            Landmark::Region => &words.region,
            Landmark::Form => &words.form,
            Landmark::Search => &words.search,
            Landmark::Article => &words.article,
            Landmark::Group => &words.group,
        },
    };
    let unnamed = (line.is_nameless() && line.role != Role::Image).then_some(&*words.unnamed);
    let states = line.states.iter().map(|state| match state {
        State::Open => &*words.open,
        State::Closed => &*words.closed,
        State::Checked => &*words.checked,
        State::Unchecked => &*words.unchecked,
        State::Current => &*words.current,
        State::Disabled => &*words.disabled,
    });
    (before.to_owned(), unnamed.into_iter().chain(states).collect::<Vec<_>>().join(", "))
}

/// Goes to what a line tells; the focus too when it is `entered`.
pub fn follow(index: usize, entered: bool) {
    let Some(element) = HEARD.with_borrow(|lines| lines.get(index).map(|line| line.element.clone())) else { return };
    choose(index);
    show(&element, entered);
}

/// The line of what was touched in the page.
pub fn point(target: &Element) {
    // What is heard was read in one of the frames.
    let twins = readers::twins(target);
    let told = |element: &Element| HEARD.with_borrow(|lines| lines.first().is_some_and(|line| line.element.owner_document() == element.owner_document()));
    let mut element = Some(twins.into_iter().find(told).unwrap_or_else(|| target.clone()));
    while let Some(here) = element {
        let found = HEARD.with_borrow(|lines| lines.iter().position(|line| line.element == here));
        if let Some(index) = found {
            return choose(index);
        }
        element = here.parent_element();
    }
}

/// Makes a line the one that is meant, and brings it into the view of its list alone.
fn choose(index: usize) {
    let Some(line) = one(&format!(".heard__line[value='{index}']")) else { return };
    if let Some(before) = one(".heard__line[aria-current]") {
        _ = before.remove_attribute("aria-current");
    }
    if let Some(before) = one(".heard__line[tabindex='0']") {
        _ = before.set_attribute("tabindex", "-1");
    }
    _ = line.set_attribute("aria-current", "true");
    _ = line.set_attribute("tabindex", "0");
    // The list first, then the column that it stands in.
    for scroller in [".heard", ".preview__beside"] {
        let Some(around) = line.closest(scroller).ok().flatten() else { continue };
        let (own, view) = (line.get_bounding_client_rect(), around.get_bounding_client_rect());
        if own.top() < view.top() || own.bottom() > view.bottom() {
            around.set_scroll_top(around.scroll_top() + (own.top() - view.top() - view.height() / 3.0) as i32);
        }
    }
}

/// Arrows go from line to line, and the page follows.
pub fn key(event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(line) = target.filter(|target| target.class_list().contains("heard__line")) else { return };
    let last = HEARD.with_borrow(Vec::len).saturating_sub(1);
    let here: usize = line.get_attribute("value").and_then(|value| value.parse().ok()).unwrap_or_default();
    let there = match event.key().as_str() {
        "ArrowDown" => (here + 1).min(last),
        "ArrowUp" => here.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    follow(there, false);
    if let Some(line) = one(&format!(".heard__line[value='{there}']")) {
        focus(&line);
    }
}

/// Outlines an element of the page, in every frame that shows it.
pub fn outline(element: &Element) {
    for twin in readers::twins(element) {
        let other = twin.owner_document().and_then(|root| root.query_selector("[data-preview-here]").ok().flatten());
        if let Some(other) = other {
            _ = other.remove_attribute("data-preview-here");
        }
        _ = twin.set_attribute("data-preview-here", "");
    }
}

/// Outlines an element of the page and brings it into view.
pub fn show(element: &Element, entered: bool) {
    let Some(root) = element.owner_document() else { return };
    outline(element);
    let rectangle = element.get_bounding_client_rect();
    let window = root.default_view();
    let height = window.as_ref().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
    if let Some(window) = window.filter(|_| rectangle.top() < height * 0.2 || rectangle.bottom() > height * 0.8) {
        let top = window.scroll_y().unwrap_or_default() + rectangle.top() - height / 3.0;
        window.scroll_to_with_x_and_y(0.0, top);
    }
    if entered {
        if !element.has_attribute("tabindex") {
            _ = element.set_attribute("tabindex", "-1");
        }
        focus(element);
    }
}

/// Gives an element the focus where it stands.
pub fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Not by its class: that of a frame's element is another one.
    _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&options);
}

fn one(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}
