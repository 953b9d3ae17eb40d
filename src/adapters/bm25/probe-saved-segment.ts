import { stat } from "node:fs/promises";
import { join } from "node:path";
import { defaultBm25Parameters } from "../../domain/search/bm25.js";
import { describeError } from "../../errors.js";
import { hashFile } from "../index-file.js";
import { readSavedFacts } from "./saved-segment.js";

/** What a start would find of the saved index, which is hashed and not loaded. */
export async function probeSavedSegment(folder: string, storeId: string) {
  const flawed = (flaw: string) => ({ bytes: 0, flaw: `The keyword index in ${folder} ${flaw}` });
  try {
    const read = await readSavedFacts({ folder, storeId, parameters: defaultBm25Parameters });
    if (!read) return { bytes: 0 };
    if ("flaw" in read) return flawed(read.flaw);
    const path = join(folder, read.facts.file);
    if ((await hashFile(path)) !== read.facts.sha256) return flawed("is damaged: its checksum is wrong");
    return { bytes: (await stat(path)).size, saved: read.facts };
  } catch (error) {
    return flawed(`cannot be read: ${describeError(error)}`);
  }
}
