import type {Settings} from '../model/settings';

/** The settings of a project without devenv.yaml. null: whatever was detected. */
export const defaults: Omit<Settings, 'files'> = {
  name: null,
  python: null,
  django: {settings: null, production_settings: null, manage: null},
  homepage: null,
  assets: null,
  fixtures: null,
  port: 8000,
  env: {},
  envrc: {evaluator: 'auto', sandbox: false},
  server_envrc: {allow_tracked: false},
  services: {},
  workers: null,
  afterMigrate: [],
  overlay: {},
  images: {source: 'auto', registry: null, python: {directory: null}},
  apt: [],
  resolve_as_of: null,
  replace: {},
  drop: [],
  test: {command: null},
  release: {image: null},
};
