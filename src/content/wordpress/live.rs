//! A page that WordPress has newer than the site's copy, made into the page's file as the build would have published it.
//!
//! The build puts definitions, places and lists into a page, downloads its pictures, and knows what WordPress has no field for. A browser can do none of that. So the file
//! of each page that comes from WordPress marks its blocks with what they were made of ([`mark`]), and a newer page takes over, as published, each block that did not
//! change ([`newer`]); the others are shown as they come.

use super::{
    addresses::{Addresses, name_of},
    html::{self, Picture, Surroundings},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The member of a published block that says what it was made of.
pub const MARK: &str = "made_of";
/// Members of a page that was sent whole which are shown and do not come from the build.
const OWN: [&str; 4] = ["brief", "checked_on", "urgent", "sensitive"];
/// Those of them that a page may lack.
const MAY_LACK: [&str; 2] = ["urgent", "sensitive"];

/// What a browser needs to know to ask a WordPress for the pages of the site.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Addresses that are this site: WordPress', its home page's, the public one.
    pub sites: [String; 3],
    /// By path here: number, and version of the copy.
    pub pages: BTreeMap<String, (u64, String)>,
    /// Paths, with a slash at both ends, and the pages here that they lead to.
    pub paths: BTreeMap<String, String>,
}

impl Asked {
    /// As a file, with the moment when it was read.
    #[must_use]
    pub fn written(&self, pulled: &str) -> Value {
        json!({ "pulled": pulled, "sites": self.sites, "pages": self.pages, "paths": self.paths })
    }
}

/// Why an answer cannot be shown: it is no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoPage;

/// Marks each block of a page's own file with what it is made of, before the build adds to it.
pub fn mark(page: &mut Value) {
    for block in page["blocks"].as_array_mut().into_iter().flatten().filter(|block| block.is_object()) {
        block[MARK] = made_of(block).into();
    }
}

/// 48 bits of FNV-1a (Fowler, Noll, Vo) over a block with its members in order: the same block, the same word.
fn made_of(block: &Value) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |text: &str| {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    spell(block, &mut add);
    format!("{:012x}", hash >> 16)
}

fn spell(value: &Value, add: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(members) => {
            let sorted: BTreeMap<_, _> = members.iter().collect();
            add("{");
            for (name, value) in sorted {
                add(name);
                spell(value, add);
            }
            add("}");
        }
        Value::Array(values) => {
            add("[");
            values.iter().for_each(|value| spell(value, add));
            add("]");
        }
        other => add(&other.to_string()),
    }
}

/// The file of the page as it is now: `copy` is the published one, `answer` what the bridge says (`/published/<id>`), `asked` the table of [`Asked`].
///
/// # Errors
/// [`NoPage`] when one of them is not what it should be.
pub fn newer(copy: &Value, answer: &Value, asked: &Value) -> Result<Value, NoPage> {
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or(NoPage);
    let mut page = copy.clone();
    let published = copy["blocks"].as_array().ok_or(NoPage)?;
    let kept: Option<Value> = answer["page"].as_str().and_then(|text| serde_json::from_str(text).ok());
    let blocks = match (&kept, answer["edited"].as_bool()) {
        (Some(kept), Some(false)) => {
            for member in ["title", "summary"] {
                page[member] = text(&kept[member])?.into();
            }
            for member in OWN {
                match kept.get(member) {
                    Some(value) => page[member] = value.clone(),
                    None if MAY_LACK.contains(&member) => drop(page.as_object_mut().and_then(|page| page.shift_remove(member))),
                    None => {}
                }
            }
            kept["blocks"].as_array().ok_or(NoPage)?.clone()
        }
        _ => {
            page["title"] = html::words_of(&text(&answer["title"])?).into();
            let summary = html::words_of(answer["summary"].as_str().unwrap_or_default());
            if !summary.is_empty() {
                page["summary"] = summary.into();
            }
            let mut around = Around::new(copy, asked);
            let mut blocks = html::convert(&text(&answer["content"])?, answer["lang"].as_str().unwrap_or("fr"), &mut around).blocks;
            // Those of a page that was sent whole stand beside its text.
            let sources = if kept.is_none() { html::take_sources(&mut blocks) } else { Vec::new() };
            if !sources.is_empty() {
                page["sources"] = sources.into();
            }
            blocks
        }
    };
    page["blocks"] = merged(published, blocks).into();
    Ok(page)
}

