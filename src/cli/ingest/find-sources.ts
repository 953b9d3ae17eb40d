import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { isLiveAddress } from "../../domain/sources/live-address.js";
import type { FormatName } from "../../domain/sources/paper-format.js";
import { fileKinds } from "../../domain/sources/recognize/file-kind.js";
import { isToldByName, recognizeName } from "../../domain/sources/recognize/file-names.js";
import { AppError } from "../../errors.js";
import { inspectFile } from "./inspect-file.js";
import { findPaperFile, type PaperFile, standardInput } from "./paper-files.js";
import { type PassedOver, passOver } from "./passed-over.js";

export interface FileSource {
  readonly file: PaperFile;
  /** Whether the file comes from a folder, which may also contain other files than papers. */
  readonly isListed: boolean;
}

/** A file to read, or a service on the network. */
export type IngestSource = FileSource | { readonly address: string };

export interface FoundSources {
  readonly sources: readonly IngestSource[];
  readonly passedOver: readonly PassedOver[];
}

export interface FindOptions {
  /** Standard input. */
  readonly input: Readable;
  /** The format that the caller has named for all files. */
  readonly format?: FormatName | undefined;
  /** Whether the caller has named columns or keys, so that JSON with any keys may hold papers. */
  readonly isMapped?: boolean | undefined;
}

/** Checks all named files, folders, patterns and addresses before any work starts. Throws `bad_input`. */
export async function findSources(names: readonly string[], options: FindOptions): Promise<FoundSources> {
  const sources: IngestSource[] = [];
  const passedOver: PassedOver[] = [];
  for (const name of names) {
    if (name !== standardInput && isLiveAddress(name)) {
      sources.push({ address: name });
      continue;
    }
    const paths = await listPaths(name);
    if (!paths) {
      const file = await findPaperFile(name, options.input);
      if (file.bytes === 0) passedOver.push({ name, ...fileKinds.empty });
      else sources.push({ file, isListed: false });
      continue;
    }
    for (const one of await inspectFiles(paths, options)) {
      if ("file" in one) sources.push({ ...one, isListed: true });
      else passedOver.push(one);
    }
  }
  return { sources, passedOver };
}

/** The files of a folder or of a pattern; undefined for the name of one file. */
async function listPaths(name: string): Promise<readonly string[] | undefined> {
  if (name === standardInput) return undefined;
  const facts = await stat(name).catch(() => undefined);
  if (facts?.isDirectory()) {
    const paths = await listFiles("**/*", name);
    if (paths.length > 0) return paths.map((path) => join(name, path));
    throw new AppError("bad_input", `${name} contains no files.`);
  }
  const { isDynamicPattern } = await import("tinyglobby");
  if (facts !== undefined || !isDynamicPattern(name)) return undefined;
  const paths = await listFiles(name, ".");
  if (paths.length > 0) return paths;
  throw new AppError("bad_input", `No file matches ${name}.`);
}

/**
 * Lists paths in the folder in order, each file once even if several links lead to it; skips hidden files and what
 * programs keep for themselves.
 */
async function listFiles(pattern: string, folder: string): Promise<string[]> {
  const { glob } = await import("tinyglobby");
  const ignore = ["**/node_modules/**", "**/__pycache__/**"];
  const cwd = resolve(folder);
  const paths = await glob(pattern, { cwd, ignore, caseSensitiveMatch: false, absolute: isAbsolute(pattern) });
  const byFile = new Map<string, string>();
  for (const path of paths.toSorted((one, other) => one.length - other.length)) {
    const named = resolve(cwd, path);
    const file = await realpath(named).catch(() => named);
    // The file's own path, else the shortest path through links.
    if (!byFile.has(file) || file === named) byFile.set(file, path);
  }
  return [...byFile.values()].toSorted();
}

const filesAtOnce = 16;

type Inspected = { readonly file: PaperFile } | PassedOver;

async function inspectFiles(paths: readonly string[], options: FindOptions): Promise<Inspected[]> {
  const inspected: Inspected[] = [];
  for (let at = 0; at < paths.length; at += filesAtOnce) {
    const some = paths.slice(at, at + filesAtOnce).map((path) => inspectPath(path, options));
    inspected.push(...(await Promise.all(some)));
  }
  return inspected;
}

async function inspectPath(path: string, options: FindOptions): Promise<Inspected> {
  const named = recognizeName(path);
  if (named && isToldByName(named)) return { name: path, ...named };
  try {
    const file = await findPaperFile(path, Readable.from([]));
    const kind = await inspectFile(file, options);
    return kind ? { name: path, ...kind } : { file };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "bad_input") throw error;
    return passOver(path, error);
  }
}
