//! The arrows of `ARCHITECTURE.md`, read from the sources: `content -> model -> pages -> components`, `survey -> chart -> components` beside it.
//!
//! Comments are left out, so documentation may name what it likes; unit tests are not, they live under the same rules.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// What each part may use of the crate besides itself. `a::b` allows that module alone.
const ARROWS: &[(&str, &[&str])] = &[
    ("model", &["locale"]),
    ("locale", &["model"]),
    ("survey", &[]),
    ("import", &["survey"]),
    ("chart", &[]),
    ("routes", &["model"]),
    ("content", &["model", "routes", "locale"]),
    ("explorer", &["model", "survey", "locale"]),
    ("components", &["model", "locale", "routes", "explorer", "survey", "chart"]),
    // `navigation` is the browser's half of the pages.
    ("pages", &["components", "model", "locale", "routes", "content::error", "navigation"]),
    ("navigation", &["components", "content", "model", "pages", "routes", "locale", "explorer"]),
    // The editors' door draws pages by itself.
    ("preview", &["check", "components", "content", "locale", "model", "pages", "routes"]),
    // What asks WordPress draws one line, and hands pages to others.
    ("live", &["model", "routes", "locale"]),
    // What reads aloud is a program without the rest of the crate.
    ("listen", &[]),
    ("app", &["components", "model", "pages", "navigation", "routes"]),
    ("check", &["content", "model", "locale", "explorer", "import", "survey", "routes", "publish"]),
    ("publish", &["app", "check", "chart", "components", "content", "explorer", "import", "locale", "model", "pages", "routes", "survey"]),
];
/// What one file may use besides.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("components/page_error.rs", "content::error"),
    // It shows the page of an error.
    ("components/specimen.rs", "content::error"),
];
/// Parts that know no framework and no browser.
const STANDARD_LIBRARY_ONLY: &[&str] = &["survey", "chart"];
/// Parts that draw nothing.
const WITHOUT_VIEWS: &[&str] = &["content", "model", "locale", "routes", "survey", "chart", "explorer", "check", "import"];
/// Macros of the model, which stand at the crate's root.
const MACROS: &[&str] = &["record", "word_list"];

/// Style sheets of more than one component: what they are about.
const SHARED_SHEETS: &[(&str, &str)] = &[
    ("article", "the page of text, src/pages/article.rs"),
    ("confluence", "the divider of two rivers, above the footer and on the style page"),
    ("home", "the home page and its blocks, src/pages/home.rs and src/components/home_blocks.rs"),
    ("listen", "the control of what reads aloud, src/listen/aloud.rs"),
    ("live_note", "the line about a page that WordPress may have newer, src/live/asking.rs"),
    ("prose", "the blocks of a page of text, src/components/block_view.rs"),
    ("skip_link", "the first link, src/app.rs"),
    ("states", "pages on their way, in error or in draft, src/components/page_error.rs"),
];
/// Layers, as src/publish/style.rs has them.
const LAYERS: [&str; 7] = ["reset", "tokens", "base", "layout", "components", "utilities", "print"];

/// Literals of several words that nobody reads: values of HTML attributes.
const NOT_READ: &[&str] = &["external noopener", "external noopener noreferrer nofollow"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())).map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|known| known == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A source file: its path under `src/`, and its text without comments, its literals emptied.
struct Source {
    path: String,
    code: String,
}

impl Source {
    fn read(path: &Path) -> Self {
        let (code, _) = code_and_literals(&fs::read_to_string(path).unwrap());
        let path = path.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
        Self { path, code }
    }

    /// `components/dots.rs` -> `["components", "dots"]`.
    fn module(&self) -> Vec<String> {
        let parts = self.path.trim_end_matches(".rs").split('/').filter(|part| *part != "mod" && *part != "lib");
        parts.map(str::to_owned).collect()
    }

    fn part(&self) -> String {
        self.module().first().cloned().unwrap_or_default()
    }

    /// Every path of a `use`, and every path that begins with `crate::` elsewhere.
    fn paths(&self) -> Vec<String> {
        let starts_word = |place: usize| !self.code[..place].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        let mut paths = Vec::new();
        for (place, _) in self.code.match_indices("use ").filter(|(place, _)| starts_word(*place)) {
            let tree = self.code[place + "use ".len()..].split(';').next().unwrap_or_default();
            paths.extend(expand(tree));
        }
        for (place, _) in self.code.match_indices("crate::").filter(|(place, _)| starts_word(*place)) {
            let path: String = self.code[place..].chars().take_while(|letter| letter.is_alphanumeric() || "_:".contains(*letter)).collect();
            if !path.ends_with("::") {
                paths.push(path);
            }
        }
        paths
    }

