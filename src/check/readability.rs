//! How easy a French text is to read: the score of Kandel and Moles (« Application de l'indice de Flesch à la langue française », Cahiers d'études de radio-télévision,
//! 1958), which fits Flesch's to French: 207 − 1.015 × words a sentence − 73.6 × syllables a word. 100 is very easy, 60 is ordinary, below 30 is for specialists.
//!
//! Syllables are groups of vowels; a final mute *e* (*-e*, *-es*) is none unless it is the only one. Scores are compared between texts of this site, not with other tools'.

#[cfg(feature = "ssr")]
use crate::model::date::Date;
use crate::model::{
    block::Block,
    page::Page,
    text::{RichText, Span},
};
#[cfg(feature = "ssr")]
use std::{fmt, path::Path};

/// What a text is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measure {
    /// Sentences: what ends with `.`, `!`, `?`, `…`, `:` or `;`, or with the end of a line of content.
    pub sentences: usize,
    /// Words, elided ones apart: `l'aide` is two.
    pub words: usize,
    /// Syllables.
    pub syllables: usize,
}

impl Measure {
    /// The measure of a text, which ends a sentence wherever it ends.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut measure = Self::default();
        for sentence in sentences(text) {
            let words: Vec<&str> = sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            measure.sentences += 1;
            measure.words += words.len();
            measure.syllables += words.iter().map(|word| syllables(word)).sum::<usize>();
        }
        measure
    }

    /// The two together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { sentences: self.sentences + other.sentences, words: self.words + other.words, syllables: self.syllables + other.syllables }
    }

    /// The score, rounded; `None` for no words.
    #[must_use]
    pub fn score(self) -> Option<i32> {
        let of = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        (self.words > 0).then(|| (207.0 - 1.015 * of(self.words) / of(self.sentences) - 73.6 * of(self.syllables) / of(self.words)).round() as i32)
    }
}

/// The sentences of a text that hold a word.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '…', ':', ';']).map(str::trim).filter(|sentence| sentence.chars().any(char::is_alphabetic))
}

/// At least one: a number or an acronym is said too.
fn syllables(word: &str) -> usize {
    let folded = crate::locale::fold::fold(word);
    let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut within = false;
    for letter in folded.chars() {
        groups += usize::from(is_vowel(letter) && !within);
        within = is_vowel(letter);
    }
    let mute = ["e", "es"]
        .iter()
        .any(|end| word.ends_with(end) && folded.strip_suffix(end).and_then(|before| before.chars().next_back()).is_some_and(|letter| !is_vowel(letter)));
    groups.saturating_sub(usize::from(mute && groups > 1)).max(1)
}

/// The sentences that a page says in its text: those of paragraphs, lists, steps, folds and callouts.
#[must_use]
pub fn text_of(page: &Page) -> Vec<String> {
    let said = |text: &RichText| text.0.iter().map(Span::words).collect::<String>();
    let mut texts = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Paragraph(paragraph) => texts.push(said(&paragraph.text)),
            Block::List(list) => texts.extend(list.items.iter().map(said)),
            Block::Steps(steps) => texts.extend(steps.items.iter().flat_map(|step| [step.title.to_string(), said(&step.text)])),
            Block::Callout(callout) => texts.push(said(&callout.text)),
            Block::Accordion(accordion) => texts.extend(accordion.items.iter().flat_map(|fold| fold.text.iter().map(said))),
            _ => {}
        }
    }
    texts
}

/// The measure of a page's text.
#[must_use]
pub fn measure(page: &Page) -> Measure {
    text_of(page).iter().map(|text| Measure::of(text)).fold(Measure::default(), Measure::and)
}

#[cfg(feature = "ssr")]
/// How easy each page of a folder is to read, and the sentences that are hardest.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Score and file, the hardest first.
    pages: Vec<(i32, String)>,
    /// Score, file and sentence, the hardest first.
    sentences: Vec<(i32, String, String)>,
}

/// The sentences that are told.
#[cfg(feature = "ssr")]
const HARDEST: usize = 10;
/// Shorter ones are titles and names, whose score says little.
#[cfg(feature = "ssr")]
const FEWEST_WORDS: usize = 8;

#[cfg(feature = "ssr")]
impl Table {
    /// Of the pages that can be read in the folder `root`.
    #[must_use]
    pub fn of(root: &Path, today: Date) -> Self {
        let (folder, _) = super::folder::read(root, today);
        let mut table = Self::default();
        for (file, page) in folder.readable_pages() {
            table.pages.extend(measure(page).score().map(|score| (score, file.place.clone())));
            for text in text_of(page) {
                let scored = sentences(&text).map(|sentence| (Measure::of(sentence), sentence)).filter(|(measure, _)| measure.words >= FEWEST_WORDS);
                table.sentences.extend(scored.filter_map(|(measure, sentence)| Some((measure.score()?, file.place.clone(), sentence.to_owned()))));
            }
        }
        table.pages.sort();
        table.sentences.sort();
        table.sentences.truncate(HARDEST);
        table
    }
}

#[cfg(feature = "ssr")]
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Facilité de lecture (Kandel et Moles : 100 très facile, 60 ordinaire, 30 difficile) :\n")?;
        for (score, place) in &self.pages {
            writeln!(f, "{score:>4}  {place}")?;
        }
        writeln!(f, "\nLes phrases les plus difficiles :\n")?;
        for (score, place, sentence) in &self.sentences {
            writeln!(f, "{score:>4}  {place} : « {sentence} »")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_groups_of_vowels_without_the_mute_end() {
        for (word, expected) in
            [("aide", 1), ("papiers", 2), ("été", 2), ("le", 1), ("régularisation", 6), ("CPAS", 1), ("2024", 1), ("communes", 2), ("idée", 2)]
        {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn short_words_in_short_sentences_are_easier() {
        let easy = Measure::of("Venez nous voir. Nous parlons avec vous.");
        assert_eq!((easy.sentences, easy.words), (2, 7));
        let hard = Measure::of("L'harmonisation des procédures administratives de régularisation nécessite une coordination interinstitutionnelle.");
        assert!(easy.score() > Some(80) && hard.score() < Some(30), "{easy:?} {hard:?}");
        assert_eq!(Measure::of("").score(), None);
    }
}
