#!/usr/bin/env python3
"""Makes src/test/resources/head-golden.csv with scikit-learn.

On Debian: apt-get install python3-sklearn; /usr/bin/python3 src/test/python/make_head_golden.py
The features themselves are not stored: the test draws the same ones from the linear congruential generator below.
"""

import csv
import pathlib

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

RESOURCES = pathlib.Path(__file__).resolve().parents[1] / "resources"
MASK = (1 << 64) - 1
CLASSES = 3
CASES = [  # seed, images, features, l2
    (1, 60, 5, 0.01), (2, 60, 5, 1.0), (3, 20, 40, 0.001), (4, 200, 12, 0.0001), (5, 30, 4, 100.0),
]


class Lcg:
    """Knuth's MMIX generator; the upper 32 bits, as a share of 2^32."""

    def __init__(self, seed):
        self.state = seed & MASK

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & MASK
        return (self.state >> 32) / 2.0**32


def draw(seed, images, features):
    """Classes in turn, uneven: every fourth image is of class 0 too. Feature j of class k leans to k by 0.3 where j % 3 == k."""
    generator = Lcg(seed)
    labels = numpy.array([0 if i % 4 == 3 else i % CLASSES for i in range(images)])
    values = numpy.empty((images, features), numpy.float32)
    for i in range(images):
        for j in range(features):
            values[i, j] = (generator.next() + (0.3 if j % CLASSES == labels[i] else 0.0)) * (1 + j)
    return values.astype(numpy.float64), labels


with open(RESOURCES / "head-golden.csv", "w", newline="", encoding="utf-8") as file:
    file.write(f"# made by src/test/python/make_head_golden.py, scikit-learn {sklearn.__version__}\n")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["seed", "images", "features", "l2", "what", "values"])
    for seed, images, features, l2 in CASES:
        values, labels = draw(seed, images, features)
        train, other = values[: images // 2 * 2 - images // 4], values
        fitted = labels[: len(train)]
        scaler = StandardScaler().fit(train)
        head = LogisticRegression(
            C=1 / (l2 * len(train)), multi_class="multinomial", solver="newton-cg", tol=1e-7, max_iter=100000
        ).fit(scaler.transform(train), fitted)
        probabilities = head.predict_proba(scaler.transform(other))
        for what, numbers in (
            ("coefficients", head.coef_.ravel()), ("intercepts", head.intercept_), ("probabilities", probabilities.ravel())
        ):
            writer.writerow([seed, images, features, repr(l2), what, " ".join(repr(float(n)) for n in numbers)])
