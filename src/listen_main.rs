//! The browser's entry of the part that reads aloud.
//!
//! It holds `src/listen/` itself and not the library: the library brings what draws pages, and half again the weight with it.

#[path = "listen/mod.rs"]
mod listen;

use wasm_bindgen::prelude::*;

fn main() {}

/// Reads aloud from now on, when [`listen`] is called. `public/listen.js` calls it once, with the table of its language.
#[wasm_bindgen]
pub fn start(table: JsValue) {
    listen::aloud::start(&table);
}

/// Somebody has touched « Écouter » at `button`.
#[wasm_bindgen(js_name = listen)]
pub fn begin(button: web_sys::Element) {
    listen::aloud::listen(button);
}
