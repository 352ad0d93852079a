//! The checker on the files of surveys: each fault, seeded alone in a good survey, is told on its line and nothing else is.

use passerelle::{check::check, model::date::Date};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A folder of content with the three good surveys and the map whose communes they name.
fn content(name: &str) -> PathBuf {
    let content = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join("content");
    _ = fs::remove_dir_all(&content);
    copy(&repository("tests/fixtures/survey_faults"), &content.join("surveys"));
    copy(&repository("tests/site/content/figures"), &content.join("figures"));
    content
}

fn told(content: &Path) -> Vec<String> {
    let report = check(content, Date::parse("2026-11-23").unwrap());
    report.problems.iter().filter(|problem| problem.place.starts_with("surveys/")).map(ToString::to_string).collect()
}

#[test]
fn good_surveys_have_no_fault() {
    assert_eq!(told(&content("good_surveys")), Vec::<String>::new());
    for site in ["public/content", "tests/site/content"] {
        assert_eq!(told(&repository(site)), Vec::<String>::new(), "{site}");
    }
}

#[test]
fn each_seeded_fault_is_told_on_its_line_and_nothing_else_is() {
    let content = content("seeded_faults");
    let mut wrong = Vec::new();
    for Seed { file, from, to, expected } in SEEDS {
        let path = content.join("surveys").join(file);
        let good = fs::read_to_string(&path).unwrap();
        assert_eq!(good.matches(from).count(), 1, "« {from} » in {file}");
        fs::write(&path, good.replace(from, to)).unwrap();
        let lines = told(&content);
        fs::write(&path, good).unwrap();
        if lines != [*expected] {
            wrong.push(format!("« {from} » made « {to} » in {file}: {lines:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(SEEDS.len() >= 20);
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let content = content("absent_file");
    fs::remove_file(content.join("surveys/comptes/resultats.csv")).unwrap();
    assert_eq!(
        told(&content),
        ["surveys/comptes/resultats.csv : attendu ce fichier, rien trouvé ; remettez-le dans le dossier, ou changez passerelle.niveau dans datapackage.json"]
    );
}

struct Seed {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    expected: &'static str,
}

const fn seed(file: &'static str, from: &'static str, to: &'static str, expected: &'static str) -> Seed {
    Seed { file, from, to, expected }
}

#[rustfmt::skip]
const SEEDS: &[Seed] = &[
    seed("comptes/resultats.csv", "velo,13,38,34", "velo,43,38,", "surveys/comptes/resultats.csv, ligne 3, colonne C « effectif » : « 43 », l'effectif dépasse la base, 38 ; corrigez l'un des deux"),
    seed("comptes/resultats.csv", "velo,13,38,34", "velo,12,38,32", "surveys/comptes/resultats.csv, ligne 2, colonne C « effectif » : les effectifs de « moyen », à choix unique, font 37 ; la base est 38 ; corrigez un effectif ou la base, ajoutez l'option qui manque, ou écrivez multiple dans questions.csv"),
    seed("comptes/resultats.csv", "velo,13,38,34", "velo,13,37,35", "surveys/comptes/resultats.csv, ligne 3, colonne D « repondants » : « 37 », cette question a 38 répondants à la ligne 2 ; une question a une seule base : corrigez l'une des deux"),
    seed("comptes/resultats.csv", "velo,13,38,34", "velo,13,38,43", "surveys/comptes/resultats.csv, ligne 3, colonne E « part » : « 43 », 13 sur 38 font 34 % ; corrigez la part ou l'effectif"),
    seed("comptes/resultats.csv", "velo,13,38,34", "velo,13,38,un tiers", "surveys/comptes/resultats.csv, ligne 3, colonne E « part » : « un tiers », ce n'est pas un pourcentage ; écrivez un nombre, comme 52 ou 52,2, ou rien"),
    seed("comptes/resultats.csv", "velo,13,38,34", "moto,13,38,34", "surveys/comptes/resultats.csv, ligne 3, colonne B « option » : « moto », option inconnue ; ajoutez-la à questions.csv"),
    seed("comptes/resultats.csv", "velo,13,38,34", "velo,treize,38,34", "surveys/comptes/resultats.csv, ligne 3, colonne C « effectif » : « treize », ce n'est pas un effectif ; écrivez un nombre entier, sans espace ni signe"),
    seed("comptes/resultats.csv", "pied,25,38,65.8,Rapport\nmoyen,velo,13,38,34", "pied,24,38,63,Rapport\nmoyen,velo,14,38,37", "surveys/comptes/datapackage.json, ligne 5, description : « 25 », les données du sondage disent 24 dans « Ces 40 usagers sont imaginaires ; 25 passagers l'empruntent à pied. » ; corrigez la phrase, ou la donnée"),
    seed("comptes/resultats.csv", "raisons,courses,30,40,75,Rapport\n", "", "surveys/comptes/resultats.csv, ligne 4, colonne B « option » : la question « raisons » n'a pas d'effectif pour l'option « courses » ; ajoutez sa ligne, avec 0 si personne ne l'a choisie"),
    seed("comptes/resultats.csv", "raisons,courses,30,40,75,Rapport", "raisons,travail,30,40,75,Rapport", "surveys/comptes/resultats.csv, ligne 5, colonne B « option » : « travail », cette option est déjà à la ligne 4 ; gardez une ligne par option"),
    seed("comptes/resultats.csv", "raisons,courses", "raison,courses", "surveys/comptes/resultats.csv, ligne 5, colonne A « question » : « raison », question inconnue ; ajoutez-la à questions.csv"),
    seed("comptes/resultats.csv", "option,effectif,", "option,nombre,", "surveys/comptes/resultats.csv, ligne 1 : il manque une colonne ; il faut question, option, effectif, repondants"),
    seed("comptes/datapackage.json", "\"repondants\": 40", "\"repondants\": 39", "surveys/comptes/resultats.csv, ligne 4, colonne D « repondants » : « 40 », 40 ont répondu à « raisons », sur 39 répondants ; corrigez la base, ou passerelle.repondants dans datapackage.json"),
    seed("comptes/datapackage.json", "\"sollicites\": 60", "\"sollicites\": 30", "surveys/comptes/datapackage.json, ligne 11, passerelle.sollicites : « 30 », moins de personnes sollicitées que de répondants, 40 ; corrigez l'un des deux"),
    seed("comptes/datapackage.json", "mars 2026", "mars 2027", "surveys/comptes/datapackage.json, ligne 12, passerelle.date : « mars 2027 », cette date n'est pas encore venue ; écrivez quand les réponses ont été recueillies"),
    seed("comptes/datapackage.json", "mars 2026", "2026-02-30", "surveys/comptes/datapackage.json, ligne 12, passerelle.date : « 2026-02-30 », ce jour n'existe pas ; écrivez un jour qui existe, comme 2026-03-12 ou « mars 2026 »"),
    seed("comptes/datapackage.json", "\"volontaires\"", "\"hasard\"", "surveys/comptes/datapackage.json, ligne 13, passerelle.plan : « hasard », attendu recensement, aleatoire, volontaires ; écrivez l'un des trois, ou retirez ce champ si on ne sait pas"),
    seed("comptes/datapackage.json", "imaginaires ; 25 passagers", "imaginaires ; 26 passagers", "surveys/comptes/datapackage.json, ligne 5, description : « 26 », les données du sondage disent 25 dans « Ces 40 usagers sont imaginaires ; 26 passagers l'empruntent à pied. » ; corrigez la phrase, ou la donnée"),
    seed("comptes/datapackage.json", "l'empruntent", "et 7 chiens l'empruntent", "surveys/comptes/datapackage.json, ligne 5, description : « 7 », ce nombre de « Ces 40 usagers sont imaginaires ; 25 passagers et 7 chiens l'empruntent à pied. » n'a pas de preuve ; ajoutez à passerelle.preuves { \"mots\": …, \"question\": …, \"option\": … }, ou retirez le nombre"),
    seed("comptes/datapackage.json", "\"question\": \"moyen\", \"option\": \"pied\"", "\"question\": \"sante\", \"option\": \"oui\"", "surveys/comptes/datapackage.json, ligne 15, passerelle.preuves[0].question : « sante », cette question n'est pas publiée (interne ou sensible) : une phrase ne peut en donner les nombres ; retirez la preuve, et le nombre de la phrase"),
    seed("comptes/datapackage.json", "\"licenses\": [{ \"name\": \"CC0-1.0\", \"title\": \"CC0 1.0\" }],", "", "surveys/comptes/datapackage.json, ligne 1, licenses : attendu la licence des données, rien trouvé ; ajoutez \"licenses\": [ { \"name\": \"CC-BY-4.0\", \"title\": … } ], ce que l'on peut faire de ces données"),
    seed("comptes/datapackage.json", "\"name\": \"comptes\"", "\"name\": \"compte\"", "surveys/comptes/datapackage.json, ligne 3, name : « compte », attendu « comptes », le nom du dossier ; écrivez le même mot des deux côtés"),
    seed("comptes/datapackage.json", "\"niveau\": \"resultats\"", "\"niveau\": \"resultat\"", "surveys/comptes/datapackage.json, ligne 9, passerelle.niveau : « resultat », attendu mots, resultats ou reponses ; écrivez l'un des trois"),
    seed("comptes/datapackage.json", "\"repondants\": 40,", "\"repondants\": 40", "surveys/comptes/datapackage.json, ligne 11 : attendu du JSON bien formé, trouvé une erreur à la colonne 5 (une virgule, un guillemet ou une accolade manque) ; corrigez à cet endroit ou juste avant"),
    seed("comptes/questions.csv", "Comment passez-vous le pont ?", "", "surveys/comptes/questions.csv, ligne 2, colonne « texte » : la question « moyen » n'a pas de texte ; écrivez la question comme elle a été posée"),
    seed("comptes/questions.csv", "velo=À vélo", "velo=À pied", "surveys/comptes/questions.csv, ligne 2, colonne « options » : « À pied », deux options ont le même libellé ; réunissez-les, ou changez l'un des deux : on ne les distingue pas"),
    seed("comptes/questions.csv", "moyen,Comment passez-vous le pont ?,unique", "moyen,Comment passez-vous le pont ?,choix", "surveys/comptes/questions.csv, ligne 2, colonne « type » : « choix », type inconnu ; écrivez unique, multiple, echelle, nombre, texte, date, rang ou ignorer"),
    seed("comptes/questions.csv", "oui=Oui|non=Non,non,,,,,,,public,oui", "oui=Oui|non=Non,non,,,,,,,public,non", "surveys/comptes/datapackage.json, ligne 8, passerelle.publication : question « Êtes-vous malade ? », réponse « Oui » : 2 répondants sur 39, quelqu'un pourrait être reconnu ; publiez en mode protégé (\"publication\": \"protected\"), regroupez des options, ou notez l'accord des répondants dans passerelle.accords.reponses (par, le)"),
    seed("constats/constats.csv", "c2,", "c1,", "surveys/constats/constats.csv, ligne 3, colonne A « id » : « c1 », ce code est déjà celui de la ligne 2 ; donnez à chaque constat un code à lui"),
    seed("constats/constats.csv", "étroit.,Rapport imaginaire", "étroit.,", "surveys/constats/constats.csv, ligne 2, colonne D « source » : ce constat n'a pas de source ; dites où il est publié, ou remplissez sources dans datapackage.json"),
    seed("constats/constats.csv", "Beaucoup le trouvent beau.", "", "surveys/constats/constats.csv, ligne 3, colonne « constat » : ce constat est vide ; écrivez-le, ou retirez la ligne"),
    seed("reponses/questions.csv", "pour=Pour,oui", "pour=Pour,non", "surveys/reponses/questions.csv, ligne 2, colonne « ordonne » : « non », une échelle a un ordre ; écrivez oui, et rangez les options d'un bout à l'autre ; ou changez le type en unique"),
    seed("reponses/questions.csv", "contre=Contre|entre=Entre les deux|pour=Pour", "", "surveys/reponses/questions.csv, ligne 2, colonne « options » : attendu au moins une option, rien trouvé ; écrivez code=Libellé, avec | entre les options"),
    seed("reponses/questions.csv", "Depuis quand ?", "Votre adresse e-mail", "surveys/reponses/questions.csv, ligne 5, colonne « publication » : « public », cette question identifie quelqu'un (nom, adresse ou téléphone) ; écrivez interne, ou mieux : retirez la colonne des deux fichiers"),
    seed("reponses/questions.csv", "jardin,Le jardin est-il bon ?,echelle,lieux,non=Non|oui=Oui", "jardin,Le jardin est-il bon ?,echelle,lieux,oui=Oui|non=Non", "surveys/reponses/questions.csv, ligne 8, colonne « groupe » : « lieux », le groupe « lieux » n'a pas ici les options de la ligne 7 ; donnez les mêmes options, dans le même ordre, ou changez le groupe"),
    seed("reponses/questions.csv", "membres,1,500", "membres,600,500", "surveys/reponses/questions.csv, ligne 4, colonne « min » : « 600 », le minimum dépasse le maximum ; corrigez l'un des deux"),
    seed("reponses/questions.csv", "00002=Rive-Basse", "00003=Rive-Basse|00002=Rive-Basse bis", "surveys/reponses/questions.csv, ligne 6, colonne « options » : « 00003 », aucune commune de la carte n'a ce code ; corrigez le code INS : peut-être 00001"),
    seed("reponses/reponses.csv", "2,pour,local;temps", "2,pour,local;local", "surveys/reponses/reponses.csv, ligne 3, colonne C « besoins » : « local;local », l'option « local » est là deux fois ; gardez-la une fois"),
    seed("reponses/reponses.csv", "3,pour,rien", "3,pour,rien;temps", "surveys/reponses/reponses.csv, ligne 4, colonne C « besoins » : « rien;temps », « rien » exclut les autres options, et il y en a d'autres ; retirez l'un ou les autres, ou videz la colonne exclusive dans questions.csv"),
    seed("reponses/reponses.csv", "2,pour,local;temps,40", "2,pour,local;temps,quarante", "surveys/reponses/reponses.csv, ligne 3, colonne D « membres » : « quarante », ce n'est pas un nombre ; écrivez un nombre, avec un point décimal, ou videz la cellule"),
    seed("reponses/reponses.csv", "2,pour,local;temps,40", "2,pour,local;temps,4000", "surveys/reponses/reponses.csv, ligne 3, colonne D « membres » : « 4000 », plus que le maximum, 500 ; corrigez la réponse, ou le minimum et le maximum dans questions.csv"),
    seed("reponses/reponses.csv", "2022-06-04", "2027-06-04", "surveys/reponses/reponses.csv, ligne 5, colonne E « depuis » : « 2027-06-04 », cette date n'est pas encore venue ; corrigez la date"),
    seed("reponses/reponses.csv", "2022-06-04", "4 juin", "surveys/reponses/reponses.csv, ligne 5, colonne E « depuis » : « 4 juin », ce n'est pas une date ; écrivez AAAA-MM-JJ, ou videz la cellule"),
    seed("reponses/reponses.csv", "\n5,contre", "\n5,contr", "surveys/reponses/reponses.csv, ligne 6, colonne B « avis » : « contr », code inconnu ; corrigez la cellule, ou ajoutez ce code à questions.csv"),
    seed("reponses/reponses.csv", "5,contre", "4,contre", "surveys/reponses/reponses.csv, ligne 6, colonne A « repondant » : « 4 », ce répondant est déjà à la ligne 5 ; une ligne par répondant : retirez la seconde, ou numérotez-la autrement"),
    seed("reponses/reponses.csv", "jardin,souhait", "potager,souhait", "surveys/reponses/reponses.csv, ligne 1 : il n'y a pas de colonne « jardin » ; importez de nouveau le sondage, ou retirez la question de questions.csv"),
    seed("reponses/reponses.csv", "5,contre,temps,8,2023-07-05,00001,oui,oui,\n", "", "surveys/reponses/reponses.csv : 5 lignes de réponses, et 6 répondants annoncés ; corrigez passerelle.repondants dans datapackage.json, ou les lignes"),
    seed("reponses/datapackage.json", "\"neutres\": { \"avis\": \"entre\" }", "\"neutres\": { \"avis\": \"milieu\" }", "surveys/reponses/datapackage.json, ligne 21, passerelle.neutres.avis : « milieu », le milieu n'est pas dans l'échelle ; écrivez l'un de ces codes : contre, entre, pour, ou \"\""),
    seed("reponses/datapackage.json", "\"bipolaires\": [\"avis\"]", "\"bipolaires\": [\"avi\"]", "surveys/reponses/datapackage.json, ligne 20, passerelle.bipolaires : « avi », attendu le code d'une question ; écrivez « avis »"),
    seed("reponses/datapackage.json", "\"sources\": [{ \"title\": \"Enquête imaginaire\", \"path\": \"/exemple/\" }],", "", "surveys/reponses/datapackage.json, ligne 1, sources : attendu d'où vient ce sondage, rien trouvé ; ajoutez \"sources\": [ { \"title\": …, \"path\": … } ]"),
    seed("reponses/datapackage.json", "\"textes\": { \"par\": \"le conseil imaginaire\"", "\"textes\": { \"par\": \"\"", "surveys/reponses/datapackage.json, ligne 14, passerelle.accords : les textes de « souhait » sont publics, et rien ne dit que leurs auteurs sont d'accord ; notez qui a recueilli l'accord et quand (\"accords\": { \"textes\": { \"par\": …, \"le\": \"AAAA-MM-JJ\" } }), ou écrivez interne dans questions.csv"),
    seed("reponses/datapackage.json", "\"reponses\": { \"par\": \"le conseil imaginaire\"", "\"reponses\": { \"par\": \"\"", "surveys/reponses/datapackage.json, ligne 13, passerelle.publication : question « Que pensez-vous d'un second pont ? », réponse « Contre » : 1 seul répondant sur 6, quelqu'un pourrait être reconnu ; publiez en mode protégé (\"publication\": \"protected\"), regroupez des options, ou notez l'accord des répondants dans passerelle.accords.reponses (par, le)"),
    seed("reponses/datapackage.json", "\"reponses\": { \"par\"", "\"reponses\": { \"questions\": [\"avis\", \"besoins\", \"membres\", \"commune\", \"salle\", \"jardin\"], \"par\"", "surveys/reponses/datapackage.json, ligne 16, passerelle.accords.reponses : la question « depuis » n'est pas de celles pour lesquelles l'accord a été donné ; écrivez interne dans questions.csv, ou redemandez l'accord et notez-le (cargo xtask survey agree), ou publiez en mode protégé"),
    seed("reponses/datapackage.json", ", \"reconnus\": { \"seuls\": 6 }", "", "surveys/reponses/datapackage.json, ligne 16, passerelle.accords.reponses : l'accord ne dit pas combien de répondants sont reconnus ; 6 répondants sur 6 sont seuls à avoir donné leurs réponses : « Depuis quand ? » : 5 ; « Combien de membres avez-vous ? » + « Dans quelle commune ? » : 5 ; « Combien de membres avez-vous ? » : 3 ; « Que pensez-vous d'un second pont ? » : 2 ; s'ils le savent, ajoutez \"reconnus\": { \"seuls\": 6 } à passerelle.accords.reponses ; sinon, redemandez l'accord et notez-le (cargo xtask survey agree), ou publiez en mode protégé"),
    seed("reponses/datapackage.json", "{ \"seuls\": 6 }", "{ \"seuls\": 5 }", "surveys/reponses/datapackage.json, ligne 16, passerelle.accords.reponses : l'accord a été donné pour 5 répondant(s) reconnaissable(s) ; il y en a 6 : « Depuis quand ? » : 5 ; « Combien de membres avez-vous ? » + « Dans quelle commune ? » : 5 ; « Combien de membres avez-vous ? » : 3 ; « Que pensez-vous d'un second pont ? » : 2 ; redemandez l'accord et notez-le (cargo xtask survey agree), ou publiez en mode protégé"),
    seed("reponses/datapackage.json", "{ \"seuls\": 6 }", "{ \"seuls\": 6, \"combinaisons\": [{ \"questions\": [\"depuis\"], \"seuls\": 4 }] }", "surveys/reponses/datapackage.json, ligne 16, passerelle.accords.reponses : l'accord a été donné quand « Depuis quand ? » faisait reconnaître 4 répondant(s) au plus ; c'est 5 maintenant ; redemandez l'accord et notez-le (cargo xtask survey agree), ou publiez en mode protégé"),
    seed("reponses/datapackage.json", "67 % sont pour.\"", "66 % sont pour.\"", "surveys/reponses/datapackage.json, ligne 18, passerelle.introduction[0] : « 66 », les données du sondage disent 67 dans « Les 6 associations ont répondu ; 66 % sont pour. » ; corrigez la phrase, ou la donnée"),
    seed("reponses/datapackage.json", "\"open\"", "\"ouverte\"", "surveys/reponses/datapackage.json, ligne 13, passerelle.publication : « ouverte », attendu open ou protected ; écrivez l'un des deux"),
    seed("reponses/datapackage.json", "\"seuil\": 3", "\"recit\": [{ \"texte\": \"Un récit.\", \"question\": \"avi\" }], \"seuil\": 3", "surveys/reponses/datapackage.json, ligne 10, passerelle.recit[0].question : « avi », attendu le code d'une question publiée ; corrigez-le"),
    seed("reponses/datapackage.json", "\"seuil\": 3", "\"recit\": [{ \"texte\": \"Un récit.\", \"question\": \"besoins\", \"garder\": { \"avis\": [\"pou\"] } }], \"seuil\": 3", "surveys/reponses/datapackage.json, ligne 10, passerelle.recit[0].garder.avis : « pou », attendu le code d'une option de cette question ; corrigez-le"),
    seed("reponses/datapackage.json", "\"seuil\": 3", "\"recit\": [{ \"texte\": \"66 % sont pour.\" }], \"seuil\": 3", "surveys/reponses/datapackage.json, ligne 10, passerelle.recit[0].texte : « 66 », les données du sondage disent 67 dans « 66 % sont pour. » ; corrigez la phrase, ou la donnée"),
    seed("reponses/datapackage.json", "\"seuil\": 3", "\"seuil\": 2", "surveys/reponses/datapackage.json, ligne 10, passerelle.seuil : « 2 », attendu un seuil d'au moins 3 : à deux, un répondant reconnaît l'autre ; écrivez 5, le seuil habituel"),
    seed("comptes/datapackage.json", "\"plan\": \"volontaires\"", "\"publication\": \"protected\", \"publier_reponses\": true", "surveys/comptes/datapackage.json, ligne 13, passerelle.publier_reponses : « true », en publication protégée, les réponses ne sont pas publiées une à une ; retirez ce champ"),
    seed("comptes/datapackage.json", "\"sollicites\": 60", "\"sollicites\": \"soixante\"", "surveys/comptes/datapackage.json, ligne 11, passerelle.sollicites : « \"soixante\" », attendu un nombre entier ; corrigez la valeur, sans guillemets"),
    seed("comptes/datapackage.json", "\"repondants\": 40", "\"publication\": \"protected\", \"seuil\": 41, \"repondants\": 40", "surveys/comptes/datapackage.json, ligne 10, passerelle.publication : « protected », 40 répondants, pour un seuil de 41 : tout serait masqué ; publiez les constats en mots (niveau mots), ou regroupez avec une autre enquête"),
    seed("comptes/datapackage.json", "\"plan\": \"volontaires\"", "\"suites\": { \"moyen\": [{ \"titre\": \"Le pont\" }] }", "surveys/comptes/datapackage.json, ligne 13, passerelle.suites.moyen : attendu une liste d'objets { \"titre\": …, \"href\": \"/…/\" } ; corrigez la valeur"),
    seed("reponses/datapackage.json", "\"question\": \"avis\", \"option\": \"pour\", \"est\": \"part\" }],", "\"question\": \"avis\", \"option\": \"pour\", \"est\": \"part\" }], \"publication\": \"protected\",", "surveys/reponses/datapackage.json, ligne 19, passerelle.preuves[0].option : « pour », ce nombre est masqué par la publication protégée : une phrase ne peut le donner ; retirez la preuve, et le nombre de la phrase"),
];

/// A page whose sentence is `text`, with these proofs, in a folder with the good surveys; what the checker says of it.
fn told_of_page(content: &Path, text: &str, proofs: &serde_json::Value) -> Vec<String> {
    let page = serde_json::json!({
        "title": "Le pont",
        "summary": "Un pont imaginaire.",
        "kind": "page",
        "status": "published",
        "checked_on": "2026-11-01",
        "brief": [],
        "blocks": [{ "type": "paragraph", "text": text }],
        "sources": [{ "url": "https://exemple.be/", "title": "Exemple", "supports": "tout" }],
        "proofs": proofs
    });
    fs::create_dir_all(content.join("pages/fr")).unwrap();
    fs::write(content.join("pages/fr/pont.json"), serde_json::to_string_pretty(&page).unwrap()).unwrap();
    let report = check(content, Date::parse("2026-11-23").unwrap());
    let problems = report
        .problems
        .iter()
        .filter(|problem| problem.place == "pages/fr/pont.json" && (problem.path.starts_with("proofs") || problem.path.starts_with("blocks")));
    problems.map(ToString::to_string).collect()
}

#[test]
fn a_sentence_of_any_page_that_gives_a_surveys_number_is_computed_again() {
    let content = content("cited");
    let proof = |words: &str, is: serde_json::Value| serde_json::json!([{ "words": words, "is": is }]);
    use serde_json::json;
    for (text, is) in [
        ("Sur le pont, 25 vont à pied.", json!([{ "survey": "comptes", "question": "moyen", "option": "pied" }])),
        ("Sur le pont, 38 ont répondu.", json!([{ "survey": "comptes", "question": "moyen" }])),
        ("Sur le pont, 40 ont pris part.", json!([{ "survey": "comptes" }])),
        ("Sur le pont, 66 % des passants vont à pied.", json!([{ "survey": "comptes", "question": "moyen", "option": "pied", "share": true }])),
        (
            "Sur le pont, 12 de plus vont à pied.",
            json!([{ "survey": "comptes", "question": "moyen", "option": "pied" }, { "survey": "comptes", "question": "moyen", "option": "velo", "less": true }]),
        ),
        ("Sur le pont, 4 associations sont pour.", json!([{ "survey": "reponses", "question": "avis", "option": "pour" }])),
    ] {
        let words = &text["Sur le pont, ".len()..text.len() - 1];
        assert_eq!(told_of_page(&content, text, &proof(words, is)), Vec::<String>::new(), "{text}");
    }
    let walk = || proof("25 vont à pied", json!([{ "survey": "comptes", "question": "moyen", "option": "pied" }]));
    // The cell changes: the sentence is wrong, at its line.
    let results = content.join("surveys/comptes/resultats.csv");
    let good = fs::read_to_string(&results).unwrap();
    fs::write(&results, good.replace("moyen,pied,25,38,65.8", "moyen,pied,24,38,63").replace("moyen,velo,13,38,34", "moyen,velo,14,38,37")).unwrap();
    assert_eq!(
        told_of_page(&content, "Sur le pont, 25 vont à pied.", &walk()),
        [
            "pages/fr/pont.json, ligne 11, blocks[0].text : attendu 24 d'après surveys/comptes/, trouvé 25 dans « Sur le pont, 25 vont à pied. » ; corrigez la phrase, ou la donnée"
        ]
    );
    fs::write(&results, &good).unwrap();
    assert_eq!(told_of_page(&content, "Sur le pont, 25 vont à pied.", &walk()), Vec::<String>::new());
}

#[test]
fn what_a_survey_hides_or_does_not_have_proves_nothing() {
    use serde_json::json;
    let content = content("cited_wrongly");
    let first = |content: &Path, is: serde_json::Value| {
        let told = told_of_page(content, "On en compte 4 ici.", &json!([{ "words": "4 ici", "is": is }]));
        assert_eq!(told.len(), 1, "{told:#?}");
        told[0].clone()
    };
    for (is, expected) in [
        (json!([{ "survey": "compte" }]), "proofs[0].is[0] : « compte », aucun sondage de ce nom n'a d'effectifs ; écrivez « comptes »"),
        (json!([{ "survey": "comptes", "question": "moyens" }]), "« moyens », question : attendu le code d'une question"),
        (json!([{ "survey": "comptes", "question": "moyen", "option": "moto" }]), "« moto », option : attendu le code d'une option de « moyen »"),
        (json!([{ "survey": "comptes", "question": "sante", "option": "oui" }]), "« sante », question : cette question n'est pas publiée"),
        (json!([{ "survey": "comptes", "option": "pied" }]), "attendu question, le code de la question"),
        (json!([{ "survey": "comptes", "question": "moyen", "share": true }]), "une part est celle d'une option"),
        (json!([{ "survey": "comptes", "question": "moyen", "option": "pied", "share": true }, { "survey": "comptes" }]), "une part ne s'additionne pas"),
        (json!([{ "survey": "comptes", "row": "pied" }]), "row, column et count sont d'une statistique"),
        (json!([{ "survey": "constats" }]), "les données de ce sondage ne se lisent pas"),
        (json!([{}]), "attendu figure ou survey"),
    ] {
        let told = first(&content, is.clone());
        assert!(told.contains(expected), "{is}: {told}");
    }
    // The same counts, protected: what is hidden, alone or in a sum, is not to be given; what is shown is.
    let description = content.join("surveys/reponses/datapackage.json");
    let text = fs::read_to_string(&description).unwrap();
    fs::write(&description, text.replace("\"open\"", "\"protected\"")).unwrap();
    for is in [
        json!([{ "survey": "reponses", "question": "avis", "option": "pour" }]),
        json!([{ "survey": "reponses", "question": "avis", "option": "pour", "share": true }]),
        json!([{ "survey": "reponses", "question": "avis" }, { "survey": "reponses", "question": "avis", "option": "contre", "less": true }]),
    ] {
        let told = first(&content, is);
        assert!(told.contains("ce nombre est masqué par la publication protégée") && !told.contains("attendu 4"), "{told}");
    }
    assert_eq!(
        told_of_page(&content, "Sur le pont, 6 ont répondu.", &json!([{ "words": "6 ont répondu", "is": [{ "survey": "reponses", "question": "avis" }] }])),
        Vec::<String>::new()
    );
    fs::write(&description, text.replace("\"open\"", "\"protected\"").replace("\"seuil\": 3", "\"seuil\": 7")).unwrap();
    assert!(first(&content, json!([{ "survey": "reponses", "question": "avis", "option": "pour" }])).contains("tout est masqué"));
}
