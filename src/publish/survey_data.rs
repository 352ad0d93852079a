//! Counts as data: CSV (RFC 4180) and JSON, with the same keys. Each file says its question, its base, who answered, when, how, its source and its licence.

use super::finding_data::{members, row, table, text};
use crate::{
    components::explorer_page::About,
    explorer::{
        counted::{Counted, percent},
        numbers::{Quartiles, written},
        sentences::Sayer,
        uncertainty::{of_row, ties},
    },
    model::explored::{ExploredQuestion, ExploredSurvey},
};
use serde_json::{Map, Value, json};

/// Changes when a key changes its name or its meaning (docs/surveys-explorer.md).
pub const VERSION: u32 = 1;

/// A survey and what is said of it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Questions and counts.
    pub survey: &'a ExploredSurvey,
    /// Beside its data.
    pub about: &'a About,
    /// Of its page.
    pub address: &'a str,
}

impl Told<'_> {
    /// The survey's title, said to be of invented data when it is.
    #[must_use]
    pub fn title(&self) -> String {
        self.about.full_title(self.survey)
    }

    /// What may be done with it.
    #[must_use]
    pub fn licence(&self) -> &str {
        self.about.licence.as_ref().unwrap_or(&self.survey.words.licence_unknown)
    }

    /// Where it comes from.
    #[must_use]
    pub fn source(&self) -> String {
        self.about.source()
    }

    /// The address of a question.
    #[must_use]
    pub fn address_of(&self, question: &ExploredQuestion) -> String {
        self.address_at(&crate::components::explorer::anchor_of(question))
    }

    /// The address of what stands at `anchor` of the survey's page.
    #[must_use]
    pub fn address_at(&self, anchor: &str) -> String {
        [self.address, "#", anchor].concat()
    }

    fn of_survey(&self) -> Vec<(&'static str, Value)> {
        let maybe = |words: Option<&str>| words.map_or(Value::Null, text);
        let survey = self.survey;
        let uncertainty = Sayer { survey }.uncertainty();
        vec![
            ("survey_id", text(&survey.id)),
            ("survey_title", text(&self.title())),
            ("fictional", survey.fictional.into()),
            ("n", survey.n.into()),
            ("respondents", text(&survey.respondent.other)),
            ("date", maybe(self.about.date.as_deref())),
            ("mode", maybe(self.about.mode.as_deref())),
            ("design", maybe(survey.design().map(|design| &*design.name))),
            ("interval_note", text(&uncertainty)),
            ("source", text(&self.source())),
            ("licence", text(self.licence())),
        ]
        .into_iter()
        .chain(survey.protected.map(|threshold| ("protection_threshold", threshold.into())))
        .collect()
    }

    /// Of a file of the questions of one group: what is asked of all, and what this question adds; nothing in other files, whose rows have other keys.
    fn of_group(&self, places: &[usize], question: &ExploredQuestion) -> Vec<(&'static str, Value)> {
        let Some(group) = self.survey.groups.iter().find(|group| group.places().eq(places.iter().copied())) else { return Vec::new() };
        let labels = self.survey.questions[group.places()].iter().zip(&group.labels);
        let label = labels.into_iter().find(|(own, _)| own.code == question.code).map_or(Value::Null, |(_, label)| text(label));
        vec![
            ("group_id", text(&group.code)),
            ("group", text(&group.text)),
            ("group_kind", text(group.kind.word())),
            ("ranked", group.ranked.map_or(Value::Null, Value::from)),
            ("item", label),
        ]
    }

    fn of_question(&self, question: &ExploredQuestion, counted: &Counted) -> Vec<(&'static str, Value)> {
        let base = Sayer { survey: self.survey }.base(question, counted);
        vec![
            ("question_id", text(&question.code)),
            ("question", text(&question.text)),
            ("kind", text(question.drawing.word())),
            ("answered", counted.base.into()),
            // Apart from other missing answers, few could not have been asked.
            ("not_asked", if self.survey.protected.is_some() { Value::Null } else { counted.not_asked.into() }),
            ("base_note", text(&base)),
            ("page_url", text(&self.address_of(question))),
        ]
    }
}

