//! The motif: two rivers of dots that meet and flow on together, three lines of dots each.

/// The centre of a dot, in pixels.
pub type Dot = [f32; 2];

/// Where the dots of a picture stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Confluence {
    /// Blue.
    pub meuse: Vec<Dot>,
    /// Orange-red.
    pub sambre: Vec<Dot>,
}

/// How a confluence runs, in pixels.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    /// Points that the Sambre passes, from upstream to where the waters meet.
    pub sambre: &'a [Dot],
    /// The same for the Meuse.
    pub meuse: &'a [Dot],
    /// Points that the middle of both passes from there on.
    pub together: &'a [Dot],
    /// From one dot of a line to the next.
    pub step: f32,
    /// From one line to the next.
    pub gap: f32,
}

impl Course<'_> {
    /// The dots. Once the rivers flow together, each carries more and more of the other's colour.
    #[must_use]
    pub fn dots(self) -> Confluence {
        let mut flow = Confluence { meuse: Vec::new(), sambre: Vec::new() };
        // Side by side: each keeps its bank.
        for (bank, upstream) in [(-1.5, self.sambre), (1.5, self.meuse)] {
            let side: Vec<Dot> = offset(&curve(self.together), bank * self.gap);
            let middle = curve(&[upstream, &thinned(&side)].concat());
            let meeting = side[0];
            for (line, shift) in [(-1.0, 0.0), (0.0, 0.5), (1.0, 0.0)] {
                let path = offset(&middle, line * self.gap);
                let mut met = false;
                let mut since = 0_u32;
                for dot in along(&path, self.step, shift * self.step) {
                    met = met || distance(dot, meeting) < 1.6 * self.gap;
                    since += u32::from(met);
                    let crosses = crosses(since, line, bank);
                    let to_meuse = (bank > 0.0) != crosses;
                    if to_meuse { &mut flow.meuse } else { &mut flow.sambre }.push(dot);
                }
            }
        }
        flow
    }
}

/// Whether the dot that comes `since` dots after the meeting has the other river's colour: never at first, then oftener, and sooner near the other river.
fn crosses(since: u32, line: f32, bank: f32) -> bool {
    // 1 for the line beside the other river, 3 for the farthest.
    let depth = if bank < 0.0 { 2.0 - line } else { 2.0 + line } as u32;
    let start = 2 * depth;
    if since <= start {
        return false;
    }
    // One in four, then one in three, then one in two, by a fixed disorder.
    let disorder = (since * 7 + depth * 5) % 11;
    disorder < (2 + (since - start) / 4).min(5)
}

fn distance([x1, y1]: Dot, [x2, y2]: Dot) -> f32 {
    (x2 - x1).hypot(y2 - y1)
}

/// A smooth curve through `points` (Catmull-Rom), as many short segments.
fn curve(points: &[Dot]) -> Vec<Dot> {
    const PIECES: u16 = 24;
    let mut path = Vec::new();
    let last = points.len().saturating_sub(1);
    for index in 0..last {
        let [before, from, to, after] = [points[index.saturating_sub(1)], points[index], points[index + 1], points[(index + 2).min(last)]];
        for piece in 0..PIECES {
            let t = f32::from(piece) / f32::from(PIECES);
            let part = |axis: usize| {
                let (p, a, b, n) = (before[axis], from[axis], to[axis], after[axis]);
                0.5 * (2.0 * a + (b - p) * t + (2.0 * p - 5.0 * a + 4.0 * b - n) * t * t + (3.0 * a - p - 3.0 * b + n) * t * t * t)
            };
            path.push([part(0), part(1)]);
        }
    }
    path.extend(points.last());
    path
}

/// Every twelfth point and the last: enough to pass through again.
fn thinned(path: &[Dot]) -> Vec<Dot> {
    let mut points: Vec<Dot> = path.iter().step_by(12).copied().collect();
    points.extend(path.last().filter(|last| points.last() != Some(last)));
    points
}

/// The path that runs `by` pixels to the right of `path`, as one follows it (the picture's `y` goes down).
fn offset(path: &[Dot], by: f32) -> Vec<Dot> {
    (0..path.len())
        .map(|index| {
            let ([x1, y1], [x2, y2]) = (path[index.saturating_sub(1)], path[(index + 1).min(path.len() - 1)]);
            let length = (x2 - x1).hypot(y2 - y1).max(f32::EPSILON);
            let [x, y] = path[index];
            [x - (y2 - y1) / length * by, y + (x2 - x1) / length * by]
        })
        .collect()
}

/// Points at equal steps along `path`, the first one `start` from its beginning.
fn along(path: &[Dot], step: f32, start: f32) -> Vec<Dot> {
    let mut found = Vec::new();
    let mut until_next = start;
    for pair in path.windows(2) {
        let length = distance(pair[0], pair[1]);
        while until_next <= length && length > 0.0 {
            let t = until_next / length;
            found.push([pair[0][0] + (pair[1][0] - pair[0][0]) * t, pair[0][1] + (pair[1][1] - pair[0][1]) * t]);
            until_next += step;
        }
        until_next -= length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_stand_at_equal_steps() {
        let dots = along(&[[0.0, 0.0], [3.0, 0.0], [3.0, 4.0]], 2.0, 1.0);
        assert_eq!(dots, [[1.0, 0.0], [3.0, 0.0], [3.0, 2.0], [3.0, 4.0]]);
    }

    #[test]
    fn a_path_beside_another_keeps_its_distance() {
        assert_eq!(offset(&[[0.0, 0.0], [10.0, 0.0], [20.0, 0.0]], 2.0), [[0.0, 2.0], [10.0, 2.0], [20.0, 2.0]]);
    }
}
