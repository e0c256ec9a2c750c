"""Makes tables of what training-steps.sh gathered: medians over the rounds, and ratios."""

import collections
import statistics
import sys

figures = collections.defaultdict(list)
for line in open(sys.argv[1], encoding="utf-8"):
    who, threads, what, row, figure = line.rstrip("\n").split("\t")
    figures[who, what, threads, row].append(float(figure))
medians = {key: statistics.median(values) for key, values in figures.items()}

print("| step, 64×64, batch 64 | threads | Augmenta, ms | PyTorch for Python, ms | ratio |")
print("|---|---|---|---|---|")
for (who, what, threads, row), ours in medians.items():
    if (who, what) == ("augmenta", "time"):
        theirs = medians["pytorch", "time", threads, row]
        print(f"| {row} | {threads} | {ours:.0f} | {theirs:.0f} | {ours / theirs:.2f} |")

print("\n| step | threads | share of the time outside libtorch |")
print("|---|---|---|")
for (who, what, threads, row), share in medians.items():
    if (who, what) == ("augmenta", "outside"):
        print(f"| {row} | {threads} | {share * 100:.1f} % |")
