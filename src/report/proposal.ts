import {stringify} from 'yaml';
import type {AbsentSettings} from '../model/absent-settings';
import type {Project} from '../model/project';

/**
 * The text of a devenv.yaml that changes nothing but what must be said: each detected fact as a comment that becomes its
 * key when the # is taken away, and a proposal for a settings file that nothing works without.
 */
export function renderProposal(project: Project): string {
  const {python, django, database, fixtures, test, variables} = project;
  const workers = Object.fromEntries([...project.workers].map(({name, command}) => [name.replace(/^worker-/, ''), [...command]]));
  const blocks = [
    head,
    block(`Python ${python.why}`, {python: python.version}),
    block('Settings and manage.py, as they were found.', {django: {settings: django.settings, manage: django.manage}}),
    fixtures.length === 0 ? '' : block('Loaded once by `devenv up`.', {fixtures: [...fixtures]}),
    Object.keys(workers).length === 0 ? '' : block('Run beside the web server.', {workers}),
    block(databaseSentence(database), {env: {NAME: 'value'}}, required(variables)),
    block("The project's tests.", {test: {command: [...test.command, ...test.selection]}}),
    ...project.absentSettings.filter(({needed}) => needed).map(one => overlay(project, one)),
  ];
  return blocks.filter(text => text !== '').join('\n');
}

const head = `# Made by \`devenv init\` from what was detected. Every key may be left out; take a # away to fix a value.
# All keys: docs/devenv-yaml.md of devenv. What was detected and why: devenv inspect --explain
`;

function databaseSentence({engine, version, extensions}: Project['database']): string {
  const what =
    engine === null ? 'No database that devenv can serve was found' : `The settings use ${engine}${version === null ? '' : ` ${version}`}`;
  const more = extensions.length === 0 ? '' : ` with ${extensions.join(', ')}`;
  return `${what}${more}. Variables for every service; secrets belong into .envrc, as this file is in git.`;
}

/** The variables that nothing works without, except those whose name says that they are no text for git. */
function required(variables: Project['variables']): readonly string[] {
  return variables
    .filter(one => one.required && !/SECRET|PASSW|TOKEN|KEY|CREDENTIAL/i.test(one.name))
    .map(({name, where}) => `  ${name}: value  # read at ${where.file}:${String(where.line)}`);
}

/** @param more lines in place of those below the key */
function block(comment: string, content: Readonly<Record<string, unknown>>, more: readonly string[] = []): string {
  const own = stringify(content, {lineWidth: 0}).trimEnd().split('\n');
  const lines = more.length === 0 ? own : [...own.slice(0, 1), ...more];
  return `# ${comment}\n${lines.map(line => `# ${line}`).join('\n')}\n`;
}

/** Django's backend by the driver that the project has. */
const backends: readonly (readonly [RegExp, string])[] = [
  [/^psycopg/, 'django.db.backends.postgresql'],
  [/^(mysqlclient|pymysql)$/, 'django.db.backends.mysql'],
];

/** The one part that is no comment: without it nothing would be served. */
function overlay({database, dependencies, name}: Project, {file, sample, where}: AbsentSettings): string {
  const like = sample === null ? '' : `, like ${sample}`;
  const packages = [...dependencies.production, ...dependencies.development].flatMap(({requirements}) => requirements);
  const [, engine] = backends.find(([driver]) => packages.some(one => driver.test(one.name))) ?? [];
  const user = name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const served = `DATABASES = {"default": {"ENGINE": "${engine ?? ''}", "HOST": "db", "NAME": "${user}", "USER": "${user}", "PASSWORD": "${user}"}}\n`;
  const content = [
    'DEBUG = True\n',
    'ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]\n',
    'SESSION_COOKIE_SECURE = False\nCSRF_COOKIE_SECURE = False\n',
    engine !== undefined && (database.engine === null || database.engine === 'sqlite') ? served : '',
  ].join('');
  const comment = `${where.file}:${String(where.line)} reads ${file}, which git does not have${like}. Without it every request is refused.`;
  return `# ${comment}\n${stringify({files: {[file]: content}}, {lineWidth: 0, defaultStringType: 'PLAIN'})}`;
}
