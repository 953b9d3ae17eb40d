import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { isLiveAddress } from "../../domain/sources/live-address.js";
import { AppError } from "../../errors.js";
import { findPaperFile, type PaperFile, standardInput } from "./paper-files.js";

export interface FileSource {
  readonly file: PaperFile;
  /** One of many in a folder, which may also hold what is no file of papers. */
  readonly isListed: boolean;
}

/** A file to read, or a service on the network to ask. */
export type IngestSource = FileSource | { readonly address: string };

const extensions = ["jsonl", "ndjson", "json", "csv", "tsv", "bib", "bibtex", "ris", "xml", "atom", "txt"];

/** Looks at all that is named before anything is started for it: files, folders, patterns, addresses. Throws `bad_input`. */
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
      `${name} holds no file of papers: expected names that end in .${extensions.join(", .")}.`,
    );
  }
  const { isDynamicPattern } = await import("tinyglobby");
  if (facts === undefined && name !== standardInput && isDynamicPattern(name)) {
    const paths = await listFiles(name, ".");
    if (paths.length > 0) return openListed(paths);
    throw new AppError("bad_input", `No file fits ${name}.`);
  }
  return [{ file: await findPaperFile(name, input), isListed: false }];
}

/**
 * Paths from the folder, in order, each file once however many links lead to it; hidden files stay out, and so does what
 * the packages of a project bring along.
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
    // Its own path, else the shortest by way of links.
    if (!byFile.has(file) || file === named) byFile.set(file, path);
  }
  return [...byFile.values()].toSorted();
}

async function openListed(paths: readonly string[]): Promise<FileSource[]> {
  const files = await Promise.all(paths.map((path) => findPaperFile(path, Readable.from([]))));
  return files.map((file) => ({ file, isListed: true }));
}
