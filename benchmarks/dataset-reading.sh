#!/bin/sh
# Times reading a data set out of Kafka into a training run, in turn with a bare consumer of the same records.
#
#     benchmarks/dataset-reading.sh [IMAGES] [READINGS]
set -eu

images=${1:-10000}
readings=${2:-7}
. "$(dirname -- "$0")/build.sh"
java -Xmx1g -cp "$classes" \
    io.augmenta.benchmarks.reading.DatasetReading "$images" "$readings"
