#!/usr/bin/env bash
# Makes an image of a Kafka broker from Maven Central's jars, where no registry can be reached. Needs docker and a JDK.
#
# Usage: containers/local/kafka.sh IMAGE BASE_IMAGE
# Environment: MAVEN, the Maven to use (./mvnw -q)
set -euo pipefail
[ $# -eq 2 ] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
cd "$(dirname "$0")/../.."
context=$PWD/target/containers/kafka
rm -rf "$context"
mkdir -p "$context/data"
# shellcheck disable=SC2086 # arguments are separated by spaces on purpose
${MAVEN:-./mvnw -q} -B -ntp -f containers/local/kafka/pom.xml dependency:copy-dependencies \
    -DoutputDirectory="$context/libs" -DincludeScope=runtime
cp containers/local/kafka/run "$context/"
docker build -q -f containers/local/kafka/Dockerfile --build-arg BASE_IMAGE="$2" -t "$1" "$context"
