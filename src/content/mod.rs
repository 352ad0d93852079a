//! Where content comes from: the only place that does input and output.

pub mod error;
#[cfg(feature = "ssr")]
pub mod preview;
pub mod source;
pub mod static_files;
