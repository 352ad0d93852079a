//! How a survey that is imported will be published, and who said that its respondents agreed: what `datapackage.json` records of it.

use serde_json::{Value, json};

use super::combinations::recognised;
use super::exposure::exposed;
use super::package::{Level, Package, RESPONSES};
use super::problem::Problem;
use crate::survey::question::{Kind, Question};

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
    /// Adds what it says to `passerelle` of a description of `package`. An agreement names the questions that it was given for, and how many respondents these recognise.
    pub fn declare(&self, ours: &mut Value, package: &Package) {
        match self {
            Self::Protected => ours["publication"] = json!("protected"),
            Self::Open(consent) => {
                ours["publication"] = json!("open");
                if let Some(consent) = consent {
                    // What else was agreed stays.
                    ours["accords"]["reponses"] = consent.recorded(package);
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
        let mut problems: Vec<Problem> =
            exposed(package, threshold).iter().map(|exposed| Problem::fatal(&exposed.code, exposed.what(), advice(exposed.exact))).collect();
        let recognised = recognised(package);
        if recognised.alone > 0 {
            problems.push(Problem::fatal(RESPONSES, recognised.told(), advice(false)));
        }
        problems
    }
}

impl Consent {
    /// What `accords.reponses` says of it for this package.
    #[must_use]
    pub fn recorded(&self, package: &Package) -> Value {
        let mut agreement = json!({ "par": self.by, "le": self.on, "questions": published(package) });
        if matches!(package.level, Level::Responses(_)) {
            agreement["reconnus"] = recognised(package).recorded();
        }
        agreement
    }
}

/// Codes of the questions whose counts are published.
#[must_use]
pub fn published(package: &Package) -> Vec<&str> {
    let questions: Vec<&Question> = match &package.level {
        Level::Words(_) => Vec::new(),
        Level::Aggregates(counted) => counted.iter().map(|counted| &counted.question).collect(),
        Level::Responses(survey) => survey.questions.iter().collect(),
    };
    let is_published = |question: &&&Question| question.public && !question.sensitive && question.kind != Kind::Text;
    questions.iter().filter(is_published).map(|question| question.code.as_str()).collect()
}

/// Why an agreement (`accords.reponses`) does not cover the rows of this package, in French, with what to do; `None` when it does.
///
/// Without `questions`, it was given for all; without `reconnus`, it does not say what respondents agreed to, unless nobody is recognised.
#[must_use]
pub fn void(package: &Package, agreement: &Value) -> Option<(String, String)> {
    const AGAIN: &str = "redemandez l'accord et notez-le (cargo xtask survey agree), ou publiez en mode protégé";
    if let Some(covered) = agreement["questions"].as_array()
        && let Some(new) = published(package).into_iter().find(|code| covered.iter().all(|known| known != code))
    {
        let what = format!("la question « {new} » n'est pas de celles pour lesquelles l'accord a été donné");
        return Some((what, format!("écrivez interne dans questions.csv, ou {AGAIN}")));
    }
    let recognised = recognised(package);
    if recognised.alone > 0 && !agreement["reconnus"]["seuls"].is_u64() {
        let what = format!("l'accord ne dit pas combien de répondants sont reconnus ; {}", recognised.told());
        return Some((
            what,
            format!("s'ils le savent, ajoutez \"reconnus\": {{ \"seuls\": {} }} à passerelle.accords.reponses ; sinon, {AGAIN}", recognised.alone),
        ));
    }
    recognised.grown(&agreement["reconnus"]).map(|what| (what, AGAIN.to_owned()))
}
