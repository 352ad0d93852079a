//! One view a file. A component never loads and never counts: it is handed what it shows.
//!
//! Views are made of [`markup`] rather than of `view!`: see there why. Those of the pages' blocks are native, and the editors': pages are published drawn.

pub mod anchor;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod bar_chart;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod block_view;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod breadcrumbs;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod contact_card;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod contents;
pub mod dots;
pub mod explorer;
#[cfg(feature = "ssr")]
pub mod explorer_embed;
#[cfg(feature = "ssr")]
pub mod explorer_page;
#[cfg(feature = "ssr")]
pub mod explorer_still;
pub mod explorer_together;
#[cfg(feature = "ssr")]
pub mod footer;
#[cfg(feature = "ssr")]
pub mod handout;
#[cfg(feature = "ssr")]
pub mod header;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod home_blocks;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod invitation;
#[cfg(feature = "ssr")]
pub mod mark;
pub mod markup;
#[cfg(feature = "ssr")]
pub mod menu;
pub mod page_error;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod page_foot;
pub mod pictogram;
#[cfg(feature = "ssr")]
pub mod preview_door;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod print_note;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod quick_exit;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod quoted_finding;
#[cfg(feature = "ssr")]
pub mod reading;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod rich_text;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod rivers;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod search_form;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod site_map;
#[cfg(any(feature = "ssr", feature = "preview"))]
pub mod source_list;
#[cfg(feature = "ssr")]
pub mod specimen;
#[cfg(feature = "ssr")]
pub mod statistic_alone;
pub mod table;
pub mod titled_links;
#[cfg(feature = "ssr")]
pub mod together;
#[cfg(feature = "ssr")]
pub mod view;
#[cfg(feature = "ssr")]
pub mod voices;
