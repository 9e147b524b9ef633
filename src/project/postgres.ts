import type {Database} from '../model/database';
import type {Proof} from '../model/proof';
import {engineSigns} from './engine-signs';
import type {ServiceImage} from './service-images';
import {show} from './python-source/show';
import {settingOf, type DjangoSettingsModule} from './settings';
import type {Tree} from './tree';

/** What Postgres must be able to do. */
export interface PostgresNeeds {
  readonly version: string | null;
  readonly extensions: readonly string[];
  readonly proofs: readonly Proof[];
}

const [{images}] = engineSigns;

/** Django's operations of django.contrib.postgres and pgvector by the extension that they create. */
const operations: Readonly<Record<string, string>> = {
  BloomExtension: 'bloom',
  BtreeGinExtension: 'btree_gin',
  BtreeGistExtension: 'btree_gist',
  CITextExtension: 'citext',
  CryptoExtension: 'pgcrypto',
  HStoreExtension: 'hstore',
  TrigramExtension: 'pg_trgm',
  UnaccentExtension: 'unaccent',
  VectorExtension: 'vector',
};

/** The version that the project's compose files or pipelines start, and the extensions that settings and migrations need. */
export function readPostgres(
  tree: Tree,
  settings: DjangoSettingsModule,
  parts: Database['parts'],
  migrations: readonly string[],
  services: readonly ServiceImage[],
): PostgresNeeds {
  const image = services.find(({name, tag}) => images.test(name) && versionIn(name, tag) !== null);
  const inMigrations = migrations.flatMap(file => extensionsIn(tree.read(file) ?? ''));
  const geographic = isGeographic(settings, parts) ? ['postgis'] : [];
  return {
    version: image ? versionIn(image.name, image.tag) : null,
    extensions: [...new Set([...geographic, ...inMigrations])].sort(),
    proofs: image ? [image.where] : [],
  };
}

/** "15" of "15-alpine", "15.3", "pg15" or "15-3.4"; a version before 10 is none that can be had. */
function versionIn(name: string, tag: string): string | null {
  const version = (name === 'pgvector' ? /(?:^|-)pg(\d+)/ : /^(?:pg)?(\d+)(?=[.-]|$)/).exec(tag)?.[1];
  return version !== undefined && Number(version) >= 10 ? version : null;
}

function isGeographic(settings: DjangoSettingsModule, parts: Database['parts']): boolean {
  const apps = settingOf(settings, 'INSTALLED_APPS');
  if (apps?.kind === 'list' && apps.items.some(item => show(item) === 'django.contrib.gis')) return true;
  return [parts['ENGINE'], parts['URL']].some(
    source =>
      (source?.from === 'literal' ? source.value : source?.from === 'variable' ? source.default : null)?.includes('postgis') === true,
  );
}

/** Extensions that a migration creates, by an operation or in SQL. */
function extensionsIn(migration: string): readonly string[] {
  if (!migration.includes('xtension') && !migration.includes('EXTENSION')) return [];
  const named = [...migration.matchAll(/\b([A-Z]\w*Extension)\(/g)].flatMap(([, name = '']) =>
    Object.hasOwn(operations, name) ? [operations[name] ?? ''] : [],
  );
  const created = [...migration.matchAll(/\bCreateExtension\(\s*(?:name\s*=\s*)?["']([\w-]+)["']/g)].map(([, name = '']) => name);
  const inSql = [...migration.matchAll(/create\s+extension\s+(?:if\s+not\s+exists\s+)?\\?["']?([\w-]+)/gi)].map(([, name = '']) =>
    name.toLowerCase(),
  );
  return [...named, ...created, ...inSql].filter(name => name !== '');
}
