//! The browser's entry: takes the prerendered page over, nothing else.

use leptos::prelude::*;
use passerelle::{
    app::App,
    model::{
        frame::Frame,
        json::{FromJson, Json},
        page::PublishedPage,
    },
    navigation,
    pages::Shown,
};
use wasm_bindgen::prelude::*;

fn main() {}

/// Takes over the page that `page` describes, framed by `frame`: the very files that it was prerendered from. The boot script calls it.
///
/// Content that cannot be read leaves the page as it is: complete and static.
#[wasm_bindgen]
pub fn hydrate(page: JsValue, frame: JsValue) {
    let read = PublishedPage::from_json(&Json::from_browser(page)).and_then(|page| Ok((page, Frame::from_json(&Json::from_browser(frame))?)));
    if let Ok((page, frame)) = read {
        // For as long as the visit lasts.
        let (page, frame): (&'static PublishedPage, &'static Frame) = (Box::leak(Box::new(page)), Box::leak(Box::new(frame)));
        navigation::remember(&frame.lang, page);
        leptos::mount::hydrate_body(move || view! { <App frame first=Shown::Page(page) path=String::new()/> });
        navigation::start();
    }
}
