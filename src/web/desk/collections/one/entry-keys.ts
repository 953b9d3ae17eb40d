import { selectPaper } from "../../../paper/list/selection.js";
import { lastDeed } from "../../../shared/undo.js";
import { findFocusedPaper, focusNext, isTextField, openFocused } from "../../../shell/keyboard.js";
import type { EntrySelection } from "./entry-selection.js";
import type { EntryActions, ListState } from "./entry-actions.js";
import { rate } from "./rating.js";

interface EntryKeys {
  readonly actions: EntryActions;
  readonly read: () => ListState;
  readonly selection: () => { readonly selection: EntrySelection; readonly select: (next: EntrySelection) => void };
}

/** Handles the keys of a collection, except while a field has the focus. Returns a function that ends it. */
export function watchEntryKeys(keys: EntryKeys): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTextField(event.target)) return;
    if (event.target instanceof HTMLSelectElement || document.querySelector("dialog[open]")) return;
    const handle = chooseKey(event, keys);
    if (handle && handle() !== false) event.preventDefault();
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

type Handler = () => unknown;

function chooseKey({ key, shiftKey }: KeyboardEvent, keys: EntryKeys): Handler | undefined {
  const general: Record<string, Handler> = {
    j: () => focusNext(1),
    k: () => focusNext(-1),
    "/": () => document.querySelector<HTMLElement>(".list-words input")?.focus(),
    z: undoLast,
    Enter: openFocused,
    Escape: () => leaveSelection(keys),
  };
  const paper = findFocusedPaper();
  return general[key] ?? (paper && choosePaper(shiftKey ? `Shift+${key}` : key, paper, keys));
}

function choosePaper(key: string, paper: HTMLElement, keys: EntryKeys): Handler | undefined {
  const id = paper.dataset["id"] ?? "";
  const press = (name: string) => () => paper.querySelector<HTMLElement>(name)?.click();
  if (/^[1-5]$/.test(key)) return () => rate(keys.actions, id, Number(key));
  const handlers: Record<string, Handler> = {
    x: () => pick(keys, id),
    "Shift+X": () => pick(keys, id),
    "Shift+ArrowDown": () => extend(keys, id, 1),
    "Shift+ArrowUp": () => extend(keys, id, -1),
    r: press(".mark-read"),
    n: press(".edit-entry"),
    t: press(".edit-entry"),
    d: () => leavePaper(paper, ".exclude"),
    Delete: () => leavePaper(paper, ".remove-entry"),
  };
  return handlers[key];
}

/** The next paper has the focus once this one has left the list. */
function leavePaper(paper: HTMLElement, button: string): void {
  if (!focusNext(1)) focusNext(-1);
  paper.querySelector<HTMLElement>(button)?.click();
}

function pick({ read, selection }: EntryKeys, id: string): void {
  const { selection: before, select } = selection();
  select(selectPaper(before, { id, step: "one", listed: read().page.entries }));
}

/** Selects the paper and its neighbour, which then has the focus. */
function extend({ read, selection }: EntryKeys, id: string, step: 1 | -1): boolean {
  const { selection: before, select } = selection();
  const listed = read().page.entries;
  const next = listed[listed.findIndex((entry) => entry.id === id) + step];
  if (!next) return false;
  const missing = [id, next.id].filter((one) => !before.papers.some((paper) => paper.id === one));
  select({ isOn: true, papers: [...before.papers, ...missing.map((one) => ({ id: one }))] });
  focusNext(step);
  return true;
}

function leaveSelection({ selection }: EntryKeys): boolean {
  const { selection: before, select } = selection();
  if (!before.isOn) return false;
  select({ isOn: false, papers: [] });
  return true;
}

/** Presses the button, so that both do the same. */
function undoLast(): boolean {
  if (!lastDeed.read()?.undo) return false;
  document.querySelector<HTMLElement>(".deed .quiet")?.click();
  return true;
}
