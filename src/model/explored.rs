//! A survey as its explorer shows it: questions, options, counts and words, in one published file that the build draws from and the browser's program reads.
//!
//! Codes: each question has as many counts as its column of `engine` has codes. For one answer a respondent: the answers in order, then skipped, not asked, and one a declared
//! reason. For a multiple choice: everyone, who answered, the options, then skipped, not asked, who ticked nothing, and the declared reasons.

use super::{survey::Noun, text::Prose};
use crate::{locale::plural::PluralPhrase, record, word_list};

record! {
    /// A survey whose counts are published.
    pub struct ExploredSurvey {
        /// Its folder and the last part of its address.
        pub id: String,
        /// Code of the language of its words.
        pub lang: String,
        /// Its answers are invented.
        pub fictional: bool,
        /// Respondents.
        pub n: u32,
        /// What they are.
        pub respondent: Noun,
        /// Whether that noun is feminine.
        pub feminine: bool,
        /// How they were chosen: a word of [`ExplorerWords::designs`].
        pub design: String,
        /// How many were asked, or drawn; absent when it is not told.
        pub invited: Option<u32>,
        /// How many there were to draw from; absent when it is not told.
        pub population: Option<u32>,
        /// Whether respondents have weights: counts are without them, intervals are of weighted shares.
        pub weighted: bool,
        /// Counts below it in a crossing are said to be small.
        pub small: u32,
        /// Whether answers are published one respondent a row, so that they can be filtered and crossed.
        pub rows: bool,
        /// In protected publication, the threshold below which counts are hidden: filters and crossings then read `crossings` alone.
        pub protected: Option<u32>,
        /// Its address, site and all; absent until the site has one.
        pub address: Option<String>,
        /// Tables of two questions, in protected publication of answers.
        pub crossings: Vec<ExploredCrossing>,
        /// In the order of the questionnaire.
        pub questions: Vec<ExploredQuestion>,
        /// Questions that are read together, in their order; no question is in two.
        pub groups: Vec<ExploredGroup>,
        /// The interface's.
        pub words: ExplorerWords,
    }
    native {
        /// Which wave it is of the surveys that ask the same; absent of one that stands alone.
        pub wave: Option<Prose>,
        /// When it was asked, when it is told.
        pub date: Option<Prose>,
        /// Whether its respondents are those of the other waves; absent when it is not told.
        pub panel: Option<bool>,
        /// Whether its data package can be taken away.
        pub packaged: bool,
    }
}

word_list! {
    /// How a question's counts are drawn.
    pub enum Drawing {
        /// One of several options.
        Single = "single",
        /// Any number of options.
        Multiple = "multiple",
        /// One of several options whose order has a meaning.
        Scale = "scale",
        /// The same, from one end to its opposite: drawn on both sides of the middle.
        Poles = "poles",
        /// A number: rows are classes of values.
        Number = "number",
        /// Texts that their authors let be published: rows are the texts.
        Text = "text",
        /// Texts that are not published: only who answered is counted.
        Private = "private",
        /// Sensitive answers, which are not published: only who answered is counted.
        Withheld = "withheld",
    }
}

record! {
    /// A question and its counts.
    pub struct ExploredQuestion {
        /// Its name in addresses and files.
        pub code: String,
        /// As it was asked.
        pub text: Prose,
        /// How it is drawn.
        pub drawing: Drawing,
        /// What is drawn, in order.
        pub rows: Vec<ExploredRow>,
        /// Codes of answers; of a multiple choice, options.
        pub answers: u32,
        /// The row between both ends of a scale, when there is one.
        pub neutral: Option<u32>,
        /// Of a number, what each code stands for: a whole number, `decimals` of whose digits are decimals.
        pub values: Vec<String>,
        /// Digits after the comma in `values`.
        pub decimals: u32,
        /// Whether `values` are the middles of small classes.
        pub approximate: bool,
        /// Whether they are years of the calendar: written without grouping, and without unit.
        pub years: bool,
        /// Of a number.
        pub unit: Option<Prose>,
        /// Declared reasons for a missing answer.
        pub missing: Vec<Prose>,
        /// Its place among the columns of answers, or in protected publication among the questions that are crossed; absent when neither is published.
        pub column: Option<u32>,
        /// One a code, of all respondents; absent where protected publication hides it, or does not tell it apart.
        pub counts: Vec<Option<u32>>,
        /// Who answered, in protected publication, where hidden counts do not tell it.
        pub base: Option<u32>,
        /// What was computed of the answers at the build; absent when these are not published.
        pub besides: Option<Besides>,
    }
    native {
        /// Where who is concerned by its answers finds help.
        pub next: Vec<super::menu::MenuLink>,
        /// The same question in other surveys of the series, in the order of their names.
        pub waves: Option<Vec<QuestionWave>>,
    }
}

