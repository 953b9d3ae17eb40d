import type { ChosenFile } from "../files/entry.js";
import { readDrop } from "./read-drop.js";

export interface DropEvents {
  readonly onOver: (isOver: boolean) => void;
  /** Without files for folders in which there are none, or none that can be read. */
  readonly onDrop: (files: readonly ChosenFile[]) => void;
}

/** Takes files that are dropped anywhere: without it the browser would leave the page and open them. */
export function watchDrops({ onOver, onDrop }: DropEvents): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener(
    "dragover",
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      onOver(true);
    },
    { signal },
  );
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && onOver(false), { signal });
  document.addEventListener(
    "drop",
    (event) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      onOver(false);
      void readDrop(event.dataTransfer).then(onDrop, () => onDrop([]));
    },
    { signal },
  );
  return () => stop.abort();
}

/** Links and selected text are dragged too, into the question for instance. */
function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
