/** The step of a Dockerfile that failed and what it said. */
export interface BuildFailure {
  /** "[deps-build 4/5] RUN ...", null where the build did not get to a step. */
  readonly step: string | null;
  readonly lines: readonly string[];
  /** What BuildKit and the docker command said of it: a full disk, an engine that stopped. */
  readonly reason: readonly string[];
}

interface Vertex {
  readonly digest: string;
  readonly name: string;
  readonly error?: string;
}

interface Status {
  readonly vertexes?: readonly Vertex[];
  readonly logs?: readonly {readonly vertex: string; readonly data: string}[];
}

/** Reads BuildKit's `--progress=rawjson` line by line: tells the output of its steps and remembers who failed. */
export function readBuildLog(tell: (line: string) => void) {
  const names = new Map<string, string>();
  const outputs = new Map<string, Output>();
  // Lines that are no status: the docker command's own words.
  const other: string[] = [];
  let failed: {digest: string; error: string} | null = null;

  function takeVertex({digest, name, error}: Vertex): void {
    if (!names.has(digest) && !name.startsWith('[internal]')) tell(name);
    names.set(digest, name);
    // A canceled step is a victim of the one that failed.
    if (error && !error.includes('context canceled')) failed ??= {digest, error};
  }

  return {
    push(line: string): void {
      const status = parse(line);
      if (status === null) other.push(line);
      for (const vertex of status?.vertexes ?? []) takeVertex(vertex);
      for (const {vertex, data} of status?.logs ?? []) {
        const before = outputs.get(vertex) ?? {lines: [], rest: ''};
        const after = append(before, Buffer.from(data, 'base64').toString('utf8'), tell);
        outputs.set(vertex, after);
      }
    },
    failure(): BuildFailure {
      if (failed === null) return {step: null, lines: [], reason: other};
      const {lines, rest} = outputs.get(failed.digest) ?? {lines: [], rest: ''};
      const said = rest.trim() === '' ? lines : [...lines, rest];
      return {step: names.get(failed.digest) ?? null, lines: said, reason: [failed.error, ...other]};
    },
  };
}

/** What a step has said so far. */
interface Output {
  readonly lines: readonly string[];
  /** A line that has not ended yet: a program's write may come in pieces. */
  readonly rest: string;
}

function append({lines, rest}: Output, text: string, tell: (line: string) => void): Output {
  const parts = (rest + text).split(/[\r\n]+/);
  const last = parts.pop() ?? '';
  const whole = parts.filter(line => line.trim() !== '');
  for (const line of whole) tell(line);
  const all = [...lines, ...whole];
  // A source's own build says thousands of lines after the one that names the package.
  const named = all.slice(0, -200).filter(line => /Failed to (build|download)/.test(line));
  return {lines: [...named.slice(-1), ...all.slice(-200)], rest: last};
}

function parse(line: string): Status | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line) as Status;
  } catch {
    return null;
  }
}
