import { createSqliteDataBackups } from "../adapters/backup/data-backups.js";
import { readVersion } from "./parts.js";
import type { Config } from "../config.js";
import type { DataBackups } from "../ports/backup/data-backups.js";

/** Backups of the data folder, beside whoever has it open. */
export function composeBackups({ dataDir }: Config): DataBackups {
  return createSqliteDataBackups({ folder: dataDir, version: readVersion(), now: () => new Date() });
}
