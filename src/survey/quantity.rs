//! What a quantity told in words allows, when no count was published.
//!
//! Content holds the words, as they stand in the source; this file holds their reading, or why there is none. Nothing else makes a dot.

use std::ops::RangeInclusive;

/// A quantity word that we dare to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// « toutes »: every one.
    All,
    /// « la plupart »: more than half.
    Most,
    /// « une majorité »: more than half.
    Majority,
    /// « moins de la moitié »: less than half, perhaps none.
    LessThanHalf,
    /// « aucune »: not one.
    None,
}

/// Why no quantity is read into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// « principales »: how much it matters, not to how many.
    Importance,
    /// « fortement »: how strongly it is said, not by how many.
    Strength,
    /// « parfois »: how often, or in some cases; nobody says in how many.
    Frequency,
    /// « certaines », « plusieurs »: more than one, but readers do not agree on how many.
    Vague,
}

/// What is read into words.
pub type Told = Result<Quantity, Refusal>;

/// The words that are known, without capitals, and what is read into them. Masculine and feminine stand apart: a quote has one of them.
const VOCABULARY: [(&str, Told); 27] = [
    ("tous", Ok(Quantity::All)),
    ("toutes", Ok(Quantity::All)),
    ("la plupart", Ok(Quantity::Most)),
    ("une majorité", Ok(Quantity::Majority)),
    ("la majorité", Ok(Quantity::Majority)),
    ("plus de la moitié", Ok(Quantity::Majority)),
    ("moins de la moitié", Ok(Quantity::LessThanHalf)),
    ("une minorité", Ok(Quantity::LessThanHalf)),
    ("aucun", Ok(Quantity::None)),
    ("aucune", Ok(Quantity::None)),
    ("principal", Err(Refusal::Importance)),
    ("principale", Err(Refusal::Importance)),
    ("principaux", Err(Refusal::Importance)),
    ("principales", Err(Refusal::Importance)),
    ("fortement", Err(Refusal::Strength)),
    ("particulièrement", Err(Refusal::Strength)),
    ("largement", Err(Refusal::Strength)),
    ("parfois", Err(Refusal::Frequency)),
    ("souvent", Err(Refusal::Frequency)),
    ("rarement", Err(Refusal::Frequency)),
    ("certains", Err(Refusal::Vague)),
    ("certaines", Err(Refusal::Vague)),
    ("plusieurs", Err(Refusal::Vague)),
    ("quelques", Err(Refusal::Vague)),
    ("beaucoup", Err(Refusal::Vague)),
    ("de nombreuses", Err(Refusal::Vague)),
    // Of an odd number there is no half.
    ("la moitié", Err(Refusal::Vague)),
];

/// What is read into `words`; `None` when they are not in the vocabulary.
///
/// Case and surrounding spaces do not matter; anything before or after does: « pas la plupart » is not known.
///
/// ```
/// use passerelle::survey::quantity::{told, Quantity, Refusal};
/// assert_eq!(told("La plupart"), Some(Ok(Quantity::Most)));
/// assert_eq!(told("principales"), Some(Err(Refusal::Importance)));
/// assert_eq!(told("pas la plupart"), None);
/// ```
#[must_use]
pub fn told(words: &str) -> Option<Told> {
    // Only A to Z and É can be capitals in these words.
    let words = words.trim().to_ascii_lowercase().replace('É', "é");
    VOCABULARY.iter().find(|(known, _)| *known == words).map(|(_, told)| *told)
}

impl Quantity {
    /// The quantity that `words` tell; `None` when they tell none that we dare to read. See [`told`].
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        told(words)?.ok()
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
        // With nobody to count, a range from one to none: empty.
        let least = u32::from(respondents == 0);
        match self {
            Self::All => respondents.max(least)..=respondents,
            Self::Most | Self::Majority => respondents / 2 + 1..=respondents,
            Self::LessThanHalf => least..=respondents.saturating_sub(1) / 2,
            Self::None => least..=0,
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
        for quantity in [Quantity::All, Quantity::Most, Quantity::Majority, Quantity::LessThanHalf, Quantity::None] {
            assert!(quantity.allows(0).is_empty(), "{quantity:?}");
        }
    }

    #[test]
    fn all_and_none_are_certain() {
        assert_eq!(Quantity::All.allows(23), 23..=23);
        assert_eq!(Quantity::None.allows(23), 0..=0);
    }

    #[test]
    fn each_word_is_known_once_and_without_capitals() {
        for (place, (words, _)) in VOCABULARY.iter().enumerate() {
            assert_eq!(*words, words.trim().to_lowercase());
            assert!(VOCABULARY[..place].iter().all(|(earlier, _)| earlier != words), "{words} twice");
        }
    }

    #[test]
    fn words_of_importance_or_strength_are_not_quantities() {
        for (words, refusal) in [
            ("principales", Refusal::Importance),
            ("Fortement", Refusal::Strength),
            ("parfois", Refusal::Frequency),
            ("certaines", Refusal::Vague),
            ("la moitié", Refusal::Vague),
        ] {
            assert_eq!(told(words), Some(Err(refusal)), "{words}");
        }
        for words in ["principales", "fortement", "parfois", "pas la plupart", "la plupart du temps", "certaines", "", "moitié"] {
            assert_eq!(Quantity::from_words(words), None, "{words}");
        }
        for words in ["la plupart", "La plupart", " une majorité ", "MOINS DE LA MOITIÉ"] {
            assert!(Quantity::from_words(words).is_some(), "{words}");
        }
    }
}
