import { existsSync } from "node:fs";
import { link, mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { AppError, describeError } from "../../errors.js";
import { syncFile } from "../index-file.js";
import { openConnection, type SqliteDatabase } from "../sqlite/open-database.js";
import { dataFolderNames } from "../data-folder.js";

/** What a restore leaves in place: the owner's files, what earlier restores moved aside, and a volume's own folder. */
const keptNames: ReadonlySet<string> = new Set([
  dataFolderNames.lock,
  dataFolderNames.owner,
  dataFolderNames.restore,
  "lost+found",
]);
const asideName = /^before-\d{8}T\d{6}Z$/;

/** The folder for the previous contents, `before-20260102T030405Z`. */
export function nameAsideFolder(moment: Date): string {
  return `before-${moment.toISOString().replace(/[-:]|\.\d+/g, "")}`;
}

/** The names that a restore would replace; `undefined` where there is no folder. */
export async function listContents(folder: string): Promise<readonly string[] | undefined> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new AppError("unavailable", `${folder} cannot be restored into: ${describeError(error)}`, { cause: error });
  });
  return names?.filter((name) => !keptNames.has(name) && !asideName.test(name));
}

/**
 * Replaces the contents of the folder, which move to `aside` within it, with the staged ones. The store is replaced in
 * one rename: whenever the process dies, the folder holds either the previous papers or those of the backup. Everything
 * else can be rebuilt from either store, so it is moved out before that moment and moved in after it. An error undoes
 * all steps.
 */
export async function replaceContents(folder: string, aside: string): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  const move = async (name: string, from: string, to: string) => {
    await rename(join(from, name), join(to, name));
    undo.unshift(() => rename(join(to, name), join(from, name)));
  };
  const staging = join(folder, dataFolderNames.restore);
  try {
    mergeLog(folder);
    const old = (await listContents(folder)) ?? [];
    if (old.length > 0) {
      await mkdir(aside);
      undo.unshift(() => rmdir(aside));
    }
    for (const name of old) if (name !== dataFolderNames.store) await move(name, folder, aside);
    if (old.includes(dataFolderNames.store)) {
      await keepStore(folder, aside);
      undo.unshift(() => returnStore(folder, aside));
      await syncFile(aside);
    }
    await syncFile(folder);
    await move(dataFolderNames.store, staging, folder);
    for (const name of await readdir(staging)) await move(name, staging, folder);
    await syncFile(folder);
    await rmdir(staging);
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

/**
 * Moves the log of the old store into its file, so that the file is complete by itself. A broken store is left as it
 * is.
 */
function mergeLog(folder: string): void {
  if (!existsSync(join(folder, dataFolderNames.store))) return;
  let database: SqliteDatabase | undefined;
  try {
    database = openConnection(folder, { readonly: false });
    database.pragma("journal_mode = DELETE");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code.startsWith("SQLITE_BUSY"))
      throw new AppError(
        "folder_in_use",
        `${folder} is being read, for example by a backup: restore it when that has ended.`,
        {
          cause: error,
        },
      );
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw error;
  } finally {
    database?.close();
  }
}

/** Links the file, so that the folder is never without a store; moves it where links are not supported. */
async function keepStore(folder: string, aside: string): Promise<void> {
  const [here, there] = [join(folder, dataFolderNames.store), join(aside, dataFolderNames.store)];
  await link(here, there).catch(() => rename(here, there));
}

async function returnStore(folder: string, aside: string): Promise<void> {
  const there = join(aside, dataFolderNames.store);
  // A rename between two names of the same file removes neither.
  await rename(there, join(folder, dataFolderNames.store));
  await rm(there, { force: true });
}
