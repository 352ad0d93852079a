//! A draft that a link carries itself, sealed: no server keeps it, and none is asked. The draft and its last day are compressed, then sealed with AES-256-GCM
//! (NIST SP 800-38D) under a key that stands in the link too, behind `#`, which is never sent.
//!
//! What that gives: nothing can be changed, the last day included; who has not the whole link reads nothing. What it cannot give: who has the link has the draft, until
//! the last day by this program, and for ever by another; it cannot be taken back.

use crate::model::date::Date;
use aes_gcm::{
    Aes256Gcm, Key, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};

/// Length of the key, in bytes.
pub const KEY: usize = 32;
/// Length of what makes two seals of one draft differ, in bytes.
pub const NONCE: usize = 12;
/// What is sealed is bound to its use and its form: something sealed for another purpose does not open.
const PURPOSE: &[u8] = b"passerelle apercu 1";
/// The most that an opened draft may take, in bytes: a link is no way to fill a memory.
const LARGEST: usize = 4_000_000;

/// Why a sealed draft does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// Cut, changed, or sealed with another key.
    Broken,
    /// Its last day is over.
    Over(Date),
}

/// The draft and the key as a link carries them. `chance` must come from the system's source of chance, and serve once.
///
/// # Errors
/// [`Closed::Broken`] when the draft is too large to be sealed.
pub fn seal(draft: &str, until: Date, chance: [u8; KEY + NONCE]) -> Result<(String, String), Closed> {
    let (key, nonce) = chance.split_at(KEY);
    let plain = miniz_oxide::deflate::compress_to_vec([until.machine().as_bytes(), draft.as_bytes()].concat().as_slice(), 8);
    let cipher = Aes256Gcm::new(Key::<Aes256Gcm>::from_slice(key));
    let sealed = cipher.encrypt(Nonce::from_slice(nonce), Payload { msg: &plain, aad: PURPOSE }).map_err(|_| Closed::Broken)?;
    Ok((BASE64.encode([nonce, &sealed].concat()), BASE64.encode(key)))
}

/// The draft and its last day.
///
/// # Errors
/// Any [`Closed`]. On the last day itself it opens.
pub fn open(draft: &str, key: &str, today: Date) -> Result<(String, Date), Closed> {
    let bytes = BASE64.decode(draft).map_err(|_| Closed::Broken)?;
    let key = BASE64.decode(key).ok().filter(|key| key.len() == KEY).ok_or(Closed::Broken)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE).ok_or(Closed::Broken)?;
    let cipher = Aes256Gcm::new(Key::<Aes256Gcm>::from_slice(&key));
    let plain = cipher.decrypt(Nonce::from_slice(nonce), Payload { msg: sealed, aad: PURPOSE }).map_err(|_| Closed::Broken)?;
    let text =
        miniz_oxide::inflate::decompress_to_vec_with_limit(&plain, LARGEST).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(Closed::Broken)?;
    let (day, draft) = text.split_at_checked(10).ok_or(Closed::Broken)?;
    let until = Date::parse(day).ok_or(Closed::Broken)?;
    if today > until { Err(Closed::Over(until)) } else { Ok((draft.to_owned(), until)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANCE: [u8; KEY + NONCE] = [7; KEY + NONCE];

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn what_was_sealed_opens_until_its_last_day() {
        let (draft, key) = seal(r#"{"title": "Un brouillon à l’accent près"}"#, day("2026-12-24"), CHANCE).unwrap();
        for today in ["2026-11-25", "2026-12-24"] {
            assert_eq!(open(&draft, &key, day(today)).unwrap().0, r#"{"title": "Un brouillon à l’accent près"}"#);
        }
        assert_eq!(open(&draft, &key, day("2026-12-25")), Err(Closed::Over(day("2026-12-24"))));
    }

    #[test]
    fn nothing_can_be_changed_nor_opened_with_another_key() {
        let (draft, key) = seal("{}", day("2026-12-24"), CHANCE).unwrap();
        let mut other = CHANCE;
        other[0] = 8;
        let (_, wrong) = seal("{}", day("2026-12-24"), other).unwrap();
        assert_eq!(open(&draft, &wrong, day("2026-11-25")), Err(Closed::Broken));
        let bytes = BASE64.decode(&draft).unwrap();
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            assert_eq!(open(&BASE64.encode(&changed), &key, day("2026-11-25")), Err(Closed::Broken), "byte {place}");
        }
        for cut in 0..bytes.len() {
            assert_eq!(open(&BASE64.encode(&bytes[..cut]), &key, day("2026-11-25")), Err(Closed::Broken), "cut at {cut}");
        }
        for (draft, key) in [("", key.as_str()), ("é", &key), (draft.as_str(), ""), (&draft, "AAAA")] {
            assert_eq!(open(draft, key, day("2026-11-25")), Err(Closed::Broken));
        }
    }

    #[test]
    fn the_draft_does_not_show_through() {
        let (draft, key) = seal("SECRET-BROUILLON", day("2026-12-24"), CHANCE).unwrap();
        assert!(!draft.contains("SECRET") && !key.contains("SECRET"));
        assert!(!BASE64.decode(&draft).unwrap().windows(6).any(|bytes| bytes == b"SECRET"));
    }
}
