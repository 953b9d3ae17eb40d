import type { BackupManifest, CopyOptions, Restored, RestoreOptions } from "../../domain/backup/backup.js";

/** Copies of a whole data folder. */
export interface DataBackups {
  /**
   * Copies the data folder as it is at one moment, also while another process serves from it and writes to it. The copy
   * holds every paper accepted before the call, once. The backup folder appears complete or not at all. Throws
   * `not_found` without a data folder, `conflict` if a file is in the way or a newer paperkin wrote the store,
   * `damaged` for a broken store, `unavailable` if the backup cannot be written.
   */
  writeBackup(target: string, options: CopyOptions): Promise<BackupManifest>;
  /**
   * Replaces the contents of the data folder with a backup, after checking its checksums: completely or not at all. If
   * the process dies during the call, the folder holds either the previous papers or those of the backup, never a
   * mixture. Throws `not_found` and `damaged` for the backup, `conflict` if papers are in the way or a newer paperkin
   * wrote it, `folder_in_use`, and `unavailable` if the folder cannot be written.
   */
  restoreBackup(source: string, options: RestoreOptions): Promise<Restored>;
}
