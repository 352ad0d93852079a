//! One view a file. A component never loads and never counts: it is handed what it shows.
//!
//! Views are made of [`markup`] rather than of `view!`: see there why.

pub mod bar_chart;
pub mod block_view;
pub mod breadcrumbs;
pub mod contact_card;
pub mod contents;
pub mod dots;
pub mod footer;
pub mod header;
pub mod home_blocks;
pub mod mark;
pub mod markup;
pub mod menu;
pub mod page_error;
pub mod quoted_finding;
pub mod rich_text;
pub mod search_form;
pub mod site_map;
pub mod source_list;
pub mod table;
pub mod voices;
