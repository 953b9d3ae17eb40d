import { z } from "zod";
import type { Paper } from "../paper/paper.js";
import { type PaperField, paperFields } from "../paper/field-names.js";

export const fieldChangesSchema = z
  .partialRecord(
    z.enum(paperFields),
    z.object({
      added: z.number().int().optional().describe("Papers that got a value"),
      changed: z.number().int().optional().describe("Papers that got another value"),
      removed: z.number().int().optional().describe("Papers that lost their value; only an edit removes one"),
    }),
  )
  .describe("For each field, how many stored papers records of this source completed or changed");
export type FieldChanges = z.output<typeof fieldChangesSchema>;

/** A set of changes in one number: two bits a field, 1 for "got a value", 2 for "got another value", 3 for "lost it". */
export type ChangeBits = number;

/** In the order of their bits. */
const kinds = ["added", "changed", "removed"] as const;

export function compareFields(before: Paper, after: Paper): ChangeBits {
  let bits = 0;
  for (const [at, field] of paperFields.entries()) {
    const [old, fresh] = [before[field], after[field]];
    if (old === fresh || isSameValue(old, fresh)) continue;
    bits |= (isEmpty(old) ? 1 : isEmpty(fresh) ? 3 : 2) << (at * 2);
  }
  return bits;
}

/** Adds changes to the counts; of each field only the first change counts, so not one that is in `known` already. */
export function countChanges(counts: FieldChanges, known: ChangeBits, bits: ChangeBits): FieldChanges {
  if ((bits & ~known) === 0) return counts;
  const grown: FieldChanges = { ...counts };
  for (const [at, field] of paperFields.entries()) {
    const kind = kinds[((bits >> (at * 2)) & 3) - 1];
    const isKnown = ((known >> (at * 2)) & 3) !== 0;
    if (kind !== undefined && !isKnown) grown[field] = { ...grown[field], [kind]: (grown[field]?.[kind] ?? 0) + 1 };
  }
  return grown;
}

/** Sums of several sources. */
export function sumChanges(all: readonly FieldChanges[]): FieldChanges {
  const sum: FieldChanges = {};
  for (const changes of all) {
    for (const field of paperFields) {
      for (const kind of kinds) {
        const count = changes[field]?.[kind];
        if (count !== undefined) sum[field] = { ...sum[field], [kind]: (sum[field]?.[kind] ?? 0) + count };
      }
    }
  }
  return sum;
}

type Value = Paper[PaperField];

/** Compares lists and own fields, whose names are sorted. */
function isSameValue(one: Value, other: Value): boolean {
  return typeof one === "object" && typeof other === "object" && JSON.stringify(one) === JSON.stringify(other);
}

function isEmpty(value: Value): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
