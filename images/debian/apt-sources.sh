#!/usr/bin/env bash
# apt-sources.sh SUITE: prints apt sources (deb822) for a Debian suite, at the mirrors that this machine's own sources name.
# DEVENV_DEBIAN_MIRROR and DEVENV_DEBIAN_SECURITY_MIRROR override them (an Ubuntu machine has no Debian mirror of its own).
set -euo pipefail
shopt -s extglob
# shellcheck source=images/debian/shared.sh
source "${BASH_SOURCE[0]%/*}/shared.sh"

require_suite "${1:-}"
suite=$1
main=${DEVENV_DEBIAN_MIRROR:-}
security=${DEVENV_DEBIAN_SECURITY_MIRROR:-}

if [[ -z $main ]]; then
  require_apt
  targets=$(debian_targets)
  main=$(debian_mirror main "$targets")
  security=${security:-$(debian_mirror security "$targets")}
fi
[[ -n $main ]] ||
  die 'this machine'\''s apt sources name no Debian mirror: set DEVENV_DEBIAN_MIRROR to the address of one'

# Mirrors lag: the Release files of -updates and of suites in development are often past their Valid-Until.
entry() {
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\nCheck-Valid-Until: no\n' \
    "$1" "$2" "$DEBIAN_KEYRING"
}

entry "$main" "$suite $suite-updates"
if [[ -n $security ]]; then
  echo
  entry "$security" "$suite-security"
fi
