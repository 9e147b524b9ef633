/** devenv.lock: what was resolved where the project's own files leave it open. It belongs into version control. */
export interface Lock {
  /** Hash of what was resolved: files, Python, and what devenv.yaml says about it. */
  readonly inputs: string;
  readonly python: string;
  /** Nothing that the index got after that day was taken, "2026-05-16"; null: no limit. */
  readonly asOf: string | null;
  /** Lines of a requirements file, each an exact pin. */
  readonly production: readonly string[];
  /** What development adds. */
  readonly development: readonly string[];
  /** Digest of each official image by its reference, where a registry gave the images. */
  readonly images: Readonly<Record<string, string>>;
}

/** The file's text, a pin a line. */
export function lockText({inputs, python, asOf, production, development, images}: Lock): string {
  const about = 'Made by devenv; commit it. devenv lock renews it.';
  return `${JSON.stringify({about, inputs, python, as_of: asOf ?? '', production, development, images}, null, 2)}\n`;
}
