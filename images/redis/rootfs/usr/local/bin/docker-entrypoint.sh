#!/bin/sh
# Starts redis-server as the user redis. Bare options and a configuration file are passed to redis-server.
set -eu
umask 0077 # data files are nobody else's business

case ${1:-} in
  -* | *.conf) set -- redis-server "$@" ;;
esac

if [ "${1:-}" = redis-server ]; then
  shift
  # The container's network is the fence, as with the official image; a configuration file may still say otherwise.
  case ${1:-} in
    - | -v | --version | -h | --help | --check-system | --test-memory) ;; # taken by redis-server as a lone argument only
    '' | -*) set -- --protected-mode no "$@" ;;
    *)
      if ! grep -qs '^[[:space:]]*protected-mode' "$1"; then
        config=$1
        shift
        set -- "$config" --protected-mode no "$@"
      fi ;;
  esac
  set -- redis-server "$@"

  if [ "$(id -u)" = 0 ]; then
    find . \! -user redis -exec chown redis '{}' + # a volume made by someone else
    exec setpriv --reuid=redis --regid=redis --init-groups -- "$@"
  fi
fi

exec "$@"
