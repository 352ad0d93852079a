//! Tables as people and tools spoil them, all invented: what is counted by hand, what is refused, what is told.

use passerelle::import::package::{Level, Package};
use passerelle::import::{self, File, Imported, tallied};

fn imported(text: &str) -> Imported {
    from(&[("f.csv".to_owned(), text.as_bytes().to_vec())])
}

fn from(files: &[File]) -> Imported {
    import::import(files, None, "essai", None).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// A question a line: `code kind base not_asked/skipped/ticked_nothing: option=count …`.
fn shape(package: &Package) -> Vec<String> {
    let tallies = tallied::tallies(package, None).unwrap();
    let line = |(question, tally): &(passerelle::survey::question::Question, passerelle::survey::tally::Tally)| {
        let options: Vec<String> = question.options.iter().zip(&tally.options).map(|(option, count)| format!("{}={}", option.code, count.count)).collect();
        let (missing, options) = (tally.missing, options.join(" "));
        let (asked, skipped, nothing) = (missing.not_asked, missing.skipped, missing.ticked_nothing);
        format!("{} {} {} {asked}/{skipped}/{nothing}: {options}", question.code, question.kind.on_disk(), tally.base).trim_end_matches([' ', ':']).to_owned()
    };
    tallies.iter().map(line).collect()
}

fn assert_shape(text: &str, expected: &[&str]) {
    let imported = imported(text);
    assert_eq!(imported.problems, [], "{text}");
    assert_eq!(shape(&imported.package), expected, "\n{}", imported.notes.join("\n"));
}

fn problems(imported: &Imported) -> Vec<String> {
    imported.problems.iter().map(ToString::to_string).collect()
}

fn assert_told(imported: &Imported, words: &str) {
    assert!(imported.notes.iter().any(|note| note.contains(words)), "« {words} » is not in\n{}", imported.notes.join("\n"));
}

fn respondents(imported: &Imported) -> usize {
    match &imported.package.level {
        Level::Responses(survey) => survey.respondents,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_row_that_sums_the_table_up_is_no_respondent_and_is_told() {
    let rows = "Ville;Membres\nNamur;12\nDinant;30\nNamur;41\n";
    for (below, told) in [
        ("Total;83\n", &["f.csv, ligne 5, colonne A « Ville », valeur « Total » : cette ligne résume le tableau"][..]),
        (
            ";\nMoyenne :;27,7\nTOTAL;83\n",
            &["f.csv, ligne 6, colonne A « Ville », valeur « Moyenne : »", "f.csv, ligne 7, colonne A « Ville », valeur « TOTAL »"],
        ),
        ("Source : enquête inventée, 2024;\n", &["f.csv, ligne 5, colonne A « Ville », valeur « Source : enquête inventée, 2024 » : cette ligne est une note"]),
    ] {
        let imported = imported(&format!("{rows}{below}"));
        let found = problems(&imported);
        assert!(found.len() == told.len() && found.iter().zip(told).all(|(found, told)| found.starts_with(told)), "{found:#?}");
        assert!(imported.problems.iter().all(|problem| problem.can_be_lost), "{below}");
        assert_eq!(respondents(&imported), 3, "{below}");
    }
}

#[test]
fn an_answer_that_is_a_word_for_a_sum_stays_an_answer() {
    assert_shape(
        "Santé;Ville\nBonne;Namur\nMauvaise;Dinant\nBonne;Namur\nMoyenne;Dinant\n",
        &["sante echelle 4 0/0/0: mauvaise=1 moyenne=1 bonne=2", "ville unique 4 0/0/0: dinant=2 namur=2"],
    );
}

#[test]
fn counts_that_are_summed_up_or_have_no_base_are_told_with_their_line() {
    let text = "question;option;effectif;répondants\nA ?;Oui;9;22\nA ?;Non;13;22\nA ?;Total;22;22\nB ?;Oui;3;\nC ?;;4;9\n";
    let found = problems(&imported(text));
    let expected = [
        "f.csv, ligne 4, colonne B « option », valeur « Total » : cette ligne résume les autres",
        "f.csv, ligne 6, colonne B « option », valeur «  » : cette ligne ne dit pas quelle option",
        "f.csv, ligne 5 : « B ? » n'a pas de nombre de répondants",
    ];
    assert!(found.len() == 3 && found.iter().zip(expected).all(|(found, expected)| found.starts_with(expected)), "{found:#?}");
}

#[test]
fn counts_above_or_below_their_base_are_to_be_verified() {
    let imported = imported("question;option;effectif;répondants\nSexe ?;Femme;14;23\nSexe ?;Homme;12;23\nAge ?;Jeune;9;23\nAge ?;Vieux;10;23\n");
    assert_told(&imported, "À VÉRIFIER, sexe : 26 réponses pour 23 répondants");
    assert_told(&imported, "À VÉRIFIER, age : 19 réponses pour 23 répondants");
}

#[test]
fn a_grid_of_boxes_is_one_list_a_row() {
    let text = "Respondent ID,Which days?,,,,Age?\n,Monday - Morning,Monday - Evening,Tuesday - Morning,Tuesday - Evening,Response\n1,Morning,Evening,,,30\n2,,,Morning,,41\n3,Morning,,Morning,Evening,52\n4,,,,,19\n";
    let imported = imported(text);
    assert_eq!(imported.problems, []);
    assert_eq!(
        shape(&imported.package)[..2],
        ["which_days_monday multiple 2 0/2/0: morning=2 evening=1", "which_days_tuesday multiple 2 0/2/0: morning=2 evening=1"],
        "{:#?}",
        imported.notes
    );
}

#[test]
fn a_ranking_in_one_cell_gives_each_item_its_rank() {
    let text =
        "ID,Start time,Completion time,Classez,Services\n1,x,y,Emploi;Langue;Logement;,Cours;\n2,x,y,Langue;Logement;Emploi;,Cours;Aide;\n3,x,y,,Aide;\n";
    let imported = imported(text);
    assert_told(&imported, "À VÉRIFIER, classez (colonne D) : chaque cellule contient les mêmes 3 éléments");
    assert_eq!(
        shape(&imported.package),
        [
            "classez_emploi rang 2 0/1/0: 1=1 2=0 3=1",
            "classez_langue rang 2 0/1/0: 1=1 2=1 3=0",
            "classez_logement rang 2 0/1/0: 1=0 2=1 3=1",
            "services multiple 3 0/0/0: aide=2 cours=2",
        ]
    );
}

#[test]
fn boxes_of_which_nobody_ticked_two_are_to_be_verified_and_the_codebook_makes_them_one_choice() {
    let mut text = "Respondent ID,Age?,,\n,Young,Middle,Old\n".to_owned();
    for row in 0..12 {
        let cell = |at: usize, word| if row % 3 == at { word } else { "" };
        text += &format!("{row},{},{},{}\n", cell(0, "Young"), cell(1, "Middle"), cell(2, "Old"));
    }
    let guessed = imported(&text);
    assert_eq!(shape(&guessed.package), ["age multiple 12 0/0/0: young=4 middle=4 old=4"]);
    assert_told(&guessed, "À VÉRIFIER, age (colonnes B à D) : lue comme un choix multiple, mais personne n'a coché deux options");
    let (_, questions) = guessed.package.files().into_iter().find(|(name, _)| *name == "questions.csv").unwrap();
    let book = ("questions.csv".to_owned(), questions.replace(",multiple,", ",unique,").into_bytes());
    let read = |text: &str| import::import(&[("f.csv".to_owned(), text.as_bytes().to_vec())], Some(&book), "essai", None).unwrap();
    assert_eq!(shape(&read(&text).package), ["age unique 12 0/0/0: young=4 middle=4 old=4"]);
    let two = read(&format!("{text}12,Young,,Old\n"));
    assert!(
        problems(&two)[0].starts_with("f.csv, ligne 15, colonne B « Age? », valeur « Young ; Old » : 2 options sont cochées, et age est un choix unique"),
        "{:#?}",
        two.problems
    );
}

/// One column of these cells beside a column of towns.
fn column(heading: &str, cells: &[&str]) -> Imported {
    let rows: Vec<String> = cells.iter().enumerate().map(|(row, cell)| format!("{};\"{cell}\"\n", ["Namur", "Dinant"][row % 2])).collect();
    imported(&format!("Ville;\"{heading}\"\n{}", rows.concat()))
}

#[test]
fn dates_in_words_and_with_a_mistake_among_them_are_dates() {
    let dates = ["12 mars 2020", "1er mai 2021", "03/04/2022", "2023-05-06", "07.08.2024", "09/10/24"];
    let found = column("Depuis quand ?", &dates);
    assert_eq!((problems(&found).len(), &*shape(&found.package)[1]), (0, "depuis_quand date 6 0/0/0"));
    let found = column("Depuis quand ?", &[&dates[..], &["31/02/2023"]].concat());
    assert!(
        problems(&found)[0].starts_with("f.csv, ligne 8, colonne B « Depuis quand ? », valeur « 31/02/2023 » : ce n'est pas une date"),
        "{:#?}",
        found.problems
    );
    let found = column("Depuis quand ?", &[&dates[..], &["ne sait plus"]].concat());
    assert_eq!(shape(&found.package)[1], "depuis_quand date 6 0/1/0");
    assert_told(&found, "À VÉRIFIER, depuis_quand (colonne B) : dates, avec des réponses qui n'en sont pas, tenues pour manquantes : « ne sait plus »");
}

#[test]
fn numbers_of_a_spreadsheet_that_were_dates_are_dates() {
    let found = column("Date de fondation", &["45000", "45001", "45002"]);
    assert_eq!(shape(&found.package)[1], "date_de_fondation date 3 0/0/0");
    assert_told(&found, "À VÉRIFIER, date_de_fondation (colonne B) : nombres pris pour les dates d'un tableur");
    assert!(found.package.files().iter().any(|(name, written)| *name == "reponses.csv" && written.contains("2023-03-15")));
    assert_eq!(shape(&column("Combien de membres ?", &["45000", "45001", "45002"]).package)[1], "combien_de_membres nombre 3 0/0/0");
}

#[test]
fn amounts_are_numbers_and_three_decimals_are_doubted() {
    let amounts = ["1\u{202F}385\u{A0}€", "12 €", "2\u{A0}500 €", "900 €", "1 200,50 €", "33 €", "75 €", "80 €", "81 €", "82 €", "83 €", "84 €", "85 €"];
    let found = column("Budget", &amounts);
    let tallies = tallied::json(&tallied::tallies(&found.package, None).unwrap());
    let number = &tallies["questions"][1]["number"];
    assert_eq!((number["min"].as_f64(), number["max"].as_f64()), (Some(12.0), Some(2_500.0)), "{tallies:#}");
    assert!(found.package.files().iter().any(|(name, written)| *name == "questions.csv" && written.contains("€")));
    let found = column("Budget", &["1.385", "12.400", "2.500", "9.900"]);
    assert_told(&found, "À VÉRIFIER, budget (colonne B) : « 1.385 » est lu comme un nombre à trois décimales");
}

#[test]
fn a_mark_for_no_answer_is_none_and_words_for_it_are_doubted() {
    let found = column("Membre ?", &["Oui", "-", "Non", "/", "Oui", "#DIV/0!", "N/A", "Sans objet", "Sans objet"]);
    assert_eq!(shape(&found.package)[1], "membre unique 5 1/3/0: oui=2 non=1 sans_objet=2");
    assert_told(&found, "À VÉRIFIER : « #DIV/0! » (1 cellule), « - » (1 cellule), « / » (1 cellule) : pris pour « sans réponse »");
    assert_told(&found, "À VÉRIFIER : « N/A » (1 cellule) : pris pour « question non posée »");
    assert_told(&found, "À VÉRIFIER, membre : « Sans objet » : comptée comme une réponse");
    let found = column("Avis", &["+", "-", "=", "+", "-", "+"]);
    assert_eq!(shape(&found.package)[1].split(' ').nth(2), Some("6"), "a minus beside a plus is an answer");
    assert_shape("A[x];A[y]\nx;-\n-;-\nx;x\n", &["a multiple 2 0/0/1: x=2 y=1"]);
}

#[test]
fn a_title_above_two_headings_is_none_of_them() {
    let text = "Enquête inventée;\nDate d'export : 12 mars 2024;\nVille;Avis\nNamur;bon\nDinant;bon\nNamur;moyen\n";
    assert_shape(text, &["ville unique 3 0/0/0: namur=2 dinant=1", "avis unique 3 0/0/0: bon=2 moyen=1"]);
}

#[test]
fn letters_that_were_read_wrong_are_told() {
    let found = problems(&imported("Ville;École\nNamur;trÃ¨s bien\n"));
    assert!(
        found.len() == 1 && found[0].starts_with("f.csv, ligne 2, valeur « trÃ¨s bien » : des lettres accentuées ont été mal relues (« Ã¨ »)"),
        "{found:#?}"
    );
}

#[test]
fn what_is_no_table_is_told_plainly() {
    let locked: Vec<u8> =
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 600], "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    for (bytes, expected) in [
        (locked, "f.xlsx : ce classeur est protégé par un mot de passe"),
        (b"PK\x03\x04garbage".repeat(30), "f.xlsx : ce classeur ne peut être lu (contenu endommagé ou incomplet)"),
        (b"%PDF-1.7\n\0".to_vec(), "f.xlsx : c'est un PDF"),
        (b"a;b\n1;\0\n".to_vec(), "f.xlsx, ligne 2 : ce n'est pas un fichier de texte"),
    ] {
        let found = import::import(&[("f.xlsx".to_owned(), bytes)], None, "essai", None).unwrap_err();
        assert!(found[0].to_string().starts_with(expected), "{found:#?}");
    }
}

#[test]
fn rows_that_may_be_no_respondent_are_told_and_counted() {
    let told = |text: &str, words: &str| {
        let imported = imported(text);
        assert_eq!(imported.problems, []);
        assert_told(&imported, words);
        respondents(&imported)
    };
    let rows = "Respondent ID,Ville,Avis\n7,Namur,bon\n8,Dinant,bon\n9,Namur,moyen\n10,Namur,bon\n11,Dinant,bon\n";
    assert_eq!(told(&format!("{rows}8,Dinant,bon\n"), "À VÉRIFIER, ligne 7 : répète un répondant d'une ligne plus haut (colonne A « Respondent ID »)"), 6);
    let dated =
        "Horodateur,Ville,Avis\n2024/01/01 10:00:01,Namur,bon\n2024/01/01 10:00:02,Dinant,bon\n2024/01/01 10:00:03,Namur,bon\n2024/01/01 10:00:04,Ciney,bon\n";
    assert_eq!(told(&format!("{dated}2024/01/01 10:00:02,Dinant,bon\n"), "À VÉRIFIER, ligne 6 : répète un répondant"), 5);
    let other = imported(&format!("{dated}2024/01/01 10:00:02,Dinant,mauvais\n"));
    assert!(!other.notes.iter().any(|note| note.contains("répète")), "a moment alone is met twice by chance");
    assert_eq!(told(&format!("{rows}12,Namur,test\n"), "À VÉRIFIER, ligne 7, colonne C « Avis » : « test »"), 6);
    assert_eq!(told(&rows.replace("9,Namur,moyen\n", ",,\n"), "À VÉRIFIER, ligne 4 : vide, comptée parmi les répondants"), 5);
    let lime = "id,submitdate,startlanguage,lastpage,Q1\n1,2024-01-01,fr,1,Y\n2,,fr,1,N\n3,2024-01-02,fr,1,Y\n";
    assert_eq!(told(lime, "À VÉRIFIER, ligne 3 : réponses non terminées (colonne B « submitdate » vide)"), 3);
    assert_eq!(told("Ville,Avis\n", "À VÉRIFIER : aucune réponse sous les en-têtes"), 0);
}

#[test]
fn an_answer_met_once_in_a_form_that_mixes_other_words_with_options_is_doubted() {
    let rows: String =
        (0..30).map(|row| format!("2024/01/01 10:00:{row:02},{}\n", if row == 7 { "un hameau" } else { ["Namur", "Dinant"][row % 2] })).collect();
    let imported = imported(&format!("Horodateur,Ville\n{rows}"));
    assert_told(&imported, "À VÉRIFIER, ville : « un hameau » : une seule réponse chacune");
}

#[test]
fn an_address_among_options_is_never_one() {
    let found = column("Tenu au courant ?", &["Non", "Oui : ann@exemple.be", "Non", "Non", "Oui, 0470/12.34.56", "Non"]);
    assert_eq!(shape(&found.package)[1], "tenu_au_courant unique 6 0/0/0: non=4 autre=2");
    assert_told(&found, "À VÉRIFIER, tenu_au_courant (colonne B) : des réponses contiennent une adresse électronique ou un téléphone");
    let Level::Responses(survey) = &found.package.level else { panic!() };
    let own = survey.questions.iter().find(|question| question.code == "tenu_au_courant_autre").unwrap();
    assert!(!own.public);
    assert!(found.package.files().iter().all(|(name, written)| *name == "reponses.csv" || !written.contains("exemple.be")));
}

#[test]
fn codes_written_with_digits_are_no_quantities() {
    let codes: Vec<String> = (0..30).map(|row| (5_000 + row % 15 * 10).to_string()).collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    assert!(shape(&column("Votre code postal ?", &codes).package)[1].starts_with("votre_code_postal unique 30 0/0/0: 5000=2 5010=2 "));
    assert_eq!(shape(&column("Combien de livres ?", &codes).package)[1], "combien_de_livres nombre 30 0/0/0");
}

#[test]
fn strokes_between_spaces_part_options_and_others_do_not() {
    let found = column("Services", &["Aide / Cours", "Aide", "Cours", "Cours / Emploi", "Emploi", "Aide / Emploi"]);
    assert_eq!(shape(&found.package)[1], "services multiple 6 0/0/0: aide=3 cours=3 emploi=3");
    let found = column("Qui ?", &["Parent et/ou tuteur", "Parent", "Parent et/ou tuteur", "Tuteur", "Parent", "Tuteur"]);
    assert!(shape(&found.package)[1].starts_with("qui unique 6"), "{:?}", shape(&found.package));
}

#[test]
fn yes_and_no_taken_for_boxes_are_to_be_verified() {
    let found = imported("A [x];A [y]\nOui;Non\nNon;Non\nOui;Oui\n");
    assert_eq!(shape(&found.package), ["a multiple 2 0/0/1: x=2 y=1"]);
    assert_told(&found, "À VÉRIFIER, colonnes A à B : oui et non sont pris pour « coché » et « non coché »");
}

#[test]
fn a_ranking_of_kobo_in_one_cell_is_one() {
    let rows: String =
        ["a b c", "b a c", "c a b", "a c b", "b c a"].iter().enumerate().map(|(row, cell)| format!("2024-01-01T10:00:00,{cell},{row},u{row}\n")).collect();
    let found = imported(&format!("start,prio,_id,_uuid\n{rows}"));
    assert_eq!(
        shape(&found.package),
        ["prio_a rang 5 0/0/0: 1=2 2=2 3=1", "prio_b rang 5 0/0/0: 1=2 2=1 3=2", "prio_c rang 5 0/0/0: 1=1 2=2 3=2"],
        "{:#?}",
        found.notes
    );
}

#[test]
fn what_is_not_read_of_counts_and_findings_is_told() {
    assert_told(&imported("question;option;effectif;répondants;remarque\nA ?;Oui;9;22;vu\nA ?;Non;13;22;\n"), "À VÉRIFIER, colonne E « remarque » : non lue");
    assert_told(&imported("id;rubrique;constat;source;auteur\nf1;x;La plupart;;moi\n"), "À VÉRIFIER, colonne E « auteur » : non lue");
}

#[test]
fn ranges_that_a_spreadsheet_made_dates_of_are_doubted() {
    let found = column("Combien ?", &["05-oct", "20-50", "oct-20", "20-50", "05-oct", "oct-20"]);
    assert_told(&found, "À VÉRIFIER, combien : « 05-oct », « oct-20 » ; un tableur fait des dates d'intervalles");
}

#[test]
fn few_answers_that_share_a_piece_are_lists() {
    assert_shape(
        "Horodateur,Services\n2024/01/01 10:00:00,Cours;Aide\n2024/01/02 10:00:00,Aide;Emploi\n",
        &["services multiple 2 0/0/0: aide=2 cours=1 emploi=1"],
    );
}

#[test]
fn a_rank_given_twice_in_a_row_is_told() {
    let rows: String = (0..12).map(|row| format!("{row},{}\n", if row == 7 { "1,1,2" } else { ["1,2,3", "3,1,2", "2,3,1"][row % 3] })).collect();
    let found = imported(&format!("Respondent ID,Classez,,\n,Logement,Emploi,Langue\n{rows}"));
    assert_told(&found, "À VÉRIFIER, ligne 10, colonnes B à D : un rang y est donné deux fois");
    assert!(shape(&found.package)[0].starts_with("classez_logement rang 12 0/0/0"));
}

#[test]
fn what_the_system_and_readers_say_is_told_in_french() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("spoilt-words");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("cassé")).unwrap();
    std::fs::write(folder.join("cassé/datapackage.json"), "{\n \"a\": }").unwrap();
    std::fs::write(folder.join("f.csv"), "Ville;Avis\nNamur;bon\n").unwrap();
    std::fs::write(folder.join("f.lss"), "<?xml version=\"1.0\"?>\n<document><rows></document>").unwrap();
    for (words, expected) in [
        (&["tally", "nul"][..], "nul/datapackage.json : n'existe pas ; vérifiez le chemin et le nom"),
        (&["tally", "cassé"], "ce n'est pas du JSON : sa forme se rompt à la ligne 2, caractère 7"),
        (&["import", "nul.csv", "--id", "x", "--out", "o"], "nul.csv : n'existe pas ; vérifiez le chemin et le nom"),
        (&["import", ".", "--id", "x", "--out", "o"], ". : est un dossier ; donnez un fichier"),
        (&["import", "f.csv", "--id", "x", "--out", "f.csv/o"], "f.csv/o : ne peut être écrit : son dossier n'existe pas"),
        (&["import", "f.csv", "f.lss", "--id", "x", "--out", "o"], "f.lss : ce questionnaire ne peut être lu (sa forme se rompt à la ligne 2, caractère"),
    ] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_survey")).args(words).current_dir(&folder).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && told.contains(expected), "{words:?}: {told}");
        assert!(!told.contains("os error") && !told.contains(" expected"), "{told}");
    }
}

#[test]
fn help_is_asked_for_anywhere_and_is_no_failure() {
    for words in [&["--help"][..], &["import", "f.csv", "--help"], &["tally", "-h"]] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_survey")).args(words).output().unwrap();
        assert!(output.status.success() && String::from_utf8(output.stdout).unwrap().starts_with("survey import FICHIER…"), "{words:?}");
    }
}
