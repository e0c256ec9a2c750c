# Sourced by the scripts beside it, with set -eu: makes "out", a folder that is gone when the script ends, goes to the project's
# root, builds the benchmarks and what they time, and leaves their class path in "classes".
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

cd "$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)/.."
./mvnw -q -B -pl benchmarks -am package \
    org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.outputFile="$out/classpath" -DincludeScope=runtime \
    -Dmaven.test.skip=true -Dspotless.check.skip=true >&2
classes="benchmarks/target/classes:$(cat "$out/classpath")"
