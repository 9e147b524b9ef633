import type {Project} from '../model/project';
import {isEdited} from './requirement-files';
import {shippedProject} from './shipped';

/**
 * What is no code that ships: secrets, version control, what other tools and devenv make. The project's own .dockerignore
 * comes after it, except that it cannot bring a secret back.
 * @param front files that the front end's build put into the work tree: the image gets them from that build itself
 */
export function ignoreForCode(project: Project, own: string | null, front: readonly string[] = []): string {
  const needed = [...project.dependencies.production, ...project.dependencies.development].map(({file}) => `!${file}`);
  return [
    '# Made by devenv.',
    '**/__pycache__',
    '**/*.py[cod]',
    '**/.venv',
    '**/venv',
    '**/node_modules',
    '**/.pytest_cache',
    '**/.mypy_cache',
    '**/.ruff_cache',
    '**/.hypothesis',
    '**/.coverage',
    '**/*.sqlite3',
    '**/.idea',
    '**/.vscode',
    '# Collected and uploaded files, and logs:',
    ...madeByTheSite(project),
    ...(own === null ? [] : ['# From .dockerignore:', own.trimEnd(), '# Which builds need all the same:', ...needed]),
    ...madeBefore(project, front),
    '# Never in an image:',
    '**/.git',
    '**/.env',
    '**/.env.*',
    '**/.env-*',
    '**/.envs',
    '**/*.envrc',
    '**/.envrc',
    '**/*.envrc.*',
    '**/.direnv',
    '.devenv',
    // Values of variables can stand in them, and no code reads them.
    'devenv.y*ml',
    'devenv.local.y*ml',
    '',
  ].join('\n');
}

/** What Django and those who visit the site put into the work tree. */
function madeByTheSite(project: Project): readonly string[] {
  const shipped = shippedProject(project);
  const logs = [project, shipped].flatMap(one => [...one.logs.directories, ...one.logs.beside.flatMap(file => [file, `${file}.*`])]);
  const paths = [shipped.static.root, shipped.media.root, ...logs].flatMap(path => path ?? []);
  return [...new Set([...paths, ...project.logs.ignored])].filter(path => path !== '' && !path.startsWith('/'));
}

/** What the image makes itself, whether the work tree has it yet or not. */
function madeBefore({messages}: Project, front: readonly string[]): readonly string[] {
  // Packages are left out anyway, and there are thousands of their files.
  const escaped = front.filter(path => !path.split('/').includes('node_modules')).map(path => path.replace(/[\\*?[]/g, '\\$&'));
  const compiled = messages?.ignored === true ? ['# Compiled from .po:', '**/LC_MESSAGES/*.mo'] : [];
  return [...compiled, ...(escaped.length === 0 ? [] : ['# Made by the front end:', ...escaped])];
}

/** What a build takes: the code, and the generated files that the Dockerfile names. */
export function ignoreText(project: Project, own: string | null, front: readonly string[] = []): string {
  const {production, development, pinned} = project.dependencies;
  const edited = [...production, ...development].some(isEdited) ? '!.devenv/requirements\n' : '';
  return `${ignoreForCode(project, own, front)}!.devenv/app\n!.devenv/files\n!.devenv/nginx.production.conf\n${project.assets === null ? '' : '!.devenv/assets\n'}${edited}${pinned ? '' : '!.devenv/locked\n'}`;
}
