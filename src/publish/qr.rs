//! The address of a page as a code that telephones read from paper.

use qrcodegen::QrCodeEcc;

/// `words`, `address` and its code, as [`crate::model::page::LoadedPage::qr`] has them; `None` when it is longer than any code can hold.
///
/// It still reads when 15 % of it are lost, or more where that costs no square.
#[must_use]
pub fn qr(words: &str, address: &str) -> Option<String> {
    let code = qrcodegen::QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    Some(format!("{words}\n{address}|0 -.5 {size} {size}|{}", path(size, |x, y| code.get_module(x, y))))
}

/// Horizontal runs of dark squares as lines: `M0 0h7m1 0h2` and so on, a row a line, from the middle of the first square's left side.
fn path(size: i32, is_dark: impl Fn(i32, i32) -> bool) -> String {
    let mut path = String::new();
    for y in 0..size {
        let mut pen = None;
        let mut x = 0;
        while x < size {
            let run = (x..size).take_while(|x| is_dark(*x, y)).count() as i32;
            if run > 0 {
                path += &match pen {
                    None => format!("M{x} {y}h{run}"),
                    Some(pen) => format!("m{} 0h{run}", x - pen),
                };
                pen = Some(x + run);
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(test)]
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
            let code = qr("Ici :", address).unwrap();
            let [told, frame, path] = code.split('|').collect::<Vec<_>>()[..] else { panic!("{code}") };
            let size = frame.rsplit(' ').next().unwrap();
            assert_eq!(told, format!("Ici :\n{address}"));
            let squares = painted(path);
            // Four pixels a square, and the four squares of white that readers want around.
            let side = (size.parse::<usize>().unwrap() + 8) * 4;
            let dark = |x: usize, y: usize| squares.contains(&(x as i32 / 4 - 4, y as i32 / 4 - 4));
            let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| if x >= 16 && y >= 16 && dark(x, y) { 0 } else { 255 });
            let grids = picture.detect_grids();
            let read: Vec<String> = grids.iter().map(|grid| grid.decode().unwrap().1).collect();
            assert_eq!(read, [address]);
        }
    }

    #[test]
    fn an_endless_address_has_no_code() {
        assert_eq!(qr("", &"x".repeat(5000)), None);
    }
}
