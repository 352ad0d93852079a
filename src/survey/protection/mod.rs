//! What may be published of a survey whose respondents could be recognised.
//!
//! In protected publication the browser never receives a respondent's row. It receives a [`cube::Cube`]: every one-way table and every crossing of two questions, made by the
//! build, in which cells are hidden: those of 1 to `threshold - 1` respondents (primary suppression), and as many others as it takes for none of these to be worked out from the
//! rest (complementary suppression). [`verify`] then attacks what is left; the rule and its limits are in `docs/statistics.md`.
//!
//! A filter of protected publication keeps one answer of one question: it reads a row of a crossing, so filters cannot be subtracted from each other beyond what is verified.

pub mod aggregates;
pub mod cube;
mod suppress;
mod table;
pub mod verify;

#[cfg(not(target_arch = "wasm32"))]
use std::fmt;

/// How a survey's answers reach the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// One row a respondent, any filter: only for respondents who cannot be recognised, or who agreed.
    Open,
    /// Tables alone, small cells hidden.
    Protected {
        /// Cells below it are hidden; see [`THRESHOLD`].
        threshold: u32,
    },
}

/// The usual threshold.
pub const THRESHOLD: u32 = 5;

/// The lowest threshold that is taken: below 3, whoever is one of the two respondents of a cell knows the other.
pub const LOWEST_THRESHOLD: u32 = 3;

/// Why a survey is not published. Its words, in French, are for the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A threshold below [`LOWEST_THRESHOLD`].
    Threshold(u32),
    /// Fewer respondents than the threshold: every cell would be hidden.
    TooFewRespondents {
        /// How many there are.
        respondents: u32,
        /// How many it takes.
        threshold: u32,
    },
    /// A column that has not one answer a respondent.
    Length {
        /// The question's place, from 0.
        question: usize,
        /// Answers met.
        met: usize,
        /// Respondents.
        expected: usize,
    },
    /// A code that the question has not.
    Code {
        /// The question's place, from 0.
        question: usize,
        /// The respondent's place, from 0.
        respondent: usize,
        /// The code met.
        code: u8,
    },
    /// An option chosen by a respondent who did not answer the question.
    ChosenWithoutAnswer {
        /// The question's place, from 0.
        question: usize,
        /// The respondent's place, from 0.
        respondent: usize,
    },
    /// A count above its base, or a base above the respondents.
    Count {
        /// The question's place, from 0.
        question: usize,
        /// The number met.
        count: u32,
        /// What it may not exceed.
        most: u32,
    },
    /// Counts of a single choice that do not add up to the base.
    Sum {
        /// The question's place, from 0.
        question: usize,
        /// Their sum.
        sum: u64,
        /// The base.
        base: u32,
    },
    /// Open publication, and a cell that could reveal someone.
    SmallCell {
        /// The question's place, from 0.
        question: usize,
        /// The answer's place.
        answer: usize,
        /// Respondents in the cell.
        count: u32,
        /// The threshold.
        threshold: u32,
    },
    /// The verification found a hidden cell all the same. Nothing is published.
    StillExposed {
        /// Places of the two questions crossed.
        questions: (usize, usize),
    },
}

// The browser is handed what was accepted.
#[cfg(not(target_arch = "wasm32"))]
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Threshold(threshold) => {
                write!(f, "le seuil de protection est {threshold} ; il faut au moins {LOWEST_THRESHOLD}, sinon un répondant reconnaît l'autre")
            }
            Self::TooFewRespondents { respondents, threshold } => write!(
                f,
                "{respondents} répondants, pour un seuil de {threshold} : toutes les cases seraient masquées ; publiez les constats en mots, ou regroupez avec une autre enquête"
            ),
            Self::Length { question, met, expected } => {
                write!(f, "question {} : {met} réponses pour {expected} répondants ; chaque répondant doit avoir une ligne", question + 1)
            }
            Self::Code { question, respondent, code } => {
                write!(
                    f,
                    "question {}, répondant {} : le code {code} n'est pas une réponse prévue ; corrigez le code, ou ajoutez la réponse",
                    question + 1,
                    respondent + 1
                )
            }
            Self::ChosenWithoutAnswer { question, respondent } => write!(
                f,
                "question {}, répondant {} : une option est cochée, mais la question est notée sans réponse ; corrigez l'une ou l'autre",
                question + 1,
                respondent + 1
            ),
            Self::Count { question, count, most } => write!(f, "question {} : {count} dépasse {most} ; vérifiez l'effectif et la base", question + 1),
            Self::Sum { question, sum, base } => write!(
                f,
                "question {} à choix unique : les effectifs font {sum}, la base est {base} ; corrigez-les, ou déclarez la question à choix multiples",
                question + 1
            ),
            Self::SmallCell { question, answer, count, threshold } => write!(
                f,
                "question {}, réponse {} : {count} répondants, moins que le seuil de {threshold} ; quelqu'un pourrait être reconnu : publiez en mode protégé, regroupez des réponses, ou notez l'accord des répondants",
                question + 1,
                answer + 1
            ),
            Self::StillExposed { questions: (first, second) } => write!(
                f,
                "questions {} et {} : une case masquée se laisse encore calculer ; rien n'est publié : regroupez des réponses ou retirez une des deux questions",
                first + 1,
                second + 1
            ),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl std::error::Error for Refusal {}

fn accept(respondents: u32, threshold: u32) -> Result<(), Refusal> {
    if threshold < LOWEST_THRESHOLD {
        return Err(Refusal::Threshold(threshold));
    }
    if respondents < threshold {
        return Err(Refusal::TooFewRespondents { respondents, threshold });
    }
    Ok(())
}
