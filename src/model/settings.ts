import type {Proof} from './proof';

/** What a team asked for in devenv.yaml and devenv.local.yaml, resolved: every key has a value. */
export interface Settings {
  /** Files that were read, strongest last; empty when the project has none. */
  readonly files: readonly string[];
  /** Where each variable stands, by its path: "env.NAME", "services.web.env.NAME". */
  readonly places?: Readonly<Record<string, Proof>>;
  /** Project name; null: the name of the root directory. */
  readonly name: string | null;
  /** Python version such as "3.11"; null: as detected. */
  readonly python: string | null;
  readonly django: DjangoSettings;
  /** Directory of the static home page relative to the root, false for none, null: as detected. */
  readonly homepage: string | false | null;
  /** The front end, false for none, null: as detected; a part that is left out is detected. */
  readonly assets: false | {readonly directory?: string; readonly command?: string; readonly output?: readonly string[]} | null;
  /** Fixtures that `up` loads, relative to the root; null: as detected. */
  readonly fixtures: readonly string[] | null;
  /** Preferred port on 127.0.0.1; the next free one is taken when it is busy. */
  readonly port: number;
  /** Variables for every service that runs the project's code. */
  readonly env: Readonly<Record<string, string>>;
  readonly envrc: EnvrcSettings;
  /** Production's file of variables. */
  readonly server_envrc: {
    /** Whether it is used although git tracks it. */
    readonly allow_tracked: boolean;
  };
  /** Variables for one service only. */
  readonly services: Readonly<Record<string, ServiceSettings>>;
  /** Commands that run beside the web server, by name; null: as detected. */
  readonly workers: Readonly<Record<string, readonly string[]>> | null;
  /** Commands that `up` runs once after the migrations. */
  readonly afterMigrate: readonly (readonly string[])[];
  /** Text by path below the root, laid over the work tree inside the containers and images. */
  readonly overlay: Readonly<Record<string, string>>;
  readonly images: ImageSettings;
  /** Debian packages that the project needs; headers are for the build and bring their library. */
  readonly apt: readonly string[];
  /** Day up to which unpinned requirements are resolved, "latest" for no limit; null: the last commit that touched them. */
  readonly resolve_as_of: string | null;
  /** What is installed in place of a requirement, by its name: "==1.2", "other==1.0" or a URL. */
  readonly replace: Readonly<Record<string, string>>;
  /** Names of requirements that are not installed. */
  readonly drop: readonly string[];
  readonly test: {readonly command: readonly string[] | null};
  readonly release: {
    /** Repository that `push` sends to, such as registry.example.com/team/site; null: given with --tag. */
    readonly image: string | null;
  };
}

/** How `.envrc` is evaluated. */
export interface EnvrcSettings {
  /** `auto`: without a shell where that is exact, else in bash; `direnv`: by the direnv that is installed; `static`: never by a shell. */
  readonly evaluator: 'auto' | 'direnv' | 'static';
  /** Whether what a shell runs gets no network, and may write into /tmp only. */
  readonly sandbox: boolean;
}

export interface ServiceSettings {
  /** Variables of one of the project's own services: web, worker, beat. */
  readonly env: Readonly<Record<string, string>>;
  /** A service of the team's own as Compose reads it; absent for those of the project's code. */
  readonly compose?: Readonly<Record<string, unknown>>;
  /** Variables that every service of the project's code gets because this one is there. */
  readonly provides?: Readonly<Record<string, string>>;
}

export interface DjangoSettings {
  /** Settings module that ships; null: as detected. */
  readonly production_settings: string | null;
  readonly settings: string | null;
  readonly manage: string | null;
}

export interface ImageSettings {
  /** Where base images come from: `auto` tries the registry first, then Debian packages. */
  readonly source: 'auto' | 'registry' | 'debian';
  /** Prefix of the official images, for a mirror: "mirror.example.com/library"; null: the engine's default. */
  readonly registry: string | null;
  readonly python: {
    /** An interpreter of this machine, the directory that has bin/python3; null: found where no other source has the version. */
    readonly directory: string | null;
  };
}
