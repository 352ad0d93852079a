//! Words with their markup.

use super::markup::{Element, Node, classed, element};
use crate::{
    locale::phone::national,
    model::{
        text::{Href, RichText, Span},
        words::Words,
    },
};

/// The words of `text`, inline.
#[must_use]
pub fn rich_text(text: &RichText, words: &Words) -> Vec<Node> {
    text.0.iter().map(|span| span_node(span, words)).collect()
}

/// A paragraph.
#[must_use]
pub fn paragraph(text: &RichText, words: &Words) -> Element {
    element("p").holding(rich_text(text, words))
}

fn span_node(span: &Span, words: &Words) -> Node {
    Node::Element(match span {
        Span::Plain(text) => return Node::Words(text.to_string()),
        Span::Link { link, text } => anchor(link, text),
        Span::Strong { strong } => element("strong").words(strong),
        Span::Emphasis { emphasis } => element("em").words(emphasis),
        Span::Unsure { unsure } => classed("span", "unsure").words(unsure).words(" ").with(to_confirm(words)),
        Span::Foreign { foreign, text } => element("span").set("lang", foreign).words(text),
    })
}

/// A link. What leaves the site says so to the router and to search engines.
#[must_use]
pub fn anchor(href: &Href, words: &str) -> Element {
    element("a").set("href", href.as_str()).set_if("rel", (!href.is_internal()).then_some("external noopener")).words(words)
}

/// A link that dials.
#[must_use]
pub fn dial(phone: &str) -> Element {
    element("a").set("href", &["tel:", &phone.replace(' ', "")].concat()).words(&national(phone))
}

/// A link that writes.
#[must_use]
pub fn write_to(email: &str) -> Element {
    element("a").set("href", &["mailto:", email].concat()).words(email)
}

/// The visible mark of what an editor must still confirm.
#[must_use]
pub fn to_confirm(words: &Words) -> Element {
    classed("span", "unsure__mark").words("(").words(&words.to_confirm).words(")")
}
