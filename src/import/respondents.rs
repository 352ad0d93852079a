//! Rows that may be no respondent, or one twice: empty, repeated, tried out, left before the end. They are counted, and told.

use super::detect::{Layed, Tool};
use super::problem::{letters, many, shortened};
use super::table::Table;
use super::text::{key, plain};
use super::values;

/// Headings that a tool fills when the answers were sent, as [`plain`] gives them.
const SENT: &[&str] = &["submitdate", "date submitted", "date de soumission", "submit date"];
/// Headings that say that an answer is a draft.
const DRAFT: &[&str] = &["in draft", "draft", "brouillon", "est un brouillon", "en brouillon"];
/// What people type to try a form out.
const TRIED: &[&str] = &["test", "tests", "test test", "testing", "essai", "ceci est un test", "ceci est un essai", "asdf", "azerty", "qwerty", "xxx"];

/// What is to be verified of the rows. `free`: columns that are questions.
#[must_use]
pub fn doubts(layed: &Layed, table: &Table, free: &[bool]) -> Vec<String> {
    let mut told = Vec::new();
    if table.rows == 0 {
        told.push("À VÉRIFIER : aucune réponse sous les en-têtes ; les types sont à donner dans le codebook".to_owned());
        return told;
    }
    let name = |place: usize| format!("colonne {} « {} »", letters(place), shortened(&layed.headings[place].full, 60));
    let empty: Vec<usize> = (0..table.rows).filter(|row| table.columns.iter().all(|column| column.cells[*row] == 0)).collect();
    if !empty.is_empty() {
        told.push(format!("À VÉRIFIER, {} : vide, comptée parmi les répondants ; effacez ce qui n'en est pas un", lines(table, &empty)));
    }
    for (place, heading) in layed.headings.iter().enumerate() {
        let column = &table.columns[place];
        let names = [plain(&heading.full), plain(heading.code.as_deref().unwrap_or_default())];
        let is = |known: &[&str]| names.iter().any(|name| known.contains(&name.as_str()));
        if free[place] || column.filled() == 0 {
            continue;
        }
        let where_rows = |is: &dyn Fn(&str) -> bool| {
            let good: Vec<bool> = column.values.iter().map(|value| is(value)).collect();
            (0..table.rows).filter(|row| good[column.cells[*row] as usize]).collect::<Vec<_>>()
        };
        if layed.tool == Tool::LimeSurvey && is(SENT) {
            let unsent = where_rows(&|value| value.is_empty() || values::absent(value).is_some());
            if !unsent.is_empty() {
                told.push(format!(
                    "À VÉRIFIER, {} : réponses non terminées ({} vide), comptées ; effacez-les si elles ne doivent pas l'être",
                    lines(table, &unsent),
                    name(place)
                ));
            }
        }
        if layed.tool == Tool::Webform && is(DRAFT) {
            let drafts = where_rows(&values::is_tick);
            if !drafts.is_empty() {
                told.push(format!("À VÉRIFIER, {} : brouillons ({}), comptés ; effacez-les s'ils ne doivent pas l'être", lines(table, &drafts), name(place)));
            }
        }
        if layed.tool == Tool::Kobo && names[0] == "validation status" {
            let refused = where_rows(&|value| plain(value).contains("not approved"));
            if !refused.is_empty() {
                told.push(format!(
                    "À VÉRIFIER, {} : non approuvées dans KoboToolbox ({}), comptées ; effacez-les si elles ne doivent pas l'être",
                    lines(table, &refused),
                    name(place)
                ));
            }
        }
    }
    told.extend(twice(layed, table, free, &name));
    for (place, column) in table.columns.iter().enumerate().filter(|(place, _)| free[*place]) {
        // Words among words: an option « Test » that many chose is one.
        let tried: Vec<bool> =
            column.values.iter().zip(&column.counts).map(|(value, count)| *count <= 3 && value.len() <= 20 && TRIED.contains(&key(value).as_str())).collect();
        if tried.contains(&true) {
            let rows: Vec<usize> = (0..table.rows).filter(|row| tried[column.cells[*row] as usize]).collect();
            if let Some(row) = rows.first() {
                told.push(format!(
                    "À VÉRIFIER, {}, {} : « {} » ; si c'est un essai du formulaire, effacez la ligne",
                    lines(table, &rows),
                    name(place),
                    shortened(column.cell(*row), 40)
                ));
            }
        }
    }
    told
}

/// Rows that repeat one before, known by a column that was left out because it is another for each respondent: an identifier, an address, a moment.
fn twice(layed: &Layed, table: &Table, free: &[bool], name: &dyn Fn(usize) -> String) -> Option<String> {
    let differ = |place: &usize| {
        let column = &table.columns[*place];
        let filled = column.filled() as usize;
        !free[*place] && layed.headings[*place].sub.is_none() && filled * 2 > table.rows && column.present().count() * 10 >= filled * 8 && table.rows >= 3
    };
    (0..table.columns.len()).filter(differ).find_map(|place| {
        let column = &table.columns[place];
        let mut first = vec![None; column.values.len()];
        let mut again = Vec::new();
        for (row, cell) in column.cells.iter().enumerate().filter(|(_, cell)| **cell != 0) {
            match first[*cell as usize] {
                // One moment is met twice by chance: the answers are then the same too.
                Some(before) if !is_moment(column.cell(row)) || table.columns.iter().all(|column| column.cells[row] == column.cells[before]) => again.push(row),
                Some(_) => {}
                None => first[*cell as usize] = Some(row),
            }
        }
        (!again.is_empty()).then(|| {
            let what = if again.len() == 1 { "répète un répondant" } else { "répètent des répondants" };
            format!("À VÉRIFIER, {} : {what} d'une ligne plus haut ({}), comptés deux fois ; effacez ce qui est en trop", lines(table, &again), name(place))
        })
    })
}

fn is_moment(text: &str) -> bool {
    [values::Order::DayFirst, values::Order::MonthFirst].iter().any(|order| values::moment(text, *order).is_some())
}

/// « ligne 3 », « lignes 3, 4, 9 », « 120 lignes (3, 4, 9, 10, 12…) ».
#[must_use]
pub fn lines(table: &Table, rows: &[usize]) -> String {
    let shown: Vec<String> = rows.iter().take(5).map(|row| table.lines[*row].to_string()).collect();
    match rows.len() {
        1 => format!("ligne {}", shown[0]),
        2..=5 => format!("lignes {}", shown.join(", ")),
        more => format!("{} ({}…)", many(more, "ligne"), shown.join(", ")),
    }
}