/// The blocks as they are now, those that did not change as published, with what the build put before and after them.
fn merged(published: &[Value], blocks: Vec<Value>) -> Vec<Value> {
    let is_marked = |block: &Value| block[MARK].is_string();
    let Some(first) = published.iter().position(is_marked) else { return blocks };
    let last = published.iter().rposition(is_marked).unwrap_or(first);
    let mut groups: BTreeMap<&str, Vec<&[Value]>> = BTreeMap::new();
    let mut start = first;
    while start <= last {
        let of = published[start][MARK].as_str().unwrap_or_default();
        // With what a list was unfolded into, and with what the build put beneath.
        let end = (start + 1..=last).find(|place| is_marked(&published[*place]) && published[*place][MARK] != of).unwrap_or(last + 1);
        groups.entry(of).or_default().push(&published[start..end]);
        start = end;
    }
    // Two equal blocks in a row are one group: taken once.
    let mut out = published[..first].to_vec();
    for block in blocks {
        let of = made_of(&block);
        match groups.get_mut(of.as_str()).filter(|groups| !groups.is_empty()).map(|groups| groups.remove(0)) {
            Some(group) => out.extend_from_slice(group),
            None => out.push(block),
        }
    }
    out.extend_from_slice(&published[last + 1..]);
    out
}

/// What the text stands in: the pages of the site, and the files that the copy shows already.
struct Around {
    addresses: Addresses,
    site: String,
    /// Blocks with a picture or a document, by its path.
    files: BTreeMap<String, Value>,
}

impl Around {
    fn new(copy: &Value, asked: &Value) -> Self {
        let site = |place: usize| asked["sites"][place].as_str().unwrap_or_default();
        let mut addresses = Addresses::new([site(0), site(1), site(2)]);
        for (path, href) in asked["paths"].as_object().into_iter().flatten() {
            addresses.know(href.as_str().unwrap_or_default(), Some(&format!("https://page{path}")), None);
        }
        for (href, page) in asked["pages"].as_object().into_iter().flatten() {
            addresses.know(href, None, page[0].as_u64());
        }
        let mut files = BTreeMap::new();
        for block in copy["blocks"].as_array().into_iter().flatten() {
            for member in ["src", "href"] {
                if let Some(path) = block[member].as_str() {
                    files.insert(path.to_owned(), block.clone());
                }
            }
        }
        Self { addresses, site: site(0).to_owned(), files }
    }

    /// The block that shows this upload in the copy.
    fn shown(&self, folder: &str, address: &str) -> Option<(String, &Value)> {
        let path = format!("/{}", name_of(folder, &self.addresses.upload(&self.site, address)?)?);
        self.files.get(&path).map(|block| (path, block))
    }
}

impl Surroundings for Around {
    fn link(&mut self, address: &str) -> Option<String> {
        match self.shown("documents/wordpress", address) {
            Some((path, _)) => Some(path),
            None => self.addresses.resolve(address).or_else(|| self.addresses.upload(&self.site, address)),
        }
    }

