//! Offices and services to call, write to, go and see: each once, whatever the number of pages that send people there.

use super::{
    date::Date,
    page::Source,
    slug::Slug,
    text::{Href, Prose, RichText},
};
use crate::record;

record! {
    /// `places/<lang>.json`.
    pub struct PlacesFile {
        /// When a person last checked the facts.
        pub checked_on: Date,
        /// In the alphabetical order of their identifiers.
        pub places: Vec<Place>,
    }
}

record! {
    /// A place, or a service that answers.
    pub struct Place {
        /// Its name in the blocks of pages.
        pub id: Slug,
        /// What it is called.
        pub name: Prose,
        /// International form with spaces: `+32 81 71 35 18`.
        pub phone: Option<String>,
        /// Of a service, never of a private person.
        pub email: Option<String>,
        /// Where, on one line.
        pub address: Option<Prose>,
        /// Its own site.
        pub url: Option<Href>,
        /// When it is open, as `opening_hours` of OpenStreetMap writes it: `Mo-Fr 09:30-13:00; PH off; 2026 Dec 24 off`. Absent when days or hours are not known.
        pub opening: Option<String>,
        /// What goes with the hours: since when they are known, what to do when nobody answers; or the hours themselves, when the days are not known.
        pub hours_note: Option<RichText>,
        /// The editor must still confirm; shown with a visible mark.
        #[cfg_attr(feature = "ssr", schemars(default))]
        pub unsure: bool,
        /// What the facts rest on.
        pub sources: Vec<Source>,
    }
}
