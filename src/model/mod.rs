//! What content is, parsed: plain types, no input or output, no Leptos.

pub mod block;
pub mod date;
#[cfg(feature = "ssr")]
pub mod dated;
pub mod draft;
pub mod explored;
pub mod frame;
#[cfg(feature = "ssr")]
pub mod glossary;
pub mod json;
pub mod menu;
#[cfg(feature = "ssr")]
pub mod opening;
pub mod page;
#[cfg(feature = "ssr")]
pub mod pictogram;
#[cfg(feature = "ssr")]
pub mod place;
pub mod search;
pub mod site;
pub mod slug;
pub mod survey;
pub mod text;
pub mod words;
