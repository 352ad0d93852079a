//! Statistics compared with scipy and statsmodels: `tests/fixtures/statistics/golden.csv`, made by `tools/statistics/golden.py`.

use std::collections::BTreeMap;

use passerelle::survey::statistics::{
    interval::{Interval, Level, Method, interval},
    paired::mcnemar,
    population::{corrected, exact_range},
    weights::effective_size,
};

const GOLDEN: &str = include_str!("fixtures/statistics/golden.csv");

fn number(field: &str) -> f64 {
    field.parse().unwrap_or_else(|_| panic!("{field:?} is not a number"))
}

fn whole(field: &str) -> u32 {
    field.parse().unwrap_or_else(|_| panic!("{field:?} is not a whole number"))
}

fn method(field: &str) -> Method {
    match field {
        "wilson" => Method::Wilson,
        "agresti_coull" => Method::AgrestiCoull,
        "clopper_pearson" => Method::ClopperPearson,
        "jeffreys" => Method::Jeffreys,
        other => panic!("{other:?} is not a method"),
    }
}

fn ends(interval: Option<Interval>) -> Vec<f64> {
    interval.map(|interval| vec![interval.low, interval.high]).unwrap_or_default()
}

#[test]
fn values_are_those_of_scipy_and_statsmodels() {
    let level = |field: &str| Level::new(number(field)).unwrap();
    let (mut compared, mut wrong) = (BTreeMap::new(), Vec::new());
    for line in GOLDEN.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split(',').collect();
        let (found, expected) = match fields[..] {
            ["interval", name, count, base, at, low, high] => (ends(interval(method(name), number(count), number(base), level(at))), vec![low, high]),
            ["corrected", name, count, base, population, at, low, high] => {
                (ends(corrected(method(name), whole(count), whole(base), population.parse().unwrap(), level(at))), vec![low, high])
            }
            ["mcnemar", first, second, p] => (vec![mcnemar(whole(first), whole(second))], vec![p]),
            ["kish", weights, respondents, effect] => {
                let weights: Vec<f64> = weights.split(';').map(number).collect();
                let size = effective_size(&weights).unwrap();
                (vec![size.respondents, size.design_effect], vec![respondents, effect])
            }
            ["exact", count, base, population, at, fewest, most] => {
                let range = exact_range(whole(count), whole(base), population.parse().unwrap(), level(at)).unwrap();
                (vec![range.0 as f64, range.1 as f64], vec![fewest, most])
            }
            _ => panic!("{line:?} is not a case"),
        };
        *compared.entry(fields[0]).or_insert(0) += 1;
        let expected: Vec<f64> = expected.into_iter().map(number).collect();
        // Relative where values are larger than 1: sizes.
        if found.len() != expected.len() || found.iter().zip(&expected).any(|(found, expected)| (found - expected).abs() > 1e-9 * expected.abs().max(1.0)) {
            wrong.push(format!("{line}: {found:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(compared.len() == 5 && compared.values().sum::<i32>() > 1_000, "{compared:?}");
}
