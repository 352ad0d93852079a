//! What a screen reader says of what is drawn, line after line: roles (HTML-AAM 1.0), names (accname 1.2), what is hidden left out. Read from the drawn page, not from the
//! draft, so that the style sheet has its say; `tests/browser/journeys/preview.rs` compares it with the browser's own tree.
//!
//! What it does not tell: descriptions, live regions, states of what no page of the site has (trees, grids, sliders).

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, Node};

/// What something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Words by themselves.
    Text,
    /// Of a level, 1 to 6.
    Heading(u32),
    /// Leads somewhere.
    Link,
    /// Does something.
    Button,
    /// Opens and closes what follows.
    Disclosure,
    /// Of so many items.
    List(u32),
    /// With words for who does not see it.
    Image,
    /// Of so many rows and columns.
    Table(u32, u32),
    /// Above a column.
    ColumnHeader,
    /// Before a row.
    RowHeader,
    /// Under and beside these.
    Cell,
    /// A part that one can jump to.
    Landmark(Landmark),
    /// With its caption.
    Figure,
    /// What somebody else says.
    Quote,
    /// Between parts.
    Separator,
    /// Where one writes.
    Field,
    /// One of two.
    Checkbox,
    /// One of several.
    Radio,
    /// A menu of answers.
    Choice,
    /// Another language begins.
    Language,
}

/// The parts that one can jump to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landmark {
    /// The site's head.
    Banner,
    /// Links.
    Navigation,
    /// The page's own.
    Main,
    /// Beside it.
    Complementary,
    /// The site's foot.
    ContentInfo,
    /// A part with a name.
    Region,
    /// A form with a name.
    Form,
    /// Where one looks for something.
    Search,
    /// A whole by itself.
    Article,
    /// Things that go together, with a name.
    Group,
}

impl Role {
    /// Its word in the standards.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Heading(_) => "heading",
            Self::Link => "link",
            Self::Button => "button",
            Self::Disclosure => "disclosure",
            Self::List(_) => "list",
            Self::Image => "image",
            Self::Table(..) => "table",
            Self::ColumnHeader => "columnheader",
            Self::RowHeader => "rowheader",
            Self::Cell => "cell",
            Self::Figure => "figure",
            Self::Quote => "blockquote",
            Self::Separator => "separator",
            Self::Field => "textbox",
            Self::Checkbox => "checkbox",
            Self::Radio => "radio",
            Self::Choice => "combobox",
            Self::Language => "lang",
            Self::Landmark(landmark) => match landmark {
                Landmark::Banner => "banner",
                Landmark::Navigation => "navigation",
                Landmark::Main => "main",
                Landmark::Complementary => "complementary",
                Landmark::ContentInfo => "contentinfo",
                Landmark::Region => "region",
                Landmark::Form => "form",
                Landmark::Search => "search",
                Landmark::Article => "article",
                Landmark::Group => "group",
            },
        }
    }

    /// What it holds is its name: it is not said twice.
    fn is_named_by_content(self) -> bool {
        matches!(self, Self::Heading(_) | Self::Link | Self::Button | Self::Disclosure | Self::ColumnHeader | Self::RowHeader | Self::Cell)
    }

    /// Without a name, nobody knows what it is for.
    fn wants_a_name(self) -> bool {
        matches!(
            self,
            Self::Heading(_) | Self::Link | Self::Button | Self::Disclosure | Self::Image | Self::Field | Self::Checkbox | Self::Radio | Self::Choice
        )
    }
}

/// What is said of something after its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// What it opens is seen.
    Open,
    /// What it opens is not.
    Closed,
    /// Ticked or chosen.
    Checked,
    /// Not so.
    Unchecked,
    /// It leads to this very page, or stands for what is shown.
    Current,
    /// Nothing can be done with it now.
    Disabled,
}

/// One thing that is said.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// How many lists, tables and landmarks it is in.
    pub depth: u32,
    /// Its words; of [`Role::Language`], the code of the language.
    pub name: String,
    /// Of a cell, what stands above its column.
    pub header: String,
    /// What else is said.
    pub states: Vec<State>,
    /// Where it is.
    pub element: Element,
}

