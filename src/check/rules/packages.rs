//! Surveys as data packages: data that agree with themselves, a description that agrees with them, and sentences whose numbers are the data's.
//!
//! `import/audit.rs` looks at the CSV files; here `datapackage.json` is held against them and against the rest of the site.

use super::statistics::{MONTHS, excerpt, numbers};
use crate::{
    check::{
        folder::{Folder, LibraryFile},
        kind::Kind,
        locate,
        nearest::nearest,
        problem::Problem,
    },
    import::{
        audit::{Known, audit},
        combinations::recognised,
        exposure::exposed,
        package::{self, DESCRIPTION, Level, Package},
        problem, publication,
    },
    model::statistic::Amount,
    publish::surveys::citations::agreed as agreed_texts,
    survey::{
        protection::{
            LOWEST_THRESHOLD, THRESHOLD,
            aggregates::{self, Aggregate},
        },
        question::{Kind as Asked, Question},
        tally,
    },
};
use serde_json::{Value, json};
use std::{fs, ops::Range};

/// Words of `passerelle.plan`.
const DESIGNS: [&str; 3] = ["recensement", "aleatoire", "volontaires"];

/// Every data package of `surveys/`.
pub fn packages(folder: &Folder) -> Vec<Problem> {
    let surveys = folder.root.join("surveys");
    let mut ids: Vec<String> = fs::read_dir(&surveys).into_iter().flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    ids.retain(|id| surveys.join(id).join(DESCRIPTION).is_file());
    ids.sort();
    ids.iter().flat_map(|id| of_package(folder, id)).collect()
}

/// What is found of one package.
struct Found<'a> {
    id: &'a str,
    text: String,
    description: Value,
    problems: Vec<Problem>,
}

impl Found<'_> {
    fn ours(&self) -> &Value {
        &self.description["passerelle"]
    }

    /// A fault of the description, at a path of it.
    fn tell(&mut self, path: &str, value: &str, what: impl Into<String>, advice: impl Into<String>) {
        let value = Some(value.to_owned()).filter(|value| !value.is_empty());
        self.at(path, Kind::SurveyData { value, what: what.into(), advice: advice.into() });
    }

    fn at(&mut self, path: &str, kind: Kind) {
        let line = Some(locate::line(&self.text, path));
        self.problems.push(Problem { line, ..Problem::new(&self.place(DESCRIPTION), path, kind) });
    }

    fn place(&self, file: &str) -> String {
        format!("surveys/{}/{file}", self.id)
    }

    /// A fault of a file of data.
    fn data(&mut self, wrong: &problem::Problem) {
        let path = wrong.column.as_deref().map_or(String::new(), |column| format!("colonne {column}"));
        let kind = Kind::SurveyData { value: wrong.value.as_deref().map(str::to_owned), what: wrong.what.to_string(), advice: wrong.advice.to_string() };
        // The reader gives whole paths of files that it cannot open.
        let file = wrong.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let (place, line) = (self.place(file), wrong.row);
        self.problems.push(Problem { line, ..Problem::new(&place, path, kind) });
    }
}

fn of_package(folder: &Folder, id: &str) -> Vec<Problem> {
    let path = folder.root.join("surveys").join(id);
    let place = format!("surveys/{id}/{DESCRIPTION}");
    let Ok(text) = fs::read_to_string(path.join(DESCRIPTION)) else { return vec![Problem::new(&place, "", Kind::Encoding)] };
    let description = match serde_json::from_str::<Value>(&text) {
        Ok(description) => description,
        Err(error) => {
            let kind = Kind::Malformed { column: error.column(), reason: "une virgule, un guillemet ou une accolade manque".into() };
            return vec![Problem { line: Some(error.line()), ..Problem::new(&place, "", kind) }];
        }
    };
    let mut found = Found { id, text, description, problems: Vec::new() };
    let level = found.ours()["niveau"].as_str().unwrap_or_default().to_owned();
    if !["mots", "resultats", "reponses"].contains(&level.as_str()) {
        found.tell("passerelle.niveau", &level, "attendu mots, resultats ou reponses", "écrivez l'un des trois");
    }
    found.names();
    let known = Known {
        today: folder.today.machine(),
        respondents: found.ours()["repondants"].as_u64().and_then(|number| usize::try_from(number).ok()),
        sourced: found.is_sourced() || found.is_fictive(),
    };
    let wrong = audit(&path, &level, &known);
    wrong.iter().for_each(|problem| found.data(problem));
    found.facts(folder);
    if wrong.is_empty()
        && level != "mots"
        && let Ok(package) = package::read(&path)
    {
        found.references(&package);
        found.consent(&package);
        found.communes(folder, &package);
        found.sentences(&package);
    }
    found.problems.dedup();
    found.problems
}

