import type { Ordinal } from "../../../domain/paper/paper.js";
import { prepareRecordChange } from "./record-change.js";
import type { SqliteDatabase } from "../open-database.js";
import { prepareDropVector } from "./slot-vectors.js";
import { otherSlot, prepareReadSlot, vectorSlots } from "./slots.js";

/**
 * Returns a function that removes a paper's vector of the other model, so that the paper waits for a new one. Call it
 * within the transaction that changes the paper's text, or before the paper is removed.
 */
export function prepareForgetVector(database: SqliteDatabase): (ordinal: Ordinal) => void {
  const hasOther = database.prepare("SELECT 1 FROM other_model");
  const readSlot = prepareReadSlot(database);
  const dropVector = prepareDropVector(database);
  const count = database.prepare("UPDATE other_model SET vectors = vectors - 1");
  const wait = database.prepare("INSERT OR REPLACE INTO missing_vectors (slot, ordinal) VALUES (?, ?)");
  const recordChange = prepareRecordChange(database);
  return (ordinal) => {
    if (!hasOther.get()) return;
    const slot = otherSlot(readSlot());
    const hadVector = dropVector({ slot, ordinal });
    wait.run(slot, ordinal);
    if (!hadVector) return;
    count.run();
    recordChange(vectorSlots[slot].kind, ordinal);
  };
}
