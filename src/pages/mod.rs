//! One file a kind of page: it arranges, and loads what its kind needs; it draws nothing itself.

pub mod article;
pub mod home;
pub mod not_found;
pub mod search;
pub mod survey;

use crate::{
    components::{
        block_view::block_view,
        markup::{drawn, element},
        page_error::{page_error, page_skeleton},
    },
    content::error::ContentError,
    model::{
        block::Block,
        frame::Frame,
        page::{LoadedPage, PageKind, anchors},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// What stands in the middle of the screen.
#[derive(Debug, Clone)]
pub enum Shown {
    /// A page.
    Page(&'static LoadedPage),
    /// A page is on its way.
    Loading,
    /// A page could not be had.
    Failed(Arc<ContentError>),
}

/// The page, by its kind; or what stands for it.
#[must_use]
pub fn page_view(shown: Shown, frame: &'static Frame) -> AnyView {
    match shown {
        Shown::Page(page) => match page.page.kind {
            PageKind::Home => home::home_page(page, frame),
            PageKind::Search => search::search_page(page, frame),
            PageKind::NotFound => not_found::not_found_page(page, frame),
            PageKind::Survey => survey::survey_page(page, frame),
            PageKind::Theme | PageKind::Group | PageKind::Page | PageKind::SiteMap | PageKind::Style => article::article_page(page, frame),
        },
        Shown::Loading => drawn(|| page_skeleton(&frame.words)),
        Shown::Failed(error) => drawn(move || page_error(&error, &frame.words)),
    }
}

/// The page's blocks. `change` gives those that its kind of page loads.
fn blocks_view(page: &'static LoadedPage, frame: &'static Frame, change: &dyn Fn(&'static Block) -> Option<AnyView>) -> Vec<AnyView> {
    let sections = Arc::new(anchors(&page.page.blocks));
    let view = |(place, block): (usize, &'static Block)| match block {
        Block::SearchResults(_) | Block::NearestPages(_) => change(block),
        Block::Unknown(_) => None,
        _ => {
            let sections = sections.clone();
            // A view must have a node: a block that turns out to have nothing to show is a hidden one.
            Some(drawn(move || block_view(block, sections[place].as_ref(), page, frame).unwrap_or_else(|| element("div").set("hidden", ""))))
        }
    };
    page.page.blocks.iter().enumerate().filter_map(view).collect()
}
