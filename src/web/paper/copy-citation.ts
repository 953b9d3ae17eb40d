import type { Paper } from "../../domain/paper/paper.js";
import { formatBibtex } from "../../domain/citation/bibtex.js";
import { formatCslJson } from "../../domain/citation/csl-json.js";
import { formatRis } from "../../domain/citation/ris.js";
import { createElement, findPart } from "../shared/elements.js";

const formats = {
  BibTeX: (paper: Paper) => formatBibtex(paper),
  RIS: formatRis,
  "CSL-JSON": (paper: Paper) => `[${formatCslJson(paper)}]\n`,
};
export type CitationFormat = keyof typeof formats;

export interface CitationToCopy {
  readonly paper: Paper;
  readonly format: CitationFormat;
  /** The pressed button: it confirms the copy. */
  readonly button: HTMLButtonElement;
}

const confirmationMs = 2_000;

/** Copies the entry and confirms it on the button. Where the browser forbids copying, the entry is shown instead. */
export async function copyCitation({ paper, format, button }: CitationToCopy): Promise<void> {
  const entry = formats[format](paper);
  try {
    // There is no clipboard when the page comes over plain HTTP from another machine.
    await navigator.clipboard.writeText(entry);
    confirm(button, format);
  } catch {
    showEntry(entry, format, button);
  }
}

function confirm(button: HTMLButtonElement, format: CitationFormat): void {
  const announcement = findPart("announcement", HTMLElement);
  const message = `${format} copied`;
  button.textContent = "Copied";
  announcement.textContent = message;
  setTimeout(() => {
    button.textContent = format;
    // Keep a later announcement.
    if (announcement.textContent === message) announcement.textContent = "";
  }, confirmationMs);
}

function showEntry(entry: string, format: CitationFormat, button: HTMLButtonElement): void {
  const actions = button.parentElement;
  if (!actions) return;
  const shown = actions.parentElement?.querySelector("textarea");
  const field = shown ?? createElement("textarea", { className: "citation", attributes: { readonly: "" } });
  field.setAttribute("aria-label", `${format} entry`);
  field.setAttribute("rows", String(entry.trimEnd().split("\n").length));
  field.value = entry;
  actions.after(field);
  field.focus();
  field.select();
  // Selecting scrolls to the end.
  field.scrollTop = 0;
}
