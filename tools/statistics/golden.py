#!/usr/bin/env python3
"""Values that the tests of src/survey/statistics compare with, from scipy and statsmodels.

    python3 -m venv target/golden && target/golden/bin/pip install scipy statsmodels
    target/golden/bin/python tools/statistics/golden.py > tests/fixtures/statistics/golden.csv
"""
import random

import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

METHODS = {"wilson": "wilson", "agresti_coull": "agresti_coull", "clopper_pearson": "beta", "jeffreys": "jeffreys"}
BASES = [1, 2, 3, 5, 10, 23, 50, 100, 400, 1615, 10_000, 1_000_000]
LEVELS = [0.8, 0.9, 0.95, 0.99]


def counts_of(base):
    return sorted({0, 1, base // 7, base // 3, base // 2, base - 1, base} & set(range(base + 1)))


print(f"# scipy {scipy.__version__}, statsmodels {statsmodels.__version__}; made by tools/statistics/golden.py")
print("# interval: method, count, base, level, low, high; with a population: corrected, method, count, base, population, level, low, high")
print("# mcnemar: only first, only second, p; kish: weights, effective size, design effect; exact: count, base, population, level, fewest, most")
for name, method in METHODS.items():
    for base in BASES:
        for count in counts_of(base):
            for level in LEVELS:
                low, high = (float(end) for end in proportion_confint(count, base, alpha=1 - level, method=method))
                # statsmodels leaves a hair at none and all; the ends are 0 and 1 by definition.
                if name == "wilson":
                    low, high = (0.0 if count == 0 else low), (1.0 if count == base else high)
                if name == "agresti_coull":
                    low, high = max(low, 0.0), min(high, 1.0)
                print("interval", name, count, base, level, repr(low), repr(high), sep=",")
for name, method in METHODS.items():
    for base, population in [(23, 25), (23, 60), (23, 1000), (400, 450), (1615, 100_000)]:
        size = base * (population - 1) / (population - base)
        for count in (1, base // 3, base - 2):
            k = count / base * size
            z = stats.norm.ppf(0.975)
            if name == "clopper_pearson":
                low, high = stats.beta.ppf(0.025, k, size - k + 1), stats.beta.isf(0.025, k + 1, size - k)
            elif name == "jeffreys":
                low, high = stats.beta.ppf(0.025, k + 0.5, size - k + 0.5), stats.beta.isf(0.025, k + 0.5, size - k + 0.5)
            else:
                low, high = proportion_confint(k, size, alpha=0.05, method=method)
                low, high = max(low, 0.0), min(high, 1.0)
            print("corrected", name, count, base, population, 0.95, repr(float(low)), repr(float(high)), sep=",")
for first, second in [(b, c) for b in range(0, 13) for c in range(0, b + 1)] + [(40, 30), (120, 90), (500, 480), (900, 800), (5000, 4900)]:
    p = mcnemar([[0, first], [second, 0]], exact=True).pvalue if first + second else 1.0
    print("mcnemar", first, second, repr(min(float(p), 1.0)), sep=",")
random.seed(23)
for size in (1, 2, 5, 23, 200):
    for spread in (0.1, 1.0, 5.0):
        weights = [round(random.expovariate(1) ** spread + 0.01, 6) for _ in range(size)]
        effective = sum(weights) ** 2 / sum(weight * weight for weight in weights)
        print("kish", ";".join(map(str, weights)), repr(effective), repr(size / effective), sep=",")
for base, population in [(10, 12), (23, 30), (23, 60), (23, 100), (50, 75), (100, 1000)]:
    for count in counts_of(base):
        for level in (0.9, 0.95):
            tail = (1 - level) / 2
            kept = [k for k in range(count, population - (base - count) + 1)
                    if stats.hypergeom.sf(count - 1, population, k, base) > tail and stats.hypergeom.cdf(count, population, k, base) > tail]
            print("exact", count, base, population, level, min(kept), max(kept), sep=",")