    /// `path` from the crate's root, without `crate`; `None` for what another crate brings.
    fn in_crate(&self, path: &str) -> Option<String> {
        let mut steps: Vec<&str> = path.split("::").collect();
        if steps[0] == "crate" {
            return Some(steps[1..].join("::"));
        }
        let module = self.module();
        let ups = steps.iter().take_while(|step| **step == "super").count();
        if ups == 0 {
            return (steps[0] == "self").then(|| module.join("::"));
        }
        // Inner modules are not followed, so a path may seem to climb too far: it leaves the part only when it then names another.
        let leaves = ups >= module.len() && steps.get(ups).is_some_and(|step| ARROWS.iter().any(|(part, _)| part == step));
        let kept = if leaves { 0 } else { module.len().saturating_sub(ups).max(1) };
        Some(module[..kept].iter().map(String::as_str).chain(steps.drain(ups..)).collect::<Vec<_>>().join("::"))
    }
}

/// `a::{b, c::{d, e}}` -> `a::b`, `a::c::d`, `a::c::e`.
fn expand(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((start, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return vec![path.split_whitespace().collect()];
    };
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let (mut depth, mut branches) = (0, vec![String::new()]);
    for letter in inside.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        match letter {
            ',' if depth == 0 => branches.push(String::new()),
            _ => branches.last_mut().unwrap().push(letter),
        }
    }
    let start: String = start.split_whitespace().collect();
    branches.iter().filter(|branch| !branch.trim().is_empty()).flat_map(|branch| expand(branch)).map(|path| format!("{start}{path}")).collect()
}

/// The code without comments and with empty literals, and the literals.
fn code_and_literals(text: &str) -> (String, Vec<String>) {
    let (mut code, mut literals) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let raw = ["r\"", "r#\"", "r##\""].iter().find(|start| rest.starts_with(**start) && !code.ends_with(|letter: char| letter.is_alphanumeric()));
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(start) = raw {
            let end = start.chars().rev().filter(|letter| *letter != 'r').collect::<String>();
            let length = rest[start.len()..].find(&end).unwrap_or(rest.len() - start.len());
            literals.push(rest[start.len()..start.len() + length].to_owned());
            code.push_str("\"\"");
            (start.len() + length + end.len()).min(rest.len())
        } else if letter == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|letter| {
                let ends = letter == '"' && !escaped;
                escaped = letter == '\\' && !escaped;
                ends
            });
            let end = end.unwrap_or(rest.len() - 2);
            literals.push(rest[1..=end].to_owned());
            code.push_str("\"\"");
            end + 2
        } else if rest.starts_with("'\"'") {
            3
        } else {
            code.push(letter);
            letter.len_utf8()
        };
        rest = &rest[taken..];
    }
    (code, literals)
}

fn sources() -> Vec<Source> {
    files(&root().join("src"), "rs").iter().map(|path| Source::read(path)).collect()
}

fn is_within(path: &str, module: &str) -> bool {
    path == module || path.strip_prefix(module).is_some_and(|rest| rest.starts_with("::"))
}

#[test]
fn the_reader_of_sources_sees_what_is_there() {
    let tree = "crate::{a::{b, c as d}, e::{self, f}, g}";
    assert_eq!(expand(tree), ["crate::a::b", "crate::a::c", "crate::e::self", "crate::e::f", "crate::g"]);
    let (code, literals) = code_and_literals("use a; // use b;\nlet c = \"use \\\"d\"; let e = r#\"f \" g\"#;");
    assert_eq!(code, "use a; \nlet c = \"\"; let e = \"\";");
    assert_eq!(literals, ["use \\\"d", "f \" g"]);
    let source = |path: &str, code: &str| Source { path: path.into(), code: code.into() };
    let dots = source("components/dots.rs", "use super::{mark, super::chart}; fn because() { crate::content::go() }");
    let found: Vec<_> = dots.paths().iter().filter_map(|path| dots.in_crate(path)).collect();
    assert_eq!(found, ["components::mark", "chart", "content::go"]);
}

