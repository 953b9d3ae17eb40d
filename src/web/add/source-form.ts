import { findPart } from "../shared/elements.js";

export interface SourceForm {
  show(): void;
  hide(): void;
}

/** The result of choosing: a file, or why it cannot be used. */
export interface SourceEvents {
  readonly onFile: (file: File) => void;
  readonly onReject: (title: string, detail: string) => void;
}

/** Accepts a file dropped anywhere on the page, a chosen file, or pasted text. */
export function createSourceForm({ onFile, onReject }: SourceEvents): SourceForm {
  const section = findPart("source", HTMLElement);
  const choose = findPart("choose", HTMLButtonElement);
  const input = findPart("file", HTMLInputElement);
  const pasted = findPart("pasted", HTMLTextAreaElement);
  const offer = (file: File) => {
    if (file.size === 0) onReject("This file is empty.", `${file.name} contains no data.`);
    else onFile(file);
  };
  choose.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) offer(file);
    // So that the same file, once corrected, can be chosen again.
    input.value = "";
  });
  findPart("preview", HTMLButtonElement).addEventListener("click", () => {
    const text = pasted.value;
    if (text.trim() === "") pasted.focus();
    else offer(new File([text], "Pasted text"));
  });
  watchDrops(section, (transfer) => {
    const [item] = transfer.items;
    const [file] = transfer.files;
    if (item?.webkitGetAsEntry()?.isDirectory) onReject("This is a folder.", "Drop a single file instead.");
    else if (file) offer(file);
  });
  return {
    show() {
      section.hidden = false;
    },
    hide() {
      section.hidden = true;
    },
  };
}

/** Without a listener the browser would leave the page and open the file. */
function watchDrops(section: HTMLElement, onDrop: (transfer: DataTransfer) => void): void {
  const zone = findPart("drop", HTMLElement);
  const mark = (isOver: boolean) => zone.classList.toggle("over", isOver);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    // Ignored while another file is being previewed or uploaded.
    if (event.dataTransfer && !section.hidden) onDrop(event.dataTransfer);
  });
}
