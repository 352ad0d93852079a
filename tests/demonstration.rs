//! The invented survey: what the generator writes, what it may write, and that nobody takes it for a real one.

use passerelle::{content::source::read_json, model::survey::WordsSurvey, survey::quantity::Quantity};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const KEPT: &str = "public/content/surveys/demonstration";

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn kept(name: &str) -> String {
    fs::read_to_string(repository(KEPT).join(name)).unwrap()
}

/// What the generator writes with `seed`: answers, description.
fn generated(seed: &str, test: &str) -> (String, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("demonstration-{}-{test}-{seed}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::copy(repository(KEPT).join("questions.csv"), folder.join("questions.csv")).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_demonstration")).arg(&folder).args(["--seed", seed]).output().unwrap();
    assert!(run.status.success(), "{run:?}");
    let files = ["reponses.csv", "datapackage.json"].map(|name| fs::read_to_string(folder.join(name)).unwrap());
    fs::remove_dir_all(&folder).unwrap();
    files.into()
}

/// The rows of a table, by column.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let cells = |line: &str| {
        let (mut cells, mut quoted) = (vec![String::new()], false);
        for letter in line.chars() {
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                letter => cells.last_mut().unwrap().push(letter),
            }
        }
        cells
    };
    let mut lines = text.lines();
    let head = cells(lines.next().unwrap());
    lines
        .map(|line| {
            let cells = cells(line);
            assert_eq!(cells.len(), head.len(), "{line}");
            head.iter().cloned().zip(cells).collect()
        })
        .collect()
}

type Row = BTreeMap<String, String>;

fn count(rows: &[Row], is: impl Fn(&Row) -> bool) -> u32 {
    u32::try_from(rows.iter().filter(|row| is(row)).count()).unwrap()
}

fn ticks(row: &Row, question: &str, option: &str) -> bool {
    row[question].split(';').any(|ticked| ticked == option)
}

/// How many tick each option of a question, the most chosen first.
fn most_chosen(rows: &[Row], question: &str) -> Vec<(u32, String)> {
    let options: BTreeSet<&str> = rows.iter().flat_map(|row| row[question].split(';')).filter(|code| !["", "NA", "AUCUN"].contains(code)).collect();
    let mut counts: Vec<_> = options.into_iter().map(|option| (count(rows, |row| ticks(row, question, option)), option.to_owned())).collect();
    counts.sort_by(|one, two| two.cmp(one));
    counts
}

#[test]
fn the_kept_files_are_what_the_seed_gives() {
    let (answers, package) = generated("2022", "kept");
    assert!(answers == kept("reponses.csv") && package == kept("datapackage.json"), "cargo run --bin demonstration writes them again");
    let (others, _) = generated("2023", "kept");
    assert_ne!(others, answers, "another seed gives other answers");
}

#[test]
fn counts_are_what_the_published_words_allow() {
    let survey: WordsSurvey = read_json("survey", &fs::read_to_string(repository("public/content/surveys/associations-2022/survey.json")).unwrap()).unwrap();
    let words = |id: &str| {
        let finding = survey.findings().find(|finding| finding.id.as_str() == id).unwrap();
        Quantity::from_words(finding.quantity.as_deref().unwrap()).unwrap().allows(survey.respondents)
    };
    for seed in ["2022", "1", "2", "3", "4", "5"] {
        let rows = rows(&generated(seed, "words").0);
        assert_eq!(rows.len(), survey.respondents as usize);
        for (finding, what, met) in [
            ("f04", "created at the beginning of the 2010s", count(&rows, |row| ["2010", "2011", "2012", "2013"].contains(&row["annee_creation"].as_str()))),
            ("f06", "structured, and in the field of integration", count(&rows, |row| row["structuree"] == "oui" && ticks(row, "domaines", "integration"))),
            ("f07", "with public subsidies", count(&rows, |row| row["subsides"] == "oui")),
            ("f10", "with partnerships of long standing", count(&rows, |row| row["partenariats"] == "longs")),
        ] {
            let allowed = words(finding);
            assert!(allowed.contains(&met), "seed {seed}, {finding}: {met} {what}, {allowed:?}");
        }
        let first_two = |question: &str| most_chosen(&rows, question).into_iter().take(2).map(|(_, option)| option).collect::<BTreeSet<_>>();
        assert_eq!(first_two("preoccupations"), BTreeSet::from(["education".to_owned(), "avenir_jeunes".to_owned()]), "seed {seed}: f11, f12");
        assert_eq!(first_two("ressources"), BTreeSet::from(["activites".to_owned(), "dons".to_owned()]), "seed {seed}: f07");
        assert!(count(&rows, |row| ["activites", "dons"].contains(&row["ressources"].as_str())) > 0, "seed {seed}: f08");
        let often = |question: &str| count(&rows, |row| row[question].ends_with("souvent"));
        for place in ["enseignement", "insertion", "logement", "services"] {
            assert!(often(&format!("racisme_{place}")) > 2 * often("racisme_loisirs"), "seed {seed}: f16 to f19, {place}");
        }
        for (_, option) in most_chosen(&rows, "formations") {
            assert!(count(&rows, |row| ticks(row, "formations", &option)) > 0, "seed {seed}: f20 to f23");
        }
    }
}

