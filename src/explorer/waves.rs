//! A question over the waves of its series: which counts stand side by side, and what is said of comparing them. For native programs: filters do not bear on it.

use super::{
    counted::{Counted, by_count},
    sentences::Sayer,
    uncertainty,
};
use crate::{
    locale::number::grouped,
    model::explored::{Drawing, ExploredQuestion, ExploredSurvey, QuestionWave},
};

/// A wave of a question, this one or another.
#[derive(Debug, Clone)]
pub struct WaveSeen<'a> {
    /// « 2028 ».
    pub name: &'a str,
    /// When.
    pub date: Option<&'a str>,
    /// Where the question stands there; empty here.
    pub href: &'a str,
    /// A word of the designs.
    pub design: &'a str,
    /// Respondents.
    pub n: u32,
    /// What they are.
    pub respondents: &'a str,
    /// Who answered.
    pub base: u32,
    /// One a row here; `None` of an option that the wave had not.
    pub rows: Vec<Option<u32>>,
}

impl WaveSeen<'_> {
    /// Respondents of a row; `None` of an option that the wave had not.
    #[must_use]
    pub fn count(&self, row: usize) -> Option<u32> {
        self.rows.get(row).copied().flatten()
    }
}

/// Every wave of a question in the order of their names, this one among them. `counted`: this one's counts, without filter.
#[must_use]
pub fn waves_seen<'a>(survey: &'a ExploredSurvey, question: &'a ExploredQuestion, counted: &Counted) -> Vec<WaveSeen<'a>> {
    let own = WaveSeen {
        name: survey.wave.as_deref().unwrap_or_default(),
        date: survey.date.as_deref(),
        href: "",
        design: &survey.design,
        n: survey.n,
        respondents: &survey.respondent.other,
        base: counted.base,
        rows: counted.rows.iter().copied().map(Some).collect(),
    };
    let other = |wave: &'a QuestionWave| WaveSeen {
        name: &wave.name,
        date: wave.date.as_deref(),
        href: &wave.href,
        design: &wave.design,
        n: wave.n,
        respondents: &wave.respondents,
        base: wave.base,
        rows: (0..question.rows.len()).map(|row| wave.counts.iter().find(|count| count.row as usize == row).map(|count| count.count)).collect(),
    };
    let mut seen: Vec<WaveSeen<'a>> = question.waves.iter().flatten().map(other).collect();
    let place = seen.iter().take_while(|wave| wave.name < own.name).count();
    seen.insert(place, own);
    seen
}

