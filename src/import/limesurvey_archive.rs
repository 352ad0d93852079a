//! LimeSurvey's archive `.lsa`: a zip of the questionnaire (`survey_N.lss`), the responses (`survey_N_responses.lsr`), and what is not read here: tokens (`.lst`), timings (`.lsi`).
//!
//! `.lsr` is a dump of the table of responses: `responses/rows/row`, with one element a column, that is not there when the value is null. Columns are named for survey, group and question,
//! then subquestion, scale or rank (`84X2X31SQ001`, `84X2X31SQ001#0`, written `_84X2X31SQ001-0` since an element's name begins with no digit and has no `#`); since version 7, `Q31_S310`.
//! They become the headings that LimeSurvey's own CSV has (`Q3[SQ001]`), so that the archive says what CSV and `.lss` say. A null and an empty value are one there too.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node, ParsingOptions};

use super::limesurvey::{self, Row, get, rows};
use super::problem::{Problem, no_xml};
use super::table::{Builder, Table};

/// Most bytes of each of both parts, once unpacked: they are read whole.
const MOST_BYTES: u64 = 64 << 20;
/// Most parts of an archive.
const MOST_PARTS: usize = 10_000;
/// Most elements and texts of the responses.
const MOST_NODES: u32 = 8_000_000;

const ADVICE: &str = "exportez de nouveau l'archive du questionnaire (.lsa) depuis LimeSurvey, ou bien le CSV des réponses et le .lss";

/// What an archive holds.
#[derive(Debug)]
pub struct Archive {
    /// The name and the text of the questionnaire.
    pub questionnaire: (String, String),
    /// The responses, under the headings of LimeSurvey's CSV with codes.
    pub responses: Table,
    /// What is to be told, in French.
    pub notes: Vec<String>,
}

/// Reads an archive; `None` when these bytes are something else, such as a workbook.
///
/// # Errors
/// When one of both parts is missing, is there twice, is too large, is not UTF-8 or not what LimeSurvey writes.
pub fn read(name: &str, bytes: &[u8]) -> Result<Option<Archive>, Problem> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let is_named = name.to_ascii_lowercase().ends_with(".lsa");
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        let broken = || Problem::fatal(name, "cette archive ne peut être ouverte : elle est coupée ou abîmée", ADVICE);
        return if is_named { Err(broken()) } else { Ok(None) };
    };
    if archive.len() > MOST_PARTS {
        return if is_named { Err(Problem::fatal(name, format!("plus de {MOST_PARTS} fichiers dans cette archive"), ADVICE)) } else { Ok(None) };
    }
    let names: Vec<String> = archive.file_names().filter_map(|name| name.ok().map(|name| name.into_owned())).collect();
    let with = |end: &str| -> Vec<String> { names.iter().filter(|part| part.to_ascii_lowercase().ends_with(end)).cloned().collect() };
    let (questionnaires, responses, tokens) = (with(".lss"), with(".lsr"), with(".lst"));
    if questionnaires.is_empty() && responses.is_empty() && !is_named {
        return Ok(None);
    }
    for (parts, what, end) in [(&questionnaires, "questionnaire", "lss"), (&responses, "fichier de réponses", "lsr")] {
        let wrong = match parts.len() {
            0 if end == "lsr" => format!("cette archive ne contient aucun {what} (.{end}) : l'enquête n'était pas active, ou n'a eu aucune réponse"),
            0 => format!("cette archive ne contient aucun {what} (.{end})"),
            1 => continue,
            many => format!("cette archive contient {many} fichiers .{end}, un seul est attendu"),
        };
        return Err(Problem::fatal(name, wrong, ADVICE));
    }
    let lss = part(name, &mut archive, &questionnaires[0])?;
    let lsr = part(name, &mut archive, &responses[0])?;
    let mut notes = Vec::new();
    if !tokens.is_empty() {
        notes.push(format!("{name} : invitations et adresses ({}) non lues", tokens.join(", ")));
    }
    let responses = responses_of(&format!("{name} ({})", responses[0]), &lsr, &columns(&lss)?, &mut notes)?;
    Ok(Some(Archive { questionnaire: (format!("{name} ({})", questionnaires[0]), lss), responses, notes }))
}