word_list! {
    /// What the questions of a group are together.
    pub enum Together {
        /// Statements or things with the same answers, which have an order: the rows of a grid.
        Grid = "grid",
        /// Things that respondents put in order: each question has the places as its rows.
        Ranking = "ranking",
    }
}

record! {
    /// Questions of the same rows that follow one another and are compared in one overview.
    pub struct ExploredGroup {
        /// Its name in addresses and files; no question has it.
        pub code: String,
        /// What is asked of all.
        pub text: Prose,
        /// What they are.
        pub kind: Together,
        /// Place of its first question.
        pub first: u32,
        /// One a question: what it adds to what is asked of all.
        pub labels: Vec<Prose>,
        /// Respondents who take the whole room of a drawing: of a grid, the greatest bar of everybody's answers; of a ranking, who takes part.
        pub room: u32,
        /// The first of the rows that lines are compared by: those of one side of a grid's middle, the first place of a ranking.
        pub compared: u32,
        /// The one after the last of them.
        pub compared_end: u32,
        /// These rows, in a sentence: « du côté de « Souvent » ».
        pub side: Prose,
        /// Of a ranking, the place of the column that says who put at least one thing in order; absent when answers are not published.
        pub column: Option<u32>,
        /// Respondents who did; absent where that is not known.
        pub ranked: Option<u32>,
    }
    native {
        /// What an editor says of it.
        pub note: Option<Prose>,
    }
}

record! {
    /// What is told of a question's answers beside its counts, of all respondents.
    pub struct Besides {
        /// Of a multiple choice drawn at random: the rank of each row, 0 first; rows that cannot be told apart share theirs. Empty otherwise.
        pub ranks: Vec<u32>,
        /// Where respondents have weights: the weighted share of each row among who answered, in ten-thousandths. Empty otherwise.
        pub weighted_shares: Vec<u32>,
        /// Kish's effective size of who answered, in hundredths of a respondent; 0 without weights.
        pub effective: u32,
        /// Of a multiple choice, the most frequent combinations of options, from the most to the least frequent. Empty otherwise.
        pub combinations: Vec<Combination>,
        /// How many combinations there are besides.
        pub other_combinations: u32,
    }
}

record! {
    /// A question as another survey of the series asked it.
    pub struct QuestionWave {
        /// Of the wave: « 2028 ».
        pub name: Prose,
        /// When it was asked.
        pub date: Option<Prose>,
        /// Path of the question there.
        pub href: String,
        /// Its answers are invented.
        pub fictional: bool,
        /// How its respondents were chosen: a word of [`ExplorerWords::designs`].
        pub design: String,
        /// Whether its respondents are those of the other waves; absent when it is not told.
        pub panel: Option<bool>,
        /// Its respondents.
        pub n: u32,
        /// What they are.
        pub respondents: Prose,
        /// Of these, who answered the question.
        pub base: u32,
        /// The question there, when it or its options had other words.
        pub text: Option<Prose>,
        /// Rows that both have.
        pub counts: Vec<WaveCount>,
        /// Options that stood there alone.
        pub only_there: Vec<WaveOption>,
    }
}

record! {
    /// Respondents of a row in another wave.
    pub struct WaveCount {
        /// The row here.
        pub row: u32,
        /// Respondents there.
        pub count: u32,
    }
}

record! {
    /// An option that another wave alone had.
    pub struct WaveOption {
        /// What was read.
        pub label: Prose,
        /// Respondents there.
        pub count: u32,
    }
}

record! {
    /// Options that were ticked together, and no other.
    pub struct Combination {
        /// Their rows, in the order of the questionnaire; at least one.
        pub options: Vec<u32>,
        /// Respondents.
        pub count: u32,
    }
}

