#!/bin/sh
# Times reading a data set out of Kafka into a training run, in turn with a bare consumer of the same records.
#
#     benchmarks/dataset-reading.sh [IMAGES] [READINGS]
set -eu

images=${1:-10000}
readings=${2:-7}
folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

cd "$folder/.."
./mvnw -q -B -pl benchmarks -am package \
    org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.outputFile="$out/classpath" -DincludeScope=runtime \
    -Dmaven.test.skip=true -Dspotless.check.skip=true >&2
java -Xmx1g -cp "benchmarks/target/classes:$(cat "$out/classpath")" \
    io.augmenta.benchmarks.reading.DatasetReading "$images" "$readings"
