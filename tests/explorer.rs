//! What the explorer counts: the same as a loop over the respondents, after any filters and in any crossing. Surveys are made up here, from a seed.

use passerelle::{
    components::{
        explorer::{explorer, explorer_question},
        explorer_embed::{Part, embed},
        explorer_page::About,
    },
    content::{source::ContentSource, static_files::StaticFiles},
    explorer::{
        combined,
        counted::Counted,
        grouped::lines,
        recount::{Engine, Recount, limited, of_tables},
        sentences::Sayer,
        state::State,
        view::{Level as Said, View, can_be_crossed, can_be_kept, has_combinations},
    },
    import::{
        aggregates,
        package::{self, Level, Package},
    },
    model::{
        date::Date,
        explored::{ExploredSurvey, Together},
        frame::Frame,
        text::Prose,
    },
    publish::{
        pictures::{colour::Palettes, group, lettering::Lettering, sheet::Letters},
        survey_data::{self, Told},
        surveys::{Published, citations, open_package, published, story::story},
    },
    survey::{
        question::{Choice, Kind, Question},
        responses::{Answers, Codes, Readings, Sets, State as Answered, Survey},
        tally,
    },
};
use passerelle_engine::{
    columns,
    crossfilter::{Change, Crossfilter},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, ops::Range, path::Path, sync::LazyLock};

struct Native(Crossfilter);

impl Engine for Native {
    fn keep(&mut self, column: usize, codes: Range<usize>, also: bool) {
        self.0.keep(column, codes, if also { Change::Also } else { Change::Instead });
    }

    fn narrow(&mut self, column: usize, code: usize, has: bool) {
        self.0.keep(column, code..code + 1, if has { Change::Within } else { Change::Without });
    }

    fn clear(&mut self, column: usize) {
        self.0.clear(column);
    }

    fn counts(&mut self, column: usize, alone: bool) -> Option<Vec<u32>> {
        let range = self.0.planes().questions().get(column)?.counts();
        Some(self.0.counts(alone.then_some(column))[range].to_vec())
    }

    fn retained(&mut self) -> u32 {
        self.0.retained()
    }
}

static SITE: LazyLock<(Frame, Value)> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/content");
    let files = StaticFiles::new(&content, Date::parse("2026-11-23").unwrap());
    let words: Value = serde_json::from_str(&files.text("interface/fr.json").unwrap()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    (runtime.block_on(ContentSource::StaticFiles(files).frame("fr")).unwrap(), words["explorer"].clone())
});

/// Numbers that look like chance, the same at each run (xorshift).
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    /// Why a respondent has no answer, one time in six.
    fn missing(&mut self) -> Option<Answered> {
        let reasons = [Answered::Skipped, Answered::NotAsked, Answered::Declared(0)];
        (self.below(6) == 0).then(|| reasons[self.below(reasons.len())])
    }
}

fn made_up(seed: u64, respondents: usize) -> Survey {
    let mut seeded = Seeded(seed);
    let mut survey = Survey { respondents, ..Survey::default() };
    let kinds = [Kind::Single, Kind::Multiple, Kind::Scale, Kind::Number, Kind::Date, Kind::Text, Kind::Number];
    for (place, kind) in kinds.into_iter().enumerate() {
        let options = if kind.has_options() { 2 + seeded.below(6) } else { 0 };
        let options = (0..options).map(|option| Choice::new(format!("o{option}"), format!("Option {option}"))).collect();
        let question = Question {
            options,
            missing: vec![Choice::new("NSP", "Ne sait pas")],
            public: true,
            ..Question::new(format!("q{place}"), format!("Question {place}"), kind)
        };
        let answers = match kind {
            Kind::Multiple => {
                let mut sets = Sets::new(question.options.len());
                for _ in 0..respondents {
                    match seeded.missing() {
                        Some(state) => sets.push_state(state),
                        None => sets.push((0..question.options.len()).filter(|_| seeded.below(3) == 0).collect::<Vec<_>>()),
                    }
                }
                Answers::Sets(sets)
            }
            Kind::Number => {
                // Few values, then more than there can be codes.
                let range = if place == 3 { 9 } else { 5000 };
                Answers::Numbers(readings(&mut seeded, respondents, |seeded| seeded.below(range) as f64))
            }
            Kind::Date => Answers::Dates(readings(&mut seeded, respondents, |seeded| seeded.below(9000) as i64 * 86_400)),
            Kind::Text => Answers::Texts(readings(&mut seeded, respondents, |seeded| format!("Texte {}", seeded.below(7)).into())),
            _ => {
                let mut codes = Codes::default();
                for _ in 0..respondents {
                    match seeded.missing() {
                        Some(state) => codes.push_state(state),
                        None => codes.push(seeded.below(question.options.len())),
                    }
                }
                Answers::Codes(codes)
            }
        };
        survey.questions.push(question);
        survey.answers.push(answers);
    }
    survey
}

fn readings<T: Default>(seeded: &mut Seeded, respondents: usize, value: impl Fn(&mut Seeded) -> T) -> Readings<T> {
    let mut found = Readings::default();
    for _ in 0..respondents {
        match seeded.missing() {
            Some(state) => found.push_state(state),
            None => found.push(value(seeded)),
        }
    }
    found
}

fn publish(survey: Survey) -> Published {
    let package = Package { id: "essai".into(), title: "Essai".into(), level: Level::Responses(survey), columns: Vec::new(), ignored: Vec::new(), tool: None };
    published(&package, &json!({ "passerelle": { "fictif": true, "bipolaires": ["q2"] } }), &SITE.1, &SITE.0).unwrap()
}

