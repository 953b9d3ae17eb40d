import type { Entry, EntryChange } from "../../domain/collections/entry.js";

type Field = "note" | "tags" | "isRead" | "rating" | "key" | "decision" | "reason";

/** One request that takes some entries back to what they were. */
export interface Reversal {
  readonly ids: readonly string[];
  readonly change: EntryChange;
}

/** How a change is undone: entries that were alike go back together. */
export function revertChange(change: EntryChange, before: readonly Entry[]): readonly Reversal[] {
  const fields = listFields(change);
  const groups = new Map<string, { ids: string[]; change: EntryChange }>();
  for (const entry of before) {
    const own = Object.fromEntries(fields.map((field) => [field, entry[field] ?? null])) as EntryChange;
    const name = JSON.stringify(own);
    const group = groups.get(name) ?? { ids: [], change: own };
    group.ids.push(entry.id);
    groups.set(name, group);
  }
  return [...groups.values()];
}

function listFields(change: EntryChange): readonly Field[] {
  const fields = new Set<Field>();
  for (const name of Object.keys(change) as (keyof EntryChange)[]) {
    fields.add(name === "addTags" || name === "removeTags" ? "tags" : name);
    // Without the decision, its reason would be lost.
    if (name === "decision") fields.add("reason");
  }
  return [...fields];
}
