//! Where a path stands in a JSON text.
//!
//! The parser of the model keeps no places; this scanner walks the text again, only as far as the path leads. It supposes that the text has been parsed
//! before: on anything else it stops early, and the answer is the nearest place it reached.

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// A member of an object.
    Key(&'a str),
    /// An element of a list, from 0.
    Index(usize),
}

/// The line, from 1, of what `path` names in `text`; that of its nearest parent when it does not exist.
///
/// A name that stands twice in an object counts where it stands last: that is the one the parser keeps.
///
/// ```
/// use passerelle::check::locate::line;
/// let text = "{\n  \"blocks\": [\n    { \"type\": \"list\" }\n  ]\n}";
/// assert_eq!(line(text, "blocks[0].type"), 3);
/// assert_eq!(line(text, "blocks[0].items[4]"), 3, "not there: its block");
/// assert_eq!(line(text, "title"), 1, "not there: the root");
/// ```
#[must_use]
pub fn line(text: &str, path: &str) -> usize {
    1 + text.as_bytes()[..place(text, path).min(text.len())].iter().filter(|&&byte| byte == b'\n').count()
}

/// Where `path` begins in `text`, and the end of its line or what is enough to see it, in bytes.
#[must_use]
pub fn span(text: &str, path: &str) -> (usize, usize) {
    const ENOUGH: usize = 120;
    let start = text.floor_char_boundary(place(text, path));
    let line = text[start..].find('\n').unwrap_or(text.len() - start);
    (start, text.floor_char_boundary(start + line.min(ENOUGH)))
}

fn place(text: &str, path: &str) -> usize {
    let mut scanner = Scanner { bytes: text.as_bytes(), at: 0 };
    scanner.skip_space();
    let mut place = scanner.at;
    for step in steps(path) {
        let Some(found) = scanner.enter(step) else { break };
        place = found;
    }
    place
}

/// The steps of a path such as `blocks[3].items[0].text`; none for the root.
pub fn steps(path: &str) -> impl Iterator<Item = Step<'_>> {
    path.split(['.', '[']).filter(|step| !step.is_empty()).map(|step| match step.strip_suffix(']').and_then(|index| index.parse().ok()) {
        Some(index) => Step::Index(index),
        None => Step::Key(step),
    })
}

struct Scanner<'a> {
    bytes: &'a [u8],
    /// Before a value, when it is time to enter one.
    at: usize,
}

impl Scanner<'_> {
    /// Goes from an object or a list to the value that `step` names; the place of its name, or of itself in a list. Stays when there is none.
    fn enter(&mut self, step: Step<'_>) -> Option<usize> {
        let start = self.at;
        let opening = if matches!(step, Step::Key(_)) { b'{' } else { b'[' };
        let mut found = None;
        if self.next() == Some(opening) {
            let mut index = 0;
            loop {
                self.skip_space();
                let place = self.at;
                let wanted = match step {
                    Step::Key(wanted) => self.key()? == wanted.as_bytes(),
                    Step::Index(wanted) => index == wanted && !matches!(self.peek(), Some(b']') | None),
                };
                if wanted {
                    found = Some((place, self.at));
                }
                self.skip_value();
                self.skip_space();
                index += 1;
                if self.next() != Some(b',') {
                    break;
                }
            }
        }
        self.at = found.map_or(start, |(_, value)| value);
        found.map(|(place, _)| place)
    }

    /// The name that stands here; what is left is its value.
    fn key(&mut self) -> Option<&[u8]> {
        let start = self.at + 1;
        (self.peek() == Some(b'"')).then(|| self.skip_string())?;
        let end = self.at.saturating_sub(1);
        self.skip_space();
        self.next();
        self.skip_space();
        self.bytes.get(start..end)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek();
        self.at += 1;
        byte
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// From an opening quotation mark to after the closing one.
    fn skip_string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.next() {
            match byte {
                b'"' => return,
                b'\\' => self.at += 1,
                _ => {}
            }
        }
    }

    fn skip_value(&mut self) {
        let mut depth = 0;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => self.skip_string(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' if depth == 0 => return,
                _ => self.at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
{
  "title": "a \" } ] , b",
  "empty": [],
  "blocks": [
    { "type": "x",
      "items": [ { "text": "one" },
                 { "text": ["two",
                            { "link": "/é/" }] } ] },
    true,
    {
      "type": "y", "text":
        "z"
    }
  ],
  "twice": 1,
  "twice": 2
}
"#;

    #[test]
    fn a_path_is_found_on_its_line() {
        for (path, expected) in [
            ("", 2),
            ("title", 3),
            ("empty", 4),
            ("blocks", 5),
            ("blocks[0]", 6),
            ("blocks[0].type", 6),
            ("blocks[0].items[0].text", 7),
            ("blocks[0].items[1].text", 8),
            ("blocks[0].items[1].text[1].link", 9),
            ("blocks[1]", 10),
            ("blocks[2].text", 12),
            ("twice", 17),
        ] {
            assert_eq!(line(TEXT, path), expected, "{path}");
        }
    }

    #[test]
    fn what_is_not_there_is_sought_at_its_nearest_parent() {
        for (path, expected) in
            [("summary", 2), ("empty[0]", 4), ("blocks[9]", 5), ("blocks[0].title", 6), ("blocks[0].items[1].text[1].words", 9), ("title.deeper", 3)]
        {
            assert_eq!(line(TEXT, path), expected, "{path}");
        }
    }

    #[test]
    fn a_text_that_is_not_json_never_panics() {
        for end in (0..TEXT.len()).filter(|&end| TEXT.is_char_boundary(end)) {
            assert!(line(&TEXT[..end], "blocks[0].items[1].text[1].link") <= 9, "cut at {end}");
        }
    }
}
