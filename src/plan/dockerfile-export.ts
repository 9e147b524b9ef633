import {posix} from 'node:path';
import type {Project} from '../model/project';
import {exporterOf, installTools} from './exporters';
import {exportedLines} from './exported-lines';

/** The stage in which a lock becomes requirements files, by its own tool; "" where the project has no such lock. */
export function exportStage({dependencies, python, workdir}: Project): string {
  const exporter = exporterOf(dependencies, python.version, workdir);
  if (exporter === null) return '';
  const {tool, directory, files, production, development} = exporter;
  const copies = files.map(file => `COPY ${file} ${posix.join('/project', file)}`).join('\n');
  return `# The lock becomes requirements by its own tool, which stays behind here.
FROM tools AS export
${installTools(tool)}ENV UV_PYTHON=/usr/local/bin/python3 PIPENV_IGNORE_VIRTUALENVS=1 PIPENV_VERBOSITY=-1 POETRY_VIRTUALENVS_CREATE=false PDM_CHECK_UPDATE=0 PDM_PYTHON=/usr/local/bin/python3
WORKDIR ${posix.join('/project', directory)}
${copies}
RUN mkdir -p /requirements \\
 && ${production} > /requirements/production.txt \\
 && ${development} > /requirements/development.txt \\
 && sed -E -i ${exportedLines.map(line => `-e '${line}'`).join(' ')} /requirements/*.txt

`;
}
