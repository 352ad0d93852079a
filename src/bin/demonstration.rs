//! `demonstration [FOLDER] [--seed N]`: invents the answers of a survey, for demonstration, to the questions that `questions.csv` of the folder asks. Writes `reponses.csv` and
//! `datapackage.json` beside it; the folder is `public/content/surveys/demonstration` without one.
//!
//! Nobody gave these answers. They are drawn within what was published of the survey of 2022: where it says « moins de la moitié », fewer than half have it here too. The same
//! seed gives the same bytes. Counts are decided, who falls under them is drawn: an association that is better established tends to have more of everything.

use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// How many associations are invented: as many as were asked in 2022.
const RESPONDENTS: usize = 23;
/// The seed of the files that are kept.
const SEED: u64 = 2022;
/// Invented answers to open questions.
const WORDS: &str = include_str!("../../tools/demonstration/paroles.txt");
/// How well established the respondent is that stops in the middle, from 0, and what it does not answer.
const LEAVES: u64 = 2;
const LEFT: [&str; 10] = [
    "racisme_enseignement",
    "racisme_insertion",
    "racisme_logement",
    "racisme_services",
    "racisme_loisirs",
    "formations",
    "codeveloppement",
    "codeveloppement_frein",
    "proposition",
    "accord_citation",
];

fn main() -> ExitCode {
    match run() {
        Ok(folder) => {
            println!("{} : réponses inventées écrites", folder.display());
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<PathBuf, String> {
    let (mut folder, mut seed) = (PathBuf::from("public/content/surveys/demonstration"), SEED);
    let mut words = env::args_os().skip(1);
    while let Some(word) = words.next() {
        if word == "--seed" {
            let number = words.next().and_then(|number| number.to_str()?.parse().ok());
            seed = number.ok_or("--seed : attendu un nombre entier ; écrivez par exemple --seed 2022")?;
        } else {
            folder = word.into();
        }
    }
    let path = folder.join("questions.csv");
    let text = fs::read_to_string(&path).map_err(|error| format!("{} : {error} ; donnez un dossier qui contient questions.csv", path.display()))?;
    let questions = questions(&text).map_err(|reason| format!("{}, {reason}", path.display()))?;
    let answers = Answers::invent(seed);
    for (name, content) in [("reponses.csv", table(&questions, &answers)?), ("datapackage.json", package(&questions, seed))] {
        let path: PathBuf = Path::new(&folder).join(name);
        fs::write(&path, content).map_err(|error| format!("{} : {error}", path.display()))?;
    }
    Ok(folder)
}

/// A question, as its line says it.
struct Question {
    code: String,
    text: String,
    kind: String,
    options: Vec<String>,
    missing: Vec<String>,
}

/// Reads `questions.csv`; the error says the line.
fn questions(text: &str) -> Result<Vec<Question>, String> {
    let lines: Vec<Vec<String>> = text.lines().map(cells).collect();
    let head = lines.first().ok_or("ligne 1 : attendu les noms des colonnes, rien trouvé")?;
    let column = |name: &str| head.iter().position(|met| met == name).ok_or_else(|| format!("ligne 1 : attendu une colonne « {name} », rien trouvé"));
    let [code, label, kind, options, missing] = [column("code")?, column("texte")?, column("type")?, column("options")?, column("manquants")?];
    let codes = |cell: &str| cell.split('|').filter_map(|part| Some(part.split_once('=')?.0.to_owned())).collect();
    let question = |(index, cells): (usize, &Vec<String>)| {
        if cells.len() != head.len() {
            return Err(format!("ligne {} : attendu {} cellules, trouvé {}", index + 1, head.len(), cells.len()));
        }
        Ok(Question {
            code: cells[code].clone(),
            text: cells[label].clone(),
            kind: cells[kind].clone(),
            options: codes(&cells[options]),
            missing: codes(&cells[missing]),
        })
    };
    lines.iter().enumerate().skip(1).map(question).collect()
}

/// The cells of a line; a cell in quotes may hold commas, and quotes written twice.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cells.iter_mut().last().into_iter().for_each(|cell| cell.push('"'));
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            letter => cells.iter_mut().last().into_iter().for_each(|cell| cell.push(letter)),
        }
    }
    cells
}

/// Numbers by chance: SplitMix64 (Steele, Lea and Flood, 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to less than `limit`. The remainder favours small numbers by less than one in 10^16 here.
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// Respondents in an order that follows `rank` the more, the greater `weight` is: 0 for none.
    fn order(&mut self, rank: &[u64], weight: u64) -> Vec<usize> {
        let mut drawn: Vec<(u64, usize)> = rank.iter().enumerate().map(|(who, rank)| (rank * weight + self.below(2300), who)).collect();
        drawn.sort_unstable();
        drawn.into_iter().map(|(_, who)| who).collect()
    }
}

