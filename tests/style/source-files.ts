import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A file of the checkout: its path from the root, with slashes, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Ignored by git, or not written by hand. */
const left = /^(\.git|node_modules|dist|data|coverage|models\/cache|tests\/screenshots)$|\.log$|\/?\.DS_Store$/;

/** All files below the folders (the whole checkout for `""`) with a matching path. */
export function readSourceFiles(folders: readonly string[], matching: RegExp): readonly SourceFile[] {
  return folders
    .flatMap(listFiles)
    .filter((path) => matching.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** Reads a file that must exist; the error names it. */
export function readRequired(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export function listFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (left.test(path)) return [];
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}
