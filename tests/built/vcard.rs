//! A reader of vCard 3.0 (RFC 2426) of its own, strict: what it takes, telephones take.

use std::collections::BTreeMap;

/// Properties that the cards of the site may have.
const KNOWN: [&str; 11] = ["VERSION", "FN", "N", "ORG", "TEL", "EMAIL", "ADR", "LABEL", "URL", "NOTE", "REV"];

/// The values by property, parameters left out; or what is wrong.
pub fn read(text: &str) -> Result<BTreeMap<String, String>, String> {
    let whole = text.strip_suffix("\r\n").ok_or("no end of line at the end")?;
    let mut lines: Vec<String> = Vec::new();
    for line in whole.split("\r\n") {
        if line.len() > 75 || line.contains(['\r', '\n']) {
            return Err(format!("a line of {} bytes, or with an end of line inside: {line:?}", line.len()));
        }
        match (line.strip_prefix(' '), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    if lines.first().map(String::as_str) != Some("BEGIN:VCARD") || lines.last().map(String::as_str) != Some("END:VCARD") {
        return Err("it does not begin and end as a card".to_owned());
    }
    let mut card = BTreeMap::new();
    for line in &lines[1..lines.len() - 1] {
        let (name, value) = line.split_once(':').ok_or_else(|| format!("no value: {line:?}"))?;
        let name = name.split(';').next().unwrap_or_default();
        if !KNOWN.contains(&name) || value.is_empty() {
            return Err(format!("unknown or empty: {line:?}"));
        }
        if card.insert(name.to_owned(), value.to_owned()).is_some() {
            return Err(format!("{name} twice"));
        }
    }
    let value = |name: &str| card.get(name).map(String::as_str).unwrap_or_default();
    if value("VERSION") != "3.0" || value("FN").is_empty() {
        return Err("no version or no name".to_owned());
    }
    for (name, parts) in [("N", 5), ("ADR", 7), ("FN", 1), ("NOTE", 1), ("LABEL", 1)] {
        if card.contains_key(name) && separators(value(name), ';') + 1 != parts {
            return Err(format!("{name} has not {parts} parts: {:?}", value(name)));
        }
    }
    for name in ["FN", "NOTE", "LABEL"] {
        if separators(value(name), ',') > 0 {
            return Err(format!("a comma is not escaped: {:?}", value(name)));
        }
    }
    let phone = value("TEL");
    if card.contains_key("TEL") && !phone.strip_prefix('+').is_some_and(|digits| digits.len() >= 8 && digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(format!("{phone:?} cannot be dialled from everywhere"));
    }
    Ok(card)
}

/// How often `separator` stands in `value` without a backslash before it.
fn separators(value: &str, separator: char) -> usize {
    let mut escaped = false;
    value
        .chars()
        .filter(|letter| {
            let counts = *letter == separator && !escaped;
            escaped = *letter == '\\' && !escaped;
            counts
        })
        .count()
}
