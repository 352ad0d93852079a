//! Words broken into lines of about one length.

/// What ends a line badly: an article or a preposition left alone looks on to the next line.
const SHORT_WORD: usize = 3;

/// What such a line costs, beside the square of the part of each line that stays empty.
const HANGING: f32 = 0.04;

/// Words and their widths as lines no wider than `limit`, as even as can be, in as few as can be; `None` when a word alone is wider.
///
/// Breaks only at ordinary spaces: those that typography has made unbreakable keep their words together. `width` is that of a whole line.
#[must_use]
pub fn lines(text: &str, limit: f32, width: &dyn Fn(&str) -> f32) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let line = |from: usize, to: usize| words[from..to].join(" ");
    // For each count of words: fewest lines, then least raggedness, and where the last line starts.
    let mut best: Vec<Option<(usize, f32, usize)>> = vec![Some((0, 0.0, 0))];
    for to in 1..=words.len() {
        let mut found: Option<(usize, f32, usize)> = None;
        for (from, before) in best.iter().enumerate().rev() {
            let room = limit - width(&line(from, to));
            // What comes from farther is longer still.
            if room < 0.0 {
                break;
            }
            let Some((count, cost, _)) = before else { continue };
            let hangs = to < words.len() && is_short(words[to - 1]);
            let candidate = (count + 1, cost + (room / limit).powi(2) + if hangs { HANGING } else { 0.0 }, from);
            if found.is_none_or(|found| (candidate.0, candidate.1) < (found.0, found.1)) {
                found = Some(candidate);
            }
        }
        best.push(found);
    }
    let mut broken = Vec::new();
    let mut to = words.len();
    while to > 0 {
        let (_, _, from) = best[to]?;
        broken.push(line(from, to));
        to = from;
    }
    broken.reverse();
    Some(broken)
}

/// How much smaller a text may be set so that no short word hangs.
const SMALLER: f32 = 0.75;

fn is_short(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() <= SHORT_WORD && word.ends_with(char::is_alphabetic)
}

/// Whether a line but the last ends with a short word.
fn hangs(lines: &[String]) -> bool {
    lines.iter().rev().skip(1).any(|line| is_short(line.rsplit(' ').next().unwrap_or_default()))
}

/// A text set in a size.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// Pixels an em.
    pub size: f32,
    /// From top to bottom.
    pub lines: Vec<String>,
}

/// The room that a text has.
#[derive(Debug, Clone, Copy)]
pub struct Room<'a> {
    /// Pixels.
    pub width: f32,
    /// Pixels an em, and how many lines that size may take: from the largest.
    pub steps: &'a [(f32, usize)],
}

/// The largest size at which `text` finds room; in the smallest one, what is too long ends with « … ». `width` is a line's, in ems.
#[must_use]
pub fn set(text: &str, room: Room<'_>, width: &dyn Fn(&str) -> f32) -> Set {
    let fits = |text: &str, (size, most): (f32, usize)| {
        let lines = lines(text, room.width / size, width).filter(|lines| lines.len() <= most)?;
        Some(Set { size, lines })
    };
    let mut sizes = room.steps.iter().filter_map(|step| fits(text, *step));
    if let Some(largest) = sizes.next() {
        // A little less size for a better break is no loss in a short title; in a long one there is always another.
        let better = |set: &Set| set.size >= largest.size * SMALLER && !hangs(&set.lines) && set.lines.len() <= largest.lines.len();
        let wanted = largest.lines.len() <= 3 && hangs(&largest.lines);
        return sizes.filter(|_| wanted).find(better).unwrap_or(largest);
    }
    let last = room.steps.last().copied().unwrap_or((1.0, 1));
    let mut words: Vec<&str> = text.split(' ').collect();
    while words.len() > 1 {
        words.pop();
        let kept = words.join(" ");
        if let Some(set) = fits(&format!("{} …", kept.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '»' && letter != ')')), last) {
            return set;
        }
    }
    // One endless word.
    let mut word = text.to_owned();
    while word.pop().is_some() {
        if let Some(set) = fits(&format!("{word}…"), last) {
            return set;
        }
    }
    Set { size: last.0, lines: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One unit a letter.
    fn letters(text: &str) -> f32 {
        text.chars().count() as f32
    }

    #[test]
    fn lines_are_few_then_even_and_no_short_word_hangs() {
        for (text, limit, expected) in [
            ("Asile", 10.0, Some(vec!["Asile"])),
            ("Répertoires et cartographies", 18.0, Some(vec!["Répertoires", "et cartographies"])),
            ("un deux trois quatre", 14.0, Some(vec!["un deux", "trois quatre"])),
            ("anticonstitutionnellement", 10.0, None),
            ("", 10.0, Some(vec![])),
        ] {
            let broken = lines(text, limit, &letters);
            assert_eq!(broken, expected.map(|lines| lines.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }

    #[test]
    fn no_line_breaks_where_typography_forbids() {
        let broken = lines("Que faire\u{202f}? Oui", 6.0, &letters);
        assert_eq!(broken, None, "« faire ? » has been broken");
        assert_eq!(lines("Que faire\u{202f}? Oui", 7.0, &letters).unwrap(), ["Que", "faire\u{202f}?", "Oui"]);
    }

    #[test]
    fn a_text_shrinks_then_is_cut() {
        let room = Room { width: 20.0, steps: &[(2.0, 1), (1.0, 2)] };
        for (text, size, expected) in [
            ("Asile", 2.0, vec!["Asile"]),
            ("Bureau d’accueil", 1.0, vec!["Bureau d’accueil"]),
            ("Répertoires et cartographies", 1.0, vec!["Répertoires", "et cartographies"]),
            ("Répertoires, cartographies, listes et annuaires", 1.0, vec!["Répertoires,", "cartographies …"]),
            ("Anticonstitutionnellement", 1.0, vec!["Anticonstitutionnel…"]),
        ] {
            let found = set(text, room, &letters);
            assert_eq!((found.size, found.lines), (size, expected.into_iter().map(str::to_owned).collect()), "{text}");
        }
    }
}
