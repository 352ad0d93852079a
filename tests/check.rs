//! The content checker on three folders: a small valid one, one with every mistake, and the site's own.

use passerelle::{
    check::{
        check, check_with,
        folder::Folder,
        grammar::{self, Pardons},
        known::{self, Known},
        one_page::OnePage,
        problem::Problem,
        report::Report,
        rules,
        spelling::Spelling,
        texts,
    },
    locale::fold::fold,
    model::{
        date::Date,
        json::{FromJson, Json},
        page::Page,
    },
    publish::today::today,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn day() -> Date {
    Date::parse("2026-11-23").unwrap()
}

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

/// A copy of `tests/site_invalid` with the two things that no repository should hold: a heavy image, and names that are one on some computers.
fn invalid_site(name: &str) -> PathBuf {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    _ = fs::remove_dir_all(&site);
    copy(&repository("tests/site_invalid"), &site);
    let mut heavy = fs::read(site.join("images/petite.png")).unwrap();
    heavy.resize(200_001, 0);
    fs::write(site.join("images/lourde.png"), heavy).unwrap();
    let pages = site.join("content/pages/fr");
    let page = fs::read_to_string(pages.join("majuscules.json")).unwrap();
    fs::write(pages.join("Majuscules.json"), page.replace("\"Majuscules\"", "\"Avec une majuscule\"")).unwrap();
    site.join("content")
}

/// What a small dictionary and a kept answer of the grammar checker, both of which know one page only, say of that page.
fn proofread(folder: &Folder) -> Vec<Problem> {
    let texts: Vec<_> = texts::of(folder).into_iter().filter(|text| text.place == "pages/fr/orthographe.json").collect();
    let fixtures = repository("tests/fixtures/spelling");
    let spelling = Spelling::open(&fixtures, &fixtures.join("fr.txt")).unwrap();
    let pardons = Pardons::parse("apos\nnbsp\nnotype\ntypo\n");
    let mut problems = spelling.problems(&texts);
    problems.extend(grammar::problems(&texts, include_str!("fixtures/grammalecte.json"), &pardons).expect("an answer of Grammalecte"));
    problems
}

fn name(problem: &Problem) -> String {
    let shown = format!("{:?}", problem.kind);
    shown.split(|letter: char| !letter.is_alphanumeric()).next().unwrap().to_owned()
}

fn program(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_check")).args(arguments).output().unwrap()
}

#[test]
fn every_mistake_is_told_on_its_line_and_nothing_else_is() {
    let report = check_with(&invalid_site("every_mistake"), day(), proofread);
    let told: Vec<_> = report.problems.iter().map(|problem| (name(problem), problem.to_string())).collect();
    for (index, (kind, line)) in EXPECTED.iter().enumerate() {
        let told = told.get(index).map(|(kind, line)| (kind.as_str(), line.as_str()));
        assert_eq!(told, Some((*kind, *line)), "problem {index}");
    }
    assert_eq!(told.len(), EXPECTED.len(), "more than expected: {:#?}", &told[EXPECTED.len()..]);
}

/// A draft with one of each fault that editors make, with where each is and what it is.
const SEEDED: [(&str, &str, &str); 9] = [
    (r#"{"type": "heading", "level": 4, "text": "Un niveau sauté"}"#, "level", "HeadingLevel"),
    (r#"{"type": "paragraph", "text": [{"link": "/exemple/", "text": "cliquez ici"}, "."]}"#, "text[0].text", "LinkWordsEmpty"),
    (r#"{"type": "paragraph", "text": ["Lisez ", {"link": "/nulle-part/", "text": "une page"}, "."]}"#, "text[1].link", "LinkDead"),
    (r#"{"type": "figure", "src": "/images/pont.png", "width": 4, "height": 3}"#, "alt", "AlternativeAbsent"),
    (r#"{"type": "contact", "name": "Un service", "phone": "081 71 35 18"}"#, "phone", "Phone"),
    (r#"{"type": "contact", "name": "Un autre", "email": "bonjour.exemple.be"}"#, "email", "Email"),
    (r#"{"type": "paragraph", "text": "C'est vrai pour beaucoup : 65 %."}"#, "text", "ShareOfNothing"),
    (
        r#"{"type": "paragraph", "text": "L'harmonisation interinstitutionnelle des procédures administratives de régularisation nécessite une coordination pluridisciplinaire approfondie des opérateurs."}"#,
        "text",
        "SentenceHard",
    ),
    (r#"{"type": "paragraph", "text": "Deux  espaces."}"#, "text", "SpaceWrong"),
];

#[test]
fn each_fault_of_a_draft_is_found_at_the_door_and_by_the_checker_in_the_same_words() {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("door");
    _ = fs::remove_dir_all(&site);
    copy(&repository("tests/site"), &site);
    let root = site.join("content");
    let place = "pages/fr/exemple.json";
    let mut json: serde_json::Value = serde_json::from_str(&fs::read_to_string(root.join(place)).unwrap()).unwrap();
    let blocks: Vec<serde_json::Value> = std::iter::once(r#"{"type": "heading", "level": 2, "text": "Une section"}"#)
        .chain(SEEDED.iter().map(|(block, ..)| *block))
        .map(|block| serde_json::from_str(block).unwrap())
        .collect();
    json["blocks"] = blocks.into();
    fs::write(root.join(place), serde_json::to_string_pretty(&json).unwrap()).unwrap();

    let report = check(&root, day());
    let (folder, _) = passerelle::check::folder::read(&root, day());
    let known = known::write(&folder);
    let page = Page::from_json(&Json::parse(&json.to_string()).unwrap()).unwrap();
    let around = Known { site: &known, languages: folder.site_languages(), draft: &page, today: day() };
    let found = rules::of_draft(&OnePage { page: &page, easy: false, incoming: false, today: day(), around: &around }, &json, true);
    for (index, (block, field, kind)) in SEEDED.iter().enumerate() {
        let path = format!("blocks[{}].{field}", index + 1);
        let at_the_door = found.iter().find(|(place, found)| *place == path && format!("{found:?}").starts_with(kind)).map(|(_, kind)| kind.to_string());
        let by_the_checker = report.problems.iter().find(|problem| problem.place == place && problem.path == path && name(problem) == *kind);
        assert!(at_the_door.is_some(), "{block}: not found at the door: {found:?}");
        assert_eq!(at_the_door, by_the_checker.map(|problem| problem.kind.to_string()), "{block}");
    }
}

#[test]
fn every_kind_of_problem_is_proven() {
    let source = include_str!("../src/check/kind.rs");
    let list = source.split("pub enum Kind {").nth(1).and_then(|rest| rest.split("\n}\n").next()).unwrap();
    let variants = list.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| line.starts_with(char::is_uppercase));
    let kinds: BTreeSet<&str> = variants.map(|line| line.trim_end_matches([',', ' ', '{'])).collect();
    let proven: BTreeSet<&str> = EXPECTED.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, proven);
    assert!(kinds.len() > 50, "the list was not found: {kinds:?}");
}

#[test]
fn the_small_site_has_only_what_is_to_be_confirmed() {
    let report = check(&repository("tests/site/content"), day());
    let told: Vec<_> = report.problems.iter().map(Problem::to_string).collect();
    assert_eq!(
        told,
        [
            "pages/fr/accueil.json, ligne 62, blocks[2].numbers[0].unsure : « Un numéro inventé »",
            "pages/fr/exemple.json, ligne 48, blocks[2].text[3].unsure : « le pont a trois arches »",
            "pages/fr/exemple.json, ligne 162, blocks[13].hours[1].unsure : « de 9 h à 12 h »",
            "pages/fr/exemple.json, ligne 165, blocks[13].unsure : « Accueil du pont »",
            "site.json, ligne 12, phone_unsure : « +32 81 00 00 00 »",
        ]
    );
    assert_eq!(report.summary(), "5 pages, 3 sondages : aucune erreur, aucun avertissement.");
}

#[test]
fn the_site_itself_has_no_error_and_no_fault_of_typography() {
    let report = check(&repository("public/content"), today());
    assert!(report.pages > 0, "no page was found");
    assert!(!report.has_errors(), "{report}");
    let typography = ["WordTwice", "SpaceWrong", "SignWrong", "PairBroken", "FullStopAbsent"];
    let told: Vec<_> = report.problems.iter().filter(|problem| typography.contains(&name(problem).as_str())).map(Problem::to_string).collect();
    assert_eq!(told, Vec::<String>::new(), "the project's own text is written as the project writes");
}

#[test]
fn each_group_of_the_list_of_words_is_in_alphabetical_order() {
    let list = fs::read_to_string(repository("tools/spelling/fr.txt")).unwrap();
    let word = |line: &str| line.split('#').next().map(|word| fold(word.trim())).filter(|word| !word.is_empty());
    let groups: Vec<Vec<String>> = list.split("\n\n").map(|group| group.lines().filter_map(word).collect()).collect();
    assert!(groups.len() > 5, "the groups were not found: {groups:?}");
    assert!(groups.iter().all(|group| group.is_sorted()), "{:?}", groups.iter().find(|group| !group.is_sorted()));
}

#[test]
fn a_folder_with_nothing_in_it_lacks_what_every_site_needs() {
    let empty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nothing/content");
    fs::create_dir_all(&empty).unwrap();
    let Report { problems, .. } = check(&empty, day());
    let places: Vec<_> = problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(places, ["menu.json", "pages/fr/introuvable.json", "pages/fr/recherche.json", "site.json"]);
}

#[test]
fn the_program_fails_on_errors_and_ends_with_a_summary() {
    let valid = program(&[repository("tests/site/content").to_str().unwrap()]);
    assert!(valid.status.success(), "{valid:?}");
    let invalid = program(&[invalid_site("the_program").to_str().unwrap()]);
    assert_eq!(invalid.status.code(), Some(1));
    let said = String::from_utf8(invalid.stdout).unwrap();
    let first = said.lines().next().unwrap_or_default();
    assert_eq!(first, "events/fr.json, ligne 7, events[0].ends : attendu une fin après le début ; corrigez l'une des deux dates");
    let last = said.lines().last().unwrap_or_default();
    assert!(last.starts_with("40 pages, 4 sondages : ") && last.ends_with(" avertissements."), "{last}");
}

#[test]
fn the_program_says_what_it_could_not_read_for_want_of_a_tool() {
    let site = repository("tests/site/content");
    let run = |variables: &[(&str, &Path)]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_check"));
        program.arg(&site).env_remove("PASSERELLE_DICTIONARY").env_remove("PASSERELLE_GRAMMAR").envs(variables.iter().copied());
        let Output { status, stdout, stderr } = program.output().unwrap();
        (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    };
    let (code, _, said) = run(&[]);
    assert!(code == Some(0) && said.contains("Orthographe : non relue") && said.contains("Grammaire : non relue"), "{said}");

    let fixtures = repository("tests/fixtures/spelling");
    let (code, told, said) = run(&[("PASSERELLE_DICTIONARY", &fixtures), ("PASSERELLE_WORDS", &fixtures)]);
    assert!(code == Some(1) && told.contains("trouvé « arches »") && !told.contains("trouvé « pont »"), "{told}");
    assert!(!said.contains("Orthographe") && said.contains("Grammaire : non relue"), "{said}");

    let (code, told, said) = run(&[("PASSERELLE_DICTIONARY", Path::new("/nulle/part"))]);
    assert_eq!((code, told.as_str()), (Some(1), ""));
    assert!(said.starts_with("relecture impossible : /nulle/part/index.aff : "), "{said}");
}

#[test]
fn the_program_says_when_there_is_no_folder() {
    let absent = program(&["/nulle/part"]);
    assert_eq!(absent.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&absent.stderr).starts_with("/nulle/part : attendu un dossier de contenu, rien trouvé"), "{absent:?}");
}

/// Kind and line, in the order of the report.
#[rustfmt::skip] // One problem a line, as it is told.
const EXPECTED: &[(&str, &str)] = &[
    ("EndsBefore", "events/fr.json, ligne 7, events[0].ends : attendu une fin après le début ; corrigez l'une des deux dates"),
    ("ThemeUnknown", "events/fr.json, ligne 10, events[0].themes[0] : attendu le nom d'une page, trouvé « nulle-part » ; retirez-le"),
    ("NotADate", r#"events/fr.json, ligne 19, events[1].starts : attendu une date qui existe, écrite AAAA-MM-JJ, trouvé "5 décembre" ; écrivez par exemple 2026-11-23"#),
    ("OutlinesUnreadable", "figures/fr.json, ligne 6, outlines[1].id : attendu le fichier figures/absents.topojson, en TopoJSON, trouvé un refus (il n'y est pas) ; ajoutez-le, ou corrigez-le"),
    ("ValueUnreadable", r#"figures/fr.json, ligne 17, figures[0].rows[1].values[0] : attendu un nombre en chiffres, avec un point avant les décimales (5.40), ou "" s'il n'est pas disponible, trouvé « 1,5 » ; récrivez-le ainsi"#),
    ("TerritoryUnknown", "figures/fr.json, ligne 17, figures[0].rows[1].ins : attendu le code d'un territoire de la carte, trouvé « 00003 » ; corrigez-le, ou retirez la ligne"),
    ("ValuesUneven", r#"figures/fr.json, ligne 18, figures[0].rows[2].values : attendu autant de valeurs que de colonnes (1), trouvé 0 ; complétez la ligne : "" pour un chiffre qui n'est pas disponible"#),
    ("LimitsWrong", "figures/fr.json, ligne 21, figures[0].map.limits : attendu un ou deux nombres, du plus petit au plus grand, trouvé « 8, 6.5 » ; corrigez les limites des classes"),
    ("ColumnAbsent", "figures/fr.json, ligne 21, figures[0].map.column : attendu une colonne de 0 à 0, trouvé 1 ; la première colonne de valeurs est 0"),
    ("OutlinesUnknown", "figures/fr.json, ligne 42, figures[2].map.of : attendu un contour de « outlines », trouvé « rive » ; écrivez « rives »"),
    ("TerritoryWithoutRow", r#"figures/fr.json, ligne 51, figures[3].rows : attendu une ligne pour chaque territoire de la carte, rien trouvé pour 00002 ; ajoutez-la, avec "" si son chiffre n'est pas disponible"#),
    ("FileAbsent", "menu.flamand.json : attendu ce fichier, rien trouvé ; créez-le"),
    ("MenuEntryDead", "menu.json, ligne 10, entries[1].href : attendu une page du site, trouvé /absente/, qui n'existe pas ; créez la page, ou retirez l'entrée du menu"),
    ("MenuNameUnknown", "menu.json, ligne 10, entries[1].icon : attendu un nom connu, trouvé « asyle » ; écrivez « asile », ou retirez-le"),
    ("MenuNameUnknown", "menu.json, ligne 14, entries[1].children[0].family : attendu un nom connu, trouvé « sejours » ; écrivez « sejour », ou retirez-le"),
    ("LinkScheduled", "menu.json, ligne 82, entries[1].children[17].href : à vérifier : attendu une page visible, trouvé /plus-tard/, montrée à partir du 2026-12-01 ; attendez ce jour pour mettre le lien"),
    ("FieldWrong", r#"menu.json, ligne 148, entries[2].href : attendu l'un de ces mots : /…/, https://…, mailto:…, tel:…, trouvé "javascript:alert(1)" ; corrigez la valeur"#),
    ("FieldMissing", "news/fr.json, ligne 4, items[0].date : attendu une date qui existe, écrite AAAA-MM-JJ, rien trouvé ; ajoutez ce champ"),
    ("PageRequired", "pages/flamand/accueil.json : attendu une page de ce nom, rien trouvé ; créez ce fichier : le site ne tient pas sans elle"),
    ("PageName", "pages/fr/Majuscules.json, ligne 1 : attendu un nom en minuscules sans accents, chiffres et traits d'union, suivi de .json, trouvé « Majuscules.json » ; renommez le fichier en majuscules.json"),
    ("PageName", "pages/fr/Nom mal formé.json, ligne 1 : attendu un nom en minuscules sans accents, chiffres et traits d'union, suivi de .json, trouvé « Nom mal formé.json » ; renommez le fichier en nom-mal-forme.json"),
    ("ToConfirm", "pages/fr/a-confirmer.json, ligne 14, blocks[0].text[1].unsure : « trois arches »"),
    ("Encoding", "pages/fr/avec-bom.json : attendu un texte en UTF-8, trouvé un autre encodage ; enregistrez le fichier de nouveau en UTF-8, sans BOM"),
    ("HardToRead", "pages/fr/bloc-inconnu.json, ligne 7, brief : attendu un texte facile (au moins 50 selon Kandel et Moles), trouvé -68 ; coupez les phrases longues et dites-le avec des mots courts"),
    ("BlockUnknown", "pages/fr/bloc-inconnu.json, ligne 10, blocks[0].type : attendu un bloc connu, trouvé « paragraphe » ; écrivez « paragraph »"),
    ("BlockUnknown", "pages/fr/bloc-inconnu.json, ligne 14, blocks[1].type : attendu un bloc connu, trouvé « hologramme » ; écrivez l'un de ceux-ci : heading, paragraph, list, steps, callout, contact, quote, figure, table, accordion, glossary, finding, chart, links, file, agenda, search, doors, urgent, topics, voices, news, survey, own_answer, search_results, site_map, nearest_pages, specimen, place, news_list, event_list, publication_list, statistic"),
    ("BlockWithoutKind", r#"pages/fr/bloc-inconnu.json, ligne 16, blocks[2] : attendu le genre du bloc, rien trouvé ; ajoutez "type", avec l'un de ces mots : heading, paragraph, list, steps, callout, contact, quote, figure, table, accordion, glossary, finding, chart, links, file, agenda, search, doors, urgent, topics, voices, news, survey, own_answer, search_results, site_map, nearest_pages, specimen, place, news_list, event_list, publication_list, statistic"#),
    ("TermUnknown", "pages/fr/bloc-inconnu.json, ligne 21, blocks[3].terms[0].id : attendu un mot du glossaire, trouvé « inconnu » ; ajoutez-le à glossary/, ou retirez-le d'ici"),
    ("FieldMissing", "pages/fr/bloc-inconnu.json, ligne 21, blocks[3].terms[1].id : attendu un texte entre guillemets, rien trouvé ; ajoutez ce champ"),
    ("BriefLong", "pages/fr/bref-long.json, ligne 7, brief : à vérifier : attendu 3 lignes au plus, trouvé 4 ; gardez l'essentiel, le reste va dans la page"),
    ("DraftAmongPublished", "pages/fr/brouillon.json, ligne 5, status : attendu « published », trouvé « draft » ; un brouillon ne va pas ici : déplacez le fichier dans drafts/, ou publiez-le"),
    ("FieldMissing", "pages/fr/champ-absent.json, ligne 9, blocks[0].text : attendu un texte entre guillemets, rien trouvé ; ajoutez ce champ"),
    ("FieldWrong", "pages/fr/champ-faux.json, ligne 18, blocks[1].text[1] : attendu un texte entre guillemets, trouvé 12 ; corrigez la valeur"),
    ("FieldWrong", r#"pages/fr/champ-faux.json, ligne 23, blocks[2].ordered : attendu true ou false, sans guillemets, trouvé "oui" ; corrigez la valeur"#),
    ("FieldWrong", r#"pages/fr/champ-faux.json, ligne 30, blocks[3].tone : attendu l'un de ces mots : note, important, help, trouvé "fort" ; corrigez la valeur"#),
    ("FieldUnknown", "pages/fr/champ-inconnu.json, ligne 11, blocks[0].texte : attendu un champ connu, trouvé « texte » ; écrivez « text », ou retirez-le"),
    ("FieldUnknown", "pages/fr/champ-inconnu.json, ligne 18, blocks[1].text[0].emphasis : attendu un champ connu, trouvé « emphasis » ; écrivez l'un de ceux-ci : strong, ou retirez-le"),
    ("SurveyUnknown", "pages/fr/constats.json, ligne 11, blocks[0].survey : attendu le nom d'un dossier de surveys/, trouvé « rives-2024 » ; écrivez « rives-2025 »"),
    ("FindingUnknown", "pages/fr/constats.json, ligne 16, blocks[1].finding : attendu un constat du sondage « rives-2025 », trouvé « f99 » ; prenez un « id » de son fichier survey.json"),
    ("FindingUnknown", "pages/fr/constats.json, ligne 26, blocks[2].id : attendu un constat du sondage « rives-2025 », trouvé « f1 » ; écrivez « f01 »"),
    ("FindingMisquoted", "pages/fr/constats.json, ligne 33, blocks[3].quote : attendu la phrase du constat f01, « Pour la plupart, elles traversent le pont. », trouvé une autre ; copiez-la telle quelle de survey.json"),
    ("FindingWithoutQuote", "pages/fr/constats.json, ligne 38, blocks[4].id : attendu un constat dont la phrase est connue, trouvé f05, dont seul le sens est connu ; citez un autre constat, ou retirez le bloc"),
    ("FindingUnknown", "pages/fr/constats.json, ligne 49, blocks[5].choices[0].findings[1] : attendu un constat du sondage « rives-2025 », trouvé « f77 » ; prenez un « id » de son fichier survey.json"),
    ("Phone", "pages/fr/contacts.json, ligne 12, blocks[0].phone : attendu un numéro international, chiffres groupés par des espaces (+32 81 71 35 18), trouvé « 081 71 35 18 » ; récrivez-le ainsi"),
    ("Email", "pages/fr/contacts.json, ligne 17, blocks[1].email : attendu une adresse de courriel (nom@domaine.be), trouvé « bonjour.exemple.be » ; corrigez-la"),
    ("ContactUnreachable", "pages/fr/contacts.json, ligne 19, blocks[2] : attendu au moins une façon de joindre « Service injoignable », rien trouvé ; ajoutez phone, email, address ou url"),
    ("ToConfirm", "pages/fr/contacts.json, ligne 23, blocks[2].unsure : « Service injoignable »"),
    ("ContactTwice", "pages/fr/contacts.json, ligne 27, blocks[3].name : attendu un nom qui distingue ce contact de blocks[0], trouvé « Numéro national\u{202f}! », qui donne la même fiche (numero-national.vcf) ; précisez l'un des deux noms"),
    ("Phone", "pages/fr/contacts.json, ligne 36, blocks[4].numbers[0].phone : attendu un numéro international, chiffres groupés par des espaces (+32 81 71 35 18), trouvé « +3281713518 » ; récrivez-le ainsi"),
    ("PlaceUnknown", "pages/fr/contacts.json, ligne 42, blocks[5].id : attendu un lieu de places/, trouvé « le-ponton » ; écrivez « le-pont »"),
    ("StatisticUnknown", "pages/fr/contacts.json, ligne 44, blocks[6].id : attendu une statistique de figures/, trouvé « passant » ; écrivez « passants »"),
    ("ValueNotWhole", "pages/fr/contacts.json, ligne 45, blocks[7].show : attendu des nombres entiers pour des barres, trouvé autre chose à la ligne « Une île » ; écrivez « table »"),
    ("ValueNotWhole", "pages/fr/contacts.json, ligne 45, blocks[7].show : attendu des nombres entiers pour des barres, trouvé autre chose à la ligne « Rive droite » ; écrivez « table »"),
    ("MapAbsent", "pages/fr/contacts.json, ligne 46, blocks[8].show : attendu une statistique qui a une carte (« map »), trouvé « passants-2024 », qui n'en a pas ; écrivez « table », ou ajoutez la carte à figures/"),
    ("NumberWrong", "pages/fr/contacts.json, ligne 47, blocks[9].text : attendu 1 300 d'après figures/, trouvé 1 200 dans « En 2025, on comptait 1 200 passants. » ; corrigez la phrase, ou la donnée"),
    ("NumberUnproven", "pages/fr/contacts.json, ligne 47, blocks[9].text : attendu une preuve (« proofs ») pour chaque nombre d'une phrase de cette page, trouvé 7 sans preuve dans « Le 3 mai, 7 ponts étaient ouverts. » ; dites de quelle ligne de figures/ il vient"),
    ("ProofOfOneNumber", "pages/fr/contacts.json, ligne 59, proofs[1].words : attendu un seul nombre dans les mots d'une preuve, trouvé 0 dans « passants, ponts » ; faites une preuve par nombre"),
    ("ProofNotInText", "pages/fr/contacts.json, ligne 60, proofs[2].words : attendu des mots d'une phrase de la page, trouvé « 12 ponts », qui n'y sont pas ; copiez les mots de la page, ou retirez cette preuve"),
    ("CellAbsent", "pages/fr/contacts.json, ligne 61, proofs[3].is[0] : attendu une ligne de « passants » qui a une valeur, trouvé « Rive gauches » ; écrivez « Rive gauche »"),
    ("ColumnAbsent", "pages/fr/contacts.json, ligne 62, proofs[4].is[0] : attendu une colonne de 0 à 0, trouvé 4 ; la première colonne de valeurs est 0"),
    ("ProofBelowZero", "pages/fr/contacts.json, ligne 63, proofs[5].is[0] : attendu un nombre de zéro ou plus, trouvé moins que zéro ; corrigez ce qui est retiré (« less »)"),
    ("NotADate", r#"pages/fr/date-impossible.json, ligne 6, checked_on : attendu une date qui existe, écrite AAAA-MM-JJ, trouvé "2026-02-30" ; écrivez par exemple 2026-11-23"#),
    ("FileUnreadable", "pages/fr/dossier.json : attendu un fichier lisible, trouvé un refus du système (Is a directory (os error 21)) ; vérifiez que c'est un fichier et qu'il est permis de le lire"),
    ("AlternativeAbsent", "pages/fr/images.json, ligne 9, blocks[0].alt : attendu ce que l'image montre, en une phrase, rien trouvé ; décrivez-la pour qui ne la voit pas"),
    ("AlternativeAbsent", "pages/fr/images.json, ligne 18, blocks[1].alt : attendu ce que l'image montre, en une phrase, rien trouvé ; décrivez-la pour qui ne la voit pas"),
    ("ImageElsewhere", "pages/fr/images.json, ligne 24, blocks[2].src : attendu une image du site (/images/…), trouvé https://exemple.be/pont.png ; copiez-la dans public/images : rien n'est chargé d'ailleurs"),
    ("ImageAbsent", "pages/fr/images.json, ligne 31, blocks[3].src : attendu un fichier public/images/absente.png, rien trouvé ; ajoutez l'image, ou corrigez le chemin"),
    ("ImageUnreadable", "pages/fr/images.json, ligne 38, blocks[4].src : attendu une image (WebP, AVIF, PNG, JPEG ou SVG), trouvé un fichier illisible, public/images/texte.png ; exportez-la de nouveau"),
    ("ImageTooHeavy", "pages/fr/images.json, ligne 45, blocks[5].src : attendu 200 ko au plus, trouvé 201 ko ; enregistrez l'image en WebP, ou réduisez-la"),
    ("ImageTooLarge", "pages/fr/images.json, ligne 52, blocks[6].src : attendu 2000 pixels de côté au plus, trouvé 2001 × 2 ; réduisez l'image"),
    ("ImageDistorted", "pages/fr/images.json, ligne 61, blocks[7].width : attendu les proportions du fichier (4 × 3), trouvé 400 × 400 ; écrivez les dimensions du fichier : sinon l'image est déformée"),
    ("HeadingOrder", "pages/fr/intertitres.json, ligne 11, blocks[0].level : attendu 2, car aucun intertitre de niveau 2 ne précède, trouvé 3 ; écrivez 2, ou ajoutez une section avant"),
    ("HeadingLevel", "pages/fr/intertitres.json, ligne 21, blocks[2].level : attendu 2 ou 3, trouvé 1 ; le titre de la page est le niveau 1 : écrivez 2 pour une section, 3 à l'intérieur"),
    ("HeadingRepeated", "pages/fr/intertitres.json, ligne 27, blocks[3].text : à vérifier : attendu un intertitre différent des autres, trouvé « bien » une seconde fois ; précisez l'un des deux"),
    ("Malformed", "pages/fr/json-mal-forme.json, ligne 4 : attendu du JSON bien formé, trouvé une erreur à la colonne 3 (une virgule ou une accolade fermante manque) ; corrigez à cet endroit ou juste avant"),
    ("LanguageCode", "pages/fr/langue-etrangere.json, ligne 13, blocks[0].text[0].foreign : attendu un code de langue (fr, nl, ar, pt-BR, zh-Hant…), trouvé « néerlandais » ; corrigez-le : les lecteurs d'écran s'en servent pour prononcer"),
    ("LanguageCode", "pages/fr/langue-etrangere.json, ligne 24, blocks[1].lang : attendu un code de langue (fr, nl, ar, pt-BR, zh-Hant…), trouvé « FR » ; corrigez-le : les lecteurs d'écran s'en servent pour prononcer"),
    ("Encoding", "pages/fr/latin1.json : attendu un texte en UTF-8, trouvé un autre encodage ; enregistrez le fichier de nouveau en UTF-8, sans BOM"),
    ("LinkDead", "pages/fr/liens-morts.json, ligne 18, blocks[1].text[0].link : attendu l'adresse d'une page ou d'un fichier du site, trouvé /imges/, qui n'existe pas ; écrivez « /images/ »"),
    ("LinkDead", "pages/fr/liens-morts.json, ligne 23, blocks[1].text[2].link : attendu l'adresse d'une page ou d'un fichier du site, trouvé /documents/absent.pdf, qui n'existe pas ; corrigez l'adresse, ou retirez le lien"),
    ("LinkScheduled", "pages/fr/liens-morts.json, ligne 32, blocks[2].items[0].href : à vérifier : attendu une page visible, trouvé /plus-tard/, montrée à partir du 2026-12-01 ; attendez ce jour pour mettre le lien"),
    ("FragmentDead", "pages/fr/liens-morts.json, ligne 36, blocks[2].items[1].href : attendu un endroit qui existe dans la page, trouvé #bie ; écrivez « #bien »"),
    ("FragmentDead", "pages/fr/liens-morts.json, ligne 44, blocks[2].items[3].href : attendu un endroit qui existe dans la page, trouvé #nulle-part ; retirez ce qui suit le #"),
    ("FragmentDead", "pages/fr/liens-morts.json, ligne 48, blocks[2].items[4].href : attendu un endroit qui existe dans la page, trouvé #f9 ; retirez ce qui suit le #"),
    ("BriefLineLong", "pages/fr/ligne-longue.json, ligne 8, brief[0] : à vérifier : attendu 160 caractères au plus, trouvé 165 ; une personne fatiguée doit comprendre d'un coup d'œil : raccourcissez"),
    ("SentenceHard", "pages/fr/ligne-longue.json, ligne 13, blocks[0].text : attendu 25 mots au plus par phrase, et des mots courts, trouvé 31 mots (facilité 92 sur 100) dans « La phrase qui suit est trop longue pour qui la lit, car elle… » ; coupez la phrase en deux, ou dites-la plus simplement"),
    ("ShareOfNothing", "pages/fr/ligne-longue.json, ligne 15, blocks[1].text : à vérifier : attendu de quoi c'est une part (30 % des habitants, ou 3 personnes sur 10), trouvé « …plus nombreux qu'avant : 30 %. » ; dites de qui ou de quoi"),
    ("PageNameTwice", "pages/fr/majuscules.json, ligne 1 : attendu une seule page de ce nom, trouvé aussi « Majuscules.json » ; gardez l'un des deux fichiers, ou renommez-en un"),
    ("LinkWordsEmpty", "pages/fr/mots-vides.json, ligne 15, blocks[0].text[1].text : attendu des mots qui disent où mène le lien, trouvé « ici » ; écrivez le nom de la page : un lecteur d'écran lit les liens seuls"),
    ("LinkWordsEmpty", "pages/fr/mots-vides.json, ligne 25, blocks[1].items[0].title : attendu des mots qui disent où mène le lien, trouvé « En savoir plus… » ; écrivez le nom de la page : un lecteur d'écran lit les liens seuls"),
    ("PageUnlinked", "pages/fr/orpheline.json, ligne 1 : attendu au moins un lien vers cette page, rien trouvé ; ajoutez-la au menu, au pied de page, ou dans une autre page"),
    ("WordUnknown", "pages/fr/orthographe.json, ligne 11, blocks[0].text[1].strong : attendu un mot du dictionnaire, trouvé « anciem » ; écrivez « ancien », ou ajoutez-le à tools/spelling/fr.txt s'il est juste"),
    ("WordTwice", "pages/fr/orthographe.json, ligne 15, blocks[1].text[0] : à vérifier : attendu un mot une seule fois, trouvé « est est » ; effacez-en un"),
    ("ToConfirm", "pages/fr/orthographe.json, ligne 15, blocks[1].text[1].unsure : « est ancien. »"),
    ("SpaceWrong", "pages/fr/orthographe.json, ligne 19, blocks[2].text : à vérifier : attendu ce signe contre le mot qui précède, trouvé « Le pont , ancien. » ; corrigez l'espace"),
    ("SignWrong", "pages/fr/orthographe.json, ligne 23, blocks[3].text : à vérifier : attendu une apostrophe droite ('), trouvé « ’ » dans « Le pont, c’est ancien. » ; remplacez ce signe"),
    ("PairBroken", "pages/fr/orthographe.json, ligne 27, blocks[4].text : à vérifier : attendu autant de « ( » que de « ) », trouvé 1 et 0 ; fermez ou ouvrez ce qui manque"),
    ("FullStopAbsent", "pages/fr/orthographe.json, ligne 31, blocks[5].text : à vérifier : attendu un point à la fin, trouvé « …pont est ancien » ; finissez la phrase"),
    ("Grammar", "pages/fr/orthographe.json, ligne 35, blocks[6].text : à vérifier : grammaire, « Les pont est ancien. » : Accord de nombre erroné : « pont » devrait être au pluriel ; écrivez « ponts », ou ajoutez « gn : » et ces mots à tools/spelling/grammar.txt si le texte est juste"),
    ("Scheduled", "pages/fr/plus-tard.json, ligne 17, publish_at : à vérifier : attendu une page visible, trouvé une publication le 2026-12-01 ; la page ne sera pas montrée avant : rien à faire si c'est voulu"),
    ("PageRequired", "pages/fr/recherche.json : attendu une page de ce nom, rien trouvé ; créez ce fichier : le site ne tient pas sans elle"),
    ("SummaryAbsent", "pages/fr/resume-absent.json, ligne 1, summary : attendu une phrase qui dit ce qu'on trouve ici et pour qui, rien trouvé ; écrivez-la : la recherche et les aperçus la montrent"),
    ("SummaryLong", "pages/fr/resume-long.json, ligne 3, summary : attendu 200 caractères au plus, trouvé 209 ; raccourcissez"),
    ("SummaryAbsent", "pages/fr/resume-vide.json, ligne 3, summary : attendu une phrase qui dit ce qu'on trouve ici et pour qui, rien trouvé ; écrivez-la : la recherche et les aperçus la montrent"),
    ("SourceAbsent", "pages/fr/sans-source.json, ligne 9, sources : attendu au moins une source, rien trouvé ; dites d'où viennent les affirmations de la page (url, title, supports)"),
    ("RowLength", "pages/fr/tableau.json, ligne 21, blocks[0].rows[1] : attendu 2 cellules, comme dans « head », trouvé 1 ; complétez la ligne, ou retirez ce qui est en trop"),
    ("TitleTwice", "pages/fr/titre-b.json, ligne 2, title : attendu un titre différent de toute autre page, trouvé le même dans pages/fr/titre-a.json ; changez l'un des deux : on ne les distingue pas dans une liste"),
    ("TranslationUnknown", "pages/fr/traduction.json, ligne 17, translation_of : attendu le nom d'une page en « fr », trouvé « accuei » ; écrivez « accueil »"),
    ("CheckedInFuture", "pages/fr/verifiee-demain.json, ligne 6, checked_on : attendu une date jusqu'au 2026-11-23, trouvé 2026-11-24 ; mettez le jour où une personne a vraiment vérifié"),
    ("CheckedLongAgo", "pages/fr/verifiee-jadis.json, ligne 6, checked_on : à vérifier : attendu une vérification de moins d'un an, trouvé 2025-11-22 ; relisez les faits, puis changez la date"),
    ("LanguageUnknown", "pages/xx : attendu une langue de site.json (fr, flamand), trouvé « xx » ; ajoutez-la à « languages » dans site.json, ou renommez"),
    ("OpeningUnreadable", "places/fr.json, ligne 8, places[0].opening : attendu des heures écrites comme dans OpenStreetMap (Mo-Fr 09:00-12:00,13:00-16:00; PH off), trouvé « de 9 h à 16 h » ; récrivez-les ainsi, ou mettez-les en mots dans « hours_note »"),
    ("ContactUnreachable", "places/fr.json, ligne 17, places[1] : attendu au moins une façon de joindre « Le Pont, bis », rien trouvé ; ajoutez phone, email, address ou url"),
    ("NameTwice", "places/fr.json, ligne 18, places[1].id : attendu un nom différent pour chacun, trouvé « le-pont » une seconde fois ; donnez-lui un autre nom"),
    ("InterfaceAbsent", "site.json, ligne 20, languages[1].code : attendu le fichier interface/flamand.json pour cette langue, rien trouvé ; traduisez interface/fr.json, ou retirez la langue"),
    ("LanguageCode", "site.json, ligne 20, languages[1].code : attendu un code de langue (fr, nl, ar, pt-BR, zh-Hant…), trouvé « flamand » ; corrigez-le : les lecteurs d'écran s'en servent pour prononcer"),
    ("LinkDead", "site.json, ligne 40, footer[0].links[0].href : attendu l'adresse d'une page ou d'un fichier du site, trouvé /recherche/, qui n'existe pas ; corrigez l'adresse, ou retirez le lien"),
    ("SurveyData", "surveys/constats-faux/constats.csv, ligne 3, colonne A « id » : « c1 », ce code est déjà celui de la ligne 2 ; donnez à chaque constat un code à lui"),
    ("QuoteNotOnPage", "surveys/rives-2025/survey.json, ligne 26, subjects[0].findings[1].quote : attendu une phrase du texte de /paroles/, trouvé une phrase qui n'y est pas ; copiez-la telle quelle, ou dites où elle est (quoted_from)"),
    ("QuantityNotInQuote", "surveys/rives-2025/survey.json, ligne 34, subjects[0].findings[2].quantity : attendu des mots de la phrase citée, trouvé « une majorité », qui n'y sont pas ; copiez les mots de la phrase, ou retirez ce champ"),
    ("FindingTwice", "surveys/rives-2025/survey.json, ligne 37, subjects[0].findings[3].id : attendu un nom différent pour chaque constat, trouvé « f03 » une seconde fois ; donnez-lui un autre nom"),
    ("QuantityUnknown", "surveys/rives-2025/survey.json, ligne 41, subjects[0].findings[3].quantity : attendu des mots dont la lecture est connue (src/survey/quantity.rs), trouvé « pour la plupart » ; copiez d'autres mots de la phrase, retirez ce champ, ou demandez d'ajouter ceux-ci"),
    ("LinkDead", "surveys/rives-2025/survey.json, ligne 50, subjects[0].findings[4].help[0].href : attendu l'adresse d'une page ou d'un fichier du site, trouvé /parole/, qui n'existe pas ; écrivez « /paroles/ »"),
    ("SurveyName", "surveys/trop-de-constats/survey.json, ligne 2, id : attendu « trop-de-constats », le nom du dossier, trouvé « trop-de-constat » ; écrivez le même mot des deux côtés"),
    ("FindingsTooMany", "surveys/trop-de-constats/survey.json, ligne 12, subjects : attendu 40 constats au plus, trouvé 41 ; regroupez-en, ou faites deux sondages : une liste plus longue ne se lit plus"),
    ("FileAbsent", "surveys/vide/survey.json : attendu ce fichier, rien trouvé ; créez-le"),
];
