//! One door to content, whatever stands behind it.

use super::{error::ContentError, static_files::StaticFiles};
#[cfg(feature = "ssr")]
use crate::model::page::LoadedPage;
#[cfg(not(feature = "ssr"))]
use crate::model::page::PublishedPage;
use crate::model::{
    frame::Frame,
    json::{FromJson, Json},
    search::SearchIndex,
    slug::Slug,
};

/// Published content. The prerenderer, the browser and the tests ask the same questions of it.
///
/// Drafts have another type ([`super::preview::DraftSource`]): none can come out of here. A WordPress becomes such files first (`content::wordpress`).
#[derive(Debug, Clone)]
pub enum ContentSource {
    /// JSON files.
    StaticFiles(StaticFiles),
}

impl ContentSource {
    /// The page called `slug`, with the surveys that it shows. It lives as long as the program.
    ///
    /// # Errors
    /// [`ContentError::NotFound`], [`ContentError::NotPublished`], or what went wrong on the way.
    #[cfg(feature = "ssr")]
    pub async fn page(&self, lang: &str, slug: &Slug) -> Result<&'static LoadedPage, ContentError> {
        match self {
            Self::StaticFiles(files) => files.page(lang, slug).await,
        }
    }

    /// The page called `slug` as it was drawn when it was published. It lives as long as the program.
    ///
    /// # Errors
    /// [`ContentError::NotFound`], or what went wrong on the way.
    #[cfg(not(feature = "ssr"))]
    pub async fn drawn(&self, lang: &str, slug: &Slug) -> Result<&'static PublishedPage, ContentError> {
        match self {
            Self::StaticFiles(files) => files.drawn(lang, slug).await,
        }
    }

    /// What stands around every page of a language.
    ///
    /// # Errors
    /// [`ContentError::NotFound`] for a language that the site does not have, or what went wrong on the way.
    pub async fn frame(&self, lang: &str) -> Result<Frame, ContentError> {
        match self {
            Self::StaticFiles(files) => files.frame(lang).await,
        }
    }

    /// What the search of a language knows.
    ///
    /// # Errors
    /// What went wrong on the way.
    pub async fn search_index(&self, lang: &str) -> Result<SearchIndex, ContentError> {
        match self {
            Self::StaticFiles(files) => files.search_index(lang).await,
        }
    }
}

/// Parses and reads a text found at `place`.
///
/// # Errors
/// [`ContentError::Malformed`] or [`ContentError::Unexpected`].
pub fn read_json<T: FromJson>(place: &str, text: &str) -> Result<T, ContentError> {
    T::from_json(&parse_json(place, text)?).map_err(|fault| ContentError::Unexpected { place: place.to_owned(), fault })
}

/// Parses a text found at `place`.
///
/// # Errors
/// [`ContentError::Malformed`].
pub fn parse_json(place: &str, text: &str) -> Result<Json, ContentError> {
    Json::parse(text).map_err(|malformed| ContentError::Malformed {
        place: place.to_owned(),
        line: malformed.line,
        column: malformed.column,
        reason: malformed.reason,
    })
}
