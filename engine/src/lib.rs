//! Counts of a survey's answers, again after each filter.
//!
//! A column of answers is kept as *bit planes*: plane `p` holds bit `p` of each row's code, 128 rows a [`lanes::Lanes`]. Three planes hold eight answers. A filter is a
//! bitmap; counting is and + population count. What is counted for `k` answers is `k - 1` products of planes, from which the `k` counts follow ([`count`]).
//!
//! [`crossfilter::Crossfilter`] has the semantics of crossfilter: a question's own filter does not narrow its own counts. [`columns`] is the file that brings columns.
//! This is an ordinary library. With the feature `exports` it is built twice for wasm32, with `simd128` and without, and gives the browser raw functions: no glue, no standard library.
//!
//! Not done: weights, threads, more than 256 codes a question.

#![cfg_attr(all(target_arch = "wasm32", feature = "exports"), no_std)]

extern crate alloc;

pub mod columns;
pub mod count;
pub mod crossfilter;
#[cfg(all(target_arch = "wasm32", feature = "exports"))]
mod exports;
pub mod lanes;
pub mod planes;
