//! Passerelle: the site of the Centre d'action interculturelle de la province de Namur.
//!
//! One way through the house: `content -> model -> pages -> components`, and `survey -> chart -> components` beside it. `ARCHITECTURE.md` draws it;
//! `tests/architecture.rs` keeps the arrows.

// Deep view types cost the compiler more than its default allows.
#![recursion_limit = "256"]

pub mod app;
pub mod chart;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod check;
pub mod components;
pub mod content;
pub mod explorer;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod listen;
#[cfg(any(feature = "ssr", feature = "live"))]
pub mod live;
pub mod locale;
pub mod model;
#[cfg(feature = "hydrate")]
pub mod navigation;
pub mod pages;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod preview;
#[cfg(feature = "ssr")]
pub mod publish;
pub mod routes;
pub mod survey;
