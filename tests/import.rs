//! Surveys as tools export them: what each becomes, what is refused, and that nothing makes the importer fall.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use passerelle::import::package::{self, Level, Package};
use passerelle::import::publication::{Consent, Publication};
use passerelle::import::{self, File, Imported, tallied};
use passerelle::survey::question::{Choice, Kind, Question};
use passerelle::survey::responses::{Answers, Codes, Readings, Sets, State, Survey};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/surveys")
}

fn file(name: &str) -> File {
    (name.rsplit('/').next().unwrap().to_owned(), fs::read(folder().join(name)).unwrap())
}

fn text(name: &str, text: &str) -> File {
    (name.to_owned(), text.as_bytes().to_vec())
}

fn imported(files: &[File], codebook: Option<&File>) -> Imported {
    import::import(files, codebook, "essai", None).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn survey(imported: &Imported) -> &Survey {
    match &imported.package.level {
        Level::Responses(survey) => survey,
        other => panic!("{other:?}"),
    }
}

/// A question a line: `code kind base not_asked/skipped/ticked_nothing: option=count …`.
fn shape(package: &Package) -> Vec<String> {
    let line = |(question, tally): &(Question, passerelle::survey::tally::Tally)| {
        let options: Vec<String> = question.options.iter().zip(&tally.options).map(|(option, count)| format!("{}={}", option.code, count.count)).collect();
        let missing = tally.missing;
        let line = format!(
            "{} {} {} {}/{}/{}: {}",
            question.code,
            question.kind.on_disk(),
            tally.base,
            missing.not_asked,
            missing.skipped,
            missing.ticked_nothing,
            options.join(" ")
        );
        line.trim_end_matches([' ', ':']).to_owned()
    };
    tallied::tallies(package, None).unwrap().iter().map(line).collect()
}

fn assert_shape(files: &[&str], codebook: Option<&str>, expected: &[&str]) {
    let files: Vec<File> = files.iter().map(|name| file(name)).collect();
    let imported = imported(&files, codebook.map(file).as_ref());
    assert_eq!(imported.problems, [], "{files:?}", files = files.iter().map(|(name, _)| name).collect::<Vec<_>>());
    assert_eq!(shape(&imported.package), expected, "\n{}", imported.notes.join("\n"));
}

/// Counts by label of the question whose text begins so.
fn counts(package: &Package, text: &str) -> BTreeMap<String, usize> {
    let tallies = tallied::tallies(package, None).unwrap();
    let (question, tally) = tallies.iter().find(|(question, _)| question.text.starts_with(text)).unwrap_or_else(|| panic!("{text}"));
    question.options.iter().zip(&tally.options).map(|(option, count)| (option.label.clone(), count.count)).collect()
}

fn assert_counts(package: &Package, text: &str, expected: &[(&str, usize)]) {
    let found = counts(package, text);
    let expected: BTreeMap<String, usize> = expected.iter().map(|(label, count)| ((*label).to_owned(), *count)).collect();
    assert_eq!(found, expected, "{text}");
}

// Real files, counted with pandas.

#[test]
fn the_poll_on_thanksgiving_gives_the_counts_of_pandas() {
    let imported = imported(&[file("thanksgiving-2015.csv")], None);
    assert_eq!(imported.problems, []);
    let package = &imported.package;
    assert_eq!(survey(&imported).respondents, 1_058);
    assert_counts(package, "Do you celebrate", &[("Yes", 980), ("No", 78)]);
    let dish = [
        ("Turkey", 859),
        ("Other (please specify)", 35),
        ("Ham/Pork", 29),
        ("Tofurkey", 20),
        ("Chicken", 12),
        ("Roast beef", 11),
        ("I don't know", 5),
        ("Turducken", 3),
    ];
    assert_counts(package, "What is typically the main dish", &dish);
    let sides = [
        ("Mashed potatoes", 817),
        ("Rolls/biscuits", 766),
        ("Green beans/green bean casserole", 686),
        ("Yams/sweet potato casserole", 631),
        ("Corn", 464),
        ("Carrots", 242),
        ("Cornbread", 235),
        ("Fruit salad", 215),
        ("Vegetable salad", 209),
        ("Macaroni and cheese", 206),
        ("Squash", 171),
        ("Brussel sprouts", 155),
        ("Other (please specify)", 111),
        ("Cauliflower", 88),
    ];
    assert_counts(package, "Which of these side dishes", &sides);
    let sides = survey(&imported).questions.iter().find(|question| question.text.starts_with("Which of these side")).unwrap();
    assert_eq!((sides.kind, sides.other.as_deref()), (Kind::Multiple, Some("other_please_specify")));
    let pies = survey(&imported).questions.iter().find(|question| question.text.starts_with("Which type of pie")).unwrap();
    assert_eq!((pies.exclusive.as_deref(), pies.text.ends_with("all that apply.")), (Some("none"), true));
    assert!(imported.notes.iter().any(|note| note.contains("RespondentID") && note.contains("non importée")));
}

#[test]
fn the_survey_on_commas_gives_the_counts_of_pandas() {
    let imported = imported(&[file("comma-2014.csv")], None);
    let package = &imported.package;
    let sentences = [("It's important for a person to be honest, kind, and loyal.", 641), ("It's important for a person to be honest, kind and loyal.", 488)];
    assert_counts(package, "In your opinion, which sentence", &sentences);
    assert_counts(package, "Prior to reading", &[("Yes", 655), ("No", 444)]);
    assert_counts(package, "How much, if at all, do you care about the use", &[("Some", 414), ("A lot", 291), ("Not much", 268), ("Not at all", 126)]);
    let tallies = tallied::tallies(package, None).unwrap();
    assert_eq!((tallies[1].1.base, tallies[1].1.missing.skipped), (1_099, 30));
    let care: Vec<&str> = tallies[2].0.options.iter().map(|option| option.label.as_str()).collect();
    assert_eq!(care, ["Not at all", "Not much", "Some", "A lot"]);
}

#[test]
fn the_election_study_gives_the_counts_of_pandas() {
    let imported = imported(&[file("anes96.csv")], None);
    let package = &imported.package;
    assert_counts(package, "vote", &[("0", 551), ("1", 393)]);
    assert_counts(package, "PID", &[("0", 200), ("1", 180), ("2", 108), ("3", 37), ("4", 94), ("5", 150), ("6", 175)]);
    let tallies = tallied::tallies(package, None).unwrap();
    let (age, tally) = tallies.iter().find(|(question, _)| question.code == "age").unwrap();
    assert_eq!(age.kind, Kind::Number);
    assert!((tally.numbers.unwrap().mean - 47.04).abs() < 0.005);
}

// One made-up file a family of formats.

#[test]
fn surveymonkey_with_two_rows_of_headings() {
    assert_shape(
        &["made_up/surveymonkey_two_rows.csv"],
        None,
        &[
            "which_services_do_you_use_select_all multiple 3 0/1/0: housing=2 french_lessons=2 work=1 other_please_specify=1",
            "which_services_do_you_use_select_all_autre texte 1 0/3/0",
            "how_satisfied_are_you_welcome echelle 3 0/1/0: dissatisfied=1 satisfied=1 very_satisfied=1",
            "how_satisfied_are_you_follow_up echelle 2 0/2/0: dissatisfied=0 satisfied=1 very_satisfied=1",
            "rank_these_themes_housing rang 3 0/1/0: 1=1 2=1 3=1",
            "rank_these_themes_work rang 3 0/1/0: 1=1 2=1 3=1",
            "rank_these_themes_school rang 3 0/1/0: 1=1 2=1 3=1",
            "where_do_you_live unique 4 0/0/0: namur=2 dinant=1 other_please_specify=1",
            "where_do_you_live_autre texte 1 0/3/0",
        ],
    );
}

#[test]
fn surveymonkey_that_writes_not_selected() {
    assert_shape(
        &["made_up/surveymonkey_not_selected.csv"],
        None,
        &[
            "q0001 echelle 6 0/0/0: not_at_all_proud=1 not_very_proud=1 somewhat_proud=1 very_proud=3",
            "q0004 multiple 4 0/1/1: father=2 mother=3 friends=1",
            "q0007_0001 echelle 6 0/0/0: never=1 rarely=1 sometimes=1 often=3",
            "q0007_0002 echelle 6 0/0/0: never=4 rarely=0 sometimes=1 often=1",
            "weight nombre 6 0/0/0",
        ],
    );
    let package = imported(&[file("made_up/surveymonkey_not_selected.csv")], None).package;
    let tallies = tallied::tallies(&package, Some("weight")).unwrap();
    let shares: Vec<Option<f64>> = tallies[1].1.options.iter().map(|option| option.weighted_share).collect();
    // Father: 0.5 and 1 of 0.5, 1, 1, 1; mother: 1, 1, 1; friends: 1.
    assert_eq!(shares, [Some(1.5 / 3.5), Some(3.0 / 3.5), Some(1.0 / 3.5)]);
    assert!(tallied::tallies(&package, Some("q0001")).is_err() && tallied::tallies(&package, Some("poids")).is_err());
}

#[test]
fn limesurvey_alone() {
    assert_shape(
        &["made_up/limesurvey_codes.csv"],
        None,
        &[
            "q1 unique 3 0/0/0: a1=1 a2=1 oth=1",
            "q1_autre texte 1 0/2/0",
            "q2 multiple 2 0/1/0: sq001=1 sq002=1 other=1",
            "q2_autre texte 1 0/2/0",
            "q3_sq001 echelle 3 0/0/0: 1=2 2=1 3=0",
            "q3_sq002 echelle 3 0/0/0: 1=1 2=0 3=2",
            "q4_a rang 3 0/0/0: 1=2 2=1",
            "q4_b rang 2 0/1/0: 1=1 2=1",
            "q5 nombre 2 0/1/0",
            "q6 unique 2 0/1/0: n=1 y=1",
            "q6_commentaire texte 1 0/2/0",
            "q7 multiple 1 0/2/0: sq001=1",
            "q7_commentaire texte 1 0/2/0",
        ],
    );
    assert_shape(
        &["made_up/limesurvey_full.csv"],
        None,
        &[
            "ou_habitez_vous unique 3 0/0/0: namur=2 autre=1",
            "ou_habitez_vous_autre texte 1 0/2/0",
            "quels_services multiple 1 1/0/1: emploi=1 logement=0",
            "etes_vous_d_accord_accueil echelle 3 0/0/0: pas_du_tout_d_accord=1 plutot_d_accord=1 tout_a_fait_d_accord=1",
            "etes_vous_d_accord_suivi echelle 2 1/0/0: pas_du_tout_d_accord=0 plutot_d_accord=2 tout_a_fait_d_accord=0",
        ],
    );
    assert_shape(&["made_up/limesurvey_vv.csv"], None, &["q1 unique 3 0/0/0: a1=2 a2=1", "q2 multiple 2 1/0/0: sq001=2 sq002=1"]);
}

#[test]
fn limesurvey_with_its_questionnaire() {
    assert_shape(
        &["made_up/limesurvey_codes.csv", "made_up/questionnaire.lss"],
        None,
        &[
            "q1 unique 3 0/0/0: a1=1 a2=1 autre=1",
            "q1_autre texte 1 0/2/0",
            "q2 multiple 2 0/1/0: sq001=1 sq002=1 autre=1",
            "q2_autre texte 1 0/2/0",
            "q3_sq001 echelle 3 0/0/0: 1=2 2=1 3=0",
            "q3_sq002 echelle 3 0/0/0: 1=1 2=0 3=2",
            "q4_a rang 3 0/0/0: 1=2 2=1",
            "q4_b rang 2 0/1/0: 1=1 2=1",
            "q5 nombre 2 0/1/0",
            "q6 unique 2 0/1/0: y=1 n=1",
            "q6_comment texte 1 0/2/0",
            "q7 multiple 1 0/2/0: sq001=1",
            "q7_sq001_comment texte 1 0/2/0",
        ],
    );
    let imported = imported(&[file("made_up/questionnaire.lss"), file("made_up/limesurvey_codes.csv")], None);
    assert_eq!(imported.package.title, "Enquête inventée");
    let survey = survey(&imported);
    assert_eq!(survey.questions[0].text, "Où habitez-vous ?");
    assert_eq!(survey.questions[0].options.iter().map(|option| option.label.as_str()).collect::<Vec<_>>(), ["Namur", "Dinant", "Autre"]);
    assert_eq!(survey.questions[6].text, "Classez – Le logement");
}

/// LimeSurvey's archive of the survey whose CSV and `.lss` are among the fixtures. `name_of`: what a column is called in the table of responses; `None` for one that it has not.
fn limesurvey_archive(name_of: impl Fn(&str) -> Option<String>) -> Vec<(&'static str, Vec<u8>)> {
    let questionnaire = String::from_utf8(file("made_up/questionnaire.lss").1).unwrap();
    let answers = String::from_utf8(file("made_up/limesurvey_codes.csv").1).unwrap();
    let mut lines = answers.lines().map(|line| line[1..line.len() - 1].split("\",\"").map(str::to_owned).collect::<Vec<_>>());
    let names: Vec<Option<String>> = lines.next().unwrap().iter().map(|heading| name_of(heading)).collect();
    let masked = |name: &str| if name.starts_with(|letter: char| letter.is_ascii_digit()) { format!("_{name}") } else { name.to_owned() }.replace('#', "-");
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document><LimeSurveyDocType>Responses</LimeSurveyDocType><DBVersion>600</DBVersion><languages><language>fr</language></languages><responses><fields>",
    );
    names.iter().flatten().for_each(|name| xml.push_str(&format!("<fieldname>{name}</fieldname>")));
    xml.push_str("</fields><rows>");
    for (row, cells) in lines.enumerate() {
        xml.push_str("<row>");
        for (cell, name) in cells.iter().zip(&names).filter_map(|(cell, name)| Some((cell, masked(name.as_ref()?)))) {
            match cell.as_str() {
                // Null is written as nothing, an empty value as an empty element.
                "" if row % 2 == 0 => {}
                "" => xml.push_str(&format!("<{name}/>")),
                cell => xml.push_str(&format!("<{name}><![CDATA[{cell}]]></{name}>")),
            }
        }
        xml.push_str("</row>");
    }
    xml.push_str("</rows></responses></document>");
    vec![("survey_1.lss", questionnaire.into_bytes()), ("survey_1_responses.lsr", xml.into_bytes()), ("survey_1_tokens.lst", b"<document/>".to_vec())]
}

fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// `Q3[SQ001]` -> `1X1X3SQ001`.
fn column_before_version_7(heading: &str) -> Option<String> {
    let (code, rest) = heading.split_once('[').map_or((heading, ""), |(code, rest)| (code, rest.trim_end_matches(']')));
    Some(code.strip_prefix('Q').map_or_else(|| heading.to_owned(), |number| format!("1X1X{number}{rest}")))
}

/// `Q3[SQ001]` -> `Q3_S31`, since version 7.
fn column_since_version_7(heading: &str) -> Option<String> {
    let (code, rest) = heading.split_once('[').map_or((heading, ""), |(code, rest)| (code, rest.trim_end_matches(']')));
    let Some(number) = code.strip_prefix('Q') else { return Some(heading.to_owned()) };
    let end = match (number, rest) {
        (_, "") => String::new(),
        ("4", rank) => format!("_R{}", 5 + rank.parse::<u32>().unwrap()),
        (_, "other" | "comment") => format!("_C{rest}"),
        _ => rest.replace("SQ00", &format!("_S{number}")).replace("comment", "_Ccomment"),
    };
    Some(format!("{code}{end}"))
}

#[test]
fn an_archive_of_limesurvey_is_what_its_csv_and_its_questionnaire_are() {
    let pair = imported(&[file("made_up/limesurvey_codes.csv"), file("made_up/questionnaire.lss")], None);
    for name_of in [column_before_version_7, column_since_version_7] {
        let archive = imported(&[("enquete.lsa".to_owned(), zipped(&limesurvey_archive(name_of)))], None);
        assert_eq!((archive.problems, &archive.package.level, &archive.package.title), (vec![], &pair.package.level, &pair.package.title));
        assert_eq!(archive.package.columns, pair.package.columns);
        for words in ["adresses (survey_1_tokens.lst) non lues", "1 réponse(s) non terminée(s)"] {
            assert!(archive.notes.iter().any(|note| note.contains(words)), "{words}: {:#?}", archive.notes);
        }
    }
    // Known by what it holds, whatever its name.
    assert_eq!(imported(&[("f.zip".to_owned(), zipped(&limesurvey_archive(column_before_version_7)))], None).package.level, pair.package.level);
}

