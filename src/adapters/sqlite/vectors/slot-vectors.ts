import type { Ordinal } from "../../../domain/paper/paper.js";
import { vectorToBytes } from "../../../domain/vectors/bytes.js";
import { prepareRecordChange } from "./record-change.js";
import type { SqliteDatabase } from "../open-database.js";
import { forEachSlot, type VectorSlot, vectorSlots } from "./slots.js";

interface SlotVector {
  readonly slot: VectorSlot;
  readonly ordinal: Ordinal;
  readonly vector: Float32Array;
}

/** Returns a function that writes a vector to a slot, replacing the previous one, and records the change. */
export function prepareWriteVector(database: SqliteDatabase): (vector: SlotVector) => void {
  const write = forEachSlot((slot) =>
    database.prepare(`INSERT OR REPLACE INTO ${vectorSlots[slot].vectors} (ordinal, vector) VALUES (?, ?)`),
  );
  const recordChange = prepareRecordChange(database);
  return ({ slot, ordinal, vector }) => {
    write[slot].run(ordinal, vectorToBytes(vector));
    recordChange(vectorSlots[slot].kind, ordinal);
  };
}

/**
 * Returns a function that removes a vector from a slot; it returns whether there was one. The caller records the
 * change.
 */
export function prepareDropVector(database: SqliteDatabase): (place: Omit<SlotVector, "vector">) => boolean {
  const drop = forEachSlot((slot) => database.prepare(`DELETE FROM ${vectorSlots[slot].vectors} WHERE ordinal = ?`));
  return ({ slot, ordinal }) => drop[slot].run(ordinal).changes > 0;
}