impl Sayer<'_> {
    /// « 2026 (mars 2026) : 22 réponses de 23 associations ».
    #[must_use]
    pub fn wave_base(&self, wave: &WaveSeen<'_>) -> String {
        let words = self.words();
        let (base, n, date) = (grouped(wave.base), grouped(wave.n), wave.date.unwrap_or(&words.fact_unknown));
        self.say(&words.wave_base, &[("wave", wave.name), ("date", date), ("base", &base), ("n", &n), ("respondents", wave.respondents)])
    }

    /// What can be compared between the waves of a question, and what cannot, one sentence a thing; `counted`: this wave's counts, without filter. Nothing without another wave.
    #[must_use]
    pub fn waves(&self, question: &ExploredQuestion, counted: &Counted) -> Vec<String> {
        let (survey, words) = (self.survey, self.words());
        let Some(waves) = question.waves.as_ref().filter(|waves| !waves.is_empty()) else { return Vec::new() };
        let seen = waves_seen(survey, question, counted);
        let mut said: Vec<String> = Vec::new();
        // The most frequent one here, which every wave had.
        let offered = |row: &usize| seen.iter().all(|wave| wave.count(*row).is_some());
        let most = by_count(&ExploredQuestion { drawing: Drawing::Single, ..question.clone() }, &counted.rows).into_iter().find(offered);
        if let Some((row, most)) = most.and_then(|row| Some((row, question.rows.get(row)?))) {
            let count = |wave: &WaveSeen<'_>| {
                let count = grouped(wave.count(row).unwrap_or(0));
                self.say(&words.wave_count, &[("wave", wave.name), ("count", &count), ("base", &grouped(wave.base))])
            };
            let counts: Vec<String> = seen.iter().map(count).collect();
            said.push(self.say(&words.wave_top, &[("label", &most.label), ("waves", &counts.join(" ; "))]));
        }
        if seen.iter().any(|wave| wave.base != counted.base) {
            said.push(words.wave_bases.to_string());
        }
        // Told by this survey, else by the others if they agree.
        let told = |panel: bool| survey.panel == Some(panel) || (survey.panel.is_none() && waves.iter().all(|wave| wave.panel == Some(panel)));
        let panel = match (told(true), told(false)) {
            (true, _) => &words.wave_panel,
            (_, true) => &words.wave_no_panel,
            _ => &words.wave_panel_unknown,
        };
        said.push(self.say(panel, &[]));
        if seen.iter().any(|wave| wave.design != survey.design) {
            let name = |wave: &WaveSeen<'_>| {
                let design = words.designs.iter().find(|design| design.word == wave.design).or(words.designs.last());
                [wave.name, " : ", design.map_or("", |design| &*design.name)].concat()
            };
            said.push(self.say(&words.wave_designs, &[("designs", &seen.iter().map(name).collect::<Vec<_>>().join(" ; "))]));
        }
        let drawn = seen.iter().all(|wave| wave.design == uncertainty::DRAWN);
        said.push(if drawn { &words.wave_drawn } else { &words.wave_not_drawn }.to_string());
        for wave in waves {
            if let Some(text) = &wave.text {
                said.push(self.say(&words.wave_reworded, &[("wave", &wave.name), ("text", text)]));
            }
        }
        if survey.fictional || waves.iter().any(|wave| wave.fictional) {
            said.push(words.wave_fictional.to_string());
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        explorer::{counted::tests::question, sentences::tests::survey},
        model::{explored::WaveCount, text::Prose},
    };

    fn wave(name: &str, base: u32, counts: &[u32]) -> QuestionWave {
        QuestionWave {
            name: Prose::new(name),
            date: None,
            href: "/sondages/autre/#q-q".into(),
            fictional: false,
            design: "volontaires".into(),
            panel: None,
            n: 30,
            respondents: Prose::new("associations"),
            base,
            text: None,
            counts: counts.iter().zip(0..).map(|(count, row)| WaveCount { row, count: *count }).collect(),
            only_there: Vec::new(),
        }
    }

    #[test]
    fn what_is_said_of_waves_comes_from_what_they_tell() {
        let mut survey = survey(Vec::new());
        survey.fictional = false;
        survey.wave = Some(Prose::new("2026"));
        let counted = Counted { total: 23, base: 20, rows: vec![5, 15], ..Counted::default() };
        let asked = |other: QuestionWave| crate::model::explored::ExploredQuestion { waves: Some(vec![other]), ..question(Drawing::Single, &["A", "B"]) };
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'");
        for (panel, there, other, expected, absent) in [
            (
                None,
                None,
                wave("2024", 30, &[12, 18]),
                &["« B » : 18 sur 30 en 2024 ; 15 sur 20 en 2026.", "ce sont les parts", "On ne sait pas si"][..],
                "tirages",
            ),
            (Some(true), None, wave("2028", 20, &[12, 8]), &["15 sur 20 en 2026 ; 8 sur 20 en 2028.", "Ce sont les mêmes associations"], "ce sont les parts"),
            (None, Some(false), wave("2028", 20, &[12, 8]), &["Ce ne sont pas les mêmes associations"], "On ne sait pas"),
            // An option that the other had not cannot be compared.
            (None, None, wave("2028", 20, &[12]), &["« A » : 5 sur 20 en 2026 ; 12 sur 20 en 2028."], "« B »"),
        ] {
            survey.panel = panel;
            let said = Sayer { survey: &survey }.waves(&asked(QuestionWave { panel: there, ..other }), &counted).join(" ");
            for words in expected {
                assert!(plain(&said).contains(words), "no « {words} » in « {said} »");
            }
            assert!(!plain(&said).contains(absent), "« {absent} » in « {said} »");
        }
        survey.design = uncertainty::DRAWN.into();
        let drawn = QuestionWave { design: uncertainty::DRAWN.into(), ..wave("2028", 20, &[12, 8]) };
        assert!(Sayer { survey: &survey }.waves(&asked(drawn), &counted).join(" ").contains("hasard des tirages"));
        assert!(Sayer { survey: &survey }.waves(&asked(wave("2028", 20, &[1, 1])), &counted).join(" ").contains("choisis de la même façon"));
        assert!(Sayer { survey: &survey }.waves(&question(Drawing::Single, &["A"]), &counted).is_empty());
    }
}