/// Invented answers: for each question's code, a cell a respondent.
struct Answers {
    cells: BTreeMap<&'static str, Vec<String>>,
    chance: Chance,
    /// How well established each respondent is, from 0: a permutation.
    rank: Vec<u64>,
}

/// Weights of [`Chance::order`].
const FREE: u64 = 0;
const SOMEWHAT: u64 = 60;
const MUCH: u64 = 250;
const RATHER: u64 = 130;

impl Answers {
    fn invent(seed: u64) -> Self {
        let mut chance = Chance(seed);
        let mut rank = vec![0; RESPONDENTS];
        for (place, who) in chance.order(&[0; RESPONDENTS], FREE).into_iter().enumerate() {
            rank[who] = place as u64;
        }
        let mut answers = Self { cells: BTreeMap::new(), chance, rank };
        answers.describe();
        answers.money();
        answers.network_and_worries();
        answers.racism();
        answers.training_and_codevelopment();
        answers.own_words();
        answers.leave();
        answers
    }

    /// Gives each of `counts` its value, to as many respondents, from the least established on; the rest have the last value.
    fn share(&mut self, code: &'static str, weight: u64, counts: &[(&str, usize)]) {
        let order = self.chance.order(&self.rank, weight);
        let values = counts.iter().flat_map(|(value, count)| std::iter::repeat_n(*value, *count));
        let last = counts.last().map_or("", |(value, _)| *value);
        let mut cells = vec![last.to_owned(); RESPONDENTS];
        for (who, value) in order.into_iter().zip(values) {
            cells[who] = value.to_owned();
        }
        self.cells.insert(code, cells);
    }

    /// Has each option of `counts` ticked by so many. Who is drawn to skip the question ticks nothing; who ticks nothing otherwise says so.
    fn tick(&mut self, code: &'static str, weight: u64, counts: &[(&str, usize)], skipping: usize) {
        let silent: Vec<usize> = self.chance.order(&self.rank, FREE).into_iter().take(skipping).collect();
        let mut ticked = vec![Vec::new(); RESPONDENTS];
        for (option, count) in counts {
            let order = self.chance.order(&self.rank, weight);
            for who in order.into_iter().rev().filter(|who| !silent.contains(who)).take(*count) {
                ticked[who].push(*option);
            }
        }
        let cell = |(who, ticked): (usize, Vec<&str>)| match ticked.is_empty() {
            true if silent.contains(&who) => String::new(),
            true => "AUCUN".to_owned(),
            false => ticked.join(";"),
        };
        self.cells.insert(code, ticked.into_iter().enumerate().map(cell).collect());
    }

    /// Fills a column respondent by respondent.
    fn fill(&mut self, code: &'static str, mut cell: impl FnMut(&mut Chance, usize, u64) -> String) {
        let cells = (0..RESPONDENTS).map(|who| cell(&mut self.chance, who, self.rank[who])).collect();
        self.cells.insert(code, cells);
    }

    fn is(&self, code: &str, who: usize, value: &str) -> bool {
        self.cells.get(code).is_some_and(|cells| cells[who] == value)
    }

    fn describe(&mut self) {
        // The first half of 2022, on working days or not.
        self.fill("date_reponse", |chance, _, _| {
            let mut day = 17 + chance.below(160);
            let month = [31, 28, 31, 30, 31, 30].iter().position(|days| {
                let is_later = day > *days;
                day -= if is_later { *days } else { 0 };
                !is_later
            });
            format!("2022-{:02}-{day:02}", month.unwrap_or(5) + 1)
        });
        self.share(
            "commune",
            FREE,
            &[
                ("92094", 8),
                ("92137", 2),
                ("92142", 2),
                ("92003", 2),
                ("91030", 1),
                ("91034", 2),
                ("91114", 1),
                ("93014", 1),
                ("93088", 1),
                ("92140", 1),
                ("93056", 1),
                ("91013", 1),
            ],
        );
        // « pour la plupart créées au début des années 2010 »
        let recent: Vec<usize> = self.chance.order(&self.rank, SOMEWHAT).into_iter().skip(3).take(14).collect();
        self.fill("annee_creation", |chance, who, rank| match (recent.contains(&who), rank) {
            (true, _) => (2010 + chance.below(4)).to_string(),
            (false, 4) => "NSP".to_owned(),
            (false, rank) if rank < 11 => (2015 + chance.below(7)).to_string(),
            (false, _) => (1986 + chance.below(20)).to_string(),
        });
        // « une majorité apparaît comme structurée et oriente ses actions dans le champ de l'intégration »: the same ones, so both follow the rank.
        self.share("structuree", MUCH, &[("non", 5), ("NSP", 1), ("", 1), ("oui", 16)]);
        self.tick(
            "domaines",
            RATHER,
            &[("integration", 17), ("education", 11), ("culture", 12), ("sante", 4), ("sport", 5), ("codeveloppement", 7), ("autre", 2)],
            1,
        );
    }

