//! HTML of WordPress into blocks. One list says what is understood; everything else loses its form, keeps its words and is told, or is left out and told.
//!
//! Nothing of the HTML goes further: what comes out is the site's own blocks, whose texts are text.

use super::{divi, loss::Loss};
use crate::model::{block::Block, json::Json};
use scraper::{ElementRef, Html, Node, node::Element};
use serde_json::{Map, Value, json};

/// A picture as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its addresses with their width in pixels when it is known: that of the page first, then the other sizes.
    pub sources: Vec<(String, Option<u32>)>,
    /// What it shows.
    pub alt: String,
}

/// What a page stands in: where its addresses lead.
pub trait Surroundings {
    /// The address as this site has it; `None` when it may not be followed.
    fn link(&mut self, address: &str) -> Option<String>;
    /// The picture as this site has it: path, width, height; or why it cannot be had.
    ///
    /// # Errors
    /// In a few French words.
    fn picture(&mut self, picture: &Picture) -> Result<(String, u32, u32), &'static str>;
    /// The file as this site has it: path, kilobytes; or why it cannot be had.
    ///
    /// # Errors
    /// In a few French words.
    fn file(&mut self, address: &str) -> Result<(String, u32), &'static str>;
}

/// A page's text as blocks.
#[derive(Debug, Default, PartialEq)]
pub struct Converted {
    /// Blocks as in a page's file.
    pub blocks: Vec<Value>,
    /// What was changed or left out, in order.
    pub losses: Vec<Loss>,
}

/// Reads the HTML of a page in the language `lang`.
#[must_use]
pub fn convert(html: &str, lang: &str, around: &mut dyn Surroundings) -> Converted {
    let (html, losses) = divi::unfold(html);
    let tree = Html::parse_fragment(&html);
    let mut reader = Reader { out: Converted { blocks: Vec::new(), losses }, lang, around, loose: Inline::default() };
    reader.flow(tree.root_element());
    reader.flush();
    let mut out = reader.out;
    level_headings(&mut out.blocks);
    out
}

/// The words of a piece of HTML: a title, a label.
#[must_use]
pub fn words_of(html: &str) -> String {
    let tree = Html::parse_fragment(html);
    one_line(&tree.root_element().text().collect::<String>())
}

/// Typography undone, as content is written: the site applies its own.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !['\u{ad}', '\u{200b}', '\u{feff}', '\u{2060}'].contains(letter))
        .map(|letter| match letter {
            '\u{2019}' | '\u{2018}' | '\u{2bc}' => '\'',
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' | '\r' | '\n' => ' ',
            letter => letter,
        })
        .collect()
}

/// Words in one line, as content is typed: straight apostrophes, plain spaces, one at a time and none at the ends.
#[must_use]
pub fn one_line(text: &str) -> String {
    plain(text).split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[derive(Debug, Clone, PartialEq)]
enum Mark {
    None,
    Strong,
    Emphasis,
    Unsure,
    Link(String),
    Foreign(String),
}

/// A run of words with marks; a line break is a line feed.
#[derive(Debug, Default)]
struct Inline(Vec<(Mark, String)>);

impl Inline {
    fn push(&mut self, mark: &Mark, text: &str) {
        for letter in plain(text).chars() {
            self.letter(mark, letter);
        }
    }

    fn letter(&mut self, mark: &Mark, letter: char) {
        let last = self.0.last().and_then(|(_, text)| text.chars().next_back());
        if letter == ' ' && last.is_none_or(|last| last == ' ' || last == '\n') {
            return;
        }
        match self.0.last_mut() {
            Some((same, text)) if same == mark => text.push(letter),
            _ => self.0.push((mark.clone(), letter.to_string())),
        }
    }

    fn line_break(&mut self) {
        self.letter(&Mark::None, '\n');
    }

    fn words(&self) -> String {
        one_line(&self.0.iter().map(|(_, text)| text.as_str()).collect::<String>())
    }

    /// A rich text a line; none of them empty.
    fn lines(self) -> Vec<Value> {
        let mut lines = vec![Inline::default()];
        for (mark, text) in self.0 {
            for (index, part) in text.split('\n').enumerate() {
                if index > 0 {
                    lines.push(Inline::default());
                }
                if let (false, Some(line)) = (part.is_empty(), lines.last_mut()) {
                    line.push(&mark, part);
                }
            }
        }
        lines.into_iter().filter_map(Inline::rich).collect()
    }

    /// One rich text; line breaks are spaces.
    fn rich(self) -> Option<Value> {
        let mut spans: Vec<(Mark, String)> = Vec::new();
        let mut add = |mark: Mark, text: &str| match spans.last_mut() {
            Some((same, before)) if *same == mark => before.push_str(text),
            _ if text.is_empty() => {}
            _ => spans.push((mark, text.to_owned())),
        };
        for (mark, text) in self.0 {
            let text = text.replace('\n', " ");
            if mark == Mark::None {
                add(mark, &text);
                continue;
            }
            // Spaces at the edges of a mark are outside it.
            let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
            if start >= end {
                add(Mark::None, " ");
                continue;
            }
            add(Mark::None, &text[..start]);
            add(mark, &text[start..end]);
            add(Mark::None, &text[end..]);
        }
        if let Some((_, first)) = spans.first_mut() {
            *first = first.trim_start().to_owned();
        }
        if let Some((_, last)) = spans.last_mut() {
            *last = last.trim_end().to_owned();
        }
        spans.retain(|(_, text)| !text.is_empty());
        if spans.iter().all(|(_, text)| text.trim().is_empty()) {
            return None;
        }
        let span = |(mark, text): (Mark, String)| match mark {
            Mark::None => Value::String(text),
            Mark::Strong => json!({ "strong": text }),
            Mark::Emphasis => json!({ "emphasis": text }),
            Mark::Unsure => json!({ "unsure": text }),
            Mark::Link(link) => json!({ "link": link, "text": text }),
            Mark::Foreign(lang) => json!({ "foreign": lang, "text": text }),
        };
        let mut spans: Vec<Value> = spans.into_iter().map(span).collect();
        Some(if spans.len() == 1 && spans[0].is_string() { spans.remove(0) } else { Value::Array(spans) })
    }
}

/// Elements that stand in a line.
const IN_LINE: [&str; 26] = [
    "a", "strong", "b", "em", "i", "u", "span", "mark", "small", "sub", "sup", "abbr", "code", "cite", "q", "time", "br", "label", "font", "s", "del", "ins",
    "kbd", "bdi", "bdo", "wbr",
];
/// Elements that are left out with all that is in them.
const LEFT_OUT: [&str; 16] =
    ["script", "style", "noscript", "template", "svg", "canvas", "object", "embed", "applet", "math", "audio", "video", "map", "dialog", "link", "meta"];

struct Reader<'a> {
    out: Converted,
    lang: &'a str,
    around: &'a mut dyn Surroundings,
    /// Words that no block holds yet.
    loose: Inline,
}

