//! The beta distribution: regularised incomplete beta function and its inverse, and the logarithm of gamma.

/// The natural logarithm of the gamma function of `x > 0`.
///
/// Stirling's series (Abramowitz and Stegun 6.1.41) from 10 up; below, by the recurrence (6.1.15). Relative error about 1e-15.
pub(super) fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut product) = (x, 1.0);
    while x < 10.0 {
        product *= x;
        x += 1.0;
    }
    let square = 1.0 / (x * x);
    let terms = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1_260.0, -1.0 / 1_680.0, 1.0 / 1_188.0, -691.0 / 360_360.0, 1.0 / 156.0];
    let series = terms.iter().rev().fold(0.0, |sum, term| sum * square + term) / x;
    (x - 0.5) * x.ln() - x + 0.5 * std::f64::consts::TAU.ln() + series - product.ln()
}

/// The regularised incomplete beta function `I_x(a, b)`: the probability that a beta variable is at most `x`. `a`, `b` above 0; `x` in `0..=1`.
///
/// The continued fraction of DLMF 8.17.22, evaluated by the modified Lentz method (Thompson and Barnett 1986), on the side of the mean where it converges fast; the symmetry
/// `I_x(a, b) = 1 - I_{1-x}(b, a)` (DLMF 8.17.4) gives the other side.
pub(super) fn regularised(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x >= 1.0 {
        1.0
    } else if x > (a + 1.0) / (a + b + 2.0) {
        1.0 - lower_side(1.0 - x, b, a)
    } else {
        lower_side(x, a, b)
    }
}

fn lower_side(x: f64, a: f64, b: f64) -> f64 {
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (-x).ln_1p()).exp() / a;
    let away_from_zero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let (mut c, mut fraction) = (1.0, d);
    // Some multiple of the square root of the larger parameter suffices.
    let most = 200 + 20 * (a.max(b).sqrt() as u32);
    for step in 1..=most {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut change = 1.0;
        for coefficient in [even, odd] {
            d = 1.0 / away_from_zero(1.0 + coefficient * d);
            c = away_from_zero(1.0 + coefficient / c);
            change = c * d;
            fraction *= change;
        }
        if (change - 1.0).abs() < 1e-16 {
            break;
        }
    }
    front * fraction
}

/// The quantile of the beta distribution: the `x` where `I_x(a, b) = p`; `p` in `0..=1`.
///
/// Newton's method kept in a bracket that bisection halves whenever a step would leave it: `I` rises from 0 to 1, so the root is always inside.
pub(super) fn quantile(p: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    let mut x = a / (a + b);
    let ln_beta = ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
    for _ in 0..200 {
        let excess = regularised(x, a, b) - p;
        if excess > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = ((a - 1.0) * x.ln() + (b - 1.0) * (-x).ln_1p() - ln_beta).exp();
        let step = x - excess / density;
        let next = if step > low && step < high { step } else { f64::midpoint(low, high) };
        if (next - x).abs() <= 1e-15 * x.max(1e-300) {
            return next;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gamma_of_whole_numbers_is_the_factorial() {
        let mut factorial = 1.0_f64;
        for n in 1..100_u32 {
            assert!((ln_gamma(f64::from(n)) - factorial.ln()).abs() < 1e-13 * factorial.ln().max(1.0), "{n}");
            factorial *= f64::from(n);
        }
        assert!((ln_gamma(0.5) - std::f64::consts::PI.sqrt().ln()).abs() < 1e-14);
    }

    #[test]
    fn the_quantile_inverts_the_function() {
        for (a, b) in [(0.5, 23.5), (1.0, 1.0), (12.0, 12.0), (0.5, 0.5), (300.0, 7.0), (40_000.0, 60_000.0)] {
            for p in [0.001, 0.025, 0.5, 0.9, 0.975] {
                let x = quantile(p, a, b);
                assert!((regularised(x, a, b) - p).abs() < 1e-11, "{a} {b} {p}: {x}");
            }
        }
    }
}