    fn money(&mut self) {
        // « moins de la moitié des associations disposent de subsides publics »
        self.share("subsides", MUCH, &[("non", 12), ("NR", 1), ("", 1), ("oui", 9)]);
        let subsidised = self.cells["subsides"].clone();
        self.fill("montant_subsides", |chance, who, rank| match subsidised[who].as_str() {
            "oui" if rank == 20 => "NR".to_owned(),
            "oui" => (500 * (3 + chance.below(6 + 2 * rank))).to_string(),
            _ => "NA".to_owned(),
        });
        // « les activités et les dons sont leurs principales, et parfois uniques, sources de financement »
        self.tick("ressources", FREE, &[("activites", 18), ("dons", 15), ("cotisations", 9)], 1);
        for (cell, subsidised) in self.cells.entry("ressources").or_default().iter_mut().zip(&subsidised) {
            if subsidised == "oui" && !cell.is_empty() {
                *cell = if cell == "AUCUN" { "subsides".to_owned() } else { format!("{cell};subsides") };
            }
        }
        // Whatever was drawn, there are some with one alone.
        for (rank, alone) in [(0, "activites"), (5, "dons")] {
            let who = self.rank.iter().position(|known| *known == rank);
            let cell = who.zip(self.cells.get_mut("ressources")).and_then(|(who, cells)| cells.get_mut(who));
            if let Some(cell) = cell.filter(|cell| !cell.is_empty() && !cell.ends_with("subsides")) {
                *cell = alone.to_owned();
            }
        }
        self.fill("membres", |chance, _, rank| if rank == 6 { "NSP".to_owned() } else { (8 + 4 * rank + chance.below(30)).to_string() });
        self.fill("salaries", |chance, who, rank| match subsidised[who].as_str() {
            "oui" => ["0.5", "1", "1.5", "2", "3.5", "6"][chance.below(3 + rank / 8) as usize].to_owned(),
            _ if rank == 3 => "NR".to_owned(),
            _ if rank == 9 => String::new(),
            _ => "0".to_owned(),
        });
    }

    fn network_and_worries(&mut self) {
        // « La plupart d'entre elles mènent déjà des partenariats de longue durée. »
        self.share("partenariats", MUCH, &[("non", 4), ("recents", 3), ("NSP", 1), ("longs", 15)]);
        self.share("reseau", FREE, &[("plutot_pas", 1), ("neutre", 3), ("plutot", 8), ("NSP", 1), ("", 1), ("tout_a_fait", 9)]);
        // « Les principales préoccupations […] concernent les champs de l'éducation et l'avenir professionnel des jeunes »
        self.tick(
            "preoccupations",
            FREE,
            &[("education", 17), ("avenir_jeunes", 16), ("diplomes", 10), ("competences", 8), ("logement", 9), ("racisme", 12), ("sante", 4)],
            1,
        );
        // Chances of being urgent; two rank nothing, one names its first only.
        let items = [("priorite_education", 9), ("priorite_avenir_jeunes", 8), ("priorite_diplomes", 4), ("priorite_logement", 4), ("priorite_racisme", 6)];
        let silent: Vec<usize> = self.chance.order(&self.rank, FREE).into_iter().take(3).collect();
        let mut places = vec![vec![String::new(); items.len()]; RESPONDENTS];
        for (who, own) in places.iter_mut().enumerate() {
            let mut drawn: Vec<(u64, usize)> = items.iter().enumerate().map(|(item, (_, weight))| (weight * 100 + self.chance.below(700), item)).collect();
            drawn.sort_unstable_by(|one, two| two.cmp(one));
            let most = silent.iter().position(|silent| *silent == who).map_or(3, |place| usize::from(place == 2));
            for (place, (_, item)) in drawn.into_iter().take(most).enumerate() {
                own[item] = (place + 1).to_string();
            }
        }
        for (item, (code, _)) in items.into_iter().enumerate() {
            self.cells.insert(code, places.iter().map(|own| own[item].clone()).collect());
        }
    }