fn questions(package: &Package) -> Vec<&Question> {
    match &package.level {
        Level::Words(_) => Vec::new(),
        Level::Aggregates(counted) => counted.iter().map(|counted| &counted.question).collect(),
        Level::Responses(survey) => survey.questions.iter().collect(),
    }
}

impl Found<'_> {
    fn is_fictive(&self) -> bool {
        self.ours()["fictif"] == true || self.description["fictive"] == true
    }

    fn is_sourced(&self) -> bool {
        self.description["sources"].as_array().is_some_and(|sources| !sources.is_empty())
    }

    fn names(&mut self) {
        let name = self.description["name"].as_str().unwrap_or_default().to_owned();
        if name != self.id {
            self.tell("name", &name, format!("attendu « {} », le nom du dossier", self.id), "écrivez le même mot des deux côtés");
        }
        if self.description["title"].as_str().is_none_or(|title| title.trim().is_empty()) {
            self.tell("title", "", "attendu le titre du sondage, rien trouvé", "écrivez-le");
        }
        let expected = |value: &Value| !value.is_null() && !value.is_boolean();
        for name in ["fictif", "publier_reponses"] {
            if expected(&self.ours()[name]) {
                let met = self.ours()[name].to_string();
                self.tell(&format!("passerelle.{name}"), &met, "attendu true ou false", "corrigez la valeur, sans guillemets");
            }
        }
    }

    /// When, how many, of what kind, from where, under which licence.
    fn facts(&mut self, folder: &Folder) {
        let ours = self.ours().clone();
        if let Some(design) = ours["plan"].as_str().filter(|design| !DESIGNS.contains(design)) {
            self.tell("passerelle.plan", design, format!("attendu {}", DESIGNS.join(", ")), "écrivez l'un des trois, ou retirez ce champ si on ne sait pas");
        }
        if let Some(mode) = ours["publication"].as_str().filter(|mode| !["open", "protected"].contains(mode)) {
            self.tell("passerelle.publication", mode, "attendu open ou protected", "écrivez l'un des deux");
        }
        if ours["publication"] == "protected" && ours["publier_reponses"] == true {
            self.tell("passerelle.publier_reponses", "true", "en publication protégée, les réponses ne sont pas publiées une à une", "retirez ce champ");
        }
        if let Some(threshold) = ours["seuil"].as_u64().filter(|threshold| *threshold < u64::from(LOWEST_THRESHOLD)) {
            let what = format!("attendu un seuil d'au moins {LOWEST_THRESHOLD} : à deux, un répondant reconnaît l'autre");
            self.tell("passerelle.seuil", &threshold.to_string(), what, format!("écrivez {THRESHOLD}, le seuil habituel"));
        }
        for name in ["repondants", "sollicites", "seuil"] {
            if !ours[name].is_null() && !ours[name].is_u64() {
                self.tell(&format!("passerelle.{name}"), &ours[name].to_string(), "attendu un nombre entier", "corrigez la valeur, sans guillemets");
            }
        }
        for (code, links) in ours["suites"].as_object().into_iter().flatten() {
            let are_links = links.as_array().is_some_and(|links| links.iter().all(|link| link["titre"].is_string() && link["href"].is_string()));
            if !are_links {
                self.tell(&format!("passerelle.suites.{code}"), "", "attendu une liste d'objets { \"titre\": …, \"href\": \"/…/\" }", "corrigez la valeur");
            }
        }
        let threshold = ours["seuil"].as_u64().unwrap_or(u64::from(THRESHOLD));
        if let Some(few) = ours["repondants"].as_u64().filter(|few| *few < threshold && ours["publication"] == "protected") {
            let what = format!("{few} répondants, pour un seuil de {threshold} : tout serait masqué");
            self.tell("passerelle.publication", "protected", what, "publiez les constats en mots (niveau mots), ou regroupez avec une autre enquête");
        }
        if let (Some(asked), Some(answered)) = (ours["sollicites"].as_u64(), ours["repondants"].as_u64())
            && asked < answered
        {
            self.tell(
                "passerelle.sollicites",
                &asked.to_string(),
                format!("moins de personnes sollicitées que de répondants, {answered}"),
                "corrigez l'un des deux",
            );
        }
        if let Some(date) = ours["date"].as_str()
            && let Some((what, advice)) = wrong_date(date, (folder.today.year(), folder.today.month(), folder.today.day()))
        {
            self.tell("passerelle.date", date, what, advice);
        }
        if self.is_fictive() {
            return;
        }
        let in_rows = fs::read_to_string(folder.root.join(self.place(package::RESULTS)))
            .is_ok_and(|text| text.lines().skip(1).any(|line| !line.ends_with(',')) && text.lines().next().is_some_and(|head| head.ends_with("source")));
        if !self.is_sourced() && ours["niveau"] != "mots" && !in_rows {
            self.tell("sources", "", "attendu d'où vient ce sondage, rien trouvé", "ajoutez \"sources\": [ { \"title\": …, \"path\": … } ]");
        }
        if self.description["licenses"].as_array().is_none_or(Vec::is_empty) {
            self.tell(
                "licenses",
                "",
                "attendu la licence des données, rien trouvé",
                "ajoutez \"licenses\": [ { \"name\": \"CC-BY-4.0\", \"title\": … } ], ce que l'on peut faire de ces données",
            );
        }
    }

    /// Questions and options that the description names are those of the data.
    fn references(&mut self, package: &Package) {
        let ours = self.ours().clone();
        let asked = questions(package);
        let find = |code: &str| asked.iter().find(|question| question.code == code);
        let near = |code: &str| {
            let advice = "corrigez-le, ou retirez-le";
            nearest(code, asked.iter().map(|question| question.code.as_str())).map_or_else(|| advice.to_owned(), |near| format!("écrivez « {near} »"))
        };
        let in_lists = |name: &str| ours[name].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
        let in_keys = |name: &str| ours[name].as_object().into_iter().flatten().map(|(code, _)| code.clone()).collect::<Vec<_>>();
        let pairs: Vec<String> = ours["croisements"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|pair| pair.as_array().cloned().unwrap_or_default())
            .filter_map(|code| code.as_str().map(str::to_owned))
            .collect();
        for (name, codes) in [("suites", in_keys("suites")), ("bipolaires", in_lists("bipolaires")), ("neutres", in_keys("neutres")), ("croisements", pairs)] {
            for code in codes.iter().filter(|code| find(code).is_none()) {
                self.tell(&format!("passerelle.{name}"), code, "attendu le code d'une question", near(code));
            }
        }
        for (code, neutral) in ours["neutres"].as_object().into_iter().flatten() {
            let Some(question) = find(code) else { continue };
            let met = neutral.as_str().unwrap_or_default();
            if !met.is_empty() && question.option(met).is_none() {
                let codes: Vec<&str> = question.options.iter().map(|option| option.code.as_str()).collect();
                self.tell(
                    &format!("passerelle.neutres.{code}"),
                    met,
                    "le milieu n'est pas dans l'échelle",
                    format!("écrivez l'un de ces codes : {}, ou \"\"", codes.join(", ")),
                );
            }
        }
    }

    /// Nobody is shown without having agreed.
    fn consent(&mut self, package: &Package) {
        let asked = self.ours()["citations"].clone();
        if let Err((what, advice)) = agreed_texts(package, self.ours(), "").map(|_| ()) {
            self.tell("passerelle.citations", "", what, advice);
        }
        if self.is_fictive() {
            return;
        }
        let ours = self.ours().clone();
        let agreed = |what: &str| ["par", "le"].iter().all(|name| ours["accords"][what][name].as_str().is_some_and(|words| !words.trim().is_empty()));
        if let Level::Responses(survey) = &package.level
            && !agreed("textes")
            && let Some(question) = survey.questions.iter().find(|question| question.public && question.kind == Asked::Text && asked[&question.code].is_null())
        {
            let what = format!("les textes de « {} » sont publics, et rien ne dit que leurs auteurs sont d'accord", question.code);
            self.tell("passerelle.accords", "", what, "notez qui a recueilli l'accord et quand (\"accords\": { \"textes\": { \"par\": …, \"le\": \"AAAA-MM-JJ\" } }), ou écrivez interne dans questions.csv");
        }
        if ours["publication"] == "protected" {
            return;
        }
        let threshold = ours["seuil"].as_u64().and_then(|threshold| usize::try_from(threshold).ok()).unwrap_or(THRESHOLD as usize);
        let are_rows = ours["publication"] == "open" || ours["publier_reponses"] == true;
        if agreed("reponses") {
            if let Some((what, advice)) = publication::void(package, &ours["accords"]["reponses"]).filter(|_| are_rows) {
                self.tell("passerelle.accords.reponses", "", what, advice);
            }
        } else if let Some(exposed) = exposed(package, threshold).first() {
            self.tell("passerelle.publication", "", exposed.what(), exposed.advice());
        } else if are_rows {
            let recognised = recognised(package);
            if recognised.alone > 0 {
                let advice = "publiez en mode protégé (\"publication\": \"protected\"), regroupez des options, ou notez l'accord des répondants (cargo xtask survey agree)";
                self.tell("passerelle.publication", "", recognised.told(), advice);
            }
        }
    }

    /// A commune is one of those that the site outlines.
    fn communes(&mut self, folder: &Folder, package: &Package) {
        let known: Vec<&String> = folder
            .libraries
            .iter()
            .filter_map(|library| if let LibraryFile::Statistics(.., outlines) = library { Some(outlines) } else { None })
            .flatten()
            .filter_map(|codes| codes.as_ref().ok())
            .flatten()
            .collect();
        let is_code = |code: &str| code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
        if known.is_empty() {
            return;
        }
        for question in questions(package).iter().filter(|question| question.code.starts_with("commune")) {
            for option in question.options.iter().filter(|option| is_code(&option.code) && !known.contains(&&option.code)) {
                let nearest = nearest(&option.code, known.iter().map(|code| code.as_str())).map_or_else(String::new, |near| format!(" : peut-être {near}"));
                let wrong = problem::Problem {
                    value: Some(option.code.clone().into()),
                    column: Some("« options »".into()),
                    row: self.line_of(folder, &question.code),
                    ..problem::Problem::fatal(package::QUESTIONS, "aucune commune de la carte n'a ce code", format!("corrigez le code INS{nearest}"))
                };
                self.data(&wrong);
            }
        }
    }

    /// The line of a question in the codebook.
    fn line_of(&self, folder: &Folder, code: &str) -> Option<usize> {
        let text = fs::read_to_string(folder.root.join(self.place(package::QUESTIONS))).ok()?;
        text.lines().position(|line| line.starts_with(&format!("{code},"))).map(|line| line + 1)
    }

    /// What a sentence of the story shows is there.
    fn story(&mut self, story: &[Value], package: &Package) {
        let asked = questions(package);
        let unknown = |code: &str| !asked.iter().any(|question| question.code == code && question.public && !question.sensitive);
        for (place, told) in story.iter().enumerate() {
            let path = |member: &str| format!("passerelle.recit[{place}].{member}");
            if told["texte"].as_str().is_none_or(|words| words.trim().is_empty()) {
                self.tell(&path("texte"), "", "la phrase manque", "écrivez-la");
            }
            for member in ["question", "croiser"] {
                if let Some(code) = told[member].as_str().filter(|code| unknown(code)) {
                    self.tell(&path(member), code, "attendu le code d'une question publiée", "corrigez-le");
                }
            }
            for (code, options) in told["garder"].as_object().into_iter().flatten() {
                if unknown(code) {
                    self.tell(&path("garder"), code, "attendu le code d'une question publiée", "corrigez-le");
                    continue;
                }
                let question = asked.iter().find(|question| question.code == *code);
                for option in options.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if question.is_some_and(|question| question.option(option).is_none()) {
                        self.tell(&path(&format!("garder.{code}")), option, "attendu le code d'une option de cette question", "corrigez-le");
                    }
                }
            }
        }
    }

    /// Each number of the description, the introduction and the story is one of respondents, or has a proof in `passerelle.preuves`, and is what the data say.
    fn sentences(&mut self, package: &Package) {
        let ours = self.ours().clone();
        let proofs: Vec<Value> = ours["preuves"].as_array().cloned().unwrap_or_default();
        let introduction = ours["introduction"].as_array().cloned().unwrap_or_default();
        let mut sentences = vec![("description".to_owned(), self.description["description"].as_str().unwrap_or_default().to_owned())];
        sentences.extend(
            introduction.iter().enumerate().map(|(place, words)| (format!("passerelle.introduction[{place}]"), words.as_str().unwrap_or_default().to_owned())),
        );
        let story = ours["recit"].as_array().cloned().unwrap_or_default();
        let told = |told: &Value| told["texte"].as_str().unwrap_or_default().to_owned();
        sentences.extend(story.iter().enumerate().map(|(place, sentence)| (format!("passerelle.recit[{place}].texte"), told(sentence))));
        self.story(&story, package);
        let threshold = ours["seuil"].as_u64().and_then(|threshold| u32::try_from(threshold).ok()).unwrap_or(THRESHOLD);
        let hidden_below = (ours["publication"] == "protected").then_some(threshold);
        // Where all would be hidden, that is what is told.
        let hidden_below = hidden_below.filter(|threshold| respondents(package, &ours).is_some_and(|respondents| respondents >= u64::from(*threshold)));
        let mut values = Vec::new();
        for (index, proof) in proofs.iter().enumerate() {
            match proven(package, proof, hidden_below) {
                Ok(value) => values.push(Some(value)),
                Err((path, met, what, advice)) => {
                    self.tell(&format!("passerelle.preuves[{index}].{path}"), &met, what, advice);
                    values.push(None);
                }
            }
            let stands = proof["mots"]
                .as_str()
                .is_some_and(|words| sentences.iter().any(|(_, sentence)| numbers(sentence).iter().any(|(range, _)| vouches(words, sentence, range))));
            if !stands {
                let words = proof["mots"].as_str().unwrap_or_default();
                self.tell(
                    &format!("passerelle.preuves[{index}].mots"),
                    words,
                    "attendu des mots de la description, de l'introduction ou du récit, avec leur nombre",
                    "copiez-les de la phrase",
                );
            }
        }
        let people: Vec<Amount> = [respondents(package, &ours), ours["sollicites"].as_u64()]
            .into_iter()
            .flatten()
            .filter_map(|number| u32::try_from(number).ok())
            .map(Amount::from)
            .collect();
        for (path, sentence) in &sentences {
            for (range, number) in numbers(sentence) {
                let proof = proofs.iter().zip(&values).find(|(proof, _)| proof["mots"].as_str().is_some_and(|words| vouches(words, sentence, &range)));
                let words = excerpt(sentence, &range);
                match proof {
                    Some((_, Some(expected))) if *expected != number => {
                        self.tell(
                            path,
                            &number.to_string(),
                            format!("les données du sondage disent {expected} dans « {words} »"),
                            "corrigez la phrase, ou la donnée",
                        );
                    }
                    Some(_) => {}
                    None if people.contains(&number) => {}
                    None => {
                        let what = format!("ce nombre de « {words} » n'a pas de preuve");
                        self.tell(
                            path,
                            &number.to_string(),
                            what,
                            "ajoutez à passerelle.preuves { \"mots\": …, \"question\": …, \"option\": … }, ou retirez le nombre",
                        );
                    }
                }
            }
        }
    }
}