#[test]
fn every_kind_of_question_is_asked_and_every_cell_is_an_answer_or_a_reason_for_none() {
    let questions = rows(&kept("questions.csv"));
    let answers = rows(&kept("reponses.csv"));
    let kinds: BTreeSet<&str> = questions.iter().map(|question| question["type"].as_str()).collect();
    assert_eq!(kinds, BTreeSet::from(["date", "echelle", "multiple", "nombre", "rang", "texte", "unique"]));
    for question in &questions {
        let codes = |column: &str| question[column].split('|').filter_map(|part| Some(part.split_once('=')?.0)).collect::<BTreeSet<_>>();
        let (options, missing) = (codes("options"), codes("manquants"));
        for (number, row) in answers.iter().enumerate() {
            let cell = row[&question["code"]].as_str();
            let is_right = cell.is_empty()
                || cell == "NA"
                || missing.contains(cell)
                || match question["type"].as_str() {
                    "multiple" => cell == "AUCUN" || cell.split(';').all(|code| options.contains(code)),
                    "nombre" => cell
                        .parse::<f64>()
                        .is_ok_and(|number| number >= question["min"].parse().unwrap_or(f64::MIN) && number <= question["max"].parse().unwrap_or(f64::MAX)),
                    "date" => passerelle::model::date::Date::parse(cell).is_some_and(|day| day.year() == 2022 && day.month() <= 6),
                    "texte" => !cell.starts_with(['=', '+', '-', '@']),
                    _ => options.contains(cell),
                };
            assert!(is_right, "respondent {}, {}: {cell}", number + 1, question["code"]);
        }
    }
}

#[test]
fn answers_are_missing_in_every_way_that_they_can_be() {
    let answers = rows(&kept("reponses.csv"));
    for (state, least) in [("", 15), ("NA", 20), ("AUCUN", 3), ("NSP", 5), ("NR", 3)] {
        let met: usize = answers.iter().map(|row| row.values().filter(|cell| *cell == state).count()).sum();
        assert!(met >= least, "« {state} »: {met}");
    }
    let after = ["racisme_services", "formations", "codeveloppement", "codeveloppement_frein", "proposition", "accord_citation"];
    assert_eq!(count(&answers, |row| after.iter().all(|code| row[*code].is_empty())), 1, "one respondent leaves in the middle");
}

#[test]
fn who_was_not_asked_has_not_answered_and_who_was_has_been() {
    for row in rows(&kept("reponses.csv")) {
        assert_eq!(row["montant_subsides"] == "NA", row["subsides"] != "oui", "{row:?}");
        assert_eq!(row["domaines_autre"] == "NA", !ticks(&row, "domaines", "autre"), "{row:?}");
        assert!(row["ressources"].is_empty() || ticks(&row, "ressources", "subsides") == (row["subsides"] == "oui"), "{row:?}");
        let wrote = !row["proposition"].is_empty();
        assert!(row["accord_citation"].is_empty() || (row["accord_citation"] != "NA") == wrote, "{row:?}");
        let places: Vec<&str> =
            row.iter().filter(|(code, _)| code.starts_with("priorite_")).map(|(_, place)| place.as_str()).filter(|place| !place.is_empty()).collect();
        let (mut sorted, expected) = (places.clone(), &["1", "2", "3"][..places.len()]);
        sorted.sort_unstable();
        assert_eq!(sorted, expected, "a place is given once, from the first on");
    }
}

#[test]
fn nobody_takes_it_for_a_real_survey() {
    let package: Value = serde_json::from_str(&kept("datapackage.json")).unwrap();
    assert_eq!(package["title"], "Sondage de démonstration (données fictives)");
    assert_eq!((&package["fictive"], &package["licenses"][0]["name"]), (&Value::Bool(true), &"CC0-1.0".into()));
    let resources = package["resources"].as_array().unwrap();
    assert!(resources.iter().all(|resource| resource["title"].as_str().unwrap().contains("données fictives")), "{resources:?}");
    let answers = kept("reponses.csv");
    assert!(answers.starts_with("fictif,") && answers.lines().skip(1).all(|line| line.starts_with("oui,")));
    // What the description says of the columns is what stands there.
    for resource in resources {
        let head = kept(resource["path"].as_str().unwrap()).lines().next().unwrap().to_owned();
        let fields: Vec<&str> = resource["schema"]["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(head, fields.join(","));
    }
}
