import type { DataBackups } from "../../ports/backup/data-backups.js";
import { restoreBackup } from "./restore-backup.js";
import { type BackupSource, writeBackup } from "./write-backup.js";

/** Backups of one data folder, without opening it. */
export function createDataBackups(source: BackupSource): DataBackups {
  return {
    writeBackup: (target, options) => writeBackup(source, target, options),
    restoreBackup: (backup, options) => restoreBackup(source, backup, options),
  };
}
