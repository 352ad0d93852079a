//! The surveys whose counts are published (`surveys/<id>/datapackage.json`), as explorers: a page, what the browser's program reads, and what a reader takes away.
//! `docs/surveys-explorer.md` says what a data package may tell.

pub mod citations;
pub mod ddi;
pub mod groups;
pub mod open_package;
pub mod protected;
pub mod story;

use super::{
    assets,
    columns::{Coded, besides, code},
    document::{Explorer, Shell, embed_document, explorer_document},
    error::PublishError,
    pictures::{card::CardMaker, group, lettering::Lettering, question, sheet::Letters},
    survey_data,
    waves::{self, Wave},
};
use crate::{
    components::{
        explorer_embed::{Part, embed},
        explorer_page::{About, explorer_page},
        explorer_still::{embed_href, has_picture},
        footer::footer,
        header::header,
        markup::classed,
    },
    content::{source::parse_json, static_files::StaticFiles},
    explorer::uncertainty,
    import::package::{self, Level, Package},
    model::{
        explored::ExploredSurvey,
        frame::Frame,
        json::{FromJson, Json},
        text::{Href, Prose},
    },
    routes,
    survey::{
        protection::THRESHOLD,
        question::{Kind, Question},
    },
};
use serde_json::{Value, json};
use std::{fs, path::Path};

/// What may be shown of a survey. The one place where the protection of respondents comes in: what it does not publish never leaves the build.
pub trait Protection {
    /// Whether the answers to a question may be counted in public.
    fn publishes(&self, question: &Question) -> bool;
    /// Whether answers may be given one respondent a row, which filters and crossings need.
    fn publishes_rows(&self) -> bool;
    /// Counts below it, in a crossing, are said to be small.
    fn small(&self) -> u32;
    /// Counts below it are hidden, and others as far as needed; `None` when none is.
    fn threshold(&self) -> Option<u32> {
        None
    }
}

/// As the questionnaire and the data package declare: no sensitive question, no text without consent; rows only where somebody decided so, or where they are invented.
pub struct Declared {
    /// `passerelle.publier_reponses`, or `passerelle.fictif`.
    pub rows: bool,
}

impl Protection for Declared {
    fn publishes(&self, question: &Question) -> bool {
        question.public && !question.sensitive
    }

    fn publishes_rows(&self) -> bool {
        self.rows
    }

    fn small(&self) -> u32 {
        5
    }
}

/// As [`Declared`] without rows: tables alone, in which small counts are hidden, and those that would tell them.
pub struct Guarded {
    /// `passerelle.seuil`.
    pub threshold: u32,
}

impl Protection for Guarded {
    fn publishes(&self, question: &Question) -> bool {
        Declared { rows: false }.publishes(question)
    }

    fn publishes_rows(&self) -> bool {
        false
    }

    fn small(&self) -> u32 {
        self.threshold
    }

    fn threshold(&self) -> Option<u32> {
        Some(self.threshold)
    }
}

/// What a description asks for.
fn protection(ours: &Value, fictional: bool) -> Result<Box<dyn Protection>, String> {
    let threshold = match &ours["seuil"] {
        Value::Null => THRESHOLD,
        number => number
            .as_u64()
            .and_then(|number| u32::try_from(number).ok())
            .ok_or(format!("passerelle.seuil : attendu un nombre entier, trouvé {number} ; corrigez la valeur"))?,
    };
    let rows = truth(ours, "publier_reponses")?;
    match (&ours["publication"], ours["publication"].as_str()) {
        (_, Some("protected")) => Ok(Box::new(Guarded { threshold })),
        (_, Some("open")) => Ok(Box::new(Declared { rows: true })),
        (Value::Null, _) => Ok(Box::new(Declared { rows: rows || fictional })),
        (other, _) => Err(format!("passerelle.publication : attendu open ou protected, trouvé {other} ; corrigez la valeur")),
    }
}

