//! A page by itself: all that most rules look at. The checker shows them each page of a folder, the editors' door the draft that it shows.

use super::kind::Kind;
use crate::model::{date::Date, page::Page};

/// What rules see.
pub struct OnePage<'a> {
    /// The page.
    pub page: &'a Page,
    /// It promises easy French.
    pub easy: bool,
    /// Publication brings what it cannot have yet: pictures of elsewhere, sources.
    pub incoming: bool,
    /// The day of the check.
    pub today: Date,
    /// What stands around it.
    pub around: &'a dyn Around,
}

/// The site around a page.
pub trait Around {
    /// What an internal path, without query or fragment, leads to; an empty one to the page itself.
    fn leads(&self, path: &str) -> Leads;
    /// Every place that a fragment may name in the page at `path`.
    fn anchors(&self, path: &str) -> Vec<String>;
    /// The addresses of pages, for who meant another one.
    fn addresses(&self) -> Vec<String>;
}

/// Where a path leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leads {
    /// To a page that can be read.
    Page {
        /// The day from which visitors see it, when that is to come and it is another page.
        hidden_until: Option<Date>,
    },
    /// To something else that is there.
    Something,
    /// To nothing.
    Nowhere,
}

/// What is wrong, and where in the page's file.
pub type Found = Vec<(String, Kind)>;

/// A rule that looks at one page.
pub type PageRule = fn(&OnePage<'_>) -> Found;
