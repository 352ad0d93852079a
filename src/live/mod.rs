//! The pages of a site whose content is WordPress, asked again while they are read: a part of its own in the browser, on such sites alone (`docs/decisions/0024`).
//!
//! What an answer means can be decided without a browser ([`heard`]); asking is the browser's.

#[cfg(feature = "live")]
pub mod asking;
pub mod heard;
