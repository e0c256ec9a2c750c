#!/bin/sh
# Times what the guard against copies does for each image, on one thread.
#
#     benchmarks/copy-guard.sh
set -eu

folder=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

cd "$folder/.."
./mvnw -q -B -pl benchmarks -am package \
    org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.outputFile="$out/classpath" -DincludeScope=runtime \
    -Dmaven.test.skip=true -Dspotless.check.skip=true >&2
java -Xmx512m -cp "benchmarks/target/classes:$(cat "$out/classpath")" io.augmenta.benchmarks.guard.CopyGuarding
