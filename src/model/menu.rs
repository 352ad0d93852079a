//! The menu.

use super::text::{Href, Prose};
use crate::record;

record! {
    /// The menu, in the order to be shown.
    pub struct Menu {
        /// Families of pages, when there are any; a family's place gives its tint.
        pub families: Option<Vec<MenuFamily>>,
        /// From first to last.
        pub entries: Vec<MenuEntry>,
    }
}

record! {
    /// Pages that belong together within a group.
    pub struct MenuFamily {
        /// As links name it.
        pub id: String,
        /// What it says.
        pub title: Prose,
    }
}

record! {
    /// An entry of the first level: a page, or a group that has a page and entries of its own.
    pub struct MenuEntry {
        /// What it says.
        pub title: Prose,
        /// Its page.
        pub href: Href,
        /// Its pictogram (`style/pictograms.svg`).
        pub icon: Option<String>,
        /// Entries of the group; empty for a page.
        pub children: Vec<MenuLink>,
    }
    native {
        /// What is there, for whom, in a line.
        pub text: Option<Prose>,
    }
}

record! {
    /// An entry of the second level.
    pub struct MenuLink {
        /// What it says.
        pub title: Prose,
        /// Its page.
        pub href: Href,
        /// Its pictogram (`style/pictograms.svg`).
        pub icon: Option<String>,
        /// Its family, by identifier.
        pub family: Option<String>,
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

    /// The pictogram of the page at `path`.
    #[must_use]
    pub fn icon(&self, path: &str) -> Option<&String> {
        let own = self.entries.iter().map(|entry| (&entry.href, &entry.icon));
        let all = own.chain(self.entries.iter().flat_map(|entry| &entry.children).map(|link| (&link.href, &link.icon)));
        all.filter(|(href, _)| href.as_str() == path).find_map(|(_, icon)| icon.as_ref())
    }

    /// The place of a family among all; `None` for no family, or one that the menu does not have.
    #[must_use]
    pub fn tint(&self, family: Option<&String>) -> Option<usize> {
        self.families.iter().flatten().position(|known| Some(&known.id) == family)
    }

    /// The tint of the page at `path` and the pages to read beside it: of the same family when it has one, else of the same group; itself left out.
    #[must_use]
    pub fn around(&self, path: &str) -> (Option<usize>, Vec<&MenuLink>) {
        let Some(group) = self.group_of(path) else { return (None, Vec::new()) };
        let family = group.children.iter().find(|link| link.href.as_str() == path).and_then(|link| link.family.as_ref());
        let near = group.children.iter().filter(|link| link.href.as_str() != path && (family.is_none() || link.family.as_ref() == family));
        (self.tint(family), near.collect())
    }
}
