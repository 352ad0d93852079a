//! Reading: sentence by sentence, from the heading on the screen, with a small control at its foot.
//!
//! A pause ends the sentence and keeps its place, since browsers pause a voice each in its own way. The voice is stopped by its reader, by another page, and when the page
//! goes away. Nothing is asked of the network and no sound leaves the device.

use super::{
    found::{Block, blocks, short},
    spoken::is_word,
    voices::Voices,
};
use js_sys::{Array, Function, Reflect};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    CssStyleSheet, Document, Element, Event, FocusOptions, HtmlElement, KeyboardEvent, MutationObserver, MutationObserverInit, Range, ScrollBehavior,
    ScrollToOptions, SpeechSynthesis, SpeechSynthesisEvent, SpeechSynthesisUtterance, Window,
};

/// How fast, and the word for it.
const SPEEDS: [(f32, &str); 3] = [(1.0, "normal"), (1.25, "fast"), (0.75, "slow")];
/// Where the speed is kept until the visit ends.
const KEPT: &str = "passerelle.speed";
/// The mark of the sentence: a highlight where browsers have them, else an attribute of its block.
const MARK: &str = "listen";
const MARKED: &str = "data-listened";
/// How often voices are asked for, at most, and how long between, in milliseconds.
const ASKED: (u32, i32) = (20, 100);
/// Keys that move the page.
const MOVING: [&str; 6] = ["ArrowDown", "ArrowUp", "End", "Home", "PageDown", "PageUp"];

thread_local! {
    static ALOUD: Cell<Option<&'static Aloud>> = const { Cell::new(None) };
}

struct Aloud {
    window: Window,
    document: Document,
    speech: SpeechSynthesis,
    words: JsValue,
    /// Of the interface.
    lang: String,
    spelled: Vec<String>,
    /// When something that was being said ends, or fails.
    ended: Closure<dyn Fn(SpeechSynthesisEvent)>,
    failed: Closure<dyn Fn(Event)>,
    speed: Cell<usize>,
    /// Whether the page follows the voice: not once its reader has moved it elsewhere.
    follows: Cell<bool>,
    reading: RefCell<Option<Reading>>,
}

/// What is being read.
struct Reading {
    blocks: Vec<Block>,
    voices: Voices,
    /// The language of the text.
    lang: String,
    /// Block and sentence.
    at: (usize, usize),
    paused: bool,
    /// What the voice has been given of the sentence; browsers forget what nobody holds.
    given: Vec<SpeechSynthesisUtterance>,
    opener: Option<HtmlElement>,
}

/// The part, with the table of its language: words, what is spelled, the control's style.
pub fn start(table: &JsValue) {
    let Some(window) = web_sys::window() else { return };
    let (Some(document), Ok(speech)) = (window.document(), window.speech_synthesis()) else { return };
    let stored = window.session_storage().ok().flatten().and_then(|storage| storage.get_item(KEPT).ok().flatten());
    let speed = SPEEDS.iter().position(|(_, word)| stored.as_deref() == Some(word)).unwrap_or(0);
    let sheet = document.style_sheets().get(0).and_then(|sheet| sheet.dyn_into::<CssStyleSheet>().ok());
    if let Some(sheet) = sheet {
        let end = sheet.css_rules().map_or(0, |rules| rules.length());
        _ = sheet.insert_rule_with_index(&text(table, "style"), end);
    }
    let aloud: &'static Aloud = Box::leak(Box::new(Aloud {
        window,
        document,
        speech,
        words: member(table, "words"),
        lang: text(table, "lang"),
        spelled: Array::from(&member(table, "spelled")).iter().filter_map(|word| word.as_string()).collect(),
        ended: Closure::new(|event: SpeechSynthesisEvent| act(|aloud| aloud.ended(&event.utterance()))),
        failed: Closure::new(|event: Event| act(|aloud| aloud.failed(&event))),
        speed: Cell::new(speed),
        follows: Cell::new(true),
        reading: RefCell::default(),
    }));
    ALOUD.set(Some(aloud));
    aloud.attend();
}

