/** What a RUN that fetches packages needs of the machine: its certificates, its index and its logins there, as secrets. */
export const network = `--mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt --mount=type=secret,id=network,target=/run/network.env --mount=type=secret,id=netrc,target=/root/.netrc`;
/** What one that fetches repositories over ssh needs besides: the agent, and the hosts that the person trusts. */
export const ssh = '--mount=type=ssh --mount=type=secret,id=known_hosts,target=/root/.ssh/known_hosts';
/** Sets the index in a RUN that has them. */
export const load = 'if [ -r /run/network.env ]; then . /run/network.env; fi';
/** The bytecode of all that was ever compiled here. */
export const bytecode = '--mount=type=cache,id=devenv-bytecode,target=/root/.cache/bytecode';
/** What uv ever fetched or built, for all projects. */
export const uvCache = '--mount=type=cache,id=devenv-uv,target=/root/.cache/uv';
export const caches = `${uvCache} ${bytecode}`;
