//! A whole small site (`tests/site`), published into a temporary folder; and one that must be refused.

use passerelle::{
    model::date::Date,
    publish::{
        error::PublishError,
        prerender::{Job, publish},
    },
};
use std::{
    fs,
    ops::Deref,
    path::{Path, PathBuf},
};

const DAY: &str = "2026-11-23";

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// An empty folder of this run's own (clones share Cargo's), gone when the test is.
struct Folder(PathBuf);

impl Deref for Folder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

fn folder(name: &str) -> Folder {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("prerender-{}-{name}", std::process::id()));
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    Folder(folder)
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

fn job(content: &Path, out: &Path) -> Job {
    Job {
        content: content.to_owned(),
        style: repository("style"),
        bundle: None,
        parts: None,
        backend: None,
        out: out.to_owned(),
        drafts: None,
        for_work: false,
        compressed: false,
        today: Date::parse(DAY).unwrap(),
    }
}

fn run(job: &Job) -> Result<usize, PublishError> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(publish(job)).map(|published| published.pages)
}

/// A published site, and the folder that goes with it.
struct Site {
    root: PathBuf,
    _folder: Option<Folder>,
}

impl Site {
    fn at(out: &Path) -> Self {
        Self { root: out.to_owned(), _folder: None }
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    #[track_caller]
    fn contains(&self, path: &str, words: &str) {
        let text = self.text(path);
        assert!(text.contains(words), "{path} does not contain « {words} »:\n{text}");
    }

    /// Every file of it, with its content.
    fn everything(&self) -> Vec<(String, Vec<u8>)> {
        passerelle::publish::assets::files(&self.root).unwrap().into_iter().map(|file| (file.display().to_string(), fs::read(&file).unwrap())).collect()
    }

    /// The files in which `words` stand; compressed ones are compared by their originals elsewhere.
    fn holding(&self, words: &str) -> Vec<String> {
        let holds = |content: &[u8]| String::from_utf8_lossy(content).contains(words);
        self.everything().into_iter().filter(|(path, content)| path.contains(words) || holds(content)).map(|(path, _)| path).collect()
    }
}

/// `tests/site` with the files of `more` (place under its content, text), published; not compressed, which takes most of the time.
fn published(name: &str, more: &[(&str, String)]) -> Site {
    published_as(name, more, false)
}

fn published_as(name: &str, more: &[(&str, String)], compressed: bool) -> Site {
    let here = folder(name);
    copy(&repository("tests/site"), &here.join("site"));
    for (place, text) in more {
        fs::write(here.join("site/content").join(place), text).unwrap();
    }
    let out = here.join("out");
    run(&Job { compressed, ..job(&here.join("site/content"), &out) }).unwrap_or_else(|error| panic!("{error}"));
    Site { root: out, _folder: Some(here) }
}

/// A page that may link to `/…/`.
fn page(title: &str, status: &str, publish_at: Option<&str>, link: &str) -> String {
    let publish_at = publish_at.map(|day| format!(r#", "publish_at": "{day}""#)).unwrap_or_default();
    let link = if link.is_empty() { String::new() } else { format!(r#", {{"link": "{link}", "text": "une autre rive"}}"#) };
    format!(
        r#"{{"title": "{title}", "summary": "Une page d'exemple : {title}.", "kind": "page", "status": "{status}", "checked_on": "2026-11-01",
            "brief": [], "blocks": [{{"type": "paragraph", "text": ["Il traverse la rivière."{link}]}}],
            "sources": [{{"url": "https://exemple.be/rapport", "title": "Rapport", "supports": "tout", "year": 2025}}]{publish_at}}}"#
    )
}

#[test]
fn every_page_is_written_with_its_content() {
    let site = published_as("whole", &[], true);
    for (path, words) in [
        ("index.html", "Maison du Pont"),
        ("index.html", "Je représente une association"),
        ("exemple/index.html", "<h1 tabindex=\"-1\">Exemple</h1>"),
        ("exemple/index.html", "<strong>à pied</strong>"),
        ("exemple/index.html", "<span lang=\"nl\">brug</span>"),
        ("exemple/index.html", "(à confirmer)"),
        ("exemple/index.html", "alt=\"Un pont de pierre entre deux rives.\""),
        ("exemple/index.html", "href=\"/paroles/#f02\""),
        ("paroles/index.html", "id=\"f01\""),
        ("recherche/index.html", "type=\"search\""),
        ("404.html", "<h1"),
        ("_headers", "Content-Security-Policy"),
        ("content/search.fr.json", "\"href\":\"/paroles/\""),
        ("content/pages/fr/paroles.json", "\"surveys\":[{"),
        ("content/drawn/fr/exemple.json", "\"view\":[\"article\",[\"class\",\"article\""),
        ("content/drawn/fr/paroles.json", "\"view\":{\"live\":\"survey\""),
        ("content/drawn/fr/recherche.json", "{\"live\":\"results\""),
        ("content/frame.fr.json", "\"lang\":\"fr\""),
        ("documents/guide.txt", ""),
        ("exemple/index.html", "src=\"/cartographie/passants.svg\""),
        ("cartographie/passants.svg", "fill=\"url(#none)\""),
        ("_headers", "/cartographie/*.svg"),
    ] {
        site.contains(path, words);
    }
    for path in ["images/pont.png", "exemple/index.html.br", "exemple/index.html.gz"] {
        assert!(site.root.join(path).is_file(), "{path}");
    }
    assert!(!site.root.join("introuvable").exists(), "the page of wrong addresses has an address");
}

#[test]
fn a_contact_is_a_file_that_says_what_is_unsure() {
    let site = published("contacts", &[]);
    let card = site.text("contacts/exemple/accueil-du-pont.vcf");
    for line in [
        "BEGIN:VCARD",
        "FN:Accueil du pont",
        "ORG:Maison du Pont",
        "TEL;TYPE=WORK,VOICE:+3281000000",
        "ADR;TYPE=WORK:;;Rue de l’Exemple 1;Namur;;5000;",
        "NOTE:Toute question – à confirmer",
    ] {
        assert!(card.contains(&format!("{line}\r\n")), "no line « {line} »:\n{card}");
    }
}

#[test]
fn cards_and_codes_wait_until_the_address_of_the_site_is_known() {
    let addressed = ["og:image", "class=\"print-note__code\"", "canonical", "\"qr\":", "Sitemap:"];
    let site = published("without_address", &[]);
    for words in addressed {
        assert_eq!(site.holding(words).into_iter().filter(|path| !path.ends_with(".js")).collect::<Vec<_>>(), Vec::<String>::new(), "« {words} »");
    }
    assert!(!site.root.join("cartes").exists());
    let facts = fs::read_to_string(repository("tests/site/content/site.json")).unwrap();
    let site = published("with_address", &[("site.json", facts.replacen('{', "{\"base_url\": \"https://exemple.be\",", 1))]);
    site.contains("exemple/index.html", "<meta property=\"og:image\" content=\"https://exemple.be/cartes/fr-exemple-");
    site.contains("exemple/index.html", "\nhttps://exemple.be/exemple/</p>");
    site.contains("content/pages/fr/exemple.json", "\\nhttps://exemple.be/exemple/|0 -.5 29 29|M0 0h7");
    site.contains("robots.txt", "Sitemap: https://exemple.be/sitemap.xml");
    // The page of wrong addresses has no address to tell.
    let wrong = site.text("404.html");
    assert!(["og:image", "canonical", "class=\"print-note\""].iter().all(|words| !wrong.contains(words)), "{wrong}");
}

/// `tests/site` at exemple.be, with a page in two texts and two languages.
fn in_two_languages(name: &str) -> Site {
    let here = folder(name);
    copy(&repository("tests/site"), &here.join("site"));
    copy(&repository("tests/fixtures/two_languages"), &here.join("site/content"));
    fs::remove_file(here.join("site/content/README.md")).unwrap();
    fs::copy(repository("drafts/interface/ar.json"), here.join("site/content/interface/ar.json")).unwrap();
    let facts = here.join("site/content/site.json");
    let text = fs::read_to_string(&facts).unwrap().replacen('{', "{\"base_url\": \"https://exemple.be\",", 1);
    fs::write(&facts, text.replacen("\"dir\": \"ltr\"\n    }", "\"dir\": \"ltr\"\n    }, {\"code\": \"ar\", \"name\": \"العربية\", \"dir\": \"rtl\"}", 1))
        .unwrap();
    let out = here.join("out");
    // Without pictures and compression, which are not what is looked at.
    run(&Job { for_work: true, ..job(&here.join("site/content"), &out) }).unwrap_or_else(|error| panic!("{error}"));
    Site { root: out, _folder: Some(here) }
}

/// The pieces of two texts that face each other: language and direction of each side, and its words.
fn rows(html: &str) -> Vec<[String; 2]> {
    let words = |html: &str| {
        let text: String = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect::<Vec<_>>().join(" ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let cell = |html: &str| match html.split_once("class=\"together__text prose\"") {
        Some((_, text)) => {
            let (tag, text) = text.split_once('>').unwrap();
            format!("{} {}", tag.trim(), words(text.split("<section").next().unwrap()))
        }
        None => words(html.split_once("together__absent\">").map_or("", |(_, text)| text.split("</p>").next().unwrap())),
    };
    let rows = html.split("class=\"together__row\">").skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split("<div class=\"together__cell").skip(1).collect();
        assert_eq!(cells.len(), 2, "{row}");
        [cell(cells[0]), cell(cells[1].split("class=\"page-foot\"").next().unwrap())]
    })
    .collect()
}

#[test]
fn two_texts_of_a_page_are_read_face_to_face_part_by_part() {
    let site = in_two_languages("together");
    let full = "lang=\"fr\" dir=\"ltr\"";
    let text = site.text("passage/a-deux/index.html");
    let met = rows(&text);
    assert_eq!(met.len(), 6, "{met:#?}");
    // Step by step, since both have three.
    for (row, own, easy) in [(1, "Venez à l’accueil du pont", "Venez au pont"), (2, "Attendez le passeur", "Attendez"), (3, "Traversez", "Traversez")] {
        assert!(met[row][0].starts_with(&format!("{full} {own}")) && met[row][1].starts_with(&format!("{full} {easy}")), "{met:#?}");
    }
    // A part that the easy text does not have is said to be absent.
    assert_eq!(met[4], [format!("{full} Rien : le passage est gratuit."), "Ce texte n’a pas cette partie.".to_owned()]);
    // The title is said once, with the anchor that it has on the page; both texts lead to their own page, and the view to the contacts and to the sheet.
    assert_eq!(text.matches(">Que faire\u{202f}?</h2>").count(), 1);
    for words in [
        "<title>Lire à deux\u{202f}: Passer la rivière – Le Pont</title>",
        "<h2 id=\"que-faire\">",
        "<h2 id=\"contacts-utiles\">",
        "href=\"#contacts-utiles\"",
        "href=\"/passage/\"",
        "href=\"/passage-facile/\"",
        "href=\"/passage/fiche/\"",
        "La relecture par des lecteurs est encore à faire",
        "href=\"/contacts/passage/accueil-du-pont.vcf\"",
    ] {
        assert!(text.contains(words), "no {words} in\n{text}");
    }
    // Both pages lead there, in the line of the other text.
    for path in ["passage/index.html", "passage-facile/index.html"] {
        site.contains(path, "href=\"/passage/a-deux/\">Lire à deux</a> <a href=\"/passage/fiche/\">");
    }
}

#[test]
fn a_translation_faces_its_page_in_its_own_direction() {
    let site = in_two_languages("languages");
    let text = site.text("ar/passage/a-deux/index.html");
    assert!(text.starts_with("<!DOCTYPE html><html lang=\"ar\" dir=\"rtl\">"), "{text}");
    let (arabic, french) = ("lang=\"ar\" dir=\"rtl\"", "lang=\"fr\" dir=\"ltr\"");
    let met = rows(&text);
    assert_eq!(met.len(), 6, "{met:#?}");
    for (row, own, other) in [
        (0, "الطريق من ضفة إلى أخرى", "Le chemin d’une rive à l’autre"),
        (1, "ماذا أفعل؟ تعالوا إلى مكتب الجسر", "Que faire ? Venez à l’accueil du pont"),
        (2, "انتظروا المرشد", "Attendez le passeur"),
        (5, "جهات اتصال مفيدة مكتب الجسر", "Contacts utiles Accueil du pont"),
    ] {
        assert!(met[row][0].starts_with(&format!("{arabic} {own}")), "{:?}", met[row]);
        assert!(met[row][1].starts_with(&format!("{french} {other}")), "{:?}", met[row]);
    }
    assert_eq!(met[4], ["لا يوجد هذا الجزء في هذا النص.".to_owned(), format!("{french} Rien : le passage est gratuit.")]);
    for words in [
        format!("<p class=\"together__name\" {arabic}>العربية</p>"),
        format!("<p class=\"together__name\" {french}>Français</p>"),
        // A title that the translation does not have is in the language of the text that has it.
        format!("{french}>Ce que cela coûte</h2>"),
        "href=\"/contacts/passage/accueil-du-pont.vcf\"".to_owned(),
        "href=\"/contacts/ar/passage/".to_owned(),
    ] {
        assert!(text.contains(&words), "no {words} in\n{text}");
    }
    site.contains("ar/passage/index.html", "href=\"/ar/passage/a-deux/\"");
    // A page that has no translation is read in the first language, and leads to what stands beside it there.
    assert!(!site.root.join("ar/exemple/a-deux").exists() && !site.root.join("ar/accueil/a-deux").exists() && !site.root.join("ar/a-deux").exists());
}

#[test]
fn a_sheet_to_take_away_says_what_to_do_in_both_texts_and_writes_addresses_out() {
    let site = in_two_languages("handout");
    let text = site.text("passage/fiche/index.html");
    for words in [
        "Passer la rivière</h1>",
        "Texte complet",
        "Français facile",
        "Venez à l’accueil du pont",
        "Attendez le passeur",
        "Le passeur arrive. Un passeur vous aide.",
        "081 00 00 00",
        "Rue de l’Exemple 1, 5000 Namur",
        ">exemple.be/pont</a>",
        ">page des exemples</a><span class=\"handout__address\" dir=\"ltr\"> (exemple.be/exemple)</span>",
        "class=\"handout__code\" viewBox=\"0 -.5 29 29\"",
        "\nhttps://exemple.be/passage/</p>",
        "Textes\u{202f}: Le Pont, tous droits réservés.",
        "href=\"/passage/\"",
        "href=\"/passage/a-deux/\"",
    ] {
        assert!(text.contains(words), "no {words} in\n{text}");
    }
    // In Arabic, with French beside it.
    let text = site.text("ar/passage/fiche/index.html");
    for words in [
        "lang=\"ar\" dir=\"rtl\"><p class=\"handout__name\">العربية",
        "انتظروا المرشد",
        "lang=\"fr\" dir=\"ltr\"><p class=\"handout__name\">Français",
        "Passer la rivière</p>",
        "\nhttps://exemple.be/ar/passage/</p>",
    ] {
        assert!(text.contains(words), "no {words} in\n{text}");
    }
    // A page without three things to do has no sheet.
    assert!(site.root.join("exemple/index.html").is_file() && !site.root.join("paroles/fiche").exists());
}

#[test]
fn what_stands_beside_a_page_is_not_looked_for_in_its_place() {
    let site = in_two_languages("beside");
    for path in ["passage/a-deux", "passage/fiche", "ar/passage/a-deux", "ar/passage/fiche"] {
        let page = path.rsplit_once('/').unwrap().0;
        let file = format!("{path}/index.html");
        site.contains(&file, "<meta name=\"robots\" content=\"noindex\">");
        site.contains(&file, &format!("<link rel=\"canonical\" href=\"https://exemple.be/{page}/\">"));
        let text = site.text(&file);
        assert!(!text.contains("og:") && !text.contains("data-wasm"), "{path}");
    }
    for place in ["sitemap.xml", "content/search.fr.json", "content/search.ar.json"] {
        let text = site.text(place);
        assert!(!text.contains("a-deux") && !text.contains("fiche"), "{place}:\n{text}");
    }
    assert!(!site.text("content/frame.fr.json").contains("\"beside\""));
    // Easy texts have nothing of their own beside them.
    assert!(!site.root.join("passage-facile/a-deux").exists() && !site.root.join("passage-facile/fiche").exists());
}

#[test]
fn every_finding_can_be_taken_away() {
    let facts = fs::read_to_string(repository("tests/site/content/site.json")).unwrap();
    let site = published_as("findings", &[("site.json", facts.replacen('{', "{\"base_url\": \"https://exemple.be\",", 1))], true);
    for id in ["f01", "f02", "f03"] {
        let folder = format!("sondages/rives-2025/{id}");
        let own = |extension: &str| format!("{folder}/rives-2025-{id}.{extension}");
        let page = format!("{folder}/index.html");
        for words in [
            "Sondage inventé des deux rives",
            "Licence non précisée",
            "n = 9 associations",
            "chiffres non publiés",
            "<meta name=\"robots\" content=\"noindex\">",
            "<link rel=\"canonical\" href=\"https://exemple.be/paroles/\">",
            &format!("href=\"/paroles/#{id}\""),
            &format!("\nhttps://exemple.be/paroles/#{id}</p>"),
            &format!("/{}", own("png")),
        ] {
            site.contains(&page, words);
        }
        for extension in ["svg", "csv", "json"] {
            for words in ["Sondage inventé des deux rives", "Maison du Pont, 2025, données fictives", &format!("https://exemple.be/paroles/#{id}")] {
                site.contains(&own(extension), words);
            }
            assert!(site.root.join(own(extension) + ".br").is_file(), "{} is not compressed", own(extension));
        }
        let picture = fs::read(site.root.join(own("png"))).unwrap();
        let size = imagesize::blob_size(&picture).unwrap();
        site.contains(&page, &format!("width=&quot;{}&quot; height=&quot;{}&quot;", size.width, size.height).replace("&quot;", "\""));
        assert_eq!(size.width, 1200, "{id}");
    }
    site.contains("sondages/rives-2025/f01/rives-2025-f01.json", "\"allowed_min\": 5");
    site.contains("sondages/rives-2025/f02/rives-2025-f02.json", "\"allowed_min\": null");
    assert_eq!(site.text("sondages/rives-2025/rives-2025.csv").lines().count(), 4);
    assert!(!site.text("sitemap.xml").contains("sondages/rives-2025"));
    // What only native programs say is not sent to the browser.
    assert!(!site.text("content/frame.fr.json").contains("takeaway"));
}

#[test]
fn a_survey_whose_counts_are_published_is_explored() {
    let facts = fs::read_to_string(repository("tests/site/content/site.json")).unwrap();
    let site = published("explorer", &[("site.json", facts.replacen('{', "{\"base_url\": \"https://exemple.be\",", 1))]);
    let page = "sondages/essai-fictif/index.html";
    for words in [
        "<title>Associations imaginaires – Données fictives",
        "Données fictives : ces réponses sont inventées",
        "<meta name=\"robots\" content=\"noindex\">",
        "23 associations sur 30 sollicités",
        "aucun intervalle d’incertitude ne peut être calculé",
        // The table of contents, the base, the drawing, the table, the files.
        "href=\"#q-activites\"",
        "22 associations ont répondu sur 23\u{202f}; 1 n’a pas répondu.",
        "22 associations ont répondu sur 23\u{202f}; 1\u{202f}: «\u{202f}Ne sait pas\u{202f}».",
        "la question n’a pas été posée à 3",
        "Plusieurs réponses étaient possibles",
        "1 association = 5 points.",
        "<table><caption>Données fictives. Quelles activités menez-vous",
        "href=\"/sondages/essai-fictif/essai-fictif-activites.csv\"",
        "class=\"explorer__poles\"",
        "class=\"explorer__strip\"",
        "Les réponses libres ne sont pas publiées.",
        "elle est sensible",
        "<a href=\"/exemple/\">Exemple</a>",
        "\nhttps://exemple.be/sondages/essai-fictif/</p>",
        "data-bench=\"chart\"",
        "data-bench=\"sort\"",
        "data-bench=\"f1-1\"",
        "data-bench=\"f2-2\"",
        "data-bench=\"nav\"",
    ] {
        site.contains(page, &words.replace(" :", "\u{202f}:"));
    }
    // Nothing stands in the page as a control that no program answers.
    assert!(!site.text(page).contains("role=\"button\"") && !site.text(page).contains("data-survey"));
    assert!(!site.text("sitemap.xml").contains("essai-fictif"));
    for extension in ["csv", "json", "svg"] {
        let own = format!("sondages/essai-fictif/essai-fictif-souhait.{extension}");
        for words in ["Données fictives", "CC0 1.0", "https://exemple.be/sondages/essai-fictif/#q-souhait", "Personne"] {
            site.contains(&own, words);
        }
    }
    let csv = site.text("sondages/essai-fictif/essai-fictif-souhait.csv");
    assert!(csv.lines().next().is_some_and(|line| line.contains("Données fictives")), "{csv}");
    assert!(csv.contains(",'=SOMME(A1)") && !csv.contains(",=SOMME"), "{csv}");
    // The picture of pixels says the same as the drawn one, in its texts too.
    let picture = fs::read(site.root.join("sondages/essai-fictif/essai-fictif-activites.png")).unwrap();
    let drawn = site.text("sondages/essai-fictif/essai-fictif-activites.svg");
    let size = imagesize::blob_size(&picture).unwrap();
    assert!(drawn.contains(&format!("viewBox=\"0 0 {} {}\"", size.width, size.height)) && size.width == 1200, "{size:?}");
    for words in ["Données fictives", "22 associations ont répondu", "https://exemple.be/sondages/essai-fictif/#q-activites", "CC0 1.0", "mars 2026"] {
        assert!(String::from_utf8_lossy(&picture).contains(words), "the picture does not say « {words} »");
    }
    site.contains(page, "href=\"/sondages/essai-fictif/essai-fictif-activites.png\"");
    // A text without consent is in no file.
    assert_eq!(site.holding("Secret de fabrique"), Vec::<String>::new());
    // Nor is a count of a sensitive question.
    assert!(!site.root.join("sondages/essai-fictif/essai-fictif-subside.csv").exists());
    assert!(!site.text("content/frame.fr.json").contains("\"explorer\""));
}

#[test]
fn a_question_alone_is_whole_for_another_site_and_nothing_else_may_be_framed() {
    let site = published("embed", &[("site.json", with_an_address())]);
    let alone = "sondages/essai-fictif/integrer/activites/index.html";
    for words in [
        "<h1 id=\"q-activites\">Quelles activités menez-vous\u{202f}?</h1>",
        "Données fictives",
        "22 associations ont répondu sur 23",
        "<table>",
        "explorer__dots",
        "Source\u{202f}: Personne",
        "CC0 1.0",
        "mars 2026",
        "formulaire en ligne",
        "href=\"/sondages/essai-fictif/#q-activites\" target=\"_blank\"",
        "href=\"/sondages/essai-fictif/essai-fictif-activites.png\"",
        "<meta name=\"robots\" content=\"noindex\">",
    ] {
        site.contains(alone, words);
    }
    // No script, no form, nothing from elsewhere, and no control that nothing answers.
    let text = site.text(alone);
    nothing_runs_in(&text);
    assert!(!text.contains("<img") && !text.contains("src=\""), "{text}");
    assert!(!site.root.join("sondages/essai-fictif/integrer/subside/index.html").exists(), "a sensitive question");
    assert!(!site.root.join("sondages/essai-fictif/integrer/remarque/index.html").exists(), "an internal question");
    // What one copies: the frame, and the picture for where no frame can be.
    let page = site.text("sondages/essai-fictif/index.html");
    for words in [
        "&lt;iframe src=\"https://exemple.be/sondages/essai-fictif/integrer/activites/\"",
        "&lt;img src=\"https://exemple.be/sondages/essai-fictif/essai-fictif-activites.png\"",
        "data-copy=\"&lt;iframe",
    ] {
        assert!(page.contains(words), "no {words}");
    }
    let rules = passerelle::publish::headers::read(&site.text("_headers"));
    for file in passerelle::publish::assets::files(&site.root).unwrap() {
        let path = format!("/{}", file.strip_prefix(&site.root).unwrap_or(&file).display().to_string().trim_start_matches('/'));
        let path = path.trim_end_matches("index.html");
        let framed = path.contains("/integrer/") || path.starts_with("/sondages/rives-2025/");
        let headers = passerelle::publish::headers::headers_of(&rules, path);
        let value = |wanted: &str| headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        let ancestors = if framed { "frame-ancestors *" } else { "frame-ancestors 'none'" };
        assert!(value("Content-Security-Policy").is_some_and(|policy| policy.contains(ancestors)), "{path}: {headers:?}");
        if !path.starts_with("/cartographie/") {
            assert_eq!(value("X-Frame-Options"), (!framed).then_some("DENY"), "{path}");
        }
    }
}

/// The files of the invented survey with a grid of two lines more, and the site's with an address.
fn with_a_grid() -> Vec<(&'static str, String)> {
    let read = |place: &str| fs::read_to_string(repository("tests/site/content").join(place)).unwrap();
    let mut questions = read("surveys/essai-fictif/questions.csv");
    for (code, line) in [("salle_proche", "La salle est proche"), ("salle_calme", "=La salle est calme")] {
        questions.push_str(&format!("{code},Êtes-vous d'accord ? – {line},echelle,salles,s1=Pas d'accord|s2=Sans avis|s3=D'accord,oui,,,,,,,public,non,\n"));
    }
    let answers = read("surveys/essai-fictif/reponses.csv");
    let more = |(number, line): (usize, &str)| match number {
        0 => format!("{line},salle_proche,salle_calme\n"),
        number => format!("{line},s{},s{}\n", 1 + number % 3, 1 + number * 5 % 7 % 3),
    };
    let answers = answers.lines().enumerate().map(more).collect();
    vec![("site.json", with_an_address()), ("surveys/essai-fictif/questions.csv", questions), ("surveys/essai-fictif/reponses.csv", answers)]
}

/// `site.json`, of a site that has an address.
fn with_an_address() -> String {
    let facts = fs::read_to_string(repository("tests/site/content/site.json")).unwrap();
    facts.replacen('{', "{\"base_url\": \"https://exemple.be\",", 1)
}

#[test]
fn questions_that_are_read_together_are_taken_away_as_one_alone_is() {
    let site = published("grid", &with_a_grid());
    let stem = "sondages/essai-fictif/essai-fictif-salles";
    let page = site.text("sondages/essai-fictif/index.html");
    for extension in ["svg", "png", "csv", "json"] {
        assert!(page.contains(&format!("href=\"/{stem}.{extension}\" download")), "{extension}");
        let file = String::from_utf8_lossy(&fs::read(site.root.join(format!("{stem}.{extension}"))).unwrap()).into_owned();
        for words in ["Données fictives", "CC0 1.0", "Personne", "mars 2026", "https://exemple.be/sondages/essai-fictif/#q-sal"] {
            assert!(file.contains(words), "{extension} does not say « {words} »");
        }
    }
    let csv = site.text(&format!("{stem}.csv"));
    assert!(csv.contains("'=La salle est calme") && !csv.contains(",=La salle"), "{csv}");
    // What one copies, and the page that it shows.
    for words in [
        "&lt;iframe src=\"https://exemple.be/sondages/essai-fictif/integrer/salles/\"",
        "&lt;img src=\"https://exemple.be/sondages/essai-fictif/essai-fictif-salles.png\"",
    ] {
        assert!(page.contains(words), "no {words}");
    }
    let alone = "sondages/essai-fictif/integrer/salles/index.html";
    for words in [
        "<h1 id=\"q-salles\">Êtes-vous d’accord\u{202f}?</h1>",
        "Données fictives",
        "explorer__poles",
        "data-side=\"neutral\"",
        "<table>",
        "Source\u{202f}: Personne",
        "CC0 1.0",
        "mars 2026",
        "href=\"/sondages/essai-fictif/#q-salles\" target=\"_blank\"",
        "href=\"/sondages/essai-fictif/essai-fictif-salles.png\"",
        "<meta name=\"robots\" content=\"noindex\">",
    ] {
        site.contains(alone, words);
    }
    nothing_runs_in(&site.text(alone));
    // The marks of the picture are those of the page: the same counts, said in the same words.
    let file: serde_json::Value = serde_json::from_str(&site.text(&format!("{stem}.json"))).unwrap();
    let svg = site.text(&format!("{stem}.svg"));
    for question in file["questions"].as_array().unwrap() {
        let counts: Vec<String> = question["options"]
            .as_array()
            .unwrap()
            .iter()
            .map(|option| format!("{}\u{202f}: {}", option["option"].as_str().unwrap(), option["count"]))
            .collect();
        let said = counts.join("\u{202f}; ");
        assert!(page.contains(&said) && svg.contains(&said), "« {said} »");
    }
}

/// No script, no form, nothing from elsewhere, and no control that nothing answers.
#[track_caller]
fn nothing_runs_in(text: &str) {
    for words in ["<script", "<form", "<select", "<button", "<input", "<iframe", "<img src=\"http", "@import", "url(http"] {
        assert!(!text.contains(words), "{words}");
    }
}

#[test]
fn a_published_statistic_is_taken_away_with_where_it_was_read() {
    let read = |place: &str| fs::read_to_string(repository("tests/site/content").join(place)).unwrap();
    let (page, figures) = (read("pages/fr/exemple.json"), read("figures/fr.json"));
    let (of_map, boats) = ("\"show\": \"map\"\n    },", r#"{ "type": "statistic", "id": "bateaux", "show": "chart" },"#);
    let (before, more) = (
        "\"figures\": [",
        r#"{ "id": "bateaux", "title": "Bateaux inventés, par quai", "year": 2025, "first": "Quai", "columns": [{ "title": "Bateaux", "unit": "bateaux" }],
            "rows": [{ "label": "Quai haut", "values": ["12"] }, { "label": "=Quai bas", "values": ["4"] }], "source": "Personne", "licence": "libre comme l'air",
            "sources": [{ "url": "https://example.org/bateaux", "title": "Un exemple", "supports": "les bateaux" }] },"#,
    );
    assert!(page.contains(of_map) && figures.contains(before));
    let changed = [
        ("site.json", with_an_address()),
        ("pages/fr/exemple.json", page.replacen(of_map, &format!("{of_map}{boats}"), 1)),
        ("figures/fr.json", figures.replacen(before, &format!("{before}{more}"), 1)),
    ];
    let site = published("statistics", &changed);
    let page = site.text("exemple/index.html");
    let ground = ["Deux carrés inventés.", "Passants inventés, par rive", "Ces nombres sont inventés", "Licence non précisée"];
    let bars = ["Bateaux inventés, par quai", "libre comme l’air"];
    for (name, words) in [
        ("bateaux.svg", &bars[..]),
        ("bateaux.png", &bars),
        ("bateaux.csv", &bars),
        ("bateaux.json", &bars),
        ("passants-carte.svg", &ground),
        ("passants-carte.png", &ground),
        ("passants.csv", &ground),
        ("passants.json", &ground),
    ] {
        assert!(page.contains(&format!("href=\"/statistiques/{name}\"")), "{name}");
        let file = String::from_utf8_lossy(&fs::read(site.root.join("statistiques").join(name)).unwrap()).replace(['\u{a0}', '\u{202f}'], " ");
        let (day, unit) = (if name.ends_with(".csv") || name.ends_with(".json") { "2026-11-01" } else { "1er novembre 2026" }, &name[..6]);
        for words in words.iter().chain(&["Personne", "2025", day, "https://exemple.be/exemple/", unit]) {
            assert!(file.to_lowercase().contains(&words.to_lowercase()), "{name} does not say « {words} »");
        }
    }
    // What was not read is empty, and no cell is a formula.
    let (csv, boats) = (site.text("statistiques/passants.csv"), site.text("statistiques/bateaux.csv"));
    assert!(csv.contains(",1200,1200,,false") && csv.contains(",passants,,,,false"), "{csv}");
    assert!(boats.contains("'=Quai bas,Bateaux,bateaux,4,4,,false") && !boats.contains(",=Quai"), "{boats}");
    let file: serde_json::Value = serde_json::from_str(&site.text("statistiques/passants.json")).unwrap();
    assert_eq!((&file["values"][0]["value"], &file["values"][1]["value"]), (&1200.into(), &serde_json::Value::Null));
    assert_eq!(file["sources"][0]["url"], "https://example.org/passants");
    // The bars and the map alone.
    for (name, title, drawing) in [
        ("bateaux", "Bateaux inventés, par quai", "class=\"bar-chart__bar\""),
        ("passants-carte", "Passants inventés, par rive", "src=\"/cartographie/passants.svg\""),
    ] {
        let alone = format!("statistiques/integrer/{name}/index.html");
        assert!(page.contains(&format!("href=\"/statistiques/integrer/{name}/\"")));
        for words in [
            &format!("<h1>{title}</h1>"),
            drawing,
            "Source\u{202f}: Personne, 2025.",
            "Informations relevées le",
            "href=\"/exemple/\" target=\"_blank\"",
            &format!("href=\"/statistiques/{name}.png\""),
            &format!("&lt;iframe src=\"https://exemple.be/statistiques/integrer/{name}/\""),
            &format!("&lt;img src=\"https://exemple.be/statistiques/{name}.png\""),
            "<meta name=\"robots\" content=\"noindex\">",
        ] {
            site.contains(&alone, words);
        }
        assert_eq!(site.text(&alone).matches("Source\u{202f}:").count(), 1, "{name}");
        nothing_runs_in(&site.text(&alone));
    }
    assert!(
        page.contains("12</span>") && site.text("statistiques/bateaux.svg").contains("Quai haut\u{202f}: 12"),
        "the page and the picture have the same count"
    );
    let rules = passerelle::publish::headers::read(&site.text("_headers"));
    let value = |path: &str, wanted: &str| {
        let headers = passerelle::publish::headers::headers_of(&rules, path);
        headers.into_iter().find(|(name, _)| name == wanted).map(|(_, value)| value).unwrap_or_default()
    };
    assert!(value("/statistiques/integrer/bateaux/", "Content-Security-Policy").contains("frame-ancestors *"));
    assert!(value("/statistiques/bateaux.svg", "Content-Security-Policy").contains("frame-ancestors 'none'"));
    assert_eq!(value("/statistiques/bateaux.png", "Cross-Origin-Resource-Policy"), "cross-origin");
    assert_eq!(value("/statistiques/passants.csv", "Content-Type"), "text/csv; charset=utf-8");
    assert!(!site.text("sitemap.xml").contains("statistiques"));
}

#[test]
fn of_respondents_drawn_at_random_each_share_has_its_interval() {
    use passerelle::survey::statistics::{
        interval::{Level, Method},
        population::corrected,
    };
    let site = published("drawn", &[]);
    let folder = "sondages/tirage-fictif";
    let page = site.text(&format!("{folder}/index.html"));
    for words in ["La liste tirée comptait 400", "80 pour un tirage de 100", "Intervalle à 95", "Intervalles à 95"] {
        assert!(page.contains(words), "no « {words} »");
    }
    let data: serde_json::Value = serde_json::from_str(&site.text(&format!("{folder}/tirage-fictif.json"))).unwrap();
    let mut options = 0;
    for question in data["questions"].as_array().unwrap() {
        let base = question["answered"].as_u64().unwrap();
        for option in question["options"].as_array().unwrap() {
            let count = option["count"].as_u64().unwrap();
            let expected = corrected(Method::Wilson, count as u32, base as u32, 400, Level::P95).unwrap();
            let [low, high] = [expected.low, expected.high].map(|share| (100.0 * share).round() as u64);
            assert_eq!((option["interval_low_percent"].as_u64(), option["interval_high_percent"].as_u64()), (Some(low), Some(high)), "{option}");
            let words = format!("entre {low}\u{a0}% et {high}\u{a0}% des associations, avec 95\u{a0}% de confiance");
            assert!(page.contains(&words), "no « {words} »");
            site.contains(&format!("{folder}/tirage-fictif-{}.csv", question["question_id"].as_str().unwrap()), &format!(",{low},{high},95,"));
            options += 1;
        }
    }
    assert_eq!(options, 9);
    // 66, then 25 twice, and 14: the draw tells the first from the others, and these not from each other once all six pairs are compared.
    let activities = data["questions"].as_array().unwrap().iter().find(|question| question["question_id"] == "activites").unwrap();
    let ranks: Vec<_> = activities["options"].as_array().unwrap().iter().map(|option| option["tied_rank"].as_u64().unwrap()).collect();
    assert_eq!(ranks, [2, 1, 2, 2]);
    assert!(page.contains("on ne peut pas départager «\u{202f}Sport\u{202f}», «\u{202f}Cours de langues\u{202f}» et «\u{202f}Aide au numérique\u{202f}»"));
    // Volunteers have none.
    let volunteers: serde_json::Value = serde_json::from_str(&site.text("sondages/essai-fictif/essai-fictif.json")).unwrap();
    assert!(volunteers["questions"][0]["options"][0]["interval_low_percent"].is_null());
    assert!(volunteers["interval_note"].as_str().unwrap().contains("aucun intervalle"));
    assert!(!site.text("sondages/essai-fictif/index.html").contains("class=\"explorer__interval\""));
}

#[test]
fn a_second_wave_appears_from_data_alone() {
    let package = |id: &str| fs::read_to_string(repository(&format!("tests/site/content/surveys/{id}/datapackage.json"))).unwrap();
    let in_series = |id: &str, wave: &str| package(id).replacen("\"niveau\":", &format!("\"serie\": \"imaginaires\", \"vague\": \"{wave}\", \"niveau\":"), 1);
    let places = ["essai-fictif", "tirage-fictif"].map(|id| format!("surveys/{id}/datapackage.json"));
    let page = "sondages/essai-fictif/index.html";
    let one = published("wave-one", &[(&places[0], in_series("essai-fictif", "2026"))]);
    assert!(!one.text(page).contains("explorer__waves\""), "a series of one wave has nothing to compare");
    let both = published("wave-both", &[(&places[0], in_series("essai-fictif", "2026")), (&places[1], in_series("tirage-fictif", "2028"))]);
    let count = |id: &str, question: &str, option: &str| -> (u64, u64) {
        let data: serde_json::Value = serde_json::from_str(&both.text(&format!("sondages/{id}/{id}-{question}.json"))).unwrap();
        let own = &data["questions"][0];
        let found = own["options"].as_array().unwrap().iter().find(|found| found["option_id"] == option).unwrap();
        (found["count"].as_u64().unwrap(), own["answered"].as_u64().unwrap())
    };
    let ((now, base), (then, other_base)) = (count("essai-fictif", "activites", "culture"), count("tirage-fictif", "activites", "culture"));
    for (id, other) in [("essai-fictif", "tirage-fictif"), ("tirage-fictif", "essai-fictif")] {
        let text = both.text(&format!("sondages/{id}/index.html"));
        // The two questions that both ask, and no other.
        assert_eq!(text.matches("class=\"explorer__waves\"").count(), 2, "{id}");
        for words in [
            &format!("Culture et fêtes\u{202f}»\u{202f}: {now} sur {base} en 2026\u{202f}; {then} sur {other_base} en 2028."),
            &format!("href=\"/sondages/{other}/#q-activites\""),
            &format!("2026 (mars 2026)\u{202f}: {base} réponses, de 23 associations"),
            &format!("2028 (mars 2025)\u{202f}: {other_base} réponses, de 80 associations"),
            "ce sont les parts qui se comparent",
            "On ne sait pas si ce sont les mêmes associations",
            "n’ont pas été choisis de la même façon (2026\u{202f}: Qui a voulu répondre\u{202f}; 2028\u{202f}: Tirés au hasard)",
            "toutes les vagues n’ont pas été tirées au hasard",
            "avaient d’autres mots",
            "pas proposée",
            "Aide au numérique",
            "Aide aux démarches",
        ] {
            assert!(text.contains(words), "{id}: no « {words} »");
        }
    }
    // The program leaves the waves alone: its file does without them.
    let file = both.everything().into_iter().find(|(path, _)| path.contains("app/essai-fictif-") && path.ends_with(".json")).unwrap();
    assert!(!String::from_utf8_lossy(&file.1).contains("\"only_there\""));
    // The same respondents, when a package says so.
    let panel = in_series("essai-fictif", "2026").replacen("\"serie\":", "\"memes_repondants\": true, \"serie\":", 1);
    let panel = published("wave-panel", &[(&places[0], panel), (&places[1], in_series("tirage-fictif", "2028"))]);
    panel.contains(page, "Ce sont les mêmes associations qui ont répondu à chaque vague.");
}

#[test]
fn waves_that_cannot_be_told_apart_are_refused() {
    let package = |id: &str| fs::read_to_string(repository(&format!("tests/site/content/surveys/{id}/datapackage.json"))).unwrap();
    for (first, second, expected) in [
        ("\"serie\": \"s\"", "\"serie\": \"s\"", "ne dit pas quelle vague c'est"),
        ("\"serie\": \"s\", \"vague\": \"1\"", "\"serie\": \"s\", \"vague\": \"1\"", "sont toutes deux la vague « 1 »"),
        ("\"serie\": \"s\", \"vague\": 2026", "\"vague\": \"1\"", "passerelle.vague : attendu un texte entre guillemets, trouvé 2026"),
    ] {
        let here = folder("wrong-waves");
        copy(&repository("tests/site"), &here.join("site"));
        for (id, own) in [("essai-fictif", first), ("tirage-fictif", second)] {
            let text = package(id).replacen("\"niveau\":", &format!("{own}, \"niveau\":"), 1);
            fs::write(here.join(format!("site/content/surveys/{id}/datapackage.json")), text).unwrap();
        }
        let error = run(&job(&here.join("site/content"), &here.join("out"))).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn a_data_package_that_is_wrong_is_refused_with_its_place() {
    let here = folder("wrong-package");
    copy(&repository("tests/site"), &here.join("site"));
    let place = here.join("site/content/surveys/essai-fictif/datapackage.json");
    for (right, wrong, expected) in [
        ("\"fictif\": true", "\"fictif\": \"oui\"", "attendu true ou false"),
        ("\"name\": \"essai-fictif\"", "\"name\": \"autre\"", "le nom du dossier"),
        ("\"sollicites\": 30", "\"sollicites\": \"trente\"", "attendu un nombre entier"),
        ("\"sollicites\": 30", "\"population\": 22", "est moins que les 23 répondants"),
        ("\"sollicites\": 30", "\"poids\": 3", "attendu le code d'une question entre guillemets"),
        ("\"sollicites\": 30", "\"poids\": \"taille\"", "attendu le code d'une question de type nombre"),
        ("\"sollicites\": 30", "\"poids\": \"benevoles\"", "le répondant 10 n'a pas de poids"),
        ("\"titre\": \"Exemple\"", "\"titre\": 3", "attendu une liste d'objets"),
        ("\"niveau\": \"reponses\"", "\"niveau\": \"x\"", "attendu mots, resultats ou reponses"),
    ] {
        let text = fs::read_to_string(repository("tests/site/content/surveys/essai-fictif/datapackage.json")).unwrap();
        assert!(text.contains(right), "{right}");
        fs::write(&place, text.replacen(right, wrong, 1)).unwrap();
        let error = run(&job(&here.join("site/content"), &here.join("out"))).unwrap_err().to_string();
        assert!(error.contains("surveys/essai-fictif/datapackage.json") && error.contains(expected), "{wrong}: {error}");
    }
}

#[test]
fn a_protected_survey_leaves_no_hidden_count_in_any_file() {
    let here = folder("protected");
    copy(&repository("tests/site"), &here.join("site"));
    let place = here.join("site/content/surveys/essai-fictif/datapackage.json");
    let text = fs::read_to_string(&place).unwrap();
    fs::write(&place, text.replacen("\"fictif\": true", "\"fictif\": true, \"publication\": \"protected\"", 1)).unwrap();
    let out = here.join("out");
    run(&job(&here.join("site/content"), &out)).unwrap_or_else(|error| panic!("{error}"));
    let site = Site::at(&out);
    let names: Vec<String> = fs::read_dir(out.join("app")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!names.iter().any(|name| name.starts_with("essai-fictif-") && name.contains(".pcol")), "{names:?}");
    assert!(!out.join("sondages/essai-fictif/donnees").exists(), "its rows are taken away");
    let page = site.text("sondages/essai-fictif/index.html");
    assert!(page.contains("Sondage protégé") && page.contains(">masqué<") || page.contains("masqué"), "{page}");
    let whole: serde_json::Value = serde_json::from_str(&site.text("sondages/essai-fictif/essai-fictif.json")).unwrap();
    let mut hidden = 0;
    for question in whole["questions"].as_array().unwrap() {
        let code = question["question_id"].as_str().unwrap();
        for option in question["options"].as_array().unwrap() {
            let count = option["count"].as_u64();
            assert_eq!(option["hidden"] == true, count.is_none(), "{code}");
            assert!(question["kind"] == "text" || count.is_none_or(|count| count == 0 || count >= 5), "{code}: {option}");
            if count.is_none() {
                hidden += 1;
                assert!(option["share_percent"].is_null());
                let label = option["option"].as_str().unwrap();
                let csv = site.text(&format!("sondages/essai-fictif/essai-fictif-{code}.csv"));
                assert!(csv.lines().any(|line| line.contains(label) && line.ends_with(",,,true")), "{csv}");
                let svg = site.text(&format!("sondages/essai-fictif/essai-fictif-{code}.svg"));
                assert!(svg.contains("masqué"), "{code}");
            }
        }
    }
    assert!(hidden > 0, "23 made-up associations have small counts");
}

#[test]
fn without_a_program_no_page_asks_for_one() {
    let site = published("bare", &[]);
    assert_eq!(site.holding("<script"), Vec::<String>::new());
}

#[test]
fn a_draft_never_appears() {
    // In the folder of drafts, beside the content that is published.
    let here = folder("draft");
    copy(&repository("tests/site"), &here.join("public"));
    fs::create_dir_all(here.join("drafts/pages/fr")).unwrap();
    fs::write(here.join("drafts/pages/fr/secret.json"), page("Canard secret", "draft", None, "")).unwrap();
    let out = here.join("out");
    run(&job(&here.join("public/content"), &out)).unwrap_or_else(|error| panic!("{error}"));
    for words in ["anard secret", "secret.json", "fr/secret", "/secret/", "apercu/secret"] {
        assert_eq!(Site::at(&out).holding(words), Vec::<String>::new(), "« {words} »");
    }
    // Among what is published: refused.
    fs::write(here.join("public/content/pages/fr/secret.json"), page("Canard secret", "draft", None, "")).unwrap();
    let refused = run(&job(&here.join("public/content"), &here.join("other")));
    assert!(matches!(&refused, Err(PublishError::Checked(report)) if report.contains("secret.json")), "{refused:?}");
    assert!(!here.join("other").exists());
}

#[test]
fn a_page_appears_on_its_day_and_not_before() {
    // The day's page is in the footer; tomorrow's is known to another of tomorrow only.
    let site = fs::read_to_string(repository("tests/site/content/site.json")).unwrap();
    let with_link = site.replace(r#""links": ["#, r#""links": [{"title": "Ce jour", "href": "/ce-jour/"},"#);
    assert_ne!(site, with_link);
    let later = page("Canard futur", "published", Some("2026-11-24"), "/tard/");
    let late = page("Canard tardif", "published", Some("2026-11-24"), "/plus-tard/");
    let today = page("Canard du jour", "published", Some(DAY), "");
    let site =
        published("scheduled", &[("site.json", with_link), ("pages/fr/plus-tard.json", later), ("pages/fr/tard.json", late), ("pages/fr/ce-jour.json", today)]);
    for words in ["anard futur", "anard tardif", "/plus-tard/"] {
        assert_eq!(site.holding(words), Vec::<String>::new(), "« {words} »");
    }
    assert!(!site.root.join("plus-tard").exists());
    site.contains("ce-jour/index.html", "Canard du jour");
    site.contains("content/search.fr.json", "/ce-jour/");
}

#[test]
fn drafts_are_shown_to_who_works_on_them_only_under_a_banner() {
    let here = folder("for_work");
    fs::create_dir_all(here.join("drafts/pages/fr")).unwrap();
    fs::write(here.join("drafts/pages/fr/essai.json"), page("Canard en travaux", "draft", None, "")).unwrap();
    let out = here.join("out");
    let job = Job { drafts: Some(here.join("drafts")), for_work: true, ..job(&repository("tests/site/content"), &out) };
    run(&job).unwrap_or_else(|error| panic!("{error}"));
    let site = Site::at(&out);
    site.contains("apercu/essai/index.html", "draft-banner");
    site.contains("apercu/essai/index.html", "<meta name=\"robots\" content=\"noindex\">");
    let holding = site.holding("anard en travaux");
    assert!(holding.iter().all(|path| path.contains("apercu")) && !holding.is_empty(), "{holding:?}");
}

#[test]
fn what_the_checker_refuses_is_not_published_and_what_was_there_stays() {
    let here = folder("refused");
    let out = here.join("out");
    let refused = run(&job(&repository("tests/site_invalid/content"), &out));
    assert!(matches!(refused, Err(PublishError::Checked(_))), "{refused:?}");
    assert_eq!(fs::read_dir(&*here).unwrap().count(), 0, "something was written");
    // The same over a site that stands.
    run(&job(&repository("tests/site/content"), &out)).unwrap_or_else(|error| panic!("{error}"));
    let before = Site::at(&out).everything();
    assert!(run(&job(&repository("tests/site_invalid/content"), &out)).is_err());
    assert!(Site::at(&out).everything() == before, "the site that stood has changed");
    assert_eq!(fs::read_dir(&*here).unwrap().count(), 1, "something was left beside it");
}

#[test]
fn a_folder_that_is_no_site_is_never_replaced() {
    let out = folder("no-site");
    fs::write(out.join("thesis.odt"), "years of work").unwrap();
    let refused = run(&job(&repository("tests/site/content"), &out)).unwrap_err();
    assert!(refused.to_string().contains("n'est pas un site publié"), "{refused}");
    assert_eq!(fs::read_to_string(out.join("thesis.odt")).unwrap(), "years of work");
}

#[test]
fn a_slash_at_the_end_of_the_folder_changes_nothing() {
    let place = folder("slash");
    let out = PathBuf::from(format!("{}/site/", place.display()));
    for _ in 0..2 {
        run(&job(&repository("tests/site/content"), &out)).unwrap();
        assert!(out.join("index.html").is_file());
    }
    assert_eq!(fs::read_dir(&*place).unwrap().count(), 1, "something is left beside the site");
}

#[test]
fn a_second_publication_replaces_the_first_whole() {
    let here = folder("twice");
    let out = here.join("out");
    let job = job(&repository("tests/site/content"), &out);
    run(&job).unwrap_or_else(|error| panic!("{error}"));
    let first = Site::at(&out).everything();
    fs::write(out.join("vieux.html"), "vieux").unwrap();
    run(&job).unwrap_or_else(|error| panic!("{error}"));
    assert!(Site::at(&out).everything() == first, "the same content gives the same files, and nothing of before stays");
}

/// Parts and program as files that hold nothing: only where they are named counts.
fn with_parts(here: &Path) -> (PathBuf, PathBuf) {
    let (bundle, parts) = (here.join("bundle"), here.join("parts"));
    for (folder, names) in [(&bundle, &["x.js", "x.wasm"][..]), (&parts, &["live.js", "live.wasm", "preview.js", "preview.wasm"][..])] {
        fs::create_dir_all(folder).unwrap();
        names.iter().for_each(|name| fs::write(folder.join(name), *name).unwrap());
    }
    (bundle, parts)
}

#[test]
fn only_a_site_that_was_pulled_from_wordpress_asks_it_and_exactly_it() {
    let here = folder("live");
    copy(&repository("tests/site"), &here.join("site"));
    let (bundle, parts) = with_parts(&here);
    let asked = r#"{"pulled": "2026-11-20T08:00:00Z", "sites": ["https://wp.exemple.be/blog", "", ""], "pages": {"/exemple/": [7, "v1"]}, "paths": {}}"#;
    let publish = |backend: Option<&str>, pulled: bool| {
        let place = here.join("site/wordpress.json");
        if pulled {
            fs::write(&place, asked).unwrap();
        } else {
            _ = fs::remove_file(&place);
        }
        let job = Job {
            bundle: Some(bundle.clone()),
            parts: Some(parts.clone()),
            backend: backend.map(str::to_owned),
            for_work: true,
            ..job(&here.join("site/content"), &here.join("out"))
        };
        run(&job).unwrap_or_else(|error| panic!("{error}"));
        Site::at(&here.join("out"))
    };
    let site = publish(Some("https://wp.exemple.be/blog"), true);
    let page = site.text("exemple/index.html");
    assert!(page.contains(" data-wordpress=\"/app/live.fr-") && page.contains(" data-newer-wasm=\"/app/preview-") && page.contains(".live-note{"), "{page}");
    let table: serde_json::Value = serde_json::from_str(&site.text(page.split("data-wordpress=\"/").nth(1).unwrap().split('"').next().unwrap())).unwrap();
    assert_eq!((&table["pages"]["/exemple/"][1], &table["lang"], &table["pulled"]), (&"v1".into(), &"fr".into(), &"2026-11-20T08:00:00Z".into()));
    assert!(table["words"]["copy"].as_str().unwrap().contains("{when}"));
    let file: serde_json::Value = serde_json::from_str(&site.text("content/pages/fr/exemple.json")).unwrap();
    assert!(file["blocks"].as_array().unwrap().iter().any(|block| block["made_of"].is_string()), "{file}");
    let headers = site.text("_headers");
    let policies: Vec<&str> = headers.lines().filter(|line| line.contains("Content-Security-Policy:") && line.contains("connect-src")).collect();
    assert!(policies[0].contains("connect-src 'self' https://wp.exemple.be;") && policies[0].contains("img-src 'self' data:;"), "{policies:?}");
    for (backend, pulled) in [(None, false), (None, true), (Some("https://wp.exemple.be/blog"), false)] {
        let site = publish(backend, pulled);
        for words in ["data-wordpress", "live-note", "/live.fr-", "\"made_of\":"] {
            assert_eq!(site.holding(words), Vec::<String>::new(), "« {words} » {backend:?} {pulled}");
        }
        assert!(!site.text("_headers").lines().take(3).any(|line| line.contains("wp.exemple.be")), "{backend:?}");
    }
}
