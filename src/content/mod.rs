//! Where content comes from: the only place that does input and output.

#[cfg(feature = "ssr")]
pub mod beside;
#[cfg(feature = "ssr")]
pub mod easy;
pub mod error;
#[cfg(feature = "ssr")]
pub mod glossary;
#[cfg(feature = "ssr")]
pub mod library;
#[cfg(feature = "ssr")]
pub mod preview;
#[cfg(feature = "ssr")]
pub mod search_index;
pub mod source;
pub mod static_files;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod wordpress;
