/** How a run of the project's tests ended. */
export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  readonly skipped: number;
}

/** Kept for each image whose tests ran; `push` asks for it. */
export interface TestRecord {
  readonly schema: 1;
  /** Of the image that ships. */
  readonly fingerprint: string;
  readonly image: string;
  /** Of the NGINX image that belongs to it. */
  readonly nginx: string;
  readonly command: readonly string[];
  /** False where arguments narrowed the tests down. */
  readonly full: boolean;
  readonly result: 'passed' | 'failed';
  readonly counts: TestResult;
  readonly git: {readonly commit: string; readonly dirty: boolean} | null;
  readonly devenv: string;
  /** ISO 8601. */
  readonly finished: string;
}
