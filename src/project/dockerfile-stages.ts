import {posix} from 'node:path';

/** One stage of a Dockerfile, with what it has of the stages that it is made from. */
export interface Stage {
  readonly name: string;
  /** The image that it is made from in the end, with its variables filled in. */
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly workdir: string;
  /** What comes from the project, as sources below the context and the place in the image. */
  readonly takes: readonly Copy[];
  /** What comes from another stage. */
  readonly takesFrom: readonly (Copy & {readonly stage: string})[];
  readonly runs: readonly {readonly text: string; readonly workdir: string; readonly environment: Readonly<Record<string, string>>}[];
}

interface Copy {
  readonly sources: readonly string[];
  readonly target: string;
}

const likeNames = /ockerfile|Containerfile/;
const dockerfiles = /(^|\/)([\w.-]*Dockerfile[\w.-]*|dockerfile|[\w-]+\.dockerfile|Containerfile(\.[\w-]+)?)$/;

/** Whether a file is a Dockerfile by its name: Dockerfile.dev, docker/Dockerfile_dev, DevDockerfile, Containerfile. */
export function isDockerfile(file: string): boolean {
  return likeNames.test(file) && dockerfiles.test(file);
}

type Variables = Readonly<Record<string, string>>;

/** The stages of a Dockerfile, in their order; what it cannot be read of is left out. */
export function readStages(text: string): readonly Stage[] {
  const stages: Stage[] = [];
  let defaults: Variables = {};
  let given: Variables = {};
  for (const [keyword, rest] of instructionsOf(text)) {
    const stage = stages.at(-1);
    if (keyword === 'FROM') {
      stages.push(begin(fill(rest, defaults), stages));
      given = {};
    } else if (stage === undefined) defaults = {...defaults, ...(keyword === 'ARG' ? pairsIn(rest) : {})};
    else if (keyword === 'ARG') given = {...given, ...(rest in defaults ? {[rest]: defaults[rest] ?? ''} : pairsIn(rest))};
    else stages[stages.length - 1] = after(stage, keyword, rest, {...given, ...stage.environment});
  }
  return stages;
}

/** Lines as they are joined by a backslash at their end, without comments; what a heredoc holds is no instruction. */
function instructionsOf(text: string): readonly (readonly [string, string])[] {
  const lines = text.split('\n').filter(line => !/^\s*#/.test(line));
  const joined = lines.join('\n').replace(/\\[ \t]*\n/g, ' ');
  return joined.split('\n').flatMap(line => {
    const [, keyword = '', rest = ''] = /^\s*(FROM|ARG|ENV|WORKDIR|COPY|ADD|RUN)\s+(.+?)\s*$/i.exec(line) ?? [];
    return keyword === '' ? [] : [[keyword.toUpperCase(), rest] as const];
  });
}

function begin(rest: string, stages: readonly Stage[]): Stage {
  const [image = '', ...words] = rest.split(/\s+/).filter(word => !word.startsWith('--'));
  const name = words[0]?.toLowerCase() === 'as' ? (words[1] ?? '') : String(stages.length);
  const base = stages.find(stage => stage.name === image);
  return base === undefined ? {name, image, environment: {}, workdir: '/', takes: [], takesFrom: [], runs: []} : {...base, name};
}

function after(stage: Stage, keyword: string, rest: string, variables: Variables): Stage {
  const {workdir, environment} = stage;
  switch (keyword) {
    case 'ENV':
      return {...stage, environment: {...environment, ...pairsIn(fill(rest, variables))}};
    case 'WORKDIR':
      return {...stage, workdir: posix.resolve(workdir, bare(fill(rest, variables)))};
    case 'RUN':
      return {...stage, runs: [...stage.runs, {text: rest.replace(/^(--\S+\s+)+/, ''), workdir, environment}]};
    default:
      return withCopy(stage, fill(rest, variables));
  }
}

function withCopy(stage: Stage, rest: string): Stage {
  const words = rest.split(/\s+/).filter(word => word !== '');
  const from = words.flatMap(word => /^--from=(.+)$/.exec(word)?.[1] ?? [])[0];
  const paths = words.filter(word => !word.startsWith('--')).map(word => bare(word.replace(/^\[|[\],]+$/g, '')));
  const target = posix.resolve(stage.workdir, paths.at(-1) ?? '');
  const copy = {sources: paths.slice(0, -1), target};
  if (from === undefined) return {...stage, takes: [...stage.takes, copy]};
  return {...stage, takesFrom: [...stage.takesFrom, {...copy, stage: from}]};
}

/** `A=1 B="two words"`, and the old `A 1`. */
export function pairsIn(text: string): Variables {
  if (!text.includes('=')) {
    const [, name = '', value = ''] = /^(\w+)\s+(.+)$/.exec(text) ?? [];
    return name === '' ? {} : {[name]: bare(value)};
  }
  return Object.fromEntries([...text.matchAll(/(\w+)=("[^"]*"|'[^']*'|\S*)/g)].map(([, name = '', value = '']) => [name, bare(value)]));
}

function bare(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

/** Variables without a value stay as they are written. */
export function fill(text: string, variables: Variables): string {
  return text.replace(/\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g, (written, braced?: string, fallback?: string, plain?: string) => {
    const name = braced ?? plain ?? '';
    return variables[name] ?? fallback ?? written;
  });
}
