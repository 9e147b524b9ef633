#!/usr/bin/env bash
# Starts Postgres; an empty data directory is initialised first. Understands what the official image's entry point does.
set -Eeuo pipefail

# Present in the data directory from its first byte until its initialisation is through.
unfinished="$PGDATA/devenv-initialisation-unfinished"

say() { echo "postgres: $*"; }
die() { echo "postgres: $*" >&2; exit 1; }

# NAME, or the content of the file that NAME_FILE names, or a default.
from_env_or_file() {
  local name=$1 file_name=$1_FILE default=${2:-}
  [[ -z ${!name:-} || -z ${!file_name:-} ]] || die "$name and $file_name are both set: keep one"
  if [[ -n ${!file_name:-} ]]; then
    printf -v "$name" '%s' "$(<"${!file_name}")"
  else
    printf -v "$name" '%s' "${!name:-$default}"
  fi
  export "${name?}"
  unset "$file_name"
}

read_settings() {
  from_env_or_file POSTGRES_PASSWORD
  from_env_or_file POSTGRES_USER postgres
  from_env_or_file POSTGRES_DB "$POSTGRES_USER"
  from_env_or_file POSTGRES_INITDB_ARGS
  : "${POSTGRES_HOST_AUTH_METHOD:=}"
  [[ -n $POSTGRES_PASSWORD || $POSTGRES_HOST_AUTH_METHOD == trust ]] ||
    die 'the data directory is empty and POSTGRES_PASSWORD is not set: set it (or POSTGRES_HOST_AUTH_METHOD=trust, which lets anybody in)'
}

prepare_directories() {
  mkdir -p "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA" 2>/dev/null || true
  chmod 3777 /var/run/postgresql 2>/dev/null || true
}

become_postgres() {
  find "$PGDATA" \! -user postgres -exec chown postgres '{}' +
  find /var/run/postgresql \! -user postgres -exec chown postgres '{}' +
  exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
}

# initdb and libpq ask for the user's name, which an arbitrary --user does not have.
give_user_a_name() {
  local library
  [[ $(id -u) != 0 ]] && ! getent passwd "$(id -u)" >/dev/null || return 0
  library=$(find /usr/lib -name libnss_wrapper.so -print -quit)
  NSS_WRAPPER_PASSWD=$(mktemp) NSS_WRAPPER_GROUP=$(mktemp) LD_PRELOAD=$library
  echo "postgres:x:$(id -u):$(id -g):PostgreSQL:$PGDATA:/bin/false" >"$NSS_WRAPPER_PASSWD"
  echo "postgres:x:$(id -g):" >"$NSS_WRAPPER_GROUP"
  export NSS_WRAPPER_PASSWD NSS_WRAPPER_GROUP LD_PRELOAD
}

take_name_back() {
  [[ -z ${NSS_WRAPPER_PASSWD:-} ]] || rm -f "$NSS_WRAPPER_PASSWD" "$NSS_WRAPPER_GROUP"
  unset LD_PRELOAD NSS_WRAPPER_PASSWD NSS_WRAPPER_GROUP
}

is_initialised() { [[ -s $PGDATA/PG_VERSION && ! -e $unfinished ]]; }

# Throws away what an interrupted initialisation left; foreign files are never touched.
claim_data_directory() {
  [[ -O $PGDATA ]] || die "$PGDATA does not belong to uid $(id -u): give it to that user or start without --user"
  if [[ -e $unfinished ]]; then
    say 'the initialisation was interrupted: starting it again'
    find "$PGDATA" -mindepth 1 -maxdepth 1 \! -path "$unfinished" \! -name lost+found -exec rm -rf '{}' +
  elif [[ -n $(find "$PGDATA" -mindepth 1 -maxdepth 1 \! -name lost+found -print -quit) ]]; then
    die "$PGDATA holds files but no Postgres data directory: empty it or mount another volume"
  fi
  touch "$unfinished"
}

# In a subdirectory first: initdb refuses a directory that holds our mark.
create_cluster() {
  local new="$PGDATA/new" arguments=()
  eval "arguments=($POSTGRES_INITDB_ARGS)" # the variable is quoted like a command line
  initdb -D "$new" --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") "${arguments[@]}"
  find "$new" -mindepth 1 -maxdepth 1 -exec mv -t "$PGDATA" '{}' +
  rmdir "$new"
}

allow_network_clients() {
  local method=${POSTGRES_HOST_AUTH_METHOD:-$(postgres -C password_encryption "$@")}
  printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"
}

# Socket only: a health check over TCP must not succeed before the initialisation is through.
start_temporary_server() {
  local options
  options=$(printf '%q ' "$@" -c listen_addresses= -p "${PGPORT:-5432}")
  NOTIFY_SOCKET='' PGUSER=$POSTGRES_USER pg_ctl -D "$PGDATA" -o "$options" -w -s start
}

stop_temporary_server() { pg_ctl -D "$PGDATA" -m fast -w -s stop; }

# The official image's name for it: scripts in /docker-entrypoint-initdb.d call it.
docker_process_sql() {
  PGHOST='' PGHOSTADDR='' psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --no-password \
    ${POSTGRES_DB:+--dbname "$POSTGRES_DB"} "$@"
}

create_database() {
  [[ $POSTGRES_DB != postgres ]] || return 0
  docker_process_sql --dbname postgres --quiet --set db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'
}

run_or_source() {
  say "running $1"
  # shellcheck disable=SC1090 # the user's own script
  if [[ -x $1 ]]; then "$1"; else source "$1"; fi
}

run_init_scripts() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) run_or_source "$file" ;;
      *.sql) say "running $file"; docker_process_sql -f "$file" ;;
      *.sql.gz) say "running $file"; gunzip -c "$file" | docker_process_sql ;;
      */\*) ;;
      *) say "ignoring $file" ;;
    esac
  done
}

initialise() {
  read_settings
  claim_data_directory
  give_user_a_name
  create_cluster
  allow_network_clients "$@"
  start_temporary_server "$@"
  create_database
  run_init_scripts
  stop_temporary_server
  take_name_back
  sync -f "$PGDATA"
  rm "$unfinished"
  unset PGPASSWORD
  say 'initialised, starting'
}

wants_only_help() {
  local argument
  for argument; do
    case $argument in -'?' | --help | --describe-config | -V | --version | -C) return 0 ;; esac
  done
  return 1
}

[[ ${1:-} != -* ]] || set -- postgres "$@"

if [[ ${1:-} == postgres ]] && ! wants_only_help "$@"; then
  prepare_directories
  [[ $(id -u) != 0 ]] || become_postgres "$@"
  trap 'exit 143' TERM
  trap 'exit 130' INT
  is_initialised || initialise "${@:2}"
fi

exec "$@"
