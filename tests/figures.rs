//! The statistics of the site: what was read (`tests/fixtures/figures`), the tables, the map and who must be named beside it.

use passerelle::{
    check::check,
    content::static_files::StaticFiles,
    model::{
        block::{Block, Figure, Table},
        page::Page,
        slug::Slug,
        statistic::{Statistic, StatisticRow, StatisticsFile},
        topology,
    },
    publish::{
        pictures::{colour::Palettes, lettering::Lettering, map},
        today::today,
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

const ATTRIBUTION: [&str; 4] = ["Statbel", "BelgiumMaps.StatBel", "BNOSAC", "CC BY 2.0"];

/// Where a column of a statistic was read: its name, the number of the column, the fixture, the columns of it that must have these values, the one that holds a row's name
/// (its code, or else its label), and the one that holds the value.
type Reading = (&'static str, usize, &'static str, &'static [(&'static str, &'static str)], &'static str, &'static str);

const FOREIGN: (&str, &str) = ("indicateur", "part des personnes de nationalité étrangère");
const EUROPEAN: (&str, &str) = ("indicateur", "part des personnes ayant une nationalité étrangère d'un pays de l'UE");
const POPULATION: &str = "caistiques-population-etrangere.csv";
const SUPPORT: &str = "caistiques-accompagnement.csv";
const RECEPTION: &str = "caistiques-accueil-contexte.csv";
const READINGS: &[Reading] = &[
    ("part-etrangere-2021", 0, POPULATION, &[FOREIGN, ("date_reference", "2021-01-01")], "territoire", "valeur"),
    ("communes", 0, "communes-namur.csv", &[], "ins", "population_2020-01-01"),
    ("communes", 1, POPULATION, &[FOREIGN, ("date_reference", "2021-01-01")], "ins", "valeur"),
    ("part-etrangere-2011", 0, POPULATION, &[FOREIGN, ("date_reference", "2011-01-01")], "territoire", "valeur"),
    ("part-union-europeenne", 0, POPULATION, &[EUROPEAN, ("date_reference", "2011-01-01")], "territoire", "valeur"),
    ("part-union-europeenne", 1, POPULATION, &[EUROPEAN, ("date_reference", "2021-01-01")], "territoire", "valeur"),
    ("origine-belgique-2020", 0, POPULATION, &[("territoire", "Belgique"), ("date_reference", "2020-01-01")], "indicateur", "valeur"),
    ("etrangers-2007", 0, POPULATION, &[("date_reference", "2007 (année de publication)"), ("unite", "personnes")], "indicateur", "valeur"),
    ("etrangers-2007", 1, POPULATION, &[("date_reference", "2007 (année de publication)"), ("unite", "%")], "indicateur", "valeur"),
    ("accompagnement-2021", 0, SUPPORT, &[("theme", "personnes accompagnées")], "annee", "valeur"),
    ("motifs-2021", 0, SUPPORT, &[("theme", "personnes accompagnées par motif"), ("annee", "2021")], "modalite", "valeur"),
    ("sexe-2021", 0, SUPPORT, &[("theme", "personnes accompagnées par sexe"), ("annee", "2021")], "modalite", "valeur"),
    ("origine-2021", 0, SUPPORT, &[("theme", "personnes accompagnées par origine"), ("annee", "2021")], "modalite", "valeur"),
    ("pays-2021", 0, SUPPORT, &[("theme", "personnes accompagnées par pays"), ("annee", "2021")], "modalite", "valeur"),
    ("primo-arrivants", 0, SUPPORT, &[("theme", "primo-arrivants suivis"), ("modalite", "total")], "annee", "valeur"),
    ("primo-arrivants-bornes", 0, SUPPORT, &[("theme", "primo-arrivants suivis"), ("annee", "2016-2021")], "modalite", "valeur"),
    ("hors-obligation", 0, SUPPORT, &[("theme", "parcours d'intégration hors obligation")], "annee", "valeur"),
    ("nationalite-2021", 0, SUPPORT, &[("theme", "parcours suivi en vue d'une demande de nationalité")], "annee", "valeur"),
    ("operateurs-2021", 0, SUPPORT, &[("theme", "opérateurs partenaires")], "annee", "valeur"),
    ("places-accueil", 0, RECEPTION, &[("territoire", "Belgique"), ("indicateur", "places d'accueil")], "date_reference", "valeur"),
    ("attente-2024", 0, RECEPTION, &[("indicateur", "hommes seuls sur liste d'attente")], "date_reference", "valeur"),
    ("jambes-2019", 0, RECEPTION, &[("territoire", "Namur (Jambes)")], "date_reference", "valeur"),
];
/// Labels of rows that the fixtures name otherwise.
const ALIASES: &[(&str, &str)] = &[
    ("Brabant wallon", "Province du Brabant wallon"),
    ("Hainaut", "Province de Hainaut"),
    ("Belges d'origine belge", "part des Belges d'origine belge"),
    ("Belges d'origine étrangère", "part des Belges d'origine étrangère"),
    ("Personnes qui n'ont pas la nationalité belge", "part des non-Belges"),
    ("Personnes étrangères", "personnes de nationalité étrangère"),
    ("Parmi elles, venues de l'Union européenne", "part des personnes originaires de l'UE parmi les étrangers"),
    ("Hors de l'Union européenne", "hors Union européenne"),
    ("L'année la plus basse", "minimum annuel"),
    ("L'année la plus haute", "maximum annuel"),
    ("29 septembre 2015", "2015-09-29"),
    ("Novembre 2019", "2019-11"),
    ("Début novembre 2024", "2024-11"),
    ("12 novembre 2024", "2024-11-12"),
    ("Début 2019", "2019-02-01"),
];
/// Wallonia has two names in the fixtures.
const WALLONIA: (&str, &str) = ("Wallonie", "Région wallonne");
/// What was read on its own, from the source that its file names.
const READ_APART: &[&str] = &["ukraine-namur-2022"];

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn content() -> StaticFiles {
    StaticFiles::new(repository("public/content"), today())
}

fn statistics() -> StatisticsFile {
    content().read("figures/fr.json").unwrap()
}

/// With ordinary spaces and apostrophes, as content is written.
fn plain(words: &str) -> String {
    words.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

/// The rows of a table of values separated by commas, by column.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(repository("tests/fixtures/figures").join(name)).unwrap();
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
    lines.map(|line| head.iter().cloned().zip(cells(line)).collect()).collect()
}

fn is_of(fixture: &BTreeMap<String, String>, conditions: &[(&str, &str)]) -> bool {
    conditions.iter().all(|(column, value)| plain(&fixture[*column]) == *value)
}

fn is_named(fixture: &BTreeMap<String, String>, column: &str, row: &StatisticRow) -> bool {
    let met = plain(&fixture[column]).to_lowercase();
    let label = plain(&row.label);
    let alias = ALIASES.iter().find(|(name, _)| *name == label).map_or(label.as_str(), |(_, alias)| alias);
    match column {
        "ins" => row.ins.as_deref() == Some(&*met),
        _ => met == alias.to_lowercase() || (label == WALLONIA.0 && met == WALLONIA.1.to_lowercase()),
    }
}

/// What does not agree between the statistics and the fixtures.
fn disagreements(statistics: &StatisticsFile) -> Vec<String> {
    let mut told = Vec::new();
    for statistic in statistics.figures.iter().filter(|statistic| !READ_APART.contains(&statistic.id.as_str())) {
        for column in 0..statistic.columns.len() {
            let Some((.., fixture, conditions, named, valued)) = READINGS.iter().find(|(id, number, ..)| *id == statistic.id.as_str() && *number == column)
            else {
                told.push(format!("{}, colonne {column} : nobody says where it was read", statistic.id));
                continue;
            };
            let read: Vec<_> = rows(fixture).into_iter().filter(|row| is_of(row, conditions)).collect();
            for row in &statistic.rows {
                let found: Vec<&str> = read.iter().filter(|fixture| is_named(fixture, named, row)).map(|fixture| fixture[*valued].as_str()).collect();
                let expected = if found.is_empty() { vec![""] } else { found };
                if expected != [row.values[column].as_str()] {
                    told.push(format!("{}, « {} » : {:?}, read {expected:?}", statistic.id, &*row.label, row.values[column]));
                }
            }
        }
    }
    told
}

#[test]
fn every_value_is_the_one_that_was_read() {
    assert_eq!(disagreements(&statistics()), Vec::<String>::new());
}

#[test]
fn a_changed_cell_does_not_pass() {
    let mut statistics = statistics();
    for (id, row, column, value) in [("motifs-2021", 1, 0, "325"), ("communes", 4, 1, "0"), ("communes", 0, 1, ""), ("part-union-europeenne", 6, 1, "3.34")] {
        let statistic = statistics.figures.iter_mut().find(|statistic| statistic.id.as_str() == id).unwrap();
        let before = std::mem::replace(&mut statistic.rows[row].values[column], value.to_owned());
        assert_eq!(disagreements(&statistics).len(), 1, "{id}, {row}");
        statistics.figures.iter_mut().find(|statistic| statistic.id.as_str() == id).unwrap().rows[row].values[column] = before;
    }
}

#[test]
fn everything_that_was_read_of_the_support_is_shown() {
    let statistics = statistics();
    let mut left: BTreeSet<String> = BTreeSet::new();
    for fixture in rows(SUPPORT) {
        let is_taken = READINGS
            .iter()
            .filter(|(.., file, conditions, _, _)| *file == SUPPORT && is_of(&fixture, conditions))
            .any(|(id, _, _, _, named, _)| statistics.statistic(id).is_some_and(|statistic| statistic.rows.iter().any(|row| is_named(&fixture, named, row))));
        if !is_taken {
            left.insert(format!("{}, {}, {}", fixture["annee"], fixture["theme"], fixture["modalite"]));
        }
    }
    assert_eq!(left, BTreeSet::new());
}

#[test]
fn every_statistic_says_where_its_values_were_read() {
    for statistic in &statistics().figures {
        assert!(!statistic.source.is_empty() && !statistic.sources.is_empty(), "{}", statistic.id);
        let Some((.., fixture, conditions, named, _)) = READINGS.iter().find(|(id, ..)| *id == statistic.id.as_str()) else { continue };
        for read in rows(fixture).iter().filter(|read| is_of(read, conditions) && statistic.rows.iter().any(|row| is_named(read, named, row))) {
            let Some(url) = read.get("source") else { continue };
            assert!(statistic.sources.iter().any(|source| source.url.as_str() == url), "{}: {url}", statistic.id);
        }
    }
}

/// The page Chiffres as it is published.
fn page() -> Page {
    use passerelle::model::json::FromJson;
    Page::from_json(&content().page_json("fr", &Slug::parse("chiffres").unwrap()).unwrap()).unwrap()
}

/// The table of the map on the page, and the picture that follows it.
fn table_and_picture<'a>(page: &'a Page, statistic: &Statistic) -> (&'a Table, &'a Figure) {
    let pairs = page.blocks.windows(2).filter_map(|pair| match pair {
        [Block::Table(table), Block::Figure(figure)] => Some((table, figure)),
        _ => None,
    });
    pairs.into_iter().find(|(table, _)| table.caption == statistic.title).expect("a table, then a map")
}

fn drawn_map(statistics: &StatisticsFile, statistic: &Statistic) -> String {
    let (map, outlines) = statistics.map_of(statistic).unwrap();
    let territories = topology::parse(&content().text(&format!("figures/{}.topojson", outlines.id)).unwrap()).unwrap();
    let drawn = map::Drawn { statistic, map, outlines, territories: &territories, words: &statistics.words };
    let palettes = Palettes::read(&repository("style")).unwrap();
    map::svg(drawn, &palettes, &Lettering::new().unwrap()).unwrap()
}

/// Of each territory of a map: its title, and its pattern.
fn territories(svg: &str) -> BTreeMap<String, String> {
    let parts = svg.split("<g data-ins=").skip(1).map(|part| {
        let title = part.split_once("<title>").unwrap().1.split("</title>").next().unwrap();
        (title.to_owned(), part.split_once("url(#").unwrap().1.split(')').next().unwrap().to_owned())
    });
    parts.collect()
}

#[test]
fn the_list_and_the_map_say_the_same() {
    let (statistics, page) = (statistics(), page());
    let statistic = statistics.statistic("communes").unwrap();
    let (table, _) = table_and_picture(&page, statistic);
    let listed: BTreeSet<String> = table.rows.iter().map(|row| plain(&format!("{} : {}", &*row[0], &*row[2]))).collect();
    let drawn: BTreeSet<String> = territories(&drawn_map(&statistics, statistic)).into_keys().map(|title| plain(&title)).collect();
    assert_eq!(listed.len(), 38);
    assert_eq!(listed, drawn);
}

#[test]
fn what_was_not_read_is_hatched_and_never_zero() {
    let statistics = statistics();
    let drawn = territories(&drawn_map(&statistics, statistics.statistic("communes").unwrap()));
    let hatched = drawn.values().filter(|pattern| *pattern == "none").count();
    assert_eq!((drawn.len(), hatched), (38, 34));
    for (title, pattern) in &drawn {
        assert_eq!(pattern == "none", title.ends_with("non disponible"), "{title}: {pattern}");
        assert!(!plain(title).ends_with(" : 0 %"), "{title}");
    }
    for (name, pattern) in [("Gembloux", "c0"), ("Vresse-sur-Semois", "c1"), ("Sambreville", "c2"), ("Namur", "c2")] {
        let (_, met) = drawn.iter().find(|(title, _)| title.starts_with(&format!("{name}\u{a0}")) || title.starts_with(&format!("{name}\u{202f}"))).unwrap();
        assert_eq!(met, pattern, "{name}");
    }
}

#[test]
fn whose_outlines_they_are_stands_on_the_map_beside_it_and_in_the_credits() {
    let (statistics, page) = (statistics(), page());
    let statistic = statistics.statistic("communes").unwrap();
    let credits = plain(&content().text("pages/fr/credits.json").unwrap());
    let (_, picture) = table_and_picture(&page, statistic);
    let caption = plain(&picture.caption.as_ref().unwrap().words());
    // Its lines are broken between words.
    let svg = plain(&drawn_map(&statistics, statistic));
    let visible: String = svg.split("<text").skip(1).map(|text| format!("{} ", text.split_once('>').unwrap().1.split("</text>").next().unwrap())).collect();
    for name in ATTRIBUTION {
        assert!(caption.contains(name) && visible.contains(name) && credits.contains(name), "{name}: {caption} / {visible}");
    }
}

#[test]
fn a_map_is_one_light_file_that_reads_by_day_and_by_night_and_needs_nothing() {
    let statistics = statistics();
    let svg = drawn_map(&statistics, statistics.statistic("communes").unwrap());
    assert!(svg.len() < 90_000, "{} bytes", svg.len());
    assert!(svg.contains("prefers-color-scheme:dark") && svg.contains("<title id=\"t\">") && svg.contains("<desc id=\"d\">"), "{}", &svg[..400]);
    let elsewhere: Vec<&str> = svg.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).filter(|href| !href.starts_with('#')).collect();
    assert!(elsewhere.is_empty() && !svg.contains("<script") && !svg.contains("NaN"), "{elsewhere:?}");
    for (what, count) in [("<g data-ins=", 38), ("<pattern ", 4), ("<rect class=\"s\"", 4)] {
        assert_eq!(svg.matches(what).count(), count, "{what}");
    }
}

#[test]
fn the_bars_that_one_takes_away_are_those_of_the_page() {
    use passerelle::{
        chart::bars::bar_widths,
        locale::number::grouped,
        model::words::Words,
        publish::{
            pictures::{sheet::Letters, statistic},
            statistic_data::{self, Told},
        },
    };
    let (statistics, page, lettering) = (statistics(), page(), Lettering::new().unwrap());
    let words: Words = content().read("interface/fr.json").unwrap();
    let (letters, palettes) = (Letters::new(&lettering).unwrap(), Palettes::read(&repository("style")).unwrap());
    let mut seen = 0;
    for block in &page.blocks {
        let Block::Chart(chart) = block else { continue };
        let statistic = statistics.figures.iter().find(|statistic| statistic.title == chart.title).expect("a statistic");
        let told = Told { statistic, own: &statistics.words, words: &words, checked_on: statistics.checked_on, outlines: None, address: "/chiffres/" };
        let svg = statistic::bars(&told, "Site", &letters).svg(palettes.light, &letters);
        let drawn: Vec<f64> = svg.split("d=\"M64 ").skip(1).filter_map(|path| path.split_once('h')?.1.split_once("v18")?.0.parse().ok()).collect();
        let values: Vec<u32> = chart.rows.iter().map(|row| row.value).collect();
        let expected: Vec<f64> = bar_widths(&values).iter().map(|width| f64::from(*width) * 1.072).collect();
        assert!(drawn.len() == expected.len() && drawn.iter().zip(&expected).all(|(one, other)| (one - other).abs() < 0.02), "{drawn:?}, {expected:?}");
        let file: serde_json::Value = serde_json::from_str(&statistic_data::json(&told)).unwrap();
        let csv = plain(&statistic_data::csv(&told));
        for (row, value) in chart.rows.iter().zip(file["values"].as_array().unwrap()) {
            let said = plain(&format!("{} : {}", &*row.label, grouped(row.value)));
            assert!(plain(&svg).contains(&said), "{said}");
            assert_eq!(value["value"], row.value, "{said}");
            assert!(csv.contains(&format!(",{0},{0},", row.value)), "{said}: {csv}");
        }
        seen += 1;
    }
    assert!(seen > 4, "{seen} charts");
}

#[test]
fn the_map_that_one_takes_away_says_what_the_one_of_the_page_says() {
    use passerelle::{
        model::words::Words,
        publish::{
            pictures::{sheet::Letters, statistic},
            statistic_data::Told,
        },
    };
    let (statistics, lettering) = (statistics(), Lettering::new().unwrap());
    let words: Words = content().read("interface/fr.json").unwrap();
    let (letters, palettes) = (Letters::new(&lettering).unwrap(), Palettes::read(&repository("style")).unwrap());
    let statistic = statistics.statistic("communes").unwrap();
    let (map, outlines) = statistics.map_of(statistic).unwrap();
    let territories_of = topology::parse(&content().text(&format!("figures/{}.topojson", outlines.id)).unwrap()).unwrap();
    let drawn = map::Drawn { statistic, map, outlines, territories: &territories_of, words: &statistics.words };
    let told = Told {
        statistic,
        own: &statistics.words,
        words: &words,
        checked_on: statistics.checked_on,
        outlines: Some(outlines),
        address: "https://exemple.be/chiffres/",
    };
    let picture = statistic::map(&told, drawn, "Site", &letters);
    let svg = picture.svg(palettes.light, &letters);
    let areas: BTreeMap<String, String> = svg
        .split("<g><title>")
        .skip(1)
        .map(|part| (part.split("</title>").next().unwrap().to_owned(), part.split_once("url(#").unwrap().1.split(')').next().unwrap().to_owned()))
        .collect();
    assert_eq!(areas, territories(&drawn_map(&statistics, statistic)));
    let png = picture.png(palettes.light, &letters).unwrap();
    assert!(svg.len() < 90_000 && png.len() < 120_000, "SVG {}, PNG {} bytes", svg.len(), png.len());
    for name in ATTRIBUTION.iter().chain(&["https://exemple.be/chiffres/", "CAIstiques 2021"]) {
        assert!(svg.contains(name) && String::from_utf8_lossy(&png).contains(name), "{name}");
    }
}

#[test]
fn a_cell_that_a_sentence_rests_on_cannot_change_alone() {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("figures-{}", std::process::id()));
    let to = copy.join("content");
    for folder in ["pages/fr", "figures"] {
        fs::create_dir_all(to.join(folder)).unwrap();
    }
    for file in ["pages/fr/chiffres.json", "figures/communes-namur.topojson"] {
        fs::copy(repository("public/content").join(file), to.join(file)).unwrap();
    }
    let text = content().text("figures/fr.json").unwrap();
    let changes = [("\"1046\"", "\"1047\"", "1 047", "1 046 personnes"), ("\"8.93\"", "\"\"", "35", "34 autres"), ("\"447\"", "\"446\"", "446", "447 hommes")];
    for (from, into, expected, sentence) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        fs::write(to.join("figures/fr.json"), text.replace(from, into)).unwrap();
        let told: Vec<String> = check(&to, today()).problems.iter().map(|problem| plain(&problem.to_string())).collect();
        let wrong = told.iter().find(|line| line.contains(&format!("attendu {expected} d'après figures/")) && line.contains(sentence));
        assert!(wrong.is_some_and(|line| line.starts_with("pages/fr/chiffres.json, ligne ")), "{from}: {told:#?}");
    }
    fs::remove_dir_all(&copy).unwrap();
}
