/*
 * The number of a row says in which inbox and chunk it is.
 */

const rowsOfInbox = 1e9;
const chunkSize = 32;

export function toRow(inbox: number, place: number): number {
  return inbox * rowsOfInbox + place;
}

export const inboxOf = (row: number) => Math.floor(row / rowsOfInbox);
export const placeOf = (row: number) => row % rowsOfInbox;
export const chunkOf = (row: number) => Math.floor(placeOf(row) / chunkSize);

/** The row with the first place of a chunk. */
export const firstOf = (inbox: number, chunk: number) => toRow(inbox, chunk * chunkSize);

/** The last chunk of an inbox with places up to a row, which may be one of another inbox; -1 for none. */
export function lastChunkUpTo(inbox: number, row: number): number {
  if (inboxOf(row) === inbox) return chunkOf(row);
  return inboxOf(row) > inbox ? rowsOfInbox : -1;
}
