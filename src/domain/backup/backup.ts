import { z } from "zod";

/** Increased when the layout of a backup changes, so that an older paperkin rejects a newer backup. */
export const backupFormat = 1;

/** Only paths inside the folder: a forged manifest must not cause writes outside it. */
const filePath = /^(?!.*(^|\/)\.\.?(\/|$))[\w.-]+(\/[\w.-]+)*$/;

/** The contents of `backup.json`, which describes the backup. */
export const backupManifestSchema = z.object({
  format: z.number().int(),
  /** The version of paperkin that wrote the backup. */
  paperkin: z.string(),
  /** Schema version of the store. */
  layout: z.number().int(),
  storeId: z.string(),
  /** Fingerprint of the model that computed the vectors; absent if there are no vectors yet. */
  fingerprint: z.string().optional(),
  papers: z.number().int(),
  embedded: z.number().int(),
  lastChange: z.number().int(),
  createdAt: z.string(),
  files: z.array(z.object({ path: z.string().regex(filePath), bytes: z.number().int(), sha256: z.string() })),
});
export type BackupManifest = z.output<typeof backupManifestSchema>;

export interface CopyOptions {
  /** Aborts the copy with the reason of the signal, and removes the files that are already written. */
  readonly signal: AbortSignal;
  readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
}

export interface RestoreOptions extends CopyOptions {
  /** Moves the existing contents of the data folder into a subfolder, instead of failing. */
  readonly force: boolean;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** The folder that holds the previous contents. */
  readonly movedTo?: string;
}

export function countBackupBytes({ files }: Pick<BackupManifest, "files">): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
