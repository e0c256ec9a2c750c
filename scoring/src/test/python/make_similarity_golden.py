#!/usr/bin/env python3
"""Makes src/test/resources/similarity-golden.csv: MS-SSIM with SciPy's two-dimensional convolution, in float64.

On Debian: apt-get install python3-numpy python3-scipy; /usr/bin/python3 src/test/python/make_similarity_golden.py
Images are not stored: the test draws the same ones from the generator of make_golden.py.
"""

import csv
import pathlib

import numpy
import scipy
from scipy.signal import convolve2d

RESOURCES = pathlib.Path(__file__).resolve().parents[1] / "resources"
MASK = (1 << 64) - 1
WEIGHTS = numpy.array([0.0448, 0.2856, 0.3001, 0.2363, 0.1333])

# seed, height, width, by how much of 256 the second image differs from the first (256: not related; -1: its inverse)
CASES = [(1, 32, 32, 40), (2, 64, 64, 100), (3, 128, 128, 60), (4, 176, 190, 30), (5, 64, 64, 256), (6, 45, 97, 20),
         (7, 13, 11, 80), (8, 64, 64, -1), (9, 64, 64, 0)]


def image(seed, height, width):
    """A ramp with noise, as unsigned bytes."""
    state = seed & MASK
    pixels = numpy.zeros((height, width), numpy.int64)
    for row in range(height):
        for column in range(width):
            state = (state * 6364136223846793005 + 1442695040888963407) & MASK
            noise = (state >> 56) & 63
            pixels[row, column] = (row * 3 + column * 2 + noise) % 256
    return pixels


def pair(seed, height, width, change):
    first = image(2 * seed, height, width)
    other = image(2 * seed + 1, height, width)[::-1, ::-1]
    if change < 0:
        return first, 255 - first
    return first, (first * (256 - change) + other * change) // 256


def ms_ssim(first, second):
    grid = numpy.arange(11) - 5
    window = numpy.exp(-(grid[:, None] ** 2 + grid[None, :] ** 2) / (2 * 1.5**2))
    window /= window.sum()

    def blur(plane):
        return convolve2d(plane, window, mode="valid")

    a, b = first.astype(numpy.float64), second.astype(numpy.float64)
    scales = 0
    side = min(a.shape)
    while side >= 11 and scales < 5:
        scales, side = scales + 1, side // 2
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    terms = []
    for scale in range(scales):
        mean_a, mean_b = blur(a), blur(b)
        variance_a, variance_b = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2
        covariance = blur(a * b) - mean_a * mean_b
        contrast_structure = (2 * covariance + c2) / (variance_a + variance_b + c2)
        luminance = (2 * mean_a * mean_b + c1) / (mean_a**2 + mean_b**2 + c1)
        terms.append((luminance * contrast_structure if scale == scales - 1 else contrast_structure).mean())
        height, width = a.shape[0] // 2 * 2, a.shape[1] // 2 * 2
        a, b = (p[:height, :width].reshape(height // 2, 2, width // 2, 2).mean((1, 3)) for p in (a, b))
    weights = WEIGHTS[:scales] / WEIGHTS[:scales].sum()
    return scales, float(numpy.prod(numpy.maximum(terms, 0) ** weights))


if __name__ == "__main__":
    with open(RESOURCES / "similarity-golden.csv", "w", newline="", encoding="utf-8") as file:
        file.write(f"# made by src/test/python/make_similarity_golden.py, numpy {numpy.__version__}, scipy {scipy.__version__}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["seed", "height", "width", "change", "scales", "similarity"])
        for case in CASES:
            scales, similarity = ms_ssim(*pair(*case))
            writer.writerow([*case, scales, repr(similarity)])
