/** listr2 and what it stands on are published as ES modules only, so they pass through the transform like our own code. */
const esModules = [
  'ansi-escapes',
  'ansi-regex',
  'ansi-styles',
  'cli-cursor',
  'cli-truncate',
  'environment',
  'get-east-asian-width',
  'is-fullwidth-code-point',
  'listr2',
  'log-update',
  'mimic-function',
  'onetime',
  'restore-cursor',
  'slice-ansi',
  'string-width',
  'strip-ansi',
  'wrap-ansi',
];

const shared = {
  testEnvironment: 'node',
  transform: {
    '\\.m?[tj]s$': ['@swc/jest', {jsc: {target: 'es2023', parser: {syntax: 'typescript'}}, module: {type: 'commonjs'}}],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/fixtures/', '<rootDir>/examples/'],
};

const needsDocker = '<rootDir>/test/(engine|images|e2e)/';

/** `unit` needs no Docker; `docker` talks to the real engine, one file after the other (`--runInBand`). */
export default {
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', needsDocker],
    },
    {
      ...shared,
      displayName: 'docker',
      testMatch: ['<rootDir>/test/{engine,images,e2e}/**/*.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/docker.setup.ts'],
    },
  ],
};