/// A part as text; never more of it than may be read.
fn part(name: &str, archive: &mut zip::ZipArchive<Cursor<&[u8]>>, wanted: &str) -> Result<String, Problem> {
    let place = format!("{name} ({wanted})");
    let unreadable = || Problem::fatal(&place, "ne peut être décompressé : contenu endommagé ou incomplet", ADVICE);
    let part = archive.by_name(wanted).map_err(|_| unreadable())?;
    let mut bytes = Vec::new();
    part.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|_| unreadable())?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Problem::fatal(&place, format!("plus de {} Mo une fois décompressé", MOST_BYTES >> 20), "exportez les réponses en CSV, avec le .lss"));
    }
    let declared = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).split_once("encoding=").map(|(_, rest)| {
        let quote = rest.chars().next().unwrap_or('"');
        rest.split(quote).nth(1).unwrap_or_default().to_ascii_lowercase()
    });
    let text = String::from_utf8(bytes).ok().filter(|_| declared.as_deref().is_none_or(|name| ["utf-8", "utf8"].contains(&name)));
    let said = declared.filter(|name| name != "utf-8").map_or(String::new(), |name| format!(" (il se dit « {name} »)"));
    text.map(|text| text.trim_start_matches('\u{FEFF}').to_owned())
        .ok_or_else(|| Problem::fatal(&place, format!("ce n'est pas de l'UTF-8{said}, et LimeSurvey n'écrit rien d'autre"), ADVICE))
}

/// The headings that LimeSurvey's CSV gives to the columns of responses.
fn columns(lss: &str) -> Result<HashMap<String, String>, Problem> {
    let document = limesurvey::parse("questionnaire .lss", lss)?;
    let root = document.root_element();
    let surveys = rows(root, "surveys");
    let sid_of =
        |row: &Row| Some(get(row, "sid")).filter(|sid| !sid.is_empty()).or_else(|| surveys.first().map(|survey| get(survey, "sid"))).unwrap_or_default();
    let subquestions = rows(root, "subquestions");
    let answers = rows(root, "answers");
    let mut found = HashMap::new();
    for question in rows(root, "questions").iter().filter(|row| ["", "0"].contains(&get(row, "parent_qid").as_str())) {
        let (qid, code, other) = (get(question, "qid"), get(question, "title"), get(question, "other") == "Y");
        let subs = |scale: &'static str| {
            let (qid, mut met) = (qid.clone(), Vec::new());
            // Older files have a row a language.
            subquestions
                .iter()
                .filter(move |sub| get(sub, "parent_qid") == qid && ["", scale].contains(&get(sub, "scale_id").as_str()))
                .map(|sub| (get(sub, "qid"), get(sub, "title")))
                .filter(move |sub| {
                    !met.contains(sub) && {
                        met.push(sub.clone());
                        true
                    }
                })
                .collect::<Vec<_>>()
        };
        // What follows the question's number: before version 7, since, and in the CSV.
        let mut ends: Vec<(String, String, String)> = Vec::new();
        let mut end = |old: String, new: String, heading: String| ends.push((old, new, heading));
        match get(question, "type").as_str() {
            "M" | "P" | "A" | "B" | "C" | "E" | "F" | "H" | "K" | "Q" => {
                let comments = get(question, "type") == "P";
                for (sqid, title) in subs("0") {
                    end(title.clone(), format!("_S{sqid}"), format!("[{title}]"));
                    if comments {
                        end(format!("{title}comment"), format!("_S{sqid}_Ccomment"), format!("[{title}comment]"));
                    }
                }
                if other {
                    end("other".into(), "_Cother".into(), "[other]".into());
                    end("othercomment".into(), "_Cothercomment".into(), "[othercomment]".into());
                }
            }
            "1" => {
                for (sqid, title) in subs("0") {
                    for scale in [0, 1] {
                        end(format!("{title}#{scale}"), format!("_S{sqid}#{scale}"), format!("[{title}][{}]", scale + 1));
                    }
                }
            }
            ":" | ";" => {
                for (row, title) in subs("0") {
                    for (column, heading) in subs("1") {
                        end(format!("{title}_{heading}"), format!("_S{row}_S{column}"), format!("[{title}_{heading}]"));
                    }
                }
            }
            "R" => {
                let mut ids: Vec<u64> = answers.iter().filter(|row| get(row, "qid") == qid).filter_map(|row| get(row, "aid").parse().ok()).collect();
                ids.sort_unstable();
                ids.dedup();
                let count = ids.len().max(answers.iter().filter(|row| get(row, "qid") == qid).count()).max(subs("0").len());
                for rank in 1..=count {
                    let aid = ids.get(rank - 1).map_or_else(|| rank.to_string(), u64::to_string);
                    end(rank.to_string(), format!("_R{aid}"), format!("[{rank}]"));
                }
            }
            _ => {
                end(String::new(), String::new(), String::new());
                end("other".into(), "_Cother".into(), "[other]".into());
                end("comment".into(), "_Ccomment".into(), "[comment]".into());
                end("_filecount".into(), "_Cfilecount".into(), "[filecount]".into());
            }
        }
        for (old, new, heading) in ends {
            let heading = format!("{code}{heading}");
            found.insert(format!("{}X{}X{qid}{old}", sid_of(question), get(question, "gid")), heading.clone());
            found.insert(format!("Q{qid}{new}"), heading);
        }
    }
    Ok(found)
}

