//! Why content could not be had.

use crate::model::json::Fault;

/// Why a piece of content could not be had. `place`: the file or address, as the person who must mend it knows it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ContentError {
    /// There is no such content.
    #[error("{place} n'existe pas.")]
    NotFound {
        /// Where it was sought.
        place: String,
    },
    /// Nothing answered.
    #[error("{place} n'a pas pu être lu : {reason}.")]
    Unreachable {
        /// Where it was sought.
        place: String,
        /// The system's own words.
        reason: String,
    },
    /// The answer was not a success.
    #[error("{place} a répondu {status}.")]
    Refused {
        /// Where it was sought.
        place: String,
        /// HTTP status.
        status: u16,
    },
    /// The answer is not JSON.
    #[error("{place}, ligne {line}, colonne {column} : le JSON est mal formé ({reason}).")]
    Malformed {
        /// Where it was found.
        place: String,
        /// From 1; 0 when unknown.
        line: usize,
        /// From 1; 0 when unknown.
        column: usize,
        /// The parser's own words.
        reason: String,
    },
    /// The answer is JSON, but not what it should be.
    #[error("{place} : {fault}.")]
    Unexpected {
        /// Where it was found.
        place: String,
        /// What and where in it.
        fault: Fault,
    },
    /// The content exists, but not for visitors.
    #[error("{place} n'est pas publié.")]
    NotPublished {
        /// Where it was found.
        place: String,
    },
}

impl ContentError {
    /// Whether trying again later may help without anyone mending the content.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Refused { .. })
    }
}
