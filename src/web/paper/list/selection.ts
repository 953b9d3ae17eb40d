import type { SelectStep } from "../card-events.js";

/** The papers of a list that are selected, in the order in which they were. */
export interface Selection {
  /** Whether the list shows its checkboxes. */
  readonly isOn: boolean;
  readonly ids: readonly string[];
}

export const noSelection: Selection = { isOn: false, ids: [] };

/** Selects a paper of a list, or all from the last selected one to it; one that is selected is left out again. */
export function selectPaper(
  selection: Selection,
  { id, step, listed }: { readonly id: string; readonly step: SelectStep; readonly listed: readonly string[] },
): Selection {
  const { ids } = selection;
  const last = listed.indexOf(ids.at(-1) ?? "");
  const at = listed.indexOf(id);
  if (step === "range" && last !== -1 && at !== -1) {
    const range = listed.slice(Math.min(last, at), Math.max(last, at) + 1);
    const added = range.filter((other) => other !== id && !ids.includes(other));
    return { isOn: true, ids: [...ids.filter((other) => other !== id), ...added, id] };
  }
  return { isOn: true, ids: ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id] };
}

/** Without papers that are no longer in the list. */
export function keepListed(selection: Selection, listed: readonly string[]): Selection {
  const known = new Set(listed);
  const ids = selection.ids.filter((id) => known.has(id));
  if (ids.length === selection.ids.length) return selection;
  return ids.length === 0 ? noSelection : { ...selection, ids };
}
