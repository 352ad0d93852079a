//! One sheet of paper of a page, to take away: what to do, whom to call, where to read on. Written by native programs only.

use super::{
    mark::mark,
    markup::{Element, Node, classed, element},
    rich_text::{dial, rich_text, to_confirm, write_to},
    together::{Side, tinted, trail, ways},
};
use crate::{
    locale::{date, phrase::fill},
    model::{
        block::{Contact, Step, Urgent},
        frame::Frame,
        handout::{Guide, Handout},
        text::{Href, RichText, Span},
    },
    routes,
};

/// What stands in the page's `main`. `sides` are those of the guides, the page's own first; `together`: its two texts can be read face to face.
#[must_use]
pub fn handout_page(handout: &Handout<'_>, sides: &[Side<'_>], frame: &Frame, together: bool) -> Element {
    let (words, own) = (&frame.words.beside, &sides[0]);
    let more = [together.then(|| (routes::together(&frame.lang, &own.page.slug), "rencontre", &*words.together)), None];
    let head = classed("div", "article__head").with(trail(own, &words.handout, frame)).with(ways(own, frame, more));
    tinted(classed("article", "article article--handout").set("data-kind", "handout"), own, frame).with(head).with(sheet(handout, sides, frame))
}

fn sheet(handout: &Handout<'_>, sides: &[Side<'_>], frame: &Frame) -> Element {
    let page = sides[0].page;
    let brand = classed("p", "handout__brand").with(mark()).with(element("span").words(&frame.site.name));
    let top = classed("div", "handout__top").with(brand).with(classed("p", "handout__kind").words(&frame.words.beside.handout));
    let two = handout.guides.len() > 1;
    let guides = handout.guides.iter().zip(sides).enumerate().map(|(place, (guide, side))| {
        let name = two.then(|| classed("p", "handout__name").words(side.name));
        // A title in another language says it again; an easy one says what its name says.
        let title = (side.language.code != sides[0].language.code).then(|| classed("p", "handout__title").words(guide.title));
        let guide = self::guide(guide, handout.titles_alone == Some(place), frame);
        side.spoken(classed("div", "handout__guide")).with_if(name).with_if(title).with_all(guide)
    });
    classed("div", "handout__sheet")
        .set("data-size", &handout.size.to_string())
        .set("data-est", &[26_u32, 25, 24, 23, 22, 21, 20, 19].map(|size| format!("{:.0}", Handout { size, ..handout.clone() }.height())).join(","))
        .set_if("data-two", two.then(|| ["", "1", "2"][handout.titles_alone.map_or(0, |alone| alone + 1)]))
        .with(top)
        .with(element("h1").set("tabindex", "-1").words(&page.page.title))
        .with_if(handout.urgent.map(|numbers| urgent(numbers, frame)))
        .with(classed("div", "handout__guides").with_all(guides.collect()))
        .with_if(handout.contacts_heading.map(|title| element("h2").words(title)))
        .with(
            classed("ul", "handout__contacts")
                .set("data-columns", &handout.contact_columns().to_string())
                .with_all(handout.contacts.iter().map(|contact| self::contact(contact, frame)).collect()),
        )
        .with(foot(&sides[0], frame))
}

fn urgent(numbers: &Urgent, frame: &Frame) -> Element {
    let number = |number: &crate::model::block::UrgentNumber| {
        let label = element("span").words(&number.label).words(" ").with_if(number.unsure.then(|| to_confirm(&frame.words)));
        element("li").with(dial(&number.phone)).words(" ").with(label)
    };
    classed("div", "handout__urgent").with(element("h2").words(&numbers.title)).with(element("ul").with_all(numbers.numbers.iter().map(number).collect()))
}

fn guide(guide: &Guide<'_>, titles_alone: bool, frame: &Frame) -> Vec<Element> {
    let step = |step: &Step| {
        let text = (!titles_alone).then(|| element("p").holding(written(&step.text, frame)));
        element("li").with(classed("p", "handout__act").words(&step.title)).with_if(text)
    };
    let summary = classed("p", "handout__summary").words(guide.summary);
    let title = guide.heading.map(|title| element("h2").words(title));
    [Some(summary), title, Some(element("ol").with_all(guide.steps.items.iter().map(step).collect()))].into_iter().flatten().collect()
}

/// The words, and after each link where it leads: paper opens nothing.
fn written(text: &RichText, frame: &Frame) -> Vec<Node> {
    let span = |span: &Span| {
        let mut nodes = rich_text(&RichText(vec![span.clone()]), &frame.words);
        if let Span::Link { link, text } = span {
            let address = spelled(link, frame);
            if !address.is_empty() && !text.contains(&address) {
                nodes.push(Node::Element(classed("span", "handout__address").set("dir", "ltr").words(&[" (", &address, ")"].concat())));
            }
        }
        nodes
    };
    text.0.iter().flat_map(span).collect()
}

/// An address as one types it; empty for what is none on paper.
fn spelled(href: &Href, frame: &Frame) -> String {
    let address = match &frame.site.base_url {
        // The page is found without the place on it.
        Some(base) if href.is_internal() => [base.as_str(), href.as_str().split('#').next().unwrap_or_default()].concat(),
        _ => href.as_str().to_owned(),
    };
    if ["#", "mailto:", "tel:"].iter().any(|start| address.starts_with(start)) {
        return String::new();
    }
    let host = address.split_once("://").map_or(address.as_str(), |(_, host)| host);
    host.strip_prefix("www.").unwrap_or(host).trim_end_matches('/').to_owned()
}

fn contact(contact: &Contact, frame: &Frame) -> Element {
    let words = &frame.words;
    let line = |value: Element| classed("p", "handout__line").with(value);
    let site = contact.url.as_ref().map(|url| {
        line(
            element("a")
                .set("href", url.as_str())
                .set_if("rel", (!url.is_internal()).then_some("external noopener"))
                .set("dir", "ltr")
                .words(&spelled(url, frame)),
        )
    });
    element("li")
        .with(classed("p", "handout__who").words(&contact.name).words(" ").with_if(contact.unsure.then(|| to_confirm(words))))
        .with_if(contact.purpose.as_ref().map(|purpose| classed("p", "handout__purpose").words(purpose)))
        .with_if(contact.phone.as_ref().map(|phone| classed("p", "handout__line handout__phone").with(dial(phone))))
        .with_if(contact.hours.as_ref().map(|hours| classed("p", "handout__line").holding(written(hours, frame))))
        .with_if(contact.address.as_ref().map(|address| line(element("span").words(address))))
        .with_if(contact.email.as_ref().map(|email| line(write_to(email))))
        .with_if(site)
}

/// The address as a code and in letters, the day, whose words these are.
fn foot(own: &Side<'_>, frame: &Frame) -> Element {
    let words = &frame.words;
    let drawn = own.page.qr.as_ref().and_then(|qr| {
        let (told, code) = qr.split_once('|')?;
        let (view_box, path) = code.split_once('|')?;
        let code = classed("svg", "handout__code").set("viewBox", view_box).set("aria-hidden", "true").with(element("path").set("d", path));
        Some((code, told.to_owned()))
    });
    let (code, told) = drawn.map_or((None, None), |(code, told)| (Some(code), Some(classed("p", "handout__found").words(&told))));
    let checked = fill(&words.checked_on, &[("date", &date::long(own.page.page.checked_on, words))]);
    let kept = fill(&words.beside.handout_source, &[("owner", &frame.site.short_name)]);
    let lines = element("div").with_if(told).with(element("p").words(&[&checked, ". ", &kept].concat()));
    classed("div", "handout__foot").with_if(code).with(lines)
}
