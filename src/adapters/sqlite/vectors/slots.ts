import type { ChangeKind } from "./record-change.js";
import type { SqliteDatabase } from "../open-database.js";

/** The tables of a model's vectors and duplicates. */
export type VectorSlot = 1 | 2;

export const vectorSlots: Readonly<Record<VectorSlot, { vectors: string; duplicates: string; kind: ChangeKind }>> = {
  1: { vectors: "vectors", duplicates: "duplicates", kind: "vector" },
  2: { vectors: "vectors_2", duplicates: "duplicates_2", kind: "vector2" },
};

export function otherSlot(slot: VectorSlot): VectorSlot {
  return slot === 1 ? 2 : 1;
}

/** Returns a function that reads the slot of the model in use. Call it each time: a switch can happen in between. */
export function prepareReadSlot(database: SqliteDatabase): () => VectorSlot {
  const read = database.prepare("SELECT value FROM meta WHERE key = 'slot'").pluck();
  return () => (read.get() === "2" ? 2 : 1);
}

/** Makes the same value for both slots. */
export function forEachSlot<T>(make: (slot: VectorSlot) => T): Readonly<Record<VectorSlot, T>> {
  return { 1: make(1), 2: make(2) };
}
