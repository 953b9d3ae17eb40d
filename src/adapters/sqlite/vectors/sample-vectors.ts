import type { Ordinal } from "../../../domain/paper/paper.js";
import { bytesToVector } from "../../../domain/vectors/bytes.js";
import type { SqliteDatabase } from "../open-database.js";
import { type VectorSlot, vectorSlots } from "./slots.js";

/**
 * At most `size` vectors, from evenly spaced ordinals: papers are imported by year or venue, and the sample covers
 * every part of the corpus. Reads only the rows it returns.
 */
export function sampleVectors(database: SqliteDatabase, size: number, slot: VectorSlot): Float32Array[] {
  const { vectors } = vectorSlots[slot];
  const ends = database.prepare(`SELECT min(ordinal) AS first, max(ordinal) AS last FROM ${vectors}`);
  const { first, last } = ends.get() as { first: Ordinal | null; last: Ordinal | null };
  if (first === null || last === null) return [];
  const readFrom = database.prepare(
    `SELECT ordinal, vector FROM ${vectors} WHERE ordinal >= ? ORDER BY ordinal LIMIT 1`,
  );
  const step = Math.max(1, (last - first + 1) / size);
  const sampled: Float32Array[] = [];
  let next = first;
  // In a gap of removed papers, the next paper is used, once.
  for (let place = 0; first + place * step < last + 1; place += 1) {
    const from = Math.floor(first + place * step);
    if (from < next) continue;
    const { ordinal, vector } = readFrom.get(from) as { ordinal: Ordinal; vector: Uint8Array };
    sampled.push(bytesToVector(vector));
    next = ordinal + 1;
  }
  return sampled;
}
