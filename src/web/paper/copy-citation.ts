import { formatBibtex, formatRis } from "../../domain/paper/citation.js";
import type { PagePaper } from "../shared/api-types.js";
import { createElement, findPart } from "../shared/elements.js";

const formats = { BibTeX: formatBibtex, RIS: formatRis };
export type CitationFormat = keyof typeof formats;

export interface CitationToCopy {
  readonly paper: PagePaper;
  readonly format: CitationFormat;
  /** What was pressed: it tells that the copy was made. */
  readonly button: HTMLButtonElement;
}

const confirmationMs = 2_000;

/** Copies, and says so on the button. Where the browser forbids it, the entry is shown, ready to be copied by hand. */
export async function copyCitation({ paper, format, button }: CitationToCopy): Promise<void> {
  const entry = formats[format](paper);
  try {
    // The clipboard is missing altogether when the page comes over plain http from another machine.
    await navigator.clipboard.writeText(entry);
    confirm(button, format);
  } catch {
    showEntry(entry, format, button);
  }
}

function confirm(button: HTMLButtonElement, format: CitationFormat): void {
  const announcement = findPart("announcement", HTMLElement);
  const said = `${format} copied`;
  button.textContent = "Copied";
  announcement.textContent = said;
  setTimeout(() => {
    button.textContent = format;
    // What was said since is somebody else's.
    if (announcement.textContent === said) announcement.textContent = "";
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
  // Selecting scrolls to the end, and the entry is read from its start.
  field.scrollTop = 0;
}