/// Folders of `content` that hold a data package of counts or of answers, in alphabetical order.
///
/// # Errors
/// A folder that cannot be listed.
pub fn packages(content: &Path) -> Result<Vec<String>, PublishError> {
    let folder = content.join("surveys");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).map_err(PublishError::at(&folder))? {
        let entry = entry.map_err(PublishError::at(&folder))?;
        if entry.path().join(package::DESCRIPTION).is_file() {
            found.extend(entry.file_name().into_string());
        }
    }
    found.sort();
    Ok(found)
}

/// What pictures are made with.
pub struct Makers<'a> {
    /// Of cards.
    pub cards: &'a CardMaker<'a>,
    /// Of questions.
    pub lettering: &'a Lettering,
}

/// A page that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path.
    pub path: String,
    /// Whether search engines may know it: not when its answers are invented.
    pub listed: bool,
}

/// Writes the explorer of each data package.
///
/// # Errors
/// A package that cannot be read, with all that is wrong with it, or a file that cannot be written.
pub fn write_explorers(shell: &Shell, frame: &Frame, files: &StaticFiles, makers: &Makers<'_>, out: &Path) -> Result<Vec<Written>, PublishError> {
    let mut waves = Vec::new();
    for id in packages(files.root())? {
        let place = format!("surveys/{id}/{}", package::DESCRIPTION);
        let refused = |what: String| PublishError::Checked(format!("{place} : {what}"));
        let read = package::read(&files.root().join("surveys").join(&id))
            .map_err(|problems| refused(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))?;
        if matches!(read.level, Level::Words(_)) {
            continue;
        }
        if read.id != id {
            return Err(refused(format!("attendu « {id} », le nom du dossier, trouvé « {} » dans name ; écrivez le même mot des deux côtés", read.id)));
        }
        let description: Value = parse_json(&place, &files.text(&place)?).map(|json: Json| json.value().clone())?;
        let mut about = about(&read, &description).map_err(&refused)?;
        let words = parse_json("", &files.text(&format!("interface/{}.json", routes::ROOT_LANGUAGE))?)?.value()["explorer"].clone();
        let series = waves::series_of(&description["passerelle"]).map_err(&refused)?;
        let published = published(&read, &description, &words, frame).map_err(&refused)?;
        about.story = story::story(&description["passerelle"], &published.survey).map_err(&refused)?;
        let package = open_package::files(&read, &description, &published.survey);
        waves.push(Wave { published, about, series, package });
    }
    waves::join(&mut waves).map_err(|what| PublishError::Checked(format!("surveys : {what}")))?;
    let write = |Wave { published, about, package, .. }: Wave| {
        let path = write_explorer(shell, frame, &published, &about, makers, out)?;
        for (name, text) in package {
            assets::write(out, &format!("{}{}/{name}", &path[1..], open_package::FOLDER), text.as_bytes())?;
        }
        Ok(Written { path, listed: !published.survey.fictional })
    };
    waves.into_iter().map(write).collect()
}

/// What a reader's browser gets of a survey.
#[derive(Debug, Clone)]
pub struct Published {
    /// As the page is drawn from it.
    pub survey: ExploredSurvey,
    /// The same as it is published.
    pub json: String,
    /// The answers, when they are.
    pub columns: Option<Vec<u8>>,
}