#[test]
fn what_is_wrong_with_an_archive_of_limesurvey_is_told_plainly() {
    let good = limesurvey_archive(column_before_version_7);
    let without = |end: &str| good.iter().filter(|(name, _)| !name.ends_with(end)).cloned().collect::<Vec<_>>();
    let with = |end: &str, edit: &dyn Fn(&[u8]) -> Vec<u8>| {
        good.iter().map(|(name, bytes)| (*name, if name.ends_with(end) { edit(bytes) } else { bytes.clone() })).collect::<Vec<_>>()
    };
    let replaced = |from: &'static str, to: &'static str| move |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().replace(from, to).into_bytes();
    let bomb = |_: &[u8]| vec![b' '; 65 << 20];
    for (parts, expected) in [
        (without(".lss"), "aucun questionnaire (.lss)"),
        (without(".lsr"), "aucun fichier de réponses (.lsr)"),
        (vec![], "abîmée"),
        ([good.clone(), vec![("ancien/survey_2.lss", Vec::new())]].concat(), "2 fichiers .lss"),
        (with(".lsr", &bomb), "plus de 64 Mo une fois décompressé"),
        (with(".lsr", &replaced("UTF-8", "ISO-8859-1")), "ce n'est pas de l'UTF-8 (il se dit « iso-8859-1 »)"),
        (with(".lss", &|bytes| [bytes, b"<!-- \xE9 -->"].concat()), "ce n'est pas de l'UTF-8"),
        (with(".lsr", &replaced("Responses<", "Timings<")), "« Timings » trouvé"),
        (with(".lsr", &replaced("</rows>", "")), "ne peuvent être lues"),
        (with(".lsr", &replaced("1X1X", "7X7X")), "aucune colonne de ces réponses n'est une question"),
        (with(".lsr", &replaced("<row>", "<row><inconnue/>")), "« inconnue » n'est aucune des colonnes annoncées"),
        (with(".lsr", &replaced("<document>", "<!DOCTYPE d [<!ENTITY a \"aaaa\">]><document>")), "ne peuvent être lues"),
    ] {
        let bytes = if parts.is_empty() { b"PK\x03\x04 rien".to_vec() } else { zipped(&parts) };
        let problems = import::import(&[("enquete.lsa".to_owned(), bytes)], None, "essai", None).unwrap_err();
        assert!(problems.len() == 1 && problems[0].to_string().contains(expected) && !problems[0].advice.is_empty(), "{expected}: {problems:#?}");
    }
}

#[test]
fn kobo_alone_and_with_its_questionnaire() {
    let expected = [
        "ville unique 4 0/0/0: namur=3 dinant=1",
        "cultures multiple 3 0/1/0: mais=2 haricots=1 other=1",
        "cultures_autre texte 1 0/3/0",
        "age nombre 3 0/1/0",
    ];
    assert_shape(&["made_up/kobo.csv"], None, &expected);
    let form = workbook(&[
        (
            "survey",
            &[
                &["type", "name", "label::Français (fr)", "label::English (en)"],
                &["begin_group", "profil", "Profil", "Profile"],
                &["select_one villes", "ville", "Votre ville ?", "Your town?"],
                &["select_multiple cultures or_other", "cultures", "Vos cultures ?", "Your crops?"],
                &["end_group"],
                &["integer", "age", "Votre âge ?", "Your age?"],
                &["geopoint", "position", "Où ?", "Where?"],
            ],
        ),
        (
            "choices",
            &[
                &["list_name", "name", "label::Français (fr)", "label::English (en)"],
                &["villes", "namur", "Namur", "Namur"],
                &["villes", "dinant", "Dinant", "Dinant"],
                &["cultures", "mais", "Maïs", "Maize"],
                &["cultures", "haricots", "Haricots", "Beans"],
            ],
        ),
        ("settings", &[&["form_title", "default_language"], &["Formulaire inventé", "Français (fr)"]]),
    ]);
    let imported = imported(&[file("made_up/kobo.csv"), ("form.xlsx".into(), form)], None);
    assert_eq!(imported.problems, []);
    assert_eq!(shape(&imported.package), expected);
    assert_eq!(imported.package.title, "Formulaire inventé");
    assert_eq!(survey(&imported).questions[1].options[0].label, "Maïs");
}

#[test]
fn google_forms() {
    assert_shape(
        &["made_up/google_forms.csv"],
        None,
        &[
            "votre_commune unique 5 0/0/0: namur=3 dinant=2",
            "quels_services multiple 4 0/1/0: aide_conseil=3 cours_de_francais=3",
            "satisfaction_accueil echelle 5 0/0/0: pas_satisfait=1 satisfait=3 tres_satisfait=1",
            "satisfaction_cours echelle 5 0/0/0: pas_satisfait=0 satisfait=4 tres_satisfait=1",
            "quand_lundi multiple 4 0/1/0: soir=3 matin=2",
            "quand_mardi multiple 4 0/1/0: soir=3 matin=2",
            "votre_commune_2 unique 5 0/0/0: ciney=3 dinant=2",
            "de_1_a_5 echelle 5 0/0/0: 1=1 2=1 4=2 5=1",
        ],
    );
}

