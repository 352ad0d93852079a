//! How a survey that is imported will be published, and who said that its respondents agreed: what `datapackage.json` records of it.

use serde_json::{Value, json};

use super::exposure::exposed;
use super::package::Package;
use super::problem::Problem;

/// Who gathered the respondents' agreement to be seen, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// A person or an organisation, in words.
    pub by: String,
    /// `AAAA-MM-JJ`.
    pub on: String,
}

/// How answers reach the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Publication {
    /// Answers one respondent a row, or counts as they are.
    Open(Option<Consent>),
    /// Tables in which small counts are hidden, and those that would tell them.
    Protected,
}

impl Publication {
    /// Adds what it says to `passerelle` of a description.
    pub fn declare(&self, ours: &mut Value) {
        match self {
            Self::Protected => ours["publication"] = json!("protected"),
            Self::Open(consent) => {
                ours["publication"] = json!("open");
                if let Some(Consent { by, on }) = consent {
                    // What else was agreed stays.
                    ours["accords"]["reponses"] = json!({ "par": by, "le": on });
                }
            }
        }
    }

    /// What open publication would reveal of somebody, one question a problem; nothing when it is protected, or when respondents agreed.
    #[must_use]
    pub fn refused(&self, package: &Package, threshold: usize) -> Vec<Problem> {
        if *self != Self::Open(None) {
            return Vec::new();
        }
        let advice = |exact: bool| {
            let group = if exact { "regroupez les valeurs en classes" } else { "regroupez des options" };
            format!(
                "publiez en mode protégé (--publication protected), {group}, ou dites qui a recueilli l'accord des répondants à être reconnus, et quand (--consent QUI --consent-date AAAA-MM-JJ)"
            )
        };
        exposed(package, threshold).iter().map(|exposed| Problem::fatal(&exposed.code, exposed.what(), advice(exposed.exact))).collect()
    }
}
