/** What a RUN that fetches packages needs of the machine: its certificates and its index, as secrets. */
export const network = `--mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt --mount=type=secret,id=network,target=/run/network.env`;
/** Sets the index in a RUN that has them. */
export const load = 'if [ -r /run/network.env ]; then . /run/network.env; fi';
/** The bytecode of all that was ever compiled here. */
export const bytecode = '--mount=type=cache,id=devenv-bytecode,target=/root/.cache/bytecode';
/** What uv ever fetched or built, for all projects. */
export const uvCache = '--mount=type=cache,id=devenv-uv,target=/root/.cache/uv';
export const caches = `${uvCache} ${bytecode}`;