record! {
    /// A row of a question's drawing.
    pub struct ExploredRow {
        /// Its name in addresses.
        pub code: String,
        /// What is read.
        pub label: Prose,
        /// Its first code among the answers, from 0.
        pub first: u32,
        /// The one after its last.
        pub end: u32,
    }
}

record! {
    /// Two questions crossed, as protected publication has them: hidden counts are absent.
    pub struct ExploredCrossing {
        /// Place of the question whose rows come first.
        pub first: u32,
        /// Place of the other question.
        pub second: u32,
        /// For each row of the first question, one count a row of the second.
        pub cells: Vec<Option<u32>>,
        /// For each row of the first question, who did not answer the second.
        pub first_missing: Vec<Option<u32>>,
        /// For each row of the second question, who did not answer the first.
        pub second_missing: Vec<Option<u32>>,
    }
}

record! {
    /// How respondents were chosen.
    pub struct DesignWords {
        /// As the data package has it.
        pub word: String,
        /// What readers call it.
        pub name: Prose,
        /// Why there is no interval, or what it rests on.
        pub interval: Prose,
    }
}

impl ExploredSurvey {
    /// Whether answers can be filtered and crossed: from rows, or from protected tables.
    #[must_use]
    pub fn can_filter(&self) -> bool {
        self.rows || !self.crossings.is_empty()
    }

    /// The group of the question at `place`.
    #[must_use]
    pub fn group_of(&self, place: usize) -> Option<&ExploredGroup> {
        self.groups.iter().find(|group| group.places().contains(&place))
    }

    /// The published table of two questions, and whether `first` is its second one.
    #[must_use]
    pub fn crossing(&self, first: usize, second: usize) -> Option<(&ExploredCrossing, bool)> {
        self.crossings.iter().find_map(|crossing| {
            let places = (crossing.first as usize, crossing.second as usize);
            (places == (first, second)).then_some((crossing, false)).or((places == (second, first)).then_some((crossing, true)))
        })
    }

    /// The words of its design; those of what is not told when its word is not known.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn design(&self) -> Option<&DesignWords> {
        self.words.designs.iter().find(|design| design.word == self.design).or(self.words.designs.last())
    }
}

impl ExploredGroup {
    /// Places of its questions.
    #[must_use]
    pub fn places(&self) -> std::ops::Range<usize> {
        let first = self.first as usize;
        first..first + self.labels.len()
    }
}

impl ExploredQuestion {
    /// Whether more respondents than one may be in several rows.
    #[must_use]
    pub fn is_multiple(&self) -> bool {
        self.drawing == Drawing::Multiple
    }

    /// Whether its answers are.
    #[must_use]
    pub fn is_published(&self) -> bool {
        !matches!(self.drawing, Drawing::Private | Drawing::Withheld)
    }

    /// Whether the order of its rows has a meaning.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        matches!(self.drawing, Drawing::Scale | Drawing::Poles | Drawing::Number)
    }
}

