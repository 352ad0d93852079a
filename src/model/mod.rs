//! What content is, parsed: plain types, no input or output, no Leptos.

pub mod block;
pub mod date;
pub mod draft;
pub mod frame;
#[cfg(feature = "ssr")]
pub mod glossary;
pub mod json;
pub mod menu;
pub mod page;
#[cfg(feature = "ssr")]
pub mod pictogram;
pub mod search;
pub mod site;
pub mod slug;
pub mod survey;
pub mod text;
pub mod words;
