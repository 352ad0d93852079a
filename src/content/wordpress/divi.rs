//! Shortcodes of Divi and of WordPress, unfolded into HTML that the reader of HTML knows. Divi leaves them raw in what WordPress answers when it is not active.

use super::loss::Loss;

/// Modules that collect what a visitor types: left out with all that is in them.
const FORMS: [&str; 5] = ["et_pb_contact_form", "et_pb_signup", "et_pb_login", "et_pb_search", "contact-form-7"];
/// Modules that show what this site does not: left out with all that is in them.
const LEFT_OUT: [&str; 14] = [
    "et_pb_map",
    "et_pb_fullwidth_map",
    "et_pb_gallery",
    "et_pb_audio",
    "et_pb_countdown_timer",
    "et_pb_social_media_follow",
    "et_pb_blog",
    "et_pb_portfolio",
    "et_pb_filterable_portfolio",
    "et_pb_comments",
    "et_pb_sidebar",
    "et_pb_fullwidth_menu",
    "et_pb_menu",
    "gallery",
];
/// Shortcodes of WordPress and of much used extensions, which are none of Divi's.
const OTHERS: [&str; 9] = ["caption", "embed", "gallery", "contact-form-7", "wpforms", "gravityform", "audio", "video", "playlist"];

/// A shortcode as it stands in a text.
struct Tag<'a> {
    name: &'a str,
    words: &'a str,
    closes: bool,
    /// Bytes.
    length: usize,
}

impl Tag<'_> {
    /// The value of an attribute, decoded; empty without.
    fn value(&self, name: &str) -> String {
        // In a text that WordPress has made typographic, quotes are no longer quotes.
        let words = ["&#8220;", "&#8221;", "&#8243;", "&#8242;", "&quot;", "&#187;", "&#171;", "”", "“", "″", "»"]
            .iter()
            .fold(self.words.to_owned(), |words, quote| words.replace(quote, "\""));
        let Some(start) = words.match_indices(name).find_map(|(place, _)| {
            let before = words[..place].chars().next_back().is_none_or(char::is_whitespace);
            let rest = words[place + name.len()..].trim_start().strip_prefix('=')?.trim_start().strip_prefix('"')?;
            before.then(|| words.len() - rest.len())
        }) else {
            return String::new();
        };
        let value = words[start..].split('"').next().unwrap_or_default();
        [("%22", "\""), ("%91", "["), ("%93", "]"), ("%5b", "["), ("%5d", "]")]
            .iter()
            .fold(value.to_owned(), |value, (coded, letter)| value.replace(coded, letter))
    }
}

/// The shortcode that begins with the bracket at the start of `text`.
fn tag(text: &str) -> Option<Tag<'_>> {
    let inside = text.strip_prefix('[')?;
    let closes = inside.starts_with('/');
    let named = inside.trim_start_matches('/');
    let end = named.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_' || letter == '-'))?;
    let name = &named[..end];
    if !name.starts_with("et_pb_") && !OTHERS.contains(&name) {
        return None;
    }
    let close = named[end..].find(']')? + end;
    let words = named[end..close].trim_end_matches('/');
    Some(Tag { name, words, closes, length: text.len() - named.len() + close + 1 })
}

/// The text with its shortcodes unfolded, and what was left out.
#[must_use]
pub fn unfold(text: &str) -> (String, Vec<Loss>) {
    let (mut out, mut losses) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some(place) = rest.find('[') {
        out.push_str(&rest[..place]);
        rest = &rest[place..];
        let Some(tag) = tag(rest) else {
            out.push('[');
            rest = &rest[1..];
            continue;
        };
        rest = &rest[tag.length..];
        let form = FORMS.contains(&tag.name) || ["wpforms", "gravityform"].contains(&tag.name);
        if !tag.closes && (form || LEFT_OUT.contains(&tag.name)) {
            let end = format!("[/{}]", tag.name);
            let inside = rest.find(&end).map_or("", |place| &rest[..place]);
            losses.push(if form {
                let field = inside.find("[et_pb_contact_field").and_then(|place| self::tag(&inside[place..])).map(|field| field.value("field_title"));
                Loss::Form(field.or_else(|| Some(tag.value("title"))).filter(|words| !words.is_empty()).unwrap_or_else(|| tag.name.to_owned()))
            } else {
                Loss::Shortcode(tag.name.to_owned())
            });
            if rest.contains(&end) {
                rest = &rest[inside.len() + end.len()..];
            }
            continue;
        }
        out.push_str(&if tag.closes { closing(tag.name).to_owned() } else { opening(&tag) });
    }
    out.push_str(rest);
    (out, losses)
}

