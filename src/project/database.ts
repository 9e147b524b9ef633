import type {Database, Source} from '../model/database';
import {drivenEngine, engineSigns, namedEngine} from './engine-signs';
import {alternatives, likeliest} from './python-source/choice';
import {getKey, spread} from './python-source/containers';
import {show} from './python-source/show';
import {urlOfPart} from './python-source/url-part';
import {constant, unknown, type Value} from './python-source/value';
import type {Required} from './required';
import {settingOf, type DjangoSettingsModule} from './settings';
import {urlParts} from './url-parts';

type Parts = Readonly<Record<string, Source>>;

const keys = ['ENGINE', 'NAME', 'USER', 'PASSWORD', 'HOST', 'PORT'];
const [postgres] = engineSigns;

/** What tells of an engine besides the settings: the packages, and what the project's samples say for variables. */
interface Hints {
  readonly packages: ReadonlySet<string>;
  readonly samples: () => Readonly<Record<string, string>>;
}

/** What DATABASES["default"] says, and which engine development can run on. */
export function readDatabase(
  settings: DjangoSettingsModule,
  required: readonly Required[],
  samples: Hints['samples'] = () => ({}),
): Pick<Database, 'engine' | 'parts' | 'others' | 'spatialite'> {
  const databases = settingOf(settings, 'DATABASES');
  const chosen = databases ? getKey(databases, constant('default')) : undefined;
  if (!databases || !chosen) return {engine: null, parts: {}, others: []};
  const hints = {packages: new Set(required.map(({name}) => name)), samples};
  const {engine, parts} = choose(chosen, hints);
  const others = readOthers(databases, engine === 'mysql' ? 'mysql' : 'postgresql', hints);
  return {engine, parts, others, ...(mayBeSpatialite(settings) ? {spatialite: true} : {})};
}

/** Whether any alternative of the database is SpatiaLite, such as the one for `'test' in sys.argv`. */
function mayBeSpatialite({scope}: DjangoSettingsModule): boolean {
  const databases = alternatives(scope.get('DATABASES')?.value ?? unknown);
  const parts = databases.flatMap(one => alternatives(getKey(one, constant('default'))).flatMap(asParts));
  return parts.flatMap(({ENGINE, URL}) => [ENGINE, URL]).some(source => source?.from === 'literal' && source.value.includes('spatialite'));
}

/** The likeliest alternative; where its engine is not known, as of a URL that nobody gives, the next one whose engine is. */
function choose(chosen: Value, hints: Hints): Pick<Database, 'engine' | 'parts'> {
  const [first = {}, ...rest] = alternatives(chosen).flatMap(asParts);
  const likely = {parts: first, engine: engineOf(chosen, first, hints)};
  const others = likely.engine === null ? rest.map(parts => ({parts, engine: engineOf(unknown, parts, hints)})) : [];
  return others.find(({engine}) => engine !== null) ?? likely;
}

/** The other entries of DATABASES that the engine serves; one that mirrors another in tests has the other's data. */
function readOthers(databases: Value, engine: Database['engine'], hints: Hints): Database['others'] {
  if (databases.kind !== 'dict') return [];
  return databases.entries.flatMap(({key, value}) => {
    const alias = key.kind === 'const' ? String(key.value) : '**';
    const [parts] = alias === 'default' || alias === '**' ? [] : alternatives(value).flatMap(asParts);
    return parts && engineOf(value, parts, hints) === engine ? [{alias, parts}] : [];
  });
}

function asParts(value: Value): readonly Parts[] {
  if (value.kind === 'env') return [{URL: toSource(value)}];
  if (value.kind === 'url') return [fromUrl(likeliest(value.of))];
  if (value.kind !== 'dict') return [];
  const inner = value.entries.find(entry => entry.key === spread)?.value;
  const base = inner ? alternatives(inner).flatMap(asParts)[0] : undefined;
  const own = value.entries.flatMap(({key, value: part}) =>
    key.kind === 'const' && keys.includes(String(key.value)) ? [[String(key.value), toSource(likeliestKnown(part))]] : [],
  );
  // Its parts may all be those of one variable's URL.
  const [url] = value.entries.flatMap(({value: part}) => urlOfPart(likeliestKnown(part)) ?? []);
  return [{...base, ...(Object.fromEntries(own) as Parts), ...(url === undefined ? {} : {URL: toSource(url)})}];
}

/** What a file of secrets would say is not known: then what the code says without one. */
function likeliestKnown(value: Value): Value {
  return alternatives(value).find(one => one.kind !== 'unknown' && one.kind !== 'call') ?? likeliest(value);
}

/** A URL that the code puts together has its parts in its own text. */
function fromUrl(value: Value): Parts {
  if (value.kind !== 'text') return {URL: toSource(value)};
  const named = urlParts(value.parts).flatMap(({name, value: part}) =>
    name !== null && keys.includes(name) ? [[name, toSource(likeliest(part))]] : [],
  );
  const text = show(value);
  return {...(text === null ? {} : {URL: {from: 'literal', value: text}}), ...(Object.fromEntries(named) as Parts)};
}

function toSource(value: Value): Source {
  if (value.kind === 'env') return {from: 'variable', name: value.read.name, default: show(value)};
  if (value.kind === 'path') return {from: 'literal', value: value.path};
  const text = show(value);
  return text === null ? {from: 'unknown'} : {from: 'literal', value: text};
}

function engineOf(chosen: Value, parts: Parts, {packages, samples}: Hints): Database['engine'] {
  const telling = parts['ENGINE'] ?? parts['URL'];
  if (isOfMysql(chosen)) return 'mysql';
  if (telling?.from === 'variable' && drivenEngine(packages) === postgres.engine) return postgres.engine;
  const text = telling?.from === 'literal' ? telling.value : schemeOf(likeliest(chosen));
  const named = text === null ? null : namedEngine(text);
  if (named !== null) return named;
  // SpatiaLite is SQLite with an extension.
  if (text !== null && /sqlite|spatialite/.test(text)) return 'sqlite';
  return telling?.from === 'variable' ? (namedEngine(samples()[telling.name] ?? '') ?? drivenEngine(packages)) : null;
}

/** Postgres refuses a connection with options of MySQL's drivers, whatever a variable says. */
function isOfMysql(chosen: Value): boolean {
  const options = alternatives(chosen).map(one => (one.kind === 'dict' ? getKey(one, constant('OPTIONS')) : unknown));
  return options.length > 0 && options.every(one => alternatives(one).every(hasMysqlOption));
}

function hasMysqlOption(options: Value): boolean {
  if (options.kind !== 'dict') return false;
  return options.entries.some(({key, value}) => {
    const name = show(key) ?? '';
    return ['charset', 'sql_mode', 'read_default_file'].includes(name) || (name === 'init_command' && /^set\b/i.test(show(value) ?? ''));
  });
}

/** The text of a URL or of ENGINE as far as it is known: its beginning tells enough. */
function schemeOf(value: Value): string | null {
  switch (value.kind) {
    case 'env':
      return value.read.default && schemeOf(likeliest(value.read.default));
    case 'url':
      return schemeOf(likeliest(value.of));
    case 'dict':
      return schemeOf(likeliest(getKey(value, constant(value.entries.some(({key}) => key === spread) ? '**' : 'ENGINE'))));
    case 'text':
      return value.parts.map(part => show(part) ?? '').join('');
    default:
      return show(value);
  }
}
