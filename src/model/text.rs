//! Words as they are shown: typography applied, markup structured.

use super::json::{Expected, Faults, FromJson, Json};
use crate::locale::typography;
use std::ops::Deref;

/// Words for a reader, with the fine typography applied on the way in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema), schemars(transparent))]
pub struct Prose(String);

impl Prose {
    /// Applies the typography to `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(typography::refine(text))
    }
}

impl Deref for Prose {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl FromJson for Prose {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        Self::new(&String::take(json, faults))
    }
}

/// Where a link leads: a path of this site (`/logement/`, possibly with a fragment), or an address elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema), schemars(transparent))]
pub struct Href(
    #[cfg_attr(feature = "ssr", schemars(regex(pattern = "^(/([^/]|$)|https?://|mailto:|tel:|#)")))]
    String,
);

impl Href {
    /// The path of a page of this site.
    pub(crate) fn to_page(path: String) -> Self {
        Self(path)
    }

    /// The address as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it stays on this site.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.0.starts_with('/') && !self.0.starts_with("//")
    }
}

/// Paths of this site, `https:`, `http:`, `mailto:` and `tel:`; anything else (`javascript:` above all) is refused.
impl FromJson for Href {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        let href = Self(json.word());
        let known = ["https://", "http://", "mailto:", "tel:", "#"].iter().any(|scheme| href.0.starts_with(scheme));
        if !json.is_text() {
            faults.note(json, Expected::Text);
        } else if !known && !href.is_internal() {
            faults.note(json, Expected::OneOf(&["/…/", "https://…", "mailto:…", "tel:…"]));
        }
        href
    }
}

/// A run of words.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema), schemars(untagged, deny_unknown_fields))]
pub enum Span {
    /// Plain words.
    Plain(Prose),
    /// A link.
    Link {
        /// Where it leads.
        link: Href,
        /// What it says.
        text: Prose,
    },
    /// What must not be missed.
    Strong {
        /// The words.
        strong: Prose,
    },
    /// What the voice would stress.
    Emphasis {
        /// The words.
        emphasis: Prose,
    },
    /// What the editor must still confirm; shown with a visible mark.
    Unsure {
        /// The words.
        unsure: Prose,
    },
    /// Words of another language.
    Foreign {
        /// Its code, as in `lang`.
        foreign: String,
        /// The words, left as written.
        text: String,
    },
}

impl Span {
    /// The words alone.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Link { text, .. } | Self::Strong { strong: text } | Self::Emphasis { emphasis: text } | Self::Unsure { unsure: text } => {
                text
            }
            Self::Foreign { text, .. } => text,
        }
    }
}

impl FromJson for Span {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        let has = |name: &str| !json.member(name).is_absent();
        if json.is_text() || json.is_list() {
            return Self::Plain(Prose::take(json, faults));
        }
        // A second mark on the same words would be lost: it is refused as unknown.
        if has("link") {
            json.refuse_unknown_keys(&["link", "text"], faults);
            Self::Link { link: json.read("link", faults), text: json.read("text", faults) }
        } else if has("strong") {
            json.refuse_unknown_keys(&["strong"], faults);
            Self::Strong { strong: json.read("strong", faults) }
        } else if has("emphasis") {
            json.refuse_unknown_keys(&["emphasis"], faults);
            Self::Emphasis { emphasis: json.read("emphasis", faults) }
        } else if has("foreign") {
            json.refuse_unknown_keys(&["foreign", "text"], faults);
            Self::Foreign { foreign: json.read("foreign", faults), text: json.read("text", faults) }
        } else if has("unsure") {
            json.refuse_unknown_keys(&["unsure"], faults);
            Self::Unsure { unsure: json.read("unsure", faults) }
        } else {
            json.refuse_unknown_keys(&["link", "text", "strong", "emphasis", "unsure", "foreign"], faults);
            faults.note(json, Expected::Text);
            Self::Plain(Prose::default())
        }
    }
}

/// Words with their markup: a string, or a list of strings and spans.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RichText(pub Vec<Span>);

impl RichText {
    /// The words alone, in order.
    #[must_use]
    pub fn words(&self) -> String {
        self.0.iter().map(Span::words).collect()
    }

    /// The spans as content has them.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn json(&self) -> Vec<serde_json::Value> {
        let span = |span: &Span| match span {
            Span::Plain(text) => (&**text).into(),
            Span::Link { link, text } => serde_json::json!({ "link": link.as_str(), "text": &**text }),
            Span::Strong { strong } => serde_json::json!({ "strong": &**strong }),
            Span::Emphasis { emphasis } => serde_json::json!({ "emphasis": &**emphasis }),
            Span::Unsure { unsure } => serde_json::json!({ "unsure": &**unsure }),
            Span::Foreign { foreign, text } => serde_json::json!({ "foreign": foreign, "text": text }),
        };
        self.0.iter().map(span).collect()
    }
}

impl FromJson for RichText {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        Self(if json.is_list() { Vec::take(json, faults) } else { vec![Span::Plain(Prose::take(json, faults))] })
    }
}

#[cfg(feature = "ssr")]
impl schemars::JsonSchema for RichText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RichText".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let spans = generator.subschema_for::<Vec<Span>>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, spans] })
    }
}
