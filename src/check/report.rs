//! Everything that was found, as the person who mends it reads it.

use super::problem::{Problem, Severity};
use std::fmt;

/// What a check found. Shown as lines grouped by file, then what is to be confirmed, then a summary.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Page files, readable or not.
    pub pages: usize,
    /// Surveys, readable or not.
    pub surveys: usize,
    /// By file, then by line; of all severities.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Puts the problems in order.
    #[must_use]
    pub fn new(pages: usize, surveys: usize, mut problems: Vec<Problem>) -> Self {
        problems.sort_by(|a, b| (&a.place, a.line).cmp(&(&b.place, b.line)));
        Self { pages, surveys, problems }
    }

    /// Whether publication must wait.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.of(Severity::Error).next().is_some()
    }

    /// The problems of one severity, in order.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.kind.severity() == severity)
    }

    /// One line: « 45 pages, 1 sondage : aucune erreur, 3 avertissements. »
    #[must_use]
    pub fn summary(&self) -> String {
        let [errors, warnings] = [Severity::Error, Severity::Warning].map(|severity| self.of(severity).count());
        format!(
            "{}, {} : {}, {}.",
            counted(self.pages, "aucune page", "page"),
            counted(self.surveys, "aucun sondage", "sondage"),
            counted(errors, "aucune erreur", "erreur"),
            counted(warnings, "aucun avertissement", "avertissement")
        )
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let to_mend: Vec<&Problem> = self.problems.iter().filter(|problem| problem.kind.severity() <= Severity::Warning).collect();
        for file in to_mend.chunk_by(|a, b| a.place == b.place) {
            for problem in file {
                writeln!(f, "{problem}")?;
            }
            writeln!(f)?;
        }
        for (severity, title) in [(Severity::Reminder, "À confirmer"), (Severity::Advice, "Plus facile à lire")] {
            let told: Vec<&Problem> = self.of(severity).collect();
            if !told.is_empty() {
                writeln!(f, "{title} ({}) :", told.len())?;
                for problem in told {
                    writeln!(f, "{problem}")?;
                }
                writeln!(f)?;
            }
        }
        f.write_str(&self.summary())
    }
}

fn counted(count: usize, none: &str, noun: &str) -> String {
    match count {
        0 => none.to_owned(),
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::kind::Kind;

    fn problem(place: &str, line: usize, kind: Kind) -> Problem {
        Problem { place: place.into(), line: Some(line), path: String::new(), kind }
    }

    #[test]
    fn lines_are_grouped_by_file_and_summed_up() {
        let report = Report::new(
            2,
            1,
            vec![
                problem("b.json", 2, Kind::HeadingRepeated { words: "Encore".into() }),
                problem("a.json", 9, Kind::ToConfirm { words: "peut-être".into() }),
                problem("b.json", 1, Kind::SourceAbsent),
                problem("a.json", 3, Kind::SourceAbsent),
            ],
        );
        let shown = report.to_string();
        let starts: Vec<_> = shown.lines().map(|line| line.split(" : ").next().unwrap_or_default()).collect();
        assert_eq!(starts, ["a.json, ligne 3", "", "b.json, ligne 1", "b.json, ligne 2", "", "À confirmer (1) :", "a.json, ligne 9", "", "2 pages, 1 sondage"]);
        assert!(shown.ends_with("2 erreurs, 1 avertissement."), "{shown}");
        assert!(report.has_errors());
    }

    #[test]
    fn warnings_and_reminders_do_not_stop_publication() {
        let report =
            Report::new(1, 0, vec![problem("a", 1, Kind::HeadingRepeated { words: "x".into() }), problem("a", 1, Kind::ToConfirm { words: "y".into() })]);
        assert!(!report.has_errors());
        assert_eq!(report.summary(), "1 page, aucun sondage : aucune erreur, 1 avertissement.");
    }
}
