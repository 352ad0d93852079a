//! The data package that one takes away from an explorer: what the page was made of, as far as it is published, so that whoever has it can make the page again; with the same told as archives read it ([`ddi`]).

use super::{citations, ddi};
use crate::{
    components::explorer_still::PACKAGE,
    import::package::{Level, Package},
    model::explored::ExploredSurvey,
    survey::{question::Question, responses::Survey},
};
use serde_json::Value;

/// Its folder, beside the explorer.
pub const FOLDER: &str = PACKAGE;

/// The files of `package`, which says `description` of itself, by name: questions that `shown` publishes and no other. None where counts may be hidden: rows would tell them.
#[must_use]
pub fn files(package: &Package, description: &Value, shown: &ExploredSurvey) -> Vec<(&'static str, String)> {
    // Texts that nobody agreed to show, and sensitive answers, are named by the page and have no place in a file.
    let told = |question: &Question| shown.questions.iter().any(|shown| shown.code == question.code && shown.is_published());
    if !shown.packaged {
        return Vec::new();
    }
    let Ok(package) = citations::agreed(package, &description["passerelle"], &shown.words.not_cited) else { return Vec::new() };
    let level = match &package.level {
        Level::Responses(survey) => {
            let kept = || survey.questions.iter().zip(&survey.answers).filter(|(question, _)| told(question));
            let questions = kept().map(|(question, _)| question.clone()).collect();
            Level::Responses(Survey { questions, answers: kept().map(|(_, answers)| answers.clone()).collect(), respondents: survey.respondents })
        }
        Level::Aggregates(counted) => Level::Aggregates(counted.iter().filter(|counted| told(&counted.question)).cloned().collect()),
        Level::Words(_) => return Vec::new(),
    };
    let open = Package { level, columns: Vec::new(), ignored: Vec::new(), ..package.into_owned() };
    let mut files = open.files();
    for (name, text) in &mut files {
        if *name != crate::import::package::DESCRIPTION {
            continue;
        }
        let Ok(mut written) = serde_json::from_str::<Value>(text) else { continue };
        // What is said of the survey; how the files are made is said by who wrote them.
        for (member, value) in description.as_object().into_iter().flatten().filter(|(member, _)| !["resources", "passerelle"].contains(&member.as_str())) {
            written[member] = value.clone();
        }
        let weight = description["passerelle"]["poids"].as_str();
        let is_kept = |member: &str| {
            // Weights that are not published are in no file, nor is who agreed to be cited: other texts are not there.
            member != "citations" && (member != "poids" || weight.is_some_and(|code| shown.questions.iter().any(|question| question.code == code)))
        };
        for (member, value) in description["passerelle"].as_object().into_iter().flatten().filter(|(member, _)| is_kept(member)) {
            written["passerelle"][member] = value.clone();
        }
        for resource in written["resources"].as_array_mut().into_iter().flatten().filter(|_| shown.fictional) {
            resource["title"] = format!("{} ({})", resource["title"].as_str().unwrap_or_default(), shown.words.fictional.to_lowercase()).into();
        }
        written["passerelle"]["documentation"] = ddi::FILE.into();
        *text = serde_json::to_string_pretty(&written).unwrap_or_default() + "\n";
    }
    files.push((ddi::FILE, ddi::document(&open, description, shown)));
    files
}
