import type { ChangeKind } from "./note-change.js";
import type { SqliteDatabase } from "../open-database.js";

/** Where the vectors of a model are, and what hangs on them. */
export type VectorSlot = 1 | 2;

export const vectorSlots: Readonly<Record<VectorSlot, { vectors: string; duplicates: string; kind: ChangeKind }>> = {
  1: { vectors: "vectors", duplicates: "duplicates", kind: "vector" },
  2: { vectors: "vectors_2", duplicates: "duplicates_2", kind: "vector2" },
};

export function otherSlot(slot: VectorSlot): VectorSlot {
  return slot === 1 ? 2 : 1;
}

/** Gives the function that tells the slot of the model in use. It is asked each time: a switch may come in between. */
export function prepareReadSlot(database: SqliteDatabase): () => VectorSlot {
  const read = database.prepare("SELECT value FROM meta WHERE key = 'slot'").pluck();
  return () => (read.get() === "2" ? 2 : 1);
}

/** Makes the same statement for either slot. */
export function forEachSlot<T>(make: (slot: VectorSlot) => T): Readonly<Record<VectorSlot, T>> {
  return { 1: make(1), 2: make(2) };
}
