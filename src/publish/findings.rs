//! What a reader takes away of a survey in words: for each finding a page of its own, its pictures and its data; for the survey, its data.

use super::{
    assets,
    document::{Shell, view_document},
    error::PublishError,
    finding_data,
    pictures::{figure, lettering::Lettering, sheet::Letters},
    qr::qr,
};
use crate::{
    components::{
        invitation::words_allow,
        view::{Sizes, View, view_page},
        voices::unread,
    },
    explorer::readings::reading,
    model::{
        frame::Frame,
        survey::{Finding, Subject, WordsSurvey},
        words::Words,
    },
    routes,
};
use std::{path::Path, sync::Mutex};

/// Writes the pages and the files of every finding of `survey`, on all cores. `shell.live`: who works on the site does not wait for the pictures.
///
/// # Errors
/// The first picture or file that could not be made.
pub fn write_findings(shell: &Shell, frame: &Frame, survey: &WordsSurvey, lettering: &Lettering, out: &Path) -> Result<(), PublishError> {
    let views = views(survey, &frame.words, frame.site.base_url.as_ref().map_or("", |base| base.as_str()));
    write_data(&views, &format!("sondages/{0}/{0}", survey.id), &frame.words, out)?;
    let todo = Mutex::new(views.iter().collect::<Vec<_>>());
    let next = || todo.lock().ok().and_then(|mut todo| todo.pop());
    let work = || {
        let letters = Letters::new(lettering)?;
        while let Some(view) = next() {
            write_finding(shell, frame, view, &letters, out)?;
        }
        Ok(())
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

fn write_finding(shell: &Shell, frame: &Frame, view: &View, letters: &Letters<'_>, out: &Path) -> Result<(), PublishError> {
    let words = &frame.words;
    let folder = &view.href[1..];
    let figure = figure::place(view, words, letters);
    if !shell.live {
        assets::write(out, &format!("{folder}{}", view.file("svg")), figure.svg(shell.palettes.light, letters).as_bytes())?;
        assets::write(out, &format!("{folder}{}", view.file("png")), &figure.png(shell.palettes.light, letters)?)?;
    }
    write_data(std::slice::from_ref(view), &format!("{folder}{}-{}", view.survey, view.id), words, out)?;
    let code = if view.base.is_empty() { None } else { qr("", &view.page_address()) };
    let sizes = Sizes { width: figure::WIDTH, height: figure.height };
    let mut body = String::new();
    view_page(view, sizes, words, code.as_deref()).write_html(&mut body);
    assets::write(out, &format!("{folder}index.html"), view_document(shell, frame, view, &body).as_bytes())
}

fn write_data(views: &[View], stem: &str, words: &Words, out: &Path) -> Result<(), PublishError> {
    assets::write(out, &format!("{stem}.csv"), finding_data::csv(views, words).as_bytes())?;
    assets::write(out, &format!("{stem}.json"), finding_data::json(views, words).as_bytes())
}

/// What is told of each finding, in the survey's order. `base`: where the site lives; empty until it is known.
#[must_use]
pub fn views(survey: &WordsSurvey, words: &Words, base: &str) -> Vec<View> {
    let findings = survey.subjects.iter().flat_map(|subject| subject.findings.iter().map(move |finding| (subject, finding)));
    findings.map(|(subject, finding)| view(survey, subject, finding, words, base)).collect()
}

fn view(survey: &WordsSurvey, subject: &Subject, finding: &Finding, words: &Words, base: &str) -> View {
    let read = reading(finding, survey.respondents);
    let detail = match &read {
        Some(read) => words_allow(words, survey.respondents, read),
        None => unread(subject, finding, words),
    };
    let source = finding.quoted_from.as_ref().or(survey.sources.first().map(|source| &source.url));
    View {
        survey: survey.id.to_string(),
        survey_title: survey.title.to_string(),
        question: survey.question.as_ref().map(|question| question.to_string()),
        n: survey.respondents,
        respondents: survey.respondent.other.to_string(),
        subject: subject.title.to_string(),
        id: finding.id.to_string(),
        statement: finding.statement.to_string(),
        quantity: finding.quantity.as_ref().map(|quantity| quantity.to_string()),
        marks: match &read {
            Some(read) => read.marks.iter().copied().map(Some).collect(),
            None => vec![None; survey.respondents as usize],
        },
        allowed: read.map(|read| read.allowed),
        detail,
        quote: finding.quote.as_ref().map(|quote| quote.to_string()),
        citation: survey.citation.to_string(),
        source: source.map_or_else(|| [base, survey.page.as_str()].concat(), |source| source.as_str().to_owned()),
        page: [survey.page.as_str(), "#", finding.id.as_str()].concat(),
        href: routes::view_href(&survey.id, &finding.id),
        base: base.to_owned(),
        licence: survey.licence.as_ref().unwrap_or(&words.takeaway.licence_unknown).to_string(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::content::source::read_json;

    fn read<T: crate::model::json::FromJson>(path: &str) -> T {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/content").join(path);
        read_json("", &std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// The survey of 2022, on a site at exemple.be.
    pub(crate) fn example() -> (Vec<View>, Words) {
        let words: Words = read("interface/fr.json");
        (views(&read("surveys/associations-2022/survey.json"), &words, "https://exemple.be"), words)
    }

    #[test]
    fn a_survey_without_licence_says_so() {
        let words: Words = read("interface/fr.json");
        let mut survey: WordsSurvey = read("surveys/associations-2022/survey.json");
        assert!(views(&survey, &words, "")[0].licence.starts_with("Le CAI"));
        survey.licence = None;
        assert!(views(&survey, &words, "")[0].licence.starts_with("Licence non précisée"));
    }

    #[test]
    fn every_view_says_what_it_rests_on() {
        let (views, words) = example();
        for view in &views {
            let lines = view.lines(&words).join("\n");
            for told in [
                &view.survey_title,
                &view.statement,
                &view.subject,
                &view.citation,
                &view.source,
                &view.licence,
                "n = 23 associations",
                "chiffres non publiés",
                "Seule question connue",
            ] {
                assert!(lines.contains(told), "{}: no « {told} » in\n{lines}", view.id);
            }
        }
        let detail = |id: &str| views.iter().find(|view| view.id == id).unwrap().detail.clone();
        assert!(detail("f07").contains("de 0 à 11 sur 23"), "{}", detail("f07"));
        assert!(detail("f05").starts_with("Le texte ne dit pas combien"), "{}", detail("f05"));
    }
}
