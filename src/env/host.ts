const names = new Set(
  (
    'ANDROID_HOME BASH_ENV CDPATH COLORTERM DBUS_SESSION_BUS_ADDRESS DISPLAY EDITOR FPATH GOBIN GOPATH GPG_TTY HISTFILE HOME ' +
    'INFOPATH IN_NIX_SHELL JAVA_HOME KUBECONFIG LOGNAME LS_COLORS MANPATH NODE_PATH OLDPWD PAGER PATH PIPENV_ACTIVE POETRY_ACTIVE ' +
    'PROMPT_COMMAND PS1 PWD PYTHONHOME PYTHONPATH PYTHONSTARTUP SHELL SHLVL SSH_AGENT_PID SSH_AUTH_SOCK TEMP TERM TMP TMPDIR USER VISUAL ' +
    'WAYLAND_DISPLAY ZDOTDIR _'
  ).split(' '),
);

const ofNix = new Set(
  (
    'ACLOCAL_PATH AR AS CC CONFIG_SHELL CXX DETERMINISTIC_BUILD GETTEXTDATADIRS HOST_PATH LD NM OBJCOPY OBJDUMP ' +
    'PKG_CONFIG_PATH PYTHONNOUSERSITE RANLIB READELF SIZE STRINGS STRIP __structuredAttrs buildInputs buildPhase builder cmakeFlags ' +
    'configureFlags doCheck doInstallCheck dontAddDisableDepTrack mesonFlags name nativeBuildInputs out outputs patches phases ' +
    'preferLocalBuild propagatedBuildInputs propagatedNativeBuildInputs shell shellHook stdenv strictDeps system'
  ).split(' '),
);

const prefixes =
  /^(?:ASDF_|BUILDKIT_|BUILDX_|COMPOSE_|CONDA_|DEVENV_|DIRENV_|DOCKER_|DYLD_|GEM_|GIT_(?:ASKPASS|CONFIG|DIR|EXEC_PATH|EXTERNAL_DIFF|SSH)|LANG$|LANGUAGE$|LC_|LD_|MISE_|NIX_|NVM_|PYENV_|RBENV_|SDKMAN_|TERM_PROGRAM|UV_|VIRTUAL_ENV|XDG_|depsBuild|depsHost|depsTarget)/;

/** Whether a variable is about the developer's machine: in a container it would be wrong, or change the tools themselves. */
export function isHostOnly(name: string): boolean {
  return names.has(name) || prefixes.test(name);
}

/** Whether it is one of those that a shell of nix exports for its own builds; elsewhere such a name can be the project's. */
export function isOfNix(name: string): boolean {
  return ofNix.has(name);
}
