#!/bin/sh
# Times making images in process against a bare loop of ONNX Runtime, on 1 and 2 threads, then serving them over HTTP against
# the plainest server, driven by wrk (Debian's package of that name) with 1, 8 and 64 clients, and prints tables of medians.
# Run on a machine that does nothing else.
#
#     benchmarks/serving.sh [ROUNDS] [SECONDS] [THREADS_OF_THE_PLAIN_SERVER]
set -eu

rounds=${1:-5}
seconds=${2:-10}
plain_threads=${3:-$(nproc)}
python=${PYTHON:-python3}
command -v wrk >/dev/null || {
    echo "serving: wrk is missing; on Debian: apt-get install wrk" >&2
    exit 1
}
. "$(dirname -- "$0")/build.sh"
export DJL_OFFLINE=true OPT_OUT_TRACKING=true

for family in wgan-gp cvae; do
    echo "serving: training a $family to serve" >&2
    java -cp "$classes" io.augmenta.benchmarks.serving.ServedCheckpoint "$out/$family" "$family" 4 >&2
    for threads in 1 2; do
        echo "serving: $family in process, $threads threads" >&2
        # the threads that PNGs are encoded on beside the caller's
        java -Xmx1g "-Djava.util.concurrent.ForkJoinPool.common.parallelism=$((threads - 1))" -cp "$classes" \
            io.augmenta.benchmarks.serving.InProcess "$out/$family" "$threads" "$rounds" 20 |
            sed "s/^/process	$family	/" | tee -a "$out/figures" >&2
    done
done
java -Xmx512m -cp "$classes" io.augmenta.benchmarks.serving.OverHttp \
    "$out/wgan-gp" "$PWD" "$(nproc)" "$plain_threads" "$rounds" "$seconds" | tee -a "$out/figures" >&2
"$python" benchmarks/python/serving_tables.py "$out/figures"