/// Whether these words, whatever their number, stand around the number at `range` of a sentence.
fn vouches(words: &str, sentence: &str, range: &Range<usize>) -> bool {
    let [(own, _)] = &numbers(words)[..] else { return false };
    sentence[..range.start].ends_with(&words[..own.start]) && sentence[range.end..].starts_with(&words[own.end..])
}

fn respondents(package: &Package, ours: &Value) -> Option<u64> {
    match &package.level {
        Level::Responses(survey) => Some(survey.respondents as u64),
        Level::Aggregates(counted) => ours["repondants"].as_u64().or(counted.iter().map(|counted| counted.base as u64).max()),
        Level::Words(_) => None,
    }
}

/// The number that a proof names: a count, a base without `option`, a share with `"est": "part"`; of protected publication, counts below `hidden_below` are hidden. Else the member that is wrong, what stands there, and why.
fn proven(package: &Package, proof: &Value, hidden_below: Option<u32>) -> Result<Amount, (&'static str, String, String, &'static str)> {
    const CODES: &str = "corrigez-le : question et option sont des codes de questions.csv";
    const UNSAID: &str = "retirez la preuve, et le nombre de la phrase";
    let code = proof["question"].as_str().unwrap_or_default();
    let asked = questions(package);
    let Some(at) = asked.iter().position(|question| question.code == code) else {
        return Err(("question", code.to_owned(), "attendu le code d'une question".to_owned(), CODES));
    };
    let question = asked[at];
    if !question.public || question.sensitive {
        return Err((
            "question",
            code.to_owned(),
            "cette question n'est pas publiée (interne ou sensible) : une phrase ne peut en donner les nombres".to_owned(),
            UNSAID,
        ));
    }
    let (base, counts): (usize, Vec<usize>) = match &package.level {
        Level::Aggregates(counted) => (counted[at].base, counted[at].counts.clone()),
        Level::Responses(survey) => {
            let tally = tally::of_question(question, &survey.answers[at], None);
            (tally.base, tally.options.iter().map(|option| option.count).collect())
        }
        Level::Words(_) => (0, Vec::new()),
    };
    let whole = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let count = match proof["option"].as_str() {
        None => base,
        Some(option) => {
            let unknown = || ("option", option.to_owned(), format!("attendu le code d'une option de « {code} »"), CODES);
            let place = question.option(option).filter(|place| *place < counts.len()).ok_or_else(unknown)?;
            // A sentence must not tell what the tables hide.
            let told: Vec<u32> = counts.iter().map(|count| whole(*count)).collect();
            let aggregate = Aggregate { base: whole(base), multiple: question.kind == Asked::Multiple, counts: &told };
            let is_hidden = |threshold: u32| {
                let tables = aggregates::protected(whole(base).max(threshold), &[aggregate], threshold);
                // What cannot be protected is not shown.
                tables.map_or(true, |tables| tables.first().is_none_or(|table| table.counts[place].is_none()))
            };
            if hidden_below.is_some_and(is_hidden) {
                return Err((
                    "option",
                    option.to_owned(),
                    "ce nombre est masqué par la publication protégée : une phrase ne peut le donner".to_owned(),
                    UNSAID,
                ));
            }
            counts[place]
        }
    };
    Ok(Amount::from(match proof["est"].as_str() {
        Some("part") => crate::explorer::counted::percent(whole(count), whole(base)).unwrap_or(0),
        _ => whole(count),
    }))
}

