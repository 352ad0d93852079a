//! Whole numbers in French words, as they are said in Belgium: voices of France would say « soixante-treize » for what everybody here calls « septante-trois ».

const SMALL: [&str; 17] =
    ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"];
const TENS: [&str; 10] = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante", "septante", "quatre-vingt", "nonante"];

/// `number` in words; from a million million on, what is beyond digit by digit.
///
/// ```
/// use passerelle::listen::numbers::in_words;
/// assert_eq!(in_words(73), "septante-trois");
/// assert_eq!(in_words(1046), "mille quarante-six");
/// ```
#[must_use]
pub fn in_words(number: u64) -> String {
    if number >= 1_000_000_000_000 {
        return [&in_words(number / 10), " ", SMALL[(number % 10) as usize]].concat();
    }
    let mut words = Vec::new();
    for (size, one, several) in [(1_000_000_000, "un milliard", "milliards"), (1_000_000, "un million", "millions")] {
        match number / size % 1000 {
            0 => {}
            1 => words.push(one.to_owned()),
            count => words.extend([below_thousand(count, true), several.to_owned()]),
        }
    }
    match number / 1000 % 1000 {
        0 => {}
        1 => words.push("mille".to_owned()),
        // Before « mille », « cent » and « quatre-vingt » take no s.
        count => words.extend([below_thousand(count, false), "mille".to_owned()]),
    }
    if !number.is_multiple_of(1000) || words.is_empty() {
        words.push(below_thousand(number % 1000, true));
    }
    words.join(" ")
}

/// From 0 to 999; `ends`: nothing follows.
fn below_thousand(number: u64, ends: bool) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let plural = if ends && rest == 0 && hundreds > 1 { "s" } else { "" };
    match (hundreds, rest) {
        (0, rest) => below_hundred(rest, ends),
        (1, 0) => "cent".to_owned(),
        (1, rest) => ["cent ", &below_hundred(rest, ends)].concat(),
        (hundreds, 0) => [SMALL[hundreds as usize], " cent", plural].concat(),
        (hundreds, rest) => [SMALL[hundreds as usize], " cent ", &below_hundred(rest, ends)].concat(),
    }
}

fn below_hundred(number: u64, ends: bool) -> String {
    let (tens, unit) = (TENS[(number / 10) as usize], SMALL[(number % 10) as usize]);
    match number {
        0..=16 => SMALL[number as usize].to_owned(),
        80 if ends => [tens, "s"].concat(),
        _ if number.is_multiple_of(10) => tens.to_owned(),
        81 => [tens, "-un"].concat(),
        _ if number % 10 == 1 => [tens, " et un"].concat(),
        _ => [tens, "-", unit].concat(),
    }
}

/// The rank of `number`: « premier », « deuxième »; `feminine` changes the first alone.
#[must_use]
pub fn rank(number: u64, feminine: bool) -> String {
    if number == 1 {
        return if feminine { "première" } else { "premier" }.to_owned();
    }
    let words = in_words(number);
    let stem = match words.strip_suffix("neuf") {
        Some(stem) => [stem, "neuv"].concat(),
        None if words.ends_with("cinq") => [&words, "u"].concat(),
        None => words.strip_suffix('e').or_else(|| words.strip_suffix("cents").map(|_| &words[..words.len() - 1])).unwrap_or(&words).to_owned(),
    };
    [&stem, "ième"].concat()
}

#[cfg(test)]
mod tests {
    use super::{in_words, rank};

    #[test]
    fn numbers_are_said_as_in_belgium() {
        for (number, expected) in [
            (0, "zéro"),
            (1, "un"),
            (17, "dix-sept"),
            (21, "vingt et un"),
            (22, "vingt-deux"),
            (70, "septante"),
            (71, "septante et un"),
            (73, "septante-trois"),
            (80, "quatre-vingts"),
            (81, "quatre-vingt-un"),
            (90, "nonante"),
            (91, "nonante et un"),
            (99, "nonante-neuf"),
            (100, "cent"),
            (101, "cent un"),
            (112, "cent douze"),
            (200, "deux cents"),
            (280, "deux cent quatre-vingts"),
            (471, "quatre cent septante et un"),
            (1000, "mille"),
            (1046, "mille quarante-six"),
            (1996, "mille neuf cent nonante-six"),
            (2022, "deux mille vingt-deux"),
            (5002, "cinq mille deux"),
            (80_000, "quatre-vingt mille"),
            (200_000, "deux cent mille"),
            (500_912, "cinq cent mille neuf cent douze"),
            (1_000_000, "un million"),
            (2_000_080, "deux millions quatre-vingts"),
            (1_000_000_001, "un milliard un"),
            (1_000_000_000_012, "cent milliards un deux"),
        ] {
            assert_eq!(in_words(number), expected, "{number}");
        }
    }

    #[test]
    fn ranks_follow_their_numbers() {
        for (number, feminine, expected) in [
            (1, false, "premier"),
            (1, true, "première"),
            (2, true, "deuxième"),
            (4, false, "quatrième"),
            (5, false, "cinquième"),
            (9, false, "neuvième"),
            (20, false, "vingtième"),
            (40, false, "quarantième"),
            (200, false, "deux centième"),
        ] {
            assert_eq!(rank(number, feminine), expected, "{number}");
        }
    }
}
