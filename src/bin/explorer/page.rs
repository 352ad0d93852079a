//! The page: brings it from one tree to the next by calls rather than by text, which Trusted Types would refuse; its events, its address, its focus.

use passerelle::{
    components::markup::{Element, Node},
    explorer::numbers::digits,
};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element as Found, Event, HtmlElement, HtmlInputElement, Node as FoundNode};

const SVG: &str = "http://www.w3.org/2000/svg";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// What the page shows, and where.
pub struct Page {
    root: Found,
    head: Element,
    questions: Vec<Question>,
}

/// A question's section, and what it shows.
struct Question {
    found: Found,
    tree: Element,
}

impl Page {
    /// The page that was drawn from `head` and `questions`; `None` when it has not these.
    pub fn new(head: Element, questions: Vec<Element>) -> Option<Self> {
        let root = document()?.query_selector(".explorer").ok()??;
        let section = |place: usize| root.query_selector(&["[data-question='", &digits(place), "']"].concat()).ok()?;
        let question = |(place, tree)| Some(Question { found: section(place)?, tree });
        let questions = questions.into_iter().enumerate().map(question).collect::<Option<_>>()?;
        Some(Self { root, head, questions })
    }

    /// Brings what stands before the questions to `tree`.
    pub fn bring_head(&mut self, tree: Element) {
        let old = std::mem::replace(&mut self.head, tree.clone());
        bring(&self.root, old, tree, None);
    }

    /// Brings a question to `tree`.
    pub fn bring_question(&mut self, place: usize, tree: Element) {
        if let Some(question) = self.questions.get_mut(place)
            && question.tree != tree
        {
            let old = std::mem::replace(&mut question.tree, tree.clone());
            bring(&question.found, old, tree, None);
        }
    }

    /// The questions, those on the screen first, and how many of them are.
    pub fn nearest_first(&self) -> (Vec<usize>, usize) {
        let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(0.0);
        let is_seen = |question: &Question| {
            // To say where something folded would stand, browsers lay it out.
            if question.found.closest("details:not([open])").is_ok_and(|fold| fold.is_some()) {
                return false;
            }
            let room = question.found.get_bounding_client_rect();
            room.bottom() > 0.0 && room.top() < height
        };
        let seen: Vec<bool> = self.questions.iter().map(is_seen).collect();
        let of = |wanted: bool| seen.iter().enumerate().filter(|(_, seen)| **seen == wanted).map(|(place, _)| place).collect::<Vec<_>>();
        let (first, rest) = (of(true), of(false));
        let count = first.len();
        ([first, rest].concat(), count)
    }

    /// Has `does` called at each event of that name, before those inside when `early`. For as long as the page lasts.
    pub fn listen(&self, name: &str, early: bool, does: impl Fn(Event) + 'static) {
        let listener = Closure::<dyn Fn(Event)>::new(does).into_js_value();
        _ = self.root.add_event_listener_with_callback_and_bool(name, listener.unchecked_ref(), early);
    }

    /// The value of the chosen radio button of that name.
    pub fn chosen(&self, name: &str) -> String {
        let found = self.root.query_selector(&["[name=", name, "]:checked"].concat()).ok().flatten();
        found.map_or_else(String::new, |input| input.unchecked_ref::<HtmlInputElement>().value())
    }

    /// Chooses the radio button of that name and value.
    pub fn choose(&self, name: &str, value: &str) {
        if let Ok(Some(found)) = self.root.query_selector(&["[name=", name, "][value='", value, "']"].concat()) {
            own(&found, "checked", true);
        }
    }

    /// Questions of which something that has the attribute `name` is open; one may come twice.
    pub fn open(&self, name: &str) -> Vec<usize> {
        let Ok(found) = self.root.query_selector_all(&["[", name, "][open]"].concat()) else { return Vec::new() };
        (0..found.length()).filter_map(|place| found.item(place)?.unchecked_ref::<Found>().get_attribute(name)?.parse().ok()).collect()
    }

    /// Focuses a row's mark.
    pub fn focus_mark(&self, question: usize, row: usize) {
        self.focus(&["[data-question='", &digits(question), "'] [data-row='", &digits(row), "']"].concat());
    }

    /// Focuses the mark of a combination.
    pub fn focus_combination(&self, question: usize, row: usize) {
        self.focus(&["[data-question='", &digits(question), "'] [data-combination='", &digits(row), "']"].concat());
    }

    /// When what had the focus is gone, gives it to the nearest thing.
    pub fn keep_focus(&self) {
        let lost = document().and_then(|document| document.active_element()).is_none_or(|element| element.tag_name() == "BODY");
        if lost {
            self.focus(if self.root.has_attribute("data-filtered") { ".explorer__all" } else { ".explorer__mark[tabindex='0']" });
        }
    }

    /// Goes to a question's heading, as following a link to it does.
    pub fn reach(&self, anchor: &str) {
        let heading = document().and_then(|document| document.get_element_by_id(anchor));
        if let Some(heading) = heading {
            _ = heading.set_attribute("tabindex", "-1");
            heading.scroll_into_view();
            _ = heading.unchecked_ref::<HtmlElement>().focus();
        }
    }

    fn focus(&self, selector: &str) {
        if let Ok(Some(element)) = self.root.query_selector(selector) {
            _ = element.unchecked_ref::<HtmlElement>().focus();
        }
    }
}

