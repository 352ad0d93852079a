//! Numbers to geometry: values in, placed marks out. Standard library only; knows no survey word.

pub mod bars;
pub mod dots;
pub mod strip;
