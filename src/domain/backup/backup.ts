import { z } from "zod";

/** Raised when the layout of a backup changes; one from a newer paperkin is refused rather than misread. */
export const backupFormat = 1;

/** Only paths within the folder: a forged manifest must not write outside of it. */
const filePath = /^(?!.*(^|\/)\.\.?(\/|$))[\w.-]+(\/[\w.-]+)*$/;

/** What a backup says of itself, in the file `backup.json`. */
export const backupManifestSchema = z.object({
  format: z.number().int(),
  /** Version of the paperkin that wrote it. */
  paperkin: z.string(),
  /** Of the store. */
  layout: z.number().int(),
  storeId: z.string(),
  /** Fingerprint of the model that the vectors are of; absent before the first. */
  fingerprint: z.string().optional(),
  papers: z.number().int(),
  embedded: z.number().int(),
  lastChange: z.number().int(),
  createdAt: z.string(),
  files: z.array(z.object({ path: z.string().regex(filePath), bytes: z.number().int(), sha256: z.string() })),
});
export type BackupManifest = z.output<typeof backupManifestSchema>;

export interface CopyOptions {
  /** Ends the copying with its reason; nothing is left behind. */
  readonly signal: AbortSignal;
  readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
}

export interface RestoreOptions extends CopyOptions {
  /** Moves what is in the data folder aside within it, instead of refusing. */
  readonly force: boolean;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** The folder of what was there before. */
  readonly movedTo?: string;
}

export function countBackupBytes({ files }: Pick<BackupManifest, "files">): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
