/** A package's name as indexes and locks compare it. Source: PEP 503. */
export function canonical(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
