import type { Ordinal } from "../../../domain/paper/paper.js";
import { vectorToBytes } from "../../../domain/vectors/bytes.js";
import { prepareNoteChange } from "./note-change.js";
import type { SqliteDatabase } from "../open-database.js";
import { forEachShelf, type Shelf, shelves } from "./slots.js";

interface ShelfVector {
  readonly shelf: Shelf;
  readonly ordinal: Ordinal;
  readonly vector: Float32Array;
}

/** Gives the function that puts a vector on a shelf, in the place of the one before, and notes the change. */
export function prepareWriteVector(database: SqliteDatabase): (vector: ShelfVector) => void {
  const write = forEachShelf((shelf) =>
    database.prepare(`INSERT OR REPLACE INTO ${shelves[shelf].vectors} (ordinal, vector) VALUES (?, ?)`),
  );
  const noteChange = prepareNoteChange(database);
  return ({ shelf, ordinal, vector }) => {
    write[shelf].run(ordinal, vectorToBytes(vector));
    noteChange(shelves[shelf].kind, ordinal);
  };
}

/** Gives the function that takes a vector from a shelf; it tells whether there was one, and leaves the change to be noted. */
export function prepareDropVector(database: SqliteDatabase): (place: Omit<ShelfVector, "vector">) => boolean {
  const drop = forEachShelf((shelf) => database.prepare(`DELETE FROM ${shelves[shelf].vectors} WHERE ordinal = ?`));
  return ({ shelf, ordinal }) => drop[shelf].run(ordinal).changes > 0;
}
