#!/usr/bin/env bash
# Makes a base image from Debian's packages alone, where no registry can be reached. Needs root, docker and debootstrap.
#
# Usage: containers/local/base.sh IMAGE
# Environment: MIRROR (http://deb.debian.org/debian), SUITE (bookworm), JRE (openjdk-17-jre-headless)
set -euo pipefail
[ $# -eq 1 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
debootstrap --variant=minbase --include="${JRE:-openjdk-17-jre-headless},ca-certificates" "${SUITE:-bookworm}" "$root" \
    "${MIRROR:-http://deb.debian.org/debian}" >"$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; exit 1; }
rm -rf "$root/var/cache/apt/archives" "$root/var/lib/apt/lists" "$root.log" "$root"/usr/share/{doc,man,locale}
tar -C "$root" -c . | docker import - "$1"
