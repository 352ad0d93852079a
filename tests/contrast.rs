//! The colours of `style/tokens.css`, light, dark and with more contrast: what is read has a contrast of 7 to 1, what is drawn of 3 to 1 (WCAG 2.2, 1.4.6 and 1.4.11).

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const READ: f64 = 7.0;
const DRAWN: f64 = 3.0;

/// Text tokens and what they are read on. `paper` on `action`, `ink` and `warm` is the button's and the banner's.
const TEXT: &[(&str, &[&str])] = &[
    ("ink", &["paper", "surface", "picked"]),
    ("ink-soft", &["paper", "surface"]),
    ("action", &["paper", "surface"]),
    ("warm", &["paper", "surface"]),
    ("paper", &["action", "ink", "warm"]),
    ("band-ink", &["band"]),
    ("band-soft", &["band"]),
    ("band-action", &["band"]),
];
/// What is drawn, and on what. `line` only separates what space separates already.
const GRAPHICS: &[(&str, &[&str])] = &[
    ("meuse", &["paper", "surface"]),
    ("sambre", &["paper", "surface"]),
    ("bank", &["paper", "surface"]),
    ("rule", &["paper", "surface"]),
    // The outline of what has the focus.
    ("action", &["paper", "surface"]),
];

type Theme = BTreeMap<String, String>;

fn style(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("style").join(path)
}

fn without_comments(css: &str) -> String {
    css.split("/*").enumerate().map(|(place, part)| if place == 0 { part } else { part.split_once("*/").map_or("", |(_, after)| after) }).collect()
}

/// The tokens of a `:root` block.
fn tokens(block: &str) -> Theme {
    let declarations = block.split(['{', '}', ';']).filter_map(|declaration| declaration.trim().strip_prefix("--")?.split_once(':'));
    declarations.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

/// What stands between the braces that follow `opening`.
fn block<'a>(css: &'a str, opening: &str) -> &'a str {
    let start = css.find(opening).unwrap_or_else(|| panic!("no {opening}")) + opening.len();
    css[start..].split('}').next().unwrap_or_default()
}

fn tokens_css() -> String {
    without_comments(&fs::read_to_string(style("tokens.css")).unwrap())
}

const LIGHT: &str = "  :root {";
const DARK: &str = "@media (prefers-color-scheme: dark) {\n    :root {";
const LIGHT_CHOSEN: &str = ":root:is([data-theme=\"light\"], :has([name=\"theme\"][value=\"light\"]:checked)) {";
const DARK_CHOSEN: &str = ":root:is([data-theme=\"dark\"], :has([name=\"theme\"][value=\"dark\"]:checked)) {";
const MORE: &str = "@media (prefers-contrast: more) {\n    :root {";
const MORE_CHOSEN: &str = ":root:is([data-contrast=\"more\"], :has([name=\"contrast\"][value=\"more\"]:checked)) {";