fn opening(tag: &Tag<'_>) -> String {
    let value = |name| escaped(&tag.value(name));
    let titled = |level: &str| {
        let title = value("title");
        if title.is_empty() { String::new() } else { format!("<{level}>{title}</{level}>") }
    };
    let button = |words: String, address: String| {
        if words.is_empty() || address.is_empty() {
            String::new()
        } else {
            format!("<div class=\"wp-block-buttons\"><a class=\"wp-block-button__link\" href=\"{address}\">{words}</a></div>")
        }
    };
    match tag.name {
        "et_pb_toggle" | "et_pb_accordion_item" | "et_pb_tab" => format!("<details><summary>{}</summary>", value("title")),
        "et_pb_button" => button(value("button_text"), value("button_url")),
        "et_pb_image" | "et_pb_fullwidth_image" => format!("<figure><img src=\"{}\" alt=\"{}\"></figure>", value("src"), value("alt")),
        "et_pb_blurb" => titled("h3"),
        "et_pb_heading" => titled(if tag.value("title_level") == "h3" { "h3" } else { "h2" }),
        "et_pb_cta" => {
            let title = value("title");
            let title = if title.is_empty() { title } else { format!("<p class=\"passerelle-titre\">{title}</p>") };
            format!("{}<div class=\"passerelle-encadre passerelle-note\">{title}", button(value("button_text"), value("button_url")))
        }
        "et_pb_testimonial" => format!("<blockquote><cite>{}</cite>", value("author")),
        "et_pb_fullwidth_header" | "et_pb_slide" | "et_pb_pricing_table" => titled("h2"),
        "et_pb_video" => format!("<p><a href=\"{0}\">{0}</a></p>", value("src")),
        "caption" => "<figure>".to_owned(),
        _ => String::new(),
    }
}

fn closing(name: &str) -> &'static str {
    match name {
        "et_pb_toggle" | "et_pb_accordion_item" | "et_pb_tab" => "</details>",
        "et_pb_cta" => "</div>",
        "et_pb_testimonial" => "</blockquote>",
        "caption" => "</figure>",
        _ => "",
    }
}

/// Text as it may stand in HTML and in its attributes.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_become_what_they_show() {
        for (text, expected) in [
            ("[et_pb_section fb_built=\"1\"][et_pb_text]<p>a</p>[/et_pb_text][/et_pb_section]", "<p>a</p>"),
            ("[et_pb_toggle title=\"Qui ?\" open=\"off\"]<p>Tous</p>[/et_pb_toggle]", "<details><summary>Qui ?</summary><p>Tous</p></details>"),
            ("[et_pb_toggle title=&#8221;Qui ?&#8221;]x[/et_pb_toggle]", "<details><summary>Qui ?</summary>x</details>"),
            (
                "[et_pb_toggle admin_title=\"non\" title=\"dit %22oui%22 %91a%93\"]x[/et_pb_toggle]",
                "<details><summary>dit &quot;oui&quot; [a]</summary>x</details>",
            ),
            ("[et_pb_image src=\"/a.png\" alt=\"b\" /]", "<figure><img src=\"/a.png\" alt=\"b\"></figure>"),
            ("voir [1] et [sic], a[0]", "voir [1] et [sic], a[0]"),
            ("fin [et_pb_text", "fin [et_pb_text"),
        ] {
            assert_eq!(unfold(text), (expected.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn what_is_left_out_is_told() {
        for (text, expected, loss) in [
            (
                "a[et_pb_contact_form title=\"Écrire\"][et_pb_contact_field field_title=\"Nom\"]x[/et_pb_contact_field][/et_pb_contact_form]b",
                "ab",
                Loss::Form("Nom".into()),
            ),
            ("a[contact-form-7 id=\"5\" title=\"Contact\"]b", "ab", Loss::Form("Contact".into())),
            ("a[et_pb_map address=\"Namur\"]c[/et_pb_map]b", "ab", Loss::Shortcode("et_pb_map".into())),
        ] {
            assert_eq!(unfold(text), (expected.to_owned(), vec![loss]), "{text}");
        }
    }
}
