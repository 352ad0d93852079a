//! The open package told as archives of social science read it: DDI-Codebook 2.5 (namespace `ddi:codebook:2_5`), a document beside the CSV files.
//!
//! Says of the survey what its description says, and of each published question its words, its answers and their counts. A multiple choice is one variable, as in `reponses.csv`, whose
//! counts may add up to more than its base. What is not known is left out.

use crate::{
    import::{
        package::{Level, Package, QUESTIONS, RESPONSES, RESULTS},
        tallied,
    },
    model::explored::ExploredSurvey,
    survey::{
        question::{Kind, Question},
        tally::Tally,
    },
};
use serde_json::Value;

/// Its file.
pub const FILE: &str = "ddi.xml";

const NAMESPACE: &str = "ddi:codebook:2_5";

/// The document of `open`, a package that holds published questions alone and says `description` of itself.
#[must_use]
pub fn document(open: &Package, description: &Value, shown: &ExploredSurvey) -> String {
    let mut out = Writer { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() };
    out.start("codeBook", &[("xmlns", NAMESPACE), ("version", "2.5"), ("xml:lang", &shown.lang.to_string())]);
    study(&mut out, open, description, shown);
    let data = if matches!(open.level, Level::Responses(_)) { RESPONSES } else { RESULTS };
    for file in [QUESTIONS, data] {
        out.start("fileDscr", &[("URI", file)]);
        out.start("fileTxt", &[]);
        out.leaf("fileName", &[], file);
        out.leaf("fileType", &[], "text/csv; charset=utf-8");
        out.end();
        out.end();
    }
    out.start("dataDscr", &[]);
    for (place, (question, tally)) in tallied::tallies(open, None).unwrap_or_default().iter().enumerate() {
        variable(&mut out, place, question, tally, matches!(open.level, Level::Responses(_)).then_some(shown.n as usize), description);
    }
    out.end();
    out.end();
    out.text
}

fn study(out: &mut Writer, open: &Package, description: &Value, shown: &ExploredSurvey) {
    let ours = &description["passerelle"];
    let said = |value: &Value| value.as_str().map(str::trim).filter(|words| !words.is_empty()).map(str::to_owned);
    let listed = |value: &Value| value.as_array().cloned().unwrap_or_default();
    out.start("stdyDscr", &[]);
    out.start("citation", &[]);
    out.start("titlStmt", &[]);
    out.leaf("titl", &[], &open.title);
    out.leaf("IDNo", &[], &open.id);
    out.end();
    if let Some(address) = &shown.address {
        out.leaf("holdings", &[("URI", address)], address);
    }
    if shown.fictional {
        out.leaf("notes", &[], &shown.words.fictional);
    }
    out.end();
    out.start("stdyInfo", &[]);
    for words in said(&description["description"]).into_iter().chain(listed(&ours["introduction"]).iter().filter_map(said)) {
        out.leaf("abstract", &[], &words);
    }
    out.start("sumDscr", &[]);
    if let Some(date) = said(&ours["date"]) {
        out.leaf("collDate", &[], &date);
    }
    out.leaf("anlyUnit", &[], &shown.respondent.one);
    let people: &str = &shown.respondent.other;
    out.leaf("universe", &[], &shown.population.map_or_else(|| people.to_string(), |list| format!("{people} : {list} sur la liste")));
    out.leaf("dataKind", &[], if matches!(open.level, Level::Responses(_)) { "réponses, une ligne par répondant" } else { "effectifs" });
    out.end();
    out.end();
    out.start("method", &[]);
    out.start("dataColl", &[]);
    let design = match ours["plan"].as_str() {
        Some("recensement") => Some("recensement : tous ont été sollicités"),
        Some("aleatoire") => Some("tirage au hasard dans une liste"),
        Some("volontaires") => Some("volontaires : répond qui le veut"),
        _ => None,
    };
    if let Some(design) = design {
        out.leaf("sampProc", &[], design);
    }
    if let Some(mode) = said(&ours["mode"]) {
        out.leaf("collMode", &[], &mode);
    }
    let sources: Vec<Value> = listed(&description["sources"]);
    if !sources.is_empty() {
        out.start("sources", &[]);
        for source in &sources {
            let words = [&source["title"], &source["path"]].into_iter().filter_map(said).collect::<Vec<_>>();
            out.leaf("dataSrc", &[], &words.join(", "));
        }
        out.end();
    }
    if let Some(weight) = said(&ours["poids"]).filter(|code| shown.questions.iter().any(|question| question.code == *code)) {
        out.leaf("weight", &[], &format!("variable {weight}"));
    }
    out.end();
    if let Some(invited) = shown.invited {
        out.start("anlyInfo", &[]);
        out.leaf("respRate", &[], &format!("{} sur {invited}", shown.n));
        out.end();
    }
    out.end();
    let licences = listed(&description["licenses"]);
    if !licences.is_empty() {
        out.start("dataAccs", &[]);
        out.start("useStmt", &[]);
        for licence in &licences {
            let words = [&licence["title"], &licence["name"], &licence["path"]].into_iter().filter_map(said).collect::<Vec<_>>();
            out.leaf("conditions", &[], &words.join(", "));
        }
        out.end();
        out.end();
    }
    out.end();
}

