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

/// `tests/site` with the files of `more` (place under its content, text), published.
fn published(name: &str, more: &[(&str, String)]) -> Site {
    let here = folder(name);
    copy(&repository("tests/site"), &here.join("site"));
    for (place, text) in more {
        fs::write(here.join("site/content").join(place), text).unwrap();
    }
    let out = here.join("out");
    run(&job(&here.join("site/content"), &out)).unwrap_or_else(|error| panic!("{error}"));
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
    let site = published("whole", &[]);
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
        ("content/frame.fr.json", "\"lang\":\"fr\""),
        ("documents/guide.txt", ""),
        ("exemple/index.html", "src=\"/cartographie/passants.svg\""),
        ("cartographie/passants.svg", "fill=\"url(#none)\""),
        ("_headers", "/cartographie/*"),
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

#[test]
fn every_finding_can_be_taken_away() {
    let facts = fs::read_to_string(repository("tests/site/content/site.json")).unwrap();
    let site = published("findings", &[("site.json", facts.replacen('{', "{\"base_url\": \"https://exemple.be\",", 1))]);
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
    // A text without consent is in no file.
    assert_eq!(site.holding("Secret de fabrique"), Vec::<String>::new());
    // Nor is a count of a sensitive question.
    assert!(!site.root.join("sondages/essai-fictif/essai-fictif-subside.csv").exists());
    assert!(!site.text("content/frame.fr.json").contains("\"explorer\""));
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
    assert!(!names.iter().any(|name| name.ends_with(".pcol")), "{names:?}");
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
