//! The browser's entry of the part that reads aloud.

use wasm_bindgen::prelude::*;

fn main() {}

/// Reads aloud from now on, when [`listen`] is called. `public/listen.js` calls it once, with the table of its language.
#[wasm_bindgen]
pub fn start(table: JsValue) {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|fault| leptos::logging::error!("{fault}")));
    passerelle::listen::aloud::start(&table);
}

/// Somebody has touched « Écouter » at `button`.
#[wasm_bindgen]
pub fn listen(button: web_sys::Element) {
    passerelle::listen::aloud::listen(button);
}
