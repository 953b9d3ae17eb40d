import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type ExpectedIndex, findSavedIndex } from "./saved-index.js";

/** What a start would find of the saved index, which is hashed and not loaded. */
export async function probeSavedIndex(expected: Omit<ExpectedIndex, "logger">) {
  let flaw: string | undefined;
  const note = (_fields: object, message: string) => void (flaw ??= message);
  const saved = await findSavedIndex({ ...expected, logger: { info: note, warn: note, error: note } });
  return { bytes: saved ? (await stat(join(expected.folder, saved.file))).size : 0, saved, flaw };
}
