import type { Ordinal } from "../../../domain/paper/paper.js";
import { prepareNoteChange } from "./note-change.js";
import type { SqliteDatabase } from "../open-database.js";
import { prepareDropVector } from "./slot-vectors.js";
import { otherShelf, prepareReadShelf, shelves } from "./slots.js";

/**
 * Gives the function that takes a paper's vector of the other model away, and lets the paper wait for a new one; to be
 * called within the transaction that changes the paper's text, or before the paper itself goes.
 */
export function prepareForgetVector(database: SqliteDatabase): (ordinal: Ordinal) => void {
  const hasOther = database.prepare("SELECT 1 FROM other_model");
  const readShelf = prepareReadShelf(database);
  const dropVector = prepareDropVector(database);
  const count = database.prepare("UPDATE other_model SET vectors = vectors - 1");
  const wait = database.prepare("INSERT OR REPLACE INTO missing_vectors (shelf, ordinal) VALUES (?, ?)");
  const noteChange = prepareNoteChange(database);
  return (ordinal) => {
    if (!hasOther.get()) return;
    const shelf = otherShelf(readShelf());
    const hadVector = dropVector({ shelf, ordinal });
    wait.run(shelf, ordinal);
    if (!hadVector) return;
    count.run();
    noteChange(shelves[shelf].kind, ordinal);
  };
}
