#!/usr/bin/env python3
"""Makes src/test/resources/*-golden.csv with SciPy and scikit-learn.

On Debian: apt-get install python3-scipy python3-sklearn; /usr/bin/python3 src/test/python/make_golden.py
The samples themselves are not stored: the test draws the same ones from the linear congruential generator below.
"""

import csv
import pathlib
import warnings

import numpy
import scipy
import sklearn
from scipy.stats import binomtest, entropy, ks_2samp, kstwo, t, ttest_rel
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_score, recall_score, roc_auc_score, roc_curve

RESOURCES = pathlib.Path(__file__).resolve().parents[1] / "resources"
MASK = (1 << 64) - 1


class Lcg:
    """Knuth's MMIX generator; the upper 32 bits, as a share of 2^32."""

    def __init__(self, seed):
        self.state = seed & MASK

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & MASK
        return (self.state >> 32) / 2.0**32


def sample(seed, size, levels, shift):
    """size values uniform in [shift, shift + 1), rounded down to multiples of 1/levels where levels > 0."""
    generator = Lcg(seed)
    values = []
    for _ in range(size):
        u = generator.next()
        values.append((numpy.floor(u * levels) / levels if levels else u) + shift)
    return numpy.array(values)


KS_CASES = [
    # first size, second size, levels (0 = no ties), shift of the second sample
    (1, 1, 0, 0.0), (1, 5, 0, 0.0), (5, 1, 0, 0.6), (3, 4, 0, 0.0), (7, 7, 0, 0.2), (10, 10, 0, 0.9),
    (10, 15, 0, 0.1), (20, 30, 4, 0.0), (50, 50, 0, 0.05), (50, 50, 8, 0.125), (100, 37, 0, 0.3), (100, 101, 256, 0.0),
    (327, 2573, 0, 0.02), (400, 800, 0, 0.1), (1000, 1000, 0, 0.01), (1000, 999, 0, 0.3), (2000, 3000, 256, 0.00390625),
    (10000, 10000, 0, 0.01), (10000, 9999, 256, 0.0), (5000, 10000, 0, 0.2),
    (10001, 3, 0, 0.1), (10001, 50, 0, 0.2), (20000, 100, 0, 0.1), (10001, 130, 0, 0.05), (12000, 141, 0, 0.1),
    (10001, 10001, 0, 0.0), (10001, 20000, 0, 0.01), (20000, 20000, 256, 0.0), (20000, 20000, 256, 0.00390625),
    (30000, 30000, 0, 0.05), (50000, 40000, 0, 0.003), (200000, 100000, 256, 0.0), (200000, 100000, 256, 0.00390625),
    (300000, 300000, 256, 0.5),
]

ONE_SAMPLE_CASES = [
    (n, z / n**0.5)
    for n in (2, 5, 17, 100, 139, 140, 141, 500, 3000, 99999, 100001, 800000, 1000001, 7000000)
    for z in (0.3, 0.5, 0.7, 0.87, 1.0, 1.2, 1.45, 1.49, 1.9, 2.1, 3.0, 5.0, 12.0)
    if z / n**0.5 < 1.2
]