impl Line {
    /// It should have a name and has none.
    #[must_use]
    pub fn is_nameless(&self) -> bool {
        self.name.is_empty() && self.role.wants_a_name()
    }
}

/// Everything that is said of `root`, in order.
#[must_use]
pub fn heard(root: &Element) -> Vec<Line> {
    let lang = root.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang")).unwrap_or_default();
    let mut reader = Reader { lines: Vec::new(), words: String::new(), place: None, depth: 0, lang };
    reader.children(root, false);
    reader.pause();
    reader.lines
}

struct Reader {
    lines: Vec<Line>,
    /// Words that are not said yet, and where they begin.
    words: String,
    place: Option<Element>,
    depth: u32,
    lang: String,
}

impl Reader {
    /// Says the words that were met.
    fn pause(&mut self) {
        let name = one_space(&std::mem::take(&mut self.words));
        if let (false, Some(element)) = (name.is_empty(), self.place.take()) {
            self.push(Role::Text, name, element);
        }
    }

    fn push(&mut self, role: Role, name: String, element: Element) {
        self.lines.push(Line { role, depth: self.depth, name, header: String::new(), states: Vec::new(), element });
    }

    fn words(&mut self, words: &str, element: &Element) {
        if self.place.is_none() && !words.trim().is_empty() {
            self.place = Some(element.clone());
        }
        self.words += words;
    }

    /// `said`: the words within were said with the name of what holds them.
    fn children(&mut self, element: &Element, said: bool) {
        let is_seen = said || property(element, None, "visibility") != "hidden";
        if !said {
            self.words(&pseudo(element, "::before"), element);
        }
        for node in nodes(element) {
            if node.node_type() == Node::TEXT_NODE {
                if is_seen && !said {
                    self.words(&node.text_content().unwrap_or_default(), element);
                }
            } else if let Some(child) = as_element(&node) {
                self.element(&child, said);
            }
        }
        if !said {
            self.words(&pseudo(element, "::after"), element);
        }
    }

    fn element(&mut self, element: &Element, said: bool) {
        if is_hidden(element) {
            return;
        }
        let breaks = !property(element, None, "display").starts_with("inline") || element.local_name() == "br";
        if breaks {
            self.pause();
        }
        let lang = element.get_attribute("lang").filter(|lang| *lang != self.lang && !lang.is_empty());
        let before = self.lang.clone();
        if let Some(lang) = lang {
            self.pause();
            self.push(Role::Language, lang.clone(), element.clone());
            self.lang = lang;
        }
        self.role(element, said);
        if before != self.lang {
            self.pause();
            // What goes on in the language of before is said so.
            self.lang = before;
        }
        if breaks {
            self.pause();
        }
    }

    fn role(&mut self, element: &Element, said: bool) {
        let Some(role) = role(element) else { return self.children(element, said) };
        let name = name(element, role);
        if role == Role::Image {
            // An empty alternative is a picture that says nothing, on purpose.
            let silent = element.get_attribute("alt").is_some_and(|alt| alt.trim().is_empty())
                || element.local_name() == "svg" && element.get_attribute("role").is_none();
            if name.is_empty() && silent {
                return;
            }
        }
        self.pause();
        self.push(role, name, element.clone());
        if let Some(line) = self.lines.last_mut() {
            line.states = states(element, role);
            if role == Role::Cell {
                line.header = column_header(element);
            }
        }
        if matches!(role, Role::Image | Role::Field | Role::Checkbox | Role::Radio | Role::Choice | Role::Separator) {
            return;
        }
        let holds = matches!(role, Role::List(_) | Role::Table(..) | Role::Landmark(_) | Role::Figure | Role::Quote);
        self.depth += u32::from(holds);
        self.children(element, said || role.is_named_by_content());
        self.pause();
        self.depth -= u32::from(holds);
    }
}

