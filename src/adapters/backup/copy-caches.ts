import { readdir, rm, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { BackupManifest } from "../../domain/backup/backup.js";
import { dataFolderNames } from "../data-folder.js";
import { copyFile, type CopyFileOptions } from "./copy-file.js";

/** The folders that a backup holds besides the store: what would take long to rebuild, and the progress of harvests. */
const folders = [dataFolderNames.indexes, dataFolderNames.harvests];

/** While a server saves an index its files are replaced, which takes only a moment. */
const maxTries = 5;

export interface FoundFile {
  /** Relative to the data folder, with slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly changedMs: number;
}

export async function listCaches(dataFolder: string): Promise<readonly FoundFile[]> {
  const found = await Promise.all(folders.map((folder) => listFolder(dataFolder, join(dataFolder, folder))));
  return found.flat().toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/**
 * Copies the caches as they are at one moment. If a server keeps saving an index, they are left out: the first start
 * rebuilds them from the store.
 */
export async function copyCaches(
  dataFolder: string,
  target: string,
  options: CopyFileOptions,
): Promise<BackupManifest["files"]> {
  for (let tried = 1; tried <= maxTries; tried += 1) {
    const before = await listCaches(dataFolder);
    const files = await copyAll(dataFolder, target, { ...options, found: before }).catch((error: unknown) => {
      // The file was replaced after it was listed.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      return undefined;
    });
    if (files && JSON.stringify(await listCaches(dataFolder)) === JSON.stringify(before)) return files;
    for (const folder of folders) await rm(join(target, folder), { recursive: true, force: true });
  }
  return [];
}

async function copyAll(
  dataFolder: string,
  target: string,
  { found, ...options }: CopyFileOptions & { readonly found: readonly FoundFile[] },
): Promise<BackupManifest["files"]> {
  const files: BackupManifest["files"] = [];
  for (const { path } of found)
    files.push({ path, ...(await copyFile(join(dataFolder, path), join(target, path), options)) });
  return files;
}

/** Skips files that are being written: they get their name when they are complete. */
async function listFolder(dataFolder: string, folder: string): Promise<readonly FoundFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const wanted = paths.filter((path) => /\.(json|bin)$/.test(path));
  const facts = await Promise.all(wanted.map((path) => stat(path).catch(() => undefined)));
  return wanted.flatMap((path, at) => {
    const { size, mtimeMs } = facts[at] ?? {};
    if (size === undefined || mtimeMs === undefined) return [];
    return [{ path: relative(dataFolder, path).split(sep).join("/"), bytes: size, changedMs: mtimeMs }];
  });
}
