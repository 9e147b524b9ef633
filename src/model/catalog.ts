/** What this package ships: images/ and compose/. It knows no project. */
export interface Catalog {
  /** Version of devenv. */
  readonly version: string;
  readonly images: Readonly<Record<string, CatalogImage>>;
  /** Text of compose/<name>.yaml by name, such as "web" or "web.production". */
  readonly fragments: Readonly<Record<string, string>>;
  /** Text of each file of images/app, which every image with the project's code gets. */
  readonly scripts: Readonly<Record<string, string>>;
}

export interface CatalogImage {
  /** Absolute path of the build context. */
  readonly directory: string;
  /** sha256 over the paths, modes and contents below it. */
  readonly hash: string;
}