/// A survey whose counts sentences of other pages may give.
pub(super) struct Cited {
    package: Package,
    ours: Value,
}

impl Cited {
    /// The survey of this folder; `None` when it cannot be read, or has words alone.
    pub(super) fn read(folder: &Folder, id: &str) -> Option<Self> {
        let path = folder.root.join("surveys").join(id);
        let package = package::read(&path).ok().filter(|package| !matches!(package.level, Level::Words(_)))?;
        let description: Value = serde_json::from_str(&fs::read_to_string(path.join(DESCRIPTION)).ok()?).ok()?;
        Some(Self { package, ours: description["passerelle"].clone() })
    }

    /// How many took part (no question), answered the question (no option), or chose the option; or the option's share of those who answered, in whole percents.
    ///
    /// # Errors
    /// A code that is not there, a question that is not published, a count that protected publication hides.
    pub(super) fn value(&self, question: Option<&str>, option: Option<&str>, share: bool) -> Result<Amount, Kind> {
        let wrong = |value: &str, what: &str, advice: &str| {
            Err(Kind::SurveyData { value: Some(value.to_owned()).filter(|value| !value.is_empty()), what: what.to_owned(), advice: advice.to_owned() })
        };
        let people = respondents(&self.package, &self.ours).unwrap_or(0);
        let Some(question) = question else {
            if option.is_some() || share {
                return wrong("", "attendu question, le code de la question dont c'est une option", "ajoutez-le : les codes sont dans questions.csv");
            }
            return Ok(Amount::from(u32::try_from(people).unwrap_or(u32::MAX)));
        };
        if share && option.is_none() {
            return wrong(question, "une part est celle d'une option", "ajoutez option, ou retirez share");
        }
        let threshold = self.ours["seuil"].as_u64().and_then(|threshold| u32::try_from(threshold).ok()).unwrap_or(THRESHOLD);
        let hidden_below = (self.ours["publication"] == "protected").then_some(threshold);
        if hidden_below.is_some_and(|threshold| people < u64::from(threshold)) {
            return wrong(question, "trop peu de répondants : tout est masqué par la publication protégée", "retirez la preuve, et le nombre de la phrase");
        }
        let proof = json!({ "question": question, "option": option, "est": if share { "part" } else { "effectif" } });
        proven(&self.package, &proof, hidden_below).map_err(|(path, met, what, advice)| Kind::SurveyData {
            value: Some(met),
            what: format!("{path} : {what}"),
            advice: advice.to_owned(),
        })
    }
}

