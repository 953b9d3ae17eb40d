import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { findTopics as findTopicsOf, type TopicTree } from "../../../domain/map/find-topics.js";
import { mapSide } from "../../../domain/map/fit-places.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { describeError } from "../../../errors.js";
import type { KeptMap, MapSheets, OpenMap, PlacedPapers } from "../../../ports/map/map-store.js";
import { decodeMap, encodeMap, mapFactsSchema } from "../../map-columns.js";
import { type SheetLabel, writeSheets } from "../../map-sheets.js";

/** The tasks of this thread, called by `createRedisMapStore`. It keeps nothing between tasks. */
export interface MapTasks {
  readonly findTopics: typeof findTopics;
  readonly encode: typeof encode;
  readonly decode: typeof decode;
}

/** The fields of a map in Redis. */
export interface MapFields {
  /** JSON. */
  readonly facts: Uint8Array;
  readonly columns: Uint8Array;
  readonly whole: Uint8Array;
  readonly outline: Uint8Array;
  /** Checksum of the others, a dot, and what no other map that was stored has. */
  readonly version: string;
}

/** JSON of titles, in the order of the papers: some of them in each part. */
export type TitleParts = readonly Uint8Array[];
/** JSON of `[ordinal, id, year]`. */
export type LabelParts = readonly Uint8Array[];

const factsSchema = mapFactsSchema.extend({
  format: z.literal(1),
  /** Versions of the sheets. */
  sheets: z.object({ whole: z.string(), outline: z.string() }),
});

export function findTopics({ x, y, titles }: Omit<PlacedPapers, "ordinals"> & { titles: TitleParts }): TopicTree {
  return findTopicsOf({ x, y, side: mapSide }, listParts<string>(titles));
}

export function encode({ map, labels }: { readonly map: KeptMap; readonly labels: LabelParts }): {
  readonly fields: MapFields;
  readonly sheets: MapSheets;
} {
  const known = new Map<Ordinal, SheetLabel>();
  for (const [ordinal, id, year] of listParts<readonly [Ordinal, string, number | null]>(labels))
    known.set(ordinal, { id, year });
  const sheets = writeSheets(map, (ordinal) => known.get(ordinal));
  const { columns, facts } = encodeMap(map);
  const versions = { whole: sheets.whole.version, outline: sheets.outline.version };
  const json = Buffer.from(JSON.stringify({ format: 1, ...facts, sheets: versions }));
  const fields = { facts: json, columns, whole: sheets.whole.gzip, outline: sheets.outline.gzip };
  return { fields: { ...fields, version: `${hash(fields)}.${randomUUID()}` }, sheets };
}

/** The map, or the reason why it cannot be used. */
export function decode(fields: MapFields): OpenMap | { readonly flaw: string } {
  if (!fields.version.startsWith(`${hash(fields)}.`)) return { flaw: "is damaged (its checksum is wrong)" };
  try {
    const { sheets, format: _, ...facts } = factsSchema.parse(JSON.parse(Buffer.from(fields.facts).toString()));
    const map = decodeMap(fields.columns, facts);
    if ("flaw" in map) return map;
    const sheet = (part: "whole" | "outline") => ({ gzip: Uint8Array.from(fields[part]), version: sheets[part] });
    return { map, sheets: { whole: sheet("whole"), outline: sheet("outline") } };
  } catch (error) {
    return { flaw: `cannot be read (${describeError(error).replaceAll("\n", " ")})` };
  }
}

function hash({ facts, columns, whole, outline }: Omit<MapFields, "version">): string {
  const sum = createHash("sha256");
  for (const part of [facts, columns, whole, outline]) sum.update(part);
  return sum.digest("base64url");
}

function* listParts<Item>(parts: readonly Uint8Array[]): Generator<Item> {
  for (const part of parts) yield* JSON.parse(Buffer.from(part).toString()) as Item[];
}
