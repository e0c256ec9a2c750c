#!/bin/sh
# Puts Debian's kustomize 5 into FOLDER/usr/bin, without installing anything on the machine: bookworm has no package of it, and its
# kubectl is too old, so that of trixie is unpacked. Needs apt-get, as root.
#
# Usage: k8s/check/install-kustomize.sh FOLDER
set -eu
[ $# -eq 1 ] || { sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$1"
folder=$(CDPATH='' cd -- "$1" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/archives/partial"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${MIRROR:-http://deb.debian.org/debian} trixie main" \
    >"$work/sources.list"

apt() {
    apt-get -q -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$work/lists" \
        -o Dir::Cache::archives="$work/archives" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
        -o APT::Sandbox::User=root "$@"
}

apt update
cd "$work"
apt download kustomize
dpkg-deb -x kustomize_*.deb "$folder"