/// What is wrong with a date in words: a day that does not exist, or one after today.
fn wrong_date(words: &str, today: (u32, u32, u32)) -> Option<(String, &'static str)> {
    const NO_DAY: &str = "écrivez un jour qui existe, comme 2026-03-12 ou « mars 2026 »";
    let tokens: Vec<&str> = words.split(|letter: char| letter.is_whitespace() || ",;()".contains(letter)).filter(|token| !token.is_empty()).collect();
    let number = |token: &str| token.trim_end_matches("er").parse::<u32>().ok();
    let mut met = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let parts: Vec<&str> = token.split(['-', '/', '.']).filter(|part| !part.is_empty()).collect();
        let digits = parts.len() > 1 && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if digits {
            let numbers: Vec<u32> = parts.iter().filter_map(|part| number(part)).collect();
            let is_year = |part: &str| part.len() == 4;
            match numbers[..] {
                // Two years: « 2025-2026 ».
                [first, last] if is_year(parts[0]) && is_year(parts[1]) => met.extend([(first, 1, 1), (last, 1, 1)]),
                [year, month] if is_year(parts[0]) => met.push((year, month, 1)),
                [month, year] if is_year(parts[1]) => met.push((year, month, 1)),
                [year, month, day] if is_year(parts[0]) => met.push((year, month, day)),
                [day, month, year] if is_year(parts[2]) => met.push((year, month, day)),
                _ => return Some(("cette date ne se lit pas".to_owned(), NO_DAY)),
            }
        } else if token.len() == 4
            && let Some(year) = number(token)
        {
            let month = place.checked_sub(1).and_then(|before| MONTHS.iter().position(|month| tokens[before].eq_ignore_ascii_case(month)));
            let day = month.and_then(|_| number(tokens.get(place.checked_sub(2)?)?)).filter(|day| *day < 100);
            met.push((year, month.map_or(1, |month| month as u32 + 1), day.unwrap_or(1)));
        }
    }
    for (year, month, day) in &met {
        if crate::model::date::Date::parse(&format!("{year:04}-{month:02}-{day:02}")).is_none() {
            return Some(("ce jour n'existe pas".to_owned(), NO_DAY));
        }
    }
    met.iter().any(|date| *date > today).then(|| ("cette date n'est pas encore venue".to_owned(), "écrivez quand les réponses ont été recueillies"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_in_words_is_a_day_that_has_come() {
        let today = (2026, 11, 23);
        for (words, wrong) in [
            ("mars 2026", false),
            ("dates inventées", false),
            ("du 3 au 12 mai 2026", false),
            ("1er décembre 2025", false),
            ("2026-11-23", false),
            ("03/2026", false),
            ("2025-2026", false),
            ("décembre 2026", true),
            ("2027", true),
            ("24 novembre 2026", true),
            ("2026-02-30", true),
            ("31/04/2026", true),
            ("2026-13", true),
            ("30 février 2026", true),
            ("12/03/26", true),
        ] {
            assert_eq!(wrong_date(words, today).is_some(), wrong, "{words}");
        }
    }
}