/// « Écouter » was touched: what `button` stands in when it is a meaning, else the page from the heading on the screen.
pub fn listen(button: Element) {
    act(|aloud| aloud.begin(Some(button), ASKED.0));
}

fn act(what: impl FnOnce(&'static Aloud)) {
    if let Some(aloud) = ALOUD.get() {
        what(aloud);
    }
}

impl Aloud {
    /// Follows what happens around: keys, the page's moves, its end, another page.
    fn attend(&'static self) {
        let on = |name: &str, capture: bool, closure: Closure<dyn Fn(Event)>| {
            _ = self.window.add_event_listener_with_callback_and_bool(name, closure.as_ref().unchecked_ref(), capture);
            closure.forget();
        };
        on("keydown", true, Closure::new(|event: Event| act(|aloud| aloud.key(&event))));
        on("click", false, Closure::new(|event: Event| act(|aloud| aloud.touched(&event))));
        on("wheel", false, Closure::new(|_| act(|aloud| aloud.follows.set(false))));
        on("touchmove", false, Closure::new(|_| act(|aloud| aloud.follows.set(false))));
        on("pagehide", false, Closure::new(|_| act(Aloud::stop)));
        // Each page that is shown has a title.
        let changed = Closure::<dyn Fn()>::new(|| act(Aloud::stop));
        if let (Ok(observer), Ok(Some(title))) = (MutationObserver::new(changed.as_ref().unchecked_ref()), self.document.query_selector("title")) {
            let all = MutationObserverInit::new();
            all.set_child_list(true);
            _ = observer.observe_with_options(&title, &all);
        }
        changed.forget();
    }

    fn key(&'static self, event: &Event) {
        let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).unwrap_or_default();
        if MOVING.contains(&key.as_str()) {
            self.follows.set(false);
        }
        // What is open in the header closes first.
        let folded = self.one(".header details[open]").is_some();
        if key == "Escape" && self.one(".listen").is_some() && !folded {
            event.prevent_default();
            event.stop_propagation();
            self.stop();
        }
    }

    fn touched(&'static self, event: &Event) {
        let touched = event.target().and_then(|target| target.dyn_into::<Element>().ok()).and_then(|target| target.closest("[data-listen]").ok().flatten());
        match touched.and_then(|button| button.get_attribute("data-listen")).as_deref() {
            Some("pause") => self.pause(),
            Some("previous") => self.step(false),
            Some("next") => self.step(true),
            Some("here") => self.begin(None, 0),
            Some("speed") => self.change_speed(),
            Some("stop") => self.stop(),
            _ => {}
        }
    }

    /// Begins: at the heading on the screen, or in the meaning that `button` stands in.
    ///
    /// Browsers may take a moment to know the device's voices: they are asked for `times` times more.
    fn begin(&'static self, button: Option<Element>, times: u32) {
        if times > 0 && self.speech.get_voices().length() == 0 {
            let again = Closure::once_into_js(move || self.begin(button, times - 1));
            _ = self.window.set_timeout_with_callback_and_timeout_and_arguments_0(again.unchecked_ref(), ASKED.1);
            return;
        }
        let root = button.as_ref().and_then(|button| button.closest(".bubble").ok().flatten());
        let Some(root) = root.or_else(|| self.one("main")) else { return };
        let around = root.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang")).unwrap_or_default();
        let blocks = blocks(&self.window, &root, &short(&around), &self.spelled);
        let lang = blocks.first().and_then(|block| Some(block.sentences.first()?.said.first()?.0.clone())).unwrap_or_default();
        let voices = Voices::of_device(&self.speech);
        let opener = button.and_then(|button| button.dyn_into().ok());
        self.silence();
        if voices.of(&lang).is_none() {
            self.reading.replace(Some(Reading { blocks: Vec::new(), voices, lang: lang.clone(), at: (0, 0), paused: true, given: Vec::new(), opener }));
            return self.tell(if lang == short(&self.lang) { "no_voice" } else { "no_voice_other" });
        }
        let opener = opener.or_else(|| self.reading.take().and_then(|reading| reading.opener));
        let first = if self.window.scroll_y().unwrap_or_default() < 1.0 { 0 } else { self.heading_on_screen(&blocks) };
        self.reading.replace(Some(Reading { blocks, voices, lang, at: (first, 0), paused: false, given: Vec::new(), opener }));
        self.show_control();
        self.follows.set(true);
        self.say();
    }

    /// The first heading that can be seen, when it is not at the very bottom; else the one above the screen.
    fn heading_on_screen(&self, blocks: &[Block]) -> usize {
        let (top, bottom) = self.seen();
        let limit = top + (bottom - top) * 0.6;
        let headings =
            || blocks.iter().enumerate().filter(|(_, block)| block.is_heading()).map(|(place, block)| (place, block.element.get_bounding_client_rect().top()));
        let seen = headings().find(|(_, at)| (top - 1.0..limit).contains(at));
        seen.or_else(|| headings().rfind(|(_, at)| *at < top)).map_or(0, |(place, _)| place)
    }

    /// What of the window is neither under the menu's row nor behind the control.
    fn seen(&self) -> (f64, f64) {
        let height = self.window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(600.0);
        let top = self.one(".header").map_or(0.0, |header| header.get_bounding_client_rect().bottom()).clamp(0.0, height / 3.0);
        let bottom = self.one(".listen").map_or(height, |control| control.get_bounding_client_rect().top());
        (top, bottom.max(height / 2.0))
    }

    /// Says the sentence that it has come to.
    fn say(&'static self) {
        let Some(ends) = self.with(|reading| {
            let (block, sentence) = reading.at;
            let said = &reading.blocks.get(block)?.sentences.get(sentence)?.said;
            let parts = said.iter().filter_map(|(lang, words)| {
                let voice = match reading.voices.of(lang) {
                    // Another script is no sound to this voice.
                    None if words.chars().any(|letter| is_word(letter) && letter > '\u{24f}') => return None,
                    None => reading.voices.of(&reading.lang)?,
                    Some(voice) => voice,
                };
                let part = SpeechSynthesisUtterance::new_with_text(words).ok()?;
                part.set_voice(Some(voice));
                part.set_lang(&voice.lang());
                part.set_rate(SPEEDS[self.speed.get()].0);
                part.set_onend(Some(self.ended.as_ref().unchecked_ref()));
                part.set_onerror(Some(self.failed.as_ref().unchecked_ref()));
                Some(part)
            });
            reading.given = parts.collect();
            reading.paused = false;
            Some(reading.given.is_empty())
        }) else {
            return self.stop();
        };
        self.mark();
        self.speech.cancel();
        self.speech.resume();
        if ends {
            return self.step(true);
        }
        let given = self.with(|reading| Some(reading.given.clone())).unwrap_or_default();
        given.iter().for_each(|part| self.speech.speak(part));
    }

    fn with<T>(&self, what: impl FnOnce(&mut Reading) -> Option<T>) -> Option<T> {
        self.reading.borrow_mut().as_mut().and_then(what)
    }

    fn ended(&'static self, part: &SpeechSynthesisUtterance) {
        let goes_on = self.with(|reading| Some(!reading.paused && reading.given.last() == Some(part)));
        if goes_on == Some(true) {
            self.step(true);
        }
    }

    fn failed(&'static self, event: &Event) {
        let part = member(event, "utterance");
        let ours = self.with(|reading| Some(!reading.paused && reading.given.iter().any(|given| JsValue::from(given) == part)));
        // A sentence that gave way to another is no failure.
        if ours == Some(true) && !["canceled", "interrupted"].contains(&text(event, "error").as_str()) {
            self.silence();
            self.with(|reading| {
                reading.paused = true;
                Some(())
            });
            self.tell("failed");
        }
    }

    /// Goes to the next sentence, or to the one before, and says it.
    fn step(&'static self, onwards: bool) {
        let there = self.with(|reading| {
            let (block, sentence) = reading.at;
            reading.at = match onwards {
                true if sentence + 1 < reading.blocks.get(block)?.sentences.len() => (block, sentence + 1),
                true => (block + 1, 0),
                false if sentence > 0 => (block, sentence - 1),
                false if block > 0 => (block - 1, reading.blocks[block - 1].sentences.len() - 1),
                false => (0, 0),
            };
            (reading.at.0 < reading.blocks.len()).then_some(())
        });
        match there {
            Some(()) => {
                self.name_pause();
                self.say();
                self.name_pause();
            }
            None => self.stop(),
        }
    }

    fn pause(&'static self) {
        let paused = self.with(|reading| {
            reading.paused = !reading.paused;
            Some(reading.paused)
        });
        if paused == Some(false) {
            self.follows.set(true);
            self.say();
        } else {
            self.speech.cancel();
        }
        self.name_pause();
    }

    /// The button says what it does now.
    fn name_pause(&self) {
        let paused = self.with(|reading| Some(reading.paused)).unwrap_or_default();
        if let Some(button) = self.one("[data-listen=pause]") {
            button.set_text_content(Some(&self.word(if paused { "resume" } else { "pause" })));
        }
    }

    fn change_speed(&'static self) {
        self.speed.set((self.speed.get() + 1) % SPEEDS.len());
        if let Ok(Some(storage)) = self.window.session_storage() {
            _ = storage.set_item(KEPT, SPEEDS[self.speed.get()].1);
        }
        if let Some(button) = self.one("[data-listen=speed]") {
            button.set_text_content(Some(&self.word(SPEEDS[self.speed.get()].1)));
        }
        if self.with(|reading| Some(reading.paused)) == Some(false) {
            self.say();
        }
    }

    /// No voice, no mark; the place is kept.
    fn silence(&self) {
        self.speech.cancel();
        self.unmark();
    }

    /// Ends the reading: nothing of it stays.
    fn stop(&'static self) {
        let Some(reading) = self.reading.take() else { return };
        self.speech.cancel();
        reading.blocks.iter().for_each(|block| _ = block.element.remove_attribute(MARKED));
        self.unmark();
        let Some(control) = self.one(".listen") else { return };
        let held = control.contains(self.document.active_element().as_deref());
        control.remove();
        if let Some(opener) = reading.opener.filter(|_| held) {
            focus(&opener);
        }
    }

    // The mark.

    fn highlights(&self) -> Option<(JsValue, Function)> {
        let registry = member(&member(&self.window, "CSS"), "highlights");
        let make = member(&self.window, "Highlight").dyn_into().ok()?;
        registry.is_object().then_some((registry, make))
    }

    fn unmark(&self) {
        if let Some((registry, _)) = self.highlights() {
            call(&registry, "delete", &Array::of1(&MARK.into()));
        }
        self.with(|reading| {
            reading.blocks.iter().for_each(|block| _ = block.element.remove_attribute(MARKED));
            Some(())
        });
    }

    /// Marks the sentence, and brings it into view unless the reader is elsewhere.
    fn mark(&self) {
        let range = |reading: &mut Reading, (block, sentence): (usize, usize)| {
            let block = reading.blocks.get(block)?;
            Some((block.range(&self.document, block.sentences.get(sentence)?)?, block.element.clone()))
        };
        // Who has come back to what was just said is followed again.
        let (top, bottom) = self.seen();
        let before = self.with(|reading| {
            let (block, sentence) = reading.at;
            range(reading, if sentence > 0 { (block, sentence - 1) } else { (block.checked_sub(1)?, reading.blocks[block - 1].sentences.len() - 1) })
        });
        let is_seen = |range: &Range| {
            let place = range.get_bounding_client_rect();
            place.bottom() > top && place.top() < bottom
        };
        if before.is_some_and(|(range, _)| is_seen(&range)) {
            self.follows.set(true);
        }
        self.unmark();
        let Some((range, element)) = self.with(|reading| range(reading, reading.at)) else { return };
        match self.highlights() {
            Some((registry, make)) => {
                if let Ok(highlight) = Reflect::construct(&make, &Array::of1(&range)) {
                    call(&registry, "set", &Array::of2(&MARK.into(), &highlight));
                }
            }
            None => _ = element.set_attribute(MARKED, ""),
        }
        let place = range.get_bounding_client_rect();
        if self.follows.get() && (place.top() < top + 8.0 || place.bottom() > bottom - 8.0) && place.height() > 0.0 {
            let options = ScrollToOptions::new();
            options.set_top(place.top() - top - (bottom - top) / 4.0);
            options.set_behavior(if self.is_still() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
            self.window.scroll_by_with_scroll_to_options(&options);
        }
    }

    /// Whether the reader wants no motion.
    fn is_still(&self) -> bool {
        let asked = self.window.match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|asked| asked.matches());
        asked || self.one("[data-motion=none]").is_some()
    }

    // The control.

    fn one(&self, selector: &str) -> Option<Element> {
        self.document.query_selector(selector).ok().flatten()
    }

    fn word(&self, name: &str) -> String {
        text(&self.words, name)
    }

    fn element(&self, tag: &str, attributes: &[(&str, &str)], words: &str) -> Option<Element> {
        let element = self.document.create_element(tag).ok()?;
        attributes.iter().for_each(|(name, value)| _ = element.set_attribute(name, value));
        if !words.is_empty() {
            element.set_text_content(Some(words));
        }
        Some(element)
    }

    fn button(&self, what: &str, words: &str) -> Option<Element> {
        self.element("button", &[("class", "listen__button"), ("type", "button"), ("data-listen", what)], words)
    }

    /// An empty control, in the place of the one before.
    fn control(&self) -> Option<Element> {
        if let Some(old) = self.one(".listen") {
            old.remove();
        }
        let control = self.element("section", &[("class", "listen"), ("aria-label", &self.word("title"))], "")?;
        self.document.body()?.append_child(&control).ok()?;
        Some(control)
    }

    fn show_control(&self) -> Option<()> {
        let control = self.control()?;
        for (what, words) in [
            ("pause", self.word("pause")),
            ("previous", self.word("previous")),
            ("next", self.word("next")),
            ("here", self.word("here")),
            ("speed", self.word(SPEEDS[self.speed.get()].1)),
            ("stop", self.word("stop")),
        ] {
            let button = self.button(what, &words)?;
            control.append_child(&button).ok()?;
        }
        focus(control.first_element_child()?.unchecked_ref());
        Some(())
    }

    /// Says why nothing is read, in the control's place.
    fn tell(&self, what: &str) {
        let told = || {
            let control = self.control()?;
            let line = self.element("p", &[("class", "listen__words"), ("role", "status")], "")?;
            // First the line, then its words: that is when a status is read aloud.
            control.append_child(&line).ok()?;
            line.set_text_content(Some(&self.word(what)));
            let close = self.button("stop", &self.word("close"))?;
            control.append_child(&close).ok()?;
            focus(close.unchecked_ref());
            Some(())
        };
        _ = told();
    }
}

fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    _ = element.focus_with_options(&options);
}

/// A member of an object; undefined when it has none.
fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

fn text(object: &JsValue, name: &str) -> String {
    member(object, name).as_string().unwrap_or_default()
}

fn call(object: &JsValue, name: &str, arguments: &Array) {
    if let Ok(function) = member(object, name).dyn_into::<Function>() {
        _ = function.apply(object, arguments);
    }
}
