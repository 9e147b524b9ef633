#!/usr/bin/env bash
# Starts MariaDB; an empty data directory is initialised first. Understands what the official image's entry point does.
set -Eeuo pipefail

readonly data=/var/lib/mysql socket=/run/mysqld/mysqld.sock
# Present in the data directory from its first byte until its initialisation is through.
readonly unfinished=$data/devenv-initialisation-unfinished

say() { echo "mariadb: $*"; }
die() { echo "mariadb: $*" >&2; exit 1; }

# MARIADB_NAME or MYSQL_NAME, the content of the file that one of them with _FILE names, or a default.
setting() {
  local found='' name
  for name in "MARIADB_$1" "MYSQL_$1"; do
    local file=${name}_FILE
    [[ -z ${!name:-} || -z ${!file:-} ]] || die "$name and $file are both set: keep one"
    [[ -z $found ]] || continue
    found=${!name:-}
    [[ -z ${!file:-} ]] || found=$(<"${!file}")
  done
  echo "${found:-${2:-}}"
}

read_settings() {
  root_password=$(setting ROOT_PASSWORD)
  root_host=$(setting ROOT_HOST %)
  database=$(setting DATABASE)
  user=$(setting USER)
  password=$(setting PASSWORD)
  if [[ -n $(setting RANDOM_ROOT_PASSWORD) ]]; then
    root_password=$(head -c 24 /dev/urandom | base64)
    say "generated the password of root: $root_password"
  fi
  [[ -n $root_password || -n $(setting ALLOW_EMPTY_ROOT_PASSWORD "${MYSQL_ALLOW_EMPTY_PASSWORD:-}") ]] ||
    die 'the data directory is empty and MARIADB_ROOT_PASSWORD is not set: set it (or MARIADB_ALLOW_EMPTY_ROOT_PASSWORD=1, which lets anybody in)'
  [[ $user != root ]] || die 'MARIADB_USER is root, who is there already: leave it out'
}

become_mysql() {
  find "$data" /run/mysqld \! -user mysql -exec chown mysql '{}' +
  exec setpriv --reuid=mysql --regid=mysql --init-groups -- "$0" "$@"
}

is_initialised() { [[ -d $data/mysql && ! -e $unfinished ]]; }

# Throws away what an interrupted initialisation left; foreign files are never touched.
claim_data_directory() {
  [[ -w $data ]] || die "$data does not belong to uid $(id -u): give it to that user or start without --user"
  if [[ -e $unfinished ]]; then
    say 'the initialisation was interrupted: starting it again'
    find "$data" -mindepth 1 -maxdepth 1 \! -path "$unfinished" \! -name lost+found -exec rm -rf '{}' +
  elif [[ -n $(find "$data" -mindepth 1 -maxdepth 1 \! -name lost+found -print -quit) ]]; then
    die "$data holds files but no MariaDB data directory: empty it or mount another volume"
  fi
  touch "$unfinished"
}

create_data() {
  mariadb-install-db --datadir="$data" --auth-root-authentication-method=normal --skip-test-db \
    --default-time-zone=SYSTEM --skip-log-bin >/tmp/install.log || { cat /tmp/install.log >&2; die 'the data directory could not be made'; }
}

# Socket only: a health check must not succeed before the initialisation is through.
start_temporary_server() {
  "$@" --skip-networking --socket="$socket" --default-time-zone=SYSTEM --skip-log-bin &
  server=$!
  until mariadb-admin --socket="$socket" --user=root ping >/dev/null 2>&1; do
    kill -0 "$server" 2>/dev/null || die 'the server ended while it was being set up'
    sleep 0.1
  done
}

stop_temporary_server() {
  kill "$server"
  wait "$server"
}

# The official image's name for it: scripts in /docker-entrypoint-initdb.d call it.
# shellcheck disable=SC2119,SC2120 # with arguments or without
docker_process_sql() {
  MYSQL_PWD=$root_password mariadb --socket="$socket" --user=root --protocol=socket --default-character-set=utf8mb4 \
    ${database:+--database="$database"} "$@"
}

text() {
  local escaped=${1//\\/\\\\}
  echo "'${escaped//\'/\\\'}'"
}

name() { echo "\`${1//\`/\`\`}\`"; }

# CONVERT_TZ, and so every date that Django asks a database for, needs the names of time zones.
load_time_zones() {
  [[ -z $(setting INITDB_SKIP_TZINFO) ]] || return 0
  mariadb-tzinfo-to-sql /usr/share/zoneinfo 2>/dev/null | mariadb --socket="$socket" --user=root --database=mysql
}

create_accounts() {
  {
    # What was just made has roots without a password for other hosts.
    echo "DELETE FROM mysql.global_priv WHERE Host <> 'localhost';"
    echo "DELETE FROM mysql.proxies_priv WHERE Host <> 'localhost';"
    echo 'FLUSH PRIVILEGES;'
    [[ -z $database ]] || echo "CREATE DATABASE IF NOT EXISTS $(name "$database");"
    if [[ -n $user && -n $password ]]; then
      echo "CREATE USER $(text "$user")@'%' IDENTIFIED BY $(text "$password");"
      # A grant takes the name as a pattern.
      [[ -z $database ]] || echo "GRANT ALL ON $(name "${database//_/\\_}").* TO $(text "$user")@'%';"
    fi
    if [[ $root_host != localhost ]]; then
      echo "CREATE USER root@$(text "$root_host") IDENTIFIED BY $(text "$root_password");"
      echo "GRANT ALL ON *.* TO root@$(text "$root_host") WITH GRANT OPTION;"
    fi
    echo "ALTER USER root@localhost IDENTIFIED BY $(text "$root_password");"
  } | mariadb --socket="$socket" --user=root
}

run_or_source() {
  say "running $1"
  # shellcheck disable=SC1090 # the user's own script
  if [[ -x $1 ]]; then "$1"; else source "$1"; fi
}

# shellcheck disable=SC2119
run_init_scripts() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) run_or_source "$file" ;;
      *.sql) say "running $file"; docker_process_sql <"$file" ;;
      *.sql.gz) say "running $file"; gunzip -c "$file" | docker_process_sql ;;
      */\*) ;;
      *) say "ignoring $file" ;;
    esac
  done
}

initialise() {
  read_settings
  claim_data_directory
  create_data
  start_temporary_server "$@"
  load_time_zones
  create_accounts
  run_init_scripts
  stop_temporary_server
  sync -f "$data"
  rm "$unfinished"
  say 'initialised, starting'
}

wants_only_help() {
  local argument
  for argument; do
    case $argument in -'?' | --help | --print-defaults | -V | --version) return 0 ;; esac
  done
  return 1
}

[[ ${1:-} != -* ]] || set -- mariadbd "$@"

if [[ ${1:-} == mariadbd || ${1:-} == mysqld ]] && ! wants_only_help "$@"; then
  [[ $(id -u) != 0 ]] || become_mysql "$@"
  trap 'exit 143' TERM
  trap 'exit 130' INT
  is_initialised || initialise "$@"
fi

exec "$@"
