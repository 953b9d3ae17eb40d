import { existsSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { parseFingerprint } from "../../../domain/models/model.js";
import { dataFolderNames } from "../../data-folder.js";

/** The model whose vectors a data folder uses; undefined where there are none, or the store cannot be read. */
export function readFolderModel(folder: string): string | undefined {
  const file = join(folder, dataFolderNames.store);
  if (!existsSync(file)) return undefined;
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 1_000 });
    try {
      const fingerprint = database.prepare("SELECT value FROM meta WHERE key = 'fingerprint'").pluck().get();
      return fingerprint === undefined ? undefined : parseFingerprint(fingerprint as string).id;
    } finally {
      database.close();
    }
  } catch {
    // Opening the store reports what is wrong with it.
    return undefined;
  }
}