/// A hidden count is absent, never zero; where counts may be hidden, each row says whether its own is.
fn rows<'a>(survey: &'a ExploredSurvey, question: &'a ExploredQuestion, counted: &'a Counted) -> impl Iterator<Item = Vec<(&'static str, Value)>> + 'a {
    let besides = question.besides.as_ref();
    let ties = !ties(survey, question, counted).is_empty();
    question.rows.iter().zip(&counted.rows).enumerate().map(move |(place, (row, count))| {
        let hidden = counted.is_masked(place);
        let share = percent(*count, counted.base).filter(|_| !hidden && !counted.base_masked).map_or(Value::Null, Value::from);
        let interval = of_row(survey, question, counted, place).ok();
        let maybe = |value: Option<u32>| value.map_or(Value::Null, Value::from);
        let weighted = besides.and_then(|besides| besides.weighted_shares.get(place)).map(|share| (share + 50) / 100);
        let rank = besides.and_then(|besides| besides.ranks.get(place)).filter(|_| ties).map(|rank| rank + 1);
        let count = if hidden { Value::Null } else { (*count).into() };
        let mut keys = vec![
            ("option_id", text(&row.code)),
            ("option", text(&row.label)),
            ("count", count),
            ("share_percent", share),
            ("weighted_share_percent", maybe(weighted)),
            ("interval_low_percent", maybe(interval.map(|interval| interval.low))),
            ("interval_high_percent", maybe(interval.map(|interval| interval.high))),
            ("interval_confidence_percent", maybe(interval.map(|_| 95))),
            ("tied_rank", maybe(rank)),
        ];
        keys.extend(survey.protected.map(|_| ("hidden", hidden.into())));
        keys
    })
}

fn questions<'a>(told: &'a Told<'_>, places: &'a [usize]) -> impl Iterator<Item = (&'a ExploredQuestion, Counted)> {
    places.iter().filter_map(|place| told.survey.questions.get(*place)).map(|question| (question, Counted::published(question, told.survey.n)))
}

/// One row an option of each question in `places`, under the names of the keys. Of invented data, the first line says so.
#[must_use]
pub fn csv(told: &Told<'_>, places: &[usize]) -> String {
    let mut written = String::new();
    if told.survey.fictional {
        let Value::String(note) = text(&told.survey.words.fictional_note) else { return written };
        written.push_str(&row([note].into_iter()));
    }
    let of_question = |(question, counted): (&ExploredQuestion, Counted)| {
        let whole = || told.of_survey().into_iter().chain(told.of_group(places, question)).chain(told.of_question(question, &counted));
        rows(told.survey, question, &counted).map(|option| whole().chain(option).collect()).collect::<Vec<_>>()
    };
    written + &table(questions(told, places).flat_map(of_question))
}

/// The survey's keys, then `questions`, each with its own and a list of options.
#[must_use]
pub fn json(told: &Told<'_>, places: &[usize]) -> String {
    let mut file = Map::new();
    file.insert("version".to_owned(), VERSION.into());
    if told.survey.fictional {
        file.insert("note".to_owned(), text(&told.survey.words.fictional_note));
    }
    file.extend(members(told.of_survey()));
    let questions = questions(told, places).map(|(question, counted)| {
        let mut own = members([told.of_group(places, question), told.of_question(question, &counted)].concat());
        if let Some(Quartiles { min, first, median, third, max }) = counted.quartiles {
            let [min, first, median, third, max] = [min, first, median, third, max].map(|quarters| plain(quarters, question.decimals));
            let unit = question.unit.as_deref().map_or(Value::Null, text);
            own.insert("numbers".to_owned(), json!({ "min": min, "first_quartile": first, "median": median, "third_quartile": third, "max": max, "unit": unit, "approximate": question.approximate }));
        }
        own.insert("options".to_owned(), rows(told.survey, question, &counted).map(|row| Value::Object(members(row))).collect());
        Value::Object(own)
    });
    file.insert("questions".to_owned(), questions.collect());
    format!("{:#}\n", Value::Object(file))
}

/// As JSON has numbers.
fn plain(quarters: i64, decimals: u32) -> Value {
    let text = written(quarters, decimals).replace(['\u{202f}', '\u{a0}'], "").replace(',', ".").replace('−', "-");
    text.parse::<f64>().map_or(Value::Null, Value::from)
}