#[test]
fn arrows_never_turn_back() {
    let mut wrong = Vec::new();
    for source in sources() {
        let part = source.part();
        if ["main", "listen_main", "live_main", "preview_main", "bin", ""].contains(&part.as_str()) {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == part) else {
            wrong.push(format!("src/{}: a part that has no arrows yet", source.path));
            continue;
        };
        for path in source.paths() {
            let Some(used) = source.in_crate(&path) else { continue };
            let excepted = EXCEPTIONS.iter().any(|(file, module)| *file == source.path && is_within(&used, module));
            let macros = MACROS.contains(&used.as_str());
            if !excepted && !macros && !is_within(&used, &part) && !allowed.iter().any(|module| is_within(&used, module)) {
                wrong.push(format!("src/{} uses {used}", source.path));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_knows_no_framework_uses_none() {
    let mut wrong = Vec::new();
    for source in sources() {
        let part = source.part();
        for path in source.paths() {
            let first = path.split("::").next().unwrap_or_default();
            let foreign = !["std", "core", "crate", "super", "self"].contains(&first);
            let forbidden = (STANDARD_LIBRARY_ONLY.contains(&part.as_str()) && foreign)
                || (WITHOUT_VIEWS.contains(&part.as_str()) && (first.starts_with("leptos") || first == "web_sys"));
            if forbidden {
                wrong.push(format!("src/{} uses {path}", source.path));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nobody_uses_a_program() {
    let wrong: Vec<String> =
        sources().iter().filter(|source| source.paths().iter().any(|path| is_within(path, "crate::bin"))).map(|s| s.path.clone()).collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn each_sheet_has_the_name_of_its_component_and_one_layer() {
    let components: BTreeSet<String> =
        files(&root().join("src/components"), "rs").iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    let mut wrong = Vec::new();
    for path in files(&root().join("style"), "css") {
        let css = fs::read_to_string(&path).unwrap();
        let layers: Vec<&str> = css.split("@layer ").skip(1).filter_map(|rest| rest.split(['{', ';', ',']).next()).map(str::trim).collect();
        let place = path.strip_prefix(root().join("style")).unwrap();
        let folder = place.parent().filter(|folder| *folder != Path::new("")).map(|folder| folder.to_string_lossy().into_owned());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        // At the top, a file is called after its layer; in a folder, the folder is.
        let expected = folder.clone().unwrap_or_else(|| name.clone());
        if layers != [expected.as_str()] || !LAYERS.contains(&expected.as_str()) {
            wrong.push(format!("style/{} opens {layers:?}, not {expected:?}", place.display()));
        }
        if folder.as_deref() == Some("components") && !components.contains(&name) && !SHARED_SHEETS.iter().any(|(sheet, _)| *sheet == name) {
            wrong.push(format!("style/{}: no such component", place.display()));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_shared_sheet_that_is_gone_leaves_the_list() {
    let gone: Vec<_> = SHARED_SHEETS.iter().filter(|(sheet, _)| !root().join(format!("style/components/{sheet}.css")).is_file()).collect();
    assert_eq!(gone, Vec::<&(&str, &str)>::new());
}

/// Words that a visitor would read: a letter, a space, a letter; or a letter with an accent. Class lists, selectors and panics are not read.
fn reads_like_words(literal: &str) -> bool {
    let letters: Vec<char> = literal.chars().collect();
    let spaced = letters.windows(3).any(|three| three[0].is_alphabetic() && three[1] == ' ' && three[2].is_alphabetic());
    let accented = letters.iter().any(|letter| letter.is_alphabetic() && !letter.is_ascii());
    let classes = literal.split(' ').all(|word| word.chars().all(|letter| letter.is_ascii_lowercase() || "-_".contains(letter)))
        && (literal.contains("__") || literal.contains("--"));
    let selector = literal.starts_with(['.', '#']) || literal.contains('[');
    (spaced || accented) && !classes && !selector && !NOT_READ.contains(&literal)
}

#[test]
fn views_hold_no_words_of_their_own() {
    for (literal, expected) in [("Chercher une page", true), ("Équipe", true), ("dots dots--key", false), ("0 0 24 24", false), ("m15.5 15.5 5.5 5.5", false)]
    {
        assert_eq!(reads_like_words(literal), expected, "{literal}");
    }
    let mut wrong = Vec::new();
    for path in ["components", "pages"].iter().flat_map(|folder| files(&root().join("src").join(folder), "rs")) {
        let text = fs::read_to_string(&path).unwrap();
        let views = text.split("#[cfg(all(test").next().and_then(|text| text.split("#[cfg(test)]").next()).unwrap_or_default();
        // What a developer reads when the program is wrong.
        let views: String = views.lines().filter(|line| !line.contains(".expect(") && !line.contains("panic!(")).collect::<Vec<_>>().join("\n");
        let literals = code_and_literals(&views).1;
        wrong.extend(literals.into_iter().filter(|literal| reads_like_words(literal)).map(|literal| format!("{}: {literal:?}", path.display())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}