record! {
    /// What the explorer of a survey says. `{…}` in a phrase stands for what is put there; `{one}` and `{other}` for what respondents are.
    pub struct ExplorerWords {
        /// Ribbon, titles of files and of tables.
        pub fictional: Prose,
        /// Button.
        pub show_all: Prose,
        /// Landmark of the filters.
        pub filters: Prose,
        /// `{filter}`.
        pub remove_filter: Prose,
        /// `{question}`, `{options}`.
        pub filter: Prose,
        /// `{count}`, `{one}`, `{other}`, `{total}`.
        pub kept: PluralPhrase,
        /// As above, for a feminine noun.
        pub kept_feminine: PluralPhrase,
        /// No filter: `{count}`, `{one}`, `{other}`.
        pub kept_all: PluralPhrase,
        /// `{count}`, `{one}`, `{other}`.
        pub answered_all: PluralPhrase,
        /// `{count}`, `{one}`, `{other}`, `{total}`.
        pub answered: PluralPhrase,
        /// No answer.
        pub answered_none: Prose,
        /// `{count}`.
        pub skipped: PluralPhrase,
        /// `{count}`.
        pub not_asked: PluralPhrase,
        /// `{count}`.
        pub ticked_nothing: PluralPhrase,
        /// `{count}`, `{label}`.
        pub declared: Prose,
        /// Under filters, of a question without column.
        pub unfiltered: Prose,
        /// What one respondent weighs: `{one}`, `{points}`.
        pub points: PluralPhrase,
        /// `{base}`.
        pub of: Prose,
        /// `{percent}`.
        pub percent: Prose,
        /// `{label}`, `{count}`, `{base}`.
        pub mark: Prose,
        /// As above, with `{percent}`.
        pub mark_percent: Prose,
        /// Under a filter: `{count}`, `{base}`.
        pub of_all: Prose,
        /// Beside a count: `{low}`, `{high}`, `{other}`.
        pub interval: Prose,
        /// In a list of counts: `{low}`, `{high}`.
        pub interval_short: Prose,
        /// After a list of counts with intervals.
        pub interval_level: Prose,
        /// Column title.
        pub column_interval: Prose,
        /// Beneath a weighted question: `{base}`, `{effective}`.
        pub interval_effective: Prose,
        /// Under filters, of a draw from a list of known length.
        pub interval_filtered: Prose,
        /// With weights, under filters.
        pub no_interval_filtered: Prose,
        /// Options that cannot be told apart: `{groups}`.
        pub ties: Prose,
        /// `{label}`, `{count}`, `{base}`.
        pub top: Prose,
        /// `{labels}`, `{count}`, `{base}`.
        pub top_tied: Prose,
        /// `{label}`, `{count}`, `{one}`, `{other}`, `{base}`.
        pub top_easy: PluralPhrase,
        /// No answer is before the others.
        pub top_easy_tied: Prose,
        /// The second one: `{label}`, `{count}`.
        pub then: Prose,
        /// Nobody answered, or nobody that the filters leave.
        pub no_answer: Prose,
        /// Of a scale with two ends: `{below}`, `{above}`, `{first}`, `{last}`, `{base}`.
        pub sides: Prose,
        /// As above, with `{neutral}`.
        pub sides_neutral: Prose,
        /// `{first}`.
        pub more_below_easy: Prose,
        /// `{last}`.
        pub more_above_easy: Prose,
        /// As many on one side as on the other.
        pub sides_equal_easy: Prose,
        /// `{median}`, `{first_quartile}`, `{third_quartile}`, `{min}`, `{max}`.
        pub median: Prose,
        /// `{median}`.
        pub median_easy: Prose,
        /// Of years: `{before}`, `{after}`, then as above.
        pub median_years: Prose,
        /// Of numbers in classes: `{value}`.
        pub median_about: Prose,
        /// `{label}`, `{count}`.
        pub detail_item: Prose,
        /// `{items}`, `{base}`.
        pub detail: Prose,
        /// `{items}`, `{base}`.
        pub detail_multiple: Prose,
        /// Before the last of several, with its spaces.
        pub and: String,
        /// `{text}`.
        pub quote: Prose,
        /// Above texts.
        pub quotes_note: Prose,
        /// In place of texts.
        pub withheld_text: Prose,
        /// In place of sensitive answers.
        pub withheld: Prose,
        /// In place of a hidden count.
        pub masked: Prose,
        /// A row whose count is hidden: `{label}`.
        pub masked_mark: Prose,
        /// Why counts are hidden: `{threshold}`, `{other}`.
        pub masked_note: Prose,
        /// No count of a question is shown.
        pub masked_all: Prose,
        /// How many answered is hidden.
        pub masked_base: Prose,
        /// What a mark does in protected publication: `{threshold}`.
        pub protected_how: Prose,
        /// Of counts alone, in protected publication: `{threshold}`.
        pub protected_counts: Prose,
        /// Before the address.
        pub print_note: Prose,
        /// Name of the address as a code.
        pub address_code: Prose,
        /// Why what was asked cannot be done.
        pub protected_limit: Prose,
        /// Under a filter, of a crossing.
        pub protected_cross: Prose,
        /// `{value}`, `{unit}`.
        pub with_unit: Prose,
        /// A side of a scale: `{label}`.
        pub below: Prose,
        /// Label of the choice of a second question.
        pub cross: Prose,
        /// No second question.
        pub cross_none: Prose,
        /// `{first}`, `{second}`.
        pub cross_title: Prose,
        /// `{question}`.
        pub cross_note: Prose,
        /// Both questions' filters do not bear on their crossing.
        pub cross_aside: Prose,
        /// `{small}`.
        pub cross_small: Prose,
        /// Column title.
        pub cross_base: Prose,
        /// One option and no other: `{label}`.
        pub combination_alone: Prose,
        /// Nothing ticked.
        pub combination_none: Prose,
        /// As above, in a count: `{count}`.
        pub combination_none_count: PluralPhrase,
        /// The combinations that are not named: how many they are.
        pub combination_others: PluralPhrase,
        /// How many there are, when nothing is filtered.
        pub combination_number: PluralPhrase,
        /// `{labels}`, `{count}`, `{base}`.
        pub combination_top: Prose,
        /// `{items}`, `{base}`.
        pub combination_detail: Prose,
        /// Of a survey with too many respondents.
        pub combinations_unfiltered: Prose,
        /// Column title.
        pub column_combination: Prose,
        /// Title of the table: `{question}`.
        pub combinations_title: Prose,
        /// A line of a group: `{label}`, `{count}`, `{base}`.
        pub compared_item: Prose,
        /// Several lines are alike: `{items}`.
        pub compared_tied: Prose,
        /// `{side}`, `{most}`, `{least}`.
        pub compared: Prose,
        /// `{side}`, `{most}`.
        pub compared_easy: Prose,
        /// All lines are alike: `{side}`.
        pub compared_equal: Prose,
        /// Too few answers, or hidden counts.
        pub compared_none: Prose,
        /// Column title.
        pub column_item: Prose,
        /// Column title.
        pub column_answer: Prose,
        /// Column title: `{of_respondents}`.
        pub column_count: Prose,
        /// Column title.
        pub column_share: Prose,
        /// `{question}`, `{base}`.
        pub caption: Prose,
        /// As above, of invented data.
        pub caption_fictional: Prose,
        /// Row title.
        pub row_median: Prose,
        /// Row title.
        pub row_quartiles: Prose,
        /// Row title.
        pub row_missing: Prose,
    }
    native {
        /// How respondents were chosen, and what it means for uncertainty; the last one is for what is not told.
        pub designs: Vec<DesignWords>,
        /// `{count}`, `{one}`, `{other}`.
        pub respondents: PluralPhrase,
        /// Landmark of the tools.
        pub settings: Prose,
        /// Setting.
        pub order: Prose,
        /// Choice.
        pub order_asked: Prose,
        /// Choice.
        pub order_count: Prose,
        /// Setting.
        pub unit: Prose,
        /// Choice.
        pub unit_count: Prose,
        /// Choice.
        pub unit_percent: Prose,
        /// Setting.
        pub level: Prose,
        /// Choice.
        pub level_easy: Prose,
        /// Choice.
        pub level_standard: Prose,
        /// Choice.
        pub level_detailed: Prose,
        /// What a mark does.
        pub how: Prose,
        /// What keys do.
        pub keys: Prose,
        /// For who has no script.
        pub needs_program: Prose,
        /// Only counts are published.
        pub aggregates: Prose,
        /// Of a multiple choice.
        pub several: Prose,
        /// Button: the rows as sounds.
        pub listen: Prose,
        /// What the sounds mean.
        pub listen_key: Prose,
        /// Opens the table.
        pub table: Prose,
        /// The key that does.
        pub table_key: Prose,
        /// Opens the combinations of a multiple choice.
        pub combinations: Prose,
        /// What they are.
        pub combinations_note: Prose,
        /// Above the numbers that stand for options.
        pub combinations_key: Prose,
        /// What a grid's overview shows.
        pub grid_note: Prose,
        /// What a ranking's overview shows.
        pub ranking_note: Prose,
        /// A side of a grid, in a sentence: `{label}`.
        pub grid_side: Prose,
        /// A place of a ranking, in a sentence: `{label}`.
        pub ranking_side: Prose,
        /// Of a ranking, when it is not known who took part in it: `{other}`.
        pub ranking_all: Prose,
        /// Opens the questions of a group: `{count}`.
        pub group_items: PluralPhrase,
        /// Beneath the title.
        pub fictional_note: Prose,
        /// Title of the table of contents.
        pub questions: Prose,
        /// Title of what the survey is.
        pub facts: Prose,
        /// Term.
        pub fact_respondents: Prose,
        /// Term.
        pub fact_date: Prose,
        /// Term.
        pub fact_mode: Prose,
        /// Term.
        pub fact_design: Prose,
        /// Term.
        pub fact_source: Prose,
        /// Term.
        pub fact_licence: Prose,
        /// What is not told.
        pub fact_unknown: Prose,
        /// `{respondents}`, `{invited}`.
        pub respondents_of: Prose,
        /// `{population}`, `{other}`.
        pub interval_population: Prose,
        /// What an interval says nothing of: `{n}`, `{invited}`.
        pub interval_response: Prose,
        /// Of a survey with weights.
        pub interval_weighted: Prose,
        /// Drawn at random, and everyone on the list answered.
        pub no_interval_everyone: Prose,
        /// Drawn at random, but how many did not answer is not told.
        pub no_interval_response: Prose,
        /// With weights that are not published.
        pub no_interval_weights: Prose,
        /// Before links to pages that help.
        pub next: Prose,
        /// Opens the files.
        pub takeaway: Prose,
        /// What the files hold, where the page can be filtered.
        pub takeaway_note: Prose,
        /// Button under a table.
        pub table_copy: Prose,
        /// Title of the files of the whole survey.
        pub takeaway_all: Prose,
        /// Title of the survey told.
        pub story: Prose,
        /// What its sentences do.
        pub story_note: Prose,
        /// Before a sentence that shows nothing.
        pub story_told: Prose,
        /// Above the files of the data package.
        pub package: Prose,
        /// A file.
        pub package_description: Prose,
        /// A file.
        pub package_questions: Prose,
        /// A file.
        pub package_data: Prose,
        /// A file: DDI-Codebook.
        pub package_ddi: Prose,
        /// A file.
        pub csv: Prose,
        /// A file.
        pub json: Prose,
        /// A file.
        pub svg: Prose,
        /// A file.
        pub png: Prose,
        /// Opens what shows a question on another site.
        pub embed: Prose,
        /// What it is.
        pub embed_note: Prose,
        /// Label of a field.
        pub embed_frame: Prose,
        /// Label of a field.
        pub embed_picture: Prose,
        /// Button.
        pub embed_copy: Prose,
        /// Link from another site to the survey.
        pub embed_open: Prose,
        /// Link from another site to the picture.
        pub embed_image: Prose,
        /// Declared reason of a text whose author does not let it be cited.
        pub not_cited: Prose,
        /// Title above the waves of a question.
        pub waves: Prose,
        /// Of one wave: `{wave}`, `{date}`, `{base}`, `{n}`, `{respondents}`.
        pub wave_base: Prose,
        /// The most frequent option here: `{label}`, then one `{waves}`.
        pub wave_top: Prose,
        /// One wave in it: `{wave}`, `{count}`, `{base}`.
        pub wave_count: Prose,
        /// Of different bases.
        pub wave_bases: Prose,
        /// The same respondents: `{other}`.
        pub wave_panel: Prose,
        /// Others.
        pub wave_no_panel: Prose,
        /// Not told.
        pub wave_panel_unknown: Prose,
        /// Chosen otherwise: `{designs}`.
        pub wave_designs: Prose,
        /// Not all drawn at random.
        pub wave_not_drawn: Prose,
        /// All drawn at random.
        pub wave_drawn: Prose,
        /// `{wave}`, `{text}`.
        pub wave_reworded: Prose,
        /// An option that a wave had not.
        pub wave_not_offered: Prose,
        /// Of invented waves.
        pub wave_fictional: Prose,
        /// Under filters.
        pub wave_filters: Prose,
        /// `{percent}`.
        pub loading: Prose,
        /// The answers could not be had.
        pub failed: Prose,
        /// `{source}`.
        pub source: Prose,
        /// `{licence}`.
        pub licence: Prose,
        /// Of a survey that says nothing of it.
        pub licence_unknown: Prose,
        /// `{address}`.
        pub address: Prose,
        /// Opens the address.
        pub address_share: Prose,
        /// What the address keeps.
        pub address_note: Prose,
        /// Button.
        pub address_copy: Prose,
        /// Button: the device asks to whom.
        pub address_send: Prose,
        /// Once it is copied.
        pub address_copied: Prose,
        /// Column title.
        pub column_value: Prose,
        /// The mark in the strip of numbers.
        pub axis: Prose,
        /// A class of numbers: `{from}`, `{to}`.
        pub bin: Prose,
        /// A class of whole numbers, both ends included: `{from}`, `{to}`.
        pub bin_whole: Prose,
    }
}
