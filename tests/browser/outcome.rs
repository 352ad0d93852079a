//! How a journey ends.

use std::{collections::BTreeMap, fmt};

/// Why a journey failed, in words.
#[derive(Debug)]
pub struct Fault(String);

pub type Outcome<T = ()> = Result<T, Fault>;

impl Fault {
    pub fn said(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Fault {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// Ends the journey when what it relies on does not hold.
#[macro_export]
macro_rules! ensure {
    ($holds:expr, $($words:tt)+) => {
        let holds: bool = $holds;
        if !holds {
            return Err($crate::outcome::Fault::said(format!($($words)+)));
        }
    };
}

/// Fails with every line of `faults`.
pub fn none(faults: Vec<String>) -> Outcome {
    if faults.is_empty() { Ok(()) } else { Err(Fault(format!("{} :\n{}", faults.len(), faults.join("\n")))) }
}

/// The same fault on many pages is one line.
#[derive(Default)]
pub struct ByPlace(BTreeMap<String, Vec<String>>);

impl ByPlace {
    pub fn add(&mut self, fault: String, place: &str) {
        let pages = self.0.entry(fault).or_default();
        if pages.last().is_none_or(|last| last != place) {
            pages.push(place.to_owned());
        }
    }

    pub fn none(self) -> Outcome {
        none(self.0.into_iter().map(|(fault, pages)| format!("{fault}: {} pages, {}", pages.len(), pages[..pages.len().min(3)].join(" "))).collect())
    }
}