/// Whether a column belongs to a question.
fn is_answer(field: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = field.splitn(3, 'X');
    let old = parts.next().is_some_and(digits) && parts.next().is_some_and(digits) && parts.next().is_some();
    old || field.strip_prefix('Q').is_some_and(|rest| digits(rest.split(['_', '#']).next().unwrap_or_default()))
}

fn responses_of(name: &str, lsr: &str, columns: &HashMap<String, String>, notes: &mut Vec<String>) -> Result<Table, Problem> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(lsr, options)
        .map_err(|error| Problem::fatal(name, format!("ces réponses ne peuvent être lues ({})", no_xml(&error)), ADVICE))?;
    let root = document.root_element();
    let child = |node: Node<'_, '_>, name: &str| node.children().find(|node| node.has_tag_name(name)).map(|node| node.id());
    let find = |node: Node, name: &str| child(node, name).and_then(|id| document.get_node(id));
    let kind = find(root, "LimeSurveyDocType").and_then(|node| node.text().map(str::to_owned)).unwrap_or_default();
    if kind != "Responses" {
        return Err(Problem::fatal(name, format!("ce ne sont pas des réponses de LimeSurvey : « Responses » est attendu, « {kind} » trouvé"), ADVICE));
    }
    let Some(responses) = find(root, "responses") else {
        return Err(Problem::fatal(name, "cette enquête n'a eu aucune réponse", "importez-la quand quelqu'un aura répondu"));
    };
    let fields: Vec<String> = find(responses, "fields")
        .into_iter()
        .flat_map(|fields| fields.children())
        .filter(|node| node.has_tag_name("fieldname"))
        .map(|node| node.text().unwrap_or_default().trim().to_owned())
        .collect();
    let mut unknown: Vec<&str> = fields.iter().map(String::as_str).filter(|field| is_answer(field) && !columns.contains_key(*field)).collect();
    if fields.is_empty() || unknown.len() == fields.iter().filter(|field| is_answer(field)).count() {
        return Err(Problem::fatal(
            name,
            "aucune colonne de ces réponses n'est une question du questionnaire : ils ne vont pas ensemble, ou cette version de LimeSurvey n'est pas connue",
            ADVICE,
        ));
    }
    unknown.truncate(8);
    if !unknown.is_empty() {
        notes.push(format!("À VÉRIFIER, {name} : colonnes qui ne sont d'aucune question, lues d'après leurs réponses : {}", unknown.join(", ")));
    }
    if fields.iter().any(|field| field.starts_with('Q') && field.contains("_R")) {
        notes.push(format!("À VÉRIFIER, {name} : les places d'un classement sont prises dans l'ordre où les réponses possibles ont été créées"));
    }
    // As elements name them.
    let places: HashMap<String, usize> = fields
        .iter()
        .enumerate()
        .map(|(place, field)| {
            let masked = field.replace('#', "-");
            (if masked.starts_with(|letter: char| letter.is_ascii_digit()) { format!("_{masked}") } else { masked }, place)
        })
        .collect();
    let mut builder = Builder::new(name);
    for field in &fields {
        builder.cell(columns.get(field).unwrap_or(field))?;
    }
    builder.end_row(1)?;
    let (mut line, mut unfinished) = (1, 0);
    let mut cells: Vec<String> = Vec::new();
    for row in find(responses, "rows").into_iter().flat_map(|rows| rows.children()).filter(|node| node.has_tag_name("row")) {
        line += 1;
        cells.clear();
        cells.resize(fields.len(), String::new());
        for cell in row.children().filter(Node::is_element) {
            let tag = cell.tag_name().name();
            let Some(place) = places.get(tag) else {
                return Err(Problem { row: Some(line), ..Problem::fatal(name, format!("« {tag} » n'est aucune des colonnes annoncées"), ADVICE) });
            };
            cells[*place] = cell.children().filter_map(|part| part.text()).collect();
        }
        unfinished += usize::from(places.get("submitdate").is_some_and(|place| cells[*place].is_empty()));
        for cell in &cells {
            builder.cell(cell)?;
        }
        builder.end_row(line)?;
    }
    if unfinished > 0 {
        notes.push(format!("À VÉRIFIER, {name} : {unfinished} réponse(s) non terminée(s), comptée(s) avec les autres"));
    }
    Ok(builder.done("archive LimeSurvey".to_owned(), true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_questions_are_known_from_those_that_limesurvey_adds() {
        for (field, expected) in [
            ("84X2X31", true),
            ("84X2X31SQ001#0", true),
            ("Q31", true),
            ("Q31_S310#1", true),
            ("id", false),
            ("submitdate", false),
            ("Quand", false),
            ("84X2", false),
            ("", false),
        ] {
            assert_eq!(is_answer(field), expected, "{field}");
        }
    }
}
