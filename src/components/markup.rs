//! What never changes on a page, as data rather than as types.
//!
//! `view!` makes a type of every element tree, and each type brings its own code to build, compare, hydrate and stream it: written that way, this site's program
//! weighed 227 kB brotli. Most of a page is text that nobody will ever update. Such parts are a tree of [`Element`]s, shown through [`Drawn`]: one type, whose
//! code exists once; and since nothing in it is reactive, hydrating it means stepping over its first node.
//!
//! What changes stands in it through two more types, each of which also exists once: [`holder`], an element around views, and [`changing`], a tree that is drawn
//! again when a signal that it reads changes. See `docs/decisions/0004-what-never-changes-is-data.md`.

use crate::{locale::typography::raised_letters, model::json::Json};
use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::{
            CastFrom, Rndr,
            dom::{Element as BrowserElement, Node as BrowserNode},
        },
        view::{Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
    },
};
use std::cell::RefCell;

/// An element with its attributes and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    tag: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

/// What an element may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Words, escaped when written.
    Words(String),
    /// An element.
    Element(Element),
}

/// An empty element.
#[must_use]
pub fn element(tag: &'static str) -> Element {
    Element { tag, attributes: Vec::new(), children: Vec::new() }
}

/// An empty element of a class.
#[cfg_attr(feature = "explorer", inline(never))]
#[must_use]
pub fn classed(tag: &'static str, class: &str) -> Element {
    element(tag).set("class", class)
}

impl Element {
    /// Sets an attribute; an empty value makes a Boolean one.
    #[cfg_attr(feature = "explorer", inline(never))]
    #[must_use]
    pub fn set(mut self, name: &'static str, value: &str) -> Self {
        self.attributes.push((name, value.to_owned()));
        self
    }

