//! What a survey's numbers may say beyond themselves: intervals, weights, populations, comparisons; and when nothing of it may be shown.
//!
//! Plain numbers in, numbers or a reason out; words live in content. Methods and sources: `docs/statistics.md`.

mod beta;
pub mod design;
pub mod interval;
mod normal;
pub mod paired;
pub mod population;
pub mod weights;
