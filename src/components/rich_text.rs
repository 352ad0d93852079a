//! Words with their markup.

use super::{
    anchor::anchor,
    markup::{Element, Node, classed, element},
};
use crate::{
    locale::{phone::national, typography::raised_letters},
    model::{
        text::{RichText, Span},
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
        // Ordinals need an element around them.
        Span::Plain(text) if raised_letters(text).is_none() => return Node::Words(text.to_string()),
        Span::Plain(text) => element("span").words(text),
        Span::Link { link, text } => anchor(link, text),
        Span::Strong { strong } => element("strong").words(strong),
        Span::Emphasis { emphasis } => element("em").words(emphasis),
        Span::Unsure { unsure } => classed("span", "unsure").words(unsure).words(" ").with(to_confirm(words)),
        Span::Foreign { foreign, text } => element("span").set("lang", foreign).words(text),
    })
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

/// `text` as a value in an address. Letters of any script stay as they are, which browsers encode themselves; what would end the value is encoded, and the few
/// signs that no address may hold are left out.
#[must_use]
pub fn web_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            _ if letter.is_whitespace() => encoded.push_str("%20"),
            '&' => encoded.push_str("%26"),
            '#' => encoded.push_str("%23"),
            '%' => encoded.push_str("%25"),
            '+' => encoded.push_str("%2B"),
            '"' => encoded.push_str("%22"),
            '<' | '>' | '[' | ']' | '|' | '^' | '`' | '{' | '}' | '\\' => {}
            other => encoded.push(other),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_an_address_ends_where_it_should() {
        for (plain, encoded) in
            [("Rue Docteur Haibe 2", "Rue%20Docteur%20Haibe%202"), ("a & b # c", "a%20%26%20b%20%23%20c"), ("l\u{a0}été", "l%20été"), ("1 < 2", "1%20%202")]
        {
            assert_eq!(web_encoded(plain), encoded, "{plain}");
        }
    }
}
