//! The content checker: everything an editor must mend before publishing, in words that say what to do.
//!
//! [`folder`] reads the folder, [`mend`] keeps what can be read of a broken file so that one mistake does not hide the others, [`rules`] look at what was read,
//! and [`report`] says it; [`elsewhere`] lists the addresses of other sites. [`spelling`] and [`grammar`] read the words with tools that the machine may have. Rules name places by path (`blocks[3].text`); [`locate`] finds the line at the end. Nothing is fetched: addresses elsewhere are not
//! followed.

#[cfg(feature = "ssr")]
pub mod elsewhere;
#[cfg(feature = "ssr")]
pub mod folder;
#[cfg(feature = "ssr")]
pub mod grammar;
pub mod kind;
pub mod known;
pub mod locate;
#[cfg(feature = "ssr")]
pub mod mend;
pub mod nearest;
pub mod one_page;
pub mod problem;
pub mod readability;
#[cfg(feature = "ssr")]
pub mod report;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod schema;
#[cfg(feature = "ssr")]
pub mod spelling;
pub mod texts;
pub mod walk;
#[cfg(feature = "ssr")]
mod whole;

#[cfg(feature = "ssr")]
pub use whole::{Rule, check, check_with};