/// Whether a respondent is in a row, by what the row is called: not by its codes.
fn is_in(survey: &Survey, shown: &ExploredSurvey, question: usize, row: usize, respondent: usize) -> bool {
    let row = &shown.questions[question].rows[row];
    match &survey.answers[question] {
        Answers::Codes(codes) => codes.get(respondent).is_some_and(|option| survey.questions[question].options[option].code == row.code),
        Answers::Sets(sets) => sets.ticked(respondent).any(|option| survey.questions[question].options[option].code == row.code),
        Answers::Texts(texts) => texts.get(respondent).is_some_and(|text| **text == *row.label),
        Answers::Numbers(numbers) => numbers.get(respondent).is_some_and(|number| match row.code.split_once('_') {
            // The values of small classes have one digit more.
            Some((from, to)) => {
                let tenths = number * f64::from(10_u32.pow(shown.questions[question].decimals));
                tenths >= from.parse().unwrap() && tenths < to.parse().unwrap()
            }
            None => *number == row.code.parse::<f64>().unwrap(),
        }),
        Answers::Dates(moments) => moments.get(respondent).is_some_and(|moment| {
            // Days since 1970 to a date, by counting them.
            let (mut year, mut month, mut left) = (1970, 0, moment / 86_400);
            let days = |year: i64, month: usize| if month == 1 && year % 4 == 0 { 29 } else { [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] };
            while left >= days(year, month) {
                left -= days(year, month);
                (year, month) = if month == 11 { (year + 1, 0) } else { (year, month + 1) };
            }
            match row.code.split_once('_') {
                Some((from, to)) => (from.parse::<i64>().unwrap()..=to.parse().unwrap()).contains(&year),
                None => format!("{year}-{:02}-{:02}", month + 1, left + 1).starts_with(&row.code),
            }
        }),
    }
}

/// Respondents who pass the filters of every question but those in `aside`.
fn passing(survey: &Survey, shown: &ExploredSurvey, view: &View, aside: &[usize]) -> Vec<usize> {
    let passes = |respondent: &usize| {
        let passes =
            |(question, rows): &(usize, Vec<usize>)| aside.contains(question) || rows.iter().any(|row| is_in(survey, shown, *question, *row, *respondent));
        view.kept.iter().all(passes)
    };
    (0..survey.respondents).filter(passes).collect()
}

fn same(survey: &Survey, shown: &ExploredSurvey, question: usize, among: &[usize], found: &Counted, at: &str) {
    let count = |wanted: Answered| among.iter().filter(|respondent| survey.answers[question].state(**respondent) == wanted).count() as u32;
    let rows: Vec<u32> = (0..shown.questions[question].rows.len())
        .map(|row| among.iter().filter(|respondent| is_in(survey, shown, question, row, **respondent)).count() as u32)
        .collect();
    assert_eq!(found.rows, rows, "{at}, question {question}: rows");
    assert_eq!((found.total, found.base), (among.len() as u32, count(Answered::Answered)), "{at}, question {question}: base");
    let missing = [count(Answered::Skipped), count(Answered::NotAsked), count(Answered::TickedNothing), count(Answered::Declared(0))];
    assert_eq!([found.skipped, found.not_asked, found.nothing, found.declared[0]], missing, "{at}, question {question}: missing");
    if let (Answers::Numbers(numbers), false) = (&survey.answers[question], shown.questions[question].approximate) {
        let expected = tally::summary(among.iter().filter_map(|respondent| numbers.get(*respondent).copied()).collect());
        assert_eq!(found.quartiles.map(|quartiles| quartiles.median as f64 / 4.0), expected.map(|summary| summary.median), "{at}, question {question}: median");
    }
}

/// The combinations that are named are those of a loop over the respondents `among` whom filters leave; those without name complete the base.
fn same_combinations(survey: &Survey, shown: &ExploredSurvey, question: usize, among: &[usize], found: &[u32], at: &str) {
    let Answers::Sets(sets) = &survey.answers[question] else { panic!("{at}: not a multiple choice") };
    let answered = |respondent: &&usize| survey.answers[question].state(**respondent) == Answered::Answered;
    let ticked = |respondent: &usize| sets.ticked(*respondent).map(|option| option as u32).collect::<Vec<_>>();
    let named = combined::named(&shown.questions[question]);
    let expected: Vec<u32> =
        named.iter().map(|combination| among.iter().filter(answered).filter(|respondent| ticked(respondent) == combination.options).count() as u32).collect();
    assert_eq!(found, expected, "{at}: combinations");
    let without = among.iter().filter(answered).filter(|respondent| named.iter().all(|combination| combination.options != ticked(respondent))).count();
    let counted = Counted { base: among.iter().filter(answered).count() as u32, ..Counted::default() };
    assert_eq!(combined::unnamed(&counted, found) as usize, without, "{at}: combinations without name");
}

#[test]
fn combinations_are_named_from_the_most_frequent_and_only_where_answers_are_published() {
    for (seed, respondents) in [(3, 23), (4, 129), (5, 700)] {
        let survey = made_up(seed, respondents);
        let Published { survey: shown, .. } = publish(survey.clone());
        let state = State::first(&shown);
        same_combinations(&survey, &shown, 1, &(0..respondents).collect::<Vec<_>>(), &state.combined[1], "first view");
        let Answers::Sets(sets) = &survey.answers[1] else { panic!("not a multiple choice") };
        let answered = (0..respondents).filter(|respondent| survey.answers[1].state(*respondent) == Answered::Answered);
        let distinct: BTreeSet<Vec<usize>> = answered.map(|respondent| sets.ticked(respondent).collect()).collect();
        let besides = shown.questions[1].besides.as_ref().unwrap();
        assert_eq!(besides.combinations.len() + besides.other_combinations as usize, distinct.len());
        assert!(besides.combinations.is_sorted_by(|one, other| one.count >= other.count));
        assert!(shown.questions.iter().enumerate().all(|(place, question)| has_combinations(question) == (place == 1)));
        // Each one is said and drawn, with its place for each option.
        let mut html = String::new();
        explorer_question(&shown, &state, 1).write_html(&mut html);
        assert_eq!(html.matches("data-combination=").count(), besides.combinations.len());
        let ticked: usize = besides.combinations.iter().map(|combination| combination.options.len()).sum();
        assert_eq!(html.matches("data-in").count(), ticked);
        assert!(html.contains("Rien de coché, hors de la base") == (state.all[1].nothing > 0), "{html}");
    }
    let closed =
        Package { id: "essai".into(), title: "Essai".into(), level: Level::Responses(made_up(3, 23)), columns: Vec::new(), ignored: Vec::new(), tool: None };
    let Published { survey: shown, json, .. } = published(&closed, &json!({}), &SITE.1, &SITE.0).unwrap();
    assert!(shown.questions.iter().all(|question| question.besides.is_none()) && !json.contains("\"other_combinations\""));
}

