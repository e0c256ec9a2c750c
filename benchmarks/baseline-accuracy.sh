#!/bin/sh
# Trains the evaluator's classifier on the real images of a folder with several seeds, and prints how it does on test images.
#
#     benchmarks/baseline-accuracy.sh DATA MODELS CLASSIFIER [PIXELS] [SEEDS] [THREADS] [SPLITS] [NAME=VALUE]...
#
# DATA is a folder of images with a folder for each class, MODELS a folder of networks with their descriptions, as docs/models
# describes. For example:  benchmarks/baseline-accuracy.sh brains models finetune:NETWORK.pt 128 5 2 random,grouped epochs=6
set -eu

data=$1
models=$2
classifier=$3
pixels=${4:-128}
seeds=${5:-5}
threads=${6:-0}
splits=${7:-random,grouped}
[ $# -le 7 ] && shift $# || shift 7
data=$(CDPATH='' cd -- "$data" && pwd -P)
models=$(CDPATH='' cd -- "$models" && pwd -P)
. "$(dirname -- "$0")/build.sh"
java -Xmx2g -cp "$classes" io.augmenta.benchmarks.baseline.BaselineAccuracy \
    "$data" "$models" "$classifier" "$pixels" "$seeds" "$threads" "$splits" "$@"
