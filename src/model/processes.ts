/** The application of celery and what runs of it. */
export interface Celery {
  /** What `celery -A` takes, such as "example" or "example.celery". */
  readonly app: string;
  /** The settings module that it runs with, where that is not the project's; absent else. */
  readonly settings?: string;
  /** Whether a periodic schedule, a command that starts beat, or beat's own packages were found. */
  readonly beat: boolean;
  /** The workers that the project starts, at least one, each with its own arguments such as its queues. */
  readonly workers: readonly {readonly name: string; readonly args: readonly string[]}[];
  /** Arguments that the project gives to beat, such as its scheduler. */
  readonly beatArgs: readonly string[];
}

/** A process of the project's code besides the web server and celery. */
export interface Worker {
  /** Name of its service. */
  readonly name: string;
  /** In the work directory: ["python", "manage.py", "rqworker"]. */
  readonly command: readonly string[];
}
