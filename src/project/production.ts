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
 */
export function readProductionSettings(
  tree: Code,
  manage: Manage,
  development: DjangoSettingsModule,
  asked: string | null,
): DjangoSettingsModule | null {
  const wsgi = findApplication(tree, manage.workdir, development, 'wsgi');
  const named = wsgi === null ? [] : settingsIn(tree, manage.workdir, wsgi.file).settings;
  const found = [...named, ...besideOf(development.module)].filter(({module}) => !forDevelopment.test(module));
  const candidates = asked === null ? found : [{module: asked}];
  for (const {module, where} of candidates) {
    const settings = openSettings(tree, manage, module, where === undefined ? [] : [where]);
    if (settings !== undefined && isFull(settings)) return module === development.module ? null : settings;
  }
  return null;
}

interface Named {
  readonly module: string;
  readonly where?: Proof;
}

function besideOf(module: string): readonly Named[] {
  return forDevelopment.test(module) ? forProduction.map(name => ({module: module.replace(/[^.]+$/, name)})) : [];
}
