#!/usr/bin/env bash
# bootstrap.sh SUITE: writes a minimal root file system of that Debian suite, a tar, on stdout:
#   bootstrap.sh bookworm | docker import --change 'CMD ["bash"]' - NAME
# shellcheck disable=SC2016 # mmdebstrap expands the $1 of its hooks
set -euo pipefail
# shellcheck source=images/debian/shared.sh
source "${BASH_SOURCE[0]%/*}/shared.sh"
here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)

require_suite "${1:-}"
require_apt
command -v mmdebstrap >/dev/null ||
  die 'mmdebstrap is not installed: run script/engine, or apt-get install mmdebstrap'
[[ -s $DEBIAN_KEYRING ]] ||
  die "$DEBIAN_KEYRING is missing: apt-get install debian-archive-keyring"
[[ $(id -u) == 0 ]] || command -v newuidmap >/dev/null ||
  die 'without root this needs newuidmap: run script/engine, apt-get install uidmap, or use sudo'
[[ ! -t 1 ]] || die 'refusing to write a tar to the terminal: pipe it to docker import'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work" # mmdebstrap reads these files as another user in its unshare mode
"$here/apt-sources.sh" "$1" >"$work/apt.sources"
"$here/apt-conf.sh" "${SSL_CERT_FILE:-}" >"$work/apt.conf"
chmod 644 "$work"/*

# Bookworm merges /usr by a package that brings all of Perl, 50 MB; mmdebstrap's own hook merges it without.
merge=()
[[ $1 != bookworm ]] || merge=(--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr)

# The machine's mirror and apt settings stay out of the image: whoever builds on it mounts them.
# Where nobody reads on, mmdebstrap hangs up its whole process group, so it has one of its own.
set -m
mmdebstrap --quiet --mode=auto --variant=minbase --format=tar \
  "${merge[@]}" \
  --include=ca-certificates,tzdata \
  --dpkgopt="$here/dpkg.cfg" \
  --aptopt="$work/apt.conf" \
  --customize-hook='rm -f "$1"/etc/apt/sources.list "$1"/etc/apt/sources.list.d/* "$1"/etc/apt/apt.conf.d/99mmdebstrap' \
  --customize-hook='mv "$1"/etc/dpkg/dpkg.cfg.d/99mmdebstrap "$1"/etc/dpkg/dpkg.cfg.d/slim' \
  --customize-hook='rm -rf "$1"/var/cache/debconf/*-old "$1"/var/lib/dpkg/*-old "$1"/var/cache/ldconfig/*; find "$1"/var/log -type f -delete' \
  "$1" - "$work/apt.sources" </dev/null 2>"$work/log" &
trap 'kill -- -$!' INT TERM HUP
wait $! ||
  die "making $1 failed: $(grep -m1 -E 'Could not|Failed to fetch|Unable to|404' "$work/log" || tail -n1 "$work/log")"
