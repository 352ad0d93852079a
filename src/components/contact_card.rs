//! Somebody to call, write to or go and see.

use super::{
    anchor::anchor,
    markup::{Element, classed, element},
    pictogram::pictogram,
    rich_text::{dial, rich_text, to_confirm, web_encoded, write_to},
};
use crate::{
    locale::phrase::fill,
    model::{block::Contact, frame::Frame, page::LoadedPage, words::Words},
    routes,
};

/// One card. The number comes first and large: it is what most people come for.
#[must_use]
pub fn contact_card(contact: &Contact, page: &LoadedPage, frame: &Frame) -> Element {
    let words = &frame.words;
    let line = |label: &str, value: Element| element("div").with(element("dt").words(label)).with(value);
    let cell = |inside: Element| element("dd").with(inside);
    let site = contact.url.as_ref().map(|url| {
        let host = url.as_str().trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
        line(&words.website, cell(anchor(url, host.split('/').next().unwrap_or(host))))
    });
    let copied = |value: Element, what: &str| value.with(copy_button(what, words));
    let phone = |phone: &String| copied(cell(dial(phone).set("class", "contact-card__phone")), phone);
    let lines: Vec<Element> = [
        contact.phone.as_ref().map(|number| line(&words.phone, phone(number))),
        contact.email.as_ref().map(|email| line(&words.email, copied(cell(write_to(email)), email))),
        contact.address.as_ref().map(|address| line(&words.address, address_cell(address, words))),
        contact.hours.as_ref().map(|hours| line(&words.hours, element("dd").holding(rich_text(hours, words)))),
        site,
    ]
    .into_iter()
    .flatten()
    .collect();
    classed("div", "contact-card")
        .with(classed("p", "contact-card__name").words(&contact.name).words(" ").with_if(contact.unsure.then(|| to_confirm(words))))
        .with_if(contact.purpose.as_ref().map(|purpose| classed("p", "contact-card__purpose").words(purpose)))
        // Empty until the boot script has looked at the clock.
        .with_if(contact.openings.as_ref().map(|openings| classed("p", "contact-card__now").set("data-openings", openings)))
        .with_if((!lines.is_empty()).then(|| classed("dl", "contact-card__lines").with_all(lines)))
        .with_if(contact.has_card().then(|| save_link(&routes::contact_card(page.foreign.as_ref().unwrap_or(&frame.lang), &page.slug, &contact.name), words)))
}

/// The contact as a file that telephones keep.
fn save_link(card: &str, words: &Words) -> Element {
    classed("a", "contact-card__act").set("href", card).set("rel", "external").with(pictogram("carnet")).with(element("span").words(&words.save_contact))
}

/// The address, and the way there: a link to a map elsewhere, followed only when it is touched.
fn address_cell(address: &str, words: &Words) -> Element {
    let map = ["https://www.openstreetmap.org/directions?to=", &web_encoded(address)].concat();
    let route =
        classed("a", "contact-card__act").set("href", &map).set("rel", "external noopener").with(pictogram("lieu")).with(element("span").words(&words.route));
    element("dd").with(element("span").words(address)).with(route)
}

/// Copies `what`: needs the boot script, and is not seen without it.
fn copy_button(what: &str, words: &Words) -> Element {
    classed("button", "contact-card__act")
        .set("type", "button")
        .set("data-act", "copy")
        .set("data-copy", what)
        .set("data-said", &words.copied)
        .with(pictogram("copier"))
        .with(element("span").words(&words.copy).with(classed("span", "hidden").words(&fill(" {what}", &[("what", what)]))))
}