#[test]
fn counts_after_filters_are_those_of_a_loop_over_respondents() {
    for (seed, respondents) in [(1, 0), (2, 1), (3, 23), (4, 129), (5, 700)] {
        let survey = made_up(seed, respondents);
        let Published { survey: shown, columns: file, .. } = publish(survey.clone());
        let planes = columns::read(&file.unwrap()).unwrap();
        let mut recount = Recount::new(Native(Crossfilter::new(planes)));
        let mut state = State::first(&shown);
        let (mut seeded, mut view) = (Seeded(seed * 77 + 5), View::default());
        for step in 0..24 {
            let at = format!("seed {seed}, {respondents} respondents, step {step}");
            recount.count(&shown, &view, &mut state);
            for question in 0..shown.questions.len() {
                same(&survey, &shown, question, &passing(&survey, &shown, &view, &[question]), &state.counted[question], &at);
            }
            same_combinations(&survey, &shown, 1, &passing(&survey, &shown, &view, &[1]), &state.combined[1], &at);
            assert_eq!(state.kept as usize, passing(&survey, &shown, &view, &[]).len(), "{at}");
            for crossing in &state.crossings {
                let among = passing(&survey, &shown, &view, &[crossing.first, crossing.second]);
                for (row, counted) in crossing.rows.iter().enumerate() {
                    let among: Vec<usize> = among.iter().copied().filter(|respondent| is_in(&survey, &shown, crossing.first, row, *respondent)).collect();
                    same(&survey, &shown, crossing.second, &among, counted, &format!("{at}, crossing"));
                }
            }
            let question = seeded.below(shown.questions.len());
            if can_be_kept(&shown.questions[question]) {
                let row = seeded.below(shown.questions[question].rows.len());
                let kept = view.rows_kept(question).contains(&row);
                view.keep(question, row, !kept);
            }
            let [first, second] = [0; 2].map(|_| seeded.below(shown.questions.len()));
            let crosses = first != second && [first, second].iter().all(|place| can_be_crossed(&shown.questions[*place]));
            if has_combinations(&shown.questions[1]) {
                view.open_combinations(1, step % 2 == 0);
            }
            view.crossed.clear();
            view.cross(first, crosses.then_some(second));
            if step % 8 == 7 {
                view.kept.clear();
            }
            assert_eq!(View::from_query(&view.query(&shown), &shown), view, "{at}: {}", view.query(&shown));
        }
    }
}

#[test]
fn the_first_view_is_that_of_the_published_counts() {
    let survey = made_up(9, 200);
    let Published { survey: shown, .. } = publish(survey.clone());
    let state = State::first(&shown);
    for (question, counted) in state.counted.iter().enumerate() {
        same(&survey, &shown, question, &(0..survey.respondents).collect::<Vec<_>>(), counted, "first view");
    }
}

#[test]
fn what_may_not_be_published_never_leaves_the_build() {
    let mut survey = made_up(3, 23);
    survey.questions[0].sensitive = true;
    survey.questions[1].public = false;
    survey.questions[5].public = false;
    let Published { survey: shown, json, columns } = publish(survey);
    let of = |code: &str| shown.questions.iter().find(|question| question.code == code);
    assert!(of("q1").is_none());
    for code in ["q0", "q5"] {
        let question = of(code).unwrap();
        assert!(!question.is_published() && question.rows.is_empty() && question.column.is_none() && !can_be_kept(question), "{code}");
    }
    assert!(!json.contains("Texte "), "{json}");
    // As many columns as questions that are published, and no more.
    let planes = columns::read(&columns.unwrap()).unwrap();
    assert_eq!(planes.questions().len(), 4);
}

#[test]
fn answers_are_published_only_where_somebody_decided_so() {
    let package = |description: Value| {
        let package = Package {
            id: "essai".into(),
            title: "Essai".into(),
            level: Level::Responses(made_up(3, 23)),
            columns: Vec::new(),
            ignored: Vec::new(),
            tool: None,
        };
        published(&package, &description, &SITE.1, &SITE.0)
    };
    for (ours, expected) in
        [(json!({}), false), (json!({ "publier_reponses": true }), true), (json!({ "fictif": true }), true), (json!({ "publier_reponses": false }), false)]
    {
        let published = package(json!({ "passerelle": ours })).unwrap();
        assert_eq!((published.columns.is_some(), published.survey.rows), (expected, expected), "{ours}");
        assert_eq!(published.survey.questions[0].column.is_some(), expected, "{ours}");
    }
    assert!(package(json!({ "passerelle": { "fictif": "oui" } })).unwrap_err().contains("attendu true ou false"));
}