    /// Sets an attribute when there is a value for it.
    #[cfg_attr(feature = "explorer", inline(never))]
    #[must_use]
    pub fn set_if(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Adds words; the letters of ordinals are raised.
    #[cfg_attr(feature = "explorer", inline(never))]
    #[must_use]
    pub fn words(mut self, words: &str) -> Self {
        match raised_letters(words) {
            Some(raised) if self.tag != "sup" => {
                let (before, after) = (&words[..raised.start], &words[raised.end..]);
                self.children.push(Node::Words(before.to_owned()));
                self.with(element("sup").words(&words[raised])).words(after)
            }
            _ => {
                self.children.push(Node::Words(words.to_owned()));
                self
            }
        }
    }

    /// Adds an element.
    #[cfg_attr(feature = "explorer", inline(never))]
    #[must_use]
    pub fn with(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Adds an element when there is one.
    #[cfg_attr(feature = "explorer", inline(never))]
    #[must_use]
    pub fn with_if(self, child: Option<Element>) -> Self {
        match child {
            Some(child) => self.with(child),
            None => self,
        }
    }

    /// Adds elements.
    #[cfg_attr(feature = "explorer", inline(never))]
    #[must_use]
    pub fn with_all(self, children: Vec<Element>) -> Self {
        children.into_iter().fold(self, Self::with)
    }

    /// Adds words and elements.
    #[must_use]
    pub fn holding(mut self, nodes: Vec<Node>) -> Self {
        self.children.extend(nodes);
        self
    }

    /// Its name.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// Its attributes, in the order they were set.
    #[must_use]
    pub fn attributes(&self) -> &[(&'static str, String)] {
        &self.attributes
    }

    /// What it holds, as a browser has it: words that follow one another are one, and empty ones are none.
    #[must_use]
    pub fn nodes(self) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        for child in self.children {
            match (child, nodes.last_mut()) {
                (Node::Words(words), Some(Node::Words(before))) => before.push_str(&words),
                (Node::Words(words), _) if words.is_empty() => {}
                (child, _) => nodes.push(child),
            }
        }
        nodes
    }

    /// Writes the element as HTML.
    #[cfg(feature = "ssr")]
    pub fn write_html(&self, html: &mut String) {
        self.write_start(html);
        if matches!(self.tag, "img" | "input" | "br" | "hr") {
            return;
        }
        for child in &self.children {
            match child {
                Node::Words(words) => html.push_str(&escape(words)),
                Node::Element(element) => element.write_html(html),
            }
        }
        html.extend(["</", self.tag, ">"]);
    }

    #[cfg(feature = "ssr")]
    fn write_start(&self, html: &mut String) {
        html.extend(["<", self.tag]);
        for (name, value) in &self.attributes {
            html.extend([" ", name, "=\"", &escape(value).replace('"', "&quot;"), "\""]);
        }
        html.push('>');
    }

    /// Writes the element as data: its name, its attributes and their values one after the other, then what it holds, words as text and elements in the same way.
    #[cfg(any(feature = "ssr", feature = "preview"))]
    #[must_use]
    pub fn published(&self) -> serde_json::Value {
        let attributes: Vec<&str> = self.attributes.iter().flat_map(|(name, value)| [name, &**value]).collect();
        let children = self.children.iter().map(|child| match child {
            Node::Words(words) => words.as_str().into(),
            Node::Element(element) => element.published(),
        });
        [self.tag.into(), attributes.into()].into_iter().chain(children).collect()
    }

    /// Reads what [`Element::published`] has written; something hidden for what is no element.
    #[must_use]
    pub fn read(json: &Json) -> Self {
        let mut parts = json.list().unwrap_or_default().into_iter();
        let (Some(tag), Some(attributes)) = (parts.next(), parts.next()) else { return element("div").set("hidden", "") };
        let attributes = attributes.list().unwrap_or_default();
        let attributes = attributes.chunks_exact(2).map(|pair| (named(pair[0].word()), pair[1].word())).collect();
        let child = |json: Json| if json.is_list() { Node::Element(Self::read(&json)) } else { Node::Words(json.word()) };
        Self { tag: named(tag.word()), attributes, children: parts.map(child).collect() }
    }

    /// The element in the browser, for who puts it into the page by itself.
    #[cfg(feature = "preview")]
    #[must_use]
    pub fn build(&self) -> BrowserElement {
        self.make(None)
    }

    /// Makes the element in the browser, by calls rather than by parsing: Trusted Types have nothing to object to.
    fn make(&self, namespace: Option<&'static str>) -> BrowserElement {
        let namespace = if self.tag == "svg" { Some("http://www.w3.org/2000/svg") } else { namespace };
        let made = Rndr::create_element(self.tag, namespace);
        for (name, value) in &self.attributes {
            Rndr::set_attribute(&made, name, value);
        }
        for child in &self.children {
            match child {
                Node::Words(words) => Rndr::insert_node(&made, &Rndr::create_text_node(words), None),
                Node::Element(element) => Rndr::insert_node(&made, &element.make(namespace), None),
            }
        }
        made
    }
}

thread_local! {
    static NAMES: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// A name of an element or of an attribute, kept once for as long as the program lasts: there are some dozens.
fn named(name: String) -> &'static str {
    NAMES.with_borrow_mut(|names| {
        names.iter().find(|known| **known == name).copied().unwrap_or_else(|| {
            names.push(name.leak());
            names[names.len() - 1]
        })
    })
}

#[cfg(feature = "ssr")]
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A tree of elements as a view. It is only made when it has to be written or built: to hydrate, its place is enough.
struct Drawn(Box<dyn FnOnce() -> Element + Send>);

/// The tree that `draw` makes, as a view that never changes.
pub fn drawn(draw: impl FnOnce() -> Element + Send + 'static) -> AnyView {
    Drawn(Box::new(draw)).into_any()
}

/// The tree that `draw` makes, drawn again when a signal that it reads changes.
pub fn changing(mut draw: impl FnMut() -> Element + Send + 'static) -> AnyView {
    let draw: Box<dyn FnMut() -> Drawn + Send> = Box::new(move || {
        let tree = draw();
        Drawn(Box::new(move || tree))
    });
    draw.into_any()
}

/// The view that `choose` gives, changed for another when a signal that it reads changes.
pub fn chosen_view(choose: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let choose: Box<dyn FnMut() -> AnyView + Send> = Box::new(choose);
    choose.into_any()
}

/// The element `shell`, which holds nothing itself, around `views`.
pub fn holder(shell: Element, views: Vec<AnyView>) -> AnyView {
    Holder { shell, views }.into_any()
}

/// An element around views.
struct Holder {
    shell: Element,
    views: Vec<AnyView>,
}

/// The element in the browser, what it was made from, and the state of what it holds.
struct HolderState {
    shell: Element,
    element: BrowserElement,
    views: <Vec<AnyView> as Render>::State,
}

impl Mountable for HolderState {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &BrowserElement, marker: Option<&BrowserNode>) {
        self.element.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<BrowserElement> {
        vec![self.element.clone()]
    }
}

impl Render for Holder {
    type State = HolderState;

    fn build(self) -> Self::State {
        let element = self.shell.make(None);
        let mut views = self.views.build();
        views.mount(&element, None);
        HolderState { shell: self.shell, element, views }
    }

    fn rebuild(self, state: &mut Self::State) {
        if self.shell == state.shell {
            self.views.rebuild(&mut state.views);
        } else {
            let mut new = self.build();
            state.element.insert_before_this(&mut new);
            state.element.unmount();
            *state = new;
        }
    }
}

impl AddAnyAttr for Holder {
    type Output<SomeNewAttr: Attribute> = Self;

    /// Leaves it as it is: attributes are set on its shell.
    fn add_any_attr<NewAttr: Attribute>(self, _attr: NewAttr) -> Self::Output<NewAttr>
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        self
    }
}

impl RenderHtml for Holder {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    #[cfg_attr(not(feature = "ssr"), allow(unused_variables))]
    fn to_html_with_buf(self, buf: &mut String, position: &mut Position, escape: bool, mark_branches: bool, _extra_attrs: Vec<AnyAttribute>) {
        #[cfg(feature = "ssr")]
        {
            self.shell.write_start(buf);
            *position = Position::FirstChild;
            self.views.to_html_with_buf(buf, position, escape, mark_branches, Vec::new());
            buf.extend(["</", self.shell.tag, ">"]);
        }
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        let element = element_at(cursor, position, self.shell.tag);
        position.set(Position::FirstChild);
        let views = self.views.hydrate::<FROM_SERVER>(cursor, position);
        cursor.set(element.clone().into());
        position.set(Position::NextChild);
        HolderState { shell: self.shell, element, views }
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}

/// Moves to the next element, which must be there, and be a `tag` unless that is empty: an extension may have put something before it.
fn element_at(cursor: &Cursor, position: &PositionState, tag: &str) -> BrowserElement {
    match position.get() {
        Position::FirstChild => cursor.child(),
        Position::Current => {}
        _ => cursor.sibling(),
    }
    position.set(Position::NextChild);
    // A page whose HTML is not what it was made from cannot be taken over: stopping here leaves it readable.
    let found = BrowserElement::cast_from(cursor.current()).filter(|found| tag.is_empty() || found.tag_name().eq_ignore_ascii_case(tag));
    found.expect("the page's HTML is not the one that the prerenderer wrote")
}

impl Render for Drawn {
    type State = BrowserElement;

