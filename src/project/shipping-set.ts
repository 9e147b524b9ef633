import type {Dependencies, DependencyFile} from '../model/dependencies';
import type {Variable} from '../model/project';
import {listApps} from './applications';
import {normalizeName} from './requirements';
import type {DjangoSettingsModule} from './settings';

/**
 * Production's set for a project that ships with the settings of development: where these install an app that only the
 * development set has, nothing starts without it, so that production takes both sets.
 */
export function shippingSet(dependencies: Dependencies, module: DjangoSettingsModule, variables: readonly Variable[]): Dependencies {
  const {production, development, parts} = dependencies;
  const isMissing = (app: string) => isOnlyIn(app, production, development);
  // The settings are read once more only if they install such an app at all.
  const app = listApps(module).some(isMissing) ? appsWithoutDebug(module, variables).find(isMissing) : undefined;
  if (app === undefined) return dependencies;
  const union = (key: 'extras' | 'groups') => [...new Set([...parts.production[key], ...parts.development[key]])];
  const all = {extras: union('extras'), groups: union('groups')};
  const files = development.map(({file}) => file).filter(name => production.every(({file}) => file !== name));
  return {
    ...{...dependencies, production: merge([...production, ...development]), development: []},
    ...{parts: {production: all, development: all}, alsoShipped: {files, app}},
  };
}

/** The apps that are there without debugging: what a variable switches on in development does not ship. */
function appsWithoutDebug(module: DjangoSettingsModule, variables: readonly Variable[]): readonly string[] {
  const switches = variables.filter(({feeds}) => feeds === 'DEBUG').map(({name}) => [name, 'False'] as const);
  return listApps(switches.length === 0 ? module : module.given(new Map(switches)));
}

function isOnlyIn(app: string, production: readonly DependencyFile[], development: readonly DependencyFile[]): boolean {
  const top = normalizeName(app.split('.')[0] ?? '');
  const has = (files: readonly DependencyFile[]) =>
    files.some(({requirements}) => requirements.some(({name}) => name === top || name === `django-${top}`));
  return has(development) && !has(production);
}

/** A file that holds both sets is named once, with all of it. */
function merge(files: readonly DependencyFile[]): readonly DependencyFile[] {
  const merged = new Map<string, DependencyFile>();
  for (const file of files) {
    const before = merged.get(file.file);
    const text =
      before === undefined || before.text === null || file.text === null || before.text === file.text
        ? file.text
        : `${before.text}${file.text}`;
    const requirements = [...new Set([...(before?.requirements ?? []), ...file.requirements])];
    merged.set(file.file, {...file, text, requirements, entry: file.entry || before?.entry === true});
  }
  return [...merged.values()];
}
