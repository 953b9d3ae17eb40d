import type { PagePaper } from "./api-types.js";
import { createElement, findPart } from "./elements.js";
import { formatBibtex } from "./paper-citation.js";

const confirmationMs = 2_000;

/** Copies, and says so on the button. Where the browser forbids it, the entry is shown, ready to be copied by hand. */
export async function copyBibtex(paper: PagePaper, button: HTMLButtonElement): Promise<void> {
  const entry = formatBibtex(paper);
  try {
    // The clipboard is missing altogether when the page comes over plain http from another machine.
    await navigator.clipboard.writeText(entry);
    confirm(button);
  } catch {
    showEntry(entry, button);
  }
}

function confirm(button: HTMLButtonElement): void {
  button.textContent = "Copied";
  findPart("announcement", HTMLElement).textContent = "BibTeX copied";
  setTimeout(() => {
    button.textContent = "Copy BibTeX";
    findPart("announcement", HTMLElement).textContent = "";
  }, confirmationMs);
}

function showEntry(entry: string, button: HTMLButtonElement): void {
  const actions = button.parentElement;
  if (!actions) return;
  const shown = actions.nextElementSibling;
  const field = shown instanceof HTMLTextAreaElement ? shown : createEntryField(entry);
  actions.after(field);
  field.focus();
  field.select();
  // Selecting scrolls to the end, and the entry is read from its start.
  field.scrollTop = 0;
}

function createEntryField(entry: string): HTMLTextAreaElement {
  const rows = String(entry.trimEnd().split("\n").length);
  const attributes = { readonly: "", rows, "aria-label": "BibTeX entry", spellcheck: "false" };
  const field = createElement("textarea", { className: "bibtex", attributes });
  field.value = entry;
  return field;
}
