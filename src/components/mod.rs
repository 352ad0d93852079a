//! One view a file. A component never loads and never counts: it is handed what it shows.
//!
//! Views are made of [`markup`] rather than of `view!`: see there why.

pub mod bar_chart;
pub mod block_view;
pub mod breadcrumbs;
pub mod contact_card;
pub mod contents;
pub mod dots;
pub mod explorer;
#[cfg(feature = "ssr")]
pub mod explorer_embed;
#[cfg(feature = "ssr")]
pub mod explorer_page;
#[cfg(feature = "ssr")]
pub mod footer;
#[cfg(feature = "ssr")]
pub mod header;
pub mod home_blocks;
pub mod invitation;
#[cfg(feature = "ssr")]
pub mod mark;
pub mod markup;
#[cfg(feature = "ssr")]
pub mod menu;
pub mod page_error;
pub mod page_foot;
pub mod pictogram;
#[cfg(feature = "ssr")]
pub mod preview_door;
pub mod print_note;
pub mod quick_exit;
pub mod quoted_finding;
#[cfg(feature = "ssr")]
pub mod reading;
pub mod rich_text;
pub mod rivers;
pub mod search_form;
pub mod site_map;
pub mod source_list;
#[cfg(feature = "ssr")]
pub mod specimen;
pub mod table;
#[cfg(feature = "ssr")]
pub mod view;
#[cfg(feature = "ssr")]
pub mod voices;