#[test]
fn the_package_that_one_takes_away_makes_the_same_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = root.join("target/tests/open-package");
    for (folder, withheld) in
        [("public/content/surveys/demonstration", true), ("tests/site/content/surveys/essai-fictif", true), ("tests/site/content/surveys/tirage-fictif", false)]
    {
        let made = |folder: &Path| {
            let package = package::read(folder).unwrap();
            let text = std::fs::read_to_string(folder.join(package::DESCRIPTION)).unwrap();
            let description: Value = serde_json::from_str(&text).unwrap();
            let published = published(&package, &description, &SITE.1, &SITE.0).unwrap();
            (package, description, published)
        };
        let (package, description, whole) = made(&root.join(folder));
        let files = open_package::files(&package, &description, &whole.survey);
        let here = here.join(&package.id);
        std::fs::create_dir_all(&here).unwrap();
        files.iter().for_each(|(name, text)| std::fs::write(here.join(name), text).unwrap());
        let (_, again, twin) = made(&here);
        let shown = |published: &Published| {
            let json: Value = serde_json::from_str(&published.json).unwrap();
            let drawn = |question: &&Value| !["private", "withheld"].contains(&question["drawing"].as_str().unwrap());
            let questions: Vec<Value> = json["questions"].as_array().unwrap().iter().filter(drawn).cloned().collect();
            (json["n"].clone(), json["design"].clone(), json["weighted"].clone(), questions)
        };
        assert_eq!(shown(&whole), shown(&twin), "{folder}");
        assert_eq!(whole.columns, twin.columns, "{folder}");
        for said in ["licenses", "sources", "description", "title"] {
            assert_eq!(description[said], again[said], "{folder}: {said}");
        }
        // What is not shown is in no file.
        let hidden: Vec<&str> = whole.survey.questions.iter().filter(|question| !question.is_published()).map(|question| &*question.code).collect();
        assert_eq!(hidden.is_empty(), !withheld, "{folder}: {hidden:?}");
        for code in hidden {
            assert!(!files.iter().any(|(name, text)| name.ends_with(".csv") && text.contains(code)), "{folder}: {code}");
        }
    }
    let closed = Package { level: Level::Responses(made_up(3, 23)), ..Package::named("essai", "Essai") };
    let description = json!({ "passerelle": { "fictif": true, "publication": "protected" } });
    let published = published(&closed, &description, &SITE.1, &SITE.0).unwrap();
    assert!(open_package::files(&closed, &description, &published.survey).is_empty(), "rows would tell hidden counts");
}

/// Children of each element of DDI-Codebook 2.5 that is written, in the order of its schema.
const DDI: &[(&str, &[&str])] = &[
    ("codeBook", &["docDscr", "stdyDscr", "fileDscr", "dataDscr", "otherMat"]),
    ("stdyDscr", &["citation", "studyAuthorization", "stdyInfo", "studyDevelopment", "method", "dataAccs", "othrStdyMat", "notes"]),
    ("citation", &["titlStmt", "rspStmt", "prodStmt", "distStmt", "serStmt", "verStmt", "biblCit", "holdings", "notes"]),
    ("titlStmt", &["titl", "subTitl", "altTitl", "parTitl", "IDNo"]),
    ("stdyInfo", &["studyBudget", "subject", "abstract", "sumDscr", "qualityStatement", "notes", "exPostEvaluation"]),
    ("sumDscr", &["timePrd", "collDate", "nation", "geogCover", "geogUnit", "geoBndBox", "boundPoly", "anlyUnit", "universe", "dataKind"]),
    ("method", &["dataColl", "notes", "anlyInfo", "stdyClas", "dataProcessing", "codingInstructions"]),
    (
        "dataColl",
        &[
            "timeMeth",
            "dataCollector",
            "frequenc",
            "sampProc",
            "sampleFrame",
            "targetSampleSize",
            "deviat",
            "collMode",
            "resInstru",
            "sources",
            "collSitu",
            "actMin",
            "ConOps",
            "weight",
            "cleanOps",
        ],
    ),
    ("sources", &["dataSrc"]),
    ("anlyInfo", &["respRate", "EstSmpErr", "dataAppr"]),
    ("dataAccs", &["setAvail", "useStmt", "notes"]),
    ("useStmt", &["confDec", "specPerm", "restrctn", "contact", "citReq", "deposReq", "conditions", "disclaimer"]),
    ("fileDscr", &["fileTxt", "locMap", "notes"]),
    ("fileTxt", &["fileName", "fileCitation", "fileCont", "fileStrc", "dimensns", "fileType"]),
    ("dataDscr", &["varGrp", "nCubeGrp", "var", "nCube", "notes"]),
    (
        "var",
        &[
            "location",
            "labl",
            "imputation",
            "security",
            "embargo",
            "respUnit",
            "anlysUnit",
            "qstn",
            "valrng",
            "invalrng",
            "undocCod",
            "universe",
            "TotlResp",
            "sumStat",
            "txt",
            "stdCatgry",
            "catgryGrp",
            "catgry",
            "codInstr",
            "verStmt",
            "concept",
            "derivation",
            "varFormat",
            "geoMap",
            "catLevel",
            "notes",
        ],
    ),
    ("qstn", &["preQTxt", "qstnLit", "postQTxt"]),
    ("valrng", &["item", "range", "key", "notes"]),
    ("catgry", &["catValu", "labl", "txt", "catStat", "mrow"]),
];

#[test]
fn archives_read_the_survey_its_questions_and_their_counts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["public/content/surveys/demonstration", "tests/site/content/surveys/essai-fictif", "tests/site/content/surveys/tirage-fictif"] {
        let package = package::read(&root.join(folder)).unwrap();
        let description: Value = serde_json::from_str(&std::fs::read_to_string(root.join(folder).join(package::DESCRIPTION)).unwrap()).unwrap();
        let Published { survey: shown, .. } = published(&package, &description, &SITE.1, &SITE.0).unwrap();
        let files = open_package::files(&package, &description, &shown);
        let package = citations::agreed(&package, &description["passerelle"], &shown.words.not_cited).unwrap();
        let (_, text) = files.iter().find(|(name, _)| *name == "ddi.xml").unwrap();
        let document = roxmltree::Document::parse(text).unwrap();
        let named = |node: roxmltree::Node| node.tag_name().name().to_owned();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert_eq!(node.tag_name().namespace(), Some("ddi:codebook:2_5"));
            let children: Vec<String> = node.children().filter(roxmltree::Node::is_element).map(named).collect();
            if children.is_empty() {
                continue;
            }
            let (_, order) = DDI.iter().find(|(name, _)| *name == named(node)).unwrap_or_else(|| panic!("{}", named(node)));
            let places: Vec<usize> =
                children.iter().map(|name| order.iter().position(|known| known == name).unwrap_or_else(|| panic!("{name} in {}", named(node)))).collect();
            assert!(places.is_sorted(), "{folder}: {}: {children:?}", named(node));
        }
        let find = |node: roxmltree::Node, name: &str| {
            node.descendants()
                .filter(|child| child.has_tag_name(("ddi:codebook:2_5", name)))
                .map(|child| child.text().unwrap_or_default().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(find(document.root(), "titl"), std::slice::from_ref(&package.title), "{folder}");
        // Each published question once, with the counts of the data; no other is named.
        let Level::Responses(survey) = &package.level else { panic!("{folder}") };
        let variables: Vec<roxmltree::Node> = document.descendants().filter(|node| node.has_tag_name(("ddi:codebook:2_5", "var"))).collect();
        let codes: Vec<&str> = variables.iter().map(|node| node.attribute("name").unwrap()).collect();
        let told = |code: &str| shown.questions.iter().any(|question| question.code == code && question.is_published());
        let expected: Vec<&str> = survey.questions.iter().map(|question| question.code.as_str()).filter(|code| told(code)).collect();
        assert_eq!(codes, expected, "{folder}");
        for variable in &variables {
            let place = survey.question(variable.attribute("name").unwrap()).unwrap();
            let tally = passerelle::survey::tally::of_question(&survey.questions[place], &survey.answers[place], None);
            let mut counts: Vec<String> = tally.options.iter().map(|option| option.count.to_string()).collect();
            counts.extend(tally.declared.iter().map(ToString::to_string));
            assert_eq!(find(*variable, "catStat"), counts, "{folder}: {place}");
            assert_eq!(find(*variable, "qstnLit"), [survey.questions[place].text.clone()]);
            assert_eq!(find(*variable, "sumStat")[0], tally.base.to_string());
        }
    }
}

