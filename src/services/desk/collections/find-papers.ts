import type { EntryPaper } from "../../../domain/collections/change-entry.js";
import type { Entry, ShownEntry } from "../../../domain/collections/entry.js";
import { canonicalizeId } from "../../../domain/paper/id.js";
import type { Paper } from "../../../domain/paper/paper.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";

export type FindPaper = Pick<PaperStore, "findPaper">;

/** The ids under which papers are stored; an entry of a paper that is gone keeps the id that it has. */
export async function resolveIds(
  { findPaper }: FindPaper,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const resolved = new Map<string, string>();
  for (const id of ids) resolved.set(id, (await findPaper(id))?.paper.id ?? canonicalizeId(id));
  return resolved;
}

export function describePaper({ id, title, year }: Paper): EntryPaper {
  return { id, title, ...(year !== undefined && { year }) };
}

/** Adds the papers to entries. */
export async function showEntries({ findPaper }: FindPaper, entries: readonly Entry[]): Promise<ShownEntry[]> {
  const shown: ShownEntry[] = [];
  for (const entry of entries) {
    const paper = (await findPaper(entry.id))?.paper;
    shown.push({ ...entry, isInLibrary: paper !== undefined, ...(paper && { paper }) });
  }
  return shown;
}