def write(name, header, rows):
    with open(RESOURCES / name, "w", newline="", encoding="utf-8") as file:
        file.write(f"# made by src/test/python/make_golden.py, scipy {scipy.__version__}, scikit-learn {sklearn.__version__}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def ks_rows():
    for number, (first, second, levels, shift) in enumerate(KS_CASES):
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a fallback from exact to asymptotic would be a warning
            result = ks_2samp(sample(2 * number + 1, first, levels, 0), sample(2 * number + 2, second, levels, shift))
        yield [first, second, levels, repr(shift), repr(float(result.statistic)), repr(float(result.pvalue))]


def pictures(seed, count, brightest):
    """count pictures [2, 5, 4]; every other one, of class 1, is half as bright."""
    generator = Lcg(seed)
    drawn = numpy.array([generator.next() for _ in range(count * 40)]).reshape(count, 2, 5, 4)
    return numpy.floor(drawn * brightest / (1 + numpy.arange(count) % 2)[:, None, None, None])


def entropy_of_levels(picture):
    return entropy(numpy.unique(picture, return_counts=True)[1], base=2)


def roughness(picture):
    """Mean absolute difference of neighbours in a row or a column, of one channel."""
    return numpy.abs(numpy.concatenate([numpy.diff(picture, axis=axis).ravel() for axis in (1, 2)])).mean()


STATISTICS = {"MEAN": numpy.mean, "DEVIATION": numpy.std, "ENTROPY": entropy_of_levels, "ROUGHNESS": roughness}


def intensity_rows():
    first, second = pictures(1, 40, 200), pictures(2, 31, 256)
    for label, a, b in (("all", first, second), ("0", first[::2], second[::2]), ("1", first[1::2], second[1::2])):
        pixels = ks_2samp(a.ravel(), b.ravel())
        yield [label, "PIXELS", repr(float(pixels.statistic)), repr(float(pixels.pvalue))]
        for name, statistic in STATISTICS.items():
            # what is equal but for rounding is a tie
            result = ks_2samp(*(numpy.round([statistic(picture) for picture in pictures], 9) for pictures in (a, b)))
            yield [label, name, repr(float(result.statistic)), repr(float(result.pvalue))]


def one_sample_rows():
    for n, x in ONE_SAMPLE_CASES:
        yield [n, repr(float(x)), repr(float(kstwo.sf(x, n)))]


def classification_cases():
    generator = Lcg(99)
    for classes, size, skill in ((2, 10, 0.5), (3, 50, 0.9), (4, 327, 0.4), (4, 2573, 0.97), (6, 40, 0.2)):
        actual = [int(generator.next() * classes) for _ in range(size)]
        predicted = [a if generator.next() < skill else int(generator.next() * classes) for a in actual]
        yield classes, actual, predicted
    yield 4, [0, 0, 1, 1], [0, 0, 0, 0]  # a class never predicted, two classes absent
    yield 3, [2, 2, 2], [1, 1, 1]  # nothing right
    yield 3, [0, 1, 2], [0, 1, 2]  # everything right


def classification_rows():
    for classes, actual, predicted in classification_cases():
        labels = list(range(classes))
        options = {"labels": labels, "zero_division": 0}
        figures = [accuracy_score(actual, predicted)]
        for score in (recall_score, precision_score, f1_score):
            figures += [score(actual, predicted, average="micro", **options), score(actual, predicted, average="macro", **options)]
        per_class = [score(actual, predicted, average=None, **options) for score in (recall_score, precision_score, f1_score)]
        yield [
            classes,
            " ".join(map(str, actual)),
            " ".join(map(str, predicted)),
            *[repr(float(f)) for f in figures],
            *[" ".join(repr(float(v)) for v in values) for values in per_class],
            " ".join(str(int(v)) for v in confusion_matrix(actual, predicted, labels=labels).ravel()),
        ]


def binomial_rows():
    for successes, trials in ((0, 1), (1, 1), (0, 12), (3, 4), (5, 10), (9, 10), (50, 81), (146, 327), (315, 327), (2000, 4100)):
        interval = binomtest(successes, trials).proportion_ci(method="wilson")
        p_value = binomtest(successes, trials, 0.5).pvalue
        yield [successes, trials, repr(float(interval.low)), repr(float(interval.high)), repr(float(p_value))]


def roc_rows():
    """Scores with and without ties; all points, as rates at each threshold."""
    generator = Lcg(7)
    for size, levels, skill in ((2, 0, 1.0), (10, 0, 0.3), (60, 5, 0.4), (327, 0, 0.1), (327, 50, 0.6), (40, 1, 0.0)):
        positive = [1, 0] + [int(generator.next() < 0.3) for _ in range(size - 2)]
        scores = [skill * p + (1 - skill) * generator.next() for p in positive]
        scores = [float(numpy.floor(s * levels) / levels) if levels else s for s in scores]
        false_rates, true_rates, _ = roc_curve(positive, scores, drop_intermediate=False)
        yield [
            " ".join(map(str, positive)),
            " ".join(map(repr, scores)),
            repr(float(roc_auc_score(positive, scores))),
            " ".join(repr(float(v)) for v in false_rates),
            " ".join(repr(float(v)) for v in true_rates),
        ]


def calibration_rows():
    """The expected calibration error of Guo et al. by its definition: 15 bins (m - 1) / 15 < confidence <= m / 15."""
    generator = Lcg(8)
    for classes, size, sharpness in ((2, 1, 1.0), (4, 327, 3.0), (3, 200, 8.0), (10, 50, 1.0)):
        actual = [int(generator.next() * classes) for _ in range(size)]
        weights = numpy.array([[numpy.exp(sharpness * generator.next()) for _ in range(classes)] for _ in range(size)])
        probabilities = weights / weights.sum(1, keepdims=True)
        confidence, right = probabilities.max(1), probabilities.argmax(1) == numpy.array(actual)
        error = 0.0
        for edge in range(15):
            inside = (confidence > edge / 15) & (confidence <= (edge + 1) / 15)
            if inside.any():
                error += abs(right[inside].mean() - confidence[inside].mean()) * inside.mean()
        yield [" ".join(repr(float(v)) for v in confidence), " ".join(str(int(v)) for v in right), repr(float(error))]


def repetition_rows():
    """Paired figures; mean and t interval of the first, and of the difference."""
    generator = Lcg(9)
    for size, gain, noise in ((2, 0.0, 0.01), (3, 0.05, 0.01), (5, 0.0, 0.02), (5, -0.1, 0.02), (10, 0.01, 0.05), (30, 0.01, 0.01)):
        second = [0.9 + noise * generator.next() for _ in range(size)]
        first = [value + gain + noise * (generator.next() - 0.5) for value in second]
        differences = numpy.subtract(first, second)
        row = [" ".join(map(repr, map(float, first))), " ".join(map(repr, map(float, second)))]
        for values in (numpy.array(first), differences):
            low, high = t.interval(0.95, size - 1, values.mean(), values.std(ddof=1) / size**0.5)
            row += [repr(float(values.mean())), repr(float(values.std(ddof=1))), repr(float(low)), repr(float(high))]
        yield row + [repr(float(ttest_rel(first, second).pvalue))]


if __name__ == "__main__":
    write("roc-golden.csv", ["positive", "scores", "area", "false_positive_rates", "true_positive_rates"], roc_rows())
    write("calibration-golden.csv", ["confidences", "correct", "expected_error"], calibration_rows())
    write(
        "repetition-golden.csv",
        ["first", "second", "mean", "deviation", "low", "high", "mean_difference", "deviation_of_differences",
         "low_difference", "high_difference", "p_value"],
        repetition_rows(),
    )
    write("binomial-golden.csv", ["successes", "trials", "wilson_low", "wilson_high", "p_value_of_a_half"], binomial_rows())
    write("ks-golden.csv", ["first", "second", "levels", "shift", "statistic", "pvalue"], ks_rows())
    write("intensity-golden.csv", ["class", "statistic", "distance", "pvalue"], intensity_rows())
    write("ks-one-sample-golden.csv", ["n", "x", "sf"], one_sample_rows())
    write(
        "classification-golden.csv",
        ["classes", "actual", "predicted", "accuracy", "recall_micro", "recall_macro", "precision_micro", "precision_macro",
         "f1_micro", "f1_macro", "recalls", "precisions", "f1s", "confusion"],
        classification_rows(),
    )
