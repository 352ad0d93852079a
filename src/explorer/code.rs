//! An address as a code that telephones read, from paper or from another screen.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// An address and its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// What it says.
    pub address: String,
    /// Squares of a side.
    pub side: i32,
    /// Its dark squares, as lines one square thick along the middle of each row: `M0 0h7m1 0h2` and so on.
    pub path: String,
}

impl Code {
    /// The code of an address; `None` when it is longer than any code can hold.
    ///
    /// It still reads when 15 % of it are lost, or more where that costs no square.
    #[must_use]
    pub fn of(address: &str) -> Option<Self> {
        let code = QrCode::encode_segments(&[QrSegment::make_bytes(address.as_bytes())], QrCodeEcc::Medium).ok()?;
        let side = code.size();
        Some(Self { address: address.to_owned(), side, path: path(side, |x, y| code.get_module(x, y)) })
    }

    /// Frame of the drawing, for SVG.
    #[must_use]
    pub fn view_box(&self) -> String {
        let side = self.side.to_string();
        ["0 -.5 ", &side, " ", &side].concat()
    }
}

/// Horizontal runs of dark squares as lines, a row a line, from the middle of the first square's left side.
fn path(side: i32, is_dark: impl Fn(i32, i32) -> bool) -> String {
    let mut path = String::new();
    for y in 0..side {
        let mut pen: Option<i32> = None;
        let mut x = 0;
        while x < side {
            let run = (x..side).take_while(|x| is_dark(*x, y)).count() as i32;
            if run > 0 {
                path += &match pen {
                    None => ["M", &x.to_string(), " ", &y.to_string()].concat(),
                    Some(pen) => ["m", &(x - pen).to_string(), " 0"].concat(),
                };
                path += &["h", &run.to_string()].concat();
                pen = Some(x + run);
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn runs_are_lines_and_rows_begin_anew() {
        let rows = ["##.#", "....", ".###", "#..#"];
        assert_eq!(path(4, |x, y| rows[y as usize].as_bytes()[x as usize] == b'#'), "M0 0h2m1 0h1M1 2h3M0 3h1m2 0h1");
    }

    /// The squares that `path` paints, read back from its own letters.
    fn painted(path: &str) -> Vec<(i32, i32)> {
        let mut squares = Vec::new();
        for row in path.split('M').skip(1) {
            let (start, rest) = row.split_once('h').unwrap();
            let (x, y) = start.split_once(' ').unwrap();
            let (mut x, y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
            for (index, run) in rest.split('m').enumerate() {
                let run = if index == 0 {
                    run
                } else {
                    let (gap, run) = run.split_once(" 0h").unwrap();
                    x += gap.parse::<i32>().unwrap();
                    run
                };
                let run: i32 = run.parse().unwrap();
                squares.extend((x..x + run).map(|x| (x, y)));
                x += run;
            }
        }
        squares
    }

    #[test]
    fn another_program_reads_the_address_in_the_drawing() {
        for address in ["https://cainamur.be/", "https://cainamur.be/analyse-de-lirfam-2022/", "https://exemple.be/nl/een-heel-lang-adres-dat-nergens-eindigt/"]
        {
            let code = Code::of(address).unwrap();
            let squares = painted(&code.path);
            // Four pixels a square, and the four squares of white that readers want around.
            let side = (code.side as usize + 8) * 4;
            let dark = |x: usize, y: usize| squares.contains(&(x as i32 / 4 - 4, y as i32 / 4 - 4));
            let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| if x >= 16 && y >= 16 && dark(x, y) { 0 } else { 255 });
            let grids = picture.detect_grids();
            let read: Vec<String> = grids.iter().map(|grid| grid.decode().unwrap().1).collect();
            assert_eq!(read, [address]);
        }
    }

    #[test]
    fn an_endless_address_has_no_code() {
        assert_eq!(Code::of(&"x".repeat(5000)), None);
    }
}