/// What is published of a package that says `description` of itself. `words`: the interface's, as they stand in content.
///
/// # Errors
/// What the description has wrong, in French.
pub fn published(package: &Package, description: &Value, words: &Value, frame: &Frame) -> Result<Published, String> {
    let ours = &description["passerelle"];
    let fictional = truth(ours, "fictif")? || truth(description, "fictive")?;
    let protection = protection(ours, fictional)?;
    let label = words["not_cited"].as_str().unwrap_or_default();
    let package = &*citations::agreed(package, ours, label).map_err(|(what, advice)| format!("passerelle.citations : {what} ; {advice}"))?;
    let (n, mut coded) = coded(package, ours, frame, &*protection)?;
    let respondents = besides::Respondents { drawn: ours["plan"] == uncertainty::DRAWN, weights: besides::weights(package, ours)? };
    for coded in &mut coded {
        let besides = protection.publishes_rows().then(|| besides::of(coded, &respondents)).flatten();
        let question = &mut coded.question;
        question["besides"] = besides.into();
        let code = question["code"].as_str().unwrap_or_default().to_owned();
        question["next"] = links(&ours["suites"][&code]).map_err(|why| format!("passerelle.suites.{code} : {why}"))?;
    }
    let (mut questions, mut columns, mut crossings) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(threshold) = protection.threshold() {
        let (days, pairs) = (days(package), pairs(ours)?);
        let plan = protected::Plan { n, threshold, days: &days, pairs: pairs.as_deref(), words: &frame.words };
        let tables = match &package.level {
            Level::Responses(_) => protected::of_answers(std::mem::take(&mut coded), &plan)?,
            _ => protected::of_counts(std::mem::take(&mut coded), &plan)?,
        };
        (questions, crossings) = (tables.questions, tables.crossings);
    }
    for Coded { mut question, column } in coded {
        if let Some(column) = column.filter(|_| protection.publishes_rows()) {
            question["column"] = columns.len().into();
            columns.push(column);
        }
        questions.push(question);
    }
    if let Some(population) = size(ours, "population")?.filter(|population| *population < n) {
        return Err(format!("passerelle.population : {population} est moins que les {n} répondants ; corrigez l'un ou l'autre"));
    }
    let rows = !columns.is_empty();
    let groups = groups::groups(package, ours, words, &questions, n, rows.then_some(&mut columns))?;
    let noun = &ours["repondant"];
    let noun_of = |name: &str, other: &str| noun[name].as_str().unwrap_or(other).to_owned();
    let json = json!({
        "id": package.id,
        "lang": frame.lang,
        "fictional": fictional,
        "n": n,
        "respondent": { "one": noun_of("singulier", "répondant"), "other": noun_of("pluriel", "répondants") },
        "feminine": truth(noun, "feminin")?,
        "design": ours["plan"].as_str().unwrap_or_default(),
        "invited": size(ours, "sollicites")?,
        "population": size(ours, "population")?,
        "weighted": respondents.weights.is_some(),
        "small": protection.small(),
        "rows": rows,
        "protected": protection.threshold(),
        "crossings": crossings,
        "wave": ours["vague"],
        "date": ours["date"],
        "panel": ours["memes_repondants"],
        "address": frame.site.base_url.as_ref().map(|base| format!("{}/sondages/{}/", base.as_str(), package.id)),
        "packaged": protection.threshold().is_none() && (rows || matches!(package.level, Level::Aggregates(_))),
        "questions": questions,
        "groups": groups,
        "words": words,
    });
    let text = json.to_string();
    let survey = Json::parse(&text).ok().map(|json| ExploredSurvey::from_json(&json)).ok_or("illisible")?.map_err(|fault| fault.to_string())?;
    let columns = if rows {
        let columns: Vec<_> = columns.iter().map(super::columns::Column::borrowed).collect();
        Some(passerelle_engine::columns::write(n as usize, &columns).map_err(|refusal| format!("réponses impossibles à écrire ({refusal:?})"))?)
    } else {
        None
    };
    Ok(Published { survey, json: text, columns })
}

/// Codes of the questions whose answers are days.
fn days(package: &Package) -> Vec<String> {
    let Level::Responses(survey) = &package.level else { return Vec::new() };
    survey.questions.iter().filter(|question| question.kind == Kind::Date).map(|question| question.code.clone()).collect()
}

/// `passerelle.croisements`: pairs of codes.
fn pairs(ours: &Value) -> Result<Option<Vec<(String, String)>>, String> {
    const EXPECTED: &str = "passerelle.croisements : attendu une liste de paires de codes, comme [[\"taille\", \"avis\"]] ; corrigez la valeur";
    let pair = |pair: &Value| match pair.as_array().map(Vec::as_slice) {
        Some([Value::String(first), Value::String(second)]) => Ok((first.clone(), second.clone())),
        _ => Err(EXPECTED.to_owned()),
    };
    match &ours["croisements"] {
        Value::Null => Ok(None),
        Value::Array(list) => list.iter().map(pair).collect::<Result<_, _>>().map(Some),
        _ => Err(EXPECTED.to_owned()),
    }
}

