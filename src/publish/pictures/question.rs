//! The picture of a question's counts: what its section of the page shows, without filter.

use super::sheet::{Letters, Paint, Picture, Said, Sheet};
use crate::{
    components::explorer::{MOST_DOTS, anchor_of},
    explorer::{
        counted::Counted,
        sentences::Sayer,
        uncertainty::{Interval, of_row},
        view::Level,
    },
    publish::survey_data::Told,
};

/// The picture of the question at `place`; `None` when there is none.
#[must_use]
pub fn place(told: &Told<'_>, place: usize, letters: &Letters<'_>) -> Option<Picture> {
    let survey = told.survey;
    let question = survey.questions.get(place)?;
    let counted = Counted::published(question, survey.n);
    let say = Sayer { survey };
    let mut sheet = Sheet::new(letters);
    sheet.words(&told.title(), true, 26.0);
    sheet.space(14.0);
    sheet.words(&question.text, true, 44.0);
    let base = say.base(question, &counted);
    sheet.space(8.0);
    sheet.words(&base, false, 26.0);
    sheet.space(18.0);
    for (row, (option, count)) in question.rows.iter().zip(&counted.rows).enumerate() {
        if counted.is_masked(row) {
            sheet.words(&say.masked_mark(&option.label), false, 28.0);
            sheet.space(10.0);
            continue;
        }
        let mark = say.mark(&option.label, *count, counted.base, false);
        let interval = say.interval(question, &counted, row);
        sheet.words(&[mark].into_iter().chain(interval).collect::<Vec<_>>().join(", "), false, 28.0);
        if survey.n <= MOST_DOTS {
            sheet.dots(&[*count], &|_| (1.0, None, Paint::MEUSE));
        } else {
            // In the room that all of the base would take.
            sheet.bar(if counted.base == 0 { 0.0 } else { *count as f32 / counted.base as f32 }, true);
        }
        if let Ok(Interval { low, high }) = of_row(survey, question, &counted, row) {
            sheet.interval(low, high);
        }
        sheet.space(10.0);
    }
    sheet.space(14.0);
    let notes = say.masked_note(&counted).into_iter().chain(say.uncertainty_of(question, &counted));
    let foot: Vec<String> = notes.chain(foot(told, &anchor_of(question))).collect();
    for line in &foot {
        sheet.words(line, false, 22.0);
    }
    let summary = say.summary(question, &counted, Level::Detailed);
    Some(sheet.finish(said(told, &question.text, &[&base, &summary, &foot.join(" ")])))
}

/// What is said of a picture of the survey: `title`, and in order what it shows.
pub(super) fn said(told: &Told<'_>, title: &str, shows: &[&str]) -> Said {
    let survey = told.survey;
    Said {
        title: if survey.fictional { format!("{} – {title}", &*survey.words.fictional) } else { title.to_owned() },
        told: shows.iter().filter(|words| !words.is_empty()).copied().collect::<Vec<_>>().join(" "),
        source: told.source(),
        licence: told.licence().to_owned(),
    }
}

/// When, how, from where, under which licence, and where it is found again: at `anchor` of the survey's page.
pub(super) fn foot(told: &Told<'_>, anchor: &str) -> Vec<String> {
    let (words, say) = (&told.survey.words, Sayer { survey: told.survey });
    let when = [told.about.date.as_deref(), told.about.mode.as_deref(), told.survey.design().map(|design| &*design.name)];
    let when = when.into_iter().flatten().collect::<Vec<_>>().join(" – ");
    let source = told.source();
    let source = if source.is_empty() { source } else { say.say(&words.source, &[("source", &source)]) };
    let licence = if told.about.licence.is_some() { say.say(&words.licence, &[("licence", told.licence())]) } else { told.licence().to_owned() };
    let address = say.say(&words.address, &[("address", &told.address_at(anchor))]);
    [when, source, licence, address].into_iter().filter(|line| !line.is_empty()).collect()
}