/// Light, dark, and both with more contrast.
fn themes() -> [(&'static str, Theme); 4] {
    let css = tokens_css();
    let light = tokens(block(&css, LIGHT));
    let with = |theme: &Theme, changes: &Theme| {
        let mut whole = theme.clone();
        whole.extend(changes.clone());
        // A token that is another: one step is enough.
        let named = whole.clone();
        whole.values_mut().for_each(|value| {
            let other = value.strip_prefix("var(--").and_then(|name| named.get(name.trim_end_matches(')')));
            if let Some(other) = other {
                *value = other.clone();
            }
        });
        whole
    };
    let dark = with(&light, &tokens(block(&css, DARK)));
    let more = tokens(block(&css, MORE));
    [("light, more contrast", with(&light, &more)), ("dark, more contrast", with(&dark, &more)), ("light", light), ("dark", dark)]
}

/// Relative luminance, as WCAG has it.
fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6).unwrap_or_else(|| panic!("{colour} is not #rrggbb"));
    let channel = |place: usize| {
        let value = f64::from(u8::from_str_radix(&digits[place..place + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The pairs that fall short, with their ratio.
fn short_pairs(pairs: &[(&str, &[&str])], wanted: f64) -> Vec<String> {
    let mut short = Vec::new();
    for (theme, tokens) in themes() {
        let colour = |name: &str| tokens.get(name).unwrap_or_else(|| panic!("no token --{name}")).clone();
        for (front, backs) in pairs {
            for back in *backs {
                let ratio = contrast(&colour(front), &colour(back));
                if ratio < wanted {
                    short.push(format!("{theme}: --{front} {} on --{back} {}: {ratio:.2}, not {wanted}", colour(front), colour(back)));
                }
            }
        }
    }
    short
}

/// The tokens that the sheets use in `property`.
fn used_in(property: &str, folder: &Path) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            used.extend(used_in(property, &entry.path()));
        } else if entry.path().extension().is_some_and(|extension| extension == "css") {
            let css = without_comments(&fs::read_to_string(entry.path()).unwrap());
            let declarations = css.split(['{', '}', ';']).filter_map(|declaration| declaration.split_once(':'));
            let values = declarations.filter(|(name, _)| name.trim() == property).map(|(_, value)| value.trim().to_owned());
            used.extend(values.filter_map(|value| Some(value.strip_prefix("var(--")?.split([')', ',']).next()?.to_owned())));
        }
    }
    used
}

#[test]
fn the_formula_gives_the_ratios_that_wcag_gives() {
    for (one, other, expected) in [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0), ("#123456", "#123456", 1.0)] {
        assert!((contrast(one, other) - expected).abs() < 0.01, "{one} on {other}: {}", contrast(one, other));
    }
}

#[test]
fn text_is_read_at_seven_to_one_in_both_themes() {
    assert_eq!(short_pairs(TEXT, READ), Vec::<String>::new());
}

#[test]
fn what_is_drawn_is_seen_at_three_to_one_in_both_themes() {
    assert_eq!(short_pairs(GRAPHICS, DRAWN), Vec::<String>::new());
}

#[test]
fn components_colour_text_with_the_tokens_above_only() {
    let known: BTreeSet<String> = TEXT.iter().map(|(front, _)| (*front).to_owned()).collect();
    let unknown: Vec<String> = used_in("color", &style("")).difference(&known).cloned().collect();
    assert_eq!(unknown, Vec::<String>::new(), "a text colour whose contrast nobody computes");
}

#[test]
fn both_themes_give_every_colour() {
    let css = tokens_css();
    let (light, dark) = (tokens(block(&css, LIGHT)), tokens(block(&css, DARK)));
    let missing: Vec<&String> = light.iter().filter(|(name, value)| value.starts_with('#') && !dark.contains_key(*name)).map(|(name, _)| name).collect();
    assert_eq!(missing, Vec::<&String>::new());
}

/// A sheet cannot say « as if the device asked for it »: each choice repeats what the preference gives.
#[test]
fn what_the_reader_chooses_is_what_the_device_would_ask_for() {
    let css = tokens_css();
    let colours = |opening| -> Theme { tokens(block(&css, opening)).into_iter().filter(|(_, value)| value.starts_with('#')).collect() };
    assert!(!colours(LIGHT).is_empty());
    assert_eq!(colours(LIGHT_CHOSEN), colours(LIGHT));
    assert_eq!(colours(DARK_CHOSEN), colours(DARK));
    assert_eq!(tokens(block(&css, MORE_CHOSEN)), tokens(block(&css, MORE)));
}

#[test]
fn more_contrast_gives_text_more_than_fourteen_to_one() {
    for (theme, tokens) in themes().into_iter().filter(|(name, _)| name.ends_with("more contrast")) {
        for name in ["ink", "ink-soft", "action"] {
            let ratio = contrast(&tokens[name], &tokens["paper"]);
            assert!(ratio > 14.0, "{theme}: --{name} has {ratio:.1}");
        }
    }
}