/// What an element is; `None` for what only holds others.
fn role(element: &Element) -> Option<Role> {
    if let Some(given) = element.get_attribute("role") {
        match given.split_ascii_whitespace().next().unwrap_or_default() {
            "none" | "presentation" | "generic" | "listitem" | "row" | "rowgroup" | "status" | "alert" | "term" | "definition" => return None,
            "heading" => return Some(Role::Heading(level(element, 2))),
            "link" => return Some(Role::Link),
            "button" => return Some(Role::Button),
            "list" => return Some(Role::List(items(element))),
            "img" | "image" => return Some(Role::Image),
            "banner" => return Some(Role::Landmark(Landmark::Banner)),
            "navigation" => return Some(Role::Landmark(Landmark::Navigation)),
            "main" => return Some(Role::Landmark(Landmark::Main)),
            "complementary" => return Some(Role::Landmark(Landmark::Complementary)),
            "contentinfo" => return Some(Role::Landmark(Landmark::ContentInfo)),
            "region" => return named(element, Landmark::Region),
            "form" => return named(element, Landmark::Form),
            "search" => return Some(Role::Landmark(Landmark::Search)),
            "article" => return Some(Role::Landmark(Landmark::Article)),
            "group" | "radiogroup" => return named(element, Landmark::Group),
            "figure" => return Some(Role::Figure),
            "separator" => return Some(Role::Separator),
            _ => {}
        }
    }
    let within = |selector: &str| element.parent_element().is_some_and(|parent| parent.closest(selector).ok().flatten().is_some());
    Some(match element.local_name().as_str() {
        tag @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => Role::Heading(level(element, tag[1..].parse().unwrap_or(2))),
        "a" | "area" if element.has_attribute("href") => Role::Link,
        "button" => Role::Button,
        "summary" if element.parent_element().is_some_and(|parent| parent.local_name() == "details") => Role::Disclosure,
        "ul" | "ol" | "menu" => Role::List(items(element)),
        "img" | "svg" => Role::Image,
        "table" => Role::Table(count(element, "tr"), columns(element)),
        "th" if is_row_header(element) => Role::RowHeader,
        "th" => Role::ColumnHeader,
        "td" => Role::Cell,
        "nav" => Role::Landmark(Landmark::Navigation),
        "main" => Role::Landmark(Landmark::Main),
        "aside" if !within("article, aside, nav, section") || !name(element, Role::Landmark(Landmark::Complementary)).is_empty() => {
            Role::Landmark(Landmark::Complementary)
        }
        "header" if !within("article, aside, main, nav, section") => Role::Landmark(Landmark::Banner),
        "footer" if !within("article, aside, main, nav, section") => Role::Landmark(Landmark::ContentInfo),
        "section" => return named(element, Landmark::Region),
        "form" => return named(element, Landmark::Form),
        "search" => Role::Landmark(Landmark::Search),
        "article" => Role::Landmark(Landmark::Article),
        "fieldset" | "details" => return named(element, Landmark::Group),
        "figure" => Role::Figure,
        "blockquote" => Role::Quote,
        "hr" => Role::Separator,
        "textarea" => Role::Field,
        "select" => Role::Choice,
        "input" => match element.get_attribute("type").as_deref() {
            Some("hidden") => return None,
            Some("checkbox") => Role::Checkbox,
            Some("radio") => Role::Radio,
            Some("submit" | "button" | "reset" | "image") => Role::Button,
            _ => Role::Field,
        },
        _ => return None,
    })
}

/// A part that is one only with a name.
fn named(element: &Element, landmark: Landmark) -> Option<Role> {
    let role = Role::Landmark(landmark);
    (!name(element, role).is_empty()).then_some(role)
}

fn level(element: &Element, own: u32) -> u32 {
    element.get_attribute("aria-level").and_then(|level| level.parse().ok()).unwrap_or(own)
}

fn count(element: &Element, selector: &str) -> u32 {
    element.query_selector_all(selector).map_or(0, |found| found.length())
}

/// The items of a list that are not hidden.
fn items(element: &Element) -> u32 {
    let is_item = |child: &Element| {
        let own = element_is_item(child);
        own && !is_hidden(child)
    };
    u32::try_from(nodes(element).filter_map(|node| as_element(&node)).filter(is_item).count()).unwrap_or(u32::MAX)
}

fn element_is_item(child: &Element) -> bool {
    child.local_name() == "li" && child.get_attribute("role").is_none() || child.get_attribute("role").as_deref() == Some("listitem")
}

