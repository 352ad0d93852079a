//! What was answered: one column a question, of small integers where answers are choices.

use super::question::Question;

/// Why a respondent has no answer to a question, or that there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There is an answer.
    Answered,
    /// The question was put, or may have been, and nothing was answered.
    Skipped,
    /// The question was not put to this respondent.
    NotAsked,
    /// Multiple choice: the question was put and every option is known to be unticked.
    TickedNothing,
    /// One of [`Question::missing`], by place.
    Declared(usize),
}

/// Places of declared reasons that can be told apart.
pub const MOST_DECLARED: usize = 24;
/// Options that one question can have.
pub const MOST_OPTIONS: usize = 0xFF00;

const SKIPPED: u16 = 0xFFFF;
const NOT_ASKED: u16 = 0xFFFE;
const TICKED_NOTHING: u16 = 0xFFFD;
const DECLARED: u16 = 0xFFC0;

impl State {
    /// The state as it stands in a column: 0 for an answer, a value above every option for the others.
    fn packed(self) -> u16 {
        match self {
            Self::Answered => 0,
            Self::Skipped => SKIPPED,
            Self::NotAsked => NOT_ASKED,
            Self::TickedNothing => TICKED_NOTHING,
            Self::Declared(place) => DECLARED + u16::try_from(place.min(MOST_DECLARED - 1)).unwrap_or(0),
        }
    }

    fn of(packed: u16) -> Self {
        match packed {
            SKIPPED => Self::Skipped,
            NOT_ASKED => Self::NotAsked,
            TICKED_NOTHING => Self::TickedNothing,
            DECLARED.. => Self::Declared(usize::from(packed - DECLARED)),
            _ => Self::Answered,
        }
    }
}

/// The answers to one question, one place a respondent, all in the same order.
#[derive(Debug, Clone, PartialEq)]
pub enum Answers {
    /// Single choice, scale, rank.
    Codes(Codes),
    /// Multiple choice.
    Sets(Sets),
    /// Numbers.
    Numbers(Readings<f64>),
    /// Seconds since 1970-01-01T00:00, local time of the respondent; a day alone is its midnight.
    Dates(Readings<i64>),
    /// Texts, by place in a list of distinct ones.
    Texts(Readings<Box<str>>),
}

impl Answers {
    /// Respondents.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Codes(codes) => codes.0.len(),
            Self::Sets(sets) => sets.states.len(),
            Self::Numbers(readings) => readings.states.len(),
            Self::Dates(readings) => readings.states.len(),
            Self::Texts(readings) => readings.states.len(),
        }
    }

    /// Whether there is no respondent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a respondent answered, and if not, why.
    #[must_use]
    pub fn state(&self, respondent: usize) -> State {
        State::of(match self {
            Self::Codes(codes) => codes.0[respondent],
            Self::Sets(sets) => sets.states[respondent],
            Self::Numbers(readings) => readings.states[respondent],
            Self::Dates(readings) => readings.states[respondent],
            Self::Texts(readings) => readings.states[respondent],
        })
    }
}

/// One option a respondent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes(Vec<u16>);

impl Codes {
    /// No respondent yet.
    #[must_use]
    pub fn with_capacity(respondents: usize) -> Self {
        Self(Vec::with_capacity(respondents))
    }

    /// Adds a respondent who chose the option at this place; a place beyond [`MOST_OPTIONS`] counts as skipped.
    pub fn push(&mut self, option: usize) {
        self.0.push(u16::try_from(option).ok().filter(|_| option < MOST_OPTIONS).unwrap_or(SKIPPED));
    }

    /// Adds a respondent without an answer.
    pub fn push_state(&mut self, state: State) {
        self.0.push(if state == State::Answered { SKIPPED } else { state.packed() });
    }

    /// The place of the option that a respondent chose.
    #[must_use]
    pub fn get(&self, respondent: usize) -> Option<usize> {
        let code = self.0[respondent];
        (usize::from(code) < MOST_OPTIONS).then_some(usize::from(code))
    }
}

/// Any number of options a respondent: one bit an option, in words of 64, respondent after respondent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sets {
    words: usize,
    bits: Vec<u64>,
    states: Vec<u16>,
}

impl Sets {
    /// No respondent yet; `options` of the question.
    #[must_use]
    pub fn new(options: usize) -> Self {
        Self { words: options.div_ceil(64).max(1), bits: Vec::new(), states: Vec::new() }
    }

