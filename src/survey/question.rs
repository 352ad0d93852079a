//! What was asked: questions and their answer options, as the questionnaire has them.

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One option of a list without order.
    Single,
    /// Any number of options.
    Multiple,
    /// One option of an ordered list: Likert scales, age bands, marks from 1 to 7.
    Scale,
    /// A number.
    Number,
    /// The respondent's own words.
    Text,
    /// A day, or a moment.
    Date,
    /// The place given to one item among several; the items of one ranking share their group.
    Rank,
}

impl Kind {
    /// Every kind, with its name in the tally's JSON and its name on disk.
    const NAMES: [(Self, &'static str, &'static str); 7] = [
        (Self::Single, "single", "unique"),
        (Self::Multiple, "multiple", "multiple"),
        (Self::Scale, "scale", "echelle"),
        (Self::Number, "number", "nombre"),
        (Self::Text, "text", "texte"),
        (Self::Date, "date", "date"),
        (Self::Rank, "rank", "rang"),
    ];

    /// Its name for programs: `single`, `multiple`, `scale`, `number`, `text`, `date`, `rank`.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, name, _)| name)
    }

    /// Its name in `questions.csv`: `unique`, `multiple`, `echelle`, `nombre`, `texte`, `date`, `rang`.
    #[must_use]
    pub fn on_disk(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, ..)| *kind == self).map_or("", |(.., name)| name)
    }

    /// The kind that `questions.csv` names; `None` for any other word. Case and surrounding spaces do not matter.
    #[must_use]
    pub fn from_disk(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace('é', "e");
        Self::NAMES.iter().find(|(.., name)| *name == word).map(|(kind, ..)| *kind)
    }

    /// Whether an answer is a choice among options.
    #[must_use]
    pub fn has_options(self) -> bool {
        matches!(self, Self::Single | Self::Multiple | Self::Scale | Self::Rank)
    }
}

/// An answer option, or a declared reason for having none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Short, stable, of `a-z`, `0-9` and `_`; reasons for a missing answer are in capitals.
    pub code: String,
    /// What the respondent read.
    pub label: String,
}

impl Choice {
    /// An option from its two texts.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into() }
    }
}

/// A question of a survey.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Unique in its survey, of `a-z`, `0-9` and `_`.
    pub code: String,
    /// The question as it was asked; for a row of a grid, the row's words after those of the grid.
    pub text: String,
    /// How it is answered.
    pub kind: Kind,
    /// Code that the rows of one grid, or the items of one ranking, share.
    pub group: Option<String>,
    /// Answer options in display order; empty for numbers, texts and dates.
    pub options: Vec<Choice>,
    /// Whether the order of the options has a meaning.
    pub ordered: bool,
    /// Code of the option « none of these ».
    pub exclusive: Option<String>,
    /// Code of the option whose own words are in the question `<code>_autre`.
    pub other: Option<String>,
    /// Declared reasons for a missing answer: « does not know », « refused ». `NA` stands for « not asked » and needs no declaration.
    pub missing: Vec<Choice>,
    /// Unit of a number.
    pub unit: Option<String>,
    /// Least number that is allowed.
    pub min: Option<f64>,
    /// Greatest number that is allowed.
    pub max: Option<f64>,
    /// Whether the answers may be published. Texts and identifiers may not, unless somebody decided so.
    pub public: bool,
    /// Whether small counts must be hidden.
    pub sensitive: bool,
}

impl Question {
    /// A question without options, unordered; public unless it is a text.
    pub fn new(code: impl Into<String>, text: impl Into<String>, kind: Kind) -> Self {
        Self {
            code: code.into(),
            text: text.into(),
            kind,
            group: None,
            options: Vec::new(),
            ordered: matches!(kind, Kind::Scale | Kind::Rank),
            exclusive: None,
            other: None,
            missing: Vec::new(),
            unit: None,
            min: None,
            max: None,
            public: kind != Kind::Text,
            sensitive: false,
        }
    }

    /// The place of the option that has this code.
    #[must_use]
    pub fn option(&self, code: &str) -> Option<usize> {
        self.options.iter().position(|option| option.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_reads_its_own_name_on_disk() {
        for (kind, _, name) in Kind::NAMES {
            assert_eq!(Kind::from_disk(name), Some(kind), "{name}");
            assert_eq!(kind.on_disk(), name);
        }
        assert_eq!(Kind::from_disk(" Échelle "), Some(Kind::Scale));
        assert_eq!(Kind::from_disk("échelle de Likert"), None);
    }
}
