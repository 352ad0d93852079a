//! What a screen reader is told of a page, from its beginning to its end, as text that is reviewed by reading it aloud.
//!
//! `SNAPSHOTS=accept cargo xtask test --only readers` writes the files of `tests/snapshots/accessibility` anew.

use super::Context;
use crate::{
    engine::Browser,
    outcome::{Outcome, none},
    snapshot,
};
use serde_json::{Value, json};
use std::collections::HashMap;

const PAGES: [(&str, &str); 3] = [("accueil", "/"), ("logement", "/logement/"), ("analyse-de-lirfam-2022", "/analyse-de-lirfam-2022/")];
/// What stands between things and is not said.
pub(super) const SILENT: [&str; 4] = ["none", "generic", "InlineTextBox", "ListMarker"];
/// What is said of a thing after its name.
const STATES: [&str; 9] = ["level", "expanded", "checked", "pressed", "selected", "disabled", "required", "invalid", "haspopup"];

pub async fn pages_read_aloud_are_as_accepted(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = Vec::new();
    for (name, path) in PAGES {
        browser.goto_alive(&server.url(path)).await?;
        browser.settled().await?;
        browser.timeless().await?;
        faults.extend(snapshot::text_is_as_accepted(&format!("tests/snapshots/accessibility/{name}.txt"), &told(browser).await?)?);
    }
    none(faults)
}

/// One line a thing: its role, its name, its state; what is within is indented.
async fn told(browser: &Browser) -> Outcome<String> {
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let nodes: Vec<&Value> = tree["nodes"].as_array().into_iter().flatten().collect();
    let by_id: HashMap<&str, &Value> = nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, *node))).collect();
    let mut text = String::new();
    if let Some(root) = nodes.first() {
        tell(root, &by_id, 0, "", &mut text);
    }
    Ok(text)
}

fn tell(node: &Value, by_id: &HashMap<&str, &Value>, depth: usize, holder: &str, text: &mut String) {
    let word = |member: &str| node[member]["value"].as_str().unwrap_or_default();
    let (role, name) = (word("role"), word("name").trim());
    let silent = node["ignored"] == true || SILENT.contains(&role);
    // A link's text is its name: said once.
    let repeated = role == "StaticText" && (name.is_empty() || holder.contains(name));
    if !silent && !repeated {
        let mut line = match role {
            "StaticText" => String::new(),
            "RootWebArea" => "document".to_owned(),
            // Chromium's own words for a summary, with and without others of its name.
            "DisclosureTriangle" | "DisclosureTriangleGrouped" => "disclosure".to_owned(),
            _ => role.to_owned(),
        };
        if !name.is_empty() {
            line += &format!(" « {name} »");
        }
        let properties = node["properties"].as_array().into_iter().flatten();
        let states: Vec<String> = properties.filter(|property| property["name"] != "level" || role == "heading").filter_map(state).collect();
        if !states.is_empty() {
            line += &format!(" ({})", states.join(", "));
        }
        for (member, says) in [("value", "holds"), ("description", "described")] {
            if !word(member).is_empty() {
                line += &format!(" {says} « {} »", word(member));
            }
        }
        *text += &format!("{}{}\n", "  ".repeat(depth), line.trim_start());
    }
    let depth = if silent || repeated { depth } else { depth + 1 };
    let holder = if silent {
        holder
    } else if is_named_by_content(role) {
        name
    } else {
        ""
    };
    for child in node["childIds"].as_array().into_iter().flatten().filter_map(|id| by_id.get(id.as_str()?)) {
        tell(child, by_id, depth, holder, text);
    }
}

/// Its text is its name, and is not said twice.
pub(super) fn is_named_by_content(role: &str) -> bool {
    !matches!(role, "RootWebArea" | "navigation" | "region" | "list" | "table" | "group" | "main" | "form" | "radiogroup")
}

/// `expanded`, `not expanded`, `level 2`; nothing for what goes without saying.
fn state(property: &Value) -> Option<String> {
    let name = property["name"].as_str().filter(|name| STATES.contains(name))?;
    match &property["value"]["value"] {
        Value::Bool(true) => Some(name.to_owned()),
        Value::Bool(false) => ["expanded", "checked", "pressed"].contains(&name).then(|| format!("not {name}")),
        Value::String(word) if word == "true" => Some(name.to_owned()),
        Value::String(word) if word == "false" => ["checked", "pressed"].contains(&name).then(|| format!("not {name}")),
        Value::String(word) => Some(format!("{name} {word}")),
        Value::Number(number) => Some(format!("{name} {number}")),
        _ => None,
    }
}
