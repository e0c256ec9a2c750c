#!/bin/sh
# Times FID, KID, precision, recall, density and coverage of Augmenta and of NumPy, SciPy and scikit-learn in turn, on 1 and
# on 2 threads, and prints a table of medians over the rounds. Needs python3 with the three (PYTHON names another one); give
# it a NumPy whose OpenBLAS knows the processor. Run on a machine that does nothing else.
#
#     benchmarks/fidelity-scores.sh [ROUNDS] [IMAGES] [FEATURES]
set -eu

rounds=${1:-5}
images=${2:-5000}
width=${3:-1280}
python=${PYTHON:-python3}
. "$(dirname -- "$0")/build.sh"

"$python" benchmarks/python/fidelity_scores.py features "$images" "$width" "$out/real" "$out/generated"
for threads in 1 2; do
    export OPENBLAS_NUM_THREADS="$threads" OMP_NUM_THREADS="$threads"
    for round in $(seq "$rounds"); do
        echo "fidelity-scores: $threads threads, round $round of $rounds" >&2
        java -Xmx2g -cp "$classes" \
            io.augmenta.benchmarks.scoring.FidelityScores "$threads" "$width" "$out/real" "$out/generated" |
            sed "s/^/augmenta	$threads	/" | tee -a "$out/times" >&2
        "$python" benchmarks/python/fidelity_scores.py time "$width" "$out/real" "$out/generated" |
            sed "s/^/python	$threads	/" | tee -a "$out/times" >&2
    done
done
"$python" benchmarks/python/fidelity_scores.py table "$out/times"
