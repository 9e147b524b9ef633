import * as z from 'zod/mini';
import {schema} from './schema';

/** The schema that editors check devenv.yaml with. */
export function jsonSchema(): Readonly<Record<string, unknown>> {
  const {$schema, ...rest} = z.toJSONSchema(schema, {io: 'input', override: allowOwnKeys});
  return {$schema, title: 'devenv.yaml', ...rest};
}

/** Keys that begin with x- are the user's. */
function allowOwnKeys({jsonSchema: node}: {readonly jsonSchema: z.core.JSONSchema.BaseSchema}): void {
  if (node.additionalProperties === false) node.patternProperties = {'^x-': {}};
}
