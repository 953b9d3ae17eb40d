import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { dataFolderNames } from "./data-folder.js";

/** The folder of the saved indexes of one vector slot. The keyword index, which belongs to no model, is in the first. */
export function locateIndexes(dataDir: string, slot: 1 | 2): string {
  return join(dataDir, slot === 1 ? dataFolderNames.indexes : dataFolderNames.otherIndexes);
}

/** Size of all saved indexes, in bytes. */
export function measureIndexes(dataDir: string): number {
  return ([1, 2] as const)
    .flatMap((slot) => listFiles(locateIndexes(dataDir, slot)))
    .reduce((sum, file) => sum + statSync(file).size, 0);
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
}

/** Removes all saved indexes, for both slots. */
export async function removeIndexes(dataDir: string): Promise<void> {
  await rm(locateIndexes(dataDir, 1), { recursive: true, force: true });
}

/** Removes the vector index and the map of one slot, and keeps the keyword index. */
export async function clearSlot(dataDir: string, slot: 1 | 2): Promise<void> {
  const folder = locateIndexes(dataDir, slot);
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => /^(hnsw|map)[.-]/.test(name));
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}
