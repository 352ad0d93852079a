//! Survey mathematics: numbers and words in, numbers out. Standard library only.

pub mod marks;
pub mod quantity;
pub mod question;
pub mod responses;
pub mod tally;