fn coded(package: &Package, ours: &Value, frame: &Frame, protection: &dyn Protection) -> Result<(u32, Vec<Coded>), String> {
    let count = |number: usize| u32::try_from(number).map_err(|_| format!("{number} répondants sont trop"));
    // Of what may not be published, only texts and sensitive questions are named: how many answered them tells nothing of anybody.
    let named = |question: &Question| protection.publishes(question) || question.kind == Kind::Text || (question.public && question.sensitive);
    let scales = code::Scales { declared: words_of(ours, "bipolaires")?, neutral: ours["neutres"].clone() };
    match &package.level {
        Level::Words(_) => Ok((0, Vec::new())),
        Level::Responses(survey) => {
            let asked = survey.questions.iter().zip(&survey.answers).filter(|(question, _)| named(question));
            let coded = asked.map(|(question, answers)| code::of_answers(question, answers, protection.publishes(question), &scales, &frame.words));
            Ok((count(survey.respondents)?, coded.collect()))
        }
        Level::Aggregates(counted) => {
            let declared = ours["repondants"].as_u64().and_then(|number| usize::try_from(number).ok());
            let most = counted.iter().map(|counted| counted.base).max().unwrap_or(0);
            let n = declared.unwrap_or(most).max(most);
            let coded = counted
                .iter()
                .filter(|counted| named(&counted.question))
                .map(|counted| code::of_counts(counted, n, protection.publishes(&counted.question), &scales));
            Ok((count(n)?, coded.collect()))
        }
    }
}

fn truth(value: &Value, name: &str) -> Result<bool, String> {
    match &value[name] {
        Value::Null => Ok(false),
        Value::Bool(truth) => Ok(*truth),
        other => Err(format!("{name} : attendu true ou false, trouvé {other} ; corrigez la valeur")),
    }
}

/// A list of `titre` and `href` as links.
fn links(value: &Value) -> Result<Value, &'static str> {
    const EXPECTED: &str = "attendu une liste d'objets { \"titre\": …, \"href\": \"/…/\" } ; corrigez la valeur";
    let list = match value {
        Value::Null => return Ok(json!([])),
        Value::Array(list) => list,
        _ => return Err(EXPECTED),
    };
    let link = |link: &Value| match (link["titre"].as_str(), link["href"].as_str()) {
        (Some(title), Some(href)) => Ok(json!({ "title": title, "href": href })),
        _ => Err(EXPECTED),
    };
    list.iter().map(link).collect()
}

fn words_of(value: &Value, name: &str) -> Result<Vec<String>, String> {
    match &value[name] {
        Value::Null => Ok(Vec::new()),
        Value::Array(list) => Ok(list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()),
        other => Err(format!("passerelle.{name} : attendu une liste de codes entre crochets, trouvé {other} ; corrigez la valeur")),
    }
}

/// A number of people; `None` when it is not told.
fn size(ours: &Value, name: &str) -> Result<Option<u32>, String> {
    match &ours[name] {
        Value::Null => Ok(None),
        number => match number.as_u64().and_then(|number| u32::try_from(number).ok()) {
            Some(number) => Ok(Some(number)),
            None => Err(format!("passerelle.{name} : attendu un nombre entier, trouvé {number} ; corrigez la valeur")),
        },
    }
}

/// What the description says beside the data.
fn about(package: &Package, description: &Value) -> Result<About, String> {
    let ours = &description["passerelle"];
    let prose = |value: &Value| value.as_str().filter(|words| !words.trim().is_empty()).map(Prose::new);
    let href = |value: &Value| value.as_str().and_then(|_| Href::from_json(&Json::parse(&value.to_string()).ok()?).ok());
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let sources = list(&description["sources"]);
    let sources = sources.iter().filter_map(|source| Some((prose(&source["title"]).or_else(|| prose(&source["path"]))?, href(&source["path"]))));
    let licence = list(&description["licenses"]).first().and_then(|licence| prose(&licence["title"]).or_else(|| prose(&licence["name"])));
    let invited = size(ours, "sollicites")?;
    Ok(About {
        title: Prose::new(&package.title),
        description: prose(&description["description"]),
        introduction: list(&ours["introduction"]).iter().filter_map(prose).collect(),
        story: Vec::new(),
        invited,
        date: prose(&ours["date"]),
        mode: prose(&ours["mode"]),
        sources: sources.collect(),
        licence,
    })
}

