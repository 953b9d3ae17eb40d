import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { KeptMap } from "../../ports/map/map-store.js";
import { readManifest, writeManifest } from "../index-file.js";
import { decodeMap, encodeMap, mapFactsSchema } from "../map-columns.js";

const manifestSchema = mapFactsSchema.extend({
  format: z.literal(1),
  storeId: z.string(),
  fingerprint: z.string(),
  /** Name of the data file next to the manifest. */
  file: z.string(),
});

/** The store and the model that a map belongs to. */
export interface MapOwner {
  readonly folder: string;
  readonly storeId: string;
  readonly fingerprint: string;
}

export async function writeMapFile({ folder, ...owner }: MapOwner, map: KeptMap): Promise<void> {
  const { columns, facts } = encodeMap(map);
  const file = `map-${facts.sha256.slice(0, 16)}.bin`;
  await mkdir(folder, { recursive: true });
  const handle = await open(join(folder, `${file}.tmp`), "w");
  try {
    await handle.writeFile(columns);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(join(folder, `${file}.tmp`), join(folder, file));
  const manifest = { format: 1, ...owner, file, ...facts };
  await writeManifest(join(folder, "map.json"), manifest);
}

/** The map, the reason it cannot be used, or undefined where there is none. Throws for an invalid manifest. */
export async function readMapFile(owner: MapOwner): Promise<KeptMap | { readonly flaw: string } | undefined> {
  const found = await readManifest(join(owner.folder, "map.json"));
  if (found === undefined) return undefined;
  const { format: _, file, storeId, fingerprint, ...facts } = manifestSchema.parse(found);
  if (storeId !== owner.storeId) return { flaw: "belongs to another store" };
  if (fingerprint !== owner.fingerprint) return { flaw: "is of another model" };
  return decodeMap(await readFile(join(owner.folder, file)), facts);
}
