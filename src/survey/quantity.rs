//! What a quantity told in words allows, when no count was published.
//!
//! Content holds the words, as they stand in the source; this file holds their reading. Words that tell importance or strength (« principales », « fortement »)
//! tell no quantity, and none is read into them.

use std::ops::RangeInclusive;

/// A quantity word that we dare to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// « la plupart »: more than half.
    Most,
    /// « une majorité »: more than half.
    Majority,
    /// « moins de la moitié »: less than half, perhaps none.
    LessThanHalf,
}

impl Quantity {
    /// The quantity that `words` tell; `None` when they tell none that we dare to read.
    ///
    /// Case and surrounding spaces do not matter; anything before or after does: « pas la plupart » is not read.
    ///
    /// ```
    /// use passerelle::survey::quantity::Quantity;
    /// assert_eq!(Quantity::from_words("La plupart"), Some(Quantity::Most));
    /// assert_eq!(Quantity::from_words("principales"), None);
    /// ```
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        // Only A to Z and É can be capitals in these words.
        match words.trim().to_ascii_lowercase().replace('É', "é").as_str() {
            "la plupart" => Some(Self::Most),
            "une majorité" => Some(Self::Majority),
            "moins de la moitié" => Some(Self::LessThanHalf),
            _ => None,
        }
    }

    /// The counts that the words allow among `respondents`, both ends included.
    ///
    /// Our reading, not a published result. It supposes that every respondent answered, and that « la plupart » and « une majorité » mean more than half:
    /// ordinary usage often wants more, but nothing published says how much. Half itself is neither « la plupart » nor « moins de la moitié ».
    /// The range is empty when `respondents` is 0: the words then tell nothing.
    ///
    /// ```
    /// use passerelle::survey::quantity::Quantity;
    /// assert_eq!(Quantity::Most.allows(23), 12..=23);
    /// assert_eq!(Quantity::LessThanHalf.allows(23), 0..=11);
    /// ```
    #[must_use]
    pub fn allows(self, respondents: u32) -> RangeInclusive<u32> {
        match self {
            Self::Most | Self::Majority => respondents / 2 + 1..=respondents,
            // With nobody to count, a range from one to none: empty.
            Self::LessThanHalf => u32::from(respondents == 0)..=respondents.saturating_sub(1) / 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_half_and_less_than_half_never_meet() {
        for (respondents, most, less) in
            [(1, 1..=1, 0..=0), (2, 2..=2, 0..=0), (3, 2..=3, 0..=1), (22, 12..=22, 0..=10), (23, 12..=23, 0..=11), (24, 13..=24, 0..=11)]
        {
            assert_eq!(Quantity::Most.allows(respondents), most, "la plupart sur {respondents}");
            assert_eq!(Quantity::Majority.allows(respondents), most, "une majorité sur {respondents}");
            assert_eq!(Quantity::LessThanHalf.allows(respondents), less, "moins de la moitié sur {respondents}");
        }
    }

    #[test]
    fn nobody_asked_means_nothing_told() {
        assert!(Quantity::Most.allows(0).is_empty());
        assert!(Quantity::LessThanHalf.allows(0).is_empty());
    }

    #[test]
    fn words_of_importance_or_strength_are_not_quantities() {
        for words in ["principales", "fortement", "parfois", "pas la plupart", "la plupart du temps", "certaines", "", "moitié"] {
            assert_eq!(Quantity::from_words(words), None, "{words}");
        }
        for words in ["la plupart", "La plupart", " une majorité ", "MOINS DE LA MOITIÉ"] {
            assert!(Quantity::from_words(words).is_some(), "{words}");
        }
    }
}
