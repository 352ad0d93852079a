//! What the explorer says of counts: the base, a mark, a summary at three levels. Every word comes from content; here they are chosen and put together.

use super::{
    combined,
    counted::{Counted, by_count, percent},
    numbers::{Quartiles, digits, written, written_year},
    uncertainty::{self, Interval},
    view::{Level, View},
};
use crate::{
    locale::{elision, number::grouped, phrase::fill, plural::PluralPhrase, typography::refine},
    model::explored::{Drawing, ExploredQuestion, ExploredSurvey, ExplorerWords},
};

/// Says what is counted of a survey, in its words.
#[derive(Debug, Clone, Copy)]
pub struct Sayer<'a> {
    /// The survey.
    pub survey: &'a ExploredSurvey,
}

impl<'a> Sayer<'a> {
    /// The words.
    #[must_use]
    pub fn words(&self) -> &'a ExplorerWords {
        &self.survey.words
    }

    /// The phrase with its values, and the fine typography that they call for.
    #[must_use]
    pub fn say(&self, phrase: &str, values: &[(&str, &str)]) -> String {
        let noun = &self.survey.respondent;
        refine(&fill(&fill(phrase, &[("one", &noun.one), ("other", &noun.other)]), values))
    }

    /// The phrase in the form that `count` calls for.
    #[must_use]
    pub fn counted(&self, phrase: &PluralPhrase, count: u32, values: &[(&str, &str)]) -> String {
        let count_words = grouped(count);
        let values: Vec<_> = [("count", &*count_words)].into_iter().chain(values.iter().copied()).collect();
        self.say(&phrase.counted(&self.survey.lang, count), &values)
    }

    /// « 23 associations ».
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn respondents(&self, count: u32) -> String {
        self.counted(&self.words().respondents, count, &[])
    }

    /// « Nombre d'associations ».
    #[must_use]
    pub fn column_count(&self) -> String {
        self.say(&self.words().column_count, &[("of_respondents", &elision::of(&self.survey.respondent.other))])
    }

    /// « 9 associations retenues sur 23 »; without filter, that all are there.
    #[must_use]
    pub fn kept(&self, kept: u32, filtered: bool) -> String {
        let words = self.words();
        let phrase = match (filtered, self.survey.feminine) {
            (false, _) => &words.kept_all,
            (true, true) => &words.kept_feminine,
            (true, false) => &words.kept,
        };
        self.counted(phrase, kept, &[("total", &grouped(self.survey.n))])
    }

    /// « 22 associations ont répondu sur 23 ; 1 n'a pas répondu. »
    #[must_use]
    pub fn base(&self, question: &ExploredQuestion, counted: &Counted) -> String {
        let words = self.words();
        if counted.base_masked {
            return words.masked_base.to_string();
        }
        let reason = |phrase: &PluralPhrase, count: u32| (count > 0).then(|| self.counted(phrase, count, &[]));
        let declared = counted.declared.iter().zip(&question.missing).filter(|(count, _)| **count > 0);
        let declared = declared.map(|(count, label)| self.say(&words.declared, &[("count", &grouped(*count)), ("label", label)]));
        let reasons: Vec<String> = [(&words.skipped, counted.skipped), (&words.not_asked, counted.not_asked), (&words.ticked_nothing, counted.nothing)]
            .into_iter()
            .filter_map(|(phrase, count)| reason(phrase, count))
            .chain(declared)
            .collect();
        if counted.base > 0 && counted.base == counted.total {
            return self.counted(&words.answered_all, counted.base, &[]);
        }
        let answered = match counted.base {
            0 => words.answered_none.to_string(),
            base => self.counted(&words.answered, base, &[("total", &grouped(counted.total))]),
        };
        refine(&[&[answered].into_iter().chain(reasons).collect::<Vec<_>>().join(" ; "), "."].concat())
    }

    /// « 1 association = 4 points. »; nothing when it weighs less than one, or nobody answered.
    #[must_use]
    pub fn points(&self, base: u32) -> Option<String> {
        let points = percent(1, base).filter(|points| *points > 0 && base <= 100)?;
        Some(self.say(&self.words().points.counted(&self.survey.lang, points), &[("points", &digits(points as usize))]))
    }

    /// « sur 22 ».
    #[must_use]
    pub fn of(&self, base: u32) -> String {
        self.say(&self.words().of, &[("base", &grouped(base))])
    }

    /// « 50 % »; nothing of nobody.
    #[must_use]
    pub fn percent(&self, count: u32, base: u32) -> String {
        percent(count, base).map_or_else(String::new, |percent| self.say(&self.words().percent, &[("percent", &digits(percent as usize))]))
    }

    /// « Le sport : masqué pour protéger les associations ».
    #[must_use]
    pub fn masked_mark(&self, label: &str) -> String {
        self.say(&self.words().masked_mark, &[("label", label)])
    }

    /// Why counts are hidden, when some are.
    #[must_use]
    pub fn masked_note(&self, counted: &Counted) -> Option<String> {
        let threshold = digits(self.survey.protected? as usize);
        (counted.base_masked || !counted.masked.is_empty()).then(|| self.say(&self.words().masked_note, &[("threshold", &threshold)]))
    }

    /// A row as it is read out: « Le sport : 11 sur 22, 50 % ».
    #[must_use]
    pub fn mark(&self, label: &str, count: u32, base: u32, with_percent: bool) -> String {
        let percent = percent(count, base).filter(|_| with_percent).map(|percent| digits(percent as usize));
        let phrase = if percent.is_some() { &self.words().mark_percent } else { &self.words().mark };
        self.say(phrase, &[("label", label), ("count", &grouped(count)), ("base", &grouped(base)), ("percent", percent.as_deref().unwrap_or_default())])
    }

    /// « entre 31 % et 52 % des associations, avec 95 % de confiance »; `None` where no interval is justified.
    #[must_use]
    pub fn interval(&self, question: &ExploredQuestion, counted: &Counted, row: usize) -> Option<String> {
        uncertainty::of_row(self.survey, question, counted, row).ok().map(|interval| self.between(&self.words().interval, interval))
    }

    /// « de 31 % à 52 % »; `None` where no interval is justified.
    #[must_use]
    pub fn interval_short(&self, question: &ExploredQuestion, counted: &Counted, row: usize) -> Option<String> {
        uncertainty::of_row(self.survey, question, counted, row).ok().map(|interval| self.between(&self.words().interval_short, interval))
    }

    fn between(&self, phrase: &str, Interval { low, high }: Interval) -> String {
        self.say(phrase, &[("low", &digits(low as usize)), ("high", &digits(high as usize))])
    }

    /// What intervals of the survey rest on and leave out, or why there is none.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn uncertainty(&self) -> String {
        use super::uncertainty::Reason;
        use crate::survey::statistics::design::NoInterval;
        let (survey, words) = (self.survey, self.words());
        let of_design = survey.design().map_or("", |design| &*design.interval);
        match uncertainty::justified(survey) {
            Err(Reason::NonResponse) => words.no_interval_response.to_string(),
            Err(Reason::Weights | Reason::WeightsFiltered) => words.no_interval_weights.to_string(),
            Err(Reason::Design(NoInterval::Census)) if survey.design == uncertainty::DRAWN => words.no_interval_everyone.to_string(),
            Err(Reason::Design(NoInterval::NoRespondent)) => words.no_answer.to_string(),
            Err(_) => of_design.to_owned(),
            Ok(()) => {
                let response = survey.invited.filter(|invited| *invited > survey.n);
                let response = response.map(|invited| self.say(&words.interval_response, &[("n", &grouped(survey.n)), ("invited", &grouped(invited))]));
                let list = survey.population.map(|population| self.say(&words.interval_population, &[("population", &grouped(population))]));
                let weighted = survey.weighted.then(|| words.interval_weighted.to_string());
                [Some(of_design.to_owned()), list, weighted, response].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// What is to be said of the intervals of one question: its effective size, what filters change, options that cannot be told apart. Nothing where there is no interval.
    #[must_use]
    pub fn uncertainty_of(&self, question: &ExploredQuestion, counted: &Counted) -> Vec<String> {
        let (survey, words) = (self.survey, self.words());
        if uncertainty::justified(survey).is_err() || !question.is_published() || question.drawing == Drawing::Text || counted.base == 0 {
            return Vec::new();
        }
        let filtered = counted.total != survey.n;
        let mut notes = Vec::new();
        match (survey.weighted, filtered) {
            (true, true) => notes.push(words.no_interval_filtered.to_string()),
            (true, false) => {
                let effective = question.besides.as_ref().map_or(0, |besides| besides.effective);
                // Quarters of a hundredth.
                let effective = written(i64::from(effective) * 4, 2);
                notes.push(self.say(&words.interval_effective, &[("base", &grouped(counted.base)), ("effective", &effective)]));
            }
            (false, true) if survey.population.is_some() => notes.push(words.interval_filtered.to_string()),
            (false, _) => {}
        }
        let groups = uncertainty::ties(survey, question, counted);
        let group = |rows: &Vec<usize>| {
            let labels: Vec<String> =
                rows.iter().filter_map(|row| question.rows.get(*row)).map(|row| self.say(&words.quote, &[("text", &row.label)])).collect();
            self.listed(&labels)
        };
        if !groups.is_empty() {
            let groups: Vec<String> = groups.iter().map(group).collect();
            notes.push(self.say(&words.ties, &[("groups", &groups.join(" ; "))]));
        }
        notes
    }

    /// « Quelle activité ? : Le sport, La danse ».
    #[must_use]
    pub fn filter(&self, view: &View, question: usize) -> String {
        let Some(asked) = self.survey.questions.get(question) else { return String::new() };
        let labels: Vec<&str> = view.rows_kept(question).iter().filter_map(|row| asked.rows.get(*row)).map(|row| &*row.label).collect();
        self.say(&self.words().filter, &[("question", asked.text.trim_end_matches([':', '\u{202f}', '\u{a0}', ' '])), ("options", &labels.join(", "))])
    }

    /// What the counts of a question say, in one or a few sentences. Of texts and of answers that are not published, what stands in their place.
    #[must_use]
    pub fn summary(&self, question: &ExploredQuestion, counted: &Counted, level: Level) -> String {
        let words = self.words();
        match question.drawing {
            Drawing::Text => return words.quotes_note.to_string(),
            Drawing::Private => return words.withheld_text.to_string(),
            Drawing::Withheld => return words.withheld.to_string(),
            _ => {}
        }
        // Among hidden counts none is known to be the greatest.
        if !counted.masked.is_empty() || counted.base_masked {
            let none = (0..question.rows.len()).all(|row| counted.is_masked(row));
            return if none { words.masked_all.to_string() } else { self.detail(question, counted) };
        }
        if counted.base == 0 {
            return words.no_answer.to_string();
        }
        if level == Level::Detailed {
            return self.detail(question, counted);
        }
        match (question.drawing, counted.quartiles) {
            (Drawing::Number, Some(quartiles)) => self.median(question, quartiles, level),
            (Drawing::Poles, _) => self.sides(question, counted, level),
            _ => self.top(question, counted, level),
        }
    }

    fn top(&self, question: &ExploredQuestion, counted: &Counted, level: Level) -> String {
        let words = self.words();
        let most = counted.rows.iter().copied().max().unwrap_or(0);
        let label = |row: usize| question.rows.get(row).map_or("", |row| &row.label);
        let firsts: Vec<usize> = (0..counted.rows.len()).filter(|row| counted.rows[*row] == most).collect();
        let base = grouped(counted.base);
        let count = grouped(most);
        match (&firsts[..], level) {
            ([], _) => words.no_answer.to_string(),
            ([first], Level::Easy) => self.counted(&words.top_easy, most, &[("label", label(*first)), ("base", &base)]),
            ([first], _) => {
                let top = self.say(&words.top, &[("label", label(*first)), ("count", &count), ("base", &base)]);
                // The second, when there is only one.
                let second = counted.rows.iter().copied().filter(|count| *count < most).max().filter(|count| *count > 0);
                let seconds: Vec<usize> = (0..counted.rows.len()).filter(|row| Some(counted.rows[*row]) == second).collect();
                let then = match seconds[..] {
                    [row] => [" ", &self.say(&words.then, &[("label", label(row)), ("count", &grouped(counted.rows[row]))])].concat(),
                    _ => String::new(),
                };
                [top, then].concat()
            }
            (_, Level::Easy) => words.top_easy_tied.to_string(),
            (tied, _) => {
                let labels: Vec<String> = tied.iter().map(|row| self.say(&words.quote, &[("text", label(*row))])).collect();
                self.say(&words.top_tied, &[("labels", &self.listed(&labels)), ("count", &count), ("base", &base)])
            }
        }
    }

    /// « Sport + Danse », « Sport seulement », « Rien de coché ».
    #[must_use]
    pub fn combination(&self, question: &ExploredQuestion, options: &[u32]) -> String {
        let labels: Vec<String> = options.iter().filter_map(|option| question.rows.get(*option as usize)).map(|row| row.label.to_string()).collect();
        match &labels[..] {
            [] => self.words().combination_none.to_string(),
            [label] => self.say(&self.words().combination_alone, &[("label", label)]),
            // As they were read: a list in words would have capitals in its middle.
            labels => labels.join(" + "),
        }
    }

    /// The combinations that are not named, when somebody has one of them.
    #[must_use]
    pub fn other_combinations(&self, question: &ExploredQuestion) -> Option<String> {
        let others = question.besides.as_ref().map_or(0, |besides| besides.other_combinations);
        (others > 0).then(|| self.counted(&self.words().combination_others, others, &[]))
    }

    /// What the combinations of a question say; `counts`: one a combination that is named, now.
    #[must_use]
    pub fn combinations(&self, question: &ExploredQuestion, counted: &Counted, counts: &[u32], level: Level) -> String {
        let words = self.words();
        let named = combined::named(question);
        let order = combined::order(counts);
        let label = |place: usize| named.get(place).map(|combination| self.combination(question, &combination.options)).unwrap_or_default();
        let most = order.first().map_or(0, |first| counts[*first]);
        if counted.base == 0 || most == 0 {
            return words.no_answer.to_string();
        }
        let base = grouped(counted.base);
        let firsts: Vec<String> = order.iter().filter(|place| counts[**place] == most).map(|place| label(*place)).collect();
        let nothing = match counted.nothing {
            0 => String::new(),
            nothing => [" ", &self.counted(&words.combination_none_count, nothing, &[])].concat(),
        };
        match (level, &firsts[..]) {
            (Level::Easy, [first]) => self.counted(&words.top_easy, most, &[("label", first), ("base", &base)]),
            (Level::Easy, _) => words.top_easy_tied.to_string(),
            (Level::Standard, _) => {
                let labels: Vec<String> = firsts.iter().map(|label| self.say(&words.quote, &[("text", label)])).collect();
                let top = self.say(&words.combination_top, &[("labels", &labels.join(", ")), ("count", &grouped(most)), ("base", &base)]);
                let number = named.len() as u32 + question.besides.as_ref().map_or(0, |besides| besides.other_combinations);
                let number = (counted.total == self.survey.n).then(|| [" ", &self.counted(&words.combination_number, number, &[])].concat());
                [top, number.unwrap_or_default(), nothing].concat()
            }
            (Level::Detailed, _) => {
                let item = |label: &str, count: u32| self.say(&words.detail_item, &[("label", label), ("count", &grouped(count))]);
                let rest = combined::unnamed(counted, counts);
                let rest = self.other_combinations(question).filter(|_| rest > 0).map(|label| item(&label, rest));
                let items: Vec<String> =
                    order.iter().filter(|place| counts[**place] > 0).map(|place| item(&label(*place), counts[*place])).chain(rest).collect();
                [self.say(&words.combination_detail, &[("items", &items.join(" ; ")), ("base", &base)]), nothing].concat()
            }
        }
    }

    fn sides(&self, question: &ExploredQuestion, counted: &Counted, level: Level) -> String {
        let words = self.words();
        let [below, neutral, above] = counted.sides(question);
        let (first, last) = (question.rows.first().map_or("", |row| &row.label), question.rows.last().map_or("", |row| &row.label));
        let ends = [("first", first), ("last", last)];
        if level == Level::Easy {
            return match below.cmp(&above) {
                std::cmp::Ordering::Less => self.say(&words.more_above_easy, &ends),
                std::cmp::Ordering::Equal => words.sides_equal_easy.to_string(),
                std::cmp::Ordering::Greater => self.say(&words.more_below_easy, &ends),
            };
        }
        let [below, neutral, above, base] = [below, neutral, above, counted.base].map(grouped);
        let phrase = if question.neutral.is_some() || question.rows.len() % 2 == 1 { &words.sides_neutral } else { &words.sides };
        self.say(phrase, &[("below", &below), ("neutral", &neutral), ("above", &above), ("base", &base), ends[0], ends[1]])
    }

    /// A number of `question`, without its unit: « 12,5 ».
    fn value(&self, question: &ExploredQuestion, quarters: i64) -> String {
        let value = if question.years { written_year(quarters) } else { written(quarters, question.decimals) };
        if question.approximate { self.say(&self.words().median_about, &[("value", &value)]) } else { value }
    }

    /// The same with its unit: « 12,5 membres ».
    #[must_use]
    pub fn number(&self, question: &ExploredQuestion, quarters: i64) -> String {
        let value = self.value(question, quarters);
        match &question.unit {
            Some(unit) => self.say(&self.words().with_unit, &[("value", &value), ("unit", unit)]),
            None => value,
        }
    }

    fn median(&self, question: &ExploredQuestion, quartiles: Quartiles, level: Level) -> String {
        let words = self.words();
        let Quartiles { min, first, median, third, max } = quartiles;
        // Half of the answers up to one year, half from the next on.
        let [before, after] = [median.div_euclid(4), (median + 3).div_euclid(4)].map(|year| year.to_string());
        let median = self.number(question, median);
        // The unit is said once.
        let [min, first, third, max] = [min, first, third, max].map(|quarters| self.value(question, quarters));
        let phrase = match level {
            Level::Easy => &words.median_easy,
            _ if question.years => &words.median_years,
            _ => &words.median,
        };
        self.say(
            phrase,
            &[
                ("median", &median),
                ("before", &before),
                ("after", &after),
                ("first_quartile", &first),
                ("third_quartile", &third),
                ("min", &min),
                ("max", &max),
            ],
        )
    }

    /// « Jamais : 1 ; Souvent : 9 ».
    fn items(&self, question: &ExploredQuestion, counted: &Counted) -> String {
        let words = self.words();
        let count = |row: usize| if counted.is_masked(row) { words.masked.to_string() } else { grouped(counted.rows[row]) };
        let item = |row: usize| {
            let item = self.say(&words.detail_item, &[("label", &question.rows[row].label), ("count", &count(row))]);
            match self.interval_short(question, counted, row) {
                Some(interval) => [&item, " (", &interval, ")"].concat(),
                None => item,
            }
        };
        let items: Vec<String> = (0..question.rows.len().min(counted.rows.len())).map(item).collect();
        items.join(" ; ")
    }

    /// A line of a group as it is read out, answer by answer: « Le logement : Jamais : 1 ; Souvent : 9, sur 10 ».
    #[must_use]
    pub fn line(&self, label: &str, question: &ExploredQuestion, counted: &Counted) -> String {
        let of = if counted.base_masked { self.words().masked.to_string() } else { self.of(counted.base) };
        [&*self.say(&self.words().detail_item, &[("label", label), ("count", &self.items(question, counted))]), ", ", &of].concat()
    }

    fn detail(&self, question: &ExploredQuestion, counted: &Counted) -> String {
        let words = self.words();
        let level = self.interval_short(question, counted, 0).map(|_| [" ", &*words.interval_level].concat());
        let items = self.items(question, counted);
        let phrase = if question.is_multiple() { &words.detail_multiple } else { &words.detail };
        let numbers = counted.quartiles.map(|quartiles| [" ", &self.median(question, quartiles, Level::Standard)].concat());
        let base = if counted.base_masked { words.masked.to_string() } else { grouped(counted.base) };
        [self.say(phrase, &[("items", &items), ("base", &base)]), level.unwrap_or_default(), numbers.unwrap_or_default()].concat()
    }

    /// « A, B et C ».
    pub(super) fn listed(&self, items: &[String]) -> String {
        match items {
            [before @ .., last] if !before.is_empty() => [&before.join(", "), &*self.words().and, last].concat(),
            _ => items.concat(),
        }
    }

    /// Rows in the order in which the view shows them.
    #[must_use]
    pub fn order(&self, question: &ExploredQuestion, counted: &Counted, view: &View) -> Vec<usize> {
        if view.by_count { by_count(question, &counted.rows) } else { (0..question.rows.len()).collect() }
    }
}

#[cfg(all(test, feature = "ssr"))]
pub(crate) mod tests {
    use super::*;
    use crate::{
        explorer::counted::tests::question,
        model::{
            explored::ExplorerWords,
            json::{FromJson, Json},
            survey::Noun,
            text::Prose,
        },
    };

    pub(crate) fn survey(questions: Vec<ExploredQuestion>) -> ExploredSurvey {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/content/interface/fr.json");
        let words = Json::parse(&std::fs::read_to_string(path).unwrap()).unwrap().member("explorer");
        let words = ExplorerWords::from_json(&words).unwrap();
        ExploredSurvey {
            id: "essai".into(),
            lang: "fr".into(),
            fictional: true,
            n: 23,
            respondent: Noun { one: Prose::new("association"), other: Prose::new("associations") },
            feminine: true,
            design: "volontaires".into(),
            invited: None,
            population: None,
            weighted: false,
            small: 5,
            rows: true,
            protected: None,
            crossings: Vec::new(),
            wave: None,
            date: None,
            panel: None,
            address: None,
            packaged: false,
            questions,
            groups: Vec::new(),
            words,
        }
    }

    /// With ordinary spaces and apostrophes, to be compared.
    fn plain(text: &str) -> String {
        text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
    }

    #[test]
    fn the_base_says_who_answered_and_why_others_did_not() {
        let survey = survey(Vec::new());
        let say = Sayer { survey: &survey };
        let asked = question(Drawing::Multiple, &["A"]);
        for (base, skipped, not_asked, nothing, declared, expected) in [
            (22, 1, 0, 0, 0, "22 associations ont répondu sur 23 ; 1 n'a pas répondu."),
            (23, 0, 0, 0, 0, "Les 23 associations ont répondu."),
            (1, 22, 0, 0, 0, "1 association a répondu sur 23 ; 22 n'ont pas répondu."),
            (0, 20, 3, 0, 0, "Personne n'a répondu ; 20 n'ont pas répondu ; la question n'a pas été posée à 3."),
            (19, 0, 0, 2, 2, "19 associations ont répondu sur 23 ; 2 n'ont rien coché ; 2 : « Ne sait pas »."),
        ] {
            let counted = Counted { total: 23, base, skipped, not_asked, nothing, declared: vec![declared], ..Counted::default() };
            assert_eq!(plain(&say.base(&asked, &counted)), expected);
        }
    }

    #[test]
    fn what_is_kept_agrees_with_what_respondents_are() {
        let mut survey = survey(Vec::new());
        let say = |survey: &ExploredSurvey, kept, filtered| plain(&Sayer { survey }.kept(kept, filtered));
        assert_eq!(say(&survey, 9, true), "9 associations retenues sur 23");
        assert_eq!(say(&survey, 1, true), "1 association retenue sur 23");
        assert_eq!(say(&survey, 23, false), "Les 23 associations, sans filtre");
        assert_eq!(plain(&Sayer { survey: &survey }.column_count()), "Nombre d'associations");
        survey.feminine = false;
        survey.respondent = Noun { one: Prose::new("répondant"), other: Prose::new("répondants") };
        assert_eq!(say(&survey, 0, true), "0 répondant retenu sur 23");
        assert_eq!(say(&survey, 2, true), "2 répondants retenus sur 23");
        assert_eq!(plain(&Sayer { survey: &survey }.column_count()), "Nombre de répondants");
    }

    #[test]
    fn a_percent_never_stands_without_its_base() {
        let survey = survey(Vec::new());
        let say = Sayer { survey: &survey };
        assert_eq!(plain(&say.mark("Le sport", 11, 22, true)), "Le sport : 11 sur 22, 50 %");
        assert_eq!(plain(&say.mark("Le sport", 11, 22, false)), "Le sport : 11 sur 22");
        assert_eq!(plain(&say.mark("Le sport", 0, 0, true)), "Le sport : 0 sur 0");
    }

    #[test]
    fn one_respondent_weighs_so_many_points() {
        let survey = survey(Vec::new());
        let say = Sayer { survey: &survey };
        for (base, expected) in [(23, Some("1 association = 4 points.")), (100, Some("1 association = 1 point.")), (101, None), (0, None)] {
            assert_eq!(say.points(base).as_deref().map(plain).as_deref(), expected, "{base}");
        }
    }

    #[test]
    fn summaries_tell_the_counts_at_three_levels() {
        let survey = survey(Vec::new());
        let say = Sayer { survey: &survey };
        let (single, multiple, number) =
            (question(Drawing::Single, &["A", "B", "C"]), question(Drawing::Multiple, &["A", "B"]), question(Drawing::Number, &[]));
        let poles = ExploredQuestion { neutral: Some(1), ..question(Drawing::Poles, &["Non", "Bof", "Oui"]) };
        let number = ExploredQuestion { values: vec!["1".into(), "4".into()], answers: 2, unit: Some(Prose::new("membres")), ..number };
        for (asked, counts, level, expected) in [
            (&single, &[3, 12, 5][..], Level::Standard, "Réponse la plus fréquente : « B », 12 sur 20. Puis « C », 5."),
            (&single, &[3, 12, 5], Level::Easy, "Le plus souvent : B. C'est la réponse de 12 associations sur 20."),
            (&single, &[0, 1, 0], Level::Easy, "Le plus souvent : B. C'est la réponse de 1 association sur 1."),
            (&single, &[3, 12, 5], Level::Detailed, "Dans l'ordre du questionnaire : A : 3 ; B : 12 ; C : 5. Sur 20."),
            (&single, &[6, 6, 0], Level::Standard, "Réponses les plus fréquentes, à égalité : « A » et « B », 6 sur 12 chacune."),
            (&single, &[0, 0, 0], Level::Easy, "Il n'y a pas de réponse à montrer."),
            (&multiple, &[23, 20, 12, 15], Level::Standard, "Réponse la plus fréquente : « B », 15 sur 20. Puis « A », 12."),
            (&poles, &[4, 5, 11], Level::Standard, "4 du côté de « Non », 11 du côté de « Oui », et 5 entre les deux, sur 20."),
            (&poles, &[4, 5, 4], Level::Easy, "Autant de réponses d'un côté que de l'autre."),
            (&number, &[2, 2], Level::Easy, "Au milieu : 2,5 membres."),
        ] {
            assert_eq!(plain(&say.summary(asked, &Counted::of(asked, counts), level)), expected, "{counts:?} {level:?}");
        }
    }

    #[test]
    fn an_address_and_its_view_are_inverse() {
        let asked = |code: &str, drawing| ExploredQuestion { code: code.into(), ..question(drawing, &["a", "b", "c"]) };
        let survey = survey(vec![asked("q1", Drawing::Single), asked("q2", Drawing::Multiple), asked("q3", Drawing::Text)]);
        let mut view = View { by_count: true, percent: true, level: Level::Easy, ..View::default() };
        view.keep(1, 2, true);
        view.keep(1, 0, true);
        view.keep(0, 1, true);
        view.cross(0, Some(1));
        view.open_table(2, true);
        for view in [View::default(), view.clone(), View { level: Level::Detailed, tables: vec![0, 2], ..View::default() }] {
            assert_eq!(View::from_query(&view.query(&survey), &survey), view, "{}", view.query(&survey));
        }
        assert_eq!(view.query(&survey), "ordre=effectif&unite=part&niveau=facile&g.q1=b&g.q2=a.c&c.q1=q2&t.q3");
        assert_eq!(View::default().query(&survey), "");
        view.keep(0, 1, false);
        assert!(view.rows_kept(0).is_empty());
    }

    #[test]
    fn an_address_that_names_what_is_not_there_is_read_as_far_as_it_goes() {
        let survey = survey(vec![
            ExploredQuestion { column: None, ..question(Drawing::Single, &["a"]) },
            ExploredQuestion { code: "r".into(), ..question(Drawing::Text, &["a"]) },
        ]);
        for query in ["?g.q=a", "g.r=z", "g.nulle=a", "c.q=q", "c.q=r", "ordre=autre&unite=&niveau=x", "%00&&=", "g.", "t.nulle"] {
            assert_eq!(View::from_query(query, &survey), View::default(), "{query}");
        }
    }
}
