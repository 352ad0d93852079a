//! The bottom of every page. Written by native programs only.

use super::{
    anchor::anchor,
    markup::{Element, classed, element},
    rich_text::{dial, to_confirm, write_to},
};
use crate::model::frame::Frame;

/// The centre, its address, the site's own pages, who supports it.
#[must_use]
pub fn footer(frame: &Frame) -> Element {
    let (site, words, around) = (&frame.site, &frame.words, &frame.words.around);
    let line = |link: Element, unsure: bool| element("p").with(link).words(" ").with_if(unsure.then(|| to_confirm(words)));
    let address = element("address")
        .with_all(site.address.iter().map(|line| element("p").words(line)).collect())
        .with_if(site.phone.as_ref().map(|phone| line(dial(phone), site.phone_unsure)))
        .with_if(site.email.as_ref().map(|email| line(write_to(email), site.email_unsure)));
    let title = |words: &str| classed("h2", "footer__title").words(words);
    let centre = classed("div", "footer__centre").with(title(&site.name)).with(address).with(classed("p", "footer__tagline").words(&site.tagline));
    let groups = site.footer.iter().map(|group| {
        let links = group.links.iter().map(|link| element("li").with(anchor(&link.href, &link.title))).collect();
        element("div").with(title(&group.title)).with(classed("ul", "footer__links").with_all(links))
    });
    let supporters: Vec<&str> = site.supporters.iter().map(|name| &**name).collect();
    let legal = classed("div", "footer__legal")
        .with(element("p").words(&around.supported_by).words(" ").words(&supporters.join(", ")).words("."))
        .with(element("p").words(&around.no_cookie));
    // What an act on the page has done is said here.
    let said = classed("p", "hidden").set("id", "said").set("role", "status");
    classed("footer", "footer")
        .with(said)
        .with(classed("div", "confluence").set("aria-hidden", "true"))
        .with(classed("div", "footer__columns").with(centre).with_all(groups.collect()))
        .with(legal)
}
