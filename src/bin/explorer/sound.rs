//! A question's rows as sounds, one after the other: the more respondents, the higher. Never by itself.

use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType};

thread_local! {
    /// What plays, and when it ends, in seconds of its own clock.
    static SOUND: RefCell<Option<(AudioContext, f64)>> = const { RefCell::new(None) };
}

/// Seconds from one row to the next.
const BEAT: f64 = 0.34;
/// The most rows that are played.
const MOST: usize = 40;
/// What nobody and everybody sound like, in hertz: three octaves.
const LOWEST: f32 = 165.0;
const HIGHEST: f32 = 1320.0;

/// Plays the shares of `base` that `counts` are, in the order given; a row of nobody is a low, soft sound.
pub fn play(counts: &[u32], base: u32) {
    hush();
    let Ok(sound) = AudioContext::new() else { return };
    let start = sound.current_time() + 0.1;
    let mut end = start;
    for count in counts.iter().take(MOST) {
        let share = if base == 0 { 0.0 } else { *count as f32 / base as f32 };
        _ = strike(&sound, end, LOWEST + (HIGHEST - LOWEST) * share, if *count == 0 { 0.04 } else { 0.25 });
        end += BEAT;
    }
    SOUND.set(Some((sound, end)));
}

/// One sound, at `start` seconds, that dies away within a beat.
fn strike(sound: &AudioContext, start: f64, pitch: f32, loudness: f32) -> Result<(), JsValue> {
    let (voice, volume) = (sound.create_oscillator()?, sound.create_gain()?);
    voice.set_type(OscillatorType::Triangle);
    voice.frequency().set_value(pitch);
    volume.gain().set_value_at_time(loudness, start)?;
    volume.gain().linear_ramp_to_value_at_time(0.0, start + BEAT)?;
    voice.connect_with_audio_node(&volume)?.connect_with_audio_node(&sound.destination())?;
    voice.start_with_when(start)?;
    voice.stop_with_when(start + BEAT)
}

/// Stops what plays; whether something did.
pub fn hush() -> bool {
    SOUND.take().is_some_and(|(sound, end)| {
        let playing = sound.current_time() < end;
        _ = sound.close();
        playing
    })
}
