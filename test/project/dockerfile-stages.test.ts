import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {buildCommandsIn} from '../../src/project/asset-commands';
import {readStages} from '../../src/project/dockerfile-stages';

describe('the stages of a Dockerfile', () => {
  it('have what they are made from, with the values of its variables', () => {
    const [front, base, app] = readStages(`ARG NODE="20-slim"
# the front end
FROM --platform=linux/amd64 node:\${NODE} AS front
ARG PLACE=/srv
WORKDIR $PLACE
ENV PUBLIC_PATH="/static/" \\
    # for large bundles
    NODE_OPTIONS='--max-old-space-size=4096'
COPY --chown=node ["web/package.json", "./"]
RUN --mount=type=cache,target=/root/.npm npm ci \\
 && npm run build
FROM python:3.13 AS base
WORKDIR app
FROM base
COPY . code/
COPY --from=front dist static/
`);
    expect(front).toEqual({
      name: 'front',
      image: 'node:20-slim',
      environment: {PUBLIC_PATH: '/static/', NODE_OPTIONS: '--max-old-space-size=4096'},
      workdir: '/srv',
      takes: [{sources: ['web/package.json'], target: '/srv'}],
      takesFrom: [],
      runs: [{text: 'npm ci   && npm run build', workdir: '/srv', environment: front?.environment}],
    });
    expect(base).toMatchObject({image: 'python:3.13', workdir: '/app', takes: []});
    expect(app).toMatchObject({
      ...{name: '2', image: 'python:3.13', workdir: '/app'},
      takes: [{sources: ['.'], target: '/app/code'}],
      takesFrom: [{stage: 'front', sources: ['dist'], target: '/app/static'}],
    });
  });

  it('are read from any text', () => {
    const line = fc.constantFrom(
      'FROM a AS b',
      'FROM b',
      'FROM',
      'ARG A',
      'ENV A $A',
      'COPY --from=b x',
      'COPY',
      'RUN \\',
      'WORKDIR ..',
      '[',
      '"',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(line).map(lines => lines.join('\n')),
    );
    fc.assert(fc.property(text, some => readStages(some).length <= some.split('\n').length));
  });
});

describe('of a RUN line', () => {
  it.each<[string, readonly string[]]>([
    ['apt-get install -y git && yarn install && yarn build && rm -rf /tmp', ['/web yarn build']],
    [
      'set -eux && ./node_modules/.bin/ng build --configuration production',
      ['/web ./node_modules/.bin/ng build --configuration production'],
    ],
    ['cd ui && npm run build:css', ['/web/ui npm run build:css']],
    ['if [ "$A" != "b" ]; then ../run yarn:build; else mkdir -p /app/public; fi', ['/web ../run yarn:build']],
    ['npm run build && npm run build:test', ['/web npm run build']],
    ['npm ci --prefix build', []],
    ['CI=1 npm run build --prefix ui', ['/web/ui CI=1 npm run build']],
    ['yarn --cwd=../ui build', ['/ui yarn build']],
    ['make -C /src install', []],
    ['pip install vite && python manage.py compilemessages', []],
  ])('%s the front end is built by %j', (run, commands) => {
    expect(buildCommandsIn(run, '/web').map(({workdir, text}) => `${workdir} ${text}`)).toEqual(commands);
  });
});
