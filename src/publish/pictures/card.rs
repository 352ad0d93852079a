//! The card of a page: what stands for it where its address is shared. The page's title, the centre's mark and name, and the two rivers.

use super::{
    canvas::Canvas,
    colour::Palette,
    confluence::{Confluence, Course},
    lettering::{Lettering, Place, Weighted},
    lines::{Room, Set, lines, set},
    mark::Mark,
};
use crate::publish::error::PublishError;

/// Pixels, as social networks and messengers ask for.
pub const WIDTH: u32 = 1200;
/// Pixels.
pub const HEIGHT: u32 = 630;

const MARGIN: f32 = 76.0;
const DOT: f32 = 6.4;
const TITLE_WEIGHT: f32 = 680.0;
const TITLE_TRACKING: f32 = -0.022;
/// From one base line to the next, in ems.
const TITLE_LEADING: f32 = 1.06;
/// Between the river above and the name below, in pixels from the top.
const TITLE_ROOM: [f32; 2] = [150.0, 492.0];
const TITLE: Room<'_> = Room { width: 720.0, steps: &[(168.0, 1), (144.0, 1), (124.0, 2), (108.0, 2), (96.0, 3), (84.0, 3), (74.0, 4), (66.0, 4), (58.0, 5)] };
const NAME_SIZE: f32 = 27.0;
const NAME_WEIGHT: f32 = 600.0;
const NAME_WIDTH: f32 = 460.0;
/// How high letters without ascenders and with them are, in ems.
const CAP_HEIGHT: f32 = 0.668;

/// Draws cards: what they share is drawn once.
pub struct CardMaker<'a> {
    ground: Canvas,
    palette: Palette,
    title: Weighted<'a>,
    name: String,
}

impl<'a> CardMaker<'a> {
    /// For the centre called `name`.
    ///
    /// # Errors
    /// The typeface's.
    pub fn new(lettering: &'a Lettering, palette: Palette, name: &str) -> Result<Self, PublishError> {
        let mut ground = Canvas::new(WIDTH, HEIGHT);
        ground.fill(palette.paper);
        let Confluence { meuse, sambre } = rivers();
        ground.dots(sambre, DOT, palette.sambre);
        ground.dots(meuse, DOT, palette.meuse);
        sign(&mut ground, &lettering.at(NAME_WEIGHT)?, palette, name);
        Ok(Self { ground, palette, title: lettering.at(TITLE_WEIGHT)?, name: name.to_owned() })
    }

    /// The card of the page called `title`, as PNG; one whose letters the typeface lacks has the centre's name alone.
    ///
    /// # Errors
    /// The encoder's.
    pub fn card(&self, title: &str) -> Result<Vec<u8>, PublishError> {
        let title = if self.title.can_write(title) { title } else { &self.name };
        let mut canvas = self.ground.clone();
        for (line, place) in self.placed(title) {
            canvas.words(&line, &self.title, place, self.palette.ink);
        }
        canvas.png_of_few_colours(self.palette.paper, [self.palette.ink, self.palette.meuse, self.palette.sambre])
    }

    /// Each line of the title with its place: to the left, its middle in the middle of the room.
    fn placed(&self, title: &str) -> Vec<(String, Place)> {
        let Set { size, lines } = set(title, TITLE, &|line| self.title.width(line, TITLE_TRACKING));
        let leading = size * TITLE_LEADING;
        let height = leading * (lines.len().saturating_sub(1)) as f32 + CAP_HEIGHT * size;
        let first = f32::midpoint(TITLE_ROOM[0], TITLE_ROOM[1]) - height / 2.0 + CAP_HEIGHT * size;
        let place = |index: usize| Place { size, x: MARGIN - 0.05 * size, baseline: first + leading * index as f32, tracking: TITLE_TRACKING };
        lines.into_iter().enumerate().map(|(index, line)| (line, place(index))).collect()
    }
}

/// The Sambre along the top, the Meuse from below, both out to the right.
fn rivers() -> Confluence {
    let course = Course {
        sambre: &[[-60.0, 92.0], [120.0, 58.0], [330.0, 84.0], [560.0, 56.0], [752.0, 78.0], [852.0, 162.0], [908.0, 258.0], [964.0, 312.0]],
        meuse: &[[786.0, 700.0], [880.0, 636.0], [938.0, 566.0], [946.0, 486.0], [972.0, 418.0]],
        together: &[[1040.0, 358.0], [1110.0, 350.0], [1200.0, 312.0], [1300.0, 270.0]],
        step: 20.0,
        gap: 18.0,
    };
    course.dots()
}