#[test]
fn each_sentence_of_the_story_opens_what_it_speaks_of_or_only_tells() {
    let Published { survey: shown, .. } = publish(made_up(5, 23));
    let [first, second] = [0, 1].map(|place| &shown.questions[place]);
    let option = &first.rows[1].code;
    let told = |sentence: Value| {
        let told = story(&json!({ "recit": [sentence] }), &shown)?;
        Ok::<_, String>(told.into_iter().next().unwrap().href)
    };
    let path = |query: &str, question: &str| Some(format!("/sondages/essai/{query}#q-{question}"));
    assert_eq!(told(json!({ "texte": "Un récit." })), Ok(None));
    assert_eq!(told(json!({ "texte": "Vu.", "question": second.code })), Ok(path("", &second.code)));
    let kept = json!({ "texte": "Vu.", "question": second.code, "garder": { &*first.code: [option] } });
    assert_eq!(told(kept), Ok(path(&format!("?g.{}={option}", first.code), &second.code)));
    let crossed = json!({ "texte": "Vu.", "question": first.code, "croiser": second.code });
    assert_eq!(told(crossed), Ok(path(&format!("?c.{}={}", first.code, second.code), &first.code)));
    // Each address is the view that it names.
    let query = format!("g.{}={option}", first.code);
    assert_eq!(View::from_query(&query, &shown).query(&shown), query);
    for (sentence, expected) in [
        (json!({ "question": second.code }), "passerelle.recit[0].texte : la phrase manque"),
        (json!({ "texte": "Vu.", "question": "absente" }), "passerelle.recit[0].question : attendu le code"),
        (json!({ "texte": "Vu.", "garder": {} }), "passerelle.recit[0].garder : la question à montrer manque"),
        (json!({ "texte": "Vu.", "question": second.code, "garder": { &*first.code: ["absente"] } }), "trouvé « absente »"),
    ] {
        let error = told(sentence).unwrap_err();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn rows_of_a_scale_keep_their_order_and_no_share_stands_without_its_base() {
    let Published { survey: shown, .. } = publish(made_up(5, 700));
    let view = View { by_count: true, percent: true, ..View::default() };
    let state = State { view, live: true, ..State::first(&shown) };
    let html = |place: usize| {
        let mut html = String::new();
        explorer_question(&shown, &state, place).write_html(&mut html);
        html
    };
    let ranks = |html: &str| html.split("data-rank=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok()).collect::<Vec<_>>();
    // The third question is a scale; the first one is not, and its rows follow their counts.
    let scale = ranks(&html(2));
    assert_eq!(scale, (1..=scale.len()).collect::<Vec<_>>());
    let counts = &state.counted[0].rows;
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|row| std::cmp::Reverse(counts[*row]));
    let expected: Vec<usize> = (0..counts.len()).map(|row| order.iter().position(|other| *other == row).unwrap() + 1).collect();
    assert_eq!(ranks(&html(0)), expected);
    for place in 0..shown.questions.len() {
        let html = html(place);
        // Until the table, which has its base in its title.
        let drawing = html.split("<details").next().unwrap();
        for value in drawing.split("explorer__value").skip(1).filter(|value| value.contains("explorer__share")) {
            assert!(value.find("explorer__of").is_some_and(|of| of < value.find("explorer__share").unwrap()), "{value}");
        }
        for label in drawing.split("role=\"button\"").skip(1).filter_map(|rest| rest.split("aria-label=\"").nth(1)?.split('"').next()) {
            assert!(label.contains(" sur "), "{label}");
        }
    }
}

#[test]
fn counts_without_answers_have_a_base_and_no_filter() {
    let counted = |kind, counts: &[usize], base| {
        let options = (0..counts.len()).map(|option| Choice::new(format!("o{option}"), format!("Option {option}"))).collect();
        aggregates::Counted {
            question: Question { options, ..Question::new("q", "Q ?", kind) },
            counts: counts.to_vec(),
            base,
            sources: vec![String::new(); counts.len()],
        }
    };
    let level = Level::Aggregates(vec![counted(Kind::Single, &[12, 9], 21), counted(Kind::Multiple, &[12, 15], 20)]);
    let package = Package { id: "essai".into(), title: "Essai".into(), level, columns: Vec::new(), ignored: Vec::new(), tool: None };
    // As many as were counted; then as many as the package says.
    for (ours, n) in [(json!({}), 21), (json!({ "repondants": 23 }), 23)] {
        let Published { survey: shown, columns, .. } = published(&package, &json!({ "passerelle": ours }), &SITE.1, &SITE.0).unwrap();
        assert!(columns.is_none() && !shown.rows && shown.n == n);
        let state = State::first(&shown);
        let [single, multiple] = &state.counted[..] else { panic!("{:?}", state.counted) };
        assert_eq!((&single.rows[..], single.base, single.total, single.skipped), (&[12, 9][..], 21, n, n - 21));
        assert_eq!((&multiple.rows[..], multiple.base, multiple.total, multiple.skipped), (&[12, 15][..], 20, n, n - 20));
        assert!(shown.questions.iter().all(|question| !can_be_kept(question)));
    }
}

/// A grid of four questions, a ranking of three of four things, and a choice to filter by; each with missing answers of its own.
fn in_groups(seed: u64, respondents: usize) -> Survey {
    let mut seeded = Seeded(seed);
    let mut survey = Survey { respondents, ..Survey::default() };
    let mut push = |code: String, text: String, kind: Kind, group: Option<&str>, options: usize, answers: Codes| {
        let options = (0..options).map(|option| Choice::new(format!("o{option}"), format!("Option {option}"))).collect();
        let missing = vec![Choice::new("NSP", "Ne sait pas")];
        let group = group.map(str::to_owned);
        survey.questions.push(Question { options, missing, ordered: kind != Kind::Single, public: true, group, ..Question::new(code, text, kind) });
        survey.answers.push(Answers::Codes(answers));
    };
    let mut chosen = |options: usize| {
        let mut codes = Codes::default();
        for _ in 0..respondents {
            match seeded.missing() {
                Some(state) => codes.push_state(state),
                None => codes.push(seeded.below(options)),
            }
        }
        codes
    };
    push("taille".into(), "Quelle taille ?".into(), Kind::Single, None, 3, chosen(3));
    let scale = 4 + (seed % 2) as usize;
    for item in 0..4 {
        push(format!("avis_{item}"), format!("Êtes-vous d'accord ? – =Avis {item}"), Kind::Scale, Some("avis"), scale, chosen(scale));
    }
    // Some put nothing in order; the others leave one thing out.
    let mut places = vec![Codes::default(); 4];
    for _ in 0..respondents {
        let none = seeded.missing();
        let mut order = [0, 1, 2, 3];
        for place in (1..4).rev() {
            order.swap(place, seeded.below(place + 1));
        }
        for (item, codes) in places.iter_mut().enumerate() {
            match (none, order.iter().position(|other| *other == item)) {
                (Some(state), _) => codes.push_state(state),
                (None, Some(place)) if place < 3 => codes.push(place),
                (None, _) => codes.push_state(Answered::Skipped),
            }
        }
    }
    for (item, codes) in places.into_iter().enumerate() {
        push(format!("rang_{item}"), format!("Classez. – Chose {item}"), Kind::Rank, Some("rang"), 3, codes);
    }
    survey
}

#[test]
fn an_overview_counts_each_line_among_those_whom_all_filters_leave() {
    for (seed, respondents) in [(1, 0), (2, 1), (3, 23), (4, 23), (5, 400)] {
        let survey = in_groups(seed, respondents);
        let Published { survey: shown, columns, .. } = publish(survey.clone());
        assert_eq!(
            shown.groups.iter().map(|group| (&*group.code, group.kind, group.places())).collect::<Vec<_>>(),
            [("avis", Together::Grid, 1..5), ("rang", Together::Ranking, 5..9)]
        );
        let planes = columns::read(&columns.unwrap()).unwrap();
        let mut recount = Recount::new(Native(Crossfilter::new(planes)));
        let (mut seeded, mut view, mut state) = (Seeded(seed + 50), View::default(), State::first(&shown));
        for step in 0..40 {
            if step > 0 {
                recount.count(&shown, &view, &mut state);
                state.view = view.clone();
            }
            let among = passing(&survey, &shown, &view, &[]);
            assert_eq!(state.kept as usize, among.len());
            for (place, group) in shown.groups.iter().enumerate() {
                let seen = lines(&shown, &state, place);
                let at = format!("seed {seed}, step {step}, {}, {}", group.code, view.query(&shown));
                let answered = |question: usize, respondent: usize| survey.answers[question].state(respondent) == Answered::Answered;
                let ranked = among.iter().filter(|respondent| group.places().any(|question| answered(question, **respondent))).count() as u32;
                for (line, question) in group.places().enumerate() {
                    let of_row = |row: usize| among.iter().filter(|respondent| is_in(&survey, &shown, question, row, **respondent)).count() as u32;
                    assert_eq!(seen[line].rows, (0..shown.questions[question].rows.len()).map(of_row).collect::<Vec<_>>(), "{at}, line {line}");
                    let own = among.iter().filter(|respondent| answered(question, **respondent)).count() as u32;
                    let expected = if group.kind == Together::Ranking { ranked } else { own };
                    assert_eq!(seen[line].known_base(), Some(expected), "{at}, line {line}");
                }
            }
            let question = seeded.below(shown.questions.len());
            let row = seeded.below(shown.questions[question].rows.len());
            let kept = view.rows_kept(question).contains(&row);
            view.keep(question, row, !kept);
            view.open_table(shown.questions.len() + step % 2, step % 3 == 0);
            if step % 6 == 5 {
                view.kept.clear();
            }
            assert_eq!(View::from_query(&view.query(&shown), &shown), view, "{}", view.query(&shown));
        }
    }
}

/// The tree of a group's overview.
fn overview(shown: &ExploredSurvey, state: &State, group: usize) -> String {
    let mut html = String::new();
    explorer_question(shown, state, shown.questions.len() + group).write_html(&mut html);
    html
}

#[test]
fn an_overview_stands_before_its_questions_which_are_folded_and_can_still_be_reached() {
    let Published { survey: shown, .. } = publish(in_groups(3, 23));
    let mut html = String::new();
    explorer(&shown, &State::first(&shown)).write_html(&mut html);
    let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("no {words}"));
    let order = ["id=\"q-taille\"", "id=\"q-avis\"", "explorer__items", "id=\"q-avis_0\"", "id=\"q-avis_3\"", "id=\"q-rang\"", "id=\"q-rang_0\""];
    assert!(order.map(at).is_sorted());
    // Each section once, under its number, for the program.
    for place in 0..shown.questions.len() + shown.groups.len() {
        assert_eq!(html.matches(&format!("data-question=\"{place}\"")).count(), 1, "{place}");
    }
    assert_eq!(html.matches("class=\"explorer__line\" role=\"img\" aria-label=\"").count(), 8);
    assert!(html.contains("<h3 id=\"q-avis_1\">=Avis 1</h3>") && html.contains("<h2 id=\"q-rang\">Classez.</h2>"));
    // Its table is opened by its own word.
    let state = State { view: View::from_query("t.rang", &shown), ..State::first(&shown) };
    assert!(overview(&shown, &state, 1).contains("data-table=\"10\" open=\"\"") && !overview(&shown, &state, 0).contains("open=\"\""));
}

#[test]
fn the_files_of_a_group_tell_what_is_asked_of_all_and_run_nothing_in_a_spreadsheet() {
    let Published { survey: shown, .. } = publish(in_groups(4, 23));
    let about = About::default();
    let told = Told { survey: &shown, about: &about, address: "https://exemple.be/sondages/essai/" };
    let group = &shown.groups[0];
    let csv = survey_data::csv(&told, &group.places().collect::<Vec<_>>());
    let mut lines = csv.lines();
    assert!(lines.next().unwrap().contains("Données fictives"));
    let (head, first) = (lines.next().unwrap(), lines.next().unwrap());
    for key in ["group_id", "group", "group_kind", "item", "question", "answered", "n", "date", "source", "licence", "count"] {
        assert!(head.split(',').any(|known| known == key), "{key}");
    }
    assert!(first.contains("avis,") && first.contains("'=Avis 0"), "{first}");
    assert_eq!(csv.lines().count(), 2 + 4 * shown.questions[1].rows.len());
    let file: Value = serde_json::from_str(&survey_data::json(&told, &shown.groups[1].places().collect::<Vec<_>>())).unwrap();
    assert_eq!((&file["questions"][3]["item"], &file["questions"][3]["group"]), (&json!("Chose 3"), &json!("Classez.")));
    assert_eq!(file["questions"][0]["ranked"], shown.groups[1].ranked.unwrap());
    // Other files keep their keys.
    assert!(!survey_data::csv(&told, &(0..shown.questions.len()).collect::<Vec<_>>()).contains("group_id"));
}

/// The rectangles of a drawing, as `d="M{x} {y}h{width}v{height}H{x}z"` has them: where they begin, how wide and how high they are.
fn blocks(svg: &str) -> Vec<[f64; 3]> {
    let read = |path: &str| {
        let (start, rest) = path.split_once('h')?;
        let (width, rest) = rest.split_once('v')?;
        let height = rest.split_once('H')?.0;
        Some([start.split_once(' ')?.0.parse().ok()?, width.parse().ok()?, height.parse().ok()?])
    };
    svg.split(" d=\"M").skip(1).filter_map(read).collect()
}

/// The value of each attribute called `name` in `html`.
fn numbers(html: &str, name: &str) -> Vec<f64> {
    html.split(&format!("{name}=\"")).skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

#[test]
fn the_picture_of_a_group_draws_what_its_overview_draws() {
    let (lettering, palettes) = (Lettering::new().unwrap(), Palettes::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("style")).unwrap());
    let letters = Letters::new(&lettering).unwrap();
    for (seed, respondents) in [(1, 0), (2, 1), (3, 23), (4, 60), (5, 400)] {
        let Published { survey: shown, .. } = publish(in_groups(seed, respondents));
        let about =
            About { date: Some(Prose::new("mars 2026")), licence: Some(Prose::new("CC0")), sources: vec![(Prose::new("Personne"), None)], ..About::default() };
        let told = Told { survey: &shown, about: &about, address: "https://exemple.be/sondages/essai/" };
        let state = State::first(&shown);
        for (place, drawn) in shown.groups.iter().enumerate() {
            let at = format!("seed {seed}, {}", drawn.code);
            let picture = group::place(&told, place, &letters).unwrap();
            let svg = picture.svg(palettes.light, &letters);
            let html = overview(&shown, &state, place);
            if drawn.kind == Together::Ranking && respondents <= 60 {
                let dots = lines(&shown, &state, place).iter().flat_map(|line| line.rows.clone()).sum::<u32>();
                // One in the key for each place, and one beside each count.
                let others = shown.questions[5].rows.len() * (1 + drawn.labels.len());
                assert_eq!(svg.matches("<circle").count(), dots as usize + others, "{at}");
            } else {
                let widths: Vec<f64> = html.split("<rect").skip(1).map(|rect| numbers(rect, "width")[0]).collect();
                let bars: Vec<[f64; 3]> = blocks(&svg).into_iter().filter(|[.., height]| *height == 28.0).collect();
                assert_eq!(bars.len(), widths.len(), "{at}");
                // Of a ranking, a side takes the whole room of 1072 pixels; a hair of the ground parts neighbours.
                let room = if drawn.kind == Together::Grid { 1260.0 } else { 400.0 };
                for ([_, width, _], on_the_page) in bars.iter().zip(widths) {
                    let expected = if on_the_page == 0.0 { *width } else { (on_the_page * 1072.0 / room - 2.0).max(2.0) };
                    assert!((width - expected).abs() < 0.02 && *width <= 1072.0, "{at}: {width}, not {expected}");
                }
            }
            // Each count is said, in the picture as in the file.
            for (label, counted) in drawn.labels.iter().zip(lines(&shown, &state, place)) {
                let said = Sayer { survey: &shown }.line(label, &shown.questions[drawn.first as usize], &counted);
                assert!(svg.contains(&said), "{at}: {said}");
            }
            let png = picture.png(palettes.light, &letters).unwrap();
            for words in ["Données fictives", "mars 2026", "CC0", "Personne", &format!("https://exemple.be/sondages/essai/#q-{}", drawn.code)] {
                assert!(svg.contains(words) && String::from_utf8_lossy(&png).contains(words), "{at}: {words}");
            }
        }
    }
}

#[test]
fn the_picture_of_a_group_says_what_is_hidden_and_draws_nothing_of_it() {
    let package = Package { level: Level::Responses(in_groups(3, 23)), ..Package::named("essai", "Essai") };
    let Published { survey: shown, .. } = published(&package, &json!({ "passerelle": { "publication": "protected" } }), &SITE.1, &SITE.0).unwrap();
    let (lettering, palettes) = (Lettering::new().unwrap(), Palettes::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("style")).unwrap());
    let letters = Letters::new(&lettering).unwrap();
    let about = About::default();
    let told = Told { survey: &shown, about: &about, address: "https://exemple.be/sondages/essai/" };
    let state = State::first(&shown);
    let mut hidden = 0;
    for place in 0..shown.groups.len() {
        let svg = group::place(&told, place, &letters).unwrap().svg(palettes.light, &letters);
        let seen = lines(&shown, &state, place);
        hidden += seen.iter().filter(|counted| !counted.is_whole()).count();
        let whole = seen.iter().filter(|counted| counted.is_whole());
        if shown.groups[place].kind == Together::Grid {
            let answers: usize = whole.map(|counted| counted.rows.len()).sum();
            assert_eq!(blocks(&svg).iter().filter(|[.., height]| *height == 28.0).count(), answers);
        } else {
            let (dots, others) = (whole.flat_map(|counted| counted.rows.clone()).sum::<u32>() as usize, shown.questions[5].rows.len() * 5);
            assert_eq!(svg.matches("<circle").count(), dots + others);
        }
        assert!(svg.contains("masqué"), "{svg}");
        let mut alone = String::new();
        embed(&shown, &about, Part::Group(place)).write_html(&mut alone);
        assert!(alone.contains("masqué") && !alone.contains("data-table"), "{alone}");
    }
    assert!(hidden > 0, "something is hidden among 23");
}

