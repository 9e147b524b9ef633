# shellcheck shell=bash
# What bash runs when devenv evaluates a file of variables: bash -c '. "$0" "$@"' evaluate.bash TOKEN FILE [PERSONAL...]
# It talks with devenv on descriptor 3 (questions, answers, the environment at the end) and traces on descriptor 4. Messages
# are records that end with NUL; an empty record ends a message. Each mark holds the token, which no file can know.

if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
  printf 'old\0%s\0\0' "$BASH_VERSION" >&3
  exit 70
fi

exec 50>&3 51>&4 3>&- 4>&- 1>&2
shopt -s gnu_errfmt nullglob extglob
# shellcheck source=shell/stdlib.bash
. "${BASH_SOURCE[0]%/*}/stdlib.bash"

# __devenv_tell KIND RECORD...: a message without an answer.
__devenv_tell() {
  printf '%s\0' "$@" '' >&50
}

# __devenv_obey: runs the commands that devenv answers.
__devenv_obey() {
  local __devenv_answer
  IFS='' read -r -d '' -u 50 __devenv_answer || exit 70
  eval "$__devenv_answer"
}

# __devenv_mark KIND PATH: divides the trace and the messages by the file that is being read.
__devenv_mark() {
  printf '\036%s\037%s\037%s\037' "$__devenv_token" "$1" "$2" >&51
  printf '\036%s\037%s\037%s\037' "$__devenv_token" "$1" "$2" >&52
}

# __devenv_note TEXT: a warning about the line of the file that called the function which calls this.
__devenv_note() {
  __devenv_tell note "${BASH_LINENO[1]}" "$1"
}

# __devenv_environment: each exported variable as NAME=value. A list is no variable of the environment.
__devenv_environment() {
  local __devenv_names __devenv_name
  __devenv_names=$(compgen -e)
  while IFS='' read -r __devenv_name; do
    [[ -n $__devenv_name && -n ${!__devenv_name+set} && ${!__devenv_name@a} != *[aA]* ]] || continue
    printf '%s=%s\0' "$__devenv_name" "${!__devenv_name}"
  done <<<"$__devenv_names"
}

__devenv_end() {
  set +aveux
  local IFS=$' \t\n'
  { printf 'end\0%s\0' "$1"; __devenv_environment; printf '\0'; } >&50
  __devenv_mark end ''
}

__devenv_main() {
  local __devenv_personal
  exec 52>&2
  trap '__devenv_end $?' EXIT
  # shellcheck disable=SC1090 # the person's own files, as direnv reads them
  for __devenv_personal in "${@:2}"; do . "$__devenv_personal"; done
  BASH_XTRACEFD=51
  PS4="$(printf '\036%s\037trace\037' "$__devenv_token")\${BASH_SOURCE[0]-}"$'\037${LINENO}\037${PWD}\037'
  set -x
  source_env "$1"
}

readonly __devenv_token=$1
shift
__devenv_main "$@"
