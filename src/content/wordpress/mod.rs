//! Content from WordPress: read over its REST interface and the bridge (`integrations/wordpress`), made into the JSON of `public/content`, and sent there once to
//! fill an empty one. What each answer holds is in `docs/wordpress.md`.

pub mod addresses;
#[cfg(feature = "ssr")]
pub mod copy;
pub mod divi;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod gutenberg;
pub mod html;
#[cfg(feature = "ssr")]
pub mod http;
pub mod live;
pub mod loss;
#[cfg(feature = "ssr")]
pub mod menu;
#[cfg(feature = "ssr")]
pub mod place;
#[cfg(feature = "ssr")]
pub mod pull;
#[cfg(feature = "ssr")]
pub mod push;
#[cfg(feature = "ssr")]
pub mod shape;