/// The mark and the name below the title.
fn sign(ground: &mut Canvas, face: &Weighted<'_>, palette: Palette, name: &str) {
    const SCALE: f32 = 1.7;
    const MIDDLE: f32 = 552.0;
    let Mark { meuse, sambre } = Mark::new();
    let at = |[x, y]: [f32; 2]| [MARGIN + (x - 1.2) * SCALE, MIDDLE + (y - 18.0) * SCALE];
    ground.dots(meuse.into_iter().map(at), 2.8 * SCALE, palette.meuse);
    ground.dots(sambre.into_iter().map(at), 2.8 * SCALE, palette.sambre);
    let lines = lines(name, NAME_WIDTH / NAME_SIZE, &|line| face.width(line, 0.0)).unwrap_or_default();
    let leading = NAME_SIZE * 1.22;
    let first = MIDDLE - leading * (lines.len().saturating_sub(1)) as f32 / 2.0 + CAP_HEIGHT * NAME_SIZE / 2.0;
    for (index, line) in lines.iter().enumerate() {
        ground.words(line, face, Place { size: NAME_SIZE, x: MARGIN + 94.0, baseline: first + leading * index as f32, tracking: 0.0 }, palette.ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::text::Prose, publish::pictures::colour::Colour};

    const PALETTE: Palette = Palette { paper: Colour([250, 245, 235]), ink: Colour([17, 32, 62]), meuse: Colour([21, 80, 159]), sambre: Colour([196, 81, 43]) };

    fn with_maker(test: impl FnOnce(&CardMaker<'_>)) {
        let lettering = Lettering::new().unwrap();
        test(&CardMaker::new(&lettering, PALETTE, "Centre d’action interculturelle de la province de Namur").unwrap());
    }

    fn titles() -> Vec<String> {
        let words = "Bienvenue, que vous veniez de loin ou d'à côté : trouvons la réponse ensemble, à pied, en bus, à l'école et partout où l'on se rencontre";
        let growing = words.match_indices(' ').step_by(2).map(|(end, _)| words[..end].to_owned());
        // Lines as full as can be.
        let full = (10..50).step_by(6).map(|count| "iii ".repeat(count));
        growing
            .chain(full)
            .chain(["Asile", "MENA", "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww", "FLE/Alpha/RàN", "Ça jaillit ? Oui !"].map(str::to_owned))
            .collect()
    }

    #[test]
    fn no_title_touches_a_dot_or_the_name() {
        let rivers = rivers();
        let dots: Vec<_> = rivers.meuse.into_iter().chain(rivers.sambre).collect();
        with_maker(|maker| {
            for title in titles() {
                for (line, place) in maker.placed(&Prose::new(&title)) {
                    // Of the highest letter with an accent, of the lowest tail.
                    let (left, right) = (place.x, place.x + maker.title.width(&line, place.tracking) * place.size);
                    let (top, bottom) = (place.baseline - 0.93 * place.size, place.baseline + 0.24 * place.size);
                    for [x, y] in &dots {
                        let away = (left - x).max(x - right).max(0.0).hypot((top - y).max(y - bottom).max(0.0)) - DOT;
                        assert!(away >= 18.0, "« {line} » of « {title} » comes within {away} pixels of the dot at {x}, {y}");
                    }
                    assert!(bottom < 520.0, "« {line} » of « {title} » reaches the name");
                }
            }
        });
    }

    #[test]
    fn a_title_that_is_too_long_says_that_it_goes_on() {
        with_maker(|maker| {
            let lines = |title: &str| maker.placed(title).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
            assert!(lines(&"Encore un mot ".repeat(20)).last().unwrap().ends_with(" …"));
            assert_eq!(lines("Asile"), ["Asile"]);
        });
    }

    #[test]
    fn a_card_is_light_and_the_same_each_time() {
        with_maker(|maker| {
            let card = maker.card("Réseau actions locales").unwrap();
            assert!(card.len() < 40_000, "{} bytes", card.len());
            assert_eq!(maker.card("Réseau actions locales").unwrap(), card);
            assert_eq!(maker.card("مرحبا").unwrap(), maker.card(&maker.name).unwrap());
        });
    }
}
