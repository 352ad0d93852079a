//! Counts of one question in one block, under a mask.
//!
//! The *product* of code `c` is the and of the mask and of the planes whose bit is set in `c`: rows whose code holds at least the bits of `c`. With `k` codes there are `k - 1`
//! products beside the mask itself, because a code's part of the bits is a smaller code: each is one earlier product and one plane. The counts of the products give those of the
//! codes by Möbius inversion ([`codes_from_products`]).

use crate::{
    lanes::{Block, and_count},
    planes::{Kind, Question},
};

/// Adds to `products` those of `question` in a block, whose first `lanes` are in use.
///
/// `planes`: the question's. `rows`: those of `mask`, which the caller counts once for all questions. `products`: one a count of the question; `scratch`: a block for each.
pub fn add_products(question: &Question, planes: &[Block], mask: &Block, rows: u32, lanes: usize, scratch: &mut [Block], products: &mut [u32]) {
    for (code, count) in products.iter_mut().enumerate() {
        let (earlier, own) = scratch.split_at_mut(code);
        let Some(own) = own.first_mut() else { return };
        let (rest, plane) = match (question.kind, code) {
            (Kind::Single, 0) => {
                *count += rows;
                continue;
            }
            (Kind::Single, code) => (code ^ (1 << code.ilog2()), code.ilog2() as usize),
            (Kind::Multiple, option) => (0, option),
        };
        let rest = if rest == 0 { mask } else { &earlier[rest] };
        *count += and_count(rest, &planes[plane], own, lanes);
    }
}

/// From products to counts, in place: takes from each the counts of the codes that hold its bits and more.
pub fn codes_from_products(question: &Question, products: &mut [u32]) {
    if question.kind == Kind::Multiple {
        return;
    }
    for plane in 0..question.planes {
        for code in (0..products.len()).filter(|code| code >> plane & 1 == 1) {
            products[code ^ (1 << plane)] -= products[code];
        }
    }
}
