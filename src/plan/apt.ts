/** What a RUN needs of the machine for it. */
export const aptSecrets =
  '--mount=type=secret,id=apt_sources,target=/etc/apt/sources.list.d/devenv.sources --mount=type=secret,id=apt_conf,target=/etc/apt/apt.conf.d/99devenv';

interface More {
  /** Packages that are wanted where this Debian has them. */
  readonly known?: readonly string[];
  /** Packages with headers, of which the libraries are wanted. */
  readonly librariesOf?: readonly string[];
}

/** The RUN that installs Debian packages from the machine's sources; "" for none. */
export function aptLines(packages: readonly string[], {known = [], librariesOf = []}: More = {}): string {
  if (packages.length + known.length + librariesOf.length === 0) return '';
  const words = [...[...packages].sort(), ...(known.length === 0 ? [] : [thereOf(known)]), ...librariesOf.map(libraries)];
  return `RUN ${aptSecrets} \\
    apt-get update --quiet && apt-get install --quiet --yes --no-install-recommends ${words.join(' ')} && rm -rf /var/lib/apt/lists/*
`;
}

function thereOf(names: readonly string[]): string {
  return `$(apt-cache pkgnames | grep --fixed-strings --line-regexp ${names.map(name => `-e ${name}`).join(' ')} || true)`;
}

/** A library has another name in each Debian; its headers do not. */
function libraries(headers: string): string {
  return `$(apt-cache depends ${headers} | sed --quiet 's/^ *Depends: \\(lib[^ ]*\\)$/\\1/p' | grep --invert-match -e '-dev$' || true)`;
}
