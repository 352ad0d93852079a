//! The style sheets of `style/`, as one that stands in every page.

use super::error::PublishError;
use crate::{
    model::page::{LoadedPage, PageKind},
    routes,
};
use lightningcss::{
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet},
    targets::{Features, Targets},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The layers, from the weakest. Each file opens one.
const LAYERS: [&str; 7] = ["reset", "tokens", "base", "layout", "components", "utilities", "print"];

/// What a finding's view needs (`src/components/view.rs`): it is shown on other sites, and takes no more with it.
const OF_VIEWS: [&str; 8] = ["reset.css", "tokens.css", "base.css", "utilities.css", "print.css", "components/dots.css", "components/print_note.css", VIEW];
/// On the pages of a site whose WordPress is asked: see [`of_live`].
const LIVE: &str = "components/live_note.css";
/// Brought by the part that reads aloud: see [`of_listen`].
const LISTEN: &str = "components/listen.css";
/// On views alone.
const VIEW: &str = "components/view.css";

/// On charts alone, in frames of other sites.
const EMBED: &str = "components/explorer_embed.css";
/// What these need.
const OF_EMBEDS: [&str; 9] =
    ["reset.css", "tokens.css", "base.css", "utilities.css", "print.css", "components/bar_chart.css", "components/prose.css", "components/explorer.css", EMBED];

/// Which sheet a document carries. Those of one kind of page stand on it alone: every way to such a page loads its document (`src/navigation.rs`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Most pages.
    Pages,
    /// A survey's.
    Survey,
    /// The style page.
    Style,
    /// The editors' door.
    Preview,
    /// What stands beside a page: two texts face to face, a sheet to take away.
    Beside,
    /// The explorer of a survey whose counts are published.
    Explorer,
    /// The view of a finding.
    View,
    /// A chart, in another site's frame.
    Embed,
}

impl Sheet {
    /// Each of them, in the order of the declaration.
    pub const ALL: [Self; 8] = [Self::Pages, Self::Survey, Self::Style, Self::Preview, Self::Beside, Self::Explorer, Self::View, Self::Embed];

    /// That of a page.
    #[must_use]
    pub fn of(page: &LoadedPage) -> Self {
        match page.page.kind {
            PageKind::Survey => Self::Survey,
            PageKind::Style => Self::Style,
            _ if page.slug.as_str() == routes::PREVIEW => Self::Preview,
            _ => Self::Pages,
        }
    }

    /// Whether pages that carry it are taken over by the program.
    #[must_use]
    pub fn is_taken_over(self) -> bool {
        matches!(self, Self::Pages | Self::Survey)
    }

    /// Whether the file at `path` belongs to it: named from the folder.
    fn holds(self, path: &str) -> bool {
        match (self, path) {
            (Self::View, path) => OF_VIEWS.contains(&path),
            (Self::Embed, path) => OF_EMBEDS.contains(&path),
            (_, VIEW | EMBED | LIVE | LISTEN) => false,
            (kind, "components/voices.css") => kind == Self::Survey,
            (kind, "components/explorer.css") => kind == Self::Explorer,
            (kind, "components/specimen.css") => kind == Self::Style,
            (kind, "components/preview_door.css") => kind == Self::Preview,
            (kind, "components/together.css" | "components/handout.css") => kind == Self::Beside,
            _ => true,
        }
    }
}

/// Joins the files of a sheet in the order of their layers, then of their paths, and shortens the whole.
///
/// The `@layer` around each file is taken off: browsers of before 2022, which old phones have, would drop everything in it. Order does the layers' work, so a
/// component must not be weaker than what it overrides (`style/README.md`).
///
/// # Errors
/// A file that cannot be read, that does not open exactly one known layer, or that is not CSS.
pub fn bundle(folder: &Path, sheet: Sheet) -> Result<String, PublishError> {
    let mut sheets = Vec::new();
    let wanted = |path: &PathBuf| path.strip_prefix(folder).is_ok_and(|path| sheet.holds(&path.to_string_lossy().replace('\\', "/")));
    for path in css_files(folder)?.into_iter().filter(wanted) {
        let text = fs::read_to_string(&path).map_err(PublishError::at(&path))?;
        let refused = |reason: &str| PublishError::Style { path: path.clone(), reason: reason.to_owned() };
        let (layer, rules) = layer_and_rules(&text).ok_or_else(|| refused("le fichier doit ouvrir une seule @layer, qui contient tout"))?;
        let order = LAYERS.iter().position(|known| *known == layer).ok_or_else(|| refused(&format!("@layer {layer} inconnue")))?;
        sheets.push((order, path, rules.to_owned()));
    }
    sheets.sort();
    let joined: String = sheets.iter().map(|(_, _, rules)| rules.as_str()).collect::<Vec<_>>().join("\n");
    shorten(&chosen_either_way(&joined)).map_err(|reason| {
        // Say which file: the first that is refused alone.
        let guilty = sheets.iter().find(|(_, _, rules)| shorten(rules).is_err()).map_or(folder, |(_, path, _)| path);
        PublishError::Style { path: guilty.to_owned(), reason }
    })
}

/// What the pages of a site whose WordPress is asked carry besides, after their sheet.
///
/// # Errors
/// As [`bundle`].
pub fn of_live(folder: &Path) -> Result<String, PublishError> {
    alone(folder, LIVE)
}

