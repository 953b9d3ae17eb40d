import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { backupFormat, type BackupManifest, backupManifestSchema, countBackupBytes } from "../../domain/backup.js";
import { AppError, describeError } from "../../errors.js";
import type { Restored, RestoreOptions } from "../../ports/data-backups.js";
import { syncFile } from "../index-file.js";
import { copyFile, wrapCopyError } from "./copy-file.js";
import { lockDataFolder } from "./data-folder-lock.js";
import { databaseName } from "./open-database.js";
import { schemaVersion } from "./schema.js";
import { type BackupSource, manifestName } from "./write-backup.js";

/** All of it is copied and checked beside the data folder first; only then does it take the folder's place. */
export async function restoreBackup(
  { folder: dataFolder, now }: Pick<BackupSource, "folder" | "now">,
  source: string,
  { force, signal, onProgress }: RestoreOptions,
): Promise<Restored> {
  const manifest = await readManifest(source);
  const folder = resolve(dataFolder);
  const holds = await findHeld(folder);
  if (holds.length > 0 && !force) {
    throw new AppError(
      "conflict",
      `${folder} is not empty (${holds.slice(0, 3).join(", ")}). Restore into another folder with --data-dir, or move this one aside with --force.`,
    );
  }
  const lock = holds.length > 0 ? lockDataFolder(folder) : undefined;
  const staging = join(dirname(folder), `.${basename(folder)}.${randomUUID().slice(0, 8)}.partial`);
  try {
    await mkdir(staging, { recursive: true });
    await copyChecked(source, staging, { manifest, signal, onProgress });
    const movedTo =
      holds.length > 0
        ? `${folder}.before-${now()
            .toISOString()
            .replace(/[-:]|\.\d+/g, "")}`
        : undefined;
    await takePlace(staging, folder, movedTo);
    return { manifest, ...(movedTo !== undefined && { movedTo }) };
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    signal.throwIfAborted();
    throw wrapCopyError(error, `The data folder ${folder}`);
  } finally {
    lock?.release();
  }
}

async function readManifest(source: string): Promise<BackupManifest> {
  const file = join(source, manifestName);
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new AppError("not_found", `${source} is no backup: there is no ${file} that can be read.`, { cause });
  });
  const parsed = backupManifestSchema.safeParse(parseJson(text));
  const { format, layout = 0 } = (parsed.data ?? parseJson(text) ?? {}) as { format?: number; layout?: number };
  if ((format ?? 0) > backupFormat || layout > schemaVersion) {
    throw new AppError("conflict", `${source} was written by a newer paperkin: update paperkin to restore it.`);
  }
  if (parsed.success && parsed.data.files.some(({ path }) => path === databaseName)) return parsed.data;
  throw new AppError("damaged", `${file} is not what paperkin wrote. Nothing was restored.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is in the folder beside the marks of its owner. */
async function findHeld(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new AppError("unavailable", `${folder} cannot be restored into: ${describeError(error)}`, { cause: error });
  });
  return names.filter((name) => !/^owner\.(json|lock)$/.test(name));
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
      throw refuseDamaged(source, `${path} is not as it was written`);
  }
  for (const folder of new Set(manifest.files.map(({ path }) => dirname(path)))) await syncFile(join(staging, folder));
}

function refuseDamaged(source: string, flaw: string): AppError {
  return new AppError("damaged", `The backup ${source} is damaged: ${flaw}. Nothing was restored.`);
}

async function takePlace(staging: string, folder: string, movedTo: string | undefined): Promise<void> {
  try {
    if (movedTo !== undefined) await rename(folder, movedTo);
    else await removeEmpty(folder);
    await rename(staging, folder).catch(async (error: unknown) => {
      if (movedTo !== undefined) await rename(movedTo, folder);
      throw error;
    });
  } catch (cause) {
    if (!/^(EBUSY|EXDEV)$/.test((cause as NodeJS.ErrnoException).code ?? "")) throw cause;
    const advice = `restore into a folder below it with --data-dir ${join(folder, "restored")}`;
    throw new AppError("conflict", `${folder} is the root of a volume, which cannot be replaced: ${advice}.`, {
      cause,
    });
  }
  await syncFile(dirname(folder));
}

async function removeEmpty(folder: string): Promise<void> {
  await Promise.all(["owner.json", "owner.lock"].map((name) => rm(join(folder, name), { force: true })));
  await rmdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}