    /// « particulièrement manifestes au sein de l'enseignement, de l'insertion socioprofessionnelle et de l'accès au logement, de même que dans les relations avec les services publics »
    fn racism(&mut self) {
        let often =
            |rarely: usize, sometimes: usize, often: usize| [("rarement", rarely), ("parfois", sometimes), ("souvent", often), ("NSP", 1), ("tres_souvent", 0)];
        for (code, [rarely, sometimes, times]) in
            [("racisme_enseignement", [2, 5, 9]), ("racisme_insertion", [2, 5, 8]), ("racisme_logement", [1, 6, 7]), ("racisme_services", [2, 6, 9])]
        {
            self.share(code, FREE, &often(rarely, sometimes, times));
        }
        self.share("racisme_loisirs", FREE, &[("jamais", 4), ("rarement", 9), ("parfois", 5), ("NSP", 2), ("NR", 1), ("", 1), ("souvent", 1)]);
    }

    fn training_and_codevelopment(&mut self) {
        self.tick("formations", FREE, &[("gestion", 12), ("projets", 13), ("interculturalite", 9), ("subsides", 16)], 1);
        self.share("codeveloppement", SOMEWHAT, &[("non", 6), ("souhaite", 8), ("NSP", 1), ("developper", 8)]);
        let asked: Vec<bool> =
            (0..RESPONDENTS).map(|who| self.is("codeveloppement", who, "developper") || self.is("codeveloppement", who, "souhaite")).collect();
        // « particulièrement souffrir d'un déficit de financement »
        self.fill("codeveloppement_frein", |chance, who, _| match (asked[who], chance.below(16)) {
            (false, _) => "NA".to_owned(),
            (true, 0..11) => "financement".to_owned(),
            (true, 11..13) => "temps".to_owned(),
            (true, 13..15) => "contacts".to_owned(),
            (true, _) => "NSP".to_owned(),
        });
    }

    fn own_words(&mut self) {
        let words = |code: &str| WORDS.lines().filter_map(|line| line.strip_prefix(code)?.strip_prefix(": ")).collect::<Vec<_>>();
        let mut others = words("domaines_autre").into_iter();
        let domains = self.cells["domaines"].clone();
        self.fill("domaines_autre", |_, who, _| {
            if domains[who].split(';').any(|code| code == "autre") { others.next().unwrap_or_default().to_owned() } else { "NA".to_owned() }
        });
        let wishes = words("proposition");
        let speaking: Vec<usize> = self.chance.order(&self.rank, SOMEWHAT).into_iter().rev().take(wishes.len()).collect();
        self.fill("proposition", |_, who, _| speaking.iter().position(|speaking| *speaking == who).map_or("", |place| wishes[place]).to_owned());
        // Asked of who wrote something; one does not say.
        self.fill("accord_citation", |_, who, _| {
            let place = speaking.iter().position(|speaking| *speaking == who);
            place
                .map_or("NA", |place| {
                    if place == 4 {
                        ""
                    } else if place % 4 == 2 {
                        "non"
                    } else {
                        "oui"
                    }
                })
                .to_owned()
        });
    }

    /// One respondent answers nothing from a question on.
    fn leave(&mut self) {
        let who = self.rank.iter().position(|rank| *rank == LEAVES);
        for code in LEFT {
            if let Some(cell) = who.zip(self.cells.get_mut(code)).and_then(|(who, cells)| cells.get_mut(who)) {
                cell.clear();
            }
        }
    }
}

