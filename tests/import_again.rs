//! A survey imported again into its folder: what its editor wrote is kept, what the file determines is renewed, and nothing goes in silence.

use passerelle::import::{
    self, File,
    again::{self, Before},
    package::{self, Level},
    tallied,
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// An invented survey of six associations.
const FIRST: &str = "\
Taille,Avis sur le pont,Services,Souhait
Petite,Pour,Aide;Cours,Un banc
Petite,Pour,Aide,Une lampe devant la porte
Grande,Contre,Cours,Un toit
Grande,Pour,Aide;Cours,Des fleurs le long de la rive
Petite,Contre,Cours,Rien du tout merci
Grande,Pour,Aide,Un second pont plus large
";

/// One more respondent, who gives an answer that nobody gave, and one more question, between the others.
const SECOND: &str = "\
Taille,Venez-vous à vélo ?,Avis sur le pont,Services,Souhait
Petite,Oui,Pour,Aide;Cours,Un banc
Petite,Non,Pour,Aide,Une lampe devant la porte
Grande,Oui,Contre,Cours,Un toit
Grande,Oui,Pour,Aide;Cours,Des fleurs le long de la rive
Petite,Non,Contre,Cours,Rien du tout merci
Grande,Oui,Pour,Aide,Un second pont plus large
Moyenne,Non,Pour,Cours,Une horloge
";

struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("again-{name}"));
        _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn out(&self) -> PathBuf {
        self.0.join("out")
    }

    /// Whether the import succeeded, and all that it said.
    fn import(&self, answers: &str, words: &[&str]) -> (bool, String) {
        let file = self.0.join("f.csv");
        fs::write(&file, answers).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_survey"));
        let output = command.arg("import").arg(&file).args(["--id", "essai", "--out"]).arg(self.out()).args(words).output().unwrap();
        (output.status.success(), [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat())
    }

    fn imported(&self, answers: &str, words: &[&str]) -> String {
        let (done, told) = self.import(answers, words);
        assert!(done, "{told}");
        told
    }

    fn refused(&self, answers: &str, words: &[&str]) -> String {
        let before = self.all();
        let (done, told) = self.import(answers, words);
        assert!(!done && told.contains("Rien n'a été écrit"), "{told}");
        assert_eq!(self.all(), before, "a refused import changes nothing");
        told
    }

    fn all(&self) -> Vec<(String, String)> {
        let names = fs::read_dir(self.out()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut all: Vec<(String, String)> = names.map(|name| (name.clone(), fs::read_to_string(self.out().join(name)).unwrap())).collect();
        all.sort();
        all
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.out().join(name)).unwrap()
    }

    fn description(&self) -> Value {
        serde_json::from_str(&self.read("datapackage.json")).unwrap()
    }

    fn describe(&self, edit: impl FnOnce(&mut Value)) {
        let mut description = self.description();
        edit(&mut description);
        fs::write(self.out().join("datapackage.json"), serde_json::to_string(&description).unwrap()).unwrap();
    }

    fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(from).count(), 1, "« {from} » in {text}");
        fs::write(self.out().join(name), text.replace(from, to)).unwrap();
    }

    fn line(&self, code: &str) -> String {
        let text = self.read("questions.csv");
        text.lines().find(|line| line.starts_with(&format!("{code},"))).unwrap_or_else(|| panic!("{code}: {text}")).to_owned()
    }
}

fn says(told: &str, all: &[&str]) {
    for words in all {
        assert!(told.contains(words), "« {words} » in:\n{told}");
    }
}

/// What an editor writes by hand after the first import.
fn written_by_hand(ours: &mut Value) {
    ours["introduction"] = json!(["Une enquête imaginaire."]);
    ours["recit"] = json!([{ "texte": "Les petites.", "question": "avis_sur_le_pont", "garder": { "taille": ["petite"] } }]);
    ours["date"] = json!("mars 2026");
    ours["mode"] = json!("au marché");
    ours["sollicites"] = json!(30);
    ours["suites"] = json!({ "services": [{ "titre": "Le pont", "href": "/pont/" }] });
    ours["jamais_vu"] = json!({ "garder": [1, 2.5, "trois"] });
}

