//! The menu.

use super::text::{Href, Prose};
use crate::record;

record! {
    /// The menu, in the order to be shown.
    pub struct Menu {
        /// From first to last.
        pub entries: Vec<MenuEntry>,
    }
}

record! {
    /// An entry of the first level: a page, or a group that has a page and entries of its own.
    pub struct MenuEntry {
        /// What it says.
        pub title: Prose,
        /// Its page.
        pub href: Href,
        /// Entries of the group; empty for a page.
        pub children: Vec<MenuLink>,
    }
}

record! {
    /// An entry of the second level.
    pub struct MenuLink {
        /// What it says.
        pub title: Prose,
        /// Its page.
        pub href: Href,
    }
}

impl Menu {
    /// Every entry of both levels, in order, with the title of its group when it has one.
    pub fn links(&self) -> impl Iterator<Item = (&Prose, &Href, Option<&MenuEntry>)> {
        self.entries.iter().flat_map(|entry| {
            std::iter::once((&entry.title, &entry.href, None)).chain(entry.children.iter().map(move |link| (&link.title, &link.href, Some(entry))))
        })
    }

    /// The group that the page at `path` belongs to.
    #[must_use]
    pub fn group_of(&self, path: &str) -> Option<&MenuEntry> {
        self.entries.iter().find(|entry| entry.children.iter().any(|link| link.href.as_str() == path))
    }
}
