//! Reading aloud: a part of its own in the browser, for pages that somebody wants to hear (`docs/decisions/0028`).
//!
//! What is said of a text can be decided without a browser ([`numbers`], [`spoken`], [`sentences`]); finding the text on the page and handing it to a voice of the device is
//! the browser's.

#[cfg(feature = "listen")]
pub mod aloud;
#[cfg(feature = "listen")]
mod found;
pub mod numbers;
pub mod sentences;
pub mod spoken;
#[cfg(feature = "listen")]
mod voices;