fn columns(table: &Element) -> u32 {
    table.query_selector("tr").ok().flatten().map_or(0, |row| row.child_element_count())
}

/// A header before a row: it says so, or cells follow it.
fn is_row_header(header: &Element) -> bool {
    match header.get_attribute("scope").as_deref() {
        Some("row" | "rowgroup") => true,
        Some(_) => false,
        None => {
            header.closest("thead").ok().flatten().is_none() && header.parent_element().is_some_and(|row| row.query_selector("td").ok().flatten().is_some())
        }
    }
}

/// What stands above a cell.
fn column_header(cell: &Element) -> String {
    let mut place = 0;
    let mut before = cell.previous_element_sibling();
    while let Some(sibling) = before {
        place += 1;
        before = sibling.previous_element_sibling();
    }
    let first = cell.closest("table").ok().flatten().and_then(|table| table.query_selector("tr").ok().flatten());
    let above = first.and_then(|row| row.children().item(place)).filter(|above| above.local_name() == "th");
    above.map(|above| name(&above, Role::ColumnHeader)).unwrap_or_default()
}

fn states(element: &Element, role: Role) -> Vec<State> {
    let is = |attribute: &str, value: &str| element.get_attribute(attribute).as_deref() == Some(value);
    let mut states = Vec::new();
    let details = element.parent_element().filter(|_| role == Role::Disclosure);
    let open = details.map(|details| details.has_attribute("open")).or_else(|| element.get_attribute("aria-expanded").map(|open| open == "true"));
    states.extend(open.map(|open| if open { State::Open } else { State::Closed }));
    let ticked = match role {
        Role::Checkbox | Role::Radio => Some(element.unchecked_ref::<HtmlInputElement>().checked()),
        _ => element.get_attribute("aria-pressed").map(|pressed| pressed == "true"),
    };
    states.extend(ticked.map(|ticked| if ticked { State::Checked } else { State::Unchecked }));
    if element.get_attribute("aria-current").is_some_and(|current| current != "false") {
        states.push(State::Current);
    }
    if element.has_attribute("disabled") || is("aria-disabled", "true") {
        states.push(State::Disabled);
    }
    states
}

/// The name of an element, by the steps of accname: what it points at, its label, what its kind has, what it holds, its title.
fn name(element: &Element, role: Role) -> String {
    if let Some(ids) = element.get_attribute("aria-labelledby") {
        let root = element.owner_document();
        let found = ids.split_ascii_whitespace().filter_map(|id| root.as_ref()?.get_element_by_id(id));
        let pointed = found.map(|found| label_of(&found).unwrap_or_else(|| content(&found, is_hidden(&found)))).collect::<Vec<_>>().join(" ");
        if !pointed.trim().is_empty() {
            return one_space(&pointed);
        }
    }
    let own = label_of(element).or_else(|| native(element, role));
    let own = own.or_else(|| role.is_named_by_content().then(|| content(element, false))).map(|own| one_space(&own)).filter(|own| !own.is_empty());
    own.or_else(|| element.get_attribute("title").map(|title| one_space(&title))).unwrap_or_default()
}

fn label_of(element: &Element) -> Option<String> {
    element.get_attribute("aria-label").filter(|label| !label.trim().is_empty())
}

/// What the element's kind is named by. A figure's caption is read after it, and is no name in browsers' trees.
fn native(element: &Element, role: Role) -> Option<String> {
    let of = |selector: &str| {
        let child = nodes(element).filter_map(|node| as_element(&node)).find(|child| child.matches(selector).unwrap_or(false));
        child.map(|child| content(&child, false))
    };
    match (element.local_name().as_str(), role) {
        ("img" | "area", _) => element.get_attribute("alt"),
        ("svg", _) => of("title"),
        ("table", _) => of("caption"),
        ("fieldset", _) => of("legend"),
        ("input", Role::Button) => Some(element.unchecked_ref::<HtmlInputElement>().value()),
        ("input" | "textarea" | "select", _) => {
            let labels = js_sys::Reflect::get(element, &"labels".into())
                .ok()
                .and_then(|labels| js_sys::try_iter(&labels).ok().flatten().map(|labels| labels.flatten().collect::<Vec<_>>()));
            let told = labels.unwrap_or_default().iter().map(|label| content(label.unchecked_ref(), false)).collect::<Vec<_>>().join(" ");
            Some(told).filter(|told| !told.trim().is_empty()).or_else(|| element.get_attribute("placeholder"))
        }
        _ => None,
    }
}

