import { stat } from "node:fs/promises";
import { join } from "node:path";
import { defaultBm25Parameters } from "../../domain/search/bm25.js";
import { describeError } from "../../errors.js";
import type { IndexFacts } from "../../ports/health/health-probes.js";
import { hashFile } from "../index-file.js";
import { readSavedFacts } from "./saved-segment.js";

/** What a start would find of the saved index, which is hashed and not loaded. */
export async function probeSavedSegment(place: { folder: string; storeId: string }): Promise<IndexFacts> {
  const flawed = (flaw: string) => ({ bytes: 0, flaw: `The keyword index in ${place.folder} ${flaw}` });
  try {
    const read = await readSavedFacts({ ...place, parameters: defaultBm25Parameters });
    if (!read) return { bytes: 0 };
    if ("flaw" in read) return flawed(read.flaw);
    const { file, sha256, count, lastChange } = read.facts;
    const path = join(place.folder, file);
    if ((await hashFile(path)) !== sha256) return flawed("is damaged: its checksum is wrong");
    return { bytes: (await stat(path)).size, saved: { count, lastChange } };
  } catch (error) {
    return flawed(`cannot be read: ${describeError(error)}`);
  }
}
