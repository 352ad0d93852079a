//! Horizontal bars from zero.

/// Width of the longest bar, in view-box units.
pub const FULL_WIDTH: u32 = 1000;

/// Lengths of the bars of `values`, in order, the largest being [`FULL_WIDTH`].
///
/// Whole units, rounded to the nearest; a value above zero always keeps at least one unit, so that it is never drawn as none. All zero, or nothing: zero.
///
/// ```
/// use passerelle::chart::bars::bar_widths;
/// assert_eq!(bar_widths(&[504, 252, 1, 0]), [1000, 500, 2, 0]);
/// ```
#[must_use]
pub fn bar_widths(values: &[u32]) -> Vec<u32> {
    let largest = u64::from(values.iter().copied().max().unwrap_or(0));
    let width = |value: u32| match (u64::from(value), largest) {
        (0, _) | (_, 0) => 0,
        (value, largest) => ((value * u64::from(FULL_WIDTH) * 2 + largest) / (largest * 2)).max(1) as u32,
    };
    values.iter().map(|&value| width(value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_keep_the_proportions_of_their_values() {
        for (values, expected) in [
            (&[10, 5, 0][..], &[1000, 500, 0][..]),
            (&[3, 3], &[1000, 1000]),
            (&[1_000_000, 1], &[1000, 1]),
            (&[u32::MAX, u32::MAX / 2], &[1000, 500]),
            (&[0, 0], &[0, 0]),
            (&[], &[]),
        ] {
            assert_eq!(bar_widths(values), expected, "{values:?}");
        }
    }
}
