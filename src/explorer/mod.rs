//! The interactive views of surveys, between counts and drawings: what was read into words, what is counted of answers, and how it is said. Draws nothing.

pub mod code;
pub mod combined;
pub mod counted;
pub mod grouped;
pub mod numbers;
pub mod readings;
pub mod recount;
pub mod sentences;
pub mod state;
pub mod uncertainty;
pub mod view;
#[cfg(feature = "ssr")]
pub mod waves;