    fn build(self) -> Self::State {
        (self.0)().make(None)
    }

    fn rebuild(self, state: &mut Self::State) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl AddAnyAttr for Drawn {
    type Output<SomeNewAttr: Attribute> = Self;

    /// Leaves it as it is: attributes are set where the tree is made.
    fn add_any_attr<NewAttr: Attribute>(self, _attr: NewAttr) -> Self::Output<NewAttr>
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        self
    }
}

impl RenderHtml for Drawn {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    #[cfg_attr(not(feature = "ssr"), allow(unused_variables))]
    fn to_html_with_buf(self, buf: &mut String, position: &mut Position, _escape: bool, _mark_branches: bool, _extra_attrs: Vec<AnyAttribute>) {
        #[cfg(feature = "ssr")]
        (self.0)().write_html(buf);
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        element_at(cursor, position, "")
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn words_and_attributes_are_escaped_and_void_elements_stay_open() {
        let tree = classed("p", "a \"b\"").words("1 < 2 & 3").with(element("br")).with(element("b").words("fin"));
        let mut html = String::new();
        tree.write_html(&mut html);
        assert_eq!(html, "<p class=\"a &quot;b&quot;\">1 &lt; 2 &amp; 3<br><b>fin</b></p>");
    }

    #[test]
    fn a_holder_writes_its_views_in_order() {
        let owner = Owner::new();
        let html = owner.with(|| holder(element("div"), vec![drawn(|| element("p").words("un")), changing(|| element("p").words("deux"))]).to_html());
        assert_eq!(html, "<div><p>un</p><p>deux</p><!></div>");
    }
}
