//! ODS, the spreadsheet of LibreOffice. `calamine` reads it too, but writes out what the file says to be repeated: a small file could ask for gigabytes. Here repeated cells are
//! counted, and only those that hold something become cells.

use std::io::{Read, Seek};

use roxmltree::{Document, Node, ParsingOptions};

use super::problem::{Problem, no_xml};
use super::table::{MOST_COLUMNS, MOST_ROWS, Table};
use super::values;
use super::workbook::{DAMAGED, Filler, unreadable};

const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
/// What the file says of itself.
const MIME: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// Most bytes of its content, which is read whole.
const MOST_BYTES: u64 = 48 << 20;
/// Most elements and texts in it.
const MOST_NODES: u32 = 4_000_000;
/// Most times that a row with something in it may be repeated: answers that are all the same are rare, hostile files are not.
const MOST_REPEATS: usize = 10_000;

/// The content of an ODS; `None` when the archive is something else.
pub(super) fn content<R: Read + Seek>(name: &str, archive: &mut zip::ZipArchive<R>) -> Result<Option<String>, Problem> {
    let mut mime = Vec::new();
    match archive.by_name("mimetype") {
        Ok(part) => part.take(200).read_to_end(&mut mime).map_err(|_| unreadable(name, DAMAGED))?,
        Err(_) => return Ok(None),
    };
    if !mime.starts_with(MIME) {
        return Ok(None);
    }
    let part = archive.by_name("content.xml").map_err(|_| unreadable(name, DAMAGED))?;
    let mut text = String::new();
    part.take(MOST_BYTES + 1).read_to_string(&mut text).map_err(|_| unreadable(name, DAMAGED))?;
    if text.len() as u64 > MOST_BYTES {
        return Err(Problem::fatal(name, format!("un classeur .ods de plus de {} Mo une fois décompressé", MOST_BYTES >> 20), "enregistrez-le en CSV UTF-8"));
    }
    Ok(Some(text))
}

/// Every sheet that holds something, with its name.
pub(super) fn read(name: &str, content: &str) -> Result<Vec<(String, Table)>, Problem> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(content, options).map_err(|error| unreadable(name, &no_xml(&error)))?;
    let mut found = Vec::new();
    for table in document.descendants().filter(|node| node.has_tag_name((TABLE, "table"))) {
        let title = table.attribute((TABLE, "name")).unwrap_or_default().to_owned();
        let mut filler = Filler::new(name, &title);
        let mut row = 0_usize;
        for told in table.descendants().filter(|node| node.has_tag_name((TABLE, "table-row"))) {
            let times = repeats(told, "number-rows-repeated");
            let cells = cells(told);
            if !cells.is_empty() && times > MOST_REPEATS {
                return Err(Problem::fatal(
                    &format!("{name} (feuille {title})"),
                    format!("la ligne {} est répétée {times} fois", row + 1),
                    "effacez ce qui est en dehors du tableau",
                ));
            }
            for again in 0..if cells.is_empty() { 0 } else { times } {
                for (column, text) in &cells {
                    filler.cell(row.saturating_add(again), *column, text)?;
                }
            }
            row = row.saturating_add(times).min(MOST_ROWS + 1);
        }
        found.extend(filler.done()?.map(|table| (title, table)));
    }
    Ok(found)
}

fn repeats(node: Node, name: &str) -> usize {
    node.attribute((TABLE, name)).and_then(|times| times.parse().ok()).unwrap_or(1).max(1)
}

/// The cells of a row that hold something, with their columns; at most one more than a table takes, which is then refused.
fn cells(row: Node) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut column = 0_usize;
    for cell in row.children().filter(|node| node.has_tag_name((TABLE, "table-cell")) || node.has_tag_name((TABLE, "covered-table-cell"))) {
        let times = repeats(cell, "number-columns-repeated").min(MOST_COLUMNS + 1);
        let text = text_of(cell);
        if !text.is_empty() {
            found.extend((column..(column + times).min(MOST_COLUMNS + 1)).map(|column| (column, text.clone())));
        }
        column = column.saturating_add(times);
    }
    found
}

fn text_of(cell: Node) -> String {
    let value = |name: &str| cell.attribute((OFFICE, name)).unwrap_or_default();
    match value("value-type") {
        "float" | "percentage" | "currency" => value("value").parse::<f64>().ok().filter(|number| number.is_finite()).map_or_else(String::new, values::written),
        "date" => value("date-value").trim_end_matches("T00:00:00").to_owned(),
        "boolean" => value("boolean-value").to_uppercase(),
        _ => cell.children().filter(|node| node.has_tag_name((TEXT, "p"))).map(words).collect::<Vec<_>>().join("\n"),
    }
}

/// The words of a paragraph; spaces and line breaks are elements.
fn words(node: Node) -> String {
    let mut text = String::new();
    for child in node.children() {
        match child.tag_name().name() {
            "s" => text.push_str(&" ".repeat(child.attribute((TEXT, "c")).and_then(|count| count.parse().ok()).unwrap_or(1).min(1_000))),
            "tab" => text.push('\t'),
            "line-break" => text.push('\n'),
            "annotation" => {}
            _ if child.is_text() => text.push_str(child.text().unwrap_or_default()),
            _ => text.push_str(&words(child)),
        }
    }
    text
}
