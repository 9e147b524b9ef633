#!/usr/bin/env bash
# apt-conf.sh [CA_FILE]: prints this machine's own apt settings about fetching (proxies, dates, retries, TLS) as an apt.conf.
# CA_FILE is where the machine's CA bundle lies for the reader of this text, since host paths mean nothing in a build.
set -euo pipefail
# shellcheck source=images/debian/shared.sh
source "${BASH_SOURCE[0]%/*}/shared.sh"

require_apt

# Left out: empty tree nodes, apt's built-in tables, and paths of certificates and helper programs of this machine.
apt-config dump Acquire | grep -vE ' "";$' |
  grep -vE '^Acquire::(IndexTargets|Changelogs|cdrom|CompressionTypes|Languages|GzipIndexes|By-Hash)' |
  grep -viE '(CaInfo|CaPath|SslCert|SslKey|Proxy-Auto-Detect|ProxyAutoDetect)' || true

if [[ -n ${1:-} ]]; then
  echo "Acquire::https::CaInfo \"$1\";"
fi
