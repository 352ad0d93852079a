//! What stands around every page of a language.

use super::{menu::Menu, site::Site, words::Words};
use crate::record;

record! {
    /// The site's facts, its menu, and the interface's words.
    pub struct Frame {
        /// The language's code.
        pub lang: String,
        /// Facts.
        pub site: Site,
        /// Menu.
        pub menu: Menu,
        /// Interface words.
        pub words: Words,
    }
}
