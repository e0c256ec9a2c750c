#!/bin/sh
# Times what the guard against copies does for each image, on one thread.
#
#     benchmarks/copy-guard.sh
set -eu

. "$(dirname -- "$0")/build.sh"
java -Xmx512m -cp "$classes" io.augmenta.benchmarks.guard.CopyGuarding
