import type {Settings} from '../../src/model/settings';
import type {Inputs} from '../../src/plan';
import {readFacts} from '../../src/project/facts';
import {memoryTree} from '../project/memory-tree';
import {plainSettings} from '../project/settings';
import {inputsFor} from './inputs';

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n';

/** Inputs for settings in a memory tree, on an engine where nothing is there. */
export async function inputsOf(
  settings: string,
  requirements: string,
  files: Readonly<Record<string, string>> = {},
  own: Partial<Settings> = {},
): Promise<Inputs> {
  const tree = {
    'manage.py': manage,
    'site/__init__.py': '',
    'site/settings.py': `import os\n${settings}`,
    'requirements.txt': requirements,
    ...files,
  };
  const base = await inputsFor('test/fixtures/projects/sql-variables');
  const configured = {...plainSettings, ...own};
  return {...base, settings: configured, project: {...base.project, ...readFacts(memoryTree(tree), configured)}};
}