#[test]
fn microsoft_forms_in_csv_and_in_a_workbook() {
    let expected = ["quels_services multiple 3 0/1/0: cours=2 emploi=2", "recommanderiez_vous echelle 4 0/0/0: 2=1 7=1 9=1 10=1", "pourquoi texte 2 0/2/0"];
    assert_shape(&["made_up/microsoft_forms.csv"], None, &expected);
    let text = fs::read_to_string(folder().join("made_up/microsoft_forms.csv")).unwrap();
    let rows: Vec<Vec<&str>> =
        text.replace("\"Parce que l'accueil est bon, toujours\"", "Parce que l'accueil est bon").leak().lines().map(|line| line.split(',').collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let imported = imported(&[("Enquête.xlsx".into(), workbook(&[("Form1", &rows)]))], None);
    assert_eq!((shape(&imported.package), imported.problems), (expected.map(str::to_owned).to_vec(), vec![]));
}

#[test]
fn webform_and_framaforms() {
    assert_shape(
        &["made_up/webform.csv"],
        None,
        &[
            "couleurs multiple 2 0/1/0: rouge=1 blanc=1 bleu=1",
            "fruits multiple 2 0/1/0: pomme=2 poire=1",
            "avis_accueil echelle 3 0/0/0: mauvais=0 moyen=1 bon=2",
            "avis_prix echelle 3 0/0/0: mauvais=1 moyen=1 bon=1",
        ],
    );
    assert_shape(
        &["made_up/framaforms.csv"],
        None,
        &[
            "quelles_activites multiple 2 0/1/0: sport=2 lecture=1",
            "votre_ville unique 3 0/0/0: namur=2 dinant=1",
            "votre_avis_accueil echelle 3 0/0/0: mauvais=0 moyen=1 bon=2",
            "votre_avis_prix echelle 3 0/0/0: mauvais=1 moyen=2 bon=0",
        ],
    );
}

#[test]
fn counts_without_rows() {
    assert_shape(
        &["made_up/aggregates.csv"],
        None,
        &["quels_themes_vous_preoccupent multiple 23 0/0/0: logement=14 emploi=12", "etes_vous_agreees unique 22 0/0/0: oui=9 non=13"],
    );
    let wrong = "question,option,effectif,répondants\nQ,a,12,10\nQ,b,50 %,10\nQ,c,2,10\nQ,c,3,10\nQ,d,1,11\n";
    let imported = imported(&[text("r.csv", wrong)], None);
    let told: Vec<String> = imported.problems.iter().map(ToString::to_string).collect();
    let expected = [
        "r.csv, ligne 2, colonne C « effectif », valeur « 12 » : l'effectif dépasse le nombre de répondants",
        "r.csv, ligne 3, colonne C « effectif », valeur « 50 % » : ce n'est pas un effectif",
        "r.csv, ligne 5, colonne B « option », valeur « c » : cette option est déjà donnée",
        "r.csv, ligne 6, colonne D « répondants », valeur « 11 » : cette question a 10 répondants plus haut",
    ];
    assert!(told.len() == 4 && told.iter().zip(expected).all(|(told, expected)| told.starts_with(expected)), "{told:#?}");
}

#[test]
fn findings_in_words() {
    let table = "id;rubrique;constat;source\nf01;cadre;=la plupart;https://exemple.test/\n;école;peu d'aide, disent-elles;\n";
    let package = imported(&[text("constats.csv", table)], None).package;
    let Level::Words(findings) = &package.level else { panic!("{:?}", package.level) };
    assert_eq!((findings.len(), findings[0].text.as_str(), findings[1].id.as_str()), (2, "=la plupart", "f2"));
    assert_eq!(written_and_read(&package, "words").level, package.level);
    assert_eq!(tallied::json(&tallied::tallies(&package, None).unwrap()), serde_json::json!({ "questions": [] }));
    let problems = imported(&[text("constats.csv", "id;constat\nf01;\n")], None).problems;
    assert!(problems.len() == 1 && problems[0].to_string().starts_with("constats.csv, ligne 2, colonne « constat » : ce constat est vide"), "{problems:?}");
}

#[test]
fn a_table_with_a_codebook() {
    let expected = ["q1 unique 3 0/1/0: 01=2 02=1", "q2 multiple 2 0/1/1: a=2 b=1 c=0", "q4 unique 3 1/0/0: oui=2 non=1", "q5 nombre 2 0/2/0"];
    assert_shape(&["made_up/flat.csv"], Some("made_up/flat_codebook.csv"), &expected);
    assert_shape(&["made_up/flat.csv", "made_up/flat_codebook.csv"], None, &expected);
}

// What may go wrong is told, and nothing is lost in silence.

#[test]
fn what_cannot_be_read_is_told_by_file_row_column_and_value() {
    let book = file("made_up/flat_codebook.csv");
    for (answers, expected) in [
        ("q1;q2/a;q4;q5\n03;1;oui;2\n01;1;oui;2\n03;1;oui;2\n", "f.csv, ligne 2, colonne A « q1 », valeur « 03 » : réponse inconnue (et une autre ligne)"),
        ("q1;q2/a;q4;q5\n01;peut-être;oui;2\n", "f.csv, ligne 2, colonne B « q2/a », valeur « peut-être » : ni cochée ni non cochée"),
        ("q1;q2/a;q4;q5\n01;1;oui;deux\n", "f.csv, ligne 2, colonne D « q5 », valeur « deux » : ce n'est pas un nombre"),
        ("q1;q2/a;q4;q5\n01;1;oui;25\n", "f.csv, ligne 2, colonne D « q5 », valeur « 25 » : ce nombre est hors des bornes"),
        ("q1;q2/a;q4;q5\n01;1;oui\n", "f.csv, ligne 2, colonne D : la ligne s'arrête après 3 cellules, « oui » : 4 sont attendues"),
        ("q1;q2/a;q4;q5\n01;1;oui;2;perdu\n", "f.csv, ligne 2, colonne E, valeur « perdu » : cellule sans en-tête"),
        ("q1;q2/a;q4;q5\n01;1;\"oui;2\n01;1;oui;2\n", "f.csv, ligne 2, colonne C, valeur « oui;2 01;1;oui;2 » : le guillemet ouvert ici n'est jamais fermé"),
        ("q1;q2/a;q4\n01;1;oui\n", "flat_codebook.csv, ligne 6, colonne « code » : le fichier n'a pas de colonne pour la question « q5 »"),
    ] {
        let imported = imported(&[text("f.csv", answers)], Some(&book));
        let told: Vec<String> = imported.problems.iter().map(|problem| problem.to_string().replace('\n', " ")).collect();
        assert!(told.iter().any(|told| told.starts_with(expected)), "{expected}\n{told:#?}");
        assert!(imported.problems.iter().all(|problem| problem.can_be_lost && !problem.advice.is_empty()), "{told:#?}");
    }
}

#[test]
fn an_import_with_losses_writes_nothing_unless_they_are_accepted() {
    let folder = scratch("losses");
    let (answers, out) = (folder.join("f.csv"), folder.join("out"));
    fs::write(&answers, "q1,q2,q3\n1,a,x\n2,b\n").unwrap();
    let run = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_survey"));
        command.arg("import").arg(&answers).args(["--id", "essai", "--out"]).arg(&out).args(words).output().unwrap()
    };
    let refused = run(&[]);
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && told.contains("f.csv, ligne 3") && told.contains("Rien n'a été écrit"), "{told}");
    assert!(!out.exists());
    let accepted = run(&["--accept-losses"]);
    let told = String::from_utf8(accepted.stdout).unwrap();
    assert!(accepted.status.success() && told.contains("1 perte acceptée") && told.contains("f.csv, ligne 3"), "{told}");
    assert!(out.join("datapackage.json").is_file());
    // A folder that holds something else is left alone.
    fs::write(folder.join("lettre.txt"), "").unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_survey"));
    let refused = command.arg("import").arg(&answers).args(["--id", "essai", "--accept-losses", "--out"]).arg(&folder).output().unwrap();
    assert!(!refused.status.success() && !folder.join("datapackage.json").exists());
    let tally = std::process::Command::new(env!("CARGO_BIN_EXE_survey")).arg("tally").arg(&out).arg("--json").output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&tally.stdout).unwrap();
    assert_eq!(json["questions"].as_array().unwrap().len(), 3);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn who_answered_is_not_imported() {
    let answers = "Nom,Adresse e-mail,IP Address,token,Respondent ID,Contact,Ville\nDupont,a@b.be,1.2.3.4,t1,1,x@y.be,Namur\nDurand,c@d.be,1.2.3.5,t2,2,z@y.be,Dinant\nDurant,e@f.be,1.2.3.6,t3,3,u@y.be,Namur\n";
    let imported = imported(&[text("f.csv", answers)], None);
    assert_eq!(shape(&imported.package), ["ville unique 3 0/0/0: namur=2 dinant=1"]);
    for heading in ["Nom", "Adresse e-mail", "IP Address", "token", "Respondent ID", "Contact"] {
        assert!(imported.notes.iter().any(|note| note.contains(&format!("« {heading} » : non importée"))), "{heading}");
    }
    for (_, written) in imported.package.files() {
        assert!(!["Dupont", "@", "1.2.3", "t2"].iter().any(|trace| written.contains(trace)), "{written}");
    }
}

