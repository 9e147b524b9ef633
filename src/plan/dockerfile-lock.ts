import type {DependencyFile} from '../model/dependencies';
import type {Project} from '../model/project';
import {toolStages, type PackageInputs} from './dockerfile-packages';
import {networkFor} from './git';
import {load, uvCache} from './network';
import {tellNamesakes} from './repositories';
import {pathOf} from './requirement-files';

/** The Dockerfile in which requirements are resolved, by the Python that they are for; its last stage holds the two lists. */
export function renderLockDockerfile(inputs: PackageInputs, bounds: readonly string[]): string {
  const {production, development} = inputs.project.dependencies;
  const namesakes = tellNamesakes(inputs.project.dependencies);
  const reach = networkFor(inputs.project);
  const quoted = bounds.map(bound => `'${bound}'`).join(' ');
  return `# Made by devenv to resolve what devenv.lock keeps.
${toolStages(inputs)}
FROM tools AS resolve
ARG AS_OF
COPY .devenv/requirements/ /requirements/
COPY .devenv/lock/before/ /out/
RUN ${reach} ${uvCache} \\
    ${load} && touch /out/development.txt /opt/together.txt && printf '%s\\n' ${quoted} > /opt/bounds.txt \\
 && ${together(inputs.project)}${compile('production', entries(production, 'production'), '/opt/together.txt')}${namesakes}

# The development set on top: what production has stays as it is.
FROM resolve AS dev-build
RUN ${reach} ${uvCache} \\
    ${development.length === 0 ? ': > /out/development.txt' : `${load} && (grep -v ' @ ' /out/production.txt > /tmp/production.txt || true) \\\n && ${compile('development', entries(development, 'development'), '/tmp/production.txt')}${namesakes}`}

FROM scratch AS locked
COPY --from=dev-build /out/ /
`;
}

/**
 * Both sets at once first, as far as they agree: what production has by another's wish alone must be a version that the
 * development set can have too. That set is the one to name where they do not agree, so its own resolution tells of it.
 */
function together({dependencies: {production, development}}: Project): string {
  if (development.length === 0) return '';
  const both = `${entries(production, 'production')} ${entries(development, 'development')}`;
  return `cat /out/*.txt > /out/together.txt && { { ${compile('together', both, '/opt/bounds.txt')} 2> /dev/null \\
 && { grep -v ' @ ' /out/together.txt > /opt/together.txt || true; }; } || true; } && rm /out/together.txt \\
 && `;
}

/**
 * Old sources build by `setuptools>=40.8.0`, as pip would build them today: a day before that release admits it.
 */
const oldestTools = '2019-03-01';
const asOf = `\${AS_OF:+--exclude-newer $AS_OF --exclude-newer-package setuptools=$(printf '%s\\n' $AS_OF ${oldestTools} | sort | tail -n 1)}`;

/** uv keeps the versions that the file has where they still fit. */
function compile(set: string, sources: string, constraints: string): string {
  return `uv pip compile --python /usr/local/bin/python3 --quiet --no-header --no-annotate ${asOf} --constraint ${constraints} --constraint /opt/bounds.txt --output-file /out/${set}.txt ${sources}`;
}

function entries(files: readonly DependencyFile[], set: 'production' | 'development'): string {
  return files
    .filter(({entry}) => entry)
    .map(file => `/requirements/${pathOf(file, set)}`)
    .join(' ');
}
