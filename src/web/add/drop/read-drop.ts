import type { ChosenFile } from "../files/entry.js";

/** More are not read: the command line takes any number. */
export const maxFiles = 1_000;

/**
 * The files that are dragged, with those of folders. What is dragged is readable only while the event is handled, so
 * its entries are taken at once.
 */
export async function readDrop({ items, files }: DataTransfer): Promise<readonly ChosenFile[]> {
  const loose = [...files].map(nameFile);
  const entries = [...items].map((item) => item.webkitGetAsEntry());
  if (!entries.some((entry) => entry?.isDirectory)) return loose;
  const found: ChosenFile[] = [];
  for (const entry of entries) if (entry) await collectFiles(entry, found);
  return found;
}

/** The files of a form's field; those of a folder have a path. */
export function readField({ files }: HTMLInputElement): readonly ChosenFile[] {
  const chosen = [...(files ?? [])].map(nameFile).filter(({ path }) => !isHidden(path));
  return chosen.sort((one, other) => compareNames(one.path, other.path));
}

/** `paper 2` before `paper 10`. */
function compareNames(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}

function nameFile(file: File): ChosenFile {
  return { file, path: file.webkitRelativePath || file.name };
}

async function collectFiles(entry: FileSystemEntry, found: ChosenFile[]): Promise<void> {
  // One more shows that there are too many.
  if (found.length > maxFiles || entry.name.startsWith(".")) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, path: entry.fullPath.replace(/^\//, "") });
  }
  if (isFolder(entry)) for (const child of await listChildren(entry)) await collectFiles(child, found);
}

/** A reader gives at most a hundred entries at a time, and none at the end; in the order of the disk, which nobody knows. */
async function listChildren(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return children.sort((one, other) => compareNames(one.name, other.name));
    children.push(...some);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Systems keep notes of their own in folders, such as `.DS_Store`. */
function isHidden(path: string): boolean {
  return path.includes("/") && path.split("/").some((part) => part.startsWith("."));
}
