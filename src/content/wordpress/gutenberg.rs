//! Blocks of a page as WordPress' block editor keeps them, in a form that [`super::html`] reads back to the same blocks.
//!
//! What WordPress has a block for becomes one, so that editors change it there; steps, callouts, contacts and lines of links are groups and lists with a class of
//! ours; what it has no form for (a survey's view, a chart…) is a piece of HTML with readable words, and the block itself as data.

use super::{divi::escaped, html::plain_words};
use serde_json::Value;
use std::collections::BTreeMap;

/// The text of a page in WordPress. `pictures`: by their path here, where the media library shows those that it has.
#[must_use]
pub fn write(blocks: &[Value], pictures: &BTreeMap<String, String>) -> String {
    let written = |one: &Value| match one["src"].as_str().filter(|_| one["type"] == "figure").and_then(|src| pictures.get(src)) {
        Some(address) => kept(one, &picture(one, address)),
        None => block(one),
    };
    blocks.iter().map(written).collect::<Vec<_>>().join("\n\n")
}

/// A picture as editors see it in the text; the block beside it says where it stands on the site.
fn picture(block: &Value, address: &str) -> String {
    format!("<img src=\"{}\" alt=\"{}\"/>", escaped(address), escaped(block["alt"].as_str().unwrap_or_default()))
}

fn block(block: &Value) -> String {
    let text = |name: &str| escaped(block[name].as_str().unwrap_or_default());
    let items = |name: &str| block[name].as_array().map(Vec::as_slice).unwrap_or_default();
    match block["type"].as_str().unwrap_or_default() {
        "heading" => {
            let level = block["level"].as_u64().unwrap_or(2);
            let settings = if level == 2 { String::new() } else { format!(" {{\"level\":{level}}}") };
            format!("<!-- wp:heading{settings} -->\n<h{level} class=\"wp-block-heading\">{}</h{level}>\n<!-- /wp:heading -->", text("text"))
        }
        "paragraph" => paragraph(&rich(&block["text"]), ""),
        "list" => {
            let lines: String = items("items").iter().map(|item| list_item(&rich(item))).collect();
            list(block["ordered"] == true, "", &lines)
        }
        "steps" => {
            let line = |item: &Value| list_item(&format!("<strong>{}</strong> {}", escaped(item["title"].as_str().unwrap_or_default()), rich(&item["text"])));
            list(true, "passerelle-etapes", &items("items").iter().map(line).collect::<String>())
        }
        "links" => {
            let line = |item: &Value| {
                let words = escaped(item["title"].as_str().unwrap_or_default());
                let more = item["text"].as_str().map(|text| format!(" <span class=\"passerelle-texte\">{}</span>", escaped(text)));
                list_item(&format!("<a href=\"{}\">{words}</a>{}", escaped(item["href"].as_str().unwrap_or_default()), more.unwrap_or_default()))
            };
            list(false, "passerelle-liens", &items("items").iter().map(line).collect::<String>())
        }
        "callout" => {
            let title = block["title"].as_str().map(|title| paragraph(&format!("<strong>{}</strong>", escaped(title)), "passerelle-titre"));
            let class = format!("passerelle-encadre passerelle-{}", block["tone"].as_str().unwrap_or("note"));
            group(&class, &[title.unwrap_or_default(), paragraph(&rich(&block["text"]), "")])
        }
        "contact" => contact(block),
        "quote" => {
            let cite = block["cite"].as_str().map(|cite| format!("<cite>{}</cite>", escaped(cite))).unwrap_or_default();
            format!("<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\">{}{cite}</blockquote>\n<!-- /wp:quote -->", paragraph(&rich(&block["text"]), ""))
        }
        "table" => table(block),
        "accordion" => {
            let fold = |item: &Value| {
                let paragraphs: Vec<String> = item["text"].as_array().into_iter().flatten().map(|text| paragraph(&rich(text), "")).collect();
                let title = escaped(item["title"].as_str().unwrap_or_default());
                format!(
                    "<!-- wp:details -->\n<details class=\"wp-block-details\"><summary>{title}</summary>{}</details>\n<!-- /wp:details -->",
                    paragraphs.join("\n")
                )
            };
            group("passerelle-accordeon", &items("items").iter().map(fold).collect::<Vec<_>>())
        }
        _ => kept(block, ""),
    }
}

fn paragraph(inner: &str, class: &str) -> String {
    let (settings, class) = classes(class, "");
    format!("<!-- wp:paragraph{settings} -->\n<p{class}>{inner}</p>\n<!-- /wp:paragraph -->")
}

/// The settings of a block with `class`, and the attribute with what WordPress adds of itself.
fn classes(class: &str, own: &str) -> (String, String) {
    let settings = if class.is_empty() { String::new() } else { format!(" {{\"className\":\"{class}\"}}") };
    let all = [own, class].iter().filter(|class| !class.is_empty()).copied().collect::<Vec<_>>().join(" ");
    (settings, if all.is_empty() { all } else { format!(" class=\"{all}\"") })
}

fn list_item(inner: &str) -> String {
    format!("<!-- wp:list-item -->\n<li>{inner}</li>\n<!-- /wp:list-item -->\n")
}

