//! One file a kind of page: it arranges, and loads what its kind needs; it draws nothing itself.

#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod article;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod home;
pub mod not_found;
pub mod published;
pub mod search;
pub mod survey;

use crate::{
    components::{
        markup::drawn,
        page_error::{page_error, page_skeleton},
    },
    content::error::ContentError,
    model::{frame::Frame, page::PublishedPage},
};
use leptos::prelude::*;
use std::sync::Arc;

/// What stands in the middle of the screen.
#[derive(Debug, Clone)]
pub enum Shown {
    /// A page.
    Page(&'static PublishedPage),
    /// A page is on its way.
    Loading,
    /// A page could not be had.
    Failed(Arc<ContentError>),
}

/// The page, or what stands for it.
#[must_use]
pub fn page_view(shown: Shown, frame: &'static Frame) -> AnyView {
    match shown {
        Shown::Page(page) => published::view(&page.view, frame),
        Shown::Loading => drawn(|| page_skeleton(&frame.words)),
        Shown::Failed(error) => drawn(move || page_error(&error, &frame.words)),
    }
}
