#!/bin/sh
# Times training steps of Augmenta and of eager PyTorch for Python in turn, on 1 and on 2 threads, and prints a table of
# medians over the rounds. Needs python3 with PyTorch; run on a machine that does nothing else.
#
#     benchmarks/training-steps.sh [ROUNDS] [STEPS]
set -eu

rounds=${1:-3}
steps=${2:-6}
. "$(dirname -- "$0")/build.sh"

export MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_MMAP_THRESHOLD_=4294967296
export OMP_WAIT_POLICY=PASSIVE DJL_OFFLINE=true OPT_OUT_TRACKING=true
for threads in 1 2; do
    for round in $(seq "$rounds"); do
        echo "training-steps: $threads threads, round $round of $rounds" >&2
        java -Xmx1g -Dai.djl.offline=true -cp "$classes" \
            io.augmenta.benchmarks.training.TrainingSteps "$threads" "$steps" |
            sed "s/^/augmenta\t$threads\t/" >>"$out/times"
        python3 benchmarks/python/training_steps.py "$threads" "$steps" | sed "s/^/pytorch\t$threads\t/" >>"$out/times"
    done
done
python3 benchmarks/python/training_table.py "$out/times"
