const secrets =
  '--mount=type=secret,id=apt_sources,target=/etc/apt/sources.list.d/devenv.sources --mount=type=secret,id=apt_conf,target=/etc/apt/apt.conf.d/99devenv';

/** The RUN that installs Debian packages from the machine's sources; "" for none. */
export function aptLines(packages: readonly string[]): string {
  if (packages.length === 0) return '';
  return `RUN ${secrets} \\
    apt-get update --quiet && apt-get install --quiet --yes --no-install-recommends ${[...packages].sort().join(' ')} && rm -rf /var/lib/apt/lists/*
`;
}
