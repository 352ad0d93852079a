//! Why a site could not be published.

use crate::content::error::ContentError;
use std::path::PathBuf;

/// Why a site could not be published. Nothing is left half written: the output folder is replaced at the end or not at all.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file or folder of ours.
    #[error("{} : {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// The system's own words.
        source: std::io::Error,
    },
    /// A piece of content.
    #[error("{0}")]
    Content(#[from] ContentError),
    /// Content that the checker refuses.
    #[error("le contenu a des erreurs :\n{0}")]
    Checked(String),
    /// A style sheet.
    #[error("{} : feuille de style refusée ({reason})", path.display())]
    Style {
        /// Which.
        path: PathBuf,
        /// The parser's own words.
        reason: String,
    },
    /// The bundle lacks what the pages need.
    #[error("le paquet {} n'a pas de fichier {wanted} : reconstruisez-le (cargo xtask build)", folder.display())]
    Bundle {
        /// Where it was sought.
        folder: PathBuf,
        /// What was sought.
        wanted: &'static str,
    },
    /// The typeface of the pictures.
    #[error("la police des images est illisible ({reason}) : public/fonts/atkinson-next.woff2 doit être une police WOFF2")]
    Font {
        /// The reader's own words.
        reason: String,
    },
    /// A picture that could not be written.
    #[error("image impossible à écrire ({reason})")]
    Picture {
        /// The encoder's own words.
        reason: String,
    },
    /// The command's words.
    #[error("{0}")]
    Usage(String),
}

impl PublishError {
    /// For `map_err`: the file at `path`.
    pub fn at(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
