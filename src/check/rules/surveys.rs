//! Surveys: nothing is said that was not published.

use crate::{
    check::{
        folder::{Folder, SurveyFile},
        kind::{Kind, MOST_FINDINGS},
        nearest::nearest,
        problem::Problem,
    },
    model::{
        block::{Block, FindingQuote, SurveyView, Voices},
        page::Page,
        slug::Slug,
        survey::{Finding, WordsSurvey},
    },
    survey::quantity::told,
};

/// Findings stand as the survey's page has them, once each, and not too many.
pub fn surveys(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (file, survey) in folder.readable_surveys() {
        let count = survey.findings().count();
        if count > MOST_FINDINGS {
            problems.push(Problem::new(&file.place, "subjects", Kind::FindingsTooMany { count }));
        }
        let published = folder.page_at(survey.page.as_str()).and_then(|page| page.page.as_ref()).map(text_of);
        let mut met: Vec<&Slug> = Vec::new();
        for (path, finding) in placed_findings(survey) {
            let mut note = |field: &str, kind| problems.push(Problem::new(&file.place, format!("{path}.{field}"), kind));
            if met.contains(&&finding.id) {
                note("id", Kind::FindingTwice { id: finding.id.to_string() });
            }
            met.push(&finding.id);
            if let (Some(quote), Some(published), None) = (&finding.quote, &published, &finding.quoted_from)
                && !published.contains(&**quote)
            {
                note("quote", Kind::QuoteNotOnPage { page: survey.page.as_str().to_owned() });
            }
            let quote = finding.quote.as_ref().map(|quote| quote.to_lowercase()).unwrap_or_default();
            if let Some(words) = finding.quantity.as_ref().filter(|words| !quote.contains(&words.to_lowercase())) {
                note("quantity", Kind::QuantityNotInQuote { words: words.to_string() });
            }
            if let Some(words) = finding.quantity.as_ref().filter(|words| told(words).is_none()) {
                note("quantity", Kind::QuantityUnknown { words: words.to_string() });
            }
        }
    }
    problems
}

/// What pages and the site's facts say of surveys is what the surveys say.
pub fn uses(folder: &Folder) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, place) in folder.site.iter().flat_map(|site| &site.surveys).enumerate() {
        problems.extend(survey(folder, &place.id).err().map(|kind| Problem::new("site.json", format!("surveys[{index}].id"), kind)));
    }
    for (file, page) in folder.readable_pages() {
        for (index, block) in page.blocks.iter().enumerate() {
            let found = match block {
                Block::Survey(SurveyView { survey: id }) => survey(folder, id).err().map(|kind| ("survey", kind)),
                Block::Voices(Voices { survey: id, finding: named, title: _, link: _ }) => finding(folder, id, named, "finding").err(),
                Block::Finding(quoted) => misquoted(folder, quoted),
                Block::OwnAnswer(block) => {
                    for (place, choice) in block.choices.iter().enumerate() {
                        for (number, id) in choice.findings.iter().enumerate() {
                            // An unknown survey is told once, below.
                            if let Err(("findings", kind)) = finding(folder, &block.survey, id, "findings") {
                                problems.push(Problem::new(&file.place, format!("blocks[{index}].choices[{place}].findings[{number}]"), kind));
                            }
                        }
                    }
                    survey(folder, &block.survey).err().map(|kind| ("survey", kind))
                }
                _ => None,
            };
            problems.extend(found.map(|(field, kind)| Problem::new(&file.place, format!("blocks[{index}].{field}"), kind)));
        }
    }
    problems
}

fn misquoted(folder: &Folder, FindingQuote { survey: id, id: named, quote }: &FindingQuote) -> Option<(&'static str, Kind)> {
    match finding(folder, id, named, "id") {
        Err(problem) => Some(problem),
        Ok(None) => None,
        Ok(Some(known)) => match &known.quote {
            None => Some(("id", Kind::FindingWithoutQuote { id: named.to_string() })),
            Some(words) => (words != quote).then(|| ("quote", Kind::FindingMisquoted { id: named.to_string(), quote: words.to_string() })),
        },
    }
}

/// The survey called `id`; its own file may not be readable.
fn survey<'a>(folder: &'a Folder, id: &Slug) -> Result<&'a SurveyFile, Kind> {
    folder.survey(id.as_str()).ok_or_else(|| {
        let nearest = nearest(id.as_str(), folder.surveys.iter().map(|file| file.folder.as_str())).map(str::to_owned);
        Kind::SurveyUnknown { met: id.to_string(), nearest }
    })
}

/// The finding called `named`; `None` when its survey cannot be read, which is told elsewhere.
fn finding<'a>(folder: &'a Folder, id: &Slug, named: &Slug, field: &'static str) -> Result<Option<&'a Finding>, (&'static str, Kind)> {
    let Some(survey) = &survey(folder, id).map_err(|kind| ("survey", kind))?.survey else { return Ok(None) };
    survey.finding(named).map(Some).ok_or_else(|| {
        let nearest = nearest(named.as_str(), survey.findings().map(|finding| finding.id.as_str())).map(str::to_owned);
        (field, Kind::FindingUnknown { survey: id.to_string(), met: named.to_string(), nearest })
    })
}

fn placed_findings(survey: &WordsSurvey) -> impl Iterator<Item = (String, &Finding)> {
    survey.subjects.iter().enumerate().flat_map(|(subject, content)| {
        content.findings.iter().enumerate().map(move |(finding, content)| (format!("subjects[{subject}].findings[{finding}]"), content))
    })
}

/// The words of a page's paragraphs, lists and quotes, one a line.
fn text_of(page: &Page) -> String {
    let lines = page.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph.text.words()],
        Block::Quote(quote) => vec![quote.text.words()],
        Block::List(list) => list.items.iter().map(|item| item.words()).collect(),
        _ => Vec::new(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
