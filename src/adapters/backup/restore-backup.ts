import { readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import {
  backupFormat,
  type BackupManifest,
  backupManifestSchema,
  countBackupBytes,
  type Restored,
  type RestoreOptions,
} from "../../domain/backup/backup.js";
import { parseJson } from "../../domain/text/json/parse-json.js";
import { AppError } from "../../errors.js";
import { syncFile } from "../index-file.js";
import { copyFile, wrapCopyError } from "./copy-file.js";
import { lockDataFolder } from "../sqlite/data-folder/lock.js";
import { listContents, nameAsideFolder, replaceContents } from "./replace-contents.js";
import { settleRestored } from "../sqlite/desk/settle-restored.js";
import { schemaVersion } from "../sqlite/schema.js";
import { type BackupSource, manifestName } from "./write-backup.js";
import { dataFolderNames } from "../data-folder.js";

/** The backup is copied into the data folder and checked first; only then does it replace the contents. */
export async function restoreBackup(
  { folder: dataFolder, now }: Pick<BackupSource, "folder" | "now">,
  source: string,
  { force, signal, onProgress }: RestoreOptions,
): Promise<Restored> {
  const manifest = await readManifest(source);
  const folder = resolve(dataFolder);
  const found = await listContents(folder);
  const holds = found ?? [];
  if (holds.length > 0 && !force) {
    throw new AppError(
      "conflict",
      `${folder} is not empty (${holds.slice(0, 3).join(", ")}). Restore into another folder with --data-dir, or move what is there aside with --force.`,
    );
  }
  const lock = lockDataFolder(folder);
  const staging = join(folder, dataFolderNames.restore);
  try {
    // Left by a restore that was killed.
    await rm(staging, { recursive: true, force: true });
    await copyChecked(source, staging, { manifest, signal, onProgress });
    settleRestored(staging, { takenAt: new Date(manifest.createdAt), now: now() });
    await syncFile(join(staging, dataFolderNames.store));
    const aside = join(folder, nameAsideFolder(now()));
    await replaceContents(folder, aside);
    return { manifest, ...(holds.length > 0 && { movedTo: aside }) };
  } catch (error) {
    await rm(found ? staging : folder, { recursive: true, force: true });
    signal.throwIfAborted();
    throw wrapCopyError(error, `The data folder ${folder}`);
  } finally {
    lock.release();
  }
}

async function readManifest(source: string): Promise<BackupManifest> {
  const file = join(source, manifestName);
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new AppError("not_found", `${source} is not a backup: there is no readable ${file}.`, { cause });
  });
  const parsed = backupManifestSchema.safeParse(parseJson(text));
  const { format, layout = 0 } = (parsed.data ?? parseJson(text) ?? {}) as { format?: number; layout?: number };
  if ((format ?? 0) > backupFormat || layout > schemaVersion) {
    throw new AppError("conflict", `${source} was written by a newer paperkin: update paperkin to restore it.`);
  }
  if (parsed.success && parsed.data.files.some(({ path }) => path === dataFolderNames.store)) return parsed.data;
  throw new AppError("damaged", `${file} is not what paperkin wrote. Nothing was restored.`);
}

async function copyChecked(
  source: string,
  staging: string,
  { manifest, signal, onProgress }: Omit<RestoreOptions, "force"> & { readonly manifest: BackupManifest },
): Promise<void> {
  const bytesTotal = countBackupBytes(manifest);
  let bytesDone = 0;
  const onBytes = (bytes: number) => onProgress((bytesDone += bytes), bytesTotal);
  for (const { path, bytes, sha256 } of manifest.files) {
    const copied = await copyFile(join(source, path), join(staging, path), { signal, onBytes }).catch(
      (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") throw refuseDamaged(source, `${path} is missing`);
        throw error;
      },
    );
    if (copied.bytes !== bytes || copied.sha256 !== sha256)
      throw refuseDamaged(source, `${path} has changed since it was written`);
  }
  for (const folder of new Set(manifest.files.map(({ path }) => dirname(path)))) await syncFile(join(staging, folder));
}

function refuseDamaged(source: string, flaw: string): AppError {
  return new AppError("damaged", `The backup ${source} is damaged: ${flaw}. Nothing was restored.`);
}
