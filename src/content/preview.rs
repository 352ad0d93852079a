//! Drafts from files: for `cargo xtask dev`, never for what is published.

use super::{error::ContentError, static_files::StaticFiles};
use crate::model::{draft::Draft, page::LoadedPage, slug::Slug};

/// A folder of drafts laid out as `public/content`, beside the published content that they may use.
///
/// Not a [`super::source::ContentSource`] on purpose: what it gives is a [`Draft`], which nothing that publishes accepts.
#[derive(Debug, Clone)]
pub struct DraftSource {
    drafts: StaticFiles,
    published: StaticFiles,
}

impl DraftSource {
    /// The drafts in `drafts`, whose surveys may stand in `published`.
    #[must_use]
    pub fn new(drafts: StaticFiles, published: StaticFiles) -> Self {
        Self { drafts, published }
    }

    /// The drafts of `lang`; none when there is no such folder.
    #[must_use]
    pub fn slugs(&self, lang: &str) -> Vec<Slug> {
        self.drafts.slugs(lang).unwrap_or_default()
    }

    /// The draft called `slug`, whatever its status and its date.
    ///
    /// # Errors
    /// Any [`ContentError`].
    pub fn page(&self, lang: &str, slug: &Slug) -> Result<Draft<LoadedPage>, ContentError> {
        let page = self.drafts.read(&StaticFiles::page_place(lang, slug))?;
        self.published.with_surveys(slug, page).map(Draft::new)
    }
}
