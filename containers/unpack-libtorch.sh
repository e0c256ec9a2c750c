#!/bin/sh
# Unpacks libtorch and DJL's bridge to it, of the versions of the Maven profile cuda, into a folder that
# PYTORCH_LIBRARY_PATH may name. Needs a JDK, unzip, and Maven Central.
#
# Usage: containers/unpack-libtorch.sh FOLDER [FLAVOR]    FLAVOR is cu124 (the default, 2.5 GB to load) or cpu
set -eu

[ $# -ge 1 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$1"
folder=$(CDPATH='' cd -- "$1" && pwd -P)
flavor=${2:-cu124}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
downloads=$(mktemp -d)
trap 'rm -rf "$downloads"' EXIT

maven() {
    (cd "$root" && ./mvnw -q -B -ntp -N -P cuda "$@")
}

property() {
    maven help:evaluate -Dexpression="$1" -DforceStdout
}

fetch() {
    maven dependency:copy -Dartifact="$1" -DoutputDirectory="$downloads"
}

fetch "ai.djl.pytorch:pytorch-native-$flavor:$(property pytorch.version):jar:linux-x86_64"
fetch "ai.djl.pytorch:pytorch-jni:$(property pytorch-jni.version)"
unzip -q -o -j "$downloads/pytorch-native-$flavor-*.jar" "pytorch/$flavor/linux-x86_64/*" -d "$folder"
unzip -q -o -j "$downloads/pytorch-jni-*.jar" "jnilib/linux-x86_64/$flavor/libdjl_torch.so" -d "$folder"
chmod a+rX "$folder" "$folder"/*
