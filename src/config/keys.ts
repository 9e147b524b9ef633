import type * as z from 'zod/mini';
import {schema} from './schema';

/** The keys that the schema knows at a path. */
export function keysAt(path: readonly string[]): readonly string[] {
  const found = path.reduce<z.core.$ZodType | undefined>((node, part) => shapeOf(node)?.[part], schema);
  return Object.keys(shapeOf(found) ?? {});
}

function shapeOf(node: z.core.$ZodType | undefined): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const {def} = (node as z.core.$ZodTypes | undefined)?._zod ?? {};
  if (def?.type === 'optional' || def?.type === 'default') return shapeOf(def.innerType);
  return def?.type === 'object' ? def.shape : undefined;
}