#[test]
fn of_hidden_counts_an_overview_draws_and_compares_nothing() {
    let package = Package { level: Level::Responses(in_groups(3, 23)), ..Package::named("essai", "Essai") };
    let Published { survey: shown, json, columns } = published(&package, &json!({ "passerelle": { "publication": "protected" } }), &SITE.1, &SITE.0).unwrap();
    assert!(columns.is_none() && shown.groups.len() == 2);
    // Who put something in order is not told: it is in no table that was protected.
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["groups"][1]["ranked"], &json["groups"][1]["column"]), (&Value::Null, &Value::Null));
    let mut view = View::default();
    let mut seen_masked = false;
    for filtered in [false, true] {
        if filtered {
            let row = (0..3).find(|row| !State::first(&shown).all[0].is_masked(*row)).unwrap();
            view.keep(0, row, true);
        }
        let (view, _) = limited(&shown, view.clone(), &View::default());
        let mut state = State::first(&shown);
        of_tables(&shown, &view, &mut state);
        state.view = view;
        for (place, group) in shown.groups.iter().enumerate() {
            let (seen, html) = (lines(&shown, &state, place), overview(&shown, &state, place));
            let drawings: Vec<&str> = html.split("explorer__line\"").skip(1).collect();
            for (line, counted) in seen.iter().enumerate().filter(|(_, counted)| !counted.is_whole()) {
                seen_masked = true;
                let drawn = drawings[line].split("</li>").next().unwrap();
                assert!(!drawn.contains("<svg") && !drawn.contains("explorer__dots"), "{drawn}");
                assert!(drawn.contains("masqué"), "{drawn}");
                assert!(counted.masked.iter().enumerate().all(|(row, masked)| !masked || counted.rows[row] == 0));
            }
            if seen.iter().any(|counted| !counted.is_whole()) {
                assert!(Sayer { survey: &shown }.compared(group, &seen, Said::Standard).starts_with("Trop peu de réponses"));
            }
        }
    }
    assert!(seen_masked, "something is hidden among 23");
}