#[test]
fn every_way_of_writing_the_same_table_gives_the_same_counts() {
    let base = "Ville ?;L’école ?;Heures ?;Date ?\nNamur;l’école;3,5;31/12/2024\nNamur ;l'école;4;01/02/2024\n\"Di;nant\";L'ÉCOLE;\u{A0}1\u{202F}000,5;#N/A\nNamur;#N/A;#N/A;05/06/2023\n";
    let expected = ["ville unique 4 0/0/0: namur=3 di_nant=1", "l_ecole unique 3 0/1/0: l_ecole=3", "heures nombre 3 0/1/0", "date date 3 0/1/0"];
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(base.replace(';', "\t").replace("Di\tnant", "Di;nant").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows = encoding_rs::WINDOWS_1252.encode(&base.replace('\u{202F}', "\u{A0}")).0.into_owned();
    for (name, bytes) in [
        ("utf-8", base.as_bytes().to_vec()),
        ("mark", format!("\u{FEFF}{base}").into_bytes()),
        ("utf-16 with tabs", utf16),
        ("windows-1252", windows),
        ("decomposed", base.replace('é', "e\u{301}").replace('É', "E\u{301}").into_bytes()),
        ("commas", base.replace("3,5", "\"3,5\"").replace("000,5", "000.5").replace(';', ",").replace("Di,nant", "Di;nant").into_bytes()),
        ("crlf and empty last lines", format!("{}\r\n\r\n", base.replace('\n', "\r\n")).into_bytes()),
    ] {
        let imported = imported(&[("f.csv".into(), bytes)], None);
        assert_eq!((shape(&imported.package), imported.problems), (expected.map(str::to_owned).to_vec(), vec![]), "{name}");
    }
}

#[test]
fn codes_above_sentences_are_two_rows_of_headings() {
    let mut table = "Q1,Q2_Part_1,Q2_Part_2,Q2_Part_3\nWhat is your age (in years)?,What do you use? (Select all that apply) - Python,What do you use? (Select all that apply) - R,What do you use? (Select all that apply) - SQL\n".to_owned();
    for row in 0..6 {
        table.push_str(&format!("{},{},{},\n", ["18-21", "22-24"][row % 2], ["Python", ""][row % 2], ["R", "", ""][row % 3]));
    }
    let imported = imported(&[text("f.csv", &table)], None);
    assert_eq!(shape(&imported.package), ["q1 unique 6 0/0/0: 18_21=3 22_24=3", "what_do_you_use_select_all_that_apply multiple 4 0/2/0: python=3 r=2 sql=0"]);
}

#[test]
fn a_title_above_the_headings_is_none_of_them() {
    let rows: &[&[&str]] = &[
        &["Enquête inventée"],
        &[],
        &["Ville", "Thèmes : Logement", "Thèmes : Emploi", "Âge"],
        &["Namur", "x", "", "31"],
        &["Dinant", "", "x", "42"],
        &["Namur", "x", "x", "57"],
    ];
    let expected = ["ville unique 3 0/0/0: namur=2 dinant=1", "themes multiple 3 0/0/0: logement=2 emploi=2", "age nombre 3 0/0/0"];
    assert_eq!(shape(&imported(&[("t.xlsx".into(), workbook(&[("A", rows)]))], None).package), expected);
    let condensed = "RespondentID,Which one? - Response,Which one? - Other (please specify),Why? - Open-Ended Response\n7,A,,because it is so\n9,Other,mine,because of that one\n8,A,,for no reason\n";
    let found = shape(&imported(&[text("f.csv", condensed)], None).package);
    assert_eq!(found, ["which_one unique 3 0/0/0: a=2 other=1", "which_one_autre texte 1 0/2/0", "why texte 3 0/0/0"]);
}

#[test]
fn dates_follow_the_order_that_the_file_allows() {
    for (cells, expected) in
        [(["05/06/2024", "31/12/2024"], "2024-06-05"), (["05/06/2024", "12/31/2024"], "2024-05-06"), (["05/06/2024", "01/02/2024"], "2024-06-05")]
    {
        let imported = imported(&[text("f.csv", &format!("Ville,Quand ?\nNamur,{}\nNamur,{}\n", cells[0], cells[1]))], None);
        let written = imported.package.files();
        let (_, responses) = written.iter().find(|(name, _)| *name == package::RESPONSES).unwrap();
        assert!(responses.contains(expected), "{cells:?}\n{responses}");
    }
}

#[test]
fn one_and_two_are_ticked_and_not_only_when_nothing_else_is_there() {
    let imported_one = imported(&[text("f.csv", "id,submitdate,lastpage,startlanguage,Q2[a],Q2[b]\n5,x,1,fr,1,2\n7,x,1,fr,2,2\n9,x,1,fr,1,1\n")], None);
    assert_eq!(shape(&imported_one.package), ["q2 multiple 2 0/0/1: a=2 b=1"]);
    assert!(imported_one.notes.iter().any(|note| note.starts_with("À VÉRIFIER") && note.contains('2')));
    // Boxes that hold their option's number.
    let numbers = "RespondentID,Which? Select all.,,Age\n,A,B,Response\n5,1,,3\n7,,2,4\n8,1,2,5\n9,,,6\n";
    assert_eq!(shape(&imported(&[text("f.csv", numbers)], None).package)[0], "which_select_all multiple 3 0/1/0: a=2 b=2");
    let imported_two = imported(&[text("f.csv", "id,submitdate,lastpage,startlanguage,Q2[a],Q2[b]\n5,x,1,fr,1,2\n7,x,1,fr,2,3\n9,x,1,fr,1,1\n")], None);
    assert_eq!(shape(&imported_two.package), ["q2_a echelle 3 0/0/0: 1=2 2=1 3=0", "q2_b echelle 3 0/0/0: 1=1 2=1 3=1"]);
}

#[test]
fn what_a_spreadsheet_would_run_is_neutralised_and_read_back() {
    let formula = "=HYPERLINK(\"http://exemple.test\")";
    let answers = format!(
        "=cmd()\tVille\tAvis libre ?\nx\tNamur\t{formula}\ny\tDinant\t+32 dit-on\nx\tNamur\t@somme\ny\tDinant\t-5 car c'est loin\nx\tNamur\t'=déjà\ny\tNamur\tNA\n"
    );
    let imported = imported(&[text("f.tsv", &answers)], None);
    for (name, written) in imported.package.files() {
        let dangerous = |cell: &str| cell.trim_matches('"').starts_with(['=', '+', '-', '@']);
        assert!(name.ends_with(".json") || !written.lines().flat_map(|line| line.split(',')).any(dangerous), "{name}\n{written}");
    }
    let back = written_and_read(&imported.package, "formulas");
    assert_eq!(back.level, imported.package.level);
}

#[test]
fn a_codebook_corrects_what_was_guessed() {
    let answers = text("f.csv", "Ville,Enfants,Services\nNamur,1,\"Aide, conseil\"\nDinant,2,\"Aide, conseil, Cours\"\nNamur,3,Cours\n");
    let first = imported(std::slice::from_ref(&answers), None);
    let (_, questions) = first.package.files().into_iter().find(|(name, _)| *name == package::QUESTIONS).unwrap();
    // Without any change it says the same.
    let again = imported(std::slice::from_ref(&answers), Some(&text("questions.csv", &questions)));
    assert_eq!((again.package.level, again.problems), (first.package.level, vec![]));
    let corrected = "code,texte,type,options,colonnes\nville,Où ?,unique,namur=Namur-ville|dinant=Dinant,A\nenfants,Enfants,nombre,,B\nservices,Services,multiple,\"aide=Aide, conseil|cours=Cours\",C\n";
    let corrected = imported(&[answers], Some(&text("questions.csv", corrected)));
    assert_eq!(corrected.problems, []);
    assert_eq!(shape(&corrected.package), ["ville unique 3 0/0/0: namur=2 dinant=1", "enfants nombre 3 0/0/0", "services multiple 3 0/0/0: aide=2 cours=2"]);
}

#[test]
fn every_fixture_imports_again_with_the_codebook_that_it_gave() {
    for name in fs::read_dir(folder().join("made_up")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        if name.contains("codebook") || name.contains("aggregates") || name.contains("constats") || name.ends_with(".lss") {
            continue;
        }
        let answers = file(&format!("made_up/{name}"));
        let first = imported(std::slice::from_ref(&answers), None);
        let (_, questions) = first.package.files().into_iter().find(|(name, _)| *name == package::QUESTIONS).unwrap();
        let again = imported(&[answers], Some(&text("questions.csv", &questions)));
        assert_eq!(again.problems, [], "{name}");
        assert_eq!(shape(&again.package), shape(&first.package), "{name}");
    }
}

#[test]
fn nobody_one_person_and_many_columns() {
    let none = imported(&[text("f.csv", "Ville,Services [a],Services [b],Âge\n")], None);
    assert_eq!(survey(&none).respondents, 0);
    assert_eq!(written_and_read(&none.package, "nobody").level, none.package.level);
    assert!(shape(&none.package).iter().all(|line| line.contains(" 0 0/0/0")), "{:?}", shape(&none.package));
    let one = imported(&[text("f.csv", "Ville,Âge\nNamur,31\n")], None);
    assert_eq!(survey(&one).respondents, 1);
    let heads: Vec<String> = (0..500).map(|place| format!("Question numéro {place} sur un sujet quelconque ?")).collect();
    let row = |answer: &str| vec![answer; 500].join(";");
    let wide = imported(&[text("f.csv", &format!("{}\n{}\n{}\n{}\n", heads.join(";"), row("oui"), row("non"), row("oui")))], None);
    assert_eq!(survey(&wide).questions.len(), 500);
    assert!(shape(&wide.package).iter().all(|line| line.ends_with("unique 3 0/0/0: oui=2 non=1")));
}

#[test]
fn limits_and_hostile_headings_are_errors() {
    let many = format!("{}\n", vec!["a"; 5_000].join(","));
    let long = format!("a,b\n\"{}\",1\n", "x".repeat(2 << 20));
    let bomb = workbook(&[("A", &[&["a", "b"]])]);
    let far = workbook_with("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    assert!(import::import(&[("b.xlsx".into(), bomb)], None, "essai", None).is_ok());
    for (name, bytes) in [
        ("columns.csv", many.into_bytes()),
        ("long.csv", long.into_bytes()),
        ("far.xlsx", far),
        ("zero.csv", vec![]),
        ("binary.csv", b"a,b\n\x00\x01\x02\x00".to_vec()),
        ("page.csv", b"<!DOCTYPE html><table></table>".to_vec()),
        ("dtd.lss", b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\">]><document>&b;</document>".to_vec()),
    ] {
        assert!(import::import(&[(name.into(), bytes)], None, "essai", None).is_err(), "{name}");
    }
    for id in ["", "../x", "a b", "É", "-a"] {
        assert!(import::import(&[text("f.csv", "a\n1\n")], None, id, None).is_err(), "{id}");
    }
    let hostile = "constructor,__proto__,constructor,\"a\nb\",<script>alert(1)</script>,,../../x,repondant,=1+1\n1,2,3,4,5,6,7,8,9\n2,2,2,2,2,2,2,2,2\n";
    let imported = imported(&[text("f.csv", hostile)], None);
    let codes: Vec<&str> = survey(&imported).questions.iter().map(|question| question.code.as_str()).collect();
    assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')), "{codes:?}");
    assert_eq!(written_and_read(&imported.package, "hostile").level, imported.package.level);
}

// Random surveys.

/// A generator of numbers that is the same everywhere (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// What was answered, or why nothing was.
type Given = Result<Vec<usize>, State>;

/// Questions of every kind with random answers and reasons for none; beside, what was answered, cell by cell, to count it otherwise.
fn random_survey(random: &mut Random) -> (Survey, Vec<Vec<Given>>) {
    let respondents = random.below(40);
    let mut survey = Survey { respondents, ..Survey::default() };
    let mut cells = Vec::new();
    for place in 0..1 + random.below(8) {
        let kind = [Kind::Single, Kind::Multiple, Kind::Scale, Kind::Number, Kind::Text, Kind::Date, Kind::Rank][random.below(7)];
        let mut question = Question::new(format!("q{place}"), format!("Question {place}, « é »\u{202F}?"), kind);
        if kind.has_options() {
            question.options =
                (0..1 + random.below(80)).map(|option| Choice::new(format!("o{option}"), format!("Option {option} | x=y; {}", random.below(9)))).collect();
        }
        if random.below(2) == 0 {
            question.missing = vec![Choice::new("NSP", "Ne sait pas"), Choice::new("NR", "Sans réponse")];
        }
        let mut column: Vec<Given> = Vec::new();
        for _ in 0..respondents {
            column.push(match random.below(8) {
                0 => Err(State::Skipped),
                1 => Err(State::NotAsked),
                2 if kind == Kind::Multiple => Err(State::TickedNothing),
                3 if !question.missing.is_empty() => Err(State::Declared(random.below(2))),
                _ if kind == Kind::Multiple => {
                    let mut ticked: Vec<usize> = (0..question.options.len()).filter(|_| random.below(3) == 0).collect();
                    if ticked.is_empty() {
                        ticked.push(random.below(question.options.len()));
                    }
                    Ok(ticked)
                }
                _ if kind.has_options() => Ok(vec![random.below(question.options.len())]),
                _ => Ok(vec![random.below(1_000)]),
            });
        }
        let words = ["=1", "NA", "NSP", "a,b", "\"q\"", "l\nm", "'", "AUCUN", "é", "-x", "a;b", "''=2"];
        let answers = match kind {
            Kind::Multiple => {
                let mut sets = Sets::new(question.options.len());
                column.iter().for_each(|cell| match cell {
                    Ok(ticked) => sets.push(ticked.iter().copied()),
                    Err(state) => sets.push_state(*state),
                });
                Answers::Sets(sets)
            }
            Kind::Number => Answers::Numbers(readings(&column, |number| number as f64 / 8.0 - 60.0)),
            Kind::Date => Answers::Dates(readings(&column, |number| (number as i64 - 500) * 86_400 + if place % 2 == 0 { 3_661 } else { 0 })),
            Kind::Text => Answers::Texts(readings(&column, |number| words[number % words.len()].into())),
            _ => {
                let mut codes = Codes::default();
                column.iter().for_each(|cell| match cell {
                    Ok(chosen) => codes.push(chosen[0]),
                    Err(state) => codes.push_state(*state),
                });
                Answers::Codes(codes)
            }
        };
        survey.questions.push(question);
        survey.answers.push(answers);
        cells.push(column);
    }
    (survey, cells)
}

fn readings<T: Default>(column: &[Given], value: impl Fn(usize) -> T) -> Readings<T> {
    let mut found = Readings::default();
    column.iter().for_each(|cell| match cell {
        Ok(number) => found.push(value(number[0])),
        Err(state) => found.push_state(*state),
    });
    found
}

#[test]
fn counts_equal_those_of_brute_force() {
    let mut random = Random(11);
    for round in 0..300 {
        let (survey, cells) = random_survey(&mut random);
        let weights: Vec<f64> = (0..survey.respondents).map(|_| random.below(9) as f64 / 4.0).collect();
        let tallies = passerelle::survey::tally::tally(&survey, Some(&weights));
        for ((question, tally), column) in survey.questions.iter().zip(&tallies).zip(&cells) {
            let count = |is: &dyn Fn(&Given) -> bool| column.iter().filter(|cell| is(cell)).count();
            let base = count(&|cell| cell.is_ok());
            assert_eq!(tally.base, base, "round {round} {}", question.code);
            assert_eq!(tally.missing.not_asked, count(&|cell| *cell == Err(State::NotAsked)));
            assert_eq!(tally.missing.ticked_nothing, count(&|cell| *cell == Err(State::TickedNothing)));
            assert_eq!(tally.base + tally.missing.not_asked + tally.missing.ticked_nothing + tally.missing.skipped, survey.respondents);
            let of_base: f64 = column.iter().zip(&weights).filter(|(cell, _)| cell.is_ok()).map(|(_, weight)| weight).sum();
            for (option, found) in tally.options.iter().enumerate() {
                let chose = |cell: &Given| cell.as_ref().is_ok_and(|chosen| chosen.contains(&option));
                assert_eq!(found.count, count(&chose));
                assert_eq!(found.share, (base > 0).then(|| count(&chose) as f64 / base as f64));
                let weight: f64 = column.iter().zip(&weights).filter(|(cell, _)| chose(cell)).map(|(_, weight)| weight).sum();
                assert_eq!(found.weighted_share, (of_base > 0.0).then(|| weight / of_base));
            }
        }
    }
}

#[test]
fn what_is_written_reads_back_the_same() {
    let mut random = Random(23);
    for round in 0..60 {
        let (survey, _) = random_survey(&mut random);
        let package =
            Package { id: "essai".into(), title: "Essai « é »".into(), level: Level::Responses(survey), columns: vec![], ignored: vec![], tool: None };
        assert_eq!(written_and_read(&package, "random").level, package.level, "round {round}");
    }
    let counts = imported(&[file("made_up/aggregates.csv")], None).package;
    assert_eq!(written_and_read(&counts, "counts").level, counts.level);
}

// Files that nobody foresaw.

#[test]
fn no_bytes_make_the_importer_fall() {
    let mut random = Random(37);
    let form = workbook(&[("survey", &[&["type", "name", "label"], &["integer", "age", "Âge ?"]]), ("choices", &[&["list_name", "name", "label"]])]);
    let mut seeds: Vec<File> =
        fs::read_dir(folder().join("made_up")).unwrap().map(|entry| file(&format!("made_up/{}", entry.unwrap().file_name().to_string_lossy()))).collect();
    seeds.push(("form.xlsx".into(), form));
    seeds.push(("book.xlsx".into(), workbook(&[("A", &[&["Ville", "Âge"], &["Namur", "3"]])])));
    seeds.sort();
    let start = Instant::now();
    let (mut surveys, mut errors) = (0, 0);
    for round in 0..3_000 {
        if start.elapsed() > Duration::from_secs(15) {
            break;
        }
        let (name, mut bytes) = seeds[random.below(seeds.len())].clone();
        if round % 8 == 0 {
            bytes = (0..random.below(400))
                .map(|_| if random.below(3) == 0 { b"\"',;\t\n\r|[]= -1aZ\xE9\x00"[random.below(18)] } else { random.next() as u8 })
                .collect();
        }
        for _ in 0..random.below(12) {
            let at = random.below(bytes.len());
            let other = seeds[random.below(seeds.len())].1.clone();
            match random.below(5) {
                0 if !bytes.is_empty() => bytes[at] = random.next() as u8,
                1 if !bytes.is_empty() => drop(bytes.drain(at..(at + random.below(30)).min(bytes.len()))),
                2 => bytes.insert(at.min(bytes.len()), b"\",;\n\t'[]="[random.below(9)]),
                3 => bytes.truncate(bytes.len() - random.below(bytes.len().min(200))),
                _ => {
                    let from = random.below(other.len());
                    let piece = other[from..(from + random.below(200)).min(other.len())].to_vec();
                    bytes.splice(at..at, piece);
                }
            }
        }
        let codebook = (round % 5 == 0).then(|| seeds[random.below(seeds.len())].clone());
        match import::import(&[(name, bytes)], codebook.as_ref(), "essai", None) {
            Ok(imported) => {
                surveys += 1;
                if let Level::Responses(survey) = &imported.package.level {
                    assert!(survey.answers.iter().all(|answers| answers.len() == survey.respondents));
                    if round % 20 == 0 {
                        assert_eq!(written_and_read(&imported.package, "fuzz").level, imported.package.level);
                    }
                }
            }
            Err(problems) => {
                errors += 1;
                assert!(!problems.is_empty());
            }
        }
    }
    assert!(surveys > 50 && errors > 50, "{surveys} surveys, {errors} errors");
}

/// Ten who answer: two of them say no.
const FEW_SAY_NO: &str =
    "Aimez-vous le pont ?,Venez-vous souvent ?\noui,oui\noui,oui\noui,non\noui,non\noui,non\noui,oui\nnon,oui\nnon,oui\noui,non\noui,non\n";

#[test]
fn open_publication_that_would_reveal_someone_is_refused_and_nothing_is_written() {
    let folder = scratch("open");
    let (answers, out) = (folder.join("f.csv"), folder.join("out"));
    fs::write(&answers, FEW_SAY_NO).unwrap();
    let run = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_survey"));
        command.arg("import").arg(&answers).args(["--id", "essai", "--out"]).arg(&out).args(words).output().unwrap()
    };
    let refused = run(&["--publication", "open"]);
    let told = String::from_utf8(refused.stderr).unwrap();
    for words in
        ["« Aimez-vous le pont ? »", "« Non »", "2 répondants sur 10", "--publication protected", "regroupez des options", "--consent", "Rien n'a été écrit"]
    {
        assert!(told.to_lowercase().contains(&words.to_lowercase()), "{words}: {told}");
    }
    assert!(!told.contains("Venez-vous souvent"), "five and five: nobody stands out: {told}");
    assert!(!refused.status.success() && !out.exists());
    // Half of an agreement is none; a day that has not come is none either.
    for words in [&["--consent", "le conseil"][..], &["--consent-date", "2026-01-05"], &["--consent", "le conseil", "--consent-date", "2126-01-05"]] {
        let refused = run(&[&["--publication", "open"], words].concat());
        assert!(!refused.status.success() && !out.exists(), "{words:?}");
    }
    let description = || serde_json::from_str::<serde_json::Value>(&fs::read_to_string(out.join("datapackage.json")).unwrap()).unwrap();
    assert!(run(&[]).status.success());
    assert_eq!(description()["passerelle"]["publication"], "protected", "protected unless said otherwise");
    assert!(run(&["--publication", "open", "--consent", "le conseil", "--consent-date", "2026-01-05"]).status.success());
    let ours = &description()["passerelle"];
    let agreement = serde_json::json!({
        "par": "le conseil",
        "le": "2026-01-05",
        "questions": ["aimez_vous_le_pont", "venez_vous_souvent"],
        "reconnus": { "seuls": 0, "sur": 10, "combinaisons": [] }
    });
    assert_eq!((&ours["publication"], &ours["accords"]["reponses"]), (&"open".into(), &agreement));
    let tally = std::process::Command::new(env!("CARGO_BIN_EXE_survey")).arg("tally").arg(&out).output().unwrap();
    assert!(tally.status.success());
}

// The form of what is written.

#[test]
fn descriptions_and_counts_have_the_form_of_their_schemas() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
    let validate = |schema: &str, value: &serde_json::Value| {
        let mut compiler = boon::Compiler::new();
        let mut known = boon::Schemas::new();
        let index = compiler.compile(schemas.join(schema).to_str().unwrap(), &mut known).unwrap_or_else(|error| panic!("{error:#}"));
        known.validate(value, index).map_err(|error| error.to_string())
    };
    for name in
        ["thanksgiving-2015.csv", "anes96.csv", "made_up/aggregates.csv", "made_up/constats.csv", "made_up/limesurvey_codes.csv", "made_up/microsoft_forms.csv"]
    {
        let package = imported(&[file(name)], None).package;
        let (_, description) = package.files().into_iter().find(|(name, _)| *name == package::DESCRIPTION).unwrap();
        let mut description: serde_json::Value = serde_json::from_str(&description).unwrap();
        validate("survey-datapackage.schema.json", &description).unwrap_or_else(|error| panic!("{name}: {error}"));
        Publication::Open(Some(Consent { by: "le conseil".into(), on: "2026-01-05".into() })).declare(&mut description["passerelle"], &package);
        validate("survey-datapackage.schema.json", &description).unwrap_or_else(|error| panic!("{name}: {error}"));
        let counts = tallied::json(&tallied::tallies(&package, None).unwrap());
        validate("survey-tally.schema.json", &counts).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    assert!(validate("survey-tally.schema.json", &serde_json::json!({ "questions": [{ "id": "q" }] })).is_err());
    assert!(validate("survey-datapackage.schema.json", &serde_json::json!({ "name": "x", "passerelle": { "niveau": "autre" }, "resources": [] })).is_err());
}

/// Asks the package `frictionless` itself, when `cargo xtask test` has set it up.
#[test]
fn frictionless_reads_what_is_written() {
    let Some(program) = std::env::var_os("PASSERELLE_FRICTIONLESS") else { return };
    for name in [
        "thanksgiving-2015.csv",
        "comma-2014.csv",
        "anes96.csv",
        "made_up/aggregates.csv",
        "made_up/limesurvey_full.csv",
        "made_up/microsoft_forms.csv",
        "made_up/surveymonkey_two_rows.csv",
    ] {
        let folder = scratch(&format!("frictionless-{}", name.replace(['/', '.'], "-")));
        imported(&[file(name)], None).package.write(&folder).unwrap();
        let output = std::process::Command::new(&program).args(["validate", "datapackage.json"]).current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{name}\n{}\n{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        fs::remove_dir_all(folder).unwrap();
    }
}

/// Not judged: times vary. `cargo test --test import -- --ignored --nocapture` shows them.
#[test]
#[ignore = "a measure, not a test"]
fn how_long_an_import_takes() {
    let mut random = Random(5);
    for rows in [1_000, 300_000] {
        let mut table = "Ville,Services,Âge,Accueil [Lundi],Accueil [Mardi],Q6,Q7,Q8,Q9,Q10\n".to_owned();
        for _ in 0..rows {
            let mut pick = |words: &[&'static str]| words[random.below(words.len())];
            let row = [
                pick(&["Namur", "Dinant", "Ciney", ""]),
                pick(&["Cours", "Cours;Emploi", "Emploi;Logement", ""]),
                pick(&["18", "25", "31", "42", "57", "63", "70", "21", "22", "23", "24", "26", "27", "28"]),
                pick(&["bon", "moyen", "mauvais"]),
                pick(&["bon", "moyen", "mauvais"]),
                pick(&["Oui", "Non"]),
                pick(&["1", "2", "3", "4", "5"]),
                pick(&["Jamais", "Parfois", "Toujours"]),
                pick(&["a", "b", "c", "d"]),
                pick(&["x", "y"]),
            ];
            table.push_str(&row.join(","));
            table.push('\n');
        }
        let start = Instant::now();
        let imported = imported(&[text("f.csv", &table)], None);
        let read = start.elapsed();
        let folder = scratch("time");
        imported.package.write(&folder).unwrap();
        let written = start.elapsed();
        let package = package::read(&folder).unwrap();
        tallied::tallies(&package, None).unwrap();
        println!("{rows} rows: read in {read:?}, written in {:?}, read back and counted in {:?}", written - read, start.elapsed() - written);
        fs::remove_dir_all(folder).unwrap();
    }
}

// Tools.

fn scratch(name: &str) -> PathBuf {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("survey-{name}-{}-{:?}", std::process::id(), std::thread::current().id()).replace(['(', ')'], ""));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn written_and_read(package: &Package, name: &str) -> Package {
    let folder = scratch(name);
    package.write(&folder).unwrap();
    let back = package::read(&folder).unwrap_or_else(|problems| panic!("{problems:#?}"));
    fs::remove_dir_all(folder).unwrap();
    back
}

/// An ODS of these rows, as XML.
fn open_document(rows: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Réponses\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_spreadsheet_of_libreoffice_is_read_as_a_csv_is() {
    let cell = |text: &str| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>");
    let number = |number: &str| format!("<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>");
    let day = |day: &str| format!("<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"><text:p>3 mars</text:p></table:table-cell>");
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    // What LibreOffice writes after the last row.
    let rest = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let answer = |ville: &str, age: &str, on: &str| row(&[cell(ville), number(age), day(on)]);
    let rows = [
        row(&[cell("Ville<text:s/>?"), cell("Combien de membres ?"), cell("Depuis quand ?")]),
        answer("Namur", "31.5", "2024-03-03"),
        answer("Namur", "28", "2024-03-04"),
        answer("Dinant", "31", "2024-03-05T00:00:00"),
    ];
    let ods = ("f.ods".to_owned(), open_document(&[&rows.concat(), rest].concat()));
    let csv = text("f.csv", "Ville ?,Combien de membres ?,Depuis quand ?\nNamur,31.5,2024-03-03\nNamur,28,2024-03-04\nDinant,31,2024-03-05\n");
    assert_eq!(shape(&imported(&[ods], None).package), shape(&imported(&[csv], None).package));
    // The same cell, many times.
    let repeated = "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"3\" office:value-type=\"string\"><text:p>oui</text:p></table:table-cell></table:table-row>";
    let heads = row(&[cell("A"), cell("B"), cell("C")]);
    let found = imported(&[("f.ods".to_owned(), open_document(&[&heads, repeated].concat()))], None);
    assert_eq!((survey(&found).respondents, survey(&found).questions.len()), (2, 3));
    for hostile in [
        "<table:table-row table:number-rows-repeated=\"900000000000\"><table:table-cell table:number-columns-repeated=\"9000000000\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>",
        "<table:table-row><table:table-cell table:number-columns-repeated=\"9000000000\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>",
        "<table:table-row>",
    ] {
        assert!(import::import(&[("f.ods".into(), open_document(hostile))], None, "essai", None).is_err(), "{hostile}");
    }
}

#[test]
fn a_group_that_kobo_repeats_is_a_loss_that_is_told() {
    let book = workbook(&[
        ("Enquête", &[&["ville", "_index"], &["Namur", "1"], &["Dinant", "2"], &["Namur", "3"]]),
        ("enfants", &[&["age", "_index", "_parent_table_name", "_parent_index"], &["4", "1", "Enquête", "1"], &["7", "2", "Enquête", "1"]]),
    ]);
    let found = imported(&[("kobo.xlsx".into(), book)], None);
    let told: Vec<String> = found.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("« enfants »") && told[0].contains("2 lignes") && told[0].contains("importez cette feuille à part"), "{}", told[0]);
}

/// A workbook of texts and whole numbers.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let sheet = |rows: &[&[&str]]| {
        let mut xml = String::new();
        for (row, cells) in rows.iter().enumerate() {
            xml.push_str(&format!("<row r=\"{}\">", row + 1));
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let place = format!("{}{}", import::problem::letters(column), row + 1);
                let safe = cell.replace('&', "&amp;").replace('<', "&lt;");
                if cell.parse::<i64>().is_ok() {
                    xml.push_str(&format!("<c r=\"{place}\"><v>{safe}</v></c>"));
                } else {
                    xml.push_str(&format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{safe}</t></is></c>"));
                }
            }
            xml.push_str("</row>");
        }
        xml
    };
    packed(&sheets.iter().map(|(name, rows)| ((*name).to_owned(), sheet(rows))).collect::<Vec<_>>())
}

fn workbook_with(rows: &str) -> Vec<u8> {
    packed(&[("A".to_owned(), rows.to_owned())])
}

fn packed(sheets: &[(String, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    };
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let numbered = || sheets.iter().enumerate().map(|(place, sheet)| (place + 1, sheet));
    let overrides: String = numbered().map(|(number, _)| format!("<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")).collect();
    add(
        "[Content_Types].xml",
        &format!(
            "{head}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>{overrides}</Types>"
        ),
    );
    add(
        "_rels/.rels",
        &format!(
            "{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    let named: String = numbered().map(|(number, (name, _))| format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>")).collect();
    add(
        "xl/workbook.xml",
        &format!(
            "{head}<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{named}</sheets></workbook>"
        ),
    );
    let related: String = numbered().map(|(number, _)| format!("<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>")).collect();
    add(
        "xl/_rels/workbook.xml.rels",
        &format!("{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>"),
    );
    for (number, (_, rows)) in numbered() {
        add(
            &format!("xl/worksheets/sheet{number}.xml"),
            &format!("{head}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn merged_cells_among_answers_are_told_and_those_of_headings_are_not() {
    let cell = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |number: usize, cells: &[String]| format!("<row r=\"{number}\">{}</row>", cells.concat());
    let rows = [
        row(1, &[cell("A1", "Ville"), cell("B1", "Couleurs ?")]),
        row(2, &[cell("B2", "Rouge"), cell("C2", "Vert")]),
        row(3, &[cell("A3", "Namur"), cell("B3", "x")]),
        row(4, &[cell("C4", "x")]),
        row(5, &[cell("A5", "Dinant"), cell("B5", "x"), cell("C5", "x")]),
    ];
    let merged = "</sheetData><mergeCells count=\"3\"><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"A3:A4\"/></mergeCells><sheetData>";
    let read = |merged: &str| imported(&[("f.xlsx".to_owned(), workbook_with(&format!("{}{merged}", rows.concat())))], None);
    let told: Vec<String> = read(merged).problems.iter().map(ToString::to_string).collect();
    assert!(
        told.len() == 1 && told[0].starts_with("f.xlsx (feuille A), ligne 3, colonne A « Ville », valeur « Namur » : 2 cellules fusionnées (A3 à A4)"),
        "{told:#?}"
    );
    let alone = read(&merged.replace("<mergeCell ref=\"A3:A4\"/>", ""));
    assert_eq!(alone.problems, []);
    assert_eq!(shape(&alone.package), ["ville unique 2 0/1/0: dinant=1 namur=1", "couleurs multiple 3 0/0/0: rouge=2 vert=2"]);
}

#[test]
fn a_sheet_of_explanations_before_the_answers_is_passed_over_and_told() {
    let answers: &[&[&str]] = &[&["Ville", "Avis"], &["Namur", "bon"], &["Dinant", "bon"], &["Namur", "moyen"]];
    let words: &[&[&str]] = &[&["Fichier d'une enquête inventée"]];
    let found = imported(&[("f.xlsx".to_owned(), workbook(&[("Lisez-moi", words), ("Réponses", answers)]))], None);
    assert_eq!(shape(&found.package)[0], "ville unique 3 0/0/0: namur=2 dinant=1");
    assert!(found.notes.iter().any(|note| note.starts_with("À VÉRIFIER : feuille « Réponses » lue")), "{:#?}", found.notes);
    let found = imported(&[("f.xlsx".to_owned(), workbook(&[("Réponses", answers), ("Calculs", words)]))], None);
    assert_eq!(shape(&found.package)[0], "ville unique 3 0/0/0: namur=2 dinant=1");
    assert!(found.notes.iter().any(|note| note.starts_with("feuille « Calculs » (1 ligne) : non lue")), "{:#?}", found.notes);
}