fn write_explorer(shell: &Shell, frame: &Frame, published: &Published, about: &About, makers: &Makers<'_>, out: &Path) -> Result<String, PublishError> {
    let survey = &published.survey;
    let path = format!("/sondages/{}/", survey.id);
    let base = frame.site.base_url.as_ref().map_or("", Href::as_str);
    let address = format!("{base}{path}");
    let place = format!("app/{}-{}.json", survey.id, assets::short_hash(published.json.as_bytes()));
    assets::write(out, &place, published.json.as_bytes())?;
    let mut files = Explorer { survey: format!("/{place}"), columns: None, card: None };
    if !base.is_empty() && !survey.fictional && !shell.live {
        let card = makers.cards.card(&about.title)?;
        let place = format!("cartes/sondage-{}-{}.png", survey.id, assets::short_hash(&card));
        assets::write(out, &place, &card)?;
        files.card = Some(format!("/{place}"));
    }
    if let Some(columns) = &published.columns {
        let place = format!("app/{}-{}.pcol", survey.id, assets::short_hash(columns));
        assets::write(out, &place, columns)?;
        files.columns = Some((format!("/{place}"), columns.len()));
    }
    let mut body = String::new();
    let skip = classed("a", "skip-link").set("href", "#main").set("target", "_self").words(&frame.words.around.skip_to_content);
    let main = classed("main", "main").set("id", "main").set("tabindex", "-1").with(explorer_page(survey, about, frame));
    for part in [skip, header(frame, &path), main, footer(frame)] {
        part.write_html(&mut body);
    }
    let html = explorer_document(shell, frame, survey, about, &path, &files, &body);
    assets::write(out, &format!("{}index.html", &path[1..]), html.as_bytes())?;
    let told = survey_data::Told { survey, about, address: &address };
    let whole: Vec<usize> = (0..survey.questions.len()).filter(|place| survey.questions[*place].is_published()).collect();
    let folder = &path[1..];
    write_data(&told, &whole, &format!("{folder}{}", survey.id), out)?;
    let letters = Letters::new(makers.lettering)?;
    let groups = survey.groups.iter().enumerate().map(|(place, group)| (Part::Group(place), group.places().collect()));
    for (part, places) in whole.into_iter().map(|place| (Part::Question(place), vec![place])).chain(groups) {
        let Some((code, text, rows)) = part.told(survey) else { continue };
        let stem = format!("{folder}{}-{code}", survey.id);
        write_data(&told, &places, &stem, out)?;
        write_pictures(shell, &told, part, has_picture(rows), &stem, &letters, out)?;
        let mut body = String::new();
        embed(survey, about, part).write_html(&mut body);
        let name = about.full_title(survey);
        let html = embed_document(shell, frame, &format!("{text} – {name}"), &name, &path, &body);
        assets::write(out, &format!("{}index.html", &embed_href(survey, code)[1..]), html.as_bytes())?;
    }
    Ok(path)
}

/// The pictures of a part; who works on the site does not wait for the one of pixels.
fn write_pictures(
    shell: &Shell,
    told: &survey_data::Told<'_>,
    part: Part,
    pixels: bool,
    stem: &str,
    letters: &Letters<'_>,
    out: &Path,
) -> Result<(), PublishError> {
    let placed = match part {
        Part::Question(place) => question::place(told, place, letters),
        Part::Group(place) => group::place(told, place, letters),
    };
    let Some(picture) = placed else { return Ok(()) };
    let light = shell.palettes.light;
    assets::write(out, &format!("{stem}.svg"), picture.svg(light, letters).as_bytes())?;
    if shell.live || !pixels {
        return Ok(());
    }
    assets::write(out, &format!("{stem}.png"), &picture.png(light, letters)?)
}

fn write_data(told: &survey_data::Told<'_>, questions: &[usize], stem: &str, out: &Path) -> Result<(), PublishError> {
    assets::write(out, &format!("{stem}.csv"), survey_data::csv(told, questions).as_bytes())?;
    assets::write(out, &format!("{stem}.json"), survey_data::json(told, questions).as_bytes())
}
