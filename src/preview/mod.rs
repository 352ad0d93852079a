//! The editors' door, `/apercu/`: a draft shown as visitors will see it, from WordPress, from a file, or from a link that carries it. A part of its own: no visitor pays
//! for it (`docs/decisions/0020`).
//!
//! What can be decided without a browser (the address, the comparison, the sealed link) is here for both; the door itself is the browser's.

pub mod address;
pub mod compare;
#[cfg(feature = "preview")]
pub mod door;
#[cfg(feature = "preview")]
pub mod heard;
#[cfg(feature = "preview")]
pub mod lens;
#[cfg(feature = "preview")]
pub mod newer;
#[cfg(feature = "preview")]
pub mod readers;
pub mod sealed;
pub mod source;
