# shellcheck shell=bash disable=SC2034,SC2016 # used by the scripts that source it; apt expands $(...)
# What the scripts of this folder share: the suites, the machine's Debian mirrors, one-line errors.

readonly SUITES='bullseye bookworm trixie forky'
readonly DEBIAN_KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

die() {
  echo "${0##*/}: $*" >&2
  exit 1
}

require_apt() {
  command -v apt-config >/dev/null ||
    die 'this machine has no apt: Debian base images can only be made on Debian or Ubuntu (use images.source: registry elsewhere)'
}

require_suite() {
  [[ -n ${1:-} ]] || die "which suite? usage: ${0##*/} SUITE, one of: $SUITES"
  [[ " $SUITES " == *" $1 "* ]] || die "unknown suite '$1', expected one of: $SUITES"
}

# Debian's own cloud images name their mirror in a list file; a container sees the mirror only, not that file.
resolve_mirror_list() {
  local uri=$1 list
  case $uri in
    mirror+file:*)
      list=${uri#mirror+file:}
      grep -m1 -oE '^[a-z]+://[^[:space:]]+' "/${list##+(/)}" ;;
    *) echo "$uri" ;;
  esac
}

# debian_targets: what the machine's own sources have; apt itself parses both their forms. Where apt keeps no cache, as in
# most containers, each answer takes a second.
debian_targets() {
  apt-get indextargets --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(ORIGIN)' 'Created-By: Packages' 2>/dev/null
}

# debian_mirror main|security TARGETS: the archive's address in them.
# Before the first `apt-get update` apt does not know an Origin yet; then the address has to say that it is Debian.
debian_mirror() {
  local uri
  uri=$(awk -F'|' -v want="$1" '
      $3 != "main" { next }
      $4 != "Debian" && !($4 == "$(ORIGIN)" && $1 ~ /debian|mirror\+file/) { next }
      { kind = $2 ~ /-security$|\/updates$/ ? "security" : "main" }
      kind == want { print $1; exit }' <<<"$2")
  [[ -z $uri ]] || resolve_mirror_list "$uri"
}
