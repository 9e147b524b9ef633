import type {Mode} from './mode';

/** What is there now, asked of the engine and of .devenv/state.json in one go. */
export interface Observed {
  readonly engine: {readonly remote: boolean};
  readonly containers: readonly ObservedContainer[];
  readonly images: readonly ObservedImage[];
  readonly volumes: readonly ObservedVolume[];
  readonly networks: readonly string[];
  /** Content of the generated files by path relative to .devenv; missing ones are absent. */
  readonly files: Readonly<Record<string, string>>;
  readonly port: ObservedPort;
  readonly state: State;
  /** Whether a registry with the official images answers; null where that need not be known. */
  readonly registry: {readonly answers: boolean; readonly because: string} | null;
  /** Pythons of this machine that can be put on a Debian base; empty where that need not be known. */
  readonly interpreters: readonly Interpreter[];
}

export interface Interpreter {
  /** "3.8.18", or "3.8" where its patch release is not written anywhere. */
  readonly version: string;
  /** Absolute path of the directory that has bin/python3. */
  readonly directory: string;
}

export interface ObservedContainer {
  readonly id: string;
  readonly service: string;
  readonly state: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  readonly health: 'none' | 'starting' | 'healthy' | 'unhealthy';
  /** The engine's own sentence: "Up 3 minutes (healthy)". */
  readonly status: string;
  readonly image: string;
  readonly imageId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly {readonly host: number; readonly container: number}[];
  /** Unix seconds. */
  readonly created: number;
}

export interface ObservedImage {
  readonly id: string;
  readonly tags: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Unix seconds. */
  readonly created: number;
}

export interface ObservedVolume {
  readonly name: string;
  /** As the engine writes it: tells a volume from its successor of the same name. */
  readonly created: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ObservedPort {
  /** The port to publish: the one in use, the remembered one, or the first free one from the preferred. */
  readonly chosen: number;
  /** Ports that were preferred and taken, with who holds them where that can be seen. */
  readonly busy: readonly {readonly port: number; readonly holder: string}[];
}

/** What earlier runs recorded. Everything here can be lost without harm: the work is done again. */
export interface State {
  /** The port that each mode published last. */
  readonly ports: Readonly<Partial<Record<Mode, number>>>;
  /** By the name that the plan gives to a database: its volume and its name in there. */
  readonly databases: Readonly<Record<string, DatabaseState>>;
}

/** What was done to a database; valid for the volume that was created then, not for a successor of its name. */
export interface DatabaseState {
  readonly created: string;
  readonly prepared: string | null;
  readonly migrated: string | null;
  /** Migration files that were applied. */
  readonly migrations: readonly string[];
  /** Hashes of the commands that ran after the migrations; absent in a record of an earlier devenv. */
  readonly commands?: readonly string[];
  /** Content hash by fixture. */
  readonly fixtures: Readonly<Record<string, string>>;
  /** Hash of each row that a fixture loaded, by fixture, then by object. */
  readonly rows: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