fn variable(out: &mut Writer, place: usize, question: &Question, tally: &Tally, n: Option<usize>, description: &Value) {
    let id = format!("V{}", place + 1);
    let interval = if matches!(question.kind, Kind::Number | Kind::Date) { "contin" } else { "discrete" };
    let mut attributes = vec![("ID", id.as_str()), ("name", question.code.as_str()), ("intrvl", interval)];
    if description["passerelle"]["poids"] == *question.code {
        attributes.push(("wgt", "wgt"));
    }
    if let Some(unit) = &question.unit {
        attributes.push(("measUnit", unit));
    }
    if question.kind.has_options() {
        attributes.push(("nature", if question.ordered { "ordinal" } else { "nominal" }));
    }
    out.start("var", &attributes);
    out.leaf("labl", &[], &question.text);
    out.start("qstn", &[]);
    out.leaf("qstnLit", &[], &question.text);
    out.end();
    let number = |number: Option<f64>| number.map(|number| number.to_string());
    if question.min.is_some() || question.max.is_some() {
        out.start("valrng", &[]);
        let ends = [("min", number(question.min)), ("max", number(question.max))];
        let ends: Vec<(&str, &str)> = ends.iter().filter_map(|(name, end)| Some((*name, end.as_deref()?))).collect();
        out.leaf("range", &ends, "");
        out.end();
    }
    out.leaf("sumStat", &[("type", "vald")], &tally.base.to_string());
    if let Some(n) = n {
        out.leaf("sumStat", &[("type", "invd")], &n.saturating_sub(tally.base).to_string());
    }
    if question.kind == Kind::Multiple {
        out.leaf("txt", &[], "Plusieurs réponses possibles : codes joints par un point-virgule. Les effectifs peuvent dépasser le nombre de répondants.");
    }
    for (option, count) in question.options.iter().zip(&tally.options) {
        out.start("catgry", &[]);
        out.leaf("catValu", &[], &option.code);
        out.leaf("labl", &[], &option.label);
        out.leaf("catStat", &[("type", "freq")], &count.count.to_string());
        out.end();
    }
    for (place, reason) in question.missing.iter().enumerate() {
        out.start("catgry", &[("missing", "Y")]);
        out.leaf("catValu", &[], &reason.code);
        out.leaf("labl", &[], &reason.label);
        if let Some(count) = tally.declared.get(place) {
            out.leaf("catStat", &[("type", "freq")], &count.to_string());
        }
        out.end();
    }
    let kind = if question.kind == Kind::Number { "numeric" } else { "character" };
    out.leaf("varFormat", &[("type", kind)], "");
    out.end();
}

/// XML, two spaces a level.
struct Writer {
    text: String,
    open: Vec<&'static str>,
}

impl Writer {
    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push_str(&"  ".repeat(self.open.len()));
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        }
    }

    fn start(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str(">\n");
        self.open.push(name);
    }

    fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.text.push_str(&format!("{}</{name}>\n", "  ".repeat(self.open.len())));
        }
    }

    fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.tag(name, attributes);
        if words.is_empty() {
            self.text.push_str("/>\n");
        } else {
            self.text.push_str(&format!(">{}</{name}>\n", escaped(words)));
        }
    }
}

/// Without what XML cannot hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            letter if letter.is_control() || matches!(letter, '\u{FFFE}' | '\u{FFFF}') => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_text_and_never_tags() {
        assert_eq!(escaped("a < b & \"c\" > d\u{1}\u{FFFF}é"), "a &lt; b &amp; &quot;c&quot; &gt; dé");
    }
}
