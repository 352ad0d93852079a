//! Content for looking at the site in a second language that reads from right to left: a copy of `public` in `target`, never shipped.
//!
//! The interface's words come from `drafts/interface/ar.json` until they are published, or stay French without it; pages are the French ones, their links led to the copies. What is
//! looked at is direction and mirror, not the text.

use std::fs;
use std::path::{Path, PathBuf};

use crate::progress::{Failure, OrSay, Outcome};
use crate::project::{Project, copy_folder};

/// From the root.
pub const CONTENT: &str = "target/look/public/content";
const LANGUAGE: &str = r#"{ "code": "ar", "name": "العربية", "dir": "rtl" }"#;
/// Pages without a copy, to see what stands for a translation that is not there.
const UNTRANSLATED: &[&str] = &["accompagnement"];

/// Writes the copy anew.
pub fn lay_out(project: &Project) -> Outcome {
    let content = project.root.join(CONTENT);
    let public = content.parent().unwrap_or(&content);
    if public.exists() {
        fs::remove_dir_all(public).or_say("effacer l'ancienne copie du contenu")?;
    }
    copy_folder(&project.root.join("public"), public).or_say("copier le contenu")?;
    change(&content.join("site.json"), |site| with_language(site).ok_or_else(|| Failure::said("site.json ne nomme pas ses langues.")))?;
    let interface = content.join("interface");
    if !interface.join("ar.json").is_file() {
        let drafted = project.root.join("drafts/interface/ar.json");
        let words = if drafted.is_file() { drafted } else { interface.join("fr.json") };
        fs::copy(words, interface.join("ar.json")).or_say("copier les mots de l'interface")?;
    }
    for apart in ["glossary", "places", "news", "events", "publications", "figures"] {
        copy_changed(&content.join(apart).join("fr.json"), &content.join(apart).join("ar.json"), with_links)?;
    }
    copy_changed(&content.join("menu.json"), &content.join("menu.ar.json"), with_links)?;
    let copies = content.join("pages/ar");
    fs::create_dir_all(&copies).or_say("créer le dossier des pages")?;
    for entry in fs::read_dir(content.join("pages/fr")).or_say("lire les pages")?.flatten() {
        let name = PathBuf::from(entry.file_name());
        let slug = name.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !UNTRANSLATED.contains(&slug.as_str()) {
            copy_changed(&entry.path(), &copies.join(&name), |page| with_original(&with_links(page), &slug))?;
        }
    }
    Ok(())
}

fn change(path: &Path, change: impl FnOnce(&str) -> Outcome<String>) -> Outcome {
    let text = fs::read_to_string(path).or_say(format!("lire {}", path.display()))?;
    fs::write(path, change(&text)?).or_say(format!("écrire {}", path.display()))
}

/// A file that is there already is somebody's translation: it stays.
fn copy_changed(from: &Path, to: &Path, how: impl FnOnce(&str) -> String) -> Outcome {
    if to.is_file() {
        return Ok(());
    }
    let text = fs::read_to_string(from).or_say(format!("lire {}", from.display()))?;
    fs::write(to, how(&text)).or_say(format!("écrire {}", to.display()))
}

/// The site with the language after its own; as it is if it has it.
fn with_language(site: &str) -> Option<String> {
    if site.contains("\"ar\"") {
        return Some(site.to_owned());
    }
    let start = site.find("\"languages\"")?;
    let end = start + site[start..].find(']')?;
    Some(format!("{},{LANGUAGE}{}", site[..end].trim_end(), &site[end..]))
}

/// Links to pages lead to their copies; those to files stay.
fn with_links(text: &str) -> String {
    let mut parts = text.split("\"href\"");
    let mut changed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        changed.push_str("\"href\"");
        let value = part.trim_start_matches([':', ' ', '\n']);
        let path = value.strip_prefix("\"/").map(|rest| rest.split('"').next().unwrap_or_default());
        // A survey's explorer stands in the root's language alone.
        let to_page = path.filter(|path| !path.split(['?', '#']).next().unwrap_or_default().contains('.') && !path.starts_with("sondages/"));
        match to_page {
            Some(_) => {
                changed.push_str(&part[..part.len() - value.len()]);
                changed.push_str("\"/ar/");
                changed.push_str(&value["\"/".len()..]);
            }
            None => changed.push_str(part),
        }
    }
    changed
}

/// The page with the name of the one that it stands for.
fn with_original(page: &str, slug: &str) -> String {
    match page.split_once('{') {
        Some((before, after)) if !page.contains("\"translation_of\"") => format!("{before}{{ \"translation_of\": \"{slug}\",{after}"),
        _ => page.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_pages_lead_to_the_copies_and_others_stay() {
        for (text, expected) in [
            (r#"{"href": "/asile/"}"#, r#"{"href": "/ar/asile/"}"#),
            (r#"{"href":"/"}"#, r#"{"href":"/ar/"}"#),
            (r#"{"href": "/a/#b", "x": {"href": "/c/?q=1.5"}}"#, r#"{"href": "/ar/a/#b", "x": {"href": "/ar/c/?q=1.5"}}"#),
            (r#"{"href": "https://a.be/"}"#, r#"{"href": "https://a.be/"}"#),
            (r#"{"href": "/documents/a.pdf"}"#, r#"{"href": "/documents/a.pdf"}"#),
            (r##"{"href": "#b"}"##, r##"{"href": "#b"}"##),
        ] {
            assert_eq!(with_links(text), expected, "{text}");
        }
    }

    #[test]
    fn the_language_comes_after_the_first_and_only_once() {
        let once = with_language(r#"{"languages": [ { "code": "fr" } ], "a": []}"#).expect("languages");
        assert!(once.starts_with(r#"{"languages": [ { "code": "fr" },{ "code": "ar""#) && once.ends_with(r#"}], "a": []}"#), "{once}");
        assert_eq!(with_language(&once).as_deref(), Some(once.as_str()));
        assert_eq!(with_language("{}"), None);
    }

    #[test]
    fn a_copy_names_its_original_unless_it_does() {
        assert_eq!(with_original(r#"{"title": "A"}"#, "a"), r#"{ "translation_of": "a","title": "A"}"#);
        let named = r#"{"translation_of": "b"}"#;
        assert_eq!(with_original(named, "a"), named);
    }
}