/// The rows, with a first column that says that they are invented.
fn table(questions: &[Question], answers: &Answers) -> Result<String, String> {
    let quoted = |cell: &str| if cell.contains([',', '"', ';', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() };
    let mut lines = vec![["fictif", "repondant"].into_iter().chain(questions.iter().map(|question| question.code.as_str())).collect::<Vec<_>>().join(",")];
    for who in 0..RESPONDENTS {
        let mut line = vec!["oui".to_owned(), (who + 1).to_string()];
        for question in questions {
            let cells = answers.cells.get(question.code.as_str());
            line.push(quoted(
                &cells
                    .ok_or_else(|| format!("questions.csv : personne n'invente de réponse à « {} » ; ajoutez-la à src/bin/demonstration.rs", question.code))?
                    [who],
            ));
        }
        lines.push(line.join(","));
    }
    Ok(lines.join("\n") + "\n")
}

/// The description, a Frictionless Data Package.
fn package(questions: &[Question], seed: u64) -> String {
    let mut missing = vec![String::new(), "NA".to_owned()];
    for code in questions.iter().flat_map(|question| &question.missing) {
        if !missing.contains(code) {
            missing.push(code.clone());
        }
    }
    let mut fields = vec![
        json!({ "name": "fictif", "title": "Données fictives", "type": "string", "constraints": { "required": true, "enum": ["oui"] } }),
        json!({ "name": "repondant", "title": "Numéro d'ordre", "type": "integer", "constraints": { "required": true, "unique": true } }),
    ];
    for question in questions {
        let (kind, constraints) = match question.kind.as_str() {
            "nombre" => ("number", Value::Null),
            "date" => ("date", Value::Null),
            "multiple" => ("string", json!({ "pattern": "AUCUN|[a-z0-9_]+(;[a-z0-9_]+)*" })),
            "texte" => ("string", Value::Null),
            _ => ("string", json!({ "enum": question.options })),
        };
        let mut field = json!({ "name": question.code, "title": question.text, "type": kind });
        if !constraints.is_null() {
            field["constraints"] = constraints;
        }
        fields.push(field);
    }
    let resource = |name: &str, title: &str, schema: Value| {
        json!({
            "name": name, "path": format!("{name}.csv"), "title": title, "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": schema
        })
    };
    let columns: Vec<Value> =
        ["code", "texte", "type", "groupe", "options", "ordonne", "exclusive", "autre", "manquants", "unite", "min", "max", "publication", "sensible"]
            .iter()
            .map(|name| json!({ "name": name, "type": if matches!(*name, "min" | "max") { "number" } else { "string" } }))
            .collect();
    let package = json!({
        "profile": "data-package",
        "name": "demonstration",
        "title": "Sondage de démonstration (données fictives)",
        "description": "Données fictives : ces 23 associations n'existent pas, et personne n'a donné ces réponses. Un programme les a tirées au sort, dans les limites des mots publiés du sondage de 2022.",
        "fictive": true,
        "licenses": [{ "name": "CC0-1.0", "title": "CC0 1.0 universel", "path": "https://creativecommons.org/publicdomain/zero/1.0/" }],
        "sources": [{ "title": "Personne : un programme a tiré ces réponses au sort", "path": "/analyse-de-lirfam-2022/" }],
        "passerelle": {
            "niveau": "reponses",
            "repondants": RESPONDENTS,
            "graine": seed,
            "repondant": { "singulier": "association", "pluriel": "associations", "feminin": true },
            "date": "dates inventées",
            "mode": "réponses tirées au sort par un programme",
            "plan": "volontaires",
            "citations": { "proposition": { "question": "accord_citation", "option": "oui" } },
            "suites": {
                "preoccupations": [
                    { "titre": "Parcours d'intégration", "href": "/parcours-dintegration/" },
                    { "titre": "Logement", "href": "/logement/" },
                    { "titre": "Santé", "href": "/sante/" },
                ],
                "racisme_loisirs": [
                    { "titre": "La discrimination, c'est non !", "href": "/discrimination/" },
                    { "titre": "Lutte contre le racisme", "href": "/lutte-contre-le-racisme/" },
                ],
                "formations": [{ "titre": "Formations", "href": "/formations/" }],
                "reseau": [{ "titre": "Réseau actions locales", "href": "/reseau-actions-locales/" }],
                "proposition": [{ "titre": "Écrire au centre", "href": "/contact-general/" }],
            },
            "recit": [
                { "texte": "Tout est inventé ici ; ces phrases montrent comment un sondage se raconte." },
                { "texte": "La plupart de ces associations inventées ont des statuts, des comptes et un organe d'administration.", "question": "structuree" },
                { "texte": "Dans quels domaines agissent celles qui n'en ont pas ?", "question": "domaines", "garder": { "structuree": ["non"] } },
                { "texte": "Quels domaines vont ensemble ?", "question": "domaines", "combinaisons": true },
                { "texte": "Les associations qui reçoivent des subsides emploient-elles plus de monde ?", "question": "subsides", "croiser": "salaries" },
            ],
        },
        "resources": [
            resource("questions", "Questions (données fictives)", json!({ "fields": columns, "missingValues": [""], "primaryKey": "code" })),
            resource("reponses", "Réponses, une ligne par répondant (données fictives)", json!({ "fields": fields, "missingValues": missing, "primaryKey": "repondant" })),
        ]
    });
    format!("{package:#}\n")
}
