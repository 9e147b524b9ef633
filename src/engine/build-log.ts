/** The step of a Dockerfile that failed and what it said. */
export interface BuildFailure {
  /** "[deps-build 4/5] RUN ...", null where the build did not get to a step. */
  readonly step: string | null;
  readonly lines: readonly string[];
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
  const logs = new Map<string, string[]>();
  const other: string[] = [];
  let failed: {digest: string; error: string} | null = null;

  function takeVertex(vertex: Vertex): void {
    if (!names.has(vertex.digest) && !vertex.name.startsWith('[internal]')) tell(vertex.name);
    names.set(vertex.digest, vertex.name);
    // A canceled step is a victim of the one that failed.
    if (vertex.error && !vertex.error.includes('context canceled')) failed ??= {digest: vertex.digest, error: vertex.error};
  }

  function takeLog(vertex: string, data: string): void {
    const lines = Buffer.from(data, 'base64')
      .toString('utf8')
      .split(/[\r\n]+/)
      .filter(line => line.trim() !== '');
    logs.set(vertex, [...(logs.get(vertex) ?? []), ...lines].slice(-200));
    for (const line of lines) tell(line);
  }

  return {
    push(line: string): void {
      const status = parse(line);
      if (status === null) {
        other.push(line);
        return;
      }
      for (const vertex of status.vertexes ?? []) takeVertex(vertex);
      for (const {vertex, data} of status.logs ?? []) takeLog(vertex, data);
    },
    failure(): BuildFailure | null {
      if (failed === null) return null;
      const lines = logs.get(failed.digest) ?? [];
      return {step: names.get(failed.digest) ?? null, lines: lines.length > 0 ? lines : [failed.error]};
    },
    /** Lines that were no status: the docker command's own words. */
    other: (): readonly string[] => other,
  };
}

function parse(line: string): Status | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line) as Status;
  } catch {
    return null;
  }
}
