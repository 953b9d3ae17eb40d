import { createHash } from "node:crypto";
import { z } from "zod";
import { topicSchema } from "../domain/map/answer.js";
import type { KeptMap } from "../ports/map/map-store.js";

/** What is kept of a map as JSON, beside its columns. */
export const mapFactsSchema = z.object({
  /** Checksum of the columns. */
  sha256: z.string(),
  count: z.number().int(),
  lastChange: z.number(),
  drawnAt: z.number(),
  later: z.number(),
  sampledFrom: z.number().int().optional(),
  topics: z.array(topicSchema),
});
export type MapFacts = z.output<typeof mapFactsSchema>;

export interface EncodedMap {
  readonly columns: Buffer;
  readonly facts: Omit<KeptMap, "ordinals" | "x" | "y" | "topicOf"> & Pick<MapFacts, "sha256" | "count">;
}

/** Bytes per paper: ordinal (int32), x, y and topic (uint16 each), column after column. */
const paperBytes = 10;

export function encodeMap({ ordinals, x, y, topicOf, ...rest }: KeptMap): EncodedMap {
  const columns = Buffer.concat([ordinals, x, y, topicOf].map(toBytes));
  return { columns, facts: { sha256: hash(columns), count: ordinals.length, ...rest } };
}

/** The map, or the reason why it cannot be used. */
export function decodeMap(
  columns: Uint8Array,
  { sha256, count, topics: kept, sampledFrom, ...facts }: MapFacts,
): KeptMap | { readonly flaw: string } {
  if (hash(columns) !== sha256 || columns.length !== count * paperBytes)
    return { flaw: "is damaged (its checksum is wrong)" };
  // A copy, because views of multi-byte numbers must be aligned.
  const { buffer } = Uint8Array.from(columns);
  const column = (place: number) => new Uint16Array(buffer, count * (4 + 2 * place), count);
  const topics = kept.map(({ parent, ...topic }) => (parent === undefined ? topic : { ...topic, parent }));
  return {
    ordinals: new Int32Array(buffer, 0, count),
    x: column(0),
    y: column(1),
    topicOf: column(2),
    topics,
    ...facts,
    ...(sampledFrom !== undefined && { sampledFrom }),
  };
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function toBytes({ buffer, byteOffset, byteLength }: Int32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
