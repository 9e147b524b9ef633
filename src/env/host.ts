const names = new Set(
  (
    'ANDROID_HOME BASH_ENV DISPLAY GOBIN GOPATH HOME INFOPATH IN_NIX_SHELL JAVA_HOME LOGNAME MANPATH NODE_PATH OLDPWD PATH ' +
    'PIPENV_ACTIVE POETRY_ACTIVE PROMPT_COMMAND PS1 PWD PYTHONHOME PYTHONPATH PYTHONSTARTUP SHELL SHLVL SSH_AUTH_SOCK TEMP TERM TMP ' +
    'TMPDIR USER _'
  ).split(' '),
);

const prefixes =
  /^(?:BUILDKIT_|COMPOSE_|CONDA_|DEVENV_|DIRENV_|DOCKER_|DYLD_|GEM_|GIT_(?:ASKPASS|CONFIG|DIR|EXEC_PATH|EXTERNAL_DIFF|SSH)|LANG$|LANGUAGE$|LD_|NIX_|NVM_|PYENV_|VIRTUAL_ENV|XDG_)/;

/** Whether a variable is about the developer's machine: in a container it would be wrong, or change the tools themselves. */
export function isHostOnly(name: string): boolean {
  return names.has(name) || prefixes.test(name);
}
