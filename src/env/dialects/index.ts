import type {DotenvReader} from '../../model/dotenv';
import {parseCompose} from './compose';
import {parseDecouple} from './decouple';
import type {Dialect} from './dialect';
import {parseDjangoEnviron} from './django-environ';
import {parsePythonDotenv} from './python-dotenv';

/** The grammar of each reader of .env files; environs reads by python-dotenv. */
export const dialects: Readonly<Record<DotenvReader, Dialect>> = {
  'django-environ': parseDjangoEnviron,
  'python-dotenv': parsePythonDotenv,
  'environs': parsePythonDotenv,
  'decouple': parseDecouple,
  'compose': parseCompose,
};
