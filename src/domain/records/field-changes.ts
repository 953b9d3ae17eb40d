import { z } from "zod";
import type { Paper } from "../paper/paper.js";
import { type ChangedField, changedFields } from "./changed-fields.js";

export const fieldChangesSchema = z
  .partialRecord(
    z.enum(changedFields),
    z.object({
      added: z.number().int().optional().describe("Papers that got a value"),
      changed: z.number().int().optional().describe("Papers that got another value"),
    }),
  )
  .describe("For each field, how many stored papers records of this source completed or changed");
export type FieldChanges = z.output<typeof fieldChangesSchema>;

/** A set of changes in one number: two bits a field, "got a value" and "got another value". */
export type ChangeBits = number;

export function compareFields(before: Paper, after: Paper): ChangeBits {
  let bits = 0;
  for (const [at, field] of changedFields.entries()) {
    const [old, fresh] = [before[field], after[field]];
    if (old === fresh || isSameList(old, fresh)) continue;
    bits |= 1 << (at * 2 + (isEmpty(old) ? 0 : 1));
  }
  return bits;
}

/** Adds changes that are not in `known` to the counts; a field that got a value is not counted as changed as well. */
export function countChanges(counts: FieldChanges, known: ChangeBits, bits: ChangeBits): FieldChanges {
  const fresh = bits & ~known;
  if (fresh === 0) return counts;
  const grown: FieldChanges = { ...counts };
  for (const [at, field] of changedFields.entries()) {
    const had = (known >> (at * 2)) & 3;
    const { added = 0, changed = 0 } = grown[field] ?? {};
    if (had !== 0) continue;
    if (fresh & (1 << (at * 2))) grown[field] = { ...grown[field], added: added + 1 };
    else if (fresh & (2 << (at * 2))) grown[field] = { ...grown[field], changed: changed + 1 };
  }
  return grown;
}

/** Sums of several sources. */
export function sumChanges(all: readonly FieldChanges[]): FieldChanges {
  const sum: FieldChanges = {};
  for (const changes of all) {
    for (const field of changedFields) {
      for (const kind of ["added", "changed"] as const) {
        const count = changes[field]?.[kind];
        if (count !== undefined) sum[field] = { ...sum[field], [kind]: (sum[field]?.[kind] ?? 0) + count };
      }
    }
  }
  return sum;
}

type Value = Paper[ChangedField];

function isSameList(one: Value, other: Value): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return false;
  return one.length === other.length && one.every((item, at) => item === other[at]);
}

function isEmpty(value: Value): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
