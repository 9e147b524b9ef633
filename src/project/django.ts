import type {Django} from '../model/project';
import type {Proof} from '../model/proof';
import {findApplication, listApps} from './applications';
import {listCommands} from './commands';
import type {Manage} from './manage';
import type {Code} from './python-source/code';
import type {Required} from './required';
import {proofsOf, type DjangoSettingsModule} from './settings';
import {findServer} from './server';
import {findAdmin} from './urls';

/** What Django itself is told: version, modules, applications, the admin's place. */
export function readDjango(
  tree: Code,
  manage: Manage,
  module: DjangoSettingsModule,
  required: readonly Required[],
): {readonly django: Django; readonly proofs: Readonly<Record<string, readonly Proof[]>>} {
  const pin = required.find(({name, version}) => name === 'django' && version !== null);
  const admin = findAdmin(tree, manage.workdir, module);
  const apps = listApps(module);
  const {workdir} = manage;
  const {asgi, server, proofs: serving} = findServer({tree, workdir, module, apps, required, commands: () => listCommands(tree, workdir)});
  const django: Django = {
    version: pin?.version ?? null,
    manage: manage.file,
    settings: module.module,
    configuration: configurationOf(manage, module),
    wsgi: findApplication(tree, manage.workdir, module, 'wsgi')?.name ?? null,
    asgi,
    server,
    apps,
    admin: admin?.prefix ?? null,
  };
  const proofs = {
    'django.version': pin ? [pin.where] : [],
    'django.manage': [{file: manage.file, line: 1}],
    'django.settings': [...module.proofs, {file: module.file, line: 1}],
    'django.wsgi': proofsOf(module, 'WSGI_APPLICATION'),
    'django.asgi': proofsOf(module, 'ASGI_APPLICATION'),
    'django.server': serving,
    'django.apps': proofsOf(module, 'INSTALLED_APPS'),
    'django.admin': admin ? [admin.where] : [],
  };
  return {django, proofs};
}

function configurationOf({configuration}: Manage, {scope}: DjangoSettingsModule): Django['configuration'] {
  if (configuration === null) return null;
  const classes = [...scope].flatMap(([name, {value}]) => (value.kind === 'class' ? [name] : []));
  return {development: configuration, production: classes.find(name => /^(Prod|Live)/.test(name)) ?? configuration};
}
