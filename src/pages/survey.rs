//! The page of a survey in words. It is written natively, once; the browser's program adds to it what HTML and CSS cannot do: the view in the address, what is read out,
//! keys. See `docs/decisions/0017-the-surveys-page-is-a-document.md`.

use leptos::prelude::*;

/// The page as far as taking it over needs it: a place that is stepped over and never drawn, since every way to this page is a document's.
#[must_use]
pub fn taken_over() -> AnyView {
    #[cfg(feature = "hydrate")]
    browser::take_over();
    crate::components::markup::drawn(|| crate::components::markup::element("article"))
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::components::dots::PER_ROW;
    use leptos::{ev, prelude::*};
    use leptos_router::location::{BrowserUrl, LocationProvider};
    use std::{cell::RefCell, time::Duration};
    use wasm_bindgen::{JsCast, JsValue};
    use web_sys::{AudioContext, Element, EventTarget, HtmlElement, HtmlInputElement, OscillatorType};

    /// The view that the address bar or the form shows.
    #[derive(Default, PartialEq)]
    struct View {
        /// The identifier of the chosen finding; empty when none is.
        finding: String,
        /// Those of [`TOOLS`] that are ticked, as the address has them: `?quantites&force`.
        search: String,
    }

    /// What the address calls the filter and the order, and the controls that stand for them.
    const TOOLS: [(&str, &str); 2] = [("quantites", ".voices [name=quantites]"), ("force", ".voices [name=ordre][value=force]")];

    /// Starts from what the reader has already chosen, or from what the address says; then each choice goes into the address, and the address into the choice:
    /// `#f10` is a finding, `?quantites` keeps those that tell a quantity, `?force` puts the strongest words first, `#tableau` opens the table. Escape forgets the choice,
    /// T goes to the table. The marks are one stop for the keyboard: arrows, Home and End go from one to the other, Escape leaves them.
    ///
    /// The root tells its state: `data-live`, `data-chosen` with the finding's identifier, `data-shown` with its drawing, `data-search` with the filter and the order.
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
            let Some(control) = event.target().filter(|target| within_voices(Some(target.clone()))) else { return };
            // The style sheet answers at once; what follows waits until the answer is on the screen.
            request_animation_frame(move || {
                let after = move || {
                    write_address();
                    if is(Some(&control), ".voices__tools *") {
                        announce(&one(".voices__count").map(|count| count.unchecked_into::<HtmlElement>().inner_text()).unwrap_or_default());
                    }
                };
                set_timeout(after, Duration::ZERO);
            });
        });
        let reset = window_event_listener(ev::reset, |event| {
            if within_voices(event.target()) {
                // The form is emptied after its event.
                request_animation_frame(write_address);
            }
        });
        let listen = window_event_listener(ev::click, |event| {
            if is(event.target().as_ref(), ".voices__sound button") {
                play();
            }
        });
        let keys = window_event_listener(ev::keydown, |event| match &*event.key() {
            "Escape" if hush() => {}
            key if go_to_mark(key) => event.prevent_default(),
            // An open menu closes first.
            "Escape" if !event.default_prevented() && one(CHOSEN).is_some() => {
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

    fn one(selector: &str) -> Option<Element> {
        document().query_selector(selector).ok().flatten()
    }

    fn each(selector: &str) -> Vec<Element> {
        let Ok(list) = document().query_selector_all(selector) else { return Vec::new() };
        (0..list.length()).filter_map(|index| list.item(index).map(JsCast::unchecked_into)).collect()
    }

    /// The finding's radio buttons.
    const RADIOS: &str = ".voices [name=finding]";
    const CHOSEN: &str = ".voices [name=finding]:checked";

    fn attribute(element: Option<Element>, name: &str) -> String {
        element.and_then(|element| element.get_attribute(name)).unwrap_or_default()
    }

    fn text(selector: &str) -> String {
        one(selector).and_then(|element| element.text_content()).unwrap_or_default()
    }

    fn tick(control: Option<Element>, ticked: bool) {
        if let Some(control) = control {
            control.unchecked_into::<HtmlInputElement>().set_checked(ticked);
        }
    }

    /// Of an element of either kind that can have the focus.
    fn focus(element: Option<Element>) -> bool {
        element.is_some_and(|element| element.unchecked_into::<HtmlElement>().focus().is_ok())
    }

    fn is(target: Option<&EventTarget>, selector: &str) -> bool {
        target.and_then(|target| target.dyn_ref::<Element>()).is_some_and(|element| element.matches(selector).unwrap_or(false))
    }

    fn within_voices(target: Option<EventTarget>) -> bool {
        is(target.as_ref(), ".voices *")
    }

    /// What the form shows.
    fn chosen() -> View {
        let ticked = |(_, control): &&(&str, &str)| one(control).is_some_and(|control| is(Some(&control), ":checked"));
        let ticked: Vec<_> = TOOLS.iter().filter(ticked).map(|(name, _)| *name).collect();
        View { finding: attribute(one(CHOSEN), "value"), search: ticked.join("&") }
    }

    /// Whether there is a finding of that name: it is chosen then, and none when the name is empty.
    fn choose(finding: &str) -> bool {
        if finding.is_empty() {
            tick(one(CHOSEN), false);
            return false;
        }
        let radio = each(RADIOS).into_iter().find(|radio| radio.get_attribute("value").is_some_and(|value| value == finding));
        let known = radio.is_some();
        tick(radio, true);
        known
    }

    fn open_table() {
        _ = one("#tableau").map(|table| table.set_attribute("open", ""));
        focus(one("#tableau > summary"));
    }

    /// Shows what the address says. At first, what the reader chose before the program came stays.
    fn follow_address(search: &str, named: &str, first: bool) {
        let before = chosen();
        if !first || before.search.is_empty() {
            for (name, control) in TOOLS {
                let ticked = search.split('&').any(|part| part == name);
                // A radio button gives way to the first of its group.
                let control = if ticked || name == "quantites" { control } else { ".voices [name=ordre][value='']" };
                tick(one(control), ticked || name != "quantites");
            }
        }
        let kept = first && !before.finding.is_empty();
        let known = !kept && choose(if named.is_empty() && first { "tableau" } else { named });
        if named == "tableau" {
            open_table();
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
        let search = if view.search.is_empty() { "" } else { "?" };
        let hash = if view.finding.is_empty() { "" } else { "#" };
        let y = JsValue::from_f64(window().scroll_y().unwrap_or_default().round());
        let address = [&path, search, &view.search, hash, &view.finding].concat();
        // Two choices may have come before one paint.
        if window().location().href().is_ok_and(|shown| !shown.ends_with(&address)) {
            _ = history.push_state_with_url(&y, "", Some(&address));
        }
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
        let reading = attribute(one(".voices"), "data-shown");
        let mut heard = false;
        for (place, dot) in (0_u32..).zip(each(DOTS)) {
            let loudness = match mark_of(&dot, &reading) {
                1 => 0.3,
                2 => 0.05,
                _ => continue,
            };
            heard = true;
            _ = strike(&sound, sound.current_time() + 0.1 + f64::from(place) * BEAT, loudness);
        }
        if !heard {
            // No count is told: what the drawing says is said instead.
            let drawing = if reading.is_empty() { "start" } else { &reading };
            announce(&text(&["[data-drawing='", drawing, "'] .voices__detail"].concat()));
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

    const DOTS: &str = ".voices .dots__one";

    /// What a dot is in the drawing `shown`: certain, possible, excluded, from 1 as the key lists them; 0 when nothing is said of it.
    fn mark_of(dot: &Element, shown: &str) -> usize {
        let marks = dot.get_attribute("data-marks").unwrap_or_default();
        let mark = marks.split(' ').find_map(|mark| mark.strip_prefix(shown).filter(|_| !shown.is_empty()));
        mark.and_then(|mark| "cpx".find(mark)).map_or(0, |place| place + 1)
    }

    /// Makes of the marks a list that says itself, and one stop for the keyboard.
    fn tell_marks(shown: &str) {
        let Some(drawing) = one(".voices__stage svg") else { return };
        let unsaid = drawing.get_attribute("data-unsaid").unwrap_or_default();
        let kinds: Vec<_> = each(".voices__key li").iter().filter_map(|kind| kind.text_content()).collect();
        _ = drawing.remove_attribute("aria-hidden");
        _ = drawing.set_attribute("role", "list");
        for dot in each(DOTS) {
            let kind = mark_of(&dot, shown).checked_sub(1).and_then(|kind| kinds.get(kind)).unwrap_or(&unsaid);
            let label = [&dot.get_attribute("data-place").unwrap_or_default(), " ", kind].concat();
            for (name, value) in [("role", "listitem"), ("aria-label", &label), ("tabindex", "-1")] {
                _ = dot.set_attribute(name, value);
            }
        }
        _ = one(DOTS).map(|dot| dot.set_attribute("tabindex", "0"));
    }

    /// Whether the focus was on a mark and the key took it elsewhere. Right is the next one, or the one before where one writes from right to left.
    fn go_to_mark(key: &str) -> bool {
        let Some(from) = document().active_element().filter(|element| is(Some(element), DOTS)) else { return false };
        let dots = each(DOTS);
        let place = dots.iter().position(|dot| *dot == from).unwrap_or(0);
        let (row, last) = (PER_ROW as usize, dots.len() - 1);
        let forward = if one("[dir=rtl] .voices").is_some() { "ArrowLeft" } else { "ArrowRight" };
        let target = match key {
            "Escape" => return focus(one(CHOSEN).or_else(|| one(RADIOS))),
            "Home" => 0,
            "End" => last,
            "ArrowUp" if place >= row => place - row,
            "ArrowDown" if place + row <= last => place + row,
            "ArrowUp" | "ArrowDown" => place,
            key if key == forward => last.min(place + 1),
            "ArrowLeft" | "ArrowRight" => place.saturating_sub(1),
            _ => return false,
        };
        _ = from.set_attribute("tabindex", "-1");
        _ = dots[target].set_attribute("tabindex", "0");
        focus(Some(dots[target].clone()))
    }

    /// Says what the view shows: to the style sheet, and to who listens.
    fn tell() {
        let Some(root) = one(".voices") else { return };
        let View { finding, search } = chosen();
        let shown = attribute(one(CHOSEN), "data-reading");
        _ = root.set_attribute("data-live", "");
        for (name, value) in [("data-search", &search), ("data-chosen", &finding), ("data-shown", &shown)] {
            _ = if value.is_empty() { root.remove_attribute(name) } else { root.set_attribute(name, value) };
        }
        tell_marks(&shown);
        let mut said = String::new();
        if !shown.is_empty() {
            let drawing = ["[data-drawing='", &shown, "'] "].concat();
            let [statement, detail] = [".voices__statement", ".voices__detail"].map(|part| text(&[&drawing, part].concat()));
            said = [&text(":checked + label .voices__words"), ". ", &statement, " ", &detail].concat();
        }
        announce(&said);
    }

    /// Has `said` read out.
    fn announce(said: &str) {
        if let Some(status) = one(".voices [role=status]") {
            status.set_text_content(Some(said));
        }
    }
}
