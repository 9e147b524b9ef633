import {DevenvError} from '../model/errors';
import type {Proof} from '../model/proof';
import {findApplication} from './applications';
import {settingsIn, type Manage} from './manage';
import type {Code} from './python-source/code';
import {isFull, openSettings, type DjangoSettingsModule} from './settings';

const forDevelopment = /(^|\.)(dev|devel|develop|development|local|localhost)$/;
const forProduction = ['production', 'prod', 'live'];

/**
 * The settings that the image ships with, where they are not those of development: the ones asked for, else what wsgi.py
 * sets, else the module for production beside one that is named after development. Null where both share a module.
 * @throws DevenvError `usage` where the one asked for is not there.
 */
export function readProductionSettings(
  tree: Code,
  manage: Manage,
  development: DjangoSettingsModule,
  asked: string | null,
): DjangoSettingsModule | null {
  if (asked !== null) return asked === development.module ? null : openAsked(tree, manage, asked);
  const wsgi = findApplication(tree, manage.workdir, development, 'wsgi');
  const named = wsgi === null ? [] : settingsIn(tree, manage.workdir, wsgi.file).settings;
  const found = [...named, ...besideOf(development.module)].filter(({module}) => !forDevelopment.test(module));
  for (const {module, where} of found) {
    const settings = openSettings(tree, manage, module, where === undefined ? [] : [where]);
    if (settings !== undefined && isFull(settings)) return module === development.module ? null : settings;
  }
  return null;
}

function openAsked(tree: Code, manage: Manage, asked: string): DjangoSettingsModule {
  const settings = openSettings(tree, manage, asked, []);
  if (settings !== undefined) return settings;
  throw new DevenvError('usage', `django.production_settings in devenv.yaml is ${asked}, which is no module of the project`, {
    next: ['Correct django.production_settings in devenv.yaml or remove it'],
  });
}

interface Named {
  readonly module: string;
  readonly where?: Proof;
}

function besideOf(module: string): readonly Named[] {
  return forDevelopment.test(module) ? forProduction.map(name => ({module: module.replace(/[^.]+$/, name)})) : [];
}
