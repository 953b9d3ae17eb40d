import type { Entry, EntryChange } from "../../../../domain/collections/entry.js";

/** The entry as the server keeps it after a change, for the list that is shown. */
export function applyChange<Changed extends Entry>(entry: Changed, change: EntryChange): Changed {
  const { addTags = [], removeTags = [], tags, ...fields } = change;
  const changed: Record<string, unknown> = { ...entry };
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) delete changed[name];
    else if (value !== undefined) changed[name] = value;
  }
  if (changed["decision"] !== "exclude") delete changed["reason"];
  const removed = new Set(removeTags.map(fold));
  const kept = (tags === undefined ? entry.tags : (tags ?? [])).filter((tag) => !removed.has(fold(tag)));
  const has = new Set(kept.map(fold));
  changed["tags"] = [...kept, ...addTags.filter((tag) => !has.has(fold(tag)))];
  return changed as Changed;
}

function fold(tag: string): string {
  return tag.toLowerCase();
}
