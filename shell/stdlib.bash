# shellcheck shell=bash
# The functions that an .envrc may call, after the manual page direnv-stdlib(1). What is about the developer's machine alone
# (layout, use) does nothing here unless the file or the person's direnvrc defines it; nothing is taken from the network.

# --- files of variables

# source_env FILE_OR_DIRECTORY: runs the file in its own directory; it must be allowed.
source_env() {
  local __devenv_file=${1-} __devenv_back=$PWD
  [[ ! -d $__devenv_file ]] || __devenv_file=${__devenv_file%/}/.envrc
  if [[ ! -f $__devenv_file ]]; then
    __devenv_note "there is no ${1-}"
    return 1
  fi
  [[ $__devenv_file == */* ]] || __devenv_file=./$__devenv_file
  cd "${__devenv_file%/*}/" || return 1
  __devenv_file=$(__devenv_here)/${__devenv_file##*/}
  __devenv_tell source "$__devenv_file"
  __devenv_obey
  __devenv_mark enter "$__devenv_file"
  # shellcheck disable=SC1090 # it is checked by devenv before it runs
  . "./${__devenv_file##*/}"
  __devenv_tell returned "$?" "$__devenv_file"
  __devenv_mark leave "$__devenv_file"
  cd "$__devenv_back" || return 1
}

source_env_if_exists() {
  if [[ -f ${1-} ]]; then source_env "$1"; else __devenv_tell watch "$(expand_path "${1-}")"; fi
}

# source_up [FILE]: the nearest one above this directory.
source_up() {
  local __devenv_above
  if __devenv_above=$(cd .. && find_up "${1:-.envrc}"); then
    source_env "$__devenv_above"
  else
    __devenv_note "there is no ${1:-.envrc} above this directory"
    return 1
  fi
}

source_up_if_exists() {
  local __devenv_above
  if __devenv_above=$(cd .. && find_up "${1:-.envrc}"); then source_env "$__devenv_above"; fi
}

# dotenv [FILE]: devenv reads it, with the variables as they are now. Of a directory direnv reads nothing.
dotenv() {
  local - __devenv_file
  set +x
  __devenv_file=$(expand_path "${1:-.env}")
  if [[ -d $__devenv_file && -f $__devenv_file/.env ]]; then
    __devenv_note "${1:-.env} is a directory"
  elif [[ -f $__devenv_file ]]; then
    __devenv_load "$__devenv_file"
  else
    __devenv_tell watch "$__devenv_file"
    __devenv_note "there is no ${1:-.env}"
    return 1
  fi
}

dotenv_if_exists() {
  local - __devenv_file
  set +x
  __devenv_file=$(expand_path "${1:-.env}")
  if [[ -f $__devenv_file ]]; then __devenv_load "$__devenv_file"; else __devenv_tell watch "$__devenv_file"; fi
}

__devenv_load() {
  { printf 'dotenv\0%s\0' "$1"; __devenv_environment; printf '\0'; } >&50
  __devenv_obey
}

# env_vars_required NAME...: tells each that is unset or empty, and fails then.
env_vars_required() {
  local - __devenv_name __devenv_status=0
  set +xu
  for __devenv_name in "$@"; do
    [[ -z ${!__devenv_name} ]] || continue
    __devenv_tell required "${BASH_LINENO[0]}" "$__devenv_name"
    __devenv_status=1
  done
  return $__devenv_status
}

watch_file() {
  local - __devenv_name
  set +x
  for __devenv_name in "$@"; do __devenv_tell watch "$(expand_path "$__devenv_name")"; done
}

watch_dir() {
  watch_file "$@"
}

source_url() {
  __devenv_note 'source_url is left out: devenv takes no code from the network'
  return 1
}

fetchurl() {
  __devenv_note 'fetchurl is left out: devenv takes nothing from the network'
  return 1
}

# --- paths

# __devenv_here: the current directory as it was reached, without the links in it resolved.
__devenv_here() {
  [[ $PWD == / ]] || printf '%s' "$PWD"
}

# expand_path PATH [BASE]: absolute, with . and .. taken away as text.
expand_path() {
  local - __devenv_path=${1-} __devenv_base=${2-} __devenv_part __devenv_kept=()
  set +x -f
  local IFS=/
  [[ $__devenv_base == /* ]] || __devenv_base=$PWD/$__devenv_base
  [[ $__devenv_path == /* ]] || __devenv_path=$__devenv_base/$__devenv_path
  # shellcheck disable=SC2086 # to be split at each /
  for __devenv_part in $__devenv_path; do
    case $__devenv_part in
      '' | .) ;;
      ..) ((${#__devenv_kept[@]} == 0)) || unset '__devenv_kept[-1]' ;;
      *) __devenv_kept+=("$__devenv_part") ;;
    esac
  done
  printf '/%s\n' "${__devenv_kept[*]}"
}

# find_up FILE: prints where it is, here or above.
find_up() {
  local __devenv_directory=$PWD
  while :; do
    __devenv_tell watch "${__devenv_directory%/}/$1"
    if [[ -e ${__devenv_directory%/}/$1 ]]; then
      printf '%s\n' "${__devenv_directory%/}/$1"
      return
    fi
    [[ -n $__devenv_directory && $__devenv_directory != / ]] || return 1
    __devenv_directory=${__devenv_directory%/*}
  done
}

user_rel_path() {
  local __devenv_path=${1#-}
  if [[ -n ${HOME-} && $__devenv_path == "$HOME"/* ]]; then __devenv_path="~${__devenv_path#"$HOME"}"; fi
  printf '%s\n' "$__devenv_path"
}

# path_add NAME PATH...: before what is there, the first PATH first.
path_add() {
  local - __devenv_name=$1 __devenv_path __devenv_all=''
  set +xu
  shift
  for __devenv_path in "$@"; do __devenv_all+=$(expand_path "$__devenv_path"):; done
  __devenv_all+=${!__devenv_name}
  export "$__devenv_name=${__devenv_all%:}"
}

PATH_add() {
  path_add PATH "$@"
}

MANPATH_add() {
  local - __devenv_old
  set +xu
  __devenv_old=${MANPATH-}
  export MANPATH
  MANPATH=$(expand_path "$1"):$__devenv_old
}

# path_rm NAME PATTERN...: without the directories that match.
path_rm() {
  local - __devenv_name=$1 __devenv_part __devenv_pattern __devenv_all='' IFS=:
  set +xu -f
  shift
  for __devenv_part in ${!__devenv_name}; do
    for __devenv_pattern in "$@"; do
      # shellcheck disable=SC2053 # a pattern
      [[ $__devenv_part != $__devenv_pattern ]] || continue 2
    done
    __devenv_all+=$__devenv_part:
  done
  export "$__devenv_name=${__devenv_all%:}"
}

PATH_rm() {
  path_rm PATH "$@"
}

load_prefix() {
  local __devenv_prefix
  __devenv_prefix=$(expand_path "$1")
  MANPATH_add "$__devenv_prefix/man"
  MANPATH_add "$__devenv_prefix/share/man"
  path_add CPATH "$__devenv_prefix/include"
  path_add LD_LIBRARY_PATH "$__devenv_prefix/lib"
  path_add LIBRARY_PATH "$__devenv_prefix/lib"
  path_add PATH "$__devenv_prefix/bin"
  path_add PKG_CONFIG_PATH "$__devenv_prefix/lib/pkgconfig"
}

# --- tools

has() {
  type "$1" &>/dev/null
}

direnv_layout_dir() {
  printf '%s\n' "${direnv_layout_dir:-$PWD/.direnv}"
}

direnv_version() {
  :
}

# Known to direnv, and about the machine alone.
__devenv_tools=' layout_anaconda layout_go layout_julia layout_node layout_opam layout_perl layout_php layout_pipenv
 layout_pyenv layout_python layout_python2 layout_python3 layout_ruby use_asdf use_flake use_flox use_guix use_julia use_nix
 use_node use_rbenv use_ruby use_rvm use_vim use_zig '

# __devenv_choose COMMAND NAME ARGUMENT...: runs COMMAND_NAME if somebody defined it.
__devenv_choose() {
  local __devenv_function=$1_$2
  if declare -F "$__devenv_function" >/dev/null; then
    "$__devenv_function" "${@:3}"
  elif [[ $__devenv_tools != *[[:space:]]"$__devenv_function"[[:space:]]* ]]; then
    __devenv_tell note "${BASH_LINENO[1]}" "nothing defines $1 $2"
    return 127
  fi
}

layout() {
  __devenv_choose layout "$@"
}

use() {
  __devenv_choose use "$@"
}

rvm() {
  :
}

# --- words

log_status() {
  printf 'direnv: %s\n' "$*" >&2
}

log_error() {
  printf 'direnv: %s\n' "$*" >&2
}

# on_git_branch [NAME]: whether this is a work tree, on that branch.
on_git_branch() {
  local __devenv_branch
  __devenv_branch=$(git rev-parse --abbrev-ref HEAD 2>/dev/null) || return 1
  [[ -z ${1-} || $__devenv_branch == "$1" ]]
}

# strict_env [COMMAND...]: a failure or a variable without a value ends the file, from here on or in the command.
strict_env() {
  if (($# == 0)); then
    set -euo pipefail
    return
  fi
  local -
  set -euo pipefail
  "$@"
}

unstrict_env() {
  if (($# == 0)); then
    set +euo pipefail
    return
  fi
  local -
  set +euo pipefail
  "$@"
}
