#!/usr/bin/env python3
"""Makes src/test/resources/fidelity-golden.csv with NumPy and SciPy, all in float64.

On Debian: apt-get install python3-numpy python3-scipy; /usr/bin/python3 src/test/python/make_fidelity_golden.py
Features are not stored: the test draws the same float32 ones from the generator of make_golden.py.

The Frechet distance is computed from the eigenvalues of the symmetric form (S1^1/2 S2 S1^1/2) where there are more images
than features, and for fewer from the singular values of X1c X2c^T, which the test's own way is not used for. The kernel
distance is the unbiased estimate over all images (one subset that is the whole set); the four manifold figures are by
brute force from scipy's cdist.
"""

import csv
import pathlib

import numpy
import scipy
from scipy.spatial.distance import cdist

RESOURCES = pathlib.Path(__file__).resolve().parents[1] / "resources"
MASK = (1 << 64) - 1
A, C = 6364136223846793005, 1442695040888963407

# seed, images of the first and the second set, features, spread and shift of the second set, how many columns differ from 0
CASES = [
    (1, 60, 60, 5, 1.0, 0.0, 5),
    (2, 300, 200, 16, 1.1, 0.1, 16),
    (3, 40, 50, 64, 1.0, 0.05, 64),  # fewer images than features
    (4, 400, 30, 48, 0.8, 0.2, 48),  # fewer in one set only
    (5, 200, 200, 24, 1.0, 0.0, 9),  # columns that are always 0, as dead units are
    (6, 700, 650, 96, 1.05, 0.02, 96),  # more than one tile
    (7, 2, 2, 8, 1.0, 0.3, 8),
]


def features(seed, count, width, spread, shift, live):
    """[count, width] float32: (sum of three uniforms - 1.5) * spread + shift, made positive, 0 from column live on."""
    values = numpy.zeros((count, width), numpy.float32)
    state = seed & MASK
    for row in range(count):
        for column in range(live):
            total = 0.0
            for _ in range(3):
                state = (state * A + C) & MASK
                total += (state >> 32) / 2.0**32
            values[row, column] = numpy.float32(abs((total - 1.5) * spread + shift) * (1 + column % 7))
    return values


def frechet(x, y):
    x, y = x.astype(numpy.float64), y.astype(numpy.float64)
    difference = x.mean(0) - y.mean(0)
    xc, yc = x - x.mean(0), y - y.mean(0)
    first, second = numpy.cov(x, rowvar=False), numpy.cov(y, rowvar=False)
    if min(len(x), len(y)) > x.shape[1]:
        values, vectors = numpy.linalg.eigh(first)
        root = (vectors * numpy.sqrt(numpy.clip(values, 0, None))) @ vectors.T
        common = numpy.sqrt(numpy.clip(numpy.linalg.eigvalsh(root @ second @ root), 0, None)).sum()
    else:
        common = numpy.linalg.svd(xc @ yc.T, compute_uv=False).sum() / numpy.sqrt((len(x) - 1) * (len(y) - 1))
    return difference @ difference + numpy.trace(first) + numpy.trace(second) - 2 * common


def kernel(x, y):
    x, y = x.astype(numpy.float64), y.astype(numpy.float64)

    def cubic(a, b):
        return (a @ b.T / x.shape[1] + 1) ** 3

    n, m = len(x), len(y)
    xx, yy, xy = cubic(x, x), cubic(y, y), cubic(x, y)
    return (xx.sum() - numpy.trace(xx)) / (n * (n - 1)) + (yy.sum() - numpy.trace(yy)) / (m * (m - 1)) - 2 * xy.mean()


def manifold(x, y, k):
    x, y = x.astype(numpy.float64), y.astype(numpy.float64)
    real = numpy.sort(cdist(x, x), axis=1)[:, k]  # column 0 is the image itself
    fake = numpy.sort(cdist(y, y), axis=1)[:, k]
    between = cdist(x, y)
    inside = between <= real[:, None]
    return (
        inside.any(0).mean(),
        (between <= fake[None, :]).any(1).mean(),
        inside.sum(0).mean() / k,
        inside.any(1).mean(),
    )


def rows():
    for seed, first, second, width, spread, shift, live in CASES:
        x = features(2 * seed, first, width, 1.0, 0.0, live)
        y = features(2 * seed + 1, second, width, spread, shift, live)
        k = min(5, first - 1, second - 1)
        equal = min(first, second)  # the kernel distance takes as many of both
        figures = [frechet(x, y), kernel(x[:equal], y[:equal]), *manifold(x, y, k)]
        yield [seed, first, second, width, spread, shift, live, k, *[repr(float(figure)) for figure in figures]]


if __name__ == "__main__":
    with open(RESOURCES / "fidelity-golden.csv", "w", newline="", encoding="utf-8") as file:
        file.write(f"# made by src/test/python/make_fidelity_golden.py, numpy {numpy.__version__}, scipy {scipy.__version__}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            ["seed", "first", "second", "width", "spread", "shift", "live", "k", "frechet", "kernel", "precision", "recall",
             "density", "coverage"]
        )
        writer.writerows(rows())