/// Facts of the page that keys depend on.
pub mod event {
    /// Whether one writes from right to left.
    pub fn writes_from_right_to_left() -> bool {
        super::document().and_then(|document| document.document_element()).is_some_and(|root| root.get_attribute("dir").as_deref() == Some("rtl"))
    }
}

/// The element that an event comes from.
pub fn target(event: &Event) -> Option<Found> {
    event.target()?.dyn_into().ok()
}

/// The number in an attribute of the nearest element around `target` that `selector` names.
pub fn number(target: &Found, selector: &str, name: &str) -> Option<usize> {
    target.closest(selector).ok()??.get_attribute(name)?.parse().ok()
}

/// The question and the row of the mark that `target` is in.
pub fn mark_of(target: &Found) -> Option<(usize, usize)> {
    Some((number(target, "[data-question]", "data-question")?, number(target, "[data-row]", "data-row")?))
}

/// Has `does` called once this task is over and the page was shown.
pub fn soon(does: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        _ = window.set_timeout_with_callback(Closure::once_into_js(does).unchecked_ref());
    }
}

/// What follows `?` in the address.
pub fn query() -> String {
    let search = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    search.trim_start_matches('?').to_owned()
}

/// The address, without fragment.
pub fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// Puts `query` into the address: as a new step, or in place of the present one.
pub fn step(query: &str, new: bool) {
    let Some(window) = web_sys::window() else { return };
    let (Ok(history), Ok(path)) = (window.history(), window.location().pathname()) else { return };
    let address = if query.is_empty() { path } else { [&path, "?", query].concat() };
    _ = if new { history.push_state_with_url(&JsValue::NULL, "", Some(&address)) } else { history.replace_state_with_url(&JsValue::NULL, "", Some(&address)) };
}

/// Has `does` called with the query and the fragment of a link of this page that `selector` names, when it is followed here and not in another tab.
pub fn on_link(selector: &'static str, does: impl Fn(&str, &str) + 'static) {
    let follow = move |event: web_sys::MouseEvent| {
        let link = target(&event).and_then(|target| target.closest(selector).ok().flatten());
        let Some(href) = link.and_then(|link| link.get_attribute("href")) else { return };
        if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
            return;
        }
        event.prevent_default();
        let (address, anchor) = href.split_once('#').unwrap_or((&href, ""));
        does(address.split_once('?').map_or("", |(_, query)| query), anchor);
    };
    let listener = Closure::<dyn Fn(web_sys::MouseEvent)>::new(follow).into_js_value();
    if let Some(document) = document() {
        _ = document.add_event_listener_with_callback("click", listener.unchecked_ref());
    }
}

/// Has `does` called when the reader goes back or forward.
pub fn on_history(does: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(does).into_js_value();
    if let Some(window) = web_sys::window() {
        _ = window.add_event_listener_with_callback("popstate", listener.unchecked_ref());
    }
}

/// Changes `found`, which shows `old`, into what `new` draws.
fn bring(found: &Found, old: Element, new: Element, namespace: Option<&str>) {
    if old == new {
        return;
    }
    let namespace = if new.tag() == "svg" { Some(SVG) } else { namespace };
    for (name, value) in new.attributes() {
        if !old.attributes().iter().any(|(known, before)| known == name && before == value) {
            set(found, name, value);
        }
    }
    for (name, _) in old.attributes() {
        if !new.attributes().iter().any(|(known, _)| known == name) {
            _ = found.remove_attribute(name);
            own(found, name, false);
        }
    }
    let (old, new) = (old.nodes(), new.nodes());
    let (before, after) = (old.len(), new.len());
    let mut old = old.into_iter();
    let mut next = found.first_child();
    for node in new {
        let present = next.take();
        next = present.as_ref().and_then(FoundNode::next_sibling);
        match (old.next(), node, present) {
            (Some(Node::Words(old)), Node::Words(new), Some(present)) => {
                if old != new {
                    present.set_node_value(Some(&new));
                }
            }
            (Some(Node::Element(old)), Node::Element(new), Some(present)) if old.tag() == new.tag() => bring(present.unchecked_ref(), old, new, namespace),
            (Some(_), node, Some(present)) => {
                if let Some(made) = make(node, namespace) {
                    _ = found.replace_child(&made, &present);
                }
            }
            (_, node, _) => {
                if let Some(made) = make(node, namespace) {
                    _ = found.append_child(&made);
                }
            }
        }
    }
    for _ in after..before {
        if let Some(last) = found.last_child() {
            _ = found.remove_child(&last);
        }
    }
}

fn set(found: &Found, name: &str, value: &str) {
    _ = found.set_attribute(name, value);
    own(found, name, true);
}

/// What a reader may have changed since the attribute was written is a property besides.
fn own(found: &Found, name: &str, value: bool) {
    if name == "checked" || name == "selected" {
        _ = js_sys::Reflect::set(found, &name.into(), &value.into());
    }
}

fn make(node: Node, namespace: Option<&str>) -> Option<FoundNode> {
    let document = document()?;
    let element = match node {
        Node::Words(words) => return Some(document.create_text_node(&words).into()),
        Node::Element(element) => element,
    };
    let namespace = if element.tag() == "svg" { Some(SVG) } else { namespace };
    let made = match namespace {
        Some(_) => document.create_element_ns(namespace, element.tag()),
        None => document.create_element(element.tag()),
    };
    let made = made.ok()?;
    for (name, value) in element.attributes() {
        set(&made, name, value);
    }
    for child in element.nodes() {
        if let Some(child) = make(child, namespace) {
            _ = made.append_child(&child);
        }
    }
    Some(made.into())
}
