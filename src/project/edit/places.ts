export type SetName = 'production' | 'development';

/** Where a file may list packages; null from either where it does not. */
export interface Place {
  readonly add: (content: string, requirement: string) => string | null;
  readonly remove: (content: string, name: string) => string | null;
}

/** The places of a set in a file, the likeliest first; with the content, all that it has. */
export type Places = (set: SetName, content?: string) => readonly Place[];
