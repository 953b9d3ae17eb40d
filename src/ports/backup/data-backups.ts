import type { BackupManifest, CopyOptions, Restored, RestoreOptions } from "../../domain/backup/backup.js";

/** Copies of a whole data folder. */
export interface DataBackups {
  /**
   * Copies the data folder as it is at one moment, beside whoever serves from it and writes to it: every paper that was
   * accepted before the call is there, once. The folder of the backup appears whole or not at all. Throws `not_found`
   * without a data folder, `conflict` where something is in the way or the store is of a newer paperkin, `damaged` for a
   * broken store, `unavailable` where it cannot be written.
   */
  writeBackup(target: string, options: CopyOptions): Promise<BackupManifest>;
  /**
   * Puts a backup in the place of what is in the data folder, checked against its checksums: whole, or not at all. Where
   * the process dies meanwhile, the papers are those of before or those of the backup, never some of each. Throws
   * `not_found` and `damaged` for the backup, `conflict` where papers are in the way or a newer paperkin wrote it,
   * `folder_in_use`, and `unavailable` where the folder cannot be written.
   */
  restoreBackup(source: string, options: RestoreOptions): Promise<Restored>;
}