/// What the part that reads aloud brings with it, as one rule for the screen: a script may add one to a sheet.
///
/// # Errors
/// As [`bundle`].
pub fn of_listen(folder: &Path) -> Result<String, PublishError> {
    Ok(["@media screen{", &alone(folder, LISTEN)?, "}"].concat())
}

fn alone(folder: &Path, file: &str) -> Result<String, PublishError> {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).map_err(PublishError::at(&path))?;
    let refused = |reason: String| PublishError::Style { path: path.clone(), reason };
    let (_, rules) = layer_and_rules(&text).ok_or_else(|| refused("le fichier doit ouvrir une seule @layer, qui contient tout".to_owned()))?;
    shorten(rules).map_err(refused)
}

fn css_files(folder: &Path) -> Result<Vec<PathBuf>, PublishError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(PublishError::at(folder))? {
        let path = entry.map_err(PublishError::at(folder))?.path();
        if path.is_dir() {
            files.extend(css_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "css") {
            files.push(path);
        }
    }
    Ok(files)
}

/// The name of the layer that the file opens, and what stands in it.
fn layer_and_rules(text: &str) -> Option<(&str, &str)> {
    let start = text.find("@layer ")?;
    let open = text[start..].find('{')? + start;
    let close = open + 1 + end_of_block(&text[open + 1..])?;
    text[close + 1..].trim().is_empty().then(|| (text[start + "@layer ".len()..open].trim(), &text[open + 1..close]))
}

/// Each rule for what the reader chose, `:root:is([data-NAME="…"], :has(…))`, as two: by the attribute for everybody, by `:has()` only where no script writes the attribute.
///
/// A browser looks for what `:has()` names in the whole page, again at each change: with seven settings, that was two thirds of the time it took to style a page.
fn chosen_either_way(css: &str) -> String {
    const START: &str = ":root:is([";
    let mut out = String::with_capacity(css.len() + css.len() / 8);
    let mut rest = css;
    while let Some(start) = rest.find(START) {
        let Some((selectors, after)) = rest[start..].split_once('{') else { break };
        let Some(end) = end_of_block(after) else { break };
        let (declarations, after) = after.split_at(end);
        let either = |attribute: bool| -> String {
            let mut written = String::new();
            for (number, part) in selectors.split(":is(").enumerate() {
                let Some((choice, rest)) = (number > 0).then(|| part.split_once("))")).flatten() else {
                    written.push_str(part);
                    continue;
                };
                let (by_attribute, by_has) = choice.split_once(", ").unwrap_or((choice, ""));
                written.push_str(if attribute { by_attribute } else { by_has });
                written.push_str(if attribute { "" } else { ")" });
                written.push_str(rest);
            }
            written
        };
        out.push_str(&rest[..start]);
        out.push_str(&format!("{}{{{declarations}}} @media (scripting: none) {{ {}{{{declarations}}} }}", either(true), either(false)));
        rest = &after[1..];
    }
    out.push_str(rest);
    out
}

/// Where the block whose opening brace stands before `text` closes.
fn end_of_block(text: &str) -> Option<usize> {
    let mut depth = 1_u32;
    text.char_indices().find_map(|(place, letter)| {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(place)
    })
}

fn shorten(css: &str) -> Result<String, String> {
    let targets = Targets { browsers: None, include: Features::Nesting | Features::MediaRangeSyntax, exclude: Features::empty() };
    let mut sheet = StyleSheet::parse(css, ParserOptions::default()).map_err(|error| error.to_string())?;
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|error| error.to_string())?;
    let printed = sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() }).map_err(|error| error.to_string())?;
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_opens_one_layer_and_nothing_stands_beside_it() {
        for (text, expected) in [
            ("/* why */\n@layer base { a { color: red; } }\n", Some(("base", " a { color: red; } "))),
            ("@layer base { a { color: red; } }\n@layer base { b { color: red; } }", None),
            ("a { color: red; }", None),
            ("@layer base { a { color: red; } } b { color: red; }", None),
        ] {
            assert_eq!(layer_and_rules(text), expected, "{text}");
        }
    }

    #[test]
    fn what_the_reader_chose_is_asked_of_the_page_only_without_script() {
        assert_eq!(
            chosen_either_way(
                "a {} @media screen { :root:is([data-t=\"x\"], :has([name=\"t\"][value=\"x\"]:checked)) *, :root:is([data-t=\"x\"], :has([name=\"t\"][value=\"x\"]:checked)) b { color: red } }"
            ),
            "a {} @media screen { :root[data-t=\"x\"] *, :root[data-t=\"x\"] b { color: red } @media (scripting: none) { :root:has([name=\"t\"][value=\"x\"]:checked) *, :root:has([name=\"t\"][value=\"x\"]:checked) b { color: red } } }"
        );
        assert!(shorten("@media screen { @media (scripting: none) { a { color: red } } }").unwrap().contains("(scripting:none)"));
    }

    #[test]
    fn nesting_is_written_out_and_logical_properties_are_kept() {
        assert_eq!(shorten(".a { &:hover { margin-inline-start: 0px } }").unwrap(), ".a:hover{margin-inline-start:0}");
        // Phones of before 2022 know no other way to write it.
        assert_eq!(shorten("@media (width >= 64rem) { a { color: red } }").unwrap(), "@media (min-width:64rem){a{color:red}}");
    }
}
