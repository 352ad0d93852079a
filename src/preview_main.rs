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
