//! The browser's entry of the editors' door.

use wasm_bindgen::prelude::*;

fn main() {}

/// Opens the door. The script of `/apercu/` calls it with the door's file, with what the address held behind `#`, and with whether the page was loaded again.
#[wasm_bindgen]
pub fn preview(data: JsValue, fragment: &str, reloaded: bool) {
    passerelle::preview::door::start(&data, fragment, reloaded);
}
