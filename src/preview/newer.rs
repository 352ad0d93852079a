//! A published page that WordPress has newer than the site's copy: what the part that asks (`src/live`) has made and drawn here, where WordPress' text is understood.

use crate::{
    content::wordpress::live,
    model::{
        frame::Frame,
        json::{FromJson, Json},
        page::{LoadedPage, PublishedPage},
    },
    pages::published::{published, view},
};
use serde_json::Value;
use wasm_bindgen::JsCast;

/// The page's file for the program; `None` for what is no page. Read as a page is: what could not be shown is not given to it.
#[must_use]
pub fn newer(copy: &str, answer: &str, asked: &str, frame: &str) -> Option<String> {
    let [copy, answer, asked]: [Value; 3] = [copy, answer, asked].map(|text| serde_json::from_str(text).unwrap_or_default());
    let written = live::newer(&copy, &answer, &asked).ok()?;
    let page = LoadedPage::from_published(&Json::parse(&written.to_string()).ok()?).ok()?;
    let mut drawn = published(&page, &Frame::from_json(&Json::parse(frame).ok()?).ok()?);
    drawn["version"] = written["version"].clone();
    Some(drawn.to_string())
}

/// The page drawn, for as long as this document lasts.
#[must_use]
pub fn show(page: &str, frame: &str) -> Option<web_sys::Element> {
    let page = PublishedPage::from_json(&Json::parse(page).ok()?).ok()?;
    let frame: &'static Frame = Box::leak(Box::new(Frame::from_json(&Json::parse(frame).ok()?).ok()?));
    let stage = web_sys::window()?.document()?.create_element("div").ok()?;
    std::mem::forget(leptos::mount::mount_to(stage.clone().unchecked_into(), move || view(&page.view, frame)));
    Some(stage)
}