fn has_class(element: &Element, class: &str) -> bool {
    element.classes().any(|own| own == class)
}

/// The first element below with one of `classes`.
fn below<'a>(element: ElementRef<'a>, classes: &[&str]) -> Option<ElementRef<'a>> {
    element.descendent_elements().skip(1).find(|inner| classes.iter().any(|class| has_class(inner.value(), class)))
}

fn named<'a>(element: ElementRef<'a>, name: &str) -> Option<ElementRef<'a>> {
    element.descendent_elements().skip(1).find(|inner| inner.value().name() == name)
}

impl Reader<'_> {
    fn lose(&mut self, loss: Loss) {
        if !self.out.losses.contains(&loss) {
            self.out.losses.push(loss);
        }
    }

    /// Where an address leads here. Whatever the surroundings say, only what a page may hold: no program, no data.
    fn follow(&mut self, address: &str) -> Option<String> {
        let known = |link: &String| {
            let own = link.starts_with('/') && !link.starts_with("//");
            own || ["https://", "http://", "mailto:", "tel:", "#"].iter().any(|scheme| link.starts_with(scheme))
        };
        self.around.link(address).filter(known)
    }

    fn block(&mut self, block: Value) {
        self.flush();
        self.out.blocks.push(block);
    }

    /// Words that stand alone become paragraphs, a line each.
    fn flush(&mut self) {
        for text in std::mem::take(&mut self.loose).lines() {
            self.out.blocks.push(json!({ "type": "paragraph", "text": text }));
        }
    }

    fn flow(&mut self, parent: ElementRef<'_>) {
        for child in parent.children() {
            match child.value() {
                Node::Text(text) => self.loose.push(&Mark::None, text),
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(child) {
                        self.element(element);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let own = element.value();
        let name = own.name();
        if let Some(kept) = own.attr("data-passerelle") {
            return self.kept(kept, element);
        }
        let class = |class| has_class(own, class);
        match name {
            _ if LEFT_OUT.contains(&name) => self.left_out(element),
            "a" if class("wp-block-button__link") || class("et_pb_button") => self.buttons(&[element]),
            _ if class("wp-block-buttons") => self.buttons(&element.descendent_elements().filter(|inner| inner.value().name() == "a").collect::<Vec<_>>()),
            _ if class("wp-block-file") => self.file(element),
            _ if class("passerelle-encadre") => self.callout(element),
            _ if class("passerelle-contact") || class("vcard") || class("h-card") => self.contact(element),
            "ul" if class("passerelle-liens") => self.links(element),
            "ol" if class("passerelle-etapes") => self.steps(element),
            "br" => self.loose.line_break(),
            _ if IN_LINE.contains(&name) => {
                let mut inline = std::mem::take(&mut self.loose);
                let aside = self.inline(element, &Mark::None, &mut inline);
                self.loose = inline;
                self.beside(&aside);
            }
            "h1" | "h2" => self.heading(element, 2),
            "h3" | "h4" | "h5" | "h6" => self.heading(element, 3),
            "p" | "address" | "pre" => {
                self.flush();
                self.flow_of_paragraph(element);
                self.flush();
            }
            "ul" | "ol" | "menu" => self.list(element),
            "dl" => self.terms(element),
            "blockquote" => self.quote(element),
            "figure" => self.figure(element),
            "img" => self.picture(element, None),
            "picture" => {
                if let Some(image) = named(element, "img") {
                    self.picture(image, None);
                }
            }
            "table" => self.table(element, None),
            "details" => self.fold(element),
            "iframe" => self.frame(element),
            "form" | "input" | "select" | "textarea" | "button" | "fieldset" => self.form(element),
            "hr" => self.flush(),
            // Anything else is transparent: what is in it counts.
            _ => {
                self.flush();
                self.flow(element);
                self.flush();
            }
        }
    }

    /// A paragraph's children are words; what is none stands after it.
    fn flow_of_paragraph(&mut self, element: ElementRef<'_>) {
        let mut inline = Inline::default();
        let aside = self.inline(element, &Mark::None, &mut inline);
        self.loose = inline;
        self.flush();
        self.beside(&aside);
    }

    fn beside(&mut self, aside: &[ElementRef<'_>]) {
        for element in aside {
            self.element(*element);
        }
    }

    /// Collects the words below `element`; gives what cannot stand in a line.
    fn inline<'a>(&mut self, element: ElementRef<'a>, outer: &Mark, inline: &mut Inline) -> Vec<ElementRef<'a>> {
        let own = element.value();
        let mark = match (own.name(), outer) {
            (_, Mark::Link(_)) => outer.clone(),
            ("a", _) => match own.attr("href").map(str::trim).filter(|href| !href.is_empty()) {
                Some(href) => match self.follow(href) {
                    Some(link) => Mark::Link(link),
                    None => {
                        self.lose(Loss::Link(href.to_owned()));
                        outer.clone()
                    }
                },
                None => outer.clone(),
            },
            ("mark", Mark::None) if has_class(own, "a-confirmer") => Mark::Unsure,
            (name, Mark::None) => match own.attr("lang").and_then(|lang| lang.split('-').next()) {
                Some(lang) if !lang.is_empty() && lang != self.lang && IN_LINE.contains(&name) => Mark::Foreign(own.attr("lang").unwrap_or(lang).to_owned()),
                _ if ["strong", "b"].contains(&name) => Mark::Strong,
                _ if ["em", "i", "cite"].contains(&name) => Mark::Emphasis,
                _ => Mark::None,
            },
            _ => outer.clone(),
        };
        let mut aside = Vec::new();
        for child in element.children() {
            match child.value() {
                Node::Text(text) => inline.push(&mark, text),
                Node::Element(inner) => {
                    let Some(element) = ElementRef::wrap(child) else { continue };
                    match inner.name() {
                        "br" => inline.line_break(),
                        name if IN_LINE.contains(&name) && inner.attr("data-passerelle").is_none() => aside.extend(self.inline(element, &mark, inline)),
                        name if LEFT_OUT.contains(&name) => self.left_out(element),
                        _ => aside.push(element),
                    }
                }
                _ => {}
            }
        }
        aside
    }

    /// The words below as one rich text; what cannot stand in a line is kept as words and told.
    fn rich(&mut self, element: ElementRef<'_>, place: &'static str) -> Option<Value> {
        self.lines(element, place, &[]).into_iter().reduce(|all, line| join(all, &line))
    }

    /// The words below, a rich text for each line or inner block; elements with one of the names `but` are left out.
    fn lines(&mut self, element: ElementRef<'_>, place: &'static str, but: &[&str]) -> Vec<Value> {
        let mut lines = Vec::new();
        let mut inline = Inline::default();
        for child in element.children() {
            match child.value() {
                Node::Text(text) => inline.push(&Mark::None, text),
                Node::Element(inner) => {
                    let Some(element) = ElementRef::wrap(child) else { continue };
                    let name = inner.name();
                    if but.contains(&name) {
                        continue;
                    }
                    if name == "br" {
                        inline.line_break();
                    } else if IN_LINE.contains(&name) {
                        let aside = self.inline(element, &Mark::None, &mut inline);
                        if !aside.is_empty() {
                            self.lose(Loss::Flattened(place));
                        }
                        for element in aside {
                            lines.extend(std::mem::take(&mut inline).lines());
                            lines.extend(self.lines(element, place, but));
                        }
                    } else if LEFT_OUT.contains(&name) || ["iframe", "form", "img", "figure"].contains(&name) {
                        // Its words are no words of the text.
                        self.left_out(element);
                    } else {
                        if !["p", "div", "section"].contains(&name) {
                            self.lose(Loss::Flattened(place));
                        }
                        lines.extend(std::mem::take(&mut inline).lines());
                        lines.extend(self.lines(element, place, but));
                    }
                }
                _ => {}
            }
        }
        lines.extend(inline.lines());
        lines
    }

    fn words(&mut self, element: ElementRef<'_>) -> String {
        let mut inline = Inline::default();
        let aside = self.inline(element, &Mark::None, &mut inline);
        let mut words = inline.words();
        for element in aside {
            words = one_line(&format!("{words} {}", element.text().collect::<String>()));
        }
        words
    }

    fn left_out(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        match name {
            "script" => self.lose(Loss::Script),
            "style" | "link" | "meta" | "noscript" | "template" => {}
            "iframe" => self.lose(Loss::Frame(element.value().attr("src").unwrap_or_default().to_owned())),
            name => self.lose(Loss::Element(name.to_owned())),
        }
    }

    fn heading(&mut self, element: ElementRef<'_>, level: u8) {
        for link in element.descendent_elements().filter(|inner| inner.value().name() == "a").filter_map(|link| link.value().attr("href")) {
            self.lose(Loss::HeadingLink(link.to_owned()));
        }
        let mut inline = Inline::default();
        let aside = self.inline(element, &Mark::None, &mut inline);
        let words = inline.words();
        if !words.is_empty() {
            self.block(json!({ "type": "heading", "level": level, "text": words }));
        }
        self.beside(&aside);
    }

    fn list(&mut self, element: ElementRef<'_>) {
        let mut items = Vec::new();
        let mut aside = Vec::new();
        self.items(element, &mut items, &mut aside, 0);
        if !items.is_empty() {
            let ordered = element.value().name() == "ol";
            self.block(if ordered { json!({ "type": "list", "ordered": true, "items": items }) } else { json!({ "type": "list", "items": items }) });
        }
        self.beside(&aside);
    }

    fn items<'a>(&mut self, list: ElementRef<'a>, items: &mut Vec<Value>, aside: &mut Vec<ElementRef<'a>>, depth: u8) {
        if depth == 1 {
            self.lose(Loss::NestedList);
        }
        for item in list.child_elements() {
            if ["ul", "ol"].contains(&item.value().name()) {
                self.items(item, items, aside, depth.saturating_add(1).min(2));
                continue;
            }
            let inner: Vec<_> = item.descendent_elements().skip(1).filter(|inner| ["ul", "ol"].contains(&inner.value().name())).collect();
            items.extend(self.lines(item, "une liste", &["ul", "ol", "img", "figure"]).into_iter().reduce(|all, line| join(all, &line)));
            aside.extend(item.descendent_elements().skip(1).filter(|inner| inner.value().name() == "img"));
            // The outermost only: each brings its own.
            if let Some(nested) = inner.first() {
                self.items(*nested, items, aside, depth.saturating_add(1).min(2));
            }
        }
    }

    fn steps(&mut self, element: ElementRef<'_>) {
        let mut items = Vec::new();
        for item in element.child_elements() {
            let first = item.child_elements().next().filter(|first| first.value().name() == "strong");
            let title = first.map(|first| self.words(first)).unwrap_or_default();
            let rest = self.lines(item, "une étape", &[]).into_iter().reduce(|all, line| join(all, &line)).unwrap_or_default();
            // The title stands first in the words: what follows is the text.
            let text = match rest {
                Value::Array(mut spans) if first.is_some() && !spans.is_empty() => {
                    spans.remove(0);
                    if let Some(Value::String(text)) = spans.first_mut() {
                        *text = text.trim_start().to_owned();
                    }
                    spans.retain(|span| span.as_str() != Some(""));
                    match spans.len() {
                        0 => Value::String(String::new()),
                        1 if spans[0].is_string() => spans.remove(0),
                        _ => Value::Array(spans),
                    }
                }
                rest => rest,
            };
            if title.is_empty() {
                // Somebody added a line: its first words are its title.
                let words = plain_words(&text);
                let title = words.split_inclusive(['.', '?', '!']).next().unwrap_or_default().trim();
                items.push(json!({ "title": title.trim_end_matches('.'), "text": words[title.len()..].trim() }));
            } else {
                items.push(json!({ "title": title, "text": text }));
            }
        }
        self.block(json!({ "type": "steps", "items": items }));
    }

    fn links(&mut self, element: ElementRef<'_>) {
        let mut items = Vec::new();
        for item in element.child_elements() {
            let Some(link) = named(item, "a") else { continue };
            let Some(href) = link.value().attr("href").and_then(|href| self.follow(href)) else {
                self.lose(Loss::Link(link.value().attr("href").unwrap_or_default().to_owned()));
                continue;
            };
            let title = self.words(link);
            let text = named(item, "span").filter(|span| has_class(span.value(), "passerelle-texte")).map(|span| self.words(span));
            items.push(match text {
                Some(text) => json!({ "href": href, "title": title, "text": text }),
                None => json!({ "href": href, "title": title }),
            });
        }
        self.block(json!({ "type": "links", "items": items }));
    }

    /// Buttons are links; those that follow each other stand in one block.
    fn buttons(&mut self, links: &[ElementRef<'_>]) {
        let mut items = Vec::new();
        for link in links {
            let address = link.value().attr("href").unwrap_or_default();
            let title = self.words(*link);
            match self.follow(address) {
                Some(href) if !title.is_empty() => items.push(json!({ "href": href, "title": title })),
                _ => {
                    self.lose(Loss::Link(address.to_owned()));
                    self.loose.push(&Mark::None, &title);
                    self.flush();
                }
            }
        }
        self.add_links(items);
    }

    fn add_links(&mut self, items: Vec<Value>) {
        self.flush();
        match self.out.blocks.last_mut() {
            _ if items.is_empty() => {}
            Some(last) if last["type"] == "links" => {
                if let Some(known) = last["items"].as_array_mut() {
                    known.extend(items);
                }
            }
            _ => self.out.blocks.push(json!({ "type": "links", "items": items })),
        }
    }

    fn callout(&mut self, element: ElementRef<'_>) {
        let tone = ["important", "help"].into_iter().find(|tone| has_class(element.value(), &format!("passerelle-{tone}"))).unwrap_or("note");
        let title = below(element, &["passerelle-titre"]);
        let mut callout = Map::from_iter([("type".into(), json!("callout")), ("tone".into(), json!(tone))]);
        if let Some(title) = title {
            callout.insert("title".into(), json!(self.words(title)));
        }
        let mut lines = Vec::new();
        for child in element.child_elements().filter(|child| Some(*child) != title) {
            lines.extend(self.lines_of(child, "un encadré"));
        }
        if let Some(text) = lines.into_iter().reduce(|all, line| join(all, &line)).or_else(|| self.rich(element, "un encadré")) {
            callout.insert("text".into(), text);
            self.block(Value::Object(callout));
        }
    }

    /// The lines of an element that is itself a paragraph, a list, a group.
    fn lines_of(&mut self, element: ElementRef<'_>, place: &'static str) -> Vec<Value> {
        if !["p", "div"].contains(&element.value().name()) {
            self.lose(Loss::Flattened(place));
        }
        self.lines(element, place, &[])
    }

    fn contact(&mut self, element: ElementRef<'_>) {
        let mut contact = Map::from_iter([("type".into(), json!("contact"))]);
        let fields: [(&str, &[&str]); 6] = [
            ("name", &["passerelle-nom", "fn", "p-name", "org"]),
            ("purpose", &["passerelle-role", "role", "p-note"]),
            ("address", &["passerelle-adresse", "adr", "p-adr", "h-adr"]),
            ("phone", &["passerelle-telephone", "tel", "p-tel"]),
            ("email", &["passerelle-courriel", "email", "u-email"]),
            ("url", &["passerelle-site", "url", "u-url"]),
        ];
        for (name, classes) in fields {
            let Some(found) = below(element, classes) else { continue };
            let words = self.words(found);
            let link = if found.value().name() == "a" { Some(found) } else { named(found, "a") };
            let value = match name {
                "url" => link.and_then(|link| link.value().attr("href")).and_then(|href| self.follow(href)).unwrap_or_default(),
                _ => words,
            };
            if !value.is_empty() {
                contact.insert(name.into(), json!(value));
            }
        }
        if let Some(hours) = below(element, &["passerelle-horaire"]).and_then(|hours| self.rich(hours, "un contact")) {
            contact.insert("hours".into(), hours);
        }
        if has_class(element.value(), "passerelle-a-confirmer") {
            contact.insert("unsure".into(), json!(true));
        }
        let reachable = ["address", "phone", "email", "url"].iter().any(|name| contact.contains_key(*name));
        if contact.contains_key("name") && reachable {
            self.block(Value::Object(contact));
        } else {
            self.lose(Loss::Block("contact".into()));
            self.flow(element);
            self.flush();
        }
    }

    fn quote(&mut self, element: ElementRef<'_>) {
        let cite = named(element, "cite").or_else(|| named(element, "footer"));
        let cite = cite.map(|cite| self.words(cite)).filter(|words| !words.is_empty());
        let text = self.lines(element, "une citation", &["cite", "footer"]).into_iter().reduce(|all, line| join(all, &line));
        if let Some(text) = text {
            self.block(match cite {
                Some(cite) => json!({ "type": "quote", "text": text, "cite": cite }),
                None => json!({ "type": "quote", "text": text }),
            });
        }
    }

    fn fold(&mut self, element: ElementRef<'_>) {
        self.flush();
        let title = named(element, "summary").map(|summary| self.words(summary)).unwrap_or_default();
        let text = self.lines(element, "un volet", &["summary"]);
        let item = json!({ "title": title, "text": text });
        // Folds that follow each other are one accordion, but not those that were sent apart.
        let apart = element.parent().and_then(ElementRef::wrap).filter(|parent| has_class(parent.value(), "passerelle-accordeon")).is_some()
            && element.prev_siblings().filter_map(ElementRef::wrap).next().is_none();
        match self.out.blocks.last_mut() {
            Some(last) if last["type"] == "accordion" && !apart => {
                if let Some(items) = last["items"].as_array_mut() {
                    items.push(item);
                }
            }
            _ => self.out.blocks.push(json!({ "type": "accordion", "items": [item] })),
        }
    }

    fn figure(&mut self, element: ElementRef<'_>) {
        let caption = named(element, "figcaption");
        if let Some(table) = named(element, "table") {
            return self.table(table, caption);
        }
        if let Some(quote) = named(element, "blockquote") {
            return self.quote(quote);
        }
        if let Some(frame) = named(element, "iframe") {
            return self.frame(frame);
        }
        let images: Vec<_> = element.descendent_elements().filter(|inner| inner.value().name() == "img").collect();
        if let [image] = images[..] {
            let caption = caption.and_then(|caption| self.rich(caption, "une légende"));
            return self.picture(image, caption);
        }
        if images.is_empty() && has_class(element.value(), "wp-block-embed") {
            // An address that WordPress would have shown as a frame.
            let address = one_line(&element.text().collect::<String>());
            self.lose(Loss::Frame(address.clone()));
            return self.link_instead(&address);
        }
        self.flush();
        self.flow(element);
        self.flush();
    }

    fn picture(&mut self, image: ElementRef<'_>, caption: Option<Value>) {
        let own = image.value();
        let address = own.attr("src").unwrap_or_default().to_owned();
        let width = own.attr("width").and_then(|width| width.parse().ok());
        let sized = |part: &str| {
            let (address, size) = part.trim().rsplit_once(' ')?;
            Some((address.to_owned(), size.strip_suffix('w')?.parse().ok()))
        };
        let others = own.attr("srcset").unwrap_or_default().split(", ").filter_map(sized);
        let picture = Picture {
            alt: one_line(own.attr("alt").unwrap_or_default()),
            sources: std::iter::once((address.clone(), width)).chain(others).filter(|(address, _)| !address.is_empty()).collect(),
        };
        let alt = if picture.alt.is_empty() { caption.as_ref().map(plain_words).unwrap_or_default() } else { picture.alt.clone() };
        if alt.is_empty() {
            return self.lose(Loss::Picture(address, "elle n'a pas de texte de remplacement ; décrivez-la dans WordPress"));
        }
        match self.around.picture(&picture) {
            Ok((src, width, height)) => {
                let mut figure = json!({ "type": "figure", "src": src, "alt": alt, "width": width, "height": height });
                if let Some(caption) = caption {
                    figure["caption"] = caption;
                }
                self.block(figure);
            }
            Err(why) => self.lose(Loss::Picture(address, why)),
        }
    }

    fn table(&mut self, table: ElementRef<'_>, caption: Option<ElementRef<'_>>) {
        let caption = named(table, "caption").or(caption);
        let source = caption.and_then(|caption| named(caption, "cite")).map(|cite| self.words(cite)).filter(|words| !words.is_empty());
        let caption = caption.and_then(|caption| self.lines(caption, "un tableau", &["cite"]).into_iter().next()).map(|words| plain_words(&words));
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut titled = false;
        for row in table.descendent_elements().filter(|inner| inner.value().name() == "tr") {
            let cells: Vec<ElementRef<'_>> = row.child_elements().filter(|cell| ["td", "th"].contains(&cell.value().name())).collect();
            let titles = row.parent().and_then(ElementRef::wrap).is_some_and(|parent| parent.value().name() == "thead")
                || cells.iter().all(|cell| cell.value().name() == "th");
            titled |= titles && rows.is_empty();
            rows.push(cells.into_iter().map(|cell| self.words(cell)).collect());
        }
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let Some(columns) = rows.iter().map(Vec::len).max() else { return };
        for row in &mut rows {
            row.resize(columns, String::new());
        }
        if !titled {
            self.lose(Loss::TableHead);
        }
        let head = rows.remove(0);
        let caption = caption.filter(|words| !words.is_empty()).unwrap_or_else(|| {
            let heading = self.out.blocks.iter().rev().find(|block| block["type"] == "heading").and_then(|block| block["text"].as_str());
            let words = heading.map_or_else(|| head.join(", "), str::to_owned);
            self.lose(Loss::TableCaption(words.clone()));
            words
        });
        let mut block = json!({ "type": "table", "caption": caption, "head": head, "rows": rows });
        if let Some(source) = source {
            block["source"] = json!(source);
        }
        self.block(block);
    }

    fn terms(&mut self, element: ElementRef<'_>) {
        let mut terms: Vec<Value> = Vec::new();
        let mut word = String::new();
        for child in element.descendent_elements().skip(1) {
            match child.value().name() {
                "dt" => word = self.words(child),
                "dd" => {
                    if let Some(definition) = self.rich(child, "une définition") {
                        terms.push(json!({ "term": word, "definition": definition }));
                    }
                }
                _ => {}
            }
        }
        if !terms.is_empty() {
            self.block(json!({ "type": "glossary", "terms": terms }));
        }
    }

    fn file(&mut self, element: ElementRef<'_>) {
        let Some(link) = named(element, "a") else { return };
        let address = link.value().attr("href").unwrap_or_default().to_owned();
        let title = self.words(link);
        match self.around.file(&address) {
            Ok((href, size_kb)) => {
                let format = href.rsplit('.').next().unwrap_or_default().to_uppercase();
                let lang = link.value().attr("hreflang").unwrap_or(self.lang).to_owned();
                self.block(json!({ "type": "file", "href": href, "title": title, "format": format, "size_kb": size_kb, "lang": lang }));
            }
            Err(why) => {
                self.lose(Loss::File(address, why));
                self.loose.push(&Mark::None, &title);
                self.flush();
            }
        }
    }

    fn frame(&mut self, element: ElementRef<'_>) {
        let address = element.value().attr("src").unwrap_or_default().to_owned();
        self.lose(Loss::Frame(address.clone()));
        self.link_instead(&address);
    }

    fn link_instead(&mut self, address: &str) {
        let Some(href) = self.follow(address).filter(|href| href.starts_with("https://")) else { return };
        let host = href.trim_start_matches("https://").split('/').next().unwrap_or_default().to_owned();
        self.add_links(vec![json!({ "href": href, "title": host })]);
    }

    fn form(&mut self, element: ElementRef<'_>) {
        let label = named(element, "label").map(|label| self.words(label)).unwrap_or_default();
        self.lose(Loss::Form(if label.is_empty() { element.value().name().to_owned() } else { label }));
    }

    /// A block that HTML has no form for, sent as it is with a readable text beside it.
    fn kept(&mut self, text: &str, element: ElementRef<'_>) {
        let read = |text: &str| {
            let json = Json::parse(text).ok()?;
            let value = serde_json::from_str(text).ok()?;
            (!matches!(Block::read(&json), Block::Unknown(_) | Block::Broken(_))).then_some(value)
        };
        match read(text) {
            Some(block) => self.block(block),
            None => {
                self.lose(Loss::Block(text.chars().take(40).collect()));
                self.flush();
                self.flow(element);
                self.flush();
            }
        }
    }
}

/// Two rich texts as one, with a space between them.
fn join(first: Value, second: &Value) -> Value {
    let spans = |value: &Value| match value {
        Value::Array(spans) => spans.clone(),
        text => vec![text.clone()],
    };
    let mut all: Vec<Value> = Vec::new();
    for span in spans(&first).into_iter().chain([json!(" ")]).chain(spans(second)) {
        match (all.last_mut(), &span) {
            (Some(Value::String(before)), Value::String(text)) => before.push_str(text),
            _ => all.push(span),
        }
    }
    if all.len() == 1 { all.remove(0) } else { Value::Array(all) }
}

/// The words of a rich text.
#[must_use]
pub fn plain_words(rich: &Value) -> String {
    match rich {
        Value::String(text) => text.clone(),
        Value::Array(spans) => spans.iter().map(plain_words).collect(),
        Value::Object(span) => ["text", "strong", "emphasis", "unsure"].iter().find_map(|name| span.get(*name)?.as_str()).unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

/// A third level without a second above it is one too deep.
fn level_headings(blocks: &mut [Value]) {
    let mut second = false;
    for block in blocks.iter_mut().filter(|block| block["type"] == "heading") {
        if block["level"] == 2 {
            second = true;
        } else if !second {
            block["level"] = json!(2);
        }
    }
}

/// Takes the section « Sources » from the end of a page: `[{ url, title, supports }]`.
#[must_use]
pub fn take_sources(blocks: &mut Vec<Value>) -> Vec<Value> {
    let Some(place) = blocks.iter().rposition(|block| block["type"] == "heading") else { return Vec::new() };
    if blocks[place]["text"].as_str().unwrap_or_default().trim().to_lowercase() != "sources" {
        return Vec::new();
    }
    let mut sources = Vec::new();
    for block in &blocks[place + 1..] {
        for item in block["items"].as_array().into_iter().flatten().chain(block.get("text")) {
            let links: Vec<&Value> =
                item.as_array().into_iter().flatten().filter(|span| span["link"].as_str().is_some_and(|link| link.starts_with("http"))).collect();
            for link in links {
                let around = plain_words(item).replacen(link["text"].as_str().unwrap_or_default(), "", 1);
                let supports = around.trim().trim_start_matches([':', ',', '(', ' ']).trim_end_matches([')', '.', ' ']).to_owned();
                let supports = if supports.is_empty() { "cette page".to_owned() } else { supports };
                sources.push(json!({ "url": link["link"], "title": link["text"], "supports": supports }));
            }
            if let (Some(href), Some(title)) = (item["href"].as_str().filter(|href| href.starts_with("http")), item["title"].as_str()) {
                sources.push(json!({ "url": href, "title": title, "supports": item["text"].as_str().unwrap_or("cette page") }));
            }
        }
    }
    if !sources.is_empty() {
        blocks.truncate(place);
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::wordpress::gutenberg;
    use std::{fs, path::Path};

    /// Lets every address through but those of programs; has one picture and one file.
    struct Everywhere;

    impl Surroundings for Everywhere {
        fn link(&mut self, address: &str) -> Option<String> {
            (!address.to_lowercase().contains("script:")).then(|| address.to_owned())
        }
        fn picture(&mut self, picture: &Picture) -> Result<(String, u32, u32), &'static str> {
            if picture.sources[0].0.ends_with("rue.jpg") { Ok(("/images/rue.jpg".into(), 800, 600)) } else { Err("absente") }
        }
        fn file(&mut self, address: &str) -> Result<(String, u32), &'static str> {
            if address.ends_with(".pdf") { Ok(("/documents/a.pdf".into(), 12)) } else { Err("absent") }
        }
    }

    fn converted(html: &str) -> Converted {
        convert(html, "fr", &mut Everywhere)
    }

    #[test]
    fn what_is_understood_becomes_blocks() {
        for (html, expected) in [
            (
                "<h1>a</h1><h2>b</h2><h4>c</h4>",
                json!([{"type":"heading","level":2,"text":"a"},{"type":"heading","level":2,"text":"b"},{"type":"heading","level":3,"text":"c"}]),
            ),
            ("<h3>premier</h3>", json!([{"type":"heading","level":2,"text":"premier"}])),
            (
                "<p>L&rsquo;un&nbsp;:  <b> deux </b>trois<br>quatre</p><p> </p>",
                json!([{"type":"paragraph","text":["L'un : ",{"strong":"deux"}," trois"]},{"type":"paragraph","text":"quatre"}]),
            ),
            ("seul <em>mot</em><p>puis</p>", json!([{"type":"paragraph","text":["seul ",{"emphasis":"mot"}]},{"type":"paragraph","text":"puis"}])),
            ("<p><strong><a href=\"/x/\">gras <i>lien</i></a></strong></p>", json!([{"type":"paragraph","text":[{"link":"/x/","text":"gras lien"}]}])),
            (
                "<ul><li>a</li><li><p>b</p></li></ul><ol><li>c</li></ol>",
                json!([{"type":"list","items":["a","b"]},{"type":"list","ordered":true,"items":["c"]}]),
            ),
            ("<blockquote><p>mot</p><cite>qui</cite></blockquote>", json!([{"type":"quote","text":"mot","cite":"qui"}])),
            (
                "<figure><img src=\"rue.jpg\" alt=\"Une rue\"><figcaption>Ici</figcaption></figure>",
                json!([{"type":"figure","src":"/images/rue.jpg","alt":"Une rue","width":800,"height":600,"caption":"Ici"}]),
            ),
            (
                "<p>avant <img src=\"rue.jpg\" alt=\"Une rue\"> après</p>",
                json!([{"type":"paragraph","text":"avant après"},{"type":"figure","src":"/images/rue.jpg","alt":"Une rue","width":800,"height":600}]),
            ),
            (
                "<figure><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td></td></tr></tbody></table><figcaption>Tout</figcaption></figure>",
                json!([{"type":"table","caption":"Tout","head":["a","b"],"rows":[["1",""]]}]),
            ),
            (
                "<details><summary>Q</summary><p>r</p></details><details><summary>S</summary>t</details>",
                json!([{"type":"accordion","items":[{"title":"Q","text":["r"]},{"title":"S","text":["t"]}]}]),
            ),
            (
                "<div class=\"wp-block-buttons\"><div><a href=\"/a/\">A</a></div><div><a href=\"/b/\">B</a></div></div>",
                json!([{"type":"links","items":[{"href":"/a/","title":"A"},{"href":"/b/","title":"B"}]}]),
            ),
            (
                "<div class=\"wp-block-file\"><a href=\"/x.pdf\">Un texte</a><a download>Télécharger</a></div>",
                json!([{"type":"file","href":"/documents/a.pdf","title":"Un texte","format":"PDF","size_kb":12,"lang":"fr"}]),
            ),
            (
                "<div class=\"vcard\"><span class=\"fn\">Unia</span> <a class=\"tel\" href=\"tel:1\">+32 800 12 800</a></div>",
                json!([{"type":"contact","name":"Unia","phone":"+32 800 12 800"}]),
            ),
            ("<dl><dt>OE</dt><dd>Un office</dd></dl>", json!([{"type":"glossary","terms":[{"term":"OE","definition":"Un office"}]}])),
            ("<section><article><div>mot</div></article></section>", json!([{"type":"paragraph","text":"mot"}])),
            (
                "<p><span lang=\"nl\">woord</span> et <span lang=\"fr\">mot</span></p>",
                json!([{"type":"paragraph","text":[{"foreign":"nl","text":"woord"}," et mot"]}]),
            ),
            ("<p>jamais <!-- wp:x --> fermé <b>gras", json!([{"type":"paragraph","text":["jamais fermé ",{"strong":"gras"}]}])),
        ] {
            let found = converted(html);
            assert_eq!((Value::Array(found.blocks), found.losses), (expected, vec![]), "{html}");
        }
    }

    #[test]
    fn what_cannot_be_shown_keeps_its_words_or_is_left_out_and_is_told() {
        for (html, expected, loss) in [
            ("<p onclick=\"x()\">mot<script>alert(1)</script></p>", json!([{"type":"paragraph","text":"mot"}]), Loss::Script),
            ("<p><a href=\"javascript:x()\">mot</a></p>", json!([{"type":"paragraph","text":"mot"}]), Loss::Link("javascript:x()".into())),
            ("<p><a href=\" jAvA&#10;Script:x()\">mot</a></p>", json!([{"type":"paragraph","text":"mot"}]), Loss::Link("jAvA\nScript:x()".into())),
            (
                "<iframe src=\"https://v.example/1\"></iframe>",
                json!([{"type":"links","items":[{"href":"https://v.example/1","title":"v.example"}]}]),
                Loss::Frame("https://v.example/1".into()),
            ),
            ("<form><label>Nom <input></label></form>", json!([]), Loss::Form("Nom".into())),
            ("<svg onload=\"x()\"><text>mot</text></svg>", json!([]), Loss::Element("svg".into())),
            (
                "<img src=\"rue.jpg\" alt=\"\" onerror=\"x()\">",
                json!([]),
                Loss::Picture("rue.jpg".into(), "elle n'a pas de texte de remplacement ; décrivez-la dans WordPress"),
            ),
            ("<img src=\"loin.jpg\" alt=\"Loin\">", json!([]), Loss::Picture("loin.jpg".into(), "absente")),
            ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", json!([{"type":"list","items":["a","b","c"]}]), Loss::NestedList),
            ("<h2><a href=\"/x/\">t</a></h2>", json!([{"type":"heading","level":2,"text":"t"}]), Loss::HeadingLink("/x/".into())),
            (
                "<details><summary>Q</summary><ul><li>a</li><li>b</li></ul></details>",
                json!([{"type":"accordion","items":[{"title":"Q","text":["a","b"]}]}]),
                Loss::Flattened("un volet"),
            ),
            (
                "<div data-passerelle=\"{&quot;type&quot;:&quot;hologram&quot;}\"><p>mot</p></div>",
                json!([{"type":"paragraph","text":"mot"}]),
                Loss::Block("{\"type\":\"hologram\"}".into()),
            ),
        ] {
            let found = converted(html);
            assert_eq!((Value::Array(found.blocks), found.losses), (expected, vec![loss]), "{html}");
        }
    }

    #[test]
    fn no_hostile_markup_comes_through() {
        let hostile = [
            "<scr<script>ipt>alert(1)</script>",
            "<p>a<img src=x onerror=alert(1)>b</p>",
            "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<div data-passerelle='{\"type\":\"paragraph\",\"text\":[{\"link\":\"javascript:alert(1)\",\"text\":\"x\"}]}'>x</div>",
            "[et_pb_button button_text=\"x\" button_url=\"javascript:alert(1)\"]",
            "[et_pb_toggle title=\"<script>alert(1)</script>\"]x[/et_pb_toggle]",
        ];
        for html in hostile {
            let text = Value::Array(converted(html).blocks).to_string();
            // As words, these are harmless; as addresses or fields they would not be.
            for forbidden in ["\"link\":\"javascript", "\"href\":\"javascript", "\"link\":\"data", "onerror"] {
                assert!(!text.contains(forbidden), "{html} gave {text}");
            }
        }
    }

    #[test]
    fn the_end_of_a_page_gives_its_sources() {
        let mut blocks = converted("<p>a</p><h2>Sources</h2><ul><li><a href=\"https://x.be/\">X : loi</a> (le délai)</li><li>sans lien</li></ul>").blocks;
        assert_eq!(take_sources(&mut blocks), [json!({"url":"https://x.be/","title":"X : loi","supports":"le délai"})]);
        assert_eq!(blocks.len(), 1);
        let mut without = converted("<p>a</p><h2>Suite</h2>").blocks;
        assert_eq!((take_sources(&mut without), without.len()), (vec![], 2));
    }

    /// The form that a file may have in two ways: a list of one text is that text.
    fn canonical(value: &Value) -> Value {
        match value {
            Value::Array(list) if list.len() == 1 && list[0].is_string() => list[0].clone(),
            Value::Array(list) => Value::Array(list.iter().map(canonical).collect()),
            Value::Object(object) => object.iter().map(|(name, value)| (name.clone(), canonical(value))).collect::<Map<_, _>>().into(),
            value => value.clone(),
        }
    }

    #[test]
    fn every_block_of_the_site_survives_the_way_to_wordpress_and_back() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        // Beside its data, a picture that the media library has is seen by editors.
        let pictures = [("/images/pont.png".to_owned(), "https://wp.exemple.be/wp-content/uploads/2026/11/passerelle-pont.png".to_owned())].into();
        let mut seen = std::collections::BTreeSet::new();
        for folder in ["public/content/pages/fr", "tests/site/content/pages/fr"] {
            for path in fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
                let page: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
                // A heading of the third level alone would be raised: the whole page below has it in its place.
                for block in page["blocks"].as_array().unwrap().iter().filter(|block| block["level"] != 3) {
                    let found = converted(&gutenberg::write(std::slice::from_ref(block), &pictures));
                    let back = Value::Array(found.blocks.iter().map(canonical).collect());
                    assert_eq!((back, found.losses), (Value::Array(vec![canonical(block)]), vec![]), "{}", path.display());
                    seen.insert(block["type"].as_str().unwrap().to_owned());
                }
                let whole = converted(&gutenberg::write(page["blocks"].as_array().unwrap(), &pictures));
                assert_eq!(canonical(&Value::Array(whole.blocks)), canonical(&page["blocks"]), "{}", path.display());
            }
        }
        assert!(seen.len() >= 25, "only {seen:?}");
    }
}
