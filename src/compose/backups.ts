import { createDataBackups } from "../adapters/backup/data-backups.js";
import type { Config } from "../config.js";
import { readVersion } from "../package-files.js";
import type { DataBackups } from "../ports/backup/data-backups.js";

/** Backups of the data folder; they work even while another process has it open. */
export function composeBackups({ dataDir }: Config): DataBackups {
  return createDataBackups({ folder: dataDir, version: readVersion(), now: () => new Date() });
}
