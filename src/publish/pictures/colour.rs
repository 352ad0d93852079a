//! The colours of the pictures, read from the style sheet of tokens.

use crate::publish::error::PublishError;
use std::{fmt, fs, path::Path};

/// An opaque colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Six hexadecimal digits after `#`; `None` for anything else.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |place: usize| u8::from_str_radix(&digits[place..place + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }
}

/// What a picture is painted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// The ground.
    pub paper: Colour,
    /// Letters.
    pub ink: Colour,
    /// The Meuse.
    pub meuse: Colour,
    /// The Sambre.
    pub sambre: Colour,
}

/// The site's two themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palettes {
    /// By day.
    pub light: Palette,
    /// By night.
    pub dark: Palette,
}

/// Where the sheet turns to the night: what stands before is the day's.
const NIGHT: &str = "@media (prefers-color-scheme: dark)";

impl Palettes {
    /// Reads `tokens.css` in the folder of style sheets.
    ///
    /// # Errors
    /// A sheet that cannot be read, or that lacks a colour.
    pub fn read(style: &Path) -> Result<Self, PublishError> {
        let path = style.join("tokens.css");
        let text = fs::read_to_string(&path).map_err(PublishError::at(&path))?;
        Self::parse(&text).map_err(|reason| PublishError::Style { path, reason })
    }

    fn parse(text: &str) -> Result<Self, String> {
        let (day, night) = text.split_once(NIGHT).ok_or_else(|| format!("« {NIGHT} » n'y est pas"))?;
        Ok(Self { light: palette(day)?, dark: palette(night)? })
    }
}

fn palette(text: &str) -> Result<Palette, String> {
    let colour = |name: &str| {
        let value = text.split_once(&format!("--{name}:")).and_then(|(_, rest)| rest.split(';').next());
        value.and_then(|value| Colour::parse(value.trim())).ok_or_else(|| format!("--{name} doit valoir # et six chiffres hexadécimaux"))
    };
    Ok(Palette { paper: colour("paper")?, ink: colour("ink")?, meuse: colour("meuse")?, sambre: colour("sambre")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = ":root { --paper: #faf5eb; --ink: #11203e; --ink-soft: #3d4862; --meuse: #15509f; --sambre: #c4512b; }
        @media (prefers-color-scheme: dark) { :root { --paper: #0f182b; --ink: #f4ecdd; --meuse: #6fa8f5; --sambre: #ee8a61; } }";

    #[test]
    fn each_theme_has_its_own() {
        let palettes = Palettes::parse(SHEET).unwrap();
        assert_eq!(palettes.light.paper.to_string(), "#faf5eb");
        assert_eq!(palettes.dark.sambre, Colour([0xee, 0x8a, 0x61]));
    }

    #[test]
    fn a_colour_that_is_absent_or_written_otherwise_is_refused_by_name() {
        for (from, to, name) in [("--meuse: #15509f", "", "--meuse"), ("#faf5eb", "ivory", "--paper"), ("#ee8a61", "#ee8", "--sambre"), (NIGHT, "", NIGHT)] {
            let refused = Palettes::parse(&SHEET.replace(from, to)).unwrap_err();
            assert!(refused.contains(name), "{name}: {refused}");
        }
    }
}
