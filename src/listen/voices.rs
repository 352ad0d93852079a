//! The voices of the device, and of it alone: what others say a text with is sent to them.

use web_sys::{SpeechSynthesis, SpeechSynthesisVoice};

/// Those of the device.
#[derive(Debug, Default)]
pub struct Voices(Vec<SpeechSynthesisVoice>);

impl Voices {
    /// Those that the device has now; browsers may take a moment to tell them.
    pub fn of_device(speech: &SpeechSynthesis) -> Self {
        let all = speech.get_voices().into_iter().map(SpeechSynthesisVoice::from);
        Self(all.filter(SpeechSynthesisVoice::local_service).collect())
    }

    /// The one for a language (`fr`): of Belgium, else the device's own choice, else the first.
    pub fn of(&self, lang: &str) -> Option<&SpeechSynthesisVoice> {
        let speaks = |voice: &&SpeechSynthesisVoice| {
            let code = voice.lang().to_ascii_lowercase();
            code.strip_prefix(lang).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
        };
        let among = || self.0.iter().filter(speaks);
        among().find(|voice| voice.lang().ends_with("BE")).or_else(|| among().find(|voice| voice.default())).or_else(|| among().next())
    }
}