    /// Only one that the copy has: a page asks for nothing elsewhere.
    fn picture(&mut self, picture: &Picture) -> Result<(String, u32, u32), &'static str> {
        let found = picture.sources.iter().find_map(|(address, _)| self.shown("images/wordpress", address));
        let (path, block) = found.ok_or("elle arrivera à la prochaine construction du site")?;
        let pixels = |member: &str| u32::try_from(block[member].as_u64().unwrap_or_default()).unwrap_or_default();
        Ok((path, pixels("width"), pixels("height")))
    }

    fn file(&mut self, address: &str) -> Result<(String, u32), &'static str> {
        match self.shown("documents/wordpress", address) {
            Some((path, block)) => Ok((path, u32::try_from(block["size_kb"].as_u64().unwrap_or_default()).unwrap_or_default())),
            None => Err("il arrivera à la prochaine construction du site"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Value {
        json!({ "type": "paragraph", "text": text })
    }

    /// The page's file as published: marked, a place unfolded, a term explained at its end, the easy text announced at its top.
    fn copy() -> Value {
        let mut page = json!({
            "title": "Logement", "summary": "Se loger.", "kind": "theme", "checked_on": "2026-11-20", "brief": [], "sources": [], "slug": "logement", "version": "v1",
            "blocks": [
                paragraph("Un."), { "type": "place", "id": "unia" }, paragraph("Deux."),
                { "type": "figure", "src": "/images/wordpress/2026-11-pont.png", "alt": "Un pont", "width": 640, "height": 480 }
            ]
        });
        mark(&mut page);
        let blocks = page["blocks"].as_array_mut().unwrap();
        let of = blocks[1][MARK].clone();
        blocks[1] = json!({ "type": "contact", "name": "Unia", MARK: of });
        blocks[2]["text"] = json!(["", { "link": "#deux", "text": "Deux" }, "."]);
        blocks.insert(0, paragraph("En facile"));
        blocks.push(json!({ "type": "glossary", "terms": [] }));
        page
    }

    fn asked() -> Value {
        Asked {
            sites: ["https://wp.example", "https://wp.example/", "https://site.example"].map(str::to_owned),
            pages: [("/asile/".to_owned(), (4, "a".to_owned()))].into(),
            paths: [("/themes/asile/".to_owned(), "/asile/".to_owned()), ("/asile/".to_owned(), "/asile/".to_owned())].into(),
        }
        .written("2026-11-25T18:00:00Z")
    }

    fn answer(content: &str) -> Value {
        json!({ "id": 7, "version": "v2", "lang": "fr", "title": "Se loger &amp; rester", "summary": "", "content": content, "modified": null, "page": null, "edited": null })
    }

    fn words(page: &Value) -> Vec<String> {
        let told = |block: &Value| match block["type"].as_str() {
            Some("paragraph") => html::plain_words(&block["text"]),
            other => other.unwrap_or_default().to_owned(),
        };
        page["blocks"].as_array().unwrap().iter().map(told).collect()
    }

    #[test]
    fn what_did_not_change_is_as_published_and_what_did_is_as_it_comes() {
        let held = json!({ "type": "place", "id": "unia" }).to_string().replace('"', "&quot;");
        let place = format!("<div data-passerelle=\"{held}\"></div>");
        for (content, expected) in [
            (format!("<p>Un.</p>{place}<p>Deux.</p>"), vec!["En facile", "Un.", "contact", "Deux.", "glossary"]),
            (format!("<p>Un !</p>{place}<p>Deux.</p>"), vec!["En facile", "Un !", "contact", "Deux.", "glossary"]),
            ("<p>Deux.</p><p>Un.</p><p>Un.</p>".to_owned(), vec!["En facile", "Deux.", "Un.", "Un.", "glossary"]),
            (String::new(), vec!["En facile", "glossary"]),
        ] {
            let page = newer(&copy(), &answer(&content), &asked()).unwrap();
            assert_eq!(words(&page), expected, "{content}");
            assert_eq!((&page["title"], &page["summary"], &page["version"]), (&json!("Se loger & rester"), &json!("Se loger."), &json!("v1")));
        }
        let page = newer(&copy(), &answer("<p>Deux.</p>"), &asked()).unwrap();
        assert_eq!(page["blocks"][1]["text"][1]["link"], "#deux", "the term is still explained");
    }

    #[test]
    fn addresses_lead_where_the_build_would_lead_them_and_pictures_are_those_of_the_copy() {
        let content = "<p><a href=\"https://wp.example/themes/asile/\">Asile</a> <a href=\"https://wp.example/?page_id=4\">aussi</a> \
            <a href=\"javascript:alert(1)\">non</a></p>\
            <img src=\"https://wp.example/wp-content/uploads/2026/11/pont.png\" alt=\"Un pont, de loin\">\
            <img src=\"https://wp.example/wp-content/uploads/2026/11/neuve.png\" alt=\"Une image neuve\"><script>alert(2)</script>";
        let page = newer(&copy(), &answer(content), &asked()).unwrap();
        let text = page["blocks"].to_string();
        assert_eq!(text.matches("\"link\":\"/asile/\"").count(), 2, "{text}");
        assert!(text.contains("Un pont, de loin") && text.contains("\"width\":640"), "{text}");
        for never in ["javascript:", "neuve.png", "alert(2)", "wp-content"] {
            assert!(!text.contains(never), "{never}: {text}");
        }
    }

    #[test]
    fn a_page_that_was_sent_whole_is_that_page_as_long_as_nobody_edits_it() {
        let kept = json!({ "title": "Neuf", "summary": "Neuf aussi.", "brief": ["Une ligne."], "checked_on": "2026-11-24", "blocks": [paragraph("Deux.")] });
        let mut sent = answer("<p>Autre chose</p>");
        sent["page"] = kept.to_string().into();
        sent["edited"] = json!(false);
        let page = newer(&copy(), &sent, &asked()).unwrap();
        assert_eq!(
            (words(&page), &page["title"], &page["brief"][0]),
            (vec!["En facile".into(), "Deux.".into(), "glossary".into()], &json!("Neuf"), &json!("Une ligne."))
        );
        sent["edited"] = json!(true);
        let page = newer(&copy(), &sent, &asked()).unwrap();
        assert_eq!((words(&page)[1].as_str(), &page["title"]), ("Autre chose", &json!("Se loger & rester")));
    }

    #[test]
    fn what_is_no_page_is_refused() {
        for (copy, answer) in [
            (json!({}), answer("<p>x</p>")),
            (copy(), json!({ "title": 3, "content": "x" })),
            (copy(), json!({ "title": "x", "content": ["x"] })),
            (copy(), json!({ "title": "x", "content": "x", "page": "{\"title\": 3}", "edited": false })),
            (copy(), json!(null)),
        ] {
            assert_eq!(newer(&copy, &answer, &asked()), Err(NoPage), "{answer}");
        }
    }

    #[test]
    fn the_order_of_members_makes_no_other_block() {
        assert_eq!(made_of(&json!({ "a": 1, "b": ["x", "y"] })), made_of(&json!({ "b": ["x", "y"], "a": 1 })));
        for other in [json!({ "a": 1, "b": ["xy"] }), json!({ "a": 1, "b": ["y", "x"] }), json!({ "a": "1", "b": ["x", "y"] })] {
            assert_ne!(made_of(&json!({ "a": 1, "b": ["x", "y"] })), made_of(&other), "{other}");
        }
    }
}
