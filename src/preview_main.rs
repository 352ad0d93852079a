//! The browser's entry of the editors' door.

use wasm_bindgen::prelude::*;

fn main() {}

/// Opens the door. The script of `/apercu/` calls it with the door's file, with what the address held behind `#`, and with whether the page was loaded again.
#[wasm_bindgen]
pub fn preview(data: JsValue, fragment: &str, reloaded: bool) {
    // Tells what went wrong where the program is built for that; elsewhere a panic is a bare trap.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|fault| leptos::logging::error!("{fault}")));
    passerelle::preview::door::start(&data, fragment, reloaded);
}

/// The file of a page that WordPress has newer, from its published file, the bridge's answer, the table of the site and what stands around pages. `public/live.js`
/// calls it.
///
/// # Errors
/// An answer that is no page that can be shown.
#[wasm_bindgen]
pub fn newer(copy: &str, answer: &str, asked: &str, frame: &str) -> Result<String, JsValue> {
    passerelle::preview::newer::newer(copy, answer, asked, frame).ok_or_else(|| JsValue::from("no page"))
}

/// A page drawn, to be put where its copy stands.
///
/// # Errors
/// A page or a frame that cannot be read.
#[wasm_bindgen]
pub fn show(page: &str, frame: &str) -> Result<web_sys::Element, JsValue> {
    passerelle::preview::newer::show(page, frame).ok_or_else(|| JsValue::from("no page"))
}
