//! The browser's entry of the part that asks WordPress.

use wasm_bindgen::prelude::*;

fn main() {}

/// Asks from now on. `public/live.js` calls it with the table of its language, with the address of WordPress, and with what brings the editors' program: `newer` makes a
/// page of an answer, `show` draws it.
#[wasm_bindgen]
pub fn live(table: JsValue, backend: String, newer: js_sys::Function, show: js_sys::Function) {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|fault| leptos::logging::error!("{fault}")));
    passerelle::live::asking::start(table, backend, newer, show);
}
