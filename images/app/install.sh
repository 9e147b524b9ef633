#!/bin/sh
# Installs packages into the environment of $VIRTUAL_ENV: what the cache has of the pins needs no index, as asking it whether
# they still hold takes longer than to install them. Where the pins are not all that is needed, the index is asked: the cache
# of this machine must not choose a version. A package that has no wheel for this Python brings the compiler; which one has
# none, nobody knows before it is asked for.
#   install.sh HEADERS ARGUMENT...    HEADERS: Debian packages with those of this Python, "" for none; the rest is uv's
set -eu
headers=$1
shift
if { uv pip install --offline --quiet --no-deps "$@" && uv pip check --quiet; } 2> /dev/null; then exit; fi

said=$(mktemp)
if uv pip install "$@" 2> "$said"; then
  cat "$said" >&2
  exit
fi
# Each build says in its own words that no compiler is there.
if ! grep -qE "(gcc|g\+\+|c\+\+|cc|make)[^a-z]{0,3}( failed)?: (not found|No such file)|No such file or directory: .[a-z0-9_-]*(gcc|g\+\+|cc)|[Nn]o working compiler|Unknown compiler|CMAKE_C(XX)?_COMPILER" "$said"; then
  cat "$said" >&2
  exit 1
fi
# shellcheck disable=SC2086 # several packages, or none
apt-get update --quiet && apt-get install --quiet --yes --no-install-recommends g++ gcc libc6-dev make pkg-config $headers
exec uv pip install "$@"
