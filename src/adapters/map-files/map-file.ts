import { createHash } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { topicSchema } from "../../domain/map/answer.js";
import type { KeptMap } from "../../ports/map/map-store.js";
import { readManifest, writeManifest } from "../index-file.js";

const manifestSchema = z.object({
  format: z.literal(1),
  storeId: z.string(),
  fingerprint: z.string(),
  /** Name of the data file next to the manifest, and its checksum. */
  file: z.string(),
  sha256: z.string(),
  count: z.number().int(),
  lastChange: z.number(),
  drawnAt: z.number(),
  later: z.number(),
  topics: z.array(topicSchema),
});

/** The store and the model that a map belongs to. */
export interface MapOwner {
  readonly folder: string;
  readonly storeId: string;
  readonly fingerprint: string;
}

/** Bytes per paper: ordinal (int32), x, y and topic (uint16 each), column after column. */
const paperBytes = 10;

export async function writeMapFile({ folder, ...owner }: MapOwner, map: KeptMap): Promise<void> {
  const { ordinals, x, y, topicOf, ...facts } = map;
  const bytes = Buffer.concat([ordinals, x, y, topicOf].map(toBytes));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const file = `map-${sha256.slice(0, 16)}.bin`;
  await mkdir(folder, { recursive: true });
  const handle = await open(join(folder, `${file}.tmp`), "w");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(join(folder, `${file}.tmp`), join(folder, file));
  const manifest = { format: 1, ...owner, file, sha256, count: ordinals.length, ...facts };
  await writeManifest(join(folder, "map.json"), manifest);
}

/** The map, the reason it cannot be used, or undefined where there is none. Throws for an invalid manifest. */
export async function readMapFile(owner: MapOwner): Promise<KeptMap | { readonly flaw: string } | undefined> {
  const found = await readManifest(join(owner.folder, "map.json"));
  if (found === undefined) return undefined;
  const { file, sha256, count, storeId, fingerprint, ...facts } = manifestSchema.parse(found);
  if (storeId !== owner.storeId) return { flaw: "belongs to another store" };
  if (fingerprint !== owner.fingerprint) return { flaw: "is of another model" };
  const bytes = await readFile(join(owner.folder, file));
  if (createHash("sha256").update(bytes).digest("hex") !== sha256 || bytes.length !== count * paperBytes)
    return { flaw: "is damaged (its checksum is wrong)" };
  // A copy, because views of multi-byte numbers must be aligned.
  const { buffer } = Uint8Array.from(bytes);
  const column = (place: number) => new Uint16Array(buffer, count * (4 + 2 * place), count);
  const topics = facts.topics.map(({ parent, ...topic }) => (parent === undefined ? topic : { ...topic, parent }));
  const { lastChange, drawnAt, later } = facts;
  const columns = { ordinals: new Int32Array(buffer, 0, count), x: column(0), y: column(1), topicOf: column(2) };
  return { ...columns, topics, lastChange, drawnAt, later };
}

function toBytes({ buffer, byteOffset, byteLength }: Int32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
