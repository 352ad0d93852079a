//! Blocks taken one by one.

use crate::{
    check::{folder::Folder, kind::Kind, nearest::nearest, problem::Problem},
    model::block::Block,
};

/// Every block is of a known kind, and the rows of a table fit under its titles.
pub fn blocks(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, page) in folder.readable_pages() {
        for (index, block) in page.blocks.iter().enumerate() {
            match block {
                Block::Unknown(met) if met.is_empty() => problems.push(Problem::new(&file.place, format!("blocks[{index}]"), Kind::BlockWithoutKind)),
                Block::Unknown(met) => {
                    let nearest = nearest(met, Block::KINDS.iter().copied()).map(str::to_owned);
                    problems.push(Problem::new(&file.place, format!("blocks[{index}].type"), Kind::BlockUnknown { met: met.clone(), nearest }));
                }
                Block::Table(table) => {
                    for (row, cells) in table.rows.iter().enumerate().filter(|(_, cells)| cells.len() != table.head.len()) {
                        let kind = Kind::RowLength { expected: table.head.len(), met: cells.len() };
                        problems.push(Problem::new(&file.place, format!("blocks[{index}].rows[{row}]"), kind));
                    }
                }
                _ => {}
            }
        }
    }
    problems
}
