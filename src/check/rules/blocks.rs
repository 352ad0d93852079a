//! Blocks taken one by one.

#[cfg(feature = "ssr")]
use crate::check::{folder::Folder, problem::Problem};
use crate::{
    check::{
        kind::Kind,
        nearest::nearest,
        one_page::{Found, OnePage},
    },
    model::block::Block,
};

/// Every block is of a known kind, and the rows of a table fit under its titles.
#[cfg(feature = "ssr")]
pub fn blocks(folder: &Folder) -> Vec<Problem> {
    super::each_page(folder, of_page)
}

pub(super) fn of_page(one: &OnePage<'_>) -> Found {
    let mut found = Found::new();
    for (index, block) in one.page.blocks.iter().enumerate() {
        match block {
            Block::Unknown(met) if met.is_empty() => found.push((format!("blocks[{index}]"), Kind::BlockWithoutKind)),
            // Known, and brought by publication: only native programs read it.
            Block::Unknown(met) if Block::KINDS.contains(&met.as_str()) => {}
            Block::Unknown(met) => {
                let nearest = nearest(met, Block::KINDS.iter().copied()).map(str::to_owned);
                found.push((format!("blocks[{index}].type"), Kind::BlockUnknown { met: met.clone(), nearest }));
            }
            Block::Table(table) => {
                for (row, cells) in table.rows.iter().enumerate().filter(|(_, cells)| cells.len() != table.head.len()) {
                    found.push((format!("blocks[{index}].rows[{row}]"), Kind::RowLength { expected: table.head.len(), met: cells.len() }));
                }
            }
            _ => {}
        }
    }
    found
}
