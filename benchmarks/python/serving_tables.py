"""Makes tables of what serving.sh gathered: medians over the rounds, and ratios."""

import collections
import statistics
import sys

in_process = {}
http = collections.defaultdict(list)
others = []
for line in open(sys.argv[1], encoding="utf-8"):
    fields = line.rstrip("\n").split("\t")
    if fields[0] == "process":
        in_process[fields[1], fields[2], int(fields[3])] = float(fields[4])
    elif fields[0] == "http" and fields[1] != "warm-up":
        http[int(fields[2]), int(fields[3]), fields[1]].append([float(figure) for figure in fields[4:]])
    elif fields[0] in ("long", "took", "start"):
        others.append(fields)

print("| model | threads | bare loop, images/s | Augmenta, images/s | ratio | ratio without the copy guard | as PNGs, images/s | PNG, share of the making |")
print("|---|---|---|---|---|---|---|---|")
for family, row, threads in in_process:
    if row == "made":
        made = in_process[family, "made", threads]
        bare = in_process[family, "bare loop", threads]
        unguarded = in_process[family, "made unguarded", threads]
        png = in_process[family, "made as png", threads]
        print(f"| {family} | {threads} | {bare:,.0f} | {made:,.0f} | {made / bare:.2f} | {unguarded / bare:.2f} | {png:,.0f} | {(made / png - 1) * 100:.0f} % |")


def medians(count, clients, server):
    """Images per second, p50, p95, p99 in milliseconds, and all that failed."""
    runs = http[count, clients, server]
    rate = statistics.median(count * run[0] / run[1] for run in runs)
    return [rate] + [statistics.median(run[i] for run in runs) for i in (4, 5, 6)], sum(run[2] + run[3] for run in runs)


print("\n| images of a request | clients | server | images/s | p50, ms | p95, ms | p99, ms | failed | images/s, ratio | p99, ratio |")
print("|---|---|---|---|---|---|---|---|---|---|")
for count, clients in sorted({key[:2] for key in http}):
    plain, plain_failed = medians(count, clients, "plain")
    ours, ours_failed = medians(count, clients, "augmenta")
    ratios = f"{ours[0] / plain[0]:.2f} | {ours[3] / plain[3]:.2f}"
    for name, figures, failed, tail in (("Augmenta", ours, ours_failed, ratios), ("plain", plain, plain_failed, " | ")):
        rate, *latencies = figures
        columns = " | ".join(f"{latency:.1f}" for latency in latencies)
        print(f"| {count} | {clients} | {name} | {rate:,.0f} | {columns} | {failed:.0f} | {tail} |")

print("\nOne request for 100,000 images:")
for kind, *fields in others:
    if kind == "long":
        print(f"- after {int(fields[0]):,} images: {fields[1]} MiB resident")
    elif kind == "took":
        print(f"- took {fields[0]} s")
starts = [float(fields[1]) for fields in others if fields[0] == "start"]
if starts:
    print(f"\nStart to ready: {statistics.median(starts):.2f} s ({min(starts):.2f} to {max(starts):.2f}, {len(starts)} starts)")
