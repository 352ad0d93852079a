//! What the site says of itself on every page.

#[cfg(feature = "ssr")]
use super::{date::Date, page::Source};
use super::{
    slug::Slug,
    text::{Href, Prose},
};
use crate::{record, word_list};

word_list! {
    /// Which way a language is written.
    pub enum Direction {
        /// Left to right.
        LeftToRight = "ltr",
        /// Right to left.
        RightToLeft = "rtl",
    }
}

record! {
    /// A language of the site.
    pub struct Language {
        /// As in `lang`.
        pub code: String,
        /// Its own name for itself.
        pub name: String,
        /// Which way it is written.
        pub dir: Direction,
    }
}

record! {
    /// The centre and its site. The first language is the one at the root.
    pub struct Site {
        /// The centre's name.
        pub name: Prose,
        /// As in a page's title.
        pub short_name: Prose,
        /// Where the site will live, without a trailing slash; absent until it is known.
        pub base_url: Option<Href>,
        /// The centre's general address.
        pub email: Option<String>,
        /// The root's language first.
        pub languages: Vec<Language>,
        /// Where the button that leaves a page quickly leads: a harmless site.
        pub quick_exit: Option<Href>,
        /// Where each survey is shown.
        pub surveys: Vec<SurveyPlace>,
    }
    native {
        /// What it stands for, in a sentence.
        pub tagline: Prose,
        /// One line each.
        pub address: Vec<Prose>,
        /// To be confirmed; shown with a mark.
        pub email_unsure: bool,
        /// International form with spaces.
        pub phone: Option<String>,
        /// To be confirmed; shown with a mark.
        pub phone_unsure: bool,
        /// Who supports the centre.
        pub supporters: Vec<Prose>,
        /// Links of the footer.
        pub footer: Vec<FooterGroup>,
        /// What the statements rest on.
        pub sources: Vec<Source>,
        /// When a person last checked the facts.
        pub checked_on: Date,
    }
}

record! {
    /// The page that shows a survey.
    pub struct SurveyPlace {
        /// The survey's folder.
        pub id: Slug,
        /// The page.
        pub page: Href,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// A column of the footer.
    pub struct FooterGroup {
        /// Its title.
        pub title: Prose,
        /// Its links.
        pub links: Vec<super::menu::MenuLink>,
    }
}

impl Site {
    /// The language whose code is `code`.
    #[must_use]
    pub fn language(&self, code: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.code == code)
    }
}
