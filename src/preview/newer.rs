//! A published page that WordPress has newer than the site's copy: what the part that asks (`src/live`) has made and drawn here, where WordPress' text is understood.

use super::door::draw;
use crate::{
    content::wordpress::live,
    model::{
        frame::Frame,
        json::{FromJson, Json},
        page::LoadedPage,
    },
};
use serde_json::Value;

/// The page's file; `None` for what is no page. Read as the program will read it: what it could not show is not given to it.
#[must_use]
pub fn newer(copy: &str, answer: &str, asked: &str) -> Option<String> {
    let [copy, answer, asked]: [Value; 3] = [copy, answer, asked].map(|text| serde_json::from_str(text).unwrap_or_default());
    let page = live::newer(&copy, &answer, &asked).ok()?.to_string();
    LoadedPage::from_published(&Json::parse(&page).ok()?).ok()?;
    Some(page)
}

/// The page drawn, for as long as this document lasts.
#[must_use]
pub fn show(page: &str, frame: &str) -> Option<web_sys::Element> {
    let page = LoadedPage::from_published(&Json::parse(page).ok()?).ok()?;
    let frame = Frame::from_json(&Json::parse(frame).ok()?).ok()?;
    let stage = web_sys::window()?.document()?.create_element("div").ok()?;
    draw(&stage, Box::leak(Box::new(page)), Box::leak(Box::new(frame)));
    Some(stage)
}
