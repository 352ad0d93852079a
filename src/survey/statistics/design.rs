//! How respondents came to be respondents, and what this lets be shown.

use super::{
    interval::{Interval, Level, Method, interval},
    population,
};

/// How respondents were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Design {
    /// Everyone concerned was asked, and what is told is told of them.
    Census,
    /// Drawn at random from a list.
    RandomSample {
        /// How many are on the list; `None` when it is not known.
        population: Option<u64>,
    },
    /// Who wanted to, or who was at hand.
    Volunteers,
    /// Nobody said.
    Unknown,
}

/// Why no interval is shown. The page says it in words; they are content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoInterval {
    /// Everyone is counted: nothing was drawn, so nothing is due to the draw.
    Census,
    /// Volunteers: no draw, so chance says nothing of those who did not answer.
    NotDrawn,
    /// How respondents were found is not known.
    UnknownDesign,
    /// Nobody answered.
    NoRespondent,
    /// The count is above the base, or the base above the population: the numbers contradict each other.
    Inconsistent,
}

/// The interval of `count` among `base` under this design, or the reason why there is none.
///
/// With a known population it is corrected for it. Wilson's method at 95 % by default; the caller may ask for another.
///
/// # Errors
/// [`NoInterval`]. An empty base comes before all else; numbers that contradict each other come before the design.
///
/// ```
/// use passerelle::survey::statistics::{design::{Design, NoInterval, shown}, interval::{Level, Method}};
/// assert_eq!(shown(Design::Volunteers, 14, 23, Method::Wilson, Level::P95), Err(NoInterval::NotDrawn));
/// assert!(shown(Design::RandomSample { population: None }, 14, 23, Method::Wilson, Level::P95).is_ok());
/// ```
pub fn shown(design: Design, count: u32, base: u32, method: Method, level: Level) -> Result<Interval, NoInterval> {
    if base == 0 {
        return Err(NoInterval::NoRespondent);
    }
    if count > base {
        return Err(NoInterval::Inconsistent);
    }
    let drawn = match design {
        Design::Census => return Err(NoInterval::Census),
        Design::Volunteers => return Err(NoInterval::NotDrawn),
        Design::Unknown => return Err(NoInterval::UnknownDesign),
        Design::RandomSample { population: Some(population) } if u64::from(base) == population => return Err(NoInterval::Census),
        Design::RandomSample { population: Some(population) } => population::corrected(method, count, base, population, level),
        Design::RandomSample { population: None } => interval(method, f64::from(count), f64::from(base), level),
    };
    drawn.ok_or(NoInterval::Inconsistent)
}

#[cfg(test)]
mod tests {
    use super::{Design::*, *};

    #[test]
    fn an_interval_is_shown_only_for_a_draw() {
        for (design, count, base, expected) in [
            (Census, 14, 23, Some(NoInterval::Census)),
            (Volunteers, 14, 23, Some(NoInterval::NotDrawn)),
            (Unknown, 14, 23, Some(NoInterval::UnknownDesign)),
            (RandomSample { population: Some(23) }, 14, 23, Some(NoInterval::Census)),
            (RandomSample { population: Some(22) }, 14, 23, Some(NoInterval::Inconsistent)),
            (RandomSample { population: Some(60) }, 14, 23, None),
            (RandomSample { population: None }, 14, 23, None),
            (RandomSample { population: None }, 0, 0, Some(NoInterval::NoRespondent)),
            (Volunteers, 24, 23, Some(NoInterval::Inconsistent)),
        ] {
            assert_eq!(shown(design, count, base, Method::Wilson, Level::P95).err(), expected, "{design:?} {count} {base}");
        }
    }

    #[test]
    fn a_known_population_narrows_the_interval() {
        let width = |population| shown(RandomSample { population }, 12, 23, Method::Wilson, Level::P95).unwrap().half_width();
        assert!(width(Some(30)) < width(Some(100)) && width(Some(100)) < width(None));
    }
}
