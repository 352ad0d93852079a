//! How a journey ends.

use std::fmt;

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
