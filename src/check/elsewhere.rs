//! Addresses elsewhere, each with the day when a person last checked a file that gives it: nothing is fetched, so that is all that is known of them.

use super::{folder::Folder, rules::every_piece, walk::Piece};
use crate::model::date::Date;
use std::{collections::BTreeMap, fmt, path::Path};

/// Every address elsewhere of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The one that was checked the longest ago first; those of files without a date before them.
    pub addresses: Vec<Address>,
}

/// An address elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The last check of a file that gives it.
    pub known_on: Option<Date>,
    /// The address.
    pub address: String,
    /// The files that give it, in alphabetical order.
    pub places: Vec<String>,
}

impl Elsewhere {
    /// Those of the folder `root`, as it stands on the day `today`.
    #[must_use]
    pub fn of(root: &Path, today: Date) -> Self {
        Self::in_folder(&super::folder::read(root, today).0)
    }

    fn in_folder(folder: &Folder) -> Self {
        let mut found: BTreeMap<String, (Option<Date>, Vec<String>)> = BTreeMap::new();
        for (place, _, piece) in every_piece(folder) {
            let Piece::Link { href, .. } = piece else { continue };
            if !href.as_str().starts_with("http") {
                continue;
            }
            let (known_on, places) = found.entry(href.as_str().to_owned()).or_default();
            *known_on = (*known_on).max(checked_on(folder, place));
            if !places.iter().any(|known| known == place) {
                places.push(place.to_owned());
            }
        }
        let mut addresses: Vec<Address> = found.into_iter().map(|(address, (known_on, places))| Address { known_on, address, places }).collect();
        addresses.sort();
        Self { addresses }
    }
}

/// When a person last checked the file at `place`; `None` for a file that does not say it.
fn checked_on(folder: &Folder, place: &str) -> Option<Date> {
    let pages = folder.readable_pages().find(|(file, _)| file.place == place).map(|(_, page)| page.checked_on);
    let library = || folder.libraries.iter().find(|library| library.place() == place).map(super::folder::LibraryFile::checked_on);
    let site = || folder.site.as_ref().filter(|_| place == "site.json").map(|site| site.checked_on);
    pages.or_else(library).or_else(site)
}

impl fmt::Display for Elsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Adresses d'autres sites ({}), avec le jour où une personne a vérifié pour la dernière fois un fichier qui les donne :",
            self.addresses.len()
        )?;
        for Address { known_on, address, places } in &self.addresses {
            let day = known_on.map_or_else(|| "sans date  ".to_owned(), |day| format!("{}  ", day.machine()));
            writeln!(f, "{day}{address}  ({})", places.join(", "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_listed_once_with_its_last_check() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/content");
        let elsewhere = Elsewhere::of(&root, Date::parse("2026-11-25").unwrap());
        let of = |address: &str| elsewhere.addresses.iter().filter(|known| known.address == address).collect::<Vec<_>>();
        let centre = of("https://cainamur.be/analyse-de-lirfam-2022/");
        assert_eq!(centre.len(), 1);
        assert!(centre[0].places.len() > 5 && centre[0].known_on.is_some(), "{centre:?}");
        assert!(elsewhere.addresses.iter().all(|known| known.address.starts_with("http")));
        assert!(elsewhere.addresses.is_sorted());
        assert!(elsewhere.to_string().lines().count() == elsewhere.addresses.len() + 1);
    }
}
