//! Somebody to call, write to or go and see.

use super::{
    markup::{Element, classed, element},
    rich_text::{anchor, dial, rich_text, to_confirm, write_to},
};
use crate::model::{block::Contact, words::Words};

/// One card.
#[must_use]
pub fn contact_card(contact: &Contact, words: &Words) -> Element {
    let line = |label: &str, value: Element| element("div").with(element("dt").words(label)).with(value);
    let cell = |inside: Element| element("dd").with(inside);
    let site = contact.url.as_ref().map(|url| {
        let host = url.as_str().trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        line(&words.website, cell(anchor(url, host.split('/').next().unwrap_or(host))))
    });
    let lines: Vec<Element> = [
        contact.phone.as_ref().map(|phone| line(&words.phone, cell(dial(phone).set("class", "contact-card__phone")))),
        contact.email.as_ref().map(|email| line(&words.email, cell(write_to(email)))),
        contact.address.as_ref().map(|address| line(&words.address, element("dd").words(address))),
        contact.hours.as_ref().map(|hours| line(&words.hours, element("dd").holding(rich_text(hours, words)))),
        site,
    ]
    .into_iter()
    .flatten()
    .collect();
    classed("div", "contact-card")
        .with(classed("p", "contact-card__name").words(&contact.name).words(" ").with_if(contact.unsure.then(|| to_confirm(words))))
        .with_if(contact.purpose.as_ref().map(|purpose| classed("p", "contact-card__purpose").words(purpose)))
        .with_if((!lines.is_empty()).then(|| classed("dl", "contact-card__lines").with_all(lines)))
}
