/** The role and the database that the project's settings connect with. */
export interface DatabaseAccess {
  readonly name: string;
  readonly user: string;
  readonly password: string;
}
