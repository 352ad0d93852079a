//! What visitors see with the mark « à confirmer ».

use super::every_piece;
use crate::check::{folder::Folder, kind::Kind, problem::Problem, walk::Piece};

/// All of it, so that the editor sees what is left to confirm.
pub fn unsure(folder: &Folder) -> Vec<Problem> {
    every_piece(folder)
        .into_iter()
        .filter_map(|(place, path, piece)| match piece {
            Piece::Unsure(words) => Some(Problem::new(place, path, Kind::ToConfirm { words: words.to_owned() })),
            _ => None,
        })
        .collect()
}
