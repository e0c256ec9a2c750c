"""The peer of FidelityScores.java: the same figures with NumPy, SciPy and scikit-learn, in float64.

    python3 fidelity_scores.py features COUNT WIDTH REAL GENERATED     makes two files of features
    python3 fidelity_scores.py time WIDTH REAL GENERATED               times the figures of two files
    python3 fidelity_scores.py table TIMES                             makes a table of what fidelity-scores.sh gathered

FID is timed twice: with scipy.linalg.sqrtm, as pytorch-fid does, and with two symmetric eigenvalue problems, which is the
quicker way. KID is 100 subsets of 1,000, as torch-fidelity does; PRDC follows the authors' prdc.
"""

import collections
import pathlib
import statistics
import sys
import time

import numpy


def make_features(count, width, real, generated):
    """Positive, correlated, of falling spread, as pooled activations are."""
    random = numpy.random.default_rng(1)
    mixing = random.standard_normal((width, width)) / numpy.arange(1, width + 1)[:, None] ** 0.5
    for path, spread, shift in ((real, 1.0, 0.0), (generated, 1.05, 0.05)):
        latent = random.standard_normal((count, width)) * spread + shift
        numpy.maximum(latent @ mixing, 0).astype("<f4").tofile(path)


def fid_sqrtm(x, y):
    import scipy.linalg

    first, second = numpy.cov(x, rowvar=False), numpy.cov(y, rowvar=False)
    difference = x.mean(0) - y.mean(0)
    root = scipy.linalg.sqrtm(first @ second)
    return difference @ difference + numpy.trace(first) + numpy.trace(second) - 2 * numpy.trace(root.real)


def fid_eigenvalues(x, y):
    first, second = numpy.cov(x, rowvar=False), numpy.cov(y, rowvar=False)
    difference = x.mean(0) - y.mean(0)
    values, vectors = numpy.linalg.eigh(first)
    root = (vectors * numpy.sqrt(numpy.maximum(values, 0))) @ vectors.T
    common = numpy.sqrt(numpy.maximum(numpy.linalg.eigvalsh(root @ second @ root), 0)).sum()
    return difference @ difference + numpy.trace(first) + numpy.trace(second) - 2 * common


def kid(x, y, subsets=100, size=1000):
    random = numpy.random.default_rng(1)
    size = min(size, len(x), len(y))
    values = []
    for _ in range(subsets):
        a = x[random.choice(len(x), size, replace=False)]
        b = y[random.choice(len(y), size, replace=False)]
        aa, bb, ab = ((p @ q.T / x.shape[1] + 1) ** 3 for p, q in ((a, a), (b, b), (a, b)))
        within = aa.sum() - numpy.trace(aa) + bb.sum() - numpy.trace(bb)
        values.append(within / (size * (size - 1)) - 2 * ab.mean())
    return numpy.mean(values)


def prdc(real, fake, k=5):
    from sklearn.metrics import pairwise_distances

    def reach(points):
        return numpy.partition(pairwise_distances(points), k, axis=1)[:, k]

    of_real, of_fake = reach(real), reach(fake)
    between = pairwise_distances(real, fake)
    inside = between < of_real[:, None]
    return (
        inside.any(0).mean(),
        (between < of_fake[None, :]).any(1).mean(),
        inside.sum(0).mean() / k,
        (between.min(1) < of_real).mean(),
    )


def timed(row, figure):
    cpu, begin = time.process_time(), time.perf_counter()
    value = figure()
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    value = " ".join(map(str, value)) if isinstance(value, tuple) else value
    print(f"{row}\t{seconds:.3f}\t{cpu:.3f}\t{value}", flush=True)


def run(width, real, generated):
    x, y = (numpy.fromfile(path, "<f4").reshape(-1, width).astype(numpy.float64) for path in (real, generated))
    # the first calls load libraries and start threads
    fid_sqrtm(x[:500, :50], y[:500, :50])
    fid_eigenvalues(x[:500], y[:500])
    kid(x, y, subsets=2)
    prdc(x[:1000], y[:1000])
    timed("FID by sqrtm", lambda: fid_sqrtm(x, y))
    timed("FID", lambda: fid_eigenvalues(x, y))
    timed("KID", lambda: kid(x, y))
    timed("PRDC", lambda: prdc(x, y))


def table(path):
    times = collections.defaultdict(list)
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        who, threads, row, seconds, cpu, _ = line.split("\t")
        times[who, threads, row].append((float(seconds), float(cpu)))

    def medians(who, threads, rows):
        measured = [times[who, threads, row] for row in rows]
        return [statistics.median(sum(row[run][kind] for row in measured) for run in range(len(measured[0]))) for kind in (0, 1)]

    print("| figure | threads | Augmenta, s | Python, s | ratio | CPU seconds, Augmenta | Python | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    for threads in sorted({threads for _, threads, _ in times}):
        for name, ours, theirs in (
            ("FID", ["FID"], ["FID"]),
            ("FID, Python by sqrtm", ["FID"], ["FID by sqrtm"]),
            ("KID", ["KID"], ["KID"]),
            ("precision, recall, density, coverage", ["PRDC"], ["PRDC"]),
            ("**all**, Python's quicker FID", ["FID", "KID", "PRDC"], ["FID", "KID", "PRDC"]),
        ):
            (wall, cpu), (wall_python, cpu_python) = medians("augmenta", threads, ours), medians("python", threads, theirs)
            print(
                f"| {name} | {threads} | {wall:.2f} | {wall_python:.2f} | {wall / wall_python:.2f} "
                f"| {cpu:.2f} | {cpu_python:.2f} | {cpu / cpu_python:.2f} |"
            )


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "features":
        make_features(int(arguments[0]), int(arguments[1]), *arguments[2:])
    elif command == "time":
        run(int(arguments[0]), *arguments[1:])
    elif command == "table":
        table(*arguments)
    else:
        sys.exit(__doc__)
