import type { z } from "zod";

/** A merge patch that has to change something, which its JSON Schema says too. */
export function requireChange<Schema extends z.ZodObject>(patch: Schema) {
  return patch
    .refine((change) => Object.values(change).some((value) => value !== undefined), "must change something")
    .meta({ minProperties: 1 });
}
