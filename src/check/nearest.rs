//! « Did you mean »: the known word nearest to a wrong one.

/// The word of `known` that is the fewest letters away from `word`; `None` when all differ by more than a third of its letters (one letter always passes).
///
/// ```
/// use passerelle::check::nearest::nearest;
/// assert_eq!(nearest("paragraphe", ["heading", "paragraph"]), Some("paragraph"));
/// assert_eq!(nearest("hologramme", ["heading", "paragraph"]), None);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let furthest = (word.chars().count() / 3).max(1);
    let measured = known.into_iter().map(|candidate| (distance(word, candidate), candidate));
    measured.filter(|&(distance, _)| distance <= furthest).min_by_key(|&(distance, _)| distance).map(|(_, candidate)| candidate)
}

/// How many letters to add, drop or change (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (index, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, &other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_counts_letters() {
        for (a, b, expected) in [("", "", 0), ("", "abc", 3), ("asile", "asile", 0), ("asil", "asile", 1), ("aisle", "asile", 2), ("été", "ete", 2)] {
            assert_eq!((distance(a, b), distance(b, a)), (expected, expected), "{a} {b}");
        }
    }
}
