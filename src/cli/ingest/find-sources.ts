import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { isLiveAddress } from "../../domain/sources/live-address.js";
import { AppError } from "../../errors.js";
import { findPaperFile, type PaperFile, standardInput } from "./paper-files.js";

export interface FileSource {
  readonly file: PaperFile;
  /** Whether the file comes from a folder, which may also contain other files than papers. */
  readonly isListed: boolean;
}

/** A file to read, or a service on the network. */
export type IngestSource = FileSource | { readonly address: string };

const extensions = "jsonl ndjson json csv tsv bib bibtex ris nbib ciw isi enw xml rdf nxml atom txt".split(" ");

/** Checks all named files, folders, patterns and addresses before any work starts. Throws `bad_input`. */
export async function findSources(names: readonly string[], input: Readable): Promise<IngestSource[]> {
  const sources: IngestSource[] = [];
  for (const name of names) {
    if (name !== standardInput && isLiveAddress(name)) sources.push({ address: name });
    else sources.push(...(await findFiles(name, input)));
  }
  return sources;
}

async function findFiles(name: string, input: Readable): Promise<FileSource[]> {
  const facts = name === standardInput ? undefined : await stat(name).catch(() => undefined);
  if (facts?.isDirectory()) {
    const pattern = `**/*.{${extensions.join(",")}}{,.gz,.zst}`;
    const paths = await listFiles(pattern, name);
    if (paths.length > 0) return openListed(paths.map((path) => join(name, path)));
    throw new AppError(
      "bad_input",
      `${name} contains no file of papers: expected names that end in .${extensions.join(", .")}.`,
    );
  }
  const { isDynamicPattern } = await import("tinyglobby");
  if (facts === undefined && name !== standardInput && isDynamicPattern(name)) {
    const paths = await listFiles(name, ".");
    if (paths.length > 0) return openListed(paths);
    throw new AppError("bad_input", `No file matches ${name}.`);
  }
  return [{ file: await findPaperFile(name, input), isListed: false }];
}

/**
 * Lists paths in the folder in order, each file once even if several links lead to it; skips hidden files and installed
 * packages.
 */
async function listFiles(pattern: string, folder: string): Promise<string[]> {
  const { glob } = await import("tinyglobby");
  const ignore = ["**/node_modules/**"];
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

async function openListed(paths: readonly string[]): Promise<FileSource[]> {
  const files = await Promise.all(paths.map((path) => findPaperFile(path, Readable.from([]))));
  return files.map((file) => ({ file, isListed: true }));
}