    /// Adds a respondent who ticked the options at these places. Without any, they ticked nothing.
    pub fn push(&mut self, ticked: impl IntoIterator<Item = usize>) {
        let start = self.bits.len();
        self.bits.resize(start + self.words, 0);
        let mut some = false;
        for option in ticked {
            if option < self.words * 64 {
                self.bits[start + option / 64] |= 1 << (option % 64);
                some = true;
            }
        }
        self.states.push(if some { 0 } else { TICKED_NOTHING });
    }

    /// Adds a respondent without an answer.
    pub fn push_state(&mut self, state: State) {
        self.bits.resize(self.bits.len() + self.words, 0);
        self.states.push(if state == State::Answered { SKIPPED } else { state.packed() });
    }

    /// Whether a respondent ticked an option.
    #[must_use]
    pub fn has(&self, respondent: usize, option: usize) -> bool {
        option < self.words * 64 && self.bits[respondent * self.words + option / 64] >> (option % 64) & 1 == 1
    }

    /// The places of the options that a respondent ticked, in order.
    pub fn ticked(&self, respondent: usize) -> impl Iterator<Item = usize> {
        let words = &self.bits[respondent * self.words..(respondent + 1) * self.words];
        words.iter().enumerate().flat_map(|(place, word)| {
            let mut word = *word;
            std::iter::from_fn(move || {
                let bit = word.trailing_zeros() as usize;
                word &= word.wrapping_sub(1);
                (bit < 64).then_some(place * 64 + bit)
            })
        })
    }
}

/// One value a respondent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings<T> {
    values: Vec<T>,
    states: Vec<u16>,
}

impl<T> Default for Readings<T> {
    fn default() -> Self {
        Self { values: Vec::new(), states: Vec::new() }
    }
}

impl<T: Default> Readings<T> {
    /// Adds a respondent and their value.
    pub fn push(&mut self, value: T) {
        self.values.push(value);
        self.states.push(0);
    }

    /// Adds a respondent without an answer.
    pub fn push_state(&mut self, state: State) {
        self.values.push(T::default());
        self.states.push(if state == State::Answered { SKIPPED } else { state.packed() });
    }

    /// The value of a respondent.
    #[must_use]
    pub fn get(&self, respondent: usize) -> Option<&T> {
        (State::of(self.states[respondent]) == State::Answered).then(|| &self.values[respondent])
    }

    /// The values there are, in the order of respondents.
    pub fn present(&self) -> impl Iterator<Item = &T> {
        (0..self.states.len()).filter_map(|respondent| self.get(respondent))
    }
}

/// Questions and answers, column by column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survey {
    /// In the order of the questionnaire.
    pub questions: Vec<Question>,
    /// As many as questions, in the same order, each of `respondents` places.
    pub answers: Vec<Answers>,
    /// How many people took part.
    pub respondents: usize,
}

impl Survey {
    /// The place of the question that has this code.
    #[must_use]
    pub fn question(&self, code: &str) -> Option<usize> {
        self.questions.iter().position(|question| question.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_options_do_not_meet() {
        let states = [State::Answered, State::Skipped, State::NotAsked, State::TickedNothing, State::Declared(0), State::Declared(MOST_DECLARED - 1)];
        for state in states {
            assert_eq!(State::of(state.packed()), state);
        }
        let mut codes = Codes::default();
        codes.push(MOST_OPTIONS - 1);
        codes.push(MOST_OPTIONS);
        assert_eq!([codes.get(0), codes.get(1)], [Some(MOST_OPTIONS - 1), None]);
        assert_eq!(Answers::Codes(codes).state(1), State::Skipped);
    }

    #[test]
    fn a_set_gives_back_what_was_ticked() {
        let mut sets = Sets::new(130);
        sets.push([0, 63, 64, 129]);
        sets.push_state(State::NotAsked);
        sets.push([]);
        assert_eq!(sets.ticked(0).collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert!(sets.has(0, 64) && !sets.has(0, 65) && !sets.has(1, 0));
        let answers = Answers::Sets(sets);
        assert_eq!([0, 1, 2].map(|respondent| answers.state(respondent)), [State::Answered, State::NotAsked, State::TickedNothing]);
    }
}
