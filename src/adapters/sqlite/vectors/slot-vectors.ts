import type { Ordinal } from "../../../domain/paper/paper.js";
import { vectorToBytes } from "../../../domain/vectors/bytes.js";
import { prepareNoteChange } from "./note-change.js";
import type { SqliteDatabase } from "../open-database.js";
import { forEachSlot, type VectorSlot, vectorSlots } from "./slots.js";

interface SlotVector {
  readonly slot: VectorSlot;
  readonly ordinal: Ordinal;
  readonly vector: Float32Array;
}

/** Gives the function that puts a vector in a slot, in the place of the one before, and notes the change. */
export function prepareWriteVector(database: SqliteDatabase): (vector: SlotVector) => void {
  const write = forEachSlot((slot) =>
    database.prepare(`INSERT OR REPLACE INTO ${vectorSlots[slot].vectors} (ordinal, vector) VALUES (?, ?)`),
  );
  const noteChange = prepareNoteChange(database);
  return ({ slot, ordinal, vector }) => {
    write[slot].run(ordinal, vectorToBytes(vector));
    noteChange(vectorSlots[slot].kind, ordinal);
  };
}

/** Gives the function that takes a vector from a slot; it tells whether there was one, and leaves the change to be noted. */
export function prepareDropVector(database: SqliteDatabase): (place: Omit<SlotVector, "vector">) => boolean {
  const drop = forEachSlot((slot) => database.prepare(`DELETE FROM ${vectorSlots[slot].vectors} WHERE ordinal = ?`));
  return ({ slot, ordinal }) => drop[slot].run(ordinal).changes > 0;
}
