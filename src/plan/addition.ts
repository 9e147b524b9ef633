/** A package that the project needs and does not name. */
export interface Addition {
  readonly requirement: string;
  readonly because: string;
}
