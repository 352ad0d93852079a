//! Weighted respondents.

/// What weights do to the size of a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectiveSize {
    /// Respondents who would tell as much without weights: `(sum of w)² / sum of w²`.
    pub respondents: f64,
    /// The design effect: respondents over the effective ones; 1 when all weigh the same.
    pub design_effect: f64,
}

/// Kish's effective size. Kish 1965, Survey Sampling, section 11.7; 1992, Journal of Official Statistics 8, 183-200.
///
/// `weights`: one a respondent, 0 or more; respondents of weight 0 do not count. `None` when there is no weight, or one that is negative or not a number.
///
/// ```
/// use passerelle::survey::statistics::weights::effective_size;
/// assert_eq!(effective_size(&[1.0, 1.0, 2.0]).unwrap().respondents, 16.0 / 6.0);
/// assert_eq!(effective_size(&[]), None);
/// ```
#[must_use]
pub fn effective_size(weights: &[f64]) -> Option<EffectiveSize> {
    // Scaled, so that squares of large weights stay numbers.
    let largest = weights.iter().copied().fold(0.0, f64::max);
    if largest == 0.0 || !weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0) {
        return None;
    }
    let scaled = weights.iter().map(|weight| weight / largest).filter(|weight| *weight > 0.0);
    let (count, sum, squares) = scaled.fold((0.0, 0.0, 0.0), |(count, sum, squares), weight| (count + 1.0, sum + weight, squares + weight * weight));
    let respondents = sum * sum / squares;
    Some(EffectiveSize { respondents, design_effect: count / respondents })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_change_nothing() {
        for weight in [1e-200, 1.0, 3.5, 1e200] {
            let size = effective_size(&[weight; 23]).unwrap();
            assert!((size.respondents - 23.0).abs() < 1e-12 && (size.design_effect - 1.0).abs() < 1e-12, "{weight}: {size:?}");
        }
    }

    #[test]
    fn weights_that_are_none_have_no_size() {
        for weights in [&[][..], &[0.0, 0.0], &[1.0, -1.0], &[f64::NAN, 1.0], &[f64::INFINITY]] {
            assert_eq!(effective_size(weights), None, "{weights:?}");
        }
    }
}
