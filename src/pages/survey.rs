//! The page of a survey in words. It is written natively, once; the browser's program adds to it what HTML and CSS cannot do: the view in the address, what is read out,
//! keys. See `docs/decisions/0017-the-surveys-page-is-a-document.md`.

use crate::model::{frame::Frame, page::LoadedPage};
use leptos::prelude::*;

/// The page, as text.
#[cfg(feature = "ssr")]
#[must_use]
pub fn survey_page(page: &'static LoadedPage, frame: &'static Frame) -> AnyView {
    super::article::article_page(page, frame)
}

/// The same, as far as taking it over needs it: a place that is stepped over and never drawn, since every way to this page is a document's.
#[cfg(not(feature = "ssr"))]
#[must_use]
pub fn survey_page(_page: &'static LoadedPage, _frame: &'static Frame) -> AnyView {
    #[cfg(feature = "hydrate")]
    browser::take_over();
    crate::components::markup::drawn(|| crate::components::markup::element("article"))
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{ev, prelude::*};
    use leptos_router::location::{BrowserUrl, LocationProvider};
    use std::cell::RefCell;
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{AudioContext, Element, EventTarget, HtmlElement, HtmlInputElement, OscillatorType};

    /// The view that the address bar or the form shows.
    #[derive(Default, PartialEq)]
    struct View {
        /// The identifier of the chosen finding; empty when none is.
        finding: String,
        /// Only the findings that tell a quantity.
        quantities: bool,
    }

    /// Starts from what the reader has already chosen, or from what the address says; then each choice goes into the address, and the address into the choice:
    /// `#f10` is a finding, `?quantites` keeps those that tell a quantity, `#tableau` opens the table. Escape forgets the choice, T goes to the table.
    ///
    /// The root tells its state: `data-live`, `data-chosen` with the finding's identifier, `data-shown` with its drawing, `data-quantities`.
    pub fn take_over() {
        let url = use_context::<BrowserUrl>().map(|location| location.as_url().clone());
        Effect::new(move |own: Option<String>| {
            // The router knows the address before the address bar does.
            let url = url.as_ref().map(|url| url.with(|url| [url.path(), url.search(), url.hash()].map(str::to_owned)));
            let [path, search, hash] = url.unwrap_or_default();
            if own.as_ref().is_none_or(|own| *own == path) {
                follow_address(&search, hash.trim_start_matches('#'), own.is_none());
            }
            own.unwrap_or(path)
        });
        let change = window_event_listener(ev::change, |event| {
            if within_voices(event.target()) {
                write_address();
            }
        });
        let reset = window_event_listener(ev::reset, |event| {
            if within_voices(event.target()) {
                // The form is emptied after its event.
                request_animation_frame(write_address);
            }
        });
        let listen = window_event_listener(ev::click, |event| {
            let button = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if button.is_some_and(|button| button.matches(".voices__sound button").unwrap_or(false)) {
                play();
            }
        });
        let keys = window_event_listener(ev::keydown, |event| match &*event.key() {
            "Escape" if hush() => {}
            // An open menu closes first.
            "Escape" if !event.default_prevented() && !chosen().finding.is_empty() => {
                choose("");
                write_address();
            }
            "t" | "T" if !(event.ctrl_key() || event.alt_key() || event.meta_key()) && within_voices(event.target()) => open_table(),
            _ => {}
        });
        on_cleanup(move || {
            change.remove();
            reset.remove();
            keys.remove();
            listen.remove();
            hush();
        });
    }

    fn one<T: JsCast>(selector: &str) -> Option<T> {
        document().query_selector(selector).ok().flatten()?.dyn_into().ok()
    }

    fn radios() -> impl Iterator<Item = HtmlInputElement> {
        let found = document().query_selector_all(".voices [type=radio]").ok();
        found.into_iter().flat_map(|list| (0..list.length()).filter_map(move |index| list.item(index)?.dyn_into().ok()))
    }

    fn within_voices(target: Option<EventTarget>) -> bool {
        target.and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|element| element.closest(".voices").is_ok_and(|found| found.is_some()))
    }

    fn filter() -> Option<HtmlInputElement> {
        one(".voices [name=quantites]")
    }

    /// What the form shows.
    fn chosen() -> View {
        let finding = radios().find(HtmlInputElement::checked).map(|radio| radio.value()).unwrap_or_default();
        View { finding, quantities: filter().is_some_and(|filter| filter.checked()) }
    }

    fn choose(finding: &str) {
        radios().for_each(|radio| radio.set_checked(radio.value() == finding));
    }

    fn open_table() {
        if let Some(title) = one::<HtmlElement>("#tableau > summary") {
            _ = title.parent_element().map(|table| table.set_attribute("open", ""));
            _ = title.focus();
        }
    }

    /// Shows what the address says. At first, what the reader chose before the program came stays.
    fn follow_address(search: &str, named: &str, first: bool) {
        let before = chosen();
        if let Some(filter) = filter()
            && !(first && before.quantities)
        {
            filter.set_checked(search.starts_with("quantites"));
        }
        let known = radios().any(|radio| radio.value() == named);
        let kept = first && !before.finding.is_empty();
        if known && !kept {
            choose(named);
        } else if named == "tableau" {
            open_table();
        } else if named.is_empty() && !first {
            choose("");
        }
        // The router does not write an address that it wrote last, even when another has come since.
        if known && !first && window().location().hash().is_ok_and(|hash| hash.trim_start_matches('#') != named) {
            write_address();
        } else {
            tell();
        }
    }

    /// The view as an address, each its own step back. The page stays where it is.
    fn write_address() {
        hush();
        let view = chosen();
        let (Ok(history), Ok(path)) = (window().history(), window().location().pathname()) else { return };
        let search = if view.quantities { "?quantites" } else { "" };
        let hash = if view.finding.is_empty() { "" } else { "#" };
        let y = JsValue::from_f64(window().scroll_y().unwrap_or_default().round());
        _ = history.push_state_with_url(&y, "", Some(&[&path, search, hash, &view.finding].concat()));
        tell();
    }

    thread_local! {
        static SOUND: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
    }
    /// Seconds from one mark to the next.
    const BEAT: f64 = 0.13;
    /// After this long, whatever was played has ended.
    const LONGEST: f64 = 3.2;

    /// The marks one after the other: a full sound when certain, a light one when possible, silence when excluded.
    fn play() {
        hush();
        let Ok(sound) = AudioContext::new() else { return };
        let reading = one::<Element>(".voices").and_then(|root| root.get_attribute("data-shown")).unwrap_or_default();
        let mut heard = false;
        let Ok(dots) = document().query_selector_all(".voices [data-marks]") else { return };
        for index in 0..dots.length() {
            let marks = dots.item(index).and_then(|dot| dot.dyn_into::<Element>().ok()).and_then(|dot| dot.get_attribute("data-marks")).unwrap_or_default();
            let mark = marks.split(' ').find_map(|mark| mark.strip_prefix(&*reading).filter(|_| !reading.is_empty()));
            let loudness = match mark {
                Some("c") => 0.3,
                Some("p") => 0.05,
                _ => continue,
            };
            heard = true;
            _ = strike(&sound, sound.current_time() + 0.1 + f64::from(index) * BEAT, loudness);
        }
        if !heard {
            // No count is told: what the drawing says is said instead.
            let drawing = if reading.is_empty() { "start" } else { &reading };
            announce(&one::<Element>(&["[data-drawing='", drawing, "'] .voices__detail"].concat()).and_then(|line| line.text_content()).unwrap_or_default());
        }
        SOUND.set(Some(sound));
    }

    /// One sound, at `start` seconds, that dies away within a beat.
    fn strike(sound: &AudioContext, start: f64, loudness: f32) -> Result<(), JsValue> {
        let (voice, volume) = (sound.create_oscillator()?, sound.create_gain()?);
        voice.set_type(OscillatorType::Triangle);
        voice.frequency().set_value(if loudness > 0.1 { 330.0 } else { 660.0 });
        volume.gain().set_value_at_time(loudness, start)?;
        volume.gain().linear_ramp_to_value_at_time(0.0, start + BEAT)?;
        voice.connect_with_audio_node(&volume)?.connect_with_audio_node(&sound.destination())?;
        voice.start_with_when(start)?;
        voice.stop_with_when(start + BEAT)
    }

    /// Stops the sound; whether there was one that had not ended.
    fn hush() -> bool {
        SOUND.take().is_some_and(|sound| {
            let playing = sound.current_time() < LONGEST;
            _ = sound.close();
            playing
        })
    }

    /// Says what the view shows: to the style sheet, and to who listens.
    fn tell() {
        let Some(root) = one::<Element>(".voices") else { return };
        let View { finding, quantities } = chosen();
        let text = |selector: &str| one::<Element>(selector).and_then(|element| element.text_content()).unwrap_or_default();
        let set = |name: &str, value: Option<&str>| {
            _ = match value {
                Some(value) => root.set_attribute(name, value),
                None => root.remove_attribute(name),
            };
        };
        set("data-live", Some(""));
        set("data-quantities", quantities.then_some(""));
        set("data-chosen", (!finding.is_empty()).then_some(&finding));
        let drawing = one::<HtmlInputElement>(".voices [type=radio]:checked").and_then(|radio| radio.get_attribute("data-reading"));
        set("data-shown", drawing.as_deref());
        let mut said = String::new();
        if let Some(drawing) = drawing {
            let [statement, detail] = [".voices__statement", ".voices__detail"].map(|part| text(&["[data-drawing='", &drawing, "'] ", part].concat()));
            said = [&text(&["#", &finding, " .voices__words"].concat()), ". ", &statement, " ", &detail].concat();
        }
        announce(&said);
    }

    /// Has `said` read out.
    fn announce(said: &str) {
        if let Some(status) = one::<Element>(".voices [role=status]") {
            status.set_text_content(Some(said));
        }
    }
}
