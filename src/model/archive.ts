/** The repository whose archive an address is, as the forges write it: "lib" of "https://host/team/lib/-/archive/v1/lib.zip"; null for any other address. */
export function archivedRepository(address: string): string | null {
  return /^https?:\/\/.+\/(\w[\w.-]*)\/(?:-\/)?(?:archive|tarball|zipball)\//.exec(address)?.[1] ?? null;
}
