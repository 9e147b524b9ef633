import type {DjangoMessage, DjangoReport} from '../model/django-report';
import type {Finding} from '../model/finding';
import type {Proof} from '../model/proof';
import {checkVariables, type Finding as Misfit} from './cross-check';
import type {Inputs} from './inputs';

/** Django's words for what releaseFindings says with the place and the way out. */
const saidBetter = new Set(['security.W009', 'security.W018', 'security.W020']);

/** What Django's checks and migrations tell, each message a finding with its level. */
export function djangoFindings(inputs: Inputs, report: DjangoReport): readonly Finding[] {
  const told = report.messages.filter(({id}) => inputs.mode === 'development' || id === null || !saidBetter.has(id));
  const {settings} = inputs.project.django;
  const good: Finding = {
    what: 'Django',
    state: 'good',
    detail: `${report.version} with ${settings}${told.length === 0 ? ': its checks find nothing' : ''}`,
    next: null,
  };
  return [good, ...told.map(messageFinding), ...migrationFindings(report)];
}

function messageFinding({id, level, text, hint, object, where}: DjangoMessage): Finding {
  const state = level >= 40 ? 'bad' : level >= 30 ? 'doubtful' : 'good';
  const detail = `${object === null ? '' : `${object}: `}${text}`.replaceAll(/\s*\n\s*/g, ' ');
  return {what: id ?? 'Django', state, detail, next: hint?.replaceAll(/\s*\n\s*/g, ' ') ?? null, ...(where === null ? {} : {where})};
}

function migrationFindings({migrations}: DjangoReport): readonly Finding[] {
  const what = 'Migrations';
  if (migrations.length === 0) return [{what, state: 'good', detail: 'they hold all that the models say', next: null}];
  return migrations.map(({app, own, conflict, changes}) => {
    const state = own ? 'bad' : 'doubtful';
    if (conflict.length > 0)
      return {what, state, detail: `${app} has several ends: ${conflict.join(', ')}`, next: `devenv manage makemigrations --merge ${app}`};
    const detail = `${app} lacks one: ${changes.join('; ')}`;
    const next = own
      ? `devenv manage makemigrations ${app}`
      : `${app} is a package's own app: DEFAULT_AUTO_FIELD of the settings, or a newer release`;
    return {what, state, detail, next};
  });
}

/** What production must not have, by the values that it would get, and by the settings as Django has them with these. */
export function releaseFindings(inputs: Inputs, report: DjangoReport | null, lacksFrontEnd: boolean): readonly Finding[] {
  const found = [
    values(inputs),
    ...checkVariables(inputs).flatMap(one => variableFinding(inputs, one)),
    ...sqlite(inputs),
    ...(report === null ? [] : settingsFindings(inputs, report)),
  ];
  if (!lacksFrontEnd) return found;
  const next = 'devenv build --force shows why; where pages need none of it, in devenv.yaml: assets: false';
  return [...found, {what: 'Front end', state: 'bad', detail: 'the image was built without it, as it could not be built', next}];
}

function values({env, settings}: Inputs): Finding {
  const what = 'Values';
  const git = settings.server_envrc.allow_tracked ? '; git may hold it, as devenv.yaml allows' : ' and not in git';
  if (env.file !== null) return {what, state: 'good', detail: `${env.file}, for its owner alone${git}`, next: null};
  const detail = 'there is no .server.envrc here: what it would set is not known';
  return {what, state: 'doubtful', detail, next: 'write .server.envrc beside manage.py, or run this where it is'};
}

function variableFinding({env}: Inputs, {kind, what, name, set, read, next: way}: Misfit): readonly Finding[] {
  if (kind === 'unread') return [];
  const where = set ?? read;
  const isHere = env.file !== null;
  const states = {missing: isHere ? 'bad' : 'doubtful', refused: 'bad', misread: 'doubtful'} as const;
  const next =
    way ??
    (kind === 'missing' && set === null
      ? `add to ${env.file ?? '.server.envrc'}: export ${name}=...`
      : `correct it: devenv env --production --explain ${name}`);
  return [{what: 'Variables', state: states[kind], detail: what, next, ...(where === null ? {} : {where})}];
}

function sqlite({project}: Inputs): readonly Finding[] {
  if (project.database.engine !== 'sqlite') return [];
  const detail = 'the settings use SQLite, whose file has no place in a container that is replaced';
  const [where] = project.proofs['database'] ?? [];
  const next = 'let the settings read DATABASE_URL, and put psycopg into the requirements';
  return [{what: 'Database', state: 'bad', detail, next, ...(where === undefined ? {} : {where})}];
}

type Name = keyof DjangoReport['settings']['places'];

/** What is wrong with a setting; null where nothing is. */
const judges: Readonly<Record<Name, (settings: DjangoReport['settings']) => {readonly detail: string; readonly where?: Proof} | null>> = {
  DEBUG: ({debug}) => (debug ? {detail: 'is on: pages show code and values to everybody'} : null),
  SECRET_KEY: ({secret_key: key}) => {
    if (!key.set) return {detail: 'is not set'};
    if (key.written !== null)
      return {detail: 'stands in the repository, so everybody with a copy of it can sign sessions', where: key.written};
    return key.weak ? {detail: 'is short or a placeholder: it can be guessed'} : null;
  },
  ALLOWED_HOSTS: ({hosts}) => {
    if (hosts.length === 0) return {detail: 'is empty: every request is answered 400'};
    return hosts.includes('*') ? {detail: "has '*': any host name is taken, those in poisoned links too"} : null;
  },
};

const wanted: Readonly<Record<Name, string>> = {DEBUG: 'False', SECRET_KEY: 'a long random text', ALLOWED_HOSTS: 'the names of the site'};

function settingsFindings(inputs: Inputs, {settings}: DjangoReport): readonly Finding[] {
  const missing = new Set(checkVariables(inputs).flatMap(({kind, name}) => (kind === 'missing' ? [name] : [])));
  return (Object.keys(judges) as Name[]).flatMap((name): readonly Finding[] => {
    const variable = inputs.project.variables.find(({feeds}) => feeds === name);
    // A stand-in was given for it, which says nothing.
    if (variable !== undefined && missing.has(variable.name)) return [];
    const fault = judges[name](settings);
    if (fault === null) return [{what: name, state: 'good', detail: 'as production needs it', next: null}];
    // Where the values are kept elsewhere, they may say otherwise there.
    const isOpen = inputs.env.file === null && variable !== undefined;
    const where = fault.where ?? settings.places[name] ?? variable?.where;
    const next =
      variable === undefined
        ? 'let the settings read it from a variable, or name the settings that ship, in devenv.yaml: django: {production_settings: ...}'
        : `set ${variable.name} in ${inputs.env.file ?? '.server.envrc'} to ${wanted[name]}`;
    return [
      {
        what: name,
        state: isOpen ? 'doubtful' : 'bad',
        detail: `${fault.detail}${isOpen ? `, unless ${variable.name} is set where the image runs` : ''}`,
        next,
        ...(where === undefined ? {} : {where}),
      },
    ];
  });
}
