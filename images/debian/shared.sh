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
      list=${list%/} # apt ends every address with one
      grep -m1 -oE '^[a-z]+://[^[:space:]]+' "/${list##+(/)}" ;;
    *) echo "$uri" ;;
  esac
}

# debian_targets: what the machine's own sources have; apt itself parses both their forms. It is shown no downloaded list,
# since reading those takes a second wherever apt keeps no cache, as in most containers; Origin is in the Release files.
debian_targets() {
  local lists none uri release component file
  eval "$(apt-config shell lists Dir::State::Lists/d)"
  none=$(mktemp -d)
  apt-get -o "Dir::State::Lists=$none" indextargets --no-release-info \
    --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(FILENAME)' 'Created-By: Packages' 2>/dev/null |
    while IFS='|' read -r uri release component file; do
      [[ $component == main ]] || continue
      file=$lists${file##*/}
      echo "$uri|$release|$(sed -n 's/^Origin: //p' "${file%_main_*}"_{In,}Release 2>/dev/null)"
    done
  rm -rf "$none"
}

# debian_mirror main|security TARGETS: the archive's address in them.
# Before the first `apt-get update` no Origin is known yet; then the address has to say that it is Debian.
debian_mirror() {
  local uri
  uri=$(awk -F'|' -v want="$1" '
      $3 != "Debian" && !($3 == "" && $1 ~ /debian|mirror\+file/) { next }
      { kind = $2 ~ /-security$|\/updates$/ ? "security" : "main" }
      kind == want { print $1; exit }' <<<"$2")
  [[ -z $uri ]] || resolve_mirror_list "$uri"
}
