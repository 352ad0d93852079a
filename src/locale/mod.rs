//! Words, dates and searches as the reader of a language has them.

#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod date;
pub mod elision;
pub mod fold;
pub mod number;
pub mod phone;
pub mod phrase;
pub mod plural;
pub mod typography;