/// The words that an element holds, as a name has them. `whole`: what is hidden too, since what is pointed at is.
fn content(element: &Element, whole: bool) -> String {
    let mut words = pseudo(element, "::before");
    for node in nodes(element) {
        if node.node_type() == Node::TEXT_NODE {
            words += &node.text_content().unwrap_or_default();
            continue;
        }
        let Some(child) = as_element(&node) else { continue };
        if !whole && is_hidden(&child) {
            continue;
        }
        let own = match role(&child) {
            Some(Role::Field) => child.unchecked_ref::<HtmlInputElement>().value(),
            Some(Role::Checkbox | Role::Radio | Role::Choice) => String::new(),
            Some(Role::Image) => name(&child, Role::Image),
            _ => label_of(&child).unwrap_or_else(|| content(&child, whole)),
        };
        let apart = !property(&child, None, "display").starts_with("inline") || child.local_name() == "br";
        if apart {
            words.push(' ');
        }
        words += &own;
        if apart {
            words.push(' ');
        }
    }
    words + &pseudo(element, "::after")
}

/// What the style sheet puts before or after: words in quotation marks, the value of an attribute, the number of an item.
fn pseudo(element: &Element, which: &str) -> String {
    // What the door adds to a block is for who sees the page.
    if element.has_attribute("data-preview-mark") {
        return String::new();
    }
    let told = property(element, Some(which), "content");
    let told = told.split(" / ").last().unwrap_or_default();
    if told.starts_with('"') {
        return told.trim_matches('"').to_owned();
    }
    if told.starts_with("counter(") {
        let mut number = 1;
        let mut before = element.previous_element_sibling();
        while let Some(sibling) = before {
            number += 1;
            before = sibling.previous_element_sibling();
        }
        return number.to_string();
    }
    let attribute = told.strip_prefix("attr(").and_then(|rest| rest.strip_suffix(')'));
    attribute.and_then(|name| element.get_attribute(name)).unwrap_or_default()
}

/// Nobody hears it: said to be hidden, or not drawn.
fn is_hidden(element: &Element) -> bool {
    if element.get_attribute("aria-hidden").as_deref() == Some("true") || matches!(element.local_name().as_str(), "script" | "style" | "template" | "noscript")
    {
        return true;
    }
    let check = js_sys::Reflect::get(element, &"checkVisibility".into()).ok().and_then(|check| check.dyn_into::<js_sys::Function>().ok());
    let drawn = check.and_then(|check| check.call0(element).ok()).and_then(|drawn| drawn.as_bool());
    // What has no box of its own still holds others.
    !drawn.unwrap_or_else(|| element.get_bounding_client_rect().height() > 0.0) && property(element, None, "display") != "contents"
}

/// A property of the style of an element or of what stands before or after it; empty where there is none.
fn property(element: &Element, pseudo: Option<&str>, name: &str) -> String {
    let Some(window) = web_sys::window() else { return String::new() };
    let style = match pseudo {
        Some(pseudo) => window.get_computed_style_with_pseudo_elt(element, pseudo),
        None => window.get_computed_style(element),
    };
    style.ok().flatten().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default()
}

/// What an element holds, in order.
fn nodes(element: &Element) -> impl Iterator<Item = Node> + use<> {
    std::iter::successors(element.first_child(), Node::next_sibling)
}

/// The element that a node is. Not by its class: that of a frame's element is another one.
pub fn as_element(node: &JsValue) -> Option<Element> {
    let node: &Node = node.unchecked_ref();
    (node.node_type() == Node::ELEMENT_NODE).then(|| node.clone().unchecked_into())
}

/// Words as a name has them; spaces that do not break stay.
fn one_space(words: &str) -> String {
    words.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
