import type { Ordinal } from "../../domain/paper/paper.js";
import { type HeldField, heldFields } from "../../domain/search/held-fields.js";
import { growColumn } from "./grow-column.js";

/** Which fields each paper has, and whether it is retracted, as one bit for each of `markedFields`. */
export interface FieldMarks {
  /** Replaces the bits of a paper. */
  set(ordinal: Ordinal, bits: number): void;
  /** Returns a test for whether a paper has all fields of one list and none of the other. */
  prepareTest(has: readonly Mark[], missing: readonly Mark[]): (ordinal: Ordinal) => boolean;
  /** How many of these papers have each of the fields. */
  count(ordinals: Int32Array): ReadonlyMap<MarkedField, number>;
}

type Mark = HeldField | "retracted";

/** The place of a field in the list is that of its bit. Vectors come and go by themselves. */
export const markedFields = [...heldFields.filter((field) => field !== "vector"), "retracted"] as const;
export type MarkedField = (typeof markedFields)[number];

export function createFieldMarks(): FieldMarks {
  let marks = new Uint16Array(0);
  return {
    set(ordinal, bits) {
      marks = growColumn(marks, ordinal + 1);
      marks[ordinal] = bits;
    },
    prepareTest(has, missing) {
      const wanted = collectBits(has);
      const examined = wanted | collectBits(missing);
      return (ordinal) => ((marks[ordinal] ?? 0) & examined) === wanted;
    },
    count(ordinals) {
      const counts = new Int32Array(1 << markedFields.length);
      for (let at = 0; at < ordinals.length; at += 1) counts[marks[ordinals[at] ?? 0] ?? 0]! += 1;
      const sum = (bit: number) => counts.reduce((all, count, bits) => ((bits & bit) === 0 ? all : all + count), 0);
      return new Map(markedFields.map((field, at) => [field, sum(1 << at)]));
    },
  };
}

function collectBits(fields: readonly Mark[]): number {
  return markedFields.reduce((bits, field, at) => (fields.includes(field) ? bits | (1 << at) : bits), 0);
}
