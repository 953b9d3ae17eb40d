import { useEffect, useRef } from "preact/hooks";
import { AddPapers } from "./add-papers.js";
import type { ChosenFile } from "./files/entry.js";

export interface AddDialogProps {
  /** Each new list opens the dialog. */
  readonly dropped: readonly ChosenFile[];
}

/** What the page that adds papers does, in place, for files that were dropped on another page. */
export function AddDialog({ dropped }: AddDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, [dropped]);
  return (
    <dialog class="add-dialog" aria-labelledby="add-dialog-title" ref={dialog}>
      <div class="add-dialog-head">
        <h1 class="add-title" id="add-dialog-title">
          Add papers
        </h1>
        <button class="act" type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <p class="step-facts">Closing does not stop an upload, but leaving the page does.</p>
      <AddPapers dropped={dropped} isOver={false} />
    </dialog>
  );
}

/** The styles are beside this module. */
export function loadStyles(): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("add-dialog.css", import.meta.url).href;
  return new Promise((resolve) => {
    link.addEventListener("load", () => resolve());
    // Without its styles the dialog still works.
    link.addEventListener("error", () => resolve());
    document.head.append(link);
  });
}
