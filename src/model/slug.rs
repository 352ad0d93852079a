//! The last part of a page's address.

use super::json::{Expected, Faults, FromJson, Json};
use std::fmt;

/// Lower-case letters without accents, digits and hyphens: `bureau-daccueil`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "ssr", derive(schemars::JsonSchema), schemars(transparent))]
pub struct Slug(#[cfg_attr(feature = "ssr", schemars(regex(pattern = "^[a-z0-9-]+$")))] String);

impl Slug {
    /// Accepts what an address may hold; `None` for anything else.
    ///
    /// ```
    /// use passerelle::model::slug::Slug;
    /// assert!(Slug::parse("bureau-daccueil").is_some());
    /// assert!(Slug::parse("Bureau d’accueil").is_none());
    /// assert!(Slug::parse("").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        (!text.is_empty() && text.bytes().all(allowed)).then(|| Self(text.to_owned()))
    }

    /// Makes one out of words, as for the anchor of a heading: accents folded, everything else a hyphen.
    ///
    /// ```
    /// use passerelle::model::slug::Slug;
    /// assert_eq!(Slug::from_words("Que faire ? (d’abord)").as_str(), "que-faire-d-abord");
    /// assert_eq!(Slug::from_words("…").as_str(), "-");
    /// ```
    #[must_use]
    pub fn from_words(words: &str) -> Self {
        let mut slug = String::with_capacity(words.len());
        for letter in crate::locale::fold::fold(words).chars() {
            if letter.is_ascii_alphanumeric() {
                slug.push(letter);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        if slug.len() > 1 && slug.ends_with('-') {
            slug.pop();
        }
        if slug.is_empty() {
            slug.push('-');
        }
        Self(slug)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromJson for Slug {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        Self::parse(&json.word()).unwrap_or_else(|| {
            faults.note(json, Expected::Text);
            Self("-".to_owned())
        })
    }
}
