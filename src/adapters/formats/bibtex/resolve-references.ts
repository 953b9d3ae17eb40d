import { inheritFields, isContainer, listInheritable } from "./inherit-fields.js";
import type { BibtexEntry } from "./parse-entry.js";

/** An entry with the line on which it begins. */
export interface PlacedEntry {
  readonly line: number;
  readonly entry: BibtexEntry;
}

/** An entry with inherited fields; `missing` are keys to which it refers in vain. */
export interface ResolvedEntry extends PlacedEntry {
  readonly missing: readonly string[];
}

export interface ReferenceResolver {
  /** Takes the next entry; returns those that are complete now, in the order of the file. */
  add(placed: PlacedEntry): ResolvedEntry[];
  /** Returns the entries whose parents have not come. */
  finish(): ResolvedEntry[];
}

/** In UTF-16 code units. Further entries are neither kept as parents nor held, so memory is limited. */
const maxParentLength = 8 * 1024 * 1024;
const maxHeldLength = 16 * 1024 * 1024;

/**
 * Completes entries with the fields of those that `crossref` and `xdata` name. BibTeX requires parents to come later,
 * biber allows any order, so a child is held until its parents are known.
 */
export function createReferenceResolver(): ReferenceResolver {
  const state: State = { parents: new Map(), held: new Map(), parentLength: 0, heldLength: 0 };
  return {
    add(placed) {
      const awaited = listReferences(placed.entry).filter((key) => !state.parents.has(key));
      const length = awaited.length === 0 ? 0 : measure(placed.entry);
      if (awaited.length === 0 || state.heldLength + length > maxHeldLength) return settle(state, placed);
      state.heldLength += length;
      const child = { placed, awaited: awaited.length };
      for (const key of awaited) {
        const children = state.held.get(key);
        if (children) children.push(child);
        else state.held.set(key, [child]);
      }
      return [];
    },
    finish() {
      const rest = [...new Set([...state.held.values()].flat())];
      const own = new Set(rest.map(({ placed }) => placed.entry.key));
      const isLost = ({ placed }: HeldEntry) =>
        listReferences(placed.entry).some((key) => !state.parents.has(key) && !own.has(key));
      // Those whose parents do not exist complete others; what remains refers to itself in a circle.
      const ordered = [...rest.filter(isLost), ...rest.filter((child) => !isLost(child))];
      return ordered.flatMap((child) => {
        if (child.awaited <= 0) return [];
        child.awaited = -1;
        return settle(state, child.placed);
      });
    },
  };
}

interface State {
  readonly parents: Map<string, BibtexEntry>;
  /** By the key of each parent that they await. */
  readonly held: Map<string, HeldEntry[]>;
  parentLength: number;
  heldLength: number;
}

/** A child, and the number of its parents that have not come. */
interface HeldEntry {
  readonly placed: PlacedEntry;
  awaited: number;
}

/** Completes an entry, then those that have waited for it. */
function settle(state: State, first: PlacedEntry): ResolvedEntry[] {
  const settled: ResolvedEntry[] = [];
  const ready = [first];
  for (let placed = ready.pop(); placed; placed = ready.pop()) {
    const { line } = placed;
    let { entry } = placed;
    const references = listReferences(entry);
    for (const key of references) {
      const parent = state.parents.get(key);
      if (parent) entry = inheritFields(entry, parent);
    }
    settled.push({ line, entry, missing: references.filter((key) => !state.parents.has(key)) });
    keepParent(state, entry);
    ready.push(...takeChildren(state, entry.key));
  }
  return settled.length === 1 ? settled : settled.toSorted((one, other) => one.line - other.line);
}

function keepParent(state: State, entry: BibtexEntry): void {
  const isAwaited = state.held.has(entry.key);
  if (entry.key === "" || state.parents.has(entry.key) || !(isAwaited || isContainer(entry.type))) return;
  const kept = copyInheritable(entry);
  const length = measure(kept);
  if (!isAwaited && state.parentLength + length > maxParentLength) return;
  state.parents.set(entry.key, kept);
  state.parentLength += length;
}

/** The children of which this was the last missing parent. */
function takeChildren(state: State, key: string): PlacedEntry[] {
  const children = state.held.get(key) ?? [];
  state.held.delete(key);
  for (const child of children) child.awaited -= 1;
  const complete = children.filter(({ awaited }) => awaited === 0).map(({ placed }) => placed);
  for (const { entry } of complete) state.heldLength -= measure(entry);
  return complete;
}

/** Keys of other entries, in lower case: more specific ones first. */
function listReferences({ key, fields }: BibtexEntry): string[] {
  const named = [...(fields.get("xdata") ?? "").split(","), fields.get("crossref") ?? ""];
  return named.map((one) => one.trim().toLowerCase()).filter((one) => one !== "" && one !== key);
}

/** A copy, because parts of a string keep the whole text of the entry in memory. */
function copyInheritable(entry: BibtexEntry): BibtexEntry {
  const fields = entry.type === "xdata" ? entry.fields : listInheritable(entry);
  return { ...entry, fields: new Map(JSON.parse(JSON.stringify([...fields])) as [string, string][]) };
}

function measure({ fields }: BibtexEntry): number {
  let length = 100;
  for (const [name, value] of fields) length += name.length + value.length;
  return length;
}
