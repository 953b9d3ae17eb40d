import { createSqliteDataBackups } from "./adapters/sqlite/sqlite-data-backups.js";
import { readVersion } from "./compose-parts.js";
import type { Config } from "./config.js";
import type { DataBackups } from "./ports/data-backups.js";

/** Backups of the data folder, beside whoever has it open. */
export function composeBackups({ dataDir }: Config): DataBackups {
  return createSqliteDataBackups({ folder: dataDir, version: readVersion(), now: () => new Date() });
}
