"""Makes a table of the times that training-steps.sh gathered: medians over the rounds, and their ratio."""

import collections
import statistics
import sys

times = collections.defaultdict(list)
for line in open(sys.argv[1], encoding="utf-8"):
    who, threads, row, millis = line.rstrip("\n").split("\t")
    times[who, threads, row].append(float(millis))
print("| step, 64×64, batch 64 | threads | Augmenta, ms | PyTorch for Python, ms | ratio |")
print("|---|---|---|---|---|")
for (who, threads, row), ours in times.items():
    if who == "augmenta":
        theirs = statistics.median(times["pytorch", threads, row])
        mine = statistics.median(ours)
        print(f"| {row} | {threads} | {mine:.0f} | {theirs:.0f} | {mine / theirs:.2f} |")
