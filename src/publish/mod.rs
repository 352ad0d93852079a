//! The published site: every address prerendered, every file hashed or compressed, headers and site map beside them. Native only.

pub mod assets;
pub mod beside;
pub mod columns;
pub mod document;
pub mod error;
pub mod feeds;
pub mod finding_data;
pub mod findings;
pub mod follow;
pub mod headers;
pub mod pictures;
pub mod prerender;
pub mod qr;
pub mod statistic_data;
pub mod statistics;
pub mod style;
pub mod survey_data;
pub mod surveys;
pub mod today;
pub mod vcard;
pub mod waves;
