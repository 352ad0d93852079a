//! The menu of WordPress as the site's: two levels; pictogram and family are classes of the entry (`icone-…`, `famille-…`), the line on a group its description.

use super::{addresses::Addresses, error::SourceError, loss::Loss, shape::At};
use serde_json::{Map, Value, json};

/// An entry as the bridge tells it.
struct Entry {
    id: u64,
    parent: u64,
    title: String,
    description: String,
    icon: Option<String>,
    family: Option<String>,
    href: Option<String>,
}

impl Entry {
    fn read(at: &At<'_>, addresses: &Addresses) -> Result<Self, SourceError> {
        let classes = at.member("classes").list()?.iter().map(At::text).collect::<Result<Vec<_>, _>>()?;
        let class = |start: &str| classes.iter().find_map(|class| class.strip_prefix(start)).map(str::to_owned);
        let number = at.member("target").member("id").optional(At::number)?;
        let href = match number {
            Some(number) => addresses.of_number(number).cloned(),
            None => addresses.resolve(&at.member("url").text()?),
        };
        Ok(Self {
            id: at.member("id").number()?,
            parent: at.member("parent").number()?,
            title: at.member("title").text()?.replace(['\u{2019}', '\u{2018}'], "'").replace(['\u{a0}', '\u{202f}'], " ").trim().to_owned(),
            description: at.member("description").text()?.replace(['\u{2019}', '\u{2018}'], "'").trim().to_owned(),
            icon: class("icone-"),
            family: class("famille-"),
            href,
        })
    }

    fn link(&self, href: &str) -> Map<String, Value> {
        Map::from_iter([("title".to_owned(), json!(self.title)), ("href".to_owned(), json!(href))])
    }
}

/// Reads the answer of `/passerelle/v1/menu/…`. Families are those of `known`, the menu that the folder has: WordPress has none.
///
/// # Errors
/// [`SourceError::Unexpected`].
pub fn read(at: &At<'_>, known: Option<&Value>, addresses: &Addresses) -> Result<(Value, Vec<Loss>), SourceError> {
    let entries = at.member("items").list()?.iter().map(|at| Entry::read(at, addresses)).collect::<Result<Vec<_>, _>>()?;
    let mut losses = Vec::new();
    let top = |entry: &Entry| {
        let (mut id, mut depth) = (entry.id, 0);
        // A menu that turns in a circle has no depth.
        while let Some(parent) = entries.iter().find(|other| other.id == id).map(|other| other.parent).filter(|parent| *parent != 0 && depth < 20) {
            id = parent;
            depth += 1;
        }
        (id, depth)
    };
    let mut out = Vec::new();
    for entry in entries.iter().filter(|entry| entry.parent == 0) {
        let mut children = Vec::new();
        for child in entries.iter().filter(|child| child.id != entry.id && top(child).0 == entry.id) {
            let Some(href) = &child.href else {
                losses.push(Loss::Entry(child.title.clone()));
                continue;
            };
            if top(child).1 > 1 {
                losses.push(Loss::DeepEntry(child.title.clone()));
            }
            let mut link = child.link(href);
            link.extend(child.icon.iter().map(|icon| ("icon".to_owned(), json!(icon))));
            link.extend(child.family.iter().map(|family| ("family".to_owned(), json!(family))));
            children.push(Value::Object(link));
        }
        let first = children.first().and_then(|child| child["href"].as_str()).map(str::to_owned);
        let href = match (&entry.href, first) {
            (Some(href), first) if href != "#" || first.is_none() => href.clone(),
            (_, Some(first)) => {
                losses.push(Loss::GroupWithoutPage(entry.title.clone()));
                first
            }
            _ => {
                losses.push(Loss::Entry(entry.title.clone()));
                continue;
            }
        };
        let mut link = entry.link(&href);
        if !entry.description.is_empty() {
            link.insert("text".to_owned(), json!(entry.description));
        }
        link.extend(entry.icon.iter().map(|icon| ("icon".to_owned(), json!(icon))));
        link.insert("children".to_owned(), Value::Array(children));
        out.push(Value::Object(link));
    }
    let mut menu = Map::new();
    if let Some(families) = known.and_then(|known| known.get("families")).filter(|families| !families.is_null()) {
        menu.insert("families".to_owned(), families.clone());
    }
    menu.insert("entries".to_owned(), Value::Array(out));
    Ok((Value::Object(menu), losses))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_become_groups_of_links_and_what_is_lost_is_told() {
        let mut addresses = Addresses::new(["https://wp.exemple.be", "", ""]);
        addresses.know("/a/", Some("https://wp.exemple.be/a/"), Some(1));
        addresses.know("/b/", Some("https://wp.exemple.be/b/"), Some(2));
        let item = |id: u64, parent: u64, title: &str, url: &str, target: Value, classes: Value| json!({"id": id, "parent": parent, "title": title, "url": url, "description": if id == 10 { "Une ligne." } else { "" }, "classes": classes, "target": target});
        let answer = json!({"items": [
            item(10, 0, "L\u{2019}aide", "#", Value::Null, json!(["icone-aide"])),
            item(11, 10, "A", "https://wp.exemple.be/a/", json!({"id": 1}), json!(["x", "icone-logement", "famille-quotidien"])),
            item(12, 11, "B", "", json!({"id": "2"}), json!([])),
            item(13, 10, "Perdue", "https://wp.exemple.be/perdue/", Value::Null, json!([])),
            item(14, 0, "Ailleurs", "https://ailleurs.example/", Value::Null, json!([])),
            item(15, 0, "Vide", "https://wp.exemple.be/vide/", Value::Null, json!([])),
        ]});
        let known = json!({"families": [{"id": "quotidien", "title": "Vie quotidienne"}], "entries": []});
        let (menu, losses) = read(&At::new(&answer, "x"), Some(&known), &addresses).unwrap();
        let expected = json!({
            "families": [{"id": "quotidien", "title": "Vie quotidienne"}],
            "entries": [
                {"title": "L'aide", "href": "/a/", "text": "Une ligne.", "icon": "aide", "children": [
                    {"title": "A", "href": "/a/", "icon": "logement", "family": "quotidien"}, {"title": "B", "href": "/b/"}]},
                {"title": "Ailleurs", "href": "https://ailleurs.example/", "children": []}]});
        assert_eq!(menu, expected);
        assert_eq!(losses, [Loss::DeepEntry("B".into()), Loss::Entry("Perdue".into()), Loss::GroupWithoutPage("L'aide".into()), Loss::Entry("Vide".into())]);
    }

    #[test]
    fn a_menu_of_another_shape_is_refused_with_its_place() {
        for (answer, path) in [(json!({}), "items"), (json!({"items": [{"id": 1}]}), "items[0].classes"), (json!([]), "items")] {
            let error = read(&At::new(&answer, "adresse"), None, &Addresses::default()).unwrap_err();
            assert!(matches!(&error, SourceError::Unexpected { path: met, .. } if met == path), "{error:?}");
        }
    }
}
