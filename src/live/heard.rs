//! What WordPress' answer means for a page whose copy is at hand, and what the reader is told.

use crate::model::json::Json;

/// The longest answer that is read, in bytes: as the bridge's limit for a page, and its text beside it.
const LONGEST: usize = 3_000_000;

/// What was heard of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// The copy is what WordPress has.
    Same,
    /// WordPress has another text.
    Newer,
    /// The page is not published any more.
    Gone,
    /// Nothing that helps.
    Failed(Failure),
}

/// Why WordPress could not be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Nothing answers, or the answer stops in its middle.
    Cut,
    /// No answer in time.
    Slow,
    /// It answers that it is in trouble, or refuses.
    Trouble,
    /// It answers something that is no page.
    Unreadable,
}

/// A line for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The copy is shown, because WordPress could not be heard.
    Copy(Failure),
    /// The copy is shown, and WordPress does not publish the page any more.
    Gone,
    /// The copy is shown, and there is a newer text to be asked for.
    Changed,
}

/// What the answer with this status and text says of the page with the number `id`, of which `known` is the version of the copy.
///
/// ```
/// use passerelle::live::heard::{Failure, Heard, heard};
/// assert_eq!(heard(200, r#"{"id": 7, "version": "a"}"#, 7, "a"), Heard::Same);
/// assert_eq!(heard(500, "<h1>Erreur</h1>", 7, "a"), Heard::Failed(Failure::Trouble));
/// ```
#[must_use]
pub fn heard(status: u16, text: &str, id: u32, known: &str) -> Heard {
    let json = Json::parse(text).ok();
    match status {
        // The browser's own cache answers 304 by what it has; one that comes through is for the version that was named.
        304 => Heard::Same,
        404 | 410 if json.as_ref().is_some_and(|json| json.member("code").word() == "passerelle_not_found") => Heard::Gone,
        200 => match json.filter(|_| text.len() <= LONGEST) {
            Some(json) if is_of(&json, id) => match json.member("version").word() {
                version if version == known => Heard::Same,
                _ if is_page(&json) => Heard::Newer,
                _ => Heard::Failed(Failure::Unreadable),
            },
            _ => Heard::Failed(Failure::Unreadable),
        },
        _ => Heard::Failed(Failure::Trouble),
    }
}

/// Whether it speaks of this page, and says which version.
fn is_of(json: &Json, id: u32) -> bool {
    let mut faults = crate::model::json::Faults::default();
    let number: u32 = json.read("id", &mut faults);
    faults.judge(number).is_ok_and(|number| number == id) && json.member("version").is_text() && !json.member("version").word().is_empty()
}

/// Whether it has what a page is made of; what that holds is judged when it is made.
fn is_page(json: &Json) -> bool {
    let page = json.member("page");
    ["title", "summary", "content", "lang"].iter().all(|name| json.member(name).is_text()) && (page.is_absent() || page.is_text())
}

/// What the reader is told of a page that shows its copy; nothing of one that shows what WordPress has.
#[must_use]
pub fn line(heard: Heard, shows_copy: bool) -> Option<Line> {
    match heard {
        _ if !shows_copy => None,
        Heard::Same => None,
        Heard::Newer => Some(Line::Changed),
        Heard::Gone => Some(Line::Gone),
        Heard::Failed(failure) => Some(Line::Copy(failure)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"{"id": 7, "version": "b", "lang": "fr", "title": "T", "summary": "", "content": "<p>x</p>", "page": null, "edited": null}"#;

    #[test]
    fn each_answer_shows_the_copy_or_the_newer_page_and_says_why() {
        let copy = |failure| (Heard::Failed(failure), Some(Line::Copy(failure)));
        for (status, text, expected) in [
            (304, String::new(), (Heard::Same, None)),
            (200, r#"{"id": 7, "version": "a"}"#.to_owned(), (Heard::Same, None)),
            (200, PAGE.replace("\"b\"", "\"a\""), (Heard::Same, None)),
            (200, PAGE.to_owned(), (Heard::Newer, Some(Line::Changed))),
            (200, PAGE.replace("null, \"edited\"", "\"{}\", \"edited\""), (Heard::Newer, Some(Line::Changed))),
            (404, r#"{"code": "passerelle_not_found"}"#.to_owned(), (Heard::Gone, Some(Line::Gone))),
            // The plugin is gone, not the page; a host's own page of errors says nothing of ours.
            (404, r#"{"code": "rest_no_route"}"#.to_owned(), copy(Failure::Trouble)),
            (404, "<h1>404</h1>".to_owned(), copy(Failure::Trouble)),
            (500, "<h1>Erreur critique</h1>".to_owned(), copy(Failure::Trouble)),
            (503, r#"{"code": "passerelle_not_found"}"#.to_owned(), copy(Failure::Trouble)),
            (401, "{}".to_owned(), copy(Failure::Trouble)),
            (429, "{}".to_owned(), copy(Failure::Trouble)),
            (200, "<h1>Erreur critique</h1>".to_owned(), copy(Failure::Unreadable)),
            (200, PAGE[..60].to_owned(), copy(Failure::Unreadable)),
            (200, String::new(), copy(Failure::Unreadable)),
            (200, "[]".to_owned(), copy(Failure::Unreadable)),
            (200, "null".to_owned(), copy(Failure::Unreadable)),
            (200, r#"{"id": 7, "version": 3}"#.to_owned(), copy(Failure::Unreadable)),
            (200, r#"{"id": 7, "version": ""}"#.to_owned(), copy(Failure::Unreadable)),
            (200, r#"{"id": 7, "version": "b"}"#.to_owned(), copy(Failure::Unreadable)),
            (200, PAGE.replace("\"T\"", "3"), copy(Failure::Unreadable)),
            (200, PAGE.replace("\"<p>x</p>\"", "{\"rendered\": \"x\"}"), copy(Failure::Unreadable)),
            (200, PAGE.replace("\"page\": null", "\"page\": {}"), copy(Failure::Unreadable)),
            // A cache that mixes pages up.
            (200, PAGE.replace("\"id\": 7", "\"id\": 8"), copy(Failure::Unreadable)),
            (200, PAGE.replace("\"id\": 7", "\"id\": \"7\""), copy(Failure::Unreadable)),
            (200, PAGE.replace("<p>x</p>", &"x".repeat(LONGEST)), copy(Failure::Unreadable)),
        ] {
            let met = heard(status, &text, 7, "a");
            assert_eq!((met, line(met, true)), expected, "{status} {}", &text[..text.len().min(120)]);
        }
    }

    #[test]
    fn a_page_that_shows_what_wordpress_has_is_not_called_a_copy() {
        for met in [Heard::Same, Heard::Newer, Heard::Gone, Heard::Failed(Failure::Cut)] {
            assert_eq!(line(met, false), None);
        }
    }
}