fn list(ordered: bool, class: &str, lines: &str) -> String {
    let tag = if ordered { "ol" } else { "ul" };
    let mut settings: Vec<String> = Vec::new();
    settings.extend(ordered.then(|| "\"ordered\":true".to_owned()));
    settings.extend((!class.is_empty()).then(|| format!("\"className\":\"{class}\"")));
    let settings = if settings.is_empty() { String::new() } else { format!(" {{{}}}", settings.join(",")) };
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<!-- wp:list{settings} -->\n<{tag}{class}>{lines}</{tag}>\n<!-- /wp:list -->")
}

fn group(class: &str, inner: &[String]) -> String {
    let (settings, attribute) = classes(class, "wp-block-group");
    let inner: Vec<&str> = inner.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    format!("<!-- wp:group{settings} -->\n<div{attribute}>{}</div>\n<!-- /wp:group -->", inner.join("\n"))
}

fn contact(block: &Value) -> String {
    let field = |name: &str, class: &str| {
        let text = block[name].as_str()?;
        let words = escaped(text);
        let inner = match name {
            "name" => format!("<strong>{words}</strong>"),
            "phone" => format!("<a href=\"tel:{}\">{words}</a>", text.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect::<String>()),
            "email" => format!("<a href=\"mailto:{words}\">{words}</a>"),
            "url" => format!("<a href=\"{words}\">{words}</a>"),
            _ => words,
        };
        Some(paragraph(&inner, class))
    };
    let fields = [
        field("name", "passerelle-nom"),
        field("purpose", "passerelle-role"),
        field("address", "passerelle-adresse"),
        field("phone", "passerelle-telephone"),
        field("email", "passerelle-courriel"),
        field("url", "passerelle-site"),
        (!block["hours"].is_null()).then(|| paragraph(&rich(&block["hours"]), "passerelle-horaire")),
    ];
    let class = if block["unsure"] == true { "passerelle-contact passerelle-a-confirmer" } else { "passerelle-contact" };
    group(class, &fields.into_iter().flatten().collect::<Vec<_>>())
}

fn table(block: &Value) -> String {
    let row = |cells: &Value, tag: &str| {
        let cells: String =
            cells.as_array().into_iter().flatten().map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell.as_str().unwrap_or_default()))).collect();
        format!("<tr>{cells}</tr>")
    };
    let rows: String = block["rows"].as_array().into_iter().flatten().map(|cells| row(cells, "td")).collect();
    let source = block["source"].as_str().map(|source| format!(" <cite>{}</cite>", escaped(source))).unwrap_or_default();
    let caption = escaped(block["caption"].as_str().unwrap_or_default());
    format!(
        "<!-- wp:table -->\n<figure class=\"wp-block-table\"><table><thead>{}</thead><tbody>{rows}</tbody></table><figcaption class=\"wp-element-caption\">{caption}{source}</figcaption></figure>\n<!-- /wp:table -->",
        row(&block["head"], "th")
    )
}

/// A block that WordPress has no form for: its words to be read, itself as data, `before` in front of them. Brackets are coded: what they hold is no shortcode.
fn kept(block: &Value, before: &str) -> String {
    let data = escaped(&block.to_string()).replace('[', "&#91;").replace(']', "&#93;");
    let mut words = Vec::new();
    words_of(block, &mut words);
    let words: String = words.iter().map(|words| format!("<p>{}</p>", escaped(words))).collect();
    format!("<!-- wp:html -->\n<div class=\"passerelle-bloc\" data-passerelle=\"{data}\">{before}{words}</div>\n<!-- /wp:html -->")
}

fn words_of(value: &Value, words: &mut Vec<String>) {
    const READ: [&str; 12] = ["title", "text", "label", "quote", "question", "note", "alt", "caption", "term", "definition", "phone", "date"];
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let rich =
                    value.is_string() || value.as_array().is_some_and(|spans| spans.first().is_some_and(|span| span.is_string() || span.get("link").is_some()));
                if READ.contains(&name.as_str()) && rich {
                    words.push(plain_words(value));
                } else if !value.is_string() {
                    words_of(value, words);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| words_of(value, words)),
        _ => {}
    }
}

/// A rich text as HTML.
fn rich(text: &Value) -> String {
    let words = |span: &Value, name: &str| escaped(span[name].as_str().unwrap_or_default());
    match text {
        Value::String(text) => escaped(text),
        Value::Array(spans) => spans.iter().map(rich).collect(),
        span if span.get("link").is_some() => format!("<a href=\"{}\">{}</a>", words(span, "link"), words(span, "text")),
        span if span.get("strong").is_some() => format!("<strong>{}</strong>", words(span, "strong")),
        span if span.get("emphasis").is_some() => format!("<em>{}</em>", words(span, "emphasis")),
        span if span.get("unsure").is_some() => format!("<mark class=\"a-confirmer\">{}</mark>", words(span, "unsure")),
        span if span.get("foreign").is_some() => format!("<span lang=\"{}\">{}</span>", words(span, "foreign"), words(span, "text")),
        _ => String::new(),
    }
}
