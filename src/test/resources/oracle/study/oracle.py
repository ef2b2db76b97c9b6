#!/usr/bin/env python3
"""Expected figures for the event-study arithmetic, by a program that shares no code with the product.

    python3 oracle.py > vectors.csv        (needs mpmath; run in this directory)

Everything is computed with 50 decimal digits from the closes as written in the file, so that no rounding of binary
numbers enters; the last step prints 17 significant digits. Method, with sources:

* Least squares by the normal equations (X'X) b = X'y, X = [1 Rm]; residual variance SSR / (T - p). Any textbook of
  econometrics, e.g. H. Theil, Principles of Econometrics (1971), chapter 3.
* Variance of the sum of L forecasts: s2 (L + 1'X* (X'X)^-1 X*'1), X* the rows of the event window: Theil's forecast
  variance summed over the window; M. Salinger, JFQA 27 (1992), on why the days of a window are not independent.
* benchmark-adjusted: expected return = Rm, variance of R - Rm with divisor T - 1, forecast variance L s2.
* Two-sided p by the regularised incomplete beta function: p = I_{v/(v+t^2)}(v/2, 1/2); Abramowitz and Stegun, 26.7.1
  with 26.5.27.
* Rank p: Gelbach, Helland and Klick, ALER 15 (2013), here two-sided, (1 + #) / (m + 1), over sums of L consecutive
  residuals.

Estimation window: sessions -130 to -11; simple returns; base of session k is the close of session k - 1.
"""
import csv
import pathlib

from mpmath import betainc, fsum, lu_solve, matrix, mp, mpf, nstr, sqrt

mp.dps = 50
HERE = pathlib.Path(__file__).parent
CLOSES = HERE.parent.parent / "io" / "dealwake" / "study" / "closes.csv"

CASES = [
    ("AMD", "2025-10-06", 0, 0),
    ("AMD", "2025-10-06", 0, 2),
    ("AMD", "2025-10-06", -1, 1),
    ("NVDA", "2025-09-22", 0, 0),
    ("NVDA", "2025-09-22", 0, 2),
    ("NVDA", "2025-09-22", -1, 1),
    ("NVDA", "2025-10-06", 0, 0),
]
FIELDS = [
    "model", "symbol", "day0", "first", "last", "alpha", "beta", "sigma", "rawReturn", "benchmarkReturn",
    "expectedReturn", "abnormalReturn", "standardError", "standardErrorNaive", "degreesOfFreedom", "tStatistic",
    "tStatisticNaive", "pValue", "asLarge", "runs", "from", "to",
]


def growth(prices, i):
    return prices[i] / prices[i - 1] - 1


def product(values):
    result = mpf(1)
    for value in values:
        result *= 1 + value
    return result - 1


def main():
    with open(CLOSES, newline="") as file:
        rows = list(csv.DictReader(file))
    dates = [row["date"] for row in rows]
    price = {s: [mpf(row[s]) for row in rows] for s in ("AMD", "NVDA", "SPY")}
    print(",".join(FIELDS))
    for model in ("market", "benchmark-adjusted"):
        for symbol, day0, a, b in CASES:
            zero = dates.index(day0)
            inside = range(zero - 130, zero - 10)
            y = [growth(price[symbol], i) for i in inside]
            x = [growth(price["SPY"], i) for i in inside]
            ys = [growth(price[symbol], zero + k) for k in range(a, b + 1)]
            xs = [growth(price["SPY"], zero + k) for k in range(a, b + 1)]
            t_days, length = len(y), len(ys)
            if model == "market":
                normal = matrix([[t_days, fsum(x)], [fsum(x), fsum(v * v for v in x)]])
                right = matrix([fsum(y), fsum(u * v for u, v in zip(x, y))])
                alpha, beta = lu_solve(normal, right)
                rest = [v - alpha - beta * u for u, v in zip(x, y)]
                freedom = t_days - 2
                variance = fsum(e * e for e in rest) / freedom
                ones = matrix([length, fsum(xs)])
                factor = length + (ones.T * lu_solve(normal, ones))[0]
                expected = [alpha + beta * u for u in xs]
            else:
                alpha = beta = None
                rest = [v - u for u, v in zip(x, y)]
                freedom = t_days - 1
                variance = (fsum(e * e for e in rest) - fsum(rest) ** 2 / t_days) / freedom
                factor = mpf(length)
                expected = xs
            sigma = sqrt(variance)
            total = fsum(v - e for v, e in zip(ys, expected))
            error, naive = sqrt(variance * factor), sqrt(variance * length)
            t = total / error
            p = betainc(mpf(freedom) / 2, mpf(1) / 2, 0, freedom / (freedom + t * t), regularized=True)
            runs = [fsum(rest[k:k + length]) for k in range(t_days - length + 1)]
            as_large = sum(1 for run in runs if abs(run) >= abs(total))
            numbers = [alpha, beta, sigma, product(ys), product(xs), fsum(expected), total, error, naive]
            print(",".join(
                [model, symbol, day0, str(a), str(b)]
                + ["" if n is None else nstr(n, 17) for n in numbers]
                + [str(freedom), nstr(t, 17), nstr(total / naive, 17), nstr(p, 17), str(as_large), str(len(runs)),
                   dates[inside[0]], dates[inside[-1]]]))


main()
