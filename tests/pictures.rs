//! The drawings, as text that is reviewed as a picture: open the files of `tests/snapshots` in a browser.
//!
//! `SNAPSHOTS=accept cargo test --test pictures` writes them anew.

use passerelle::{
    components::{
        bar_chart::{bar, bar_chart},
        dots::{dots, key_dot},
        explorer_page::About,
        mark::mark,
        markup::Element,
    },
    content::{
        source::{ContentSource, read_json},
        static_files::StaticFiles,
    },
    import::package,
    model::{statistic::StatisticsFile, text::Prose, words::Words},
    publish::{
        pictures::{colour::Palettes, group, lettering::Lettering, sheet::Letters, statistic},
        statistic_data, survey_data,
        surveys::published,
        today::today,
    },
    survey::{
        marks::{Mark, marks},
        quantity::Quantity,
    },
};
use std::{fs, path::Path};

/// One element a line, so that a difference shows where it is.
fn picture(drawing: &Element) -> String {
    let mut html = String::new();
    drawing.write_html(&mut html);
    // A file of its own needs what a page takes for granted.
    let html = html.replacen("<svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"", usize::from(html.starts_with("<svg")));
    html.replace("><", ">\n<") + "\n"
}

#[track_caller]
fn is_as_accepted(name: &str, drawing: &Element) {
    compare(name, &picture(drawing));
}

#[track_caller]
fn compare(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var("SNAPSHOTS").is_ok_and(|word| word == "accept") {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, drawn).unwrap();
        return;
    }
    let accepted = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}; SNAPSHOTS=accept writes it", path.display()));
    let line = drawn.lines().zip(accepted.lines()).position(|(drawn, accepted)| drawn != accepted);
    let line = line.unwrap_or_else(|| drawn.lines().count().min(accepted.lines().count()));
    assert!(
        drawn == accepted,
        "{name}, line {}: drawn\n  {}\naccepted\n  {}",
        line + 1,
        drawn.lines().nth(line).unwrap_or("(nothing)"),
        accepted.lines().nth(line).unwrap_or("(nothing)")
    );
}

fn dots_of(words: &str) -> Element {
    let allowed = Quantity::from_words(words).unwrap().allows(23);
    dots(&marks(allowed, 23).into_iter().map(Some).collect::<Vec<_>>())
}

#[test]
fn twenty_three_of_whom_nothing_is_said() {
    is_as_accepted("dots_nothing_said.svg", &dots(&[None; 23]));
}

#[test]
fn twenty_three_of_whom_most() {
    is_as_accepted("dots_most.svg", &dots_of("la plupart"));
}

#[test]
fn twenty_three_of_whom_less_than_half() {
    is_as_accepted("dots_less_than_half.svg", &dots_of("moins de la moitié"));
}

#[test]
fn the_key_of_each_mark() {
    for (name, mark) in [("certain", Mark::Certain), ("possible", Mark::Possible), ("excluded", Mark::Excluded)] {
        is_as_accepted(&format!("key_{name}.svg"), &key_dot(mark));
    }
}

#[test]
fn a_bar_chart_with_its_numbers() {
    let words = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/content/interface/fr.json")).unwrap();
    let chart = r#"{"title": "Passages", "unit": "personnes", "source": "Comptage inventé", "year": 2025,
        "rows": [{"label": "Lundi", "value": 12345}, {"label": "Mardi", "value": 6172}, {"label": "Mercredi", "value": 1}, {"label": "Jeudi", "value": 0}]}"#;
    let drawing = bar_chart(&read_json("chart", chart).unwrap(), &read_json("words", &words).unwrap());
    is_as_accepted("bar_chart.html", &drawing);
}

#[test]
fn a_bar_alone() {
    is_as_accepted("bar.svg", &bar(500));
}

/// One element a line, so that a difference shows where it is.
#[track_caller]
fn is_as_accepted_svg(name: &str, svg: &str) {
    compare(name, &(svg.replace("><", ">\n<") + "\n"));
}

#[test]
fn pictures_that_one_takes_away() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |place: &str| fs::read_to_string(root.join("tests/site/content").join(place)).unwrap();
    let (lettering, palettes) = (Lettering::new().unwrap(), Palettes::read(&root.join("style")).unwrap());
    let letters = Letters::new(&lettering).unwrap();
    // Bars.
    let words: Words = read_json("words", &read("interface/fr.json")).unwrap();
    let file: StatisticsFile = read_json("figures", &read("figures/fr.json").replace("[\"\"]", "[\"300\"]")).unwrap();
    let told = statistic_data::Told {
        statistic: &file.figures[0],
        own: &file.words,
        words: &words,
        checked_on: file.checked_on,
        outlines: None,
        address: "https://exemple.be/exemple/",
    };
    is_as_accepted_svg("taken_bars.svg", &statistic::bars(&told, "Maison du Pont", &letters).svg(palettes.light, &letters));
    // A grid and a ranking of the invented survey.
    let package = package::read(&root.join("public/content/surveys/demonstration")).unwrap();
    let description = serde_json::from_str(&fs::read_to_string(root.join("public/content/surveys/demonstration/datapackage.json")).unwrap()).unwrap();
    let source = ContentSource::StaticFiles(StaticFiles::new(root.join("public/content"), today()));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let frame = runtime.block_on(source.frame("fr")).unwrap();
    let own: serde_json::Value = serde_json::from_str(&fs::read_to_string(root.join("public/content/interface/fr.json")).unwrap()).unwrap();
    let shown = published(&package, &description, &own["explorer"], &frame).unwrap().survey;
    let about = About { title: Prose::new("Sondage de démonstration"), ..About::default() };
    let told = survey_data::Told { survey: &shown, about: &about, address: "https://exemple.be/sondages/demonstration/" };
    for (place, name) in [(0, "taken_ranking.svg"), (1, "taken_grid.svg")] {
        is_as_accepted_svg(name, &group::place(&told, place, &letters).unwrap().svg(palettes.light, &letters));
    }
}

#[test]
fn the_mark_of_the_site() {
    is_as_accepted("mark.svg", &mark());
}