#[test]
fn what_an_editor_wrote_by_hand_outlives_one_more_respondent_and_one_more_question() {
    let desk = Desk::new("by-hand");
    desk.imported(FIRST, &[]);
    let mut expected = Value::Null;
    desk.describe(|description| {
        description["title"] = json!("Les associations des rives");
        description["description"] = json!("Une enquête inventée.");
        description["licenses"] = json!([{ "name": "CC0-1.0", "title": "CC0 1.0" }]);
        description["sources"] = json!([{ "title": "Enquête imaginaire", "path": "/exemple/" }]);
        description["resources"][0]["description"] = json!("Relu par le conseil.");
        description["resources"][1]["schema"]["fields"][1]["rdfType"] = json!("https://exemple.be/taille");
        written_by_hand(&mut description["passerelle"]);
        expected = description.clone();
    });
    desk.replace("questions.csv", "petite=Petite", "petite=Petite (moins de 10)");
    desk.replace("questions.csv", "avis_sur_le_pont,Avis sur le pont,", "avis_sur_le_pont,Que pensez-vous du pont ?,");
    desk.replace("questions.csv", "services,Services,", "services,Services demandés,");
    let questions = desk
        .read("questions.csv")
        .lines()
        .enumerate()
        .map(|(place, line)| format!("{line},{}\n", if place == 0 { "note" } else { "à relire" }))
        .collect::<String>();
    fs::write(desk.out().join("questions.csv"), questions.replacen("public,non,B,", "public,oui,B,", 1)).unwrap();

    let told = desk.imported(SECOND, &[]);
    let found = desk.description();
    for name in ["title", "description", "licenses", "sources"] {
        assert_eq!(found[name], expected[name], "{name}\n{told}");
    }
    for name in ["introduction", "recit", "date", "mode", "sollicites", "suites", "jamais_vu"] {
        assert_eq!(found["passerelle"][name], expected["passerelle"][name], "{name}\n{told}");
    }
    assert_eq!(found["resources"][0]["description"], "Relu par le conseil.");
    assert_eq!((&found["passerelle"]["repondants"], &found["passerelle"]["publication"]), (&json!(7), &json!("protected")));
    let fields = found["resources"][1]["schema"]["fields"].as_array().unwrap();
    assert_eq!(
        fields.iter().map(|field| field["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["repondant", "taille", "venez_vous_a_velo", "avis_sur_le_pont", "services", "souhait"]
    );
    assert_eq!((&fields[1]["rdfType"], &fields[3]["title"]), (&json!("https://exemple.be/taille"), &json!("Que pensez-vous du pont ?")));
    // Codebook: labels and texts corrected, notes, and what protects; columns are those of the new file.
    assert!(desk.line("taille").contains("petite=Petite (moins de 10)") && desk.line("taille").contains("moyenne=Moyenne"), "{}", desk.line("taille"));
    let opinion = desk.line("avis_sur_le_pont");
    assert!(opinion.contains("Que pensez-vous du pont ?") && opinion.ends_with("public,oui,C,à relire"), "{opinion}");
    assert!(desk.line("services").contains("Services demandés"));
    let rows = desk.read("reponses.csv");
    assert_eq!((rows.lines().count(), rows.lines().nth(7)), (8, Some("7,moyenne,non,pour,cours,Une horloge")));
    says(
        &told,
        &[
            "gardé : title, « Les associations des rives »",
            "gardé : passerelle.recit (1)",
            "gardé : passerelle.jamais_vu (garder)",
            "gardé : questions.csv, « taille », libellé « Petite (moins de 10) »",
            "gardé : questions.csv, « avis_sur_le_pont », texte : « Que pensez-vous du pont ? »",
            "mis à jour : questions.csv, « taille », option ajoutée : « Moyenne »",
            "mis à jour : passerelle.repondants, 6 → 7",
            "mis à jour : reponses.csv, 6 → 7 répondants",
            "nouveau : question « venez_vous_a_velo »",
        ],
    );
    assert!(package::read(&desk.out()).is_ok());
    // A third import of the same file changes nothing more.
    let second = desk.all();
    desk.imported(SECOND, &[]);
    assert_eq!(desk.all(), second);
}

#[test]
fn a_kind_that_an_editor_corrected_reads_the_new_rows_too() {
    let desk = Desk::new("kind");
    desk.imported("Accueil,Ville\n1,Namur\n2,Dinant\n3,Namur\n1,Namur\n2,Dinant\n3,Namur\n", &[]);
    desk.replace("questions.csv", "accueil,Accueil,echelle,,1=1|2=2|3=3,oui", "accueil,Accueil de 0 à 20,nombre,,,non");
    // The folder's own codebook, given by name, says the same.
    let own = desk.out().join("questions.csv");
    for words in [&[][..], &["--codebook", own.to_str().unwrap()]] {
        desk.imported("Ville,Accueil\nNamur,1\nDinant,2\nNamur,3\nCiney,17\n", words);
        assert!(desk.line("accueil").starts_with("accueil,Accueil de 0 à 20,nombre,"), "{}", desk.line("accueil"));
        assert_eq!(desk.read("reponses.csv").lines().last(), Some("4,ciney,17"));
    }
}

#[test]
fn an_option_that_an_editor_said_to_be_no_answer_stays_none() {
    let desk = Desk::new("missing");
    let answers = "Membre ?,Ville\nOui,Namur\nNon,Dinant\nSans objet,Namur\nOui,Ciney\n";
    desk.imported(answers, &[]);
    let line = desk.line("membre");
    let moved = line.replace("|sans_objet=Sans objet", "").replace(",non,,,,,,,public", ",non,,,SO=Sans objet,,,,public");
    assert!(line.contains("oui=Oui|non=Non|sans_objet=Sans objet") && moved.contains("SO="), "{line}");
    desk.replace("questions.csv", &line, &moved);
    for _ in 0..2 {
        desk.imported(answers, &[]);
        assert!(desk.line("membre").contains(",oui=Oui|non=Non,non,,,SO=Sans objet,"), "{}", desk.line("membre"));
        assert_eq!(desk.read("reponses.csv").lines().nth(3), Some("3,SO,namur"));
    }
}

#[test]
fn a_column_that_an_editor_left_out_stays_out() {
    let desk = Desk::new("left-out");
    desk.imported(FIRST, &[]);
    for (code, columns) in [("taille", "A"), ("services", "\"C ;\"")] {
        let line = desk.line(code);
        let kind = if code == "taille" { "echelle" } else { "multiple" };
        assert!(line.ends_with(columns), "{line}");
        desk.replace("questions.csv", &line, &line.replace(&format!(",{kind},"), ",ignorer,"));
    }
    let told = desk.imported(SECOND, &[]);
    assert_eq!(desk.read("reponses.csv").lines().next(), Some("repondant,venez_vous_a_velo,avis_sur_le_pont,souhait"), "{told}");
    assert!(desk.line("taille").contains(",ignorer,"), "{}", desk.read("questions.csv"));
    desk.imported(SECOND, &[]);
    assert!(!desk.read("reponses.csv").contains("petite"));
}

/// With the questionnaire: own words of « other », which have no line of columns, keep what an editor said of them.
#[test]
fn what_was_corrected_beside_a_questionnaire_is_kept() {
    let desk = Desk::new("questionnaire");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/surveys/made_up");
    let import = || {
        let files = ["limesurvey_codes.csv", "questionnaire.lss"].map(|name| fixtures.join(name));
        let output = Command::new(env!("CARGO_BIN_EXE_survey")).arg("import").args(files).args(["--id", "essai", "--out"]).arg(desk.out()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    import();
    let first = desk.all();
    import();
    assert_eq!(desk.all(), first, "nothing was corrected, nothing changes");
    desk.replace(
        "questions.csv",
        "\nq1_autre,\"Où habitez-vous ? (autre, en toutes lettres)\",texte,,,non,,,,,,,interne,",
        "\nq1_autre,Ailleurs,texte,,,non,,,,,,,public,",
    );
    desk.replace("questions.csv", "a1=Namur|a2=Dinant|autre=Autre", "a2=Dinant|a1=Namur-ville|autre=Autre lieu");
    import();
    assert!(desk.line("q1_autre").starts_with("q1_autre,Ailleurs,texte,,,non,,,,,,,public,"), "{}", desk.line("q1_autre"));
    assert!(desk.line("q1").contains("a2=Dinant|a1=Namur-ville|autre=Autre lieu"), "{}", desk.line("q1"));
    let rows = |all: &[(String, String)]| all.iter().find(|(name, _)| name == "reponses.csv").unwrap().1.clone();
    assert_eq!(rows(&desk.all()), rows(&first));
}

/// An editor's codebook made one question of two columns: the columns moved, and it is still one.
#[test]
fn a_question_that_a_codebook_made_of_several_columns_stays_whole() {
    let desk = Desk::new("whole");
    let book = "code,texte,type,options,colonnes\nfruits,Quels fruits ?,multiple,pomme=Pomme|poire=Poire,A=pomme|B=poire\nville,Où ?,unique,namur=Namur|dinant=Dinant,C\n";
    fs::write(desk.0.join("codebook.csv"), book).unwrap();
    desk.imported("Pomme,Poire,Ville\n1,0,Namur\n0,1,Dinant\n1,1,Namur\n", &["--codebook", desk.0.join("codebook.csv").to_str().unwrap()]);
    let told = desk.imported("Ville,Pomme,Poire\nNamur,1,0\nDinant,0,1\nNamur,1,1\nDinant,0,1\n", &[]);
    says(&told, &["gardé : questions.csv, question « fruits », comme le codebook l'a faite"]);
    assert!(desk.line("fruits").contains("B=pomme|C=poire"), "{}", desk.line("fruits"));
    assert_eq!(
        desk.read("reponses.csv").lines().collect::<Vec<_>>(),
        ["repondant,ville,fruits", "1,namur,pomme", "2,dinant,poire", "3,namur,\"pomme;poire\"", "4,dinant,poire"]
    );
}

#[test]
fn an_option_that_the_story_names_and_nobody_chooses_any_more_stops_the_import() {
    let desk = Desk::new("story");
    desk.imported(FIRST, &[]);
    desk.describe(|description| written_by_hand(&mut description["passerelle"]));
    let answers = FIRST.replace("Petite", "Moyenne");
    let told = desk.refused(&answers, &[]);
    says(&told, &["passerelle.recit[0].garder", "l'option « petite » de « taille » n'est plus dans le fichier", "retiré : questions.csv, « taille »"]);
    // Accepted, the sentence stays as it is.
    desk.imported(&answers, &["--accept-losses"]);
    assert_eq!(desk.description()["passerelle"]["recit"][0]["garder"]["taille"][0], "petite");
}

#[test]
fn a_question_that_the_file_has_no_more_stops_the_import() {
    let desk = Desk::new("gone");
    desk.imported(FIRST, &[]);
    let without: String = FIRST.lines().map(|line| line.split_once(',').unwrap().1.to_owned() + "\n").collect();
    says(&desk.refused(&without, &[]), &["le fichier n'a plus la question « taille » (Taille)", "--accept-losses"]);
    desk.imported(&without, &["--accept-losses"]);
    assert!(!desk.read("questions.csv").contains("taille"));
}

#[test]
fn answers_corrected_by_hand_are_not_lost_in_silence() {
    let desk = Desk::new("corrected");
    desk.imported(FIRST, &[]);
    desk.replace("reponses.csv", "5,petite,contre", "5,petite,pour");
    says(&desk.refused(SECOND, &[]), &["reponses.csv : ce fichier a été modifié à la main", "--accept-losses"]);
    desk.imported(SECOND, &["--accept-losses"]);
    desk.imported(SECOND, &[]);
}

#[test]
fn protection_is_never_weakened_by_an_import() {
    let desk = Desk::new("protection");
    desk.imported(FIRST, &[]);
    for (code, column) in [("taille", "A"), ("avis_sur_le_pont", "B")] {
        let line = desk.line(code);
        let strict = if code == "taille" { format!("interne,non,{column}") } else { format!("public,oui,{column}") };
        desk.replace("questions.csv", &line, &line.replace(&format!("public,non,{column}"), &strict));
    }
    // Without its record too, and with a codebook that says otherwise.
    let open = "code,texte,type,options,publication,sensible\ntaille,Taille,unique,petite=Petite|moyenne=Moyenne|grande=Grande,public,non\n";
    fs::write(desk.0.join("codebook.csv"), open).unwrap();
    let book = desk.0.join("codebook.csv");
    for words in [&[][..], &["--codebook", book.to_str().unwrap()], &[]] {
        desk.imported(SECOND, words);
        assert!(
            desk.line("taille").ends_with("interne,non,A") && desk.line("avis_sur_le_pont").ends_with("public,oui,C"),
            "{words:?}\n{}",
            desk.read("questions.csv")
        );
        _ = fs::remove_file(desk.out().join("import.json"));
    }
}

#[test]
fn an_agreement_given_for_other_questions_does_not_cover_a_new_one() {
    let desk = Desk::new("agreement");
    desk.imported(FIRST, &["--publication", "open", "--consent", "le conseil", "--consent-date", "2026-01-05"]);
    // The respondent who came later is as several others are.
    let second = SECOND.replace("Moyenne,Non,Pour,Cours", "Petite,Non,Pour,Cours");
    let told = desk.imported(&second, &[]);
    says(&told, &["nouveau : question « venez_vous_a_velo » (Venez-vous à vélo ?) ; l'accord des répondants ne la couvre pas : elle reste interne"]);
    let line = desk.line("venez_vous_a_velo");
    assert!(line.contains("interne,non,B"), "{line}");
    let ours = &desk.description()["passerelle"];
    assert_eq!((&ours["publication"], &ours["accords"]["reponses"]["par"]), (&json!("open"), &json!("le conseil")));
    assert_eq!(ours["accords"]["reponses"]["questions"], json!(["taille", "avis_sur_le_pont", "services"]));
    // Asked again, and agreed again: what was agreed for texts stays.
    desk.describe(|description| description["passerelle"]["accords"]["textes"] = json!({ "par": "le conseil", "le": "2026-01-06" }));
    desk.imported(&second, &["--publication", "open", "--consent", "l'assemblée", "--consent-date", "2026-02-01"]);
    let accords = &desk.description()["passerelle"]["accords"];
    assert_eq!((&accords["reponses"]["par"], &accords["textes"]["le"]), (&json!("l'assemblée"), &json!("2026-01-06")));
    // Protected when asked for.
    desk.imported(&second, &["--publication", "protected"]);
    assert_eq!(desk.description()["passerelle"]["publication"], "protected");
}

#[test]
fn an_agreement_does_not_cover_more_respondents_than_it_was_given_for() {
    let desk = Desk::new("agreement-grown");
    let told = desk.imported(FIRST, &["--publication", "open", "--consent", "le conseil", "--consent-date", "2026-01-05"]);
    says(&told, &["2 répondants sur 6 sont seuls à avoir donné leurs réponses : « Taille » + « Avis sur le pont » : 2"]);
    let told = desk.refused(SECOND, &[]);
    says(&told, &["l'accord a été donné pour 2 répondant(s) reconnaissable(s) ; il y en a 3 : ", "--publication protected"]);
    desk.imported(SECOND, &["--publication", "open", "--consent", "le conseil", "--consent-date", "2026-03-05"]);
    let agreement = &desk.description()["passerelle"]["accords"]["reponses"];
    assert_eq!(
        (&agreement["reconnus"]["seuls"], &agreement["questions"]),
        (&json!(5), &json!(["taille", "venez_vous_a_velo", "avis_sur_le_pont", "services"]))
    );
}

/// Of each answer at least five were given; together they are one respondent's.
#[test]
fn rows_in_which_two_answers_recognise_somebody_are_not_open_without_agreement() {
    let desk = Desk::new("combined");
    let rows = [
        "Namur,Petite",
        "Namur,Petite",
        "Namur,Petite",
        "Namur,Petite",
        "Namur,Grande",
        "Dinant,Grande",
        "Dinant,Grande",
        "Dinant,Grande",
        "Dinant,Grande",
        "Dinant,Petite",
    ];
    let answers = format!("Commune,Taille\n{}\n", rows.join("\n"));
    let (done, told) = desk.import(&answers, &["--publication", "open"]);
    assert!(!done && !desk.out().exists(), "{told}");
    says(
        &told,
        &["reponses.csv : 2 répondants sur 10 sont seuls à avoir donné leurs réponses : « Commune » + « Taille » : 2", "--publication protected", "--consent"],
    );
    // Recorded by hand afterwards.
    desk.imported(&answers, &[]);
    let agree = |words: &[&str]| Command::new(env!("CARGO_BIN_EXE_survey")).arg("agree").arg(desk.out()).args(words).output().unwrap();
    assert!(!agree(&[]).status.success());
    let done = agree(&["--consent", "le conseil", "--consent-date", "2026-01-05"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    says(&String::from_utf8(done.stdout).unwrap(), &["2 répondants sur 10 sont seuls"]);
    let ours = &desk.description()["passerelle"];
    assert_eq!(
        (&ours["publication"], &ours["accords"]["reponses"]["reconnus"]["combinaisons"]),
        (&json!("open"), &json!([{ "questions": ["commune", "taille"], "seuls": 2 }]))
    );
}

#[test]
fn another_survey_or_another_kind_of_survey_is_not_written_over() {
    let desk = Desk::new("other");
    desk.imported(FIRST, &[]);
    says(&desk.refused("question,option,effectif,repondants\nq,a,1,2\nq,b,1,2\n", &[]), &["niveau « reponses »", "« resultats »"]);
    says(&desk.refused(FIRST, &["--id", "autre"]), &["ce dossier est celui du sondage « essai »"]);
    // A description that cannot be read is mended first.
    fs::write(desk.out().join("datapackage.json"), "{ \"name\": ").unwrap();
    says(&desk.refused(FIRST, &[]), &["datapackage.json, ligne 1", "il serait perdu"]);
}

#[test]
fn counts_keep_their_labels_order_and_source_when_they_are_imported_again() {
    let desk = Desk::new("counts");
    desk.imported("question,option,effectif,repondants,source\nMoyen,pied,25,38,Rapport\nMoyen,velo,13,38,Rapport\n", &[]);
    desk.describe(|description| description["passerelle"]["repondants"] = json!(40));
    let line = desk.line("moyen");
    desk.replace(
        "questions.csv",
        &line,
        &line.replace("pied=pied|velo=velo", "velo=À vélo|pied=À pied").replace("moyen,Moyen,", "moyen,Comment venez-vous ?,"),
    );
    let told =
        desk.imported("question,option,effectif,repondants,source\nMoyen,pied,26,44,Rapport\nMoyen,velo,13,44,Rapport\nMoyen,barque,5,44,Rapport\n", &[]);
    let line = desk.line("moyen");
    assert!(line.starts_with("moyen,Comment venez-vous ?,") && line.contains("velo=À vélo|barque=barque|pied=À pied"), "{line}\n{told}");
    assert_eq!(
        desk.read("resultats.csv").lines().skip(1).collect::<Vec<_>>(),
        ["moyen,velo,13,44,Rapport", "moyen,barque,5,44,Rapport", "moyen,pied,26,44,Rapport"]
    );
    assert_eq!(desk.description()["passerelle"]["repondants"], 40);
}

#[test]
fn a_folder_made_before_there_was_a_record_keeps_all_that_stands_there() {
    let desk = Desk::new("no-record");
    desk.imported(FIRST, &[]);
    fs::remove_file(desk.out().join("import.json")).unwrap();
    desk.describe(|description| description["title"] = json!("Un titre"));
    desk.replace("questions.csv", "grande=Grande", "grande=Grande (20 et plus)");
    desk.imported(SECOND, &[]);
    assert_eq!(desk.description()["title"], "Un titre");
    assert!(desk.line("taille").contains("grande=Grande (20 et plus)"));
}

/// Counts by question and option.
fn counts(package: &package::Package) -> Vec<String> {
    let line = |(question, tally): &(passerelle::survey::question::Question, passerelle::survey::tally::Tally)| {
        let options = tally.options.iter().map(|option| option.count);
        format!("{} {:?} {} {:?} {:?}", question.code, question.kind, tally.base, tally.missing, options.collect::<Vec<_>>())
    };
    tallied::tallies(package, None).unwrap().iter().map(line).collect()
}

#[test]
fn every_fixture_counts_the_same_when_every_text_and_label_was_corrected_by_hand() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/surveys/made_up");
    let mut compared = 0;
    for name in fs::read_dir(&fixtures).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        if name.contains("codebook") || name.contains("constats") || name.ends_with(".lss") {
            continue;
        }
        let files: [File; 1] = [(name.clone(), fs::read(fixtures.join(&name)).unwrap())];
        let out = Desk::new(&format!("fixture-{}", name.replace('.', "-"))).0;
        let Ok(first) = import::import(&files, None, "essai", None) else { continue };
        package::write_files(&out, &again::first(&first, None, false)).unwrap();
        // Corrected by hand: each text, each label.
        let mut corrected = package::read(&out).unwrap();
        corrected.columns.clone_from(&first.package.columns);
        corrected.ignored.clone_from(&first.package.ignored);
        let correct = |question: &mut passerelle::survey::question::Question| {
            question.text.push_str(" (corrigé)");
            question.options.iter_mut().for_each(|option| option.label = format!("Libellé corrigé : {}", option.label));
        };
        match &mut corrected.level {
            Level::Responses(survey) => survey.questions.iter_mut().for_each(correct),
            Level::Aggregates(counted) => counted.iter_mut().for_each(|counted| correct(&mut counted.question)),
            Level::Words(_) => continue,
        }
        let (_, questions) = corrected.files().into_iter().find(|(name, _)| *name == package::QUESTIONS).unwrap();
        fs::write(out.join(package::QUESTIONS), &questions).unwrap();
        let before = Before::read(&out).unwrap().unwrap();
        let again = again::import(&files, None, "essai", None, None, &before).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
        assert_eq!(again.imported.problems, first.problems, "{name}\n{}", again.told.join("\n"));
        assert_eq!(counts(&again.imported.package), counts(&first.package), "{name}\n{}", again.told.join("\n"));
        package::write_files(&out, &again.files()).unwrap();
        assert_eq!(fs::read_to_string(out.join(package::QUESTIONS)).unwrap(), questions, "{name}");
        compared += 1;
    }
    assert!(compared >= 10, "{compared}");
}

#[test]
fn when_a_file_cannot_be_put_in_its_place_those_before_it_are_put_back() {
    let folder = Desk::new("half-way").0;
    fs::write(folder.join("questions.csv"), "avant").unwrap();
    fs::create_dir_all(folder.join("reponses.csv/occupé")).unwrap();
    let files = [("questions.csv", "après".to_owned()), ("reponses.csv", "après".to_owned()), ("datapackage.json", "après".to_owned())];
    assert!(package::write_files(&folder, &files).is_err());
    assert_eq!(fs::read_to_string(folder.join("questions.csv")).unwrap(), "avant");
    let mut left: Vec<String> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["questions.csv", "reponses.csv"]);
}
