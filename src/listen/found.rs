//! The text of a page, block by block, as it stands before the reader: what is hidden, and what is a control, is not in it.

use super::sentences::{Run, Sentence, sentences};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node, Range, Window};

/// What is no text to read.
const SKIPPED: &str = "script, style, svg, button, input, select, textarea, template, noscript, iframe, nav, [hidden], [aria-hidden=true], .hidden, [data-act], .contact-card__act, .page-foot__tools";

/// What belongs to the text around it, however it is laid out.
const PHRASING: &str = "a, abbr, em, span, sup, time";

/// Where a run of a block comes from.
#[derive(Debug)]
struct Place {
    /// `None` for what only separates.
    node: Option<Node>,
    /// In the block, in units of UTF-16.
    start: usize,
    length: usize,
}

/// A block of text: a paragraph, an entry of a list, a row of a table.
#[derive(Debug)]
pub struct Block {
    /// What holds it.
    pub element: Element,
    /// At least one.
    pub sentences: Vec<Sentence>,
    places: Vec<Place>,
}

impl Block {
    /// Whether a section begins here.
    pub fn is_heading(&self) -> bool {
        matches!(self.element.tag_name().as_str(), "H1" | "H2" | "H3")
    }

    /// Where a sentence stands in the document.
    pub fn range(&self, document: &Document, sentence: &Sentence) -> Option<Range> {
        let range = document.create_range().ok()?;
        let text = || self.places.iter().filter_map(|place| Some((place, place.node.as_ref()?)));
        let (first, node) = text().find(|(place, _)| place.start + place.length > sentence.start)?;
        range.set_start(node, sentence.start.saturating_sub(first.start) as u32).ok()?;
        let (last, node) = text().rfind(|(place, _)| place.start < sentence.end)?;
        range.set_end(node, (sentence.end - last.start).min(last.length) as u32).ok()?;
        Some(range)
    }
}

/// The blocks within `root`, whose language is `lang` unless something says otherwise.
pub fn blocks(window: &Window, root: &Element, lang: &str, spelled: &[String]) -> Vec<Block> {
    let mut finder = Finder { window, spelled, blocks: Vec::new(), runs: Vec::new(), places: Vec::new(), units: 0 };
    finder.walk(root, lang, root, false);
    finder.close(root);
    finder.blocks
}

/// The first letters of a language's code.
pub fn short(lang: &str) -> String {
    lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

struct Finder<'a> {
    window: &'a Window,
    spelled: &'a [String],
    blocks: Vec<Block>,
    /// The block that is being found.
    runs: Vec<Run>,
    places: Vec<Place>,
    units: usize,
}

impl Finder<'_> {
    /// Takes in what `element` holds. `owner`: the block that text belongs to; `flowing`: inside something that stands in a line, or in a row.
    fn walk(&mut self, element: &Element, lang: &str, owner: &Element, flowing: bool) {
        let mut next = element.first_child();
        let first = next.clone();
        let texts = std::iter::successors(first, Node::next_sibling).filter(|node| node.node_type() == Node::TEXT_NODE);
        let mixed = texts.filter_map(|node| node.text_content()).any(|text| text.bytes().any(|letter| letter > b' '));
        let closed = element.tag_name() == "DETAILS" && !element.has_attribute("open");
        while let Some(node) = next {
            next = node.next_sibling();
            match node.dyn_into::<Element>() {
                Ok(child) if !closed || child.tag_name() == "SUMMARY" => self.element(&child, lang, owner, (flowing, mixed)),
                Ok(_) => {}
                Err(node) if node.node_type() == Node::TEXT_NODE && !closed => self.text(node, lang),
                Err(_) => {}
            }
        }
    }

    fn element(&mut self, element: &Element, lang: &str, owner: &Element, (flowing, mixed): (bool, bool)) {
        if element.matches(SKIPPED).unwrap_or(true) {
            return;
        }
        let tag = element.tag_name();
        if tag == "BR" {
            return self.separate(" ", lang);
        }
        let Ok(Some(style)) = self.window.get_computed_style(element) else { return };
        let value = |name: &str| style.get_property_value(name).unwrap_or_default();
        let display = value("display");
        if display == "none" || value("visibility") == "hidden" {
            return;
        }
        let own = element.get_attribute("lang").map(|lang| short(&lang)).filter(|lang| !lang.is_empty());
        let lang = own.as_deref().unwrap_or(lang);
        let in_line = display.starts_with("inline") || display == "contents";
        let joined = mixed && element.matches(PHRASING).unwrap_or(false);
        if flowing || in_line || joined {
            if !in_line {
                self.separate(if tag == "TD" || tag == "TH" { ", " } else { " " }, lang);
            }
            return self.walk(element, lang, owner, flowing || display != "contents");
        }
        self.close(owner);
        self.walk(element, lang, element, tag == "TR");
        self.close(element);
    }

    fn text(&mut self, node: Node, lang: &str) {
        let text = node.text_content().unwrap_or_default();
        self.add(Some(node), text, lang);
    }

    fn separate(&mut self, sign: &str, lang: &str) {
        if !self.runs.is_empty() {
            self.add(None, sign.to_owned(), lang);
        }
    }

    fn add(&mut self, node: Option<Node>, text: String, lang: &str) {
        let length = text.encode_utf16().count();
        self.places.push(Place { node, start: self.units, length });
        self.runs.push(Run { text, lang: lang.to_owned() });
        self.units += length;
    }

    /// Ends the block, which `element` holds.
    fn close(&mut self, element: &Element) {
        let (runs, places) = (std::mem::take(&mut self.runs), std::mem::take(&mut self.places));
        self.units = 0;
        let sentences = sentences(&runs, self.spelled);
        if !sentences.is_empty() {
            self.blocks.push(Block { element: element.clone(), sentences, places });
        }
    }
}
