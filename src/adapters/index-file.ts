import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Logger } from "../ports/logger.js";

/*
 * An index on disk is a data file, with a new name at every save, and a manifest that names it and its checksum. The
 * manifest is replaced last, so a crash at any point leaves the old pair or the new one.
 */

/** Replaces a manifest atomically, then removes the data files of the same index that it does not name. */
export async function writeManifest(manifestFile: string, manifest: { readonly file: string }): Promise<void> {
  const temporary = `${manifestFile}.tmp`;
  await writeFile(temporary, `${JSON.stringify(manifest)}\n`);
  await syncFile(temporary);
  await rename(temporary, manifestFile);
  await syncFile(dirname(manifestFile));
  await removeStale(manifestFile, manifest.file);
}

/** The manifest as written, or `undefined` where there is none; throws if it is not JSON. */
export async function readManifest(manifestFile: string): Promise<unknown> {
  const text = await readFile(manifestFile, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

/** What a start would find of a saved index, and why it would not use it. `find` hashes the data file. */
export async function probeIndex<Place extends { readonly folder: string }>(
  place: Place,
  find: (place: Place & { logger: Logger }) => Promise<{ file: string; count: number; lastChange: number } | undefined>,
) {
  let flaw: string | undefined;
  const note = (_fields: object, message: string) => void (flaw ??= message);
  const saved = await find({ ...place, logger: { info: note, warn: note, error: note } });
  const { count, lastChange } = saved ?? { count: 0, lastChange: 0 };
  return { bytes: saved ? (await stat(join(place.folder, saved.file))).size : 0, count, lastChange, flaw };
}

/** SHA-256 of a file in hexadecimal. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Makes writes to a file, or renames within a folder, survive a power cut. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Data files are named `<index>-<anything>.bin`, next to `<index>.json`. */
async function removeStale(manifestFile: string, keep: string): Promise<void> {
  const folder = dirname(manifestFile);
  const prefix = `${basename(manifestFile, ".json")}-`;
  const names = await readdir(folder);
  const stale = names.filter((name) => name.startsWith(prefix) && name !== keep && /\.bin(\.tmp)?$/.test(name));
  await Promise.all(stale.map((name) => rm(join(folder, name), { force: true })));
}
