//! A WordPress as a folder to publish from, and the last one that was good for when it does not answer.

use super::{
    error::SourceError,
    http::Client,
    pull::{self, Pulled},
};
use crate::model::date::Date;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// How long an answer is awaited.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The file beside the content of a copy that says what browsers need to ask its WordPress: see [`super::live::Asked`].
pub const ASKED: &str = "wordpress.json";

/// The copies of one WordPress in a folder of the cache: `new`, while it is looked at, and `good`.
#[derive(Debug)]
pub struct Copies {
    folder: PathBuf,
}

impl Copies {
    /// Those in `folder`.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The content of the last good copy.
    #[must_use]
    pub fn good(&self) -> PathBuf {
        self.folder.join("good/content")
    }

    /// When the last good copy was made, in [`written`] words; `None` when there is none.
    #[must_use]
    pub fn date(&self) -> Option<String> {
        let date = fs::read_to_string(self.folder.join("good/pulled.txt")).ok()?;
        self.good().is_dir().then(|| date.trim().to_owned())
    }

    /// Pulls `address` over a copy of `base` (a folder of content, with what is served as it is around it) and gives its content, not good yet.
    ///
    /// # Errors
    /// Any [`SourceError`]; the last good copy is as it was.
    pub fn pull(&self, address: &str, base: &Path, today: Date, now: i64) -> Result<(PathBuf, Pulled), SourceError> {
        let mut client = Client::new(address, PATIENCE)?;
        let pulled = pull::pull(&mut client, base, today, now)?;
        let new = self.folder.join("new");
        let local = |error: std::io::Error| SourceError::Local { place: new.display().to_string(), reason: error.to_string() };
        if new.exists() {
            fs::remove_dir_all(&new).map_err(local)?;
        }
        let public = base.parent().unwrap_or(Path::new("."));
        for name in ["documents", "fonts", "images", "robots.txt"] {
            copy(&public.join(name), &new.join(name)).map_err(local)?;
        }
        copy(base, &new.join("content")).map_err(local)?;
        pulled.write(&new.join("content"))?;
        let asked = pulled.asked.written(&iso(now)).to_string();
        fs::write(new.join(ASKED), asked).map_err(local)?;
        Ok((new.join("content"), pulled))
    }

    /// Makes the copy that was just pulled the good one.
    ///
    /// # Errors
    /// [`SourceError::Local`].
    pub fn keep(&self, now: i64) -> Result<(), SourceError> {
        let (new, good, old) = (self.folder.join("new"), self.folder.join("good"), self.folder.join("old"));
        let local = |error: std::io::Error| SourceError::Local { place: good.display().to_string(), reason: error.to_string() };
        fs::write(new.join("pulled.txt"), written(now)).map_err(local)?;
        if old.exists() {
            fs::remove_dir_all(&old).map_err(local)?;
        }
        if good.exists() {
            fs::rename(&good, &old).map_err(local)?;
        }
        fs::rename(&new, &good).map_err(local)?;
        if old.exists() {
            fs::remove_dir_all(&old).map_err(local)?;
        }
        Ok(())
    }
}

/// A moment in universal time, for programs: `2026-11-25T17:04:00Z`.
fn iso(now: i64) -> String {
    chrono::DateTime::from_timestamp(now, 0).map(|moment| moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
}

/// A moment in universal time, for a person: `25/11/2026 à 17 h 04 (temps universel)`.
#[must_use]
pub fn written(now: i64) -> String {
    // Days to a date: Howard Hinnant's civil_from_days.
    let shifted = now.div_euclid(86_400) + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let of_cycle = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_cycle + of_cycle / 4 - of_cycle / 100);
    let march = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * march + 2) / 5 + 1, if march < 10 { march + 3 } else { march - 9 });
    let year = of_cycle + era * 400 + i64::from(month <= 2);
    let seconds = now.rem_euclid(86_400);
    format!("{day:02}/{month:02}/{year} à {:02} h {:02} (temps universel)", seconds / 3600, seconds % 3600 / 60)
}

/// Copies a file or a folder with all that is in it; nothing when it is not there.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
    } else if from.is_file() {
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(from, to)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_said_as_a_person_says_it() {
        for (now, expected) in [
            (0, "01/01/1970 à 00 h 00 (temps universel)"),
            (1_795_422_583, "23/11/2026 à 08 h 29 (temps universel)"),
            (951_782_400, "29/02/2000 à 00 h 00 (temps universel)"),
        ] {
            assert_eq!(written(now), expected);
        }
    }
}
