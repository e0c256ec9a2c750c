#!/bin/sh
# Times the training part of a sweep with one and with two trainer processes, in turn. The sweep is of four equal models, so
# that two processes can share it evenly; needs a folder of images and a machine that does nothing else.
#
#     benchmarks/sweep-scaling.sh DIR [EPOCHS]
set -eu

data=${1:?a folder of images is needed: DIR/CLASS/*}
epochs=${2:-4}
folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

printf '{"recipe": "cvae", "parameters": {"beta2": [0.99, 0.993, 0.996, 0.999], "width": [16]}}\n' >"$out/grid.json"
for trainers in 1 2; do
    echo "sweep-scaling: $trainers trainer process(es)" >&2
    log=$out/log-$trainers
    "$folder/../augmenta" sweep --data "$data" --grid "$out/grid.json" --epochs "$epochs" --trainers "$trainers" \
        --classifier-parameter epochs=1 --report "$out/report" --work "$out/work-$trainers" >"$log" 2>&1 &
    sweep=$!
    # what comes after the training is not timed, so it need not be waited for
    until grep -q '^train: 4 of 4 models' "$log" || ! kill -0 "$sweep" 2>/dev/null; do sleep 1; done
    kill "$sweep" 2>/dev/null || true
    wait "$sweep" || true
    if ! grep -q '^train: 4 of 4 models' "$log"; then
        tail "$log" >&2
        exit 1
    fi
    sed -n "s/^train: 4 of 4 models (\(.*\))$/trainers=$trainers training=\1/p" "$log"
done