#[test]
fn questions_without_common_words_or_answers_are_shown_one_by_one() {
    let groups = |change: &dyn Fn(&mut Survey), ours: Value| {
        let mut survey = in_groups(4, 23);
        change(&mut survey);
        let package = Package { level: Level::Responses(survey), ..Package::named("essai", "Essai") };
        let mut description = json!({ "passerelle": { "fictif": true } });
        description["passerelle"].as_object_mut().unwrap().extend(ours.as_object().unwrap().clone());
        published(&package, &description, &SITE.1, &SITE.0).map(|published| published.survey.groups)
    };
    let codes =
        |change: &dyn Fn(&mut Survey)| groups(change, json!({})).unwrap().into_iter().map(|group| (group.code.clone(), group.places())).collect::<Vec<_>>();
    assert_eq!(codes(&|_| {}), [("avis".to_owned(), 1..5), ("rang".to_owned(), 5..9)]);
    assert_eq!(codes(&|survey| survey.questions[2].text = "Autre chose".into()), [("rang".to_owned(), 5..9)]);
    assert_eq!(codes(&|survey| survey.questions[3].options[0].label = "Autre".into()), [("avis".to_owned(), 1..3), ("rang".to_owned(), 5..9)]);
    assert_eq!(codes(&|survey| survey.questions[4].public = false), [("avis".to_owned(), 1..4), ("rang".to_owned(), 4..8)]);
    assert_eq!(codes(&|survey| survey.questions[6].kind = Kind::Scale), [("avis".to_owned(), 1..5)]);
    // An editor's title needs no common words.
    let own = json!({ "groupes": { "avis": { "titre": "Vos avis", "texte": "Quatre phrases." } } });
    let told = groups(&|survey| survey.questions[2].text = "Autre chose".into(), own).unwrap();
    assert_eq!((&*told[0].text, told[0].note.as_deref(), &*told[0].labels[1]), ("Vos avis", Some("Quatre phrases."), "Autre chose"));
    for (ours, expected) in [
        (json!({ "groupes": [] }), "passerelle.groupes : attendu un objet"),
        (json!({ "groupes": { "absent": { "titre": "T" } } }), "passerelle.groupes.absent : aucune question"),
        (json!({ "groupes": { "avis": {} } }), "passerelle.groupes.avis.titre : le titre manque"),
    ] {
        assert!(groups(&|_| {}, ours.clone()).unwrap_err().starts_with(expected), "{ours}");
    }
}
