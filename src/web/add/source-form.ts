import { findPart } from "../shared/elements.js";

export interface SourceForm {
  show(): void;
  hide(): void;
}

/** What comes of choosing: a file, or why there is none. */
export interface SourceEvents {
  readonly onFile: (file: File) => void;
  readonly onRefusal: (title: string, detail: string) => void;
}

/** A file is dropped anywhere on the page, or chosen, or text is pasted. */
export function createSourceForm({ onFile, onRefusal }: SourceEvents): SourceForm {
  const section = findPart("source", HTMLElement);
  const choose = findPart("choose", HTMLButtonElement);
  const input = findPart("file", HTMLInputElement);
  const pasted = findPart("pasted", HTMLTextAreaElement);
  const offer = (file: File) => {
    if (file.size === 0) onRefusal("This file is empty.", `There is nothing in ${file.name}.`);
    else onFile(file);
  };
  choose.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) offer(file);
    // The same file, mended, may be chosen again.
    input.value = "";
  });
  findPart("look", HTMLButtonElement).addEventListener("click", () => {
    const text = pasted.value;
    if (text.trim() === "") pasted.focus();
    else offer(new File([text], "Pasted text"));
  });
  watchDrops(section, (transfer) => {
    const [item] = transfer.items;
    const [file] = transfer.files;
    if (item?.webkitGetAsEntry()?.isDirectory) onRefusal("This is a folder.", "Drop one of the files in it.");
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

/** Without a listener the browser would leave the page and show the file. */
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
    // While a file is being looked at or sent, another one would take its place unasked.
    if (event.dataTransfer && !section.hidden) onDrop(event.dataTransfer);
  });
}
