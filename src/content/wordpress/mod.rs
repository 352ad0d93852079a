//! Content from WordPress: read over its REST interface and the bridge (`integrations/wordpress`), made into the JSON of `public/content`, and sent there once to
//! fill an empty one. What each answer holds is in `docs/wordpress.md`.

pub mod copy;
pub mod divi;
pub mod error;
pub mod gutenberg;
pub mod html;
pub mod http;
pub mod loss;
pub mod menu;
pub mod place;
pub mod pull;
pub mod push;
pub mod shape;
